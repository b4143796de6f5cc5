using System.Net;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.Oversight;

/// <summary>The pages of management oversight.</summary>
public sealed class OversightPagesTests(KithHost host)
{
    [Fact]
    public async Task A_manager_looks_it_over_records_it_and_the_worker_reads_it()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        var address = $"/children/{host.People.Own}/oversight/record";
        var form = await Browse.Page(manager, address);
        (string, string?)[] written =
        [
            ("Input.Children[0].ChildExperience", "Olive goes to bed late and is tired at school; she likes it when her aunt comes on Sundays."),
            ("Input.Children[0].Decision", "Stay on this plan until the review."),
            ("Input.Children[0].Directions[0].What", "Ask the aunt what she could offer"),
            ("Input.Children[0].Directions[0].OwnerName", "The school nurse"),
        ];
        // Looked over: nothing is saved, and the rules say what is missing.
        using var looked = await Browse.Press(manager, form, "button[formaction*='handler=Look']", written);
        var page = await Browse.Read(looked, address);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        var signals = page.QuerySelector("section[aria-label='What the rules find']")!.TextContent;
        Assert.Contains("The reasons for the decision are not given yet.", signals);
        Assert.Contains("One direction has no day.", signals);
        Assert.Equal("Stay on this plan until the review.", page.QuerySelector("textarea[name='Input.Children[0].Decision']")!.TextContent.Trim());

        using var saved = await Browse.Submit(manager, page, "main form[data-kith-draft]");
        Assert.Equal((HttpStatusCode.Redirect, $"/children/{host.People.Own}/oversight"), (saved.StatusCode, saved.Headers.Location?.ToString()));
        using var worker = await host.SignedIn(Role.SocialWorker);
        var read = await Browse.Page(worker, $"/children/{host.People.Own}/oversight");
        Assert.Contains("Olive goes to bed late", read.QuerySelector("main")!.TextContent);
        Assert.Contains("Ask the aunt what she could offer", read.QuerySelector("main")!.TextContent);
        Assert.Null(read.QuerySelector("a[href$='/oversight/record']"));
        using var said = await Browse.Submit(worker, read, "form[action*='handler=Read']");
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        Assert.Contains("read by", (await Browse.Page(worker, $"/children/{host.People.Own}/oversight")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task What_is_missing_is_told_at_its_field()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        var address = $"/children/{host.People.Team}/oversight/record";
        using var refused = await Browse.Submit(
            manager,
            await Browse.Page(manager, address),
            "main form[data-kith-draft]",
            ("Input.Children[0].Directions[0].What", "Ask the school")
        );
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(
            ["Say what you decided, even when nothing is to change", "Say who will do it"],
            Browse.Errors(await Browse.Read(refused, address)).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("/oversight")]
    [InlineData("/oversight/fairness")]
    public async Task Those_who_read_no_records_are_refused_and_others_see_only_their_own(string address)
    {
        using var member = await host.SignedIn(Role.LeadMember);
        using var refused = await member.GetAsync(address);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        using var worker = await host.SignedIn(Role.SocialWorker);
        Assert.DoesNotContain("Sunniva", (await Browse.Page(worker, address)).Body!.TextContent, StringComparison.Ordinal);
    }
}
