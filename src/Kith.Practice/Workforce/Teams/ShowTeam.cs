using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Teams;

/// <summary>A worker of a team with their load; the load is null where children are outside the viewer's reach.</summary>
public sealed record TeamWorker(Guid Id, string Name, string? JobTitle, bool NewlyQualified, ContractKind Contract, Caseload? Load, int Late)
{
    /// <summary>Until when they are away, and who carries their work; null for those who are here.</summary>
    public Cover? Away { get; init; }
}

/// <summary>An absence, now or soon, and who carries the work meanwhile. Why is between those two and the manager.</summary>
public sealed record Cover(string By, DateOnly From, DateOnly Until)
{
    /// <summary>True on a day of the absence.</summary>
    public bool Runs(DateOnly day) => From <= day && Until >= day;
}

/// <summary>A child without a lead worker.</summary>
/// <param name="Since">The day from which nobody has held the case; null when it is not known.</param>
/// <param name="Knows">Who has known the child or a sibling, best first.</param>
public sealed record WaitingChild(Guid Id, string Name, DateOnly? BornOn, bool Unborn, ChildStatus Status, DateOnly? Since, string? Team, IReadOnlyList<Knows> Knows);

/// <summary>From when a child has waited for a worker.</summary>
public static class Waits
{
    /// <summary>The day the last lead worker stopped, or the referral when that is later: a worker of years ago does not count.</summary>
    public static DateOnly? Since(DateOnly? left, DateOnly? referred) => left is { } l && (referred is null || l > referred) ? l : referred;

    /// <summary>
    /// Those who wait together: of one family name, since the same day, for the same, known by the same workers. Brothers and
    /// sisters are given one worker in one act, so they stand as one line. The order is that of the first of each.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<WaitingChild>> Together(IEnumerable<WaitingChild> waiting) =>
        [
            .. waiting
                .GroupBy(c => (c.Name[(c.Name.LastIndexOf(' ') + 1)..], c.Since, c.Status, c.Team, string.Join('|', c.Knows.Select(k => $"{k.WorkerName} {k.InWords}"))))
                .Select(g => (IReadOnlyList<WaitingChild>)[.. g]),
        ];
}

/// <summary>A team, its children, its workers, who waits and what is due.</summary>
public sealed record TeamView(
    Guid Id,
    string Name,
    TeamKind Kind,
    Guid? ParentId,
    string? ParentName,
    DateOnly? ClosedOn,
    DateOnly Today,
    bool WithinReach,
    IReadOnlyList<TeamLine> Below,
    TeamCounts Counts,
    IReadOnlyList<TeamWorker> Workers,
    IReadOnlyList<WaitingChild> Waiting,
    IReadOnlyList<DueLine> Due,
    int DueInAll
)
{
    /// <summary>How steady the children's relationships are; null outside the viewer's reach.</summary>
    public TeamStability? Stability { get; init; }
}

/// <summary>Shows a team. The number of queries does not depend on how many children it has.</summary>
[UseCase]
public sealed class ShowTeam(KithDb db, RecordAccess access, ShowTeams teams, Clock clock)
{
    /// <summary>How many due lines and waiting children the page lists before it says how many more there are.</summary>
    public const int Most = 50;

