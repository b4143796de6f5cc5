using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Returns.Census;
using Kith.Practice.Returns.Feed;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<CensusIssue> CensusIssues => Set<CensusIssue>();
    public DbSet<CensusStanding> CensusStandings => Set<CensusStanding>();
    public DbSet<CensusExplanation> CensusExplanations => Set<CensusExplanation>();
    public DbSet<CensusNote> CensusNotes => Set<CensusNote>();
    public DbSet<CensusDay> CensusDays => Set<CensusDay>();
    public DbSet<CensusSubmission> CensusSubmissions => Set<CensusSubmission>();
    public DbSet<CensusFile> CensusFiles => Set<CensusFile>();
    public DbSet<CensusFileReport> CensusFileReports => Set<CensusFileReport>();
    public DbSet<CensusFileFinding> CensusFileFindings => Set<CensusFileFinding>();
    public DbSet<AnnexACopy> AnnexACopies => Set<AnnexACopy>();
    public DbSet<AnnexAFile> AnnexAFiles => Set<AnnexAFile>();
    public DbSet<FeedChild> FeedChildren => Set<FeedChild>();
    public DbSet<AnnexACopyFinding> AnnexACopyFindings => Set<AnnexACopyFinding>();
}
