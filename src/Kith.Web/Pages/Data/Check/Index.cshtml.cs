using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Check;

/// <summary>Has any census file checked; lists the reports that are still kept.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class IndexModel(CheckCensusFile check, ShowFileReport show) : KithPage
{
    /// <summary>A council's return is some five megabytes; a region's a hundred.</summary>
    public const long LargestRequest = 256L << 20;

    public sealed class CheckForm
    {
        public IFormFile? File { get; set; }
        public int? Year { get; set; }
    }

    [BindProperty]
    public CheckForm Input { get; set; } = new();
    public IReadOnlyList<CensusFileReport> Reports { get; private set; } = [];
    public static IReadOnlyList<Choice> Years { get; } =
    [
        .. CollectionYear
            .All.Reverse()
            .Select(y => new Choice(y.EndYear.ToString(System.Globalization.CultureInfo.InvariantCulture), y.IsDraft ? $"{y.Name} (draft rules)" : y.Name)),
    ];

    public async Task OnGet() => Reports = await show.List(Actor, HttpContext.RequestAborted);

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
                var id = await check.Handle(stream, file.FileName, Input.Year, Actor, ActKey, HttpContext.RequestAborted);
                return Redirect($"/data/check/{id}");
            }
            catch (Practice.Acts.NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        await OnGet();
        return Page();
    }
}
