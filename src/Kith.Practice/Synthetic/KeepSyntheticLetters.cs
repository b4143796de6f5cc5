using Kith.Practice.Documents;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Inspection;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Workplace;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>
/// Puts the letters of the invented inspections away as files, the way a council keeps the ones it gets. Apart from making the
/// council, because files are locked with a key that a council has only once its service runs.
/// </summary>
[UseCase]
public sealed class KeepSyntheticLetters(KithDb db, PlanFiles files)
{
    /// <summary>Writes a letter for each published inspection that has none.</summary>
    /// <param name="council">As it stands at the head of the letters: «Amberdale».</param>
    /// <param name="to">To whom they go.</param>
    /// <returns>How many were written.</returns>
    public async Task<int> Handle(string council, string to, CancellationToken ct = default)
    {
        var inspections = await db
            .Inspections.Include(i => i.Judgements)
            .Include(i => i.Points)
            .AsSplitQuery()
            .Where(i => i.PublishedOn != null && i.LetterId == null)
            .OrderBy(i => i.From)
            .ToListAsync(ct);
        foreach (var inspection in inspections)
        {
            var bytes = WordWriter.Write(InspectionLetter.Of(inspection, council, to), new Letterhead(inspection.By, "#1d70b8"));
            // Found again by the inspection that it belongs to: there is one of each.
            var kept = await files.Put(inspection.Id, new SentFile("letter.docx", bytes), $"Letter {InspectionEditions.Name(inspection.Kind)}", "File", ct);
            (inspection.LetterName, inspection.LetterType, inspection.LetterSize, inspection.LetterSha256) = (kept.Name, kept.ContentType, kept.Size, kept.Sha256);
            inspection.LetterId = inspection.Id;
        }
        await db.SaveChangesAsync(ct);
        return inspections.Count;
    }
}
