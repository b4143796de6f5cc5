using System.Globalization;
using Kith.BrowserTests.Support;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>What eases the work of whoever is tired, sees badly or was called away.</summary>
public sealed class EaseTests(Site site)
{
    /// <summary>Only the text is larger: the window stays as wide as it was, so nothing tells the sheets that it is narrow.</summary>
    [Theory]
    [InlineData("sarah.whitfield", "/my-day")]
    [InlineData("sarah.whitfield", "/children")]
    [InlineData("sarah.whitfield", "/oversight")]
    [InlineData("ruth.benson", "/quality")]
    [InlineData("ruth.benson", "/audits")]
    [InlineData("owen.griffiths", "/contingency")]
    [InlineData("lukasz.nowak", "/data")]
    public async Task With_text_twice_as_large_nothing_runs_off_the_side_and_keys_reach_what_moves(string who, string path)
    {
        await using var visitor = await site.Visit(who);
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        await visitor.Go(path);
        await visitor.Page.EvaluateAsync("() => document.documentElement.style.setProperty('font-size', '200%', 'important')");
        await visitor.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('.kith-scroll')].every(b => b.scrollWidth <= b.clientWidth + 1 || b.tabIndex === 0 && b.getAttribute('aria-label'))"
        );
        await visitor.FitsAt(1280, path);
    }

    [Fact]
    public async Task A_year_of_two_figures_is_written_out_and_said()
    {
        await using var visitor = await site.Visit("priya.nair");
        await visitor.Go("/my-day");
        var child = (await visitor.Links()).First(l => l.StartsWith("/children/", StringComparison.Ordinal)).Split('/')[2];
        await visitor.Go($"/people/{child}/edit");
        var birth = visitor.Page.Locator("[data-kith-years=past]").First;
        await birth.Locator("[name$='.Day']").FillAsync("14");
        await birth.Locator("[name$='.Month']").FillAsync("3");
        var year = birth.Locator("[name$='.Year']");
        await year.FillAsync("24");
        await year.BlurAsync();
        await Assertions.Expect(year).ToHaveValueAsync("2024");
        await Assertions.Expect(visitor.Page.Locator("[data-kith-year-told]").First).ToContainTextAsync("Year read as 2024");
        // A birth is never to come.
        await year.FillAsync("98");
        await year.BlurAsync();
        await Assertions.Expect(year).ToHaveValueAsync("1998");
        await year.FillAsync("2019");
        await year.BlurAsync();
        await Assertions.Expect(year).ToHaveValueAsync("2019");
        await Assertions.Expect(visitor.Page.Locator("[data-kith-year-told]").First).ToBeEmptyAsync();
        await visitor.IsWell("a year written out");
    }

    [Fact]
    public async Task Some_minutes_before_a_session_ends_it_says_so_and_lets_one_stay_by_keys()
    {
        await using var visitor = await site.Visit("priya.nair");
        await visitor.Page.Clock.InstallAsync();
        await visitor.Go("/my-day");
        var told = visitor.Page.Locator("[data-kith-session]");
        await Assertions.Expect(told).ToBeHiddenAsync();
        // Other tests share this session: some of it may be over.
        var left = int.Parse((await told.GetAttributeAsync("data-kith-session"))!, CultureInfo.InvariantCulture);
        await visitor.Page.Clock.FastForwardAsync((left - (4 * 60) - 30) * 1000L);
        await visitor.Page.Clock.RunForAsync(1000);
        await Assertions.Expect(told.GetByRole(AriaRole.Status)).ToContainTextAsync("You will be signed out in 5 minutes");
        await visitor.IsWell("a session about to end");
        await told.GetByRole(AriaRole.Button).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(told).ToBeHiddenAsync();
        // Nobody stays for longer than the session lasts: that is said, and there is no button that could not help.
        await visitor.Page.Clock.FastForwardAsync("02:01:00");
        await visitor.Page.Clock.RunForAsync(1000);
        await Assertions.Expect(told.GetByRole(AriaRole.Status)).ToContainTextAsync("nobody stays signed in for longer");
        await Assertions.Expect(told.GetByRole(AriaRole.Button)).ToBeHiddenAsync();
    }
}
