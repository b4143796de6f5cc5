using System.Text;
using System.Xml;

namespace Kith.Standards.CinCensus;

/// <summary>
/// Writes a return, child by child, in the order of the specification. Every value is written as it stands in its
/// record; an element whose value is null is left out. All review dates of a plan go into one Reviews wrapper.
/// </summary>
public sealed class CinCensusWriter : IDisposable
{
    private readonly XmlWriter _xml;
    private bool _inChildren;
    private string _child = "";

    /// <summary>Begins a return on a stream, which stays open afterwards.</summary>
    public CinCensusWriter(Stream stream, CensusHeader header)
    {
        _xml = XmlWriter.Create(
            stream,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                Indent = true,
                NewLineChars = "\n",
                NewLineHandling = NewLineHandling.Entitize,
                CloseOutput = false,
            }
        );
        _xml.WriteStartDocument();
        _xml.WriteStartElement("Message");
        Write(header);
    }

    /// <summary>Writes one child.</summary>
    /// <exception cref="ArgumentException">A value has a character that XML cannot carry.</exception>
    public void Write(CensusChild child)
    {
        _child = child.LAchildID ?? "";
        if (!_inChildren)
        {
            _xml.WriteStartElement("Children");
            _inChildren = true;
        }

        _xml.WriteStartElement("Child");
        if (child.Identifiers.IsPresent)
        {
            Write(child.Identifiers);
        }

        if (child.Characteristics.IsPresent)
        {
            Write(child.Characteristics);
        }

        foreach (var episode in child.Episodes)
        {
            Write(episode);
        }

        _xml.WriteEndElement();
    }

    /// <summary>Ends the return. A return that was not completed is not well formed, so nobody takes it for whole.</summary>
    public void Complete()
    {
        if (!_inChildren)
        {
            _xml.WriteStartElement("Children");
        }

        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndDocument();
        _xml.Flush();
    }

    /// <summary>Writes a whole return.</summary>
    public static void Write(Stream stream, CensusHeader header, IEnumerable<CensusChild> children)
    {
        var writer = new CinCensusWriter(stream, header);
        foreach (var child in children)
        {
            writer.Write(child);
        }

        writer.Complete();
    }

    /// <summary>Flushes what was written. It does not complete the return.</summary>
    public void Dispose() => _xml.Flush();

    private void Write(CensusHeader header)
    {
        if (!header.IsPresent)
        {
            return;
        }

        _xml.WriteStartElement("Header");
        _xml.WriteStartElement("CollectionDetails");
        Leaf("Collection", header.Collection);
        Leaf("Year", header.Year);
        Leaf("ReferenceDate", header.ReferenceDate);
        _xml.WriteEndElement();
        _xml.WriteStartElement("Source");
        Leaf("SourceLevel", header.SourceLevel);
        Leaf("LEA", header.LEA);
        Leaf("SoftwareCode", header.SoftwareCode);
        Leaf("Release", header.Release);
        Leaf("SerialNo", header.SerialNo);
        Leaf("DateTime", header.DateTime);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void Write(CensusIdentifiers who)
    {
        _xml.WriteStartElement("ChildIdentifiers");
        Leaf("LAchildID", who.LAchildID);
        Leaf("UPN", who.UPN);
        Leaf("FormerUPN", who.FormerUPN);
        Leaf("UPNunknown", who.UPNunknown);
        Leaf("PersonBirthDate", who.PersonBirthDate);
        Leaf("ExpectedPersonBirthDate", who.ExpectedPersonBirthDate);
        Leaf("Sex", who.Sex);
        Leaf("GenderCurrent", who.GenderCurrent);
        Leaf("PersonDeathDate", who.PersonDeathDate);
        _xml.WriteEndElement();
    }

    private void Write(CensusCharacteristics characteristics)
    {
        _xml.WriteStartElement("ChildCharacteristics");
        Leaf("Ethnicity", characteristics.Ethnicity);
        if (characteristics.HasDisabilities || characteristics.Disabilities.Count > 0)
        {
            _xml.WriteStartElement("Disabilities");
            foreach (var disability in characteristics.Disabilities)
            {
                Leaf("Disability", disability.Disability);
            }

            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void Write(CensusEpisode episode)
    {
        _xml.WriteStartElement("CINdetails");
        Leaf("CINreferralDate", episode.CINreferralDate);
        Leaf("ReferralSource", episode.ReferralSource);
        Leaf("PrimaryNeedCode", episode.PrimaryNeedCode);
        Leaf("CINclosureDate", episode.CINclosureDate);
        Leaf("ReasonForClosure", episode.ReasonForClosure);
        Leaf("DateOfInitialCPC", episode.DateOfInitialCPC);
        foreach (var assessment in episode.Assessments)
        {
            Write(assessment);
        }

        foreach (var plan in episode.PlanDates)
        {
            _xml.WriteStartElement("CINPlanDates");
            Leaf("CINPlanStartDate", plan.CINPlanStartDate);
            Leaf("CINPlanEndDate", plan.CINPlanEndDate);
            _xml.WriteEndElement();
        }

        foreach (var enquiry in episode.Section47s)
        {
            _xml.WriteStartElement("Section47");
            Leaf("S47ActualStartDate", enquiry.S47ActualStartDate);
            Leaf("InitialCPCtarget", enquiry.InitialCPCtarget);
            Leaf("DateOfInitialCPC", enquiry.DateOfInitialCPC);
            Leaf("ICPCnotRequired", enquiry.ICPCnotRequired);
            _xml.WriteEndElement();
        }

        Leaf("ReferralNFA", episode.ReferralNFA);
        foreach (var plan in episode.ProtectionPlans)
        {
            Write(plan);
        }

        foreach (var item in episode.PreProceedings)
        {
            Write(item);
        }

        _xml.WriteEndElement();
    }

    private void Write(CensusAssessment assessment)
    {
        _xml.WriteStartElement("Assessments");
        Leaf("AssessmentActualStartDate", assessment.AssessmentActualStartDate);
        Leaf("AssessmentInternalReviewDate", assessment.AssessmentInternalReviewDate);
        Leaf("AssessmentAuthorisationDate", assessment.AssessmentAuthorisationDate);
        if (assessment.HasFactors || assessment.Factors.Count > 0)
        {
            _xml.WriteStartElement("FactorsIdentifiedAtAssessment");
            foreach (var factor in assessment.Factors)
            {
                Leaf("AssessmentFactors", factor.AssessmentFactors);
            }

            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void Write(CensusProtectionPlan plan)
    {
        _xml.WriteStartElement("ChildProtectionPlans");
        Leaf("CPPstartDate", plan.CPPstartDate);
        Leaf("CPPendDate", plan.CPPendDate);
        Leaf("InitialCategoryOfAbuse", plan.InitialCategoryOfAbuse);
        Leaf("LatestCategoryOfAbuse", plan.LatestCategoryOfAbuse);
        Leaf("NumberOfPreviousCPP", plan.NumberOfPreviousCPP);
        Write(plan.Reviews);
        _xml.WriteEndElement();
    }

    /// <summary>Dates go into one wrapper; a review without a date is a wrapper of its own, as it was where it was read.</summary>
    private void Write(List<CensusReview> reviews)
    {
        for (var i = 0; i < reviews.Count; i++)
        {
            _xml.WriteStartElement("Reviews");
            if (reviews[i].CPPreviewDate is not null)
            {
                Leaf("CPPreviewDate", reviews[i].CPPreviewDate);
                while (i + 1 < reviews.Count && reviews[i + 1].CPPreviewDate is not null)
                {
                    Leaf("CPPreviewDate", reviews[++i].CPPreviewDate);
                }
            }

            _xml.WriteEndElement();
        }
    }

    private void Write(CensusPreProceedings item)
    {
        _xml.WriteStartElement("PreProceedingsandFGDM");
        Leaf("PPStartDate", item.PPStartDate);
        Leaf("LBPSentDate", item.LBPSentDate);
        Leaf("FGDMMeetingOffer", item.FGDMMeetingOffer);
        Leaf("FGDMMeetingFac", item.FGDMMeetingFac);
        Leaf("InitialPPMeetingDate", item.InitialPPMeetingDate);
        Leaf("ReviewMeetingsCount", item.ReviewMeetingsCount);
        Leaf("StepDecisionDate", item.StepDecisionDate);
        Leaf("PPOutcome", item.PPOutcome);
        Leaf("CourtAppDate", item.CourtAppDate);
        Leaf("LetterInitCPDate", item.LetterInitCPDate);
        _xml.WriteEndElement();
    }

    private void Leaf(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _xml.WriteStartElement(name);
        try
        {
            _xml.WriteString(value);
        }
        catch (ArgumentException problem)
        {
            throw new ArgumentException($"The {name} of child {_child} has a character that a return cannot carry.", problem);
        }

        _xml.WriteEndElement();
    }
}
