using System.Net;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Retention;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Data;

/// <summary>The pages of retention: whose time is up, a hold, a proposal that another agrees to, and what is left afterwards.</summary>
public sealed class RetentionPageTests
{
    private static readonly Guid Once = Guid.Parse("01900000-0000-7000-8000-00000000ab1e");

    [Fact]
    public async Task One_proposes_another_agrees_and_a_certificate_is_left()
    {
        await using var host = await KithHost.With();
        await host.Do(Known);
        using var officer = await host.SignedIn(Role.DataOfficer);
        using var director = await host.SignedIn(Role.Director);
        using var worker = await host.SignedIn(Role.SocialWorker);
        foreach (var closed in new[] { "/retention", "/retention/rules", "/retention/holds", "/retention/disposals", "/retention/asked", $"/retention/children/{Once}" })
        {
            using var refused = await worker.GetAsync(closed);
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }
        var here = $"/retention/children/{Once}";
        // Not confirmed: not listed, and nothing to press.
        var before = await Browse.Page(officer, here);
        Assert.DoesNotContain("Propose to dispose", before.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("has not confirmed", before.Body.TextContent, StringComparison.Ordinal);
        await host.Do(Confirmed);
        var list = await Browse.Page(officer, "/retention");
        Assert.Contains("Corin Ashdown", list.Body!.TextContent, StringComparison.Ordinal);

        // A hold takes the button away, and its end gives it back.
        var page = await Browse.Page(officer, here);
        using (var wrong = await Browse.Submit(officer, page, "form[action*='handler=Hold']", ("Input.AskedBy", "A court")))
        {
            Assert.NotEmpty(Browse.Errors(await Browse.Read(wrong)));
        }
        using (
            var held = await Browse.Submit(
                officer,
                page,
                "form[action*='handler=Hold']",
                ("Input.AskedBy", "A court"),
                ("Input.Reason", "A claim is before the court"),
                ("Input.ReviewOn.Day", "1"),
                ("Input.ReviewOn.Month", "6"),
                ("Input.ReviewOn.Year", (host.Time.GetUtcNow().Year + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, held.StatusCode);
        }
        Assert.DoesNotContain("Propose to dispose", (await Browse.Page(officer, here)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Legal hold", (await Browse.Page(officer, $"/children/{Once}/people")).Body!.TextContent, StringComparison.Ordinal);
        var hold = await host.Do(s => s.GetRequiredService<KithDb>().LegalHolds.Select(h => h.Id).SingleAsync());
        using (var ended = await Browse.Submit(director, await Browse.Page(director, $"/retention/holds/{hold}"), "form:has([name='Reason'])", ("Reason", "The claim was settled")))
        {
            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        }
        page = await Browse.Page(officer, here);
        string disposal;
        using (var proposed = await Browse.Submit(officer, page, "form.kith-card:not([action*='handler'])"))
        {
            disposal = proposed.Headers.Location!.ToString();
        }
        // Sent twice it is one.
        using (var again = await Browse.Submit(officer, page, "form.kith-card:not([action*='handler'])"))
        {
            Assert.Equal(disposal, again.Headers.Location!.ToString());
        }
        Assert.Null((await Browse.Page(officer, disposal)).QuerySelector("[name='Input.Outcome']"));
        using (var agreed = await Browse.Submit(director, await Browse.Page(director, disposal), "form:has([name='Input.Outcome'])", ("Input.Outcome", "Approve")))
        {
            Assert.Equal(HttpStatusCode.Redirect, agreed.StatusCode);
        }
        // The days to think again are over. (Were the clock moved, the host's own job would be quicker.)
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Equal(DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime).AddDays(14), (await db.Disposals.SingleAsync()).NotBefore);
            await db.Disposals.ExecuteUpdateAsync(u => u.SetProperty(d => d.NotBefore, new DateOnly(2026, 1, 1)));
        });
        Assert.Equal((1, 0), await host.Do(s => s.GetRequiredService<CarryOutDisposals>().Handle()));

        using var later = await host.SignedIn(Role.DataOfficer);
        var certificate = await Browse.Page(later, disposal);
        Assert.Contains("Certificate of disposal", certificate.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ashdown", certificate.Body.TextContent, StringComparison.Ordinal);
        using (var gone = await later.GetAsync($"/children/{Once}"))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
        var ask = await Browse.Page(later, "/retention/asked");
        using var answer = await Browse.Submit(
            later,
            ask,
            "form:has([name='Input.GivenName'])",
            ("Input.GivenName", "corin"),
            ("Input.FamilyName", "Ashdown"),
            ("Input.DateOfBirth.Day", "17"),
            ("Input.DateOfBirth.Month", "5"),
            ("Input.DateOfBirth.Year", "1994")
        );
        Assert.Contains("There was a record", (await Browse.Read(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task Known(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        db.People.Add(
            new Person
            {
                Id = Once,
                GivenName = "Corin",
                FamilyName = "Ashdown",
                SortName = "ashdown corin",
                DateOfBirth = new DateOnly(1994, 5, 17),
                HasChildRecord = true,
                LaChildId = "AM19942007",
            }
        );
        await db.SaveChangesAsync();
        await s.GetRequiredService<Kith.Practice.Projections.Projector>().Project([Once]);
    }

    private static async Task Confirmed(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        var clock = s.GetRequiredService<Kith.Practice.Clock>();
        db.Decide(
            new Setting
            {
                Id = clock.NewId(),
                Key = "retention.contact.birth",
                Value = "25",
                From = clock.Today,
                Reason = "The schedule",
                ApprovedBy = "The board",
            }
        );
        await db.SaveChangesAsync();
        await s.GetRequiredService<WorkOutDue>().Handle();
    }
}
