using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>A line of the timetable as a form holds it.</summary>
public sealed record RoomMeetingInput
{
    public DateOnly? On { get; set; }
    public TimeOnly? From { get; set; }
    public TimeOnly? To { get; set; }
    public string? What { get; set; }
    public string? Who { get; set; }
    public string? Place { get; set; }
}

/// <summary>Opens the room of an inspection, says who coordinates it, and keeps its timetable.</summary>
[UseCase]
public sealed class KeepRoom(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Days before and after an inspection on which something can still be arranged.</summary>
    public const int DaysAround = 60;

    /// <summary>Opens the room, or gives it to somebody else to coordinate.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections, or there is no such inspection.</exception>
    /// <exception cref="NotAcceptedException">Nobody, or somebody who keeps no inspections, is to coordinate it.</exception>
    public async Task<Guid> Open(Guid inspectionId, Guid? coordinator, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await Inspection(db, inspectionId, ct);
        var candidates = await Coordinators(actor, ct);
        if (coordinator is not { } chosen || candidates.FirstOrDefault(c => c.AccountId == chosen) is not { Name: { } name })
        {
            throw new NotAcceptedException("Coordinator", "Select who coordinates the inspection");
        }
        var room = await db.InspectionRooms.FirstOrDefaultAsync(r => r.InspectionId == inspectionId, ct);
        if (room?.CoordinatorAccountId == chosen)
        {
            return room.Id;
        }
        if (room is null)
        {
            room = new InspectionRoom
            {
                Id = clock.NewId(),
                InspectionId = inspectionId,
                CoordinatorName = name,
                OpenedAt = clock.UtcNow,
            };
            db.InspectionRooms.Add(room);
        }
        (room.CoordinatorAccountId, room.CoordinatorName) = (chosen, name);
        var act = acts.Begin(actor, "Open the room of an inspection", key: key);
        act.Happened(new RoomOpened(inspectionId, chosen, name));
        return await act.Save(room.Id, ct);
    }

    /// <summary>Those who could coordinate: whoever keeps inspections.</summary>
    public async Task<IReadOnlyList<(Guid AccountId, string Name)>> Coordinators(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var today = clock.Today;
        var roles = Enum.GetValues<Role>().Where(r => Permissions.Allows(r, Permission.KeepImprovement)).ToList();
        var rows = await (
            from g in db.RoleGrants.AsNoTracking()
            where roles.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today)
            join a in db.Users on g.AccountId equals a.Id
            where a.ValidUntil == null || a.ValidUntil >= today
            select new { a.Id, a.DisplayName }
        )
            .Distinct()
            .ToListAsync(ct);
        return [.. rows.OrderBy(r => r.DisplayName, StringComparer.Ordinal).Select(r => (r.Id, r.DisplayName))];
    }

    /// <summary>Puts a meeting into the timetable, or changes one.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections, or there is no such room.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it meanwhile.</exception>
    public async Task<Guid> Meeting(Guid inspectionId, Guid? meetingId, RoomMeetingInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var inspection = await Inspection(db, inspectionId, ct);
        await Room(db, inspectionId, ct);
        var found = meetingId is { } there
            ? await db.RoomMeetings.FirstOrDefaultAsync(m => m.Id == there && m.InspectionId == inspectionId, ct)
                ?? throw new NotAcceptedException("", "This meeting is not there any more")
            : null;
        if (found is not null)
        {
            Editing.SameVersion(found, version);
        }
        var problems = new List<Problem>();
        if (input.On is not { } on || on < inspection.From.AddDays(-DaysAround) || on > inspection.To.AddDays(DaysAround))
        {
            problems.Add(new(nameof(input.On), $"Enter the day, within {DaysAround} days of the inspection"));
        }
        if (input.From is not { } from)
        {
            problems.Add(new(nameof(input.From), "Enter when it begins, for example 9:30am"));
        }
        else if (input.To <= from)
        {
            problems.Add(new(nameof(input.To), "It must end after it begins"));
        }
        foreach (var (field, value, missing, longest) in new[] { (nameof(input.What), input.What, "Say what it is", 300), (nameof(input.Who), input.Who, "Say who meets", 500) })
        {
            if (Editing.Text(field, value, missing, longest) is { } problem)
            {
                problems.Add(problem);
            }
        }
        if (input.Place?.Trim().Length > 200)
        {
            problems.Add(new(nameof(input.Place), "This must be 200 characters or fewer"));
        }
        Editing.Refuse(problems);
        var meeting =
            found
            ?? new RoomMeeting
            {
                Id = clock.NewId(),
                InspectionId = inspectionId,
                What = "",
                Who = "",
            };
        (meeting.On, meeting.From, meeting.To) = (input.On!.Value, input.From!.Value, input.To);
        (meeting.What, meeting.Who, meeting.Place) = (input.What!.Trim(), input.Who!.Trim(), PersonRules.Clean(input.Place));
        var act = acts.Begin(actor, found is null ? "Put a meeting into the timetable" : "Change a meeting of the timetable", key: key);
        if (found is null)
        {
            db.RoomMeetings.Add(meeting);
            act.Happened(new RoomMeetingSet(inspectionId, meeting.Id, meeting.On, meeting.What, []));
        }
        else if (act.ChangesOf(found) is { Count: > 0 } changes)
        {
            act.Happened(new RoomMeetingSet(inspectionId, meeting.Id, meeting.On, meeting.What, changes));
        }
        return await act.Save(meeting.Id, ct);
    }

    /// <summary>Takes a meeting out of the timetable, with a reason.</summary>
    /// <inheritdoc cref="Meeting"/>
    public async Task Drop(Guid inspectionId, Guid meetingId, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var meeting =
            await db.RoomMeetings.FirstOrDefaultAsync(m => m.Id == meetingId && m.InspectionId == inspectionId, ct)
            ?? throw new NotAcceptedException("", "This meeting is not there any more");
        if (Editing.Text("Why", why, "Say why it does not take place", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        if (await db.RoomNotes.AnyAsync(n => n.MeetingId == meetingId, ct))
        {
            throw new NotAcceptedException("Why", "It took place: somebody wrote down what was said. It stays");
        }
        db.RoomMeetings.Remove(meeting);
        var act = acts.Begin(actor, "Take a meeting out of the timetable", why!.Trim(), key);
        act.Happened(new RoomMeetingDropped(inspectionId, meetingId, meeting.What, why.Trim()));
        await act.Save(meetingId, ct);
    }

    internal static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepImprovement, "keep the room of an inspection");

    internal static async Task<InspectionEvent> Inspection(KithDb db, Guid id, CancellationToken ct) =>
        await db.Inspections.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "open the room of an inspection");

    /// <exception cref="NotAcceptedException">It was not opened yet.</exception>
    internal static async Task<InspectionRoom> Room(KithDb db, Guid inspectionId, CancellationToken ct) =>
        await db.InspectionRooms.FirstOrDefaultAsync(r => r.InspectionId == inspectionId, ct)
        ?? throw new NotAcceptedException("", "The room is not open yet. Open it first, and say who coordinates the inspection");
}
