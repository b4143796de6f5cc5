using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Network;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.FamilyMeetings;

/// <summary>Family network meetings and family group decision-making, from the offer to the review.</summary>
public sealed class IndexModel(KeepFamilyMeeting keep, Clock clock) : RecordFormPage
{
    public IReadOnlyList<FamilyMeeting> Meetings { get; private set; } = [];

    /// <summary>Every look at a family's own plan, by its meeting.</summary>
    public ILookup<Guid, FamilyPlanReview> Looks { get; private set; } = Array.Empty<FamilyPlanReview>().ToLookup(r => r.MeetingId);
    public DateOnly Today => clock.Today;
    public bool MayRecord => Actor.May(Permission.RecordWork) && Head.MergedIntoId is null;

    [BindProperty]
    public FamilyMeetingInput Input { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id)
    {
        Input.On ??= clock.Today;
        // As the authority suggests; the day that is agreed with the family counts.
        Input.ReviewOn ??= (await IntervalPolicy.Load(Service<KithDb>(), HttpContext.RequestAborted)).Due("family_plan_review", clock.Today);
        return await Shown(id);
    }

    public Task<IActionResult> OnPostOffer(Guid id) => Do(id, () => keep.Offer(id, Input, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostAnswer(Guid id, Guid meeting) => Do(id, () => keep.Answer(id, meeting, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostHold(Guid id, Guid meeting) => Do(id, () => keep.Hold(id, meeting, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    public Task<IActionResult> OnPostReview(Guid id, Guid meeting) => Do(id, () => keep.Review(id, meeting, Input, EditedVersion, Actor, ActKey, HttpContext.RequestAborted));

    private Task<IActionResult> Do(Guid id, Func<Task> act) => Try(act, "Saved.", () => $"/children/{id}/family-meetings", () => Shown(id));

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "The family's own meetings") is { } refused)
        {
            return refused;
        }
        Meetings = await keep.List(id, HttpContext.RequestAborted);
        Looks = await keep.Reviews(id, HttpContext.RequestAborted);
        return Head.IsChild ? Page() : NotFound();
    }
}
