using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Risk;

/// <summary>One look at a risk, as it was asked and judged.</summary>
public sealed class LookModel(ShowRisk show) : RecordFormPage
{
    public RiskScreeningPage Look { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, Guid look) =>
        await Open(id, "A look at a risk", () => show.One(id, look, HttpContext.RequestAborted), p => Look = p, p => p.Head) ?? Page();
}
