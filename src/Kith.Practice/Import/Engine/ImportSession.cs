using System.Text.Json;
using Kith.Practice.Trail;

namespace Kith.Practice.Import;

/// <summary>What became of the rows of one kind.</summary>
public sealed class KindCount
{
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Ended { get; set; }
}

/// <summary>What a run did, kept with it as JSON.</summary>
public sealed class ImportDetails
{
    /// <summary>Counts by kind of record, in the order in which they came up.</summary>
    public Dictionary<string, KindCount> Kinds { get; set; } = [];

    /// <summary>Things worth knowing that stopped nothing, and how often each was met.</summary>
    public Dictionary<string, int> Notices { get; set; } = [];

    /// <summary>When the run was begun for the first time.</summary>
    public DateTime? BegunAt { get; set; }

    /// <summary>How often it was begun and not ended: more than once where the process was cut off.</summary>
    public int Begun { get; set; }

    /// <summary>Refused rows that were counted but not kept, because there were so many.</summary>
    public int RefusedNotKept { get; set; }

    /// <summary>Somebody said that the extract is whole: what it lacks has ended, however much that is.</summary>
    public bool Whole { get; set; }

    /// <summary>
    /// How many rows each table came with the last time that it came as a whole, this time included: what the next extract
    /// is held against. Null in runs of before tables were counted.
    /// </summary>
    public Dictionary<string, int>? Rows { get; set; }

    /// <summary>Of a return: its year, its serial number and whose it says that it is.</summary>
    public int? Year { get; set; }
    public string? Serial { get; set; }
    public string? Authority { get; set; }

    public static ImportDetails Of(string? json) => json is null ? new() : JsonSerializer.Deserialize<ImportDetails>(json) ?? new();

    public override string ToString() => JsonSerializer.Serialize(this);
}

/// <summary>The working memory of one run: what it may write, what it saw, what it counts.</summary>
internal sealed class ImportSession(ImportRun run, Extract extract, ProcessOf process, ImportLimits limits)
{
    private readonly Dictionary<string, KindCount> kinds = [];
    private readonly Dictionary<string, int> spared = [];

    public ImportRun Run => run;
    public Extract Extract => extract;
    public string Source => extract.Source;
    public ProcessOf Process => process;
    public ImportLimits Limits => limits;
    public bool DryRun => run.DryRun;

    /// <summary>Somebody said that the extract is whole.</summary>
    public bool Whole { get; init; }
    public RecordKinds Kinds { get; } = new();
    public WorkforceKeys Workforce { get; } = new();

    /// <summary>Where ids of new people and records come from.</summary>
    public required RisingIds NewIds { get; init; }

    /// <summary>Everyone seen in this extract: digest of the key → person. Sixteen bytes a person is all that grows.</summary>
    public Dictionary<long, Guid> Seen { get; } = [];

    /// <summary>Keys of rows refused by earlier runs and not taken since, by the part before the first «/» (the person).</summary>
    public Dictionary<string, List<string>> OpenRefusals { get; } = new(StringComparer.Ordinal);
    public List<string> Taken { get; } = [];
    public int Refused { get; set; }
    public int RefusedKept { get; set; }

    /// <summary>People of this extract whom the source did not have before, or had no longer.</summary>
    public int NewToSource { get; set; }

    /// <summary>How many rows each table had the last time that it came as a whole.</summary>
    public IReadOnlyDictionary<string, int> RowsBefore { get; set; } = new Dictionary<string, int>();
    public long Progress { get; set; }

    /// <summary>Told how many rows are done, of how many.</summary>
    public Action<long, long>? Told { get; init; }

    /// <summary>Collection years of which a return was loaded.</summary>
    public IReadOnlyList<int> Years { get; set; } = [];

    public KindCount Count(string label)
    {
        if (!kinds.TryGetValue(label, out var count))
        {
            kinds[label] = count = new KindCount();
        }
        return count;
    }

    public IReadOnlyDictionary<string, KindCount> Counts => kinds;

