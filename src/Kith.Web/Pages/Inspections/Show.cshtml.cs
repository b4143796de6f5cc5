using Kith.Practice.Improvement.Plan;
using Kith.Practice.Inspection;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections;

/// <summary>One inspection: what was judged, the letter, what it says, and the objectives that answer it.</summary>
[RequestSizeLimit(PlanFiles.MostBytes + 1_000_000)]
[RequestFormLimits(MultipartBodyLengthLimit = PlanFiles.MostBytes + 1_000_000)]
public sealed class ShowModel(ShowInspections show, KeepInspections keep) : FormPage
{
    [BindProperty]
    public PointInput Point { get; set; } = new();

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty(Name = "File")]
    public IFormFile? Sent { get; set; }
    public InspectionView Inspection { get; private set; } = null!;
    public IReadOnlyList<Choice> Kinds { get; } = Choice.From(Enum.GetValues<PointKind>().AsEnumerable(), k => k.ToString(), InspectionEditions.Name);

    public async Task<IActionResult> OnGet(Guid id) => await Load(id) ?? Page();

    /// <summary>Gives the letter out as a file, never shown inside the page.</summary>
    public async Task<IActionResult> OnGetLetter(Guid id)
    {
        if (await keep.OpenLetter(id, Actor, HttpContext.RequestAborted) is not var (name, type, bytes))
        {
            return NotFound();
        }
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(bytes, type, name);
    }

    public async Task<IActionResult> OnPostLetter(Guid id)
    {
        SentFile? file = null;
        if (Sent is { Length: > 0 and <= PlanFiles.MostBytes } sent)
        {
            using var memory = new MemoryStream((int)sent.Length);
            await sent.CopyToAsync(memory, HttpContext.RequestAborted);
            file = new SentFile(sent.FileName, memory.ToArray());
        }
        else if (Sent is { Length: > PlanFiles.MostBytes })
        {
            ModelState.AddModelError("File", $"The file must be {PlanFiles.MostBytes >> 20} MB or smaller");
        }
        return await Do(id, () => keep.Letter(id, file, Actor, ActKey, HttpContext.RequestAborted), "The letter is kept.", "");
    }

    public Task<IActionResult> OnPostPoint(Guid id) => Do(id, () => keep.Point(id, Point, Actor, ActKey, HttpContext.RequestAborted), "It is written down.", nameof(Point));

    public Task<IActionResult> OnPostRemove(Guid id, Guid? point)
    {
        if (point is null)
        {
            ModelState.AddModelError("point", "Select what is wrong");
        }
        return Do(id, () => keep.Remove(id, point ?? Guid.Empty, Why, Actor, ActKey, HttpContext.RequestAborted), "It is taken out.", "");
    }

    private Task<IActionResult> Do(Guid id, Func<Task> act, string done, string prefix) =>
        Try(act, done, () => $"/inspections/{id}", async () => await Load(id) ?? Page(), prefix: prefix);

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } inspection)
        {
            return NotFound();
        }
        Inspection = inspection;
        return null;
    }
}
