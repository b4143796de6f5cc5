using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Themes;
using Kith.Practice.Audits.Tools;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void AuditWork(ModelBuilder model)
    {
        model.Entity<AuditTool>(e =>
        {
            e.ToTable("audit_tool");
            e.Ignore(t => t.Sections);
            e.HasIndex(t => new { t.ToolKey, t.Number }).IsUnique();
            e.Property(t => t.Ready).HasMaxLength(40);
        });
        model.Entity<AuditCycle>(e =>
        {
            e.ToTable("audit_cycle");
            e.Ignore(c => c.RulesOfDraw);
            e.HasMany(c => c.Teams).WithOne().HasForeignKey(t => t.CycleId).OnDelete(DeleteBehavior.Cascade);
            e.HasMany(c => c.Auditors).WithOne().HasForeignKey(a => a.CycleId).OnDelete(DeleteBehavior.Cascade);
            e.Property(c => c.FrameDigest).HasMaxLength(64);
            // The year's programme.
            e.HasIndex(c => c.Until);
        });
        model.Entity<AuditCycleTeam>(e =>
        {
            e.ToTable("audit_cycle_team");
            e.HasIndex(t => new { t.CycleId, t.TeamId }).IsUnique();
        });
        model.Entity<AuditCycleAuditor>(e =>
        {
            e.ToTable("audit_cycle_auditor");
            e.HasIndex(a => new { a.CycleId, a.WorkerId }).IsUnique();
        });
        Of<AuditAssignment>(
            model,
            "audit_assignment",
            e =>
            {
                e.Ignore(a => a.GatheredFacts);
                e.Ignore(a => a.Answered);
                e.HasIndex(a => a.CycleId);
                // What fell due in a time, for the measures and for leaders.
                e.HasIndex(a => a.DueOn);
                // What somebody has to do.
                e.HasIndex(a => new { a.AuditorId, a.FinishedOn });
                // Those that look at an audit again: few of all.
                e.HasIndex(a => a.AgainOfId).HasFilter("again_of_id IS NOT NULL");
                e.Property(a => a.AgainWords).HasMaxLength(Audits.Again.AskAgain.LongestWords);
            }
        );
        Of<AuditPartGrade>(
            model,
            "audit_part_grade",
            e =>
            {
                e.HasIndex(g => g.AuditId);
                e.HasIndex(g => g.ReadingId);
            }
        );
        Of<AuditFeedback>(model, "audit_feedback", e => e.HasIndex(f => f.AuditId));
        Of<AuditReading>(
            model,
            "audit_reading",
            e =>
            {
                e.HasIndex(r => r.AuditId);
                e.HasIndex(r => r.SetId);
                e.HasIndex(r => new { r.ReaderId, r.GivenAt });
            }
        );
        Of<AuditSettlement>(model, "audit_settlement", e => e.HasIndex(s => s.AuditId));
        model.Entity<FindingTheme>(e =>
        {
            e.ToTable("finding_theme");
            e.Property(t => t.Theme).HasMaxLength(40);
            e.Property(t => t.Because).HasMaxLength(80);
            e.HasIndex(t => new { t.AuditId, t.Theme }).IsUnique().HasFilter("audit_id IS NOT NULL");
            e.HasIndex(t => new { t.RecommendationId, t.Theme }).IsUnique().HasFilter("recommendation_id IS NOT NULL");
            // What findings of a time are about.
            e.HasIndex(t => t.ChosenOn);
        });
        Of<CalibrationSet>(model, "calibration_set", e => e.HasIndex(s => s.OpenedOn));
    }
}
