using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages;

/// <summary>
/// What every page for signed-in people shares: who is acting, the guard of a person's record, and the form's key.
/// A page loads, validates, calls one use case, and redirects; rules live behind the use case.
/// </summary>
public abstract class KithPage : PageModel
{
    /// <summary>Who is acting. Set before any handler runs.</summary>
    public Actor Actor { get; private set; } = null!;

    /// <summary>The form's own key (hidden field, <c>&lt;kith-act-key /&gt;</c>): a second submission finds the first result.</summary>
    [BindProperty(Name = "act")]
    public Guid? ActKey { get; set; }

    /// <summary>The version of the record that the form was filled from (hidden field).</summary>
    [BindProperty(Name = "version")]
    public int? EditedVersion { get; set; }

    // Without the mark its name makes it a handler of the method «PAGE».
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var actor = await Service<Security.CurrentActor>().Get();
        if (actor is null)
        {
            context.Result = new ChallengeResult();
            return;
        }
        Actor = actor;
        ViewData["Actor"] = actor;
        var done = await next();
        // A use case refused: the answer is the same whether the record is hidden or was never there.
        if (done.Exception is AccessRefusedException refused && !done.ExceptionHandled)
        {
            done.ExceptionHandled = true;
            done.Result = refused.Sight == Sight.Read ? new ForbidResult() : NotFound();
        }
    }

    /// <summary>
    /// Asks whether the actor may read this person's record and writes the answer to the trail before anything is
    /// shown. Null: go on. Otherwise the page to answer with: «known, and who works with them», «a restricted record
    /// exists», or not found.
    /// </summary>
    protected async Task<IActionResult?> Guard(Guid personId, string what)
    {
        var sight = await Service<RecordAccess>().SightOf(Actor, personId, HttpContext.RequestAborted);
        var ledger = Service<ReadLedger>();
        if (sight == Sight.Read)
        {
            await ledger.Write(Actor, "Read a record", new RecordRead(personId, what));
            return null;
        }
        if (sight != Sight.Nothing)
        {
            await ledger.Write(Actor, "Tried to open a record", new RecordRefused(personId, what));
        }
        return sight switch
        {
            Sight.Known => RedirectToPage("/People/Known/Index", new { id = personId }),
            Sight.RestrictedExists => RedirectToPage("/People/Restricted/Index", new { id = personId }),
            _ => NotFound(),
        };
    }

    /// <summary>Shows a use case's problems on the form: each at its field, in its words.</summary>
    protected void Show(NotAcceptedException problems, string prefix = "Input")
    {
        if (problems.Problems.Any(p => p.Field.Length == 0))
        {
            KeepWritten();
        }
        foreach (var problem in problems.Problems)
        {
            ModelState.AddModelError(
                problem.Field.Length == 0 ? ""
                    : prefix.Length == 0 ? problem.Field
                    : $"{prefix}.{problem.Field}",
                problem.Message
            );
        }
    }

    /// <summary>
    /// The act itself was refused, and the form it was written in may be gone from the page: what was written is shown
    /// below the reason, to be used elsewhere.
    /// </summary>
    protected void KeepWritten()
    {
        if (Request.HasFormContentType)
        {
            ViewData["Written"] = Forms.Written.Of(Request.Form);
        }
    }

    /// <summary>A word of success shown on the next page.</summary>
    protected void Done(string message) => TempData["Done"] = message;

    protected T Service<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
