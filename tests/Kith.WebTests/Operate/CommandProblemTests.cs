using Kith.Cli;
using Kith.Data.Postgres;

namespace Kith.WebTests.Operate;

/// <summary>What is wrong with a command is said in one line, in the words of whoever typed it.</summary>
public sealed class CommandProblemTests
{
    [Theory]
    [InlineData("There is no command «frobnicate».", "frobnicate")]
    [InlineData("Say which command.")]
    [InlineData("--children cannot be «abc»: give a whole number.", "synthesise", "--children", "abc")]
    [InlineData("--year cannot be «last»: give a whole number.", "census", "validate", "x.xml", "--year", "last")]
    [InlineData("--format cannot be «xml»: give one of csv, jsonl, table.", "census", "validate", "x.xml", "--format", "xml")]
    [InlineData("--format cannot be «xml»: give one of table, csv.", "measures", "--as-at", "2026-10-01", "--format", "xml")]
    [InlineData("--url must be a web address, such as https://kith.example.gov.uk.", "user", "add", "bo", "--url", "ftp://x")]
    public void A_slip_is_named(string says, params string[] typed) => Assert.Equal(says, Commands.Problem(typed));

    [Fact]
    public void An_address_that_is_none_and_a_file_that_cannot_be_written_are_said_in_words()
    {
        Assert.StartsWith(
            "The database address must be like postgres://",
            Assert.Throws<FormatException>(() => PostgresServices.ConnectionString("nonsense")).Message,
            StringComparison.Ordinal
        );
        var closed = Commands.Reason(new Microsoft.Data.Sqlite.SqliteException("SQLite Error 14: 'unable to open database file'.", 14));
        Assert.StartsWith("A file could not be opened or written", closed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_away_is_called_so()
    {
        var away = new InvalidOperationException(
            "An exception has been raised that is likely due to a transient failure.",
            new Npgsql.NpgsqlException("Failed to connect to 127.0.0.1:1")
        );
        Assert.Equal("The database cannot be reached: Failed to connect to 127.0.0.1:1", Commands.Reason(away));
    }
}
