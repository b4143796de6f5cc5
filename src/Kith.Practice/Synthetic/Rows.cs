using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Assessments;
using Kith.Practice.Audits;
using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.LookedAfter;
using Kith.Practice.Measures;
using Kith.Practice.Network;
using Kith.Practice.Oversight;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic;

/// <summary>Records made in memory, by table, in the order in which tables may be written.</summary>
internal sealed class Rows
{
    private readonly Dictionary<Type, System.Collections.IList> lists = [];

    public List<Person> People { get; } = [];
    public List<PersonName> OtherNames { get; } = [];
    public List<Disability> Disabilities { get; } = [];
    public List<PersonAddress> Addresses { get; } = [];
    public List<ContactMethod> ContactMethods { get; } = [];
    public List<WarningNote> WarningNotes { get; } = [];
    public List<ServiceRegistration> Services { get; } = [];
    public List<Relationship> Relationships { get; } = [];
    public List<Contact> Contacts { get; } = [];
    public List<EarlyHelpEpisode> EarlyHelp { get; } = [];
    public List<Episode> Episodes { get; } = [];
    public List<Allocation> Allocations { get; } = [];
    public List<Assessment> Assessments { get; } = [];
    public List<AssessmentFactor> Factors { get; } = [];
    public List<AssessmentText> AssessmentTexts { get; } = [];
    public List<AssessmentVersion> AssessmentVersions { get; } = [];
    public List<Section47Enquiry> Enquiries { get; } = [];
    public List<ProtectionPlan> ProtectionPlans { get; } = [];
    public List<InitialConference> Conferences { get; } = [];
    public List<ReviewConference> Reviews { get; } = [];
    public List<CinPlan> CinPlans { get; } = [];
    public List<CinReview> CinReviews { get; } = [];
    public List<CareEpisode> CareEpisodes { get; } = [];
    public List<Placement> Placements { get; } = [];
    public List<LegalStatus> LegalStatuses { get; } = [];
    public List<PreProceedings> PreProceedings { get; } = [];
    public List<PreProceedingsReview> PreProceedingsReviews { get; } = [];
    public List<StrategyDiscussion> Discussions { get; } = [];
    public List<CoreGroup> CoreGroups { get; } = [];
    public List<PlanGoal> Goals { get; } = [];
    public List<PlanProgress> Progress { get; } = [];
    public List<Meeting> Meetings { get; } = [];
    public List<Participant> Participants { get; } = [];
    public List<ActionItem> Actions { get; } = [];
    public List<Visit> Visits { get; } = [];
    public List<VisitChild> VisitChildren { get; } = [];
    public List<VoiceEntry> Voices { get; } = [];
    public List<VoiceCitation> Citations { get; } = [];
    public List<ChildVersion> ChildVersions { get; } = [];
    public List<Advocacy> Advocacies { get; } = [];
    public List<FamilyFeedback> FamilyFeedback { get; } = [];
    public List<FamilyMeeting> FamilyMeetings { get; } = [];
    public List<FamilyPlanReview> FamilyPlanReviews { get; } = [];
    public List<PlannedVisit> PlannedVisits { get; } = [];
    public List<PlannedVisitChild> PlannedVisitChildren { get; } = [];
    public List<ContingencyPlan> Contingency { get; } = [];
    public List<ContingencyStep> ContingencySteps { get; } = [];
    public List<NetworkTie> Ties { get; } = [];
    public List<Circumstance> Circumstances { get; } = [];
    public List<ManagementOversight> Oversight { get; } = [];
    public List<Audit> Audits { get; } = [];
    public List<Recommendation> Recommendations { get; } = [];
    public List<RecommendationStep> RecommendationSteps { get; } = [];
    public List<RecommendationEvidence> RecommendationEvidence { get; } = [];
    public List<Approvals.Approval> Approvals { get; } = [];
    public List<MissingEpisode> Missing { get; } = [];
    public List<ReturnInterview> ReturnInterviews { get; } = [];
    public List<RiskScreening> RiskScreenings { get; } = [];
    public List<NrmReferral> NrmReferrals { get; } = [];
    public List<EdgeSupport> Supports { get; } = [];
    public List<SupportGoal> SupportGoals { get; } = [];
    public List<SupportSession> SupportSessions { get; } = [];
    public List<SupportOutcome> SupportOutcomes { get; } = [];
    public List<RiskLevel> Risks { get; } = [];
    public List<Restriction> Restrictions { get; } = [];
    public List<RestrictionReader> Readers { get; } = [];
    public List<Notice> Notices { get; } = [];
    public List<TrailEntry> Trail { get; } = [];
    public List<TrailTip> Tips { get; } = [];
    public List<ChildOverview> Overviews { get; } = [];
    public List<DueItem> Due { get; } = [];
    public List<OversightDays> OversightDays { get; } = [];
    public List<ChildFacts> Facts { get; } = [];
    public List<CensusStanding> CensusStandings { get; } = [];
    public List<CensusIssue> CensusIssues { get; } = [];

    /// <summary>Faults put in on purpose, for tests and demonstrations to compare with. Not a table.</summary>
    public List<PlantedFault> Planted { get; } = [];

