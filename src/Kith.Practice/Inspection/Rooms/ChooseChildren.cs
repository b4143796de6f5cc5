using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>What is said of a chosen child, as a form holds it.</summary>
public sealed record RoomChildInput
{
    public string? Why { get; set; }
    public string? Note { get; set; }

    /// <summary>«I prepared this record», «I looked at it».</summary>
    public bool Prepared { get; set; }

    /// <inheritdoc cref="Prepared"/>
    public bool Checked { get; set; }
}

/// <summary>
/// Children whom inspectors chose: preparing their records, and giving them to inspectors to read. Nobody gives what they
/// may not read themselves, and a restricted record is given only to an inspector by name, with its guardian told.
/// </summary>
[UseCase]
public sealed class ChooseChildren(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>Chooses a child, found by the child id that stands on the lists of Annex A.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections.</exception>
    /// <exception cref="NotAcceptedException">There is no such child within reach, or the child was chosen already.</exception>
    public async Task<Guid> Choose(Guid inspectionId, string? childId, RoomChildInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await KeepRoom.Room(db, inspectionId, ct);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Why), input.Why, "Say why this child was chosen", 300) is { } why)
        {
            problems.Add(why);
        }
        var (wanted, upper) = (childId?.Trim(), childId?.Trim().ToUpperInvariant());
        // A child whom the actor may not read is answered as one who is not there.
        var person = string.IsNullOrEmpty(wanted)
            ? null
            : await access
                .ReadableAmong(actor)
                .Where(o => o.LaChildId == wanted || o.LaChildId == upper)
                .OrderBy(o => o.PersonId)
                .Select(o => (Guid?)o.PersonId)
                .FirstOrDefaultAsync(ct);
        if (person is not { } child)
        {
            problems.Add(new("ChildId", "Enter the child id of a child whose record you may read, as it stands on the lists"));
        }
        else if (await db.RoomChildren.AnyAsync(c => c.InspectionId == inspectionId && c.PersonId == child, ct))
        {
            problems.Add(new("ChildId", "This child was chosen already"));
        }
        Editing.Refuse(problems);
        var chosen = new RoomChild
        {
            Id = clock.NewId(),
            InspectionId = inspectionId,
            PersonId = person!.Value,
            Why = input.Why!.Trim(),
            ChosenOn = clock.Today,
        };
        db.RoomChildren.Add(chosen);
        var act = acts.Begin(actor, "Choose a child for an inspection", key: key);
        act.Happened(new RoomChildChosen(inspectionId, chosen.PersonId, chosen.Why));
        return await act.Save(chosen.Id, ct);
    }

    /// <summary>Says that the record was prepared or looked at, and what the others should know.</summary>
    /// <exception cref="AccessRefusedException">The actor may not read the child's record.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it meanwhile.</exception>
    public async Task Prepare(Guid inspectionId, Guid roomChildId, RoomChildInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var child = await Load(inspectionId, roomChildId, actor, ct);
        Editing.SameVersion(child, version);
        if (input.Note?.Trim().Length > 2000)
        {
            throw new NotAcceptedException(nameof(input.Note), "This must be 2,000 characters or fewer");
        }
        if (input.Checked && !input.Prepared && child.PreparedOn is null)
        {
            throw new NotAcceptedException(nameof(input.Checked), "The record is prepared first, and looked at by somebody else then");
        }
        if (input.Prepared && child.PreparedOn is null)
        {
            (child.PreparedById, child.PreparedBy, child.PreparedOn) = (actor.AccountId, actor.Name, clock.Today);
        }
        else if (!input.Prepared)
        {
            (child.PreparedById, child.PreparedBy, child.PreparedOn) = (null, null, null);
        }
        if (input.Checked && child.CheckedOn is null)
        {
            if (child.PreparedById == actor.AccountId)
            {
                throw new NotAcceptedException(nameof(input.Checked), "You prepared this record. Somebody else looks at it");
            }
            (child.CheckedBy, child.CheckedOn) = (actor.Name, clock.Today);
        }
        else if (!input.Checked)
        {
            (child.CheckedBy, child.CheckedOn) = (null, null);
        }
        child.Note = PersonRules.Clean(input.Note);
        var act = acts.Begin(actor, "Prepare a record for an inspection", key: key);
        if (act.ChangesOf(child) is { Count: > 0 } changes)
        {
            act.Happened(new RoomChildPrepared(inspectionId, child.PersonId, changes));
        }
        await act.Save(child.Id, ct);
    }

    /// <summary>Gives a chosen child's record to inspectors, to read until their last day.</summary>
    /// <param name="inspectors">To whom. For a restricted record each is named on its restriction, and the guardian is told.</param>
    /// <exception cref="AccessRefusedException">The actor may not read the record, or is not entrusted with who reads a restricted one.</exception>
    /// <exception cref="NotAcceptedException">Nobody was chosen, or somebody whose way in is not open.</exception>
    public async Task Give(Guid inspectionId, Guid roomChildId, IReadOnlyCollection<Guid> inspectors, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var child = await Load(inspectionId, roomChildId, actor, ct);
        var today = clock.Today;
        var to = await db.RoomInspectors.Where(i => i.InspectionId == inspectionId && inspectors.Contains(i.Id) && i.EndedAt == null && i.Until >= today).ToListAsync(ct);
        if (to.Count == 0 || to.Count != inspectors.Distinct().Count())
        {
            throw new NotAcceptedException("Inspectors", "Select the inspectors who are to read it: those whose way in is open");
        }
        var restriction = await db.Restrictions.Include(r => r.Readers).FirstOrDefaultAsync(r => r.PersonId == child.PersonId && r.EndedAt == null, ct);
        if (restriction is not null && !MayName(restriction, actor))
        {
            throw new NotAcceptedException("", "This record is restricted. Only its guardian, or somebody whom it names and who keeps restrictions, gives it to an inspector");
        }
        var act = acts.Begin(actor, "Give a record to inspectors", key: key);
        var now = act.At;
        var has = (
            await db.GivenRecords.Where(g => g.InspectionId == inspectionId && g.PersonId == child.PersonId && g.EndedAt == null && g.Until > now).ToListAsync(ct)
        ).ToDictionary(g => g.AccountId);
        foreach (var inspector in to.Where(i => !has.ContainsKey(i.AccountId)))
        {
            db.GivenRecords.Add(
                new GivenRecord
                {
                    Id = clock.NewId(),
                    InspectionId = inspectionId,
                    PersonId = child.PersonId,
                    AccountId = inspector.AccountId,
                    GivenAt = now,
                    GivenBy = actor.Name,
                    Until = LetInspectorsIn.Closes(inspector.Until),
                }
            );
        }
        var fresh = to.Where(i => !has.ContainsKey(i.AccountId)).ToList();
        if (restriction is not null)
        {
            var unnamed = to.Where(i => restriction.Readers.All(r => r.AccountId != i.AccountId)).ToList();
            foreach (var inspector in unnamed)
            {
                db.RestrictionReaders.Add(
                    new RestrictionReader
                    {
                        Id = clock.NewId(),
                        RestrictionId = restriction.Id,
                        PersonId = child.PersonId,
                        AccountId = inspector.AccountId,
                    }
                );
            }
            fresh = [.. fresh.Union(unnamed)];
            if (fresh.Count > 0)
            {
                // Readers alone would not move the version, and a second editor must see that they changed.
                db.Entry(restriction).Property(r => r.Reason).IsModified = true;
                db.Notices.Add(
                    new Notice
                    {
                        Id = clock.NewId(),
                        AccountId = restriction.GuardianAccountId,
                        PersonId = child.PersonId,
                        Text =
                            $"{actor.Name} gave a restricted record that you are the guardian of to {string.Join(" and ", fresh.Select(i => i.Name))}, for an inspection. It closes after {Kith.Standards.Calendar.DateWords.Long(fresh.Max(i => i.Until))}.",
                        At = now,
                    }
                );
            }
        }
        if (fresh.Count > 0)
        {
            act.Happened(
                new RecordGivenToReader(inspectionId, child.PersonId, [.. fresh.Select(i => i.AccountId)], fresh.Max(i => LetInspectorsIn.Closes(i.Until)), restriction is not null)
            );
        }
        await act.Save(child.Id, ct);
    }

    /// <summary>Takes a record back from all inspectors of the room.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections, or there is no such child.</exception>
    public async Task TakeBack(Guid inspectionId, Guid roomChildId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var child = await Load(inspectionId, roomChildId, actor, ct);
        var act = acts.Begin(actor, "Take a record back from inspectors", key: key);
        var given = await db.GivenRecords.Where(g => g.InspectionId == inspectionId && g.PersonId == child.PersonId && g.EndedAt == null).ToListAsync(ct);
        foreach (var g in given)
        {
            g.EndedAt = act.At;
            await LetInspectorsIn.NameNoLonger(db, g.AccountId, child.PersonId, inspectionId, ct);
        }
        if (given.Count > 0)
        {
            act.Happened(new RecordTakenBackFromReader(inspectionId, child.PersonId, [.. given.Select(g => g.AccountId)]));
        }
        await act.Save(child.Id, ct);
    }

    /// <summary>Whoever keeps restrictions and is named on this one; a glance by broken glass decides nothing about others.</summary>
    private static bool MayName(Restriction restriction, Actor actor) =>
        actor.May(Permission.RestrictRecords) && (restriction.GuardianAccountId == actor.AccountId || restriction.Readers.Any(r => r.AccountId == actor.AccountId));

    private async Task<RoomChild> Load(Guid inspectionId, Guid roomChildId, Actor actor, CancellationToken ct)
    {
        var child =
            await db.RoomChildren.FirstOrDefaultAsync(c => c.Id == roomChildId && c.InspectionId == inspectionId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "prepare a record for an inspection");
        await access.Demand(actor, child.PersonId, Permission.KeepImprovement, "prepare a record for an inspection", ct);
        return child;
    }
}
