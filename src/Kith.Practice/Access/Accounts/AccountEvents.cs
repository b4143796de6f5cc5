using Kith.Practice.Trail;

namespace Kith.Practice.Access.Accounts;

/// <summary>An event on an account, strung along the account's own chain.</summary>
public abstract record AccountEvent(Guid Account) : TrailEvent
{
    public override string Chain => $"account:{Account:N}";
}

/// <summary>Someone came in; how («password», «password and code», «passkey», «directory», «demonstration»).</summary>
public sealed record SignedIn(Guid Account, string Method) : AccountEvent(Account);

/// <summary>Someone did not come in: a wrong password or code, or an account that may not be used.</summary>
public sealed record SignInRefused(Guid Account, string Why) : AccountEvent(Account);

/// <summary>Someone tried a name that no account has. The name is not kept: it may be a mistyped password.</summary>
public sealed record SignInOfNobodyRefused : TrailEvent
{
    public override string Chain => "sign-in";
}

/// <summary>Too many wrong tries; nobody can guess on until the given instant.</summary>
public sealed record AccountLocked(Guid Account, DateTime Until) : AccountEvent(Account);

/// <summary>Someone signed out.</summary>
public sealed record SignedOut(Guid Account) : AccountEvent(Account);

/// <summary>The account's person ended one of their other sessions.</summary>
public sealed record SessionEnded(Guid Account, string Device, DateTime StartedAt) : AccountEvent(Account);

/// <summary>Every session of the account was ended.</summary>
public sealed record SignedOutEverywhere(Guid Account) : AccountEvent(Account);

/// <summary>An account was made.</summary>
public sealed record AccountAdded(Guid Account, string UserName, string Name, Guid? Worker, DateOnly? ValidFrom, DateOnly? ValidUntil) : AccountEvent(Account);

/// <summary>Facts of an account changed.</summary>
public sealed record AccountChanged(Guid Account, IReadOnlyList<FieldChange> Changes) : AccountEvent(Account);

/// <summary>A one-time link to choose a password was made. The link itself is not kept.</summary>
public sealed record AccountInvited(Guid Account, DateTime Until) : AccountEvent(Account);

/// <summary>Password, second factor and passkeys were taken away, every session ended, and a new link made.</summary>
public sealed record AccountReset(Guid Account) : AccountEvent(Account);

/// <summary>The account may no longer be used.</summary>
public sealed record AccountDisabled(Guid Account) : AccountEvent(Account);

/// <summary>The account may be used again.</summary>
public sealed record AccountEnabled(Guid Account) : AccountEvent(Account);

/// <summary>A role was entrusted.</summary>
public sealed record RoleGranted(Guid Account, Guid Grant, Role Role, Guid? Team, DateOnly From, DateOnly? Until) : AccountEvent(Account);

/// <summary>A role was taken back; the last day on which it holds.</summary>
public sealed record RoleWithdrawn(Guid Account, Guid Grant, Role Role, DateOnly Until) : AccountEvent(Account);

/// <summary>The account's own person chose a password.</summary>
public sealed record PasswordChosen(Guid Account) : AccountEvent(Account);

/// <summary>Sign-in now asks for a code as well.</summary>
public sealed record SecondFactorSet(Guid Account) : AccountEvent(Account);

/// <summary>Sign-in no longer asks for a code.</summary>
public sealed record SecondFactorRemoved(Guid Account) : AccountEvent(Account);

/// <summary>New recovery codes were made; the old ones no longer work.</summary>
public sealed record RecoveryCodesMade(Guid Account) : AccountEvent(Account);

/// <summary>A recovery code was used up.</summary>
public sealed record RecoveryCodeUsed(Guid Account, int Left) : AccountEvent(Account);

/// <summary>A passkey was added.</summary>
public sealed record PasskeyAdded(Guid Account, string Name) : AccountEvent(Account);

/// <summary>A passkey was taken away.</summary>
public sealed record PasskeyRemoved(Guid Account, string Name) : AccountEvent(Account);

/// <summary>The account was joined to a person of the council's own directory.</summary>
public sealed record DirectoryLinked(Guid Account, string Subject) : AccountEvent(Account);

/// <summary>A colleague carries the account's work for a time.</summary>
public sealed record DeputySet(Guid Account, Guid Deputising, Guid Deputy, DateOnly From, DateOnly Until) : AccountEvent(Account);

/// <summary>The colleague no longer carries the account's work.</summary>
public sealed record DeputyEnded(Guid Account, Guid Deputising, Guid Deputy) : AccountEvent(Account);
