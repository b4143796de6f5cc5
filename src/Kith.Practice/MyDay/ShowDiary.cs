using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Approvals;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>Something that is in the diary, today or before today and not written up.</summary>
public sealed record DiaryLine(
    Guid Id,
    DateOnly On,
    TimeOnly? At,
    string What,
    IReadOnlyList<(Guid Id, string Name)> Children,
    string? Place,
    string OpenHref,
    string? ChangeHref,
    bool Past,
    string? Replies = null
)
{
    /// <summary>A visit is recorded from here; a meeting is opened, to prepare and to record it.</summary>
    public bool IsVisit => ChangeHref is not null;
}

/// <summary>What one's own hand has to do and wait for, beside the clocks: diary, actions, decisions, what waits for others.</summary>
/// <param name="Diary">Today's visits and meetings, and those of earlier days that nobody has written up.</param>
/// <param name="Actions">Own open actions that are late or due within the days that «do next» looks ahead.</param>
/// <param name="ActionsInAll">Own open actions, those of later days and without a day too.</param>
public sealed record HandWork(
    IReadOnlyList<DiaryLine> Diary,
    IReadOnlyList<DiaryLine> Ahead,
    IReadOnlyList<ListedAction> Actions,
    int ActionsInAll,
    IReadOnlyList<ApprovalLine> Decide,
    IReadOnlyList<ApprovalLine> Returned,
    IReadOnlyList<ApprovalLine> Waiting
);

/// <summary>Puts together the diary, the actions and the decisions of one person's day. A fixed number of queries.</summary>
[UseCase]
public sealed class ShowDiary(KithDb db, RecordAccess access, DiaryMeetings meetings, ListActions actions, ListApprovals approvals, Clock clock)
{
    /// <summary>Days ahead that the diary shows.</summary>
    public const int DiaryDays = 7;

    /// <summary>The same for a chair: reports are due a week before a conference, and invitations go out weeks before.</summary>
    public const int ChairDays = 28;

    /// <summary>Null for those who neither record nor decide. Those who hold no children keep no diary here.</summary>
    /// <param name="own">The actor's own work; null for those who hold no children.</param>
    public async Task<HandWork?> Show(Actor actor, OwnWork? own, CancellationToken ct = default)
    {
        if (!actor.May(Permission.RecordWork))
        {
            return null;
        }
        var today = clock.Today;
        List<DiaryLine> diary = own is null
            ? []
            :
            [
                .. await Visits(actor, today, ct),
                .. await meetings.Of(
                    actor,
                    [.. own.Families.SelectMany(f => f.Children).Select(c => c.Id)],
                    today,
                    today.AddDays(actor.Roles.Contains(Role.ConferenceChair) ? ChairDays : DiaryDays),
                    ct
                ),
            ];
        diary = [.. diary.OrderBy(d => d.On).ThenBy(d => d.At ?? TimeOnly.MaxValue).ThenBy(d => d.Id)];
        var mine = await actions.List(ActionScope.Mine, actor, ct);
        var horizon = WorkingDayCalendar.England.AddWorkingDays(today, ShowOwnWork.Ahead);
        var near = mine.Where(a => a.DueOn <= horizon).ToList();
        var (decide, asked) = await approvals.Both(actor, ct);
        return new HandWork(
            [.. diary.Where(d => d.On <= today)],
            [.. diary.Where(d => d.On > today)],
            near,
            mine.Count,
            decide,
            [.. asked.Where(a => a.State == ApprovalState.Returned)],
            [.. asked.Where(a => a.State != ApprovalState.Returned)]
        );
    }

    private async Task<List<DiaryLine>> Visits(Actor actor, DateOnly today, CancellationToken ct)
    {
        var workers = actor.WorkerIds;
        if (workers.Count == 0)
        {
            return [];
        }
        var reach = access.ReachOf(actor);
        var rows = await Planned.On(db)(db, today.AddDays(DiaryDays), reach.Extent, reach.Me, reach.Now, reach.Teams, reach.Workers).ToListAsync(ct);
        var visits = rows.GroupBy(r => r.Visit.Id)
            .Select(g => (g.First().Visit, Children: g.OrderBy(c => c.BornOn ?? DateOnly.MaxValue).ThenBy(c => c.DisplayName, StringComparer.Ordinal).ToList()));
        return
        [
            .. visits.Select(v => new DiaryLine(
                v.Visit.Id,
                v.Visit.On,
                v.Visit.At,
                VisitWords.Kind(v.Visit.Kind),
                [.. v.Children.Select(c => (c.PersonId, c.DisplayName))],
                v.Visit.Place,
                $"/children/{v.Children[0].PersonId}/visits/record?planned={v.Visit.Id}",
                $"/children/{v.Children[0].PersonId}/visits/plan/{v.Visit.Id}",
                v.Visit.On < today
            )),
        ];
    }

    // Only the children whose records may be read: a visit must not give away a restricted brother or sister.
    private static readonly CompiledQuery<Func<KithDb, DateOnly, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IAsyncEnumerable<PlannedChild>>> Planned = new(
        () =>
            EF.CompileAsyncQuery(
                (KithDb db, DateOnly until, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                    (
                        from v in db.PlannedVisits.AsNoTracking()
                        where workers.Contains(v.WorkerId!.Value) && v.VisitId == null && v.CancelledOn == null && v.On <= until
                        join c in db.PlannedVisitChildren on v.Id equals c.PlannedVisitId
                        join o in ReadableRules.Among(db.ChildOverviews.AsNoTracking(), extent, me, now, teams, workers) on c.PersonId equals o.PersonId
                        orderby v.On
                        select new PlannedChild
                        {
                            Visit = v,
                            PersonId = o.PersonId,
                            DisplayName = o.DisplayName,
                            BornOn = o.BornOn,
                        }
                    ).Take(200)
            )
    );

    private sealed class PlannedChild
    {
        public required PlannedVisit Visit { get; init; }
        public Guid PersonId { get; init; }
        public required string DisplayName { get; init; }
        public DateOnly? BornOn { get; init; }
    }
}
