using Kith.Practice.Approvals;
using Kith.Practice.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Referrals.Close;

/// <summary>Ends the work with a child, or takes the ending back.</summary>
public sealed class IndexModel(ShowReferral show, CloseWork close) : DraftedFormPage<CloseInput>
{
    /// <summary>Days for which a closure may be taken back without a word: worries that return later are new ones.</summary>
    public const int Lately = 28;

    public ClosureView Work { get; private set; } = null!;
    public DateOnly Today => Service<Practice.Clock>().Today;

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
            // What was sent back is written on, not written again.
            Input = (Work.SentBack is { } back ? Proposal.Read<CloseInput>(back) : null) ?? new CloseInput();
            Input.On = Today;
        }
        return Page();
    }

    public Task<IActionResult> OnPost(Guid id)
    {
        var closed = false;
        return Try(
            async () =>
            {
                closed = await close.Handle(id, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted);
                await Discard(DraftName(id));
            },
            () => closed ? "The work is closed." : "A manager is asked. You see what they decide on your day.",
            () => $"/referrals/{id}",
            () => Again(id)
        );
    }

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
        if (await close.Show(id, Actor, HttpContext.RequestAborted) is not { } work)
        {
            return NotFound();
        }
        Work = work;
        return null;
    }
}
