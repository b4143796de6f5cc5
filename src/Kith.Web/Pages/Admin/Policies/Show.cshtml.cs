using Kith.Practice.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Policies;

/// <summary>One policy: what holds, what held, and a new decision.</summary>
public sealed class ShowModel(ShowPolicies show, SetPolicy set, CurrentCouncil council, Kith.Practice.Clock clock) : FormPage
{
    [BindProperty]
    public PolicyInput Input { get; set; } = new();

    /// <summary>The latest decision when the form was shown.</summary>
    [BindProperty(Name = "seen")]
    public Guid? Seen { get; set; }

    public PolicyView View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string key)
    {
        if (await Fill(key) is { } missing)
        {
            return missing;
        }
        Input.Value = View.Value;
        Input.From = clock.Today;
        return Page();
    }

    public Task<IActionResult> OnPost(string key) =>
        Try(
            async () =>
            {
                await set.Handle(key, Input, Seen, Actor, ActKey, HttpContext.RequestAborted);
                await council.Refresh(now: true, HttpContext.RequestAborted);
            },
            "The decision is written down.",
            () => $"/admin/policies/{key}",
            async () =>
            {
                // The form goes on from the decisions that are recorded now.
                ModelState.Remove("seen");
                return await Fill(key) ?? Page();
            }
        );

    private async Task<IActionResult?> Fill(string key)
    {
        if (await show.Show(key, Actor, HttpContext.RequestAborted) is not { } view)
        {
            return NotFound();
        }
        View = view;
        Seen = view.Latest;
        return null;
    }
}
