using System.Net;
using System.Text.RegularExpressions;

namespace Kith.Bench;

/// <summary>Someone signed in, with a browser of their own: reads pages, fills in the form of a warning note.</summary>
internal sealed partial class StaffMember(Uri address, IReadOnlyList<Guid> children, Guid team) : IDisposable
{
    /// <summary>Warnings that stand of one child before the next save looks at one of them again.</summary>
    private const int Standing = 2;

    private int said;

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
            _ => await Save(child),
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

    /// <summary>
    /// Raises a warning, or looks at one again where <see cref="Standing"/> stand already: a morning of hours would otherwise
    /// leave each child with more of them than any child has, and the load would measure ever longer pages.
    /// </summary>
    private async Task<(string Kind, Answer Answer)> Save(Guid child)
    {
        using var opened = await client.GetAsync($"/people/{child}/warnings");
        var page = await opened.Content.ReadAsStringAsync();
        if (Judge(opened, HttpStatusCode.OK) is not Answer.Good and var answer)
        {
            return ("open a form", answer);
        }
        var on = DateTime.Today.AddDays(60);
        // Other words each time: who sends the same twice is asked whether they mean it.
        var count = Interlocked.Increment(ref said);
        var words = $"Ring before calling: the dog is loose in the front garden ({count}).";
        var forms = WarningForm().Matches(page);
        var again = forms.Count > Standing;
        var form = again ? forms[count % Standing] : forms[^1];
        var of = again ? "Review" : "New";
        using var reply = await client.PostAsync(
            WebUtility.HtmlDecode(form.Groups[1].Value),
            new FormUrlEncodedContent([
                new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
                .. Hidden().Matches(form.Value).Select(h => KeyValuePair.Create(h.Groups[1].Value, WebUtility.HtmlDecode(h.Groups[2].Value))),
                new($"{of}.Text", words),
                new($"{of}.ReviewOn.Day", $"{on.Day}"),
                new($"{of}.ReviewOn.Month", $"{on.Month}"),
                new($"{of}.ReviewOn.Year", $"{on.Year}"),
                new("Review.Ends", "false"),
            ])
        );
        // Another visitor looked at the same warning meanwhile and is answered first: this one would be shown both versions.
        return again && reply.StatusCode == HttpStatusCode.OK ? ("came second", Answer.Good) : ("save", Judge(reply, HttpStatusCode.Redirect));
    }

    private static Answer Judge(HttpResponseMessage reply, HttpStatusCode wanted) =>
        reply.StatusCode == wanted ? Answer.Good
        : reply.StatusCode == HttpStatusCode.ServiceUnavailable && reply.Headers.RetryAfter is not null ? Answer.Shed
        : Answer.Failed;

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();

    /// <summary>The forms that write: of each warning recorded here, and last of a new one. The first group is where it goes.</summary>
    [GeneratedRegex("""<form method="post" action="([^"]*\?handler=(?:Review|Raise)[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex WarningForm();

    [GeneratedRegex("""<input type="hidden" name="([^"_][^"]*)" value="([^"]*)""")]
    private static partial Regex Hidden();
}
