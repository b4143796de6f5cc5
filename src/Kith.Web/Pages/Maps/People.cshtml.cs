using Kith.Practice;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Maps;

/// <summary>Who reads a map and why, and what it is kept for.</summary>
public sealed class PeopleModel(KeepMap keep, Clock clock) : FormPage
{
    [BindProperty]
    public MapMemberInput Named { get; set; } = new();

    [BindProperty]
    public MapInput Input { get; set; } = new();

    [BindProperty]
    public string? EndWhy { get; set; }
    public MapPeople People { get; private set; } = null!;
    public bool MayLead => People.Part == MapPart.Owner;
    public static IReadOnlyList<Choice> Parts { get; } = [new("Reader", "Read it"), new("Editor", "Read and change it"), new("Owner", "Answer for it")];

    public Task<IActionResult> OnGet(Guid map) => Shown(map, fill: true);

    public Task<IActionResult> OnPostName(Guid map) => Do(map, "They are named on the map.", () => keep.Name(map, Named, Actor, ActKey, HttpContext.RequestAborted), "Named");

    public Task<IActionResult> OnPostUnname(Guid map, Guid member) =>
        Do(map, "They see nothing of the map any more.", () => keep.Unname(map, member, Actor, ActKey, HttpContext.RequestAborted), "");

    public Task<IActionResult> OnPostChange(Guid map) => Do(map, "Saved.", () => keep.Change(map, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Input");

    public Task<IActionResult> OnPostEnd(Guid map) => Do(map, "Saved.", () => keep.End(map, EndWhy, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "");

    private Task<IActionResult> Do(Guid map, string done, Func<Task> act, string prefix) =>
        Try(act, done, () => $"/maps/{map}/people", () => Shown(map, fill: false), prefix: prefix);

    private async Task<IActionResult> Shown(Guid map, bool fill)
    {
        People = await keep.Show(map, Actor, HttpContext.RequestAborted);
        if (fill)
        {
            var m = People.Map;
            Input = new MapInput
            {
                Title = m.Title,
                Concern = m.Concern,
                Why = m.Why,
                ReviewOn = clock.Today.AddMonths(KeepMap.ReviewWithin),
            };
        }
        return Page();
    }
}
