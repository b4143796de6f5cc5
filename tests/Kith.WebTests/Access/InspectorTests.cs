using System.Net;
using System.Text.RegularExpressions;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Access;

/// <summary>
/// An inspector who was given one child: over every route and handler of the running application, what opens is exactly the
/// pages of that child's record, to be read, and the room. Of brothers, sisters and others nothing is met anywhere.
/// </summary>
public sealed class InspectorTests
{
    /// <summary>The pages that make up one child's record, with the adults of the family.</summary>
    private static readonly string[] Record =
    [
        "/assessments/{id:guid}",
        "/children/{id:guid}",
        "/children/{id:guid}/actions",
        "/children/{id:guid}/contingency",
        "/children/{id:guid}/documents",
        "/children/{id:guid}/documents?handler=File",
        "/children/{id:guid}/ecomap",
        "/children/{id:guid}/family",
        "/children/{id:guid}/family-meetings",
        "/children/{id:guid}/genogram",
        "/children/{id:guid}/network",
        "/children/{id:guid}/oversight",
        "/children/{id:guid}/people",
        "/children/{id:guid}/plan/{planId:guid}",
        "/children/{id:guid}/pre-proceedings",
        "/children/{id:guid}/protection",
        "/children/{id:guid}/protection/meeting/{meetingId:guid}",
        "/children/{id:guid}/records/{kind:maxlength(40)}/{recordId:guid}",
        "/children/{id:guid}/summary",
        "/children/{id:guid}/visits/{visitId:guid}",
        "/children/{id:guid}/voice",
        "/children/{id:guid}/voice/{voiceId:guid}",
        "/children/{id:guid}/{tab:regex(^(chronology|visits|plans|assessments)$)}",
        "/people/{id:guid}/{tab:regex(^family$)?}",
        "/referrals/{id:guid}",
    ];

    private static readonly string[] Room = ["/inspection-room", "/inspection-room/audits/{id:guid}", "/inspection-room/children/{id:guid}", "/inspection-room/papers/{id:guid}"];

    private const string Marker = "Wexcombury";

    [Fact]
    public async Task Exactly_the_record_that_was_given_and_the_room_open_and_no_form_is_taken()
    {
        await using var host = await KithHost.With();
        await LetIn(host, host.People.Own);
        var own = await PermissionMatrix.AskAs(host, Role.Inspector, "own");
        var member = await PermissionMatrix.AskAs(host, Role.LeadMember, "own");
        // The lead member holds nothing but an account and what is published: what differs besides is what an inspector may do.
        var apart = own.Where(a => a.Value != member[a.Key] && !a.Key.Route.StartsWith("/assurance", StringComparison.Ordinal))
            .Select(a => $"{a.Key.Method} {a.Key.Route}")
            .Order(StringComparer.Ordinal)
            .ToList();
        // The front door differs in nothing but where it leads.
        Assert.Equal(Record.Concat(Room).Select(r => $"GET {r}").Order(StringComparer.Ordinal), apart);
        // What is not a form of their own account is refused, whatever it is sent to.
        Assert.All(own.Where(a => a.Key.Method is not ("GET" or "HEAD") && a.Value != member[a.Key]), a => Assert.Equal("refused", a.Value));
        Assert.All(own.Where(a => a.Key.IsApi), a => Assert.Equal(member[a.Key], a.Value));

        // The same pages about anybody else answer as if there were nobody.
        foreach (var child in new[] { "team", "other", "restricted", "secret" })
        {
            foreach (var (operation, answer) in await PermissionMatrix.AskAs(host, Role.Inspector, child))
            {
                if (operation.AboutPerson)
                {
                    Assert.True(answer is "hidden" or "refused", $"{operation.Method} {operation.Route} about {child} answers «{answer}»");
                }
            }
        }
    }

