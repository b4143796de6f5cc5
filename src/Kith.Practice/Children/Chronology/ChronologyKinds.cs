using Kith.Standards.CodeSets;

namespace Kith.Practice.Children.Chronology;

/// <summary>The kinds of line in a chronology, their groups for filtering, and their titles in words.</summary>
public static class ChronologyKinds
{
    /// <summary>Filter group → its kinds, in the order shown.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Groups = new Dictionary<string, string[]>
    {
        ["Contacts and referrals"] = ["contact", "early-help-start", "early-help-end", "referral", "closure", "closure-taken-back", "reopening"],
        ["Assessments"] = ["assessment-start", "assessment"],
        ["Child protection"] = ["section-47", "initial-conference", "protection-plan-start", "protection-plan-end", "review-conference", "pre-proceedings"],
        ["Plans"] = ["cin-plan-start", "cin-plan-end", "cin-review", "contingency"],
        ["Visits"] = ["visit"],
        ["The child's voice"] = ["voice"],
        ["Oversight and audit"] = ["oversight", "supervision", "audit"],
        ["Risk and missing"] = ["missing", "risk"],
        ["Being looked after"] = ["care-start", "care-end", "placement", "legal-status"],
        ["Workers"] = ["worker"],
    };

    /// <summary>Kinds that are significant unless a worker says otherwise: the ones a chronology of key events would hold.</summary>
    public static readonly IReadOnlySet<string> UsuallySignificant = new HashSet<string>
    {
        "referral",
        "closure",
        "reopening",
        "section-47",
        "initial-conference",
        "protection-plan-start",
        "protection-plan-end",
        "care-start",
        "care-end",
        "pre-proceedings",
        "missing",
        "risk",
    };

    /// <summary>One line of plain words for an item.</summary>
    public static string Title(string kind, string? code)
    {
        var (first, second) = Split(code);
        return kind switch
        {
            "contact" => With("Contact", Lower(CodeSets.ReferralSource.Describe(code ?? "")), " from "),
            "early-help-start" => With("Early help began", code, ": "),
            "early-help-end" => "Early help ended",
            "referral" => With("Referral", CodeSets.PrimaryNeed.Describe(code ?? ""), ": "),
            "closure" => With("Closed", Lower(CodeSets.ClosureReason.Describe(code ?? "")), ": "),
            "closure-taken-back" => With("Closed, and later re-opened", Lower(CodeSets.ClosureReason.Describe(code ?? "")), ": "),
            "reopening" => "Work re-opened",
            "assessment-start" => "Assessment began",
            "assessment" => With("Assessment authorised", code, ": "),
            "section-47" => With("Section 47 enquiry began", code, "; outcome: "),
            "initial-conference" => code switch
            {
                "transfer-in" => "Transfer-in child protection conference",
                "plan" => "Initial child protection conference: plan made",
                _ => "Initial child protection conference",
            },
            "protection-plan-start" => With("Child protection plan began", Lower(CodeSets.CategoryOfAbuse.Describe(code ?? "")), ": "),
            "protection-plan-end" => "Child protection plan ended",
            "review-conference" => code switch
            {
                "continue" => "Review conference: plan continues",
                "end" => "Review conference: plan ends",
                _ => "Review conference",
            },
            "cin-plan-start" => "Child in need plan began",
            "cin-plan-end" => "Child in need plan ended",
            "cin-review" => "Child in need review",
            "visit" => VisitTitle(first, second),
            "voice" => With("The child's voice", Lower(code), ", by "),
            "contingency" => "Contingency plan made",
            "oversight" => "Management oversight",
            "supervision" => "Supervision",
            "audit" => With("Practice audit", Words(code), ": "),
            "missing" => Missing(code),
            "risk" => $"Risk judged: {Lower(Words(first))}, {Lower(second)}",
            "care-start" => "Began to be looked after",
            "care-end" => "Stopped being looked after",
            "placement" => With("Placement", code, ": "),
            "legal-status" => With("Legal status", code, ": "),
            "pre-proceedings" => "Pre-proceedings began",
            "worker" => code switch
            {
                "Lead" => "New worker",
                _ => With("Worker joined", Lower(Words(code)), ": "),
            },
            _ => kind,
        };
    }

    // From where, as Kith has it; or the kind as another system words it.
    private static string Missing(string? code) =>
        Enum.TryParse<EdgeOfCare.GoneFrom>(code, out var from) ? $"Missing from {Lower(EdgeOfCare.MissingWords.Of(from))}"
        : code is null or EdgeOfCare.MissingEpisode.IsMissing ? "Missing"
        : With("Missing", Lower(code), ": ");

    private static string VisitTitle(string? kind, string? seen)
    {
        var what = kind switch
        {
            "ChildProtection" => "Child protection visit",
            "ChildInNeed" => "Child in need visit",
            "LookedAfter" => "Visit to a child looked after",
            "Assessment" => "Assessment visit",
            _ => "Visit",
        };
        return seen switch
        {
            "alone" => $"{what}: child seen, and alone",
            "seen" => $"{what}: child seen",
            "not-seen" => $"{what}: child not seen",
            _ => what,
        };
    }

    private static (string? First, string? Second) Split(string? code)
    {
        var parts = (code ?? "").Split(':', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    private static string With(string title, string? detail, string join) => string.IsNullOrWhiteSpace(detail) ? title : title + join + detail;

    private static string? Lower(string? words) =>
        string.IsNullOrEmpty(words) || (words.Length > 1 && char.IsUpper(words[1])) ? words : char.ToLowerInvariant(words[0]) + words[1..];

    private static string? Words(string? pascal) =>
        pascal is null ? null : string.Concat(pascal.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(pascal[i - 1]) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
