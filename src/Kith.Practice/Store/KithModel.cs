using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
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
using Kith.Practice.Measures.Kept;
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
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kith.Practice.Store;

/// <summary>Instants are UTC in and out, on both engines.</summary>
internal sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(v => v.Kind == DateTimeKind.Utc ? v : v.ToUniversalTime(), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

/// <summary>SQLite keeps an id as its 16 bytes, most significant first, so that ids sort by time and indexes stay small.</summary>
internal sealed class IdBytes() : ValueConverter<Guid, byte[]>(v => v.ToByteArray(true), v => new Guid(v, true));

/// <summary>How records are kept: keys, lengths, indexes. Every list query has its index here.</summary>
internal static partial class KithModel
{
    public const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>
    /// What EF Core looks for on each of some four thousand properties, and never finds: how records are kept is said here,
    /// not by attributes on them. Without the looking a node is ready sooner.
    /// </summary>
    public static readonly IReadOnlyList<Type> AttributeConventions =
    [
        typeof(ComplexTypeAttributeConvention),
        typeof(ConcurrencyCheckAttributeConvention),
        typeof(DatabaseGeneratedAttributeConvention),
        typeof(DeleteBehaviorAttributeConvention),
        typeof(EntityTypeConfigurationAttributeConvention),
        typeof(ForeignKeyAttributeConvention),
        typeof(IndexAttributeConvention),
        typeof(InversePropertyAttributeConvention),
        typeof(KeyAttributeConvention),
        typeof(KeylessAttributeConvention),
        typeof(MaxLengthAttributeConvention),
        typeof(NavigationBackingFieldAttributeConvention),
        typeof(NotMappedMemberAttributeConvention),
        typeof(NotMappedTypeAttributeConvention),
        typeof(OwnedAttributeConvention),
        typeof(PrecisionAttributeConvention),
        typeof(RequiredNavigationAttributeConvention),
        typeof(RequiredPropertyAttributeConvention),
        typeof(StringLengthAttributeConvention),
        typeof(TimestampAttributeConvention),
        typeof(UnicodeAttributeConvention),
        typeof(BackingFieldAttributeConvention),
        typeof(RelationalColumnAttributeConvention),
        typeof(RelationalColumnCommentAttributeConvention),
        typeof(RelationalNavigationJsonPropertyNameAttributeConvention),
        typeof(RelationalPropertyJsonPropertyNameAttributeConvention),
        typeof(RelationalTableAttributeConvention),
        typeof(RelationalTableCommentAttributeConvention),
    ];

    public static void Configure(ModelBuilder model, string provider)
    {
        People(model);
        Work(model);
        EdgeOfCareWork(model);
        MappingWork(model);
        AccessWork(model);
        Own(model);
        Derived(model);
        CaseworkCore(model);
        FrontDoor(model);
        ProtectionWork(model);
        Returns(model);
        Leaving(model);
        WorkforceWork(model);
        ImprovementWork(model);
        AssuranceWork(model);
        AuditWork(model);
        AgencyWork(model);
        InspectionWork(model);
        RetentionWork(model);
        SubjectAccessWork(model);

        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(Record).IsAssignableFrom(entity.ClrType))
            {
                model.Entity(entity.ClrType).HasKey(nameof(Record.Id));
                model.Entity(entity.ClrType).Property(nameof(Record.Id)).ValueGeneratedNever();
                model.Entity(entity.ClrType).Property(nameof(Record.Version)).IsConcurrencyToken();
            }
            if (typeof(SourcedRecord).IsAssignableFrom(entity.ClrType))
            {
                model.Entity(entity.ClrType).Property(nameof(SourcedRecord.Source)).HasMaxLength(20);
                model.Entity(entity.ClrType).Property(nameof(SourcedRecord.SourceKey)).HasMaxLength(200);
                model.Entity(entity.ClrType).HasIndex(nameof(SourcedRecord.Source), nameof(SourcedRecord.SourceKey)).IsUnique().HasFilter("source IS NOT NULL");
            }
            if (typeof(PersonRecord).IsAssignableFrom(entity.ClrType))
            {
                model.Entity(entity.ClrType).HasOne(typeof(Person)).WithMany(Owner(entity.ClrType)).HasForeignKey(nameof(PersonRecord.PersonId)).OnDelete(DeleteBehavior.Restrict);
            }
            if (typeof(Casework.ITogether).IsAssignableFrom(entity.ClrType))
            {
                model.Entity(entity.ClrType).HasIndex(nameof(Casework.ITogether.TogetherId));
            }
            foreach (var property in entity.GetProperties())
            {
                if (provider == Sqlite && (property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?)))
                {
                    property.SetValueConverter(new IdBytes());
                }
                else if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
                {
                    property.SetValueComparer(SameOfKind.Of(property.ClrType));
                }
            }
        }
    }

    // The areas of casework, each mapped in a file of its own.
    static partial void EdgeOfCareWork(ModelBuilder model);

    static partial void MappingWork(ModelBuilder model);

    static partial void CaseworkCore(ModelBuilder model);

    static partial void FrontDoor(ModelBuilder model);

    static partial void AgencyWork(ModelBuilder model);

    static partial void ProtectionWork(ModelBuilder model);

    static partial void Returns(ModelBuilder model);

    static partial void Leaving(ModelBuilder model);

    static partial void WorkforceWork(ModelBuilder model);

    static partial void ImprovementWork(ModelBuilder model);

    static partial void InspectionWork(ModelBuilder model);

    static partial void RetentionWork(ModelBuilder model);

    static partial void AssuranceWork(ModelBuilder model);

    static partial void SubjectAccessWork(ModelBuilder model);

    static partial void AuditWork(ModelBuilder model);

    private static string? Owner(Type record) =>
        record == typeof(PersonName) ? nameof(Person.OtherNames)
        : record == typeof(Disability) ? nameof(Person.Disabilities)
        : record == typeof(PersonAddress) ? nameof(Person.Addresses)
        : record == typeof(ContactMethod) ? nameof(Person.ContactMethods)
        : record == typeof(WarningNote) ? nameof(Person.WarningNotes)
        : record == typeof(PersonIdentifier) ? nameof(Person.OtherIdentifiers)
        : null;

    private static void People(ModelBuilder model)
    {
        model.Entity<Person>(e =>
        {
            e.ToTable("person");
            e.Property(p => p.LaChildId).HasMaxLength(48);
            e.HasIndex(p => p.LaChildId).IsUnique().HasFilter("la_child_id IS NOT NULL AND merged_into_id IS NULL");
            e.HasIndex(p => p.NhsNumber);
            e.HasIndex(p => p.Upn);
            e.HasIndex(p => p.SortName);
            // Whose place someone took; «not merged» is nearly everybody, and no way to find anyone.
            e.HasIndex(p => p.MergedIntoId).HasFilter("merged_into_id IS NOT NULL");
            e.Property(p => p.Sex).HasMaxLength(1);
            e.Property(p => p.Ethnicity).HasMaxLength(8);
            e.Property(p => p.NhsNumber).HasMaxLength(10);
            e.Property(p => p.Upn).HasMaxLength(13);
            e.Property(p => p.FormerUpn).HasMaxLength(13);
            e.Property(p => p.UpnUnknown).HasMaxLength(6);
            e.Ignore(p => p.DisplayName);
        });
        Of<PersonName>(model, "person_name");
        Of<Disability>(model, "disability").Property(d => d.Code).HasMaxLength(8);
        Of<PersonAddress>(model, "person_address").HasIndex(a => a.AddressKey);
        Of<ContactMethod>(model, "contact_method");
        Of<WarningNote>(model, "warning_note").HasIndex(w => w.ReviewOn);
        Of<PersonIdentifier>(model, "person_identifier").HasIndex(i => i.Value);
        Of<ServiceRegistration>(model, "service_registration");
        Of<Relationship>(
            model,
            "relationship",
            e =>
            {
                e.HasOne(r => r.Other).WithMany().HasForeignKey(r => r.OtherId).OnDelete(DeleteBehavior.Restrict);
                e.HasIndex(r => r.PairId);
            }
        );
        model.Entity<PersonMerge>(e =>
        {
            e.ToTable("person_merge");
            e.HasIndex(m => m.SurvivorId);
            e.HasIndex(m => m.MergedId);
        });
        model.Entity<NotTheSamePerson>(e =>
        {
            e.ToTable("not_the_same_person");
            e.HasIndex(n => new { n.FirstId, n.SecondId }).IsUnique();
        });
        model.Entity<Significance>(e =>
        {
            e.ToTable("significance");
            e.HasIndex(s => new
                {
                    s.PersonId,
                    s.ItemKind,
                    s.ItemId,
                })
                .IsUnique();
        });
    }

    private static void Work(ModelBuilder model)
    {
        model.Entity<Team>(e =>
        {
            e.ToTable("team");
            e.HasIndex(t => t.ParentId);
        });
        model.Entity<Worker>(e =>
        {
            e.ToTable("worker");
            e.HasIndex(w => w.TeamId);
            e.HasIndex(w => w.LineManagerId);
        });
        Of<Allocation>(
            model,
            "allocation",
            e =>
            {
                e.HasIndex(a => new { a.WorkerId, a.To });
                e.HasIndex(a => new { a.PersonId, a.From });
                e.HasIndex(a => new { a.TeamId, a.To });
            }
        );
        Of<Workforce.Allocate.WorkerChange>(
            model,
            "worker_change",
            e =>
            {
                e.HasIndex(c => c.AllocationId);
                // What a leaver handed over.
                e.HasIndex(c => new { c.FromWorkerId, c.On });
            }
        );
        Of<Contact>(model, "contact").HasIndex(c => c.ReceivedOn);
        Of<EarlyHelpEpisode>(model, "early_help_episode");
        Of<Episode>(
            model,
            "episode",
            e =>
            {
                e.HasIndex(x => x.ReferredOn);
                e.HasIndex(x => new { x.TeamId, x.ClosedOn });
            }
        );
        Of<WorkReopening>(model, "work_reopening", e => e.HasIndex(r => r.EpisodeId));
        Of<Assessment>(
            model,
            "assessment",
            e =>
            {
                e.HasMany(a => a.Factors).WithOne().HasForeignKey(f => f.AssessmentId).OnDelete(DeleteBehavior.Cascade);
                e.HasIndex(a => a.AuthorisedOn);
                e.HasIndex(a => a.EpisodeId);
            }
        );
        model.Entity<AssessmentFactor>(e =>
        {
            e.ToTable("assessment_factor");
            e.Property(f => f.Code).HasMaxLength(8);
            e.HasIndex(f => f.AssessmentId);
        });
        Of<Section47Enquiry>(model, "section_47_enquiry").HasIndex(e => e.StartedOn);
        Of<InitialConference>(model, "initial_conference").HasIndex(e => e.HeldOn);
        Of<ProtectionPlan>(model, "protection_plan").HasIndex(e => e.StartedOn);
        Of<ReviewConference>(model, "review_conference").HasIndex(r => r.PlanId);
        Of<CinPlan>(model, "cin_plan");
        Of<CinReview>(model, "cin_review").HasIndex(r => r.PlanId);
        model.Entity<Visit>(e =>
        {
            e.ToTable("visit");
            e.HasMany(v => v.Children).WithOne(c => c.Visit).HasForeignKey(c => c.VisitId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(v => new { v.WorkerId, v.On });
        });
        model.Entity<VisitChild>(e =>
        {
            e.ToTable("visit_child");
            e.HasIndex(c => c.PersonId);
            e.HasIndex(c => c.VisitId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        Of<VoiceEntry>(model, "voice_entry", e => e.Property(v => v.Occasion).HasDefaultValue(VoiceOccasion.Visit));
        Of<VoiceCitation>(
            model,
            "voice_citation",
            e =>
            {
                e.HasIndex(c => new { c.SubjectKind, c.SubjectId });
                e.HasIndex(c => c.VoiceEntryId);
            }
        );
        Of<ChildVersion>(model, "child_version", e => e.HasIndex(v => v.PlanId)).Ignore(v => v.Parts);
        Of<Advocacy>(model, "advocacy");
        Of<FeedbackCode>(model, "feedback_code", e => e.HasIndex(c => c.Digest).IsUnique());
        Of<FamilyFeedback>(model, "family_feedback");
        Of<FamilyMeeting>(model, "family_meeting");
        Of<FamilyPlanReview>(model, "family_plan_review", e => e.HasIndex(r => r.MeetingId));
        Of<ContingencyPlan>(model, "contingency_plan");
        Of<ContingencyStep>(
            model,
            "contingency_step",
            e =>
            {
                e.HasIndex(s => s.PlanId);
                e.HasIndex(s => s.OtherId);
            }
        );
        Of<NetworkTie>(
            model,
            "network_tie",
            e =>
            {
                e.HasIndex(t => new { t.PersonId, t.OtherId }).IsUnique();
                e.HasIndex(t => t.OtherId);
            }
        );
        Of<Circumstance>(model, "circumstance");
        Of<ManagementOversight>(model, "management_oversight");
        Of<DirectionCheck>(model, "direction_check").HasIndex(c => c.OversightId);
        model.Entity<Workforce.Places.PlaceSet>(e => e.ToTable("place_set"));
        model.Entity<Workforce.Places.SectorPlace>(e =>
        {
            e.ToTable("sector_place");
            e.HasKey(p => new { p.SetId, p.Sector });
            e.Property(p => p.Sector).HasMaxLength(10);
            e.HasOne<Workforce.Places.PlaceSet>().WithMany().HasForeignKey(p => p.SetId).OnDelete(DeleteBehavior.Cascade);
            // A few sectors, whichever file is used.
            e.HasIndex(p => p.Sector);
        });
        model.Entity<Workforce.Places.TeamBase>(e =>
        {
            e.ToTable("team_base");
            e.Property(b => b.Postcode).HasMaxLength(10);
            e.Property(b => b.Sector).HasMaxLength(10);
            e.HasIndex(b => b.TeamId).IsUnique();
        });
        model.Entity<FigureSet>(e => e.ToTable("figure_set"));
        model.Entity<LoadedFigure>(e =>
        {
            e.ToTable("loaded_figure");
            e.HasKey(f => new
            {
                f.SetId,
                f.Code,
                f.Year,
                f.Area,
            });
            e.Property(f => f.Code).HasMaxLength(60);
            e.Property(f => f.Area).HasMaxLength(120);
            e.Property(f => f.LaCode).HasMaxLength(3);
            e.HasOne<FigureSet>().WithMany().HasForeignKey(f => f.SetId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(f => f.Area);
        });
        model.Entity<ProcessStart>(e =>
        {
            e.ToTable("process_start");
            e.Property(s => s.Measure).HasMaxLength(60);
            e.HasIndex(s => s.Measure);
        });
        model.Entity<MeasureView>(e =>
        {
            e.ToTable("measure_view");
            e.HasIndex(v => v.AccountId);
            e.HasIndex(v => v.NextMailOn);
        });
        model.Entity<ChildFacts>(e =>
        {
            e.ToTable("child_facts");
            e.HasKey(f => f.PersonId);
            e.Property(f => f.PersonId).ValueGeneratedNever();
            // Those of whom anything can count since a day; and whether all are packed alike.
            e.HasIndex(f => f.LastDay);
            e.HasIndex(f => f.Edition);
        });
        model.Entity<KeptTally>(e =>
        {
            e.ToTable("kept_tally");
            e.Property(t => t.Id).ValueGeneratedNever();
            e.Property(t => t.Stamp).HasMaxLength(64);
        });
        model.Entity<ChildFactsBefore>(e =>
        {
            e.ToTable("child_facts_before");
            e.HasIndex(b => b.PersonId);
        });
        model.Entity<OversightDays>(e =>
        {
            e.ToTable("oversight_days");
            e.HasKey(d => d.PersonId);
            e.Property(d => d.PersonId).ValueGeneratedNever();
            // Those whose case was open on a day or after it; and whether all are packed alike.
            e.HasIndex(d => d.LastDay);
            e.HasIndex(d => d.Edition);
        });
        model.Entity<SupervisionRecord>(e =>
        {
            e.ToTable("supervision");
            e.HasIndex(s => new { s.SupervisorId, s.On });
            e.HasIndex(s => new { s.TeamId, s.On });
        });
        model.Entity<SupervisedWorker>(e =>
        {
            e.ToTable("supervised_worker");
            e.HasIndex(s => new { s.SupervisionId, s.WorkerId }).IsUnique();
            // The last of each worker.
            e.HasIndex(s => new { s.WorkerId, s.On });
            // The year of everyone.
            e.HasIndex(s => s.On);
        });
        Of<SupervisionCase>(model, "supervision_case").HasIndex(c => c.SupervisionId);
        model.Entity<AgreementCheck>(e =>
        {
            e.ToTable("agreement_check");
            e.HasIndex(c => c.SupervisionId);
        });
        model.Entity<SupervisionAmendment>(e =>
        {
            e.ToTable("supervision_amendment");
            e.HasIndex(a => a.SupervisionId);
        });
        Of<Audit>(model, "audit", e => e.HasIndex(a => a.CompletedOn));
        Of<CareEpisode>(model, "care_episode");
        Of<Placement>(model, "placement");
        Of<LegalStatus>(model, "legal_status");
        Of<PreProceedings>(model, "pre_proceedings");
    }

    private static void Own(ModelBuilder model)
    {
        model.Entity<ImportRun>(e =>
        {
            e.ToTable("import_run");
            e.HasIndex(r => r.AskedAt);
            e.HasIndex(r => r.State);
        });
        model.Entity<ImportRefusal>(e =>
        {
            e.ToTable("import_refusal");
            e.HasIndex(r => r.RunId);
            e.HasIndex(r => new { r.Source, r.RowKey });
            e.HasIndex(r => r.TakenAt).HasFilter("taken_at IS NULL");
        });
        model.Entity<ExtractRow>(e =>
        {
            e.ToTable("extract_row");
            e.HasIndex(r => r.PersonId);
        });
        model.Entity<SchemaStamp>(e =>
        {
            e.ToTable("schema_stamp");
            e.HasKey(v => v.Views);
        });
        model.Entity<ActKey>(e =>
        {
            e.ToTable("act_key");
            e.HasKey(k => k.Key);
            e.Property(k => k.Key).ValueGeneratedNever();
        });
        model.Entity<Draft>(e =>
        {
            e.ToTable("draft");
            e.Property(d => d.Id).ValueGeneratedNever();
            e.HasIndex(d => new { d.AccountId, d.Form }).IsUnique();
            e.HasIndex(d => d.PersonId);
        });
        model.Entity<Microsoft.AspNetCore.DataProtection.EntityFrameworkCore.DataProtectionKey>().ToTable("data_protection_key");
        model.Entity<TrailEntry>(e =>
        {
            e.ToTable("trail_entry");
            e.Property(t => t.Id).ValueGeneratedNever();
            e.HasIndex(t => new { t.Chain, t.Seq }).IsUnique();
            e.HasIndex(t => new { t.PersonId, t.At });
            e.HasIndex(t => new { t.ActorId, t.At });
        });
        model.Entity<TrailTip>(e =>
        {
            e.ToTable("trail_tip");
            e.HasKey(t => t.Chain);
        });
        model.Entity<TrailHeadTip>(e =>
        {
            e.ToTable("trail_head_tip");
            e.HasKey(t => new { t.HeadSeq, t.Chain });
            e.HasIndex(t => t.Chain);
        });
        model.Entity<TrailHead>(e =>
        {
            e.ToTable("trail_head");
            e.HasKey(t => t.Seq);
            e.Property(t => t.Seq).ValueGeneratedNever();
        });
    }

    private static void Derived(ModelBuilder model)
    {
        model.Entity<ChildOverview>(e =>
        {
            e.ToTable("child_overview");
            e.HasKey(o => o.PersonId);
            e.Property(o => o.PersonId).ValueGeneratedNever();
            e.HasIndex(o => new { o.TeamId, o.SortName });
            e.HasIndex(o => new { o.WorkerId, o.SortName });
            e.HasIndex(o => o.SortName);
            e.HasIndex(o => new { o.Status, o.SortName });
            e.HasIndex(o => o.HouseholdKey);
            e.HasIndex(o => o.DutyTeamId);
        });
        model.Entity<DueItem>(e =>
        {
            e.ToTable("due_item");
            e.HasKey(d => new
            {
                d.PersonId,
                d.Clock,
                d.StartedById,
            });
            e.HasIndex(d => new { d.WorkerId, d.DueOn });
            e.HasIndex(d => new { d.TeamId, d.DueOn });
            e.HasIndex(d => new { d.Clock, d.DueOn });
        });
        model.Entity<PersonSearchKey>(e =>
        {
            e.ToTable("person_search_key");
            e.HasKey(k => new { k.Key, k.PersonId });
            e.Property(k => k.Key).ValueGeneratedNever();
            e.HasIndex(k => k.PersonId);
        });
        model.Entity<ChronologyItem>(e =>
        {
            e.ToView(ChronologyView.Name);
            e.HasNoKey();
        });
    }

    private static EntityTypeBuilder<T> Of<T>(ModelBuilder model, string table, Action<EntityTypeBuilder<T>>? more = null)
        where T : PersonRecord
    {
        var entity = model.Entity<T>();
        entity.ToTable(table);
        entity.HasIndex(r => r.PersonId);
        more?.Invoke(entity);
        return entity;
    }
}
