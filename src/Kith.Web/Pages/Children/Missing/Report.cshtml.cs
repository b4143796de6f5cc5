using Kith.Practice;
using Kith.Practice.EdgeOfCare;
using Kith.Standards.Calendar;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Children.Missing;

/// <summary>The fields of a return, in the form of a report and in that of the return itself.</summary>
public sealed record FoundView(MissingInput Input, string First);

/// <summary>The question which of two equal times is meant, of one of the times of a form.</summary>
/// <param name="Field">The field that answers it.</param>
public sealed record WhichOfTwoView(string Field, string Label, bool? Second)
{
    /// <summary>The question of the time at which the child was last seen; null where that came once.</summary>
    public static WhichOfTwoView? Gone(MissingInput input) => Of(nameof(input.Second), "when the child was last seen", input.Second, input.FromDay, input.FromTime);

    /// <summary>The same of the report to the police.</summary>
    public static WhichOfTwoView? Reported(MissingInput input) =>
        Of(nameof(input.ReportedSecond), "when the police were told", input.ReportedSecond, input.ReportedDay, input.ReportedTime);

    /// <summary>The same of the return.</summary>
    public static WhichOfTwoView? Found(MissingInput input) =>
        Of(nameof(input.FoundSecond), "when the child was found, or back", input.FoundSecond, input.FoundDay, input.FoundTime);

    private static WhichOfTwoView? Of(string field, string what, bool? second, DateOnly? day, TimeOnly? time) =>
        second is not null || ReportModel.Twice(day, time) ? new(field, $"The clocks went back that night. Which of the two times was it {what}?", second) : null;
}

/// <summary>Reports a child missing.</summary>
public sealed class ReportModel(KeepMissing keep, Clock clock) : RecordFormPage
{
    private Guid made;

    [BindProperty]
    public MissingInput Input { get; set; } = new();
    public DateOnly Today => clock.Today;

    /// <summary>Since when the child is missing already.</summary>
    public DateTime? OpenSince => Head.MissingSince;

    public async Task<IActionResult> OnGet(Guid id)
    {
        Input.FromDay = clock.Today;
        return await Shown(id);
    }

    public Task<IActionResult> OnPost(Guid id) =>
        Try(async () => made = await keep.Report(id, Input, Actor, ActKey, HttpContext.RequestAborted), "Recorded.", () => $"/children/{id}/missing/{made}", () => Shown(id));

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
