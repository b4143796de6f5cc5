using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Dispatch;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>An asking that was taken: its id and the secret go into the browser's cookie and nowhere else.</summary>
public sealed record PartnerCodeAsking(Guid Id, string Browser);

/// <summary>
/// Takes an asking for a code. Whether anybody has the address is not even looked up here: the same rows are written for
/// every address, so that neither words nor time tell who may sign in.
/// </summary>
[UseCase]
public sealed class AskPartnerCode(KithDb db, DatabaseEngine engine, Acts.Acts acts, DispatchBell bell, Clock clock)
{
    /// <param name="source">Where the asking comes from: the network address of the browser.</param>
    /// <returns>The asking; after too many, one of which nothing comes.</returns>
    /// <exception cref="NotAcceptedException">What was written cannot be an address.</exception>
    public async Task<PartnerCodeAsking> Handle(string? address, string? source, CancellationToken ct = default)
    {
        if (WorkAddress.Normal(address) is not { } email)
        {
            throw new NotAcceptedException("Address", "Enter your work email address in the correct format, like name@school.example");
        }
        await Ensure(ct);
        var secret = AccountTokens.NewSecret();
        var (addressMark, sourceMark) = (PartnerCodes.Mark("address", email), PartnerCodes.Mark("source", source ?? ""));
        var now = clock.UtcNow;
        var quarter = PartnerCodes.QuarterOf(now);
        for (var attempt = 0; attempt <= PartnerCodes.MostForAnAddress; attempt++)
        {
            var since = now - PartnerCodes.Window;
            var before = await db.PartnerCodes.CountAsync(c => c.AddressDigest == addressMark && c.Quarter == quarter, ct);
            var lately = await db.PartnerCodes.CountAsync(c => c.SourceDigest == sourceMark && c.MadeAt > since, ct);
            if (before >= PartnerCodes.MostForAnAddress || lately >= PartnerCodes.MostFromASource)
            {
                break;
            }
            var asking = new PartnerCode
            {
                Id = clock.NewId(),
                AddressDigest = addressMark,
                SourceDigest = sourceMark,
                BrowserDigest = AccountTokens.Digest(secret),
                Quarter = quarter,
                Nth = before + 1,
                MadeAt = now,
                ExpiresAt = now + PartnerCodes.Lasts,
            };
            db.PartnerCodes.Add(asking);
            db.Parcels.Add(CodeCarrier.Pack(asking.Id, email, clock));
            var act = acts.Begin(Actor.System("Partner sign-in"), "Ask for a code");
            act.Happened(new PartnerCodeAsked());
            try
            {
                await act.Save(asking.Id, ct);
                bell.Ring();
                return new PartnerCodeAsking(asking.Id, secret);
            }
            catch (DbUpdateException error) when (engine.IsDuplicateKey(error))
            {
                // Another asking for the same address was counted in the same moment: this one is the next.
                db.ChangeTracker.Clear();
            }
        }
        return new PartnerCodeAsking(clock.NewId(), secret);
    }

    private async Task Ensure(CancellationToken ct)
    {
        if (await db.DispatchChannels.AnyAsync(c => c.Key == CodeCarrier.Channel, ct))
        {
            return;
        }
        try
        {
            await using var turn = await engine.BeginWrite(db, ct);
            db.DispatchChannels.Add(new DispatchChannel { Key = CodeCarrier.Channel });
            await db.SaveChangesAsync(ct);
            await turn.Commit(ct);
        }
        catch (DbUpdateException error) when (engine.IsDuplicateKey(error))
        {
            // Another node was quicker.
        }
        db.ChangeTracker.Clear();
    }
}
