using Kith.Practice.Access;
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
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Projections;

/// <summary>A visit as far as projections look at it.</summary>
public readonly record struct SeenVisit(Guid VisitId, DateOnly On, VisitKind Kind, Guid? WorkerId, bool? Seen, bool? SeenAlone, bool Held = true)
{
    /// <summary>
    /// True for a visit at which the child was seen, or which was held for a child who was not born yet: it is to the parents
    /// then, and there is nobody to see.
    /// </summary>
    public bool Meets(Person child) => Seen == true || (Seen is null && Held && (child.DateOfBirth is { } born ? On < born : child.ExpectedDateOfBirth is not null));
}

/// <summary>A family's own plan that is to be looked at again.</summary>
public readonly record struct FamilyPlanAhead(Guid MeetingId, DateOnly LookedOn, DateOnly ReviewOn);

/// <summary>A time missing that is not over yet: the child is away, or the return interview is still to come.</summary>
/// <param name="Settled">True when nothing about an interview is waited for.</param>
/// <param name="Imported">True for a time that came with an extract: of those only returns while the child is worked with are waited for.</param>
public readonly record struct MissingAhead(Guid EpisodeId, DateTime From, DateTime? FoundAt, bool Away, bool Settled, bool Imported = false);

/// <summary>Intensive support by the edge-of-care team, from the referral to the last look after its end.</summary>
/// <param name="Looks">Looks recorded.</param>
public readonly record struct SupportAhead(
    Guid SupportId,
    Guid TeamId,
    Guid? WorkerId,
    DateOnly ReferredOn,
    DateOnly? DecidedOn,
    DateOnly? StartedOn,
    DateOnly? EndedOn,
    int Looks
);

/// <summary>A referral to the National Referral Mechanism that waits for a decision.</summary>
public readonly record struct NrmAhead(Guid ReferralId, DateOnly ReferredOn, DateOnly? ReasonableOn);

/// <summary>A child who is put forward to a panel: to be heard, or heard and the decision not shared yet.</summary>
/// <param name="Since">The day on which the child was put forward, or a manager agreed.</param>
public readonly record struct PanelAhead(Guid EntryId, DateOnly Since, DateOnly? HeardOn, Guid? ChairId, Guid? TeamId);

/// <summary>An open action of a panel that somebody outside the council took on.</summary>
public readonly record struct PanelActionAhead(Guid ActionId, DateOnly SetOn, DateOnly DueOn);

