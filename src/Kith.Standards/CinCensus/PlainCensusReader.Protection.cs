namespace Kith.Standards.CinCensus;

/// <content>The plain reader: child protection plans and what comes before court.</content>
internal sealed partial class PlainCensusReader
{
    private static readonly Group OfProtectionPlan = new("ChildProtectionPlans", CensusNames.ProtectionPlan, "Reviews");
    private static readonly Group OfReviews = new("Reviews", CensusNames.Reviews, "CPPreviewDate");
    private static readonly Group OfPreProceedings = new("PreProceedingsandFGDM", CensusNames.PreProceedings);

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
