using Kith.Practice;
using Kith.Practice.EdgeOfCare;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Missing;

/// <summary>The fields of a return, in the form of a report and in that of the return itself.</summary>
public sealed record FoundView(MissingInput Input, string First);

/// <summary>Reports a child missing.</summary>
public sealed class ReportModel(KeepMissing keep, Clock clock) : RecordFormPage
{
    private Guid made;

    [BindProperty]
    public MissingInput Input { get; set; } = new();
    public DateOnly Today => clock.Today;

    /// <summary>Since when the child is missing already.</summary>
    public DateTime? OpenSince => Head.MissingSince;

    /// <summary>True once a time was entered that came twice.</summary>
    public bool AskWhichOfTwo => WhichOfTwo(Input);

    public async Task<IActionResult> OnGet(Guid id)
    {
        Input.FromDay = clock.Today;
        return await Shown(id);
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(async () => made = await keep.Report(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Recorded.", () => $"/children/{id}/missing/{made}", () => Shown(id));

    internal static bool WhichOfTwo(MissingInput input) =>
        input.Second is not null || Twice(input.FromDay, input.FromTime) || Twice(input.FoundDay, input.FoundTime) || Twice(input.ReportedDay, input.ReportedTime);

    internal static bool Twice(DateOnly? day, TimeOnly? time) => day is { } d && time is { } t && LondonTime.IsTwice(d.ToDateTime(t));

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "Report missing") is { } refused)
        {
            return refused;
        }
        return Head.IsChild && Head.MergedIntoId is null ? Page() : NotFound();
    }
}