    /// <summary>How many records of all kinds came in.</summary>
    public long Added => kinds.Values.Sum(k => (long)k.Added);

    /// <summary>Remembers rows refused by an earlier run that wait to be taken.</summary>
    public void Opened(string rowKey)
    {
        var owner = OwnerOf(rowKey);
        if (!OpenRefusals.TryGetValue(owner, out var keys))
        {
            OpenRefusals[owner] = keys = [];
        }
        keys.Add(rowKey);
    }

    /// <summary>What to do when an extract that looks like a part of one is right as it is.</summary>
    public const string IfItIsWhole = "load the extract again and say that it is whole (on the form that loads it; at the machine with --whole).";

    /// <summary>Counts a record that did not end because its table came without rows, or with too few.</summary>
    public void Spare(string table) => spared[table] = spared.GetValueOrDefault(table) + 1;

    /// <summary>Holds each table against how many rows it had the last time, and takes for parts those that have lost too many.</summary>
    public void Weigh()
    {
        foreach (var (table, now) in extract.Rows)
        {
            if (RowsBefore.TryGetValue(table, out var before) && limits.IsPart(before, now))
            {
                extract.Parts[table] = before;
            }
        }
        foreach (var (kind, fact) in extract.Untold())
        {
            Kinds.Of(kind).Untold.Add(fact);
        }
    }

    /// <summary>Says of each table that was taken for a part how much of it came before.</summary>
    public void SaySpared()
    {
        foreach (var (table, count) in spared.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var (place, records) = (extract.PlaceOf(table), $"{count:N0} {(count == 1 ? "record" : "records")}");
            extract.Notices.Add(
                extract.Rows.GetValueOrDefault(table) == 0
                    ? $"{place} {(extract.Year is null ? "has its headings and no rows" : "is empty")}, but {records} of it came before. It may be cut short, so nothing of it was marked as no longer in the extract. If nothing is left of it, {IfItIsWhole}"
                    : $"{place} has {Of(extract.Rows[table])}, and had {extract.Parts.GetValueOrDefault(table):N0} the last time. It may be cut short, so the {records} that it lacks {(count == 1 ? "was" : "were")} not marked as no longer in the extract. If it is right, {IfItIsWhole}"
            );
        }

        static string Of(int rows) => $"{rows:N0} {(rows == 1 ? "row" : "rows")}";
    }

    /// <summary>What the next extract is held against: of a table that was not sent, or taken for a part, what it was held against itself.</summary>
    private Dictionary<string, int> RowsNow()
    {
        var rows = new Dictionary<string, int>(RowsBefore, StringComparer.OrdinalIgnoreCase);
        foreach (var (table, count) in extract.Rows.Where(r => !extract.Parts.ContainsKey(r.Key)))
        {
            // A table of headings only is held against what it had when it had something, unless somebody says that it is whole.
            if (count > 0 || limits.MostMissing >= 1)
            {
                rows[table] = count;
            }
        }
        return rows;
    }

    /// <summary>Remembers that a row refused before was taken now.</summary>
    public void Took(string rowKey) => Took(OwnerOf(rowKey), k => k == rowKey);

    /// <summary>Remembers that rows of one person refused before were taken now.</summary>
    public void Took(string owner, Func<string, bool> isTaken)
    {
        if (OpenRefusals.TryGetValue(owner, out var keys))
        {
            Taken.AddRange(keys.Where(isTaken));
            keys.RemoveAll(k => isTaken(k));
        }
    }

    private static string OwnerOf(string rowKey) => rowKey.IndexOf('/') is var at && at < 0 ? rowKey : rowKey[..at];

    public ImportDetails Details(DateTime begun) =>
        new()
        {
            Kinds = new(kinds),
            Notices = extract.Notices.All.ToDictionary(n => n.Text, n => n.Times),
            BegunAt = begun,
            RefusedNotKept = Refused - RefusedKept,
            Year = extract.Year,
            Serial = extract.Serial,
            Authority = extract.Authority,
            Whole = Whole,
            Rows = RowsNow(),
        };
}
