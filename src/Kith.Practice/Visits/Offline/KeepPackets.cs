using Kith.Practice.Access;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits.Offline;

/// <summary>A device that carries or carried children.</summary>
public sealed record PacketLine(
    Guid Id,
    string Worker,
    string Device,
    int Children,
    DateTime PreparedAt,
    DateTime Until,
    bool Runs,
    PacketEnd? End,
    DateTime? EndedAt,
    DateTime? HeardAt,
    DateTime? ErasedAt
);

/// <summary>How a packet stands, for its device.</summary>
public enum PacketState
{
    Runs,

    /// <summary>It is to be erased: its time is over, or somebody ended it.</summary>
    Over,
    Unknown,
}

/// <summary>Shows which devices carry children, and ends that from anywhere.</summary>
[UseCase]
public sealed class KeepPackets(KithDb db, Acts.Acts acts, Clock clock)
{
    private const int DaysShown = 30;

    /// <summary>One's own devices of the last month, newest first.</summary>
    public Task<List<PacketLine>> List(Actor actor, CancellationToken ct = default) => Lines(actor.AccountId, ct);

    /// <summary>Everybody's devices of the last month: whom they carry is not told.</summary>
    /// <exception cref="AccessRefusedException">The actor does not administer.</exception>
    public Task<List<PacketLine>> ListAll(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see the devices");
        return Lines(null, ct);
    }

    /// <summary>Ends a packet from anywhere. The device erases it as soon as it hears of it.</summary>
    /// <exception cref="AccessRefusedException">It is somebody else's, and the actor does not administer.</exception>
    public async Task Wipe(Guid packetId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var packet = await db.OfflinePackets.FirstOrDefaultAsync(p => p.Id == packetId, ct);
        if (packet is null || (packet.AccountId != actor.AccountId && !actor.May(Permission.Administer)))
        {
            throw new AccessRefusedException(Sight.Nothing, "end what a device carries");
        }
        if (packet.EndedAt is not null || await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "End what a device carries", key: key);
        packet.EndFor(PacketEnd.Wiped, act.At);
        act.Happened(new OfflinePacketEnded(packet.AccountId, packet.Id, packet.Device, PacketEnd.Wiped));
        await act.Save(packet.Id, ct);
    }

    /// <summary>Tells a device how its packet stands. It says whether it has erased it, and of its own will or because it had to.</summary>
    public async Task<PacketState> Say(Guid packetId, string? secret, bool erased, CancellationToken ct = default)
    {
        if (await Packets.Known(db, packetId, secret, ct) is null)
        {
            return PacketState.Unknown;
        }
        var packet = await db.OfflinePackets.FirstAsync(p => p.Id == packetId, ct);
        var account = await db.Users.AsNoTracking().FirstAsync(a => a.Id == packet.AccountId, ct);
        var now = clock.UtcNow;
        packet.HeardAt = now;
        if (erased && packet.ErasedAt is null)
        {
            packet.ErasedAt = now;
            if (packet.EndedAt is null && now < packet.Until)
            {
                var act = acts.Begin(SignInAttempts.Self(account), "Take visits off a device");
                packet.EndFor(PacketEnd.Returned, act.At);
                act.Happened(new OfflinePacketEnded(packet.AccountId, packet.Id, packet.Device, PacketEnd.Returned));
                await act.Save(packet.Id, ct);
                return PacketState.Over;
            }
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // It was ended at this instant: the device hears of it when it asks next.
            db.ChangeTracker.Clear();
        }
        return packet.EndedAt is not null || now >= packet.Until || !SignInRules.InDates(account, clock.Today) ? PacketState.Over : PacketState.Runs;
    }

    private async Task<List<PacketLine>> Lines(Guid? account, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var since = now.AddDays(-DaysShown);
        var packets = db.OfflinePackets.AsNoTracking().Where(p => p.PreparedAt >= since);
        if (account is { } own)
        {
            packets = packets.Where(p => p.AccountId == own);
        }
        var rows = await (from p in packets join u in db.Users on p.AccountId equals u.Id orderby p.PreparedAt descending select new { Packet = p, u.DisplayName })
            .Take(200)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new PacketLine(
                r.Packet.Id,
                r.DisplayName,
                r.Packet.Device,
                r.Packet.ChildIds.Count,
                r.Packet.PreparedAt,
                r.Packet.Until,
                r.Packet.EndedAt is null && now < r.Packet.Until,
                r.Packet.End,
                r.Packet.EndedAt,
                r.Packet.HeardAt,
                r.Packet.ErasedAt
            )),
        ];
    }
}