    [Fact]
    public async Task Of_brothers_sisters_and_others_nothing_is_met_and_every_look_is_seen_by_the_council()
    {
        await using var host = await KithHost.With();
        var people = host.People;
        var inspection = await LetIn(host, people.Own);
        foreach (var other in new[] { people.Team, people.Other, people.Restricted, people.Secret })
        {
            Assert.True(await RestrictedCrawlTests.Fill(host, other, Marker) > 12, "too few kinds of record could be planted");
        }
        using var client = await host.SignedInAnew(people.Accounts[Role.Inspector]);
        var operations = await PermissionMatrix.Operations(host.Factory.Services);
        var starts = operations
            .Where(o => o.Method == "GET" && !o.Route.StartsWith("/error", StringComparison.Ordinal))
            .SelectMany(o =>
                o.AboutPerson
                    ? new[] { people.Own, people.Team, people.Other, people.Mother, people.Restricted, people.Secret }.Select(id => Routes.Address(o, id))
                    : [Routes.Address(o, people.TeamA)]
            )
            .Append("/inspection-room")
            .Append("/search?q=Tamsin")
            .Append($"/children?q={Marker}")
            .Distinct();
        var pages = await RestrictedCrawlTests.Walk(host, client, starts, 80);
        Assert.Contains(pages, p => p.Body.Contains("Olive", StringComparison.Ordinal));
        // Whole words, as written: «Otto» stands in the bottom of many pages.
        var words = new[] { Marker, "Tamsin", "Otto", "Rhys", "Sunniva", "LA0002", "LA0003", "LA0004", "LA0005" };
        var leaks = pages.SelectMany(p => words.Where(w => Regex.IsMatch(p.Body, $@"\b{w}\b")).Select(w => $"{w} at {p.Address}")).ToList();
        Assert.Empty(leaks);

        // Each page of the record that was read stands in the trail, and the council sees it in the room.
        var read = await host.Do(s =>
            s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.ActorId == people.Accounts[Role.Inspector] && e.Event == nameof(RecordRead) && e.PersonId == people.Own)
        );
        Assert.True(read >= 15, $"only {read} looks are in the trail");
        using var director = await host.SignedIn(Role.Director);
        var looks = await Browse.Page(director, $"/inspections/{inspection}/room/looks");
        Assert.Contains("Imran Inspector", looks.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Olive", looks.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);

        // Ended at once: the session that is open is over.
        await host.Do(async s =>
        {
            var actor = (await s.GetRequiredService<Actors>().Of(people.Accounts[Role.Director]))!;
            var way = await s.GetRequiredService<KithDb>().RoomInspectors.AsNoTracking().SingleAsync();
            await s.GetRequiredService<LetInspectorsIn>().End(inspection, way.Id, "The visit is over", actor, null);
        });
        using var after = await client.GetAsync($"/children/{people.Own}");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Contains("/sign-in", after.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A room that the director coordinates, into which the population's inspector is let and given one child.</summary>
    private static Task<Guid> LetIn(KithHost host, Guid child) =>
        host.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            var director = (await s.GetRequiredService<Actors>().Of(host.People.Accounts[Role.Director]))!;
            var inspection = await s.GetRequiredService<KeepInspections>()
                .Record(
                    null,
                    new InspectionInput
                    {
                        Kind = InspectionKind.Focused,
                        By = "Ofsted",
                        From = clock.Today,
                        To = clock.Today.AddDays(1),
                    },
                    null,
                    director,
                    null
                );
            await s.GetRequiredService<KeepRoom>().Open(inspection, director.AccountId, director, null);
            await s.GetRequiredService<LetInspectorsIn>()
                .LetIn(
                    inspection,
                    new InspectorInput
                    {
                        AccountId = host.People.Accounts[Role.Inspector],
                        From = clock.Today,
                        Until = clock.Today.AddDays(3),
                    },
                    director,
                    null
                );
            var chosen = await s.GetRequiredService<ChooseChildren>().Choose(inspection, "LA0001", new RoomChildInput { Why = "Chosen from list 6" }, director, null);
            Assert.Equal(child, (await db.RoomChildren.AsNoTracking().SingleAsync(c => c.Id == chosen)).PersonId);
            var way = await db.RoomInspectors.AsNoTracking().SingleAsync();
            await s.GetRequiredService<ChooseChildren>().Give(inspection, chosen, [way.Id], director, null);
            return inspection;
        });
}
