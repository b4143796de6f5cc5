using System.Net;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Kith.BrowserTests.Support;

/// <summary>One person at one browser. Complaints of the page (console errors, failed requests) are kept and asserted.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private readonly Site site;
    private readonly string? userName;
    private readonly bool javaScript;
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visitor(Site site, string? userName, bool javaScript, IBrowserContext context, IPage page)
    {
        this.site = site;
        this.userName = userName;
        this.javaScript = javaScript;
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (
                message.Type is "error" or "warning"
                && !message.Text.Contains("status of 4", StringComparison.Ordinal)
                // A test that cuts the network hears that it is cut.
                && !message.Text.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)
            )
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Goes somewhere and says how the server answered.</summary>
    public async Task<int> Go(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>How the server answers to this person, without showing it.</summary>
    public async Task<int> Answer(string path)
    {
        var response = await context.APIRequest.GetAsync(path);
        return response.Status;
    }

    /// <summary>What the server gives this person here, without showing it: how it answers, whether it is a file to be saved, and the links of the page that stay in Kith.</summary>
    public async Task<(int Status, bool File, IReadOnlyList<string> Links)> Ask(string path)
    {
        var response = await context.APIRequest.GetAsync(path);
        var file = response.Headers.GetValueOrDefault("content-disposition")?.StartsWith("attachment", StringComparison.Ordinal) == true;
        IReadOnlyList<string> links = file || response.Status != 200 ? [] : [.. Hrefs().Matches(await response.TextAsync()).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];
        return (response.Status, file, links);
    }

    /// <summary>The page is well: axe finds nothing, nothing complained, and nothing runs off the side.</summary>
    public async Task IsWell(string where)
    {
        Assert.Empty(complaints);
        if (!javaScript)
        {
            // Axe is a script: someone with scripts looks at the same page.
            await using var seeing = await site.Visit(userName);
            await seeing.Go(Page.Url);
            await seeing.IsWell(where);
            return;
        }
        // Axe's own script in the page itself: no page of Kith holds a frame, and the package's way opens a second page and
        // carries every node that is well across, at each look.
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await Page.EvaluateAsync(Axe);
        }
        var axe = await Page.EvaluateAsync<Looked>(
            """
            async () => {
              // What lies under the bar at the foot of a phone for the moment is scrolled out from under it: axe sees the bar in its place.
              const bars = [...document.querySelectorAll('.kith-action-bar')];
              bars.forEach(b => (b.style.position = 'static'));
              const seen = await axe.run(document, {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
                resultTypes: ['violations'],
              });
              bars.forEach(b => (b.style.position = ''));
              const said = v => `${v.id} (${v.help}) at ${v.nodes.slice(0, 3).map(n => n.html).join(', ')}`;
              return { rules: seen.passes.length, violations: seen.violations.map(said) };
            }
            """
        );
        Assert.True(axe.Rules > 10, $"{where}: axe looked at {axe.Rules} rules");
        Assert.True(axe.Violations.Length == 0, $"{where}: " + string.Join("; ", axe.Violations));
        await Fits(where);
    }

    /// <summary>The page fits a window of so many pixels: 640 is 1,280 at 200 %, 320 the same at 400 %, or a small phone.</summary>
    public async Task FitsAt(int width, string where)
    {
        await Page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
        await Fits($"{where} at {width}");
    }

    /// <summary>The links of the page that stay in Kith.</summary>
    public async Task<string[]> Links() =>
        await Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].map(a => a.getAttribute('href')).filter(h => h.startsWith('/'))"
        );

    private async Task Fits(string where)
    {
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 1)
        {
            var widest = await Page.EvaluateAsync<string>(
                "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 160)).join(' ')"
            );
            Assert.Fail($"{where}: the page is {overflow} px wider than the window: {widest}");
        }
    }

    /// <summary>Keeps a picture for the guide, when pictures are asked for.</summary>
    public async Task Picture(string name, bool whole = false)
    {
        if (Site.Pictures is { } folder)
        {
            Directory.CreateDirectory(folder);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = whole });
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    /// <summary>How many rules axe found kept, and what is said of each that was not.</summary>
    private sealed class Looked
    {
        public int Rules { get; set; }
        public string[] Violations { get; set; } = [];
    }

    [GeneratedRegex("<a [^>]*href=\"(/[^\"]*)\"")]
    private static partial Regex Hrefs();
}
