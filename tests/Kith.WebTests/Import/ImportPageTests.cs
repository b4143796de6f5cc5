using System.Diagnostics;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Import;

public sealed class ImportPageTests
{
    private const string Return = """
        <Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
        <Children><Child><ChildIdentifiers><LAchildID>UP1</LAchildID><PersonBirthDate>2016-01-02</PersonBirthDate><Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
        <CINdetails><CINreferralDate>2025-06-01</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>=1+1</CINclosureDate><ReferralNFA>0</ReferralNFA></CINdetails></Child></Children></Message>
        """;

    [Fact]
    public async Task A_data_officer_loads_a_return_and_sees_what_it_did()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.DataOfficer);
        using var reply = await Upload(client, Sources.CinCensus, "../../return.xml", Encoding.UTF8.GetBytes(Return));
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        var page = await Ended(client, reply.Headers.Location!.ToString());
        Assert.Equal("return.xml", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("Done, with rows refused", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("CINclosureDate «=1+1» is not a date that can be", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await host.Do(s => s.GetRequiredService<KithDb>().People.CountAsync(p => p.LaChildId == "UP1")));

        var link = ((IHtmlAnchorElement)page.QuerySelector("a[href$='refused.csv']")!).PathName;
        using var csv = await client.GetAsync(link);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", csv.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("return.xml", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The file itself is personal data that is not kept beyond its use.
        // The file goes once the run has said that it is over, so that a run cut off in between still has it.
        for (var looked = 0; Directory.GetFiles(Path.Combine(host.Folder, "uploads")).Length > 0; looked++)
        {
            Assert.True(looked < 2000, "The uploaded file is still there");
            (await client.GetAsync("/health/live")).Dispose();
        }
        var list = await Browse.Page(client, "/import");
        Assert.Contains("return.xml", list.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_keeps_nothing_and_says_so()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.DataOfficer);
        using var reply = await Upload(client, Sources.CinCensus, "return.xml", Encoding.UTF8.GetBytes(Return), dryRun: true);
        var page = await Ended(client, reply.Headers.Location!.ToString());
        Assert.Contains("This was only a try", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await host.Do(s => s.GetRequiredService<KithDb>().People.CountAsync(p => p.LaChildId == "UP1")));
    }

    [Fact]
    public async Task A_file_that_is_no_return_is_told_in_words()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.DataOfficer);
        using var reply = await Upload(client, Sources.CinCensus, "<script>alert(1)</script>.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"u8.ToArray());
        var page = await Ended(client, reply.Headers.Location!.ToString());
        Assert.Contains("Could not be loaded", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".govuk-warning-text"));
        Assert.Null(page.QuerySelector("h1 script"));
    }

    [Fact]
    public async Task Submitting_twice_loads_once()
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(Role.DataOfficer);
        var form = await Browse.Page(client, "/import");
        using var first = await Send(client, form, Sources.CinCensus, "return.xml", Encoding.UTF8.GetBytes(Return), false);
        using var second = await Send(client, form, Sources.CinCensus, "return.xml", Encoding.UTF8.GetBytes(Return), false);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await Ended(client, first.Headers.Location!.ToString());
        Assert.Equal(1, await host.Do(s => s.GetRequiredService<KithDb>().ImportRuns.CountAsync()));
        // The file is taken away once the end is written down: a crash in between must find it again.
        var uploads = Path.Combine(host.Folder, "uploads");
        // However long a busy machine takes over that: only a file that nobody takes away is a fault.
        for (var since = Stopwatch.StartNew(); since.Elapsed < TimeSpan.FromMinutes(2) && Directory.GetFiles(uploads).Length > 0; )
        {
            using var again = await client.GetAsync(first.Headers.Location);
        }
        Assert.Empty(Directory.GetFiles(uploads));
    }

    [Fact]
    public async Task What_is_missing_or_too_large_is_asked_for_at_its_field()
    {
        await using var host = await KithHost.With(new() { ["Kith:Import:MaxUploadBytes"] = "2000" });
        using var client = await host.SignedIn(Role.DataOfficer);
        using var nothing = await Upload(client, null, null, []);
        Assert.Equal(["Choose what kind of extract it is", "Choose a file"], Browse.Errors(await Browse.Read(nothing)).OrderDescending());
        using var large = await Upload(client, Sources.Ssd, "x.zip", new byte[3000]);
        Assert.Contains("must be smaller than", string.Join(' ', Browse.Errors(await Browse.Read(large))), StringComparison.Ordinal);
        using var huge = await Upload(client, Sources.Ssd, "x.zip", new byte[2 << 20]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        Assert.Equal(0, await host.Do(s => s.GetRequiredService<KithDb>().ImportRuns.CountAsync()));
    }

    [Theory]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.Director)]
    public async Task Others_may_not_load_or_see(Role role)
    {
        await using var host = await KithHost.With();
        using var client = await host.SignedIn(role);
        using var reply = await client.GetAsync("/import");
        Assert.NotEqual(HttpStatusCode.OK, reply.StatusCode);
    }

    private static async Task<IHtmlDocument> Ended(HttpClient client, string address)
    {
        for (var looked = 0; looked < 2000; looked++)
        {
            using var reply = await client.GetAsync(address);
            var page = await Browse.Read(reply, address);
            if (page.QuerySelector("progress") is null)
            {
                Assert.False(reply.Headers.Contains("Refresh"));
                return page;
            }
            Assert.True(reply.Headers.Contains("Refresh"));
        }
        throw new InvalidOperationException("The import did not end");
    }

    private static async Task<HttpResponseMessage> Upload(HttpClient client, string? source, string? name, byte[] content, bool dryRun = false) =>
        await Send(client, await Browse.Page(client, "/import"), source, name, content, dryRun);

    private static Task<HttpResponseMessage> Send(HttpClient client, IHtmlDocument page, string? source, string? name, byte[] content, bool dryRun)
    {
        var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[enctype] input[type=hidden]").OfType<IHtmlInputElement>().Where(f => f.Name is "act" or "__RequestVerificationToken"))
        {
            form.Add(new StringContent(field.Value), field.Name!);
        }
        if (source is not null)
        {
            form.Add(new StringContent(source), "Input.Source");
        }
        form.Add(new StringContent(dryRun ? "true" : "false"), "Input.DryRun");
        if (name is not null)
        {
            form.Add(new ByteArrayContent(content), "Input.File", name);
        }
        return client.PostAsync("/import", form);
    }
}