/// <summary>All of one person's records that projections are computed from. Loaded for many people in a fixed number of queries.</summary>
public sealed class ChildRecords
{
    public required Person Person { get; init; }
    public IReadOnlyList<PersonName> OtherNames { get; init; } = [];
    public IReadOnlyList<Disability> Disabilities { get; init; } = [];
    public IReadOnlyList<PersonAddress> Addresses { get; init; } = [];
    public bool Restricted { get; init; }
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];
    public IReadOnlyList<Episode> Episodes { get; init; } = [];

    /// <summary>True when the child was worked with and every referral has ended.</summary>
    public bool AllClosed => Episodes.Count > 0 && !Episodes.Any(e => e.IsOpen);

    /// <summary>Closures that were taken back.</summary>
    public IReadOnlyList<WorkReopening> Reopenings { get; init; } = [];

    /// <summary>The latest re-opening of a referral; null when it was never closed, or is closed still.</summary>
    public WorkReopening? Reopened(Guid? episode) => Reopenings.Where(o => o.EpisodeId == episode).OrderByDescending(o => o.On).ThenByDescending(o => o.Id).FirstOrDefault();

    /// <summary>Contacts that wait for a decision; decided ones say nothing of what is due.</summary>
    public IReadOnlyList<Contact> WaitingContacts { get; init; } = [];

    /// <summary>Decided contacts of which the partner who made them has not been told.</summary>
    public IReadOnlyList<Contact> UnansweredContacts { get; init; } = [];
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];
    public IReadOnlyList<Assessment> Assessments { get; init; } = [];
    public IReadOnlyList<Section47Enquiry> Enquiries { get; init; } = [];
    public IReadOnlyList<InitialConference> Conferences { get; init; } = [];
    public IReadOnlyList<ProtectionPlan> ProtectionPlans { get; init; } = [];
    public IReadOnlyList<ReviewConference> Reviews { get; init; } = [];
    public IReadOnlyList<CinPlan> CinPlans { get; init; } = [];
    public IReadOnlyList<CinReview> CinReviews { get; init; } = [];
    public IReadOnlyList<CareEpisode> CareEpisodes { get; init; } = [];
    public IReadOnlyList<PreProceedings> PreProceedings { get; init; } = [];

    /// <summary>Explanations of census faults that still stand.</summary>
    public IReadOnlyList<CensusExplanation> Explanations { get; init; } = [];

    /// <summary>What an imported return of the collection year that is judged said about the child.</summary>
    public ReturnedBefore? Returned { get; init; }
    public IReadOnlyList<StrategyDiscussion> Discussions { get; init; } = [];
    public IReadOnlyList<CoreGroup> CoreGroups { get; init; } = [];
    public IReadOnlyList<PreProceedingsReview> PreProceedingsReviews { get; init; } = [];
    public IReadOnlyList<SeenVisit> Visits { get; init; } = [];

    /// <summary>What the child said or showed, as far as measures look at it.</summary>
    public IReadOnlyList<Heard> Heard { get; init; } = [];

    /// <summary>When managers looked at the case.</summary>
    public IReadOnlyList<(Guid Id, DateOnly On)> Oversights { get; init; } = [];
    public DateOnly? LastOversightOn => Oversights.Count == 0 ? null : Oversights.Max(o => o.On);

    /// <summary>Judged levels of risk.</summary>
    public IReadOnlyList<RiskLevel> Risks { get; init; } = [];
    public ContingencyPlan? ContingencyPlan { get; init; }

    /// <summary>From when to when each edition of a contingency plan stood.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly? To)> ContingencyTimes { get; init; } = [];
    public IReadOnlyList<ContingencyStep> ContingencySteps { get; init; } = [];
    public IReadOnlyList<NetworkTie> Ties { get; init; } = [];

    /// <summary>Families' own plans with a day on which they are looked at again.</summary>
    public IReadOnlyList<FamilyPlanAhead> FamilyPlans { get; init; } = [];

    /// <summary>Times missing that are not over: see <see cref="MissingAhead"/>.</summary>
    public IReadOnlyList<MissingAhead> Missing { get; init; } = [];

    /// <summary>Referrals that wait for a decision: see <see cref="NrmAhead"/>.</summary>
    public IReadOnlyList<NrmAhead> Nrm { get; init; } = [];

    /// <summary>Where a panel is to look or to share: see <see cref="PanelAhead"/>.</summary>
    public IReadOnlyList<PanelAhead> Panels { get; init; } = [];

    /// <summary>What others are to do for the child after a panel.</summary>
    public IReadOnlyList<PanelActionAhead> PanelActions { get; init; } = [];

    /// <summary>Disagreements between agencies that are not settled.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get; init; } = [];

    /// <summary>Intensive support that is asked for, goes on, or is still looked back on.</summary>
    public IReadOnlyList<SupportAhead> Support { get; init; } = [];

    /// <summary>Days on which an advocate was offered to the child.</summary>
    public IReadOnlyList<DateOnly> AdvocateOffers { get; init; } = [];

    /// <summary>What is known of those whom the contingency plan names.</summary>
    public IReadOnlyDictionary<Guid, NamedPerson> Named { get; init; } = ContingencyFacts.Nobody;

    /// <summary>How far the contingency plan carries.</summary>
    public ContingencyVerdict Contingency => verdict ??= ContingencyRules.Judge(ContingencyPlan, ContingencySteps, Ties.ToDictionary(t => t.OtherId), Named);
    private ContingencyVerdict? verdict;

    /// <summary>Loads the records of some people. The number of queries does not depend on how many they are.</summary>
    /// <param name="year">The collection year against which the records are judged; null where nobody asks.</param>
    public static async Task<List<ChildRecords>> Load(KithDb db, IReadOnlyCollection<Guid> ids, CollectionYear? year, CancellationToken ct)
    {
        List<Person> people;
        ILookup<Guid, PersonName> names;
        ILookup<Guid, PersonAddress> addresses;
        await using (var asked = await AskedAboutPeople.Ask(db, ids, ChildLists.Everybody, ct))
        {
            people = await asked.Next(ChildLists.People, ct);
            names = await asked.NextByPerson(ChildLists.Names, ct);
            addresses = await asked.NextByPerson(ChildLists.Addresses, ct);
        }
        var children = people.Where(p => p.HasChildRecord).Select(p => p.Id).ToList();
        if (children.Count == 0)
        {
            return
            [
                .. people.Select(p => new ChildRecords
                {
                    Person = p,
                    OtherNames = names[p.Id].ToList(),
                    Addresses = addresses[p.Id].ToList(),
                }),
            ];
        }
        var returned = year is null ? [] : await ReturnedChildren.Load(db, ids, year, ct);
        var of = await ChildLists.Load(db, children, ct);
        var named = await ContingencyFacts.Load(db, [.. of.Steps.SelectMany(g => g).Select(s => s.OtherId).OfType<Guid>().Distinct()], ct);

        return
        [
            .. people.Select(p => new ChildRecords
            {
                Person = p,
                OtherNames = [.. names[p.Id]],
                Addresses = [.. addresses[p.Id]],
                Disabilities = [.. of.Disabilities[p.Id]],
                Restricted = of.Restricted.Contains(p.Id),
                Allocations = [.. of.Allocations[p.Id]],
                Episodes = [.. of.Episodes[p.Id]],
                Reopenings = [.. of.Reopenings[p.Id]],
                WaitingContacts = [.. of.Contacts[p.Id].Where(c => c.IsWaiting)],
                UnansweredContacts = [.. of.Contacts[p.Id].Where(c => c.OwesPartner)],
                Transfers = [.. of.Transfers[p.Id]],
                Assessments = [.. of.Assessments[p.Id]],
                Enquiries = [.. of.Enquiries[p.Id]],
                Conferences = [.. of.Conferences[p.Id]],
                ProtectionPlans = [.. of.ProtectionPlans[p.Id]],
                Reviews = [.. of.Reviews[p.Id]],
                CinPlans = [.. of.CinPlans[p.Id]],
                CinReviews = [.. of.CinReviews[p.Id]],
                CareEpisodes = [.. of.CareEpisodes[p.Id]],
                PreProceedings = [.. of.PreProceedings[p.Id]],
                Explanations = [.. of.Explanations[p.Id]],
                Returned = returned.GetValueOrDefault(p.Id),
                Discussions = [.. of.Discussions[p.Id]],
                CoreGroups = [.. of.CoreGroups[p.Id]],
                PreProceedingsReviews = [.. of.PreProceedingsReviews[p.Id]],
                Visits = [.. of.Visits[p.Id]],
                Heard = [.. of.Heard[p.Id]],
                Oversights = [.. of.Oversights[p.Id]],
                Risks = [.. of.Risks[p.Id]],
                ContingencyPlan = ContingencyFacts.Standing(of.ContingencyPlans[p.Id]),
                ContingencyTimes = [.. of.ContingencyPlans[p.Id].Select(c => (c.MadeOn, c.EndedOn))],
                ContingencySteps = [.. of.Steps[p.Id]],
                // Ties speak of contingency alone.
                Ties = of.Steps.Contains(p.Id) ? [.. of.Ties[p.Id]] : [],
                FamilyPlans = [.. of.FamilyPlans[p.Id].OrderBy(m => m.MeetingId)],
                Missing = [.. of.Missing[p.Id].OrderBy(m => m.EpisodeId)],
                Nrm = [.. of.Nrm[p.Id].OrderBy(m => m.ReferralId)],
                Panels = [.. of.Panels[p.Id].OrderBy(m => m.EntryId)],
                PanelActions = [.. of.PanelActions[p.Id].OrderBy(m => m.ActionId)],
                Disagreements = [.. of.Disagreements[p.Id].OrderBy(m => m.Id)],
                Support = [.. of.Support[p.Id].OrderBy(m => m.SupportId)],
                AdvocateOffers = [.. of.AdvocateOffers[p.Id]],
                Named = named,
            }),
        ];
    }
}
