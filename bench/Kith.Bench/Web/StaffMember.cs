using System.Net;
using System.Text.RegularExpressions;

namespace Kith.Bench;

/// <summary>Someone signed in, with a browser of their own: reads pages, fills in the form of a warning note.</summary>
internal sealed partial class StaffMember(Uri address, IReadOnlyList<Guid> children, Guid team) : IDisposable
{
    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            AutomaticDecompression = DecompressionMethods.None,
        }
    )
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Comes in through the sign-in page as a person of the demonstration.</summary>
    public async Task SignIn(Guid account)
    {
        var page = await client.GetStringAsync("/sign-in");
        using var reply = await client.PostAsync(
            "/sign-in?handler=Demo",
            new FormUrlEncodedContent([new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("person", account.ToString())])
        );
        if (reply.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"Signing in answered {(int)reply.StatusCode}");
        }
    }

    /// <summary>One page of the mix of a working morning, reading only or with saving.</summary>
    public async Task<(string Kind, Answer Answer)> Next(Random dice, bool reads)
    {
        var child = children[dice.Next(children.Count)];
        return dice.Next(reads ? 80 : 100) switch
        {
            < 30 => ("child", await Get($"/children/{child}")),
            < 50 => ("my day", await Get("/my-day")),
            < 65 => ("search", await Search(Words[dice.Next(Words.Length)])),
            < 70 => ("chronology", await Get($"/children/{child}/chronology")),
            < 75 => ("team", await Get($"/teams/{team}")),
            < 80 => ("children", await Get("/children")),
            < 90 => ("open a form", await Get($"/people/{child}/warnings")),
            _ => ("save", await Save(child)),
        };
    }

    private static readonly string[] Words =
    [
        "Oliver Smith",
        "amelia khan",
        "Muhammad Ali 2014",
        "Jones 12/03/2012",
        "olivia",
        "Noah Patel",
        "AM3 4QQ",
        "Willaims Isla",
        "grace taylor 7y",
    ];

    public async Task<Answer> Get(string path)
    {
        using var reply = await client.GetAsync(path);
        await reply.Content.ReadAsByteArrayAsync();
        return Judge(reply, HttpStatusCode.OK);
    }

    /// <summary>Both requests that a search is: the words, and the address under which they come back sealed.</summary>
    private async Task<Answer> Search(string words)
    {
        using var reply = await client.GetAsync($"/search?q={Uri.EscapeDataString(words)}");
        return Judge(reply, HttpStatusCode.Redirect) is Answer.Good ? await Get(reply.Headers.Location!.ToString()) : Judge(reply, HttpStatusCode.Redirect);
    }

    private async Task<Answer> Save(Guid child)
    {
        using var form = await client.GetAsync($"/people/{child}/warnings");
        var page = await form.Content.ReadAsStringAsync();
        if (Judge(form, HttpStatusCode.OK) is not Answer.Good and var answer)
        {
            return answer;
        }
        var on = DateTime.Today.AddDays(60);
        // The new warning's form is the last on the page, and so is its key.
        using var reply = await client.PostAsync(
            $"/people/{child}/warnings?handler=Raise",
            new FormUrlEncodedContent([
                new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
                new("act", Key().Matches(page)[^1].Groups[1].Value),
                new("New.Text", "Ring before calling: the dog is loose in the front garden."),
                new("New.ReviewOn.Day", $"{on.Day}"),
                new("New.ReviewOn.Month", $"{on.Month}"),
                new("New.ReviewOn.Year", $"{on.Year}"),
            ])
        );
        return Judge(reply, HttpStatusCode.Redirect);
    }

    private static Answer Judge(HttpResponseMessage reply, HttpStatusCode wanted) =>
        reply.StatusCode == wanted ? Answer.Good
        : reply.StatusCode == HttpStatusCode.ServiceUnavailable && reply.Headers.RetryAfter is not null ? Answer.Shed
        : Answer.Failed;

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""name="act"[^>]*value="([^"]+)""")]
    private static partial Regex Key();
}
