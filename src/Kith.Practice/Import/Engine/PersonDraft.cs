using Kith.Practice.Store;
using Kith.Practice.Visits;

namespace Kith.Practice.Import;

/// <summary>One record that an extract brings, ready to be compared with what is kept.</summary>
internal sealed record DraftRecord(RecordKind Kind, SourcedRecord Record, string ShortKey, long Line);

/// <summary>What an extract says about one person, in Kith's records. Made by a mapping, taken by the engine.</summary>
internal sealed class PersonDraft
{
    private const int LongestKey = 200;
    private readonly RecordKinds kinds;
    private readonly RisingIds newIds;
    private readonly Dictionary<(Type, string), Guid> ids = [];
    private readonly Dictionary<(Type, string), long> added = [];

    public PersonDraft(RecordKinds kinds, RisingIds newIds, string source, string key, Guid personId, bool isKnown, WorkforceKeys workforce, Notices notices)
    {
        this.kinds = kinds;
        this.newIds = newIds;
        Source = source;
        Key = key;
        SafeKey = Safe(key);
        PersonId = personId;
        IsKnown = isKnown;
        Workforce = workforce;
        Notices = notices;
    }

    public string Source { get; }

    /// <summary>The person's key in the extract.</summary>
    public string Key { get; }

    /// <summary>The key as it stands at the start of the records' keys.</summary>
    public string SafeKey { get; }
    public Guid PersonId { get; }

    /// <summary>True when Kith knew the person before this extract.</summary>
    public bool IsKnown { get; }

    /// <summary>Whether a record that the extract does not hold stands all the same: its table was not sent, or may be cut short.</summary>
    public Func<string, bool> Stands { get; init; } = _ => false;
    public WorkforceKeys Workforce { get; }
    public Notices Notices { get; }

    /// <summary>About the person themself; null when the extract has no such row or it could not be taken.</summary>
    public PersonFactsIn? Facts { get; set; }
    public List<DraftRecord> Records { get; } = [];
    public List<RowRefusal> Refusals { get; } = [];

    /// <summary>The child of a return as it came, where records cannot say all of it.</summary>
    public string? AsItCame { get; set; }

    /// <summary>True when the extract has rows that name the person but not the person: for the extract they are not there.</summary>
    public bool IsAbsent { get; set; }

    /// <summary>True when something pointed to could not be found, so that the person is looked at again next time.</summary>
    public bool IsUnsettled { get; set; }

    /// <summary>«/» divides keys, so it may not be inside one.</summary>
    public static string Safe(string key) => key.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    /// <summary>Tells the draft which records are kept already.</summary>
    public void Know(Type type, string shortKey, Guid id) => ids[(type, shortKey)] = id;

    /// <summary>The id of a record kept or to be kept.</summary>
    public Guid IdOf<T>(string shortKey)
        where T : SourcedRecord
    {
        if (!ids.TryGetValue((typeof(T), shortKey), out var id))
        {
            ids[(typeof(T), shortKey)] = id = newIds.Next();
        }
        return id;
    }

    /// <summary>The id of a record that another row points to; null when it is not there.</summary>
    public Guid? Find<T>(string? shortKey)
        where T : SourcedRecord
    {
        if (shortKey is null)
        {
            return null;
        }
        if (added.ContainsKey((typeof(T), shortKey)))
        {
            return ids[(typeof(T), shortKey)];
        }
        IsUnsettled = true;
        return Stands(shortKey) && ids.TryGetValue((typeof(T), shortKey), out var known) ? known : null;
    }

    /// <summary>The keys of the records of a kind that earlier extracts brought.</summary>
    public IEnumerable<string> KnownKeys<T>()
        where T : SourcedRecord => ids.Keys.Where(k => k.Item1 == typeof(T)).Select(k => k.Item2);

    public bool Has<T>(string shortKey)
        where T : SourcedRecord => added.ContainsKey((typeof(T), shortKey));

    /// <summary>
    /// Adds a record. False (and a refusal) when the extract has another row with the same key, or the key is longer
    /// than any.
    /// </summary>
    public bool Add<T>(T record, string shortKey, string place, long line, Func<string?> raw)
        where T : SourcedRecord
    {
        if (SafeKey.Length + 1 + shortKey.Length > LongestKey)
        {
            Refuse(place, line, null, "The row's id is longer than any id may be", raw());
            return false;
        }
        if (!added.TryAdd((typeof(T), shortKey), line))
        {
            Refuse(place, line, shortKey, $"The same id stands in line {added[(typeof(T), shortKey)]} already; that row was taken", raw());
            return false;
        }
        record.Id = IdOf<T>(shortKey);
        record.Source = Source;
        record.SourceKey = $"{SafeKey}/{shortKey}";
        switch (record)
        {
            case PersonRecord of:
                of.PersonId = PersonId;
                break;
            case Visit visit:
                foreach (var child in visit.Children)
                {
                    child.Id = newIds.Next();
                    child.VisitId = visit.Id;
                    child.PersonId = PersonId;
                }
                break;
            case ExtractRow row:
                row.PersonId = PersonId;
                break;
        }
        if (record is Assessments.Assessment assessment)
        {
            foreach (var factor in assessment.Factors)
            {
                factor.Id = newIds.Next();
                factor.AssessmentId = assessment.Id;
            }
        }
        Records.Add(new DraftRecord(kinds.Of<T>(), record, shortKey, line));
        return true;
    }

    /// <summary>Keeps something about the person themself that could not be taken, though the person was.</summary>
    public void RefusePerson(string place, long line, string reason, string? raw) => Refusals.Add(new RowRefusal(place, line, SafeKey, reason, raw));

    /// <summary>Keeps a row that is not taken, with the reason in plain words.</summary>
    public void Refuse(string place, long line, string? shortKey, string reason, string? raw) =>
        Refusals.Add(new RowRefusal(place, line, shortKey is null ? null : $"{SafeKey}/{shortKey}", reason, raw));
}
