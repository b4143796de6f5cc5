using Kith.Practice.Access;
using Kith.Practice.Voice;
using Kith.Web.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Voice;

/// <summary>The child's version of a plan: plain words, symbols and large print, on paper and as Word.</summary>
public sealed class PlanModel(KeepChildVersion keep, PaperFiles files) : RecordFormPage
{
    /// <summary>Empty lines offered beside those that are filled.</summary>
    private const int Spare = 4;
    public ChildVersionPage View { get; private set; } = null!;
    public bool MayRecord => Actor.May(Permission.RecordWork) && View.Open && Head.MergedIntoId is null;
    public double? ReadingAge => View.Version is { } v ? Practice.Voice.ReadingAge.Of(v.Parts.Select(p => p.Text)) : null;

    [BindProperty]
    public List<ChildLineInput> Lines { get; set; } = [];

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Said { get; set; }

    public async Task<IActionResult> OnGet(Guid id, Guid planId)
    {
        if (await Load(id, planId) is { } refused)
        {
            return refused;
        }
        On = View.Today;
        Lines =
        [
            .. View.Begin.Select(l => new ChildLineInput
            {
                Part = l.Part,
                Symbol = l.Symbol,
                Text = l.Text,
            }),
        ];
        return Shown();
    }

    public async Task<IActionResult> OnGetWord(Guid id, Guid planId)
    {
        if (await Load(id, planId) is { } refused)
        {
            return refused;
        }
        return View.Version is { } version
            ? await files.Give(Actor, [id], KeepChildVersion.Paper(View.Head, version), "My plan", PaperKind.Word, HttpContext.RequestAborted)
            : NotFound();
    }

    public async Task<IActionResult> OnPost(Guid id, Guid planId) =>
        await Load(id, planId)
        ?? await Try(
            () => keep.Make(id, planId, Lines, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => $"/children/{id}/voice/plan/{planId}",
            () => Task.FromResult(Shown()),
            prefix: ""
        );

    public async Task<IActionResult> OnPostShare(Guid id, Guid planId, Guid made)
    {
        if (await Load(id, planId) is { } refused)
        {
            return refused;
        }
        return await Try(
            () => keep.Share(id, made, On, Said, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Saved.",
            () => $"/children/{id}/voice/plan/{planId}",
            () => Task.FromResult(Shown()),
            prefix: ""
        );
    }

    private IActionResult Shown()
    {
        if (Lines.Count == 0)
        {
            Lines =
            [
                .. View.Begin.Select(l => new ChildLineInput
                {
                    Part = l.Part,
                    Symbol = l.Symbol,
                    Text = l.Text,
                }),
            ];
        }
        Lines.AddRange(
            Enumerable.Range(0, Math.Max(0, Spare - Lines.Count(l => string.IsNullOrWhiteSpace(l.Text)))).Select(_ => new ChildLineInput { Part = ChildVersionPart.Next })
        );
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, Guid planId) =>
        await Open(id, "The plan in the child's words", () => keep.Show(id, planId, HttpContext.RequestAborted), v => View = v, v => v.Head);
}
