namespace Kith.Standards.CinCensus;

/// <summary>The tables of a return, named as reports of issues name them.</summary>
public enum CensusTable
{
    Header,
    ChildIdentifiers,
    ChildCharacteristics,
    Disabilities,
    CINdetails,
    Assessments,
    AssessmentFactorsList,
    CINplanDates,
    Section47,
    ChildProtectionPlans,
    Reviews,
    PreProceedingsandFGDM,
}

/// <summary>
/// One record of a return. The properties named like elements hold the text exactly as it was found (null where the
/// element is missing); the others read and write the same text as dates, booleans and numbers.
/// </summary>
public abstract class CensusRecord
{
    /// <summary>0-based position among all records of its table in file order; -1 where the element is missing from the file.</summary>
    public int Row { get; set; }

    /// <summary>1-based line on which the element starts; 0 for a record that was not read from a file.</summary>
    public int Line { get; set; }

    /// <summary>0-based position among the records of its child, in the order in which their elements start.</summary>
    public int Order { get; set; }

    /// <summary>What the record was made from, for whoever made it; neither read from files nor written to them.</summary>
    public object? Origin { get; set; }

    /// <summary>False where the file has no such element.</summary>
    public bool IsPresent => Row >= 0;

    /// <summary>The table that the record belongs to.</summary>
    public abstract CensusTable Table { get; }

    /// <summary>The text of the element with the name; null where it is missing, or where the table has no such element.</summary>
    public abstract string? Value(string column);
}

/// <summary>The header of a return: collection details and source.</summary>
public sealed class CensusHeader : CensusRecord
{
    public string? Collection { get; set; }
    public string? Year { get; set; }
    public string? ReferenceDate { get; set; }
    public string? SourceLevel { get; set; }
    public string? LEA { get; set; }
    public string? SoftwareCode { get; set; }
    public string? Release { get; set; }
    public string? SerialNo { get; set; }
    public string? DateTime { get; set; }

    /// <summary>The year in which the collection ends.</summary>
    public int? EndYear
    {
        get => CensusValue.Integer(Year);
        set => Year = CensusValue.Write(value);
    }

    /// <summary>31 March of that year, when it is right.</summary>
    public DateOnly? ReferenceDay
    {
        get => CensusValue.Date(ReferenceDate);
        set => ReferenceDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Header;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(Collection) => Collection,
            nameof(Year) => Year,
            nameof(ReferenceDate) => ReferenceDate,
            nameof(SourceLevel) => SourceLevel,
            nameof(LEA) => LEA,
            nameof(SoftwareCode) => SoftwareCode,
            nameof(Release) => Release,
            nameof(SerialNo) => SerialNo,
            nameof(DateTime) => DateTime,
            _ => null,
        };
}

/// <summary>Module 1: who the child is.</summary>
public sealed class CensusIdentifiers : CensusRecord
{
    public string? LAchildID { get; set; }
    public string? UPN { get; set; }
    public string? FormerUPN { get; set; }
    public string? UPNunknown { get; set; }
    public string? PersonBirthDate { get; set; }
    public string? ExpectedPersonBirthDate { get; set; }

    /// <summary>M, F or U; since 2024-25.</summary>
    public string? Sex { get; set; }

    /// <summary>1, 2, 0 or 9; up to 2023-24.</summary>
    public string? GenderCurrent { get; set; }

    public string? PersonDeathDate { get; set; }

    public DateOnly? BirthDate
    {
        get => CensusValue.Date(PersonBirthDate);
        set => PersonBirthDate = CensusValue.Write(value);
    }
    public DateOnly? ExpectedBirthDate
    {
        get => CensusValue.Date(ExpectedPersonBirthDate);
        set => ExpectedPersonBirthDate = CensusValue.Write(value);
    }
    public DateOnly? DeathDate
    {
        get => CensusValue.Date(PersonDeathDate);
        set => PersonDeathDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.ChildIdentifiers;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(LAchildID) => LAchildID,
            nameof(UPN) => UPN,
            nameof(FormerUPN) => FormerUPN,
            nameof(UPNunknown) => UPNunknown,
            nameof(PersonBirthDate) => PersonBirthDate,
            nameof(ExpectedPersonBirthDate) => ExpectedPersonBirthDate,
            nameof(Sex) => Sex,
            nameof(GenderCurrent) => GenderCurrent,
            nameof(PersonDeathDate) => PersonDeathDate,
            _ => null,
        };
}

/// <summary>Module 2: ethnicity and disabilities.</summary>
public sealed class CensusCharacteristics : CensusRecord
{
    public string? Ethnicity { get; set; }

