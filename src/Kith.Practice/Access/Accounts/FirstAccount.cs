using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Accounts;

/// <summary>Tells a new installation how its first administrator comes in.</summary>
[UseCase]
public sealed class FirstAccount(KithDb db)
{
    /// <summary>The command that makes it, for the person at the machine.</summary>
    public const string Command = "./kith user add USERNAME --name \"Your name\"";

    /// <summary>The same for an authority that stands, or is served, where the command would not look for it by itself.</summary>
    /// <param name="folder">The authority's folder, as a whole path.</param>
    /// <param name="usual">The folder in which the command looks.</param>
    /// <param name="url">The first address on which the host listens; null where it is not known.</param>
    public static string CommandFor(string folder, string usual, string? url)
    {
        var where = folder == usual ? "" : $" --data {(folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder)}";
        var port = Uri.TryCreate(url, UriKind.Absolute, out var at) && at.Port > 0 ? at.Port : 5080;
        return $"{Command}{where}{(port == 5080 ? "" : $" --url http://localhost:{port}")}";
    }

    /// <summary>True while nobody has an account.</summary>
    public async Task<bool> IsNeeded(CancellationToken ct = default) => !await db.Users.AnyAsync(ct);
}
