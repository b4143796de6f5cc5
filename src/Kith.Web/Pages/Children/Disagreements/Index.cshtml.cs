using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Disagreements;

/// <summary>Where agencies see it differently about a child: stages, clocks, what each side says, and how it was settled.</summary>
public sealed class IndexModel(WorkDisagreement work, KeepProfessionals professionals) : RecordFormPage
{
    [BindProperty]
    public Guid? ProfessionalId { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Owner { get; set; }

    public IReadOnlyList<DisagreementView> Views { get; private set; } = [];
    public IReadOnlyList<Choice> Around { get; private set; } = [];

    /// <summary>The one that was tried, and what was wrong.</summary>
    public Guid? Changing { get; private set; }
    public string? Problem { get; private set; }
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Disagreements") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild)
        {
            return NotFound();
        }
        Views = await work.OfChild(id, HttpContext.RequestAborted);
        Around = MayRecord
            ? Choice.From((await professionals.List(id, HttpContext.RequestAborted)).Where(a => a.To is null), a => a.ProfessionalId, a => $"{a.Name}, {a.Agency}")
            : [];
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        ModelState.Clear();
        return Try(
            () => work.Raise(id, ProfessionalId, About, Actor, ActKey, HttpContext.RequestAborted),
            "Raised. The other agency sees it on their own page.",
            () => $"/children/{id}/disagreements",
            () => OnGet(id),
            prefix: ""
        );
    }

    public Task<IActionResult> OnPostSay(Guid id, Guid disagreement) =>
        Change(id, disagreement, () => work.Say(disagreement, Words, Actor, ActKey, HttpContext.RequestAborted), "Said.");

    public Task<IActionResult> OnPostFurther(Guid id, Guid disagreement) =>
        Change(id, disagreement, () => work.Further(disagreement, Owner, Words, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "It is at the next stage now.");

    public Task<IActionResult> OnPostSettle(Guid id, Guid disagreement) =>
        Change(id, disagreement, () => work.Settle(disagreement, Words, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Settled. Both read how.");

    private Task<IActionResult> Change(Guid id, Guid disagreement, Func<Task> act, string done)
    {
        ModelState.Clear();
        return Try(
            act,
            done,
            () => $"/children/{id}/disagreements",
            () =>
            {
                Changing = disagreement;
                // At the field of this one, not of every one.
                Problem = ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
                return OnGet(id);
            },
            prefix: ""
        );
    }
}
