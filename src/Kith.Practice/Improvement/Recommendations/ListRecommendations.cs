using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>Which recommendations are listed.</summary>
public enum RecommendationView
{
    /// <summary>Those that the actor, or a colleague acted for, owns.</summary>
    Mine,

    /// <summary>Those that wait for someone like the actor: to be verified, to be looked at for effect, to be answered.</summary>
    Looking,

    /// <summary>Those for the children and of the people of the actor's teams.</summary>
    Team,

    /// <summary>All within reach.</summary>
    All,
}

/// <summary>What of them to show.</summary>
public sealed record RecommendationFilter
{
    public RecommendationView View { get; init; }
    public RecommendationState? State { get; init; }
    public RecommendationOrigin? Origin { get; init; }

    /// <summary>True: for children alone; false: for the system alone.</summary>
    public bool? ForChild { get; init; }

    /// <summary>Those that came out of this audit or inspection.</summary>
    public Guid? OriginId { get; init; }

    /// <summary>Only what is late.</summary>
    public bool Late { get; init; }

    /// <summary>Those that are at an end too.</summary>
    public bool Ended { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>One line of the list.</summary>
/// <param name="AwaitedOn">By when its next step is awaited; null when it is at an end.</param>
/// <param name="Rung">How many managers it has climbed to.</param>
public sealed record RecommendationLine(
    Guid Id,
    string What,
    Guid? ChildId,
    string? Child,
    string? Team,
    Guid? OwnerId,
    string Owner,
    RecommendationOrigin Origin,
    string? OriginWords,
    RecommendationState State,
    DateOnly RaisedOn,
    DateOnly? DueOn,
    DateOnly? AwaitedOn,
    bool Late,
    int Rung,
    int TimesMoved,
    int TimesSentBack,
    int TimesReopened
);

/// <summary>A page of the list.</summary>
public sealed record RecommendationPage(IReadOnlyList<RecommendationLine> Lines, int Total, int Page, int Pages, DateOnly Today, bool MayRecommend);

/// <summary>Reads recommendations: one's own, a team's, all within reach; oldest first, because the oldest is the one that is forgotten.</summary>
[UseCase]
public sealed class ListRecommendations(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 50;

    /// <summary>A page of the list. Three queries.</summary>
    public async Task<RecommendationPage> List(RecommendationFilter filter, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var rows = Seen(actor);
        var (workers, teams, me, account) = (actor.WorkerIds, actor.TeamIds, actor.WorkerId, actor.AccountId);
        rows = filter.View switch
        {
            RecommendationView.Mine => rows.Where(r => workers.Contains(r.Action.OwnerWorkerId!.Value)),
            RecommendationView.Team => rows.Where(r =>
                db.Workers.Any(w => w.Id == r.Action.OwnerWorkerId && teams.Contains(w.TeamId!.Value))
                || db.ChildOverviews.Any(o => o.PersonId == r.Action.PersonId && teams.Contains(o.TeamId!.Value))
            ),
            RecommendationView.Looking => rows.Where(r =>
                (r.JoinedIntoId == null && r.ConfirmedOn == null)
                && (
                    (r.ReturnedOn != null && r.AnsweredOn == null && r.AcceptedOn == null && r.RaisedByAccountId == account)
                    || (
                        r.Action.DoneOn != null
                        && (r.VerifiedOn == null || r.EffectDueOn <= today)
                        && r.Action.OwnerWorkerId != me
                        && !db.RecommendationSteps.Any(s =>
                            s.RecommendationId == r.Id && ((s.OwnerWorkerId != null && s.OwnerWorkerId == me) || (s.Act == RecommendationAct.Claim && s.ByAccountId == account))
                        )
                    )
                )
            ),
            _ => rows,
        };
        if (!filter.Ended && filter.State is null)
        {
            rows = rows.Where(r => r.JoinedIntoId == null && r.ConfirmedOn == null && (r.VerifiedOn == null || !r.Overtaken));
        }
        if (filter.State is { } state)
        {
            rows = In(rows, state);
        }
        if (filter.Origin is { } origin)
        {
            rows = rows.Where(r => r.Origin == origin);
        }
        if (filter.OriginId is { } from)
        {
            rows = rows.Where(r => r.OriginId == from);
        }
        if (filter.ForChild is { } child)
        {
            rows = rows.Where(r => (r.Action.PersonId != null) == child);
        }
        if (filter.Late)
        {
            var (answered, looked) = (today.AddDays(-RecommendationWords.AnswerDays), today.AddDays(-RecommendationWords.LookDays));
            rows = rows.Where(r =>
                (r.Action.DoneOn == null && r.Action.DueOn < today)
                || (r.Action.DoneOn == null && r.AcceptedOn == null && r.ReturnedOn == null && r.RaisedOn < answered)
                || (r.Action.DoneOn == null && r.AcceptedOn == null && r.ReturnedOn != null && (r.AnsweredOn ?? r.ReturnedOn) < answered)
                || (r.VerifiedOn == null && r.Action.DoneOn < looked)
                || (r.VerifiedOn != null && r.EffectDueOn < today)
            );
            rows = rows.Where(r => r.JoinedIntoId == null && r.ConfirmedOn == null && (r.VerifiedOn == null || !r.Overtaken));
        }
        var total = await rows.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        return new(
            await Lines(rows.OrderBy(r => r.RaisedOn).ThenBy(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize), ct),
            total,
            page,
            pages,
            today,
            actor.May(Permission.Recommend)
        );
    }

    /// <summary>A child's that are not at an end, the oldest first. The caller has already been allowed to read the record.</summary>
    public Task<IReadOnlyList<RecommendationLine>> OfChild(Guid childId, CancellationToken ct = default) =>
        Lines(
            db.Recommendations.AsNoTracking()
                .Where(r => r.Action.PersonId == childId && r.JoinedIntoId == null && r.ConfirmedOn == null && (r.VerifiedOn == null || !r.Overtaken))
                .OrderBy(r => r.RaisedOn)
                .ThenBy(r => r.Id)
                .Take(PageSize),
            ct,
            climbs: false
        );

    /// <summary>Those that the actor may see: of children whose record they may read; for the system, of their own or when they recommend.</summary>
    internal IQueryable<Recommendation> Seen(Actor actor)
    {
        var readable = access.ReadableAmong(actor);
        var workers = actor.WorkerIds;
        var system = actor.May(Permission.Recommend) || actor.May(Permission.ReadImprovement);
        return db
            .Recommendations.AsNoTracking()
            // Found by the ledger, which knows them by where they come from.
            .Where(r => r.Action.Source == ActionSource.Recommendation)
            .Where(r => r.Action.PersonId == null ? system || workers.Contains(r.Action.OwnerWorkerId!.Value) : readable.Any(o => o.PersonId == r.Action.PersonId));
    }

    internal static IQueryable<Recommendation> In(IQueryable<Recommendation> rows, RecommendationState state) =>
        state switch
        {
            RecommendationState.Joined => rows.Where(r => r.JoinedIntoId != null),
            RecommendationState.Confirmed => rows.Where(r => r.JoinedIntoId == null && r.ConfirmedOn != null),
            RecommendationState.Overtaken => rows.Where(r => r.JoinedIntoId == null && r.ConfirmedOn == null && r.VerifiedOn != null && r.Overtaken),
            RecommendationState.Verified => rows.Where(r => r.JoinedIntoId == null && r.ConfirmedOn == null && r.VerifiedOn != null && !r.Overtaken),
            RecommendationState.Claimed => rows.Where(r => r.JoinedIntoId == null && r.ConfirmedOn == null && r.VerifiedOn == null && r.Action.DoneOn != null),
            RecommendationState.Accepted => rows.Where(r =>
                r.JoinedIntoId == null && r.VerifiedOn == null && r.ConfirmedOn == null && r.Action.DoneOn == null && r.AcceptedOn != null
            ),
            RecommendationState.Returned => rows.Where(r =>
                r.JoinedIntoId == null && r.Action.DoneOn == null && r.AcceptedOn == null && r.VerifiedOn == null && r.ReturnedOn != null && r.AnsweredOn == null
            ),
            _ => rows.Where(r =>
                r.JoinedIntoId == null && r.Action.DoneOn == null && r.AcceptedOn == null && r.VerifiedOn == null && (r.ReturnedOn == null || r.AnsweredOn != null)
            ),
        };

    private async Task<IReadOnlyList<RecommendationLine>> Lines(IQueryable<Recommendation> rows, CancellationToken ct, bool climbs = true)
    {
        var today = clock.Today;
        var after = climbs ? (await PolicyBook.Load(db, ct)).Whole(Policies.RecommendationClimbs, today) : int.MaxValue;
        var found = await rows.Select(r => new
            {
                Recommendation = r,
                r.Action,
                Child = db.ChildOverviews.Where(o => o.PersonId == r.Action.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
                Owner = db.Workers.Where(w => w.Id == r.Action.OwnerWorkerId).Select(w => w.Name).FirstOrDefault(),
                Team = db
                    .Workers.Where(w => w.Id == r.Action.OwnerWorkerId)
                    .Select(w => db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault())
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. found.Select(f =>
            {
                var r = f.Recommendation;
                r.Action = f.Action;
                return Line(r, f.Child, f.Team, f.Owner, today, after);
            }),
        ];
    }

    internal static RecommendationLine Line(Recommendation r, string? child, string? team, string? owner, DateOnly today, int climbs)
    {
        var awaited = RecommendationWords.AwaitedOn(r);
        return new(
            r.Id,
            r.Action.What,
            r.Action.PersonId,
            r.Action.PersonId is null ? null : child ?? "A child",
            team,
            r.Action.OwnerWorkerId,
            owner ?? "Nobody",
            r.Origin,
            r.OriginWords,
            RecommendationMachine.Of(r),
            r.RaisedOn,
            r.Action.DueOn,
            awaited,
            awaited < today,
            RecommendationLadder.Rung(awaited, today, climbs),
            r.Action.TimesMoved,
            r.TimesSentBack,
            r.TimesReopened
        );
    }
}

/// <summary>The ladder that a late recommendation climbs: the owner's line manager, then one higher each time as many days pass.</summary>
public static class RecommendationLadder
{
    /// <summary>Managers that are looked at: of the owner, and two above.</summary>
    public const int Highest = 3;

    /// <summary>How many managers it has climbed to: 0 while it is not late by as many days as the authority has set.</summary>
    public static int Rung(DateOnly? awaited, DateOnly today, int climbsAfter) =>
        awaited is { } day && today > day ? Math.Min(Highest, (today.DayNumber - day.DayNumber) / Math.Max(1, climbsAfter)) : 0;
}
