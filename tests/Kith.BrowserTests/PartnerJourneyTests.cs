using Kith.BrowserTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>A partner's referral: begun between two lessons, kept by itself, gone on with elsewhere, and sent.</summary>
public sealed class PartnerJourneyTests(Site site)
{
    [Fact]
    public async Task A_referral_keeps_itself_is_gone_on_with_on_a_phone_without_scripts_and_is_sent()
    {
        string form;
        await using (var desk = await site.Visit("nisha.rao"))
        {
            form = await Begin(desk);
            await desk.Page.Locator("[name='Input.Children[0].GivenName']").FillAsync("Rosalind");
            await desk.Page.Locator("[name='Input.Worries']").FillAsync("Hungry on Mondays, and asleep by ten");
            // Half a date is not wrong yet: it is kept without it.
            await desk.Page.Locator("[name='Input.Children[0].DateOfBirth.Day']").FillAsync("31");
            await desk.Page.GetByText("Nobody reads it until you send it").WaitForAsync();
            await desk.IsWell("a referral that is being written");
        }
        // The bell rang: nothing was pressed. Nobody at the council has it.
        var id = Guid.Parse(form.Split('/')[^1]);
        var kept = await site.Ask(db => db.PartnerReferrals.AsNoTracking().Include(r => r.Children).SingleAsync(r => r.Id == id));
        Assert.Equal((null, "Hungry on Mondays, and asleep by ten", "Rosalind"), (kept.SentAt, kept.Worries, Assert.Single(kept.Children).GivenName));

        await using var phone = await site.Visit("nisha.rao", width: 390, javaScript: false);
        await phone.Go("/partner");
        await phone.Page.Send(phone.Page.Locator($"a[href='{form}']").First);
        Assert.Equal("Rosalind", await phone.Page.Locator("[name='Input.Children[0].GivenName']").InputValueAsync());
        Assert.Equal("Hungry on Mondays, and asleep by ten", await phone.Page.Locator("[name='Input.Worries']").InputValueAsync());
        await phone.Page.Locator("[name='Input.Children[0].FamilyName']").FillAsync("Quillon");
        await phone.Page.Locator("[name='Input.Children[0].Age']").FillAsync("8");
        await phone.Page.Locator("[name='Input.Consent'][value=Agreed]").CheckAsync();
        await phone.Page.Locator("[name='Input.Basis'][value=PublicTask]").CheckAsync();
        await phone.Page.Send(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).First);
        Assert.Matches("[2-9A-Z]{4}-[2-9A-Z]{4}", await phone.Page.Locator(".govuk-panel").InnerTextAsync());
        await phone.FitsAt(390, "the receipt of a referral");
        Assert.NotNull(await site.Ask(db => db.PartnerReferrals.Where(r => r.Id == id).Select(r => r.SentAt).SingleAsync()));
    }

    [Fact]
    public async Task What_was_kept_from_another_window_is_never_written_over_and_what_was_sent_stays_as_it_is()
    {
        await using var first = await site.Visit("nisha.rao");
        var form = await Begin(first);
        await using var second = await site.Visit("nisha.rao");
        await second.Go(form);
        await first.Page.Locator("[name='Input.Worries']").FillAsync("Written first");
        await first.Page.GetByText("Nobody reads it until you send it").WaitForAsync();
        await second.Page.Locator("[name='Input.Worries']").FillAsync("Written second");
        // The older window is told, is led to the newer text, and keeps nothing.
        await second.Page.Locator("[data-kith-draft-status] a", new() { HasText = "Open the newer one" }).WaitForAsync();
        var id = Guid.Parse(form.Split('/')[^1]);
        Assert.Equal("Written first", await site.Ask(db => db.PartnerReferrals.Where(r => r.Id == id).Select(r => r.Worries).SingleAsync()));
        await second.Page.Send(second.Page.Locator("[data-kith-draft-status] a"));
        Assert.Equal("Written first", await second.Page.Locator("[name='Input.Worries']").InputValueAsync());

        // Thrown away in the one: the other says that it is not kept.
        await second.Page.Locator("summary", new() { HasText = "Throw it away" }).ClickAsync();
        await second.Page.Send(second.Page.GetByRole(AriaRole.Button, new() { Name = "Throw it away" }));
        await first.Page.Locator("[name='Input.Worries']").FillAsync("Too late");
        await first.Page.GetByText("thrown away in another window").WaitForAsync();
        Assert.Equal("Written first", await site.Ask(db => db.PartnerReferrals.Where(r => r.Id == id).Select(r => r.Worries).SingleAsync()));
    }

    /// <summary>Begins a referral that can wait until the next working day; its address.</summary>
    private static async Task<string> Begin(Visitor visitor)
    {
        await visitor.Go("/partner/referrals/new");
        await visitor.Page.Locator("[name=Urgent][value=false]").CheckAsync();
        await visitor.Page.Send(visitor.Page.Locator("main form button").First);
        return new Uri(visitor.Page.Url).AbsolutePath;
    }
}
