namespace Kith.Standards.CodeSets;

/// <summary>One code of a published set.</summary>
/// <param name="Code">As it stands in a return; case matters.</param>
/// <param name="Description">The published wording.</param>
/// <param name="Columns">Further columns of the published table (group, region, note), by name; only those filled.</param>
/// <param name="FromYear">First collection year (end year: 2022 is 2021-22) in which the code is used; null if always.</param>
/// <param name="ToYear">Last collection year in which the code is used; null if still in use.</param>
public sealed record CodeEntry(string Code, string Description, IReadOnlyDictionary<string, string> Columns, int? FromYear = null, int? ToYear = null)
{
    /// <summary>Whether the code is in use in the collection year (end year).</summary>
    public bool IsInUse(int year) => (FromYear is null || year >= FromYear) && (ToYear is null || year <= ToYear);

    /// <summary>A further column, or null.</summary>
    public string? Column(string name) => Columns.GetValueOrDefault(name);
}

/// <summary>A published set of codes: what may stand in a field, and what it means.</summary>
public sealed class CodeSet
{
    private readonly Dictionary<string, CodeEntry> _byCode;
    private readonly Dictionary<string, string> _plain;

    internal CodeSet(string name, IReadOnlyList<CodeEntry> entries, Dictionary<string, string> plain)
    {
        Name = name;
        Entries = entries;
        _plain = plain;
        _byCode = entries.ToDictionary(e => e.Code, StringComparer.Ordinal);
    }

    /// <summary>What people call the set: "Ethnicity".</summary>
    public string Name { get; }

    /// <summary>Every code, in the published order, including codes no longer in use.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>The codes in use in a collection year (end year), in the published order.</summary>
    public IEnumerable<CodeEntry> InUse(int year) => Entries.Where(e => e.IsInUse(year));

    /// <summary>True if the set has, or ever had, this exact code.</summary>
    public bool Contains(string? code) => code is not null && _byCode.ContainsKey(code);

    /// <summary>True if the code is in use in the collection year (end year).</summary>
    public bool Contains(string? code, int year) => Find(code)?.IsInUse(year) == true;

    /// <summary>The entry, or null if the set has no such code.</summary>
    public CodeEntry? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>The meaning in plain words; "Not recorded" for an empty code; the code itself, said to be unknown, otherwise.</summary>
    public string Describe(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return "Not recorded";
        }

        return _plain.GetValueOrDefault(code) ?? Find(code)?.Description ?? $"Unknown code «{code}»";
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
