using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Admin.Accounts;

/// <summary>Who has an account, with which roles, in which state.</summary>
public sealed class IndexModel(ListAccounts list) : KithPage
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public Role? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "past")]
    public bool Past { get; set; }

    public AccountList List { get; private set; } = null!;
    public IReadOnlyList<Choice> Roles => AccountWords.Roles;

    public async Task OnGet([FromQuery(Name = "page")] int number = 1) => List = await list.List(Actor, Words, Role, Past, number, HttpContext.RequestAborted);
}

/// <summary>The words of accounts.</summary>
public static class AccountWords
{
    public static IReadOnlyList<Choice> Roles => [.. Enum.GetValues<Role>().Select(r => new Choice(r.ToString(), Permissions.Describe(r)))];

    /// <summary>The roles to which a second person agrees, in words.</summary>
    public static string Wide =>
        string.Join(", ", Enum.GetValues<Role>().Where(Kith.Practice.Access.WideRoles.SecondPerson.IsNeededFor).Select(r => Permissions.Describe(r).ToLowerInvariant()));

    public static string State(AccountState state) =>
        state switch
        {
            AccountState.InUse => "In use",
            AccountState.Invited => "Invited",
            AccountState.NotYet => "Not yet",
            AccountState.Disabled => "No longer used",
            AccountState.Locked => "Locked for some minutes",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>How far a role reaches, in words.</summary>
    public static string Reach(Reach reach) =>
        reach switch
        {
            Practice.Access.Reach.Nobody => "No child's record",
            Practice.Access.Reach.OwnTeam => "Own children and team",
            Practice.Access.Reach.Service => "Teams of the service",
            Practice.Access.Reach.Authority => "Every child of the authority",
            _ => throw new ArgumentOutOfRangeException(nameof(reach)),
        };

    /// <summary>What a permission lets someone do, in words.</summary>
    public static string May(Permission permission) =>
        permission switch
        {
            Permission.UseKith => "Use Kith",
            Permission.ReadRecords => "Read records",
            Permission.SearchPeople => "Search people",
            Permission.RecordWork => "Record work",
            Permission.ReadWorkforce => "See teams and workers",
            Permission.Allocate => "Allocate",
            Permission.MergePeople => "Merge records",
            Permission.ImportExtracts => "Import extracts",
            Permission.Administer => "Administer",
            Permission.AgreeRoles => "Agree to roles that reach every child",
            Permission.RestrictRecords => "Restrict records",
            Permission.BreakGlass => "Open because of a duty to act",
            Permission.ReadAccessLog => "Read the access log",
            _ => FieldName.Words(permission.ToString()),
        };
}
