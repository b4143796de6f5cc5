using Kith.Practice.Access;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Programme;

/// <summary>How far a cycle has come.</summary>
public sealed record CycleLine(
    Guid Id,
    string Title,
    string? Theme,
    string Tool,
    DateOnly From,
    DateOnly Until,
    int Asked,
    int Chosen,
    int Begun,
    int Finished,
    bool Drawn,
    bool CalledOff
)
{
    /// <summary>Audits that are still to be finished.</summary>
    public int Left => Math.Max(0, (Chosen > 0 ? Chosen : Asked) - Finished);

    /// <summary>Where the cycle stands, in words.</summary>
    public string State(DateOnly today) =>
        CalledOff ? "called off"
        : !Drawn && Chosen == 0 ? "to be drawn"
        : Left == 0 ? "finished"
        : Until < today ? $"{Left} late"
        : From > today ? "not begun"
        : "under way";
}

/// <summary>An audit that somebody has to do, or a second grade to give.</summary>
public sealed record OwnAudit(Guid Id, Guid PersonId, string Child, string Tool, string? Cycle, DateOnly? DueOn, AuditState State, bool Second, bool Readable)
{
    /// <summary>Where it is done.</summary>
    public string Href => Second ? $"/audits/readings/{Id}" : $"/audits/{Id}";
}

/// <summary>An audit in a list. The grade is null for whoever must not see it yet, and for those that are not finished.</summary>
public sealed record AuditLine(
    Guid Id,
    Guid PersonId,
    string Child,
    string? Tool,
    string? Team,
    string? Auditor,
    DateOnly? FinishedOn,
    DateOnly? DueOn,
    AuditState State,
    AuditGrade? Grade,
    AuditGrade? Settled,
    bool Hidden
);

/// <summary>The first page of audits.</summary>
public sealed record ProgrammePage(
    DateOnly Today,
    IReadOnlyList<OwnAudit> Mine,
    IReadOnlyList<CycleLine> Cycles,
    IReadOnlyList<AuditLine> Latest,
    int ToSettle,
    bool MayKeep,
    bool MaySeeModeration
);

/// <summary>One cycle: its children, its teams and its auditors.</summary>
public sealed record CyclePage(
    AuditCycle Cycle,
    AuditTool Tool,
    DateOnly Today,
    IReadOnlyList<CycleChild> Children,
    IReadOnlyList<(string Team, int Asked, int Finished)> Teams,
    IReadOnlyList<(string Auditor, int Capacity, int Named, int Finished)> Auditors,
    int NotShown,
    bool MayKeep
)
{
    public IEnumerable<CycleChild> Sample => Children.Where(c => c.State is not (AuditState.Reserve or AuditState.Replaced));
    public IEnumerable<CycleChild> Reserves => Children.Where(c => c.State == AuditState.Reserve);
    public IEnumerable<CycleChild> Replaced => Children.Where(c => c.State == AuditState.Replaced);
}

/// <summary>A child of a cycle.</summary>
public sealed record CycleChild(
    Guid Id,
    Guid PersonId,
    string Child,
    string? Team,
    int Place,
    string Why,
    string? Auditor,
    string? Reader,
    bool SecondWanted,
    AuditState State,
    DateOnly? FinishedOn,
    string? ReplacedWhy
);

/// <summary>Shows the audit programme: one's own audits, the cycles and how far they have come.</summary>
[UseCase]
public sealed class ShowProgramme(KithDb db, RecordAccess access, Clock clock)
{
    public const int Shown = 20;

    /// <summary>The first page.</summary>
    public async Task<ProgrammePage> Show(Actor actor, CancellationToken ct = default)
    {
        AuditAccess.DemandSight(actor, "see the audit programme");
        var today = clock.Today;
        var mine = actor.WorkerId is { } me && actor.May(Permission.DoAudits) ? await Own(me, actor, ct) : [];
        var reads = actor.May(Permission.ReadAudits);
        var cycles = reads ? await Cycles(today, ct) : [];
        var latest = reads ? await Latest(actor, ct) : [];
        var toSettle = actor.May(Permission.KeepAudits) ? await ToSettle(db, today.AddYears(-Moderation.ShowModeration.Years)).CountAsync(ct) : 0;
        return new(today, mine, cycles, latest, toSettle, actor.May(Permission.KeepAudits), reads);
    }

