using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Standards.CinCensus;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Import;

/// <summary>
/// What a child of a return means in Kith's records. A return has no ids below the child, so a record is known by its
/// group and first date, counted where two begin on one day. A group with a date that cannot be is refused; the child
/// and the groups inside it are taken all the same.
/// </summary>
internal sealed class CensusMapping(CensusChild child, CollectionYear year, string place, PersonDraft draft, DateOnly today)
{
    private readonly CensusKeys keys = new();

    public void Map()
    {
        Person();
        foreach (var episode in child.Episodes)
        {
            Episode(episode);
        }
    }

    private void Person()
    {
        var who = child.Identifiers;
        var facts = new PersonFactsIn
        {
            LaChildId = draft.Key,
            Ethnicity = FactValues.Ethnicity(child.Characteristics.Ethnicity, draft.Notices),
            UpnUnknown = FactValues.UpnUnknown(who.UPNunknown, draft.Notices),
        };
        facts.Upn = FactValues.Upn(who.UPN, draft.Notices);
        facts.FormerUpn = FactValues.Upn(who.FormerUPN, draft.Notices);
        facts.Sex = FactValues.Sex(who.Sex ?? who.GenderCurrent, who.Sex is not null, draft.Notices);
        facts.DateOfBirth = PersonDate(who.PersonBirthDate, "PersonBirthDate");
        var expected = PersonDate(who.ExpectedPersonBirthDate, "ExpectedPersonBirthDate");
        facts.ExpectedDateOfBirth = facts.DateOfBirth is null ? expected : null;
        facts.DateOfDeath = PersonDate(who.PersonDeathDate, "PersonDeathDate");
        draft.Facts = facts;

        foreach (var code in child.Characteristics.Disabilities.Where(d => !string.IsNullOrWhiteSpace(d.Disability)))
        {
            var text = code.Disability!.Trim();
            if (text.Length > 8)
            {
                draft.Refuse(place, code.Line, $"disability/{text[..8]}", $"«{FactValues.Short(text)}» is not a disability code", text);
                continue;
            }
            FactValues.Known(CodeSets.Disability, text, draft.Notices);
            if (!draft.Has<Disability>($"disability/{text}"))
            {
                draft.Add(new Disability { Code = text }, $"disability/{text}", place, code.Line, () => text);
            }
        }

        DateOnly? PersonDate(string? raw, string name)
        {
            if (!ExtractValues.TryDate(raw, out var date))
            {
                draft.RefusePerson(
                    place,
                    who.Line,
                    $"{name} «{FactValues.Short(raw!)}» {ExtractValues.NoDate}; the child was taken without it",
                    CensusContent.Text(("LAchildID", who.LAchildID), (name, raw))
                );
            }
            else if (ExtractValues.ToCome(name, date, today) is { } why)
            {
                draft.RefusePerson(
                    place,
                    who.Line,
                    $"{name} «{FactValues.Short(raw!)}» {why}; the child was taken without it",
                    CensusContent.Text(("LAchildID", who.LAchildID), (name, raw))
                );
                return null;
            }
            return date;
        }
    }

    private void Episode(CensusEpisode e)
    {
        var raw = () =>
            CensusContent.Text(
                ("LAchildID", draft.Key),
                ("CINreferralDate", e.CINreferralDate),
                ("ReferralSource", e.ReferralSource),
                ("PrimaryNeedCode", e.PrimaryNeedCode),
                ("CINclosureDate", e.CINclosureDate),
                ("ReasonForClosure", e.ReasonForClosure),
                ("DateOfInitialCPC", e.DateOfInitialCPC),
                ("ReferralNFA", e.ReferralNFA)
            );
        var key = keys.Episode(e);
        Guid? id = null;
        if (
            Dates(
                "referral",
                key,
                e.Line,
                raw,
                ("CINreferralDate", e.CINreferralDate, true),
                ("CINclosureDate", e.CINclosureDate, false),
                ("DateOfInitialCPC", e.DateOfInitialCPC, false)
            )
            is [{ } from, var closed, var transfer]
        )
        {
            draft.Add(
                new Episode
                {
                    ReferredOn = from,
                    SourceCode = FactValues.Known(CodeSets.ReferralSource, e.ReferralSource, draft.Notices),
                    PrimaryNeed = FactValues.Known(CodeSets.PrimaryNeed, e.PrimaryNeedCode, draft.Notices),
                    NoFurtherAction = e.IsNoFurtherAction == true,
                    ClosedOn = closed,
                    ClosureReason = FactValues.Known(CodeSets.ClosureReason, e.ReasonForClosure, draft.Notices),
                    TransferInConferenceOn = transfer,
                },
                key,
                place,
                e.Line,
                raw
            );
            id = draft.Find<Episode>(key);
            if (transfer is { } held)
            {
                draft.Add(
                    new InitialConference
                    {
                        EpisodeId = id,
                        HeldOn = held,
                        TransferIn = true,
                        LedToPlan = e.ProtectionPlans.Any(p => p.StartDate == held) ? true : null,
                    },
                    $"{key}/conference",
                    place,
                    e.Line,
                    raw
                );
            }
        }
        foreach (var a in e.Assessments)
        {
            Assessment(a, id, key);
        }
        foreach (var p in e.PlanDates)
        {
            PlanDates(p, id, key);
        }
        foreach (var s in e.Section47s)
        {
            Section47(s, e, id, key);
        }
        foreach (var p in e.ProtectionPlans)
        {
            ProtectionPlan(p, id, key);
        }
        foreach (var p in e.PreProceedings)
        {
            PreProceedings(p, id, key);
        }
    }

