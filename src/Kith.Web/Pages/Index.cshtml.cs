using Kith.Practice.Access;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages;

/// <summary>The front door leads to the day's work.</summary>
public sealed class IndexModel : KithPage
{
    public IActionResult OnGet() => Redirect(Actor.May(Permission.UseKith) ? "/my-day" : "/partner");
}
