using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Practice.Voice;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits;

/// <summary>A visit on one child's record.</summary>
/// <param name="AlsoThere">Other children of the visit whose records the reader may read.</param>
public sealed record VisitPage(
    Visit Visit,
    VisitChild Child,
    string? Worker,
    string? RecordedBy,
    IReadOnlyList<VoiceEntry> Voices,
    IReadOnlyList<PersonLine> AlsoThere,
    IReadOnlyList<AmendmentLine> Amendments
);

/// <summary>Shows a visit as it stands on one child's record.</summary>
[UseCase]
public sealed class ShowVisit(KithDb db, RecordAccess access, Amendments amendments, Clock clock)
{
    /// <summary>Null when the child was not part of such a visit. The caller has already been allowed to read the child's record.</summary>
    public async Task<VisitPage?> Show(Guid childId, Guid visitId, Actor actor, CancellationToken ct = default)
    {
        var row = await (
            from v in db.Visits.AsNoTracking().Include(v => v.Children)
            where v.Id == visitId && v.Children.Any(c => c.PersonId == childId)
            select new
            {
                Visit = v,
                Worker = db.Workers.Where(w => w.Id == v.WorkerId).Select(w => w.Name).FirstOrDefault(),
                RecordedBy = db.Users.Where(u => u.Id == v.RecordedByAccountId).Select(u => u.DisplayName).FirstOrDefault(),
            }
        ).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }
        var voices = await db.VoiceEntries.AsNoTracking().Where(v => v.VisitId == visitId && v.PersonId == childId).OrderBy(v => v.Id).ToListAsync(ct);
        var others = row.Visit.Children.Where(c => c.PersonId != childId).Select(c => c.PersonId).ToList();
        var also = new List<PersonLine>();
        if (others.Count > 0)
        {
            // Only those the reader may read: a visit must not give away a restricted brother or sister.
            var facts = await Seeing.Of(db.People.AsNoTracking().Where(p => others.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct);
            also.AddRange(facts.Select(f => Seeing.Line(f, actor, clock.Today)).OfType<PersonLine>().Where(l => l.Sight == Sight.Read));
        }
        return new VisitPage(
            row.Visit,
            row.Visit.Children.First(c => c.PersonId == childId),
            row.Worker,
            row.RecordedBy,
            voices,
            also,
            await amendments.Of(SubjectKind.Visit, visitId, childId, ct)
        );
    }
}
