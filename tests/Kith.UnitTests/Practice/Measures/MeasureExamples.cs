using System.Globalization;
using Kith.Practice.Measures;
using Kith.Practice.Network;
using Kith.Practice.Settings;
using Kith.Practice.Visits;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Measures;

/// <summary>A few children whose numbers were worked out by hand.</summary>
/// <param name="Expected">By the id of the measure: numerator, denominator, value. Ids that are left out are not looked at.</param>
public sealed record MeasureExample(
    string Name,
    IReadOnlyList<ChildHistory> Children,
    MeasureBasis Basis,
    IReadOnlyDictionary<string, (double? N, double? D, double? Value)> Expected
)
{
    public override string ToString() => Name;
}

/// <summary>
/// Worked examples for the year to Tuesday 31 March 2026, in an area of 80,000 children. The days are chosen at the
/// edges: the first and the last of the year, the day before and after, ends of months, bank holidays.
/// </summary>
internal static partial class MeasureExamples
{
    public static readonly DateOnly Date = new(2026, 3, 31);
    private static readonly DateOnly Never = ChildHistory.Never;
    private static int serial;

    public static IReadOnlyList<MeasureExample> All { get; } =
    [FrontDoor(), Assessments(), Enquiries(), Plans(), NeedPlans(), Heard(), WithWorkers(), BeforeCourt(), Rare(), Audited(), Asked(), Planned()];

