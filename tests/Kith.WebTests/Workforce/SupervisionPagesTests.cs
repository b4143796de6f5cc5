using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Workforce;

/// <summary>The pages of supervision, with every role at the door of a personal one.</summary>
public sealed class SupervisionPagesTests(KithHost host)
{
    [Fact]
    public async Task Personal_supervision_is_recorded_read_by_the_two_and_not_found_by_anyone_else()
    {
        var worker = host.People.Workers[Role.SocialWorker];
        using var manager = await host.SignedIn(Role.TeamManager);
        var address = $"/supervision/record?worker={worker}&kind=Personal";
        using var empty = await Browse.Submit(manager, await Browse.Page(manager, address), "main form[data-kith-draft]");
        Assert.Equal(["Write what you spoke about"], Browse.Errors(await Browse.Read(empty, address)));
        using var saved = await Browse.Submit(
            manager,
            await Browse.Page(manager, address),
            "main form[data-kith-draft]",
            ("Input.Wellbeing", "Sleeps badly since the night visit."),
            ("Input.Agreements[0].What", "No night duty until January")
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var place = saved.Headers.Location!.ToString();
        Assert.StartsWith("/supervision/", place, StringComparison.Ordinal);
        Assert.Contains("Sleeps badly", (await Browse.Page(manager, place)).QuerySelector("main")!.TextContent);
        var action = await host.Do(s => s.GetRequiredService<KithDb>().ActionItems.Where(a => a.What == "No night duty until January").Select(a => a.Id).SingleAsync());

        using var own = await host.SignedIn(Role.SocialWorker);
        Assert.Contains("No night duty", (await Browse.Page(own, "/supervision")).QuerySelector("main")!.TextContent);
        using var answered = await Browse.Submit(own, await Browse.Page(own, place), "main form", ("Words", "Thank you for asking."));
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Contains("Thank you for asking.", (await Browse.Page(manager, place)).QuerySelector("main")!.TextContent);

        foreach (var role in Enum.GetValues<Role>().Where(r => r is not (Role.SocialWorker or Role.TeamManager)))
        {
            using var other = await host.SignedIn(role);
            foreach (
                var page in new[]
                {
                    place,
                    $"/actions/{action}",
                    "/my-day",
                    "/actions?view=team",
                    "/actions",
                    "/supervision",
                    "/supervision/teams",
                    $"/supervision/workers/{worker}",
                }
            )
            {
                using var reply = await other.GetAsync(page);
                var text = await reply.Content.ReadAsStringAsync();
                Assert.DoesNotContain("night", text, StringComparison.OrdinalIgnoreCase);
                Assert.True(page != place || reply.StatusCode != HttpStatusCode.OK, $"{role} read a personal supervision");
            }
        }
    }

    [Fact]
    public async Task A_group_is_chosen_first_and_someone_out_of_reach_is_not_found()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        var choose = await Browse.Page(manager, "/supervision/record?kind=Group");
        Assert.Contains("Carys Colleague", choose.QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("Stefan Stranger", choose.QuerySelector("main")!.TextContent);
        using var stranger = await manager.GetAsync($"/supervision/record?worker={host.People.StrangerWorker}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        var form = await Browse.Page(manager, $"/supervision/record?kind=Joint&worker={host.People.ColleagueWorker}&worker={host.People.Workers[Role.SocialWorker]}");
        // The restricted children of one of them are nobody's here.
        Assert.Contains("Tamsin", form.QuerySelector("main")!.TextContent);
        Assert.DoesNotContain("Hiddenshaw", form.QuerySelector("main")!.TextContent);
    }
}
