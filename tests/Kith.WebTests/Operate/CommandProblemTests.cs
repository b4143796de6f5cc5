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
    [InlineData("There is no option «--frobnicate» here.", "verify", "--frobnicate")]
    [InlineData("There is no place for «extra» here.", "verify", "extra")]
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

    /// <summary>Each of these has cost somebody their data, or would have been answered with a line of the platform's own.</summary>
    [Fact]
    public async Task No_slip_in_a_name_costs_an_authority_its_records_or_its_key_or_makes_another_one()
    {
        var place = Directory.CreateTempSubdirectory("kith-slip-");
        string In(string name) => Path.Combine(place.FullName, name);
        try
        {
            var data = In("authority");
            Assert.Equal((0, ""), await Run("synthesise", "--children", "2", "--years", "1", "--data", data));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
            }
            var key = Path.Combine(data, "kith.key");
            await File.WriteAllTextAsync(key, "a key");
            var database = Path.Combine(data, "kith.db");
            foreach (var own in new[] { key, database })
            {
                var was = await File.ReadAllBytesAsync(own);
                foreach (string[] command in new[] { ["backup", own], ["census", "write", "--as-at", "2026-03-31", "--out", own], new[] { "sbom", "--out", own } })
                {
                    Assert.Equal((2, $"kith: {own} is part of an authority and would be lost: name another file.\n"), await Run([.. command, "--data", data]));
                }
                Assert.Equal(was, await File.ReadAllBytesAsync(own));
            }
            await File.WriteAllTextAsync(In("letter.txt"), "Dear Ada");
            Assert.Equal((2, $"kith: {In("letter.txt")} is there already and is no backup: name another file.\n"), await Run("backup", In("letter.txt"), "--data", data));
            Assert.Equal((0, ""), await Run("backup", In("one.backup"), "--data", data));
            Assert.Equal((0, ""), await Run("backup", In("one.backup"), "--data", data));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("one.backup")));
            }
            Assert.Equal((2, $"kith: {database} is the authority itself, not a backup of it. Nothing was changed.\n"), await Run("restore", database, "--data", data));
            await File.WriteAllTextAsync(In("pg.backup"), "PGDMP and more");
            Assert.StartsWith(
                "kith: pg.backup is a backup of an authority on PostgreSQL",
                (await Run("restore", In("pg.backup"), "--data", In("none"))).Said,
                StringComparison.Ordinal
            );
            Assert.StartsWith("kith: There is no authority in ", (await Run("migrate", "--data", In("none"))).Said, StringComparison.Ordinal);
            Assert.Equal((2, $"kith: There is no file or folder {In("gone.xml")}.\n"), await Run("import", "cin-census", In("gone.xml"), "--data", In("none")));
            Assert.Equal(
                (2, $"kith: {In("one.backup")}/x cannot be written: its folder is read-only, belongs to somebody else or is no folder. Name another file.\n"),
                await Run("backup", In("one.backup/x"), "--data", data)
            );
            Assert.False(Directory.Exists(In("none")));
            Assert.Equal((2, $"kith: There is no file {In("gone")}.\n"), await Run("continuity", "look", In("gone")));
            // Nothing was left beside what was asked for.
            Assert.Equal(["authority", "letter.txt", "one.backup", "pg.backup"], place.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            place.Delete(recursive: true);
        }
    }

    /// <summary>Also where the account's rights for new files give everybody everything.</summary>
    [Fact]
    public async Task What_a_command_writes_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var place = Directory.CreateTempSubdirectory("kith-owner-");
        string In(string name) => Path.Combine(place.FullName, name);
        try
        {
            foreach (
                var command in new[]
                {
                    "synthesise --children 3 --years 1",
                    $"backup {In("kept/one.backup")}",
                    $"export {In("all")}",
                    $"ssd export {In("ssd")}",
                    $"annex-a --as-at 2026-03-31 --out {In("lists/annex.xlsx")} --check {In("lists/findings.csv")}",
                    $"census write --as-at 2026-03-31 --out {In("census.xml")}",
                    $"match {In("all/tables/person.csv")} --out {In("pairs.csv")}",
                }
            )
            {
                var start = new System.Diagnostics.ProcessStartInfo(
                    "sh",
                    ["-c", $"umask 000; exec dotnet \"$0\" {command} --data {In("authority")}", typeof(Commands).Assembly.Location]
                )
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                };
                using var process = System.Diagnostics.Process.Start(start)!;
                var unread = process.StandardOutput.ReadToEndAsync();
                var said = await process.StandardError.ReadToEndAsync();
                await unread;
                await process.WaitForExitAsync();
                Assert.True(process.ExitCode < 2, $"{command}: {said}");
            }
            const UnixFileMode others =
                UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
            var made = place.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
            Assert.True(made.Count > 40, $"only {made.Count} files were written");
            Assert.Empty(made.Where(f => (f.UnixFileMode & others) != 0).Select(f => $"{f.FullName} {f.UnixFileMode}"));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Where_nothing_was_loaded_no_authority_and_no_folder_is_left()
    {
        var place = Directory.CreateTempSubdirectory("kith-nothing-");
        string In(string name) => Path.Combine(place.FullName, name);
        try
        {
            await File.WriteAllTextAsync(In("letter.xml"), "Dear Ada");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Samples", "CIN_Census_2024.xml"), In("return.xml"));
            Directory.CreateDirectory(In("empty"));
            Assert.Equal((2, "kith: Ask for 1 to 1,000,000 children, 1 to 15 years and 1 to 600 authorities\n"), await Run("synthesise", "--children", "0", "--data", In("a/b")));
            Assert.Equal(2, (await Run("import", "cin-census", In("letter.xml"), "--data", In("c"))).Code);
            Assert.Equal(2, (await Run("import", "ssd", In("letter.xml"), "--data", In("empty"))).Code);
            Assert.True((await Run("import", "cin-census", In("return.xml"), "--dry-run", "--data", In("d"))).Code < 2);
            Assert.Equal(["empty", "letter.xml", "return.xml"], place.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(f => f.Name).Order(StringComparer.Ordinal));

            // One that was there stays, and so does what a host that began meanwhile serves; and what was loaded stays.
            Assert.True((await Run("import", "cin-census", In("return.xml"), "--data", In("there"))).Code < 2);
            Assert.Equal(2, (await Run("import", "cin-census", In("letter.xml"), "--data", In("there"))).Code);
            Assert.True(File.Exists(In("there/kith.db")));
            await File.WriteAllTextAsync(In("empty/kith.lock"), "");
            Assert.Equal(2, (await Run("import", "cin-census", In("letter.xml"), "--data", In("empty"))).Code);
            Assert.True(File.Exists(In("empty/kith.db")));
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_stopped_a_command_is_told_in_words_of_ours()
    {
        Assert.Equal("Stopped before the end. What is written is whole, and the same may be run again.", Commands.Reason(new OperationCanceledException()));
        Assert.Equal("There is no file /x.", Commands.Reason(new FileNotFoundException("Could not find file '/x'.", "/x")));
        Assert.Equal(
            "There is no room left on the disk.",
            Commands.Reason(new Microsoft.EntityFrameworkCore.DbUpdateException("", new Microsoft.Data.Sqlite.SqliteException("full", 13)))
        );
        Assert.StartsWith(
            "No secure line",
            Commands.Reason(new Npgsql.NpgsqlException("", new System.Security.Authentication.AuthenticationException())),
            StringComparison.Ordinal
        );
        Assert.Contains("kith migrate", Commands.Reason(new Npgsql.PostgresException("relation does not exist", "ERROR", "ERROR", "42P01")), StringComparison.Ordinal);
        Assert.Contains("sslmode", Commands.Reason(new Npgsql.PostgresException("no pg_hba.conf entry, no encryption", "FATAL", "FATAL", "28000")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "psql: error: connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  password authentication failed for user \"kith\"\n",
        "The database does not let this account in (password authentication failed for user \"kith\"). Look at user and password in its address."
    )]
    [InlineData(
        "pg_dump: error: connection to server at \"db\" (10.1.2.3), port 5432 failed: server certificate for \"db\" does not match host name \"other\"",
        "No secure line to the database: its"
    )]
    [InlineData("psql: error: connection to server at \"db\" (10.1.2.3), port 5432 failed: SSL error: certificate verify failed", "No secure line to the database: its")]
    [InlineData(
        "psql: error: connection to server at \"db\", port 5432 failed: root certificate file \"/x\" does not exist\nEither provide the file",
        "No secure line to the database: a cert"
    )]
    [InlineData(
        "psql: error: connection to server at \"db\", port 5432 failed: FATAL:  no pg_hba.conf entry for host \"10.1.2.3\", user \"kith\", no encryption",
        "The database lets nobody in"
    )]
    [InlineData("psql: error: connection to server at \"db\", port 5432 failed: FATAL:  database \"keith\" does not exist", "The server has no such database (")]
    [InlineData("psql: error: connection to server at \"db\", port 5432 failed: Connection refused\n\tIs the server running", "The database cannot be reached: Connection refused")]
    [InlineData("psql: error: could not translate host name \"nowhere\" to address: Name or service not known", "The database cannot be reached: ")]
    [InlineData("ERROR:  relation \"person\" does not exist", null)]
    public void What_PostgreSQLs_own_programs_say_of_the_way_to_the_database_is_said_in_our_words(string said, string? words)
    {
        var told = PostgresProblem.OfProgram(said);
        Assert.Equal(words is null, told is null);
        Assert.StartsWith(words ?? "", told ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_and_a_restore_with_a_wrong_password_say_so_and_not_the_password()
    {
        var address = (await Kith.DataTests.Support.Authority.EmptyPostgres()).Address;
        var wrong = new UriBuilder(address) { Password = "not-this-one" }.Uri.ToString();
        var place = Directory.CreateTempSubdirectory("kith-password-");
        try
        {
            var backup = Path.Combine(place.FullName, "one.backup");
            Assert.Equal((0, ""), await Run("migrate", "--database", address, "--data", Path.Combine(place.FullName, "files")));
            Assert.Equal((0, ""), await Run("backup", backup, "--database", address, "--data", Path.Combine(place.FullName, "files")));
            foreach (string[] command in new[] { ["backup", backup + ".2"], new[] { "restore", backup } })
            {
                var (code, said) = await Run([.. command, "--database", wrong, "--data", Path.Combine(place.FullName, "others")]);
                Assert.False(Directory.Exists(Path.Combine(place.FullName, "others")));
                Assert.Equal(2, code);
                Assert.StartsWith("kith: The database does not let this account in (", said, StringComparison.Ordinal);
                Assert.DoesNotContain("not-this-one", said, StringComparison.Ordinal);
                Assert.DoesNotContain("psql", said, StringComparison.Ordinal);
                Assert.Single(said.TrimEnd('\n').Split('\n'));
            }
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    /// <summary>Runs a command as the program does, in a process of its own, and gives what it said on standard error.</summary>
    private static async Task<(int Code, string Said)> Run(params string[] command)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [typeof(Commands).Assembly.Location, .. command])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var unread = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        await unread;
        await process.WaitForExitAsync();
        return (process.ExitCode, said.ReplaceLineEndings("\n"));
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
