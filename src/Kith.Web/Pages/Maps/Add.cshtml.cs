using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Search;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>Puts a child, somebody around, a place, a vehicle, a number or an account on a map.</summary>
public sealed class AddModel(ShowNode show, KeepNode keep, FindPeople find) : FormPage
{
    private Guid made;

    [BindProperty]
    public NodeInput Input { get; set; } = new();

    /// <summary>Words to find a record by: sent in the form and never in the address.</summary>
    [BindProperty]
    public string? Words { get; set; }
    public ExploitationMap Map { get; private set; } = null!;
    public IReadOnlyList<Choice> Found { get; private set; } = [];
    public bool Searched { get; private set; }
    public static IReadOnlyList<Choice> Kinds { get; } = Choice.Of<NodeKind>();
    public static IReadOnlyList<Choice> Platforms { get; } = Choice.From(NodeKeys.Platforms, p => p, p => p);

    public async Task<IActionResult> OnGet(Guid map) => await Load(map) ?? Page();

    /// <summary>Looks for the record of a person. Only those whose records the reader may open are offered.</summary>
    public async Task<IActionResult> OnPostFind(Guid map)
    {
        if (await Load(map) is { } refused)
        {
            return refused;
        }
        ModelState.Clear();
        await Look();
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid map)
    {
        if (await Load(map) is { } refused)
        {
            return refused;
        }
        return await Try(
            async () => made = await keep.Add(map, Input, Actor, ActKey, HttpContext.RequestAborted),
            "It is on the map.",
            () => $"/maps/{map}/on/{made}",
            async () =>
            {
                if (!string.IsNullOrWhiteSpace(Words))
                {
                    await Look();
                }
                return Page();
            }
        );
    }

    private async Task Look()
    {
        Searched = true;
        if (!Actor.May(Permission.SearchPeople))
        {
            return;
        }
        var answer = await find.Handle(Words, Actor, HttpContext.RequestAborted);
        Found = Choice.From(
            answer.People.Where(p => p.Sight == Sight.Read && (Input.Kind != NodeKind.Child || p.IsChild)).Take(10),
            p => p.Id,
            p => p.BornOn is { } born ? $"{p.Name}, born {Kith.Standards.Calendar.DateWords.Medium(born)}" : p.Name,
            p => string.Join(" · ", new[] { p.LaChildId, p.Worker, p.Address }.Where(x => !string.IsNullOrEmpty(x)))
        );
    }

    private async Task<IActionResult?> Load(Guid map)
    {
        var form = await show.Form(map, Actor, HttpContext.RequestAborted);
        Map = form.Map;
        return form.MayEdit ? null : new ForbidResult();
    }
}
