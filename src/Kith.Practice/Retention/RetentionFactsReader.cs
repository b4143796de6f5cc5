using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>Reads what the rules ask, of many people at once: the same number of statements for one as for a thousand.</summary>
internal static class RetentionFactsReader
{
    private sealed record Span(Guid PersonId, DateOnly? From, DateOnly? To, string? Word = null, bool Open = false);

    public static async Task<List<RetentionFacts>> Read(KithDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id) && p.HasChildRecord && p.MergedIntoId == null)
            .Select(p => new
            {
                p.Id,
                p.DateOfBirth,
                p.DateOfDeath,
            })
            .ToListAsync(ct);
        var care = await Spans(
            db.CareEpisodes.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.StartedOn, c.CeasedOn, c.CeasedReason, c.CeasedOn == null)),
            ct
        );
        var placements = await Spans(db.Placements.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.StartedOn, c.EndedOn, null, c.EndedOn == null)), ct);
        var statuses = await Spans(db.LegalStatuses.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.From, c.To, null, false)), ct);
        var plans = await Spans(
            db.ProtectionPlans.Where(c => ids.Contains(c.PersonId))
                .Select(c => new Span(c.PersonId, c.StartedOn, c.EndedOn, c.InitialCategory == "SAB" ? c.InitialCategory : c.LatestCategory, c.EndedOn == null)),
            ct
        );
        var conferences = await Spans(db.InitialConferences.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.HeldOn, null, null, false)), ct);
        var needPlans = await Spans(db.CinPlans.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.StartedOn, c.EndedOn, null, c.EndedOn == null)), ct);
        var assessments = await Spans(db.Assessments.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.StartedOn, c.AuthorisedOn, null, false)), ct);
        var enquiries = await Spans(db.Section47Enquiries.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.StartedOn, c.EndedOn, null, false)), ct);
        var missing = await Spans(db.MissingEpisodes.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, null, null, null, false)), ct);
        var screened = await Spans(db.RiskScreenings.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, null, null, null, false)), ct);
        var referred = await Spans(db.NrmReferrals.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, null, null, null, false)), ct);
        var referrals = await Spans(db.Episodes.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.ReferredOn, c.ClosedOn, null, c.ClosedOn == null)), ct);
        var early = await Spans(db.EarlyHelpEpisodes.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.StartedOn, c.EndedOn, null, c.EndedOn == null)), ct);
        // A contact from an extract carries no decision of ours, and waits for none.
        var contacts = await Spans(
            db.Contacts.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.ReceivedOn, null, null, c.Decision == null && c.Source == null)),
            ct
        );
        var visits = await Spans(db.VisitChildren.Where(c => ids.Contains(c.PersonId)).Select(c => new Span(c.PersonId, c.Visit!.On, null, null, false)), ct);
        ILookup<Guid, Span>[] need = [needPlans, assessments, enquiries];
        ILookup<Guid, Span>[] risk = [missing, screened, referred];
        return
        [
            .. people.Select(p =>
            {
                var all = new[] { care, placements, statuses, plans, conferences, needPlans, assessments, enquiries, referrals, early, contacts, visits }
                    .SelectMany(l => l[p.Id])
                    .SelectMany(s => new[] { s.From, s.To })
                    .ToList();
                return new RetentionFacts(
                    p.Id,
                    p.DateOfBirth,
                    p.DateOfDeath,
                    care[p.Id].Any() || placements[p.Id].Any() || statuses[p.Id].Any(),
                    care[p.Id].Where(c => c.Word is { } w && (w.StartsWith("E11", StringComparison.Ordinal) || w.StartsWith("E12", StringComparison.Ordinal))).Max(c => c.To),
                    plans[p.Id].Any(c => c.Word == "SAB"),
                    plans[p.Id].Any() || conferences[p.Id].Any(),
                    need.Any(l => l[p.Id].Any()),
                    risk.Any(l => l[p.Id].Any()),
                    referrals[p.Id].Any(),
                    early[p.Id].Any(),
                    all.Max(),
                    care[p.Id].Any(s => s.Open) || placements[p.Id].Any(s => s.Open) ? "The child is looked after"
                        : plans[p.Id].Any(s => s.Open) || needPlans[p.Id].Any(s => s.Open) ? "A plan is open"
                        : referrals[p.Id].Any(s => s.Open) ? "A referral is open"
                        : early[p.Id].Any(s => s.Open) ? "Early help goes on"
                        : contacts[p.Id].Any(s => s.Open) ? "A contact waits for a decision"
                        : null
                );
            }),
        ];
    }

    private static async Task<ILookup<Guid, Span>> Spans(IQueryable<Span> rows, CancellationToken ct) => (await rows.ToListAsync(ct)).ToLookup(s => s.PersonId);
}
