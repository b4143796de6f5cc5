using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.LookedAfter;
using Kith.Practice.Network;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Practice.Transfers;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;

namespace Kith.Practice.Projections;

/// <summary>The lists that the records of children are made of. Every save of a child's record asks for them.</summary>
internal sealed class ChildLists
{
    public static readonly AboutPeople<Person> People = new((db, people) => db.People.Where(p => people.Contains(p.Id)));
    public static readonly AboutPeople<PersonName> Names = Of(db => db.PersonNames);
    public static readonly AboutPeople<PersonAddress> Addresses = Of(db => db.PersonAddresses);

    /// <summary>What is asked of anybody; the rest of children alone.</summary>
    public static readonly IReadOnlyList<AboutPeople> Everybody = [People, Names, Addresses];

    private static readonly AboutPeople<Disability> DisabilitiesOf = Of(db => db.Disabilities);
    private static readonly AboutPeople<WhoseRow> RestrictionsOf = new(
        (db, people) => db.Restrictions.Where(r => people.Contains(r.PersonId) && r.EndedAt == null).Select(r => new WhoseRow(r.PersonId))
    );

    // An allocation that left its extract was ended with a date; it still counts among those who knew the child.
    private static readonly AboutPeople<Allocation> AllocationsOf = new((db, people) => db.Allocations.Where(r => people.Contains(r.PersonId)));
    private static readonly AboutPeople<Episode> EpisodesOf = Of(db => db.Episodes);
    private static readonly AboutPeople<WorkReopening> ReopeningsOf = Of(db => db.WorkReopenings);
    private static readonly AboutPeople<Contact> ContactsOf = Of(db =>
        db.Contacts.Where(c => c.TogetherId != null && (c.DecidedOn == null || (c.PartnerReferralId != null && c.ReferrerToldOn == null && c.Decision != ContactDecision.Referral)))
    );
    private static readonly AboutPeople<Transfer> TransfersOf = Of(db => db.Transfers.Where(t => t.AcceptedOn == null && t.EndedOn == null));
    private static readonly AboutPeople<Assessment> AssessmentsOf = Of(db => db.Assessments);
    private static readonly AboutPeople<AssessmentFactor> FactorsOf = new(
        (db, people) => from a in db.Assessments where people.Contains(a.PersonId) && a.SourceEndedOn == null join f in db.AssessmentFactors on a.Id equals f.AssessmentId select f
    );
    private static readonly AboutPeople<Section47Enquiry> EnquiriesOf = Of(db => db.Section47Enquiries);
    private static readonly AboutPeople<InitialConference> ConferencesOf = Of(db => db.InitialConferences);
    private static readonly AboutPeople<ProtectionPlan> ProtectionPlansOf = Of(db => db.ProtectionPlans);
    private static readonly AboutPeople<ReviewConference> ReviewsOf = Of(db => db.ReviewConferences);
    private static readonly AboutPeople<CinPlan> CinPlansOf = Of(db => db.CinPlans);
    private static readonly AboutPeople<CinReview> CinReviewsOf = Of(db => db.CinReviews);
    private static readonly AboutPeople<CareEpisode> CareOf = Of(db => db.CareEpisodes);
    private static readonly AboutPeople<PreProceedings> PreProceedingsOf = Of(db => db.PreProceedings);
    private static readonly AboutPeople<CensusExplanation> ExplanationsOf = Of(db => db.CensusExplanations.Where(x => x.EndedOn == null));
    private static readonly AboutPeople<StrategyDiscussion> DiscussionsOf = Of(db => db.StrategyDiscussions);
    private static readonly AboutPeople<CoreGroup> CoreGroupsOf = Of(db => db.CoreGroups);
    private static readonly AboutPeople<PreProceedingsReview> PreProceedingsReviewsOf = Of(db => db.PreProceedingsReviews);
    private static readonly AboutPeople<VisitRow> VisitsOf = new(
        (db, people) =>
            db
                .VisitChildren.Where(c => people.Contains(c.PersonId) && c.Visit!.SourceEndedOn == null)
                .Select(c => new VisitRow(c.PersonId, c.VisitId, c.Visit!.On, c.Visit.Kind, c.Visit.WorkerId, c.Seen, c.SeenAlone, c.Visit.Missed == null))
    );
    private static readonly AboutPeople<HeardRow> HeardOf = new(
        (db, people) =>
            db.VoiceEntries.Where(v => people.Contains(v.PersonId) && v.SourceEndedOn == null).Select(v => new HeardRow(v.PersonId, v.Id, v.On, v.Method, v.Alone, v.AnsweredOn))
    );
    private static readonly AboutPeople<LookedRow> OversightsOf = new(
        (db, people) => db.ManagementOversights.Where(v => people.Contains(v.PersonId)).Select(v => new LookedRow(v.PersonId, v.Id, v.On))
    );
    private static readonly AboutPeople<RiskLevel> RisksOf = Of(db => db.RiskLevels);
    private static readonly AboutPeople<ContingencyPlan> ContingencyPlansOf = Of(db => db.ContingencyPlans);
    private static readonly AboutPeople<ContingencyStep> StepsOf = Of(db => db.ContingencySteps.Where(s => db.ContingencyPlans.Any(c => c.Id == s.PlanId && c.EndedOn == null)));
    private static readonly AboutPeople<NetworkTie> TiesOf = Of(db => db.NetworkTies);
    private static readonly AboutPeople<FamilyPlanRow> FamilyPlansOf = new(
        (db, people) =>
            db
                .FamilyMeetings.Where(m => people.Contains(m.PersonId) && m.ReviewOn != null && m.HeldOn != null)
                .Select(m => new FamilyPlanRow(m.PersonId, m.Id, m.HeldOn, m.ReviewOn, db.FamilyPlanReviews.Where(r => r.MeetingId == m.Id).Max(r => (DateOnly?)r.On)))
    );
    private static readonly AboutPeople<OfferRow> AdvocateOffersOf = new(
        (db, people) => db.Advocacies.Where(a => people.Contains(a.PersonId)).Select(a => new OfferRow(a.PersonId, a.OfferedOn))
    );

