using Kith.Practice.Access;
using Kith.Practice.Returns.Census;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Data;

/// <summary>The return today: what would stop it, by rule, by team, by age, and how that changes.</summary>
public sealed class IndexModel(ShowReturnToday show, WriteReturnNote note) : KithPage
{
    public ReturnToday? Return { get; private set; }
    public bool Prepares => Actor.May(Permission.PrepareReturns);

    public async Task OnGet() => Return = await show.Show(Actor, HttpContext.RequestAborted);

    /// <summary>Answers a query of the return as a whole.</summary>
    public async Task<IActionResult> OnPostNote(string? rule, string? text)
    {
        try
        {
            await note.Handle(rule, text, null, Actor, ActKey, HttpContext.RequestAborted);
            Done("Note written. It goes with the return.");
            return Redirect("/data");
        }
        catch (Practice.Acts.NotAcceptedException problems)
        {
            Show(problems, "");
            await OnGet();
            return Page();
        }
    }
}
