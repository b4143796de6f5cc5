using System.Text.RegularExpressions;
using Kith.BrowserTests.Support;
using Kith.Practice.Visits.Offline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>Visits without signal, in Chromium: the network is cut, the tab is killed, the device is lost, two devices meet.</summary>
public sealed class OfflineJourneyTests(Site site)
{
    private const string Passphrase = "bado kemi tuna rilo";

    [Fact]
    public async Task A_visit_is_written_without_signal_survives_the_tab_and_is_recorded_when_signal_returns()
    {
        await using var phone = await site.Visit("priya.nair", width: 390);
        var page = phone.Page;
        var child = (await Take(phone, 2))[0];
        var name = await First(child);
        await phone.IsWell("the lock of visits without signal");
        await phone.FitsAt(320, "the lock of visits without signal");
        await phone.Picture("offline-lock-390", whole: true);

        // In the cellar: nothing of Kith can be reached, and the page opens all the same.
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Unlock(page);
        await page.GetByText("No signal").WaitForAsync();
        await phone.IsWell("the list of visits without signal");
        await phone.FitsAt(320, "the list of visits without signal");
        await phone.Picture("offline-list-320", whole: true);
        await WriteUp(page, name);
        await phone.IsWell("the form of a visit without signal");
        await phone.FitsAt(320, "the form of a visit without signal");
        await phone.Picture("offline-form-320", whole: true);
        var said = $"I like the garden {Guid.NewGuid():N}";
        await page.GetByLabel($"What {name} said or showed").FillAsync(said);
        await page.GetByText("Kept on this device at").WaitForAsync();

        // The tab is killed; the phone is opened again later, still without signal.
        var context = page.Context;
        await page.CloseAsync(new() { RunBeforeUnload = false });
        var again = await context.NewPageAsync();
        await again.GotoAsync("/offline/visits");
        await Unlock(again);
        await again.GetByRole(AriaRole.Button, new() { Name = "Go on with it" }).ClickAsync();
        Assert.Equal(said, await again.GetByLabel($"What {name} said or showed").InputValueAsync());
        await again.GetByLabel("What happened").FillAsync("We planted beans");
        await again.GetByLabel("What it means for the children").FillAsync("Calmer than before");
        await again.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await again.GetByText("1 visit waits to be sent").WaitForAsync();
        Assert.False(await site.Ask(db => db.VoiceEntries.AnyAsync(v => v.Words == said)));

        // Back on the road: it goes by itself, once.
        await context.SetOfflineAsync(false);
        await again.GetByText("A visit is recorded.").WaitForAsync();
        Assert.Equal(1, await site.Ask(db => db.VoiceEntries.CountAsync(v => v.Words == said)));
        Assert.Equal(0, await Waiting(again));
        await again.GetByRole(AriaRole.Link, new() { Name = "Open the visit" }).ClickAsync();
        await again.IsWhole();
        Assert.Contains("We planted beans", await again.Locator("main").InnerTextAsync());
    }

