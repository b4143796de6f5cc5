using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.Casework;

/// <summary>Brothers and sisters whom two teams work with.</summary>
public sealed class TwoTeamsTests
{
    [Theory]
    [InlineData("visits/plan")]
    [InlineData("visits/record")]
    public async Task Whoever_goes_to_see_a_child_reads_whose_the_brother_is_and_nothing_of_a_restricted_one(string page)
    {
        await using var host = await KithHost.With();
        var worker = await host.SignedIn(Role.SocialWorker);
        var main = (await Browse.Page(worker, $"/children/{host.People.Own}/{page}")).QuerySelector("main")!;
        Assert.Contains("Otto is worked with by", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"{host.People.Restricted}", main.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain($"{host.People.Secret}", main.InnerHtml, StringComparison.Ordinal);
        // Nothing can be written on the brother's record from here.
        Assert.Null(main.QuerySelector($"[name='Input.Children'][value='{host.People.Other}']"));
    }
}
