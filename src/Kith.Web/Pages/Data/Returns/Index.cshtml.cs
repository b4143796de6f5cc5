using Kith.Practice.Access;
using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data.Returns;

/// <summary>Frozen copies of returns, and freezing a new one.</summary>
public sealed class IndexModel(ShowSubmissions show, ShowReturnToday today, PrepareSubmission prepare, Practice.Clock clock) : KithPage
{
    public sealed record PrepareForm
    {
        public int? EndYear { get; set; }
        public string? Statement { get; set; }
    }

    [BindProperty]
    public PrepareForm Input { get; set; } = new();
    public IReadOnlyList<CensusSubmission> Copies { get; private set; } = [];
    public ReturnToday? Today { get; private set; }
    public bool Prepares => Actor.May(Permission.PrepareReturns);

    /// <summary>The collections that have begun, the running one first.</summary>
    public IReadOnlyList<Choice> Years =>
        [
            .. CollectionYear
                .All.Where(y => y.FirstDay <= clock.Today)
                .Reverse()
                .Select(y => new Choice(
                    y.EndYear.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    y.ReferenceDate < clock.Today ? y.Name : $"{y.Name}, so far{(y.IsDraft ? " (draft edition)" : "")}"
                )),
        ];

    public async Task OnGet()
    {
        Copies = await show.List(Actor, HttpContext.RequestAborted);
        Today = await today.Show(Actor, HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPost()
    {
        try
        {
            var id = await prepare.Handle(new PrepareInput(Input.EndYear, Input.Statement), Actor, ActKey, HttpContext.RequestAborted);
            Done("A copy was frozen. It waits for a second person to sign it off.");
            return Redirect($"/data/returns/{id}");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems);
            await OnGet();
            return Page();
        }
    }
}