    // A child who is missing, by whichever system says so; and returns in Kith after which the interview is not settled.
    private static readonly AboutPeople<MissingRow> MissingOf = new(
        (db, people) =>
            db
                .MissingEpisodes.Where(m => people.Contains(m.PersonId) && m.SourceEndedOn == null)
                .Where(m =>
                    m.FoundAt == null
                    || (
                        // Whether one was offered may be all that an older record, or one that came with an extract, says.
                        (m.InterviewOffered == null || db.ReturnInterviews.Any(i => i.EpisodeId == m.Id))
                        && !db.ReturnInterviews.Any(i => i.EpisodeId == m.Id && (i.HeldAt != null || i.RefusedAt != null || i.NotOfferedWhy != null))
                    )
                )
                .Select(m => new MissingRow(m.PersonId, m.Id, m.MissingFrom, m.FoundAt, m.Kind, m.Source))
    );

    private static readonly AboutPeople<SupportRow> SupportOf = new(
        (db, people) =>
            db
                .EdgeSupports.Where(s => people.Contains(s.PersonId) && s.WithdrawnOn == null && s.Accepted != false)
                .Select(s => new SupportRow(
                    s.PersonId,
                    s.Id,
                    s.TeamId,
                    s.WorkerId,
                    s.ReferredOn,
                    s.DecidedOn,
                    s.StartedOn,
                    s.EndedOn,
                    db.SupportOutcomes.Count(o => o.SupportId == s.Id)
                ))
    );

    private static readonly AboutPeople<NrmRow> NrmOf = new(
        (db, people) =>
            db
                .NrmReferrals.Where(r =>
                    people.Contains(r.PersonId) && r.WithdrawnOn == null && r.ConclusiveOn == null && (r.Reasonable == null || r.Reasonable == NrmDecision.Positive)
                )
                .Select(r => new NrmRow(r.PersonId, r.Id, r.ReferredOn, r.ReasonableOn))
    );

