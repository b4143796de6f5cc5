using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Access;

/// <summary>Restricted records, standing in for a colleague, and opening a record because of a duty to act, on the running host.</summary>
public sealed class RestrictedTests
{
    [Fact]
    public async Task Whoever_is_named_reads_the_record_from_any_team_and_others_learn_as_much_as_was_decided()
    {
        await using var host = await KithHost.With();
        using var guardian = await host.SignedIn(host.People.Guardian);
        Assert.Contains("Sunniva", (await Browse.Page(guardian, $"/children/{host.People.Secret}")).QuerySelector("h1, .kith-identity")!.TextContent, StringComparison.Ordinal);
        using var manager = await host.SignedIn(Role.TeamManager);
        Assert.EndsWith("/restricted", await Where(manager, host.People.Restricted), StringComparison.Ordinal);
        Assert.Equal("404", await Where(manager, host.People.Secret));
    }

    [Fact]
    public async Task A_duty_to_act_opens_a_restricted_record_for_four_hours_and_its_guardian_is_told_at_once()
    {
        await using var host = await KithHost.With();
        using var manager = await host.SignedIn(Role.TeamManager);
        var page = await Browse.Page(manager, $"/people/{host.People.Restricted}/break-glass");
        using (var bare = await Browse.Submit(manager, page, "main form[method=post]", ("Input.Reason", "now")))
        {
            Assert.Equal(2, Browse.Errors(await Browse.Read(bare)).Count);
        }
        using (
            var opened = await Browse.Submit(
                manager,
                page,
                "main form[method=post]",
                ("Input.Reason", "Police are at the door and ask for the home address"),
                ("Input.DutyConfirmed", "true")
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        }
        Assert.Equal("200", await Where(manager, host.People.Restricted));
        using var guardian = await host.SignedIn(host.People.Guardian);
        Assert.Contains("Police are at the door", (await Browse.Page(guardian, "/notices")).Body!.TextContent, StringComparison.Ordinal);
        host.Time.Advance(TimeSpan.FromHours(4));
        Assert.EndsWith("/restricted", await Where(manager, host.People.Restricted), StringComparison.Ordinal);
        // What may not even be known cannot be opened so either.
        using var secret = await manager.GetAsync($"/people/{host.People.Secret}/break-glass");
        Assert.Equal(HttpStatusCode.NotFound, secret.StatusCode);
    }

    [Fact]
    public async Task Standing_in_for_a_colleague_carries_their_children_never_their_restricted_ones_and_the_trail_names_both()
    {
        await using var host = await KithHost.With();
        var people = host.People;
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            db.Deputisings.Add(
                new Deputising
                {
                    Id = clock.NewId(),
                    ForAccountId = people.Guardian,
                    DeputyAccountId = people.Stranger,
                    From = clock.Today,
                    Until = clock.Today.AddDays(3),
                    Reason = "Annual leave",
                }
            );
            db.Deputisings.Add(
                new Deputising
                {
                    Id = clock.NewId(),
                    ForAccountId = people.Colleague,
                    DeputyAccountId = people.Accounts[Role.FamilyPractitioner],
                    From = clock.Today,
                    Until = clock.Today.AddDays(3),
                    Reason = "Annual leave",
                }
            );
            await db.SaveChangesAsync();
        });
        // The guardian reads the restricted child; whoever stands in for the guardian does not.
        using var stranger = await host.SignedIn(people.Stranger);
        Assert.Contains("acting for", (await Browse.Page(stranger, "/my-day")).QuerySelector(".kith-acting")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual("200", await Where(stranger, people.Restricted));
        Assert.Equal("404", await Where(stranger, people.Secret));
        using var deputy = await host.SignedIn(people.Accounts[Role.FamilyPractitioner]);
        Assert.Equal("200", await Where(deputy, people.Team));
        Assert.Contains(
            people.Colleague,
            await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.PersonId == people.Team).Select(e => e.ActingForId).ToListAsync())
        );
    }

    private static async Task<string> Where(HttpClient client, Guid child)
    {
        using var reply = await client.GetAsync($"/children/{child}");
        return reply.Headers.Location?.ToString() ?? ((int)reply.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
