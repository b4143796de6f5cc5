using System.Globalization;
using AngleSharp.Dom;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.SignIn;

/// <summary>Whoever is signed in can see when that ends, with a script and without one.</summary>
public sealed class SessionTimesTests
{
    [Fact]
    public async Task A_page_says_how_long_one_may_leave_it_and_when_the_session_ends_in_any_case()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(client, "/my-day");
        Assert.Equal((36_000, 36_000, 43_200), Left(page));
        Assert.Contains("You are signed out after 10 hours without use", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);

        host.Time.Advance(TimeSpan.FromHours(4));
        Assert.Equal((21_600, 36_000, 28_800), Left(await Browse.Page(client, "/my-day")));
        // More than half is over: this very reply brings a new ticket.
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal((36_000, 36_000, 21_600), Left(await Browse.Page(client, "/my-day")));
        host.Time.Advance(TimeSpan.FromMinutes(355));
        Assert.Equal(300, Left(await Browse.Page(client, "/my-day")).Most);

        static (int Unused, int Whole, int Most) Left(IDocument page)
        {
            var place = page.QuerySelector("[data-kith-session]")!;
            int Of(string name) => int.Parse(place.GetAttribute(name)!, CultureInfo.InvariantCulture);
            return (Of("data-kith-session"), Of("data-kith-session-whole"), Of("data-kith-session-most"));
        }
    }

    [Fact]
    public async Task Nobody_is_told_of_a_session_before_there_is_one()
    {
        await using var host = await KithHost.With();
        using var stranger = host.Stranger();
        Assert.Null((await Browse.Page(stranger, "/sign-in")).QuerySelector("[data-kith-session]"));
    }
}
