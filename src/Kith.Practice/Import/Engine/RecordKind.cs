using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Kith.Practice.Assessments;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>What is known of a record that an earlier extract brought.</summary>
internal readonly record struct KnownRecord(Guid Id, string SourceKey, long? Hash, DateOnly? EndedOn);

/// <summary>One kind of record that extracts bring: how it is found again, compared, written and changed.</summary>
internal abstract class RecordKind
{
    /// <summary>What people read in results: «Assessments».</summary>
    public required string Label { get; init; }

    public abstract Type Type { get; }

    /// <summary>Facts that this extract may be silent about though they stand: an empty one changes nothing.</summary>
    public HashSet<string> Untold { get; } = new(StringComparer.Ordinal);

    /// <summary>What earlier extracts of a source brought for some people.</summary>
    public abstract Task<List<KnownRecord>> Known(KithDb db, string source, IReadOnlyCollection<Guid> people, CancellationToken ct);

    /// <summary>Writes new records.</summary>
    public abstract Task Insert(KithDb db, DatabaseEngine engine, IReadOnlyCollection<SourcedRecord> records, CancellationToken ct);

    /// <summary>Some records, tracked, by id.</summary>
    public abstract Task<Dictionary<Guid, SourcedRecord>> Track(KithDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The digest of a record's facts.</summary>
    public abstract long HashOf(SourcedRecord record);

    /// <summary>Makes a tracked record say what the extract says; returns what changed.</summary>
    public abstract List<FieldChange> Update(KithDb db, SourcedRecord tracked, SourcedRecord fresh);
}

/// <summary>A kind of record, by its class.</summary>
internal abstract class RecordKind<T> : RecordKind
    where T : SourcedRecord
{
    private static readonly (string Name, Func<object, object?> Get, Action<object, object?> Set)[] Facts =
    [
        .. typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p is { CanRead: true, CanWrite: true } && IsFact(p))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => (p.Name, Getter(p), Setter(p))),
    ];

    private readonly ContentText text = new();

    public override Type Type => typeof(T);

    public override async Task<List<KnownRecord>> Known(KithDb db, string source, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var rows = await Of(db.Set<T>().AsNoTracking().Where(r => r.Source == source), people)
            .Select(r => new
            {
                r.Id,
                r.SourceKey,
                r.SourceHash,
                r.SourceEndedOn,
            })
            .ToListAsync(ct);
        return [.. rows.Select(r => new KnownRecord(r.Id, r.SourceKey!, r.SourceHash, r.SourceEndedOn))];
    }

    public override Task Insert(KithDb db, DatabaseEngine engine, IReadOnlyCollection<SourcedRecord> records, CancellationToken ct) => engine.BulkInsert(db, records.Cast<T>(), ct);

    public override async Task<Dictionary<Guid, SourcedRecord>> Track(KithDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await Whole(db.Set<T>()).Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => (SourcedRecord)r, ct);

    public override long HashOf(SourcedRecord record)
    {
        foreach (var fact in Facts)
        {
            text.Add(Text(fact.Get(record)));
        }
        More(text, (T)record);
        return text.Take();
    }

    public override List<FieldChange> Update(KithDb db, SourcedRecord tracked, SourcedRecord fresh)
    {
        var changes = new List<FieldChange>();
        foreach (var (name, get, set) in Facts)
        {
            var (old, now) = (get(tracked), get(fresh));
            if (!Equals(old, now) && (now is not null || !Untold.Contains(name)))
            {
                set(tracked, now);
                changes.Add(new FieldChange($"{typeof(T).Name}.{name}", Text(old), Text(now)));
            }
        }
        UpdateMore(db, (T)tracked, (T)fresh, changes);
        return changes;
    }

    /// <summary>Only the records of some people.</summary>
    protected abstract IQueryable<T> Of(IQueryable<T> records, IReadOnlyCollection<Guid> people);

    /// <summary>With the parts that a record owns.</summary>
    protected virtual IQueryable<T> Whole(IQueryable<T> records) => records;

    /// <summary>Adds the facts of owned parts to the digest.</summary>
    protected virtual void More(ContentText into, T record) { }

    /// <summary>Makes owned parts agree.</summary>
    protected virtual void UpdateMore(KithDb db, T tracked, T fresh, List<FieldChange> changes) { }

    protected static string? Text(object? value) =>
        value switch
        {
            null => null,
            string s => s,
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime t => t.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    // What identifies a record or says where it came from is not a fact of it; nor is what hangs on it.
    private static bool IsFact(PropertyInfo p) =>
        p.Name
            is not (
                nameof(Record.Id)
                or nameof(Record.Version)
                or nameof(PersonRecord.PersonId)
                or nameof(SourcedRecord.Source)
                or nameof(SourcedRecord.SourceKey)
                or nameof(SourcedRecord.SourceHash)
                or nameof(SourcedRecord.SourceEndedOn)
                or "PairId"
            )
        && (p.PropertyType == typeof(string) || p.PropertyType.IsValueType);

    private static Func<object, object?> Getter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(Expression.Convert(row, typeof(T)), property), typeof(object)), row).Compile();
    }

    private static Action<object, object?> Setter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        return Expression
            .Lambda<Action<object, object?>>(
                Expression.Assign(Expression.Property(Expression.Convert(row, typeof(T)), property), Expression.Convert(value, property.PropertyType)),
                row,
                value
            )
            .Compile();
    }
}

