using Kith.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.SignOut;

/// <summary>Ends the session. Only a form does it: a link on another site must not sign anyone out.</summary>
public sealed class IndexModel(SessionCookies cookies) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/SignIn/Index");

    public async Task<IActionResult> OnPost()
    {
        await cookies.Leave(HttpContext);
        // Takes what the browser keeps of the pages: the next person at a shared machine finds nothing.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return RedirectToPage("/SignIn/Index");
    }
}
