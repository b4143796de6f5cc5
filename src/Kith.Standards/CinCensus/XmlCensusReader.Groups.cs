using System.Xml;

namespace Kith.Standards.CinCensus;

/// <summary>The groups of elements, and how the reader moves through them.</summary>
internal sealed partial class XmlCensusReader
{
    private CensusHeader ReadHeader()
    {
        var header = New<CensusHeader>(CensusTable.Header);
        if (!Enter("Header"))
        {
            return header;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Header, ref last)) >= 0; )
        {
            if (!Enter(CensusNames.Header[at]))
            {
                continue;
            }

            if (at == 0)
            {
                for (int last0 = 0, leaf; (leaf = NextElement(CensusNames.CollectionDetails, ref last0)) >= 0; )
                {
                    switch (leaf)
                    {
                        case 0:
                            header.Collection = Leaf(header.Collection);
                            break;
                        case 1:
                            header.Year = Leaf(header.Year);
                            break;
                        default:
                            header.ReferenceDate = Leaf(header.ReferenceDate);
                            break;
                    }
                }
            }
            else
            {
                for (int last1 = 0, leaf; (leaf = NextElement(CensusNames.Source, ref last1)) >= 0; )
                {
                    switch (leaf)
                    {
                        case 0:
                            header.SourceLevel = Leaf(header.SourceLevel);
                            break;
                        case 1:
                            header.LEA = Leaf(header.LEA);
                            break;
                        case 2:
                            header.SoftwareCode = Leaf(header.SoftwareCode);
                            break;
                        case 3:
                            header.Release = Leaf(header.Release);
                            break;
                        case 4:
                            header.SerialNo = Leaf(header.SerialNo);
                            break;
                        default:
                            header.DateTime = Leaf(header.DateTime);
                            break;
                    }
                }
            }
        }

        return header;
    }

    private CensusChild ReadChildElement()
    {
        var child = new CensusChild { Position = ChildrenRead, Line = _lines.LineNumber };
        child.Identifiers.Row = child.Characteristics.Row = -1;
        _order = 0;
        if (Enter("Child"))
        {
            for (int last = 0, at; (at = NextElement(CensusNames.Child, ref last)) >= 0; )
            {
                switch (at)
                {
                    case 0:
                        PlaceOnce(child.Identifiers, CensusTable.ChildIdentifiers);
                        ReadIdentifiers(child.Identifiers);
                        break;
                    case 1:
                        PlaceOnce(child.Characteristics, CensusTable.ChildCharacteristics);
                        ReadCharacteristics(child.Characteristics);
                        break;
                    default:
                        child.Episodes.Add(ReadEpisode());
                        break;
                }
            }
        }

        ChildrenRead++;
        return child;
    }

    private void ReadIdentifiers(CensusIdentifiers who)
    {
        if (!Enter("ChildIdentifiers"))
        {
            return;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Identifiers, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    who.LAchildID = Leaf(who.LAchildID);
                    break;
                case 1:
                    who.UPN = Leaf(who.UPN);
                    break;
                case 2:
                    who.FormerUPN = Leaf(who.FormerUPN);
                    break;
                case 3:
                    who.UPNunknown = Leaf(who.UPNunknown);
                    break;
                case 4:
                    who.PersonBirthDate = Leaf(who.PersonBirthDate);
                    break;
                case 5:
                    who.ExpectedPersonBirthDate = Leaf(who.ExpectedPersonBirthDate);
                    break;
                case 6:
                    who.Sex = Leaf(who.Sex);
                    break;
                case 7:
                    who.GenderCurrent = Leaf(who.GenderCurrent);
                    break;
                default:
                    who.PersonDeathDate = Leaf(who.PersonDeathDate);
                    break;
            }
        }
    }

    private void ReadCharacteristics(CensusCharacteristics characteristics)
    {
        if (!Enter("ChildCharacteristics"))
        {
            return;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Characteristics, ref last)) >= 0; )
        {
            if (at == 0)
            {
                characteristics.Ethnicity = Leaf(characteristics.Ethnicity);
                continue;
            }

            characteristics.HasDisabilities = true;
            if (Enter("Disabilities"))
            {
                for (int inner = 0; NextElement(CensusNames.Disabilities, ref inner) >= 0; )
                {
                    var disability = New<CensusDisability>(CensusTable.Disabilities);
                    disability.Disability = Leaf(null);
                    characteristics.Disabilities.Add(disability);
                }
            }
        }
    }

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

    private T New<T>(CensusTable table)
        where T : CensusRecord, new() =>
        new()
        {
            Row = _rows[(int)table]++,
            Line = _lines.LineNumber,
            Order = NextInChild(),
        };

    private void PlaceOnce(CensusRecord record, CensusTable table)
    {
        if (record.IsPresent)
        {
            Tell(CensusNoticeKind.Repeated, $"The child has more than one {table} group. They were read as one.");
            return;
        }

        record.Row = _rows[(int)table]++;
        record.Line = _lines.LineNumber;
        record.Order = NextInChild();
    }

    /// <summary>A child is held whole while it is read, so one without end would fill memory.</summary>
    private int NextInChild() =>
        _order < _limits.RecordsOfChild
            ? _order++
            : throw Failure(CensusFileReason.TooLarge, $"A child has more records than any return has of one child: over {_limits.RecordsOfChild:N0}");

    /// <summary>Goes into the current element; false where it is empty, and then there is nothing to come out of.</summary>
    private bool Enter(string name)
    {
        _open[_depth] = name;
        if (_xml.IsEmptyElement)
        {
            return false;
        }

        _depth++;
        return true;
    }

    /// <summary>
    /// Moves to the next element of the group: its place in <paramref name="names"/>, or -1 when the group ends.
    /// Names are compared by reference; the search begins at the last one found, since files are nearly always in order.
    /// </summary>
    private int NextElement(string[] names, ref int last)
    {
        while (true)
        {
            Read();
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    var name = _xml.LocalName;
                    if (_xml.HasAttributes)
                    {
                        LookAtAttributes(name);
                    }

                    for (var i = last; i < names.Length; i++)
                    {
                        if (ReferenceEquals(names[i], name))
                        {
                            last = i;
                            return i;
                        }
                    }

                    for (var i = 0; i < last; i++)
                    {
                        if (ReferenceEquals(names[i], name))
                        {
                            Tell(CensusNoticeKind.OutOfOrder, $"<{name}> comes after <{names[last]}>; it should come before. It was read all the same.");
                            last = i;
                            return i;
                        }
                    }

                    Tell(CensusNoticeKind.UnknownElement, $"<{Shorten(name)}> is not part of a return here. It was passed over.");
                    Skip();
                    break;
                case XmlNodeType.EndElement:
                    _depth--;
                    return -1;
                case XmlNodeType.Text:
                case XmlNodeType.CDATA:
                    Tell(CensusNoticeKind.UnexpectedText, "There is text between the elements. It was passed over.");
                    break;
            }
        }
    }

    /// <summary>
    /// The text of the current element, as it stands; "" where it is empty. When the element was there before, the first
    /// value is kept.
    /// </summary>
    private string Leaf(string? before)
    {
        var value = "";
        if (!_xml.IsEmptyElement)
        {
            Read();
            if (_xml.NodeType is XmlNodeType.Text)
            {
                value = Value();
                Read();
            }

            if (_xml.NodeType != XmlNodeType.EndElement)
            {
                value = RestOfLeaf(value);
            }
        }

        if (before is null)
        {
            return value;
        }

        Tell(CensusNoticeKind.Repeated, $"The group has more than one <{_xml.LocalName}>. The first was kept.");
        return before;
    }

    private string RestOfLeaf(string value)
    {
        while (true)
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.EndElement:
                    return value;
                case XmlNodeType.Element:
                    Tell(CensusNoticeKind.UnknownElement, $"<{Shorten(_xml.LocalName)}> stands inside a value. It was passed over.");
                    Skip();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    value += Value();
                    if (value.Length > _limits.ValueCharacters)
                    {
                        throw TooLong();
                    }

                    break;
            }

            Read();
        }
    }

    private string Value()
    {
        // The parser may have to read on to have the whole value; the input stops it long before memory is at risk.
        var value = _xml.Value;
        return value.Length <= _limits.ValueCharacters ? value : throw TooLong();
    }

    private CensusFileException TooLong() => Failure(CensusFileReason.TooLarge, $"A value has more than {_limits.ValueCharacters:N0} characters, which no value of a return has");

    /// <summary>Passes over the current element and all inside it; the parser's own way would nest without limit.</summary>
    private void Skip()
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        for (var inside = 1; inside > 0; )
        {
            Read();
            if (_xml.NodeType == XmlNodeType.Element && !_xml.IsEmptyElement)
            {
                if (++inside + _depth > _limits.Depth)
                {
                    throw Failure(CensusFileReason.TooLarge, $"Elements are nested more than {_limits.Depth} deep");
                }
            }
            else if (_xml.NodeType == XmlNodeType.EndElement)
            {
                inside--;
            }
        }
    }

    private void Read()
    {
        _input.Grant();
        if (!_xml.Read())
        {
            throw Failure(CensusFileReason.CutShort, "The file is cut short");
        }
    }

    private void LookAtRoot() => LookAtAttributes("Message");

    private void LookAtAttributes(string name)
    {
        if (!_namespaceTold && _xml.NamespaceURI.Length > 0)
        {
            _namespaceTold = true;
            Tell(CensusNoticeKind.Namespace, $"The elements are in the namespace «{Shorten(_xml.NamespaceURI)}». It was ignored.");
        }

        if (!_xml.HasAttributes)
        {
            return;
        }

        while (_xml.MoveToNextAttribute())
        {
            if (_xml.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or "http://www.w3.org/2001/XMLSchema-instance"))
            {
                Tell(CensusNoticeKind.UnexpectedAttribute, $"<{name}> has an attribute «{Shorten(_xml.LocalName)}». It was passed over.");
            }
        }

        _xml.MoveToElement();
    }

    private void Tell(CensusNoticeKind kind, string message)
    {
        if (_notices.Count >= _limits.Notices)
        {
            NoticesNotKept++;
            return;
        }

        _notices.Add(new CensusNotice(kind, _lines.LineNumber, _lines.LinePosition, Path(), message));
    }

    /// <summary>The groups that the reader is inside, from the root; children are counted from 1, as people do.</summary>
    private string Path() => _depth == 0 ? "the file" : string.Join('/', _open.Take(_depth).Select(n => n == "Child" ? $"Child[{ChildrenRead + 1}]" : n));
}
