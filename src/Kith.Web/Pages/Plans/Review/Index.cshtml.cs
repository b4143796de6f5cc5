using Kith.Practice.Actions;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Meetings;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Plans.Review;

/// <summary>Review of the child in need plan, recorded for one or more children at once.</summary>
public sealed class IndexModel(CarryOutPlan carry, ShowFamilyPlans families, ActionOwners owners) : CarriedPage(families, owners)
{
    public override MeetingKind Kind => MeetingKind.NeedReview;

    public Task<IActionResult> OnPost(Guid id) => Record(id, () => carry.NeedReview(Input, Actor, ActKey, HttpContext.RequestAborted), "Review recorded.");
}