    private void Assessment(CensusAssessment a, Guid? episode, string under)
    {
        var raw = () =>
            CensusContent.Text(
                ("LAchildID", draft.Key),
                ("AssessmentActualStartDate", a.AssessmentActualStartDate),
                ("AssessmentInternalReviewDate", a.AssessmentInternalReviewDate),
                ("AssessmentAuthorisationDate", a.AssessmentAuthorisationDate),
                ("AssessmentFactors", string.Join(' ', a.Factors.Select(f => f.AssessmentFactors)))
            );
        var key = keys.Assessment(under, a);
        if (
            Dates(
                "assessment",
                key,
                a.Line,
                raw,
                ("AssessmentActualStartDate", a.AssessmentActualStartDate, true),
                ("AssessmentInternalReviewDate", a.AssessmentInternalReviewDate, false),
                ("AssessmentAuthorisationDate", a.AssessmentAuthorisationDate, false)
            )
            is [{ } from, var review, var authorised]
        )
        {
            draft.Add(
                new Assessment
                {
                    EpisodeId = episode,
                    StartedOn = from,
                    InternalReviewOn = review,
                    AuthorisedOn = authorised,
                    Factors = FactValues.Factors(a.Factors.Select(f => f.AssessmentFactors), draft.Notices),
                },
                key,
                place,
                a.Line,
                raw
            );
        }
    }

    private void PlanDates(CensusPlanDates p, Guid? episode, string under)
    {
        var raw = () => CensusContent.Text(("LAchildID", draft.Key), ("CINPlanStartDate", p.CINPlanStartDate), ("CINPlanEndDate", p.CINPlanEndDate));
        var key = keys.Plan(under, p);
        if (Dates("child in need plan", key, p.Line, raw, ("CINPlanStartDate", p.CINPlanStartDate, true), ("CINPlanEndDate", p.CINPlanEndDate, false)) is [{ } from, var to])
        {
            draft.Add(
                new CinPlan
                {
                    EpisodeId = episode,
                    StartedOn = from,
                    EndedOn = to,
                },
                key,
                place,
                p.Line,
                raw
            );
        }
    }

    private void Section47(CensusSection47 s, CensusEpisode e, Guid? episode, string under)
    {
        var raw = () =>
            CensusContent.Text(
                ("LAchildID", draft.Key),
                ("S47ActualStartDate", s.S47ActualStartDate),
                ("InitialCPCtarget", s.InitialCPCtarget),
                ("DateOfInitialCPC", s.DateOfInitialCPC),
                ("ICPCnotRequired", s.ICPCnotRequired)
            );
        var key = keys.Section47(under, s);
        if (
            Dates(
                "section 47 enquiry",
                key,
                s.Line,
                raw,
                ("S47ActualStartDate", s.S47ActualStartDate, true),
                ("InitialCPCtarget", s.InitialCPCtarget, false),
                ("DateOfInitialCPC", s.DateOfInitialCPC, false)
            )
            is [{ } from, var target, var held]
        )
        {
            draft.Add(
                new Section47Enquiry
                {
                    EpisodeId = episode,
                    StartedOn = from,
                    ConferenceTargetOn = target,
                    ConferenceOn = held,
                    ConferenceNotRequired = s.IsConferenceNotRequired,
                },
                key,
                place,
                s.Line,
                raw
            );
            if (held is not null)
            {
                draft.Add(
                    new InitialConference
                    {
                        EpisodeId = episode,
                        EnquiryId = draft.Find<Section47Enquiry>(key),
                        TargetOn = target,
                        HeldOn = held,
                        LedToPlan = e.ProtectionPlans.Any(p => p.StartDate == held) ? true : null,
                    },
                    key,
                    place,
                    s.Line,
                    raw
                );
            }
        }
    }

