using Kith.Practice.Assessments;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CinCensus;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// What a child's records mean in a return: a pure function of the records and the period. It follows the DfE guide
/// (Children in need census 2023 to 2024, sections 1.6, 4 and 5): every case open at any time in the year and every
/// referral in the year; of each case, the work that was under way or ended in the year. Nothing is mended on the way:
/// what a record does not say is left out, and the rules say so.
/// </summary>
public static class ChildReturn
{
    /// <summary>The child of the return; null when nothing of the child belongs in it.</summary>
    public static ReturnedChild? Of(ChildRecords r, ReturnPeriod period)
    {
        if (!r.Person.HasChildRecord || r.Person.MergedIntoId is not null)
        {
            return null;
        }
        if (r.Returned?.AsItCame is { } before && IsAsItCame(r))
        {
            return AsItCame.Behind(before, r);
        }
        var episodes = r.Episodes.Where(e => BelongsIn(e, r, period)).OrderBy(e => Order(e, r)).ThenBy(e => e.ReferredOn).ThenBy(e => e.Id).ToList();
        if (episodes.Count == 0)
        {
            return null;
        }
        var child = new ReturnedChild(new CensusSource(CensusRecordKinds.Person, r.Person.Id, r.Person.Source));
        Person(child, r, period);
        foreach (var episode in episodes)
        {
            child.Child.Episodes.Add(Episode(child, episode, r, period));
        }
        return child;
    }

    /// <summary>
    /// Whether an episode is part of the period's return. A referral that nobody has decided on yet is not: whether it is
    /// «no further action» cannot be said. The clock of referral decisions sees to it, and the readiness page counts it.
    /// </summary>
    public static bool BelongsIn(Episode e, ChildRecords r, ReturnPeriod period)
    {
        if (e.ReferredOn > period.To)
        {
            return false;
        }
        if (e.NoFurtherAction)
        {
            // Rule 8569Q leaves one working day for a decision that fell into the new year.
            return e.ReferredOn >= period.From || (e.DecidedOn >= period.From && e.ReferredOn >= WorkingDayCalendar.England.SubtractWorkingDays(period.From, 1));
        }
        return (e.ClosedOn is null || e.ClosedOn >= period.From) && !WaitsForDecision(e, r);
    }

    /// <summary>True while a referral has come in and nobody has decided what follows.</summary>
    public static bool WaitsForDecision(Episode e, ChildRecords r) =>
        e is { Source: null, IsOpen: true, DecidedOn: null, PrimaryNeed: null, TransferInConferenceOn: null } && !r.Assessments.Any(a => a.EpisodeId == e.Id);

    private static void Person(ReturnedChild child, ChildRecords r, ReturnPeriod period)
    {
        var p = r.Person;
        var who = child.From(CensusTable.ChildIdentifiers, child.Child.Identifiers, CensusRecordKinds.Person, p);
        who.LAchildID = p.LaChildId;
        who.UPN = p.Upn;
        who.FormerUPN = p.FormerUpn;
        who.UPNunknown = p.UpnUnknown;
        // For a year in which the child was not born yet, the day of birth stands for the day that was expected.
        var unbornThen = p.DateOfBirth > period.Year.ReferenceDate;
        who.PersonBirthDate = unbornThen ? null : Day(p.DateOfBirth);
        who.ExpectedPersonBirthDate = p.DateOfBirth is null || unbornThen ? Day(p.ExpectedDateOfBirth ?? p.DateOfBirth) : null;
        var unborn = who.ExpectedPersonBirthDate is not null;
        if (period.Year.UsesSex)
        {
            who.Sex = unbornThen ? "U" : p.Sex;
        }
        else
        {
            who.GenderCurrent =
                unborn ? "0"
                : p.Sex == "M" ? "1"
                : p.Sex == "F" ? "2"
                : "0";
        }
        who.PersonDeathDate = Day(period.Known(p.DateOfDeath));
        var about = child.From(CensusTable.ChildCharacteristics, child.Child.Characteristics, CensusRecordKinds.Person, p);
        about.Ethnicity = unbornThen ? "NOBT" : p.Ethnicity;
        foreach (var d in r.Disabilities.OrderBy(d => Order(d, r)).ThenBy(d => d.Code, StringComparer.Ordinal))
        {
            about.HasDisabilities = true;
            about.Disabilities.Add(child.From(CensusTable.Disabilities, new CensusDisability { Disability = d.Code }, CensusRecordKinds.Disability, d));
        }
    }

