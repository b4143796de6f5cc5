using System.Net;
using System.Text.RegularExpressions;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Agencies;

/// <summary>The partners' pages, as an honest partner walks them; see <see cref="HostilePartnerTests"/> for the other kind.</summary>
public sealed class PartnerPagesTests
{
    /// <summary>Hands each letter to whoever waits for the next.</summary>
    private sealed class Letterbox : IPostOffice
    {
        private readonly System.Threading.Channels.Channel<Letter> letters = System.Threading.Channels.Channel.CreateUnbounded<Letter>();

        public Task<Answer> Send(Guid id, Letter letter, CancellationToken ct)
        {
            letters.Writer.TryWrite(letter);
            return Task.FromResult(new Answer(250, "Taken"));
        }

        public async Task<string> Code() => Regex.Match((await letters.Reader.ReadAsync(TestContext.Current.CancellationToken)).Text, @"\b\d{4} \d{4}\b").Value;
    }

    [Fact]
    public async Task A_partner_signs_in_with_a_code_and_walks_a_referral_to_its_receipt()
    {
        var post = new Letterbox();
        await using var host = await KithHost.With(new() { ["Kith:Demo"] = "true" }, s => s.AddSingleton<IPostOffice>(post));
        using var browser = host.Stranger();
        using (var away = await browser.GetAsync("/partner"))
        {
            Assert.StartsWith("/partner/sign-in?to=", away.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        }
        // The same answer, to the letter, whether or not anybody has the address.
        using var known = await Browse.Submit(browser, await Browse.Page(browser, "/partner/sign-in"), "main form", ("Address", "Paula.Partner@ashgrove.example"));
        var code = await post.Code();
        using var stranger = host.Stranger();
        using var unknown = await Browse.Submit(stranger, await Browse.Page(stranger, "/partner/sign-in"), "main form", ("Address", "nobody@ashgrove.example"));
        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
        var cookie = Cookies.Line(known, "kith-code")!;
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(await Words(browser), await Words(stranger));

        // Another browser has the code and nothing to use it with.
        using var thief = host.Stranger();
        using (var none = await thief.GetAsync("/partner/sign-in/code"))
        {
            Assert.Equal("/partner/sign-in", none.Headers.Location!.ToString());
        }
        using (var wrong = await Browse.Submit(stranger, await Browse.Page(stranger, "/partner/sign-in/code"), "main form", ("Code", code)))
        {
            var said = await Browse.Read(wrong);
            Assert.Equal([Kith.Web.Pages.Partners.SignIn.CodeModel.Refusal], Browse.Errors(said));
            Assert.DoesNotContain(code, said.DocumentElement.OuterHtml, StringComparison.Ordinal);
        }
        var form = await Browse.Page(browser, "/partner/sign-in/code");
        using (var entered = await Browse.Submit(browser, form, "main form", ("Code", code)))
        {
            Assert.Equal("/partner", entered.Headers.Location!.ToString());
        }
        // Replayed: the form of before, with the code of before.
        using (var again = await Browse.Submit(browser, form, "main form", ("Code", code)))
        {
            Assert.NotEqual("/partner", again.Headers.Location?.ToString());
        }
        using (var home = await browser.GetAsync("/"))
        {
            Assert.Equal("/partner", home.Headers.Location!.ToString());
        }

        // Urgent: the number first, then the form, kept, sent, its receipt.
        using var begun = await Browse.Submit(browser, await Browse.Page(browser, "/partner/referrals/new"), "main form", ("Urgent", "true"));
        var urgent = begun.Headers.Location!.ToString();
        var now = await Browse.Page(browser, urgent);
        Assert.Equal("Telephone now", now.QuerySelector("h1")!.TextContent);
        var write = urgent.Replace("/urgent", "", StringComparison.Ordinal);
        using var kept = await Browse.Press(
            browser,
            await Browse.Page(browser, write),
            "button[name=then]",
            ("Input.Children[0].GivenName", "Olive"),
            ("Input.Worries", "Hungry again")
        );
        var back = await Browse.Page(browser, kept.Headers.Location!.ToString());
        Assert.Equal("Olive", back.QuerySelector("#Input_Children_0__GivenName")!.GetAttribute("value"));
        Assert.NotNull(back.QuerySelector("#Input_Children_1__GivenName"));
        (string, string?)[] whole =
        [
            ("Input.SpokeTo", "The night team"),
            ("Input.Children[0].FamilyName", "Testfield"),
            ("Input.Children[0].Age", "9"),
            ("Input.Consent", "Agreed"),
            ("Input.Basis", "PublicTask"),
        ];
        using (var half = await Browse.Submit(browser, back, "main form", whole[1..]))
        {
            Assert.Contains(Browse.Errors(await Browse.Read(half)), e => e.StartsWith("Write whom you spoke to", StringComparison.Ordinal));
        }
        // Sent twice at once: one referral, one receipt.
        var sent = await Task.WhenAll(Browse.Submit(browser, back, "main form", whole), Browse.Submit(browser, back, "main form", whole));
        Assert.All(sent, s => Assert.Equal(HttpStatusCode.Redirect, s.StatusCode));
        var receipt = await Browse.Page(browser, write);
        Assert.Matches("[2-9A-Z]{4}-[2-9A-Z]{4}", receipt.QuerySelector(".govuk-panel")!.TextContent);
        Assert.Equal(1, await host.Do(s => s.GetRequiredService<KithDb>().PartnerReferrals.CountAsync()));
        // Their session is the short one, and ends when they say so.
        using (var outside = await Browse.Submit(browser, receipt, "header form"))
        {
            Assert.Equal(HttpStatusCode.Redirect, outside.StatusCode);
        }
        using var gone = await browser.GetAsync("/partner");
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);

        static async Task<string> Words(HttpClient client) => (await Browse.Page(client, "/partner/sign-in/code")).QuerySelector("main")!.TextContent;
    }
}
