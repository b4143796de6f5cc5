using Kith.Practice;
using Kith.Practice.Improvement.Plan;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Improvement;

/// <summary>The reports to the board, and the making of the next.</summary>
public sealed class ReportsModel(BoardReports reports, Clock clock) : FormPage
{
    [BindProperty]
    public BoardReportInput Input { get; set; } = new();
    public IReadOnlyList<BoardReportLine> Reports { get; private set; } = [];

    /// <summary>The month that has no report yet: this one.</summary>
    public DateOnly Month => new(clock.Today.Year, clock.Today.Month, 1);

    public async Task OnGet() => Reports = await reports.List(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost()
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await reports.Make(Input, Actor, ActKey, HttpContext.RequestAborted),
            "The report is made, and stays as it is.",
            () => $"/improvement/reports/{made}",
            async () =>
            {
                await OnGet();
                return Page();
            }
        );
    }
}
