using System.Net;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.Network;

/// <summary>The pages of who steps in if the plan fails.</summary>
public sealed class ContingencyPagesTests(KithHost host)
{
    [Fact]
    public async Task A_plan_made_in_the_form_is_shown_and_comes_back_whole_when_it_is_made_again()
    {
        using var client = await host.SignedIn(Role.SocialWorker);
        var address = $"/children/{host.People.Own}/contingency/make";
        using var saved = await Browse.Submit(
            client,
            await Browse.Page(client, address),
            "main form[data-kith-draft]",
            ("Input.Triggers", "If Mum goes into hospital"),
            ("Input.Tonight[0].Who", "The neighbours"),
            ("Input.Tonight[0].What", "have a key and stay until morning"),
            ("Input.LongTerm[0].Who", "A family friend"),
            ("Input.LongTerm[0].What", "would ask for an order"),
            ("Input.LongTerm[0].AgreedOn.Day", "3"),
            ("Input.LongTerm[0].AgreedOn.Month", "11"),
            ("Input.LongTerm[0].AgreedOn.Year", "2026"),
            ("Input.LongTerm[0].LegalRoute", "SpecialGuardianship")
        );
        Assert.Equal((HttpStatusCode.Redirect, $"/children/{host.People.Own}/contingency"), (saved.StatusCode, saved.Headers.Location?.ToString()));
        var shown = (await Browse.Page(client, $"/children/{host.People.Own}/contingency")).QuerySelector("main")!.TextContent;
        Assert.Contains("agreed 3 Nov 2026", shown);
        // Someone without a record is nobody to bring a child up.
        Assert.Contains("Stops at immediate support", shown);

        // Saved again as it stands: nothing that was written may get lost on the way through the form.
        using var again = await Browse.Submit(client, await Browse.Page(client, address), "main form[data-kith-draft]");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var page = await Browse.Page(client, $"/children/{host.People.Own}/contingency");
        Assert.Contains("agreed 3 Nov 2026", page.QuerySelector("main")!.TextContent);
        Assert.Contains("legal route: special guardianship", page.QuerySelector("main")!.TextContent);
        Assert.Contains("Earlier plans (1)", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task What_is_missing_is_told_at_its_field_and_what_was_written_stays()
    {
        using var client = await host.SignedIn(Role.SocialWorker);
        var address = $"/children/{host.People.Team}/contingency/make";
        using var refused = await Browse.Submit(
            client,
            await Browse.Page(client, address),
            "main form[data-kith-draft]",
            ("Input.Triggers", ""),
            ("Input.Weeks[0].HowLong", "three weeks")
        );
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = await Browse.Read(refused, address);
        Assert.Equal(
            ["Choose who steps in, or write who it is", "Say what they would do", "Say what would set the plan going, one thing a line"],
            Browse.Errors(page).Order(StringComparer.Ordinal)
        );
        Assert.Equal("three weeks", page.QuerySelector("input[name='Input.Weeks[0].HowLong']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/contingency")]
    [InlineData("/contingency/what-if")]
    public async Task Those_who_read_no_records_are_refused_and_others_see_only_their_own(string address)
    {
        using var member = await host.SignedIn(Role.LeadMember);
        using var refused = await member.GetAsync(address);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        using var worker = await host.SignedIn(Role.SocialWorker);
        Assert.DoesNotContain("Sunniva", (await Browse.Page(worker, address)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_if_about_someone_who_may_not_be_known_is_not_found()
    {
        using var client = await host.SignedIn(Role.SocialWorker);
        using var reply = await client.GetAsync($"/contingency/what-if?person={host.People.Secret}");
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }
}
