using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Documents;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>
/// Files that show that something was done. For a child the file is a document of the record like any other, and is taken
/// back like any other; for the system it stands in the evidence library of the plan.
/// </summary>
[UseCase]
public sealed class RecommendationFiles(KithDb db, RecordAccess access, KeepDocuments documents, PlanFiles library, Clock clock)
{
    /// <summary>The kind of evidence that stands in the library.</summary>
    public const string File = "file";

    private const int LongestTitle = 180;

    /// <summary>Puts a file away inside the act of whoever says that it is done.</summary>
    /// <exception cref="AccessRefusedException">It would go on a record on which the actor may not write.</exception>
    /// <exception cref="NotAcceptedException">The file is not one that may be kept.</exception>
    internal async Task<RecommendationEvidence> Put(Act act, Recommendation r, SentFile file, string shows, Actor actor, CancellationToken ct)
    {
        const string field = "File";
        var title = FileNames.Title(file.Name, "Evidence", LongestTitle);
        if (r.Action.PersonId is { } child)
        {
            var document = await documents.AddSent(act, actor, child, title, file, field, ct);
            return Pointing(RecommendationRecords.Document, document.Id, $"Document: {document.Title}");
        }
        var evidence = new ImprovementEvidence
        {
            Id = clock.NewId(),
            ObjectiveId = r.ObjectiveId,
            On = clock.Today,
            Title = title,
            Shows = shows[..Math.Min(2000, shows.Length)],
            AddedAt = act.At,
            AddedByAccountId = actor.AccountId,
            AddedByName = actor.Name,
        };
        var kept = await library.Put(evidence.Id, file, title, field, ct);
        (evidence.FileName, evidence.ContentType, evidence.Size, evidence.Sha256) = (kept.Name, kept.ContentType, kept.Size, kept.Sha256);
        db.ImprovementEvidence.Add(evidence);
        act.Happened(new ImprovementEvidenceAdded(evidence.Id, r.ObjectiveId, title, kept.Sha256));
        return Pointing(File, evidence.Id, $"File: {title}");
    }

    /// <summary>A file of the library that a step of this recommendation points to; null when there is none or it is not the actor's to see.</summary>
    public async Task<(string Name, string ContentType, byte[] Bytes)?> Open(Guid recommendation, Guid evidence, Actor actor, CancellationToken ct = default)
    {
        var r = await db.Recommendations.AsNoTracking().Include(x => x.Action).FirstOrDefaultAsync(x => x.Id == recommendation, ct);
        if (
            r is null
            || !await KeepRecommendations.MaySee(access, r, actor, ct)
            || !await db.RecommendationSteps.AnyAsync(s => s.RecommendationId == recommendation && s.Evidence.Any(e => e.Kind == File && e.RecordId == evidence), ct)
        )
        {
            return null;
        }
        var e = await db.ImprovementEvidence.AsNoTracking().FirstOrDefaultAsync(x => x.Id == evidence, ct);
        return e is { Sha256: { } sha256, FileName: { } name, ContentType: { } type } && await library.Get(evidence, sha256, ct) is { } bytes ? (name, type, bytes) : null;
    }

    private RecommendationEvidence Pointing(string kind, Guid record, string title) =>
        new()
        {
            Kind = kind,
            RecordId = record,
            Title = title,
            On = clock.Today,
        };
}
