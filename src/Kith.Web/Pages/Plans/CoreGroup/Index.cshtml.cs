using Kith.Practice.Actions;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Protection.Meetings;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Plans.CoreGroup;

/// <summary>Core group, recorded for one or more children at once; or only the next one put in the diary.</summary>
public sealed class IndexModel(CarryOutPlan carry, ShowFamilyPlans families, ActionOwners owners) : CarriedPage(families, owners)
{
    public override MeetingKind Kind => MeetingKind.CoreGroup;

    /// <summary>The day for which it stands in the diary.</summary>
    public DateOnly? Arranged => CaseOf(Head.Id).Plan is null ? null : CaseOf(Head.Id).CoreGroup?.PlannedOn;

    /// <summary>Whether it would be the first of the plan, for which there is a time limit.</summary>
    public bool First => CaseOf(Head.Id) is { Plan: { } plan } own && !own.CoreGroups.Any(g => g.PlanId == plan.Id && g.HeldOn is not null);

    /// <summary>«arrange» when only the next one is put in the diary and none is recorded.</summary>
    [BindProperty]
    public string? Only { get; set; }

    public Task<IActionResult> OnPost(Guid id) =>
        Only == "arrange"
            ? Try(
                () => carry.ArrangeCoreGroup(Input, Actor, ActKey, HttpContext.RequestAborted),
                "The next core group is in the diary.",
                () => $"/children/{id}/protection",
                () => OnGet(id)
            )
            : Record(id, () => carry.CoreGroup(Input, Actor, ActKey, HttpContext.RequestAborted), "Core group recorded.");

    protected override DateOnly HeldOn(ProtectionCase own) => Arranged is { } day && day <= Today ? day : Today;
}
