using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Workforce;

/// <summary>Training and surveys by their pages: from the catalogue to a place, and an answer that leaves no trace.</summary>
public sealed class LearningPagesTests
{
    [Fact]
    public async Task From_the_catalogue_to_a_place_and_from_a_survey_to_an_answer_that_leaves_no_trace()
    {
        // A host of its own: a survey tells everybody, and a catalogue asks something of everybody.
        await using var host = await KithHost.With(populated: true);
        await Book(host);
        await Answer(host);
    }

    private static async Task Book(KithHost host)
    {
        using var lead = await host.SignedIn(Role.PrincipalSocialWorker);
        using var ready = await Browse.Submit(lead, await Browse.Page(lead, "/training/courses"), "main form[action*=Ready]");
        Assert.Equal(HttpStatusCode.Redirect, ready.StatusCode);
        var form = await Browse.Page(lead, "/training/sessions/plan");
        var course = form.QuerySelectorAll("select[name='Input.CourseId'] option")
            .First(o => o.TextContent.StartsWith("Going to court", StringComparison.Ordinal))
            .GetAttribute("value")!;
        using var wrong = await Browse.Submit(lead, form, "main form", ("Input.CourseId", course));
        Assert.Equal(["Enter the day", "Enter where it is, or «online»"], Browse.Errors(await Browse.Read(wrong, "/training/sessions/plan")));
        var on = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime).AddDays(20);
        using var planned = await Browse.Submit(
            lead,
            await Browse.Page(lead, "/training/sessions/plan"),
            "main form",
            ("Input.CourseId", course),
            ("Input.On.Day", $"{on.Day}"),
            ("Input.On.Month", $"{on.Month}"),
            ("Input.On.Year", $"{on.Year}"),
            ("Input.Place", "Town Hall"),
            ("Input.Places", "1")
        );
        var place = planned.Headers.Location!.ToString();

        using var worker = await host.SignedIn(Role.SocialWorker);
        using var booked = await Browse.Submit(worker, await Browse.Page(worker, place), "main form[action*=Book]");
        Assert.Equal(HttpStatusCode.Redirect, booked.StatusCode);
        Assert.Contains("You have a place", (await Browse.Page(worker, place)).QuerySelector("main")!.TextContent);
        using var other = await host.SignedIn(Role.FamilyPractitioner);
        var seen = (await Browse.Page(other, place)).QuerySelector("main")!.TextContent;
        Assert.Contains("full", seen);
        Assert.Contains("Wait for a place", seen);
        Assert.DoesNotContain("Who comes", seen);
        using var named = await other.GetAsync($"/training/workers/{host.People.Workers[Role.SocialWorker]}");
        Assert.Equal(HttpStatusCode.NotFound, named.StatusCode);
    }

    private static async Task Answer(KithHost host)
    {
        using var lead = await host.SignedIn(Role.Director);
        using var opened = await Browse.Submit(lead, await Browse.Page(lead, "/wellbeing/open"), "main form", ("Input.Title", "Autumn"));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        using var worker = await host.SignedIn(Role.SocialWorker);
        var link = (await Browse.Page(worker, "/wellbeing")).QuerySelectorAll("main a").First(a => a.TextContent.Trim() == "Answer").GetAttribute("href")!;
        var form = await Browse.Page(worker, link);
        Assert.Null(form.QuerySelector("main form [name=act]"));
        Assert.Null(form.QuerySelector("main form[data-kith-draft], main form textarea, main form input[type=text]"));
        var before = await host.Do(Kept);
        using var missing = await Browse.Submit(worker, form, "main form", ("Agree[0]", "4"));
        Assert.Equal(5, Browse.Errors(await Browse.Read(missing, link)).Count);
        (string Name, string? Value)[] all = [.. Enumerable.Range(0, 6).Select(i => ($"Agree[{i}]", "4"))];
        using var sent = await Browse.Submit(worker, await Browse.Page(worker, link), "main form", all);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("You have answered", (await Browse.Page(worker, "/wellbeing")).QuerySelector("main")!.TextContent);
        using var again = await Browse.Submit(worker, form, "main form", all);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(before, await host.Do(Kept));
    }

    private static async Task<(int, int, int)> Kept(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        return (await db.TrailEntries.CountAsync(e => e.Chain.StartsWith("survey:")), await db.ActKeys.CountAsync(), await db.Drafts.CountAsync());
    }
}
