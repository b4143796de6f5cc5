using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Visits.Offline;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Casework;

/// <summary>Visits without signal over HTTP: what a browser keeps is nobody's, what a device sends is known by its secret, and what is hostile gets nowhere.</summary>
public sealed partial class OfflinePagesTests
{
    private const string Secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [Fact]
    public async Task The_page_that_a_browser_keeps_is_the_same_for_everybody_and_holds_nothing_of_anybody()
    {
        await using var host = await KithHost.With();
        using var stranger = host.Stranger();
        using var worker = await host.SignedIn(Role.SocialWorker);
        var (of, as_) = (await stranger.GetStringAsync("/offline/visits"), await worker.GetStringAsync("/offline/visits"));
        Assert.Equal(of, as_);
        Assert.DoesNotContain("__RequestVerificationToken", of, StringComparison.Ordinal);
        Assert.Contains("needs JavaScript", of, StringComparison.Ordinal);

        // The worker keeps the page, what the page names and what its scripts import, and each of them is there.
        using var reply = await stranger.GetAsync("/offline/worker.js");
        Assert.Equal(("text/javascript", HttpStatusCode.OK), (reply.Content.Headers.ContentType!.MediaType, reply.StatusCode));
        // Its reach is its own folder: nothing widens it.
        Assert.False(reply.Headers.Contains("Service-Worker-Allowed"));
        var script = await reply.Content.ReadAsStringAsync();
        var page = JsonSerializer.Deserialize<string>(Line("page").Match(script).Groups[1].Value);
        Assert.Equal("/offline/visits", page);
        var kept = JsonSerializer.Deserialize<string[]>(Line("imported").Match(script).Groups[1].Value)!.Concat(Named().Matches(of).Select(m => m.Groups[1].Value)).ToList();
        Assert.True(kept.Count > 8, string.Join(' ', kept));
        foreach (var address in kept)
        {
            using var file = await stranger.GetAsync(WebUtility.HtmlDecode(address));
            Assert.True(file.StatusCode == HttpStatusCode.OK, $"{address} answers {(int)file.StatusCode}");
            Assert.Matches("^/(assets/|council.css|favicon|offline/manifest)", address);
        }
        using var manifest = JsonDocument.Parse(await stranger.GetStringAsync("/offline/manifest.webmanifest"));
        Assert.Equal("/offline/visits", manifest.RootElement.GetProperty("start_url").GetString());

        static Regex Line(string name) => new($"const {name} = (.+);");
    }