    /// <summary>The team; null when there is none.</summary>
    public async Task<TeamView?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "see a team");
        var today = clock.Today;
        var team = await (
            from t in db.Teams.AsNoTracking()
            where t.Id == id
            select new
            {
                Team = t,
                Parent = db.Teams.Where(p => p.Id == t.ParentId).Select(p => p.Name).FirstOrDefault(),
                HoldsTeams = db.Teams.Any(c => c.ParentId == t.Id && c.ClosedOn == null),
            }
        ).FirstOrDefaultAsync(ct);
        if (team is null)
        {
            return null;
        }
        // A service shows its teams; what one team does day by day is on that team's own page.
        var below = team.HoldsTeams ? (await teams.Show(actor, under: id, ct: ct)).Skip(1).ToList() : [];
        var within = ShowTeams.Reaches(actor, id);
        var soon = today.AddDays(Covers.Ahead);
        var staff = await (
            from w in db.Workers.AsNoTracking()
            where w.TeamId == id && (w.LeftOn == null || w.LeftOn > today)
            orderby w.Name, w.Id
            join u in db.Users on (Guid?)w.Id equals u.WorkerId into us
            from u in us.DefaultIfEmpty()
            join d in db.Deputisings.Where(d => d.EndedAt == null && d.Until >= today && d.From <= soon) on u.Id equals d.ForAccountId into ds
            from d in ds.DefaultIfEmpty()
            join cover in db.Users on d.DeputyAccountId equals cover.Id into covers
            from cover in covers.DefaultIfEmpty()
            select new
            {
                Worker = w,
                By = cover.DisplayName,
                From = (DateOnly?)d.From,
                Until = (DateOnly?)d.Until,
            }
        ).ToListAsync(ct);
        var workers = staff.Select(s => s.Worker).DistinctBy(w => w.Id).ToList();
        var away = Covers.Of(staff.Select(s => (s.Worker.Id, s.By, s.From, s.Until)));
        if (!within)
        {
            return new TeamView(
                id,
                team.Team.Name,
                team.Team.Kind,
                team.Team.ParentId,
                team.Parent,
                team.Team.ClosedOn,
                today,
                false,
                below,
                TeamCounts.None,
                [.. workers.Select(w => new TeamWorker(w.Id, w.Name, w.JobTitle, w.NewlyQualified, w.Contract, null, 0) { Away = away.GetValueOrDefault(w.Id) })],
                [],
                [],
                0
            );
        }

        var policies = await PolicyBook.Load(db, ct);
        var children = await access
            .ReadableChildren(actor)
            .Where(o => ChildWords.OpenStatuses.Contains(o.Status) && (o.TeamId == id || db.Workers.Any(w => w.Id == o.WorkerId && w.TeamId == id)))
            .Select(o => new
            {
                o.PersonId,
                o.DisplayName,
                o.SortName,
                o.BornOn,
                o.Unborn,
                o.Status,
                o.TeamId,
                o.WorkerId,
                o.EpisodeFrom,
                LeftOn = o.WorkerId == null ? db.Allocations.Where(a => a.PersonId == o.PersonId && a.Role == AllocationRole.Lead).Max(a => a.To) : null,
            })
            .ToListAsync(ct);
        var own = children.Where(c => c.TeamId == id).ToList();
        var names = children.ToDictionary(c => c.PersonId, c => c.DisplayName);
        var year = today.AddYears(-1);
        var leads = (
            await (
                from o in access.ReadableChildren(actor)
                where o.TeamId == id && ChildWords.OpenStatuses.Contains(o.Status)
                join a in db.Allocations on o.PersonId equals a.PersonId
                where a.Role == AllocationRole.Lead && a.WorkerId != null && (a.To == null || a.To >= year)
                select a
            )
                .AsNoTracking()
                .ToListAsync(ct)
        ).ToLookup(a => a.PersonId);
        var readable = access.ReadableAmong(actor);
        var due = await db.DueItems.AsNoTracking().Where(d => d.TeamId == id && readable.Any(o => o.PersonId == d.PersonId)).ToListAsync(ct);
        var waiting = own.Where(c => c.WorkerId is null).OrderBy(c => Waits.Since(c.LeftOn, c.EpisodeFrom)).ThenBy(c => c.SortName, StringComparer.Ordinal).ToList();
        var knows = await Continuity.Of(db, access, actor, [.. waiting.Take(Most).Select(c => c.PersonId)], today, ct);

        int Count(ChildStatus status) => own.Count(c => c.Status == status);
        var workerNames = workers.ToDictionary(w => w.Id, w => w.Name);
        var loads = children.Where(c => c.WorkerId is not null).ToLookup(c => c.WorkerId!.Value, c => c.Status);
        var late = due.Where(d => d.DueOn < today && d.WorkerId is not null).ToLookup(d => d.WorkerId!.Value);
        var intervals = new IntervalPolicy(policies);
        var lines = due.Where(d => names.ContainsKey(d.PersonId))
            .Select(d => new DueLine(
                d.PersonId,
                names[d.PersonId],
                d.Clock,
                d.StartedOn,
                d.DueOn,
                d.WorkerId,
                d.WorkerId is { } w ? workerNames.GetValueOrDefault(w) : null,
                DueWork.Why(d.Clock, d.StartedOn, today, intervals),
                DueWork.State(d, clock.UtcNow),
                DueWork.Words(d, clock.UtcNow)
            ))
            .Where(d => d.State is ClockState.Late or ClockState.DueSoon || d.DueOn <= today.AddDays(14))
            .OrderByDescending(d => d.State == ClockState.Late)
            .ThenBy(d => d.State == ClockState.Late ? DueWork.Consequence(d.Clock) : 0)
            .ThenBy(d => d.DueOn)
            .ThenBy(d => DueWork.Consequence(d.Clock))
            .ThenBy(d => d.Name, StringComparer.Ordinal)
            .ToList();
        return new TeamView(
            id,
            team.Team.Name,
            team.Team.Kind,
            team.Team.ParentId,
            team.Parent,
            team.Team.ClosedOn,
            today,
            true,
            below,
            new TeamCounts(
                own.Count,
                Count(ChildStatus.Referred),
                Count(ChildStatus.Assessment),
                Count(ChildStatus.ChildInNeed),
                Count(ChildStatus.ChildProtection),
                Count(ChildStatus.LookedAfter),
                waiting.Count,
                lines.Count(l => l.State == ClockState.Late)
            ),
            [
                .. workers.Select(w => new TeamWorker(
                    w.Id,
                    w.Name,
                    w.JobTitle,
                    w.NewlyQualified,
                    w.Contract,
                    Caseload.Of(loads[w.Id], w.FullTimeEquivalent, w.NewlyQualified, policies, today),
                    late[w.Id].Count()
                )
                {
                    Away = away.GetValueOrDefault(w.Id),
                }),
            ],
            [
                .. waiting
                    .Take(Most)
                    .Select(c => new WaitingChild(
                        c.PersonId,
                        c.DisplayName,
                        c.BornOn,
                        c.Unborn,
                        c.Status,
                        Waits.Since(c.LeftOn, c.EpisodeFrom),
                        null,
                        [.. knows[c.PersonId].Take(3)]
                    )),
            ],
            [.. lines.Take(Most)],
            lines.Count
        )
        {
            Stability = TeamStability.Of([.. own.Select(c => (c.PersonId, c.DisplayName, Workforce.Stability.Of(leads[c.PersonId], today, c.EpisodeFrom)))], today),
        };
    }
}
