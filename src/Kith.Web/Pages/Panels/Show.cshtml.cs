using Kith.Practice;
using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Panels;

/// <summary>One panel: who waits, its meetings, who sits on it.</summary>
public sealed class ShowModel(ShowPanels show, KeepPanels keep, ArrangePanel arrange, Clock clock) : FormPage
{
    private Guid made;
    private string? tried;

    [BindProperty]
    public PanelInput Input { get; set; } = new();

    [BindProperty]
    public PanelMeetingInput Meeting { get; set; } = new();

    [BindProperty]
    public Guid? WorkerId { get; set; }

    [BindProperty]
    public Guid? ProfessionalId { get; set; }

    [BindProperty]
    public string? Part { get; set; }
    public PanelPage View { get; private set; } = null!;
    public IReadOnlyList<Choice> Workers { get; private set; } = [];
    public IReadOnlyList<Choice> Professionals { get; private set; } = [];

    /// <summary>True when a part of the page was tried and something was wrong, so that it stands open.</summary>
    public bool Tried(string part) => tried == part;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Fill();
        Meeting.On = clock.Today.AddDays(14);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Do(
            id,
            "Write",
            () => keep.Write(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Changed.",
            () => $"/panels/{id}",
            "Input",
            async () =>
                await show.Show(id, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between(now.Panel.Name, PanelInput.Of(now.Panel), Input, now.Panel.Version, $"/panels/{id}")
                    : null
        );

    public Task<IActionResult> OnPostArrange(Guid id) =>
        Do(
            id,
            "Arrange",
            async () => made = await arrange.Arrange(id, Meeting, Actor, ActKey, HttpContext.RequestAborted),
            "Arranged. Put children on the list, then ask the panel.",
            () => $"/panels/meetings/{made}",
            "Meeting"
        );

    public Task<IActionResult> OnPostJoin(Guid id) =>
        Do(id, "Join", () => keep.Join(id, WorkerId, ProfessionalId, Part, Actor, ActKey, HttpContext.RequestAborted), "They sit on the panel now.", () => $"/panels/{id}", "");

    public Task<IActionResult> OnPostLeave(Guid id, Guid member) =>
        Do(id, "Leave", () => keep.Leave(id, member, Actor, ActKey, HttpContext.RequestAborted), "They have left the panel.", () => $"/panels/{id}", "");

    private Task<IActionResult> Do(Guid id, string part, Func<Task> act, string done, Func<string> next, string prefix, Func<Task<SecondEditor?>>? conflict = null)
    {
        // What the other forms of the page did not send is not wrong.
        var own = prefix.Length == 0 ? null : prefix + ".";
        foreach (var key in ModelState.Keys.Where(k => own is null ? k.Contains('.', StringComparison.Ordinal) : !k.StartsWith(own, StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
        return Try(
            act,
            done,
            next,
            async () =>
            {
                tried = part;
                if (await Load(id) is { } missing)
                {
                    return missing;
                }
                if (part != "Write")
                {
                    Fill();
                }
                return Page();
            },
            conflict,
            prefix
        );
    }

    private void Fill() => Input = PanelInput.Of(View.Panel);

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        if (View.MayKeep)
        {
            var (workers, professionals) = await show.Candidates(Actor, HttpContext.RequestAborted);
            (Workers, Professionals) = (AddModel.Named(workers), AddModel.Named(professionals));
        }
        return null;
    }
}
