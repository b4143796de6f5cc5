using Kith.Practice.Measures;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Quality.Measure;

/// <summary>One measure: what it means, how it moved, others beside it, its parts, and the children behind it.</summary>
public sealed class IndexModel(ShowMeasure show, BeginProcessAnew begin, CouncilIdentity council, Practice.Clock clock) : KithPage
{
    public sealed class StartForm
    {
        public DateOnly? From { get; set; }
        public string? Reason { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Scope { get; set; }

    [BindProperty(SupportsGet = true)]
    public MeasureBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Met { get; set; }

    [BindProperty]
    public StartForm Input { get; set; } = new();
    public MeasureDetail Answer { get; private set; } = null!;

    /// <summary>Where the records behind it stand besides, for those who see them; null where there are only children's.</summary>
    public (string Href, string Words)? Records =>
        Answer.Measure.Group switch
        {
            "Audits" when Actor.May(Practice.Access.Permission.ReadAudits) => ("/audits/leaders", "What audits show"),
            "Recommendations" when Actor.May(Practice.Access.Permission.ReadImprovement) => (
                "/recommendations?view=All&for=system",
                "Those for the way the service works, which stand behind no child"
            ),
            "Improvement plan" when Actor.May(Practice.Access.Permission.ReadImprovement) => ("/improvement", "The improvement plan"),
            _ => null,
        };

    public async Task<IActionResult> OnGet(string id, [FromQuery(Name = "page")] int? at)
    {
        if (
            await show.Show(
                id,
                On,
                Scope,
                Enum.IsDefined(By) ? By : MeasureBy.Team,
                Group is { Length: > 0 and < 60 } ? Group : null,
                Met,
                at ?? 1,
                Actor,
                HttpContext.RequestAborted
            )
            is not { } answer
        )
        {
            return NotFound();
        }
        Answer = answer;
        return Page();
    }

    /// <summary>The measure as a picture for a slide.</summary>
    public async Task<IActionResult> OnGetPicture(string id)
    {
        if (
            await show.Show(id, On, Scope, MeasureBy.Team, null, null, 1, Actor, HttpContext.RequestAborted) is not { } answer
            || MeasureSlide.Svg(answer, council.Name, clock.Today) is not { } svg
        )
        {
            return NotFound();
        }
        return File(System.Text.Encoding.UTF8.GetBytes(svg), "image/svg+xml", $"{id.Replace(':', '-')}.svg");
    }

    /// <summary>Says that the limits begin anew.</summary>
    public async Task<IActionResult> OnPost(string id)
    {
        if (ModelState.IsValid)
        {
            try
            {
                await begin.Handle(id, Input.From, Input.Reason, Actor, ActKey, HttpContext.RequestAborted);
                Done("The limits begin anew from that day.");
                return Redirect($"/quality/{Uri.EscapeDataString(id)}{Chosen()}");
            }
            catch (Practice.Acts.NotAcceptedException problems)
            {
                Show(problems);
            }
        }
        return await OnGet(id, 1);
    }

    /// <summary>What was chosen, for links; with more, or in its place.</summary>
    public string Chosen(MeasureBy? by = null, string? group = null, bool? met = null)
    {
        var parts = new List<string>();
        if (Scope is { Length: > 0 })
        {
            parts.Add($"scope={Uri.EscapeDataString(Scope)}");
        }
        if (On is { } on)
        {
            parts.Add($"on={on:yyyy-MM-dd}");
        }
        if (by is not null)
        {
            parts.Add($"by={by}");
        }
        if (group is not null)
        {
            parts.Add($"group={Uri.EscapeDataString(group)}");
        }
        if (met is not null)
        {
            parts.Add($"met={(met == true ? "true" : "false")}");
        }
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