    /// <summary>True where the Disabilities wrapper is there, even if empty.</summary>
    public bool HasDisabilities { get; set; }

    public List<CensusDisability> Disabilities { get; } = [];

    /// <summary>The same record, with these disabilities.</summary>
    internal CensusCharacteristics With(IEnumerable<CensusDisability> disabilities)
    {
        var copy = new CensusCharacteristics
        {
            Row = Row,
            Line = Line,
            Order = Order,
            Origin = Origin,
            Ethnicity = Ethnicity,
            HasDisabilities = HasDisabilities,
        };
        copy.Disabilities.AddRange(disabilities);
        return copy;
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.ChildCharacteristics;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(Ethnicity) => Ethnicity,
            _ => null,
        };
}

/// <summary>One disability.</summary>
public sealed class CensusDisability : CensusRecord
{
    public string? Disability { get; set; }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Disabilities;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(Disability) => Disability,
            _ => null,
        };
}

/// <summary>One child with everything that the return says about them.</summary>
public sealed class CensusChild
{
    public CensusChild()
        : this(new CensusIdentifiers(), new CensusCharacteristics()) { }

    internal CensusChild(CensusIdentifiers identifiers, CensusCharacteristics characteristics)
    {
        Identifiers = identifiers;
        Characteristics = characteristics;
    }

    /// <summary>0-based position among the Child elements of the file.</summary>
    public int Position { get; set; }

    /// <summary>1-based line on which the Child element starts.</summary>
    public int Line { get; set; }

    public CensusIdentifiers Identifiers { get; }
    public CensusCharacteristics Characteristics { get; }

    /// <summary>The CINdetails groups: one for each episode of need or referral without further action.</summary>
    public List<CensusEpisode> Episodes { get; } = [];

    /// <summary>The authority's identifier of the child, as found.</summary>
    public string? LAchildID => Identifiers.LAchildID;

    /// <summary>Every record of the child that is present, in the order of the specification.</summary>
    public IEnumerable<CensusRecord> Records() =>
        new CensusRecord[] { Identifiers, Characteristics }
            .Concat(Characteristics.Disabilities)
            .Concat(Episodes.SelectMany(e => e.Records()))
            .Where(r => r.IsPresent);
}

/// <summary>Module 3: one CINdetails group.</summary>
public sealed class CensusEpisode : CensusRecord
{
    public string? CINreferralDate { get; set; }
    public string? ReferralSource { get; set; }
    public string? PrimaryNeedCode { get; set; }
    public string? CINclosureDate { get; set; }
    public string? ReasonForClosure { get; set; }

    /// <summary>At this level only for a child who transferred in on a plan.</summary>
    public string? DateOfInitialCPC { get; set; }

    public List<CensusAssessment> Assessments { get; } = [];
    public List<CensusPlanDates> PlanDates { get; } = [];
    public List<CensusSection47> Section47s { get; } = [];
    public string? ReferralNFA { get; set; }
    public List<CensusProtectionPlan> ProtectionPlans { get; } = [];

    /// <summary>2026-27 only.</summary>
    public List<CensusPreProceedings> PreProceedings { get; } = [];

    public DateOnly? ReferralDate
    {
        get => CensusValue.Date(CINreferralDate);
        set => CINreferralDate = CensusValue.Write(value);
    }
    public DateOnly? ClosureDate
    {
        get => CensusValue.Date(CINclosureDate);
        set => CINclosureDate = CensusValue.Write(value);
    }
    public DateOnly? TransferInConferenceDate
    {
        get => CensusValue.Date(DateOfInitialCPC);
        set => DateOfInitialCPC = CensusValue.Write(value);
    }

    /// <summary>True for a referral that led to no further action.</summary>
    public bool? IsNoFurtherAction
    {
        get => CensusValue.Boolean(ReferralNFA);
        set => ReferralNFA = CensusValue.Write(value);
    }

    internal IEnumerable<CensusRecord> Records() =>
        new CensusRecord[] { this }
            .Concat(Assessments)
            .Concat(Assessments.SelectMany(a => a.Factors))
            .Concat(PlanDates)
            .Concat(Section47s)
            .Concat(ProtectionPlans)
            .Concat(ProtectionPlans.SelectMany(p => p.Reviews))
            .Concat(PreProceedings);

