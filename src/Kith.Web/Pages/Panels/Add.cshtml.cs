using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Panels;

/// <summary>What the fields of a panel are drawn from.</summary>
public sealed record PanelForm(PanelInput Input, IReadOnlyList<Choice> Workers);

/// <summary>Makes a panel.</summary>
public sealed class AddModel(KeepPanels keep, ShowPanels show) : FormPage
{
    private Guid made;

    [BindProperty]
    public PanelInput Input { get; set; } = new();
    public IReadOnlyList<Choice> Workers { get; private set; } = [];

    public Task<IActionResult> OnGet() => Shown();

    public Task<IActionResult> OnPost() =>
        Try(
            async () => made = await keep.Write(null, Input, null, Actor, ActKey, HttpContext.RequestAborted),
            "The panel is made. Say who sits on it.",
            () => $"/panels/{made}",
            Shown
        );

    private async Task<IActionResult> Shown()
    {
        Workers = Named((await show.Candidates(Actor, HttpContext.RequestAborted)).Workers);
        return Page();
    }

    internal static IReadOnlyList<Choice> Named(IReadOnlyList<PanelPerson> people) => Choice.From(people, p => p.Id, p => p.Part is null ? p.Name : $"{p.Name}, {p.Part}");
}
