using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>Another recommendation that asks for much the same, or that was joined with this one.</summary>
public sealed record NearRecommendation(Guid Id, string What, string Aim, string Owner, RecommendationState State, DateOnly RaisedOn, string? OriginWords);

/// <summary>One recommendation with everything that was said on the way.</summary>
/// <param name="Permitted">What the actor may do with it now.</param>
/// <param name="WhyNot">Why the actor may not do what is awaited, where they cannot.</param>
/// <param name="Like">Others that ask for much the same and could be joined.</param>
/// <param name="Joined">Those that were joined into this one.</param>
/// <param name="Into">The one that this stands together with.</param>
/// <param name="Objectives">For the system: the objectives of the plan that it could serve, and the one that it does.</param>
/// <param name="Records">Records that can be pointed to, where evidence is asked for now.</param>
public sealed record RecommendationDetail(
    Recommendation Recommendation,
    RecommendationLine Line,
    string State,
    IReadOnlyList<RecommendationStep> Steps,
    IReadOnlyList<RecommendationAct> Permitted,
    string? WhyNot,
    IReadOnlyList<NearRecommendation> Like,
    IReadOnlyList<NearRecommendation> Joined,
    NearRecommendation? Into,
    IReadOnlyList<SeenChoice> Records,
    IReadOnlyList<OwnerChoice> Owners,
    MeasureDefinition? Measure,
    double? MeasureNow,
    IReadOnlyList<(Guid Id, string Name)> ClimbedTo,
    IReadOnlyList<(Guid Id, string Title)> Objectives,
    DateOnly Today
)
{
    /// <summary>The audit that asked for it, where the child can be audited again to see its effect; null otherwise.</summary>
    public Guid? AuditToRepeat { get; init; }

    /// <summary>Audits that looked, or are to look, at the same again since.</summary>
    public IReadOnlyList<AuditNear> LookedAgain { get; init; } = [];
}

/// <summary>Shows one recommendation: where it stands on the ladder, what was said, and what can be done now.</summary>
[UseCase]
public sealed class ShowRecommendation(KithDb db, RecordAccess access, ActionOwners owners, RecommendationRecords records, MeasureReadings readings, Clock clock)
{
    private const int MostLike = 5;
    private const int MostCompared = 500;

    /// <summary>Whose child it is about, to guard the record; null when there is none or it is not the actor's to see.</summary>
    public async Task<(Guid? Child, bool Found)> About(Guid id, Actor actor, CancellationToken ct = default)
    {
        var r = await db.Recommendations.AsNoTracking().Include(x => x.Action).FirstOrDefaultAsync(x => x.Id == id, ct);
        return r is null || (r.Action.PersonId is null && !await KeepRecommendations.MaySee(access, r, actor, ct)) ? (null, false) : (r.Action.PersonId, true);
    }