    private static CensusEpisode Episode(ReturnedChild child, Episode e, ChildRecords r, ReturnPeriod period)
    {
        var closed = period.Known(e.ClosedOn);
        var episode = child.From(
            CensusTable.CINdetails,
            new CensusEpisode
            {
                CINreferralDate = Day(e.ReferredOn),
                ReferralSource = e.SourceCode,
                PrimaryNeedCode = e.PrimaryNeed,
                CINclosureDate = Day(closed),
                ReasonForClosure = e.ClosedOn is null || closed is not null ? e.ClosureReason : null,
                DateOfInitialCPC = Day(period.Known(e.TransferInConferenceOn)),
                ReferralNFA = e.NoFurtherAction ? "1" : "0",
            },
            CensusRecordKinds.Episode,
            e
        );
        foreach (var a in Of(r.Assessments, a => a.EpisodeId == e.Id && BelongsIn(a, period), a => a.StartedOn))
        {
            episode.Assessments.Add(Assessment(child, a, r, period));
        }
        foreach (var p in Of(r.CinPlans, p => p.EpisodeId == e.Id && IsOpenIn(p.StartedOn, p.EndedOn, period), p => p.StartedOn))
        {
            episode.PlanDates.AddRange(PlanDates(child, p, period));
        }
        foreach (var s in Of(r.Enquiries, s => s.EpisodeId == e.Id && BelongsIn(s, r, period), s => s.StartedOn))
        {
            episode.Section47s.Add(Enquiry(child, s, r, period));
        }
        foreach (var p in Of(r.ProtectionPlans, p => p.EpisodeId == e.Id && !p.OtherAuthority && IsOpenIn(p.StartedOn, p.EndedOn, period), p => p.StartedOn))
        {
            episode.ProtectionPlans.Add(ProtectionPlan(child, p, r, period));
        }
        if (period.Year.HasPreProceedings)
        {
            foreach (var p in Of(r.PreProceedings, p => EpisodeOf(p, r) == e.Id && period.Holds(p.DecidedOn), p => p.DecidedOn))
            {
                episode.PreProceedings.Add(PreProceedings(child, p, period));
            }
        }
        return episode;

        IEnumerable<T> Of<T>(IReadOnlyList<T> records, Func<T, bool> which, Func<T, DateOnly> begins)
            where T : SourcedRecord => records.Where(which).OrderBy(x => Order(x, r)).ThenBy(begins).ThenBy(x => x.Id);
    }

    // An assessment that was authorised in an earlier year was in that year's return (rule 8696); one that runs on is in every year's.
    private static bool BelongsIn(Assessment a, ReturnPeriod period) => a.StartedOn <= period.To && (a.AuthorisedOn is null || a.AuthorisedOn >= period.From);

    // Guide 4.12: enquiries begun before 1 April are in when their conference was on or after it; one that is still open is in as well.
    private static bool BelongsIn(Section47Enquiry s, ChildRecords r, ReturnPeriod period) =>
        s.StartedOn <= period.To
        && (
            ConferenceOf(s, r) is { } held ? held >= period.From
            : s.ConferenceNotRequired == true || s.EndedOn is not null ? s.StartedOn >= period.From
            : true
        );

    private static bool IsOpenIn(DateOnly from, DateOnly? to, ReturnPeriod period) => from <= period.To && (to is null || to >= period.From);

    private static DateOnly? ConferenceOf(Section47Enquiry s, ChildRecords r) =>
        s.ConferenceOn ?? r.Conferences.Where(c => c.EnquiryId == s.Id && !c.TransferIn).Select(c => c.HeldOn).Min();

    private static CensusAssessment Assessment(ReturnedChild child, Assessment a, ChildRecords r, ReturnPeriod period)
    {
        var authorised = period.Known(a.AuthorisedOn);
        var assessment = child.From(
            CensusTable.Assessments,
            new CensusAssessment
            {
                AssessmentActualStartDate = Day(a.StartedOn),
                AssessmentInternalReviewDate = Day(a.InternalReviewOn),
                AssessmentAuthorisationDate = Day(authorised),
            },
            CensusRecordKinds.Assessment,
            a
        );
        // Factors are what the finished assessment found (rule 8614): those of a draft are on the way, and not said yet. What an extract said stands.
        if (authorised is not null || (a.AuthorisedOn is null && a.Source is not null))
        {
            foreach (var factor in a.Factors.OrderBy(f => f.Id).ThenBy(f => f.Code, StringComparer.Ordinal))
            {
                assessment.HasFactors = true;
                assessment.Factors.Add(child.From(CensusTable.AssessmentFactorsList, new CensusFactor { AssessmentFactors = factor.Code }, CensusRecordKinds.Assessment, a));
            }
        }
        return assessment;
    }

    private static IEnumerable<CensusPlanDates> PlanDates(ReturnedChild child, CinPlan p, ReturnPeriod period)
    {
        if (period.Year.HasPlanDates)
        {
            yield return child.From(
                CensusTable.CINplanDates,
                new CensusPlanDates { CINPlanStartDate = Day(p.StartedOn), CINPlanEndDate = Day(period.Known(p.EndedOn)) },
                CensusRecordKinds.CinPlan,
                p
            );
        }
    }

    private static CensusSection47 Enquiry(ReturnedChild child, Section47Enquiry s, ChildRecords r, ReturnPeriod period) =>
        child.From(
            CensusTable.Section47,
            new CensusSection47
            {
                S47ActualStartDate = Day(s.StartedOn),
                InitialCPCtarget = Day(s.ConferenceTargetOn),
                DateOfInitialCPC = Day(period.Known(ConferenceOf(s, r))),
                ICPCnotRequired = s.ConferenceNotRequired == true ? "1" : "0",
            },
            CensusRecordKinds.Section47,
            s
        );

