using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>The children of one worker (and of colleagues acted for), family by family, with what to do next.</summary>
[UseCase]
public sealed class ShowOwnWork(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Days for which a child counts as newly allocated.</summary>
    public const int NewDays = 14;

    /// <summary>Working days ahead that «do next» looks.</summary>
    public const int Ahead = 5;

    /// <summary>One query whatever the caseload; null when the actor holds no children and is not one who would.</summary>
    public async Task<OwnWork?> Show(Actor actor, PolicyBook policies, CancellationToken ct = default)
    {
        if (actor.WorkerIds.Count == 0 || !actor.May(Permission.ReadRecords))
        {
            return null;
        }
        var today = clock.Today;
        var workers = actor.WorkerIds;
        var soon = today.AddDays(14);
        var reach = access.ReachOf(actor);
        var rows = await Found.On(db)(db, soon, reach.Extent, reach.Me, reach.Now, reach.Teams, reach.Workers).ToListAsync(ct);
        var practises = actor.Roles.Any(r => r is Role.SocialWorker or Role.FamilyPractitioner or Role.EdgeOfCarePractitioner or Role.ConferenceChair);
        if (rows.Count == 0 && !practises)
        {
            return null;
        }
        var due = rows.SelectMany(r => r.Due).ToList();
        var warnings = rows.SelectMany(r => r.Warnings.Select(w => new WarningToReview(w.PersonId, r.Overview.DisplayName, w.Text, w.ReviewOn)))
            .OrderBy(w => w.ReviewOn)
            .Take(20)
            .ToList();

        var intervals = new IntervalPolicy(policies);
        var names = rows.ToDictionary(r => r.Overview.PersonId, r => r.Overview.DisplayName);
        var lines = due.Select(d => new DueLine(
                d.PersonId,
                names[d.PersonId],
                d.Clock,
                d.StartedOn,
                d.DueOn,
                d.WorkerId,
                null,
                DueWork.Why(d.Clock, d.StartedOn, today, intervals),
                DueWork.State(d, clock.UtcNow),
                DueWork.Words(d, clock.UtcNow),
                DuePlaces.Of(d.Clock, d.PersonId, d.StartedById)
            )
            {
                DueAt = d.DueAt,
            })
            .ToLookup(d => d.PersonId);
        var children = rows.ToDictionary(
            r => r.Overview.PersonId,
            r => new MyChild(
                r.Overview.PersonId,
                r.Overview.DisplayName,
                r.Overview.BornOn,
                r.Overview.Unborn,
                r.Overview.Status,
                r.Overview.PlanFrom,
                r.Overview.WorkerId is { } w && workers.Contains(w),
                r.Overview.Restricted,
                r.Overview.LastSeenOn,
                r.SeenBy,
                r.Overview.LastSeenAlone,
                r.Overview.WorkerSince,
                lines[r.Overview.PersonId].OrderBy(d => d.DueOn).ThenBy(d => DueWork.Consequence(d.Clock)).FirstOrDefault(),
                r.Overview.MissingSince
            )
        );
        var families = rows.GroupBy(r => r.Overview.HouseholdKey ?? r.Overview.PersonId.ToString())
            .Select(g => new Family(
                FamilyName([.. g.Select(r => r.Overview.DisplayName)]),
                // The eldest first, as a family would say their names.
                [.. g.OrderBy(r => r.Overview.BornOn ?? DateOnly.MaxValue).ThenBy(r => r.Overview.SortName, StringComparer.Ordinal).Select(r => children[r.Overview.PersonId])]
            ))
            .OrderBy(f => f.Children.Min(c => Urgency(c.Next)))
            .ThenBy(f => f.Children.Min(c => c.Next?.DueOn ?? DateOnly.MaxValue))
            .ThenBy(f => f.Children[0].Name, StringComparer.Ordinal)
            .ToList();

        var chairs = actor.Roles.Contains(Role.ConferenceChair);
        var household = rows.ToDictionary(r => r.Overview.PersonId, r => r.Overview.HouseholdKey ?? r.Overview.PersonId.ToString());
        var horizon = Kith.Standards.Calendar.WorkingDayCalendar.England.AddWorkingDays(today, Ahead);
        var todo = lines
            .SelectMany(l => l)
            .Where(d => d.DueOn <= horizon && (children[d.PersonId].Lead || (chairs && DueWork.IsChairs(d.Clock))))
            .GroupBy(d => (d.Clock, d.DueOn, Household: household[d.PersonId], d.StartedOn))
            .Select(g => new DoLine(
                DueWork.Act(g.Key.Clock),
                [.. g.OrderBy(d => children[d.PersonId].BornOn).Select(d => (d.PersonId, d.Name))],
                g.Key.Clock,
                g.Key.DueOn,
                g.First().State,
                g.First().Words,
                g.First().Why,
                g.OrderBy(d => children[d.PersonId].BornOn).First().Place!,
                g.Key.Household
            ))
            .ToList();
        var leads = rows.Where(r => r.Overview.WorkerId == actor.WorkerId && actor.WorkerId is not null).Select(r => r.Overview.Status).ToList();
        return new OwnWork(
            actor.WorkerId is null || (leads.Count == 0 && !practises) ? null : Caseload.Of(leads, actor.FullTimeEquivalent, actor.NewlyQualified, policies, today),
            todo,
            families,
            [.. children.Values.Where(c => c.Lead && c.WorkerSince >= today.AddDays(-NewDays)).OrderByDescending(c => c.WorkerSince).ThenBy(c => c.Name, StringComparer.Ordinal)],
            warnings
        );

        static int Urgency(DueLine? next) =>
            next?.State switch
            {
                ClockState.Late => 0,
                ClockState.DueSoon => 1,
                ClockState.OnTime => 2,
                _ => 3,
            };
    }

    /// <summary>«Thompson family» where all share a last word of their names; null for one child alone.</summary>
    private static string? FamilyName(IReadOnlyList<string> names)
    {
        if (names.Count < 2)
        {
            return null;
        }
        var last = names.Select(n => n.Split(' ')[^1]).GroupBy(n => n).OrderByDescending(g => g.Count()).First();
        return last.Any(n => n.Any(char.IsDigit)) ? "One household"
            : last.Count() == names.Count ? $"{last.Key} family"
            : $"{string.Join(" and ", names.Select(n => n.Split(' ')[^1]).Distinct().Order(StringComparer.Ordinal).Take(2))} household";
    }

    // Children, what is due for them and which of their warnings is to be looked at again: who may be read is worked out
    // once, and the whole is put together once for the life of the process.
    private static readonly CompiledQuery<Func<KithDb, DateOnly, Extent, Guid, DateTime, IReadOnlyList<Guid>, IReadOnlyList<Guid>, IAsyncEnumerable<HeldChild>>> Found = new(() =>
        EF.CompileAsyncQuery(
            (KithDb db, DateOnly soon, Extent extent, Guid me, DateTime now, IReadOnlyList<Guid> teams, IReadOnlyList<Guid> workers) =>
                ReadableRules
                    .Among(db.ChildOverviews.AsNoTracking(), extent, me, now, teams, workers)
                    .Where(o => db.Allocations.Where(a => a.To == null && workers.Contains(a.WorkerId!.Value)).Select(a => a.PersonId).Contains(o.PersonId))
                    .Select(o => new HeldChild
                    {
                        Overview = o,
                        Due = db.DueItems.Where(d => d.PersonId == o.PersonId).ToList(),
                        Warnings = db.WarningNotes.Where(w => w.PersonId == o.PersonId && w.EndedOn == null && w.ReviewOn <= soon).ToList(),
                        SeenBy = db.Workers.Where(w => w.Id == o.LastSeenById).Select(w => w.Name).FirstOrDefault(),
                    })
                    .AsSingleQuery()
        )
    );

    private sealed class HeldChild
    {
        public required ChildOverview Overview { get; init; }
        public List<DueItem> Due { get; init; } = [];
        public List<WarningNote> Warnings { get; init; } = [];
        public string? SeenBy { get; init; }
    }
}
