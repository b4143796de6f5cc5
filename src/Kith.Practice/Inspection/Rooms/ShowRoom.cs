using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Practice.Children.AccessLog;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>The head of every page of a room.</summary>
/// <param name="Room">Null while nobody has opened it.</param>
/// <param name="MayKeep">The actor keeps the room.</param>
/// <param name="MayLetIn">The actor lets inspectors in.</param>
public sealed record RoomHead(
    InspectionEvent Inspection,
    InspectionRoom? Room,
    InspectionEdition? Edition,
    bool MayKeep,
    bool MayLetIn,
    DateOnly Today,
    int OpenRequests,
    int LateRequests,
    int Children,
    int Papers,
    int InspectorsIn
)
{
    /// <summary>«Focused visit, 24 November 2026».</summary>
    public string Name => $"{InspectionEditions.Name(Inspection.Kind)}, {DateWords.Long(Inspection.From)}";
}

/// <summary>A request with its action: whose it is and by when.</summary>
public sealed record RequestLine(RoomRequest Request, string Owner, Guid? OwnerWorkerId, DateOnly? DueOn, string? Paper, bool MayAnswer, DateOnly Today)
{
    /// <summary>Past its day and not answered.</summary>
    public bool Late => Request.IsOpen && DueOn < Today;

    /// <summary>Days from the question to the answer, or to today.</summary>
    public int Age =>
        LondonTime.DateOf(Request.AnsweredAt ?? Request.WithdrawnAt ?? Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).DayNumber
        - LondonTime.DateOf(Request.AskedAt).DayNumber;
}

/// <summary>A chosen child as those who may read the record see it.</summary>
public sealed record RoomChildLine(RoomChild Child, string Name, string Age, string? LaChildId, string? Team, string? Worker, bool Restricted, IReadOnlyList<string> GivenTo);

/// <summary>The children of a room, and to whom they can be given.</summary>
public sealed record RoomChildren(IReadOnlyList<RoomChildLine> Lines, IReadOnlyList<RoomInspector> Inspectors);

/// <summary>A look by an inspector.</summary>
/// <param name="Child">The name of the child, for those who may read the record; null where it was no record.</param>
public sealed record LookLine(DateTime At, string Who, Guid? PersonId, string? Child, string What);

/// <summary>The room of an inspection for the council's own people. Each part is a fixed number of queries.</summary>
[UseCase]
public sealed class ShowRoom(KithDb db, RecordAccess access, Clock clock)
{
    private const int MostRequests = 300;
    private const int MostMeetings = 200;
    private const int MostChildren = 200;
    private const int MostLooks = 500;

    private static readonly string[] Looks = [nameof(RecordRead), nameof(RecordTakenOut), nameof(RecordRefused), nameof(RoomLookedAt), nameof(RoomPaperRead)];

