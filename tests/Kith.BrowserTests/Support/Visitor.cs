using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Kith.BrowserTests.Support;

/// <summary>One person at one browser. Complaints of the page (console errors, failed requests) are kept and asserted.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    public Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Goes somewhere and says how the server answered.</summary>
    public async Task<int> Go(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>The page is well: axe finds nothing, nothing complained, and nothing runs off the side.</summary>
    public async Task IsWell(string where)
    {
        Assert.Empty(complaints);
        var axe = await Page.RunAxe(
            new()
            {
                RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
            }
        );
        Assert.True(
            axe.Violations.Length == 0,
            $"{where}: " + string.Join("; ", axe.Violations.Select(v => $"{v.Id} ({v.Help}) at {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}"))
        );
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 1, $"{where}: the page is {overflow} px wider than the window");
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
}