    private void ProtectionPlan(CensusProtectionPlan p, Guid? episode, string under)
    {
        var raw = () =>
            CensusContent.Text(
                ("LAchildID", draft.Key),
                ("CPPstartDate", p.CPPstartDate),
                ("CPPendDate", p.CPPendDate),
                ("InitialCategoryOfAbuse", p.InitialCategoryOfAbuse),
                ("LatestCategoryOfAbuse", p.LatestCategoryOfAbuse),
                ("NumberOfPreviousCPP", p.NumberOfPreviousCPP)
            );
        var key = keys.Protection(under, p);
        Guid? id = null;
        if (Dates("child protection plan", key, p.Line, raw, ("CPPstartDate", p.CPPstartDate, true), ("CPPendDate", p.CPPendDate, false)) is [{ } from, var to])
        {
            draft.Add(
                new ProtectionPlan
                {
                    EpisodeId = episode,
                    StartedOn = from,
                    EndedOn = to,
                    InitialCategory = FactValues.Known(CodeSets.CategoryOfAbuse, p.InitialCategoryOfAbuse, draft.Notices),
                    LatestCategory = FactValues.Known(CodeSets.CategoryOfAbuse, p.LatestCategoryOfAbuse, draft.Notices),
                    PreviousPlans = p.PreviousPlans,
                },
                key,
                place,
                p.Line,
                raw
            );
            id = draft.Find<ProtectionPlan>(key);
        }
        foreach (var r in p.Reviews)
        {
            var text = () => CensusContent.Text(("LAchildID", draft.Key), ("CPPstartDate", p.CPPstartDate), ("CPPreviewDate", r.CPPreviewDate));
            var review = keys.Review(key, r);
            if (Dates("review", review, r.Line, text, ("CPPreviewDate", r.CPPreviewDate, true)) is [{ } on])
            {
                draft.Add(new ReviewConference { PlanId = id, HeldOn = on }, review, place, r.Line, text);
            }
        }
    }

    private void PreProceedings(CensusPreProceedings p, Guid? episode, string under)
    {
        var raw = () =>
            CensusContent.Text(
                ("LAchildID", draft.Key),
                ("PPStartDate", p.PPStartDate),
                ("LBPSentDate", p.LBPSentDate),
                ("FGDMMeetingOffer", p.FGDMMeetingOffer),
                ("FGDMMeetingFac", p.FGDMMeetingFac),
                ("InitialPPMeetingDate", p.InitialPPMeetingDate),
                ("ReviewMeetingsCount", p.ReviewMeetingsCount),
                ("StepDecisionDate", p.StepDecisionDate),
                ("PPOutcome", p.PPOutcome),
                ("CourtAppDate", p.CourtAppDate),
                ("LetterInitCPDate", p.LetterInitCPDate)
            );
        var key = keys.PreProceedings(under, p);
        if (
            Dates(
                "pre-proceedings",
                key,
                p.Line,
                raw,
                ("PPStartDate", p.PPStartDate, true),
                ("LBPSentDate", p.LBPSentDate, false),
                ("InitialPPMeetingDate", p.InitialPPMeetingDate, false),
                ("StepDecisionDate", p.StepDecisionDate, false),
                ("CourtAppDate", p.CourtAppDate, false),
                ("LetterInitCPDate", p.LetterInitCPDate, false)
            )
            is [{ } from, var letter, var meeting, var ended, var court, var proceedings]
        )
        {
            draft.Add(
                new PreProceedings
                {
                    EpisodeId = episode,
                    DecidedOn = from,
                    LetterSentOn = letter,
                    MeetingOffered = p.IsMeetingOffered,
                    MeetingHeld = p.IsMeetingFacilitated,
                    FirstMeetingOn = meeting,
                    ReviewMeetings = p.ReviewMeetings,
                    EndedOn = ended,
                    Outcome = p.PPOutcome?.Trim(),
                    CourtApplicationOn = court,
                    ProceedingsLetterOn = proceedings,
                },
                key,
                place,
                p.Line,
                raw
            );
        }
    }

    /// <summary>The dates of a group; null (and a refusal) when one cannot be, or the one it is known by is missing.</summary>
    private DateOnly?[]? Dates(string what, string key, long line, Func<string> raw, params (string Name, string? Value, bool Needed)[] values)
    {
        var dates = new DateOnly?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (name, value, needed) = values[i];
            if (!ExtractValues.TryDate(value, out dates[i]))
            {
                draft.Refuse(place, line, key, $"The {what} was not taken: {name} «{FactValues.Short(value!)}» {ExtractValues.NoDate}", raw());
                return null;
            }
            if (needed && dates[i] is null)
            {
                draft.Refuse(place, line, key, $"The {what} was not taken: it has no {name}", raw());
                return null;
            }
            if (ExtractValues.ToCome(name, dates[i], today) is { } why)
            {
                if (needed && dates[i] > year.ReferenceDate)
                {
                    draft.Refuse(place, line, key, $"The {what} was not taken: {name} «{FactValues.Short(value!)}» {why}", raw());
                    return null;
                }
                if (needed)
                {
                    // A return is of a whole year, and one that is drawn or tried before its end may hold what is expected of the rest:
                    // without its first day nothing of the child would be there at all.
                    draft.Refuse(place, line, key, $"The {what} was taken, but {name} «{FactValues.Short(value!)}» has not come yet: look whether it is right", raw());
                    continue;
                }
                draft.Refuse(place, line, key, $"{name} «{FactValues.Short(value!)}» {why}; the {what} was taken without it", raw());
                dates[i] = null;
            }
        }
        return dates;
    }

    /// <summary>The collection year, for messages.</summary>
    public override string ToString() => $"{draft.Key} of {year.Name}";
}
