using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Kith.Practice.Acts;
using Kith.Practice.Keys;
using Microsoft.AspNetCore.Connections;

namespace Kith.Web;

/// <summary>Kith could not start, for a reason that whoever started it can mend. The message is for them, in one line.</summary>
public sealed class StartProblemException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What the person at the machine is told when the host does not start: one line on standard error, and exit status 2.</summary>
public static partial class StartProblem
{
    /// <summary>The switch that sets an option, as the person typed it.</summary>
    private static readonly Dictionary<string, string> Typed = new()
    {
        ["DemoChildren"] = "--children",
        ["DemoSeed"] = "--seed",
        ["Demo"] = "--demo",
    };

    /// <summary>The reason in one line; null for what is a fault of Kith's own, which is shown whole.</summary>
    public static string? InWords(Exception problem) =>
        problem switch
        {
            StartProblemException or KeyProblemException => problem.Message,
            NotAcceptedException => problem.Message,
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "--urls names an address that this machine does not have",
            IOException { InnerException: AddressInUseException } => "the port is used by another program. Choose another one with --port",
            InvalidOperationException when Option().Match(problem.Message) is { Success: true } at =>
                $"{Typed.GetValueOrDefault(at.Groups[1].Value, "Kith__" + at.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal))} needs a value of another kind: {(problem.InnerException ?? problem).Message.Split('\n')[0].TrimEnd('.')}",
            UnauthorizedAccessException or IOException => $"the data folder cannot be used: {problem.Message.TrimEnd('.')}. Choose another one with --data",
            Microsoft.Data.Sqlite.SqliteException sqlite => Embedded(sqlite),
            Npgsql.NpgsqlException npgsql => Kith.Data.Postgres.PostgresProblem.InWords(npgsql),
            _ when problem.InnerException is { } inner and not OperationCanceledException => InWords(inner),
            _ => null,
        };

    /// <summary>Refuses an address to listen on that is none, in words: the platform would end in a fault of its own.</summary>
    /// <exception cref="StartProblemException">One is not like http://127.0.0.1:5080.</exception>
    public static void DemandAddresses(IConfiguration settings)
    {
        foreach (var url in (settings["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // «http://*:5080» and «http://+:5080» are every address of the machine.
            if (
                !Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var at)
                || (at.Scheme != Uri.UriSchemeHttp && at.Scheme != Uri.UriSchemeHttps)
            )
            {
                throw new StartProblemException($"--urls cannot be «{url}»: give an address such as http://127.0.0.1:5080");
            }
            if (at.Scheme == Uri.UriSchemeHttps && !settings.GetSection("Kestrel:Certificates").Exists())
            {
                throw new StartProblemException($"--urls cannot be «{url}»: Kith is given plain http by a proxy that ends TLS (docs/operate/README.md, Behind a proxy)");
            }
        }
    }

    /// <summary>Refuses a port that is taken, before minutes are spent on a council that cannot then be shown.</summary>
    /// <exception cref="StartProblemException">Another program listens there.</exception>
    public static void DemandFree(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Port == 0 || address.HostNameType == UriHostNameType.Basic)
            {
                continue;
            }
            var where = IPAddress.TryParse(address.Host.Trim('[', ']'), out var said) ? said : IPAddress.Loopback;
            using var listener = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                listener.Bind(new IPEndPoint(where, address.Port));
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                throw new StartProblemException(
                    taken.SocketErrorCode == SocketError.AccessDenied
                        ? $"port {address.Port} may not be used by this account. Choose one above 1023 with --port"
                        : $"port {address.Port} is used by another program. Choose another one with --port",
                    taken
                );
            }
        }
    }

    private static string Embedded(Microsoft.Data.Sqlite.SqliteException problem) =>
        problem.SqliteErrorCode switch
        {
            8 => "the database in the data folder cannot be written: the folder or the disk is read-only",
            11 or 26 => "kith.db in the data folder is damaged or is no database. Bring it back from a backup with ./kith restore",
            13 => "there is no room left on the disk of the data folder",
            14 => "the database in the data folder cannot be opened. Look at who may read and write the folder",
            _ => $"the database in the data folder cannot be used: {problem.Message.TrimEnd('.')}",
        };

    [GeneratedRegex("configuration value (?:'[^']*' )?at 'Kith:([A-Za-z:]+)'")]
    private static partial Regex Option();
}
