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

    /// <summary>
    /// What one of PostgreSQL's own programs said when it could not reach the database, in the same words; null for anything
    /// else that it says.
    /// </summary>
    /// <param name="said">What it wrote on standard error.</param>
    public static string? OfProgram(string said)
    {
        var line = Line(said.Trim());
        // «psql: error: connection to server at "db" (10.1.2.3), port 5432 failed: FATAL:  password …»: what matters stands last.
        if (!line.Contains("connection to server", StringComparison.Ordinal) && !line.Contains("could not translate host name", StringComparison.Ordinal))
        {
            return null;
        }
        var cause = line[(line.IndexOf("failed: ", StringComparison.Ordinal) is var at and >= 0 ? at + "failed: ".Length : 0)..]
            .Replace("FATAL:", "", StringComparison.Ordinal)
            .Trim();
        bool Says(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
        return Says("no encryption") ? Insecure(cause)
            : Says("password") || Says("pg_hba.conf") || Says("role \"") ? NotLetIn(cause)
            : Says("root certificate file") || Says("could not read certificate") || Says("could not load private key") || Says("private key file") ? Unreadable(cause)
            : Says("certificate") || Says("SSL") ? WrongCertificate
            : Says("database \"") ? NoSuchDatabase(cause)
            : $"The database cannot be reached: {cause}";
    }

    private const string WrongCertificate =
        "No secure line to the database: its certificate is of another name than the address, has ended, or was not given out by the authority in sslrootcert.";

    private static string Insecure(string cause) => $"The database lets nobody in without a secure line ({cause}). Add ?sslmode=verify-full&sslrootcert=FILE to its address.";

    private static string NotLetIn(string cause) => $"The database does not let this account in ({cause}). Look at user and password in its address.";

    private static string NoSuchDatabase(string cause) => $"The server has no such database ({cause}). Look at the end of its address, or make it first.";

    private static string Unreadable(string cause) => $"No secure line to the database: a certificate or key that its address names cannot be read ({cause}).";

    private static string Answered(PostgresException answered) =>
        answered.SqlState switch
        {
            PostgresErrorCodes.InvalidAuthorizationSpecification when answered.MessageText.Contains("no encryption", StringComparison.Ordinal) => Insecure(
                Line(answered.MessageText)
            ),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => NotLetIn(Line(answered.MessageText)),
            PostgresErrorCodes.InvalidCatalogName => NoSuchDatabase(Line(answered.MessageText)),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction =>
                "The database is not brought up to date with this version of Kith. Run `kith migrate` as the owner of its tables.",
            PostgresErrorCodes.InsufficientPrivilege => $"This account may not do that ({Line(answered.MessageText)}). Use the one that owns the tables.",
            _ => $"The database refused: {Line(answered.MessageText)} ({answered.SqlState}).",
        };

    private static string? OnTheWay(Exception inner) =>
        inner switch
        {
            AuthenticationException => WrongCertificate,
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or CryptographicException => Unreadable(Line(inner.Message)),
            _ => null,
        };

    private static string Line(string said) => said.Split('\n')[0].TrimEnd('.', '\r');
}
