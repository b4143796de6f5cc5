using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Themes;
using Kith.Practice.Audits.Tools;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

/// <summary>The audit programme: tools, cycles, what is to be audited, second grades.</summary>
public sealed partial class KithDb
{
    public DbSet<AuditTool> AuditTools => Set<AuditTool>();
    public DbSet<AuditCycle> AuditCycles => Set<AuditCycle>();
    public DbSet<AuditCycleTeam> AuditCycleTeams => Set<AuditCycleTeam>();
    public DbSet<AuditCycleAuditor> AuditCycleAuditors => Set<AuditCycleAuditor>();
    public DbSet<AuditAssignment> AuditAssignments => Set<AuditAssignment>();
    public DbSet<AuditPartGrade> AuditPartGrades => Set<AuditPartGrade>();
    public DbSet<AuditFeedback> AuditFeedbacks => Set<AuditFeedback>();
    public DbSet<AuditReading> AuditReadings => Set<AuditReading>();
    public DbSet<AuditSettlement> AuditSettlements => Set<AuditSettlement>();
    public DbSet<FindingTheme> FindingThemes => Set<FindingTheme>();
    public DbSet<CalibrationSet> CalibrationSets => Set<CalibrationSet>();
}
