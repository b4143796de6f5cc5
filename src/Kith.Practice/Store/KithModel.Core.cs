using Kith.Practice.Actions;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Documents;
using Kith.Practice.Documents.Letters;
using Kith.Practice.Questions;
using Kith.Practice.Visits;
using Kith.Practice.Visits.Offline;
using Kith.Practice.Voice;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void CaseworkCore(ModelBuilder model)
    {
        model.Entity<ActionItem>(e =>
        {
            e.ToTable("action_item");
            e.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(a => a.PersonId);
            e.HasIndex(a => new { a.Source, a.SourceId });
            // Open actions, by whose they are: lists look nowhere else.
            e.HasIndex(a => new { a.OwnerWorkerId, a.DueOn }).HasFilter("done_on IS NULL AND ended_on IS NULL");
            e.HasIndex(a => new { a.TeamId, a.DueOn }).HasFilter("done_on IS NULL AND ended_on IS NULL");
        });
        Of<Approval>(
            model,
            "approval",
            e =>
            {
                e.HasIndex(a => new { a.SubjectKind, a.SubjectId });
                e.HasIndex(a => new { a.TeamId, a.AskedAt }).HasFilter("outcome IS NULL AND withdrawn_at IS NULL");
                e.HasIndex(a => new { a.AskedOfWorkerId, a.AskedAt }).HasFilter("outcome IS NULL AND withdrawn_at IS NULL");
                e.HasIndex(a => new { a.AskedByAccountId, a.AskedAt });
            }
        );
        Of<Amendment>(model, "amendment", e => e.HasIndex(a => new { a.SubjectKind, a.SubjectId }));
        Of<StoredDocument>(
            model,
            "stored_document",
            e =>
            {
                e.HasIndex(d => new { d.PersonId, d.AddedAt });
                e.HasIndex(d => d.VoiceEntryId).HasFilter("voice_entry_id IS NOT NULL");
            }
        );
        model.Entity<DocumentContent>(e =>
        {
            e.ToTable("document_content");
            e.Property(c => c.Id).ValueGeneratedNever();
        });
        model.Entity<LetterTemplate>(e =>
        {
            e.ToTable("letter_template");
            e.HasIndex(t => t.Key).IsUnique();
        });
        model.Entity<QuestionSet>(e =>
        {
            e.ToTable("question_set");
            e.Ignore(s => s.Questions);
            e.HasIndex(s => new { s.Form, s.Number }).IsUnique();
            // Two administrators who begin a next version at once meet here.
            e.HasIndex(s => s.Form).IsUnique().HasFilter("\"from\" IS NULL");
        });
        Of<OwnAnswer>(
            model,
            "own_answer",
            e =>
            {
                e.HasIndex(a => new
                    {
                        a.SubjectId,
                        a.PersonId,
                        a.QuestionKey,
                    })
                    .IsUnique();
                e.HasIndex(a => new { a.Form, a.AskedOn });
            }
        );
        model.Entity<SharedText>().ToTable("shared_text");
        model.Entity<PlannedVisit>(e =>
        {
            e.ToTable("planned_visit");
            e.HasMany(v => v.Children).WithOne().HasForeignKey(c => c.PlannedVisitId).OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(v => new { v.WorkerId, v.On }).HasFilter("visit_id IS NULL AND cancelled_on IS NULL");
        });
        model.Entity<PlannedVisitChild>(e =>
        {
            e.ToTable("planned_visit_child");
            e.HasIndex(c => c.PersonId);
            e.HasIndex(c => c.PlannedVisitId);
            e.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<OfflinePacket>(e =>
        {
            e.ToTable("offline_packet");
            e.Ignore(p => p.ChildIds);
            e.Ignore(p => p.IsDoubtful);
            e.Property(p => p.SecretDigest).HasMaxLength(64);
            e.Property(p => p.Session).HasMaxLength(64);
            e.HasIndex(p => new { p.AccountId, p.PreparedAt });
            e.HasIndex(p => p.PreparedAt);
        });
        model.Entity<OfflineVisit>(e =>
        {
            e.ToTable("offline_visit");
            e.Ignore(v => v.Form);
            e.Property(v => v.Digest).HasMaxLength(64);
            e.HasIndex(v => new { v.Key, v.Digest }).IsUnique();
            e.HasIndex(v => v.PacketId);
        });
        model.Entity<VoiceEntry>().HasIndex(v => v.VisitId);
    }
}