    // Put forward to a panel and not settled: to be heard, or heard and not shared.
    private static readonly AboutPeople<PanelRow> PanelsOf = new(
        (db, people) =>
            db
                .PanelChildren.Where(e => people.Contains(e.PersonId) && e.WithdrawnOn == null && e.CirculatedOn == null && (!e.AgreementNeeded || e.AgreedOn != null))
                .Join(db.Panels, e => e.PanelId, p => p.Id, (e, p) => new { Entry = e, Panel = p })
                .Select(x => new PanelRow(x.Entry.PersonId, x.Entry.Id, x.Entry.AgreedOn ?? x.Entry.PutForwardOn, x.Entry.HeardOn, x.Panel.ChairWorkerId, x.Panel.TeamId))
    );

    // What a panel agreed and somebody outside is to do: the council's own stands on its owner's list.
    private static readonly AboutPeople<PanelActionRow> PanelActionsOf = new(
        (db, people) =>
            db
                .ActionItems.Where(a =>
                    people.Contains(a.PersonId!.Value) && a.Source == ActionSource.Panel && a.OwnerWorkerId == null && a.DoneOn == null && a.EndedOn == null && a.DueOn != null
                )
                // A column each: «.Value» would lose how ids are kept.
                .Select(a => new PanelActionRow(a.PersonId, a.Id, a.SetOn, a.DueOn))
    );

    private static readonly AboutPeople<Disagreement> DisagreementsOf = new((db, people) => db.Disagreements.Where(d => people.Contains(d.PersonId) && d.SettledOn == null));

    private static readonly IReadOnlyList<AboutPeople> All =
    [
        DisabilitiesOf,
        RestrictionsOf,
        AllocationsOf,
        EpisodesOf,
        ReopeningsOf,
        ContactsOf,
        TransfersOf,
        AssessmentsOf,
        FactorsOf,
        EnquiriesOf,
        ConferencesOf,
        ProtectionPlansOf,
        ReviewsOf,
        CinPlansOf,
        CinReviewsOf,
        CareOf,
        PreProceedingsOf,
        ExplanationsOf,
        DiscussionsOf,
        CoreGroupsOf,
        PreProceedingsReviewsOf,
        VisitsOf,
        HeardOf,
        OversightsOf,
        RisksOf,
        ContingencyPlansOf,
        StepsOf,
        TiesOf,
        FamilyPlansOf,
        AdvocateOffersOf,
        MissingOf,
        SupportOf,
        NrmOf,
        PanelsOf,
        PanelActionsOf,
        DisagreementsOf,
    ];

    public required ILookup<Guid, Disability> Disabilities { get; init; }
    public required IReadOnlySet<Guid> Restricted { get; init; }
    public required ILookup<Guid, Allocation> Allocations { get; init; }
    public required ILookup<Guid, Episode> Episodes { get; init; }
    public required ILookup<Guid, WorkReopening> Reopenings { get; init; }
    public required ILookup<Guid, Contact> Contacts { get; init; }
    public required ILookup<Guid, Transfer> Transfers { get; init; }
    public required ILookup<Guid, Assessment> Assessments { get; init; }
    public required ILookup<Guid, Section47Enquiry> Enquiries { get; init; }
    public required ILookup<Guid, InitialConference> Conferences { get; init; }
    public required ILookup<Guid, ProtectionPlan> ProtectionPlans { get; init; }
    public required ILookup<Guid, ReviewConference> Reviews { get; init; }
    public required ILookup<Guid, CinPlan> CinPlans { get; init; }
    public required ILookup<Guid, CinReview> CinReviews { get; init; }
    public required ILookup<Guid, CareEpisode> CareEpisodes { get; init; }
    public required ILookup<Guid, PreProceedings> PreProceedings { get; init; }
    public required ILookup<Guid, CensusExplanation> Explanations { get; init; }
    public required ILookup<Guid, StrategyDiscussion> Discussions { get; init; }
    public required ILookup<Guid, CoreGroup> CoreGroups { get; init; }
    public required ILookup<Guid, PreProceedingsReview> PreProceedingsReviews { get; init; }
    public required ILookup<Guid, SeenVisit> Visits { get; init; }
    public required ILookup<Guid, Heard> Heard { get; init; }
    public required ILookup<Guid, (Guid Id, DateOnly On)> Oversights { get; init; }
    public required ILookup<Guid, RiskLevel> Risks { get; init; }
    public required ILookup<Guid, ContingencyPlan> ContingencyPlans { get; init; }
    public required ILookup<Guid, ContingencyStep> Steps { get; init; }
    public required ILookup<Guid, NetworkTie> Ties { get; init; }
    public required ILookup<Guid, FamilyPlanAhead> FamilyPlans { get; init; }
    public required ILookup<Guid, DateOnly> AdvocateOffers { get; init; }
    public required ILookup<Guid, MissingAhead> Missing { get; init; }
    public required ILookup<Guid, SupportAhead> Support { get; init; }
    public required ILookup<Guid, NrmAhead> Nrm { get; init; }
    public required ILookup<Guid, PanelAhead> Panels { get; init; }
    public required ILookup<Guid, PanelActionAhead> PanelActions { get; init; }
    public required ILookup<Guid, Disagreement> Disagreements { get; init; }

