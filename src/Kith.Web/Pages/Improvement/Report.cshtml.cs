using Kith.Practice.Documents;
using Kith.Practice.Improvement.Plan;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Improvement;

/// <summary>A board report as it was made: read, printed, taken as Word.</summary>
public sealed class ReportModel(BoardReports reports, PaperFiles files) : KithPage
{
    public Guid Id { get; private set; }
    public Paper Paper { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) is null ? NotFound() : Page();

    public Task<IActionResult> OnGetWord(Guid id) => Give(id, PaperKind.Word);

    public Task<IActionResult> OnGetPdf(Guid id) => Give(id, PaperKind.Pdf);

    private async Task<IActionResult> Give(Guid id, PaperKind kind) =>
        await Load(id) is { } report ? await files.Give(Actor, [], Paper, $"Improvement plan {BoardPaper.Month(report.Line.Month)}", kind, HttpContext.RequestAborted) : NotFound();

    private async Task<BoardReportView?> Load(Guid id)
    {
        Id = id;
        var report = await reports.Show(id, Actor, HttpContext.RequestAborted);
        if (report is not null)
        {
            Paper = BoardPaper.Of(report);
        }
        return report;
    }
}
