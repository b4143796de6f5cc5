using Kith.Practice.Acts;
using Kith.Practice.Agencies;
using Kith.Standards.CodeSets;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Referrals;

/// <summary>One referral of the partner's own: written, kept and sent here; afterwards its receipt, and what came of it.</summary>
public sealed class WriteModel(WritePartnerReferral write) : FormPage
{
    [BindProperty]
    public PartnerReferralInput Input { get; set; } = new();

    public PartnerReferral Referral { get; private set; } = null!;

    public static IReadOnlyList<Choice> Sexes { get; } = Choice.From(CodeSets.Sex.Entries, e => e.Code, e => CodeSets.Sex.Describe(e.Code));

    public async Task<IActionResult> OnGet(Guid id, bool another = false)
    {
        if (await write.Show(id, Actor, HttpContext.RequestAborted) is not var (referral, _))
        {
            return NotFound();
        }
        Referral = referral;
        Input = PartnerReferralInput.Of(referral);
        if (Input.Children.Count == 0 || (another && Input.Children.Count < PartnerReferral.MostChildren))
        {
            Input.Children.Add(new ReferredChildInput());
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(() => write.Send(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "Sent.", () => $"/partner/referrals/{id}", () => Again(id));

    /// <summary>Keeps what is written. What is half a date is not wrong yet: it is left out and asked for when it is sent.</summary>
    public Task<IActionResult> OnPostKeep(Guid id, string? then)
    {
        ModelState.Clear();
        return Try(
            () => write.Keep(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "Kept. You can go on now or another day.",
            () => then == "another" ? $"/partner/referrals/{id}?another=true" : $"/partner/referrals/{id}",
            () => Again(id)
        );
    }

    /// <summary>
    /// Keeps what is written while it is being written: without a form's key, since the form goes on, and never over what was
    /// kept from another window.
    /// </summary>
    public async Task<IActionResult> OnPostAutosave(Guid id)
    {
        ModelState.Clear();
        try
        {
            await write.Keep(id, Input, EditedVersion, Actor, null, HttpContext.RequestAborted);
        }
        catch (SecondEditorException)
        {
            return new JsonResult(new { fate = "NewerElsewhere" });
        }
        catch (NotAcceptedException problems)
        {
            return await write.Show(id, Actor, HttpContext.RequestAborted) is { Referral.IsDraft: false }
                ? new JsonResult(new { fate = "Finished" })
                : new JsonResult(new { fate = "Refused", words = problems.Message }) { StatusCode = 400 };
        }
        return await write.Show(id, Actor, HttpContext.RequestAborted) is { } kept
            ? new JsonResult(
                new
                {
                    fate = "Kept",
                    version = kept.Referral.Version,
                    at = Words.At(kept.Referral.SavedAt),
                }
            )
            : NotFound();
    }

    public Task<IActionResult> OnPostThrowAway(Guid id)
    {
        ModelState.Clear();
        return Try(() => write.ThrowAway(id, Actor, ActKey, HttpContext.RequestAborted), "Thrown away.", () => "/partner", () => Again(id));
    }

    private async Task<IActionResult> Again(Guid id)
    {
        if (await write.Show(id, Actor, HttpContext.RequestAborted) is not var (referral, _))
        {
            return NotFound();
        }
        Referral = referral;
        if (Input.Children.Count == 0)
        {
            Input.Children.Add(new ReferredChildInput());
        }
        return Page();
    }
}
