using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Inspection;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Access;

/// <summary>The pages of a room, from opening it to the last look; and the self-evaluation that goes into it.</summary>
public sealed class RoomPagesTests
{
    [Fact]
    public async Task A_room_is_opened_filled_read_by_an_inspector_and_answered()
    {
        await using var host = await KithHost.With();
        using var director = await host.SignedIn(Role.Director);
        using var manager = await host.SignedIn(Role.TeamManager);
        var today = await host.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        var inspection = await host.Do(async s =>
            await s.GetRequiredService<KeepInspections>()
                .Record(
                    null,
                    new InspectionInput
                    {
                        Kind = InspectionKind.Focused,
                        By = "Ofsted",
                        From = today,
                        To = today.AddDays(1),
                    },
                    null,
                    (await s.GetRequiredService<Actors>().Of(host.People.Accounts[Role.Director]))!,
                    null
                )
        );
        var root = $"/inspections/{inspection}/room";
        // Those who read inspections see that nobody opened it; who keeps them opens it.
        Assert.Contains("Nobody has opened this room yet", (await Browse.Page(manager, root)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await Browse.Page(manager, root)).QuerySelector("main form"));
        using var opened = await Browse.Submit(director, await Browse.Page(director, root), "form[action$='handler=Open']");
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);

        // The account from before is taken up, for three days.
        var last = today.AddDays(3);
        using var letIn = await Browse.Submit(
            director,
            await Browse.Page(director, $"{root}/inspectors"),
            "form[action$='handler=LetIn']",
            ("Input.AccountId", $"{host.People.Accounts[Role.Inspector]}"),
            ("Input.Part", "Lead inspector"),
            ("Input.Until.Day", $"{last.Day}"),
            ("Input.Until.Month", $"{last.Month}"),
            ("Input.Until.Year", $"{last.Year}")
        );
        Assert.Equal(HttpStatusCode.Redirect, letIn.StatusCode);
        using var none = await Browse.Submit(director, await Browse.Page(director, $"{root}/children"), "form[action$='handler=Choose']", ("ChildId", "LA0001"));
        Assert.Contains("Say why this child was chosen", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var chosen = await Browse.Submit(
            director,
            await Browse.Page(director, $"{root}/children"),
            "form[action$='handler=Choose']",
            ("ChildId", "LA0001"),
            ("Input.Why", "Chosen from list 6")
        );
        var children = await Browse.Page(director, $"{root}/children");
        Assert.Contains("Olive", children.Body!.TextContent, StringComparison.Ordinal);
        using var given = await Browse.Submit(director, children, "form[action*='handler=Give']");
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        var inspectorId = await host.Do(s => s.GetRequiredService<KithDb>().RoomInspectors.Select(i => i.Id).SingleAsync());
        var owner = await host.Do(async s => (await s.GetRequiredService<KithDb>().Users.SingleAsync(u => u.Id == host.People.Accounts[Role.TeamManager])).WorkerId);
        using var asked = await Browse.Submit(
            director,
            await Browse.Page(director, $"{root}/requests"),
            "form[action$='handler=Ask']",
            ("Input.What", "The policy on oversight"),
            ("Input.InspectorId", $"{inspectorId}"),
            ("Input.OwnerWorkerId", $"{owner}"),
            ("Input.DueOn.Day", $"{today.Day}"),
            ("Input.DueOn.Month", $"{today.Month}"),
            ("Input.DueOn.Year", $"{today.Year}")
        );
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);

