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

    /// <summary>A manager writes about three children on one page: it is no longer than what is asked.</summary>
    [Fact]
    public async Task A_long_form_leaves_no_holes_and_a_date_stands_in_one_row()
    {
        await using var visitor = await site.Visit("sarah.whitfield");
        await visitor.Go("/children");
        var child = (await visitor.Page.Locator("main tbody a[href^='/children/']").First.GetAttributeAsync("href"))!.Split('/', '?')[2];
        Assert.Equal(200, await visitor.Go($"/children/{child}/oversight/record"));
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        var seen = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => {
              const shown = (e) => e.offsetParent !== null;
              const areas = [...document.querySelectorAll('main .govuk-form-group > textarea:last-child')].filter(shown);
              const dates = [...document.querySelectorAll('main .kith-fields .govuk-date-input')].filter(shown);
              const rows = (d) => new Set([...d.querySelectorAll('input')].map((i) => Math.round(i.getBoundingClientRect().top))).size;
              return [String(areas.length + dates.length),
                ...areas.filter((a) => a.parentElement.getBoundingClientRect().bottom - a.getBoundingClientRect().bottom > 12).map((a) => 'a hole under ' + a.name),
                ...dates.filter((d) => rows(d) > 1).map((d) => 'in two rows: ' + d.querySelector('input').name)];
            }
            """
        );
        Assert.True(int.Parse(seen[0], System.Globalization.CultureInfo.InvariantCulture) > 6, $"only {seen[0]} fields were seen");
        Assert.Empty(seen[1..]);
    }
}
