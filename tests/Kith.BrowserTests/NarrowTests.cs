using Kith.BrowserTests.Support;

namespace Kith.BrowserTests;

/// <summary>What a wide page offers is there on a phone, and at 400%, too.</summary>
public sealed class NarrowTests(Site site)
{
    [Fact]
    public async Task A_list_is_sorted_at_320_pixels_by_links_that_are_seen_where_the_focus_is()
    {
        await using var visitor = await site.Visit("sarah.whitfield");
        await visitor.Page.SetViewportSizeAsync(320, 640);
        await visitor.Go("/children");
        var links = visitor.Page.Locator("thead a.kith-sort");
        var count = await links.CountAsync();
        Assert.True(count > 1);
        for (var i = 0; i < count; i++)
        {
            await links.Nth(i).FocusAsync();
            Assert.True(
                await links
                    .Nth(i)
                    .EvaluateAsync<bool>(
                        "e => { const b = e.getBoundingClientRect(); return b.height >= 24 && b.right <= innerWidth && e.contains(document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)); }"
                    )
            );
        }
        await visitor.FitsAt(320, "a list with the links that sort it");
    }
}
