using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Workforce;

public sealed class DayPagesTests(KithHost host)
{
    /// <summary>Everybody of the council; the first page of partners and inspectors is another one.</summary>
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>().Where(r => r is not (Role.Partner or Role.Inspector))];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Everybody_has_a_day_and_sees_only_the_sections_they_may_use(Role role)
    {
        using var client = await host.SignedIn(role);
        using var door = await client.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/my-day"), (door.StatusCode, door.Headers.Location?.ToString()));
        var page = await Browse.Page(client, "/my-day");
        Assert.Equal("Tuesday 24 November 2026", page.QuerySelector("h1")!.TextContent.Trim());
        var sections = page.QuerySelectorAll(".govuk-service-navigation__link").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal("/my-day", sections[0]);
        foreach (
            var (section, permission) in new[]
            {
                ("/teams", Permission.ReadWorkforce),
                ("/admin", Permission.Administer),
                ("/data", Permission.ReadReturns),
                ("/children", Permission.ReadRecords),
            }
        )
        {
            Assert.Equal(Permissions.Allows(role, permission), sections.Contains(section));
        }
        // Whoever reads the return finds the extracts below «Data»; whoever only loads them is led straight there.
        Assert.Equal(Permissions.Allows(role, Permission.ImportExtracts) && !Permissions.Allows(role, Permission.ReadReturns), sections.Contains("/import"));
        Assert.Equal("My day", page.QuerySelector("[aria-current]")!.TextContent.Trim());
        // Secret is known to nobody but its guardian.
        Assert.DoesNotContain("Sunniva", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_social_worker_finds_the_child_and_leads_with_the_link()
    {
        using var client = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(client, "/my-day");
        var mine = page.QuerySelector("section[aria-labelledby=my-children]")!;
        Assert.NotNull(mine.QuerySelector($"a[href='/children/{host.People.Own}']"));
        Assert.Null(mine.QuerySelector($"a[href='/children/{host.People.Team}']"));
    }

    [Fact]
    public async Task Whoever_leads_nobody_reads_that_what_is_late_waits_for_the_lead()
    {
        await using var alone = await KithHost.With();
        await alone.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var helper = await db.Users.Where(u => u.Id == alone.People.Accounts[Role.FamilyPractitioner]).Select(u => u.WorkerId!.Value).SingleAsync();
            await db.Allocations.Where(a => a.WorkerId == helper).ExecuteDeleteAsync();
            db.Allocations.Add(
                new Allocation
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    PersonId = alone.People.Own,
                    WorkerId = helper,
                    Role = AllocationRole.FamilyPractitioner,
                    From = new DateOnly(2026, 11, 2),
                }
            );
            await db.SaveChangesAsync();
            await s.GetRequiredService<Projector>().Rebuild(check: false);
        });
        using var client = await alone.SignedIn(Role.FamilyPractitioner);
        var page = await Browse.Page(client, "/my-day");
        Assert.Contains("with the lead", page.QuerySelector($"section[aria-labelledby=my-children] li:has(a[href='/children/{alone.People.Own}'])")!.TextContent);
        Assert.Contains("Nothing of yours is late", page.QuerySelector("section[aria-labelledby=do-next]")!.TextContent);
    }

    [Fact]
    public async Task A_lead_member_is_offered_no_tokens_for_programs_and_a_social_worker_is()
    {
        using var member = await host.SignedIn(Role.LeadMember);
        Assert.Null((await Browse.Page(member, "/account")).QuerySelector("a[href='/account/tokens']"));
        using var worker = await host.SignedIn(Role.SocialWorker);
        Assert.NotNull((await Browse.Page(worker, "/account")).QuerySelector("a[href='/account/tokens']"));
    }

    [Fact]
    public async Task A_lead_member_reads_plainly_what_can_be_used()
    {
        using var client = await host.SignedIn(Role.LeadMember);
        var text = (await Browse.Page(client, "/my-day")).QuerySelector("main")!.TextContent;
        Assert.Contains("never one child’s record", text);
        Assert.DoesNotContain("Testfield", text);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Team_and_worker_pages_open_for_those_who_read_the_workforce(Role role)
    {
        using var client = await host.SignedIn(role);
        var may = Permissions.Allows(role, Permission.ReadWorkforce);
        foreach (
            var address in new[]
            {
                "/teams",
                $"/teams/{host.People.East}",
                $"/teams/{host.People.TeamA}",
                $"/teams/{host.People.TeamC}",
                "/workers",
                $"/workers/{host.People.ColleagueWorker}",
                $"/workers/{host.People.StrangerWorker}",
            }
        )
        {
            using var reply = await client.GetAsync(address);
            Assert.Equal(may, reply.StatusCode == HttpStatusCode.OK);
            var text = await reply.Content.ReadAsStringAsync();
            Assert.DoesNotContain("Hiddenshaw", text, StringComparison.Ordinal);
            if (Permissions.ReachOf(role) is not Reach.Authority)
            {
                Assert.DoesNotContain("Otto", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_weeks_of_a_team_are_for_those_who_reach_it()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        var page = await Browse.Page(manager, $"/teams/{host.People.TeamA}/seen");
        Assert.Equal("Teams", page.QuerySelector(".govuk-service-navigation [aria-current]")!.TextContent.Trim());
        using var other = await manager.GetAsync($"/teams/{host.People.TeamC}/seen");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task The_directory_finds_by_part_of_a_name()
    {
        using var client = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(client, "/workers?q=cary");
        Assert.Equal(["Carys Colleague"], page.QuerySelectorAll("tbody th a").Select(a => a.TextContent));
        Assert.Contains("Nobody matches", (await Browse.Page(client, "/workers?q=zzz")).QuerySelector("main")!.TextContent);
    }
}
