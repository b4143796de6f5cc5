using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Pages.Offline;

/// <summary>
/// The page that works without signal. It is the same for everybody and holds nothing of anybody: what it shows it reads from
/// the device. It stands with the pages about this service, which are open to all. So a browser may keep it, and nothing is lost when a stranger opens it.
/// </summary>
public sealed class VisitsModel : PageModel
{
    public void OnGet() { }
}
