using Kith.Practice.Audits;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Programme;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>What was looked at again: the whole sample of the first cycle, and two children of whom somebody asked.</summary>
internal sealed partial class AuditStory
{
    private const int MostAgain = 16;

    private void LookAgain(AuditCycle first, IReadOnlyList<AuditThen> before, IReadOnlyList<AuditableToday> children, IReadOnlyList<Guid> auditors, Func<Guid, Guid, bool> free)
    {
        var known = children.ToDictionary(c => c.Candidate.PersonId);
        var then = before.ToDictionary(b => b.Id);
        var busy = Assignments.Where(a => a is { FinishedOn: null, ReplacedOn: null, Reserve: false }).Select(a => a.PersonId).ToHashSet();
        var readers = Readings.Where(r => r.AuditId is not null).ToLookup(r => r.AuditId!.Value, r => r.ReaderId);
        Guid Other(AuditAssignment earlier) => auditors.FirstOrDefault(a => a != earlier.AuditorId && !readers[earlier.Id].Contains(a) && free(a, earlier.PersonId));

        var sample = Assignments
            .Where(a => a.CycleId == first.Id && a.FinishedOn is not null && known.ContainsKey(a.PersonId) && !busy.Contains(a.PersonId) && Other(a) != Guid.Empty)
            .DistinctBy(a => a.PersonId)
            .Take(MostAgain)
            .ToList();
        if (sample.Count > 0)
        {
            var cycle = Cycle("Whole-case practice, winter, again", first.Theme ?? "", "whole-case", -80, -24);
            (cycle.AgainOfId, cycle.SecondShare) = (first.Id, 0);
            var gone = Assignments.Count(a => a.CycleId == first.Id && a.FinishedOn is not null) - sample.Count;
            cycle.AgainLeftOut = gone > 0 ? $"{gone}: Nobody works with this child now, so there is nothing new to look at" : null;
            Name(cycle, auditors, 12);
            foreach (var team in sample.Where(a => a.TeamId is not null).GroupBy(a => a.TeamId!.Value).OrderBy(g => g.Key, Sampling.ByBytes))
            {
                Teams.Add(
                    new AuditCycleTeam
                    {
                        Id = ids.Next(),
                        CycleId = cycle.Id,
                        TeamId = team.Key,
                        Number = team.Count(),
                    }
                );
            }
            foreach (var earlier in sample)
            {
                var again = Again(earlier, AgainReason.Sample, $"Audited again with everybody of «{first.Title}»: nobody was picked out", cycle.From, cycle.Until, Other(earlier));
                (again.CycleId, again.SecondWanted) = (cycle.Id, false);
                var on = Calendar.OnOrBefore(cycle.Until.AddDays(-random.Between(2, 40)));
                again.BegunOn = Calendar.OnOrBefore(on.AddDays(-random.Between(2, 8)));
                again.NamedOn = again.BegunOn;
                var was = then.TryGetValue(earlier.Id, out var t) ? t.Moderated ?? t.Grade : AuditGrade.RequiresImprovement;
                Finish(again, Tools.First(x => x.Id == again.ToolId), known[again.PersonId], on, Later(was));
            }
        }
        // Somebody asked: one is finished, one is Ruth's to do, who is not told how the first came out.
        var asked = Assignments
            .Where(a =>
                a.FinishedOn < today.AddDays(-60)
                && a.AgainOfId is null
                && known.ContainsKey(a.PersonId)
                && !busy.Contains(a.PersonId)
                && sample.TrueForAll(s => s.PersonId != a.PersonId)
                && Other(a) != Guid.Empty
            )
            .OrderByDescending(a => a.FinishedOn)
            .ThenBy(a => a.Id, Sampling.ByBytes)
            .DistinctBy(a => a.PersonId)
            .Take(2)
            .ToList();
        foreach (var (earlier, i) in asked.Select((a, i) => (a, i)))
        {
            var reason = i == 0 ? AgainReason.Effect : AgainReason.Changed;
            var again = Again(earlier, reason, "Audited again, as Ruth Benson asked", today.AddDays(-20), today.AddDays(21), Other(earlier));
            again.AgainWords = i == 0 ? "Is the father part of the plan now, in the child’s eyes?" : "A new worker since September: does the child know why?";
            if (i == 0)
            {
                again.BegunOn = Calendar.OnOrBefore(today.AddDays(-8));
                var was = then.TryGetValue(earlier.Id, out var t) ? t.Moderated ?? t.Grade : AuditGrade.RequiresImprovement;
                Finish(again, Tools.First(x => x.Id == again.ToolId), known[again.PersonId], Calendar.OnOrBefore(today.AddDays(-3)), Later(was));
            }
        }
    }

    private AuditAssignment Again(AuditAssignment earlier, AgainReason because, string why, DateOnly chosen, DateOnly due, Guid auditor)
    {
        var again = new AuditAssignment
        {
            Id = ids.Next(),
            PersonId = earlier.PersonId,
            ToolId = earlier.ToolId,
            TeamId = earlier.TeamId,
            Why = why,
            ChosenOn = Calendar.OnOrBefore(chosen),
            DueOn = due,
            AuditorId = auditor,
            NamedOn = Calendar.OnOrBefore(chosen),
            AgainOfId = earlier.Id,
            AgainBecause = because,
        };
        Assignments.Add(again);
        return again;
    }

    /// <summary>A year of work on what was found: more go up than down, and most stay.</summary>
    private AuditGrade Later(AuditGrade was) =>
        random.Chance(0.45) && was > AuditGrade.Good ? was - 1
        : random.Chance(0.12) && was < AuditGrade.RequiresImprovement ? was + 1
        : was;
}
