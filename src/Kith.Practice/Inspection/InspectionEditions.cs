namespace Kith.Practice.Inspection;

/// <summary>What is judged under an edition of a framework, and from when to when.</summary>
/// <param name="Until">The last day; null while it is in force.</param>
/// <param name="Graded">The areas that get a grade.</param>
/// <param name="Source">Where that stands, and how sure it is.</param>
public sealed record InspectionEdition(IReadOnlyList<InspectionKind> Kinds, DateOnly From, DateOnly? Until, string Name, IReadOnlyList<JudgementArea> Graded, string Source);

/// <summary>
/// The editions of inspections, as data with dates: an inspection is read by the edition in force when it began. The overall
/// grade ended with 31 March 2026; judgements by area go on.
/// </summary>
public static class InspectionEditions
{
    private static readonly InspectionKind[] Full = [InspectionKind.Standard, InspectionKind.Short];

    /// <summary>All of them, the oldest first within a kind.</summary>
    public static IReadOnlyList<InspectionEdition> All { get; } =
    [
        new(
            Full,
            new(2018, 1, 1),
            new(2022, 12, 31),
            "ILACS 2018",
            [JudgementArea.Overall, JudgementArea.Leaders, JudgementArea.HelpAndProtection, JudgementArea.InCare],
            "Reports before 2023 had no separate judgement for care leavers (Ofsted, published reports)"
        ),
        new(
            Full,
            new(2023, 1, 1),
            new(2026, 3, 31),
            "ILACS 2023",
            [JudgementArea.Overall, JudgementArea.Leaders, JudgementArea.HelpAndProtection, JudgementArea.InCare, JudgementArea.CareLeavers],
            "Ofsted, published reports of 2023 to March 2026"
        ),
        new(
            Full,
            new(2026, 4, 1),
            null,
            "ILACS 2026",
            [JudgementArea.Leaders, JudgementArea.HelpAndProtection, JudgementArea.InCare, JudgementArea.CareLeavers],
            "No overall judgement from 1 April 2026 (Ofsted, published reports). The wording of its criteria has not been verified"
        ),
        new([InspectionKind.Focused], new(2018, 1, 1), null, "Focused visit", [], "A letter without grades; areas for priority action can be named (Ofsted, published letters)"),
        new([InspectionKind.JointTargetedArea], new(2016, 1, 1), null, "Joint targeted area inspection", [], "A narrative letter of Ofsted, the CQC and HMICFRS"),
        new([InspectionKind.Monitoring], new(2018, 1, 1), null, "Monitoring visit", [], "A letter without grades, where an authority is inadequate"),
        new([InspectionKind.Peer], new(2010, 1, 1), null, "Peer review", [], "Agreed between councils; no grades"),
    ];

    /// <summary>The edition by which an inspection that began on a day is read; null before the first.</summary>
    public static InspectionEdition? Of(InspectionKind kind, DateOnly began) =>
        All.FirstOrDefault(e => e.Kinds.Contains(kind) && e.From <= began && (e.Until is null || began <= e.Until));

    /// <summary>A kind in words.</summary>
    public static string Name(InspectionKind kind) =>
        kind switch
        {
            InspectionKind.Standard => "Standard inspection (ILACS)",
            InspectionKind.Short => "Short inspection (ILACS)",
            InspectionKind.Focused => "Focused visit",
            InspectionKind.JointTargetedArea => "Joint targeted area inspection",
            InspectionKind.Monitoring => "Monitoring visit",
            _ => "Peer review",
        };

    /// <summary>An area in Ofsted's words.</summary>
    public static string Name(JudgementArea area) =>
        area switch
        {
            JudgementArea.Overall => "Overall effectiveness",
            JudgementArea.Leaders => "The impact of leaders on social work practice with children and families",
            JudgementArea.HelpAndProtection => "The experiences and progress of children who need help and protection",
            JudgementArea.InCare => "The experiences and progress of children in care",
            _ => "The experiences and progress of care leavers",
        };

    /// <summary>A grade in Ofsted's words.</summary>
    public static string Name(InspectionGrade grade) =>
        grade switch
        {
            InspectionGrade.Outstanding => "Outstanding",
            InspectionGrade.Good => "Good",
            InspectionGrade.RequiresImprovement => "Requires improvement to be good",
            _ => "Inadequate",
        };

    /// <summary>A kind of point in words.</summary>
    public static string Name(PointKind kind) =>
        kind switch
        {
            PointKind.Strength => "What was praised",
            PointKind.Finding => "What was found",
            PointKind.Recommendation => "What needs to improve",
            _ => "What needs priority action",
        };
}
