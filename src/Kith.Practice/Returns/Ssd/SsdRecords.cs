using System.Runtime.CompilerServices;
using Kith.Practice.Assessments;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Ssd;

/// <summary>A person's part in a visit that took place.</summary>
public sealed record MadeVisit(Guid Id, Guid PersonId, DateOnly On, VisitKind Kind, bool? Seen, bool? SeenAlone, bool? BedroomSeen);

/// <summary>One person's records as far as the dataset has a place for them.</summary>
public sealed class SsdRecords
{
    public required Person Person { get; init; }
    public required bool IsMother { get; init; }
    public IReadOnlyList<Disability> Disabilities { get; init; } = [];
    public IReadOnlyList<PersonAddress> Addresses { get; init; } = [];
    public IReadOnlyList<PersonIdentifier> Identifiers { get; init; } = [];
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    public IReadOnlyList<EarlyHelpEpisode> EarlyHelp { get; init; } = [];
    public IReadOnlyList<Episode> Episodes { get; init; } = [];
    public IReadOnlyList<Assessment> Assessments { get; init; } = [];
    public IReadOnlyList<Section47Enquiry> Enquiries { get; init; } = [];
    public IReadOnlyList<InitialConference> Conferences { get; init; } = [];
    public IReadOnlyList<ProtectionPlan> Plans { get; init; } = [];
    public IReadOnlyList<ReviewConference> Reviews { get; init; } = [];
    public IReadOnlyList<CinPlan> CinPlans { get; init; } = [];
    public IReadOnlyList<MadeVisit> Visits { get; init; } = [];
    public IReadOnlyList<CareEpisode> Care { get; init; } = [];
    public IReadOnlyList<Placement> Placements { get; init; } = [];
    public IReadOnlyList<LegalStatus> LegalStatuses { get; init; } = [];
    public IReadOnlyList<MissingEpisode> Missing { get; init; } = [];
    public IReadOnlyList<PreProceedings> PreProceedings { get; init; } = [];
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    /// <summary>Rows of the dataset that were imported and that Kith does not work on.</summary>
    public IReadOnlyList<(Guid Id, KeptRow Row)> Kept { get; init; } = [];
}

/// <summary>
/// Reads the children, and the mothers of children, some hundreds at a time; what is kept about them is asked for in one go.
/// What workers wrote in words is not read at all.
/// </summary>
internal sealed class SsdRecordsReader(KithDb db)
{
    private const int Batch = 500;

