using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Admin;

/// <summary>The pages of administration, as an administrator without JavaScript uses them.</summary>
public sealed class AdminPagesTests
{
    [Fact]
    public async Task A_team_is_added_a_worker_joins_it_and_it_does_not_close_without_saying_where_they_go()
    {
        await using var host = await KithHost.With();
        using var admin = await host.SignedIn(Role.Administrator);
        using var added = await Browse.Submit(
            admin,
            await Browse.Page(admin, "/admin/teams/add"),
            "main form[method=post]",
            ("Input.Name", "Team D"),
            ("Input.Kind", "Safeguarding"),
            ("Input.ParentId", host.People.East.ToString())
        );
        var team = added.Headers.Location!.ToString();
        Assert.StartsWith("/admin/teams/", team, StringComparison.Ordinal);
        var form = await Browse.Page(admin, "/admin/people/add");
        using (var empty = await Browse.Submit(admin, form, "main form[method=post]"))
        {
            Assert.Contains("Enter the person's name", Browse.Errors(await Browse.Read(empty)));
        }
        using var joined = await Browse.Submit(
            admin,
            form,
            "main form[method=post]",
            ("Input.Name", "Dee Newton"),
            ("Input.TeamId", team.Split('/')[^1]),
            ("Input.RegistrationNumber", "SW 555")
        );
        Assert.StartsWith("/admin/people/", joined.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("SW555", (await Browse.Page(admin, joined.Headers.Location.ToString())).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // From the staff list to an account, with the worker chosen.
        var account = await Browse.Page(admin, $"/admin/accounts/add?worker={joined.Headers.Location.ToString().Split('/')[^1]}");
        Assert.Equal("Dee Newton", account.QuerySelector("#Input_DisplayName, [name='Input.DisplayName']")!.GetAttribute("value"));

        using (var refused = await Browse.Submit(admin, await Browse.Page(admin, team), "form[action*=Close]", ("Closing.Reason", "Restructure")))
        {
            Assert.Equal(["People work in this team. Say which team they go to"], Browse.Errors(await Browse.Read(refused, team)));
        }
        using var closed = await Browse.Submit(
            admin,
            await Browse.Page(admin, team),
            "form[action*=Close]",
            ("Closing.Reason", "Restructure"),
            ("Closing.MoveTo", host.People.TeamB.ToString())
        );
        Assert.Equal("/admin/teams?closed=true", closed.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_role_that_reaches_every_child_waits_for_a_second_person_who_is_led_to_it()
    {
        await using var host = await KithHost.With();
        using var admin = await host.SignedIn(Role.Administrator);
        using var director = await host.SignedIn(Role.Director);
        var account = $"/admin/accounts/{host.People.Accounts[Role.SocialWorker]}";
        using (var silent = await Browse.Submit(admin, await Browse.Page(admin, account), "form[action*=Grant]", ("Input.Role", "Auditor")))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(silent, account)), e => e.StartsWith("Say why", StringComparison.Ordinal));
        }
        using (
            var asked = await Browse.Submit(
                admin,
                await Browse.Page(admin, account),
                "form[action*=Grant]",
                ("Input.Role", "Auditor"),
                ("Input.Why", "To audit <b>beside</b> Ruth")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }
        var shown = (await Browse.Page(admin, account)).QuerySelector("main")!;
        Assert.Contains("Auditor is asked for", shown.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.QuerySelectorAll("tbody th"), t => t.TextContent == "Auditor");

        // The director is led there from their day, and so is nobody who may not agree.
        var led = (await Browse.Page(director, "/my-day")).QuerySelector("a[href='/access/asked']");
        Assert.NotNull(led);
        Assert.Null((await Browse.Page(admin, "/my-day")).QuerySelector("a[href='/access/asked']"));
        var own = (await Browse.Page(admin, "/access/asked")).QuerySelector("main")!;
        Assert.Contains("You asked for this role", own.TextContent, StringComparison.Ordinal);
        Assert.Null(own.QuerySelector("form"));
        var page = await Browse.Page(director, "/access/asked");
        var field = page.QuerySelector("main textarea")!.GetAttribute("name")!;
        using (var silent = await Browse.Press(director, page, "button[name=agree][value=false]"))
        {
            var again = await Browse.Read(silent, "/access/asked");
            Assert.Equal(["Say why, for the one who asked"], Browse.Errors(again));
            Assert.NotNull(again.QuerySelector($"a[href='#{field}']"));
        }
        using (var agreed = await Browse.Press(director, page, "button[name=agree][value=true]"))
        {
            Assert.Equal(HttpStatusCode.Redirect, agreed.StatusCode);
        }
        // A second press of the same button finds it done, and says no more than that.
        using (var twice = await Browse.Press(director, page, "button[name=agree][value=true]"))
        {
            Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);
        }
        Assert.Contains((await Browse.Page(admin, account)).QuerySelectorAll("main tbody th"), t => t.TextContent == "Auditor");
        Assert.Contains("Agreed by", (await Browse.Page(director, "/access/asked")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_editor_of_a_worker_a_letter_or_an_account_sees_both_versions()
    {
        await using var host = await KithHost.With();
        using var admin = await host.SignedIn(Role.Administrator);
        await BothAreSeen($"/admin/people/{host.People.StrangerWorker}", "Input.JobTitle", "Senior social worker", "Consultant social worker", "the facts of Stefan Stranger");
        // Ticked boxes are one choice of two lists.
        var worker = $"/admin/people/{host.People.StrangerWorker}";
        var mineOpen = await Browse.Page(admin, worker);
        (
            await Browse.Submit(admin, await Browse.Page(admin, worker), "main form[method=post]", ("Input.SkilledIn", "DisabledChildren"), ("Input.SkilledIn", "UnderFives"))
        ).Dispose();
        using (var both = await Browse.Submit(admin, mineOpen, "main form[method=post]", ("Input.SkilledIn", "BeforeCourt")))
        {
            var page = await Browse.Read(both, worker);
            Assert.Equal(["DisabledChildren,UnderFives", "BeforeCourt"], page.QuerySelectorAll("main input[name='list:Input.SkilledIn']").Select(i => i.GetAttribute("value")));
            using var theirs = await Browse.Submit(admin, page, "main form[method=post]", ("list:Input.SkilledIn", "DisabledChildren,UnderFives"));
            Assert.Equal(HttpStatusCode.Redirect, theirs.StatusCode);
        }
        var ticked = (await Browse.Page(admin, worker)).QuerySelectorAll("main input[name='Input.SkilledIn'][checked]").Select(i => i.GetAttribute("value"));
        Assert.Equal(["DisabledChildren", "UnderFives"], ticked.Order(StringComparer.Ordinal));
        var letters = await Browse.Page(admin, "/admin/letters");
        var letter = letters.QuerySelector("main table a[href*='letter=']")!.GetAttribute("href")!;
        // The first change makes the suggestion the authority's own; from then on there are versions of it.
        (await Browse.Submit(admin, await Browse.Page(admin, letter), "main form[method=post]", ("Input.Name", "Our letter"))).Dispose();
        await BothAreSeen(letter, "Input.Name", "Letter of appointment", "Letter about a visit", "this letter");
        var account = await host.Do(s => s.GetRequiredService<KithDb>().Users.OrderBy(u => u.Id).Select(u => u.Id).LastAsync());
        await BothAreSeen($"/admin/accounts/{account}/change", "Input.DisplayName", "Toni Brown", "Antonia Brown", "this account");

        async Task BothAreSeen(string place, string field, string theirs, string mine, string what)
        {
            var first = await Browse.Page(admin, place);
            var second = await Browse.Page(admin, place);
            (await Browse.Submit(admin, first, "main form[method=post]", (field, theirs))).Dispose();
            using var late = await Browse.Submit(admin, second, "main form[method=post]", (field, mine));
            var page = await Browse.Read(late, place);
            Assert.Contains($"You yourself changed {what}", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(theirs, page.Body.TextContent, StringComparison.Ordinal);
            Assert.Contains(mine, page.Body.TextContent, StringComparison.Ordinal);
            // What is chosen is saved.
            using var chosen = await Browse.Submit(admin, page, "main form[method=post]", (field, mine));
            Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
            Assert.Contains(mine, (await Browse.Page(admin, place)).DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_council_s_name_and_colour_follow_the_decision_at_once()
    {
        await using var host = await KithHost.With();
        using var admin = await host.SignedIn(Role.Administrator);
        foreach (var (key, value) in new[] { ("council.name", "Testborough Council"), ("council.colour", "#123456") })
        {
            using var set = await Browse.Submit(
                admin,
                await Browse.Page(admin, $"/admin/policies/{key}"),
                "main form[method=post]",
                ("Input.Value", value),
                ("Input.ApprovedBy", "Full council"),
                ("Input.Reason", "Our own")
            );
            Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        }
        using var stranger = host.Stranger();
        var page = await Browse.Page(stranger, "/about");
        Assert.Contains("Testborough Council", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        var sheet = page.QuerySelector("link[href*='council.css']")!.GetAttribute("href")!;
        Assert.Contains("#123456", await stranger.GetStringAsync(sheet), StringComparison.Ordinal);
        Assert.Contains("Version", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
