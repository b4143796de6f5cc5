using Kith.Practice.Access;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages;

/// <summary>The front door leads to the day's work; an inspector's into the room.</summary>
public sealed class IndexModel : KithPage
{
    public IActionResult OnGet() =>
        Redirect(
            Actor.May(Permission.VisitRoom) ? "/inspection-room"
            : Actor.May(Permission.UseKith) ? "/my-day"
            : "/partner"
        );
}
