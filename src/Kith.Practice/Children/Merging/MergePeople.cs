using System.Reflection;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Import;
using Kith.Practice.Network;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Merging;

/// <summary>Two records were found to be one person; <paramref name="Person"/> is the one that stays.</summary>
public sealed record PeopleMerged(Guid Person, Guid Merged, Guid Merge, int RowsMoved, IReadOnlyList<FieldChange> FactsFilled) : PersonEvent(Person);

/// <summary>A merge was taken apart again.</summary>
public sealed record MergeUndone(Guid Person, Guid Restored, Guid Merge, int RowsMovedBack) : PersonEvent(Person);

/// <summary>What moves in a merge: kind of record → ids of rows; and the survivor's facts that were filled.</summary>
internal sealed record MovedRows(Dictionary<string, List<Guid>> Rows, List<FieldChange> Filled);

/// <summary>A fact of two records side by side.</summary>
public sealed record FactCompared(string Label, string? Stays, string? Merged, bool Same);

/// <summary>What a merge would do, before it is done.</summary>
public sealed record MergePreview(
    Guid StaysId,
    string Stays,
    Guid MergedId,
    string Merged,
    IReadOnlyList<FactCompared> Facts,
    IReadOnlyList<(string What, int Count)> Moves,
    string? Refusal
);

