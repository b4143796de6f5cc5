using Kith.Practice.Visits.Offline;
using Kith.Standards.Calendar;

namespace Kith.Web.Pages.Offline;

/// <summary>Devices that carry or carried children, for the partial <c>_Devices</c>.</summary>
/// <param name="OfEverybody">Whether each line names its worker.</param>
public sealed record Devices(IReadOnlyList<PacketLine> Packets, bool OfEverybody)
{
    /// <summary>How a packet stands, in words.</summary>
    public static string Words(PacketLine packet) =>
        packet.Runs ? $"until the end of {Pages.Words.ShortDate(LondonTime.DateOf(packet.Until.AddSeconds(-1)))}"
        : packet.ErasedAt is { } at ? $"erased {Pages.Words.At(at)}"
        : packet.End switch
        {
            PacketEnd.Replaced => "replaced by another on the same device",
            PacketEnd.Wiped or PacketEnd.SignedOut => $"ended {Pages.Words.At(packet.EndedAt)}; the device has not said yet that it is erased",
            _ => "its time is over; the device erases it when the page is next opened",
        };
}