    /// <summary>Null when there is no such inspection.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<RoomHead?> Head(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var (today, readable) = (clock.Today, access.ReadableAmong(actor));
        var row = await (
            from i in db.Inspections.AsNoTracking()
            where i.Id == inspectionId
            join r in db.InspectionRooms on i.Id equals r.InspectionId into rs
            from r in rs.DefaultIfEmpty()
            select new
            {
                Inspection = i,
                Room = r,
                Open = db.RoomRequests.Count(x => x.InspectionId == i.Id && x.AnsweredAt == null && x.WithdrawnAt == null),
                Late = db.RoomRequests.Count(x =>
                    x.InspectionId == i.Id && x.AnsweredAt == null && x.WithdrawnAt == null && db.ActionItems.Any(a => a.Id == x.ActionId && a.DueOn < today)
                ),
                Children = db.RoomChildren.Count(c => c.InspectionId == i.Id && readable.Any(o => o.PersonId == c.PersonId)),
                Papers = db.RoomPapers.Count(p => p.InspectionId == i.Id && p.GivenAt != null && p.TakenBackAt == null),
                In = db.RoomInspectors.Count(x => x.InspectionId == i.Id && x.EndedAt == null && x.From <= today && x.Until >= today),
            }
        ).FirstOrDefaultAsync(ct);
        return row is null
            ? null
            : new(
                row.Inspection,
                row.Room,
                InspectionEditions.Of(row.Inspection.Kind, row.Inspection.From),
                actor.May(Permission.KeepImprovement),
                row.Room is { } room && LetInspectorsIn.Keeps(actor, room),
                today,
                row.Open,
                row.Late,
                row.Children,
                row.Papers,
                row.In
            );
    }

    /// <summary>The timetable, in order.</summary>
    /// <inheritdoc cref="Head"/>
    public async Task<IReadOnlyList<RoomMeeting>> Timetable(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await Meetings(db, inspectionId, ct);
    }

    /// <summary>What inspectors asked for: open ones first, the oldest day first; then the answered, the latest first.</summary>
    /// <inheritdoc cref="Head"/>
    public async Task<IReadOnlyList<RequestLine>> Requests(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var lines = await Lines(db.RoomRequests.AsNoTracking().Where(r => r.InspectionId == inspectionId).OrderByDescending(r => r.Number).Take(MostRequests), actor, ct);
        return
        [
            .. lines
                .OrderBy(l => !l.Request.IsOpen)
                .ThenBy(l => l.Request.IsOpen ? l.DueOn : null)
                .ThenByDescending(l => l.Request.IsOpen ? 0 : l.Request.Number)
                .ThenBy(l => l.Request.Number),
        ];
    }

    /// <summary>One request; null when there is none.</summary>
    /// <inheritdoc cref="Head"/>
    public async Task<RequestLine?> Request(Guid requestId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return (await Lines(db.RoomRequests.AsNoTracking().Where(r => r.Id == requestId), actor, ct)).FirstOrDefault();
    }

    /// <summary>The papers of the room, the latest first.</summary>
    /// <inheritdoc cref="Head"/>
    public async Task<IReadOnlyList<RoomPaper>> Papers(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await db.RoomPapers.AsNoTracking().Where(p => p.InspectionId == inspectionId).OrderByDescending(p => p.AddedAt).ThenBy(p => p.Id).Take(MostRequests).ToListAsync(ct);
    }

    /// <summary>The chosen children whose records the actor may read.</summary>
    /// <inheritdoc cref="Head"/>
    public async Task<RoomChildren> Children(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var (today, now, readable) = (clock.Today, clock.UtcNow, access.ReadableAmong(actor));
        var inspectors = await db.RoomInspectors.AsNoTracking().Where(i => i.InspectionId == inspectionId).OrderBy(i => i.Name).ThenBy(i => i.Id).ToListAsync(ct);
        var rows = await (
            from c in db.RoomChildren.AsNoTracking()
            where c.InspectionId == inspectionId
            join o in readable on c.PersonId equals o.PersonId
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            orderby o.SortName, c.Id
            select new
            {
                Child = c,
                o.DisplayName,
                o.BornOn,
                o.Unborn,
                o.LaChildId,
                o.Restricted,
                Team = t.Name,
                Worker = w.Name,
                Given = db
                    .GivenRecords.Where(g => g.PersonId == c.PersonId && g.InspectionId == inspectionId && g.EndedAt == null && g.Until > now)
                    .Select(g => g.AccountId)
                    .ToList(),
            }
        )
            .Take(MostChildren)
            .AsSingleQuery()
            .ToListAsync(ct);
        var names = inspectors.GroupBy(i => i.AccountId).ToDictionary(g => g.Key, g => g.First().Name);
        return new(
            [
                .. rows.Select(r => new RoomChildLine(
                    r.Child,
                    r.DisplayName,
                    ChildWords.Age(r.BornOn, r.Unborn, today),
                    r.LaChildId,
                    r.Team,
                    r.Worker,
                    r.Restricted,
                    [.. r.Given.Select(a => names.GetValueOrDefault(a, "An inspector")).Order(StringComparer.Ordinal)]
                )),
            ],
            [.. inspectors.Where(i => i.EndedAt is null && i.Until >= today)]
        );
    }

    /// <summary>
    /// Who looked at what: every look of the room's inspectors, the latest first, from the trail. A child is named to those who
    /// may read the record; looks at other records are not listed to them.
    /// </summary>
    /// <inheritdoc cref="Head"/>
    public async Task<IReadOnlyList<LookLine>> WhoLooked(Guid inspectionId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var ways = await db.RoomInspectors.AsNoTracking().Where(i => i.InspectionId == inspectionId).OrderBy(i => i.From).ThenBy(i => i.Id).ToListAsync(ct);
        if (ways.Count == 0)
        {
            return [];
        }
        var accounts = ways.Select(w => w.AccountId).Distinct().ToList();
        var (from, to) = (LondonTime.StartOfDayUtc(ways.Min(w => w.From)), LondonTime.StartOfDayUtc(ways.Max(w => w.Until).AddDays(1)));
        var readable = access.Readable(actor);
        var rows = await (
            from e in db.TrailEntries.AsNoTracking()
            where
                accounts.Contains(e.ActorId)
                && e.At >= @from
                && e.At < to
                && Looks.Contains(e.Event)
                // Of Annex A each child's record says that it was read; here the paper itself says so once.
                && e.Process != GivePapers.ReadAnnexA
                && (e.PersonId == null || readable.Any(p => p.Id == e.PersonId))
            join p in db.People on e.PersonId equals p.Id into ps
            from p in ps.DefaultIfEmpty()
            orderby e.At descending, e.Id descending
            select new
            {
                e.At,
                e.ActorName,
                e.PersonId,
                e.Event,
                e.Payload,
                Given = p == null ? null : p.GivenName,
                Family = p == null ? null : p.FamilyName,
                Known = p == null ? null : p.KnownAs,
                Child = p == null ? null : p.LaChildId,
            }
        )
            .Take(MostLooks)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new LookLine(
                r.At,
                r.ActorName,
                r.PersonId,
                r.PersonId is null ? null : PersonNames.Display(r.Given, r.Family, r.Known, r.Child, false),
                TrailWords.Sentence(r.Event, r.Payload)
            )),
        ];
    }

    internal static async Task<List<RoomMeeting>> Meetings(KithDb db, Guid inspectionId, CancellationToken ct) =>
        await db.RoomMeetings.AsNoTracking().Where(m => m.InspectionId == inspectionId).OrderBy(m => m.On).ThenBy(m => m.From).ThenBy(m => m.Id).Take(MostMeetings).ToListAsync(ct);

    private async Task<List<RequestLine>> Lines(IQueryable<RoomRequest> requests, Actor actor, CancellationToken ct)
    {
        var today = clock.Today;
        var rows = await (
            from r in requests
            join a in db.ActionItems on r.ActionId equals a.Id
            join w in db.Workers on a.OwnerWorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            join p in db.RoomPapers on r.PaperId equals p.Id into ps
            from p in ps.DefaultIfEmpty()
            orderby r.Number, r.Id
            select new
            {
                Request = r,
                Action = a,
                Worker = w == null ? null : w.Name,
                Paper = p == null ? null : p.Title,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new RequestLine(
                r.Request,
                r.Action.Whose(r.Worker),
                r.Action.OwnerWorkerId,
                r.Action.DueOn,
                r.Paper,
                r.Request.IsOpen && AnswerRequests.MayAnswer(actor, r.Action),
                today
            )),
        ];
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.ReadImprovement, "read the room of an inspection");
}
