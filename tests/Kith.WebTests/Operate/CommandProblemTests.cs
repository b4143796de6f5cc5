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

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_in_words_and_what_was_cut_short_is_never_found_in_it()
    {
        var place = Directory.CreateTempSubdirectory("kith-out-");
        try
        {
            var file = Path.Combine(place.FullName, "file");
            File.WriteAllText(file, "");
            Assert.StartsWith($"{file}/inside cannot be written: ", Assert.Throws<IOException>(() => UnfinishedFolder.For($"{file}/inside/")).Message, StringComparison.Ordinal);
            Assert.Equal($"{file} is a file, not a folder.", Assert.Throws<IOException>(() => UnfinishedFolder.For(file)).Message);
            var target = Path.Combine(place.FullName, "new", "out");
            using (var cut = UnfinishedFolder.ForNew(target, "so"))
            {
                File.WriteAllText(Path.Combine(cut.Folder, "a.csv"), "half");
            }
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(target)!));
            using (var whole = UnfinishedFolder.ForNew(target, "so"))
            {
                File.WriteAllText(Path.Combine(whole.Folder, "a.csv"), "first");
                whole.Finish();
            }
            Assert.Equal($"{target} is there already and not empty: so.", Assert.Throws<IOException>(() => UnfinishedFolder.ForNew(target, "so")).Message);
            using (var again = UnfinishedFolder.For(target))
            {
                File.WriteAllText(Path.Combine(again.Folder, "b.csv"), "second");
                again.FinishAmongOthers();
            }
            Assert.Equal("first second", $"{File.ReadAllText(Path.Combine(target, "a.csv"))} {File.ReadAllText(Path.Combine(target, "b.csv"))}");
            Assert.False(Directory.Exists($"{target}.unfinished"));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }
}
