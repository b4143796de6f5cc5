using Kith.Practice.Improvement.Plan;
using Kith.Practice.Measures;
using Kith.Practice.Settings;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>Audits, what they ask for, and the plan: worked out by hand.</summary>
internal static partial class MeasureExamples
{
    private static readonly Guid TeamOfChild = new(1, 2, 3, [4, 4, 4, 4, 4, 4, 4, 4]);
    private static readonly Guid TeamOfSystem = new(1, 2, 3, [5, 5, 5, 5, 5, 5, 5, 5]);

    private static MeasureExample Audited()
    {
        var child = Child(Referral("2025-01-01"));
        LooseFact Fact(string measure, string on, int n) => new(child.PersonId, MeasureCatalogue.PlaceOf(measure), D(on), n, 1);
        LooseFact[] facts =
        [
            // The first and the last day of the year count; the day after does not.
            Fact("audit_on_plan", "2025-04-01", 1),
            Fact("audit_on_plan", "2026-03-31", 0),
            Fact("audit_on_plan", "2026-04-01", 1),
            Fact("audit_child_feedback", "2025-06-01", 1),
            Fact("audit_child_feedback", "2025-07-01", 0),
            Fact("audit_child_feedback", "2025-08-01", 0),
            Fact("audit_with_worker", "2025-06-01", 1),
            Fact("audit_second_alike", "2025-06-01", 1),
            Fact("audit_second_alike", "2025-09-01", 1),
            Fact("audit_second_alike", "2025-10-01", 0),
            Fact("audit_second_alike", "2025-11-01", 1),
        ];
        return new(
            "audits of the programme",
            [child],
            new MeasureBasis(IntervalPolicy.Defaults) { Loose = facts.ToLookup(f => f.PersonId) },
            new Dictionary<string, (double?, double?, double?)>
            {
                ["audit_on_plan"] = (1, 2, 50),
                ["audit_child_feedback"] = (1, 3, 100 / 3.0),
                ["audit_with_worker"] = (1, 1, 100),
                ["audit_second_alike"] = (3, 4, 75),
            }
        );
    }

    private static RecommendationDays Recommended(
        int n,
        Guid? child,
        string raised,
        string? due,
        string? said = null,
        string? verified = null,
        string? effect = null,
        string? confirmed = null,
        bool overtaken = false,
        bool audit = true,
        int? into = null
    )
    {
        DateOnly? Day(string? day) => day is null ? null : D(day);
        return new(
            Numbered(n),
            child,
            child is null ? TeamOfSystem : TeamOfChild,
            D(raised),
            Day(due),
            Day(said),
            Day(verified),
            Day(effect),
            Day(confirmed),
            overtaken,
            audit,
            into is { } other ? Numbered(other) : null
        );
    }

    private static Guid Numbered(int n) => new(n, 9, 9, [9, 9, 9, 9, 9, 9, 9, 9]);

    /// <summary>What counts of recommendations, as the database's rows would give it.</summary>
    internal static MeasureBasis BasisOf(
        IReadOnlyList<RecommendationDays> all,
        IEnumerable<(Guid Recommendation, DateOnly On, DateOnly? DueOn, bool Seen)> looks,
        DateOnly today,
        IReadOnlyList<ServiceFact>? more = null,
        IReadOnlyList<MeasuredObjective>? objectives = null
    )
    {
        var rare = new RareFacts(null!, today, IntervalPolicy.Defaults);
        var byId = all.ToDictionary(r => r.Id);
        foreach (var r in all)
        {
            RecommendationMeasures.Of(r, byId, today, rare);
        }
        foreach (var (id, on, due, seen) in looks)
        {
            RecommendationMeasures.Looked(byId[id], on, due, seen, rare);
        }
        return new(IntervalPolicy.Defaults)
        {
            Loose = rare.Loose.ToLookup(f => f.PersonId),
            Spans = rare.Spans.ToLookup(f => f.PersonId),
            ServiceFacts = [.. rare.ServiceFacts, .. more ?? []],
            ServiceSpans = rare.ServiceSpans,
            Objectives = objectives,
        };
    }