    private static readonly AboutPeople<WhoseRow> MothersOf = new(
        (db, people) =>
            db
                .Relationships.Where(r =>
                    people.Contains(r.PersonId) && r.Kind == RelationshipKind.Parent && r.SourceEndedOn == null && r.Other!.HasChildRecord && r.Other.MergedIntoId == null
                )
                .Select(r => new WhoseRow(r.PersonId))
    );
    private static readonly AboutPeople<Disability> DisabilitiesOf = Of(db => db.Disabilities);
    private static readonly AboutPeople<PersonAddress> AddressesOf = Of(db => db.PersonAddresses);
    private static readonly AboutPeople<PersonIdentifier> IdentifiersOf = Of(db => db.PersonIdentifiers);
    private static readonly AboutPeople<EarlyHelpEpisode> HelpOf = Of(db => db.EarlyHelpEpisodes);
    private static readonly AboutPeople<AssessmentFactor> FactorsOf = new(
        (db, people) => from a in db.Assessments where people.Contains(a.PersonId) && a.SourceEndedOn == null join f in db.AssessmentFactors on a.Id equals f.AssessmentId select f
    );
    private static readonly AboutPeople<ProtectionPlan> PlansOf = Of(db => db.ProtectionPlans);
    private static readonly AboutPeople<MadeVisit> VisitsOf = new(
        (db, people) =>
            db
                .VisitChildren.Where(c => people.Contains(c.PersonId) && c.Visit!.SourceEndedOn == null && c.Visit.Missed == null)
                .OrderBy(c => c.Id)
                .Select(c => new MadeVisit(c.Id, c.PersonId, c.Visit!.On, c.Visit.Kind, c.Seen, c.SeenAlone, c.BedroomSeen))
    );
    private static readonly AboutPeople<CareEpisode> CareOf = Of(db => db.CareEpisodes);
    private static readonly AboutPeople<Placement> PlacementsOf = Of(db => db.Placements);
    private static readonly AboutPeople<LegalStatus> StatusesOf = Of(db => db.LegalStatuses);
    private static readonly AboutPeople<MissingEpisode> MissingOf = Of(db => db.MissingEpisodes);
    private static readonly AboutPeople<ReturnInterview> InterviewsOf = Of(db => db.ReturnInterviews);
    private static readonly AboutPeople<Allocation> AllocationsOf = Of(db => db.Allocations);
    private static readonly AboutPeople<ImportedRow> KeptOf = new(
        (db, people) =>
            db
                .ExtractRows.Where(r => r.PersonId != null && people.Contains(r.PersonId.Value) && r.SourceEndedOn == null && r.Source == Sources.Ssd)
                .Select(r => new ImportedRow(r.Id, r.PersonId!.Value, r.Table, r.Content))
    );
    private static readonly AboutPeople<Contact> ContactsOf = Of(db =>
        db.Contacts.Select(c => new Contact
        {
            Id = c.Id,
            PersonId = c.PersonId,
            SourceEndedOn = c.SourceEndedOn,
            ReceivedOn = c.ReceivedOn,
            SourceCode = c.SourceCode,
            Decision = c.Decision,
            Outcome = c.Source == Sources.Ssd ? c.Outcome : null,
        })
    );
    private static readonly AboutPeople<Episode> EpisodesOf = Of(db =>
        db.Episodes.Select(e => new Episode
        {
            Id = e.Id,
            PersonId = e.PersonId,
            SourceEndedOn = e.SourceEndedOn,
            ReferredOn = e.ReferredOn,
            SourceCode = e.SourceCode,
            PrimaryNeed = e.PrimaryNeed,
            NoFurtherAction = e.NoFurtherAction,
            Decision = e.Decision,
            ClosedOn = e.ClosedOn,
            ClosureReason = e.ClosureReason,
            TransferInConferenceOn = e.TransferInConferenceOn,
            TeamId = e.TeamId,
            WorkerId = e.WorkerId,
        })
    );
    private static readonly AboutPeople<Assessment> AssessmentsOf = Of(db =>
        db.Assessments.Select(a => new Assessment
        {
            Id = a.Id,
            PersonId = a.PersonId,
            SourceEndedOn = a.SourceEndedOn,
            EpisodeId = a.EpisodeId,
            StartedOn = a.StartedOn,
            AuthorisedOn = a.AuthorisedOn,
            ChildSeen = a.ChildSeen,
            Outcome = a.Outcome,
            Conclusion = a.Conclusion,
            TeamId = a.TeamId,
            WorkerId = a.WorkerId,
        })
    );
    private static readonly AboutPeople<Section47Enquiry> EnquiriesOf = Of(db =>
        db.Section47Enquiries.Select(s => new Section47Enquiry
        {
            Id = s.Id,
            PersonId = s.PersonId,
            SourceEndedOn = s.SourceEndedOn,
            EpisodeId = s.EpisodeId,
            StartedOn = s.StartedOn,
            EndedOn = s.EndedOn,
            ConferenceNotRequired = s.ConferenceNotRequired,
            ConferenceOn = s.ConferenceOn,
            ConferenceTargetOn = s.ConferenceTargetOn,
            Outcome = s.Outcome,
            TeamId = s.TeamId,
            WorkerId = s.WorkerId,
        })
    );
    private static readonly AboutPeople<InitialConference> ConferencesOf = Of(db =>
        db.InitialConferences.Where(c => c.CalledOffOn == null)
            .Select(c => new InitialConference
            {
                Id = c.Id,
                PersonId = c.PersonId,
                SourceEndedOn = c.SourceEndedOn,
                EpisodeId = c.EpisodeId,
                EnquiryId = c.EnquiryId,
                PlanId = c.PlanId,
                TogetherId = c.TogetherId,
                HeldOn = c.HeldOn,
                TargetOn = c.TargetOn,
                TransferIn = c.TransferIn,
                LedToPlan = c.LedToPlan,
                TeamId = c.TeamId,
                WorkerId = c.WorkerId,
            })
    );
    private static readonly AboutPeople<ReviewConference> ReviewsOf = Of(db =>
        db.ReviewConferences.Where(r => r.CalledOffOn == null)
            .Select(r => new ReviewConference
            {
                Id = r.Id,
                PersonId = r.PersonId,
                SourceEndedOn = r.SourceEndedOn,
                PlanId = r.PlanId,
                TogetherId = r.TogetherId,
                DueOn = r.DueOn,
                HeldOn = r.HeldOn,
                ContinuePlan = r.ContinuePlan,
                Quorate = r.Quorate,
                Participation = r.Participation,
            })
    );
    private static readonly AboutPeople<CinPlan> CinPlansOf = Of(db =>
        db.CinPlans.Select(p => new CinPlan
        {
            Id = p.Id,
            PersonId = p.PersonId,
            SourceEndedOn = p.SourceEndedOn,
            EpisodeId = p.EpisodeId,
            StartedOn = p.StartedOn,
            EndedOn = p.EndedOn,
            TeamId = p.TeamId,
            WorkerId = p.WorkerId,
        })
    );
    private static readonly AboutPeople<PreProceedings> BeforeOf = Of(db =>
        db.PreProceedings.Select(p => new PreProceedings
        {
            Id = p.Id,
            PersonId = p.PersonId,
            SourceEndedOn = p.SourceEndedOn,
            TogetherId = p.TogetherId,
            DecidedOn = p.DecidedOn,
            LetterSentOn = p.LetterSentOn,
            FirstMeetingOn = p.FirstMeetingOn,
            EndedOn = p.EndedOn,
            Outcome = p.Outcome,
            ReviewMeetings = p.ReviewMeetings,
            ProceedingsLetterOn = p.ProceedingsLetterOn,
        })
    );

