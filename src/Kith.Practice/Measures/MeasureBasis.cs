using Kith.Practice.Improvement.Plan;
using Kith.Practice.Settings;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.Calendar;

namespace Kith.Practice.Measures;

/// <summary>A worker as far as measures look at them.</summary>
public sealed record MeasuredWorker(Guid Id, Guid? TeamId, decimal FullTimeEquivalent, bool NewlyQualified, bool Agency, bool SocialWorker, DateOnly? StartedOn, DateOnly? LeftOn);

/// <summary>Something about a child that is rare enough to be read from its own table: it counts on a day.</summary>
/// <param name="Measure">Place in the catalogue.</param>
/// <param name="Length">For lengths of time: the days that it took. The numerator and the denominator are then not looked at.</param>
public readonly record struct LooseFact(Guid PersonId, int Measure, DateOnly On, int Numerator, int Denominator, int? Length = null);

/// <summary>Something of a child that stood over a time: an audit's recommendation that was due and not done.</summary>
public readonly record struct LooseSpan(Guid PersonId, int Measure, DateOnly From, DateOnly To);

/// <summary>Something about the way the service works and about no one child: it counts on a day, for a team.</summary>
/// <inheritdoc cref="LooseFact"/>
public readonly record struct ServiceFact(Guid? TeamId, int Measure, DateOnly On, int Numerator, int Denominator, int? Length = null);

/// <summary>Something about no one child that stood over a time.</summary>
public readonly record struct ServiceSpan(Guid? TeamId, int Measure, DateOnly From, DateOnly To);

/// <summary>An objective of the improvement plan as far as it is counted, with what it is held to.</summary>
/// <param name="TeamId">The team of whoever leads it.</param>
public sealed record MeasuredObjective(
    Guid? TeamId,
    DateOnly From,
    DateOnly? ClosedOn,
    DateOnly TargetOn,
    IReadOnlyList<ObjectiveMeasure> Measures,
    IReadOnlyList<MeasuredAction> Actions
);

/// <summary>An action of an objective: open from the day it was set until it was done or ended.</summary>
public readonly record struct MeasuredAction(DateOnly SetOn, DateOnly? DueOn, DateOnly? DoneOn, DateOnly? EndedOn);

/// <summary>What measures are worked out with, beside the children's histories.</summary>
public sealed class MeasureBasis(IntervalPolicy intervals)
{
    public IntervalPolicy Intervals => intervals;

    /// <summary>The authority's workers.</summary>
    public IReadOnlyDictionary<Guid, MeasuredWorker> Workers { get; init; } = new Dictionary<Guid, MeasuredWorker>();

    /// <summary>Funded posts of social workers by team.</summary>
    public ILookup<Guid, Funded> Posts { get; init; } = Array.Empty<Funded>().ToLookup(p => p.TeamId);

    /// <summary>Days off sick by worker.</summary>
    public ILookup<Guid, OffSick> Sick { get; init; } = Array.Empty<OffSick>().ToLookup(s => s.WorkerId);

    /// <summary>What is read from tables of its own.</summary>
    public ILookup<Guid, LooseFact> Loose { get; init; } = Array.Empty<LooseFact>().ToLookup(f => f.PersonId);

    /// <inheritdoc cref="LooseSpan"/>
    public ILookup<Guid, LooseSpan> Spans { get; init; } = Array.Empty<LooseSpan>().ToLookup(f => f.PersonId);

    /// <summary>What is about no one child.</summary>
    public IReadOnlyList<ServiceFact> ServiceFacts { get; init; } = [];

    /// <inheritdoc cref="ServiceFacts"/>
    public IReadOnlyList<ServiceSpan> ServiceSpans { get; init; } = [];

    /// <summary>The objectives of the improvement plan; null where they were not asked for.</summary>
    public IReadOnlyList<MeasuredObjective>? Objectives { get; init; }

    /// <summary>The authority's three-digit code; empty where it is not known.</summary>
    public string Authority { get; init; } = "";

    /// <summary>Children of 0 to 17 in the area, by the day on which a period ends; null where it is not known.</summary>
    public Func<DateOnly, int?> Population { get; init; } = _ => null;

    internal DueTable ProtectionVisitFirst { get; } = new(intervals, "cp_visit_first");
    internal DueTable ProtectionVisit { get; } = new(intervals, "cp_visit");
    internal DueTable NeedVisitFirst { get; } = new(intervals, "cin_visit_first");
    internal DueTable NeedVisit { get; } = new(intervals, "cin_visit");
    internal DueTable NeedReviewFirst { get; } = new(intervals, "cin_review_first");
    internal DueTable NeedReview { get; } = new(intervals, "cin_review");
    internal DueTable CoreGroup { get; } = new(intervals, "core_group_next");
    internal DueTable Answer { get; } = new(intervals, "voice_answer");
    internal DueTable Heard { get; } = new(intervals, "voice_heard");
    internal DueTable HeardOnPlan { get; } = new(intervals, "voice_protection");
    internal DueTable BeforeCourt { get; } = new(intervals, "pre_proceedings");

    /// <summary>The due days of one clock, each worked out once: a council asks for the same few thousand days again and again.</summary>
    internal sealed class DueTable(IntervalPolicy intervals, string clock)
    {
        private static readonly int First = new DateOnly(2005, 1, 1).DayNumber;
        private readonly int[] days = new int[365 * 40];

        public DateOnly Of(DateOnly start)
        {
            var at = start.DayNumber - First;
            if (at < 0 || at >= days.Length)
            {
                return intervals.Due(clock, start);
            }
            // Two threads may work out the same day; both write the same number.
            return DateOnly.FromDayNumber(days[at] is var known and not 0 ? known : days[at] = intervals.Due(clock, start).DayNumber);
        }
    }

    internal static WorkingDayCalendar Calendar => WorkingDayCalendar.England;
}
