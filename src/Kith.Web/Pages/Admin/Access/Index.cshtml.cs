using Kith.Practice.Access.Accounts;

namespace Kith.Web.Pages.Admin.Access;

/// <summary>The table of roles and what they may do.</summary>
public sealed class IndexModel(ShowAccess show) : KithPage
{
    public IReadOnlyList<RoleHolders> Roles { get; private set; } = [];

    public async Task OnGet() => Roles = await show.Show(Actor, HttpContext.RequestAborted);
}
