using Kith.Practice.Store;
using Microsoft.AspNetCore.Identity;

namespace Kith.Practice.Access;

/// <summary>A person's way in. Local (password with TOTP or a passkey) or from the council's own directory.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>The worker this account is, when it is one.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>First and last day on which the account may be used; null for no limit.</summary>
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Made by the demonstration; may be listed on the sign-in page in demo mode and nowhere else.</summary>
    public bool IsDemo { get; set; }
    public DateTime? LastSignedInAt { get; set; }
}

/// <summary>What an account is entrusted with. Several at once are usual; each has its dates and its place.</summary>
public sealed class RoleGrant : Record
{
    public Guid AccountId { get; set; }
    public Role Role { get; set; }

    /// <summary>The team or service the role is held for; null means the worker's own team, or the authority for roles that span it.</summary>
    public Guid? TeamId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>A record that only named people may read. Its guardian is told of every break-glass.</summary>
public sealed class Restriction : Record
{
    public Guid PersonId { get; set; }
    public required string Reason { get; set; }
    public Guid GuardianAccountId { get; set; }
    public DateTime From { get; set; }
    public DateTime? EndedAt { get; set; }
    public string? EndedReason { get; set; }

    /// <summary>True when others may know that a restricted record exists (and nothing else of it).</summary>
    public bool ExistenceShown { get; set; }
    public List<RestrictionReader> Readers { get; set; } = [];
}

/// <summary>Someone named to read a restricted record.</summary>
public sealed class RestrictionReader : Record
{
    public Guid RestrictionId { get; set; }
    public Guid PersonId { get; set; }
    public Guid AccountId { get; set; }
}

/// <summary>A record opened by someone with a duty to act, who gave a reason; the guardian was told at once.</summary>
public sealed class BreakGlass : Record
{
    public Guid PersonId { get; set; }
    public Guid AccountId { get; set; }
    public required string Reason { get; set; }
    public DateTime At { get; set; }
    public DateTime ExpiresAt { get; set; }
}

/// <summary>Carrying an absent colleague's work for a time. It never carries restricted access.</summary>
public sealed class Deputising : Record
{
    public Guid ForAccountId { get; set; }
    public Guid DeputyAccountId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
    public required string Reason { get; set; }
    public DateTime? EndedAt { get; set; }
}

/// <summary>Something a person has to be told: shown on My day until read.</summary>
public sealed class Notice : Record
{
    public Guid AccountId { get; set; }
    public Guid? PersonId { get; set; }
    public required string Text { get; set; }

    /// <summary>The page of Kith where one can do something about it: «/access/asked». Never another place, and never one with a name in it.</summary>
    public string? Href { get; set; }
    public DateTime At { get; set; }
    public DateTime? ReadAt { get; set; }
}