    private static (ChildHistory Child, RecommendationDays[] All, (Guid, DateOnly, DateOnly?, bool)[] Looks) Eight()
    {
        var child = Child(Referral("2025-01-01"));
        var id = child.PersonId;
        RecommendationDays[] all =
        [
            // Said on its day, verified on the fourteenth day after, its effect seen on the fourteenth day after that was due.
            Recommended(1, id, "2025-04-01", "2025-05-01", "2025-05-01", "2025-05-15", "2025-07-01", "2025-07-15"),
            // Said a day late; its effect was not there, a day too late to be looked for in time: open again.
            Recommended(2, id, "2025-06-01", "2025-07-01"),
            // Made the day before the year; due today, which is not late yet.
            Recommended(3, id, "2025-03-31", "2026-03-31"),
            // For the service: verified on the nineteenth day; its effect was due 14 days ago, and today may still be looked at.
            Recommended(4, null, "2025-10-01", "2025-12-01", "2025-12-01", "2025-12-20", "2026-03-17"),
            // Joined with the first, and due a day before that was said to be done: joining does not make it vanish.
            Recommended(5, id, "2025-04-10", "2025-04-30", into: 1),
            // It could no longer be done.
            Recommended(6, id, "2025-08-01", "2025-09-01", "2025-08-20", "2025-08-25", overtaken: true),
            // Late since today.
            Recommended(7, id, "2026-03-01", "2026-03-30"),
            // Said in time, 14 days ago: someone may still look today. Out of a review.
            Recommended(8, id, "2026-02-01", "2026-03-20", "2026-03-17", audit: false),
        ];
        return (child, all, [(Numbered(1), D("2025-07-15"), D("2025-07-01"), true), (Numbered(2), D("2025-09-16"), D("2025-09-01"), false)]);
    }

    private static MeasureExample Asked()
    {
        var (child, all, looks) = Eight();
        return new(
            "recommendations",
            [child],
            BasisOf(all, looks, Date),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["recommendation_made"] = (7, null, 7),
                // 1, 4 and 8 of 1, 2, 4, 5, 7 and 8.
                ["recommendation_in_time"] = (3, 6, 50),
                // 1 and 6 of 1, 4 and 6.
                ["recommendation_verified"] = (2, 3, 200 / 3.0),
                ["recommendation_effect_checked"] = (1, 2, 50),
                ["recommendation_effect_confirmed"] = (1, 2, 50),
                // 44 and 80 days.
                ["recommendation_days"] = (null, 2, 62),
                // 30, 58, 181, 303 and 365 days.
                ["recommendation_open_days"] = (null, 5, 181),
                ["recommendation_open"] = (5, null, 5),
                // 2 and 7.
                ["recommendation_late"] = (2, null, 2),
                // 1 of 1, 2, 5 and 7; 2 and 7 are late.
                ["audit_actions_done"] = (1, 4, 25),
                ["audit_actions_overdue"] = (2, null, 2),
            }
        );
    }

    private static MeasureExample Planned()
    {
        var (child, all, looks) = Eight();
        MeasuredObjective Objective(string measure, double baseline, double target, string from = "2025-10-01", string? closed = null, params MeasuredAction[] actions) =>
            new(
                TeamOfSystem,
                D(from),
                closed is null ? null : D(closed),
                D("2026-09-30"),
                [
                    new ObjectiveMeasure
                    {
                        Measure = measure,
                        BaselineOn = D("2025-10-01"),
                        Baseline = baseline,
                        Target = target,
                        TargetOn = D("2026-09-30"),
                    },
                ],
                actions
            );
        ServiceFact Action(string due, int n) => new(TeamOfSystem, MeasureCatalogue.PlaceOf("plan_actions_in_time"), D(due), n, 1);
        return new(
            "the improvement plan",
            [child],
            BasisOf(
                all,
                looks,
                Date,
                [Action("2025-04-01", 1), Action("2025-12-01", 0), Action("2026-03-31", 1), Action("2026-04-01", 0)],
                [
                    // 50 now; from 20 to 80 in 364 days it should be 49.8 after 181. An action is open and due today.
                    Objective("recommendation_in_time", 20, 80, actions: new MeasuredAction(D("2025-11-01"), D("2026-03-31"), null, null)),
                    // The same, but an action is a day late: behind in part.
                    Objective("recommendation_in_time", 20, 80, actions: new MeasuredAction(D("2025-11-01"), D("2026-03-30"), null, null)),
                    // Two are late now, one was: no better since half a year.
                    Objective("recommendation_late", 1, 0),
                    // Reached: there are seven, there were to be five; what was done and ended is not open.
                    Objective(
                        "recommendation_made",
                        1,
                        5,
                        actions:
                        [
                            new MeasuredAction(D("2025-11-01"), D("2025-12-01"), D("2026-03-31"), null),
                            new MeasuredAction(D("2025-11-01"), D("2025-12-01"), null, D("2026-01-01")),
                        ]
                    ),
                    // Closed on the date, and begun the day after: not open on it.
                    Objective("recommendation_in_time", 20, 80, closed: "2026-03-31"),
                    Objective("recommendation_in_time", 20, 80, from: "2026-04-01"),
                ]
            ),
            new Dictionary<string, (double?, double?, double?)> { ["objective_on_course"] = (2, 4, 50), ["plan_actions_in_time"] = (2, 3, 200 / 3.0) }
        );
    }
}
