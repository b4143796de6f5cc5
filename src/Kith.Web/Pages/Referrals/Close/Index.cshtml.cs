using Kith.Practice.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Referrals.Close;

/// <summary>Ends the work with a child, or takes the ending back.</summary>
public sealed class IndexModel(ShowReferral show, CloseWork close) : DraftedFormPage<CloseInput>
{
    public ReferralPage Referral { get; private set; } = null!;
    public IReadOnlyList<(string Code, string Words, string? WhyNot)> Reasons { get; private set; } = [];
    public IReadOnlyList<string> Blocks { get; private set; } = [];
    public IReadOnlyList<string> Loose { get; private set; } = [];

    [BindProperty]
    public string? Why { get; set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        if (!await TakeUpDraft(DraftName(id), Head.Id))
        {
            Input.On = Service<Practice.Clock>().Today;
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () =>
            {
                await close.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            "The work is closed.",
            () => $"/referrals/{id}",
            () => Again(id)
        );

    public Task<IActionResult> OnPostReopen(Guid id) =>
        Try(() => close.Reopen(id, Why, EditedVersion, Actor, ActKey, HttpContext.RequestAborted), "The work goes on.", () => $"/referrals/{id}", () => Again(id), prefix: "");

    private static string DraftName(Guid id) => $"close-work/{id}";

    private async Task<IActionResult> Again(Guid id)
    {
        if (await Load(id) is { } refused)
        {
            return refused;
        }
        await TakeUpDraft(DraftName(id), Head.Id);
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id)
    {
        if (await show.PersonOf(id, HttpContext.RequestAborted) is not { } person)
        {
            return NotFound();
        }
        if (await Open(person, "Close the work") is { } refused)
        {
            return refused;
        }
        Referral = (await show.Show(id, Actor, HttpContext.RequestAborted))!;
        Reasons = await close.Reasons(id, HttpContext.RequestAborted);
        Blocks = await close.Blocks(id, HttpContext.RequestAborted);
        Loose = await close.Loose(person, HttpContext.RequestAborted);
        return null;
    }
}