    /// <summary>«2025-04-01»; «-» for never.</summary>
    private static DateOnly D(string day) => day == "-" ? Never : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Guid Next() => new(++serial, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static MeasureBasis Basis() => new(IntervalPolicy.Defaults) { Population = _ => 80_000 };

    private static ReferralFact Referral(
        string from,
        string to = "-",
        string source = "2A",
        string decided = "-",
        string closure = "",
        bool nfa = false,
        bool own = true,
        string assessed = "-",
        string plan = "-"
    ) => new(D(from), D(to), nfa, D(decided), own, source, closure, null, D(assessed), D(plan));

    private static ChildHistory Child(params ReferralFact[] referrals) =>
        new()
        {
            PersonId = Next(),
            BornOn = D("2015-06-01"),
            Referrals = referrals,
        };

    private static ChildHistory With(ChildHistory c, Action<Parts> more)
    {
        var p = new Parts();
        more(p);
        return new()
        {
            PersonId = c.PersonId,
            BornOn = c.BornOn,
            Disabled = p.Disabled,
            Referrals = c.Referrals,
            Assessments = p.Assessments,
            Enquiries = p.Enquiries,
            Conferences = p.Conferences,
            Protection = p.Protection,
            NeedPlans = p.NeedPlans,
            Care = p.Care,
            Visits = p.Visits,
            Voice = p.Voice,
            Oversight = p.Oversight,
            Leads = p.Leads,
            BeforeCourt = p.BeforeCourt,
            Contingency = p.Contingency,
            ContingencyFrom = p.ContingencyFrom,
            ContingencyUntil = p.ContingencyUntil,
        };
    }

    private sealed class Parts
    {
        public bool Disabled { get; set; }
        public List<AssessmentFact> Assessments { get; } = [];
        public List<DateOnly> Enquiries { get; } = [];
        public List<ConferenceFact> Conferences { get; } = [];
        public List<ProtectionFact> Protection { get; } = [];
        public List<NeedPlanFact> NeedPlans { get; } = [];
        public List<SpanFact> Care { get; } = [];
        public List<VisitFact> Visits { get; } = [];
        public List<VoiceFact> Voice { get; } = [];
        public List<OversightFact> Oversight { get; } = [];
        public List<LeadFact> Leads { get; } = [];
        public List<BeforeCourtFact> BeforeCourt { get; } = [];
        public ContingencyStrength Contingency { get; set; }
        public DateOnly ContingencyFrom { get; set; } = Never;
        public DateOnly ContingencyUntil { get; set; } = Never;
    }

    private static MeasureExample FrontDoor()
    {
        ChildHistory[] children =
        [
            // On the first day; the earlier one a year before to the day still counts. Assessed, closed, no plan: not in need.
            Child(Referral("2024-04-01", nfa: true), Referral("2025-04-01", "2025-06-30", "2A", decided: "2025-04-02", closure: "RC8", assessed: "2025-04-03")),
            // The day before the year; open for exactly a year on the date.
            Child(Referral("2025-03-31", source: "4")),
            // On the last day.
            Child(Referral("2026-03-31", source: "6", decided: "2026-03-31", nfa: true)),
            // A day too long ago to be referred again; from an extract without a decision; closed only after the date.
            Child(Referral("2024-09-30", "2024-11-01", closure: "RC7", own: false), Referral("2025-10-01", "2026-04-05", "1A", closure: "RC8", own: false, assessed: "2025-10-02")),
            // Christmas Eve: the next working day is the 29th. Then referred again, decided a day late, closed on the date.
            Child(
                Referral("2025-12-24", "2026-02-01", "", decided: "2025-12-29", closure: "RC7"),
                Referral("2026-02-10", "2026-03-31", "3A", decided: "2026-02-12", closure: "RC9", assessed: "2026-02-13")
            ),
        ];
        // Assessed and closed with RC8 or RC9 by the date: the first child, and the last child's second referral.
        return new(
            "front door",
            children,
            Basis(),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["referral_rate"] = (5, 80_000, 0.625),
                ["referral_nfa"] = (1, 5, 20),
                ["referral_not_in_need"] = (2, 5, 40),
                ["referral_source:school"] = (1, 5, 20),
                ["referral_source:police"] = (1, 5, 20),
                ["referral_source:individual"] = (1, 5, 20),
                ["referral_source:health"] = (1, 5, 20),
                ["referral_source:other"] = (1, 5, 20),
                ["referral_source:housing"] = (0, 5, 0),
                ["referral_source:council"] = (0, 5, 0),
                ["re_referral"] = (2, 5, 40),
                ["re_referral_children"] = (2, 4, 50),
                ["re_referral_reason:open"] = (1, 2, 50),
                ["re_referral_reason:RC7"] = (1, 2, 50),
                ["re_referral_reason:RC1"] = (0, 2, 0),
                ["re_referral_reason:RC2"] = (0, 2, 0),
                ["re_referral_reason:RC3"] = (0, 2, 0),
                ["re_referral_reason:RC4"] = (0, 2, 0),
                ["re_referral_reason:RC5"] = (0, 2, 0),
                ["re_referral_reason:RC6"] = (0, 2, 0),
                ["re_referral_reason:RC8"] = (0, 2, 0),
                ["re_referral_reason:RC9"] = (0, 2, 0),
                ["decision_24h"] = (3, 4, 75),
                ["cin_rate"] = (2, 80_000, 0.25),
                ["cin_duration_open"] = (0, 2, 0),
                ["cin_duration_open:0-3"] = (0, 2, 0),
                ["cin_duration_open:3-6"] = (1, 2, 50),
                ["cin_duration_open:6-12"] = (0, 2, 0),
                ["cin_duration_open:12-24"] = (1, 2, 50),
                ["cin_duration_ended"] = (0, 1, 0),
                ["cin_duration_ended:0-3"] = (1, 1, 100),
                ["cin_duration_ended:3-6"] = (0, 1, 0),
                ["cin_duration_ended:6-12"] = (0, 1, 0),
                ["cin_duration_ended:12-24"] = (0, 1, 0),
            }
        );
    }

