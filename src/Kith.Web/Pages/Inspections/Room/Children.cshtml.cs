using Kith.Practice.Inspection.Rooms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Inspections.Room;

/// <summary>Children whom inspectors chose: prepared, looked at, given to read, taken back.</summary>
public sealed class ChildrenModel(ShowRoom show, ChooseChildren choose) : RoomPage
{
    [BindProperty]
    public RoomChildInput Input { get; set; } = new();

    [BindProperty]
    public string? ChildId { get; set; }

    [BindProperty]
    public List<Guid> Inspectors { get; set; } = [];
    public RoomChildren Chosen { get; private set; } = new([], []);

    /// <summary>The child whose form was refused.</summary>
    public Guid? About { get; private set; }

    public Task<IActionResult> OnPostChoose(Guid id) =>
        Do(
            id,
            async () =>
            {
                try
                {
                    await choose.Choose(id, ChildId, Input, Actor, ActKey, HttpContext.RequestAborted);
                }
                catch (Practice.Acts.NotAcceptedException problems)
                {
                    // The child id stands beside the other fields of the form, not among them.
                    throw new Practice.Acts.NotAcceptedException([.. problems.Problems.Select(p => p.Field == "Why" ? p with { Field = "Input.Why" } : p)]);
                }
            },
            "The child is chosen. Nobody else sees the record yet.",
            ""
        );

    public Task<IActionResult> OnPostPrepare(Guid id, Guid child)
    {
        About = child;
        return Do(id, () => choose.Prepare(id, child, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is written down.", "Input");
    }

    public Task<IActionResult> OnPostGive(Guid id, Guid child)
    {
        About = child;
        return Do(id, () => choose.Give(id, child, Inspectors, Actor, ActKey, HttpContext.RequestAborted), "The record is given. Every look is in the trail.", "");
    }

    public Task<IActionResult> OnPostTakeBack(Guid id, Guid child) =>
        Do(id, () => choose.TakeBack(id, child, Actor, ActKey, HttpContext.RequestAborted), "The record is taken back.", "");

    protected override string Here(Guid id) => $"/inspections/{id}/room/children";

    protected override async Task Fill(Guid id) => Chosen = await show.Children(id, Actor, HttpContext.RequestAborted);
}
