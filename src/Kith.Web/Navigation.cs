using Kith.Practice.Access;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web;

/// <summary>The sections of the service, each with what it asks for and which addresses belong to it.</summary>
public static class Navigation
{
    private static readonly (string Text, string Href, Permission Permission, string[] Prefixes)[] Sections =
    [
        ("My day", "/my-day", Permission.UseKith, ["/my-day", "/notices", "/actions", "/approvals", "/visits"]),
        ("Front door", "/contacts", Permission.RecordWork, ["/contacts", "/referrals"]),
        (
            "Children",
            "/children",
            Permission.ReadRecords,
            [
                "/children",
                "/people",
                "/search",
                "/assessments",
                "/contingency",
                "/family-offers",
                "/voice",
                "/oversight",
                "/direct-work",
                "/maps",
                "/panels",
                "/places",
                "/missing",
                "/edge-of-care",
                "/disagreements",
            ]
        ),
        ("Conferences", "/conferences", Permission.Chair, ["/conferences"]),
        ("Your work with us", "/partner", Permission.UsePartnerPages, ["/partner"]),
        ("Teams", "/teams", Permission.ReadWorkforce, ["/teams", "/workers", "/supervision", "/agencies"]),
        ("Workforce", "/workforce", Permission.ReadWorkforceFigures, ["/workforce", "/training", "/wellbeing"]),
        ("Workforce", "/training", Permission.ReadWorkforce, ["/workforce", "/training", "/wellbeing"]),
        ("Inspection room", "/inspection-room", Permission.VisitRoom, ["/inspection-room", "/children", "/people", "/assessments", "/referrals"]),
        ("Quality", "/quality", Permission.ReadMeasures, ["/quality", "/recommendations", "/improvement", "/inspections", "/record-check", "/self-evaluation"]),
        ("Assurance", "/assurance", Permission.ReadAssurance, ["/assurance"]),
        ("Audits", "/audits", Permission.DoAudits, ["/audits"]),
        ("Audits", "/audits", Permission.ReadAudits, ["/audits"]),
        ("Data", "/data", Permission.ReadReturns, ["/data", "/import", "/retention", "/subject-access"]),
        ("Data", "/import", Permission.ImportExtracts, ["/import"]),
        ("Admin", "/admin", Permission.Administer, ["/admin"]),
    ];

    /// <summary>The sections that the actor may use, with the one that the address belongs to marked.</summary>
    public static IReadOnlyList<NavigationItem> For(Actor actor, string path) =>
        [.. Sections.Where(s => actor.May(s.Permission)).DistinctBy(s => s.Text).Select(s => new NavigationItem(s.Text, s.Href, s.Prefixes.Any(p => Under(path, p))))];

    private static bool Under(string path, string prefix) =>
        path.Equals(prefix, StringComparison.OrdinalIgnoreCase) || path.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Leaves the navigation and the acting person for the layout, on every page that somebody signed in looks at.</summary>
internal sealed class NavigationFilter(CurrentActor current, PageDoors doors) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is PageModel page && await current.Get() is { } actor)
        {
            page.ViewData["Actor"] = actor;
            var sections = Navigation.For(actor, context.HttpContext.Request.Path);
            page.ViewData[NavigationItem.ViewDataKey] = actor.ReadsCopy ? [.. sections.Where(s => doors.Opens(actor, s.Href))] : sections;
        }
        await next();
    }
}