        // It is on the manager's own list, and leads to where it is answered.
        var request = await host.Do(s => s.GetRequiredService<KithDb>().RoomRequests.Select(r => new { r.Id, r.ActionId }).SingleAsync());
        using var action = await manager.GetAsync($"/actions/{request.ActionId}");
        Assert.Equal($"/inspections/requests/{request.Id}", action.Headers.Location?.ToString());
        using var answered = await Browse.Submit(
            manager,
            await Browse.Page(manager, $"/inspections/requests/{request.Id}"),
            "form[action$='handler=Answer']",
            ("Answer.Answer", "Here it is, with the page on which late oversight climbs.")
        );
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);

        // Keeping in touch: a meeting, what was said at it, and what is done about it.
        using var met = await Browse.Submit(
            director,
            await Browse.Page(director, $"{root}/timetable"),
            "form[action$='handler=Meeting']",
            ("Input.What", "Keep in touch"),
            ("Input.Who", "Lead inspector, director"),
            ("Input.From", "9:30am"),
            ("Input.On.Day", $"{today.Day}"),
            ("Input.On.Month", $"{today.Month}"),
            ("Input.On.Year", $"{today.Year}")
        );
        Assert.Equal(HttpStatusCode.Redirect, met.StatusCode);
        var timetable = await Browse.Page(director, $"{root}/timetable");
        var notes = timetable.QuerySelector("main a[href*='/room/notes/']")!.GetAttribute("href")!;
        Assert.Null((await Browse.Page(manager, notes)).QuerySelector("main form"));
        using var wordless = await Browse.Submit(director, await Browse.Page(director, notes), "form[data-kith-draft]", ("Input.Actions[0].What", "Ask the team"));
        var refused = await wordless.Content.ReadAsStringAsync();
        Assert.Contains("Write what inspectors said", refused, StringComparison.Ordinal);
        Assert.Contains("Select who does it", refused, StringComparison.Ordinal);
        using var noted = await Browse.Submit(
            director,
            await Browse.Page(director, notes),
            "form[data-kith-draft]",
            ("Input.Said", "Two records were easy to follow."),
            ("Input.Actions[0].What", "Ask the team what helped"),
            ("Input.Actions[0].OwnerWorkerId", $"{owner}"),
            ("Input.Actions[0].DueOn.Day", $"{today.Day}"),
            ("Input.Actions[0].DueOn.Month", $"{today.Month}"),
            ("Input.Actions[0].DueOn.Year", $"{today.Year}")
        );
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        var heard = await Browse.Page(manager, $"{root}/notes");
        Assert.Contains("Two records were easy to follow.", heard.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Ask the team what helped",
            (await Browse.Page(manager, heard.QuerySelector("main a[href^='/actions/']")!.GetAttribute("href")!)).Body!.TextContent,
            StringComparison.Ordinal
        );

        using var inspector = await host.SignedInAnew(host.People.Accounts[Role.Inspector]);
        using var front = await inspector.GetAsync("/");
        Assert.Equal("/inspection-room", front.Headers.Location?.ToString());
        var room = await Browse.Page(inspector, "/inspection-room");
        Assert.Contains("Olive", room.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("with the page on which late oversight climbs", room.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("easy to follow", room.Body!.TextContent, StringComparison.Ordinal);
        var work = await Browse.Page(inspector, $"/inspection-room/children/{host.People.Own}");
        Assert.Contains("What supervision said of this child", work.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(work.QuerySelectorAll("main form"));
        var record = await Browse.Page(inspector, $"/children/{host.People.Own}");
        // Nothing on the record leads an inspector to a form, or to somebody else.
        Assert.Empty(record.QuerySelectorAll("main form, main a[href^='/workers'], main a[href^='/recommendations'], main a[href$='/check'], main a[href$='/data']"));

        // A self-evaluation is begun, written, published, put into the room and read there.
        using var begun = await Browse.Submit(director, await Browse.Page(director, "/self-evaluation"), "main form");
        var evaluation = begun.Headers.Location!.ToString();
        foreach (var area in new[] { "Leaders", "HelpAndProtection" })
        {
            using var written = await Browse.Submit(
                director,
                await Browse.Page(director, $"{evaluation}/{area}"),
                $"form[action='{evaluation}/{area}']",
                ("Input.Know", $"What we know of {area}.")
            );
            Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        }
        using var published = await Browse.Submit(director, await Browse.Page(director, evaluation), "form[action$='handler=Publish']");
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        Assert.Empty((await Browse.Page(director, evaluation)).QuerySelectorAll("main form"));
        using var word = await manager.GetAsync($"{evaluation}?handler=Word");
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.Content.Headers.ContentType!.MediaType);
        using var put = await Browse.Submit(director, await Browse.Page(director, $"{root}/papers"), "form[action$='handler=Own']", ("SourceId", evaluation.Split('/')[^1]));
        var paper = await host.Do(s => s.GetRequiredService<KithDb>().RoomPapers.Select(p => p.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await inspector.GetAsync($"/inspection-room/papers/{paper}")).StatusCode);
        using var give = await Browse.Submit(director, await Browse.Page(director, $"{root}/papers"), "form[action*='handler=Give']");
        Assert.Contains("What we know of Leaders.", (await Browse.Page(inspector, $"/inspection-room/papers/{paper}")).Body!.TextContent, StringComparison.Ordinal);

        var looks = await Browse.Page(director, $"{root}/looks");
        Assert.Contains("Self-evaluation", looks.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        using var end = await Browse.Submit(director, await Browse.Page(director, $"{root}/inspectors"), "form[action*='handler=End']", ("Why", "The visit is over"));
        Assert.Equal(HttpStatusCode.Redirect, end.StatusCode);
        using var after = await inspector.GetAsync("/inspection-room");
        Assert.Contains("/sign-in", after.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}
