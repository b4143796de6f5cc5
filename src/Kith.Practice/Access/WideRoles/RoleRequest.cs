using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;

namespace Kith.Practice.Access.WideRoles;

/// <summary>
/// A role that was asked for and is not held yet: it reaches every child, or gives others their access, and so is given
/// only when a second person agrees. See docs/decisions/0049-second-person.md.
/// </summary>
public sealed class RoleRequest : Record
{
    public Guid AccountId { get; set; }
    public Role Role { get; set; }
    public Guid? TeamId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>Why it is needed, in the words of the one who asked.</summary>
    public required string Why { get; set; }
    public Guid AskedById { get; set; }
    public required string AskedByName { get; set; }
    public DateTime AskedAt { get; set; }

    /// <summary>What became of it; null while it waits.</summary>
    public RoleRequestOutcome? Outcome { get; set; }
    public Guid? DecidedById { get; set; }
    public string? DecidedByName { get; set; }
    public DateTime? DecidedAt { get; set; }

    /// <summary>What the second person wrote.</summary>
    public string? Comments { get; set; }

    /// <summary>The role that is held because of it.</summary>
    public Guid? GrantId { get; set; }
}

/// <summary>What became of a request for a role.</summary>
public enum RoleRequestOutcome
{
    Agreed,
    Refused,

    /// <summary>Taken back by an administrator before anybody decided.</summary>
    TakenBack,
}

/// <summary>A role that reaches every child was asked for.</summary>
public sealed record RoleAsked(Guid Account, Guid Request, Role Role, Guid? Team, DateOnly From, DateOnly? Until, string Why) : AccountEvent(Account);

/// <summary>A second person agreed to a role; that it is held since stands beside it as a grant.</summary>
public sealed record RoleAgreed(Guid Account, Guid Request, Role Role, string? Comments) : AccountEvent(Account);

/// <summary>A second person did not agree to a role.</summary>
public sealed record RoleRefused(Guid Account, Guid Request, Role Role, string Comments) : AccountEvent(Account);

/// <summary>A request for a role was taken back before anybody decided.</summary>
public sealed record RoleRequestTakenBack(Guid Account, Guid Request, Role Role) : AccountEvent(Account);
