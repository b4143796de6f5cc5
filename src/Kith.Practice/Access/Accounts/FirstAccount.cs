using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>Tells a new installation how its first administrator comes in.</summary>
[UseCase]
public sealed class FirstAccount(KithDb db)
{
    /// <summary>The command that makes it, for the person at the machine.</summary>
    public const string Command = "./kith user add USERNAME --name \"Your name\"";

    /// <summary>True while nobody has an account.</summary>
    public async Task<bool> IsNeeded(CancellationToken ct = default) => !await db.Users.AnyAsync(ct);
}