    /// <summary>Kept apart: they are written at the end, in the order of their index.</summary>
    public List<(long Key, Guid Person)> SearchKeys { get; } = [];

    private IEnumerable<(Type Type, System.Collections.IList List)> Lists
    {
        get
        {
            if (lists.Count == 0)
            {
                foreach (var property in typeof(Rows).GetProperties().Where(p => p.PropertyType.IsGenericType && p.Name is not (nameof(SearchKeys) or nameof(Planted))))
                {
                    // Two lists of one record type would write one of them twice: refused at once.
                    lists.Add(property.PropertyType.GetGenericArguments()[0], (System.Collections.IList)property.GetValue(this)!);
                }
            }
            return Written.Select(t => (t, lists[t]));
        }
    }

    /// <summary>Record types in the order in which they may be written (owners first).</summary>
    private static readonly Type[] Written =
    [
        typeof(Person),
        typeof(PersonName),
        typeof(Disability),
        typeof(PersonAddress),
        typeof(ContactMethod),
        typeof(WarningNote),
        typeof(ServiceRegistration),
        typeof(Relationship),
        typeof(Contact),
        typeof(EarlyHelpEpisode),
        typeof(Episode),
        typeof(Allocation),
        typeof(Assessment),
        typeof(AssessmentFactor),
        typeof(AssessmentText),
        typeof(AssessmentVersion),
        typeof(Section47Enquiry),
        typeof(ProtectionPlan),
        typeof(InitialConference),
        typeof(ReviewConference),
        typeof(CinPlan),
        typeof(CinReview),
        typeof(CareEpisode),
        typeof(Placement),
        typeof(LegalStatus),
        typeof(PreProceedings),
        typeof(PreProceedingsReview),
        typeof(StrategyDiscussion),
        typeof(CoreGroup),
        typeof(PlanGoal),
        typeof(PlanProgress),
        typeof(Meeting),
        typeof(Participant),
        typeof(ActionItem),
        typeof(Visit),
        typeof(VisitChild),
        typeof(VoiceEntry),
        typeof(VoiceCitation),
        typeof(ChildVersion),
        typeof(Advocacy),
        typeof(FamilyFeedback),
        typeof(FamilyMeeting),
        typeof(FamilyPlanReview),
        typeof(PlannedVisit),
        typeof(PlannedVisitChild),
        typeof(ContingencyPlan),
        typeof(ContingencyStep),
        typeof(NetworkTie),
        typeof(Circumstance),
        typeof(ManagementOversight),
        typeof(Audit),
        typeof(Recommendation),
        typeof(RecommendationStep),
        typeof(RecommendationEvidence),
        typeof(Approvals.Approval),
        typeof(MissingEpisode),
        typeof(ReturnInterview),
        typeof(RiskScreening),
        typeof(NrmReferral),
        typeof(EdgeSupport),
        typeof(SupportGoal),
        typeof(SupportSession),
        typeof(SupportOutcome),
        typeof(RiskLevel),
        typeof(Restriction),
        typeof(RestrictionReader),
        typeof(Notice),
        typeof(TrailEntry),
        typeof(TrailTip),
        typeof(ChildOverview),
        typeof(DueItem),
        typeof(OversightDays),
        typeof(ChildFacts),
        typeof(CensusStanding),
        typeof(CensusIssue),
    ];

    /// <summary>Adds another family's rows to these.</summary>
    public void Take(Rows other)
    {
        foreach (var ((_, mine), (_, theirs)) in Lists.Zip(other.Lists))
        {
            foreach (var row in theirs)
            {
                mine.Add(row);
            }
        }
        SearchKeys.AddRange(other.SearchKeys);
        Planted.AddRange(other.Planted);
    }

    /// <summary>Writes everything but the search keys, inside the caller's turn.</summary>
    public async Task Write(DatabaseEngine engine, KithDb db, Dictionary<string, int> counts, CancellationToken ct)
    {
        foreach (var (type, list) in Lists)
        {
            if (list.Count > 0)
            {
                counts[type.Name] = counts.GetValueOrDefault(type.Name) + list.Count;
                await (Task)
                    typeof(Rows)
                        .GetMethod(nameof(Insert), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                        .MakeGenericMethod(type)
                        .Invoke(null, [engine, db, list, ct])!;
            }
        }
    }

    private static Task Insert<T>(DatabaseEngine engine, KithDb db, List<T> rows, CancellationToken ct)
        where T : class => rows is List<ChildFacts> facts ? Projector.WriteFacts(db, engine, facts, ct) : engine.BulkInsert(db, rows, ct);

    /// <summary>A digest of every row, for telling whether two runs made the same.</summary>
    public string Digest()
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (var (_, list) in Lists)
        {
            foreach (var row in list)
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(CanonicalJson.Of(Plain(row))));
            }
        }
        foreach (var (key, person) in SearchKeys)
        {
            hash.AppendData(BitConverter.GetBytes(key));
            hash.AppendData(person.ToByteArray());
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Dictionary<string, object?> Plain(object row) =>
        row.GetType().GetProperties().Where(p => p.PropertyType.IsValueType || p.PropertyType == typeof(string)).ToDictionary(p => p.Name, p => p.GetValue(row));
}
