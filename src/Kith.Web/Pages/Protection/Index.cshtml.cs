using Kith.Practice.Access;
using Kith.Practice.Protection;
using Kith.Practice.Protection.BeforeCourt;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Discussions;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Protection;

/// <summary>Something that could be done now, or why it cannot.</summary>
public sealed record ActOffer(string Text, string Href, string? WhyNot, bool Allowed)
{
    public bool Possible => WhyNot is null && Allowed;
}

/// <summary>A child's protection and plans: where things stand, what may be done next, and all that came before.</summary>
public sealed class IndexModel(ShowProtection show, HoldDiscussion discussions) : RecordFormPage
{
    public ProtectionView View { get; private set; } = null!;
    public IReadOnlyList<ActOffer> Offers { get; private set; } = [];
    public bool MayRecord => Actor.May(Permission.RecordWork);

    [BindProperty]
    public DateOnly? ExtendedOn { get; set; }

    [BindProperty]
    public DateOnly? EndedOn { get; set; }

    public async Task<IActionResult> OnGet(Guid id)
    {
        if (await Open(id, "Protection and plans") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, HttpContext.RequestAborted) is not { } view || !Head.IsChild)
        {
            return NotFound();
        }
        View = view;
        Offers = Offer(id, view.Case);
        return Page();
    }

    public Task<IActionResult> OnPostFollow(Guid id, Guid discussion) =>
        Try(
            () => discussions.Follow(id, discussion, ExtendedOn, EndedOn, Actor, ActKey, HttpContext.RequestAborted),
            "Recorded.",
            () => $"/children/{id}/protection",
            () => OnGet(id),
            prefix: ""
        );

    /// <summary>The day for which what a clock asks for stands in the diary; null when it does not.</summary>
    public static DateOnly? Planned(ProtectionCase c, string clock) =>
        clock switch
        {
            "core_group_first" or "core_group_next" => c.CoreGroup?.PlannedOn,
            "review_first" or "review_next" => c.Review?.PlannedOn,
            "icpc" when c.Conference is { TransferIn: false } conference => conference.PlannedOn,
            "transfer_in_conference" when c.Conference is { TransferIn: true } conference => conference.PlannedOn,
            _ => null,
        };

    /// <summary>Every act of protection and plans, in the order in which it comes, with the reason where it cannot be done now.</summary>
    private List<ActOffer> Offer(Guid id, ProtectionCase c)
    {
        var root = $"/children/{id}";
        var waiting = c.Discussion;
        return
        [
            Of(
                waiting is null ? "Strategy discussion" : "Record the strategy discussion that was asked for",
                waiting is null ? $"{root}/protection/discussion" : $"{root}/protection/discussion/{waiting.TogetherId}",
                DiscussionMachine.Machine.Why(new(c, waiting), DiscussionAct.Hold)?.Words,
                Permission.RecordWork
            ),
            Of(
                "Outcome of the section 47 enquiry",
                $"{root}/protection/enquiry",
                c.Enquiry is { } e ? EnquiryMachine.Machine.Why(new(c, e), EnquiryAct.Conclude)?.Words : "No enquiry goes on. An enquiry begins at a strategy discussion",
                Permission.RecordWork
            ),
            Of(
                "Ask for an initial conference",
                $"{root}/protection/conference/ask",
                ConferenceMachine.Machine.Why(new(c, null), ConferenceAct.Request)?.Words,
                Permission.RecordWork
            ),
            Of(
                "Ask for a transfer-in conference",
                $"{root}/protection/conference/ask?kind=TransferInConference",
                ConferenceMachine.Machine.Why(new(c, null), ConferenceAct.RequestTransferIn)?.Words,
                Permission.RecordWork
            ),
            Of(
                "Core group",
                $"{root}/plan/core-group",
                c.Plan is { } p ? ProtectionPlanMachine.Machine.Why(new(c, p), PlanAct.HoldCoreGroup)?.Words
                    : c.Conference is null ? "A core group carries out a child protection plan. This child is on none"
                    : "A core group carries out a child protection plan. The conference has not made one yet",
                Permission.RecordWork
            ),
            Of(
                "Arrange a review conference",
                $"{root}/protection/conference/ask?kind=ReviewConference",
                ReviewMachine.Machine.Why(new(c, null), ReviewAct.Arrange)?.Words,
                Permission.RecordWork
            ),
            Of("Child in need plan", $"{root}/plan/begin", NeedPlanMachine.Machine.Why(new(c, null), NeedPlanAct.Begin)?.Words, Permission.RecordWork),
            Of(
                "Review the child in need plan",
                $"{root}/plan/review",
                c.NeedPlan is { } n ? NeedPlanMachine.Machine.Why(new(c, n), NeedPlanAct.Review)?.Words : "This child has no child in need plan to review",
                Permission.RecordWork
            ),
            Of(
                c.BeforeCourt is null ? "Begin pre-proceedings" : "Pre-proceedings",
                $"{root}/pre-proceedings",
                c.BeforeCourt is null ? BeforeCourtMachine.Machine.Why(new(c, null), BeforeCourtAct.Decide)?.Words : null,
                c.BeforeCourt is null ? Permission.Decide : Permission.RecordWork
            ),
            // Where a plan is in force it ends first, and has its own way there.
            .. c.Episode is { Source: null } work && c.Plan is null && c.NeedPlan is null
                ? (ActOffer[])[Of("Close the work", $"/referrals/{work.Id}/close", null, Permission.RecordWork)]
                : [],
        ];

        ActOffer Of(string text, string href, string? why, Permission by) => new(text, href, why, Actor.May(by));
    }
}
