namespace Kith.Standards.CinCensus;

/// <summary>Module 4: one child protection plan.</summary>
public sealed class CensusProtectionPlan : CensusRecord
{
    public string? CPPstartDate { get; set; }
    public string? CPPendDate { get; set; }
    public string? InitialCategoryOfAbuse { get; set; }
    public string? LatestCategoryOfAbuse { get; set; }
    public string? NumberOfPreviousCPP { get; set; }

    /// <summary>
    /// One for each review date, whether the file wraps them together or one by one; a wrapper without a date is one
    /// review without a date.
    /// </summary>
    public List<CensusReview> Reviews { get; } = [];

    public DateOnly? StartDate
    {
        get => CensusValue.Date(CPPstartDate);
        set => CPPstartDate = CensusValue.Write(value);
    }
    public DateOnly? EndDate
    {
        get => CensusValue.Date(CPPendDate);
        set => CPPendDate = CensusValue.Write(value);
    }
    public int? PreviousPlans
    {
        get => CensusValue.Integer(NumberOfPreviousCPP);
        set => NumberOfPreviousCPP = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.ChildProtectionPlans;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(CPPstartDate) => CPPstartDate,
            nameof(CPPendDate) => CPPendDate,
            nameof(InitialCategoryOfAbuse) => InitialCategoryOfAbuse,
            nameof(LatestCategoryOfAbuse) => LatestCategoryOfAbuse,
            nameof(NumberOfPreviousCPP) => NumberOfPreviousCPP,
            _ => null,
        };
}

/// <summary>One review of a child protection plan.</summary>
public sealed class CensusReview : CensusRecord
{
    public string? CPPreviewDate { get; set; }
    public DateOnly? Date
    {
        get => CensusValue.Date(CPPreviewDate);
        set => CPPreviewDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Reviews;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(CPPreviewDate) => CPPreviewDate,
            _ => null,
        };
}

/// <summary>Module 5, new in 2026-27 (draft): pre-proceedings and family group decision making.</summary>
public sealed class CensusPreProceedings : CensusRecord
{
    public string? PPStartDate { get; set; }
    public string? LBPSentDate { get; set; }
    public string? FGDMMeetingOffer { get; set; }
    public string? FGDMMeetingFac { get; set; }
    public string? InitialPPMeetingDate { get; set; }
    public string? ReviewMeetingsCount { get; set; }
    public string? StepDecisionDate { get; set; }
    public string? PPOutcome { get; set; }
    public string? CourtAppDate { get; set; }
    public string? LetterInitCPDate { get; set; }

    public DateOnly? StartDate
    {
        get => CensusValue.Date(PPStartDate);
        set => PPStartDate = CensusValue.Write(value);
    }
    public DateOnly? LetterBeforeProceedings
    {
        get => CensusValue.Date(LBPSentDate);
        set => LBPSentDate = CensusValue.Write(value);
    }
    public bool? IsMeetingOffered
    {
        get => CensusValue.Boolean(FGDMMeetingOffer);
        set => FGDMMeetingOffer = CensusValue.Write(value);
    }
    public bool? IsMeetingFacilitated
    {
        get => CensusValue.Boolean(FGDMMeetingFac);
        set => FGDMMeetingFac = CensusValue.Write(value);
    }
    public DateOnly? FirstMeeting
    {
        get => CensusValue.Date(InitialPPMeetingDate);
        set => InitialPPMeetingDate = CensusValue.Write(value);
    }
    public int? ReviewMeetings
    {
        get => CensusValue.Integer(ReviewMeetingsCount);
        set => ReviewMeetingsCount = CensusValue.Write(value);
    }
    public DateOnly? DecisionDate
    {
        get => CensusValue.Date(StepDecisionDate);
        set => StepDecisionDate = CensusValue.Write(value);
    }
    public DateOnly? CourtApplication
    {
        get => CensusValue.Date(CourtAppDate);
        set => CourtAppDate = CensusValue.Write(value);
    }
    public DateOnly? LetterOfProceedings
    {
        get => CensusValue.Date(LetterInitCPDate);
        set => LetterInitCPDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.PreProceedingsandFGDM;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(PPStartDate) => PPStartDate,
            nameof(LBPSentDate) => LBPSentDate,
            nameof(FGDMMeetingOffer) => FGDMMeetingOffer,
            nameof(FGDMMeetingFac) => FGDMMeetingFac,
            nameof(InitialPPMeetingDate) => InitialPPMeetingDate,
            nameof(ReviewMeetingsCount) => ReviewMeetingsCount,
            nameof(StepDecisionDate) => StepDecisionDate,
            nameof(PPOutcome) => PPOutcome,
            nameof(CourtAppDate) => CourtAppDate,
            nameof(LetterInitCPDate) => LetterInitCPDate,
            _ => null,
        };
}
