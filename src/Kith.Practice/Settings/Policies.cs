using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Practice.Casework;

namespace Kith.Practice.Settings;

/// <summary>Every policy that an authority may set, with its default, its bounds and where they come from.</summary>
public static partial class Policies
{
    /// <summary>The catalogue, in the order in which it is shown.</summary>
    public static IReadOnlyList<Policy> All { get; } =
    [
        .. Timescales(),
        .. Workplace(),
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
        .. OfTheCouncil(),
        new(
            OfflineDays,
            Offline,
            "What is taken along for visits without signal is erased at the end of the day, so many days later",
            PolicyKind.WholeNumber,
            "days",
            "1",
            0,
            7,
            "No national number: as short as a visit that runs late allows.",
            "The device erases it by itself; what was written on it is kept, locked, until it has been sent. 0: at the end of the same day. Holds for what is prepared from now on."
        ),
        new(
            OfflineLock,
            Offline,
            "The page for visits without signal locks itself, when it is not used, after",
            PolicyKind.WholeNumber,
            "minutes",
            "5",
            1,
            30,
            "No national number.",
            "It also locks when another app has been in front for two minutes. What is being written is kept first."
        ),
        new(
            OfflineRestricted,
            Offline,
            "Restricted records may be taken along for visits without signal",
            PolicyKind.YesNo,
            "",
            "no",
            0,
            0,
            "No national rule.",
            "«No»: they stay in the office, and workers are told so when they choose whom to take along."
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
        .. Retention(),
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
                if (BelowTheLaw(policy, number) is { } tooShort)
                {
                    return (null, tooShort);
                }
                return number < policy.Least || number > policy.Most
                    ? (null, $"Enter a number from {policy.Least:0.##} to {policy.Most:0.##}")
                    : (number.ToString("0.##", CultureInfo.InvariantCulture), null);
        }
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

    private static Policy Number(string key, string name, string unit, string suggested, decimal least, decimal most, string source) =>
        new(key, Caseload, name, PolicyKind.DecimalNumber, unit, suggested, least, most, source, "Used to show how full each worker's caseload is.");

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}
