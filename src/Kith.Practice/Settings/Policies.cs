using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Practice.Casework;
using Kith.Standards.Clocks;

namespace Kith.Practice.Settings;

/// <summary>Every policy that an authority may set, with its default, its bounds and where they come from.</summary>
public static partial class Policies
{
    /// <summary>The catalogue, in the order in which it is shown.</summary>
    public static IReadOnlyList<Policy> All { get; } =
    [
        Interval(
            ProtectionVisit,
            "cp_visit",
            "Visit to a child on a child protection plan, at least every",
            "working days",
            10,
            30,
            "Visits are due this long after the last one at which the child was seen, or after the plan began."
        ),
        Interval(
            NeedVisit,
            "cin_visit",
            "Visit to a child on a child in need plan, at least every",
            "working days",
            20,
            60,
            "Visits are due this long after the last one at which the child was seen, or after the plan began."
        ),
        Interval(NeedReviewFirst, "cin_review", "First review of a child in need plan, within", "weeks", 6, 26, "Counted from the day the plan began."),
        Interval(NeedReview, "cin_review", "Later reviews of a child in need plan, at least every", "weeks", 12, 26, "Counted from the last review."),
        Interval(CoreGroup, "core_group_next", "Later core groups, at least every", "weeks", 4, 8, "Counted from the last core group, for core groups recorded in Kith."),
        Interval(RecordVisit, "recording", "A visit is written up within", "working days", 2, 10, "A visit written up later asks for the reason, which stands on the record."),
        Interval(StrategyDiscussion, "strategy_discussion", "Strategy discussion held within", "hours", 24, 120, "Counted from the day on which the concern arose."),
        Interval(
            ConferenceRequest,
            "icpc_request",
            "Initial conference asked for within",
            "working days",
            1,
            10,
            "Counted from the end of the enquiry that found a continuing risk."
        ),
        Interval(ConferenceReport, "icpc_report", "Report shared before an initial conference, at least", "working days", 2, 10, "Counted back from the day of the conference."),
        Interval(ReviewReport, "review_report", "Report shared before a review conference, at least", "working days", 5, 20, "Counted back from the day of the conference."),
        Interval(OutlinePlan, "cp_plan_outline", "Decision and outline plan shared within", "working days", 1, 10, "Counted from the initial conference."),
        Interval(ConferenceMinutes, "cp_plan_outline", "Minutes of a conference shared within", "working days", 20, 60, "Counted from the conference."),
        Interval(NeedPlan, "cin_plan", "Child in need plan agreed within", "working days", 10, 60, "Counted from the authorised assessment."),
        Interval(NeedReviewRecord, "cin_review_record", "Record of a child in need review shared within", "working days", 5, 30, "Counted from the review."),
        Interval(
            NeedPlanLook,
            "cin_plan_length",
            "A manager looks at a child in need plan that has run for",
            "months",
            6,
            24,
            "Counted from the day the plan began; then every three months."
        ),
        Interval(StepDown, "step_down", "Child in need plan after child protection, for", "months", 3, 12, "Counted from the end of the child protection plan."),
        Interval(PreProceedings, "pre_proceedings", "Pre-proceedings last at most", "weeks", 16, 52, "Counted from the letter before proceedings."),
        Interval(PreProceedingsReview, "pre_proceedings", "Pre-proceedings reviewed at least every", "weeks", 6, 26, "Counted from the first meeting or the last review."),
        Interval(
            ContactDecision,
            "contact_decision",
            "Decision on a contact, within",
            "working days",
            1,
            5,
            "Counted from the day it came in. A referral has its own working day after that."
        ),
        Interval(ReferrerFeedback, "referrer_feedback", "Telling the referrer what was decided, within", "working days", 1, 10, "Counted from the day of the decision."),
        Interval(
            DisagreementFirst,
            "dispute_escalation",
            "First stage of a disagreement between agencies settled within",
            "working days",
            2,
            20,
            "Counted from the day it was raised."
        ),
        Interval(
            DisagreementSecond,
            "dispute_escalation",
            "Second stage of a disagreement between agencies settled within",
            "working days",
            5,
            30,
            "Counted from the day it went to the second stage."
        ),
        Interval(
            DisagreementLast,
            "dispute_escalation",
            "Last stage of a disagreement between agencies settled within",
            "working days",
            10,
            40,
            "Counted from the day it went to the last stage."
        ),
        Interval(
            AssessmentReview,
            "assessment_review_point",
            "A manager looks at how an assessment is going, within",
            "working days",
            10,
            44,
            "Counted from the day the assessment began; another point can be set for one assessment at its outset."
        ),
        Interval(ChildSeenInAssessment, "child_seen_assessment", "Child seen during an assessment, within", "working days", 5, 20, "Counted from the referral."),
        Interval(CaseTransfer, "case_transfer", "Transfer meeting between teams, within", "working days", 10, 30, "Counted from the day on which the transfer was asked for."),
        Interval(
            ContingencyReview,
            "contingency_review",
            "A contingency plan is looked at again, at least every",
            "months",
            3,
            6,
            "Suggested on the form; the review date that is written in the plan counts."
        ),
        Interval(
            ContingencyChanged,
            "contingency_changed",
            "A contingency plan is looked at after something changed for a person in it, within",
            "working days",
            5,
            20,
            "Counted from the change: a move, an illness, a consent taken back, a death."
        ),
        Interval(
            FamilyMeetingOffer,
            "fgdm",
            "Family group decision-making is offered, once work before court is decided, within",
            "working days",
            10,
            40,
            "Counted from the decision. The law asks for the offer before an application to court; a reason why none is made settles it too."
        ),
        Interval(
            FamilyPlanReview,
            "family_plan_review",
            "A family’s own plan is looked at again with the family, at least every",
            "months",
            3,
            6,
            "Suggested on the form; the day that was agreed with the family counts."
        ),
        Interval(
            NrmReasonable,
            "",
            "Ask what became of the reasonable grounds decision of the National Referral Mechanism, after",
            "working days",
            5,
            30,
            "Counted from the referral. The decision is the competent authority's; this is when the worker asks."
        ),
        Interval(
            NrmConclusive,
            "",
            "Ask what became of the conclusive grounds decision of the National Referral Mechanism, after",
            "days",
            45,
            365,
            "Counted from the reasonable grounds decision. There is no time by which it must be made; this is when the worker asks."
        ),
        Interval(
            PanelHeard,
            "",
            "A panel looks at a child who was put forward, within",
            "working days",
            20,
            60,
            "Counted from the day on which the child was put forward, or a manager agreed. Also used in the measure of panels."
        ),
        Interval(PanelShared, "", "What a panel decided about a child is shared, within", "working days", 5, 20, "Counted from the meeting."),
        Interval(EdgeDecision, "", "The edge-of-care team decides whether it takes a child, within", "working days", 2, 10, "Counted from the day on which the team was asked."),
        Interval(
            EdgeStart,
            "",
            "The edge-of-care team begins with a family that it has accepted, within",
            "working days",
            5,
            30,
            "Counted from the decision. Until then the family stands on the waiting list, the most urgent first."
        ),
        Interval(
            MissingStrategy,
            "missing_strategy",
            "Strategy discussion about a child who is missing, within",
            "hours",
            72,
            120,
            "Counted in clock hours from when the child was last seen. It ends when the child is back, or when a discussion is asked for."
        ),
        Interval(
            VoiceAnswer,
            "voice_answer",
            "A child is told what came of what they said, within",
            "working days",
            10,
            40,
            "Counted from the day the child said or showed it. It stays on the worker's list until the child has been told, or told why not."
        ),
        Interval(
            VoiceProtection,
            "voice_heard",
            "A child on a child protection plan has an opportunity to say or show how things are, at least every",
            "weeks",
            4,
            13,
            "Counted from the last opportunity. Used in the measures of hearing; it sets no date of its own."
        ),
        Interval(
            VoiceHeard,
            "voice_heard",
            "Any other child has such an opportunity at least every",
            "weeks",
            6,
            26,
            "Counted from the last opportunity. Used in the measures of hearing; it sets no date of its own."
        ),
        Interval(
            Supervision,
            "supervision",
            "Supervision of each worker, at least every",
            "weeks",
            4,
            13,
            "Counted from the last case, personal or joint supervision of the worker. Before the first, from the latest of three days: the worker’s first, the first on which the authority’s own length held, and the first on which supervision was recorded in Kith."
        ),
        Interval(
            SupervisionNewlyQualified,
            "supervision",
            "The same for a newly qualified worker, at least every",
            "weeks",
            2,
            13,
            "For workers in the assessed and supported year in employment."
        ),
        new(
            SupervisionInUse,
            SupervisionGroup,
            "Supervision is recorded in Kith",
            PolicyKind.YesNo,
            "",
            "no",
            0,
            0,
            "A fact rather than a choice.",
            "Kith writes «yes» by itself, from the day on which the first supervision is written down. Nobody waits for a supervision that nobody could have recorded. «No» from a day ends the count from that day."
        ),
        new(
            PersonalReadByNextManager,
            SupervisionGroup,
            "Whoever manages the supervisor may read personal supervision",
            PolicyKind.YesNo,
            "",
            "no",
            0,
            0,
            "No national rule; a matter for the authority’s own supervision agreement.",
            "Personal supervision is read by the two who were there. Each record keeps the answer that held on its day. When someone named here reads one, both of the two are told."
        ),
        new(
            PersonalReadByPrincipal,
            SupervisionGroup,
            "The principal social worker may read personal supervision",
            PolicyKind.YesNo,
            "",
            "no",
            0,
            0,
            "No national rule; a matter for the authority’s own supervision agreement.",
            "The same: from a date, for records of that day and later, and both of the two are told."
        ),
        Asye(
            AsyeAgreement,
            "Support and assessment agreement, within",
            "weeks",
            4,
            26,
            "Councils publish «within the first month» (Devon County Council, «The ASYE assessment framework», read 26 November 2026)."
        ),
        Asye(
            AsyeFirstReview,
            "First review and observation, after",
            "months",
            3,
            12,
            "Skills for Care’s record of support and progressive assessment asks for a review at three months; Dorset Council publishes 3, 6 and 9 months and a decision at 12 (both read 26 November 2026)."
        ),
        Asye(AsyeSecondReview, "Second review and observation, after", "months", 6, 18, "Skills for Care’s record asks for a review at six months (read 26 November 2026)."),
        Asye(
            AsyeThirdReview,
            "Third review and observation, after",
            "months",
            9,
            24,
            "Skills for Care’s record names it «additional»; Dorset Council publishes it for everybody (read 26 November 2026)."
        ),
        Asye(AsyePortfolio, "Portfolio handed in, after", "months", 11, 36, "A month before the decision, so that a panel can read it. No source gives a number."),
        Asye(
            AsyeDecision,
            "Final assessment and decision, after",
            "months",
            12,
            36,
            "The Department for Education: a 12-month programme led by the employer, not mandatory («Child and family ASYE: programme resources», GOV.UK, read 26 November 2026)."
        ),
        new(
            AuditsReadByWorkers,
            ImprovementGroup,
            "Workers read finished audits of the children whose records they may read",
            PolicyKind.YesNo,
            "",
            "yes",
            0,
            0,
            "No national rule. An audit that is read where the work is done is learnt from.",
            "«No»: workers see in the chronology that there was an audit and what it came to; the audit itself is read by whoever audited, the worker with whom it was done, managers and those who lead on quality."
        ),
        Oversees(OversightAnyOpen, "A manager looks at the case of any open child, at least every", 42, 1, "Every open child is in this group, so that nobody is in none."),
        Oversees(OversightProtection, "… of a child on a child protection plan, at least every", 28),
        Oversees(OversightNeed, "… of a child on a child in need plan, at least every", 42),
        Oversees(OversightAssessment, "… of a child who is being assessed, at least every", 28),
        Oversees(OversightLookedAfter, "… of a child looked after, at least every", 42),
        Oversees(OversightHighRisk, "… of a child at a risk judged high (exploitation and others), at least every", 28),
        Oversees(OversightDisabledTeam, "… of a child with a disabled children’s team, at least every", 42),
        Oversees(OversightDisabledChild, "… of a disabled child in any team, at least every", 42),
        new(
            OversightClimbs,
            OversightGroup,
            "Oversight that is late climbs to the next manager after",
            PolicyKind.WholeNumber,
            "days",
            "7",
            1,
            90,
            "No national number.",
            "It is shown on the next line manager’s day then, after as many days again on the day of the one above, and so on. Nobody is told in silence: the child’s page says so too."
        ),
        new(
            RecommendationClimbs,
            ImprovementGroup,
            "A recommendation that is late climbs to the next manager after",
            PolicyKind.WholeNumber,
            "days",
            "7",
            1,
            90,
            "No national number.",
            "It is shown on the day of its owner’s line manager then, after as many days again on the day of the one above, and so on. It is late when its owner has not answered, when its date has passed, when nobody has looked at the evidence, or when nobody has looked for its effect."
        ),
        Decides(
            ApproveNeedPlan,
            "A manager agrees to each child in need plan",
            "yes",
            "The plan runs meanwhile: a child does not wait for help. Its goals are locked while a manager looks."
        ),
        Decides(
            ApproveProtectionPlan,
            "A manager agrees to the full child protection plan",
            "no",
            "The conference decides on the outline and the core group makes the full plan; where the authority wants it, a manager agrees to it as well."
        ),
        Decides(
            ApproveStepDown,
            "A manager decides when a child in need plan ends or steps down",
            "yes",
            "The worker asks, at the review or without one; the plan goes on until a manager has decided. A step up never waits: a strategy discussion is asked for at once."
        ),
        Decides(
            ApproveClosure,
            "A manager decides when the work with a child ends",
            "yes",
            "The worker asks, with the reason and the words for the family; nothing ends until a manager has decided."
        ),
        Number(
            FullCaseload,
            "A full caseload for one full-time worker",
            "points",
            "110",
            10,
            1000,
            "A starting point for the authority's own discussion; there is no national number."
        ),
        new(
            NewlyQualifiedShare,
            Caseload,
            "Share of a full caseload for a newly qualified worker",
            PolicyKind.WholeNumber,
            "per cent",
            "90",
            30,
            100,
            "The employer standards and the assessed and supported year in employment expect a protected caseload; ten per cent less is usual. General knowledge, not verified.",
            "A newly qualified worker is shown as full at this share."
        ),
        Number(WeightReferred, "A child just referred weighs", "points", "3", 0, 50, ""),
        Number(WeightAssessment, "A child being assessed weighs", "points", "6", 0, 50, ""),
        Number(WeightChildInNeed, "A child in need weighs", "points", "5", 0, 50, ""),
        Number(WeightChildProtection, "A child on a child protection plan weighs", "points", "8", 0, 50, ""),
        Number(WeightLookedAfter, "A child looked after weighs", "points", "7", 0, 50, ""),
        new(
            CouncilName,
            Council,
            "Name of the council",
            PolicyKind.Text,
            "",
            "",
            0,
            80,
            "",
            "Shown at the top of every page. Left empty, the name from the installation is shown."
        ),
        new(
            CouncilColour,
            Council,
            "Colour of the bar at the top",
            PolicyKind.Colour,
            "",
            "",
            0,
            7,
            "",
            "Six hexadecimal digits after #, such as #0b4f5c. The text on it is made black or white, whichever can be read better."
        ),
        new(
            LocalAuthorityCode,
            Council,
            "Local authority code",
            PolicyKind.Text,
            "",
            "",
            0,
            3,
            "Department for Education: three digits, as in the header of every return.",
            "Stands in the header of the returns that Kith writes. A return cannot be submitted without it."
        ),
        new(
            Population,
            Council,
            "Children of 0 to 17 in the area",
            PolicyKind.WholeNumber,
            "children",
            "0",
            0,
            2_000_000,
            "Office for National Statistics: mid-year estimate for the authority.",
            "Rates for each 10,000 children divide by it. While it is 0, it is worked out from the Department for Education's published rates where they cover the authority."
        ),
        new(
            CouncilContact,
            Council,
            "Whom to ask about this service, its accessibility or privacy",
            PolicyKind.Text,
            "",
            "",
            0,
            200,
            "",
            "Shown on the pages about the service: an email address or telephone number, and hours if they matter."
        ),
        new(
            DisagreementStages,
            Council,
            "The stages of a disagreement between agencies",
            PolicyKind.Text,
            "",
            "Worker with worker; Manager with manager; Head of service with head of service",
            5,
            200,
            "",
            "Three names, with a semicolon between. Each stage has its own length among the local timescales. Both agencies see the stage."
        ),
        new(
            UrgentNumber,
            Council,
            "The number that partners ring at once, and when it is answered",
            PolicyKind.Text,
            "",
            "",
            0,
            200,
            "",
            "Shown to a partner who says that a child may be hurt before the next working day: day and night. Left empty, the page says to ring 999."
        ),
        new(
            CouncilPrivacyNotice,
            Council,
            "Web address of the council's own privacy notice",
            PolicyKind.Text,
            "",
            "",
            0,
            300,
            "",
            "Linked from the privacy page. It starts with https://."
        ),
        new(
            AssurancePublic,
            Council,
            "Anybody can read the assurance page, without an account",
            PolicyKind.YesNo,
            "",
            "no",
            0,
            0,
            "",
            "The page tells how the service is doing as a whole: rounded figures, what inspectors said, what was done. The lead member and the chief executive read it either way."
        ),
        new(
            RestrictedExistenceShown,
            Access,
            "Others may know that a restricted record exists",
            PolicyKind.YesNo,
            "",
            "no",
            0,
            0,
            "",
            "The usual answer when a record is restricted; it can be decided otherwise for each record."
        ),
        new(
            FeedRestricted,
            Access,
            "The national daily feed tells of children whose records are restricted",
            PolicyKind.YesNo,
            "",
            "yes",
            0,
            0,
            "",
            "The census tells of every child, and so does the feed. Say no, and the Department is asked to take such children back with the next feed."
        ),
    ];

