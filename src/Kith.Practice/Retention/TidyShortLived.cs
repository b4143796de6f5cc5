using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>How many rows of what went.</summary>
public sealed record Tidied(int ActKeys, int Drafts, int Refusals, int Copies)
{
    public int All => ActKeys + Drafts + Refusals + Copies;
}

/// <summary>
/// Throws away what is needed for a short while only: keys of forms that were sent; and, from when the authority has said
/// for how long, forms that nobody finished, refused rows of extracts, and frozen copies of returns. A legal hold on every
/// record stops all but the keys.
/// </summary>
[UseCase]
public sealed class TidyShortLived(KithDb db, DatabaseEngine engine, Clock clock)
{
    /// <summary>Days after which nobody sends the same form a second time.</summary>
    public const int KeyDays = 90;

    private const int AtOnce = 2000;

    public async Task<Tidied> Handle(CancellationToken ct = default)
    {
        var (now, today, book) = (clock.UtcNow, clock.Today, await PolicyBook.Load(db, ct));
        var keysBefore = now.AddDays(-KeyDays);
        var keys = await Rows(
            async () =>
                await db.ActKeys.Where(k => db.ActKeys.Where(o => o.At < keysBefore).OrderBy(o => o.At).Take(AtOnce).Select(o => o.Key).Contains(k.Key)).ExecuteDeleteAsync(ct),
            ct
        );
        if (await db.LegalHolds.AnyAsync(h => h.PersonId == null && h.EndedAt == null, ct))
        {
            return new Tidied(keys, 0, 0, 0);
        }
        var drafts = 0;
        if (book.Whole(RetentionRules.Drafts, today) is var days and > 0)
        {
            var before = now.AddDays(-days);
            drafts = await Rows(() => db.Drafts.Where(d => d.SavedAt < before).ExecuteDeleteAsync(ct), ct);
        }
        var refusals = 0;
        if (book.Whole(RetentionRules.Refusals, today) is var kept and > 0)
        {
            var before = now.AddDays(-kept);
            refusals = await Rows(() => db.ImportRefusals.Where(r => db.ImportRuns.Any(i => i.Id == r.RunId && i.AskedAt < before)).ExecuteDeleteAsync(ct), ct);
        }
        var copies = 0;
        if (book.Whole(RetentionRules.Copies, today) is var years and > 0)
        {
            var before = now.AddYears(-years);
            copies = await Rows(
                async () =>
                {
                    await db.CensusFiles.Where(f => db.CensusSubmissions.Any(s => s.FileId == f.Id && s.PreparedAt < before)).ExecuteDeleteAsync(ct);
                    var gone = await db.CensusSubmissions.Where(s => s.PreparedAt < before).ExecuteDeleteAsync(ct);
                    await db.AnnexACopyFindings.Where(f => db.AnnexACopies.Any(c => c.Id == f.CopyId && c.PreparedAt < before)).ExecuteDeleteAsync(ct);
                    await db.AnnexAFiles.Where(f => db.AnnexACopies.Any(c => c.FileId == f.Id && c.PreparedAt < before)).ExecuteDeleteAsync(ct);
                    return gone + await db.AnnexACopies.Where(c => c.PreparedAt < before).ExecuteDeleteAsync(ct);
                },
                ct
            );
        }
        return new Tidied(keys, drafts, refusals, copies);
    }

    private async Task<int> Rows(Func<Task<int>> delete, CancellationToken ct)
    {
        await using var turn = await engine.BeginWrite(db, ct);
        var gone = await delete();
        await turn.Commit(ct);
        return gone;
    }
}
