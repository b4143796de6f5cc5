using Kith.Practice.Children.RecordCheck;
using Kith.Practice.Workforce;

namespace Kith.Practice.Inspection.Readiness;

/// <summary>What is counted behind a line of readiness.</summary>
public enum ReadinessCount
{
    /// <summary>Children with something to look at in an area of the record check.</summary>
    Check,

    /// <summary>Children for whom work of a kind is late.</summary>
    Late,

    /// <summary>Disabled children whose oversight is late.</summary>
    DisabledOversight,

    /// <summary>Recommendations past their day.</summary>
    RecommendationsLate,

    /// <summary>Audits past their day.</summary>
    AuditsLate,

    /// <summary>Months since the last self-evaluation was published, beyond twelve; one where there is none.</summary>
    SelfEvaluationOld,

    /// <summary>Weeks since Annex A was last prepared, beyond four; one where it never was.</summary>
    AnnexAOld,

    /// <summary>Objectives of the improvement plan that nobody holds to a measure.</summary>
    ObjectivesUnmeasured,

    /// <summary>Recommendations of inspections that no objective answers.</summary>
    PointsUnanswered,

    /// <summary>Nothing is counted: the page that is led to says how it is.</summary>
    Look,
}

/// <summary>A line of readiness: what is asked of the records, in words, and where what is behind it is seen.</summary>
/// <param name="Words">«Visits are late»: said of a number of children or things.</param>
/// <param name="WhenFine">What is said where there is nothing to look at, if that is not «no …».</param>
public sealed record ReadinessAsk(string Words, ReadinessCount Count, string Href, CheckArea? Area = null, DueKind? Late = null, string? WhenFine = null);

/// <summary>
/// A topic that inspectors write about under an area of judgement.
/// </summary>
/// <param name="Share">In how many of a hundred published reports it is written about; null where that was not counted.</param>
/// <param name="Asks">What the records can be asked; empty where they hold nothing of it.</param>
/// <param name="Elsewhere">What has to be fetched from elsewhere, because it is not kept here.</param>
public sealed record ReadinessTopic(string Id, JudgementArea Area, string Name, int? Share, IReadOnlyList<ReadinessAsk> Asks, string? Elsewhere = null);

/// <summary>
/// What inspectors look at, by area of judgement. The wording of Ofsted's criteria could not be verified for any edition, so the
/// topics are those that inspectors in fact wrote about: the share of 74 reports (75 for leaders) of April 2025 to August 2026
/// that mention each. They go with every edition since 2018; an edition decides which areas are judged.
/// </summary>
public static class ReadinessTopics
{
    /// <summary>Where the topics come from.</summary>
    public const string Source =
        "Topics: what inspectors wrote about in published reports of April 2025 to August 2026 (share of reports, by words they use). The wording of Ofsted’s own criteria has not been verified.";

    private static ReadinessAsk Check(string words, CheckArea area) => new(words, ReadinessCount.Check, $"/record-check?area={area}", Area: area);

    private static ReadinessAsk Late(string words, DueKind kind) => new(words, ReadinessCount.Late, $"/record-check?late={kind}", Late: kind);

    private static ReadinessAsk Look(string words, string href) => new(words, ReadinessCount.Look, href);