    [Fact]
    public async Task Nothing_that_is_kept_on_the_device_can_be_read_and_no_other_page_of_Kith_is_kept()
    {
        await using var phone = await site.Visit("priya.nair", width: 390);
        var page = phone.Page;
        var child = (await Take(phone, 1))[0];
        var name = await First(child);
        await Unlock(page);
        await WriteUp(page, name);
        await page.GetByLabel("What happened").FillAsync("Zanzibar marmalade");
        await page.GetByText("Kept on this device at").WaitForAsync();
        var (family, address) = await site.Ask(async db =>
            (
                await db.People.Where(p => p.Id == child).Select(p => p.FamilyName).SingleAsync(),
                await db.PersonAddresses.Where(a => a.PersonId == child).Select(a => a.Line1).FirstOrDefaultAsync()
            )
        );
        // Everything that the browser keeps for this origin: the database, the caches, both storages.
        var kept = await page.EvaluateAsync<string>(
            """
            async () => {
              const out = [];
              const bytes = (v) => v instanceof Uint8Array ? String.fromCharCode(...v) : v && typeof v === "object" ? Object.entries(v).map(([k, x]) => k + bytes(x)).join(" ") : String(v);
              const db = await new Promise((done, fail) => { const r = indexedDB.open("kith-offline"); r.onsuccess = () => done(r.result); r.onerror = fail; });
              for (const store of db.objectStoreNames) {
                const rows = await new Promise((done) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => done(r.result); });
                out.push(...rows.map(bytes));
              }
              db.close();
              for (const cache of await caches.keys()) for (const asked of await (await caches.open(cache)).keys()) out.push(asked.url, await (await caches.match(asked)).text());
              return out.join("\n") + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
            }
            """
        );
        foreach (var secret in new[] { "Zanzibar", "marmalade", Passphrase, family, address }.Where(s => s is { Length: > 3 }))
        {
            Assert.DoesNotContain(secret!, kept, StringComparison.OrdinalIgnoreCase);
        }
        var cached = await page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async c => (await (await caches.open(c)).keys()).map(r => new URL(r.url).pathname)))).flat()"
        );
        Assert.Contains("/offline/visits", cached);
        Assert.All(cached, c => Assert.Matches("^/(offline/(visits|manifest.webmanifest)|assets/.*|council.css|favicon.*)$", c));

        // Locked: the page forgets, and the words are gone from it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep and go back" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        await page.GetByLabel("Your passphrase for this device").WaitForAsync();
        Assert.DoesNotContain(name, await page.Locator("main").InnerHTMLAsync(), StringComparison.Ordinal);
        // Ordinary pages still come from the server, and not at all without it.
        Assert.Equal(200, await phone.Go("/my-day"));
        await page.Context.SetOfflineAsync(true);
        await Assert.ThrowsAsync<PlaywrightException>(() => phone.Go("/my-day"));
    }

    [Fact]
    public async Task It_locks_when_it_is_left_alone_and_erases_itself_when_its_time_is_over()
    {
        await using var phone = await site.Visit("priya.nair", width: 390);
        var page = phone.Page;
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        var child = (await Take(phone, 1))[0];
        await Unlock(page);
        await WriteUp(page, await First(child));
        await page.GetByLabel("What happened").FillAsync("Left in the car");
        await page.Clock.RunForAsync("06:00");
        await page.GetByText("Locked, because nothing was done for 5 minutes").WaitForAsync();
        await Unlock(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on with it" }).ClickAsync();
        Assert.Equal("Left in the car", await page.GetByLabel("What happened").InputValueAsync());

        await page.Clock.FastForwardAsync((long)TimeSpan.FromHours(72).TotalMilliseconds);
        await page.GetByText("has been erased, because its time is over").First.WaitForAsync();
        // What was half written is a draft of hers, with the words.
        await page.GetByText("A visit came in as a draft").WaitForAsync();
        var arrived = await site.Ask(db => db.OfflineVisits.OrderByDescending(v => v.Id).FirstAsync());
        Assert.Equal(ArrivalFate.Draft, arrived.Fate);
        Assert.Equal(200, await phone.Go($"/visits/offline/arrived/{arrived.Id}"));
        Assert.Contains("Left in the car", await page.Locator("main").InnerTextAsync());
        await phone.IsWell("a visit that came in");
        await phone.FitsAt(320, "a visit that came in");
        await phone.Picture("offline-arrived-320", whole: true);
        // And goes on in the ordinary form.
        await page.Send(page.GetByRole(AriaRole.Button, new() { Name = "Go on with it in the form" }));
        Assert.Equal("Left in the car", await page.Locator("[name='Input.SharedText']").InputValueAsync());
    }

    [Fact]
    public async Task Eight_wrong_passphrases_erase_what_is_carried_and_what_was_written_is_still_sent()
    {
        await using var phone = await site.Visit("priya.nair", width: 390);
        var page = phone.Page;
        var child = (await Take(phone, 1))[0];
        var name = await First(child);
        await page.Context.SetOfflineAsync(true);
        await Unlock(page);
        await WriteUp(page, name);
        var said = $"Nobody came {Guid.NewGuid():N}";
        await page.GetByLabel($"What {name} said or showed").FillAsync(said);
        await page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
        await page.GetByText("1 visit waits to be sent").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).ClickAsync();
        for (var left = 7; left > 0; left--)
        {
            await page.GetByLabel("Your passphrase for this device").FillAsync($"wrong words {left} times over");
            await page.Keyboard.PressAsync("Enter");
            await page.GetByText(left == 1 ? "One try is left" : $"{left} tries are left").WaitForAsync();
            if (left == 4)
            {
                await phone.IsWell("a wrong passphrase");
                // Ending the page does not save a try.
                await page.ReloadAsync();
            }
        }
        await page.GetByLabel("Your passphrase for this device").FillAsync("the very last try of all");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("has been erased after too many tries").WaitForAsync();
        await page.ReloadAsync();
        await page.GetByText("Nothing is carried on this device").WaitForAsync();
        await page.GetByText("1 visit waits to be sent").WaitForAsync();
        await page.Context.SetOfflineAsync(false);
        await page.GetByText("A visit is recorded.").WaitForAsync();
        Assert.Equal(1, await site.Ask(db => db.VoiceEntries.CountAsync(v => v.Words == said)));
    }

    [Fact]
    public async Task Two_devices_meet_both_versions_are_kept_and_a_lost_one_is_wiped()
    {
        await using var phone = await site.Visit("priya.nair", width: 390);
        await using var tablet = await site.Visit("priya.nair", width: 1280);
        var three = await Take(phone, 3);
        var child = three[2];
        // The same three: what stands first on the list may be other children by now.
        await Take(tablet, 3, three);
        var name = await First(child);
        var mark = $"{Guid.NewGuid():N}";
        foreach (var (device, text) in new[] { (phone, "phone"), (tablet, "tablet") })
        {
            await device.Page.Context.SetOfflineAsync(true);
            await Unlock(device.Page);
            await WriteUp(device.Page, name);
            await device.Page.GetByLabel("What happened").FillAsync($"Written on the {text} {mark}");
            await device.Page.GetByRole(AriaRole.Button, new() { Name = "Finish" }).ClickAsync();
            await device.Page.GetByText("1 visit waits to be sent").WaitForAsync();
        }
        await phone.Page.Context.SetOfflineAsync(false);
        await phone.Page.GetByText("A visit is recorded.").WaitForAsync();
        await tablet.Page.Context.SetOfflineAsync(false);
        await tablet.Page.GetByText("A visit came in beside one that was recorded meanwhile").WaitForAsync();
        Assert.Equal($"Written on the phone {mark}", await site.Ask(db => db.Visits.Where(v => v.SharedText!.EndsWith(mark)).Select(v => v.SharedText).SingleAsync()));
        await tablet.Page.GetByRole(AriaRole.Link, new() { Name = "Open the draft" }).First.ClickAsync();
        await tablet.Page.IsWhole();
        var both = await tablet.Page.Locator("main").InnerTextAsync();
        Assert.Contains($"Written on the phone {mark}", both);
        Assert.Contains($"Written on the tablet {mark}", both);
        await tablet.IsWell("both versions of a visit");
        await tablet.Picture("offline-both-1280", whole: true);

        // The phone is lost: wiped from the desk, it erases itself when it next has signal, locked or not.
        await tablet.Go("/visits/offline");
        await tablet.IsWell("whom to take along");
        await tablet.Picture("offline-choose-1280", whole: true);
        // The newest first: this tablet, then the phone.
        await tablet.Page.Send(tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Wipe what is carried" }).First);
        await tablet.Page.Send(tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Wipe what is carried" }).First);
        await phone.Page.ReloadAsync();
        await phone.Page.GetByText("has been erased, because it was ended").First.WaitForAsync();
        Assert.Null(await phone.Page.EvaluateAsync<string?>("async () => { const s = await import('/assets/offline-store.js'); return (await s.packet())?.id ?? null; }"));
    }

    [Fact]
    public async Task Without_scripts_and_without_a_lock_it_says_how_to_go_on()
    {
        await using var visitor = await site.Visit("priya.nair", javaScript: false);
        await visitor.Go("/visits/offline");
        Assert.Contains("needs JavaScript", await visitor.Page.Locator("main").InnerTextAsync());
        Assert.False(await visitor.Page.Locator("form[data-kith-offline]").IsVisibleAsync());
        await visitor.Go("/offline/visits");
        Assert.Contains("needs JavaScript", await visitor.Page.Locator("main").InnerTextAsync());

        await using var old = await site.Visit("priya.nair");
        await old.Page.AddInitScriptAsync("Object.defineProperty(window, 'isSecureContext', { value: false })");
        await old.Go("/visits/offline");
        await old.Page.GetByText("cannot lock what it keeps").WaitForAsync();
        Assert.False(await old.Page.Locator("form[data-kith-offline]").IsVisibleAsync());
        await old.Go("/offline/visits");
        await old.Page.GetByText("cannot lock what it keeps").WaitForAsync();
    }

    /// <summary>Takes the first few children along, by keyboard alone; who they are.</summary>
    private static async Task<Guid[]> Take(Visitor visitor, int many, Guid[]? these = null)
    {
        var page = visitor.Page;
        await visitor.Go("/visits/offline");
        Assert.Equal(0, await page.Locator("[name='Input.Children']:checked").CountAsync());
        var chosen = new List<Guid>();
        for (var i = 0; i < many; i++)
        {
            var box = these is null ? page.Locator("[name='Input.Children']").Nth(i) : page.Locator($"[name='Input.Children'][value='{these[i]}']");
            await box.FocusAsync();
            await page.Keyboard.PressAsync("Space");
            chosen.Add(Guid.Parse((await box.GetAttributeAsync("value"))!));
        }
        await page.Locator("#passphrase").FillAsync(Passphrase);
        await page.Locator("#passphrase-again").FillAsync("BADO-kemi tunarilo");
        await page.Keyboard.PressAsync("Enter");
        await page.Arrive(u => u.EndsWith("/offline/visits", StringComparison.Ordinal));
        await page.GetByLabel("Your passphrase for this device").WaitForAsync();
        return [.. chosen];
    }

    private static async Task Unlock(IPage page)
    {
        await page.GetByLabel("Your passphrase for this device").FillAsync(Passphrase);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock", Exact = true }).WaitForAsync();
    }

    /// <summary>Begins the visit that a child is in: brothers and sisters who were taken along have one button, with all their names.</summary>
    private static Task WriteUp(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Write up a visit to (.* )?{Regex.Escape(name)}(,| and |$)") }).First.ClickAsync();

    private static Task<int> Waiting(IPage page) =>
        page.EvaluateAsync<int>("async () => { const s = await import('/assets/offline-store.js'); return (await s.visits()).length; }");

    private Task<string> First(Guid child) => site.Ask(async db => await db.People.Where(p => p.Id == child).Select(p => p.KnownAs ?? p.GivenName!).SingleAsync());
}
