using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Drafts;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Primitives;

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

    // Before the form is read into the page: what was written once for all children is then each child's own.
    [NonHandler]
    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        if (HttpMethods.IsPost(Request.Method))
        {
            await Forms.ForAll.Spread(Request, HttpContext.RequestAborted);
        }
    }

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
        var sent = Service<SentForm>();
        Forms.SentForms.Note(sent, Request, actor, ActKey);
        sent.Asked |= TempData.ContainsKey(DesignSystem.AskedKey);
        var done = await next();
        // A use case refused: the answer is the same whether the record is hidden or was never there.
        if (done.Exception is AccessRefusedException refused && !done.ExceptionHandled)
        {
            done.ExceptionHandled = true;
            done.Result = refused.Sight == Sight.Read ? new ForbidResult() : NotFound();
        }
        // A page whose acts refuse nothing shows no reasons: it is shown anew with this one.
        if (done.Exception is SentBeforeException before && !done.ExceptionHandled)
        {
            done.ExceptionHandled = true;
            TempData[DesignSystem.AskedKey] = before.Problems[0].Message;
            done.Result = LocalRedirect(Request.Path + QueryString.Create(Request.Query.Where(q => q.Key != "handler")));
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
            if (problem.See is { } see)
            {
                var places = ViewData[DesignSystem.SeeKey] as Dictionary<string, SeenAt> ?? [];
                places[problem.Message] = see;
                ViewData[DesignSystem.SeeKey] = places;
            }
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
    /// <param name="briefly">True to keep short answers too: a day, a choice.</param>
    protected void KeepWritten(bool briefly = false)
    {
        if (Request.HasFormContentType)
        {
            ViewData["Written"] = Forms.Written.Of(Request.Form, briefly);
        }
    }

    /// <summary>
    /// Someone else saved first: says who, when and what they recorded, and shows what was written here beside it. Nothing
    /// of it is lost, and nothing was overwritten.
    /// </summary>
    /// <param name="choosing">True where the page lets both versions be chosen from, line by line: then only who it was is said.</param>
    protected async Task TellOfFirst(SecondEditorException second, bool choosing = false)
    {
        var first = await Service<FirstEditors>().Of(second, Actor, HttpContext.RequestAborted);
        ViewData["First"] = first;
        if (choosing)
        {
            return;
        }
        KeepWritten(briefly: true);
        ModelState.AddModelError(
            "",
            first is null
                ? "Someone else changed this while you were writing. Nothing was overwritten. Look at what is recorded now, then enter yours again if it is still needed"
                : $"{(first.Self ? "You changed this yourself in another window or on another device" : $"{first.Who} changed this while you were writing")}. Nothing was overwritten. Look at both below, then send yours again if it is still needed"
        );
    }

    /// <summary>Says which draft a form keeps. When the page is asked for, fills <paramref name="target"/> with what was kept.</summary>
    /// <param name="form">«record-visit», and the id of the record where a form has one.</param>
    /// <param name="prefix">How the form's fields begin: «Input».</param>
    protected async Task<DraftForm> TakeUp<T>(string form, Guid? personId, string prefix, T target)
        where T : class
    {
        var href = Request.Path + Request.QueryString;
        if (!HttpMethods.IsGet(Request.Method))
        {
            int? seen = int.TryParse(Request.Form[DraftFields.Version], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null;
            // Where the form was asked for, not where it was sent.
            var asked = Request.Form[DraftFields.Href].ToString();
            return new DraftForm(form, personId, Url.IsLocalUrl(asked) ? asked : Request.Path, seen, null, false);
        }
        var kept = await Service<KeepDraft>().Load(form, Actor, HttpContext.RequestAborted);
        if (kept is null)
        {
            return new DraftForm(form, personId, href, null, null, false);
        }
        var fields = new FormCollection(kept.Fields.ToDictionary(f => f.Key, f => new StringValues(f.Value)));
        await TryUpdateModelAsync(target, prefix, new FormValueProvider(BindingSource.Form, fields, CultureInfo.InvariantCulture));
        // What is half written is not wrong yet.
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }
        if (kept.ActKey is { } key)
        {
            ModelState.SetModelValue("act", key, key.ToString());
        }
        // The draft was begun from this version: what others recorded since is shown beside it when it is saved.
        if (kept.Fields.GetValueOrDefault("version") is [{ Length: > 0 } version])
        {
            ModelState.SetModelValue("version", version, version);
        }
        return new DraftForm(form, personId, href, kept.Version, kept.SavedAt, true);
    }

    /// <summary>
    /// Runs a use case. Where it refuses only because another copy of this form was quicker (a double click: the record
    /// is no longer as the form saw it), it is asked once more, finds the form's key and answers as the first time.
    /// </summary>
    protected async Task Once(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception refused) when (refused is NotAcceptedException or SecondEditorException)
        {
            if (!await Service<Acts>().AnotherWasQuicker(ActKey, HttpContext.RequestAborted))
            {
                throw;
            }
            await act();
        }
    }

    /// <summary>A form is finished: its draft goes.</summary>
    protected Task Discard(string form) => Service<KeepDraft>().Discard(form, Actor, HttpContext.RequestAborted);

    /// <summary>A word of success shown on the next page.</summary>
    protected void Done(string message) => TempData["Done"] = message;

    protected T Service<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
