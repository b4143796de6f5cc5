using Kith.Practice.Measures;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Quality.Figures;

/// <summary>Loads a year's published figures to compare with, and takes a file back.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class IndexModel(LoadFigures load) : KithPage
{
    /// <summary>Every authority and measure of a decade is some fifty megabytes.</summary>
    public const long LargestRequest = 64L << 20;

    public sealed class LoadForm
    {
        public IFormFile? File { get; set; }
        public string? Origin { get; set; }
        public string? Reason { get; set; }
    }

    [BindProperty]
    public LoadForm Input { get; set; } = new();
    public IReadOnlyList<FigureSet> Sets { get; private set; } = [];

    public async Task OnGet() => Sets = await load.List(Actor, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPost()
    {
        if (Input.File is not { Length: > 0 } file)
        {
            ModelState.AddModelError("Input.File", Input.File is null ? "Choose a file" : "The file is empty");
        }
        else
        {
            try
            {
                await using var stream = file.OpenReadStream();
                await load.Handle(stream, file.FileName, Input.Origin, Actor, ActKey, HttpContext.RequestAborted);
                Done("The figures were loaded. They stand beside ours from now on.");
                return Redirect("/quality/figures");
            }
            catch (Practice.Acts.NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await OnGet();
        return Page();
    }

    /// <summary>Takes a file back.</summary>
    public async Task<IActionResult> OnPostWithdraw(Guid set)
    {
        try
        {
            await load.Withdraw(set, EditedVersion, Input.Reason, Actor, ActKey, HttpContext.RequestAborted);
            Done("The file was taken back: its figures are not used any more.");
            return Redirect("/quality/figures");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems);
        }
        catch (Practice.Acts.SecondEditorException second)
        {
            await TellOfFirst(second);
        }
        await OnGet();
        return Page();
    }
}
