using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Kith.Practice.Access;
using Kith.Practice.Measures;
using Kith.Standards.Measures;
using Kith.WebTests.Support;

namespace Kith.WebTests.Quality;

/// <summary>The pages of measures.</summary>
public sealed class MeasurePagesTests(KithHost host)
{
    [Fact]
    public async Task Every_measure_has_a_page_that_opens()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        foreach (var measure in MeasureCatalogue.All)
        {
            using var answer = await manager.GetAsync(new Uri($"/quality/{Uri.EscapeDataString(measure.Id)}", UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{measure.Id}: {answer.StatusCode}");
        }
        using var none = await manager.GetAsync(new Uri("/quality/nothing_of_the_kind", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_nothing_is_said_in_words()
    {
        using var director = await host.SignedIn(Role.Director);
        foreach (var path in new[] { "/quality?scope=all", "/quality/re_referral_reason:RC9?scope=all", "/edge-of-care" })
        {
            var words = (await Browse.Page(director, path)).Body!.TextContent;
            Assert.DoesNotContain("0 of 0", words, StringComparison.Ordinal);
            Assert.True(path == "/edge-of-care" || words.Contains("none to count", StringComparison.Ordinal), path);
        }
    }

    [Fact]
    public async Task A_measure_is_taken_out_as_a_picture_that_stands_alone()
    {
        using var director = await host.SignedIn(Role.Director);
        var page = await Browse.Page(director, "/quality/cin_rate?scope=all");
        var link = page.QuerySelector("a[href*='handler=Picture']")!.GetAttribute("href")!;
        using var answer = await director.GetAsync(new Uri(link, UriKind.Relative));
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        var svg = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync());
        var words = svg.Root!.Value;
        var measure = MeasureCatalogue.Find("cin_rate")!;
        Assert.Contains(measure.Name.Split(' ')[0], words, StringComparison.Ordinal);
        Assert.Contains("Source: ", words, StringComparison.Ordinal);
        Assert.Contains("24 November 2026", words, StringComparison.Ordinal);
        // Nothing in it is fetched from elsewhere, and nothing runs.
        Assert.DoesNotContain(
            svg.Descendants(),
            e =>
                e.Name.LocalName is "script" or "image" or "use"
                || e.Attributes().Any(x => x.Name.LocalName is "href" || x.Name.LocalName.StartsWith("on", StringComparison.Ordinal))
        );
        // Of the whole service a worker sees numbers, and no months.
        using var worker = await host.SignedIn(Role.SocialWorker);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync(new Uri("/quality/cin_rate?scope=all&handler=Picture", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task What_changed_is_shown_by_group_and_child_and_not_to_who_sees_whole_numbers_alone()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        foreach (var by in Enum.GetNames<MeasureBy>())
        {
            var page = await Browse.Page(manager, $"/quality/changes?days=364&by={by}");
            Assert.Contains("from", page.Body!.TextContent, StringComparison.Ordinal);
            // What is shown of each row adds up to its change, as far as it is rounded.
            foreach (var row in page.QuerySelectorAll("table tbody tr"))
            {
                var parts = row.QuerySelectorAll(".kith-plain-list li").Select(l => Signed(l.TextContent[(l.TextContent.LastIndexOf(':') + 1)..])).ToList();
                if (parts.Count > 0)
                {
                    Assert.Equal(
                        Signed(row.QuerySelectorAll("td")[2].TextContent.Replace("points", "", StringComparison.Ordinal).Replace("in number", "", StringComparison.Ordinal)),
                        parts.Sum(),
                        0.3
                    );
                }
            }
        }
        using var outsider = await host.SignedIn(Role.SocialWorker);
        var whole = await Browse.Page(outsider, "/quality/changes?scope=all");
        Assert.Empty(whole.QuerySelectorAll("table"));
        Assert.Contains("ends of quarters alone", whole.Body!.TextContent, StringComparison.Ordinal);

        static double Signed(string words) =>
            double.Parse(words.Trim().Replace('−', '-').Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Figures_that_the_data_officer_loads_stand_beside_ours_until_they_are_taken_back()
    {
        await using var own = await KithHost.With();
        using var officer = await own.SignedIn(Role.DataOfficer);
        var measure = MeasureCatalogue.All.First(m => m.BenchmarkCode is not null && m.Unit == MeasureUnit.Percent);
        var page = await Browse.Page(officer, "/quality/figures");
        foreach (
            var (csv, origin, says) in new[]
            {
                ("measure_code,year,area\nx,2026,England\n", "DfE 2026", "no column called value"),
                ($"measure_code,year,area,value\nnothing_such,2026,England,1\n{measure.BenchmarkCode},26,England,1\n", "DfE 2026", "nothing_such"),
                ($"measure_code,year,area,value\n{measure.BenchmarkCode},2026,England,73.4\n", "", "where the figures come from"),
            }
        )
        {
            using var wrong = await Load(officer, page, csv, origin);
            Assert.Contains(Browse.Errors(await Browse.Read(wrong)), e => e.Contains(says, StringComparison.OrdinalIgnoreCase));
        }
        using var loaded = await Load(officer, page, $"measure_code,year,area,value\n{measure.BenchmarkCode},2026,England,73.4\n", "DfE, made up, 2026");
        Assert.Equal("/quality/figures", loaded.Headers.Location!.ToString());
        var address = $"/quality/{Uri.EscapeDataString(measure.Id)}?scope=all";
        Assert.Contains("73.4%", (await Browse.Page(officer, address)).Body!.TextContent, StringComparison.Ordinal);

        page = await Browse.Page(officer, "/quality/figures");
        Assert.Contains("DfE, made up, 2026", page.Body!.TextContent, StringComparison.Ordinal);
        using (await Browse.Submit(officer, page, "form[action*='handler=Withdraw']", ("Input.Reason", "They were made up")))
        {
            Assert.DoesNotContain("73.4%", (await Browse.Page(officer, address)).Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains("They were made up", (await Browse.Page(officer, "/quality/figures")).Body!.TextContent, StringComparison.Ordinal);
        }
        using var manager = await own.SignedIn(Role.TeamManager);
        using var refused = await manager.GetAsync("/quality/figures");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task The_workbook_holds_the_numbers_of_the_page_and_hides_what_the_page_hides()
    {
        using var officer = await host.SignedIn(Role.DataOfficer);
        using var worker = await host.SignedIn(Role.SocialWorker);
        var all = await Sheet(officer, "/quality?handler=Excel&scope=all");
        Assert.All(MeasureCatalogue.All, m => Assert.Contains($">{System.Security.SecurityElement.Escape(m.Id)}<", all, StringComparison.Ordinal));
        Assert.DoesNotContain(">hidden<", all, StringComparison.Ordinal);
        Assert.Contains(">hidden<", await Sheet(worker, "/quality?handler=Excel&scope=all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wide_audience_sees_no_number_so_small_that_a_child_could_be_known_by_it_and_nobody_behind_one()
    {
        using var worker = await host.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(worker, "/quality?scope=all");
        Assert.Contains("small number", page.Body!.TextContent, StringComparison.Ordinal);
        // Counts are whole numbers alone in their cell: those from 1 to 5 never stand there.
        var numbers = page.QuerySelectorAll("main td strong, main details td")
            .Select(c => c.FirstChild!.TextContent.Trim())
            .Where(t => int.TryParse(t, out _))
            .Select(int.Parse)
            .ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, n => Assert.False(n is >= 1 and <= 5, $"{n} is shown"));
        var links = page.QuerySelectorAll("main th a").Select(a => a.GetAttribute("href")!).ToList();
        foreach (var link in links.Take(6))
        {
            var one = await Browse.Page(worker, link);
            Assert.Null(one.QuerySelector("main a[href^='/children/']"));
        }
    }

    [Fact]
    public async Task Who_may_not_be_read_is_counted_in_the_whole_and_given_away_by_no_part_of_it()
    {
        using var officer = await host.SignedIn(Role.DataOfficer);
        var told = 0;
        foreach (var id in new[] { "referral_nfa", "re_referral" })
        {
            foreach (var by in Enum.GetValues<MeasureBy>())
            {
                var page = await Browse.Page(officer, $"/quality/{Uri.EscapeDataString(id)}?scope=all&by={by}");
                var text = page.Body!.InnerHtml;
                told += text.Contains("stand in no group", StringComparison.Ordinal) ? 1 : 0;
                foreach (var secret in new[] { "Hiddenshaw", "LA0004", "LA0005", host.People.Restricted.ToString(), host.People.Secret.ToString() })
                {
                    Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
        Assert.True(told > 0, "no measure counts a restricted child");
    }

    [Fact]
    public async Task A_view_is_kept_for_its_owner_alone_and_let_go()
    {
        using var officer = await host.SignedIn(Role.DataOfficer);
        var page = await Browse.Page(officer, "/quality?scope=all&on=2026-09-30");
        using (var nameless = await Browse.Submit(officer, page, "form:has([name='Input.Name'])"))
        {
            Assert.Single(Browse.Errors(await Browse.Read(nameless)));
        }
        using (var kept = await Browse.Submit(officer, page, "form:has([name='Input.Name'])", ("Input.Name", "End of September")))
        {
            Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        }
        page = await Browse.Page(officer, "/quality");
        var link = page.QuerySelectorAll("main .kith-items a").Single(a => a.TextContent == "End of September").GetAttribute("href")!;
        Assert.Contains("30 September 2026", (await Browse.Page(officer, link)).Body!.TextContent, StringComparison.Ordinal);
        using var manager = await host.SignedIn(Role.TeamManager);
        Assert.DoesNotContain("End of September", (await Browse.Page(manager, "/quality")).Body!.TextContent, StringComparison.Ordinal);
        using (await Browse.Submit(officer, page, "form[action*='handler=Drop']"))
        {
            Assert.DoesNotContain("End of September", (await Browse.Page(officer, "/quality")).Body!.TextContent, StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> Load(HttpClient client, IHtmlDocument page, string csv, string origin)
    {
        var form = page.QuerySelector("main form[enctype]")!;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(form.QuerySelector("[name=act]")!.GetAttribute("value")!), "act" },
            { new StringContent(origin), "Input.Origin" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Input.File", "figures.csv" },
        };
        return await client.PostAsync("/quality/figures", content);
    }

    private static async Task<string> Sheet(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        using var zip = new ZipArchive(await reply.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        foreach (var sheet in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(sheet.Open());
            text.Append(await reader.ReadToEndAsync());
        }
        return text.ToString();
    }
}
