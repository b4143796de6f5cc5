using Kith.Practice.Access;
using Kith.Practice.LookedAfter;
using Kith.Practice.Protection;
using Kith.Practice.Protection.BeforeCourt;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection.BeforeCourt;

/// <summary>Pre-proceedings about one child: every step with its date, and what may come next.</summary>
public sealed class IndexModel(KeepPreProceedings keep, ShowProtection show) : RecordFormPage
{
    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public PreProceedingsConclusion End { get; set; } = new();

    public ProtectionCase Case { get; private set; } = null!;
    public PreProceedings? Now => Case.BeforeCourt;

    public bool May(BeforeCourtAct act) => BeforeCourtMachine.Machine.Permitted(new(Case, Now), Actor).Contains(act);

    public string? Why(BeforeCourtAct act) => BeforeCourtMachine.Machine.Why(new(Case, Now), act)?.Words;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Pre-proceedings") is { } refused)
        {
            return refused;
        }
        if (!Head.IsChild || await show.ShowCase(id, HttpContext.RequestAborted) is not { } own)
        {
            return NotFound();
        }
        Case = own;
        return Page();
    }

    public Task<IActionResult> OnPostBegin(Guid id) => Do(id, "Pre-proceedings have begun.", () => keep.Begin(id, On, Summary, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostLetter(Guid id, Guid step) => Do(id, "Letter recorded.", () => keep.Letter(id, step, On, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostOffer(Guid id, Guid step) => Do(id, "Offer recorded.", () => keep.Offer(id, step, On, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostFamilyMeeting(Guid id, Guid step) =>
        Do(id, "Family meeting recorded.", () => keep.FamilyMeeting(id, step, On, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostMeet(Guid id, Guid step) => Do(id, "Meeting recorded.", () => keep.Meet(id, step, On, Summary, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostEnd(Guid id, Guid step) =>
        Try(
            () => keep.End(id, step, End, Actor, ActKey, HttpContext.RequestAborted),
            "Pre-proceedings have ended.",
            () => $"/children/{id}/pre-proceedings",
            () => OnGet(id),
            prefix: nameof(End)
        );

    private Task<IActionResult> Do(Guid id, string done, Func<Task> act) => Try(act, done, () => $"/children/{id}/pre-proceedings", () => OnGet(id), prefix: "");
}