    /// <summary>The same record, without the groups inside it.</summary>
    internal CensusEpisode WithoutGroups() =>
        new()
        {
            Row = Row,
            Line = Line,
            Order = Order,
            Origin = Origin,
            CINreferralDate = CINreferralDate,
            ReferralSource = ReferralSource,
            PrimaryNeedCode = PrimaryNeedCode,
            CINclosureDate = CINclosureDate,
            ReasonForClosure = ReasonForClosure,
            DateOfInitialCPC = DateOfInitialCPC,
            ReferralNFA = ReferralNFA,
        };

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.CINdetails;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(CINreferralDate) => CINreferralDate,
            nameof(ReferralSource) => ReferralSource,
            nameof(PrimaryNeedCode) => PrimaryNeedCode,
            nameof(CINclosureDate) => CINclosureDate,
            nameof(ReasonForClosure) => ReasonForClosure,
            nameof(DateOfInitialCPC) => DateOfInitialCPC,
            nameof(ReferralNFA) => ReferralNFA,
            _ => null,
        };
}

/// <summary>One assessment.</summary>
public sealed class CensusAssessment : CensusRecord
{
    public string? AssessmentActualStartDate { get; set; }
    public string? AssessmentInternalReviewDate { get; set; }
    public string? AssessmentAuthorisationDate { get; set; }

    /// <summary>True where the FactorsIdentifiedAtAssessment wrapper is there, even if empty.</summary>
    public bool HasFactors { get; set; }

    public List<CensusFactor> Factors { get; } = [];

    /// <summary>Whether the factor is among those identified.</summary>
    public bool HasFactor(string code)
    {
        foreach (var factor in Factors)
        {
            if (factor.AssessmentFactors == code)
            {
                return true;
            }
        }

        return false;
    }

    public DateOnly? StartDate
    {
        get => CensusValue.Date(AssessmentActualStartDate);
        set => AssessmentActualStartDate = CensusValue.Write(value);
    }
    public DateOnly? ReviewDate
    {
        get => CensusValue.Date(AssessmentInternalReviewDate);
        set => AssessmentInternalReviewDate = CensusValue.Write(value);
    }
    public DateOnly? AuthorisationDate
    {
        get => CensusValue.Date(AssessmentAuthorisationDate);
        set => AssessmentAuthorisationDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Assessments;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(AssessmentActualStartDate) => AssessmentActualStartDate,
            nameof(AssessmentInternalReviewDate) => AssessmentInternalReviewDate,
            nameof(AssessmentAuthorisationDate) => AssessmentAuthorisationDate,
            // Rules about factors name the assessment, and mean all of its factors.
            nameof(CensusFactor.AssessmentFactors) => Factors.Count == 0 ? null : string.Join(',', Factors.Select(f => f.AssessmentFactors)),
            _ => null,
        };
}

/// <summary>One factor identified at an assessment.</summary>
public sealed class CensusFactor : CensusRecord
{
    public string? AssessmentFactors { get; set; }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.AssessmentFactorsList;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(AssessmentFactors) => AssessmentFactors,
            _ => null,
        };
}

/// <summary>One child in need plan.</summary>
public sealed class CensusPlanDates : CensusRecord
{
    public string? CINPlanStartDate { get; set; }
    public string? CINPlanEndDate { get; set; }

    public DateOnly? StartDate
    {
        get => CensusValue.Date(CINPlanStartDate);
        set => CINPlanStartDate = CensusValue.Write(value);
    }
    public DateOnly? EndDate
    {
        get => CensusValue.Date(CINPlanEndDate);
        set => CINPlanEndDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.CINplanDates;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(CINPlanStartDate) => CINPlanStartDate,
            nameof(CINPlanEndDate) => CINPlanEndDate,
            _ => null,
        };
}

/// <summary>One section 47 enquiry.</summary>
public sealed class CensusSection47 : CensusRecord
{
    public string? S47ActualStartDate { get; set; }
    public string? InitialCPCtarget { get; set; }
    public string? DateOfInitialCPC { get; set; }
    public string? ICPCnotRequired { get; set; }

    public DateOnly? StartDate
    {
        get => CensusValue.Date(S47ActualStartDate);
        set => S47ActualStartDate = CensusValue.Write(value);
    }
    public DateOnly? ConferenceTarget
    {
        get => CensusValue.Date(InitialCPCtarget);
        set => InitialCPCtarget = CensusValue.Write(value);
    }
    public DateOnly? ConferenceDate
    {
        get => CensusValue.Date(DateOfInitialCPC);
        set => DateOfInitialCPC = CensusValue.Write(value);
    }
    public bool? IsConferenceNotRequired
    {
        get => CensusValue.Boolean(ICPCnotRequired);
        set => ICPCnotRequired = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Section47;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(S47ActualStartDate) => S47ActualStartDate,
            nameof(InitialCPCtarget) => InitialCPCtarget,
            nameof(DateOfInitialCPC) => DateOfInitialCPC,
            nameof(ICPCnotRequired) => ICPCnotRequired,
            _ => null,
        };
}

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
