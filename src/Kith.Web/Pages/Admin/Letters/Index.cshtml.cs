using Kith.Practice.Acts;
using Kith.Practice.Documents.Letters;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Letters;

/// <summary>The letters that workers can begin from, in the authority's own words.</summary>
public sealed class IndexModel(KeepLetters letters) : FormPage
{
    public sealed record Wording
    {
        public string? Name { get; set; }
        public string? Body { get; set; }
    }

    [BindProperty]
    public Wording Input { get; set; } = new();
    public IReadOnlyList<LetterChoice> Letters { get; private set; } = [];

    /// <summary>The letter that is being worded; null for the list or a new one.</summary>
    public LetterChoice? Editing { get; private set; }
    public bool Open { get; private set; }

    public async Task<IActionResult> OnGet(string? letter, bool add)
    {
        Letters = await letters.List(HttpContext.RequestAborted);
        Editing = letter is null ? null : Letters.FirstOrDefault(l => l.Key == letter);
        if (letter is not null && Editing is null)
        {
            return NotFound();
        }
        Open = add || Editing is not null;
        if (Editing is { } e && ModelState.ErrorCount == 0 && Conflict is null)
        {
            Input = new Wording { Name = e.Name, Body = e.Body };
        }
        return Page();
    }

    public Task<IActionResult> OnPost(string? letter) =>
        Try(
            () => letters.Save(letter, Input.Name, Input.Body, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Letter saved. Workers begin from these words from now on.",
            () => "/admin/letters",
            () => OnGet(letter, add: letter is null),
            async () =>
                (await letters.List(HttpContext.RequestAborted)).FirstOrDefault(l => l.Key == letter) is { Version: { } version } now
                    ? SecondEditor.Between("this letter", new Wording { Name = now.Name, Body = now.Body }, Input, version, "/admin/letters")
                    : null
        );

    public async Task<IActionResult> OnPostRetire(string letter)
    {
        try
        {
            await letters.Retire(letter, Actor, ActKey, HttpContext.RequestAborted);
            Done("The letter is no longer offered.");
            return Redirect("/admin/letters");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            return await OnGet(null, false);
        }
    }
}
