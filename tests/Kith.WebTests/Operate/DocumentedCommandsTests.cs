using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kith.Cli;
using Kith.Practice.Access.Accounts;
using Kith.Web;

namespace Kith.WebTests.Operate;

/// <summary>What the documents tell people to type, and what the files of deploy/ start, is there with these options.</summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>What a command says that was named without what it needs, or a group of commands that was named by itself.</summary>
    private static readonly string[] OnlyNamed = ["Required argument", "Option '", "Say which command."];

    [Fact]
    public void Every_command_in_the_documents_is_there_with_its_options()
    {
        var told = Documents().SelectMany(f => Told(File.ReadLines(f)).Select(t => (File: Path.GetRelativePath(Root, f), Command: t))).Distinct().ToList();
        var wrong = told.Where(t => Wrong(t.Command) is not null).Select(t => $"{t.File}: kith {t.Command}: {Wrong(t.Command)}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(told.Count > 60, $"{told.Count} commands were found");
    }

    [Theory]
    [InlineData("`./kith frobnicate FILE`", "There is no command «frobnicate».")]
    [InlineData("Say `kith verify --fast` each night", "There is no option «--fast» here.")]
    [InlineData("`kith sbom FILE`", "There is no place for «FILE» here.")]
    [InlineData("`./kith serve --dta DIR`", "there is no option «--dta» here. `./kith serve --help` lists the options")]
    [InlineData("`kith annex-a --as-at DATE --out FILE.xlsx [--check FILE]` and `./kith demo --port 5081`", null)]
    public void A_command_that_is_not_there_is_found(string line, string? wrong) => Assert.Equal(wrong, Told([line]).Select(Wrong).FirstOrDefault(w => w is not null));

    [Fact]
    public void Host_backup_and_continuity_copy_work_on_the_same_authority()
    {
        foreach (var unit in Directory.EnumerateFiles(Path.Combine(Root, "deploy"), "*.service"))
        {
            var lines = File.ReadAllLines(unit);
            var folder = Array.IndexOf(lines, "Environment=Kith__Data=/var/lib/kith");
            Assert.True(folder >= 0, unit);
            // What the council sets comes after, and so before it.
            Assert.True(Array.IndexOf(lines, "EnvironmentFile=-/etc/kith/kith.env") > folder, unit);
            Assert.DoesNotContain(lines, l => l.StartsWith("Exec", StringComparison.Ordinal) && l.Contains("--data", StringComparison.Ordinal));
            foreach (var line in lines.Where(l => l.StartsWith("Exec", StringComparison.Ordinal)))
            {
                // One of the two programs of a release, which needs no other to start it.
                var program = Program().Match(line);
                Assert.True(program.Success, line);
                string[] words = [.. Words(program.Groups[2].Value.TrimEnd('\''))];
                Assert.Null(program.Groups[1].Value == "web/Kith.Web" ? CommandLine.Problem(words) : Commands.Problem(words));
            }
        }
        var container = File.ReadAllText(Path.Combine(Root, "deploy", "Containerfile"));
        Assert.Contains("ENV Kith__Data=/var/lib/kith ", container, StringComparison.Ordinal);
        Assert.Contains("VOLUME /var/lib/kith", container, StringComparison.Ordinal);
        var started = System.Text.Json.JsonSerializer.Deserialize<string[]>(container[(container.LastIndexOf("ENTRYPOINT ", StringComparison.Ordinal) + 11)..])!;
        Assert.Equal(["dotnet", "/opt/kith/web/Kith.Web.dll"], started[..2]);
        Assert.Null(CommandLine.Problem(started[2..]));
    }

    [Theory]
    [InlineData("/srv/data/kith", "http://localhost:5080", "")]
    [InlineData("/srv/north", "http://localhost:5081;http://[::1]:5081", " --data /srv/north --url http://localhost:5081")]
    [InlineData("/srv/the north", null, " --data \"/srv/the north\"")]
    public void The_command_for_the_first_account_finds_the_authority_that_is_served(string folder, string? urls, string more) =>
        Assert.Equal(FirstAccount.Command + more, FirstAccount.CommandFor(folder, "/srv/data/kith", urls?.Split(';')[0]));

    private static string? Wrong(string command)
    {
        string[] words = [.. Words(command)];
        if (words[0] is "test" or "bench")
        {
            return null;
        }
        if (words[0] is "serve" or "demo")
        {
            // The port is the launcher's own.
            var at = Array.IndexOf(words, "--port");
            return CommandLine.Problem([.. words.Where((_, i) => i > 0 && (at < 0 || (i != at && i != at + 1)))]);
        }
        return Commands.Problem(words) is { } problem && !OnlyNamed.Any(p => problem.StartsWith(p, StringComparison.Ordinal)) ? problem : null;
    }

    /// <summary>Words as a terminal would part them, with something in the places that are left open.</summary>
    private static IEnumerable<string> Words(string command) =>
        Word()
            .Matches(command)
            .Select(m =>
                m.Value.Trim('[', ']').Trim('"') switch
                {
                    "DATE" => "2026-03-31",
                    "N" or "Y" or "S" => "5",
                    var word => word,
                }
            );

    /// <summary>Commands between backticks and in blocks of code, without what is said of them behind a #.</summary>
    private static IEnumerable<string> Told(IEnumerable<string> lines)
    {
        var block = false;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                block = !block;
                continue;
            }
            foreach (var part in block ? [line] : Span().Matches(line).Select(m => m.Groups[1].Value))
            {
                if (Kith().Match(part) is { Success: true } said)
                {
                    yield return said.Groups[1].Value.Trim();
                }
            }
        }
    }

    private static IEnumerable<string> Documents() =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Root, "README.md"))
            .Append(Path.Combine(Root, "CONTRIBUTING.md"));

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex("[= ]-?/opt/kith/(web/Kith\\.Web|cli/kith) (.*)$")]
    private static partial Regex Program();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();

    [GeneratedRegex(@"^\s*(?:\./)?kith ([a-z][^#]*)")]
    private static partial Regex Kith();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
