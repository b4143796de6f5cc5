using Kith.Practice.Casework;
using Kith.Practice.Children.Chronology;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Records;

/// <summary>One record behind a statement.</summary>
public sealed class IndexModel(ShowChronologyItem show) : KithPage
{
    public ChronologyItemPage Item { get; private set; } = null!;

    public bool MayRecord => Actor.May(Practice.Access.Permission.RecordWork);

    /// <summary>What kind of record it is, where it can say which of the child's words it rests on.</summary>
    public SubjectKind? Cites =>
        Item.Line.Kind switch
        {
            "initial-conference" => SubjectKind.InitialConference,
            "review-conference" => SubjectKind.ReviewConference,
            "cin-review" => SubjectKind.NeedReview,
            "contingency" => SubjectKind.ContingencyPlan,
            "assessment" => SubjectKind.Assessment,
            _ => null,
        };

    /// <summary>Where the record itself is read and worked on; null where this page is all there is.</summary>
    public string? Whole =>
        Item.Line.Kind switch
        {
            "referral" or "closure" => $"/referrals/{Item.Line.RecordId}",
            "voice" => $"/children/{Item.Head.Id}/voice/{Item.Line.RecordId}",
            "assessment" or "assessment-start" => $"/assessments/{Item.Line.RecordId}",
            _ => Item.Href,
        };

    public async Task<IActionResult> OnGet(Guid id, string kind, Guid recordId)
    {
        if (await Guard(id, "One record of the chronology") is { } refused)
        {
            return refused;
        }
        if (await show.Show(id, kind, recordId, Actor, HttpContext.RequestAborted) is not { } item)
        {
            return NotFound();
        }
        Item = item;
        return Page();
    }
}
