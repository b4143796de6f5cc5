using Kith.Practice.Children.NhsNumbers;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.NhsNumber;

/// <summary>Asks the NHS for somebody's number, and lists when it was asked before.</summary>
public sealed class IndexModel(TraceNhsNumber trace) : RecordFormPage
{
    private Guid made;

    [BindProperty]
    public TraceInput Input { get; set; } = new();
    public TracePage View { get; private set; } = null!;

    public Task<IActionResult> OnGet(Guid id) => Shown(id);

    public Task<IActionResult> OnPost(Guid id) =>
        Try(
            async () => made = await trace.Handle(id, Input, Actor, ActKey, HttpContext.RequestAborted),
            "The NHS was asked. It stands in the log of what was shared.",
            () => $"/people/{id}/nhs-number/{made}",
            () => Shown(id)
        );

    /// <summary>What came of an asking, in words.</summary>
    public static string Came(NhsTrace t) =>
        t.Confirmed switch
        {
            true => $"{t.SettledByName} said which it is",
            false => $"{t.SettledByName} said that it was nobody who answered",
            _ => t.Outcome switch
            {
                TraceOutcome.One => "one person answers",
                TraceOutcome.Several => $"{t.Found} people answer",
                TraceOutcome.TooMany => "too many people answer",
                TraceOutcome.None => "nobody answers",
                TraceOutcome.Failed => t.Said ?? "no answer",
                _ => "no answer came",
            },
        };

    private async Task<IActionResult> Shown(Guid id)
    {
        if (await Open(id, "NHS number") is { } refused)
        {
            return refused;
        }
        View = (await trace.Show(id, HttpContext.RequestAborted))!;
        return Page();
    }
}