    /// <summary>Asked together, in this order.</summary>
    private static readonly IReadOnlyList<AboutPeople> All =
    [
        MothersOf,
        DisabilitiesOf,
        AddressesOf,
        IdentifiersOf,
        ContactsOf,
        HelpOf,
        EpisodesOf,
        AssessmentsOf,
        FactorsOf,
        EnquiriesOf,
        ConferencesOf,
        PlansOf,
        ReviewsOf,
        CinPlansOf,
        VisitsOf,
        CareOf,
        PlacementsOf,
        StatusesOf,
        MissingOf,
        InterviewsOf,
        BeforeOf,
        AllocationsOf,
        KeptOf,
    ];

    public async IAsyncEnumerable<SsdRecords> People([EnumeratorCancellation] CancellationToken ct)
    {
        var after = Guid.Empty;
        while (true)
        {
            var from = after;
            var people = await db
                .People.AsNoTracking()
                .Where(p =>
                    p.Id > from
                    && p.MergedIntoId == null
                    && p.SourceEndedOn == null
                    && (
                        p.HasChildRecord
                        || (
                            p.Sex != "M"
                            && db.Relationships.Any(r =>
                                r.PersonId == p.Id && r.Kind == RelationshipKind.Parent && r.SourceEndedOn == null && r.Other!.HasChildRecord && r.Other.MergedIntoId == null
                            )
                        )
                    )
                )
                .OrderBy(p => p.Id)
                .Take(Batch)
                .ToListAsync(ct);
            if (people.Count == 0)
            {
                yield break;
            }
            after = people[^1].Id;
            foreach (var person in await Load(people, ct))
            {
                yield return person;
            }
        }
    }

