using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Visits.Offline;
using Microsoft.EntityFrameworkCore;

namespace Kith.Bench;

/// <summary>
/// P14: a device is given 30 children, and 50 visits written on it are handed in one after the other, each with the two
/// requests that the page makes, to the real host on loopback. Sealing is done here as the page does it; what the browser
/// takes for its passphrase is not part of it.
/// </summary>
public sealed partial class OfflineBenchmark : Benchmark
{
    private const int Children = 30;

    public override string Name => "offline";

    public override string Does => "30 children taken along, and --size visits (50 unless told) handed in, over the real host, both engines";

    public override async IAsyncEnumerable<Figure> Run(int? size)
    {
        var many = size ?? 50;
        await using var cluster = await PrivateCluster.Start();
        foreach (var engine in BenchAuthority.Engines(cluster))
        {
            await using var authority = await BenchAuthority.On(engine, cluster, "offline");
            await authority.Do(s => s.GetRequiredService<SyntheticCouncil>().Make(new SyntheticOptions { Children = 600, Years = 5 }));
            await authority.Settle();
            var (account, children) = await authority.Do(s => Somebody(s.GetRequiredService<KithDb>()));
            await using var kith = await HostProcess.Kith(a =>
                [
                    "--urls",
                    a.ToString(),
                    "--demo",
                    "true",
                    "--data",
                    authority.Folder,
                    "--Kith:SignInsAMinute",
                    "1000000",
                    .. authority.Database is { } database ? new[] { "--database", database } : [],
                ]
            );
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = kith.Address };
            var door = await client.GetStringAsync("/sign-in");
            using (
                var entered = await client.PostAsync(
                    "/sign-in?handler=Demo",
                    new FormUrlEncodedContent([new("__RequestVerificationToken", Token().Match(door).Groups[1].Value), new("person", account.ToString())])
                )
            )
            {
                if (entered.StatusCode != HttpStatusCode.Redirect)
                {
                    throw new InvalidOperationException($"Signing in answered {(int)entered.StatusCode}");
                }
            }
            // Once to warm up, as a host that has been running is.
            await Journey(client, children, 5);
            var (bytes, prepared, handed, recorded) = await Journey(client, children, many);
            if (recorded != many)
            {
                throw new InvalidOperationException($"{recorded} of {many} visits were recorded");
            }
            yield return new Figure("P14", $"what {children.Count} children weigh, {engine}", bytes / 1024.0, 1024, "KiB", 1);
            yield return new Figure("P14", $"{children.Count} children prepared, and {many} visits recorded, {engine}", prepared + handed, 5000, "ms", 1);
            yield return new Figure("P14", $"of it preparing, {engine}", prepared, 5000, "ms", 1);
        }
    }

    private static async Task<(int Bytes, double Prepared, double Handed, int Recorded)> Journey(HttpClient client, List<Guid> children, int many)
    {
        var secret = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var began = Stopwatch.GetTimestamp();
        var page = await client.GetStringAsync("/visits/offline");
        using var reply = await client.PostAsync(
            "/visits/offline?handler=Take",
            new FormUrlEncodedContent([
                new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
                new("act", Guid.CreateVersion7().ToString()),
                new("Input.Secret", secret),
                .. children.Select(c => new KeyValuePair<string, string>("Input.Children", c.ToString())),
            ])
        );
        reply.EnsureSuccessStatusCode();
        var body = await reply.Content.ReadAsByteArrayAsync();
        var content = JsonSerializer.Deserialize<PacketContent>(body, JsonSerializerOptions.Web)!;
        var prepared = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        // Written on the way, before the clock of coming back runs.
        var visits = Enumerable.Range(0, many).Select(i => (Key: Guid.NewGuid(), Child: content.Children[i % content.Children.Count])).ToList();
        var seals = visits.ConvertAll(v => SealedVisit.Seal(content.PublicKey, content.Packet, v.Key, Written(v.Child).Json()));
        began = Stopwatch.GetTimestamp();
        var recorded = 0;
        for (var i = 0; i < many; i++)
        {
            using var token = JsonDocument.Parse(await client.GetStringAsync("/offline/send"));
            using var sent = await client.PostAsync(
                "/offline/send",
                new FormUrlEncodedContent([
                    new("__RequestVerificationToken", token.RootElement.GetProperty("token").GetString()!),
                    new("packet", content.Packet.ToString()),
                    new("secret", secret),
                    new("key", visits[i].Key.ToString()),
                    new("sealed", seals[i]),
                ])
            );
            using var answer = JsonDocument.Parse(await sent.Content.ReadAsStringAsync());
            recorded += answer.RootElement.GetProperty("fate").GetString() == nameof(ArrivalFate.Recorded) ? 1 : 0;
        }
        return (body.Length, prepared, Stopwatch.GetElapsedTime(began).TotalMilliseconds, recorded);
    }

    private static WrittenVisit Written(PacketChild child) =>
        new()
        {
            On = Kith.Standards.Calendar.LondonTime.Today(TimeProvider.System).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Place = "Home",
            SharedText = "The kitchen was warm and tidy. Their mother showed the list on the fridge that they had written.",
            Analysis = "The mornings are calmer than a month ago. What is still open is who collects the youngest on Thursdays.",
            Next = "Ask the school about the breakfast club.",
            Finished = true,
            Children =
            [
                new()
                {
                    Id = child.Id,
                    Part = "Seen",
                    Alone = true,
                    Bedroom = true,
                    Words = "I like it when nobody shouts before school.",
                    Method = "Talking",
                    Text = "Talked in the bedroom while building a tower.",
                },
            ],
        };

    /// <summary>A social worker, and as many open children of the own team.</summary>
    private static async Task<(Guid Account, List<Guid> Children)> Somebody(KithDb db)
    {
        var workers = await (
            from u in db.Users
            join g in db.RoleGrants on u.Id equals g.AccountId
            join w in db.Workers on u.WorkerId equals w.Id
            where u.IsDemo && g.Role == Role.SocialWorker && w.TeamId != null
            select new { u.Id, w.TeamId }
        ).ToListAsync();
        foreach (var worker in workers)
        {
            var children = await db
                .ChildOverviews.Where(o => o.TeamId == worker.TeamId && !o.Restricted && !o.Unborn && ChildWords.OpenStatuses.Contains(o.Status))
                .OrderBy(o => o.PersonId)
                .Select(o => o.PersonId)
                .Take(Children)
                .ToListAsync();
            if (children.Count == Children)
            {
                return (worker.Id, children);
            }
        }
        throw new InvalidOperationException("No social worker's team has 30 open children");
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
