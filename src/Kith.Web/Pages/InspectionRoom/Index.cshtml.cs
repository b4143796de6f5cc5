using Kith.Practice.Inspection.Rooms;

namespace Kith.Web.Pages.InspectionRoom;

/// <summary>What an inspector was given: records, papers, the timetable, the answers to their own requests.</summary>
public sealed class IndexModel(VisitRoom visit) : KithPage
{
    public IReadOnlyList<VisitedRoom> Rooms { get; private set; } = [];

    public async Task OnGet() => Rooms = await visit.Show(Actor, HttpContext.RequestAborted);
}
