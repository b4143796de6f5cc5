using Microsoft.Playwright;

namespace Kith.BrowserTests.Support;

/// <summary>
/// Waits for a page that a click or key leads to. Never by «load»: on a busy machine that event can have come and gone, with the
/// page before a redirect, when one begins to wait for it. What stands last on each page is there when the page is.
/// </summary>
public static class Arrivals
{
    /// <summary>Waits until the address is such and the page is all there.</summary>
    public static async Task Arrive(this IPage page, string address)
    {
        await page.WaitForURLAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.IsWhole();
    }

    /// <summary>Waits until the address fits and the page is all there.</summary>
    public static async Task Arrive(this IPage page, Func<string, bool> address)
    {
        await page.WaitForURLAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.IsWhole();
    }

    /// <summary>Clicks what leads to another page, or to this one anew, and waits until that is all there.</summary>
    public static async Task Send(this IPage page, ILocator what)
    {
        var arrived = new TaskCompletionSource();
        void Navigated(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame)
            {
                arrived.TrySetResult();
            }
        }
        page.FrameNavigated += Navigated;
        try
        {
            await what.ClickAsync();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            page.FrameNavigated -= Navigated;
        }
        await page.IsWhole();
    }

    /// <summary>Waits until the page that has come is all there: its footer is what every layout writes last.</summary>
    public static Task IsWhole(this IPage page) => page.Locator("body > footer").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
}
