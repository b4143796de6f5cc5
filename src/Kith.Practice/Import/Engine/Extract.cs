using Kith.Practice.Children;

namespace Kith.Practice.Import;

/// <summary>One person of an extract with all rows about them, and the digest by which an unchanged person is known at sight.</summary>
/// <param name="Key">The person's key in the extract.</param>
/// <param name="Rows">The rows, in the extract's own form.</param>
/// <param name="Hash">Digest of everything the extract says about the person.</param>
/// <param name="Count">How many rows that is, for progress.</param>
internal sealed record ExtractedPerson(string Key, object Rows, long Hash, int Count);

/// <summary>A row about no one person, kept as it came.</summary>
internal sealed record LooseRow(string Table, string Key, string Content, string Place, long Line);

/// <summary>Two people of an extract who belong together: «From is Kind to To».</summary>
internal sealed record RelationshipIn(string Key, string From, string To, RelationshipKind Kind, string Place, long Line, string Raw);

/// <summary>A row that was not taken.</summary>
internal sealed record RowRefusal(string Place, long Line, string? RowKey, string Reason, string? Raw);

/// <summary>
/// The rows refused while reading, which wait in memory until the run begins to write: at most so many and so long in
/// all, however large and however bad the file. Further ones are counted.
/// </summary>
internal sealed class RefusedRows
{
    private const int MostCharacters = 50_000_000;
    private const int MostOfOne = 32_000;
    private readonly List<RowRefusal> rows = [];
    private long characters;

    public IReadOnlyCollection<RowRefusal> Rows => rows;

    /// <summary>How many more there were than are kept.</summary>
    public int NotKept { get; private set; }

    public void Add(RowRefusal refusal)
    {
        if (rows.Count >= Most || characters >= MostCharacters)
        {
            NotKept++;
            return;
        }
        var kept = refusal.Raw is { Length: > MostOfOne } ? refusal with { Raw = refusal.Raw[..MostOfOne] } : refusal;
        characters += 200 + (kept.Raw?.Length ?? 0);
        rows.Add(kept);
    }

    private const int Most = 100_000;
}

/// <summary>
/// An extract opened for loading: already read once from end to end, so that a file that is broken half-way changes
/// nothing. People come one after the other, each whole.
/// </summary>
internal abstract class Extract : IDisposable
{
    /// <summary>Goes up when mapping changes, so that rows taken under the old one are looked at again.</summary>
    protected const string MappingVersion = "3";

    /// <summary>See <see cref="Store.Sources"/>.</summary>
    public abstract string Source { get; }

    /// <summary>The collection year of a return, within which absence means something; null where the extract is the whole picture.</summary>
    public virtual int? Year => null;

    /// <summary>The return's serial number.</summary>
    public virtual string? Serial => null;

    /// <summary>The code of the authority whose return it is; null for extracts that do not say.</summary>
    public virtual string? Authority => null;

    /// <summary>How many rows there are in all.</summary>
    public abstract long Total { get; }

    /// <summary>The kinds of record that it may bring.</summary>
    public abstract IReadOnlyCollection<Type> Kinds { get; }

    /// <summary>False when the list of people itself was not in the extract: then nobody's absence means anything.</summary>
    public virtual bool NamesEverybody => true;

    /// <summary>Rows refused while reading.</summary>
    public RefusedRows Refusals { get; } = new();

    public Notices Notices { get; } = new();

    public abstract IEnumerable<ExtractedPerson> People();

    /// <summary>Says what the extract's rows about a person mean.</summary>
    public abstract void Map(ExtractedPerson person, PersonDraft draft);

    /// <summary>True when teams and workers come as whole lists, so that absence means something.</summary>
    public virtual bool NamesAllTeams => false;

    public virtual bool NamesAllWorkers => false;

    public virtual IEnumerable<TeamIn> Teams() => [];

    public virtual IEnumerable<WorkerIn> Workers() => [];

    public virtual IEnumerable<LooseRow> Loose() => [];

    public virtual IEnumerable<RelationshipIn> Relationships() => [];

    /// <summary>True when a record that the extract no longer holds is true all the same: its list looks back only so far, or its table was not sent.</summary>
    public virtual bool IsTrueThoughAbsent(string shortKey) => false;

    /// <summary>How many rows each table or list came with, by its name in the source. Those that were not sent are not in it.</summary>
    public virtual IReadOnlyDictionary<string, int> Rows { get; } = new Dictionary<string, int>();

    /// <summary>Tables that came with so many rows fewer than before that they were probably cut short: how many before.</summary>
    public Dictionary<string, int> Parts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where a table stands, as a person would look for it: «ssd_cp_plans.csv», «List 7».</summary>
    public virtual string PlaceOf(string table) => table;

    /// <summary>
    /// The table where a record would stand, when that came with its headings only or with many rows fewer than before. It may
    /// have been cut short, so nothing of it ends; null when the table came as a whole, or was not sent.
    /// </summary>
    public virtual string? CutShort(string shortKey) => null;

    /// <summary>Facts of a kind of record that another table would tell, which was not sent or is cut short: where the extract says nothing of them, they stay.</summary>
    public virtual IEnumerable<(Type Kind, string Fact)> Untold() => [];

    public virtual void Dispose() { }
}

/// <summary>A team of an extract.</summary>
internal sealed record TeamIn(string Key, string Name, string? ParentKey);

/// <summary>A worker of an extract.</summary>
internal sealed record WorkerIn(string Key, string Name, string? JobTitle, string? RegistrationNumber, string? TeamName, decimal? FullTimeEquivalent, bool? Agency);

/// <summary>Things worth saying about an extract that stopped nothing; alike ones are counted together.</summary>
internal sealed class Notices
{
    private const int Most = 200;
    private readonly Dictionary<string, int> counted = [];

    /// <summary>Says something once; the same words again only count.</summary>
    public void Add(string text)
    {
        if (counted.TryGetValue(text, out var times))
        {
            counted[text] = times + 1;
        }
        else if (counted.Count < Most)
        {
            counted[text] = 1;
        }
        else
        {
            NotKept++;
        }
    }

    /// <summary>How many further ones there were.</summary>
    public int NotKept { get; private set; }

    public IEnumerable<(string Text, int Times)> All => counted.Select(c => (c.Key, c.Value));
}
