using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Practice.Workforce.Teams;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>A manager's teams: children without a worker, what is due, who carries how much, and whose oversight is longest ago.</summary>
[UseCase]
public sealed class ShowTeamWork(KithDb db, RecordAccess access, Clock clock)
{
    public const int MostWaiting = 15;
    public const int MostLate = 30;
    public const int MostOversight = 10;

    /// <summary>Three queries whatever the size of the teams; null for those who manage no team.</summary>
    public async Task<TeamWork?> Show(Actor actor, PolicyBook policies, CancellationToken ct = default)
    {
        if (!actor.Roles.Contains(Role.TeamManager) || actor.TeamIds.Count == 0)
        {
            return null;
        }
        var today = clock.Today;
        var ids = actor.TeamIds;
        var children = await access
            .ReadableChildren(actor)
            .Where(o => ChildWords.OpenStatuses.Contains(o.Status) && (ids.Contains(o.TeamId!.Value) || db.Workers.Any(w => w.Id == o.WorkerId && ids.Contains(w.TeamId!.Value))))
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
                o.LastOversightOn,
                o.Contingency,
                LeftOn = o.WorkerId == null ? db.Allocations.Where(a => a.PersonId == o.PersonId && a.Role == AllocationRole.Lead).Max(a => a.To) : null,
                Due = db.DueItems.Where(d => d.PersonId == o.PersonId).ToList(),
            })
            .AsSingleQuery()
            .ToListAsync(ct);
        var me = actor.WorkerId;
        var soon = today.AddDays(Covers.Ahead);
        // What waits for its owner and is late enough to have climbed to whoever manages them; asked worker by worker.
        var climbed = today.AddDays(-policies.Whole(Policies.RecommendationClimbs, today));
        var readable = access.ReadableAmong(actor);
        var late = db.Recommendations.Where(r =>
            r.JoinedIntoId == null
            && r.Action.DoneOn == null
            && r.Action.EndedOn == null
            && r.Action.DueOn <= climbed
            && (r.Action.PersonId == null || readable.Any(o => o.PersonId == r.Action.PersonId))
        );
        var staff = await (
            from t in db.Teams.AsNoTracking()
            where ids.Contains(t.Id)
            // Beside those of the team, whoever the manager supervises in another team or in none.
            from w in db.Workers
            where w.TeamId == t.Id || w.LineManagerId == me
            join u in db.Users on (Guid?)w.Id equals u.WorkerId into us
            from u in us.DefaultIfEmpty()
            join d in db.Deputisings.Where(d => d.EndedAt == null && d.Until >= today && d.From <= soon) on u.Id equals d.ForAccountId into ds
            from d in ds.DefaultIfEmpty()
            join cover in db.Users on d.DeputyAccountId equals cover.Id into covers
            from cover in covers.DefaultIfEmpty()
            select new
            {
                t.Id,
                t.Name,
                Worker = w,
                By = cover.DisplayName,
                From = (DateOnly?)d.From,
                Until = (DateOnly?)d.Until,
                Account = (Guid?)u.Id,
                u.ValidUntil,
                Help = w.LineManagerId == me ? late.Count(r => r.Action.OwnerWorkerId == w.Id) : 0,
                Oldest = late.Where(r => r.Action.OwnerWorkerId == w.Id).OrderBy(r => r.Action.DueOn).ThenBy(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefault(),
                OldestWhat = late.Where(r => r.Action.OwnerWorkerId == w.Id).OrderBy(r => r.Action.DueOn).ThenBy(r => r.Id).Select(r => r.Action.What).FirstOrDefault(),
                OldestDue = late.Where(r => r.Action.OwnerWorkerId == w.Id).Min(r => r.Action.DueOn),
                LastSupervised = db.SupervisedWorkers.Where(s => s.WorkerId == w.Id && SupervisionRules.Counting.Contains(s.Kind)).Max(s => (DateOnly?)s.On),
            }
        ).ToListAsync(ct);
        var teams = staff.Select(s => new { s.Id, s.Name }).Distinct().ToList();
        if (teams.Count < ids.Count)
        {
            // A team in which nobody works yet.
            teams = await db.Teams.AsNoTracking().Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        }
        teams = [.. teams.OrderBy(t => t.Name, StringComparer.Ordinal)];
        var workers = staff
            .Select(s => s.Worker)
            .DistinctBy(w => w.Id)
            .Where(w => w.TeamId is { } t && ids.Contains(t))
            .Where(w => w.LeftOn is null || w.LeftOn > today)
            .OrderBy(w => w.Name, StringComparer.Ordinal)
            .ToList();
        var away = Covers.Of(staff.Select(s => (s.Worker.Id, s.By, s.From, s.Until)));
        var due = children.SelectMany(c => c.Due).Where(d => d.TeamId is { } t && ids.Contains(t)).ToList();
        var own = children.Where(c => c.TeamId is { } t && ids.Contains(t)).ToList();
        var waiting = own.Where(c => c.WorkerId is null).OrderBy(c => Waits.Since(c.LeftOn, c.EpisodeFrom)).ThenBy(c => c.SortName, StringComparer.Ordinal).ToList();
        var knows = await Continuity.Of(db, access, actor, [.. waiting.Take(MostWaiting).Select(c => c.PersonId)], today, ct);

        var byId = children.ToDictionary(c => c.PersonId);
        var named = workers.ToDictionary(w => w.Id);
        var teamNames = teams.ToDictionary(t => t.Id, t => t.Name);
        var intervals = new IntervalPolicy(policies);
        var horizon = WorkingDayCalendar.England.AddWorkingDays(today, ShowOwnWork.Ahead);
        var running = due.Where(d => byId.ContainsKey(d.PersonId)).ToList();
        var loads = children.Where(c => c.WorkerId is not null).ToLookup(c => c.WorkerId!.Value, c => c.Status);
        // Whoever left, or cannot sign in any more, and still holds children: they have a worker by name only.
        var gone = staff
            .Where(s => s.Worker.TeamId is { } t && ids.Contains(t))
            .GroupBy(s => s.Worker.Id)
            .Where(g => g.First().Worker.LeftOn <= today || g.All(s => s.Account is not null && s.ValidUntil < today))
            .Select(g => new GoneWorker(g.Key, g.First().Worker.Name, loads[g.Key].Count()))
            .Where(g => g.Children > 0)
            .OrderBy(g => g.Name, StringComparer.Ordinal)
            .ToList();
        var lateByWorker = running.Where(d => d.DueOn < today && d.WorkerId is not null).ToLookup(d => d.WorkerId!.Value);

        var oversight = own.SelectMany(c =>
                c.Due.Where(d => d.Clock == OversightClocks.Oversight)
                    .Select(d => new OversightLine(
                        c.PersonId,
                        c.DisplayName,
                        c.Status,
                        c.WorkerId is { } w ? named.GetValueOrDefault(w)?.Name ?? "in another team" : null,
                        c.LastOversightOn,
                        d.DueOn,
                        d.DueOn < today
                    ))
            )
            .OrderBy(o => o.DueOn)
            .ThenBy(o => o.Name, StringComparer.Ordinal)
            .ToList();
        return new TeamWork(
            [.. teams.Select(t => (t.Id, t.Name))],
            own.Count,
            [
                .. waiting
                    .Take(MostWaiting)
                    .Select(c => new WaitingChild(
                        c.PersonId,
                        c.DisplayName,
                        c.BornOn,
                        c.Unborn,
                        c.Status,
                        Waits.Since(c.LeftOn, c.EpisodeFrom),
                        teams.Count > 1 && c.TeamId is { } t ? teamNames.GetValueOrDefault(t) : null,
                        [.. knows[c.PersonId].Take(2)]
                    )),
            ],
            waiting.Count,
            [
                .. running
                    .GroupBy(d => DueWork.Kind(d.Clock))
                    .OrderBy(g => g.Key)
                    .Select(g => new DueCount(
                        g.Key,
                        g.Count(d => DueWork.State(d, clock.UtcNow) == ClockState.Late),
                        g.Count(d => DueWork.State(d, clock.UtcNow) != ClockState.Late && d.DueOn <= horizon),
                        g.Count()
                    )),
            ],
            [
                .. running
                    .Where(d => DueWork.State(d, clock.UtcNow) == ClockState.Late && d.Clock != OversightClocks.Oversight)
                    .OrderBy(d => DueWork.Consequence(d.Clock))
                    .ThenBy(d => d.DueOn)
                    .Take(MostLate)
                    .Select(d => new DueLine(
                        d.PersonId,
                        byId[d.PersonId].DisplayName,
                        d.Clock,
                        d.StartedOn,
                        d.DueOn,
                        d.WorkerId,
                        d.WorkerId is { } w ? named.GetValueOrDefault(w)?.Name : null,
                        DueWork.Why(d.Clock, d.StartedOn, today, intervals),
                        ClockState.Late,
                        DueWork.Words(d, clock.UtcNow)
                    )),
            ],
            [
                .. workers
                    .Where(w => loads.Contains(w.Id) || w.JobTitle is null || !w.JobTitle.Contains("manager", StringComparison.OrdinalIgnoreCase))
                    .Select(w => new TeamWorker(
                        w.Id,
                        w.Name,
                        w.JobTitle,
                        w.NewlyQualified,
                        w.Contract,
                        Caseload.Of(loads[w.Id], w.FullTimeEquivalent, w.NewlyQualified, policies, today),
                        lateByWorker[w.Id].Count()
                    )
                    {
                        Away = away.GetValueOrDefault(w.Id),
                    }),
            ],
            [.. oversight.Take(MostOversight)],
            oversight.Count(o => o.Late)
        )
        {
            Lasting = new(
                own.Count(c => ListContingency.Concerned.Contains(c.Status)),
                own.Count(c => ListContingency.Concerned.Contains(c.Status) && c.Contingency is (ContingencyStrength.None or ContingencyStrength.ImmediateOnly)),
                Running("contingency_changed"),
                Late("contingency_changed"),
                Late("contingency_review"),
                Running("family_meeting_offer"),
                Late("family_plan_review")
            ),
            Gone = gone,
            Help =
            [
                .. staff
                    .Where(s => me is not null && s.Help > 0 && s.Oldest is not null)
                    .DistinctBy(s => s.Worker.Id)
                    .OrderBy(s => s.OldestDue)
                    .ThenBy(s => s.Worker.Name, StringComparer.Ordinal)
                    .Select(s => new HelpNeeded(s.Worker.Id, s.Worker.Name, s.Help, s.Oldest!.Value, s.OldestWhat ?? "", s.OldestDue ?? today)),
            ],
            Supervision = ShowSupervision.Due(
                staff
                    .Where(s => s.Worker.LineManagerId == me || (s.Worker.Id == me && s.Worker.LineManagerId is not null))
                    .DistinctBy(s => s.Worker.Id)
                    .Select(s => (s.Worker, s.LastSupervised)),
                me,
                new SupervisionExpectation(policies),
                today
            ),
        };

        int Running(string of) => own.Count(c => c.Due.Exists(d => d.Clock == of));

        int Late(string of) => own.Count(c => c.Due.Exists(d => d.Clock == of && d.DueOn < today));
    }
}