    /// <summary>Null when there is none, or it is not the actor's to see.</summary>
    public async Task<RecommendationDetail?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var r = await db
            .Recommendations.AsNoTracking()
            .Include(x => x.Action)
            .Include(x => x.Steps)
                .ThenInclude(s => s.Evidence)
            .AsSingleQuery()
            .FirstOrDefaultAsync(x => x.Id == id, ct);
        if (r is null || !await KeepRecommendations.MaySee(access, r, actor, ct))
        {
            return null;
        }
        var child = r.Action.PersonId;
        var near = (
            await db
                .Recommendations.AsNoTracking()
                .Where(x =>
                    x.Id != id
                    && x.Action.PersonId == child
                    && (x.JoinedIntoId == id || x.Id == r.JoinedIntoId || (x.JoinedIntoId == null && x.ConfirmedOn == null && x.VerifiedOn == null))
                )
                .OrderByDescending(x => x.JoinedIntoId == id || x.Id == r.JoinedIntoId)
                .ThenBy(x => x.Id)
                .Take(MostCompared)
                .Select(x => new
                {
                    Recommendation = x,
                    x.Action,
                    Owner = db.Workers.Where(w => w.Id == x.Action.OwnerWorkerId).Select(w => w.Name).FirstOrDefault(),
                })
                .ToListAsync(ct)
        )
            .Select(n =>
            {
                n.Recommendation.Action = n.Action;
                return (
                    n.Recommendation,
                    Near: new NearRecommendation(
                        n.Recommendation.Id,
                        n.Action.What,
                        n.Recommendation.Aim,
                        n.Owner ?? "Nobody",
                        RecommendationMachine.Of(n.Recommendation),
                        n.Recommendation.RaisedOn,
                        n.Recommendation.OriginWords
                    )
                );
            })
            .ToList();
        var names = await (
            from w in db.Workers.AsNoTracking()
            where w.Id == r.Action.OwnerWorkerId
            join m in db.Workers on w.LineManagerId equals m.Id into ms
            from m in ms.DefaultIfEmpty()
            join m2 in db.Workers on m.LineManagerId equals m2.Id into m2s
            from m2 in m2s.DefaultIfEmpty()
            join m3 in db.Workers on m2.LineManagerId equals m3.Id into m3s
            from m3 in m3s.DefaultIfEmpty()
            orderby w.Id
            select new
            {
                w.Name,
                Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault(),
                Managers = new[] { m, m2, m3 },
            }
        ).FirstOrDefaultAsync(ct);
        var climbs = (await PolicyBook.Load(db, ct)).Whole(Policies.RecommendationClimbs, today);
        var childName = child is null ? null : await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == child).Select(o => o.DisplayName).FirstOrDefaultAsync(ct);
        var line = ListRecommendations.Line(r, childName, names?.Team, names?.Name, today, climbs);
        var turn = new RecommendationTurn(r, actor, today);
        var permitted = RecommendationMachine.Machine.Permitted(turn, actor);
        DateOnly? since =
            permitted.Contains(RecommendationAct.Claim) ? r.RaisedOn
            : permitted.Contains(RecommendationAct.ConfirmEffect) || permitted.Contains(RecommendationAct.FindNoEffect) ? KeepRecommendations.SaidOn(r)
            : null;
        // What showed that it was done shows no effect, and is not offered for it.
        var shown = permitted.Contains(RecommendationAct.FindNoEffect)
            ? (KeepRecommendations.LastClaim(r)?.Evidence ?? []).Select(e => $"{e.Kind}:{e.RecordId:N}").ToHashSet()
            : [];
        var measure = MeasureCatalogue.Find(r.Measure ?? "");
        var objectives = child is not null
            ? []
            : (
                await db.Objectives.AsNoTracking().Where(o => o.ClosedOn == null || o.Id == r.ObjectiveId).OrderBy(o => o.Title).Select(o => new { o.Id, o.Title }).ToListAsync(ct)
            ).Select(o => (o.Id, o.Title));
        return new(
            r,
            line,
            RecommendationMachine.Machine.InWords(line.State),
            [.. r.Steps.OrderByDescending(s => s.Number)],
            permitted,
            WhyNot(turn, line.State, actor),
            permitted.Contains(RecommendationAct.Join)
                ?
                [
                    .. new AlikeTexts<NearRecommendation>([.. near.Where(n => n.Recommendation.JoinedIntoId is null).Select(n => n.Near)], n => n.What)
                        .Like(r.Action.What, MostLike)
                        .Select(l => l.Item),
                ]
                : [],
            [.. near.Where(n => n.Recommendation.JoinedIntoId == id).Select(n => n.Near)],
            near.Where(n => n.Recommendation.Id == r.JoinedIntoId).Select(n => n.Near).FirstOrDefault(),
            child is { } person && since is { } from
                ?
                [
                    .. (await records.Since(person, from, permitted.Contains(RecommendationAct.FindNoEffect) ? RecommendationRecords.AuditOf(r) : null, ct)).Where(c =>
                        !shown.Contains(c.Token)
                    ),
                ]
                : [],
            permitted.Contains(RecommendationAct.Change) ? await Owners(child, actor, ct) : [],
            measure,
            measure is null ? null : (await readings.At([measure.Id], [today], ct)).GetValueOrDefault((measure.Id, today))?.Value,
            [.. (names?.Managers ?? []).Take(line.Rung).OfType<Workforce.Worker>().Select(m => (m.Id, m.Name))],
            [.. objectives],
            today
        )
        {
            AuditToRepeat = child is not null && line.State is RecommendationState.Verified or RecommendationState.Confirmed ? RecommendationRecords.AuditOf(r) : null,
            LookedAgain = child is not null && RecommendationRecords.AuditOf(r) is { } audit ? await LookedAgain(audit, ct) : [],
        };
    }

    private async Task<IReadOnlyList<AuditNear>> LookedAgain(Guid audit, CancellationToken ct) =>
        [
            .. (
                await db.AuditAssignments.AsNoTracking().Where(a => a.AgainOfId == audit && a.ReplacedOn == null).OrderBy(a => a.ChosenOn).ThenBy(a => a.Id).ToListAsync(ct)
            ).Select(a => new AuditNear(a.Id, AuditFlow.Machine.Of(a), a.FinishedOn, a.DueOn)),
        ];

    /// <summary>Those who can own one: for a child, to whom an action of the child can be given; for the system, everyone in a team.</summary>
    public async Task<IReadOnlyList<OwnerChoice>> Owners(Guid? child, Actor actor, CancellationToken ct = default)
    {
        if (child is { } person)
        {
            return await owners.Of([person], actor, ct);
        }
        var today = clock.Today;
        return await db
            .Workers.AsNoTracking()
            .Where(w => w.TeamId != null && (w.LeftOn == null || w.LeftOn > today))
            .OrderBy(w => w.Name)
            .Select(w => new OwnerChoice(w.Id, w.Name, w.JobTitle ?? "worker"))
            .ToListAsync(ct);
    }

    /// <summary>Why the reader cannot take the step that is awaited: said, so that nobody looks for a button that is not there.</summary>
    private static string? WhyNot(RecommendationTurn turn, RecommendationState state, Actor actor)
    {
        RecommendationAct? awaited = state switch
        {
            RecommendationState.Raised => RecommendationAct.Accept,
            RecommendationState.Returned => RecommendationAct.Answer,
            RecommendationState.Accepted => RecommendationAct.Claim,
            RecommendationState.Claimed => RecommendationAct.Verify,
            RecommendationState.Verified => RecommendationAct.ConfirmEffect,
            _ => null,
        };
        return awaited is not { } act ? null
            : !actor.May(RecommendationMachine.Machine.By(act)) ? "Someone who recommends takes the next step"
            : RecommendationMachine.Machine.Why(turn, act)?.Words;
    }
}