    /// <summary>Asks for all of them at once.</summary>
    public static async Task<ChildLists> Load(KithDb db, IReadOnlyCollection<Guid> children, CancellationToken ct)
    {
        await using var asked = await AskedAboutPeople.Ask(db, children, All, ct);
        // An initialiser is carried out in the order in which it is written: that of the list above.
        var lists = new ChildLists
        {
            Disabilities = await asked.NextByPerson(DisabilitiesOf, ct),
            Restricted = (await asked.Next(RestrictionsOf, ct)).Select(r => r.PersonId).ToHashSet(),
            Allocations = await asked.NextByPerson(AllocationsOf, ct),
            Episodes = await asked.NextByPerson(EpisodesOf, ct),
            Reopenings = await asked.NextByPerson(ReopeningsOf, ct),
            Contacts = await asked.NextByPerson(ContactsOf, ct),
            Transfers = await asked.NextByPerson(TransfersOf, ct),
            Assessments = WithFactors(await asked.Next(AssessmentsOf, ct), await asked.Next(FactorsOf, ct)),
            Enquiries = await asked.NextByPerson(EnquiriesOf, ct),
            Conferences = await asked.NextByPerson(ConferencesOf, ct),
            ProtectionPlans = await asked.NextByPerson(ProtectionPlansOf, ct),
            Reviews = await asked.NextByPerson(ReviewsOf, ct),
            CinPlans = await asked.NextByPerson(CinPlansOf, ct),
            CinReviews = await asked.NextByPerson(CinReviewsOf, ct),
            CareEpisodes = await asked.NextByPerson(CareOf, ct),
            PreProceedings = await asked.NextByPerson(PreProceedingsOf, ct),
            Explanations = await asked.NextByPerson(ExplanationsOf, ct),
            Discussions = await asked.NextByPerson(DiscussionsOf, ct),
            CoreGroups = await asked.NextByPerson(CoreGroupsOf, ct),
            PreProceedingsReviews = await asked.NextByPerson(PreProceedingsReviewsOf, ct),
            Visits = (await asked.Next(VisitsOf, ct)).ToLookup(v => v.PersonId, v => new SeenVisit(v.VisitId, v.On, v.Kind, v.WorkerId, v.Seen, v.SeenAlone, v.Held)),
            Heard = (await asked.Next(HeardOf, ct)).ToLookup(v => v.PersonId, v => new Heard(v.Id, v.On, v.Method, v.Alone, v.AnsweredOn)),
            Oversights = (await asked.Next(OversightsOf, ct)).ToLookup(o => o.PersonId, o => (o.Id, o.On)),
            Risks = await asked.NextByPerson(RisksOf, ct),
            ContingencyPlans = await asked.NextByPerson(ContingencyPlansOf, ct),
            Steps = await asked.NextByPerson(StepsOf, ct),
            Ties = await asked.NextByPerson(TiesOf, ct),
            FamilyPlans = (await asked.Next(FamilyPlansOf, ct)).ToLookup(m => m.PersonId, m => new FamilyPlanAhead(m.Id, m.Last ?? m.On!.Value, m.Next!.Value)),
            AdvocateOffers = (await asked.Next(AdvocateOffersOf, ct)).ToLookup(a => a.PersonId, a => a.On),
            Missing = (await asked.Next(MissingOf, ct)).ToLookup(
                m => m.PersonId,
                m => new MissingAhead(m.Id, m.MissingFrom, m.FoundAt, MissingWords.IsAway(m.Kind), m.Source is not null && m.FoundAt is null, m.Source is not null)
            ),
            Support = (await asked.Next(SupportOf, ct))
                .Where(s => s.Looks < EdgeSupport.Looks.Count)
                .ToLookup(s => s.PersonId, s => new SupportAhead(s.Id, s.TeamId, s.WorkerId, s.ReferredOn, s.DecidedOn, s.StartedOn, s.EndedOn, s.Looks)),
            Nrm = (await asked.Next(NrmOf, ct)).ToLookup(r => r.PersonId, r => new NrmAhead(r.Id, r.ReferredOn, r.ReasonableOn)),
            Panels = (await asked.Next(PanelsOf, ct)).ToLookup(e => e.PersonId, e => new PanelAhead(e.Id, e.Since, e.HeardOn, e.ChairId, e.TeamId)),
            PanelActions = (await asked.Next(PanelActionsOf, ct)).ToLookup(a => a.PersonId!.Value, a => new PanelActionAhead(a.Id, a.SetOn, a.DueOn!.Value)),
            Disagreements = await asked.NextByPerson(DisagreementsOf, ct),
        };
        return lists;
    }

