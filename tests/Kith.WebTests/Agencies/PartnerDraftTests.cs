using System.Net;
using AngleSharp.Html.Dom;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Agencies;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Agencies;

/// <summary>What a partner writes in a form of theirs is kept while they write it, for them alone, and gone once it is sent.</summary>
public sealed class PartnerDraftTests
{
    [Fact]
    public async Task Whoever_says_that_they_come_while_they_write_the_report_loses_nothing_of_it()
    {
        await using var host = await KithHost.With();
        var (invitation, _) = await host.Do(s => Give(s, host.People.Professional, host.People.Own));
        using var desk = await host.SignedInAnew(host.People.Accounts[Role.Partner]);
        var address = $"/partner/invitations/{invitation}";
        // No script keeps a draft here.
        using (var answered = await Browse.Press(desk, await Browse.Page(desk, address), "button[value=Coming]", ("Report", "Mondays are hard\nsince the summer")))
        {
            Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        }
        var page = await Browse.Page(desk, address);
        Assert.Equal("Mondays are hard\nsince the summer", ((IHtmlTextAreaElement)page.QuerySelector("textarea[name=Report]")!).Value);
        Assert.Contains("You said that you are coming", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // It was kept, not sent; and the same answer with nothing new says nothing of the report again.
        using (var other = await Browse.Press(desk, page, "button[value=Apologies]"))
        {
            Assert.Equal(HttpStatusCode.Redirect, other.StatusCode);
        }
        Assert.Equal(1, await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Event == nameof(PartnerReportKept))));
        Assert.False(await host.Do(s => s.GetRequiredService<KithDb>().Participants.AnyAsync(p => p.Id == invitation && p.ReportSentAt != null)));
    }

    [Fact]
    public async Task A_report_and_what_was_done_are_kept_while_they_are_written_and_gone_once_sent()
    {
        await using var host = await KithHost.With();
        var (invitation, action) = await host.Do(s => Give(s, host.People.Professional, host.People.Own));
        using var desk = await host.SignedInAnew(host.People.Accounts[Role.Partner]);
        foreach (
            var (address, form, field, after) in new[]
            {
                ($"/partner/invitations/{invitation}", "form[action$='handler=Report']", "Report", $"/partner/invitations/{invitation}"),
                ($"/partner/actions/{action}", "main form", "Text", $"/partner/actions/{action}"),
                ($"/partner/disagreements/raise/{invitation}", "main form", "About", null as string),
            }
        )
        {
            var page = await Browse.Page(desk, address);
            Assert.Equal("Kept", await Keep(desk, page, form, (field, "Half a thought about Mondays")));
            // From an older window nothing is written over.
            Assert.Equal("NewerElsewhere", await Keep(desk, page, form, (field, "Other words")));
            Assert.DoesNotContain(
                await host.Do(s => s.GetRequiredService<KithDb>().Drafts.Select(d => d.Content).ToListAsync()),
                c => c.Contains("Mondays", StringComparison.Ordinal)
            );

            // Another device, or the same one after it ran out: the words are there.
            using var phone = await host.SignedInAnew(host.People.Accounts[Role.Partner]);
            var again = await Browse.Page(phone, address);
            Assert.Equal("Half a thought about Mondays", ((IHtmlTextAreaElement)again.QuerySelector($"textarea[name={field}]")!).Value);
            if (field == "Report")
            {
                // Answering meanwhile takes nothing with it.
                using var answered = await Browse.Press(phone, again, "button[value=Coming]");
                Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
                again = await Browse.Page(phone, address);
                Assert.Equal("Half a thought about Mondays", ((IHtmlTextAreaElement)again.QuerySelector($"textarea[name={field}]")!).Value);
            }
            using var sent = await Browse.Submit(phone, again, form, (field, "A whole thought about Mondays"));
            Assert.True(sent.StatusCode == HttpStatusCode.Redirect, $"{address}: {string.Join("; ", Browse.Errors(await Browse.Read(sent)))}");
            Assert.Equal(0, await host.Do(s => s.GetRequiredService<KithDb>().Drafts.CountAsync()));
            if (after is not null)
            {
                Assert.Contains("A whole thought about Mondays", (await Browse.Page(phone, after)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            }
            // The first window is told that it was finished.
            Assert.Equal("Finished", await Keep(desk, page, form, (field, "Late words")));
        }
    }

    [Fact]
    public async Task No_other_form_is_kept_there_and_nobody_else_keeps_there()
    {
        await using var host = await KithHost.With();
        var (_, action) = await host.Do(s => Give(s, host.People.Professional, host.People.Own));
        using var partner = await host.SignedInAnew(host.People.Accounts[Role.Partner]);
        var page = await Browse.Page(partner, $"/partner/actions/{action}");
        foreach (var name in new[] { "record-visit/x", "", "partner-action", "allocate/1" })
        {
            page.QuerySelector("input[name='draft.form']")!.SetAttribute("value", name);
            Assert.Equal("Refused", await Keep(partner, page, "main form", ("Text", "x")));
        }
        Assert.Equal(0, await host.Do(s => s.GetRequiredService<KithDb>().Drafts.CountAsync()));
    }

    private static async Task<string> Keep(HttpClient client, IHtmlDocument page, string form, params (string, string?)[] fields)
    {
        var element = (IHtmlFormElement)page.QuerySelector(form)!;
        var was = element.GetAttribute("action");
        Assert.Equal("/partner/drafts", element.GetAttribute("data-kith-draft-to"));
        element.SetAttribute("action", "/partner/drafts");
        using var reply = await Browse.Submit(client, page, "form[action='/partner/drafts']", fields);
        if (was is null)
        {
            element.RemoveAttribute("action");
        }
        else
        {
            element.SetAttribute("action", was);
        }
        return System.Text.Json.JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("fate").GetString()!;
    }

    private static async Task<(Guid Invitation, Guid Action)> Give(IServiceProvider s, Guid professional, Guid child)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Clock>();
        var meeting = new Meeting
        {
            Id = clock.NewId(),
            Kind = MeetingKind.InitialConference,
            PlannedOn = clock.Today.AddDays(10),
        };
        var participant = new Participant
        {
            Id = clock.NewId(),
            MeetingId = meeting.Id,
            Name = "A partner",
            Agency = Agency.Education,
            ProfessionalId = professional,
            InvitedOn = clock.Today,
            ReportAsked = true,
        };
        var action = new ActionItem
        {
            Id = clock.NewId(),
            PersonId = child,
            What = "Offer breakfast",
            OwnerProfessionalId = professional,
            OwnerName = "A partner",
            SetOn = clock.Today,
        };
        var conference = new InitialConference
        {
            Id = clock.NewId(),
            PersonId = child,
            TogetherId = meeting.Id,
            RequestedOn = clock.Today,
            PlannedOn = clock.Today.AddDays(10),
        };
        db.AddRange(meeting, participant, action, conference);
        await db.SaveChangesAsync();
        return (participant.Id, action.Id);
    }
}
