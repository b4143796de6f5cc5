using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Assessments;
using Kith.Practice.Audits;
using Kith.Practice.Children;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.Import;
using Kith.Practice.LookedAfter;
using Kith.Practice.Measures;
using Kith.Practice.Network;
using Kith.Practice.Oversight;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Supervision;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>
/// One authority's records. The same model on both engines; what differs (migrations, triggers, bulk writing,
/// fuzzy fallback) is behind <see cref="DatabaseEngine"/>.
/// </summary>
public sealed partial class KithDb(DbContextOptions<KithDb> options) : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Person> People => Set<Person>();
    public DbSet<PersonName> PersonNames => Set<PersonName>();
    public DbSet<Disability> Disabilities => Set<Disability>();
    public DbSet<PersonAddress> PersonAddresses => Set<PersonAddress>();
    public DbSet<ContactMethod> ContactMethods => Set<ContactMethod>();
    public DbSet<WarningNote> WarningNotes => Set<WarningNote>();
    public DbSet<PersonIdentifier> PersonIdentifiers => Set<PersonIdentifier>();
    public DbSet<ServiceRegistration> ServiceRegistrations => Set<ServiceRegistration>();
    public DbSet<Relationship> Relationships => Set<Relationship>();
    public DbSet<PersonMerge> PersonMerges => Set<PersonMerge>();
    public DbSet<NotTheSamePerson> NotTheSamePeople => Set<NotTheSamePerson>();
    public DbSet<Significance> Significances => Set<Significance>();

    public DbSet<Team> Teams => Set<Team>();
    public DbSet<Worker> Workers => Set<Worker>();
    public DbSet<Allocation> Allocations => Set<Allocation>();
    public DbSet<Workforce.Allocate.WorkerChange> WorkerChanges => Set<Workforce.Allocate.WorkerChange>();

    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<EarlyHelpEpisode> EarlyHelpEpisodes => Set<EarlyHelpEpisode>();
    public DbSet<Episode> Episodes => Set<Episode>();
    public DbSet<WorkReopening> WorkReopenings => Set<WorkReopening>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<AssessmentFactor> AssessmentFactors => Set<AssessmentFactor>();
    public DbSet<Section47Enquiry> Section47Enquiries => Set<Section47Enquiry>();
    public DbSet<InitialConference> InitialConferences => Set<InitialConference>();
    public DbSet<ProtectionPlan> ProtectionPlans => Set<ProtectionPlan>();
    public DbSet<ReviewConference> ReviewConferences => Set<ReviewConference>();
    public DbSet<CinPlan> CinPlans => Set<CinPlan>();
    public DbSet<CinReview> CinReviews => Set<CinReview>();
    public DbSet<Visit> Visits => Set<Visit>();
    public DbSet<VisitChild> VisitChildren => Set<VisitChild>();
    public DbSet<VoiceEntry> VoiceEntries => Set<VoiceEntry>();
    public DbSet<VoiceCitation> VoiceCitations => Set<VoiceCitation>();
    public DbSet<ChildVersion> ChildVersions => Set<ChildVersion>();
    public DbSet<Advocacy> Advocacies => Set<Advocacy>();
    public DbSet<FeedbackCode> FeedbackCodes => Set<FeedbackCode>();
    public DbSet<FamilyFeedback> FamilyFeedbacks => Set<FamilyFeedback>();
    public DbSet<FamilyMeeting> FamilyMeetings => Set<FamilyMeeting>();
    public DbSet<FamilyPlanReview> FamilyPlanReviews => Set<FamilyPlanReview>();
    public DbSet<ContingencyPlan> ContingencyPlans => Set<ContingencyPlan>();
    public DbSet<ContingencyStep> ContingencySteps => Set<ContingencyStep>();
    public DbSet<NetworkTie> NetworkTies => Set<NetworkTie>();
    public DbSet<Circumstance> Circumstances => Set<Circumstance>();
    public DbSet<ManagementOversight> ManagementOversights => Set<ManagementOversight>();
    public DbSet<DirectionCheck> DirectionChecks => Set<DirectionCheck>();
    public DbSet<OversightDays> OversightDays => Set<OversightDays>();
    public DbSet<SupervisionRecord> Supervisions => Set<SupervisionRecord>();
    public DbSet<SupervisedWorker> SupervisedWorkers => Set<SupervisedWorker>();
    public DbSet<SupervisionCase> SupervisionCases => Set<SupervisionCase>();
    public DbSet<AgreementCheck> AgreementChecks => Set<AgreementCheck>();
    public DbSet<SupervisionAmendment> SupervisionAmendments => Set<SupervisionAmendment>();
    public DbSet<Audit> Audits => Set<Audit>();
    public DbSet<CareEpisode> CareEpisodes => Set<CareEpisode>();
    public DbSet<Placement> Placements => Set<Placement>();
    public DbSet<LegalStatus> LegalStatuses => Set<LegalStatus>();
    public DbSet<PreProceedings> PreProceedings => Set<PreProceedings>();

    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();
    public DbSet<Access.WideRoles.RoleRequest> RoleRequests => Set<Access.WideRoles.RoleRequest>();
    public DbSet<Restriction> Restrictions => Set<Restriction>();
    public DbSet<RestrictionReader> RestrictionReaders => Set<RestrictionReader>();
    public DbSet<BreakGlass> BreakGlasses => Set<BreakGlass>();
    public DbSet<Deputising> Deputisings => Set<Deputising>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<ImportRefusal> ImportRefusals => Set<ImportRefusal>();
    public DbSet<ExtractRow> ExtractRows => Set<ExtractRow>();

    public DbSet<ActKey> ActKeys => Set<ActKey>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<TrailEntry> TrailEntries => Set<TrailEntry>();
    public DbSet<TrailTip> TrailTips => Set<TrailTip>();
    public DbSet<TrailHead> TrailHeads => Set<TrailHead>();
    public DbSet<TrailHeadTip> TrailHeadTips => Set<TrailHeadTip>();

    public DbSet<ChildOverview> ChildOverviews => Set<ChildOverview>();
    public DbSet<Workforce.Places.PlaceSet> PlaceSets => Set<Workforce.Places.PlaceSet>();
    public DbSet<Workforce.Places.SectorPlace> SectorPlaces => Set<Workforce.Places.SectorPlace>();
    public DbSet<Workforce.Places.TeamBase> TeamBases => Set<Workforce.Places.TeamBase>();
    public DbSet<FigureSet> FigureSets => Set<FigureSet>();
    public DbSet<LoadedFigure> LoadedFigures => Set<LoadedFigure>();
    public DbSet<ProcessStart> ProcessStarts => Set<ProcessStart>();
    public DbSet<MeasureView> MeasureViews => Set<MeasureView>();
    public DbSet<ChildFacts> ChildFacts => Set<ChildFacts>();
    public DbSet<Measures.Kept.KeptTally> KeptTallies => Set<Measures.Kept.KeptTally>();
    public DbSet<Measures.Kept.ChildFactsBefore> ChildFactsBefore => Set<Measures.Kept.ChildFactsBefore>();
    public DbSet<DueItem> DueItems => Set<DueItem>();
    public DbSet<PersonSearchKey> PersonSearchKeys => Set<PersonSearchKey>();

    /// <summary>The story of a person, newest first when ordered; a view, filtered by person before anything else.</summary>
    public DbSet<ChronologyItem> Chronology => Set<ChronologyItem>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        KithModel.Configure(builder, Database.ProviderName ?? "");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcInstant>();
        foreach (var looksForAttributes in KithModel.AttributeConventions)
        {
            configurationBuilder.Conventions.Remove(looksForAttributes);
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var detects = CountVersions();
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var detects = CountVersions();
        try
        {
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>How often this context has saved: what it read before may be otherwise since.</summary>
    internal int Saves { get; private set; }

    /// <summary>
    /// Looks for changes, once for all of a save, and counts the version of each record that has one. Returns whether changes
    /// are to be looked for again afterwards.
    /// </summary>
    private bool CountVersions()
    {
        Saves++;
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        if (detects)
        {
            ChangeTracker.DetectChanges();
            ChangeTracker.AutoDetectChangesEnabled = false;
        }
        foreach (var entry in ChangeTracker.Entries<Record>())
        {
            if (entry.State == EntityState.Modified)
            {
                // Said to the entry, which looks no more at the record itself.
                var version = entry.Property<int>(nameof(Record.Version));
                version.CurrentValue = version.OriginalValue + 1;
            }
        }
        return detects;
    }
}
