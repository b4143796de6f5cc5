using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.WideRoles;

/// <summary>Which roles need a second person, who that may be, and who is told when somebody's way in is made anew.</summary>
public sealed class SecondPerson(KithDb db, Clock clock)
{
    /// <summary>Roles that reach every child, and the one that gives others their roles.</summary>
    public static bool IsNeededFor(Role role) => Permissions.ReachOf(role) == Reach.Authority || Permissions.Allows(role, Permission.Administer);

    /// <summary>The roles that let somebody agree.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [.. Enum.GetValues<Role>().Where(r => Permissions.Allows(r, Permission.AgreeRoles))];

    /// <summary>
    /// True while nobody but the actor has ever been able to agree: a council that begins has one administrator. Whoever was
    /// once able counts, so that the rule cannot be got round by stopping the others' accounts.
    /// </summary>
    internal Task<bool> IsAlone(Actor actor, CancellationToken ct) => db.RoleGrants.AllAsync(g => !Roles.Contains(g.Role) || g.AccountId == actor.AccountId, ct);

    /// <summary>Tells everybody who may agree, but for these, with a link to what waits.</summary>
    internal async Task Tell(Act act, string text, string? href, IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        var today = clock.Today;
        var whom = await db
            .Users.Where(u =>
                (u.ValidFrom == null || u.ValidFrom <= today)
                && (u.ValidUntil == null || u.ValidUntil >= today)
                && !except.Contains(u.Id)
                && db.RoleGrants.Any(g => g.AccountId == u.Id && Roles.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today))
            )
            .OrderBy(u => u.Id)
            .Select(u => u.Id)
            .ToListAsync(ct);
        whom.ForEach(id => Tell(act, id, text, href));
    }

    /// <summary>Tells one person.</summary>
    internal void Tell(Act act, Guid account, string text, string? href = null) =>
        db.Notices.Add(
            new Notice
            {
                Id = clock.NewId(),
                AccountId = account,
                Text = text,
                Href = href,
                At = act.At,
            }
        );

    /// <summary>
    /// Somebody's password or second step was taken away by an administrator, who might then come in as them. Where they
    /// reach every child, their own next visit and all who may agree are told at once.
    /// </summary>
    internal async Task TellOfNewWayIn(Act act, Actor actor, Account account, string what, CancellationToken ct)
    {
        var today = clock.Today;
        var wide = Enum.GetValues<Role>().Where(IsNeededFor).ToList();
        if (!await db.RoleGrants.AnyAsync(g => g.AccountId == account.Id && wide.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today), ct))
        {
            return;
        }
        Tell(act, account.Id, $"{actor.Name} {what} of yours. If you did not ask for it, tell your manager and the data protection officer now.");
        await Tell(act, $"{actor.Name} {what} of {account.DisplayName}, who reaches many records. If that surprises you, ask both.", null, [actor.AccountId, account.Id], ct);
    }
}
