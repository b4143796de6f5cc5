using System.Net;
using AngleSharp.Dom;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Speed;

/// <summary>What goes over the line: people open these pages on a phone, in a car, with one bar of signal.</summary>
public sealed class PageWeightTests
{
    private const int First = 150 * 1024;
    private const int Later = 40 * 1024;

    [Fact]
    public async Task The_first_page_with_all_it_loads_and_every_later_page_are_light()
    {
        await using var host = await KithHost.With(populated: false);
        await Walk.Fill(host, 120);
        var accounts = await host.Do(s => s.GetRequiredService<KithDb>().Users.Where(u => u.IsDemo).ToDictionaryAsync(u => u.UserName!, u => u.Id));
        var ids = await host.Do(Walk.Ids);

        using var stranger = host.Stranger();
        var (page, weight) = await Weigh(stranger, "/sign-in");
        var loads = page.QuerySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], link[rel=manifest], script[src], img[src]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            .Distinct()
            .ToList();
        Assert.NotEmpty(loads);
        foreach (var asset in loads)
        {
            weight += (await Bytes(stranger, asset)).Length;
        }
        Assert.True(weight <= First, $"the sign-in page with what it loads weighs {weight:N0} bytes");

        // The longest story, the fullest day, the longest list: as whoever sees the most of it.
        var longest = await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            return await db.VisitChildren.GroupBy(v => v.PersonId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstAsync();
        });
        var heavy = new List<string>();
        var walked = 0;
        foreach (var person in new[] { "priya.nair", "sarah.whitfield", "amanda.clarke", "lukasz.nowak", "jo.carver" })
        {
            using var client = await host.SignedIn(accounts[person]);
            foreach (
                var address in new[]
                {
                    "/my-day",
                    "/children",
                    "/actions",
                    "/approvals",
                    "/contacts",
                    "/conferences",
                    "/teams",
                    "/workers",
                    "/data",
                    "/data/issues",
                    "/admin/accounts",
                    $"/children/{longest}",
                    $"/children/{longest}/chronology",
                    $"/children/{longest}/access",
                    $"/children/{ids["children"]}/chronology",
                    $"/children/{ids["children"]}/visits/record",
                }
            )
            {
                using var reply = await client.SendAsync(Asked(address));
                if (reply.StatusCode != HttpStatusCode.OK)
                {
                    continue;
                }
                walked++;
                Assert.True(reply.Content.Headers.ContentEncoding.Count == 1, $"{address} is not compressed");
                var bytes = (await reply.Content.ReadAsByteArrayAsync()).Length;
                if (bytes > Later)
                {
                    heavy.Add($"{address} as {person}: {bytes:N0} bytes");
                }
            }
        }
        Assert.True(heavy.Count == 0, string.Join('\n', heavy));
        Assert.True(walked > 25, $"only {walked} pages were weighed");
    }

    [Fact]
    public async Task What_another_site_had_asked_for_is_not_compressed()
    {
        await using var host = await KithHost.With();
        using var stranger = host.Stranger();
        foreach (var (site, compressed) in new[] { ("same-origin", true), ("none", true), ("cross-site", false) })
        {
            var asked = Asked("/sign-in");
            asked.Headers.Add("Sec-Fetch-Site", site);
            using var reply = await stranger.SendAsync(asked);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal(compressed ? 1 : 0, reply.Content.Headers.ContentEncoding.Count);
        }
    }

    private static HttpRequestMessage Asked(string address)
    {
        var asked = new HttpRequestMessage(HttpMethod.Get, address);
        asked.Headers.Add("Accept-Encoding", "gzip, br");
        return asked;
    }

    private static async Task<byte[]> Bytes(HttpClient client, string address)
    {
        using var reply = await client.SendAsync(Asked(address));
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{address} answered {reply.StatusCode}");
        return await reply.Content.ReadAsByteArrayAsync();
    }

    private static async Task<(IDocument Page, int Weight)> Weigh(HttpClient client, string address)
    {
        using var plain = await client.GetAsync(address);
        return (await Browse.Read(plain, address), (await Bytes(client, address)).Length);
    }
}
