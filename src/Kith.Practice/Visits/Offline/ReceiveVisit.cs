using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Drafts;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits.Offline;

/// <summary>What the server says to a device that hands in a visit.</summary>
public enum Receipt
{
    /// <summary>It is kept, as <see cref="Arrival.Fate"/> says: the device lets its copy go.</summary>
    Kept,

    /// <summary>Its worker has to sign in first: the device holds on to it.</summary>
    SignIn,

    /// <summary>Nothing is known of such a packet, or this is not what its device sealed: the device holds on to it.</summary>
    Unknown,
}

/// <summary>What became of one visit that was handed in.</summary>
/// <param name="Href">Where it is now, for its worker.</param>
public sealed record Arrival(Receipt Receipt, ArrivalFate? Fate = null, string? Href = null);

/// <summary>
/// Takes in a visit that was written without signal: through the ordinary use case, under the same rules and the access of
/// this moment. What cannot be recorded as it is becomes a draft with the reason; what meets a visit that was recorded
/// meanwhile becomes a draft beside it. The same again is answered as the first time; another version under the same key is kept too.
/// </summary>
[UseCase]
public sealed class ReceiveVisit(KithDb db, RecordVisit record, KeepDraft drafts, Acts.Acts acts, IDataProtectionProvider protection, Clock clock)
{
    /// <param name="secret">What the device is known by.</param>
    /// <param name="sealedText">The visit: see <see cref="SealedVisit"/>.</param>
    /// <param name="actor">Who is signed in on the device; null when nobody is.</param>
    public async Task<Arrival> Handle(Guid packetId, string? secret, Guid key, string? sealedText, Actor? actor, CancellationToken ct = default)
    {
        if (await Packets.Known(db, packetId, secret, ct) is not { } packet)
        {
            return new(Receipt.Unknown);
        }
        var digest = AccountTokens.Digest(sealedText ?? "");
        var earlier = await db.OfflineVisits.AsNoTracking().Where(v => v.Key == key).ToListAsync(ct);
        if (earlier.Exists(v => v.PacketId != packetId))
        {
            return new(Receipt.Unknown);
        }
        if (earlier.Find(v => v.Digest == digest) is { } same)
        {
            return await Answer(same, ct);
        }
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == packet.AccountId, ct);
        var gone = packet.IsDoubtful || !SignInRules.InDates(account, clock.Today);
        var own = actor?.AccountId == packet.AccountId;
        if (!own && !gone)
        {
            return new(Receipt.SignIn);
        }
        var opening = Convert.FromBase64String(TakeVisitsAlong.Cipher(protection).Unprotect(packet.OpeningKey));
        var written = WrittenVisit.Of(SealedVisit.Open(opening, packetId, key, sealedText));
        // Whoever cheats the device's own page gets no further than the children whom it carries.
        if (written is null || (written.Children ?? []).Count == 0 || (written.Children ?? []).Any(c => !packet.ChildIds.Contains(c.Id)))
        {
            return new(Receipt.Unknown);
        }
        var kind = written.Planned is { } planned ? await db.PlannedVisits.Where(p => p.Id == planned).Select(p => (VisitKind?)p.Kind).FirstOrDefaultAsync(ct) : null;
        var input = written.Input(account.WorkerId, kind);
        if (gone || !own)
        {
            return await Keep(
                packet,
                key,
                digest,
                input,
                ArrivalFate.Draft,
                null,
                "It came in after this device had been ended, or the account with it. Look whether it is yours before you finish it",
                ct
            );
        }
        if (earlier.Count > 0)
        {
            return await Another();
        }
        if (!written.Finished)
        {
            return await Keep(packet, key, digest, input, ArrivalFate.Draft, null, "It was still being written when the device had to let it go", ct);
        }
        if (await acts.AlreadyDone(key, ct) is null && await Meanwhile(packet, input, ct) is { } beside)
        {
            return await Keep(
                packet,
                key,
                digest,
                input,
                ArrivalFate.Beside,
                beside,
                "A visit of that day was recorded meanwhile, at the desk or on another device. Nothing was overwritten",
                ct
            );
        }
        var arrived = new OfflineVisit
        {
            Id = clock.NewId(),
            Key = key,
            Digest = digest,
            PacketId = packetId,
            AccountId = packet.AccountId,
            ArrivedAt = clock.UtcNow,
            Fate = ArrivalFate.Recorded,
        };
        // Saved with the visit itself, or not at all.
        db.OfflineVisits.Add(arrived);
        string reason;
        try
        {
            var visit = await record.Handle(input, actor!, key, ct);
            if (db.Entry(arrived).State != EntityState.Unchanged)
            {
                // Another version was quicker, at this instant: what it says stands.
                db.ChangeTracker.Clear();
                return await Another();
            }
            return new(Receipt.Kept, ArrivalFate.Recorded, Href(input.Children.Where(c => c.Part is VisitPart.Seen or VisitPart.NotSeen).Min(c => c.PersonId), visit));
        }
        catch (NotAcceptedException problems)
        {
            reason = string.Join(". ", problems.Problems.Select(p => p.Message));
        }
        catch (AccessRefusedException)
        {
            reason = "You may not record on one of these children at the moment. Ask your manager. What you wrote is kept here";
        }
        catch (SecondEditorException)
        {
            db.ChangeTracker.Clear();
            return await Keep(
                packet,
                key,
                digest,
                input,
                ArrivalFate.Beside,
                await Meanwhile(packet, input, ct),
                "A visit of that day was recorded at the same moment. Nothing was overwritten",
                ct
            );
        }
        db.ChangeTracker.Clear();
        return await Keep(packet, key, digest, input, ArrivalFate.Draft, null, reason, ct);

