using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Kith.Practice.Access;
using Kith.Practice.Assessments;
using Kith.Practice.Plans;
using Kith.Practice.Projections;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Returns.Census;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Data;

/// <summary>The pages about the census return: each role's, and the whole way from an issue to a file that two people answer for.</summary>
public sealed class DataPagesTests(KithHost host)
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Each_role_sees_the_pages_it_has_a_use_for_and_no_child_beyond_its_reach(Role role)
    {
        using var client = await host.SignedIn(role);
        foreach (
            var (address, permission) in new[]
            {
                ("/data", Permission.ReadReturns),
                ("/data/issues", Permission.ReadReturns),
                ("/data/issues?severity=Error&state=open&older=7&team=none", Permission.ReadReturns),
                ("/data/returns", Permission.ReadReturns),
                ("/data/annex-a", Permission.ReadReturns),
                ("/data/check", Permission.PrepareReturns),
            }
        )
        {
            using var reply = await client.GetAsync(address);
            Assert.True(Permissions.Allows(role, permission) == (reply.StatusCode == HttpStatusCode.OK), $"{role} {address}: {reply.StatusCode}");
            var text = await reply.Content.ReadAsStringAsync();

            // Secret is known to nobody but its guardian; of a restricted child these pages say nothing either.
            Assert.DoesNotContain("Sunniva", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Hiddenshaw", text, StringComparison.Ordinal);
        }
    }

    /// <summary>Every field that a rule can name first has a form or a page behind «Put right», and that is where the field stands.</summary>
    [Fact]
    public async Task Put_right_leads_to_the_form_of_the_field_and_the_issue_goes()
    {
        await using var own = await KithHost.With();
        var child = own.People.Own;
        await Faulty(own, child);
        using var worker = await own.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(worker, $"/children/{child}/data");
        var links = page.QuerySelectorAll("main a")
            .OfType<IHtmlAnchorElement>()
            .Where(a => a.TextContent.StartsWith("Put it right", StringComparison.Ordinal))
            .Select(a => a.PathName + a.Search)
            .Distinct()
            .ToList();
        Assert.All(
            links,
            a => Assert.True(a.StartsWith($"/children/{child}/data/correct/", StringComparison.Ordinal) || a.StartsWith($"/people/{child}/edit", StringComparison.Ordinal), a)
        );
        foreach (var link in links)
        {
            Assert.NotEmpty((await Browse.Page(worker, link)).QuerySelectorAll("main form"));
        }

        // The other fields that a rule names have their way too: any of them may be the one that is wrong.
        var beside = page.QuerySelectorAll("main dl a")
            .OfType<IHtmlAnchorElement>()
            .Where(a => a.TextContent.StartsWith("this is the one that is wrong", StringComparison.Ordinal))
            .Select(a => a.PathName + a.Search)
            .Distinct()
            .ToList();
        Assert.Contains(beside, a => a.EndsWith("?field=CINdetails.CINreferralDate", StringComparison.Ordinal));
        foreach (var link in beside)
        {
            Assert.NotEmpty((await Browse.Page(worker, link)).QuerySelectorAll("main form"));
        }

        var corrected = new List<string>();
        while (await Next() is { } link)
        {
            var form = await Browse.Page(worker, link);
            var field = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
            Assert.True(Right.ContainsKey(field), field);

            // Without a reason nothing is changed, and what was entered stays.
            using (var refused = await Browse.Submit(worker, form, "main form", Right[field]))
            {
                Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
                Assert.Contains("Say why this is corrected", string.Join('\n', Browse.Errors(await Browse.Read(refused))), StringComparison.Ordinal);
            }
            using var done = await Browse.Submit(worker, form, "main form", [.. Right[field], ("Input.Reason", "It was mistyped; the letter has the right one.")]);
            Assert.True(done.StatusCode == HttpStatusCode.Redirect, $"{field}: {string.Join('\n', Browse.Errors(await Browse.Read(done)))}");
            Assert.Equal($"/children/{child}/data", done.Headers.Location?.ToString());
            corrected.Add(field);
        }
        Assert.Equal(Right.Keys.Order(StringComparer.Ordinal), corrected.Order(StringComparer.Ordinal));

        // What it said before is in the log of the record, with the reason.
        using var manager = await own.SignedIn(Role.TeamManager);
        var log = await own.Do(s => s.GetRequiredService<KithDb>().TrailEntries.AsNoTracking().Where(t => t.Event == "RecordCorrected").ToListAsync());
        Assert.Equal(corrected.Count, log.Count);
        Assert.All(log, t => Assert.Contains("the letter has the right one", t.Payload, StringComparison.Ordinal));

        async Task<string?> Next() =>
            (await Browse.Page(worker, $"/children/{child}/data"))
                .QuerySelectorAll("main a[href*='/data/correct/']")
                .OfType<IHtmlAnchorElement>()
                .Where(a => a.TextContent.StartsWith("Put it right", StringComparison.Ordinal))
                .Select(a => a.PathName + a.Search)
                .FirstOrDefault(a => !corrected.Contains(a[(a.IndexOf('=', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task What_came_with_an_extract_is_put_right_where_it_is_kept()
    {
        await using var own = await KithHost.With();
        var child = own.People.Own;
        var episode = await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var e = await db.Episodes.FirstAsync(e => e.PersonId == child);
            (e.PrimaryNeed, e.Source, e.SourceKey, e.DecidedOn) = (null, Sources.Ssd, "e/1", e.ReferredOn);
            await Save(s, child);
            return e.Id;
        });
        using var worker = await own.SignedIn(Role.SocialWorker);
        var page = await Browse.Page(worker, $"/children/{child}/data");
        Assert.Contains("Put right in your case system", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var correct = await Browse.Page(worker, $"/children/{child}/data/correct/{episode}?field=CINdetails.PrimaryNeedCode");
        Assert.Null(correct.QuerySelector("main form"));
        Assert.Contains("Change it in the system it is kept in", correct.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var stranger = await worker.GetAsync($"/children/{own.People.Own}/data/correct/{Guid.NewGuid()}?field=CINdetails.PrimaryNeedCode");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var unknown = await worker.GetAsync($"/children/{child}/data/correct/{episode}?field=CINdetails.Nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_return_is_frozen_by_one_person_and_signed_off_by_another()
    {
        await using var own = await KithHost.With();
        await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Setting
                {
                    Id = Guid.CreateVersion7(),
                    Key = Policies.LocalAuthorityCode,
                    Value = "895",
                    From = new DateOnly(2020, 1, 1),
                    Reason = "Test",
                }
            );
            await Save(s, own.People.Own);
        });
        using var officer = await own.SignedIn(Role.DataOfficer);
        var page = await Browse.Page(officer, "/data/returns");
        using (var nothing = await Browse.Submit(officer, page, "main form"))
        {
            Assert.NotEmpty(Browse.Errors(await Browse.Read(nothing)));
        }
        using var frozen = await Browse.Submit(
            officer,
            await Browse.Page(officer, "/data/returns"),
            "main form",
            ("Input.EndYear", "2026"),
            ("Input.Statement", "Ready, I think.")
        );
        Assert.Equal(HttpStatusCode.Redirect, frozen.StatusCode);
        var copy = frozen.Headers.Location!.ToString();
        var mine = await Browse.Page(officer, copy);
        Assert.Null(mine.QuerySelector("form[action*='handler=Decide']"));
        Assert.Contains("nobody signs off what they prepared", mine.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var director = await own.SignedIn(Role.Director);
        var theirs = await Browse.Page(director, copy);
        Assert.Contains("Ready, I think.", theirs.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var signed = await Browse.Press(director, theirs, "button[name=off][value=true]", ("off", "true"));
        Assert.Equal((HttpStatusCode.Redirect, copy), (signed.StatusCode, signed.Headers.Location?.ToString()));
        var names = await own.Do(s =>
            s.GetRequiredService<KithDb>()
                .CensusSubmissions.AsNoTracking()
                .Select(c => new
                {
                    c.PreparedByName,
                    c.DecidedByName,
                    c.State,
                })
                .SingleAsync()
        );
        Assert.Equal(SubmissionState.SignedOff, names.State);
        Assert.NotEqual(names.PreparedByName, names.DecidedByName);
        var after = (await Browse.Page(officer, copy)).QuerySelector("main")!.TextContent;
        Assert.Contains(names.PreparedByName, after, StringComparison.Ordinal);
        Assert.Contains(names.DecidedByName!, after, StringComparison.Ordinal);

        // The file and its notes, and a second copy with what changed.
        using var file = await Browse.Submit(officer, await Browse.Page(officer, copy), "form[action*='notes=false']");
        Assert.StartsWith("<?xml", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var notes = await Browse.Submit(officer, await Browse.Page(officer, copy), "form[action*='notes=true']");
        Assert.Equal("text/csv", notes.Content.Headers.ContentType?.MediaType);
        await own.Do(async s =>
        {
            (await s.GetRequiredService<KithDb>().People.FirstAsync(p => p.Id == own.People.Own)).Ethnicity = "BCRB";
            await Save(s, own.People.Own);
        });
        using var again = await Browse.Submit(officer, await Browse.Page(officer, "/data/returns"), "main form", ("Input.EndYear", "2026"));
        var second = (await Browse.Page(officer, again.Headers.Location!.ToString())).QuerySelector("main")!.TextContent;
        Assert.Contains("serial 002", second, StringComparison.Ordinal);
        Assert.Contains("Ethnicity", second, StringComparison.Ordinal);
    }

    /// <summary>From the page on which a worker says why, to the file that goes with the return, and back to the copy's own page.</summary>
    [Fact]
    public async Task An_explanation_travels_from_the_page_to_the_notes_of_the_return()
    {
        await using var own = await KithHost.With();
        var child = own.People.Own;
        await Faulty(own, child);
        await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Setting
                {
                    Id = Guid.CreateVersion7(),
                    Key = Policies.LocalAuthorityCode,
                    Value = "895",
                    From = new DateOnly(2020, 1, 1),
                    Reason = "Test",
                }
            );
            await Save(s, child);
        });
        using var worker = await own.SignedIn(Role.SocialWorker);
        using var officer = await own.SignedIn(Role.DataOfficer);
        var before = Count(await Browse.Page(officer, "/data"), "/data/issues?state=explained");
        var page = await Browse.Page(worker, $"/children/{child}/data");
        var form = page.QuerySelectorAll("form[action*='handler=Explain']").OfType<IHtmlFormElement>().First(f => f.QuerySelector("input[value='1103']") is not null);
        // Said with nothing: the list of what to put right leads to the very field of that fault.
        using (var empty = await Browse.Submit(worker, page, $"form:has(input[name='Input.Rule'][value='1103'])", ("Input.Reason", "")))
        {
            page = await Browse.Read(empty, $"/children/{child}/data");
        }
        var field = page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href")!;
        Assert.Equal("1103", page.GetElementById(field[1..])?.Closest("form")!.QuerySelector("input[name='Input.Rule']")!.GetAttribute("value"));
        using var told = await Browse.Submit(worker, page, $"form:has(input[name='Input.Rule'][value='1103'])", ("Input.Reason", "The assessment began in another authority."));
        Assert.Equal(HttpStatusCode.Redirect, told.StatusCode);
        Assert.NotNull(form);

        // Seen at once by whoever looks: on the child, by the data officer, in the counts.
        Assert.Contains("The assessment began in another authority.", (await Browse.Page(worker, $"/children/{child}/data")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The assessment began in another authority.", (await Browse.Page(officer, "/data/issues?state=explained")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before + 1, Count(await Browse.Page(officer, "/data"), "/data/issues?state=explained"));

        using var frozen = await Browse.Submit(officer, await Browse.Page(officer, "/data/returns"), "main form", ("Input.EndYear", "2027"));
        var copy = frozen.Headers.Location!.ToString();
        var shown = await Browse.Page(officer, copy);
        Assert.Contains("1 notes go with it", shown.QuerySelector("main")!.TextContent.Replace("note goes", "notes go", StringComparison.Ordinal), StringComparison.Ordinal);
        using var notes = await Browse.Submit(officer, shown, "form[action*='notes=true']");
        var line = Assert.Single((await notes.Content.ReadAsStringAsync()).Split("\r\n"), l => l.Contains("began in another authority", StringComparison.Ordinal));
        Assert.StartsWith("Child,1103,", line, StringComparison.Ordinal);
        using var file = await Browse.Submit(officer, await Browse.Page(officer, copy), "form[action*='notes=false']");
        Assert.Contains(line.Split(',')[2], await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // What is still open in the copy leads to the child's page of that year.
        var link = shown.QuerySelector($"main a[href*='/children/{child}/data?year=']")?.GetAttribute("href");
        Assert.NotNull(link);
        Assert.Equal("Data to fix", (await Browse.Page(officer, link)).QuerySelector("h1")!.TextContent.Split(':')[0]);
        using var nothing = await officer.GetAsync($"/children/{child}/data?year=1999");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);

        static int Count(IHtmlDocument document, string href) =>
            int.Parse(
                document.QuerySelector($"a[href='{href}'] .kith-stat__number")!.TextContent,
                System.Globalization.NumberStyles.AllowThousands,
                System.Globalization.CultureInfo.InvariantCulture
            );
    }

    /// <summary>Counts, ages and teams agree with each other for the data officer, and for a manager with what is within reach.</summary>
    [Theory]
    [InlineData(Role.DataOfficer)]
    [InlineData(Role.TeamManager)]
    public async Task Counts_ages_and_teams_of_the_page_agree(Role role)
    {
        await using var own = await KithHost.With();
        await Faulty(own, own.People.Own);
        await own.Do(s => s.GetRequiredService<KeepCensusDay>().Handle());
        using var client = await own.SignedIn(role);
        var page = await Browse.Page(client, "/data");
        var open = Number("a[href='/data/issues?severity=Error'] .kith-stat__number") + Number("a[href='/data/issues?severity=Query'] .kith-stat__number");
        Assert.True(open > 0);
        Assert.Equal(open, Sum("by-rule", 2));
        Assert.Equal(open, Sum("by-team", 1) + Sum("by-team", 2));
        Assert.Equal(open, Sum("ageing", 1, "Open faults by age"));
        var listed = await Browse.Page(client, "/data/issues");
        Assert.StartsWith($"{open} fault", listed.QuerySelector("[role=status]")!.TextContent.Trim(), StringComparison.Ordinal);

        // The day's figures: for the officer of the whole return, for a manager of the teams, with no restricted record in them.
        var days = page.QuerySelectorAll("section[aria-labelledby=ageing] table")
            .Single(t => t.QuerySelector("caption")!.TextContent.StartsWith("Faults at the end of each day", StringComparison.Ordinal));
        var day = days.QuerySelectorAll("tbody tr")
            .First()
            .Children.Skip(1)
            .Select(c => int.Parse(c.TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        var expected = await own.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var team = await db.ChildOverviews.Where(o => o.PersonId == own.People.Own).Select(o => o.TeamId).SingleAsync();
            return await db.CensusIssues.CountAsync(i =>
                (i.CountsFrom == null || i.CountsFrom <= i.FirstSeenOn)
                && (role == Role.DataOfficer || (i.TeamId == team && !db.Restrictions.Any(r => r.PersonId == i.PersonId && r.EndedAt == null)))
            );
        });
        Assert.Equal(expected, day.Sum());

        int Number(string selector) =>
            int.Parse(page.QuerySelector(selector)!.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
        int Sum(string section, int column, string? caption = null) =>
            page.QuerySelectorAll($"section[aria-labelledby={section}] table")
                .First(t => caption is null || t.QuerySelector("caption")!.TextContent.Trim() == caption)
                .QuerySelectorAll("tbody tr")
                .Sum(r => int.Parse(r.Children[column].TextContent.Trim(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_file_is_checked_filtered_and_taken_out_without_formulas()
    {
        const string Return = """
            <Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>
            <Child><ChildIdentifiers><LAchildID>=1+1</LAchildID><PersonBirthDate>2015-05-05</PersonBirthDate><Sex>X</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>@SUM</Ethnicity></ChildCharacteristics>
            <CINdetails><CINreferralDate>2025-05-05</CINreferralDate><ReferralNFA>1</ReferralNFA></CINdetails></Child>
            <Child><ChildIdentifiers><LAchildID>B2</LAchildID><PersonBirthDate>2015-05-05</PersonBirthDate><Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics></Child>
            </Children></Message>
            """;
        using var officer = await host.SignedIn(Role.DataOfficer);
        var page = await Browse.Page(officer, "/data/check");
        using var form = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll("form[enctype] input[type=hidden]").OfType<IHtmlInputElement>())
        {
            form.Add(new StringContent(field.Value), field.Name!);
        }
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Return)), "Input.File", "return.xml");
        using var sent = await officer.PostAsync("/data/check", form);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var address = sent.Headers.Location!.ToString();
        var report = await Browse.Page(officer, address);
        var text = report.QuerySelector("main")!.TextContent;
        Assert.Contains("=1+1", text, StringComparison.Ordinal);
        Assert.Contains("B2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("B2", (await Browse.Page(officer, $"{address}?rule=4180")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("=1+1", (await Browse.Page(officer, $"{address}?rule=8590")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var csv = await Browse.Submit(officer, await Browse.Page(officer, address), "form[action*='handler=Csv']");
        var lines = await csv.Content.ReadAsStringAsync();
        Assert.Contains("'=1+1", lines, StringComparison.Ordinal);
        Assert.Contains("'@SUM", lines, StringComparison.Ordinal);
        using var excel = await Browse.Submit(officer, await Browse.Page(officer, address), "form[action*='handler=Excel']");
        using var zip = new ZipArchive(new MemoryStream(await excel.Content.ReadAsByteArrayAsync()));
        foreach (var entry in zip.Entries.Where(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotMatch("<(x:)?f>", await reader.ReadToEndAsync());
        }

        // The sheet says what the page says: every finding in a row of its own, in words, what looks like a formula as text.
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(await excel.Content.ReadAsByteArrayAsync()), isEditable: false);
        var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().Select(c => c.InnerText).ToList()).ToList();
        Assert.Equal(["Rule", "Severity", "Child id"], rows[0].Take(3));
        var found = rows.Skip(1).ToList();
        Assert.Equal(lines.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length, rows.Count);
        Assert.Contains(found, r => r[0] == "4180" && r[2] == "=1+1" && r[4] == "ChildIdentifiers.Sex" && r[5] == "Sex" && r[7] == "X");
        Assert.All(found, r => Assert.True(r.Count == rows[0].Count && r[8].Length > 0 && r[9].Length > 0, string.Join('|', r)));
        Assert.All(workbook.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<Cell>(), c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));

        // Nobody else opens it.
        using var director = await host.SignedIn(Role.Director);
        using var other = await director.GetAsync(address);
        Assert.NotEqual(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>What each faulty field is to say.</summary>
    private static readonly Dictionary<string, (string, string?)[]> Right = new()
    {
        ["CINdetails.PrimaryNeedCode"] = [("Input.Code", "N4")],
        ["CINdetails.ReferralSource"] = [("Input.Code", "2A")],
        ["Assessments.AssessmentActualStartDate"] = Day(new(2026, 4, 20)),
        ["Assessments.AssessmentFactors"] = [("Input.Codes", "3B")],
        ["ChildProtectionPlans.CPPstartDate"] = Day(new(2026, 6, 3)),
        ["ChildProtectionPlans.InitialCategoryOfAbuse"] = [("Input.Code", "NEG")],
        ["ChildProtectionPlans.LatestCategoryOfAbuse"] = [("Input.Code", "EMO")],
        ["ChildProtectionPlans.NumberOfPreviousCPP"] = [("Input.Count", "0")],
        ["Reviews.CPPreviewDate"] = Day(new(2026, 9, 1)),
        ["CINplanDates.CINPlanStartDate"] = Day(new(2026, 4, 27)),
        ["Section47.S47ActualStartDate"] = Day(new(2026, 5, 14)),
    };

    private static (string, string?)[] Day(DateOnly on) => [("Input.On.Day", $"{on.Day}"), ("Input.On.Month", $"{on.Month}"), ("Input.On.Year", $"{on.Year}")];

    /// <summary>A child with a fault in one field of each kind of record.</summary>
    private static Task Faulty(KithHost host, Guid child) =>
        host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var episode = await db.Episodes.FirstAsync(e => e.PersonId == child);
            (episode.ReferredOn, episode.DecidedOn, episode.Decision) = (new(2026, 4, 13), new(2026, 4, 13), ReferralDecision.Assess);
            (episode.PrimaryNeed, episode.SourceCode) = (null, null);
            var need = await db.CinPlans.FirstAsync(p => p.PersonId == child);
            (need.StartedOn, need.EndedOn) = (new(2026, 4, 1), new(2026, 6, 3));
            db.Assessments.Add(
                new Assessment
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = child,
                    EpisodeId = episode.Id,
                    StartedOn = new(2026, 4, 10),
                    AuthorisedOn = new(2026, 5, 1),
                }
            );
            db.Section47Enquiries.Add(
                new Section47Enquiry
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = child,
                    EpisodeId = episode.Id,
                    StartedOn = new(2026, 4, 3),
                    EndedOn = new(2026, 5, 28),
                    ConferenceOn = new(2026, 6, 3),
                    ConferenceNotRequired = false,
                }
            );
            var plan = new ProtectionPlan
            {
                Id = Guid.CreateVersion7(),
                PersonId = child,
                EpisodeId = episode.Id,
                StartedOn = new(2026, 6, 5),
            };
            db.ProtectionPlans.Add(plan);
            db.ReviewConferences.Add(
                new ReviewConference
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = child,
                    PlanId = plan.Id,
                    HeldOn = new(2026, 6, 2),
                    ContinuePlan = true,
                }
            );
            await Save(s, child);
        });

    private static async Task Save(IServiceProvider s, Guid person)
    {
        var db = s.GetRequiredService<KithDb>();
        await using var turn = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db);
        await db.SaveChangesAsync();
        await s.GetRequiredService<Projector>().Project([person]);
        await turn.Commit();
    }
}
