using Kith.Practice.Inspection.Rooms;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>Every look of the room's inspectors, from the trail.</summary>
public sealed class LooksModel(ShowRoom show) : RoomPage
{
    public IReadOnlyList<LookLine> Lines { get; private set; } = [];

    protected override string Here(Guid id) => $"/inspections/{id}/room/looks";

    protected override async Task Fill(Guid id) => Lines = await show.WhoLooked(id, Actor, HttpContext.RequestAborted);
}
