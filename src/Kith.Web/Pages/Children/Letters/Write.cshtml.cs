using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Documents.Letters;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Letters;

/// <summary>A letter about a child: choose the words, edit them, check to whom it goes, keep it on the record.</summary>
public sealed class WriteModel(WriteLetter write, KeepLetters letters, CouncilIdentity council) : DraftedFormPage<LetterInput>
{
    public IReadOnlyList<LetterChoice> Letters { get; private set; } = [];

    /// <summary>True once a template was chosen and its words are in the form.</summary>
    public bool Begun { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, string? template, string? to)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (await TakeUpDraft($"write-letter/{id}", id))
        {
            Begun = true;
            return Page();
        }
        Begun = Letters.Any(l => l.Key == template);
        if (Begun)
        {
            Input = await write.Begin(id, template, string.IsNullOrWhiteSpace(to) ? null : to.Trim(), council.Name, Actor, HttpContext.RequestAborted);
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft($"write-letter/{id}", id);
        Begun = true;
        return await Try(
            async () =>
            {
                await write.Handle(id, Input, new Letterhead(council.Name, council.Colour), Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "Letter kept with the documents. Save it from there to print or send it.",
            () => $"/children/{id}/documents",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await Open(id, "Write a letter") is { } refused)
        {
            return refused;
        }
        Letters = await letters.List(HttpContext.RequestAborted);
        return null;
    }
}