    /// <summary>Audits of the time that is looked at with two grades that differ and are not settled.</summary>
    internal static IQueryable<Audit> ToSettle(KithDb db, DateOnly since) =>
        db.Audits.Where(a => a.CompletedOn >= since && a.ModeratedGrade == null && db.AuditReadings.Any(r => r.AuditId == a.Id && r.GivenAt != null && r.Grade != a.Grade));

    /// <summary>What one worker has to do, soonest first.</summary>
    public async Task<IReadOnlyList<OwnAudit>> Own(Guid worker, Actor actor, CancellationToken ct = default)
    {
        var readable = access.ReadableAmong(actor);
        var audits = await (
            from a in db.AuditAssignments.AsNoTracking()
            where a.AuditorId == worker && a.FinishedOn == null && a.ReplacedOn == null
            join t in db.AuditTools on a.ToolId equals t.Id
            join c in db.AuditCycles on a.CycleId equals c.Id into cs
            from c in cs.DefaultIfEmpty()
            select new
            {
                Assignment = a,
                Tool = t.Title,
                Cycle = c.Title,
                Child = readable.Where(o => o.PersonId == a.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        var readings = await (
            from r in db.AuditReadings.AsNoTracking()
            where r.ReaderId == worker && r.GivenAt == null
            join t in db.AuditTools on r.ToolId equals t.Id
            join s in db.CalibrationSets on r.SetId equals s.Id into ss
            from s in ss.DefaultIfEmpty()
            select new
            {
                r.Id,
                r.PersonId,
                r.DueOn,
                Tool = t.Title,
                Set = s.Title,
                Child = readable.Where(o => o.PersonId == r.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return
        [
            .. audits
                .Select(a => new OwnAudit(
                    a.Assignment.Id,
                    a.Assignment.PersonId,
                    a.Child ?? "A child whose record you cannot read",
                    a.Tool,
                    a.Cycle,
                    a.Assignment.DueOn,
                    AuditFlow.Machine.Of(a.Assignment),
                    false,
                    a.Child is not null
                ))
                .Concat(
                    readings.Select(r => new OwnAudit(
                        r.Id,
                        r.PersonId,
                        r.Child ?? "A child whose record you cannot read",
                        r.Tool,
                        r.Set is null ? null : $"Calibration: {r.Set}",
                        r.DueOn,
                        AuditState.Named,
                        true,
                        r.Child is not null
                    ))
                )
                .OrderBy(a => a.DueOn ?? DateOnly.MaxValue)
                .ThenBy(a => a.Child, StringComparer.Ordinal),
        ];
    }

    /// <summary>One cycle; null when there is none.</summary>
    public async Task<CyclePage?> Cycle(Guid id, Actor actor, CancellationToken ct = default)
    {
        AuditAccess.DemandSight(actor, "see the audit programme");
        var cycle = await db.AuditCycles.AsNoTracking().Include(c => c.Teams).Include(c => c.Auditors).AsSplitQuery().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (cycle is null)
        {
            return null;
        }
        var tool = await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == cycle.ToolId, ct);
        var readable = access.ReadableAmong(actor);
        var rows = await (
            from a in db.AuditAssignments.AsNoTracking()
            where a.CycleId == id
            select new
            {
                Assignment = a,
                Reader = db.AuditReadings.Where(r => r.AuditId == a.Id).Select(r => (Guid?)r.ReaderId).FirstOrDefault(),
                Child = readable.Where(o => o.PersonId == a.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var workerIds = rows.SelectMany(r => new[] { r.Assignment.AuditorId, r.Reader }).OfType<Guid>().Concat(cycle.Auditors.Select(a => a.WorkerId)).Distinct().ToList();
        var workers = await db.Workers.AsNoTracking().Where(w => workerIds.Contains(w.Id)).Select(w => new { w.Id, w.Name }).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var children = rows.Where(r => r.Child is not null)
            .Select(r => new CycleChild(
                r.Assignment.Id,
                r.Assignment.PersonId,
                r.Child!,
                r.Assignment.TeamId is { } t ? teams.GetValueOrDefault(t) : null,
                r.Assignment.Place,
                r.Assignment.Why,
                r.Assignment.AuditorId is { } w ? workers.GetValueOrDefault(w) : null,
                r.Reader is { } x ? workers.GetValueOrDefault(x) : null,
                r.Assignment.SecondWanted,
                AuditFlow.Machine.Of(r.Assignment),
                r.Assignment.FinishedOn,
                r.Assignment.ReplacedWhy
            ))
            .OrderBy(c => c.Team, StringComparer.Ordinal)
            .ThenBy(c => c.State == AuditState.Reserve ? c.Place : 0)
            .ThenBy(c => c.Child, StringComparer.Ordinal)
            .ToList();
        return new(
            cycle,
            tool,
            clock.Today,
            children,
            [
                .. cycle
                    .Teams.Select(t =>
                        (
                            teams.GetValueOrDefault(t.TeamId, ""),
                            t.Number,
                            rows.Count(r => r.Assignment.TeamId == t.TeamId && r.Assignment is { FinishedOn: not null, ReplacedOn: null })
                        )
                    )
                    .OrderBy(t => t.Item1, StringComparer.Ordinal),
            ],
            [
                .. cycle
                    .Auditors.Select(a =>
                        (
                            workers.GetValueOrDefault(a.WorkerId, ""),
                            a.Capacity,
                            rows.Count(r => r.Assignment.AuditorId == a.WorkerId && r.Assignment.ReplacedOn is null),
                            rows.Count(r => r.Assignment.AuditorId == a.WorkerId && r.Assignment is { FinishedOn: not null, ReplacedOn: null })
                        )
                    )
                    .OrderBy(a => a.Item1, StringComparer.Ordinal),
            ],
            rows.Count - children.Count,
            actor.May(Permission.KeepAudits)
        );
    }

    private async Task<IReadOnlyList<CycleLine>> Cycles(DateOnly today, CancellationToken ct)
    {
        // The year around today: what is over and what comes.
        var (from, to) = (today.AddYears(-1), today.AddYears(1));
        return [.. (
                await db
                    .AuditCycles.AsNoTracking()
                    .Where(c => c.Until >= from && c.From <= to)
                    .Select(c => new
                    {
                        c.Id,
                        c.Title,
                        c.Theme,
                        Tool = db.AuditTools.Where(t => t.Id == c.ToolId).Select(t => t.Title).First(),
                        c.From,
                        c.Until,
                        Asked = c.Teams.Sum(t => t.Number),
                        Chosen = db.AuditAssignments.Count(a => a.CycleId == c.Id && a.ReplacedOn == null && (!a.Reserve || a.SteppedInOn != null)),
                        Begun = db.AuditAssignments.Count(a => a.CycleId == c.Id && a.ReplacedOn == null && a.BegunOn != null && a.FinishedOn == null),
                        Finished = db.AuditAssignments.Count(a => a.CycleId == c.Id && a.ReplacedOn == null && a.FinishedOn != null),
                        Drawn = c.DrawnAt != null,
                        CalledOff = c.CalledOffOn != null,
                    })
                    .ToListAsync(ct)
            ).OrderByDescending(c => c.From).ThenBy(c => c.Title, StringComparer.Ordinal).Select(c => new CycleLine(c.Id, c.Title, c.Theme, c.Tool, c.From, c.Until, c.Asked, c.Chosen, c.Begun, c.Finished, c.Drawn, c.CalledOff))];
    }

    private async Task<IReadOnlyList<AuditLine>> Latest(Actor actor, CancellationToken ct)
    {
        var toGrade = AuditAccess.ToGrade(db, actor.WorkerId);
        var since = clock.Today.AddMonths(-3);
        var rows = await (
            from a in db.Audits.AsNoTracking()
            where a.CompletedOn >= since
            join o in access.ReadableAmong(actor) on a.PersonId equals o.PersonId
            orderby a.CompletedOn descending, a.Id descending
            select new
            {
                a.Id,
                a.PersonId,
                o.DisplayName,
                a.CompletedOn,
                a.Grade,
                a.ModeratedGrade,
                Hidden = toGrade.Contains(a.PersonId),
                Tool = (from x in db.AuditAssignments where x.Id == a.Id join t in db.AuditTools on x.ToolId equals t.Id select t.Title).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == o.TeamId).Select(t => t.Name).FirstOrDefault(),
                Auditor = db.Workers.Where(w => w.Id == a.AuditorId).Select(w => w.Name).FirstOrDefault(),
            }
        )
            .Take(Shown)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new AuditLine(
                r.Id,
                r.PersonId,
                r.DisplayName,
                r.Tool,
                r.Team,
                r.Auditor,
                r.CompletedOn,
                null,
                AuditState.Finished,
                r.Hidden ? null : r.Grade,
                r.Hidden ? null : r.ModeratedGrade,
                r.Hidden
            )),
        ];
    }
}
