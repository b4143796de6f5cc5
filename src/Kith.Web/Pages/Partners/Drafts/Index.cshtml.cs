using Kith.Practice.Acts;
using Kith.Practice.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Partners.Drafts;

/// <summary>Keeps what a partner writes in a form of their own while they write it. Nobody else reads it, and it is gone once it is sent.</summary>
public sealed class IndexModel(KeepDraft drafts) : KithPage
{
    /// <summary>The forms whose words are kept here: «partner-action/6f…».</summary>
    private static readonly string[] Forms = [PartnerDrafts.Action, PartnerDrafts.Report, PartnerDrafts.Agreement, PartnerDrafts.Raise, PartnerDrafts.Disagreement];

    public IActionResult OnGet() => Redirect("/partner");

    public async Task<IActionResult> OnPost()
    {
        var input = Pages.Drafts.IndexModel.Read(this) with { PersonId = null };
        try
        {
            if (!Forms.Any(f => input.Form?.StartsWith($"{f}/", StringComparison.Ordinal) == true))
            {
                throw new NotAcceptedException("", "This form cannot be kept");
            }
            var (fate, draft) = await drafts.Save(input, Actor, HttpContext.RequestAborted);
            return new JsonResult(
                new
                {
                    fate = fate.ToString(),
                    version = draft?.Version,
                    at = draft is null ? null : Words.At(draft.SavedAt),
                }
            );
        }
        catch (NotAcceptedException problems)
        {
            return new JsonResult(new { fate = "Refused", words = problems.Message }) { StatusCode = 400 };
        }
    }
}

/// <summary>What the drafts of partners' forms are called.</summary>
public static class PartnerDrafts
{
    public const string Action = "partner-action";
    public const string Report = "partner-report";
    public const string Agreement = "partner-agreement";
    public const string Raise = "partner-raise";
    public const string Disagreement = "partner-disagreement";
}
