using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Returns.Census;
using Kith.Practice.Returns.Feed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

internal static partial class KithModel
{
    static partial void Returns(ModelBuilder model)
    {
        model.Entity<CensusIssue>(e =>
        {
            e.ToTable("census_issue");
            e.HasKey(i => new
            {
                i.PersonId,
                i.Rule,
                i.RecordId,
                i.Field,
            });
            e.Property(i => i.Rule).HasMaxLength(8);
            e.Property(i => i.Field).HasMaxLength(80);
            e.Property(i => i.RecordKind).HasMaxLength(20);
            e.Property(i => i.RecordSource).HasMaxLength(20);
            e.HasIndex(i => new { i.Rule, i.PersonId });
            e.HasIndex(i => i.WorkerId);
            e.HasIndex(i => new { i.TeamId, i.Rule });
        });
        model.Entity<CensusStanding>(e =>
        {
            e.ToTable("census_standing");
            e.HasKey(s => s.PersonId);
            e.Property(s => s.PersonId).ValueGeneratedNever();
            e.HasIndex(s => s.TeamId);
        });
        Of<CensusExplanation>(model, "census_explanation").Property(x => x.Rule).HasMaxLength(8);
        model.Entity<CensusNote>(e =>
        {
            e.ToTable("census_note");
            e.HasIndex(n => new { n.EndYear, n.Rule }).IsUnique();
        });
        model.Entity<CensusDay>(e =>
        {
            e.ToTable("census_day");
            e.HasKey(d => new { d.TeamId, d.On });
        });
        model.Entity<CensusSubmission>(e =>
        {
            e.ToTable("census_submission");
            e.HasIndex(s => new { s.EndYear, s.Serial }).IsUnique();
            e.Ignore(s => s.SerialText);
        });
        model.Entity<CensusFile>(e =>
        {
            e.ToTable("census_file");
            e.Property(f => f.Id).ValueGeneratedNever();
        });
        model.Entity<CensusFileReport>(e =>
        {
            e.ToTable("census_file_report");
            e.HasIndex(r => new { r.AccountId, r.At });
            e.HasIndex(r => r.ExpiresAt);
        });
        model.Entity<CensusFileFinding>(e =>
        {
            e.ToTable("census_file_finding");
            e.HasKey(f => new { f.ReportId, f.Nth });
            e.HasIndex(f => new { f.ReportId, f.Rule });
            e.HasOne<CensusFileReport>().WithMany().HasForeignKey(f => f.ReportId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<FeedChild>(e =>
        {
            e.ToTable("feed_child");
            e.HasKey(c => c.LaChildId);
            e.Property(c => c.LaChildId).HasMaxLength(20);
            e.Property(c => c.Hash).HasMaxLength(64);
        });
        model.Entity<AnnexACopy>(e =>
        {
            e.ToTable("annex_a_copy");
            e.HasIndex(c => c.PreparedAt);
            e.Ignore(c => c.RowsByList);
        });
        model.Entity<AnnexAFile>(e =>
        {
            e.ToTable("annex_a_file");
            e.Property(f => f.Id).ValueGeneratedNever();
        });
        model.Entity<AnnexACopyFinding>(e =>
        {
            e.ToTable("annex_a_finding");
            e.HasKey(f => new { f.CopyId, f.Nth });
            e.HasIndex(f => new { f.CopyId, f.Code });
            e.HasIndex(f => new { f.CopyId, f.PersonId });
        });
    }
}
