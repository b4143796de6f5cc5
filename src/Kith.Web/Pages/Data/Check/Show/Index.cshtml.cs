using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus.Rules;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Check.Show;

/// <summary>The report of a checked file: filterable, children grouped, to be taken out for Excel or as CSV.</summary>
public sealed class IndexModel(ShowFileReport show, CheckCensusFile check) : KithPage
{
    public FileReportView Report { get; private set; } = null!;
    public ReportFilter Filter { get; private set; } = new();

    public async Task<IActionResult> OnGet(Guid id, string? rule, string? severity, string? child, [FromQuery(Name = "page")] int number = 1)
    {
        Read(rule, severity, child, number);
        if (await show.Show(id, Filter, Actor, HttpContext.RequestAborted) is not { } report)
        {
            return NotFound();
        }
        Report = report;
        return Page();
    }

    public async Task<IActionResult> OnPostCsv(Guid id, string? rule, string? severity, string? child)
    {
        Read(rule, severity, child, 1);
        return await show.Csv(id, Filter, Actor, HttpContext.RequestAborted) is { } file ? File(file, "text/csv; charset=utf-8", "census-report.csv") : NotFound();
    }

    public async Task<IActionResult> OnPostExcel(Guid id, string? rule, string? severity, string? child)
    {
        Read(rule, severity, child, 1);
        return await show.Workbook(id, Filter, Actor, HttpContext.RequestAborted) is { } file
            ? File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "census-report.xlsx")
            : NotFound();
    }

    public async Task<IActionResult> OnPostForget(Guid id)
    {
        await check.Forget(id, Actor, HttpContext.RequestAborted);
        Done("The report was thrown away.");
        return Redirect("/data/check");
    }

    private void Read(string? rule, string? severity, string? child, int page) =>
        Filter = new ReportFilter(
            string.IsNullOrWhiteSpace(rule) ? null : rule,
            severity switch
            {
                "Error" => RuleSeverity.Error,
                "Query" => RuleSeverity.Query,
                _ => null,
            },
            string.IsNullOrWhiteSpace(child) ? null : child,
            page
        );
}
