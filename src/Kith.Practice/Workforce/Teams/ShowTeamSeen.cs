using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Teams;

/// <summary>What happened to a child in a week, as far as visits tell.</summary>
public enum WeekSeen
{
    None,

    /// <summary>Someone called, and the child was not seen.</summary>
    NotSeen,
    Seen,
    SeenAlone,
}

/// <summary>One child's weeks, oldest first.</summary>
public sealed record SeenLine(Guid Id, string Name, ChildStatus Status, string? Worker, DateOnly? LastSeenOn, IReadOnlyList<WeekSeen> Weeks);

/// <summary>A team's children against the last twelve weeks.</summary>
/// <param name="Weeks">The Monday of each week, oldest first; the last is this week.</param>
public sealed record TeamSeenView(Guid Id, string Name, DateOnly Today, IReadOnlyList<DateOnly> Weeks, IReadOnlyList<SeenLine> Children, int Page, int Pages, int InAll);

/// <summary>Shows when each child of a team was visited, week by week: the longest unseen first.</summary>
[UseCase]
public sealed class ShowTeamSeen(KithDb db, RecordAccess access, Clock clock)
{
    public const int WeeksShown = 12;
    public const int PageSize = 40;

    /// <summary>One page; null when there is no such team, or its children are outside the actor's reach.</summary>
    public async Task<TeamSeenView?> Show(Guid id, int page, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "see a team");
        var name = await db.Teams.AsNoTracking().Where(t => t.Id == id).Select(t => t.Name).FirstOrDefaultAsync(ct);
        if (name is null || !ShowTeams.Reaches(actor, id))
        {
            return null;
        }
        var today = clock.Today;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var weeks = Enumerable.Range(0, WeeksShown).Select(w => monday.AddDays(-7 * (WeeksShown - 1 - w))).ToList();
        // Only children who are to be visited: on a plan, looked after, or being assessed.
        ChildStatus[] visited = [ChildStatus.Assessment, ChildStatus.ChildInNeed, ChildStatus.ChildProtection, ChildStatus.LookedAfter];
        var children = access.ReadableChildren(actor).Where(o => o.TeamId == id && visited.Contains(o.Status) && !o.Unborn);
        var all = await children.CountAsync(ct);
        var pages = Math.Max(1, (all + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var shown = await children
            .OrderBy(o => o.LastSeenOn != null)
            .ThenBy(o => o.LastSeenOn)
            .ThenBy(o => o.SortName)
            .ThenBy(o => o.PersonId)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(o => new
            {
                o.PersonId,
                o.DisplayName,
                o.Status,
                o.LastSeenOn,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var ids = shown.Select(c => c.PersonId).ToList();
        var from = weeks[0];
        var visits = (
            await db
                .VisitChildren.AsNoTracking()
                .Where(v => ids.Contains(v.PersonId) && v.Visit!.On >= from && v.Visit.On <= today)
                .Select(v => new
                {
                    v.PersonId,
                    v.Visit!.On,
                    v.Seen,
                    v.SeenAlone,
                })
                .ToListAsync(ct)
        ).ToLookup(v => v.PersonId);
        return new TeamSeenView(
            id,
            name,
            today,
            weeks,
            [
                .. shown.Select(c => new SeenLine(
                    c.PersonId,
                    c.DisplayName,
                    c.Status,
                    c.Worker,
                    c.LastSeenOn,
                    [
                        .. weeks.Select(w =>
                            visits[c.PersonId]
                                .Where(v => v.On >= w && v.On < w.AddDays(7))
                                .Select(v =>
                                    v.Seen != true ? WeekSeen.NotSeen
                                    : v.SeenAlone == true ? WeekSeen.SeenAlone
                                    : WeekSeen.Seen
                                )
                                .DefaultIfEmpty(WeekSeen.None)
                                .Max()
                        ),
                    ]
                )),
            ],
            page,
            pages,
            all
        );
    }
}