    // What the council's own system no longer has is history, and says nothing about how the child stands today.
    private static AboutPeople<T> Of<T>(Func<KithDb, IQueryable<T>> set)
        where T : PersonRecord => new((db, people) => set(db).Where(r => people.Contains(r.PersonId) && r.SourceEndedOn == null));

    private static ILookup<Guid, Assessment> WithFactors(List<Assessment> assessments, List<AssessmentFactor> factors)
    {
        var of = factors.ToLookup(f => f.AssessmentId);
        foreach (var assessment in assessments)
        {
            assessment.Factors = [.. of[assessment.Id]];
        }
        return assessments.ToLookup(a => a.PersonId);
    }

    private sealed record WhoseRow(Guid PersonId);

    private sealed record VisitRow(Guid PersonId, Guid VisitId, DateOnly On, VisitKind Kind, Guid? WorkerId, bool? Seen, bool? SeenAlone, bool Held);

    private sealed record HeardRow(Guid PersonId, Guid Id, DateOnly On, string Method, bool Alone, DateOnly? AnsweredOn);

    private sealed record LookedRow(Guid PersonId, Guid Id, DateOnly On);

    private sealed record FamilyPlanRow(Guid PersonId, Guid Id, DateOnly? On, DateOnly? Next, DateOnly? Last);

    private sealed record OfferRow(Guid PersonId, DateOnly On);

    private sealed record MissingRow(Guid PersonId, Guid Id, DateTime MissingFrom, DateTime? FoundAt, string? Kind, string? Source);

    private sealed record NrmRow(Guid PersonId, Guid Id, DateOnly ReferredOn, DateOnly? ReasonableOn);

    private sealed record PanelRow(Guid PersonId, Guid Id, DateOnly Since, DateOnly? HeardOn, Guid? ChairId, Guid? TeamId);

    private sealed record PanelActionRow(Guid? PersonId, Guid Id, DateOnly SetOn, DateOnly? DueOn);

    private sealed record SupportRow(
        Guid PersonId,
        Guid Id,
        Guid TeamId,
        Guid? WorkerId,
        DateOnly ReferredOn,
        DateOnly? DecidedOn,
        DateOnly? StartedOn,
        DateOnly? EndedOn,
        int Looks
    );
}
