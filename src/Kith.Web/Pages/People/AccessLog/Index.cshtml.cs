using Kith.Practice.Children.AccessLog;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.AccessLog;

/// <summary>Who looked at a record and who changed what.</summary>
public sealed class IndexModel(ShowAccessLog show) : KithPage
{
    public AccessLogPage Log { get; private set; } = null!;
    public AccessLogFilter Filter { get; private set; } = new();
    public bool Filtered => Filter with { Page = 1 } != new AccessLogFilter();
    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<TrailKind>().Select(k => new Choice(k.ToString(), TrailWords.Describe(k)))];

    public async Task<IActionResult> OnGet(Guid id, string? who, TrailKind? kind, DateOnly? from, DateOnly? to, [FromQuery(Name = "page")] int number = 1)
    {
        if (await Guard(id, "Access log") is { } refused)
        {
            return refused;
        }
        Filter = new AccessLogFilter
        {
            Who = string.IsNullOrWhiteSpace(who) ? null : who,
            Kind = kind,
            From = from,
            To = to,
            Page = number,
        };
        if (await show.Show(id, Filter, Actor, HttpContext.RequestAborted) is not { } log)
        {
            return NotFound();
        }
        Log = log;
        return Page();
    }
}
