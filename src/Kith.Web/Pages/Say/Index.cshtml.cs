using Kith.Practice.Acts;
using Kith.Practice.Voice;
using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Web.Pages.Say;

/// <summary>
/// Where a child or someone of the family says how it is going, with a one-time code and no account. Nothing of a record
/// is shown; the code is never in an address, and nothing is left on a shared phone.
/// </summary>
[EnableRateLimiting(SecurityServices.SignInLimit)]
public sealed class IndexModel(GiveFeedback give) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public FeedbackInput Input { get; set; } = new();

    /// <summary>Whom the code asks; null until one is given that can be used.</summary>
    public FeedbackFrom? From { get; private set; }
    public bool Sent { get; private set; }

    public void OnGet() => Quiet();

    public async Task<IActionResult> OnPost()
    {
        Quiet();
        await Ask();
        return Page();
    }

    public async Task<IActionResult> OnPostSend()
    {
        Quiet();
        if (!ModelState.IsValid)
        {
            await Ask();
            return Page();
        }
        try
        {
            Sent = await give.Handle(Code, Input, HttpContext.RequestAborted);
            if (!Sent)
            {
                ModelState.AddModelError(nameof(Code), "This code does not work. Ask your worker for a new one");
            }
        }
        catch (NotAcceptedException problems)
        {
            foreach (var problem in problems.Problems)
            {
                ModelState.AddModelError($"Input.{problem.Field}", problem.Message);
            }
            await Ask();
        }
        return Page();
    }

    private async Task Ask()
    {
        From = await give.Show(Code, HttpContext.RequestAborted);
        if (From is null)
        {
            // The same words for a wrong, an old and a used one.
            ModelState.AddModelError(nameof(Code), "This code does not work. Look at it again, or ask your worker for a new one");
        }
    }

    private void Quiet() => Response.Headers.CacheControl = "no-store";
}
