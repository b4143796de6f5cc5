using Kith.Practice.Access;
using Kith.Practice.Access.Restricted;
using Kith.Practice.Acts;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.People.BreakGlass;

/// <summary>Opens a record for four hours to someone who has a duty to act and says why.</summary>
public sealed class IndexModel(BreakTheGlass breakGlass, RecordAccess access) : KithPage
{
    [BindProperty]
    public GlassForm Input { get; set; } = new();

    public async Task<IActionResult> OnGet(Guid id) => await Turn(id) ?? Page();

    public async Task<IActionResult> OnPost(Guid id)
    {
        if (await Turn(id) is { } elsewhere)
        {
            return elsewhere;
        }
        try
        {
            await breakGlass.Handle(id, new BreakGlassInput(Input.Reason, Input.DutyConfirmed), Actor, ActKey, HttpContext.RequestAborted);
        }
        catch (NotAcceptedException problems)
        {
            Show(problems);
            return Page();
        }
        Done("You may read this record for four hours. The person who answers for it has been told.");
        return LocalRedirect($"/people/{id}");
    }

    private async Task<IActionResult?> Turn(Guid id) =>
        await access.SightOf(Actor, id, HttpContext.RequestAborted) switch
        {
            Sight.Read => LocalRedirect($"/people/{id}"),
            Sight.Nothing => NotFound(),
            _ => null,
        };

    /// <summary>The form.</summary>
    public sealed class GlassForm
    {
        public string? Reason { get; set; }
        public bool DutyConfirmed { get; set; }
    }
}
