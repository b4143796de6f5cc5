using Kith.Practice.Inspection.Rooms;

namespace Kith.Web.Pages.Admin.Inspectors;

/// <summary>The rooms into which inspectors can be let.</summary>
public sealed class IndexModel(LetInspectorsIn inspectors) : KithPage
{
    public IReadOnlyList<RoomLine> Rooms { get; private set; } = [];

    public async Task OnGet() => Rooms = await inspectors.List(Actor, HttpContext.RequestAborted);
}
