using Kith.Practice.Agencies;

namespace Kith.Web.Pages.Agencies;

/// <summary>Attendance at conferences and reports on time, by agency.</summary>
public sealed class PerformanceModel(MeasureAgencies measure) : KithPage
{
    public AgencyPerformance Figures { get; private set; } = null!;

    public async Task OnGet(DateOnly? from, DateOnly? to) => Figures = await measure.Show(from, to, Actor, HttpContext.RequestAborted);
}
