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

    /// <summary>Counts a record that did not end because its file came without rows.</summary>
    public void Spare(string file) => spared[file] = spared.GetValueOrDefault(file) + 1;

    /// <summary>Says of each file without rows how much of it came before.</summary>
    public void SaySpared()
    {
        foreach (var (file, count) in spared.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            extract.Notices.Add(
                $"{file} has its headings and no rows, but {count:N0} {(count == 1 ? "record" : "records")} of it came before. It may be cut short, so nothing of it was marked as no longer in the extract. If nothing is left of it: whoever looks after Kith sets Kith:Import:MostMissing to 1, and the extract is loaded again."
            );
        }
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
        };
}
