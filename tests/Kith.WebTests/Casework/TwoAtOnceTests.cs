using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using static Kith.WebTests.Casework.Walking;

namespace Kith.WebTests.Casework;

/// <summary>A worker and a manager on one planned visit, one allocation and one action: each sees what the other did, and nothing that was written is lost.</summary>
public sealed class TwoAtOnceTests
{
    [Fact]
    public async Task Whoever_is_second_sees_what_stands_now_and_what_they_wrote()
    {
        await using var host = await KithHost.With();
        var (worker, manager) = (await host.SignedIn(Role.SocialWorker), await host.SignedIn(Role.TeamManager));
        var child = host.People.Own;

        // A planned visit: both versions, field by field; what only one of them changed needs no choice.
        await Sent(worker, await Browse.Page(worker, $"/children/{child}/visits/plan"), Form("Input.On.Day"), [.. On("Input.On", host.Today().AddDays(3)), ("Input.At", "10:00")]);
        var planned = await host.Ask(db => db.PlannedVisits.Select(v => v.Id).SingleAsync());
        var visit = $"/children/{child}/visits/plan/{planned}";
        var (mine, theirs) = (await Browse.Page(worker, visit), await Browse.Page(manager, visit));
        await Sent(manager, theirs, Form("Input.On.Day"), ("Input.Purpose", "Ask about school"), ("Input.At", "15:00"));
        using (var reply = await Browse.Submit(worker, mine, Form("Input.On.Day"), ("Input.Purpose", "See her room"), ("Input.At", "16:30")))
        {
            mine = await Browse.Read(reply, visit);
        }
        foreach (var words in new[] { "Ask about school", "See her room", "15:00", "16:30" })
        {
            Assert.Contains(words, Text(mine), StringComparison.Ordinal);
        }
        Assert.Equal(2, mine.QuerySelectorAll("main input[name='chosen']").Length);
        Assert.Equal("Ask about school", await host.Ask(db => db.PlannedVisits.Select(v => v.Purpose).SingleAsync()));
        await Sent(worker, mine, "main form:has(input[name='chosen'])", ("Input.Purpose", "See her room"), ("Input.At", "15:00"));
        Assert.Equal(
            ("See her room", new TimeOnly(15, 0)),
            await host.Ask(async db => await db.PlannedVisits.Select(v => ValueTuple.Create(v.Purpose!, v.At!.Value)).SingleAsync())
        );

        // An allocation: who holds the case now is said, and the second press is not refused for ever.
        var allocate = $"/people/{child}/allocate";
        var other = await host.SignedIn(Role.HeadOfService);
        var (first, second) = (await Browse.Page(manager, allocate), await Browse.Page(other, allocate));
        await Sent(manager, first, Form("Input.WorkerId"), Gives(host.People.ColleagueWorker));
        using (var reply = await Browse.Submit(other, second, Form("Input.WorkerId"), Gives(host.People.Workers[Role.TeamManager])))
        {
            second = await Browse.Read(reply, allocate);
        }
        Assert.Contains(Browse.Errors(second), e => e.Contains("Carys Colleague holds the case now", StringComparison.Ordinal));
        Assert.Contains("A new face, told by me", Text(second), StringComparison.Ordinal);
        await Sent(other, second, Form("Input.WorkerId"), Gives(host.People.Workers[Role.TeamManager]));

        // An action that both did: the second account is shown, to be kept elsewhere.
        var action = await host.Ask(db => db.ActionItems.Where(a => a.PersonId == child).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync());
        var (hers, his) = (await Browse.Page(manager, $"/actions/{action}"), await Browse.Page(other, $"/actions/{action}"));
        await Sent(manager, hers, Form("Input.Evidence"), ("Input.Evidence", "Told at school"));
        using (var reply = await Browse.Submit(other, his, Form("Input.Evidence"), ("Input.Evidence", "I told her at Gran’s")))
        {
            his = await Browse.Read(reply);
        }
        Assert.Contains("Told at school", Text(his), StringComparison.Ordinal);
        Assert.Contains("I told her at Gran’s", Text(his), StringComparison.Ordinal);

        (string, string?)[] Gives(Guid to) =>
            [
                ("Input.WorkerId", $"{to}"),
                ("Input.SomeoneElse", null),
                ("Input.Reason", "MANAGE"),
                ("Input.Handover.Tell", "A new face, told by me"),
                ("Input.Handover.TellByWorkerId", $"{Guid.Empty}"),
                ("Input.Handover.NoJointVisit", "There is no time for one"),
                .. On("Input.Handover.TellOn", host.Today().AddDays(1)),
                .. On("Input.From", host.Today()),
            ];
    }

    [Fact]
    public async Task Where_nothing_can_be_chosen_field_by_field_both_are_shown_beside_each_other()
    {
        await using var host = await KithHost.With();
        var (first, second) = (await host.SignedIn(Role.TeamManager), await host.SignedIn(Role.HeadOfService));
        var child = host.People.Own;
        var note = $"/people/{child}/warnings";
        await Sent(first, await Browse.Page(first, note), Form("New.Text"), [("New.Text", "A dog at the door"), .. On("New.ReviewOn", host.Today().AddDays(30))]);
        var (mine, theirs) = (await Browse.Page(second, note), await Browse.Page(first, note));
        await Sent(first, theirs, Form("Review.Text"), [("Review.Text", "The dog is tied up now"), ("Review.Ends", "false"), .. On("Review.ReviewOn", host.Today().AddDays(60))]);
        using var reply = await Browse.Submit(
            second,
            mine,
            Form("Review.Text"),
            [("Review.Text", "The dog has a muzzle"), ("Review.Ends", "false"), .. On("Review.ReviewOn", host.Today().AddDays(90))]
        );
        mine = await Browse.Read(reply);
        var who = await host.Ask(db => db.Users.Where(u => u.Id == host.People.Accounts[Role.TeamManager]).Select(u => u.DisplayName).SingleAsync());
        Assert.Contains(Browse.Errors(mine), e => e.Contains($"{who} changed this while you were writing", StringComparison.Ordinal));
        Assert.Contains("The dog is tied up now", mine.QuerySelector("[aria-labelledby=first-edit]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The dog has a muzzle", mine.QuerySelector("[aria-labelledby=second-edit]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_catalogue_says_is_chosen_line_by_line()
    {
        await using var host = await KithHost.With();
        var (first, second) = (await host.SignedIn(Role.PrincipalSocialWorker), await host.SignedIn(Role.PrincipalSocialWorker));
        await Sent(first, await Browse.Page(first, "/training/courses/edit"), Form("Input.Title"), ("Input.Title", "Hearing children"), ("Input.Places", "12"));
        var course = await host.Ask(db => db.Courses.Select(c => c.Id).SingleAsync());
        var address = $"/training/courses/edit/{course}";
        var (mine, theirs) = (await Browse.Page(second, address), await Browse.Page(first, address));
        await Sent(first, theirs, Form("Input.Title"), ("Input.Places", "14"), ("Input.Provider", "The partnership"));
        using (var reply = await Browse.Submit(second, mine, Form("Input.Title"), ("Input.Places", "20")))
        {
            mine = await Browse.Read(reply);
        }
        Assert.Equal(2, mine.QuerySelectorAll("main input[name='chosen']").Length);
        await Sent(second, mine, "main form:has(input[name='chosen'])", ("Input.Places", "20"), ("Input.Provider", "The partnership"));
        Assert.Equal((20, "The partnership"), await host.Ask(async db => await db.Courses.Select(c => ValueTuple.Create(c.Places, c.Provider!)).SingleAsync()));
    }

    private static string Text(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;
}
