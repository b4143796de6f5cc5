using Kith.BrowserTests.Support;
using Kith.Practice.Projections;
using Microsoft.EntityFrameworkCore;

namespace Kith.BrowserTests;

/// <summary>Every page that a person lives in, with data on it, as the people who use it, wide and on a phone.</summary>
public sealed class EveryPageTests(Site site)
{
    public static TheoryData<string, string, int> Pages
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            (string Person, string[] Paths)[] all =
            [
                (
                    "priya.nair",
                    [
                        "/my-day",
                        "/children",
                        "/children/{child}",
                        "/children/{child}/chronology",
                        "/children/{child}/family",
                        "/children/{child}/visits",
                        "/children/{child}/plans",
                        "/children/{child}/assessments",
                        "/children/{child}/people",
                        "/people/{adult}",
                        "/people/{child}/access-log",
                        "/search?q=smith",
                        "/search?q=zzzzqqq",
                        "/people/add?searched=smith",
                        "/teams",
                        "/workers",
                        "/notices",
                        "/account",
                    ]
                ),
                ("sarah.whitfield", ["/my-day", "/teams/{team}", "/workers/{worker}", "/people/{child}/duplicates", "/people/{child}/restrict"]),
                ("owen.griffiths", ["/my-day", "/children?status=ChildProtection"]),
                ("amanda.clarke", ["/my-day", "/teams"]),
                ("lukasz.nowak", ["/my-day", "/import"]),
                ("jo.carver", ["/my-day", "/admin/accounts", "/admin/access"]),
                ("farida.begum", ["/my-day"]),
            ];
            foreach (var (person, paths) in all)
            {
                foreach (var path in paths)
                {
                    data.Add(person, path, 1280);
                    data.Add(person, path, 320);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_well(string person, string path, int width)
    {
        await using var visitor = await site.Visit(person, width);
        var status = await visitor.Go(await Fill(path));
        Assert.Equal(200, status);
        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        await visitor.IsWell($"{path} as {person} at {width}");
        await visitor.Picture(
            $"{person}{path.Replace('/', '-').Replace("?", "-", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}-{width}",
            whole: true
        );
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/about")]
    [InlineData("/nowhere")]
    public async Task A_page_for_a_stranger_is_well(string path)
    {
        await using var visitor = await site.Visit(null, 320);
        await visitor.Go(path);
        await visitor.IsWell(path);
    }

    /// <summary>Puts real ids into a path: a child of Priya's with the most to show, and who is around the child.</summary>
    private Task<string> Fill(string path) =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            var child = await db.ChildOverviews.Where(o => o.WorkerId == priya && !o.Restricted).OrderByDescending(o => o.PlanFrom != null).ThenBy(o => o.SortName).FirstAsync();
            var adult = await db
                .Relationships.Where(r => r.OtherId == child.PersonId && !db.People.Single(p => p.Id == r.PersonId).HasChildRecord)
                .Select(r => r.PersonId)
                .FirstAsync();
            return path.Replace("{child}", child.PersonId.ToString(), StringComparison.Ordinal)
                .Replace("{adult}", adult.ToString(), StringComparison.Ordinal)
                .Replace("{team}", child.TeamId.ToString(), StringComparison.Ordinal)
                .Replace("{worker}", priya.ToString(), StringComparison.Ordinal);
        });
}
