using Kith.Practice.Workforce.Places;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Places;

/// <summary>Keeps what distances are worked out from: a file of places, and where teams have their desks.</summary>
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class IndexModel(KeepPlaces keep) : KithPage
{
    /// <summary>The directory of a large postcode area is some thirty megabytes.</summary>
    public const long LargestRequest = 128L << 20;

    public sealed class PlacesForm
    {
        public IFormFile? File { get; set; }
        public string? Origin { get; set; }
        public string? Licence { get; set; }
        public string? Reason { get; set; }
        public string? Seen { get; set; }
        public List<BaseForm> Bases { get; set; } = [];
    }

    public sealed class BaseForm
    {
        public Guid Team { get; set; }
        public string? Postcode { get; set; }
    }

    [BindProperty]
    public PlacesForm Input { get; set; } = new();
    public PlacesPage Answer { get; private set; } = null!;

    public async Task OnGet() => Answer = await keep.Show(Actor, HttpContext.RequestAborted);

    /// <summary>Loads a file.</summary>
    public async Task<IActionResult> OnPost()
    {
        if (Input.File is not { Length: > 0 } file)
        {
            ModelState.AddModelError("Input.File", Input.File is null ? "Choose a file" : "The file is empty");
            await OnGet();
            return Page();
        }
        await using var stream = file.OpenReadStream();
        return await Do(
            () => keep.Load(stream, file.FileName, Input.Origin, Input.Licence, Actor, ActKey, HttpContext.RequestAborted),
            "The places were loaded. Distances are said from now on where both ends are known."
        );
    }

    /// <summary>Sets where teams have their desks.</summary>
    public Task<IActionResult> OnPostBases() =>
        Do(
            () => keep.SetBases([.. Input.Bases.Select(b => (b.Team, b.Postcode))], Input.Seen, Actor, ActKey, HttpContext.RequestAborted),
            "The postcodes of the teams were saved."
        );

    /// <summary>Takes a file back.</summary>
    public Task<IActionResult> OnPostWithdraw(Guid set) =>
        Do(() => keep.Withdraw(set, EditedVersion, Input.Reason, Actor, ActKey, HttpContext.RequestAborted), "The file was taken back: its places are not used any more.");

    /// <summary>The postcode in a field: as it was written just now, or as it is kept.</summary>
    public string? Written(BaseLine line) => Input.Bases.Find(b => b.Team == line.TeamId) is { } written ? written.Postcode : line.Postcode;

    private async Task<IActionResult> Do(Func<Task> what, string done)
    {
        try
        {
            await what();
            Done(done);
            return Redirect("/admin/places");
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
