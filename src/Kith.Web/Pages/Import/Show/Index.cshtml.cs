using System.Text;
using Kith.Practice.Import;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Import.Show;

/// <summary>How far one extract is and what it did; the rows it could not take.</summary>
public sealed class IndexModel(ShowImports runs, ListRefusals refusals) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

    public ImportView Run { get; private set; } = null!;
    public PageOf<RefusalView> Refused { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await runs.Show(Actor, Id, HttpContext.RequestAborted) is not { } run)
        {
            return NotFound();
        }
        Run = run;
        Refused = await refusals.List(Actor, Id, PageNumber, HttpContext.RequestAborted);
        return Page();
    }

    public async Task<IActionResult> OnGetRefusedAsync()
    {
        var csv = new StringWriter();
        await refusals.WriteCsv(Actor, Id, csv, HttpContext.RequestAborted);
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(csv.ToString())).ToArray(), "text/csv", "refused-rows.csv");
    }

    /// <summary>The state of a run in words.</summary>
    public static string State(ImportState state) =>
        state switch
        {
            ImportState.Waiting => "Waiting",
            ImportState.Running => "Loading",
            ImportState.Done => "Done",
            _ => "Not loaded",
        };
}
