using System.CommandLine;
using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Cli;

/// <summary>`kith user`: accounts, for the person at the machine. The first administrator comes in this way, and so does one who lost every way in.</summary>
internal static class UserCommands
{
    private static readonly Option<string> Url = new("--url")
    {
        Description = "The address under which people open Kith, for the link.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Kith__Url") ?? "http://localhost:5080",
        Validators =
        {
            asked =>
            {
                if (!Uri.TryCreate(asked.GetValueOrDefault<string>(), UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
                {
                    asked.AddError("--url must be a web address, such as https://kith.example.gov.uk.");
                }
            },
        },
    };

    public static void Register(RootCommand root)
    {
        var user = new Command("user", "Accounts, for the person at the machine: the first administrator, and whoever lost every way in.");
        user.Subcommands.Add(Add());
        user.Subcommands.Add(Grant());
        user.Subcommands.Add(Reset());
        user.Subcommands.Add(List());
        root.Subcommands.Add(user);
    }

    private static Command Add()
    {
        var userName = new Argument<string>("USERNAME") { Description = "What the person signs in with: letters, digits, dots; no spaces." };
        var name = new Option<string?>("--name") { Description = "The person's name, as colleagues say it. Without it the user name is shown." };
        var email = new Option<string?>("--email") { Description = "Work email address, by which the council's directory may find the account." };
        var role = new Option<string>("--role")
        {
            Description = $"One of: {string.Join(", ", Enum.GetValues<Role>().Select(Word))}.",
            DefaultValueFactory = _ => Word(Role.Administrator),
        };
        var team = new Option<string?>("--team") { Description = "The team or service that the role is held for, by its name. Needed for roles that belong to one." };
        var from = new Option<DateOnly?>("--from") { Description = "First day (2026-11-25); today unless told.", CustomParser = AuthorityOptions.Day };
        var until = new Option<DateOnly?>("--until") { Description = "Last day, for people who come for a time.", CustomParser = AuthorityOptions.Day };
        var command = new Command("add", "Makes an account with its first role, and prints the link with which its person chooses a password.")
        {
            userName,
            name,
            email,
            role,
            team,
            from,
            until,
            Url,
        };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var db = services.GetRequiredService<KithDb>();
                        var given = ReadRole(parsed.GetRequiredValue(role));
                        var place = await Place(db, given, parsed.GetValue(team), ct);
                        var input = new AccountInput(
                            parsed.GetRequiredValue(userName),
                            parsed.GetValue(name) ?? parsed.GetRequiredValue(userName),
                            parsed.GetValue(email),
                            null,
                            parsed.GetValue(from),
                            parsed.GetValue(until)
                        );
                        try
                        {
                            var invitation = await services.GetRequiredService<AddAccount>().Handle(input, AtTheMachine, null, ct);
                            await services.GetRequiredService<GrantRole>().Handle(invitation.AccountId, new RoleInput(given, place, input.ValidFrom, null), AtTheMachine, null, ct);
                            Console.WriteLine($"{input.DisplayName} has an account as {Permissions.Describe(given).ToLowerInvariant()}. User name: {input.UserName}");
                            Say(invitation, parsed.GetRequiredValue(Url));
                        }
                        catch (NotAcceptedException problem)
                        {
                            throw new InvalidOperationException(problem.Message + ".", problem);
                        }
                        return 0;
                    }
                )
        );
        return command;
    }

    private static Command Grant()
    {
        var userName = new Argument<string>("USERNAME") { Description = "Whose account." };
        var role = new Option<string>("--role") { Description = $"One of: {string.Join(", ", Enum.GetValues<Role>().Select(Word))}.", Required = true };
        var team = new Option<string?>("--team") { Description = "The team or service that the role is held for, by its name. Needed for roles that belong to one." };
        var until = new Option<DateOnly?>("--until") { Description = "Last day, for people who come for a time.", CustomParser = AuthorityOptions.Day };
        var command = new Command(
            "grant",
            "Gives an account a role at once, also one to which a second person agrees in the browser: for the day when nobody is left who could. It is in the trail as done at the machine."
        )
        {
            userName,
            role,
            team,
            until,
        };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var db = services.GetRequiredService<KithDb>();
                        var given = ReadRole(parsed.GetRequiredValue(role));
                        var name = parsed.GetRequiredValue(userName).Trim().ToUpperInvariant();
                        var account =
                            await db.Users.AsNoTracking().Where(a => a.NormalizedUserName == name).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct)
                            ?? throw new InvalidOperationException($"No account is called «{parsed.GetValue(userName)}». `kith user list` lists the accounts.");
                        var place = await Place(db, given, parsed.GetValue(team), ct);
                        try
                        {
                            await services.GetRequiredService<GrantRole>().Handle(account, new RoleInput(given, place, null, parsed.GetValue(until)), AtTheMachine, null, ct);
                        }
                        catch (NotAcceptedException problem)
                        {
                            throw new InvalidOperationException(problem.Message + ".", problem);
                        }
                        Console.WriteLine($"{parsed.GetRequiredValue(userName)} is {Permissions.Describe(given).ToLowerInvariant()} from today.");
                        return 0;
                    }
                )
        );
        return command;
    }

    private static Command Reset()
    {
        var userName = new Argument<string>("USERNAME") { Description = "Whose account." };
        var command = new Command("reset", "Takes password, codes and passkeys of an account away, ends its sessions, and prints a new link.") { userName, Url };
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var invitation =
                            await services.GetRequiredService<ResetAccount>().Handle(parsed.GetRequiredValue(userName), AtTheMachine, ct)
                            ?? throw new InvalidOperationException($"No account is called «{parsed.GetValue(userName)}». `kith user list` lists the accounts.");
                        Console.WriteLine($"The account {parsed.GetRequiredValue(userName)} is reset: its person is signed out everywhere and chooses a new password.");
                        Say(invitation, parsed.GetRequiredValue(Url));
                        return 0;
                    }
                )
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the accounts that are in use, with their roles.");
        command.SetAction(
            (parsed, ct) =>
                AuthorityOptions.On(
                    parsed,
                    async services =>
                    {
                        var list = services.GetRequiredService<ListAccounts>();
                        var pages = 1;
                        for (var page = 1; page <= pages; page++)
                        {
                            var found = await list.List(AtTheMachine, null, null, past: false, page, ct);
                            pages = found.Pages;
                            foreach (var account in found.Lines)
                            {
                                var roles = account.Roles.Count == 0 ? "no role" : string.Join(", ", account.Roles.Select(Permissions.Describe));
                                Console.WriteLine($"{account.UserName, -30} {account.Name, -30} {roles}");
                            }
                            if (found.Total == 0)
                            {
                                Console.WriteLine("There is no account yet. `kith user add USERNAME --name \"Name\"` makes the first administrator.");
                            }
                        }
                        return 0;
                    }
                )
        );
        return command;
    }

    private static readonly Actor AtTheMachine = Actor.System("The person at the machine");

    private static void Say(Invitation invitation, string url)
    {
        Console.WriteLine("With this link they choose their password. It works once, for three days, and is not kept anywhere:");
        Console.WriteLine($"  {url.TrimEnd('/')}{invitation.Path}");
    }

    /// <summary>A role as it is typed: «team-manager».</summary>
    private static string Word(Role role) => Permissions.Describe(role).ToLowerInvariant().Replace(' ', '-');

    /// <exception cref="InvalidOperationException">No role is called so.</exception>
    private static Role ReadRole(string text)
    {
        var word = text.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-');
        return Enum.GetValues<Role>().Where(r => Word(r) == word || r.ToString().Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)).Select(r => (Role?)r).FirstOrDefault()
            ?? throw new InvalidOperationException($"There is no role «{text}». The roles are: {string.Join(", ", Enum.GetValues<Role>().Select(Word))}.");
    }

    /// <summary>The team of the role, asked for before anything is written.</summary>
    private static async Task<Guid?> Place(KithDb db, Role role, string? name, CancellationToken ct)
    {
        if (name is null)
        {
            return Permissions.ReachOf(role) is Reach.OwnTeam or Reach.Service
                ? throw new InvalidOperationException($"{Permissions.Describe(role)} is a role for a team or service: say which with --team \"Name\".")
                : null;
        }
        var found = await db.Teams.AsNoTracking().Where(t => t.Name.ToLower() == name.Trim().ToLower() && t.ClosedOn == null).Select(t => t.Id).Take(2).ToListAsync(ct);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new InvalidOperationException($"There is no team «{name}»."),
            _ => throw new InvalidOperationException($"Two teams are called «{name}»: give the role in the browser instead."),
        };
    }
}