    private static MeasureExample Assessments()
    {
        var child = With(
            Child(Referral("2025-03-01")),
            p =>
            {
                // Nine weeks without a bank holiday are 45 working days; a day more is late.
                p.Assessments.Add(new(D("2025-06-02"), D("2025-08-04"), 0, true, ["16A", "3B"]));
                p.Assessments.Add(new(D("2025-06-02"), D("2025-08-05"), 0, false, ["16A"]));
                // On the last day, begun and ended.
                p.Assessments.Add(new(D("2026-03-31"), D("2026-03-31"), 0, null, []));
                // Dated before it began: in the whole, in no band.
                p.Assessments.Add(new(D("2025-09-02"), D("2025-09-01"), 0, null, []));
                // The day before the year, and one under way.
                p.Assessments.Add(new(D("2025-03-01"), D("2025-03-31"), 0, true, ["3B"]));
                p.Assessments.Add(new(D("2026-03-01"), Never, 0, null, []));
            }
        );
        var expected = new Dictionary<string, (double?, double?, double?)>
        {
            ["assess_45"] = (2, 4, 50),
            ["assess_days:25"] = (null, 3, 0),
            ["assess_days:50"] = (null, 3, 45),
            ["assess_days:75"] = (null, 3, 46),
            ["assess_child_seen"] = (1, 2, 50),
        };
        foreach (var m in MeasureCatalogue.All)
        {
            if (m.Family == "assess_band")
            {
                expected[m.Id] = m.Id is "assess_band:0" or "assess_band:41-45" or "assess_band:46-50" ? (1, 4, 25) : (0, 4, 0);
            }
            if (m.Family == "factor_rate")
            {
                expected[m.Id] = m.Id switch
                {
                    "factor_rate:16A" => (2, 80_000, 0.25),
                    "factor_rate:3B" => (1, 80_000, 0.125),
                    _ => (0, 80_000, 0),
                };
            }
        }
        return new("assessments", [child], Basis(), expected);
    }

