using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Dispatch;
using Kith.Practice.Operation;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kith.WebTests.Admin;

/// <summary>How Kith is running: counts and ages, what to do, and nothing of anybody.</summary>
public sealed class OperationPageTests
{
    [Fact]
    public async Task An_administrator_sees_how_Kith_runs_and_what_to_do()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.Administrator);
        var page = await Browse.Page(client, "/admin/operation");
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("SQLite 3.", text, StringComparison.Ordinal);
        Assert.Contains("as this program expects", text, StringComparison.Ordinal);
        Assert.Contains("No backup is known.", text, StringComparison.Ordinal);

        // A backup, a mail that was given up, one that waits, a warning with a name in it.
        var file = Path.Combine(host.Folder, "copy.kith");
        await host.Do(async s =>
        {
            await s.GetRequiredService<WriteBackup>().Handle(file);
            var db = s.GetRequiredService<KithDb>();
            var now = host.Time.GetUtcNow().UtcDateTime;
            if (!db.DispatchChannels.Any(c => c.Key == "mail"))
            {
                db.DispatchChannels.Add(new DispatchChannel { Key = "mail" });
            }
            db.Parcels.AddRange(Mail(ParcelState.Refused, now.AddDays(-1)), Mail(ParcelState.Waiting, now.AddHours(-5)));
            await db.SaveChangesAsync();
            s.GetRequiredService<ILoggerFactory>()
                .CreateLogger("Kith.Sample")
                .LogWarning(new InvalidOperationException("Olive Testfield"), "Could not do it for {Child}", "Olive Testfield");
        });
        page = await Browse.Page(client, "/admin/operation");
        text = page.QuerySelector("main")!.TextContent;
        Assert.DoesNotContain("No backup is known.", text, StringComparison.Ordinal);
        Assert.Contains("Mail: 1 given up.", text, StringComparison.Ordinal);
        Assert.Contains("Mail: something has waited for 5 hours.", text, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("main a[href='/admin/mail']"));
        Assert.Contains("Could not do it for {Child}", text, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Olive", text, StringComparison.Ordinal);

        // Every place in the runbook that the page may lead to is there.
        var runbook = await Browse.Page(client, "/admin/operation/runbook");
        Assert.All(Enumerable.Range(1, 12), n => Assert.NotNull(runbook.GetElementById($"trouble-{n}")));
        Assert.DoesNotContain("**", runbook.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        static Parcel Mail(ParcelState state, DateTime at) =>
            new()
            {
                Id = Guid.CreateVersion7(),
                Channel = "mail",
                Body = "",
                About = "A code",
                MadeAt = at,
                DueAt = at,
                State = state,
            };
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        await using var host = await KithHost.With();
        foreach (var role in new[] { Role.SocialWorker, Role.Director, Role.DataOfficer })
        {
            using var client = await host.SignedIn(role);
            using var reply = await client.GetAsync("/admin/operation");
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        }
    }
}
