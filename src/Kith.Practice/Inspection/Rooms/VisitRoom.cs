using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>A child whose record an inspector was given.</summary>
public sealed record GivenChild(Guid Id, string Name, string Age, string Status, string? Team, string? Worker, string? LaChildId, bool Restricted);

/// <summary>A request of the inspector's own, with its answer.</summary>
public sealed record OwnRequest(
    int Number,
    DateTime AskedAt,
    string What,
    DateOnly? DueOn,
    DateTime? AnsweredAt,
    string? Answer,
    Guid? PaperId,
    string? Paper,
    bool Withdrawn,
    DateOnly Today
)
{
    /// <summary>Whether the answer is late, or was when it came: days of London.</summary>
    public bool Late => !Withdrawn && DueOn < (AnsweredAt is { } at ? LondonTime.DateOf(at) : Today);
}

/// <summary>A room as an inspector sees it: what was given, and nothing else.</summary>
public sealed record VisitedRoom(
    Guid InspectionId,
    string Name,
    string Coordinator,
    DateOnly Until,
    IReadOnlyList<GivenChild> Children,
    IReadOnlyList<RoomPaper> Papers,
    IReadOnlyList<RoomMeeting> Timetable,
    IReadOnlyList<OwnRequest> Requests
);

/// <summary>
/// What an inspector sees: the rooms whose way in is open to this account today. Each look is in the trail before it is
/// answered.
/// </summary>
[UseCase]
public sealed class VisitRoom(KithDb db, RecordAccess access, GivePapers papers, ReadLedger ledger, Clock clock)
{
    /// <summary>Rooms at once: an inspector is in one, rarely in two.</summary>
    private const int MostRooms = 4;

    /// <summary>The rooms that are open to the actor, the latest first; none where no way in is open today.</summary>
    /// <exception cref="AccessRefusedException">The actor is no inspector.</exception>
    public async Task<IReadOnlyList<VisitedRoom>> Show(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var (me, today, now) = (actor.AccountId, clock.Today, clock.UtcNow);
        var ways = await (
            from i in Ways(me, today)
            join e in db.Inspections on i.InspectionId equals e.Id
            join r in db.InspectionRooms on i.InspectionId equals r.InspectionId
            orderby e.From descending, i.Id
            select new
            {
                Inspector = i,
                e.Kind,
                e.From,
                r.CoordinatorName,
            }
        )
            .Take(MostRooms)
            .ToListAsync(ct);
        if (ways.Count == 0)
        {
            return [];
        }
        var rooms = ways.Select(w => w.Inspector.InspectionId).ToList();
        var inspectors = ways.Select(w => (Guid?)w.Inspector.Id).ToList();
        // Only those whom the one rule opens: a record that was restricted since is not on the list either.
        var children = (
            await (
                from g in db.GivenRecords.AsNoTracking()
                where g.AccountId == me && rooms.Contains(g.InspectionId) && g.EndedAt == null && g.Until > now
                join o in access.ReadableAmong(actor) on g.PersonId equals o.PersonId
                join t in db.Teams on o.TeamId equals t.Id into ts
                from t in ts.DefaultIfEmpty()
                join w in db.Workers on o.WorkerId equals w.Id into ws
                from w in ws.DefaultIfEmpty()
                orderby o.SortName, o.PersonId
                select new
                {
                    g.InspectionId,
                    Child = o,
                    Team = t.Name,
                    Worker = w.Name,
                }
            ).ToListAsync(ct)
        ).ToLookup(c => c.InspectionId);
        var given = (
            await db
                .RoomPapers.AsNoTracking()
                .Where(p => rooms.Contains(p.InspectionId) && p.GivenAt != null && p.TakenBackAt == null)
                .OrderByDescending(p => p.GivenAt)
                .ThenBy(p => p.Id)
                .ToListAsync(ct)
        ).ToLookup(p => p.InspectionId);
        var meetings = (
            await db.RoomMeetings.AsNoTracking().Where(m => rooms.Contains(m.InspectionId)).OrderBy(m => m.On).ThenBy(m => m.From).ThenBy(m => m.Id).ToListAsync(ct)
        ).ToLookup(m => m.InspectionId);
        var requests = (
            await (
                from r in db.RoomRequests.AsNoTracking()
                where inspectors.Contains(r.InspectorId)
                join a in db.ActionItems on r.ActionId equals a.Id
                join p in db.RoomPapers on r.PaperId equals p.Id into ps
                from p in ps.DefaultIfEmpty()
                orderby r.Number descending, r.Id
                select new
                {
                    Request = r,
                    a.DueOn,
                    Paper = p,
                }
            ).ToListAsync(ct)
        ).ToLookup(r => r.Request.InspectionId);
        await ledger.WriteAll(actor, "Look into the room of an inspection", rooms.Select(r => new RoomLookedAt(r, "The room")));
        return
        [
            .. ways.Select(w => new VisitedRoom(
                w.Inspector.InspectionId,
                $"{InspectionEditions.Name(w.Kind)}, {Kith.Standards.Calendar.DateWords.Long(w.From)}",
                w.CoordinatorName,
                w.Inspector.Until,
                [
                    .. children[w.Inspector.InspectionId]
                        .Select(c => new GivenChild(
                            c.Child.PersonId,
                            c.Child.DisplayName,
                            ChildWords.Age(c.Child.BornOn, c.Child.Unborn, today),
                            ChildWords.Status(c.Child.Status),
                            c.Team,
                            c.Worker,
                            c.Child.LaChildId,
                            c.Child.Restricted
                        )),
                ],
                [.. given[w.Inspector.InspectionId]],
                [.. meetings[w.Inspector.InspectionId]],
                [
                    .. requests[w.Inspector.InspectionId]
                        .Select(r => new OwnRequest(
                            r.Request.Number,
                            r.Request.AskedAt,
                            r.Request.What,
                            r.DueOn,
                            r.Request.AnsweredAt,
                            r.Request.Answer,
                            r.Paper is { IsGiven: true } ? r.Paper.Id : null,
                            r.Paper is { IsGiven: true } ? r.Paper.Title : null,
                            r.Request.WithdrawnAt is not null,
                            today
                        )),
                ]
            )),
        ];
    }

    /// <summary>A paper that was given; null when there is none such for this account.</summary>
    /// <exception cref="AccessRefusedException">The actor is no inspector.</exception>
    public async Task<OpenedPaper?> Open(Guid paperId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var ways = Ways(actor.AccountId, clock.Today);
        var paper = await db
            .RoomPapers.AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == paperId && p.GivenAt != null && p.TakenBackAt == null && ways.Any(i => i.InspectionId == p.InspectionId), ct);
        return paper is null ? null : await papers.Opened(paper, actor, ct);
    }

    private IQueryable<RoomInspector> Ways(Guid account, DateOnly today) =>
        db.RoomInspectors.AsNoTracking().Where(i => i.AccountId == account && i.EndedAt == null && i.From <= today && i.Until >= today);

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.VisitRoom, "look into the room of an inspection");
}
