using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Agencies;

/// <summary>One agency: how to reach it, its teams and people; kept here by those who keep the directory.</summary>
public sealed class ShowModel(ShowDirectory show, KeepDirectory keep) : FormPage
{
    [BindProperty]
    public AgencyInput Input { get; set; } = new();

    [BindProperty]
    public AgencyTeamInput Team { get; set; } = new();

    public AgencyPage View { get; private set; } = null!;
    public bool MayKeep => Actor.May(Permission.KeepAgencies);

    /// <summary>True when a team was tried and something was wrong, so that its part stands open.</summary>
    public bool TriedTeam { get; private set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Input = AgencyInput.Of(View.Agency);
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        Forget(nameof(Team));
        return Try(
            () => keep.Change(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Changed.",
            () => $"/agencies/{id}",
            async () => await Load(id) ?? Page(),
            async () =>
                await show.Show(id, Actor, HttpContext.RequestAborted) is { } now
                    ? SecondEditor.Between(now.Agency.Name, AgencyInput.Of(now.Agency), Input, now.Agency.Version, $"/agencies/{id}")
                    : null
        );
    }

    public Task<IActionResult> OnPostTeam(Guid id)
    {
        Forget(nameof(Input));
        TriedTeam = true;
        return Try(
            () => keep.Team(id, null, Team, Actor, ActKey, HttpContext.RequestAborted),
            "The team is added.",
            () => $"/agencies/{id}",
            async () =>
            {
                if (await Load(id) is { } missing)
                {
                    return missing;
                }
                Input = AgencyInput.Of(View.Agency);
                return Page();
            },
            prefix: nameof(Team)
        );
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return null;
    }

    /// <summary>What the other form of the page did not send is not wrong.</summary>
    private void Forget(string prefix)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith(prefix + ".", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }
    }
}
