using System.Net;
using Kith.Practice.Access;
using Kith.Web.Security;
using Kith.WebTests.Support;

namespace Kith.WebTests.Casework;

/// <summary>What somebody sent is never in an address as a header cannot carry it: the server would answer 500 after the act.</summary>
public sealed class PlainAddressTests(KithHost host)
{
    [Theory]
    [InlineData("/a?b=c#d", "/a?b=c#d")]
    [InlineData("/a#٣١-é", "/a#%D9%A3%D9%A1-%C3%A9")]
    [InlineData("/a#🧒\r\n x", "/a#%F0%9F%A7%92%0D%0A%20x")]
    public void Letters_that_a_header_cannot_carry_are_written_out(string address, string plain) => Assert.Equal(plain, PlainAddresses.Of(address));

    [Theory]
    [InlineData("visits")]
    [InlineData("chronology")]
    public async Task A_mark_on_a_kind_of_record_that_there_is_not_leads_back_to_the_page(string tab)
    {
        using var client = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(client, $"/children/{host.People.Own}/chronology");
        using var reply = await client.PostAsync(
            $"/children/{host.People.Own}/{tab}",
            new FormUrlEncodedContent([
                new("__RequestVerificationToken", page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
                new("Kind", "\u202eעברית ٣١"),
                new("RecordId", "1/0/1"),
                new("Note", "x"),
            ])
        );
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.All(reply.Headers.GetValues("Location").Single(), c => Assert.InRange(c, '!', '~'));
    }
}
