using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Cli.Sbom;

namespace Kith.WebTests.Operate;

/// <summary>What Kith is built from is told whole, and under licences that a council's own system may use.</summary>
public sealed partial class BillOfMaterialsTests
{
    /// <summary>Licences that ask for their notice and nothing of Kith's own source. A package under any other is a decision to write down first.</summary>
    private static readonly HashSet<string> Allowed = ["MIT", "Apache-2.0", "PostgreSQL", "BSD-2-Clause", "BSD-3-Clause", "MS-PL OR Apache-2.0"];

    /// <summary>What older packages name instead of a licence, and the licence that stands there.</summary>
    private static readonly Dictionary<string, string> Addresses = new()
    {
        ["https://github.com/trichards57/zxcvbn-cs/blob/master/LICENSE"] = "MIT",
        ["https://github.com/dotnet/standard/blob/master/LICENSE.TXT"] = "MIT",
    };

    [Fact]
    public void Every_package_is_under_a_licence_that_was_agreed()
    {
        var packages = BillOfMaterials.Packages();
        Assert.True(packages.Count > 60, $"{packages.Count} packages");
        Assert.All(packages, p => Assert.Contains(p.Licence, Allowed));
        Assert.Contains(packages, p => p.Name == "Npgsql");
        Assert.Contains(packages, p => p.Name == "govuk-frontend" && !p.BuildsOnly);
        Assert.Contains(packages, p => p.Name == "sass" && p.BuildsOnly);
    }

    /// <summary>What is written down of a package's licence is what the package says of itself, wherever the restore has put it on this machine.</summary>
    [Fact]
    public void A_licence_is_the_one_that_the_package_names()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var looked = 0;
        foreach (var package in BillOfMaterials.Packages().Where(p => p.Purl.StartsWith("pkg:nuget/", StringComparison.Ordinal)))
        {
            var name = package.Name.ToLowerInvariant();
            var nuspec = Path.Combine(folder, name, package.Version, $"{name}.nuspec");
            if (File.Exists(nuspec))
            {
                var said = File.ReadAllText(nuspec);
                var licence = Expression().Match(said) is { Success: true } named ? named.Groups[1].Value : Addresses.GetValueOrDefault(Address().Match(said).Groups[1].Value);
                Assert.True(licence == package.Licence, $"{package.Name} says otherwise than {package.Licence}");
                looked++;
            }
        }
        Assert.True(looked > 35, $"{looked} packages were looked into");
    }

    [Fact]
    public void The_bill_is_whole_and_the_same_each_time()
    {
        var written = BillOfMaterials.Write();
        Assert.Equal(written, BillOfMaterials.Write());
        using var bill = JsonDocument.Parse(written);
        Assert.Equal(("CycloneDX", "1.6"), (bill.RootElement.GetProperty("bomFormat").GetString(), bill.RootElement.GetProperty("specVersion").GetString()));
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToList();
        var refs = components.Select(c => c.GetProperty("bom-ref").GetString()!).ToList();
        Assert.Equal(refs.Count, refs.Distinct().Count());
        Assert.All(components, c => Assert.Matches("^[0-9a-f]{128}$", c.GetProperty("hashes")[0].GetProperty("content").GetString()));
        // What something needs is itself in the bill, and somebody needs most of it.
        var needed = bill
            .RootElement.GetProperty("dependencies")
            .EnumerateArray()
            .SelectMany(d => d.GetProperty("dependsOn").EnumerateArray().Select(e => e.GetString()!))
            .ToHashSet();
        Assert.Subset(refs.ToHashSet(), needed);
        Assert.True(needed.Count > 40, $"{needed.Count} are needed by others");
    }

    [GeneratedRegex("<license type=\"expression\">([^<]+)<")]
    private static partial Regex Expression();

    [GeneratedRegex("<licenseUrl>([^<]+)<")]
    private static partial Regex Address();
}