    [Fact]
    public async Task A_device_is_given_what_was_chosen_hands_it_in_and_is_told_to_erase()
    {
        await using var host = await KithHost.With();
        using var worker = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(worker, "/visits/offline");
        Assert.Empty(page.QuerySelectorAll("[name='Input.Children'][checked]"));
        // Of another team, restricted, secret: the same answer as for a child that was never there.
        foreach (var hidden in new[] { host.People.Other, host.People.Restricted, host.People.Secret, Guid.NewGuid() })
        {
            using var refused = await Browse.Submit(worker, page, "form[data-kith-offline]", ("Input.Children", hidden.ToString()), ("Input.Secret", Secret));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        foreach (var (children, secret) in new[] { (null, Secret), (host.People.Own.ToString(), "short"), ("nonsense", Secret) })
        {
            using var wrong = await Browse.Submit(worker, page, "form[data-kith-offline]", ("Input.Children", children), ("Input.Secret", secret));
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }
        using var reply = await Browse.Submit(worker, page, "form[data-kith-offline]", ("Input.Children", host.People.Own.ToString()), ("Input.Secret", Secret));
        var content = JsonSerializer.Deserialize<PacketContent>(await reply.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
        Assert.Equal(host.People.Own, Assert.Single(content.Children).Id);
        Assert.True(reply.Headers.CacheControl!.NoStore);

        var key = Guid.NewGuid();
        var sealedText = SealedVisit.Seal(content.PublicKey, content.Packet, key, Written(host.People.Own).Json());
        using var stranger = host.Stranger();
        Assert.Equal("SignIn", await Hand(stranger, content.Packet, Secret, key, sealedText));
        Assert.Equal("Unknown", await Hand(worker, content.Packet, "guessed", key, sealedText));
        Assert.Equal("Unknown", await Hand(worker, Guid.NewGuid(), Secret, key, sealedText));
        Assert.Equal("Kept Recorded", await Hand(worker, content.Packet, Secret, key, sealedText));
        Assert.Equal("Kept Recorded", await Hand(worker, content.Packet, Secret, key, sealedText));
        Assert.Equal(1, await host.Do(s => s.GetRequiredService<KithDb>().VoiceEntries.CountAsync(v => v.Words == "I like the park")));

        // The manager reads in the child's access log who took it along, on what.
        using var manager = await host.SignedIn(Role.TeamManager);
        var log = await Browse.Page(manager, $"/people/{host.People.Own}/access-log");
        Assert.Contains("Took out of Kith: for visits without signal, on", log.Body!.TextContent, StringComparison.Ordinal);

        // An administrator wipes it; whoever has it, signed in or not, hears so.
        Assert.Equal("Runs", await State(stranger, content.Packet, Secret));
        using var administrator = await host.SignedIn(Role.Administrator);
        var devices = await Browse.Page(administrator, "/admin/devices");
        Assert.DoesNotContain(content.Children[0].First, devices.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (await Browse.Press(administrator, devices, "button[name=packet]")) { }
        Assert.Equal("Over", await State(stranger, content.Packet, Secret));
        Assert.Equal("Unknown", await State(stranger, content.Packet, "guessed"));
        var late = Guid.NewGuid();
        Assert.Equal("Kept Draft", await Hand(stranger, content.Packet, Secret, late, SealedVisit.Seal(content.PublicKey, content.Packet, late, Written(host.People.Own).Json())));

        // The draft is hers: shown with its reason, gone on with in the ordinary form, and let go only when she has looked.
        var arrived = await host.Do(s => s.GetRequiredService<KithDb>().OfflineVisits.Where(v => v.Key == late).Select(v => v.Id).SingleAsync());
        using var colleague = await host.SignedIn(host.People.Colleague);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/visits/offline/arrived/{arrived}")).StatusCode);
        var shown = await Browse.Page(worker, $"/visits/offline/arrived/{arrived}");
        Assert.Contains("We fed the ducks", shown.Body!.TextContent, StringComparison.Ordinal);
        using (var unread = await Browse.Submit(worker, shown, "details form"))
        {
            Assert.Contains("Tick that you have looked", Assert.Single(Browse.Errors(await Browse.Read(unread))), StringComparison.Ordinal);
        }
        var form = await Browse.Page(worker, $"/children/{host.People.Own}/visits/record?arrived={arrived}");
        Assert.Equal("We fed the ducks", form.QuerySelector("[name='Input.SharedText']")!.TextContent.Trim());
        Assert.Equal(late.ToString(), form.QuerySelector("form[data-kith-draft] [name=act]")!.GetAttribute("value"));
        using (var done = await Browse.Submit(worker, form, "form[data-kith-draft]", ("Anyway", "true")))
        {
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/visits/offline/arrived/{arrived}")).StatusCode);
        Assert.Equal(2, await host.Do(s => s.GetRequiredService<KithDb>().VoiceEntries.CountAsync(v => v.Words == "I like the park")));
    }

    private static async Task<string> Hand(HttpClient client, Guid packet, string secret, Guid key, string text)
    {
        using var reply = await Post(client, "/offline/send", ("packet", packet.ToString()), ("secret", secret), ("key", key.ToString()), ("sealed", text));
        using var answer = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return $"{answer.RootElement.GetProperty("receipt").GetString()} {answer.RootElement.GetProperty("fate").GetString()}".Trim();
    }

    private static async Task<string?> State(HttpClient client, Guid packet, string secret)
    {
        using var reply = await Post(client, "/offline/send?handler=State", ("packet", packet.ToString()), ("secret", secret));
        using var answer = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("state").GetString();
    }

    private static async Task<HttpResponseMessage> Post(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using var asked = JsonDocument.Parse(await client.GetStringAsync("/offline/send"));
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))),
        };
        request.Headers.Add("RequestVerificationToken", asked.RootElement.GetProperty("token").GetString());
        return await client.SendAsync(request);
    }

    private static WrittenVisit Written(Guid child) =>
        new()
        {
            On = "2026-11-24",
            Place = "Home",
            SharedText = "We fed the ducks",
            Analysis = "Calmer",
            Finished = true,
            Children =
            [
                new()
                {
                    Id = child,
                    Part = "Seen",
                    Words = "I like the park",
                    Method = "Talking",
                },
            ],
        };

    [GeneratedRegex("""(?:href|src)="(/[^"]+?\.(?:css|js|svg|ico)(?:\?[^"]*)?)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Named();
}
