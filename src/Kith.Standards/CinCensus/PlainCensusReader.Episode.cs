namespace Kith.Standards.CinCensus;

/// <content>The plain reader: the work under one referral.</content>
internal sealed partial class PlainCensusReader
{
    private static readonly Group OfEpisode = new("CINdetails", CensusNames.Episode, "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM");
    private static readonly Group OfAssessment = new("Assessments", CensusNames.Assessment);
    private static readonly Group OfFactors = new("FactorsIdentifiedAtAssessment", CensusNames.Factors, "AssessmentFactors");
    private static readonly Group OfPlanDates = new("CINPlanDates", CensusNames.PlanDates);
    private static readonly Group OfSection47 = new("Section47", CensusNames.Section47);

    private bool Read(CensusEpisode it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfEpisode, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.CINreferralDate = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.ReferralSource = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.PrimaryNeedCode = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.CINclosureDate = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.ReasonForClosure = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    if ((it.DateOfInitialCPC = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 6:
                    var assessment = New<CensusAssessment>(CensusTable.Assessments);
                    it.Assessments.Add(assessment);
                    if (!Read(assessment))
                    {
                        return false;
                    }

                    break;
                case 7:
                    var plan = New<CensusPlanDates>(CensusTable.CINplanDates);
                    it.PlanDates.Add(plan);
                    if (!Read(plan))
                    {
                        return false;
                    }

                    break;
                case 8:
                    var enquiry = New<CensusSection47>(CensusTable.Section47);
                    it.Section47s.Add(enquiry);
                    if (!Read(enquiry))
                    {
                        return false;
                    }

                    break;
                case 9:
                    if ((it.ReferralNFA = Leaf(OfEpisode, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 10:
                    var protection = New<CensusProtectionPlan>(CensusTable.ChildProtectionPlans);
                    it.ProtectionPlans.Add(protection);
                    if (!Read(protection))
                    {
                        return false;
                    }

                    break;
                case 11:
                    var item = New<CensusPreProceedings>(CensusTable.PreProceedingsandFGDM);
                    it.PreProceedings.Add(item);
                    if (!Read(item))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusAssessment it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfAssessment, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.AssessmentActualStartDate = Leaf(OfAssessment, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.AssessmentInternalReviewDate = Leaf(OfAssessment, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.AssessmentAuthorisationDate = Leaf(OfAssessment, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    it.HasFactors = true;
                    if (!ReadFactors(it.Factors))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadFactors(List<CensusFactor> all)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            switch (Next(OfFactors, ref from))
            {
                case Closed:
                    return true;
                case 0:
                    var one = New<CensusFactor>(CensusTable.AssessmentFactorsList);
                    all.Add(one);
                    if ((one.AssessmentFactors = Leaf(OfFactors, 0)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusPlanDates it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfPlanDates, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.CINPlanStartDate = Leaf(OfPlanDates, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.CINPlanEndDate = Leaf(OfPlanDates, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusSection47 it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfSection47, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.S47ActualStartDate = Leaf(OfSection47, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.InitialCPCtarget = Leaf(OfSection47, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.DateOfInitialCPC = Leaf(OfSection47, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.ICPCnotRequired = Leaf(OfSection47, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }
}