    private static CensusProtectionPlan ProtectionPlan(ReturnedChild child, ProtectionPlan p, ChildRecords r, ReturnPeriod period)
    {
        var plan = child.From(
            CensusTable.ChildProtectionPlans,
            new CensusProtectionPlan
            {
                CPPstartDate = Day(p.StartedOn),
                CPPendDate = Day(period.Known(p.EndedOn)),
                InitialCategoryOfAbuse = p.InitialCategory,
                LatestCategoryOfAbuse = p.LatestCategory,
                NumberOfPreviousCPP = CensusValue.Write(p.PreviousPlans),
            },
            CensusRecordKinds.ProtectionPlan,
            p
        );
        var held = r.Reviews.Where(v => v.HeldOn is not null && v.HeldOn <= period.To && Reviews(v, p)).OrderBy(v => Order(v, r)).ThenBy(v => v.HeldOn).ThenBy(v => v.Id).ToList();
        // Guide 5.5: all reviews of the year, and for a child on a plan at 1 April the last review of the year before.
        var last = held.Where(v => v.HeldOn < period.From).Select(v => v.HeldOn).Max();
        foreach (var review in held.Where(v => v.HeldOn >= period.From || v.HeldOn == last))
        {
            plan.Reviews.Add(child.From(CensusTable.Reviews, new CensusReview { CPPreviewDate = Day(review.HeldOn) }, CensusRecordKinds.Review, review));
        }
        return plan;
    }

    // A review that names no plan belongs to the plan it fell in.
    private static bool Reviews(ReviewConference v, ProtectionPlan p) =>
        v.PlanId is { } plan ? plan == p.Id : v.HeldOn > p.StartedOn && (p.EndedOn is null || v.HeldOn <= p.EndedOn);

    private static CensusPreProceedings PreProceedings(ReturnedChild child, PreProceedings p, ReturnPeriod period) =>
        child.From(
            CensusTable.PreProceedingsandFGDM,
            new CensusPreProceedings
            {
                PPStartDate = Day(p.DecidedOn),
                LBPSentDate = Day(period.Known(p.LetterSentOn)),
                FGDMMeetingOffer = CensusValue.Write(p.MeetingOffered),
                FGDMMeetingFac = CensusValue.Write(p.MeetingHeld),
                InitialPPMeetingDate = Day(period.Known(p.FirstMeetingOn)),
                ReviewMeetingsCount = CensusValue.Write(p.ReviewMeetings),
                StepDecisionDate = Day(period.Known(p.EndedOn)),
                // The meanings of the codes are not published yet: only what already is a code is returned.
                PPOutcome = p.EndedOn > period.To || p.Outcome is null || !(p.Source is not null || CodeSets.PreProceedingsOutcome.Contains(p.Outcome)) ? null : p.Outcome,
                CourtAppDate = Day(period.Known(p.CourtApplicationOn)),
                LetterInitCPDate = Day(period.Known(p.ProceedingsLetterOn)),
            },
            CensusRecordKinds.PreProceedings,
            p
        );

    private static Guid? EpisodeOf(PreProceedings p, ChildRecords r) =>
        p.EpisodeId
        ?? r.Episodes.Where(e => !e.NoFurtherAction && e.ReferredOn <= p.DecidedOn && (e.ClosedOn is null || e.ClosedOn >= p.DecidedOn))
            .OrderByDescending(e => e.ReferredOn)
            .ThenBy(e => e.Id)
            .Select(e => (Guid?)e.Id)
            .FirstOrDefault();

    /// <summary>Whether the child is still as the imported return said: nothing that a return is made of was recorded in Kith or came from elsewhere.</summary>
    private static bool IsAsItCame(ChildRecords r) =>
        r.Person.Source == Sources.CinCensus
        && All(r.Disabilities)
        && All(r.Episodes)
        && All(r.Assessments)
        && All(r.Enquiries)
        && All(r.ProtectionPlans)
        && All(r.Reviews)
        && All(r.CinPlans)
        && All(r.PreProceedings);

    private static bool All(IReadOnlyList<SourcedRecord> records) => records.All(x => x.Source == Sources.CinCensus);

    private static int Order(SourcedRecord record, ChildRecords r) =>
        r.Returned is { } before && record is { Source: Sources.CinCensus, SourceKey: { } key } ? before.Place(key[(key.IndexOf('/') + 1)..]) ?? int.MaxValue : int.MaxValue;

    private static string? Day(DateOnly? day) => day is { } d ? CensusDays.Text(d) : null;
}

/// <summary>Days as the return writes them. A council's records name few different days, so that each is written once.</summary>
internal static class CensusDays
{
    private static readonly string?[] Written = new string?[366 * 60];
    private static readonly int First = new DateOnly(1990, 1, 1).DayNumber;

    public static string Text(DateOnly day)
    {
        var at = day.DayNumber - First;
        return at >= 0 && at < Written.Length ? Written[at] ??= CensusValue.Write(day)! : CensusValue.Write(day)!;
    }
}
