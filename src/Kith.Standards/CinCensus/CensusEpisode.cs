namespace Kith.Standards.CinCensus;

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
