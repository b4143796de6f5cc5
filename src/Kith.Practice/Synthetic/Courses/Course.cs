namespace Kith.Practice.Synthetic.Courses;

/// <summary>How an involvement goes.</summary>
internal enum CoursePath
{
    Nfa,
    NotInNeed,
    InNeed,
    Protection,
    Care,
    Disability,

    /// <summary>The assessment is not finished.</summary>
    Assessing,

    /// <summary>The referral came in within the last days and no one has decided.</summary>
    Referred,
}

/// <summary>What kind of work goes on in a stretch of time; visits, voice and oversight follow from it.</summary>
internal enum PhaseKind
{
    Assessment,
    Need,
    Protection,
    Care,
    Disability,
}

internal sealed record Phase(PhaseKind Kind, DateOnly From, DateOnly? To);

internal sealed record AssessmentDates(DateOnly Start, DateOnly? Authorised);

internal sealed record EnquiryDates(DateOnly Start, DateOnly? End, DateOnly? Conference, bool NotRequired, bool LedToPlan);

internal sealed record ReviewDates(DateOnly Due, DateOnly Held, bool Continues);

/// <summary>The dates of one involvement with a family, shared by the children in it.</summary>
internal sealed class Course
{
    public required CoursePath Path { get; init; }
    public required bool Open { get; init; }
    public required DateOnly Referred { get; init; }
    public DateOnly? Decided { get; set; }
    public string Source { get; set; } = "1A";
    public string Need { get; set; } = "N1";

    /// <summary>Tag of the worry the texts are about.</summary>
    public string Worry { get; set; } = "dv";
    public List<AssessmentDates> Assessments { get; } = [];
    public List<EnquiryDates> Enquiries { get; } = [];
    public DateOnly? PlanFrom { get; set; }
    public DateOnly? PlanTo { get; set; }
    public string Category { get; set; } = "NEG";
    public string LatestCategory { get; set; } = "NEG";
    public List<ReviewDates> Reviews { get; } = [];
    public List<(DateOnly From, DateOnly? To)> NeedPlans { get; } = [];
    public DateOnly? CareFrom { get; set; }
    public DateOnly? CareTo { get; set; }
    public DateOnly? PreProceedings { get; set; }
    public DateOnly? Closed { get; set; }
    public string? ClosureReason { get; set; }
    public List<Phase> Phases { get; } = [];
}
