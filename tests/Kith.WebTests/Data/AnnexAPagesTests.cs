using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Data;

/// <summary>The lists that an inspection asks for: prepared in one act, read within reach, taken out by those entitled, each with its trace.</summary>
public sealed class AnnexAPagesTests
{
    [Fact]
    public async Task The_data_officer_prepares_reads_and_takes_out_the_lists_and_others_see_no_more_than_they_may()
    {
        await using var own = await KithHost.With();
        // Something to find: the child's referral has no primary need and nobody asked about ethnicity.
        await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            await db.People.ExecuteUpdateAsync(u => u.SetProperty(p => p.Ethnicity, (string?)null));
            await db.Episodes.ExecuteUpdateAsync(u => u.SetProperty(e => e.PrimaryNeed, (string?)null));
        });
        using var officer = await own.SignedIn(Role.DataOfficer);
        var form = await Browse.Page(officer, "/data/annex-a");
        using (var later = await Browse.Submit(officer, form, "main form", ("Input.AsAt.Day", "1"), ("Input.AsAt.Month", "1"), ("Input.AsAt.Year", "2030")))
        {
            Assert.Contains("day to come", Assert.Single(Browse.Errors(await Browse.Read(later))), StringComparison.Ordinal);
        }
        using (var nothing = await Browse.Submit(officer, form, "main form", ("Input.AsAt.Day", ""), ("Input.AsAt.Month", ""), ("Input.AsAt.Year", "")))
        {
            Assert.NotEmpty(Browse.Errors(await Browse.Read(nothing)));
        }

        // As it stands: today. Sent twice, it is one copy.
        using var prepared = await Browse.Submit(officer, form, "main form");
        var copy = prepared.Headers.Location!.ToString();
        using var again = await Browse.Submit(officer, form, "main form");
        Assert.Equal(copy, again.Headers.Location!.ToString());
        Assert.Equal(1, await own.Do(s => s.GetRequiredService<KithDb>().AnnexACopies.CountAsync()));
        var page = await Browse.Page(officer, copy);
        var all = Lines(page);
        Assert.True(all > 0);
        Assert.Equal(all, Number(page, 1) + Number(page, 2));
        Assert.Equal(Number(page, 2), Lines(await Browse.Page(officer, copy + "?matter=AskedAbout")));
        Assert.Equal(Number(page, 1), Lines(await Browse.Page(officer, copy + "?matter=wrong")));
        Assert.Equal(all, (await Task.WhenAll(Enumerable.Range(1, 11).Select(async n => Lines(await Browse.Page(officer, $"{copy}?list={n}"))))).Sum());
        Assert.Equal(0, Lines(await Browse.Page(officer, $"{copy}?check=long-plan&list=1")));

        // Every line leads to a record that opens.
        var link = page.QuerySelectorAll("main tbody th a").OfType<IHtmlAnchorElement>().First(a => a.PathName.StartsWith("/children/", StringComparison.Ordinal));
        using (var child = await officer.GetAsync(link.PathName))
        {
            Assert.Equal(HttpStatusCode.OK, child.StatusCode);
        }

        // The workbook, and what its leaving leaves behind.
        using var file = await Browse.Submit(officer, page, "form[action*='handler=File']");
        Assert.EndsWith(".xlsx", file.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        using (var zip = new ZipArchive(await file.Content.ReadAsStreamAsync()))
        {
            Assert.Equal(11, zip.Entries.Count(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)));
        }
        using var report = await Browse.Submit(officer, page, "form[action*='handler=Report']");
        Assert.Equal(all + 1, (await report.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var (listed, taken, events) = await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            return (
                await db.AnnexACopies.Select(c => c.Children).SingleAsync(),
                await db.TrailEntries.CountAsync(t => t.Event == nameof(RecordTakenOut) && t.Process == "Take out Annex A"),
                await db.TrailEntries.Where(t => t.Chain == "return:annex-a").OrderBy(t => t.Seq).Select(t => t.Event).ToListAsync()
            );
        });
        Assert.Equal(listed, taken);
        Assert.Equal([nameof(AnnexAPrepared), nameof(AnnexACopyTakenOut)], events);

        // A head of service reads findings within reach and takes the workbook for the inspectors; a manager does neither.
        foreach (var role in new[] { Role.HeadOfService, Role.TeamManager })
        {
            using var client = await own.SignedIn(role);
            var theirs = await Browse.Page(client, copy);
            Assert.True(Lines(theirs) <= all);
            Assert.Equal(role == Role.HeadOfService, theirs.QuerySelector("form[action*='handler=File']") is not null);
            Assert.DoesNotContain("Hiddenshaw", theirs.Body!.TextContent, StringComparison.Ordinal);
            using var forced = await client.PostAsync(copy + "?handler=File", Token(theirs));
            if (role == Role.HeadOfService)
            {
                Assert.Equal(HttpStatusCode.OK, forced.StatusCode);
                Assert.Equal(
                    listed * 2,
                    await own.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(t => t.Event == nameof(RecordTakenOut) && t.Process == "Take out Annex A"))
                );
            }
            else
            {
                Assert.True(forced.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
            }
            Assert.Equal(role == Role.HeadOfService, (await Browse.Page(client, "/data/annex-a")).QuerySelector("main form") is not null);
        }

        using var away = await Browse.Submit(officer, await Browse.Page(officer, copy), "form[action*='handler=ThrowAway']");
        Assert.Equal("/data/annex-a", away.Headers.Location!.ToString());
        Assert.Equal(
            0,
            await own.Do(s => s.GetRequiredService<KithDb>().AnnexACopyFindings.CountAsync()) + await own.Do(s => s.GetRequiredService<KithDb>().AnnexAFiles.CountAsync())
        );
        using var gone = await officer.GetAsync(copy);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static int Lines(IHtmlDocument page) =>
        int.Parse(
            page.QuerySelector("main [role=status]")!.TextContent.Trim().Split(' ')[0],
            System.Globalization.NumberStyles.AllowThousands,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static int Number(IHtmlDocument page, int nth) =>
        int.Parse(
            page.QuerySelectorAll("main .kith-stat__number")[nth].TextContent,
            System.Globalization.NumberStyles.AllowThousands,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static FormUrlEncodedContent Token(IHtmlDocument page) =>
        new([KeyValuePair.Create("__RequestVerificationToken", page.QuerySelectorAll("input[name=__RequestVerificationToken]").Last().GetAttribute("value")!)]);
}
