using System.Xml;

namespace Kith.Standards.CinCensus;

/// <content>The reader by way of XML: the work under one referral.</content>
internal sealed partial class XmlCensusReader
{
    private CensusEpisode ReadEpisode()
    {
        var episode = New<CensusEpisode>(CensusTable.CINdetails);
        if (!Enter("CINdetails"))
        {
            return episode;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Episode, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    episode.CINreferralDate = Leaf(episode.CINreferralDate);
                    break;
                case 1:
                    episode.ReferralSource = Leaf(episode.ReferralSource);
                    break;
                case 2:
                    episode.PrimaryNeedCode = Leaf(episode.PrimaryNeedCode);
                    break;
                case 3:
                    episode.CINclosureDate = Leaf(episode.CINclosureDate);
                    break;
                case 4:
                    episode.ReasonForClosure = Leaf(episode.ReasonForClosure);
                    break;
                case 5:
                    episode.DateOfInitialCPC = Leaf(episode.DateOfInitialCPC);
                    break;
                case 6:
                    episode.Assessments.Add(ReadAssessment());
                    break;
                case 7:
                    episode.PlanDates.Add(ReadPlanDates());
                    break;
                case 8:
                    episode.Section47s.Add(ReadSection47());
                    break;
                case 9:
                    episode.ReferralNFA = Leaf(episode.ReferralNFA);
                    break;
                case 10:
                    episode.ProtectionPlans.Add(ReadProtectionPlan());
                    break;
                default:
                    episode.PreProceedings.Add(ReadPreProceedings());
                    break;
            }
        }

        return episode;
    }

    private CensusAssessment ReadAssessment()
    {
        var assessment = New<CensusAssessment>(CensusTable.Assessments);
        if (!Enter("Assessments"))
        {
            return assessment;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Assessment, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    assessment.AssessmentActualStartDate = Leaf(assessment.AssessmentActualStartDate);
                    break;
                case 1:
                    assessment.AssessmentInternalReviewDate = Leaf(assessment.AssessmentInternalReviewDate);
                    break;
                case 2:
                    assessment.AssessmentAuthorisationDate = Leaf(assessment.AssessmentAuthorisationDate);
                    break;
                default:
                    assessment.HasFactors = true;
                    if (Enter("FactorsIdentifiedAtAssessment"))
                    {
                        for (int inner = 0; NextElement(CensusNames.Factors, ref inner) >= 0; )
                        {
                            var factor = New<CensusFactor>(CensusTable.AssessmentFactorsList);
                            factor.AssessmentFactors = Leaf(null);
                            assessment.Factors.Add(factor);
                        }
                    }

                    break;
            }
        }

        return assessment;
    }

    private CensusPlanDates ReadPlanDates()
    {
        var plan = New<CensusPlanDates>(CensusTable.CINplanDates);
        if (!Enter("CINPlanDates"))
        {
            return plan;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.PlanDates, ref last)) >= 0; )
        {
            if (at == 0)
            {
                plan.CINPlanStartDate = Leaf(plan.CINPlanStartDate);
            }
            else
            {
                plan.CINPlanEndDate = Leaf(plan.CINPlanEndDate);
            }
        }

        return plan;
    }

    private CensusSection47 ReadSection47()
    {
        var enquiry = New<CensusSection47>(CensusTable.Section47);
        if (!Enter("Section47"))
        {
            return enquiry;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Section47, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    enquiry.S47ActualStartDate = Leaf(enquiry.S47ActualStartDate);
                    break;
                case 1:
                    enquiry.InitialCPCtarget = Leaf(enquiry.InitialCPCtarget);
                    break;
                case 2:
                    enquiry.DateOfInitialCPC = Leaf(enquiry.DateOfInitialCPC);
                    break;
                default:
                    enquiry.ICPCnotRequired = Leaf(enquiry.ICPCnotRequired);
                    break;
            }
        }

        return enquiry;
    }

    private CensusProtectionPlan ReadProtectionPlan()
    {
        var plan = New<CensusProtectionPlan>(CensusTable.ChildProtectionPlans);
        if (!Enter("ChildProtectionPlans"))
        {
            return plan;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.ProtectionPlan, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    plan.CPPstartDate = Leaf(plan.CPPstartDate);
                    break;
                case 1:
                    plan.CPPendDate = Leaf(plan.CPPendDate);
                    break;
                case 2:
                    plan.InitialCategoryOfAbuse = Leaf(plan.InitialCategoryOfAbuse);
                    break;
                case 3:
                    plan.LatestCategoryOfAbuse = Leaf(plan.LatestCategoryOfAbuse);
                    break;
                case 4:
                    plan.NumberOfPreviousCPP = Leaf(plan.NumberOfPreviousCPP);
                    break;
                default:
                    ReadReviews(plan.Reviews);
                    break;
            }
        }

        return plan;
    }

    private void ReadReviews(List<CensusReview> reviews)
    {
        var line = _lines.LineNumber;
        var before = reviews.Count;
        if (Enter("Reviews"))
        {
            for (int last = 0; NextElement(CensusNames.Reviews, ref last) >= 0; )
            {
                var review = New<CensusReview>(CensusTable.Reviews);
                review.CPPreviewDate = Leaf(null);
                reviews.Add(review);
            }
        }

        if (reviews.Count == before)
        {
            var empty = New<CensusReview>(CensusTable.Reviews);
            empty.Line = line;
            reviews.Add(empty);
        }
    }

    private CensusPreProceedings ReadPreProceedings()
    {
        var item = New<CensusPreProceedings>(CensusTable.PreProceedingsandFGDM);
        if (!Enter("PreProceedingsandFGDM"))
        {
            return item;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.PreProceedings, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    item.PPStartDate = Leaf(item.PPStartDate);
                    break;
                case 1:
                    item.LBPSentDate = Leaf(item.LBPSentDate);
                    break;
                case 2:
                    item.FGDMMeetingOffer = Leaf(item.FGDMMeetingOffer);
                    break;
                case 3:
                    item.FGDMMeetingFac = Leaf(item.FGDMMeetingFac);
                    break;
                case 4:
                    item.InitialPPMeetingDate = Leaf(item.InitialPPMeetingDate);
                    break;
                case 5:
                    item.ReviewMeetingsCount = Leaf(item.ReviewMeetingsCount);
                    break;
                case 6:
                    item.StepDecisionDate = Leaf(item.StepDecisionDate);
                    break;
                case 7:
                    item.PPOutcome = Leaf(item.PPOutcome);
                    break;
                case 8:
                    item.CourtAppDate = Leaf(item.CourtAppDate);
                    break;
                default:
                    item.LetterInitCPDate = Leaf(item.LetterInitCPDate);
                    break;
            }
        }

        return item;
    }
}
