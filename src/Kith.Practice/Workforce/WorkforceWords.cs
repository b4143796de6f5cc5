namespace Kith.Practice.Workforce;

/// <summary>The words of the workforce: kinds of team, contracts, and why a child's worker changed.</summary>
public static class WorkforceWords
{
    /// <summary>
    /// Why a child's worker changed: the codes and words of the Standard Safeguarding Dataset
    /// (involvements, «Reason for worker change»), so that they go out with the extract as they are.
    /// </summary>
    public static IReadOnlyList<(string Code, string Words)> ChangeReasons { get; } =
    [
        ("FCONTA", "First contact or re-referral"),
        ("MANAGE", "Managing caseloads"),
        ("LEFTRL", "Previous social worker left role"),
        ("ORGRST", "New social worker after organisational restructure"),
        ("TSPROC", "Child transferred under the usual process"),
        ("ABSENC", "Absence cover or return from absence"),
        ("CHCHAN", "Child asked for a change"),
        ("PCCHAN", "Parent or carer asked for a change"),
        ("SWDIED", "Previous social worker died"),
        ("OTHERS", "Another reason"),
    ];

    /// <summary>The reason in words; what was written where it is not a code.</summary>
    public static string? Reason(string? code)
    {
        if (code is null)
        {
            return null;
        }
        var cut = code.IndexOf(':');
        var key = cut < 0 ? code : code[..cut];
        var words = ChangeReasons.FirstOrDefault(r => r.Code == key).Words;
        return words is null ? code
            : cut < 0 ? words
            : $"{words}: {code[(cut + 1)..].Trim()}";
    }

    /// <summary>«Disabled children», «Front door».</summary>
    public static string Kind(TeamKind kind) =>
        kind switch
        {
            TeamKind.Service => "Service (holds teams)",
            TeamKind.FrontDoor => "Front door",
            TeamKind.Assessment => "Assessment",
            TeamKind.Safeguarding => "Safeguarding",
            TeamKind.DisabledChildren => "Disabled children",
            TeamKind.EdgeOfCare => "Edge of care",
            TeamKind.Exploitation => "Exploitation",
            TeamKind.Conference => "Conferences and reviews",
            TeamKind.FamilyHelp => "Family help",
            TeamKind.ChildrenInCare => "Children in care",
            TeamKind.Quality => "Quality and principal social worker",
            _ => "Other",
        };

    /// <summary>«Permanent», «Fixed term», «Agency».</summary>
    public static string Contract(ContractKind kind) =>
        kind switch
        {
            ContractKind.FixedTerm => "Fixed term",
            ContractKind.Agency => "Agency",
            _ => "Permanent",
        };
}
