using System.Text;
using System.Text.RegularExpressions;
using Kith.BrowserTests.Support;
using Kith.Practice.Projections;
using Microsoft.EntityFrameworkCore;

namespace Kith.BrowserTests;

/// <summary>The guide shows the product as it is. With KITH_WRITE_GUIDE=1 its pictures and its table of effort are made anew.</summary>
public sealed partial class GuideTests(Site site)
{
    internal static readonly string Folder = Path.Combine(Effort.Root(), "docs", "guide");
    internal static readonly bool Writing = Environment.GetEnvironmentVariable("KITH_WRITE_GUIDE") == "1";

    [Theory]
    [InlineData("my-day", "priya.nair", "/my-day", 1280)]
    [InlineData("my-day-phone", "priya.nair", "/my-day", 390)]
    [InlineData("manager", "sarah.whitfield", "/my-day", 1280)]
    [InlineData("service", "amanda.clarke", "/my-day", 1280)]
    [InlineData("children", "owen.griffiths", "/children", 1280)]
    [InlineData("child", "priya.nair", "/children/{child}", 1280)]
    [InlineData("chronology", "priya.nair", "/children/{child}/chronology", 1280)]
    [InlineData("family", "priya.nair", "/children/{child}/family", 1280)]
    [InlineData("seen", "sarah.whitfield", "/teams/{team}/seen", 1280)]
    [InlineData("search", "priya.nair", "/search?q=smith", 1280)]
    [InlineData("access-log", "sarah.whitfield", "/people/{child}/access-log", 1280)]
    [InlineData("import", "lukasz.nowak", "/import", 1280)]
    [InlineData("front-door", "owen.griffiths", "/contacts", 1280)]
    [InlineData("visit", "priya.nair", "/children/{child}/visits/record", 1280)]
    [InlineData("visit-phone", "priya.nair", "/children/{child}/visits/record", 390)]
    [InlineData("visits-without-signal", "priya.nair", "/visits/offline", 390)]
    [InlineData("protection", "priya.nair", "/children/{child}/protection", 1280)]
    [InlineData("core-group", "priya.nair", "/children/{child}/plan/core-group", 1280)]
    [InlineData("conferences", "grace.adeyemi", "/conferences?whose=all", 1280)]
    [InlineData("actions", "priya.nair", "/actions", 1280)]
    [InlineData("return", "lukasz.nowak", "/data", 1280)]
    [InlineData("data-to-fix", "sarah.whitfield", "/data/issues", 1280)]
    [InlineData("voice", "priya.nair", "/children/{child}/voice", 1280)]
    [InlineData("hearing", "sarah.whitfield", "/voice", 1280)]
    [InlineData("contingency", "priya.nair", "/children/{child}/contingency", 1280)]
    [InlineData("fairness", "amanda.clarke", "/oversight/fairness", 1280)]
    [InlineData("genogram", "priya.nair", "/children/{child}/genogram", 1280)]
    [InlineData("supervision", "sarah.whitfield", "/supervision/record?worker={worker}", 1280)]
    [InlineData("workforce", "amanda.clarke", "/workforce", 1280)]
    [InlineData("measures", "amanda.clarke", "/quality", 1280)]
    [InlineData("measure", "amanda.clarke", "/quality/visit_cp_on_time", 1280)]
    [InlineData("recommendations", "amanda.clarke", "/recommendations/leaders", 1280)]
    [InlineData("improvement", "amanda.clarke", "/improvement", 1280)]
    [InlineData("audits", "ruth.benson", "/audits", 1280)]
    [InlineData("audits-show", "amanda.clarke", "/audits/leaders", 1280)]
    [InlineData("assurance", "amanda.clarke", "/assurance", 1280)]
    [InlineData("record-check", "owen.griffiths", "/record-check", 1280)]
    [InlineData("inspection-room", "martin.hale", "/inspection-room", 1280)]
    [InlineData("missing", "owen.griffiths", "/missing", 1280)]
    [InlineData("edge-of-care", "owen.griffiths", "/edge-of-care", 1280)]
    [InlineData("map", "priya.nair", "/maps/{map}", 1280)]
    [InlineData("subject-access", "lukasz.nowak", "/subject-access", 1280)]
    [InlineData("retention", "lukasz.nowak", "/retention", 1280)]
    [InlineData("partner", "nisha.rao", "/partner", 1280)]
    public async Task Each_picture_of_the_guide_can_be_taken(string name, string person, string path, int width)
    {
        await using var visitor = await site.Visit(person, width);
        Assert.Equal(200, await visitor.Go(await Fill(path)));
        Assert.False(
            path.StartsWith("/children/{child}/plan/", StringComparison.Ordinal) && await visitor.Page.Locator("main form").CountAsync() == 0,
            "the picture would show no form"
        );
        var file = Path.Combine(Folder, $"{name}.png");
        if (Writing)
        {
            await visitor.Page.ScreenshotAsync(new() { Path = file });
        }
        Assert.True(File.Exists(file), $"{file} is missing: run with KITH_WRITE_GUIDE=1");
    }

    [Fact]
    public void The_guide_names_pictures_that_are_there_and_stays_light()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "README.md"));
        var named = Picture().Matches(text).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.True(File.Exists(Path.Combine(Folder, n)), n));
        Assert.True(Directory.EnumerateFiles(Folder, "*.png").Sum(f => new FileInfo(f).Length) < 3_500_000, "the pictures weigh more than 3.5 MB");
    }

    [Fact]
    public void The_guide_prints_what_each_journey_costs()
    {
        var table = new StringBuilder("| Journey | Pages | Clicks | Keystrokes |\n| --- | ---: | ---: | ---: |\n");
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, "effort.tsv")).Skip(1))
        {
            table.Append("| ").AppendJoin(" | ", line.Split('\t')).Append(" |\n");
        }
        var file = Path.Combine(Folder, "README.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var begin = text.IndexOf("| Journey |", StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", begin, StringComparison.Ordinal);
        if (Writing)
        {
            File.WriteAllText(file, text[..begin] + table.ToString().TrimEnd() + text[end..]);
            return;
        }
        Assert.Equal(table.ToString().TrimEnd(), text[begin..end]);
    }

    private Task<string> Fill(string path) =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            // The child with most to show: on a protection plan, whose core group meets, and heard.
            var child = await db
                .ChildOverviews.Where(o => o.WorkerId == priya && !o.Restricted && !o.Unborn)
                .OrderByDescending(o => o.Status == ChildStatus.ChildProtection)
                .ThenByDescending(o => o.PlanFrom != null)
                .ThenByDescending(o => o.LastVoiceOn)
                .ThenBy(o => o.SortName)
                .FirstAsync();
            if (path.Contains("{map}", StringComparison.Ordinal))
            {
                // The first that she is named on.
                var map = await db
                    .MapMembers.Where(m => m.EndedAt == null && db.Users.Any(u => u.Id == m.AccountId && u.UserName == "priya.nair"))
                    .OrderBy(m => m.MapId)
                    .Select(m => m.MapId)
                    .FirstAsync();
                path = path.Replace("{map}", map.ToString(), StringComparison.Ordinal);
            }
            return path.Replace("{child}", child.PersonId.ToString(), StringComparison.Ordinal)
                .Replace("{team}", child.TeamId.ToString(), StringComparison.Ordinal)
                .Replace("{worker}", priya.ToString(), StringComparison.Ordinal);
        });

    [GeneratedRegex(@"\]\(([a-z-]+\.png)\)")]
    private static partial Regex Picture();
}