    /// <summary>All topics, those written about most first within an area.</summary>
    public static IReadOnlyList<ReadinessTopic> All { get; } =
    [
        new(
            "assessment",
            JudgementArea.HelpAndProtection,
            "Assessments",
            100,
            [Late("with an assessment that is late", DueKind.Assessment), Check("with a record that waits to be authorised", CheckArea.Signed)]
        ),
        new(
            "plans",
            JudgementArea.HelpAndProtection,
            "Child in need and child protection plans",
            100,
            [Check("whose plan stands still, or whom nobody holds", CheckArea.Plan), Late("with a plan or an order past its day", DueKind.Plan)]
        ),
        new("voice", JudgementArea.HelpAndProtection, "Direct work and children’s voice", 100, [Check("to whom nobody listened or answered in time", CheckArea.Voice)]),
        new("oversight", JudgementArea.HelpAndProtection, "Management oversight", 100, [Check("whom no manager looked at in time", CheckArea.Oversight)]),
        new(
            "missing",
            JudgementArea.HelpAndProtection,
            "Missing children and return interviews",
            100,
            [],
            "Missing episodes and interviews are counted in Annex A’s lists; the team for exploitation keeps the rest"
        ),
        new(
            "early-help",
            JudgementArea.HelpAndProtection,
            "Early help",
            99,
            [Look("Referrals and what came before them", "/quality/re_referral")],
            "Family hubs and partners hold most of early help"
        ),
        new("strategy", JudgementArea.HelpAndProtection, "Strategy discussions", 97, [Look("Who took part", "/quality/strategy_attendance")]),
        new("pre-proceedings", JudgementArea.HelpAndProtection, "Work before court", 97, [Look("How long it takes", "/quality/pre_proceedings")]),
        new(
            "exploitation",
            JudgementArea.HelpAndProtection,
            "Exploitation and harm outside the home",
            97,
            [],
            "Risk levels stand on each child’s record; the panel’s papers are kept by the team"
        ),
        new(
            "disabled",
            JudgementArea.HelpAndProtection,
            "Disabled children",
            96,
            [
                new("with a disability whom no manager looked at in time", ReadinessCount.DisabledOversight, "/record-check?area=Oversight&disabled=true"),
                Look("Are disabled children looked at as often as others?", "/oversight/fairness"),
            ]
        ),
        new("homeless", JudgementArea.HelpAndProtection, "Young people of 16 and 17 who are homeless", 96, [], "The joint protocol with housing and its log"),
        new("allegations", JudgementArea.HelpAndProtection, "Allegations against people who work with children", 95, [], "The designated officer’s report and log"),
        new("missing-education", JudgementArea.HelpAndProtection, "Missing education, and taught at home", 93, [], "Education services keep both lists"),
        new("private-fostering", JudgementArea.HelpAndProtection, "Private fostering", 93, [], "The private fostering list and annual report"),
        new("visits", JudgementArea.HelpAndProtection, "Visits: seen, and seen alone", 91, [Check("whose visit is late, or whom nobody saw alone", CheckArea.Seen)]),
        new(
            "front-door",
            JudgementArea.HelpAndProtection,
            "Front door and thresholds",
            88,
            [Late("whose contact or referral waits for a decision", DueKind.Decision), Look("Decisions within a working day", "/quality/decision_24h")]
        ),
        new("contingency", JudgementArea.HelpAndProtection, "Contingency and safety plans", 88, [Check("without a checked plan for the long term", CheckArea.Contingency)]),
        new(
            "chronology",
            JudgementArea.HelpAndProtection,
            "History and chronology",
            86,
            [Check("whose record does not say why we are involved, or says it no longer", CheckArea.Chronology)]
        ),
        new("out-of-hours", JudgementArea.HelpAndProtection, "Out of hours", 86, [], "The emergency duty team’s report"),
        new(
            "conferences",
            JudgementArea.HelpAndProtection,
            "Conferences and reviews",
            85,
            [
                Late("with a conference that is late", DueKind.Conference),
                Late("with a review that is late", DueKind.Review),
                Late("with a report or minutes that are late", DueKind.Paper),
            ]
        ),
        new("family-network", JudgementArea.HelpAndProtection, "Family networks and family group decision-making", 84, [Look("Families without an offer", "/family-offers")]),
        new("core-groups", JudgementArea.HelpAndProtection, "Core groups", 53, [Late("with a core group that is late", DueKind.CoreGroup)]),
        new("identity", JudgementArea.HelpAndProtection, "Identity and diversity", 55, [Look("Fairness by ethnicity and age", "/oversight/fairness")]),
        new("training", JudgementArea.Leaders, "Training, and newly qualified workers", 100, [Look("People in date with their training", "/workforce")]),
        new(
            "support",
            JudgementArea.Leaders,
            "Political and corporate support",
            99,
            [Look("What is told to everybody", "/quality/assurance")],
            "Minutes of scrutiny, corporate parenting and cabinet"
        ),
        new("partners", JudgementArea.Leaders, "Partnership", 99, [], "Minutes and annual report of the safeguarding partnership"),
        new(
            "audit",
            JudgementArea.Leaders,
            "Quality assurance and audit",
            96,
            [
                new("audits past their day", ReadinessCount.AuditsLate, "/audits"),
                new("recommendations past their day", ReadinessCount.RecommendationsLate, "/recommendations/leaders"),
            ]
        ),
        new("supervision", JudgementArea.Leaders, "Supervision", 92, [Look("How regular it is, by team", "/supervision/teams")]),
        new("stability", JudgementArea.Leaders, "Recruitment and stability", 87, [Look("Vacancies, turnover, agency workers", "/workforce")]),
        new("caseloads", JudgementArea.Leaders, "Caseloads", 76, [Look("Load by worker", "/teams"), Check("whom no worker holds, or whose plan stands still", CheckArea.Plan)]),
        new(
            "self-knowledge",
            JudgementArea.Leaders,
            "Self-knowledge",
            75,
            [
                new(
                    "the self-evaluation is missing or older than a year",
                    ReadinessCount.SelfEvaluationOld,
                    "/self-evaluation",
                    WhenFine: "the self-evaluation is of the last year"
                ),
                new("recommendations of inspections that no objective answers", ReadinessCount.PointsUnanswered, "/inspections"),
                new("objectives without a measure", ReadinessCount.ObjectivesUnmeasured, "/improvement"),
            ]
        ),
        new(
            "performance",
            JudgementArea.Leaders,
            "Performance information",
            72,
            [
                new("Annex A has not been prepared for four weeks", ReadinessCount.AnnexAOld, "/data/annex-a", WhenFine: "Annex A was prepared in the last four weeks"),
                Check("with facts that do not agree", CheckArea.Data),
            ]
        ),
        new("sufficiency", JudgementArea.Leaders, "Enough places and services", 68, [], "The sufficiency strategy"),
        new("participation", JudgementArea.Leaders, "Children’s voice in services", 61, [Look("Who is heard, by team and age", "/voice")]),
        new(
            "in-care",
            JudgementArea.InCare,
            "Children in care",
            null,
            [Look("Three or more workers in a year", "/quality/cla_sw3"), Look("How long workers and children know each other", "/quality/relationship_days")],
            "Placements, health, education and permanence are kept by the teams for children in care; Annex A lists them"
        ),
        new(
            "care-leavers",
            JudgementArea.CareLeavers,
            "Care leavers",
            null,
            [],
            "Annex A’s list 9 holds care leavers; pathway plans, homes and work are kept by the leaving care team"
        ),
    ];

    /// <summary>The topics that go with an edition: those of the areas that it judges.</summary>
    public static IReadOnlyList<ReadinessTopic> Of(InspectionEdition edition) =>
        edition.Graded.Count == 0 ? All : [.. edition.Graded.Where(a => a != JudgementArea.Overall).SelectMany(a => All.Where(t => t.Area == a)).DistinctBy(t => t.Id)];
}
