using System.Globalization;
using Kith.Practice.Acts;
using Kith.Practice.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Drafts;

/// <summary>Keeps the draft of any form: by itself while someone writes, or by a button where there is no JavaScript.</summary>
public sealed class IndexModel(KeepDraft drafts, LeftDrafts left) : KithPage
{
    /// <summary>Fields that belong to the sending, not to what was written.</summary>
    private static readonly HashSet<string> Own =
    [
        "__RequestVerificationToken",
        "act",
        DraftFields.Form,
        DraftFields.Person,
        DraftFields.Href,
        DraftFields.Version,
        DraftFields.Over,
    ];

    /// <summary>When the newer one was kept.</summary>
    public DateTime? NewerAt { get; private set; }
    public string Href { get; private set; } = "/my-day";

    /// <summary>What was sent, to be sent again.</summary>
    public IReadOnlyList<(string Name, string? Value)> Sent { get; private set; } = [];

    public IActionResult OnGet() => Redirect("/my-day#drafts");

    public async Task<IActionResult> OnPost()
    {
        var scripted = Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        var input = Read(this);
        try
        {
            var (fate, draft) = await drafts.Save(input, Actor, HttpContext.RequestAborted);
            if (scripted)
            {
                return new JsonResult(
                    new
                    {
                        fate = fate.ToString(),
                        version = draft?.Version,
                        at = draft is null ? null : Words.At(draft.SavedAt),
                    }
                );
            }
            switch (fate)
            {
                case DraftFate.NewerElsewhere:
                    NewerAt = draft?.SavedAt;
                    Href = Local(this, input.Href);
                    Sent = [.. Request.Form.Where(f => f.Key is not ("__RequestVerificationToken" or DraftFields.Over)).SelectMany(f => f.Value.Select(v => (f.Key, v)))];
                    return Page();
                case DraftFate.Finished:
                    Done("This was finished already, so there is no draft to keep.");
                    break;
                default:
                    Done("Kept as a draft. It is listed on your day until you finish it or throw it away.");
                    break;
            }
            return Redirect("/my-day#drafts");
        }
        catch (NotAcceptedException problems)
        {
            return scripted ? new JsonResult(new { fate = "Refused", words = problems.Message }) { StatusCode = 400 } : BadRequest();
        }
    }

    public async Task<IActionResult> OnPostDiscard()
    {
        await drafts.Discard(Request.Form[DraftFields.Form].ToString(), Actor, HttpContext.RequestAborted);
        Done("Draft thrown away.");
        return Redirect("/my-day#drafts");
    }

    /// <summary>Goes on with what someone began whose account has ended.</summary>
    public async Task<IActionResult> OnPostTakeOver(Guid id)
    {
        try
        {
            return Redirect(Local(this, await left.TakeOver(id, Actor, ActKey, HttpContext.RequestAborted)));
        }
        catch (NotAcceptedException problems)
        {
            Done(problems.Problems[0].Message + ".");
            return Redirect("/my-day#drafts");
        }
    }

    /// <summary>Keeps what a form sent to another page, which goes on elsewhere and comes back.</summary>
    public static Task Keep(KithPage page, string form, string href) =>
        page
            .HttpContext.RequestServices.GetRequiredService<KeepDraft>()
            .Save(
                new DraftInput
                {
                    Form = form,
                    Href = href,
                    ActKey = page.ActKey,
                    Over = true,
                    Fields = Fields(page.Request.Form),
                },
                page.Actor,
                page.HttpContext.RequestAborted
            );

    private static Dictionary<string, string[]> Fields(IFormCollection form) =>
        form.Where(f => !Own.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value.Select(v => v ?? "").ToArray());

    /// <summary>What a form sent to be kept.</summary>
    internal static DraftInput Read(KithPage page)
    {
        var form = page.Request.Form;
        return new DraftInput
        {
            Form = form[DraftFields.Form],
            PersonId = Guid.TryParse(form[DraftFields.Person], out var person) ? person : null,
            Href = Local(page, form[DraftFields.Href]),
            Version = int.TryParse(form[DraftFields.Version], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
            ActKey = page.ActKey,
            Over = form[DraftFields.Over] == "true",
            Fields = Fields(form),
        };
    }

    /// <summary>An address of this service, whatever was sent.</summary>
    private static string Local(KithPage page, string? href) => href is not null && page.Url.IsLocalUrl(href) ? href : "/my-day";
}
