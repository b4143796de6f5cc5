using System.Reflection;

namespace Kith.Practice.Audits.Tools;

/// <summary>A tool that comes with Kith, before an authority takes it up.</summary>
/// <param name="Key">Stable: «whole-case».</param>
public sealed record ReadyTool(string Key, string Title, AuditPopulation For, string About, IReadOnlyList<AuditSection> Sections)
{
    /// <summary>How many questions it asks.</summary>
    public int Questions => Sections.Sum(s => s.Questions.Count);

    /// <summary>The first version of an authority's own copy, still being made. Parts and questions get keys of their own.</summary>
    public AuditTool Make(Guid id, Guid toolKey, Func<Guid> newId) =>
        new()
        {
            Id = id,
            ToolKey = toolKey,
            Number = 1,
            Title = Title,
            About = About,
            For = For,
            Ready = Key,
            Sections = [.. Sections.Select(s => s with { Key = newId(), Questions = [.. s.Questions.Select(q => q with { Key = newId() })] })],
        };
}

/// <summary>
/// Nine tools to begin with, in our own words: what inspectors' published letters look for and what auditors ask each other.
/// The data is in ready-tools.tsv; an authority changes its own copy.
/// </summary>
public static class ReadyTools
{
    private const string Resource = "Kith.Practice.Audits.Tools.ready-tools.tsv";
    private static readonly Lazy<IReadOnlyList<ReadyTool>> Read = new(Load);

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<ReadyTool> All => Read.Value;

    private static List<ReadyTool> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing from this build.");
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var tools = new List<(string Key, string Title, AuditPopulation For, string About, List<(AuditSection Section, List<AuditQuestion> Questions)> Parts)>();
        while (reader.ReadLine() is { } line)
        {
            var f = line.Split('\t');
            switch (f[0])
            {
                case "tool":
                    tools.Add((f[1], f[2], Enum.Parse<AuditPopulation>(f[3]), f[4], []));
                    break;
                case "part":
                    tools[^1].Parts.Add((new AuditSection(Guid.Empty, f[1], Text(f[3]), f[2] == "yes", []), []));
                    break;
                default:
                    tools[^1].Parts[^1].Questions.Add(Question(f));
                    break;
            }
        }
        return [.. tools.Select(t => new ReadyTool(t.Key, t.Title, t.For, t.About, [.. t.Parts.Select(p => p.Section with { Questions = p.Questions })]))];
    }

    private static AuditQuestion Question(string[] f)
    {
        var (kind, choices) = f[2] switch
        {
            "text" => (AuditAnswer.Text, Array.Empty<string>()),
            "extent" => (AuditAnswer.Extent, []),
            "yesno" => (AuditAnswer.YesNo, []),
            var list when list.StartsWith("choice:", StringComparison.Ordinal) => (
                AuditAnswer.Choice,
                list["choice:".Length..].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ),
            _ => throw new InvalidOperationException($"{Resource} asks for an answer that nobody knows: {f[2]}"),
        };
        return new(Guid.Empty, f[1], Text(f[5]), kind, choices, f[3] == "must", [.. f[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<AuditFact>)]);
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
