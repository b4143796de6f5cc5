using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>Something that is done after a meeting, as it stands in the one list of actions.</summary>
/// <param name="Child">The child whom it is about, for those who may read the record.</param>
public sealed record NoteAction(Guid Id, string What, string Whose, DateOnly? DueOn, ActionState State, DateOnly? DoneOn, string? Child)
{
    /// <summary>Whether its own page is the reader's to open.</summary>
    public bool Opens { get; init; }
}

/// <summary>What was said at a meeting.</summary>
/// <param name="ActionsNotShown">Actions for children whose record the reader may not read.</param>
public sealed record NoteLine(RoomNote Note, string What, DateOnly On, TimeOnly From, IReadOnlyList<NoteAction> Actions, int ActionsNotShown);

/// <summary>A chosen child, and who could do something for them.</summary>
public sealed record NoteChild(Guid Id, string Name);

/// <summary>Shows what inspectors said, day by day, to the council’s own people. Two queries.</summary>
[UseCase]
public sealed class ShowNotes(KithDb db, RecordAccess access)
{
    private const int Most = 200;

    /// <summary>The notes of an inspection, or of one meeting: the latest day first.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<IReadOnlyList<NoteLine>> List(Guid inspectionId, Guid? meetingId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var notes = db.RoomNotes.AsNoTracking().Where(n => n.InspectionId == inspectionId && (meetingId == null || n.MeetingId == meetingId));
        var rows = await (
            from n in notes
            join m in db.RoomMeetings on n.MeetingId equals m.Id
            orderby m.On descending, m.From descending, n.WrittenAt, n.Id
            select new
            {
                Note = n,
                m.What,
                m.On,
                m.From,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            return [];
        }
        var readable = access.ReadableAmong(actor);
        var actions = (
            await (
                from a in db.ActionItems.AsNoTracking()
                where a.Source == ActionSource.KeepInTouch && notes.Any(n => n.Id == a.SourceId)
                join o in readable on a.PersonId equals o.PersonId into os
                from o in os.DefaultIfEmpty()
                join w in db.Workers on a.OwnerWorkerId equals w.Id into ws
                from w in ws.DefaultIfEmpty()
                orderby a.DueOn, a.Id
                select new
                {
                    Action = a,
                    Shown = a.PersonId == null || o != null,
                    Child = o == null ? null : o.DisplayName,
                    Worker = w == null ? null : w.Name,
                }
            ).ToListAsync(ct)
        ).ToLookup(a => a.Action.SourceId);
        return
        [
            .. rows.Select(r => new NoteLine(
                r.Note,
                r.What,
                r.On,
                r.From,
                [
                    .. actions[r.Note.Id]
                        .Where(a => a.Shown)
                        .Select(a => new NoteAction(a.Action.Id, a.Action.What, a.Action.Whose(a.Worker), a.Action.DueOn, a.Action.State, a.Action.DoneOn, a.Child)
                        {
                            Opens = a.Child != null || ListActions.MayTeam(actor, a.Action),
                        }),
                ],
                actions[r.Note.Id].Count(a => !a.Shown)
            )),
        ];
    }

    /// <summary>How many notes there are of each meeting.</summary>
    /// <inheritdoc cref="List"/>
    public async Task<IReadOnlyDictionary<Guid, int>> Counts(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await db
            .RoomNotes.AsNoTracking()
            .Where(n => n.InspectionId == inspectionId)
            .GroupBy(n => n.MeetingId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>The chosen children whose records the actor may read: those whom something to be done can be about.</summary>
    /// <inheritdoc cref="List"/>
    public async Task<IReadOnlyList<NoteChild>> Children(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await (
            from c in db.RoomChildren.AsNoTracking()
            where c.InspectionId == inspectionId
            join o in access.ReadableAmong(actor) on c.PersonId equals o.PersonId
            orderby o.SortName, o.PersonId
            select new NoteChild(o.PersonId, o.DisplayName)
        ).ToListAsync(ct);
    }

    /// <summary>The council’s workers, by name: who could do something. One query.</summary>
    /// <inheritdoc cref="List"/>
    public async Task<IReadOnlyList<OwnerChoice>> Workers(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await db
            .Workers.AsNoTracking()
            .Where(w => w.TeamId != null && w.LeftOn == null)
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .Select(w => new OwnerChoice(w.Id, w.Name, w.JobTitle ?? "worker"))
            .ToListAsync(ct);
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.ReadImprovement, "read what inspectors said");
}
