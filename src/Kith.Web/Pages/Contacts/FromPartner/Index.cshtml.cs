using Kith.Practice.Access;
using Kith.Practice.Agencies;
using Kith.Standards.Calendar;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Contacts.FromPartner;

/// <summary>What a partner sent: taken in by somebody on duty, and answered when it was decided.</summary>
public sealed class IndexModel(TakeInReferral take, AnswerPartner answer) : FormPage
{
    [BindProperty]
    public TakeInInput Input { get; set; } = new();

    [BindProperty]
    public PartnerAnswerInput Answer { get; set; } = new();

    public PartnerReferralPage View { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } missing)
        {
            return missing;
        }
        Answer.Outcome ??= View.Suggested;
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        var made = Guid.Empty;
        return Try(
            async () => made = await take.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "It is a contact now. Decide what happens next.",
            () => $"/contacts/{made}",
            async () => await Load(id) ?? Page()
        );
    }

    public Task<IActionResult> OnPostAnswer(Guid id) =>
        Try(
            () => answer.Handle(id, Answer, EditedVersion, Actor, ActKey, HttpContext.RequestAborted),
            "They read it on their own page.",
            () => $"/contacts/from-partner/{id}",
            async () => await Load(id) ?? Page(),
            prefix: nameof(Answer)
        );

    /// <summary>Whom the search found for a child, and «not known».</summary>
    public IReadOnlyList<Choice> Choices(ReferredChildView child) =>
        [
            .. child
                .Alike.Where(p => p.Sight is not Sight.RestrictedExists)
                .Select(p => new Choice(
                    p.Id.ToString(),
                    $"{p.Name}{(p.BornOn is { } born ? $", born {DateWords.Long(born)}" : "")}",
                    string.Join(" · ", new[] { p.Address, p.Worker is null ? null : $"{p.Worker}, {p.Team}", string.Join(", ", p.Reasons) }.Where(t => !string.IsNullOrEmpty(t)))
                )),
            new Choice(TakeInReferral.New, "None of these: open a new record"),
        ];

    public string? Error(int child) => ModelState.TryGetValue($"Input.Who[{child}]", out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await take.Show(id, Actor, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        View = found;
        return null;
    }
}
