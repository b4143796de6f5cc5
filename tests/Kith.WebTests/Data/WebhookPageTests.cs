using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Access.Api;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Dispatch;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Data;

/// <summary>The pages of webhooks: added with a secret shown once, tried, renewed, sent again, stopped; by whom it is theirs.</summary>
public sealed class WebhookPageTests
{
    [Fact]
    public async Task The_data_officer_adds_one_keeps_its_secret_and_looks_after_it()
    {
        await using var host = await KithHost.With();
        var account = host.People.Accounts[Role.DataOfficer];
        var client = Guid.Parse("01900000-0000-7000-8000-00000000c11e");
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.ApiClients.Add(
                new ApiClient
                {
                    Id = client,
                    AccountId = account,
                    Name = "Data warehouse",
                    Digest = "x",
                    Scopes = ApiScopes.ReadRecords,
                    MadeAt = host.Time.GetUtcNow().UtcDateTime,
                }
            );
            await db.SaveChangesAsync();
        });
        using var officer = await host.SignedIn(Role.DataOfficer);
        var page = await Browse.Page(officer, "/data/webhooks");
        using (var wrong = await Browse.Submit(officer, page, "form:has([name='Input.Address'])", ("Input.Address", "https://10.0.0.1/")))
        {
            Assert.Equal(3, Browse.Errors(await Browse.Read(wrong)).Count);
        }
        (string, string?)[] form = [("Input.ClientId", client.ToString()), ("Input.Address", "https://warehouse.example/kith"), ("Input.Kinds", "visit.recorded")];
        using var added = await Browse.Submit(officer, page, "form:has([name='Input.Address'])", form);
        var secret = (await Browse.Read(added)).QuerySelector("[data-secret]")!.TextContent;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        using (var second = await Browse.Submit(officer, page, "form:has([name='Input.Address'])", form))
        {
            Assert.Equal("/data/webhooks", second.Headers.Location!.ToString());
        }
        var hook = await host.Do(s => s.GetRequiredService<KithDb>().Webhooks.AsNoTracking().SingleAsync());
        Assert.DoesNotContain(secret, System.Text.Encoding.ASCII.GetString(hook.Secret), StringComparison.Ordinal);
        var here = $"/data/webhooks/{hook.Id}";
        var one = await Browse.Page(officer, here);
        Assert.DoesNotContain("whsec_", one.Body!.InnerHtml, StringComparison.Ordinal);

        using (var renewed = await Browse.Submit(officer, one, "form[action*='handler=Renew']"))
        {
            var fresh = (await Browse.Read(renewed)).QuerySelector("[data-secret]")!.TextContent;
            Assert.NotEqual(secret, fresh);
        }
        // Twice: one try, and one delivery that was given up goes again.
        for (var i = 0; i < 2; i++)
        {
            using var tried = await Browse.Submit(officer, one, "form[action*='handler=Try']");
            Assert.Equal(HttpStatusCode.Redirect, tried.StatusCode);
        }
        await host.Do(s =>
            s.GetRequiredService<KithDb>()
                .Parcels.ExecuteUpdateAsync(u => u.SetProperty(p => p.State, ParcelState.Refused).SetProperty(p => p.Status, 400).SetProperty(p => p.Said, "unknown kind"))
        );
        one = await Browse.Page(officer, here);
        Assert.Contains("400: unknown kind", one.Body!.TextContent, StringComparison.Ordinal);
        using (await Browse.Press(officer, one, "button[name=delivery]"))
        {
            Assert.DoesNotContain("unknown kind", (await Browse.Page(officer, here)).Body!.TextContent, StringComparison.Ordinal);
        }
        using (var silent = await Browse.Submit(officer, one, "form[action*='handler=Pause']", ("Reason", "")))
        {
            Assert.Contains("Say why", Assert.Single(Browse.Errors(await Browse.Read(silent))), StringComparison.Ordinal);
        }
        // The administrator sees the same among pages of administration, and stops it.
        using var admin = await host.SignedIn(Role.Administrator);
        var theirs = await Browse.Page(admin, here);
        Assert.NotNull(theirs.QuerySelector("a[href='/admin/systems']"));
        using (await Browse.Submit(admin, theirs, "form[action*='handler=Stop']"))
        {
            var stopped = await Browse.Page(officer, here);
            Assert.Contains("told nothing any more", stopped.Body!.TextContent, StringComparison.Ordinal);
            Assert.Null(stopped.QuerySelector("form[action*='handler=Try']"));
        }
        Assert.Equal(
            [nameof(WebhookAdded), nameof(WebhookSecretRenewed), nameof(WebhookSentAgain), nameof(WebhookStopped), nameof(WebhookTried)],
            await host.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(t => t.Event.StartsWith("Webhook")).OrderBy(t => t.Event).Select(t => t.Event).ToListAsync())
        );
        using var worker = await host.SignedIn(Role.SocialWorker);
        Assert.NotEqual(HttpStatusCode.OK, (await worker.GetAsync(here)).StatusCode);
    }
}