/// <summary>Records that belong to one person.</summary>
internal class PersonRecordKind<T> : RecordKind<T>
    where T : PersonRecord
{
    protected override IQueryable<T> Of(IQueryable<T> records, IReadOnlyCollection<Guid> people) => records.Where(r => people.Contains(r.PersonId));
}

/// <summary>Rows that Kith keeps as they came.</summary>
internal sealed class ExtractRowKind : RecordKind<ExtractRow>
{
    protected override IQueryable<ExtractRow> Of(IQueryable<ExtractRow> records, IReadOnlyCollection<Guid> people) =>
        records.Where(r => r.PersonId != null && people.Contains(r.PersonId.Value));
}

/// <summary>Assessments bring their factors.</summary>
internal sealed class AssessmentRecords : PersonRecordKind<Assessment>
{
    public override async Task Insert(KithDb db, DatabaseEngine engine, IReadOnlyCollection<SourcedRecord> records, CancellationToken ct)
    {
        await base.Insert(db, engine, records, ct);
        await engine.BulkInsert(db, records.Cast<Assessment>().SelectMany(a => a.Factors), ct);
    }

    protected override IQueryable<Assessment> Whole(IQueryable<Assessment> records) => records.Include(a => a.Factors);

    protected override void More(ContentText into, Assessment record)
    {
        foreach (var factor in record.Factors.OrderBy(f => f.Code, StringComparer.Ordinal))
        {
            into.Add(factor.Code);
        }
    }

    protected override void UpdateMore(KithDb db, Assessment tracked, Assessment fresh, List<FieldChange> changes)
    {
        string before = Codes(tracked),
            after = Codes(fresh);
        if (before == after || (after.Length == 0 && Untold.Contains(nameof(Assessment.Factors))))
        {
            return;
        }
        var had = tracked.Factors.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        var has = fresh.Factors.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        db.AssessmentFactors.RemoveRange(tracked.Factors.Where(f => !has.Contains(f.Code)).ToList());
        foreach (var factor in fresh.Factors.Where(f => !had.Contains(f.Code)))
        {
            factor.AssessmentId = tracked.Id;
            db.AssessmentFactors.Add(factor);
        }
        changes.Add(new FieldChange("Assessment.Factors", before, after));

        static string Codes(Assessment a) => string.Join(' ', a.Factors.Select(f => f.Code).Order(StringComparer.Ordinal));
    }
}

/// <summary>A visit of an extract has one child; the child's part comes with it.</summary>
internal sealed class VisitRecords : RecordKind<Visit>
{
    public override async Task Insert(KithDb db, DatabaseEngine engine, IReadOnlyCollection<SourcedRecord> records, CancellationToken ct)
    {
        await base.Insert(db, engine, records, ct);
        await engine.BulkInsert(db, records.Cast<Visit>().SelectMany(v => v.Children), ct);
    }

    protected override IQueryable<Visit> Of(IQueryable<Visit> records, IReadOnlyCollection<Guid> people) => records.Where(v => v.Children.Any(c => people.Contains(c.PersonId)));

    protected override IQueryable<Visit> Whole(IQueryable<Visit> records) => records.Include(v => v.Children);

    protected override void More(ContentText into, Visit record)
    {
        foreach (var child in record.Children)
        {
            into.Add(Text(child.Seen)).Add(Text(child.SeenAlone)).Add(Text(child.BedroomSeen));
        }
    }

    protected override void UpdateMore(KithDb db, Visit tracked, Visit fresh, List<FieldChange> changes)
    {
        if (tracked.Children.FirstOrDefault() is not { } had || fresh.Children.FirstOrDefault() is not { } has)
        {
            return;
        }
        if (had.Seen != has.Seen)
        {
            changes.Add(new FieldChange("Visit.Seen", Text(had.Seen), Text(has.Seen)));
            had.Seen = has.Seen;
        }
        if (had.SeenAlone != has.SeenAlone)
        {
            changes.Add(new FieldChange("Visit.SeenAlone", Text(had.SeenAlone), Text(has.SeenAlone)));
            had.SeenAlone = has.SeenAlone;
        }
        if (had.BedroomSeen != has.BedroomSeen)
        {
            changes.Add(new FieldChange("Visit.BedroomSeen", Text(had.BedroomSeen), Text(has.BedroomSeen)));
            had.BedroomSeen = has.BedroomSeen;
        }
    }
}
