using System.Globalization;
using Microsoft.Playwright;

namespace Kith.BrowserTests.Support;

/// <summary>
/// Counts what a journey costs a person: pages, clicks, and keystrokes beyond the narrative itself. The counts are kept
/// in docs/guide/effort.tsv and may only go down: with KITH_WRITE_GUIDE=1 the file is written anew.
/// </summary>
public sealed class Effort
{
    private static readonly Lock Writing = new();
    private readonly IPage page;
    private int pages;
    private int clicks;
    private int keys;
    private TaskCompletionSource arrived = new();

    public Effort(IPage page)
    {
        this.page = page;
        page.FrameNavigated += (_, frame) =>
        {
            if (frame == page.MainFrame)
            {
                pages++;
                arrived.TrySetResult();
            }
        };
    }

    public async Task Click(ILocator what)
    {
        clicks++;
        await what.ClickAsync();
    }

    public Task Click(AriaRole role, string name, bool exact = false) => Click(page.GetByRole(role, new() { Name = name, Exact = exact }).First);

    /// <summary>Clicks what leads to another page, and is there when it has come.</summary>
    public async Task Send(ILocator what)
    {
        arrived = new();
        await Click(what);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await page.IsWhole();
    }

    public Task Send(AriaRole role, string name, bool exact = false) => Send(page.GetByRole(role, new() { Name = name, Exact = exact }).First);

    /// <summary>Fills a field with what has to be typed: each letter is a keystroke, coming to the field a click.</summary>
    public async Task Type(ILocator where, string text)
    {
        clicks++;
        keys += text.Length;
        await where.FillAsync(text);
    }

    /// <summary>Writes what the person has to say: that is the work, not its cost.</summary>
    public async Task Write(ILocator where, string text)
    {
        clicks++;
        await where.FillAsync(text);
    }

    public async Task Choose(ILocator where, string value)
    {
        clicks += 2;
        await where.SelectOptionAsync(new SelectOptionValue { Label = value });
    }

    public async Task Press(string key)
    {
        keys++;
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>The journey is over: it cost no more than it did.</summary>
    public void Ends(string journey)
    {
        var file = Path.Combine(Root(), "docs", "guide", "effort.tsv");
        lock (Writing)
        {
            var lines = File.Exists(file) ? [.. File.ReadAllLines(file)] : new List<string> { "journey\tpages\tclicks\tkeystrokes" };
            var at = lines.FindIndex(l => l.StartsWith(journey + "\t", StringComparison.Ordinal));
            if (Environment.GetEnvironmentVariable("KITH_WRITE_GUIDE") == "1")
            {
                var line = string.Create(CultureInfo.InvariantCulture, $"{journey}\t{pages}\t{clicks}\t{keys}");
                if (at < 0)
                {
                    lines.Add(line);
                }
                else
                {
                    lines[at] = line;
                }
                File.WriteAllLines(file, [lines[0], .. lines.Skip(1).Order(StringComparer.Ordinal)]);
                return;
            }
            Assert.True(at >= 0, $"docs/guide/effort.tsv has no line for «{journey}»: {pages} pages, {clicks} clicks, {keys} keystrokes. Run with KITH_WRITE_GUIDE=1.");
            var most = lines[at].Split('\t').Skip(1).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            Assert.True(
                pages <= most[0] && clicks <= most[1] && keys <= most[2],
                $"«{journey}» took {pages} pages, {clicks} clicks and {keys} keystrokes; it used to take {string.Join(", ", most)}"
            );
        }
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Kith.slnx")))
        {
            at = at.Parent;
        }
        return at?.FullName ?? throw new DirectoryNotFoundException("Kith.slnx is not above the tests.");
    }
}
