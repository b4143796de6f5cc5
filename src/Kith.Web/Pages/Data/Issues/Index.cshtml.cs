using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus.Rules;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Issues;

/// <summary>Faults within reach, one line each, with where they are put right.</summary>
public sealed class IndexModel(ShowReturnToday show) : KithPage
{
    public IssuesPage Issues { get; private set; } = null!;
    public IssueFilter Filter { get; private set; } = new();

    public static IReadOnlyList<Choice> States { get; } = [new("open", "Still open"), new("explained", "Explained"), new("all", "All")];
    public static IReadOnlyList<Choice> Severities { get; } = [new("Error", "Errors"), new("Query", "Queries")];
    public static IReadOnlyList<Choice> Ages { get; } = [new("7", "A week or more"), new("28", "Four weeks or more"), new("90", "Three months or more")];

    public string State =>
        Filter.Explained switch
        {
            true => "explained",
            false => "open",
            _ => "all",
        };

    public async Task OnGet(string? rule, string? team, string? severity, string? state, int? older, [FromQuery(Name = "page")] int number = 1)
    {
        Read(rule, team, severity, state, older, number);
        Issues = await show.List(Filter, Actor, HttpContext.RequestAborted);
    }

    /// <summary>A post, because taking records out changes what their access logs say.</summary>
    public async Task<IActionResult> OnPostExport(string? rule, string? team, string? severity, string? state, int? older)
    {
        Read(rule, team, severity, state, older, 1);
        return File(await show.Export(Filter, Actor, HttpContext.RequestAborted), "text/csv; charset=utf-8", "census-faults.csv");
    }

    private void Read(string? rule, string? team, string? severity, string? state, int? older, int page) =>
        Filter = new IssueFilter
        {
            Rule = string.IsNullOrWhiteSpace(rule) ? null : rule,
            NoTeam = team == "none",
            TeamId = Guid.TryParse(team, out var id) ? id : null,
            Severity = severity switch
            {
                "Error" => RuleSeverity.Error,
                "Query" => RuleSeverity.Query,
                _ => null,
            },
            Explained = state switch
            {
                "explained" => true,
                "all" => null,
                _ => false,
            },
            OlderThanDays = older is > 0 and < 10_000 ? older : null,
            Page = page,
        };
}