/// <summary>
/// Makes two records of one person into one. Rows of the record that goes are moved to the one that stays, facts
/// that the survivor lacks are filled in, nothing is thrown away, and all of it can be undone.
/// </summary>
[UseCase]
public sealed class MergePeople(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Facts that are filled in from the other record where the survivor has none.</summary>
    private static readonly (string Label, PropertyInfo Property)[] Facts =
    [
        .. new (string Label, string Property)[]
        {
            ("Given name", nameof(Person.GivenName)),
            ("Middle names", nameof(Person.MiddleNames)),
            ("Family name", nameof(Person.FamilyName)),
            ("Known as", nameof(Person.KnownAs)),
            ("Date of birth", nameof(Person.DateOfBirth)),
            ("Expected date of birth", nameof(Person.ExpectedDateOfBirth)),
            ("Date of death", nameof(Person.DateOfDeath)),
            ("Ethnicity", nameof(Person.Ethnicity)),
            ("First language", nameof(Person.FirstLanguage)),
            ("How to be with this person", nameof(Person.HowToBeWithMe)),
            ("Local authority child id", nameof(Person.LaChildId)),
            ("NHS number", nameof(Person.NhsNumber)),
            ("Unique pupil number", nameof(Person.Upn)),
            ("Former UPN", nameof(Person.FormerUpn)),
            ("Nationality", nameof(Person.Nationality)),
            ("Why we are involved", nameof(Person.WhyInvolved)),
        }.Select(f => (f.Label, typeof(Person).GetProperty(f.Property)!)),
    ];

    private static readonly MethodInfo RowsMethod = typeof(MergePeople).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>What merging would do. Reading both records is needed even to be shown this.</summary>
    public async Task<MergePreview> Preview(Guid staysId, Guid mergedId, Actor actor, CancellationToken ct = default)
    {
        await access.Demand(actor, staysId, Permission.MergePeople, "merge two records", ct);
        await access.Demand(actor, mergedId, Permission.MergePeople, "merge two records", ct);
        var stays = await db.People.AsNoTracking().SingleAsync(p => p.Id == staysId, ct);
        var merged = await db.People.AsNoTracking().SingleAsync(p => p.Id == mergedId, ct);
        var facts = Facts
            .Select(f => (f.Label, Stays: Text(f.Property.GetValue(stays)), Merged: Text(f.Property.GetValue(merged))))
            .Where(f => f.Stays is not null || f.Merged is not null)
            .Select(f => new FactCompared(f.Label, f.Stays, f.Merged, f.Stays == f.Merged))
            .ToList();
        var moves = new List<(string, int)>();
        foreach (var (kind, rows) in await RowsOf(mergedId, staysId, tracked: false, ct))
        {
            moves.Add((Words(kind), rows.Count));
        }
        return new MergePreview(staysId, stays.DisplayName, mergedId, merged.DisplayName, facts, moves, await Refusal(stays, merged, ct));
    }

    /// <summary>Merges. Returns the id of the merge, by which it can be undone.</summary>
    public async Task<Guid> Handle(Guid staysId, Guid mergedId, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        await access.Demand(actor, staysId, Permission.MergePeople, "merge two records", ct);
        await access.Demand(actor, mergedId, Permission.MergePeople, "merge two records", ct);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Enter how you know that this is one person");
        }
        var stays = await db.People.SingleAsync(p => p.Id == staysId, ct);
        var merged = await db.People.SingleAsync(p => p.Id == mergedId, ct);
        if (await Refusal(stays, merged, ct) is { } refusal)
        {
            throw new NotAcceptedException("", refusal);
        }

        var moved = new MovedRows([], []);
        foreach (var (kind, rows) in await RowsOf(mergedId, staysId, tracked: true, ct))
        {
            moved.Rows[kind] = [.. rows.Select(r => r.Id)];
            foreach (var row in rows)
            {
                Point(row, kind, staysId);
            }
        }
        foreach (var (_, property) in Facts)
        {
            if (
                property.GetValue(stays) is null
                && property.GetValue(merged) is { } value
                && !(property.Name == nameof(Person.ExpectedDateOfBirth) && stays.DateOfBirth is not null)
            )
            {
                moved.Filled.Add(new FieldChange(property.Name, null, Text(value)));
                property.SetValue(stays, value);
            }
        }
        stays.HasChildRecord |= merged.HasChildRecord;
        stays.SortName = PersonNames.Sort(stays.GivenName, stays.FamilyName, stays.LaChildId);
        merged.MergedIntoId = staysId;
        if (merged.LaChildId is { } id && stays.LaChildId != id)
        {
            // A child id is never used again, and a search for the old one still finds the child.
            var kept = new PersonIdentifier
            {
                Id = clock.NewId(),
                PersonId = staysId,
                Kind = "Former LA child id",
                Value = id,
            };
            db.PersonIdentifiers.Add(kept);
            moved.Rows["+PersonIdentifier"] = [kept.Id];
        }

        var merge = new PersonMerge
        {
            Id = clock.NewId(),
            SurvivorId = staysId,
            MergedId = mergedId,
            At = clock.UtcNow,
            ByAccountId = actor.AccountId,
            Reason = reason.Trim(),
            Moved = JsonSerializer.Serialize(moved),
        };
        db.PersonMerges.Add(merge);
        var act = acts.Begin(actor, "Merge two records", reason.Trim(), key);
        act.Happened(new PeopleMerged(staysId, mergedId, merge.Id, moved.Rows.Values.Sum(r => r.Count), moved.Filled));
        act.Touch(mergedId);
        return await act.Save(merge.Id, ct);
    }

    /// <summary>Takes a merge apart: what moved moves back, what was filled in is emptied unless it was changed since.</summary>
    public async Task Undo(Guid mergeId, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var merge = await db.PersonMerges.SingleOrDefaultAsync(m => m.Id == mergeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "undo a merge");
        await access.Demand(actor, merge.SurvivorId, Permission.MergePeople, "undo a merge", ct);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Enter how you know that these are two people");
        }
        if (merge.UndoneAt is not null)
        {
            throw new NotAcceptedException("", "This merge has been undone already");
        }
        var stays = await db.People.SingleAsync(p => p.Id == merge.SurvivorId, ct);
        var restored = await db.People.SingleAsync(p => p.Id == merge.MergedId, ct);
        var moved = JsonSerializer.Deserialize<MovedRows>(merge.Moved)!;
        var back = 0;
        foreach (var (kind, ids) in moved.Rows)
        {
            if (kind == "+PersonIdentifier")
            {
                db.PersonIdentifiers.RemoveRange(await db.PersonIdentifiers.Where(i => ids.Contains(i.Id)).ToListAsync(ct));
                continue;
            }
            foreach (var row in await ByIds(kind, ids, ct))
            {
                Point(row, kind, restored.Id);
                back++;
            }
        }
        foreach (var filled in moved.Filled)
        {
            var property = typeof(Person).GetProperty(filled.Field)!;
            if (Text(property.GetValue(stays)) == filled.New)
            {
                property.SetValue(stays, null);
            }
        }
        stays.SortName = PersonNames.Sort(stays.GivenName, stays.FamilyName, stays.LaChildId);
        restored.MergedIntoId = null;
        merge.UndoneAt = clock.UtcNow;
        merge.UndoneReason = reason.Trim();
        var act = acts.Begin(actor, "Undo a merge", reason.Trim(), key);
        act.Happened(new MergeUndone(stays.Id, restored.Id, merge.Id, back));
        act.Touch(restored.Id);
        await act.Save(merge.Id, ct);
    }

    private async Task<string?> Refusal(Person stays, Person merged, CancellationToken ct)
    {
        if (stays.Id == merged.Id)
        {
            return "These are the same record: choose two different ones";
        }
        if (stays.MergedIntoId is not null || merged.MergedIntoId is not null)
        {
            return "One of these records has been merged already";
        }
        var restricted = await db.Restrictions.CountAsync(r => (r.PersonId == stays.Id || r.PersonId == merged.Id) && r.EndedAt == null, ct);
        if (restricted > 1)
        {
            return "Both records are restricted: their guardians must first agree on one restriction";
        }
        return stays.NhsNumber is { } a && merged.NhsNumber is { } b && a != b
            ? "The two records have different NHS numbers. Put the wrong one right first, if this really is one person"
            : null;
    }

    /// <summary>The rows of the record that goes, by kind. A fact the survivor has already (the same disability) stays where it is.</summary>
    private async Task<List<(string Kind, List<Record> Rows)>> RowsOf(Guid from, Guid to, bool tracked, CancellationToken ct)
    {
        var all = new List<(string, List<Record>)>();
        foreach (var type in db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => typeof(PersonRecord).IsAssignableFrom(t)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            var rows = await (Task<List<Record>>)RowsMethod.MakeGenericMethod(type).Invoke(this, [from, tracked, ct])!;
            if (type == typeof(Disability))
            {
                var has = await db.Disabilities.Where(d => d.PersonId == to).Select(d => d.Code).ToListAsync(ct);
                rows.RemoveAll(r => has.Contains(((Disability)r).Code) || ((Disability)r).Code == "NONE");
            }
            if (type == typeof(Relationship))
            {
                // Between the two records themselves there is nothing left to relate.
                rows.RemoveAll(r => ((Relationship)r).OtherId == to);
                var others = await Query(db.Relationships, tracked).Where(r => r.OtherId == from && r.PersonId != to).ToListAsync(ct);
                Add("Relationship.Other", [.. others]);
            }
            if (type == typeof(NetworkTie))
            {
                // Where both are known to the same child, what the survivor is to the child stands.
                var known = await db.NetworkTies.Where(t => t.PersonId == to).Select(t => t.OtherId).ToListAsync(ct);
                rows.RemoveAll(r => ((NetworkTie)r).OtherId == to || known.Contains(((NetworkTie)r).OtherId));
                var others = await Query(db.NetworkTies, tracked)
                    .Where(t => t.OtherId == from && t.PersonId != to && !db.NetworkTies.Any(o => o.PersonId == t.PersonId && o.OtherId == to))
                    .ToListAsync(ct);
                Add("NetworkTie.Other", [.. others]);
            }
            if (type == typeof(ContingencyStep))
            {
                Add("ContingencyStep.Other", [.. await Query(db.ContingencySteps, tracked).Where(s => s.OtherId == from).ToListAsync(ct)]);
            }
            Add(type.Name, rows);
        }
        Add(
            nameof(VisitChild),
            [.. await Query(db.VisitChildren, tracked).Where(v => v.PersonId == from && !db.VisitChildren.Any(o => o.VisitId == v.VisitId && o.PersonId == to)).ToListAsync(ct)]
        );
        Add(nameof(Significance), [.. await Query(db.Significances, tracked).Where(v => v.PersonId == from).ToListAsync(ct)]);
        Add(
            nameof(PlannedVisitChild),
            [
                .. await Query(db.PlannedVisitChildren, tracked)
                    .Where(v => v.PersonId == from && !db.PlannedVisitChildren.Any(o => o.PlannedVisitId == v.PlannedVisitId && o.PersonId == to))
                    .ToListAsync(ct),
            ]
        );
        Add(nameof(Actions.ActionItem), [.. await Query(db.ActionItems, tracked).Where(v => v.PersonId == from).ToListAsync(ct)]);
        if (tracked)
        {
            // On maps too, of which nobody is told here: whoever merges two records need not know of one.
            Add(nameof(MapNode), [.. await Query(db.MapNodes, tracked).Where(v => v.PersonId == from).ToListAsync(ct)]);
        }
        Add(nameof(ExtractRow), [.. await Query(db.ExtractRows, tracked).Where(v => v.PersonId == from).ToListAsync(ct)]);
        Add(nameof(Restriction), [.. await Query(db.Restrictions, tracked).Where(v => v.PersonId == from && v.EndedAt == null).ToListAsync(ct)]);
        Add(nameof(RestrictionReader), [.. await Query(db.RestrictionReaders, tracked).Where(v => v.PersonId == from).ToListAsync(ct)]);
        return all;

        void Add(string kind, List<Record> rows)
        {
            if (rows.Count > 0)
            {
                all.Add((kind, rows));
            }
        }
    }

    private async Task<List<Record>> Rows<T>(Guid person, bool tracked, CancellationToken ct)
        where T : PersonRecord => [.. await Query(db.Set<T>(), tracked).Where(r => r.PersonId == person).ToListAsync(ct)];

    private static IQueryable<T> Query<T>(IQueryable<T> set, bool tracked)
        where T : class => tracked ? set : set.AsNoTracking();

    private async Task<List<Record>> ByIds(string kind, List<Guid> ids, CancellationToken ct)
    {
        var name = kind.Split('.')[0];
        var type = db.Model.GetEntityTypes().Select(t => t.ClrType).Single(t => t.Name == name);
        return await (Task<List<Record>>)
            typeof(MergePeople).GetMethod(nameof(ByIdsOf), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, [ids, ct])!;
    }

    private async Task<List<Record>> ByIdsOf<T>(List<Guid> ids, CancellationToken ct)
        where T : Record => [.. await db.Set<T>().Where(r => ids.Contains(r.Id)).ToListAsync(ct)];

    private void Point(Record row, string kind, Guid person) =>
        db.Entry(row).Property(kind.EndsWith(".Other", StringComparison.Ordinal) ? nameof(Relationship.OtherId) : nameof(PersonRecord.PersonId)).CurrentValue = person;

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            DateOnly d => d.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static string Words(string kind) =>
        kind switch
        {
            "Relationship.Other" => "Relationships of others to this person",
            "NetworkTie.Other" => "What this person is to children",
            "ContingencyStep.Other" => "Steps of contingency plans that name this person",
            nameof(VisitChild) => "Visits",
            nameof(Actions.ActionItem) => "Actions",
            nameof(PlannedVisitChild) => "Planned visits",
            nameof(ExtractRow) => "Rows of extracts",
            nameof(RestrictionReader) => "People named to read",
            _ => string.Concat(kind.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString())) + "s",
        };
}

