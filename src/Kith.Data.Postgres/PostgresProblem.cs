using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Kith.Data.Postgres;

/// <summary>What PostgreSQL or the way to it refuses, in the words of whoever can mend it.</summary>
public static class PostgresProblem
{
    /// <summary>One line, with what to do where that is known; null for what has nothing to do with PostgreSQL.</summary>
    public static string? InWords(Exception error) =>
        error switch
        {
            PostgresException answered => Answered(answered),
            NpgsqlException { InnerException: { } inner } => OnTheWay(inner) ?? $"The database cannot be reached: {Line(error.Message)}",
            NpgsqlException => $"The database cannot be reached: {Line(error.Message)}",
            _ => error.InnerException is { } cause ? InWords(cause) : null,
        };

    private static string Answered(PostgresException answered) =>
        answered.SqlState switch
        {
            PostgresErrorCodes.InvalidAuthorizationSpecification when answered.MessageText.Contains("no encryption", StringComparison.Ordinal) =>
                $"The database lets nobody in without a secure line ({Line(answered.MessageText)}). Add ?sslmode=verify-full&sslrootcert=FILE to its address.",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"The database does not let this account in ({Line(answered.MessageText)}). Look at user and password in its address.",
            PostgresErrorCodes.InvalidCatalogName => $"The server has no such database ({Line(answered.MessageText)}). Look at the end of its address, or make it first.",
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction =>
                "The database is not brought up to date with this version of Kith. Run `kith migrate` as the owner of its tables.",
            PostgresErrorCodes.InsufficientPrivilege => $"This account may not do that ({Line(answered.MessageText)}). Use the one that owns the tables.",
            _ => $"The database refused: {Line(answered.MessageText)} ({answered.SqlState}).",
        };

    private static string? OnTheWay(Exception inner) =>
        inner switch
        {
            AuthenticationException =>
                "No secure line to the database: its certificate is of another name than the address, has ended, or was not given out by the authority in sslrootcert.",
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or CryptographicException =>
                $"No secure line to the database: a certificate or key that its address names cannot be read ({Line(inner.Message)}).",
            _ => null,
        };

    private static string Line(string said) => said.Split('\n')[0].TrimEnd('.', '\r');
}
