using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>
/// Checks a code in the browser that asked for it. A wrong code, an old one, a used one, one of another browser and one
/// for an address that nobody has are answered alike, after the same work.
/// </summary>
[UseCase]
public sealed class EnterPartnerCode(KithDb db, DatabaseEngine engine, Acts.Acts acts, Clock clock)
{
    private static readonly string Decoy = new('0', 64);

    /// <returns>The account to begin a session for; null when the code does not work.</returns>
    public async Task<Guid?> Handle(Guid asking, string browser, string? typed, CancellationToken ct = default)
    {
        var now = clock.UtcNow;
        var mark = AccountTokens.Digest(browser);
        int taken;
        await using (var turn = await engine.BeginWrite(db, ct))
        {
            // Counted before it is looked at: of a hundred tries at once, five are looked at.
            taken = await db
                .PartnerCodes.Where(c => c.Id == asking && c.BrowserDigest == mark && c.UsedAt == null && c.ExpiresAt > now && c.Tries < PartnerCodes.MostTries)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Tries, c => c.Tries + 1), ct);
            await turn.Commit(ct);
        }
        var kept = taken == 1 ? await db.PartnerCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Id == asking, ct) : null;
        var digest = PartnerCodes.Digest(PartnerCodes.Normal(typed), asking);
        var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(kept?.CodeDigest ?? Decoy)) && kept?.CodeDigest is not null;
        var who = await Who(kept?.ProfessionalId ?? Guid.Empty, ct);
        if (right && who is not null)
        {
            await using var turn = await engine.BeginWrite(db, ct);
            var won = await db
                .PartnerCodes.Where(c => c.Id == asking && c.UsedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now).SetProperty(c => c.CodeDigest, (string?)null), ct);
            if (won == 1)
            {
                // Other codes of the same person that are still open are of no use any more.
                await db
                    .PartnerCodes.Where(c => c.ProfessionalId == kept!.ProfessionalId && c.UsedAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now).SetProperty(c => c.CodeDigest, (string?)null), ct);
                await turn.Commit(ct);
                return who.Id;
            }
        }
        var act = acts.Begin(who is null ? Actor.System("Partner sign-in") : SignInAttempts.Self(who), "Try to sign in");
        act.Happened(who is null ? new SignInOfNobodyRefused() : new SignInRefused(who.Id, right ? "the code was used already" : "the code was wrong"));
        await act.Save(asking, ct);
        return null;
    }

    /// <summary>The account of somebody who may sign in today.</summary>
    private async Task<Account?> Who(Guid professional, CancellationToken ct)
    {
        var today = clock.Today;
        var found = await (
            from p in db.Professionals.AsNoTracking()
            where p.Id == professional
            join g in db.PartnerAgencies.AsNoTracking() on p.AgencyId equals g.Id
            join a in db.Users.AsNoTracking() on p.AccountId equals a.Id
            select new
            {
                Professional = p,
                Agency = g,
                Account = a,
            }
        ).FirstOrDefaultAsync(ct);
        return found is not null && found.Professional.IsActive(today) && found.Agency.IsActive(today) ? found.Account : null;
    }
}