    private static MeasureExample Enquiries()
    {
        ChildHistory[] children =
        [
            // From 1 April over Good Friday and Easter Monday, the 24th is the fifteenth working day. And one on the last day.
            With(
                Child(Referral("2025-03-20")),
                p =>
                {
                    p.Enquiries.AddRange([D("2025-04-01"), D("2026-03-31")]);
                    p.Conferences.Add(new(D("2025-04-24"), D("2025-04-01"), true));
                    p.Protection.Add(new(D("2025-04-24"), Never, false, false, false, true, [new(D("2025-07-20"), true)], []));
                }
            ),
            // The sixteenth.
            With(
                Child(),
                p =>
                {
                    p.Enquiries.Add(D("2025-07-01"));
                    p.Conferences.Add(new(D("2025-07-23"), D("2025-07-01"), null));
                }
            ),
            // A transfer in.
            With(Child(), p => p.Conferences.Add(new(D("2025-09-01"), Never, false))),
            // Dated before its enquiry.
            With(
                Child(),
                p =>
                {
                    p.Enquiries.Add(D("2025-10-02"));
                    p.Conferences.Add(new(D("2025-10-01"), D("2025-10-02"), null));
                }
            ),
            // The enquiry was last year's, the conference is this year's, after seven working days.
            With(
                Child(),
                p =>
                {
                    p.Enquiries.Add(D("2025-03-31"));
                    p.Conferences.Add(new(D("2025-04-09"), D("2025-03-31"), null));
                }
            ),
        ];
        return new(
            "enquiries and conferences",
            children,
            Basis(),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["s47_rate"] = (4, 80_000, 0.5),
                ["s47_children"] = (3, null, 3),
                ["icpc_rate"] = (5, 80_000, 0.625),
                ["icpc_15"] = (2, 5, 40),
                ["icpc_band:0-10"] = (1, 5, 20),
                ["icpc_band:11-15"] = (1, 5, 20),
                ["icpc_band:16-20"] = (1, 5, 20),
                ["icpc_band:21+"] = (0, 5, 0),
                ["icpc_conversion"] = (5, 4, 125),
                ["icpc_to_plan"] = (1, 5, 20),
                ["child_participation"] = (2, 3, 200.0 / 3),
            }
        );
    }

    private static ProtectionFact Plan(string from, string to = "-", bool other = false, bool earlier = false, params string[] reviews) =>
        new(D(from), D(to), other, earlier, false, true, [.. reviews.Select(r => new ReviewFact(D(r), null))], []);

    private static MeasureExample Plans()
    {
        ChildHistory[] children =
        [
            // 730 days with the date: two years. Reviews at the last day of six months, at the end of February.
            With(Child(), p => p.Protection.Add(Plan("2024-04-01", reviews: ["2025-03-01", "2025-09-01", "2026-02-28"]))),
            // 729 days: not yet. One review a day late this year.
            With(Child(), p => p.Protection.Add(Plan("2024-04-02", reviews: ["2024-07-02", "2025-01-02", "2025-07-03", "2025-12-01"]))),
            // Three months on the date, and its first review could be held today. Kept in Kith: a core group four weeks ago.
            With(
                Child(),
                p =>
                {
                    p.Protection.Add(new(D("2025-12-31"), Never, false, true, true, false, [], [D("2026-03-03")]));
                    // Due 15 January, made on the 14th; due on the 28th, made a day late; due 12 February, made in March.
                    p.Visits.Add(new(D("2026-01-14"), VisitKind.ChildProtection, true, true));
                    p.Visits.Add(new(D("2026-01-29"), VisitKind.ChildProtection, true, false));
                    p.Visits.Add(new(D("2026-02-12"), VisitKind.ChildProtection, false, null));
                    p.Visits.Add(new(D("2026-03-27"), VisitKind.ChildProtection, true, null));
                }
            ),
            // A day short of three months.
            With(Child(), p => p.Protection.Add(Plan("2026-01-01"))),
            // From the first day of the year to the last: ended, not open.
            With(Child(), p => p.Protection.Add(Plan("2025-04-01", "2026-03-31"))),
            // 730 days, ended on the first day; again in September, without a review.
            With(
                Child(),
                p =>
                {
                    p.Protection.Add(Plan("2023-04-03", "2025-04-01"));
                    p.Protection.Add(Plan("2025-09-01"));
                }
            ),
            // Another authority's.
            With(Child(), p => p.Protection.Add(Plan("2025-05-01", other: true))),
            // A year to the day after the referral was closed.
            With(Child(Referral("2024-10-01", "2025-01-15", closure: "RC7")), p => p.Protection.Add(Plan("2026-01-15", "2026-02-10"))),
        ];
        return new(
            "protection plans",
            children,
            Basis(),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["cp_rate"] = (5, 80_000, 0.625),
                ["cp_start_rate"] = (5, 80_000, 0.625),
                ["cp_end_rate"] = (3, 80_000, 0.375),
                ["cp_repeat"] = (2, 5, 40),
                ["cp_repeat_2y"] = (1, 5, 20),
                ["cp_2y_open"] = (1, 5, 20),
                ["cp_2y_ended"] = (1, 3, 100.0 / 3),
                ["cp_ended_band:0-3"] = (1, 3, 100.0 / 3),
                ["cp_ended_band:3-6"] = (0, 3, 0),
                ["cp_ended_band:6-12"] = (1, 3, 100.0 / 3),
                ["cp_ended_band:12-24"] = (0, 3, 0),
                ["cp_ended_band:24+"] = (1, 3, 100.0 / 3),
                ["cp_reviewed"] = (2, 4, 50),
                ["drift_cp:9"] = (2, 5, 40),
                ["drift_cp:12"] = (2, 5, 40),
                ["drift_cp:15"] = (2, 5, 40),
                ["drift_cp:18"] = (2, 5, 40),
                ["step_down_return"] = (2, 5, 40),
                ["core_group_on_time"] = (1, 1, 100),
                ["visit_cp_on_time"] = (1, 1, 100),
                ["visit_cp_due_on_time"] = (1, 3, 100.0 / 3),
                ["visit_cp_seen"] = (3, 4, 75),
                ["visit_cp_alone"] = (1, 2, 50),
            }
        );
    }

    private static MeasureExample NeedPlans()
    {
        ChildHistory[] children =
        [
            // Six months and a day; reviewed twelve weeks ago; seen eleven days ago.
            With(
                Child(Referral("2025-01-10")),
                p =>
                {
                    p.NeedPlans.Add(new(D("2025-09-30"), Never, false, [D("2026-01-06")]));
                    p.Visits.Add(new(D("2026-03-20"), VisitKind.ChildInNeed, true, null));
                }
            ),
            // Six months tomorrow; never reviewed, never seen: since the referral.
            With(Child(Referral("2025-06-01")), p => p.NeedPlans.Add(new(D("2025-10-01"), Never, false, []))),
            // Assessed, and no plan.
            With(Child(Referral("2026-01-05")), p => p.Assessments.Add(new(D("2026-01-05"), D("2026-02-01"), 0, null, []))),
            // Being assessed: no plan is asked yet.
            With(Child(Referral("2026-03-01")), p => p.Assessments.Add(new(D("2026-03-02"), Never, 0, null, []))),
        ];
        return new(
            "child in need plans",
            children,
            Basis(),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["drift_cin:6"] = (1, 2, 50),
                ["drift_cin:9"] = (0, 2, 0),
                ["drift_cin:12"] = (0, 2, 0),
                ["plan_current"] = (2, 3, 200.0 / 3),
                ["cin_review_on_time"] = (1, 2, 50),
                ["visit_cin_on_time"] = (1, 2, 50),
                // 11, 30, 85 and 303 days.
                ["not_seen_days"] = (null, 4, 57.5),
            }
        );
    }

    private static MeasureExample Heard()
    {
        ChildHistory[] children =
        [
            With(
                Child(Referral("2025-01-01")),
                p =>
                {
                    p.Disabled = true;
                    p.NeedPlans.Add(new(D("2025-02-01"), Never, false, []));
                    // Due today: in time.
                    p.Oversight.Add(new(D("2026-03-01"), Never, D("2026-03-31")));
                    // Never answered; answered on the tenth working day; not due yet.
                    p.Voice.Add(new(D("2026-01-05"), false, Never));
                    p.Voice.Add(new(D("2026-02-02"), false, D("2026-02-16")));
                    p.Voice.Add(new(D("2026-03-25"), true, Never));
                    // Checked until yesterday.
                    p.Contingency = ContingencyStrength.LongTermVerified;
                    p.ContingencyFrom = D("2026-01-01");
                    p.ContingencyUntil = D("2026-03-30");
                }
            ),
            With(
                Child(Referral("2025-01-01")),
                p =>
                {
                    p.NeedPlans.Add(new(D("2025-02-01"), Never, false, []));
                    p.Oversight.Add(new(D("2026-02-01"), Never, D("2026-03-30")));
                    p.Contingency = ContingencyStrength.ImmediateOnly;
                    p.ContingencyFrom = D("2026-03-31");
                }
            ),
            With(
                Child(Referral("2026-03-20")),
                p =>
                {
                    p.NeedPlans.Add(new(D("2026-03-25"), Never, false, []));
                    p.Oversight.Add(new(D("2026-03-20"), Never, D("2026-05-01")));
                }
            ),
        ];
        return new(
            "oversight, voice, contingency",
            children,
            Basis(),
            new Dictionary<string, (double?, double?, double?)>
            {
                ["oversight_on_time"] = (2, 3, 200.0 / 3),
                ["oversight_disabled"] = (1, 1, 100),
                ["oversight_other"] = (1, 2, 50),
                ["voice_in_time"] = (2, 3, 200.0 / 3),
                ["voice_never"] = (1, 3, 100.0 / 3),
                ["voice_alone"] = (1, 3, 100.0 / 3),
                ["voice_answered"] = (1, 2, 50),
                ["contingency_recorded"] = (2, 3, 200.0 / 3),
                ["contingency_long_term"] = (1, 3, 100.0 / 3),
                ["contingency_verified"] = (0, 3, 0),
            }
        );
    }
}
