using Kith.Practice;
using Kith.Practice.Acts;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Import;

/// <summary>Load an extract alongside; what was loaded before.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class IndexModel(ShowImports runs, AskForImport ask, DatabaseEngine engine, Clock clock) : KithPage
{
    /// <summary>The largest file taken in the browser, 3 GiB; larger ones by the command.</summary>
    public const long MostBytes = 3L << 30;

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public bool DryRun { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int PageNumber { get; set; } = 1;

    public PageOf<ImportView> Runs { get; private set; } = null!;

    public async Task OnGetAsync() => Runs = await runs.List(Actor, PageNumber, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        var stored = Upload is { Length: > 0 } ? $"{clock.NewId():N}{Extension(Upload.FileName)}" : null;
        try
        {
            if (stored is not null && Source is not null)
            {
                var folder = Directory.CreateDirectory(Path.Combine(engine.Folder, "uploads"));
                await using var to = new FileStream(Path.Combine(folder.FullName, stored), FileMode.CreateNew);
                await Upload!.CopyToAsync(to, HttpContext.RequestAborted);
            }
            var id = await ask.Handle(new ImportInput(Source, stored is null ? null : Upload!.FileName, stored, DryRun), Actor, ActKey, HttpContext.RequestAborted);
            return RedirectToPage("/Import/Show/Index", new { id });
        }
        catch (NotAcceptedException problems)
        {
            foreach (var problem in problems.Problems)
            {
                ModelState.AddModelError(problem.Field == "File" ? nameof(Upload) : problem.Field, problem.Message);
            }
            await OnGetAsync();
            return Page();
        }
    }

    private static string Extension(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".xml" or ".zip" or ".xlsx" or ".csv" or "" ? Path.GetExtension(name).ToLowerInvariant() : "";
}
