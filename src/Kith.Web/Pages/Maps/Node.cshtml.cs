using Kith.Practice;
using Kith.Practice.Documents;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>One thing on a map: its links, who sees it, what is done about it, and whether it is the same as another.</summary>
public sealed class NodeModel(ShowNode show, KeepNode keep, MergeNodes merge, TellOfPerson tell, Clock clock, CouncilIdentity council) : FormPage
{
    [BindProperty]
    public NodeInput Input { get; set; } = new();

    [BindProperty]
    public NodeLimitInput Limit { get; set; } = new();

    [BindProperty]
    public DisruptionInput Action { get; set; } = new();

    [BindProperty]
    public string? RemoveWhy { get; set; }
    public NodePage Held { get; private set; } = null!;
    public bool MayEdit => Held.MayEdit && Actor.May(Kith.Practice.Access.Permission.RecordWork);
    public static IReadOnlyList<Choice> Pointing { get; } =
    [new("ByRule", "By the rule", "Told, unless this is shown to some only or is tied to a restricted child"), new("Yes", "Yes, tell them"), new("No", "No, never")];

    public Task<IActionResult> OnGet(Guid map, Guid node) => Shown(map, node, fill: true);

    public Task<IActionResult> OnPostChange(Guid map, Guid node) =>
        Try(
            () => keep.Change(map, node, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Changed.",
            () => $"/maps/{map}/on/{node}",
            () => Shown(map, node, fill: false),
            async () =>
                await show.Show(map, node, Actor, HttpContext.RequestAborted) is { } held
                    ? SecondEditor.Between($"what is known of {held.Node.Full}", Recorded(held.Node), Input, held.Node.Version, $"/maps/{map}/on/{node}")
                    : null
        );

    public Task<IActionResult> OnPostLimit(Guid map, Guid node) =>
        Do(map, node, "Saved.", () => keep.Limit(map, node, Limit, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Limit");

    public Task<IActionResult> OnPostAct(Guid map, Guid node) =>
        Do(map, node, "The action is on the list.", () => keep.Act(map, node, Action, Actor, ActKey, HttpContext.RequestAborted), "Action");

    public Task<IActionResult> OnPostUndo(Guid map, Guid node, Guid merged) =>
        Do(map, node, "They are two again, each with its own links.", () => merge.Undo(map, merged, Actor, ActKey, HttpContext.RequestAborted), "");

    public Task<IActionResult> OnPostRemove(Guid map, Guid node) =>
        Try(
            () => keep.Remove(map, node, RemoveWhy, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "It is off the map.",
            () => $"/maps/{map}",
            () => Shown(map, node, fill: false),
            prefix: ""
        );

    /// <summary>What the map holds about this person, with all others left out. A post, because taking it out is written down.</summary>
    public async Task<IActionResult> OnPostAbout(Guid map, Guid node) =>
        await tell.Handle(map, node, Actor, HttpContext.RequestAborted) is { } paper
            ? File(WordWriter.Write(paper, new Letterhead(council.Name, council.Colour)), WordWriter.Type.ContentType, "held.docx")
            : NotFound();

    private static NodeInput Recorded(NodeLine n) =>
        new()
        {
            Kind = n.Kind,
            PersonId = n.PersonId,
            Name = n.Name,
            OtherNames = n.OtherNames,
            BornOn = n.BornOn,
            Postcode = n.Postcode,
            Platform = n.Platform,
            Note = n.Note,
        };

    private Task<IActionResult> Do(Guid map, Guid node, string done, Func<Task> act, string prefix) =>
        Try(act, done, () => $"/maps/{map}/on/{node}", () => Shown(map, node, fill: false), prefix: prefix);

    private async Task<IActionResult> Shown(Guid map, Guid node, bool fill)
    {
        if (await show.Show(map, node, Actor, HttpContext.RequestAborted) is not { } held)
        {
            return NotFound();
        }
        Held = held;
        if (fill)
        {
            var n = held.Node;
            Input = Recorded(n);
            Limit = new NodeLimitInput
            {
                Limited = n.Limited,
                Readers = [.. held.Readers],
                PointsOut = n.PointsOut,
            };
            Action.DueOn = clock.Today.AddDays(14);
        }
        return Page();
    }
}
