using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Workforce.Teams;
using Kith.Web.Forms;
using Kith.Web.Pages.Admin.Accounts;
using Kith.Web.Pages.Admin.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Access;

/// <summary>Who holds which role, over what, today.</summary>
public sealed class HoldersModel(ListRoleHolders list, ShowTeamForm teams) : KithPage
{
    public RoleHolderList List { get; private set; } = null!;
    public Role? Role { get; private set; }
    public Guid? Team { get; private set; }
    public IReadOnlyList<Choice> Roles => AccountWords.Roles;
    public IReadOnlyList<Choice> Teams { get; private set; } = [];

    public async Task OnGet(Role? role, Guid? team, [FromQuery(Name = "page")] int number = 1)
    {
        (Role, Team) = (role, team);
        List = await list.List(Actor, role, team, number, HttpContext.RequestAborted);
        Teams = TeamChoices.Of(await teams.Choices(Actor, ct: HttpContext.RequestAborted));
    }
}
