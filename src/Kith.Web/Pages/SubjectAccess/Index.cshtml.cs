using Kith.Practice.SubjectAccess;

namespace Kith.Web.Pages.SubjectAccess;

/// <summary>Requests to read what is held: open ones by their day, and how many were answered in time.</summary>
public sealed class IndexModel(ShowRequests show) : KithPage
{
    public RequestsPage Requests { get; private set; } = null!;

    public async Task OnGet() => Requests = await show.List(Actor, HttpContext.RequestAborted);
}
