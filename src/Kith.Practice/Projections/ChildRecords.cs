using Kith.Practice.Access;
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
public readonly record struct SeenVisit(Guid VisitId, DateOnly On, VisitKind Kind, Guid? WorkerId, bool? Seen, bool? SeenAlone);

/// <summary>A family's own plan that is to be looked at again.</summary>
public readonly record struct FamilyPlanAhead(Guid MeetingId, DateOnly LookedOn, DateOnly ReviewOn);

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

    /// <summary>Contacts that wait for a decision; decided ones say nothing of what is due.</summary>
    public IReadOnlyList<Contact> WaitingContacts { get; init; } = [];
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
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var names = await Rows(db.PersonNames);
        var addresses = await Rows(db.PersonAddresses);
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
        var disabilities = await Rows(db.Disabilities);
        var restricted = (await db.Restrictions.AsNoTracking().Where(r => ids.Contains(r.PersonId) && r.EndedAt == null).Select(r => r.PersonId).ToListAsync(ct)).ToHashSet();
        // An allocation that left its extract was ended with a date; it still counts among those who knew the child.
        var allocations = (await db.Allocations.AsNoTracking().Where(r => ids.Contains(r.PersonId)).ToListAsync(ct)).ToLookup(r => r.PersonId);
        var episodes = await Rows(db.Episodes);
        var contacts = await Rows(db.Contacts.Where(c => c.TogetherId != null && c.DecidedOn == null));
        var transfers = await Rows(db.Transfers.Where(t => t.AcceptedOn == null && t.EndedOn == null));
        var assessments = await Rows(db.Assessments.Include(a => a.Factors));
        var enquiries = await Rows(db.Section47Enquiries);
        var conferences = await Rows(db.InitialConferences);
        var plans = await Rows(db.ProtectionPlans);
        var reviews = await Rows(db.ReviewConferences);
        var cinPlans = await Rows(db.CinPlans);
        var cinReviews = await Rows(db.CinReviews);
        var care = await Rows(db.CareEpisodes);
        var before = await Rows(db.PreProceedings);
        var explanations = await Rows(db.CensusExplanations.Where(x => x.EndedOn == null));
        var returned = year is null ? [] : await ReturnedChildren.Load(db, ids, year, ct);
        var discussions = await Rows(db.StrategyDiscussions);
        var groups = await Rows(db.CoreGroups);
        var beforeReviews = await Rows(db.PreProceedingsReviews);
        var visits = (
            await db
                .VisitChildren.AsNoTracking()
                .Where(c => ids.Contains(c.PersonId) && c.Visit!.SourceEndedOn == null)
                .Select(c => new
                {
                    c.PersonId,
                    c.VisitId,
                    c.Visit!.On,
                    c.Visit.Kind,
                    c.Visit.WorkerId,
                    c.Seen,
                    c.SeenAlone,
                })
                .ToListAsync(ct)
        ).ToLookup(v => v.PersonId, v => new SeenVisit(v.VisitId, v.On, v.Kind, v.WorkerId, v.Seen, v.SeenAlone));
        var voices = (
            await db
                .VoiceEntries.AsNoTracking()
                .Where(v => ids.Contains(v.PersonId) && v.SourceEndedOn == null)
                .Select(v => new
                {
                    v.PersonId,
                    v.Id,
                    v.On,
                    v.Method,
                    v.Alone,
                    v.AnsweredOn,
                })
                .ToListAsync(ct)
        ).ToLookup(v => v.PersonId, v => new Heard(v.Id, v.On, v.Method, v.Alone, v.AnsweredOn));
        var oversights = (
            await db
                .ManagementOversights.AsNoTracking()
                .Where(v => ids.Contains(v.PersonId))
                .Select(v => new
                {
                    v.PersonId,
                    v.Id,
                    v.On,
                })
                .ToListAsync(ct)
        ).ToLookup(v => v.PersonId, v => (v.Id, v.On));
        var risks = await Rows(db.RiskLevels);
        var contingency = await Rows(db.ContingencyPlans);
        var steps = await Rows(db.ContingencySteps.Where(s => db.ContingencyPlans.Any(c => c.Id == s.PlanId && c.EndedOn == null)));
        var ties = steps.Count == 0 ? steps.SelectMany(g => g).ToLookup(s => s.PersonId, _ => (NetworkTie)null!) : await Rows(db.NetworkTies);
        // What families decided and advocates who were offered: both few, in one statement.
        var small = (
            await db
                .FamilyMeetings.Where(m => ids.Contains(m.PersonId) && m.ReviewOn != null && m.HeldOn != null)
                .Select(m => new
                {
                    IsPlan = true,
                    m.PersonId,
                    m.Id,
                    On = m.HeldOn!.Value,
                    Next = m.ReviewOn,
                    Last = db.FamilyPlanReviews.Where(r => r.MeetingId == m.Id).Max(r => (DateOnly?)r.On),
                })
                .Concat(
                    db.Advocacies.Where(a => ids.Contains(a.PersonId))
                        .Select(a => new
                        {
                            IsPlan = false,
                            a.PersonId,
                            a.Id,
                            On = a.OfferedOn,
                            Next = a.EndedOn,
                            Last = a.AnsweredOn,
                        })
                )
                .ToListAsync(ct)
        ).ToLookup(m => m.PersonId);
        var named = await ContingencyFacts.Load(db, [.. steps.SelectMany(g => g).Select(s => s.OtherId).OfType<Guid>().Distinct()], ct);

        return
        [
            .. people.Select(p => new ChildRecords
            {
                Person = p,
                OtherNames = [.. names[p.Id]],
                Addresses = [.. addresses[p.Id]],
                Disabilities = [.. disabilities[p.Id]],
                Restricted = restricted.Contains(p.Id),
                Allocations = [.. allocations[p.Id]],
                Episodes = [.. episodes[p.Id]],
                WaitingContacts = [.. contacts[p.Id]],
                Transfers = [.. transfers[p.Id]],
                Assessments = [.. assessments[p.Id]],
                Enquiries = [.. enquiries[p.Id]],
                Conferences = [.. conferences[p.Id]],
                ProtectionPlans = [.. plans[p.Id]],
                Reviews = [.. reviews[p.Id]],
                CinPlans = [.. cinPlans[p.Id]],
                CinReviews = [.. cinReviews[p.Id]],
                CareEpisodes = [.. care[p.Id]],
                PreProceedings = [.. before[p.Id]],
                Explanations = [.. explanations[p.Id]],
                Returned = returned.GetValueOrDefault(p.Id),
                Discussions = [.. discussions[p.Id]],
                CoreGroups = [.. groups[p.Id]],
                PreProceedingsReviews = [.. beforeReviews[p.Id]],
                Visits = [.. visits[p.Id]],
                Heard = [.. voices[p.Id]],
                Oversights = [.. oversights[p.Id]],
                Risks = [.. risks[p.Id]],
                ContingencyPlan = ContingencyFacts.Standing(contingency[p.Id]),
                ContingencyTimes = [.. contingency[p.Id].Select(c => (c.MadeOn, c.EndedOn))],
                ContingencySteps = [.. steps[p.Id]],
                Ties = [.. ties[p.Id]],
                FamilyPlans = [.. small[p.Id].Where(m => m.IsPlan).OrderBy(m => m.Id).Select(m => new FamilyPlanAhead(m.Id, m.Last ?? m.On, m.Next!.Value))],
                AdvocateOffers = [.. small[p.Id].Where(m => !m.IsPlan).Select(m => m.On)],
                Named = named,
            }),
        ];

        // What the council's own system no longer has is history, and says nothing about how the child stands today.
        async Task<ILookup<Guid, T>> Rows<T>(IQueryable<T> set)
            where T : PersonRecord => (await set.AsNoTracking().Where(r => ids.Contains(r.PersonId) && r.SourceEndedOn == null).ToListAsync(ct)).ToLookup(r => r.PersonId);
    }
}
