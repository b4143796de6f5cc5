using Kith.Practice.Access.Accounts;

namespace Kith.Practice.Visits.Offline;

/// <summary>Children were taken along on a device. Each child's record says so too.</summary>
public sealed record OfflinePacketPrepared(Guid Account, Guid Packet, string Device, int Children, DateTime Until) : AccountEvent(Account);

/// <summary>What a device carried is to be erased; the device does so as soon as it hears of it.</summary>
public sealed record OfflinePacketEnded(Guid Account, Guid Packet, string Device, PacketEnd Why) : AccountEvent(Account);

/// <summary>A visit that was written without signal came in and could not be recorded as it was: it is a draft.</summary>
public sealed record OfflineVisitKept(Guid Account, Guid Packet, Guid Arrived, ArrivalFate Fate, string Reason) : AccountEvent(Account);

/// <summary>A worker looked at an arrived visit and let it go: it is the visit that is recorded already, or is not needed.</summary>
public sealed record OfflineVisitLetGo(Guid Account, Guid Arrived, Guid? Recorded) : AccountEvent(Account);
