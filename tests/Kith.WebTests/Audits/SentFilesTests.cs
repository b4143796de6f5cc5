using System.Globalization;
using System.Net;
using System.Text;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Audits;

/// <summary>Files that are sent with a form: what shows that something was done, and what Ofsted told others since.</summary>
public sealed class SentFilesTests(KithHost host)
{
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"u8.ToArray();
    private const string Good = "Every team has a rota now, and the minutes show that it is kept";

    [Fact]
    public async Task A_file_shows_that_something_was_done_and_whoever_looks_opens_it()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        using var auditor = await host.SignedIn(Role.Auditor);
        using var worker = await host.SignedIn(Role.SocialWorker);
        var service = await Raise(null, host.People.Workers[Role.TeamManager]);
        // A program is no evidence, whatever it is called.
        Assert.Contains("cannot be added", Assert.Single(await Claim(manager, service, "rota.pdf", "MZ\u0090 This program"u8.ToArray())), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Claim(manager, service, "rota.pdf", Pdf));
        var link = (await Browse.Page(auditor, $"/recommendations/{service}")).QuerySelectorAll("main a").Single(a => a.TextContent == "File: rota").GetAttribute("href")!;
        using var opened = await auditor.GetAsync(link);
        Assert.Equal(Pdf, await opened.Content.ReadAsByteArrayAsync());
        // By another recommendation's address it is not there, and a worker who does not own it sees neither.
        var other = await Raise(null, host.People.Workers[Role.TeamManager]);
        using var wrong = await auditor.GetAsync(link.Replace(service.ToString(), other.ToString(), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        using var hidden = await worker.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        // For a child the file is a document of the record, and stands in for a record that can be pointed to.
        var child = await Raise(host.People.Own, host.People.Workers[Role.SocialWorker]);
        Assert.Empty(await Claim(worker, child, "plan with Gran.pdf", Pdf));
        var document = await host.Do(s =>
            s.GetRequiredService<KithDb>().StoredDocuments.AsNoTracking().SingleAsync(d => d.PersonId == host.People.Own && d.Title == "plan with Gran")
        );
        Assert.Equal(document.Id, (await host.Do(s => s.GetRequiredService<KithDb>().RecommendationEvidence.AsNoTracking().SingleAsync(e => e.RecordId == document.Id))).RecordId);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_called_so_and_not_a_form_that_cannot_be_read()
    {
        using var worker = await host.SignedIn(Role.SocialWorker);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[22_000_000]), "Input.File", "film.pdf" } };
        using var reply = await worker.PostAsync($"/children/{host.People.Own}/documents", form);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        var told = await Browse.Read(reply, "too large");
        Assert.Equal("The file is too large", told.QuerySelector("h1")!.TextContent);
        Assert.Contains("20 MB or less", told.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Browse.Errors(told));
        Assert.Equal($"/children/{host.People.Own}/documents", Back(told));
    }

    [Theory]
    [InlineData("http://localhost/children/{0}/voice/record?from=day", "/children/{0}/voice/record?from=day")]
    [InlineData("https://evil.example/children", "/children/{0}/documents")]
    [InlineData("http://localhost:81/children", "/children/{0}/documents")]
    [InlineData("http://localhost//evil.example", null)]
    [InlineData("javascript:alert(1)", "/children/{0}/documents")]
    public async Task From_a_file_that_is_too_large_a_link_leads_back_to_where_the_form_was_and_never_to_another_site(string referer, string? back)
    {
        using var worker = await host.SignedIn(Role.SocialWorker);
        using var form = new HttpRequestMessage(HttpMethod.Post, $"/children/{host.People.Own}/documents?handler=Withdraw")
        {
            Content = new ByteArrayContent(new byte[22_000_000]),
        };
        form.Headers.TryAddWithoutValidation("Referer", string.Format(CultureInfo.InvariantCulture, referer, host.People.Own));
        using var reply = await worker.SendAsync(form);
        Assert.Equal(back is null ? null : string.Format(CultureInfo.InvariantCulture, back, host.People.Own), Back(await Browse.Read(reply, "too large")));
    }

    private static string? Back(AngleSharp.Dom.IDocument page) =>
        page.QuerySelectorAll("main a").SingleOrDefault(a => a.TextContent.StartsWith("open the page", StringComparison.Ordinal))?.GetAttribute("href");

    [Fact]
    public async Task A_document_that_is_there_already_is_shown_with_a_link_and_added_once_more_without_choosing_it_again()
    {
        using var worker = await host.SignedIn(Role.SocialWorker);
        var here = $"/children/{host.People.Own}/documents";
        byte[] letter = [.. Pdf, .. "the same letter"u8];
        Assert.Equal(HttpStatusCode.Redirect, (await Send(await Browse.Page(worker, here), "letter of the school.pdf")).Status);
        var (status, told) = await Send(await Browse.Page(worker, here), "copy.pdf");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("on this record already: «letter of the school»", Assert.Single(Browse.Errors(told!)), StringComparison.Ordinal);
        using (var opened = await worker.GetAsync(told!.QuerySelector(".govuk-error-summary a[href^='/children']")!.GetAttribute("href")))
        {
            Assert.Equal(letter, await opened.Content.ReadAsByteArrayAsync());
        }
        // Sent by its main button without a file, a file is asked for; by the other one it is added.
        Assert.Contains("Choose a file", Browse.Errors(await Browse.Read(await Browse.Submit(worker, told, $"form[action='{here}']"), here)));
        using var meant = await Browse.Press(worker, told, "button[name='Input.Beside']", ("Input.Title", "The same letter, for the court"));
        Assert.Equal(HttpStatusCode.Redirect, meant.StatusCode);
        var titles = (await Browse.Page(worker, here)).QuerySelectorAll("a[href*='handler=File']").Select(a => a.TextContent).ToList();
        Assert.Contains("letter of the school", titles);
        Assert.Contains("The same letter, for the court", titles);

        async Task<(HttpStatusCode Status, AngleSharp.Html.Dom.IHtmlDocument? Page)> Send(AngleSharp.Html.Dom.IHtmlDocument page, string name)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
                { new StringContent(page.QuerySelector($"form[action='{here}'] input[name=act]")!.GetAttribute("value")!), "act" },
                { new ByteArrayContent(letter), "Input.File", name },
            };
            using var reply = await worker.PostAsync(here, form);
            return (reply.StatusCode, reply.StatusCode == HttpStatusCode.OK ? await Browse.Read(reply, here) : null);
        }
    }

    [Fact]
    public async Task A_data_officer_loads_what_Ofsted_told_others_since()
    {
        using var officer = await host.SignedIn(Role.DataOfficer);
        const string head = "published,local_authority,report_type,recommendation,national_framework_tag\n";
        Assert.Contains(await Load("published,area\n2026-10-01,Elsewhere\n"), e => e.Contains("no column called", StringComparison.Ordinal));
        var wrong = await Load(head + "1.10.26,Elsewhere,ILACS,Do better,\n2026-10-01,,ILACS,Do better,\n2027-10-01,Elsewhere,ILACS,Do better,\n");
        Assert.Equal(3, wrong.Count);
        Assert.Contains(wrong, e => e.StartsWith("Line 2", StringComparison.Ordinal));
        const string text = "The quokka-minded timeliness of zebra panels";
        Assert.Empty(await Load($"{head}2026-10-01,Elsewhere,ILACS,{text},outcome 3\n"));
        Assert.Contains(text, (await Browse.Page(officer, "/inspections/told?words=quokka&all=true")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(await Load($"{head}2026-10-01,elsewhere,ILACS,{text.ToUpperInvariant()},\n"), e => e.Contains("known already", StringComparison.Ordinal));
        using var back = await Browse.Submit(officer, await Browse.Page(officer, "/inspections/load"), "form[action*='Withdraw']", ("Input.Reason", "It was a draft of theirs"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.DoesNotContain(text, (await Browse.Page(officer, "/inspections/told?words=quokka&all=true")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        async Task<IReadOnlyList<string>> Load(string content)
        {
            var page = await Browse.Page(officer, "/inspections/load");
            using var form = new MultipartFormDataContent
            {
                { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
                { new StringContent("Ofsted, autumn 2026"), "Input.Origin" },
                { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "Input.File", "autumn.csv" },
            };
            using var reply = await officer.PostAsync("/inspections/load", form);
            return reply.StatusCode == HttpStatusCode.Redirect ? [] : Browse.Errors(await Browse.Read(reply, "/inspections/load"));
        }
    }

    private Task<Guid> Raise(Guid? child, Guid owner) =>
        host.Do(async s =>
            await s.GetRequiredService<RaiseRecommendation>()
                .Handle(
                    new RecommendationInput
                    {
                        PersonId = child,
                        Origin = RecommendationOrigin.Review,
                        Finding = "Nobody knows whose turn it is",
                        What = "Keep a rota in every team",
                        Aim = "Nobody waits because somebody is away",
                        OwnerWorkerId = owner,
                        DueOn = s.GetRequiredService<Clock>().Today.AddDays(20),
                    },
                    (await s.GetRequiredService<Actors>().Of(host.People.Accounts[Role.Auditor]))!,
                    null
                )
        );

    private static async Task<IReadOnlyList<string>> Claim(HttpClient client, Guid id, string name, byte[] bytes)
    {
        var place = $"/recommendations/{id}";
        var page = await Browse.Page(client, place);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(Good), "Claim.Words" },
            { new ByteArrayContent(bytes), "Claim.File", name },
        };
        using var reply = await client.PostAsync($"{place}?handler=Claim", form);
        return reply.StatusCode == HttpStatusCode.Redirect ? [] : Browse.Errors(await Browse.Read(reply, place));
    }
}