    private static readonly Dictionary<string, Policy> ByKey = All.ToDictionary(p => p.Key);

    /// <summary>The policy with this key; null when there is none.</summary>
    public static Policy? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The value as it is kept, or what is wrong with it.</summary>
    public static (string? Value, string? Problem) Read(Policy policy, string? text)
    {
        var value = (text ?? "").Trim();
        switch (policy.Kind)
        {
            case PolicyKind.YesNo:
                return value is "yes" or "no" ? (value, null) : (null, "Select yes or no");
            case PolicyKind.Colour:
                return value.Length == 0 || Hex().IsMatch(value) ? (value.ToLowerInvariant(), null) : (null, "Enter a colour as # and six hexadecimal digits, such as #0b4f5c");
            case PolicyKind.Text
                when policy.Key == CouncilPrivacyNotice && value.Length > 0 && !(Uri.TryCreate(value, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps):
                return (null, "Enter a web address that starts with https://");
            case PolicyKind.Text:
                return value.Length <= policy.Most && !value.Any(char.IsControl) ? (value, null) : (null, $"{policy.Name} must be {policy.Most:0} characters or fewer");
            default:
                var whole = policy.Kind == PolicyKind.WholeNumber;
                if (!decimal.TryParse(value, whole ? NumberStyles.None : NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                {
                    return (null, whole ? "Enter a whole number" : "Enter a number");
                }
                return number < policy.Least || number > policy.Most
                    ? (null, $"Enter a number from {policy.Least:0.##} to {policy.Most:0.##}")
                    : (number.ToString("0.##", CultureInfo.InvariantCulture), null);
        }
    }

    private static Policy Interval(string key, string timescale, string name, string unit, int suggested, int most, string explanation)
    {
        var source = ClockCatalogue.Timescales.FirstOrDefault(t => t.Id == timescale);
        var from = source is null ? "" : $"No national number. {source.Source} ({source.Confidence}).";
        return new(key, Clocks, name, PolicyKind.WholeNumber, unit, suggested.ToString(CultureInfo.InvariantCulture), 1, most, from, explanation);
    }

    /// <summary>The policy that says whether a manager decides on a kind of record; null where one always does.</summary>
    public static string? ApprovalOf(SubjectKind kind) =>
        kind switch
        {
            SubjectKind.NeedPlan => ApproveNeedPlan,
            SubjectKind.ProtectionPlan => ApproveProtectionPlan,
            SubjectKind.StepDown => ApproveStepDown,
            SubjectKind.Closure => ApproveClosure,
            _ => null,
        };

    private static Policy Decides(string key, string name, string suggested, string explanation) =>
        new(key, Approval, name, PolicyKind.YesNo, "", suggested, 0, 0, "", explanation);

    private static Policy Oversees(string key, string name, int suggested, int least = 0, string more = "0 where this group has no length of its own.") =>
        new(
            key,
            OversightGroup,
            name,
            PolicyKind.WholeNumber,
            "days",
            suggested.ToString(CultureInfo.InvariantCulture),
            least,
            365,
            "No national number; a starting point for the authority’s own discussion.",
            $"{more} A child may be in several groups: the earliest day counts. A shorter length counts from its first day, so that nobody is late by the change itself; a longer one from the next oversight."
        );

    private static Policy Asye(string key, string name, string unit, int suggested, int most, string source) =>
        new(
            key,
            AsyeGroup,
            name,
            PolicyKind.WholeNumber,
            unit,
            suggested.ToString(CultureInfo.InvariantCulture),
            1,
            most,
            $"Local policy: no law sets it. {source}",
            "Counted from the first day of work. A year that has begun keeps the lengths of its first day; set a longer one before somebody starts who works part-time."
        );

    private static Policy Number(string key, string name, string unit, string suggested, decimal least, decimal most, string source) =>
        new(key, Caseload, name, PolicyKind.DecimalNumber, unit, suggested, least, most, source, "Used to show how full each worker's caseload is.");

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}
