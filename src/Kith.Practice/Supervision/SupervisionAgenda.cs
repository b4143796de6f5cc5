using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children;
using Kith.Practice.Children.Drift;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>Why a child is on the agenda.</summary>
public enum AgendaReasonKind
{
    /// <summary>A step with a clock is late.</summary>
    Late,

    /// <summary>What the child said waits for an answer.</summary>
    Unanswered,

    /// <summary>A direction from oversight is past its day, or oversight itself is.</summary>
    Oversight,

    /// <summary>The case was audited since the last time, or an audit's recommendation is open.</summary>
    Audited,

    /// <summary>Time passes without change.</summary>
    Drifting,

    /// <summary>A step is due within ten working days.</summary>
    Due,
}

/// <summary>One reason, in words.</summary>
public sealed record AgendaReason(AgendaReasonKind Kind, string Words);

/// <summary>A child of the worker, with why to speak about them and what was said the last time.</summary>
public sealed record AgendaChild(
    Guid Id,
    string Name,
    string Age,
    ChildStatus Status,
    AllocationRole Role,
    DateOnly? LastSeenOn,
    DateOnly? LastVoiceOn,
    DateOnly? LastSpokenAboutOn,
    string? Before,
    string? DecidedBefore,
    IReadOnlyList<AgendaReason> Reasons
);

/// <summary>Something agreed earlier that is asked about now.</summary>
public sealed record EarlierAgreement(Guid Id, string What, string? Child, string? Owner, DateOnly SetOn, DateOnly? DueOn, ActionState State, string? Outcome);

/// <summary>What a supervision of a worker begins with.</summary>
/// <param name="LastId">The worker's last supervision of the kind.</param>
public sealed record Agenda(IReadOnlyList<AgendaChild> Children, IReadOnlyList<EarlierAgreement> Earlier, Guid? LastId, DateOnly? LastOn, int LateActions);

