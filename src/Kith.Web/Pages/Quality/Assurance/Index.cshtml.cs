using System.Globalization;
using Kith.Practice.Assurance;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Quality.Assurance;

/// <summary>All editions of the assurance page, and a new one.</summary>
public sealed class IndexModel(ShowEditions show, WriteEdition write) : FormPage
{
    [BindProperty]
    public DateOnly? AsAt { get; set; }
    public KeptEditions Held { get; private set; } = null!;

    /// <summary>Quarters that have no edition yet.</summary>
    public IReadOnlyList<Choice> Quarters => Choice.From(Held.Free, d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), WriteEdition.Quarter);

    public async Task OnGet() => Held = await show.List(Actor, HttpContext.RequestAborted);

    public Task<IActionResult> OnPost()
    {
        var id = Guid.Empty;
        return Try(
            async () => id = await write.Begin(AsAt, Actor, ActKey, HttpContext.RequestAborted),
            "The figures are counted. Write what they mean.",
            () => $"/quality/assurance/{id}",
            async () =>
            {
                await OnGet();
                return Page();
            },
            prefix: ""
        );
    }

    /// <summary>A state in words.</summary>
    public static string Name(EditionState state) =>
        state switch
        {
            EditionState.Draft => "Draft",
            EditionState.Embargoed => "Agreed, under embargo",
            EditionState.Published => "Published",
            _ => "Taken back",
        };
}
