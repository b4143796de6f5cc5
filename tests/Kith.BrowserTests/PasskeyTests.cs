using Kith.BrowserTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>Passkeys with an authenticator that the browser imitates: made, used to come in, taken away.</summary>
public sealed class PasskeyTests(Site site)
{
    [Fact]
    public async Task A_passkey_is_made_comes_in_by_itself_and_no_longer_once_removed()
    {
        // Passkeys belong to a name, not to a number.
        var home = site.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var visitor = await site.Visit(null);
        var page = visitor.Page;
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await page.GotoAsync(home + "/sign-in");
        await page.Locator("button[name=person]", new() { HasText = "Helen Marsh" }).First.ClickAsync();
        await page.Arrive(u => !u.Contains("/sign-in", StringComparison.Ordinal));

        await page.GotoAsync(home + "/account/passkeys");
        await page.Locator("#name").FillAsync("The desk at home");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByText("Passkey added.").WaitForAsync();
        Assert.Contains("The desk at home", await page.Locator("main table").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.IsWell("passkeys");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(home + "/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.Arrive(u => !u.Contains("/sign-in", StringComparison.Ordinal));
        Assert.Contains("Helen Marsh", await page.Locator("header").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync(home + "/account");
        Assert.Contains("passkey", await page.Locator("main table").InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync(home + "/account/passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove The desk at home" }).ClickAsync();
        await page.GetByText("Passkey removed.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(home + "/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.Arrive(u => u.Contains("problem=passkey", StringComparison.Ordinal));
        Assert.Equal(2, await site.Ask(db => db.TrailEntries.CountAsync(e => e.ActorName == "Helen Marsh" && (e.Event == "PasskeyAdded" || e.Event == "PasskeyRemoved"))));
    }
}
