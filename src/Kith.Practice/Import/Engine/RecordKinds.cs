using Kith.Practice.Children;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Workforce;

namespace Kith.Practice.Import;

/// <summary>Every kind of record that extracts bring. One set for one run: the kinds hold working memory.</summary>
internal sealed class RecordKinds
{
    private readonly Dictionary<Type, RecordKind> byType;

    public RecordKinds()
    {
        RecordKind[] all =
        [
            new PersonRecordKind<PersonIdentifier> { Label = "Identifiers" },
            new PersonRecordKind<PersonName> { Label = "Other names" },
            new PersonRecordKind<Disability> { Label = "Disabilities" },
            new PersonRecordKind<PersonAddress> { Label = "Addresses" },
            new PersonRecordKind<Contact> { Label = "Contacts" },
            new PersonRecordKind<EarlyHelpEpisode> { Label = "Early help" },
            new PersonRecordKind<Episode> { Label = "Referrals and episodes of need" },
            new AssessmentRecords { Label = "Assessments" },
            new PersonRecordKind<Section47Enquiry> { Label = "Section 47 enquiries" },
            new PersonRecordKind<InitialConference> { Label = "Initial conferences" },
            new PersonRecordKind<ProtectionPlan> { Label = "Child protection plans" },
            new PersonRecordKind<ReviewConference> { Label = "Review conferences" },
            new PersonRecordKind<CinPlan> { Label = "Child in need plans" },
            new VisitRecords { Label = "Visits" },
            new PersonRecordKind<CareEpisode> { Label = "Periods of being looked after" },
            new PersonRecordKind<Placement> { Label = "Placements" },
            new PersonRecordKind<LegalStatus> { Label = "Legal statuses" },
            new PersonRecordKind<MissingEpisode> { Label = "Missing episodes" },
            new PersonRecordKind<PreProceedings> { Label = "Pre-proceedings" },
            new PersonRecordKind<Allocation> { Label = "Workers allocated" },
            new PersonRecordKind<Relationship> { Label = "Relationships" },
            new ExtractRowKind { Label = "Other rows" },
        ];
        byType = all.ToDictionary(k => k.Type);
    }

    public const string People = "People";

    /// <summary>The kinds in the order in which they are written: what others point to comes first.</summary>
    public IEnumerable<RecordKind> All => byType.Values;

    public RecordKind Of(Type type) => byType[type];

    public RecordKind Of<T>()
        where T : SourcedRecord => byType[typeof(T)];
}
