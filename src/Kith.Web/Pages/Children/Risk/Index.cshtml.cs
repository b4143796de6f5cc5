using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Risk;

/// <summary>What may harm the child at home and outside it, over time.</summary>
public sealed class IndexModel(ShowMissing missing, ShowSupport support, ShowRisk risk, Clock clock) : RecordFormPage
{
    public IReadOnlyList<MissingLine> Missing { get; private set; } = [];
    public IReadOnlyList<SupportLine> Support { get; private set; } = [];
    public RiskPicture Risks { get; private set; } = null!;
    public DateOnly Today => clock.Today;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Risk") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        Missing = await missing.List(id, HttpContext.RequestAborted);
        Support = await support.List(id, HttpContext.RequestAborted);
        Risks = await risk.Show(id, HttpContext.RequestAborted);
        return Page();
    }
}