/// <summary>
/// Builds the agenda of a worker's supervision from the records themselves: what is late, unanswered, directed and not done,
/// audited, drifting and due, child by child, those with most to speak about first. A fixed number of queries.
/// </summary>
[UseCase]
public sealed class SupervisionAgenda(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Working days ahead that count as due.</summary>
    public const int Ahead = 10;

    /// <summary>An audit is on the agenda for so many days.</summary>
    public const int AuditDays = 90;

    /// <summary>Days without being spoken about after which a child is on the agenda for that.</summary>
    public const int Silent = 84;

    /// <summary>The agenda. Whether the actor may supervise the workers, or is the worker, is the caller's to have asked.</summary>
    public async Task<Agenda> Of(IReadOnlyList<Guid> workers, SupervisionKind kind, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var personal = kind == SupervisionKind.Personal;
        var last = await LastOf(db, workers, kind).Select(s => new { s.SupervisionId, s.On }).FirstOrDefaultAsync(ct);
        var earlier = await Earlier(workers, kind, last?.SupervisionId, actor, ct);
        if (personal)
        {
            return new([], earlier, last?.SupervisionId, last?.On, 0);
        }
        var readable = access.ReadableAmong(actor);
        var rows = await (
            from a in db.Allocations.AsNoTracking()
            where workers.Contains(a.WorkerId!.Value) && a.To == null && a.SourceEndedOn == null
            join o in readable on a.PersonId equals o.PersonId
            select new
            {
                a.Role,
                Child = o,
                Due = db.DueItems.Where(d => d.PersonId == o.PersonId).ToList(),
                Late = db
                    .ActionItems.Where(i => i.PersonId == o.PersonId && i.DoneOn == null && i.EndedOn == null && i.DueOn < today)
                    .Select(i => new
                    {
                        i.Id,
                        i.Source,
                        i.What,
                        i.TimesMoved,
                    })
                    .ToList(),
            }
        )
            .AsSingleQuery()
            .ToListAsync(ct);
        var children = rows.Where(r => ChildWords.IsOpen(r.Child.Status)).GroupBy(r => r.Child.PersonId).Select(g => g.MinBy(r => r.Role)!).ToList();
        var ids = children.Select(c => c.Child.PersonId).ToList();
        var since = today.AddDays(-AuditDays);
        var audits = (
            await db
                .Audits.AsNoTracking()
                .Where(a => ids.Contains(a.PersonId))
                .Select(a => new
                {
                    a.PersonId,
                    a.CompletedOn,
                    Open = db.Recommendations.Count(r => r.Origin == RecommendationOrigin.Audit && r.OriginId == a.Id && r.JoinedIntoId == null && r.Action.DoneOn == null),
                    Late = db.Recommendations.Count(r =>
                        r.Origin == RecommendationOrigin.Audit && r.OriginId == a.Id && r.JoinedIntoId == null && r.Action.DoneOn == null && r.Action.DueOn < today
                    ),
                })
                .Where(a => a.CompletedOn >= since || a.Open > 0)
                .ToListAsync(ct)
        ).ToLookup(a => a.PersonId);
        var year = today.AddYears(-1);
        var said = (await db.SupervisionCases.AsNoTracking().Where(c => ids.Contains(c.PersonId) && c.On >= year).ToListAsync(ct)).ToLookup(c => c.PersonId);
        var ahead = WorkingDayCalendar.England.AddWorkingDays(today, Ahead);
        return new(
            [
                .. children
                    .Select(r =>
                    {
                        var c = r.Child;
                        var before = said[c.PersonId].OrderByDescending(s => s.On).ThenByDescending(s => s.Id).FirstOrDefault();
                        var reasons = new List<AgendaReason>();
                        foreach (var d in r.Due.Where(d => d.DueOn < today).OrderBy(d => DueWork.Consequence(d.Clock)).ThenBy(d => d.DueOn))
                        {
                            var kinds = d.Clock switch
                            {
                                OversightClocks.Oversight => AgendaReasonKind.Oversight,
                                "voice_answer" => AgendaReasonKind.Unanswered,
                                _ => AgendaReasonKind.Late,
                            };
                            reasons.Add(
                                new(
                                    kinds,
                                    d.Clock == "voice_answer" ? $"What {First(c)} said on {DateWords.Medium(d.StartedOn)} has not been answered"
                                        : d.Clock == OversightClocks.Oversight ? $"Management oversight was due {DateWords.Medium(d.DueOn)}"
                                        : $"{DueWork.Short(d.Clock)} was due {DateWords.Medium(d.DueOn)}"
                                )
                            );
                        }
                        foreach (var d in r.Due.Where(d => d.Clock == "voice_answer" && d.DueOn >= today))
                        {
                            reasons.Add(
                                new(AgendaReasonKind.Unanswered, $"What {First(c)} said on {DateWords.Medium(d.StartedOn)} waits for an answer by {DateWords.Medium(d.DueOn)}")
                            );
                        }
                        reasons.AddRange(
                            r.Late.DistinctBy(i => i.Id)
                                .Where(i => i.Source == ActionSource.Oversight)
                                .Select(i => new AgendaReason(AgendaReasonKind.Oversight, $"A direction is past its day: «{i.What}»"))
                        );
                        foreach (var a in audits[c.PersonId].OrderByDescending(a => a.CompletedOn))
                        {
                            reasons.Add(
                                new(
                                    AgendaReasonKind.Audited,
                                    $"Audited {DateWords.Medium(a.CompletedOn)}{(a.Open == 0 ? "" : $": {ChildWords.Count(a.Open, "recommendation")} open{(a.Late > 0 ? $", {a.Late} past the day" : "")}")}"
                                )
                            );
                        }
                        reasons.AddRange(Drifting(c, r.Late.DistinctBy(i => i.Id).Count(i => i.Source != ActionSource.Oversight), before?.On, last?.On, today));
                        foreach (
                            var d in r
                                .Due.Where(d => d.DueOn >= today && d.DueOn <= ahead && d.Clock != "voice_answer")
                                .OrderBy(d => d.DueOn)
                                .ThenBy(d => d.Clock, StringComparer.Ordinal)
                        )
                        {
                            reasons.Add(new(AgendaReasonKind.Due, $"{DueWork.Short(d.Clock)} by {DateWords.Medium(d.DueOn)}"));
                        }
                        return new AgendaChild(
                            c.PersonId,
                            c.DisplayName,
                            ChildWords.Age(c.BornOn, c.Unborn, today),
                            c.Status,
                            r.Role,
                            c.LastSeenOn,
                            c.LastVoiceOn,
                            before?.On,
                            before?.Discussion,
                            before?.Decision,
                            reasons
                        );
                    })
                    .OrderBy(c => c.Reasons.Count == 0 ? int.MaxValue : (int)c.Reasons.Min(r => r.Kind))
                    .ThenByDescending(c => c.Reasons.Count)
                    .ThenBy(c => c.Name, StringComparer.Ordinal),
            ],
            earlier,
            last?.SupervisionId,
            last?.On,
            children.Sum(c => c.Late.DistinctBy(l => l.Id).Count())
        );
    }

    private static string First(ChildOverview c) => PersonNames.First(c.DisplayName);

    /// <summary>Signs that time passes without change, from what every list of children knows. The lengths are those of <see cref="DriftRules"/>.</summary>
    private static IEnumerable<AgendaReason> Drifting(ChildOverview c, int lateActions, DateOnly? spoken, DateOnly? lastSupervision, DateOnly today)
    {
        if (c is { Status: ChildStatus.ChildProtection, PlanFrom: { } cp } && cp.AddMonths(DriftRules.LongProtectionMonths) <= today)
        {
            yield return new(AgendaReasonKind.Drifting, $"On a child protection plan for {ChildWords.For(cp, today)}");
        }
        if (c is { Status: ChildStatus.ChildInNeed, PlanFrom: { } need } && need.AddMonths(DriftRules.LongNeedMonths) <= today)
        {
            yield return new(AgendaReasonKind.Drifting, $"On a child in need plan for {ChildWords.For(need, today)}");
        }
        if (lateActions > 0)
        {
            yield return new(AgendaReasonKind.Drifting, lateActions == 1 ? "One action is past its day" : $"{lateActions} actions are past their day");
        }
        if (lastSupervision is not null && c.WorkerSince?.AddDays(Silent) < today && (spoken is null || spoken.Value.AddDays(Silent) < today))
        {
            yield return new(
                AgendaReasonKind.Drifting,
                spoken is { } on ? $"Not spoken about in supervision since {DateWords.Medium(on)}" : "Not spoken about in supervision for a year"
            );
        }
    }

    /// <summary>What was agreed earlier: all that is open, and of the last time what has come of it.</summary>
    private async Task<IReadOnlyList<EarlierAgreement>> Earlier(IReadOnlyList<Guid> workers, SupervisionKind kind, Guid? last, Actor actor, CancellationToken ct)
    {
        var rows = await EarlierRows(db, workers, kind, last)
            .Select(a => new { Item = a, Owner = db.Workers.Where(w => w.Id == a.OwnerWorkerId).Select(w => w.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var children = rows.Select(r => r.Item.PersonId).OfType<Guid>().Distinct().ToList();
        var names =
            children.Count == 0
                ? []
                : await access
                    .ReadableAmong(actor)
                    .Where(o => children.Contains(o.PersonId))
                    .Select(o => new { o.PersonId, o.DisplayName })
                    .ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);
        return
        [
            .. rows.Where(r => r.Item.PersonId is not { } p || names.ContainsKey(p))
                .OrderBy(r => r.Item.State != ActionState.Open)
                .ThenBy(r => r.Item.DueOn ?? DateOnly.MaxValue)
                .ThenBy(r => r.Item.Id)
                .Select(r => new EarlierAgreement(
                    r.Item.Id,
                    r.Item.What,
                    r.Item.PersonId is { } p ? names[p] : null,
                    r.Owner ?? r.Item.OwnerName,
                    r.Item.SetOn,
                    r.Item.DueOn,
                    r.Item.State,
                    r.Item.Evidence ?? r.Item.EndedReason
                )),
        ];
    }

    /// <summary>The last supervision of the kind at which any of these was: latest first.</summary>
    internal static IQueryable<SupervisedWorker> LastOf(KithDb db, IReadOnlyList<Guid> workers, SupervisionKind kind) =>
        db.SupervisedWorkers.AsNoTracking().Where(s => workers.Contains(s.WorkerId) && s.Kind == kind).OrderByDescending(s => s.On).ThenByDescending(s => s.Id);

    /// <summary>
    /// Agreements that are asked about: those of the kind at which any of these was. Personal ones stay among personal, so that
    /// nothing of them is ever asked about elsewhere. Case supervision asks as well about what the worker undertook in a
    /// group, since the group may not meet again.
    /// </summary>
    internal static IQueryable<ActionItem> EarlierRows(KithDb db, IReadOnlyList<Guid> workers, SupervisionKind kind, Guid? last) =>
        db.ActionItems.Where(a =>
            a.Source == ActionSource.Supervision
            && ((a.DoneOn == null && a.EndedOn == null) || a.SourceId == last)
            && db.SupervisedWorkers.Any(s =>
                s.SupervisionId == a.SourceId
                && workers.Contains(s.WorkerId)
                && (s.Kind == kind || (kind == SupervisionKind.Case && s.Kind != SupervisionKind.Personal && a.OwnerWorkerId == s.WorkerId))
            )
        );
}
