using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Actions;

/// <summary>The list of actions: one's own or the team's, by child, family or date; several can be called done at once.</summary>
public sealed class IndexModel(ListActions list, KeepActions keep) : KithPage
{
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];
    public IReadOnlyList<(string Heading, IReadOnlyList<ListedAction> Lines)> Groups { get; private set; } = [];
    public int Count { get; private set; }
    public bool IsTeam => View == "team";
    public bool ManagesTeam => Actor.May(Permission.Decide) && Actor.TeamIds.Count > 0;
    public DateOnly Today => Service<Practice.Clock>().Today;

    public async Task OnGet()
    {
        var lines = await list.List(IsTeam ? ActionScope.Team : ActionScope.Mine, Actor, HttpContext.RequestAborted);
        Count = lines.Count;
        Groups = By switch
        {
            "child" =>
            [
                .. lines
                    .GroupBy(l => l.Children.Count == 0 ? l.Team ?? "The team" : string.Join(", ", l.Children.Select(c => c.Name)))
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => (g.Key, (IReadOnlyList<ListedAction>)[.. g])),
            ],
            "family" =>
            [
                .. lines
                    .GroupBy(l => l.Household ?? (l.Children.Count == 0 ? l.Team ?? "team" : l.Children[0].Id.ToString()))
                    .Select(g =>
                        (
                            string.Join(", ", g.SelectMany(l => l.Children).Select(c => c.Name).Distinct().DefaultIfEmpty(g.First().Team ?? "The team")),
                            (IReadOnlyList<ListedAction>)[.. g]
                        )
                    )
                    .OrderBy(g => g.Item1, StringComparer.Ordinal),
            ],
            "owner" => [.. lines.GroupBy(l => l.Owner ?? "Nobody yet").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<ListedAction>)[.. g]))],
            _ => [.. lines.GroupBy(When).OrderBy(g => g.Key).Select(g => (WhenWords[g.Key], (IReadOnlyList<ListedAction>)[.. g]))],
        };
    }

    /// <param name="then">«my-day»: the day on which they were ticked is shown again.</param>
    public async Task<IActionResult> OnPost(string? then = null)
    {
        try
        {
            var done = await keep.CompleteMany(Chosen, Actor, ActKey, HttpContext.RequestAborted);
            Done(done == 1 ? "One action is done." : $"{done} actions are done.");
            return Redirect(then == "my-day" ? "/my-day" : $"/actions?view={(IsTeam ? "team" : "mine")}&by={Uri.EscapeDataString(By ?? "")}");
        }
        catch (NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }

    private static readonly string[] WhenWords = ["Late", "This week", "Later", "Without a date"];

    private int When(ListedAction line) =>
        line.DueOn is not { } due ? 3
        : due < Today ? 0
        : due <= Today.AddDays(7) ? 1
        : 2;
}
