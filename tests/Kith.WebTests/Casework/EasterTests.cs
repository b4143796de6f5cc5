using System.Net;
using AngleSharp.Html.Dom;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Kith.WebTests.Casework.Walking;

namespace Kith.WebTests.Casework;

/// <summary>
/// A girl referred on Maundy Thursday, talked about on Good Friday, visited in the night in which the clocks go forward: what
/// each page says of days and hands on the way, what stops the end of the work, and what becomes of a visit that was planned.
/// </summary>
public sealed class EasterTests
{
    private static readonly DateOnly Thursday = new(2027, 3, 25);

    [Fact]
    public async Task Work_that_begins_before_easter_says_its_days_and_its_end_leaves_nothing_in_a_diary()
    {
        await using var host = await KithHost.With();
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Teams.Add(
                new Team
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    Name = "Front door",
                    ParentId = host.People.East,
                    Kind = TeamKind.FrontDoor,
                }
            );
            await db.SaveChangesAsync();
        });
        HttpClient worker = null!,
            manager = null!,
            head = null!;
        await Until(Thursday);
        var page = await Add(
            worker,
            await Browse.Page(worker, "/contacts/new"),
            "Eva Maundy",
            [
                ("Input.GivenName", "Eva"),
                ("Input.FamilyName", "Maundy"),
                ("Input.Line1", "9 Lea Close"),
                ("Input.Postcode", "AM1 7AB"),
                .. On("Input.DateOfBirth", new DateOnly(2018, 2, 28)),
            ]
        );
        (string, string?)[] told = [("Input.Summary", "She says she is hit at night."), ("Input.Channel", "Telephone"), ("Input.SourceCode", "2A")];
        await Sent(worker, page, Form("Input.Summary"), [.. told, .. On("Input.ReceivedOn", Thursday)]);
        var eva = await host.Ask(db => db.People.Where(p => p.FamilyName == "Maundy").Select(p => p.Id).SingleAsync());
        var contact = await host.Ask(db => db.Contacts.Where(c => c.PersonId == eva).Select(c => c.TogetherId ?? c.Id).SingleAsync());
        await Sent(
            head,
            await Browse.Page(head, $"/contacts/{contact}"),
            "form[action$='handler=Decide']",
            ("Decision.Decision", "Referral"),
            ("Decision.Reason", "She is frightened.")
        );
        var referral = await host.Ask(db => db.Episodes.Where(e => e.PersonId == eva).Select(e => e.Id).SingleAsync());
        // One working day from Maundy Thursday is the Tuesday after Easter.
        Assert.Equal(new DateOnly(2027, 3, 30), await Due("referral_decision"));

        // Decided on Good Friday. Until somebody begins, the page says by when, and who has the child.
        await Until(Thursday.AddDays(1));
        await Sent(
            head,
            await Browse.Page(head, $"/referrals/{referral}"),
            "form[action$='handler=Decide']",
            ("Input.Decision", "StrategyDiscussion"),
            ("Input.Reason", "She may be hurt."),
            ("Input.PrimaryNeed", "N1"),
            ("Input.TeamId", $"{host.People.TeamA}"),
            ("Input.WorkerId", null)
        );
        page = await Browse.Page(manager, $"/referrals/{referral}");
        Assert.Contains("to be assessed by 2 Jun 2027", Head(page), StringComparison.Ordinal);
        Assert.Contains("no worker yet", Head(page), StringComparison.Ordinal);
        page = await Browse.Page(manager, page.QuerySelector("main .kith-identity a[href$='/allocate']")!.GetAttribute("href")!);
        await Sent(manager, page, Form("Input.WorkerId"), [("Input.WorkerId", $"{host.People.Workers[Role.SocialWorker]}"), .. On("Input.From", Thursday.AddDays(1))]);
        page = await Browse.Page(worker, $"/referrals/{referral}");
        Assert.Contains("to be assessed by 2 Jun 2027", Head(page), StringComparison.Ordinal);
        Assert.Contains("· with ", Head(page), StringComparison.Ordinal);
        Assert.DoesNotContain("no worker yet", Head(page), StringComparison.Ordinal);

        // A visit in the hour that the clocks leave out: it stands at the time that was written, and before the one after it.
        foreach (var (day, time) in new[] { (28, "02:15"), (28, "01:30"), (29, "10:00") })
        {
            page = await Browse.Page(worker, $"/children/{eva}/visits/plan");
            await Sent(worker, page, Form("Input.On.Day"), [("Input.At", time), .. On("Input.On", new DateOnly(2027, 3, day))]);
        }
        await Until(new(2027, 3, 28));
        Assert.Equal(["01:30", "02:15", "10:00"], Times(await Browse.Page(worker, "/my-day")));

        // «Close the work» stands with what can be done where no plan is in force; a discussion that is waited for stops it.
        var root = $"/children/{eva}/protection";
        page = await Browse.Page(worker, root);
        var close = page.QuerySelectorAll("main a").Where(a => a.TextContent.Trim() == "Close the work").Select(a => a.GetAttribute("href")!).Distinct().Single();
        Assert.Equal($"/referrals/{referral}/close", close);
        page = await Browse.Page(worker, close);
        Assert.NotNull(page.QuerySelector(Form("Input.Summary")));
        Assert.Contains("3 visits are planned, the first for Sun 28 Mar", Main(page), StringComparison.Ordinal);
        await Pressing(
            worker,
            await Browse.Page(worker, $"{root}/discussion"),
            "button[formaction$='handler=Ask']",
            [("Input.Children[0].Concern", "Hit at night"), .. On("Input.AskedOn", Thursday.AddDays(1))]
        );
        page = await Browse.Page(manager, close);
        Assert.Null(page.QuerySelector(Form("Input.Summary")));
        Assert.Contains("A strategy discussion is asked for", Main(page), StringComparison.Ordinal);

        // Held on Good Friday: the conference is fifteen working days on, past the Monday after Easter.
        var asked = await host.Ask(db => db.StrategyDiscussions.Where(d => d.PersonId == eva).Select(d => d.TogetherId!.Value).SingleAsync());
        await Sent(
            worker,
            await Browse.Page(worker, $"{root}/discussion/{asked}"),
            Form("Input.InformationShared"),
            [
                .. Child(0, ("Included", "true"), ("Concern", "Hit at night"), ("Safety", "She is with Gran"), ("Outcome", "Joint"), ("Rationale", "The threshold is met")),
                ("Input.InformationShared", "Police and health told what they know."),
                .. People(1, ("DC Hart", "Police"), ("Nurse Ali", "Health")),
                .. On("Input.HeldOn", Thursday.AddDays(1)),
            ]
        );
        Assert.Equal(new DateOnly(2027, 4, 19), await Due("icpc"));
        Assert.Null((await Browse.Page(manager, close)).QuerySelector(Form("Input.Summary")));
        await Sent(
            worker,
            await Browse.Page(worker, $"{root}/enquiry"),
            Form("Input.Children[0].Finding"),
            [
                .. On("Input.EndedOn", new(2027, 3, 28)),
                .. Child(0, ("Included", "true"), ("Analysis", "What was feared was found"), ("Finding", "ContinuingRisk"), ("ChildSeen", "true")),
            ]
        );
        // Planned a day after its limit, and on Easter Monday not at all; moved to the limit, the mark goes.
        page = await Browse.Page(worker, $"{root}/conference/ask");
        Assert.Contains("Monday 19 April 2027", Main(page), StringComparison.Ordinal);
        await Refused(worker, page, Form("Input.PlannedOn.Day"), "bank holiday", On("Input.PlannedOn", new(2027, 3, 29)));
        var conference = await Sent(worker, page, Form("Input.PlannedOn.Day"), On("Input.PlannedOn", new(2027, 4, 20)));
        page = await Browse.Page(worker, conference);
        Assert.Contains("The day is after the last day in time", Main(page), StringComparison.Ordinal);
        await Sent(worker, page, "main form[action*='handler=Move']", On("Move.PlannedOn", new(2027, 4, 19)));
        Assert.DoesNotContain("The day is after the last day in time", Main(await Browse.Page(worker, conference)), StringComparison.Ordinal);

        async Task Until(DateOnly day)
        {
            host.Time.SetUtcNow(new DateTimeOffset(day.ToDateTime(new(9, 30)), TimeSpan.Zero));
            worker = await host.SignedInAnew(host.People.Accounts[Role.SocialWorker]);
            manager = await host.SignedInAnew(host.People.Accounts[Role.TeamManager]);
            head = await host.SignedInAnew(host.People.Accounts[Role.HeadOfService]);
        }

        Task<DateOnly> Due(string clock) => host.Ask(db => db.DueItems.Where(d => d.PersonId == eva && d.Clock == clock).Select(d => d.DueOn).SingleAsync());

        static string Head(IHtmlDocument page) => page.QuerySelector("main .kith-identity")!.TextContent;

        static string Main(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

        static IEnumerable<string> Times(IHtmlDocument page) =>
            System.Text.RegularExpressions.Regex.Matches(page.QuerySelector("section[aria-labelledby='today']")!.TextContent, @"\d\d:\d\d").Select(m => m.Value);
    }

    /// <summary>Presses one button of a form that has several.</summary>
    private static async Task Pressing(HttpClient client, IHtmlDocument page, string button, params (string, string?)[] fields)
    {
        using var reply = await Browse.Press(client, page, button, fields);
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
    }
}
