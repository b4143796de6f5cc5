using Kith.Practice.Improvement.Plan;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>What is about no one child: recommendations for the way the service works, and the improvement plan itself.</summary>
internal sealed partial class MeasureCounter
{
    private static readonly int OnCourse = Of(MeasureDefinition.ObjectivesOnCourse);

    private void OfTheService()
    {
        foreach (var fact in basis.ServiceFacts)
        {
            if (Skipped(fact.Measure) || fact.On > asAt || !question.Cohort.HoldsService(fact.TeamId))
            {
                continue;
            }
            for (var i = 0; i < periods.Count; i++)
            {
                if (periods[i].Holds(fact.On))
                {
                    Serve(fact.Measure, i, fact.TeamId, fact.Numerator, fact.Denominator, fact.Length);
                }
            }
        }
        foreach (var span in basis.ServiceSpans)
        {
            if (Skipped(span.Measure) || !question.Cohort.HoldsService(span.TeamId))
            {
                continue;
            }
            for (var i = 0; i < periods.Count; i++)
            {
                var day = periods[i].To;
                if (span.From <= day && day < span.To && day <= asAt)
                {
                    Serve(span.Measure, i, span.TeamId, 1, 1, IsDays[span.Measure] ? day.DayNumber - span.From.DayNumber : null);
                }
            }
        }
        Objectives();
    }

    /// <summary>
    /// How objectives stand on the last day of a year, by the rules of the plan and from what was counted just now: the same
    /// as the plan shows. A part of the service has no plan of its own, and a month is no year of what the measures say.
    /// </summary>
    private void Objectives()
    {
        if (basis.Objectives is not { Count: > 0 } objectives || Skipped(OnCourse) || !question.Cohort.IsAll)
        {
            return;
        }
        var said = new MeasureAnswer(periods, Whole, p => basis.Population(p.To));
        for (var i = 0; i < periods.Count; i++)
        {
            var day = periods[i].To;
            if (day > asAt || periods[i] != MeasurePeriod.YearTo(day))
            {
                continue;
            }
            foreach (var o in objectives.Where(o => o.From <= day && !(o.ClosedOn <= day)))
            {
                var open = o.Actions.Where(a => a.SetOn <= day && !(a.DoneOn <= day) && !(a.EndedOn <= day)).ToList();
                var progress = o.Measures.Select(m => ObjectiveRules.Of(m, MeasureCatalogue.Find(m.Measure) is { } known ? said[known, i].Value : null, day)).ToList();
                var standing = ObjectiveRules.Of(progress, open.Count, open.Count(a => a.DueOn < day), o.TargetOn, day);
                Serve(OnCourse, i, o.TeamId, standing.State is ObjectiveState.OnCourse or ObjectiveState.Reached ? 1 : 0, 1, null);
            }
        }
    }

    private void Serve(int measure, int period, Guid? team, double numerator, double denominator, int? length)
    {
        Into(Whole);
        if (question.By is { } by)
        {
            Into(Group(MeasureCohort.ServiceKey(by, team)));
        }

        void Into(MeasureTally tally)
        {
            if (length is { } days)
            {
                tally.Length(measure, period, days);
            }
            else
            {
                tally.Add(measure, period, numerator, denominator);
            }
        }
    }
}