    /// <summary>The records of some people.</summary>
    public async Task<IReadOnlyList<SsdRecords>> Load(IReadOnlyList<Person> people, CancellationToken ct)
    {
        await using var asked = await AskedAboutPeople.Ask(db, [.. people.Select(p => p.Id)], All, ct);
        var mothers = (await asked.Next(MothersOf, ct)).Select(r => r.PersonId).ToHashSet();
        var disabilities = await asked.NextByPerson(DisabilitiesOf, ct);
        var addresses = await asked.NextByPerson(AddressesOf, ct);
        var identifiers = await asked.NextByPerson(IdentifiersOf, ct);
        var contacts = await asked.NextByPerson(ContactsOf, ct);
        var help = await asked.NextByPerson(HelpOf, ct);
        var episodes = await asked.NextByPerson(EpisodesOf, ct);
        var assessments = await asked.NextByPerson(AssessmentsOf, ct);
        var factors = (await asked.Next(FactorsOf, ct)).ToLookup(f => f.AssessmentId);
        foreach (var assessment in assessments.SelectMany(g => g))
        {
            assessment.Factors = [.. factors[assessment.Id]];
        }
        var enquiries = await asked.NextByPerson(EnquiriesOf, ct);
        var conferences = await asked.NextByPerson(ConferencesOf, ct);
        var plans = await asked.NextByPerson(PlansOf, ct);
        var reviews = await asked.NextByPerson(ReviewsOf, ct);
        var cinPlans = await asked.NextByPerson(CinPlansOf, ct);
        var visits = (await asked.Next(VisitsOf, ct)).ToLookup(v => v.PersonId);
        var care = await asked.NextByPerson(CareOf, ct);
        var placements = await asked.NextByPerson(PlacementsOf, ct);
        var statuses = await asked.NextByPerson(StatusesOf, ct);
        var missing = await asked.NextByPerson(MissingOf, ct);
        // What Kith itself knows of the interview says whether it was offered and taken up.
        var interviews = (await asked.NextByPerson(InterviewsOf, ct)).SelectMany(g => g).ToDictionary(i => i.EpisodeId);
        foreach (var m in missing.SelectMany(g => g))
        {
            if (interviews.TryGetValue(m.Id, out var i))
            {
                m.InterviewOffered =
                    i.OfferedAt is not null ? true
                    : i.NotOfferedWhy is not null ? false
                    : m.InterviewOffered;
                m.InterviewAccepted =
                    i.HeldAt is not null ? true
                    : i.RefusedAt is not null ? false
                    : m.InterviewAccepted;
            }
        }
        var before = await asked.NextByPerson(BeforeOf, ct);
        var allocations = await asked.NextByPerson(AllocationsOf, ct);
        var kept = (await asked.Next(KeptOf, ct)).ToLookup(r => r.PersonId, r => (r.Id, new KeptRow(r.Table, InspectedChildren.Values(r.Content))));
        return
        [
            .. people.Select(p => new SsdRecords
            {
                Person = p,
                IsMother = p.Sex != "M" && mothers.Contains(p.Id),
                Disabilities = [.. disabilities[p.Id]],
                Addresses = [.. addresses[p.Id]],
                Identifiers = [.. identifiers[p.Id]],
                Contacts = [.. contacts[p.Id]],
                EarlyHelp = [.. help[p.Id]],
                Episodes = [.. episodes[p.Id]],
                Assessments = [.. assessments[p.Id]],
                Enquiries = [.. enquiries[p.Id]],
                Conferences = [.. conferences[p.Id]],
                Plans = [.. plans[p.Id]],
                Reviews = [.. reviews[p.Id]],
                CinPlans = [.. cinPlans[p.Id]],
                Visits = [.. visits[p.Id]],
                Care = [.. care[p.Id]],
                Placements = [.. placements[p.Id]],
                LegalStatuses = [.. statuses[p.Id]],
                Missing = [.. missing[p.Id]],
                PreProceedings = [.. before[p.Id]],
                Allocations = [.. allocations[p.Id]],
                Kept = [.. kept[p.Id]],
            }),
        ];
    }

    private static AboutPeople<T> Of<T>(Func<KithDb, IQueryable<T>> set)
        where T : PersonRecord => new((db, people) => set(db).Where(r => people.Contains(r.PersonId) && r.SourceEndedOn == null).OrderBy(r => r.Id));

    private sealed record WhoseRow(Guid PersonId);

    private sealed record ImportedRow(Guid Id, Guid PersonId, string Table, string Content);
}
