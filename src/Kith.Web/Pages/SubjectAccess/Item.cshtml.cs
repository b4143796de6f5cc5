using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Redacting;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>One thing that is held: sentences to be ticked, words to be taken out, or all of it held back.</summary>
public sealed class ItemModel(ShowItems show, DecideItem decide) : SubjectPage
{
    [BindProperty]
    public ItemInput Input { get; set; } = new();

    /// <summary>Of what was pointed out, the words that are ticked to be taken out.</summary>
    [BindProperty]
    public List<string> Names { get; set; } = [];
    public ItemPage Held { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid request, Guid item)
    {
        if (await Load(request, item) is { } refused)
        {
            return refused;
        }
        Input = new ItemInput
        {
            Choice = Held.Item.Choice,
            Reason = Held.Item.Reason,
            Note = Held.Item.Note,
            Places = [.. Held.Item.Taken.Select(Place)],
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid request, Guid item)
    {
        if (await Load(request, item) is { } refused)
        {
            return refused;
        }
        var input = Input with { Words = string.Join('\n', Names.Append(Input.Words ?? "")) };
        return await Try(
            () => decide.Handle(request, item, input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            Held.Next is null ? "Decided. Nothing else is to be read." : "Decided. This is the next one.",
            () => Held.Next is { } next ? $"/subject-access/{request}/items/{next}" : $"/subject-access/{request}",
            async () => await Load(request, item) ?? Page()
        );
    }

    /// <summary>A place as the form sends it.</summary>
    public static string Place(Strike strike) => $"{strike.Field}:{strike.Start}:{strike.Length}";

    private async Task<IActionResult?> Load(Guid request, Guid item)
    {
        if (await Enter(request) is { } refused)
        {
            return refused;
        }
        if (await show.One(request, item, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        return null;
    }
}
