using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Teams;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Teams;

/// <summary>One team: rename it, move it, close it.</summary>
public sealed class ShowModel(ShowTeamForm show, ChangeTeam change, CloseTeam close) : FormPage
{
    [BindProperty]
    public TeamInput Input { get; set; } = new();

    [BindProperty]
    public CloseTeamInput Closing { get; set; } = new();

    public TeamForm Team { get; private set; } = null!;
    public IReadOnlyList<Choice> Parents { get; private set; } = [];
    public IReadOnlyList<Choice> Targets { get; private set; } = [];

    /// <summary>True when closing was tried and something was wrong, so that its part stands open.</summary>
    public bool TriedToClose { get; private set; }

    /// <summary>True while workers or children must be given another team first.</summary>
    public bool MustSayWhere => Team.Workers.Count > 0 || Team.HoldsChildren;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Fill(id) is { } missing)
        {
            return missing;
        }
        Input = Team.Team;
        Closing.On ??= Service<Kith.Practice.Clock>().Today;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        Forget(nameof(Closing));
        return Try(
            () => change.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The team is changed.",
            () => $"/admin/teams/{id}",
            async () => await Fill(id) ?? Page(),
            async () =>
                await show.Show(id, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between($"the team {now.Team.Name}", now.Team, Input, now.Version, $"/admin/teams/{id}", words: Describe)
                    : null
        );
    }

    public Task<IActionResult> OnPostClose(Guid id)
    {
        Forget(nameof(Input));
        TriedToClose = true;
        return Try(
            () => close.Handle(id, Closing, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The team is closed.",
            () => "/admin/teams?closed=true",
            () => Again(id),
            prefix: nameof(Closing)
        );
    }

    public Task<IActionResult> OnPostReopen(Guid id)
    {
        ModelState.Clear();
        return Try(
            () => close.Undo(id, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "The team is open again.",
            () => $"/admin/teams/{id}",
            () => Again(id),
            prefix: ""
        );
    }

    private async Task<IActionResult> Again(Guid id)
    {
        if (await Fill(id) is { } missing)
        {
            return missing;
        }
        Input = Team.Team;
        return Page();
    }

    private async Task<IActionResult?> Fill(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } team)
        {
            return NotFound();
        }
        Team = team;
        Parents = TeamChoices.Of(await show.Choices(Actor, id, HttpContext.RequestAborted));
        Targets = TeamChoices.Of((await show.Choices(Actor, null, HttpContext.RequestAborted)).Where(t => t.Id != id));
        return null;
    }

    /// <summary>What the other form of the page did not send is not wrong.</summary>
    private void Forget(string prefix)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }

    private string? Describe(string field, string value) =>
        (field, value) switch
        {
            (_, "") => null,
            (nameof(TeamInput.Kind), _) => Enum.TryParse<TeamKind>(value, out var kind) ? WorkforceWords.Kind(kind) : null,
            (nameof(TeamInput.ParentId), _) => Targets.FirstOrDefault(p => p.Value == value)?.Text,
            _ => null,
        };
}
