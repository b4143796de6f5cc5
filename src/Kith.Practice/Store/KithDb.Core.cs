using Kith.Practice.Actions;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Documents;
using Kith.Practice.Documents.Letters;
using Kith.Practice.Questions;
using Kith.Practice.Visits;
using Kith.Practice.Visits.Offline;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Store;

public sealed partial class KithDb
{
    public DbSet<ActionItem> ActionItems => Set<ActionItem>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<Amendment> Amendments => Set<Amendment>();
    public DbSet<PlannedVisit> PlannedVisits => Set<PlannedVisit>();
    public DbSet<PlannedVisitChild> PlannedVisitChildren => Set<PlannedVisitChild>();
    public DbSet<OfflinePacket> OfflinePackets => Set<OfflinePacket>();
    public DbSet<OfflineVisit> OfflineVisits => Set<OfflineVisit>();
    public DbSet<StoredDocument> StoredDocuments => Set<StoredDocument>();
    public DbSet<DocumentContent> DocumentContents => Set<DocumentContent>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<QuestionSet> QuestionSets => Set<QuestionSet>();
    public DbSet<OwnAnswer> OwnAnswers => Set<OwnAnswer>();
    public DbSet<SharedText> SharedTexts => Set<SharedText>();
}