/// <summary>Someone looked at two records and found two people: they are not offered as duplicates again.</summary>
[UseCase]
public sealed class KeepPeopleApart(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Records that the two are different people.</summary>
    public async Task Handle(Guid first, Guid second, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, first, Permission.MergePeople, "say that two records are different people", ct);
        await access.Demand(actor, second, Permission.MergePeople, "say that two records are different people", ct);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Enter how you know that these are two people");
        }
        var (low, high) = first.CompareTo(second) < 0 ? (first, second) : (second, first);
        if (await db.NotTheSamePeople.AnyAsync(n => n.FirstId == low && n.SecondId == high, ct))
        {
            return;
        }
        var apart = new NotTheSamePerson
        {
            Id = clock.NewId(),
            FirstId = low,
            SecondId = high,
            Reason = reason.Trim(),
            ByAccountId = actor.AccountId,
            At = clock.UtcNow,
        };
        db.NotTheSamePeople.Add(apart);
        var act = acts.Begin(actor, "Keep two people apart", reason.Trim(), key);
        act.Happened(new PeopleKeptApart(first, second));
        act.Happened(new PeopleKeptApart(second, first));
        await act.Save(apart.Id, ct);
    }
}

/// <summary>Someone said that these are two people, not one.</summary>
public sealed record PeopleKeptApart(Guid Person, Guid Other) : PersonEvent(Person);
