using Kith.Practice.Visits.Offline;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Devices;

/// <summary>Which devices carry children, of everybody: whom they carry is not told. A lost one is wiped from here.</summary>
public sealed class IndexModel(KeepPackets packets) : KithPage
{
    public IReadOnlyList<PacketLine> Packets { get; private set; } = [];

    public async Task OnGet() => Packets = await packets.ListAll(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostWipe(Guid packet)
    {
        await packets.Wipe(packet, Actor, ActKey, HttpContext.RequestAborted);
        Done("That device will erase what it carries as soon as it has signal.");
        return Redirect("/admin/devices");
    }
}
