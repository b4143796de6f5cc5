using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Kith.Practice;
using Kith.Practice.Acts;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Web.Background;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kith.Web.Pages.Import;

/// <summary>Asks for an extract to be loaded, and lists what was loaded.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
[NoLargerThanSet]
public sealed class IndexModel(AskForImport ask, ShowImports show, DatabaseEngine engine, ImportLimits limits, ImportSignal signal, Clock clock) : KithPage
{
    /// <summary>Beyond this no setting goes; the setting Kith:Import:MaxUploadBytes (2 GiB unless set) may be lower.</summary>
    public const long LargestRequest = (4L << 30) + (1 << 20);

    public sealed class UploadForm
    {
        [Display(Name = "Kind of extract")]
        public string? Source { get; set; }
        public IFormFile? File { get; set; }
        public bool DryRun { get; set; }
        public bool Whole { get; set; }
    }

    [BindProperty]
    public UploadForm Input { get; set; } = new();

    public PageOf<ImportView> Runs { get; private set; } = null!;
    public string Largest =>
        limits.MaxUploadBytes >= 1 << 30 ? $"{(limits.MaxUploadBytes / (double)(1 << 30)).ToString("0.#", CultureInfo.InvariantCulture)} GB" : $"{limits.MaxUploadBytes >> 20} MB";

    public Task OnGet([FromQuery(Name = "page")] int number = 1) => Fill(number);

    public async Task<IActionResult> OnPost()
    {
        var file = Input.File;
        if (file is null || file.Length == 0)
        {
            ModelState.AddModelError("Input.File", file is null ? "Choose a file" : "The file is empty");
        }
        else if (file.Length > limits.MaxUploadBytes)
        {
            ModelState.AddModelError("Input.File", $"The file must be smaller than {Largest}");
        }
        if (string.IsNullOrEmpty(Input.Source))
        {
            ModelState.AddModelError("Input.Source", "Choose what kind of extract it is");
        }
        string? kept = null;
        if (ModelState.IsValid)
        {
            try
            {
                kept = await Keep(file!);
                var id = await ask.Handle(
                    new ImportInput(Input.Source, file!.FileName, Path.GetFileName(kept), Input.DryRun, Input.Whole),
                    Actor,
                    ActKey,
                    HttpContext.RequestAborted
                );
                if (!await ask.Uses(id, Path.GetFileName(kept), HttpContext.RequestAborted))
                {
                    // A second submission of the same form found the first run; this copy of the file belongs to nobody.
                    System.IO.File.Delete(kept);
                }
                signal.Wake();
                return RedirectToPage("/Import/Show/Index", new { id });
            }
            catch (NotAcceptedException problems)
            {
                Show(problems);
            }
            catch (IOException)
            {
                ModelState.AddModelError(
                    "Input.File",
                    "The file could not be kept: there is no room, or the disk cannot be written. Nothing was loaded; try again when that is put right"
                );
            }
            if (kept is not null)
            {
                System.IO.File.Delete(kept);
            }
        }
        await Fill(1);
        return Page();
    }

    private async Task<string> Keep(IFormFile file)
    {
        var folder = Directory.CreateDirectory(Path.Combine(engine.Folder, "uploads")).FullName;
        // The name that people gave says nothing here: it could lead anywhere. Only the ending matters to readers.
        var ending = Path.GetExtension(file.FileName).ToLowerInvariant();
        var path = Path.Combine(folder, $"{clock.NewId():N}{(ending is ".xml" or ".xlsx" or ".zip" or ".csv" ? ending : ".upload")}");
        try
        {
            await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await file.CopyToAsync(to, HttpContext.RequestAborted);
            to.Flush(flushToDisk: true);
            return path;
        }
        catch
        {
            System.IO.File.Delete(path);
            throw;
        }
    }

    private async Task Fill(int page) => Runs = await show.List(Actor, page, HttpContext.RequestAborted);

    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new(Sources.CinCensus, "CIN census return", "One XML file, 2020-21 to 2026-27"),
        new(Sources.Ssd, "Standard Safeguarding Dataset", "A zip of the CSV files, one for each table"),
        new(Sources.AnnexA, "Annex A workbook", "One Excel workbook (.xlsx) with List 1 to List 11"),
    ];

    /// <summary>Answers «too large» before a byte of the body is read.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    private sealed class NoLargerThanSetAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
    {
        public int Order => 100;

        public void OnAuthorization(AuthorizationFilterContext context)
        {
            var most = context.HttpContext.RequestServices.GetRequiredService<ImportLimits>().MaxUploadBytes + (1 << 20);
            if (context.HttpContext.Request.ContentLength > most)
            {
                context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            }
        }
    }
}
