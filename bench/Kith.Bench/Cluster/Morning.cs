using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Kith.Bench.Cluster;

/// <summary>Something that was answered with «it is saved».</summary>
internal sealed record Acknowledged(Guid Child, string Text);

/// <summary>One request: when it was sent and answered (ticks of the run's clock), and what came of it.</summary>
internal sealed record Sent(long At, long Until, bool Saving, bool Good, string What);

/// <summary>
/// A bounded number of people who read pages and save, each with a pause between two requests, until they are told to
/// stop. Whatever was not answered as wished is sent again, the very same form with the very same key, as a browser
/// does on «load this page again»; every acknowledgement is noted.
/// </summary>
internal sealed partial class Morning : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource over = new();
    private readonly List<Task> people = [];
    private readonly ConcurrentQueue<Sent> sent = new();
    private readonly ConcurrentQueue<Acknowledged> acknowledged = new();

    /// <summary>Every save that was acknowledged.</summary>
    public IReadOnlyCollection<Acknowledged> Saved => acknowledged;

    /// <summary>Every request since an instant.</summary>
    public IReadOnlyList<Sent> Since(long at) => [.. sent.Where(s => s.At >= at)];

    public void Join(HttpClient client, IReadOnlyList<Guid> children, int number) => people.Add(Task.Run(() => Work(client, children, new Random(number))));

    /// <summary>Lets everybody finish what they are at.</summary>
    public async Task End()
    {
        await over.CancelAsync();
        await Task.WhenAll(people);
    }

    private async Task Work(HttpClient client, IReadOnlyList<Guid> children, Random dice)
    {
        while (!over.IsCancellationRequested)
        {
            var child = children[dice.Next(children.Count)];
            switch (dice.Next(10))
            {
                case < 3:
                    await Read(client, $"/children/{child}", "a child's page");
                    break;
                case < 4:
                    await Read(client, $"/children/{child}/chronology", "a chronology");
                    break;
                case < 6:
                    await Read(client, "/my-day", "my day");
                    break;
                default:
                    await Save(client, child);
                    break;
            }
            await Task.Delay(dice.Next(40, 160));
        }
    }

    private async Task<string?> Read(HttpClient client, string path, string what)
    {
        while (true)
        {
            string? page = null;
            await Note(
                false,
                what,
                async () =>
                {
                    using var reply = await client.GetAsync(path);
                    page = await reply.Content.ReadAsStringAsync();
                    return reply.StatusCode == HttpStatusCode.OK ? null : $"{(int)reply.StatusCode}";
                }
            );
            if (Latest(page))
            {
                return page;
            }
            if (over.IsCancellationRequested)
            {
                return null;
            }
            await Task.Delay(Again);
        }

        static bool Latest(string? page) =>
            page?.Contains("</html>", StringComparison.Ordinal) == true && !page.Contains("The service is not available just now", StringComparison.Ordinal);
    }

    private async Task Save(HttpClient client, Guid child)
    {
        if (
            await Read(client, $"/people/{child}/warnings", "a form") is not { } page
            || Token().Match(page) is not { Success: true } token
            || Key().Matches(page) is not { Count: > 0 } keys
        )
        {
            return;
        }
        var on = DateTime.Today.AddDays(60);
        var text = $"Rehearsal {Guid.NewGuid():N}: ring before calling.";
        KeyValuePair<string, string>[] form =
        [
            new("__RequestVerificationToken", token.Groups[1].Value),
            new("act", keys[^1].Groups[1].Value),
            new("New.Text", text),
            new("New.ReviewOn.Day", $"{on.Day}"),
            new("New.ReviewOn.Month", $"{on.Month}"),
            new("New.ReviewOn.Year", $"{on.Year}"),
        ];
        while (true)
        {
            var good = await Note(
                true,
                "a save",
                async () =>
                {
                    using var reply = await client.PostAsync($"/people/{child}/warnings?handler=Raise", new FormUrlEncodedContent(form));
                    return reply.StatusCode == HttpStatusCode.Redirect && reply.Headers.Location?.ToString().Contains("sign-in", StringComparison.Ordinal) != true
                        ? null
                        : $"{(int)reply.StatusCode}";
                }
            );
            if (good)
            {
                acknowledged.Enqueue(new Acknowledged(child, text));
                return;
            }
            if (over.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(Again);
        }
    }

    private async Task<bool> Note(bool saving, string what, Func<Task<string?>> ask)
    {
        var at = Stopwatch.GetTimestamp();
        string? wrong;
        try
        {
            wrong = await ask();
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException)
        {
            wrong = away.GetType().Name;
        }
        sent.Enqueue(new Sent(at, Stopwatch.GetTimestamp(), saving, wrong is null, wrong is null ? what : $"{what}: {wrong}"));
        return wrong is null;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        over.Dispose();
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""name="act"[^>]*value="([^"]+)""")]
    private static partial Regex Key();
}
