using Kith.Cli;
using Kith.DataTests.Support;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Operate;

/// <summary>`kith authorities`: each authority by itself, on either engine, and one that is away keeps none of the others.</summary>
public sealed class AuthoritiesTests
{
    [Fact]
    public async Task Each_is_done_by_itself_and_told_in_the_order_of_the_list()
    {
        await using var first = await Authority.On("SQLite");
        await using var second = await Authority.On("PostgreSQL");
        var nowhere = Path.Combine(Path.GetTempPath(), "kith-nowhere");
        ListedAuthority[] list = [new("first", first.Folder), new("gone", nowhere), new("away", "postgres://kith:hush-hush@127.0.0.1:1/kith"), new("second", second.Address!)];

        var (status, lines) = await Run(list, AuthoritiesCommand.Status);
        Assert.Equal(2, status);
        Assert.StartsWith("first      look", lines[1], StringComparison.Ordinal);
        Assert.Contains("SQLite 3.", lines[1], StringComparison.Ordinal);
        Assert.Contains("No backup is known.", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("gone       could not", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("away       could not", lines[3], StringComparison.Ordinal);
        Assert.Contains("PostgreSQL 1", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("0 well, 2 to look at, 2 could not be done.", lines[5], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, l => l.Contains("hush", StringComparison.Ordinal));
        Assert.False(Directory.Exists(nowhere), "looking makes nothing");

        // With a backup each is well, and the copies stand under their names.
        ListedAuthority[] both = [list[0], list[3]];
        var folder = Directory.CreateTempSubdirectory("kith-copies-");
        try
        {
            (status, lines) = await Run(both, (s, a, ct) => AuthoritiesCommand.Backup(s, a, folder, new(2026, 11, 24, 1, 30, 0, DateTimeKind.Utc), ct));
            Assert.Equal(0, status);
            Assert.Equal(["first-2026-11-24-0130.kith", "second-2026-11-24-0130.kith"], folder.GetFiles().Select(f => f.Name).Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        Assert.Equal(0, (await Run(both, AuthoritiesCommand.Status)).Status);
        Assert.Equal(0, (await Run(both, AuthoritiesCommand.Migrate)).Status);
        Assert.Equal(0, (await Run(both, AuthoritiesCommand.Verify)).Status);

        // One whose trail was tampered with is found among the others.
        await first.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            foreach (
                var trigger in await db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail_entry'").ToListAsync()
            )
            {
#pragma warning disable EF1002 // The name is the database's own.
                await db.Database.ExecuteSqlRawAsync($"DROP TRIGGER \"{trigger}\"");
#pragma warning restore EF1002
            }
            await db.Database.ExecuteSqlRawAsync("UPDATE trail_entry SET process = 'Something else'");
        });
        (status, lines) = await Run(both, AuthoritiesCommand.Verify);
        Assert.Equal(1, status);
        Assert.Contains("the trail is broken", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("second     well", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "names no authority")]
    [InlineData("onlyaname", "line 1: a name and a folder")]
    [InlineData("# a remark\nnorth /a\nNorth /b", "line 3: North is there twice")]
    [InlineData("../up /a", "line 1: a name is made of")]
    [InlineData("north postgres://kith:secret@db/kith", "chmod 600")]
    public void A_list_that_is_not_right_is_refused_and_says_where(string text, string words)
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            File.WriteAllText(file.FullName, text);
            if (!OperatingSystem.IsWindows())
            {
                file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
            }
            var refused = Assert.Throws<InvalidDataException>(() => AuthoritiesCommand.Read(file));
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            file.Delete();
        }
    }

    [Fact]
    public void A_list_is_names_and_places()
    {
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            File.WriteAllText(file.FullName, "# those we host\nnorth   /srv/kith/north of the river\n\nsouth postgres://kith@db1,db2/south\n");
            if (!OperatingSystem.IsWindows())
            {
                file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            Assert.Equal([new("north", "/srv/kith/north of the river"), new("south", "postgres://kith@db1,db2/south")], AuthoritiesCommand.Read(file));
        }
        finally
        {
            file.Delete();
        }
    }

    private static async Task<(int Status, string[] Lines)> Run(IReadOnlyList<ListedAuthority> list, AuthoritiesCommand.Work work)
    {
        await using var to = new StringWriter();
        var status = await AuthoritiesCommand.Each(list, 2, work, to);
        return (status, to.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