        async Task<Arrival> Another()
        {
            // Sent, and written on before the device heard that it had arrived.
            if (await db.OfflineVisits.AsNoTracking().FirstOrDefaultAsync(v => v.Key == key && v.Digest == digest, ct) is { } twice)
            {
                return await Answer(twice, ct);
            }
            var made = (await acts.AlreadyDone(key, ct))?.Result;
            return await Keep(
                packet,
                key,
                digest,
                input,
                made is null ? ArrivalFate.Draft : ArrivalFate.Beside,
                made,
                "Another version of this visit came in before, from the same device. Nothing was overwritten",
                ct
            );
        }
    }

    /// <summary>
    /// The visit that was recorded since the packet left: what came of the same planned visit, or one of the same worker on
    /// the same day to one of the children, that did not come from this device.
    /// </summary>
    private async Task<Guid?> Meanwhile(OfflinePacket packet, VisitInput input, CancellationToken ct)
    {
        if (input.PlannedId is { } id && await db.PlannedVisits.AsNoTracking().Where(p => p.Id == id).Select(p => p.VisitId).FirstOrDefaultAsync(ct) is { } became)
        {
            return became;
        }
        var (day, worker, since) = (input.On, input.WorkerId, packet.PreparedAt);
        var children = input.Children.Where(c => c.Part is VisitPart.Seen or VisitPart.NotSeen).Select(c => c.PersonId).ToList();
        var mine = from o in db.OfflineVisits where o.PacketId == packet.Id join k in db.ActKeys on o.Key equals k.Key where k.Result != null select k.Result!.Value;
        return await (
            from c in db.VisitChildren.AsNoTracking()
            where children.Contains(c.PersonId)
            join v in db.Visits on c.VisitId equals v.Id
            where v.On == day && v.WorkerId == worker && v.RecordedAt >= since && !mine.Contains(v.Id)
            orderby v.Id
            select (Guid?)v.Id
        ).FirstOrDefaultAsync(ct);
    }

    private async Task<Arrival> Keep(OfflinePacket packet, Guid key, string digest, VisitInput input, ArrivalFate fate, Guid? beside, string reason, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == packet.AccountId, ct);
        if (fate == ArrivalFate.Beside)
        {
            // That planned visit has become the other.
            input.PlannedId = null;
        }
        var arrived = new OfflineVisit
        {
            Id = clock.NewId(),
            Key = key,
            Digest = digest,
            PacketId = packet.Id,
            AccountId = packet.AccountId,
            ArrivedAt = clock.UtcNow,
            Fate = fate,
            Reason = reason,
            BesideId = beside,
        };
        var child = (input.Children.Find(c => c.Part is VisitPart.Seen or VisitPart.NotSeen) ?? input.Children[0]).PersonId;
        db.OfflineVisits.Add(arrived);
        // The device's key is the key of the act, unless another version has it.
        var own = await db.OfflineVisits.AnyAsync(v => v.Key == key && v.Digest != digest, ct) || await acts.AlreadyDone(key, ct) is not null ? clock.NewId() : key;
        drafts.Arrived(packet.AccountId, arrived.Form, child, ArrivedVisits.Href(arrived.Id), own, WrittenVisit.Fields(input));
        var act = acts.Begin(SignInAttempts.Self(account), "Hand in a visit written without signal");
        act.Happened(new OfflineVisitKept(packet.AccountId, packet.Id, arrived.Id, fate, reason));
        try
        {
            await act.Save(arrived.Id, ct);
        }
        catch (DbUpdateException)
        {
            // The same visit, handed in twice at one instant: the other is kept.
            db.ChangeTracker.Clear();
            if (await db.OfflineVisits.AsNoTracking().FirstOrDefaultAsync(v => v.Key == key && v.Digest == digest, ct) is not { } other)
            {
                throw;
            }
            return await Answer(other, ct);
        }
        return new(Receipt.Kept, fate, ArrivedVisits.Href(arrived.Id));
    }

    private async Task<Arrival> Answer(OfflineVisit visit, CancellationToken ct)
    {
        if (visit.Fate != ArrivalFate.Recorded)
        {
            return new(Receipt.Kept, visit.Fate, ArrivedVisits.Href(visit.Id));
        }
        var made = await db.ActKeys.AsNoTracking().Where(k => k.Key == visit.Key).Select(k => k.Result).FirstOrDefaultAsync(ct);
        var child = await db.VisitChildren.AsNoTracking().Where(c => c.VisitId == made).OrderBy(c => c.PersonId).Select(c => (Guid?)c.PersonId).FirstOrDefaultAsync(ct);
        return new(Receipt.Kept, ArrivalFate.Recorded, made is { } id && child is { } who ? Href(who, id) : null);
    }

    private static string Href(Guid child, Guid visit) => $"/children/{child}/visits/{visit}";
}

/// <summary>How a device is known.</summary>
internal static class Packets
{
    /// <summary>The packet of a device that knows its secret; null otherwise.</summary>
    public static async Task<OfflinePacket?> Known(KithDb db, Guid packetId, string? secret, CancellationToken ct)
    {
        var packet = await db.OfflinePackets.AsNoTracking().FirstOrDefaultAsync(p => p.Id == packetId, ct);
        return
            packet is not null
            && secret is { Length: <= 200 }
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(AccountTokens.Digest(secret)), Encoding.ASCII.GetBytes(packet.SecretDigest))
            ? packet
            : null;
    }

    /// <summary>Ends those of an account, or of one of its sessions, inside an act.</summary>
    public static async Task End(KithDb db, Act act, Guid account, string? session, CancellationToken ct)
    {
        var running = await db.OfflinePackets.Where(p => p.AccountId == account && p.EndedAt == null && (session == null || p.Session == session)).ToListAsync(ct);
        foreach (var packet in running)
        {
            packet.EndFor(PacketEnd.SignedOut, act.At);
            act.Happened(new OfflinePacketEnded(account, packet.Id, packet.Device, PacketEnd.SignedOut));
        }
    }
}
