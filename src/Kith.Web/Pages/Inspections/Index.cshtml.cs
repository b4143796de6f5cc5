using Kith.Practice.Inspection;

namespace Kith.Web.Pages.Inspections;

/// <summary>Inspections and visits, the latest first.</summary>
public sealed class IndexModel(ShowInspections show) : KithPage
{
    public IReadOnlyList<InspectionLine> Lines { get; private set; } = [];

    public async Task OnGet() => Lines = await show.List(Actor, HttpContext.RequestAborted);
}
