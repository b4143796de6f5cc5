namespace Kith.Standards.CinCensus;

/// <summary>The groups of elements of a plain return.</summary>
internal sealed partial class PlainCensusReader
{
    private static readonly Group OfHeader = new("Header", CensusNames.Header);
    private static readonly Group OfCollectionDetails = new("CollectionDetails", CensusNames.CollectionDetails);
    private static readonly Group OfSource = new("Source", CensusNames.Source);
    private static readonly Group OfChildGroup = new("Child", CensusNames.Child, "CINdetails");
    private static readonly Group OfIdentifiers = new("ChildIdentifiers", CensusNames.Identifiers);
    private static readonly Group OfCharacteristics = new("ChildCharacteristics", CensusNames.Characteristics);
    private static readonly Group OfDisabilities = new("Disabilities", CensusNames.Disabilities, "Disability");
    private static readonly Group OfEpisode = new("CINdetails", CensusNames.Episode, "Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM");
    private static readonly Group OfAssessment = new("Assessments", CensusNames.Assessment);
    private static readonly Group OfFactors = new("FactorsIdentifiedAtAssessment", CensusNames.Factors, "AssessmentFactors");
    private static readonly Group OfPlanDates = new("CINPlanDates", CensusNames.PlanDates);
    private static readonly Group OfSection47 = new("Section47", CensusNames.Section47);
    private static readonly Group OfProtectionPlan = new("ChildProtectionPlans", CensusNames.ProtectionPlan, "Reviews");
    private static readonly Group OfReviews = new("Reviews", CensusNames.Reviews, "CPPreviewDate");
    private static readonly Group OfPreProceedings = new("PreProceedingsandFGDM", CensusNames.PreProceedings);

    private bool ReadHeader()
    {
        _isEmpty = false;
        Header = New<CensusHeader>(CensusTable.Header);
        return ReadHeader(Header);
    }

    private bool ReadHeader(CensusHeader it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfHeader, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if (!ReadCollection(it))
                    {
                        return false;
                    }

                    break;
                case 1:
                    if (!ReadSource(it))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadCollection(CensusHeader it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfCollectionDetails, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.Collection = Leaf(OfCollectionDetails, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.Year = Leaf(OfCollectionDetails, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.ReferenceDate = Leaf(OfCollectionDetails, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadSource(CensusHeader it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfSource, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.SourceLevel = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.LEA = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.SoftwareCode = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.Release = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.SerialNo = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    if ((it.DateTime = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadChild(CensusChild child)
    {
        _isEmpty = false;
        _order = 0;
        child.Identifiers.Row = child.Characteristics.Row = -1;
        return ReadGroups(child);
    }

    private bool ReadGroups(CensusChild it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfChildGroup, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    Place(it.Identifiers, CensusTable.ChildIdentifiers);
                    if (!Read(it.Identifiers))
                    {
                        return false;
                    }

                    break;
                case 1:
                    Place(it.Characteristics, CensusTable.ChildCharacteristics);
                    if (!Read(it.Characteristics))
                    {
                        return false;
                    }

                    break;
                case 2:
                    var episode = New<CensusEpisode>(CensusTable.CINdetails);
                    it.Episodes.Add(episode);
                    if (!Read(episode))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusIdentifiers it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfIdentifiers, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.LAchildID = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.UPN = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.FormerUPN = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.UPNunknown = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.PersonBirthDate = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    if ((it.ExpectedPersonBirthDate = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 6:
                    if ((it.Sex = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 7:
                    if ((it.GenderCurrent = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 8:
                    if ((it.PersonDeathDate = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusCharacteristics it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfCharacteristics, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.Ethnicity = Leaf(OfCharacteristics, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    it.HasDisabilities = true;
                    if (!ReadDisabilities(it.Disabilities))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadDisabilities(List<CensusDisability> all)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            switch (Next(OfDisabilities, ref from))
            {
                case Closed:
                    return true;
                case 0:
                    var one = New<CensusDisability>(CensusTable.Disabilities);
                    all.Add(one);
                    if ((one.Disability = Leaf(OfDisabilities, 0)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

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

    private bool Read(CensusProtectionPlan it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfProtectionPlan, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.CPPstartDate = Leaf(OfProtectionPlan, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.CPPendDate = Leaf(OfProtectionPlan, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.InitialCategoryOfAbuse = Leaf(OfProtectionPlan, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.LatestCategoryOfAbuse = Leaf(OfProtectionPlan, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.NumberOfPreviousCPP = Leaf(OfProtectionPlan, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    var (before, line) = (it.Reviews.Count, _line);
                    if (!ReadReviews(it.Reviews))
                    {
                        return false;
                    }

                    if (it.Reviews.Count == before)
                    {
                        var review = New<CensusReview>(CensusTable.Reviews);
                        review.Line = line;
                        it.Reviews.Add(review);
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadReviews(List<CensusReview> all)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            switch (Next(OfReviews, ref from))
            {
                case Closed:
                    return true;
                case 0:
                    var one = New<CensusReview>(CensusTable.Reviews);
                    all.Add(one);
                    if ((one.CPPreviewDate = Leaf(OfReviews, 0)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusPreProceedings it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfPreProceedings, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.PPStartDate = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.LBPSentDate = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.FGDMMeetingOffer = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.FGDMMeetingFac = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.InitialPPMeetingDate = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    if ((it.ReviewMeetingsCount = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 6:
                    if ((it.StepDecisionDate = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 7:
                    if ((it.PPOutcome = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 8:
                    if ((it.CourtAppDate = Leaf(OfPreProceedings, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 9:
                    if ((it.LetterInitCPDate = Leaf(OfPreProceedings, at)) is null)
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
