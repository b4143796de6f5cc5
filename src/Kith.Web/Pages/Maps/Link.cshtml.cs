using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>What both forms of a link ask.</summary>
/// <param name="Why">What the last field asks; null where it is not asked.</param>
public sealed record LinkFields(LinkInput Input, string? Why = null)
{
    public static IReadOnlyList<Choice> Kinds { get; } = [.. Choice.Of<LinkKind>().Select(k => k with { Text = Kith.Practice.Documents.Paper.Begin(k.Text)! })];
    public static IReadOnlyList<Choice> Sources { get; } = Choice.Of<SourceGrade>();
    public static IReadOnlyList<Choice> Information { get; } = Choice.Of<InformationGrade>();
    public static IReadOnlyList<Choice> Handling { get; } = Choice.Of<HandlingCode>();
}

/// <summary>Links two that stand on a map: how, since when, who says so, and how far that can be relied on.</summary>
public sealed class LinkModel(ShowNode show, KeepLink keep) : DraftedFormPage<LinkInput>
{
    public ExploitationMap Map { get; private set; } = null!;
    public IReadOnlyList<Choice> Nodes { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid map, Guid? from)
    {
        if (await Load(map) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft($"map-link/{map}", null))
        {
            Input.From = from;
        }
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid map)
    {
        if (await Load(map) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft($"map-link/{map}", null);
        return await Try(
            async () =>
            {
                await keep.Add(map, Input, Actor, ActKey, HttpContext.RequestAborted);
                await DraftDone();
            },
            "They are linked.",
            () => Input.From is { } node ? $"/maps/{map}/on/{node}" : $"/maps/{map}",
            () => Task.FromResult<IActionResult>(Page())
        );
    }

    private async Task<IActionResult?> Load(Guid map)
    {
        var form = await show.Form(map, Actor, HttpContext.RequestAborted);
        Map = form.Map;
        Nodes = Choice.From(form.Nodes, n => n.Id, n => n.Full);
        return form.MayEdit ? null : new ForbidResult();
    }
}
