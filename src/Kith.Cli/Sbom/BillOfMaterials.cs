using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kith.Cli.Sbom;

/// <summary>One package that Kith is built from.</summary>
/// <param name="Purl">Its package URL, such as pkg:nuget/Npgsql@10.0.3.</param>
/// <param name="Sha512">Of the package as it is published, in hexadecimal; null where the lock file has none.</param>
/// <param name="Licence">An SPDX expression.</param>
/// <param name="BuildsOnly">True for what compiles styles and does not leave with the product.</param>
public sealed record Package(string Name, string Version, string Purl, string? Sha512, string Licence, bool BuildsOnly, IReadOnlyList<string> DependsOn);

/// <summary>
/// What Kith is built from, read from the lock files that the restore was held to (they are inside this assembly), as
/// CycloneDX 1.6. Nothing of the machine or the moment is in it: the same source gives the same bytes.
/// </summary>
public static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Every package, by its package URL.</summary>
    /// <exception cref="InvalidDataException">A package of the lock files is not in licences.tsv.</exception>
    public static IReadOnlyList<Package> Packages() => [.. Nuget().Concat(Npm()).OrderBy(p => p.Purl, StringComparer.Ordinal)];

    /// <summary>The bill as CycloneDX JSON.</summary>
    public static string Write()
    {
        var packages = Packages();
        var version = typeof(BillOfMaterials).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var all = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["component"] = new JsonObject
                {
                    ["type"] = "application",
                    ["bom-ref"] = "kith",
                    ["name"] = "Kith",
                    ["version"] = version,
                    ["licenses"] = Licences("MIT"),
                },
            },
            ["components"] = new JsonArray([.. packages.Select(Component)]),
            ["dependencies"] = new JsonArray([
                .. packages.Select(p => new JsonObject { ["ref"] = p.Purl, ["dependsOn"] = new JsonArray([.. p.DependsOn.Select(d => (JsonNode)d)]) }),
            ]),
        };
        return all.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Component(Package p)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = p.Purl,
            ["name"] = p.Name,
            ["version"] = p.Version,
            ["scope"] = p.BuildsOnly ? "excluded" : "required",
            ["licenses"] = Licences(p.Licence),
            ["purl"] = p.Purl,
        };
        if (p.Sha512 is { } hash)
        {
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = hash });
        }
        return component;
    }

    private static JsonArray Licences(string expression) => new(new JsonObject { ["expression"] = expression });

    private static IEnumerable<Package> Nuget()
    {
        var licences = Read("licences.tsv")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(l => l.Split('\t'))
            .ToDictionary(l => l[0], l => l[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, (string Name, string Version, string? Hash, List<string> Needs)>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in new[] { "web.lock.json", "cli.lock.json" })
        {
            using var file = JsonDocument.Parse(Read(part));
            foreach (var target in file.RootElement.GetProperty("dependencies").EnumerateObject())
            {
                foreach (var package in target.Value.EnumerateObject().Where(p => p.Value.GetProperty("type").GetString() != "Project"))
                {
                    var version = package.Value.GetProperty("resolved").GetString()!;
                    var needs = package.Value.TryGetProperty("dependencies", out var others) ? others.EnumerateObject().Select(o => o.Name).ToList() : [];
                    found[$"{package.Name}@{version}"] = (package.Name, version, package.Value.GetProperty("contentHash").GetString(), needs);
                }
            }
        }
        // The lock files hold one version of each package, so that a name is enough to tell what is needed.
        var purls = found.Values.ToLookup(f => f.Name, f => $"pkg:nuget/{f.Name}@{f.Version}", StringComparer.OrdinalIgnoreCase);
        return found.Values.Select(f => new Package(
            f.Name,
            f.Version,
            $"pkg:nuget/{f.Name}@{f.Version}",
            f.Hash is null ? null : Convert.ToHexStringLower(Convert.FromBase64String(f.Hash)),
            licences.GetValueOrDefault(f.Name) ?? throw new InvalidDataException($"src/Kith.Cli/Sbom/licences.tsv does not say under which licence {f.Name} may be used."),
            false,
            [.. f.Needs.SelectMany(n => purls[n]).Distinct().Order(StringComparer.Ordinal)]
        ));
    }

    private static List<Package> Npm()
    {
        using var file = JsonDocument.Parse(Read("npm.lock.json"));
        var packages = file.RootElement.GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0).ToList();
        var purls = packages.ToDictionary(p => Name(p.Name), p => Purl(Name(p.Name), p.Value.GetProperty("version").GetString()!), StringComparer.Ordinal);
        return
        [
            .. packages.Select(p =>
            {
                var name = Name(p.Name);
                var integrity = p.Value.TryGetProperty("integrity", out var i) ? i.GetString() : null;
                return new Package(
                    name,
                    p.Value.GetProperty("version").GetString()!,
                    purls[name],
                    integrity?.StartsWith("sha512-", StringComparison.Ordinal) == true ? Convert.ToHexStringLower(Convert.FromBase64String(integrity[7..])) : null,
                    p.Value.GetProperty("license").GetString()!,
                    p.Value.TryGetProperty("dev", out var dev) && dev.GetBoolean(),
                    [.. Needs(p.Value).Select(purls.GetValueOrDefault).OfType<string>().Order(StringComparer.Ordinal)]
                );
            }),
        ];

        static string Name(string path) => path[(path.LastIndexOf("node_modules/", StringComparison.Ordinal) + 13)..];

        static string Purl(string name, string version) => $"pkg:npm/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}";

        static IEnumerable<string> Needs(JsonElement package) =>
            new[] { "dependencies", "optionalDependencies" }.SelectMany(k => package.TryGetProperty(k, out var d) ? d.EnumerateObject().Select(o => o.Name) : []);
    }

    private static string Read(string name)
    {
        using var stream = typeof(BillOfMaterials).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
