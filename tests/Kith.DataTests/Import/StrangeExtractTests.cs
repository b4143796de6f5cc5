using System.IO.Compression;
using Kith.DataTests.Support;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Standards.AnnexA;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Import;

/// <summary>Extracts as people hand them over: sheets renamed, sums under lists, a typing slip in a year, another council's return.</summary>
public sealed class StrangeExtractTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_return_of_another_council_and_an_earlier_one_after_a_later_are_pointed_out(string engine)
    {
        await using var authority = await Authority.On(engine);
        string Named(string name, string serial, string lea = "201") =>
            authority.File(name, CensusImportTests.Return(2026, CensusImportTests.Child("A1"), serial).Replace("<LEA>201</LEA>", $"<LEA>{lea}</LEA>", StringComparison.Ordinal));
        async Task<IReadOnlyCollection<string>> Load(string path)
        {
            authority.Time.Advance(TimeSpan.FromMinutes(1));
            return Notices(await authority.Load(Sources.CinCensus, path));
        }
        Assert.Empty(await Load(Named("first.xml", "001")));
        Assert.Empty(await Load(Named("second.xml", "002")));
        Assert.Contains(await Load(Named("first.xml", "001")), n => n.Contains("serial number 002, and this one has 001", StringComparison.Ordinal));
        var theirs = await Load(Named("theirs.xml", "003", "301"));
        Assert.Contains(theirs, n => n.Contains("Barking and Dagenham (301)", StringComparison.Ordinal) && n.Contains("City of London (201)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_return_of_one_line_a_child_is_found_by_its_place()
    {
        await using var authority = await Authority.On("SQLite");
        var text = CensusImportTests.Return(2026, CensusImportTests.Child("A1") + CensusImportTests.Child("B2") + CensusImportTests.Child("") + CensusImportTests.Child("A1"));
        var run = await authority.Load(Sources.CinCensus, authority.File("x.xml", text.ReplaceLineEndings("")));
        var reasons = (await authority.Refusals(run)).Select(r => r.Reason).ToList();
        Assert.Contains(reasons, r => r.Contains("it is child 3 of the file", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.Contains("(child 1 of the file; this is child 4)", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_visit_of_a_day_to_come_is_refused_and_does_not_count_as_seen(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = SsdImportTests.Small(authority);
        var visits = Path.Combine(folder, "ssd_cp_visits.csv");
        var text = await File.ReadAllTextAsync(visits);
        await File.WriteAllTextAsync(visits, text.TrimEnd() + "\nV2,P1,CP1,2027-11-14,Y,Y,N\n");
        var run = await authority.Load(Sources.Ssd, folder);
        var refusal = Assert.Single(await authority.Refusals(run));
        Assert.Contains("«2027-11-14» has not come yet", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 14), await authority.Ask(db => db.ChildOverviews.Where(o => o.LaChildId == "P1").Select(o => o.LastSeenOn).SingleAsync()));

        await File.WriteAllTextAsync(visits, text.TrimEnd() + "\nV2,P1,CP1,2026-11-17,Y,Y,N\n");
        await authority.Load(Sources.Ssd, folder);
        Assert.NotNull((await authority.Refusals(run)).Single().TakenAt);
        Assert.Equal(new DateOnly(2026, 11, 17), await authority.Ask(db => db.ChildOverviews.Where(o => o.LaChildId == "P1").Select(o => o.LastSeenOn).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_has_not_come_yet_is_not_taken_from_the_dataset_and_an_expected_birth_is(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = SsdImportTests.Small(authority);
        void Add(string table, string row) => File.AppendAllText(Path.Combine(folder, $"{table}.csv"), row + "\n");
        Add("ssd_person", "P7,Slip,Ofayear,F,,WBRI,2027-03-14,,,,N,,,N,");
        Add("ssd_person", "P8,,Unborn,U,,NOBT,,,,,N,2027-03-14,,N,");
        Add("ssd_cin_episodes", "R7,P7,2027-06-01,N1,2A,Schools,,N,,,T1,W1");
        Add("ssd_cin_episodes", "R8,P8,2026-08-01,N1,2A,Schools,,N,RC1,2027-08-02,T1,W1");
        Add("ssd_contacts", "C7,P7,2027-05-31,2A,Schools,");
        Add("ssd_missing", "MI7,P7,01/07/2027 21:30:00,Missing,,Y,N");
        Add("ssd_s47_enquiry", "S8,R8,P8,2026-11-05,,N,,W1,T1");
        Add("ssd_initial_cp_conference", "I8,,S8,P8,,R8,N,2026-12-01,2027-12-01,,,T1,W1");
        var run = await authority.Load(Sources.Ssd, folder);
        var reasons = (await authority.Refusals(run)).Select(r => $"{r.Place} {r.Reason}").Order(StringComparer.Ordinal).ToList();
        Assert.Collection(
            reasons,
            r => Assert.StartsWith("ssd_cin_episodes.csv cine_close_date «2027-08-02» has not come yet", r, StringComparison.Ordinal),
            r => Assert.StartsWith("ssd_cin_episodes.csv cine_referral_date «2027-06-01» has not come yet", r, StringComparison.Ordinal),
            r => Assert.StartsWith("ssd_contacts.csv cont_contact_date «2027-05-31» has not come yet", r, StringComparison.Ordinal),
            r => Assert.StartsWith("ssd_initial_cp_conference.csv icpc_icpc_date «2027-12-01» has not come yet", r, StringComparison.Ordinal),
            r => Assert.StartsWith("ssd_missing.csv miss_missing_episode_start_date «01/07/2027 21:30:00» has not come yet", r, StringComparison.Ordinal),
            r => Assert.StartsWith("ssd_person.csv pers_dob «2027-03-14» has not come yet", r, StringComparison.Ordinal)
        );
        Assert.EndsWith("; the row was taken without it", reasons[0], StringComparison.Ordinal);
        Assert.EndsWith("; the person was taken without it", reasons[5], StringComparison.Ordinal);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            Assert.Null((await db.People.SingleAsync(p => p.LaChildId == "P7")).DateOfBirth);
            Assert.Equal(new DateOnly(2027, 3, 14), (await db.People.SingleAsync(p => p.LaChildId == "P8")).ExpectedDateOfBirth);
            Assert.False(await db.Episodes.AnyAsync(e => e.SourceKey == "P7/ssd_cin_episodes/R7"));
            Assert.False(await db.Contacts.AnyAsync(c => c.SourceKey == "P7/ssd_contacts/C7"));
            // What was closed by a slip is open, and a conference that is to come has not been held.
            Assert.Null(await db.Episodes.Where(e => e.SourceKey == "P8/ssd_cin_episodes/R8").Select(e => e.ClosedOn).SingleAsync());
            Assert.Equal((null, new DateOnly(2026, 12, 1)), await Held(db));
            Assert.Null(await db.Section47Enquiries.Where(e => e.SourceKey == "P8/ssd_s47_enquiry/S8").Select(e => e.ConferenceOn).SingleAsync());
        });
        await authority.ProjectionsAreRight();

        // Put right in the next extract, they come in, and are no longer asked about.
        foreach (var file in new[] { "ssd_person", "ssd_cin_episodes", "ssd_contacts", "ssd_missing", "ssd_initial_cp_conference" })
        {
            var path = Path.Combine(folder, $"{file}.csv");
            var text = await File.ReadAllTextAsync(path);
            await File.WriteAllTextAsync(
                path,
                text.Replace("U,,NOBT,,,,,N,2027", "U,,NOBT,,,,,N,@", StringComparison.Ordinal)
                    .Replace("2027", "2025", StringComparison.Ordinal)
                    .Replace("@", "2027", StringComparison.Ordinal)
                    .Replace("2025-08-02", "2026-08-02", StringComparison.Ordinal)
            );
        }
        await authority.Load(Sources.Ssd, folder);
        Assert.All(await authority.Refusals(run), r => Assert.NotNull(r.TakenAt));

        static async Task<(DateOnly?, DateOnly?)> Held(KithDb db)
        {
            var conference = await db.InitialConferences.SingleAsync(c => c.SourceKey == "P8/ssd_initial_cp_conference/I8");
            return (conference.HeldOn, conference.TargetOn);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_has_not_come_yet_is_not_taken_from_a_return_or_a_workbook(string engine)
    {
        await using var authority = await Authority.On(engine);
        var unborn = CensusImportTests
            .Child("A2")
            .Replace("<PersonBirthDate>2016-04-02</PersonBirthDate>", "<ExpectedPersonBirthDate>2027-01-09</ExpectedPersonBirthDate>", StringComparison.Ordinal);
        var slip = CensusImportTests.Child("A1", "<CINclosureDate>2028-01-01</CINclosureDate>", birth: "2027-04-02").Replace("2024-06-03", "2027-06-03", StringComparison.Ordinal);
        var later = CensusImportTests.Child("A3").Replace("2024-06-01", "2027-06-01", StringComparison.Ordinal);
        var census = await authority.Load(Sources.CinCensus, authority.File("x.xml", CensusImportTests.Return(2026, slip + unborn + later)));
        var reasons = (await authority.Refusals(census)).Select(r => r.Reason).ToList();
        Assert.Equal(4, reasons.Count);
        Assert.Contains(reasons, r => r.StartsWith("PersonBirthDate «2027-04-02» has not come yet", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("CINclosureDate «2028-01-01» has not come yet", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("The assessment was not taken: AssessmentActualStartDate «2027-06-03» has not come yet", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("The referral was not taken: CINreferralDate «2027-06-01» has not come yet", StringComparison.Ordinal));
        await authority.ProjectionsAreRight();

        // Within the year that a return is of, what is still to come of it is taken and pointed out; what ends then has not ended.
        var early = CensusImportTests
            .Child("A4", "<CINclosureDate>2027-03-01</CINclosureDate>")
            .Replace("2024-06-01", "2027-02-01", StringComparison.Ordinal)
            .Replace("2024-06-03", "2027-02-03", StringComparison.Ordinal);
        var thisYear = await authority.Load(Sources.CinCensus, authority.File("y.xml", CensusImportTests.Return(2027, early)));
        reasons = [.. (await authority.Refusals(thisYear)).Select(r => r.Reason)];
        Assert.Contains(reasons, r => r.StartsWith("The referral was taken, but CINreferralDate «2027-02-01» has not come yet", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("CINclosureDate «2027-03-01» has not come yet", StringComparison.Ordinal));
        Assert.Equal(
            (new DateOnly(2027, 2, 1), (DateOnly?)null),
            await authority.Ask(async db =>
            {
                var episode = await db.Episodes.SingleAsync(e => e.SourceKey!.StartsWith("A4/"));
                return (episode.ReferredOn, episode.ClosedOn);
            })
        );
        await authority.ProjectionsAreRight();

        var book = await authority.Load(
            Sources.AnnexA,
            AnnexAImportTests.Book(
                authority,
                "x.xlsx",
                new()
                {
                    [1] = [AnnexAImportTests.Row(1, ("Child Unique ID", "C1"), ("Gender", "a) Male"), ("Date of Birth", "02/06/2027"), ("Date of Contact", "02/06/2027"))],
                    [6] = [InNeed("C1", ("CIN Closure Date", "03/07/2027"))],
                }
            )
        );
        reasons = (await authority.Refusals(book)).Select(r => r.Reason).ToList();
        Assert.Equal(3, reasons.Count);
        Assert.Contains(reasons, r => r.StartsWith("Date of Birth «02/06/2027» has not come yet", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("Date of Contact «02/06/2027» has not come yet", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.StartsWith("CIN Closure Date «03/07/2027» has not come yet", StringComparison.Ordinal));
        Assert.Null(await authority.Ask(db => db.Episodes.Where(e => e.Source == Sources.AnnexA).Select(e => e.ClosedOn).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_file_with_its_headings_only_ends_nothing_unless_somebody_says_that_it_is_whole(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = SsdImportTests.Small(authority);
        await authority.Load(Sources.Ssd, folder);
        foreach (var table in new[] { "ssd_cp_plans", "ssd_cp_visits", "ssd_mother", "ssd_department" })
        {
            var path = Path.Combine(folder, $"{table}.csv");
            await File.WriteAllLinesAsync(path, (await File.ReadAllLinesAsync(path)).Take(1));
        }
        // The second time as well: nobody is passed over as unchanged.
        for (var time = 0; time < 2; time++)
        {
            var run = await authority.Load(Sources.Ssd, folder);
            Assert.Equal((ImportState.Done, 0), (run.State, run.Ended));
            Assert.Contains(Notices(run), n => n.StartsWith("ssd_cp_plans.csv has its headings and no rows, but 1 record of it came before.", StringComparison.Ordinal));
            Assert.Contains(Notices(run), n => n.StartsWith("ssd_cp_visits.csv has its headings", StringComparison.Ordinal));
            Assert.Contains(Notices(run), n => n.StartsWith("ssd_mother.csv has its headings", StringComparison.Ordinal));
            Assert.Null(await authority.Ask(db => db.ProtectionPlans.Select(p => p.SourceEndedOn).SingleAsync()));
            Assert.True(await authority.Ask(db => db.Relationships.AllAsync(r => r.SourceEndedOn == null)));
        }
        var whole = await authority.Load(Sources.Ssd, folder, limits: new ImportLimits { MostMissing = 1 });
        Assert.DoesNotContain(Notices(whole), n => n.Contains("has its headings", StringComparison.Ordinal));
        Assert.NotNull(await authority.Ask(db => db.ProtectionPlans.Select(p => p.SourceEndedOn).SingleAsync()));
        Assert.True(await authority.Ask(db => db.Relationships.AllAsync(r => r.SourceEndedOn != null)));
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_list_with_its_headings_only_ends_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var assessed = AnnexAImportTests.Row(4, ("Child Unique ID", "C1"), ("Gender", "a) Male"), ("Continuous Assessment Start Date", "04/06/2026"));
        await authority.Load(Sources.AnnexA, AnnexAImportTests.Book(authority, "x.xlsx", new() { [4] = [assessed], [6] = [InNeed("C1"), InNeed("C2")] }));
        var run = await authority.Load(Sources.AnnexA, AnnexAImportTests.Book(authority, "y.xlsx", new() { [4] = [], [6] = [InNeed("C1"), InNeed("C2")] }));
        Assert.Equal(0, run.Ended);
        Assert.Contains(Notices(run), n => n.StartsWith("List 4 has its headings and no rows, but 1 record of it came before.", StringComparison.Ordinal));
        run = await authority.Load(Sources.AnnexA, AnnexAImportTests.Book(authority, "z.xlsx", new() { [4] = [assessed], [6] = [] }));
        Assert.Equal(0, run.Ended);
        Assert.Contains(Notices(run), n => n.StartsWith("List 6 has its headings and no rows", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_id_that_was_given_to_a_second_child_is_pointed_out_and_a_corrected_date_is_not(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = SsdImportTests.Small(authority);
        await authority.Load(Sources.Ssd, folder);
        var people = Path.Combine(folder, "ssd_person.csv");
        var text = await File.ReadAllTextAsync(people);
        await File.WriteAllTextAsync(people, text.Replace("2017-03-14", "2017-03-15", StringComparison.Ordinal));
        Assert.DoesNotContain(Notices(await authority.Load(Sources.Ssd, folder)), n => n.Contains("second child", StringComparison.Ordinal));
        await File.WriteAllTextAsync(people, text.Replace("P1,Mia,O’Brien-Ng,F,02,MWBC,2017-03-14", "P1,Otto,Newman,M,01,WBRI,2009-01-02", StringComparison.Ordinal));
        Assert.Contains(
            Notices(await authority.Load(Sources.Ssd, folder)),
            n => n.Contains("«P1»", StringComparison.Ordinal) && n.Contains("second child", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_extract_that_was_cut_short_ends_nobody_unless_somebody_says_that_it_is_whole(string engine)
    {
        await using var authority = await Authority.On(engine);
        string People(int count) =>
            Path.GetDirectoryName(
                authority.File("cut/ssd_person.csv", "pers_person_id,pers_forename,pers_surname\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"P{i},Anna,Fell{i}\n")))
            )!;
        await authority.Load(Sources.Ssd, People(60));
        var part = await authority.Load(Sources.Ssd, People(20));
        Assert.Equal((ImportState.Done, 0), (part.State, part.Ended));
        Assert.Contains(Notices(part), n => n.StartsWith("40 of 60 people", StringComparison.Ordinal));
        Assert.Equal(0, await authority.Ask(db => db.People.CountAsync(p => p.SourceEndedOn != null)));
        // Some who leave are no part: fewer than half.
        Assert.Equal(20, (await authority.Load(Sources.Ssd, People(40))).Ended);
        Assert.True((await authority.Load(Sources.Ssd, People(5), limits: new ImportLimits { MostMissing = 1 })).Ended > 0);
        Assert.Equal(55, await authority.Ask(db => db.People.CountAsync(p => p.SourceEndedOn != null)));
    }

    [Fact]
    public async Task A_team_or_worker_that_stands_twice_is_refused_with_its_line_as_it_came()
    {
        await using var authority = await Authority.On("SQLite");
        var folder = SsdImportTests.Small(authority);
        await File.AppendAllTextAsync(Path.Combine(folder, "ssd_department.csv"), "T1,Another name,,\n");
        var run = await authority.Load(Sources.Ssd, folder);
        var refusal = Assert.Single(await authority.Refusals(run));
        Assert.Equal((4, "T1,Another name,,"), (refusal.Line, refusal.Raw));
        Assert.Equal("Disabled Children Team", await authority.Ask(db => db.Teams.Where(t => t.SourceKey == "T1").Select(t => t.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_sheet_of_another_name_is_known_by_its_headings_and_what_is_left_alone_is_said()
    {
        await using var authority = await Authority.On("SQLite");
        var run = await authority.Load(Sources.AnnexA, AnnexAImportTests.Book(authority, "x.xlsx", new() { [6] = [InNeed("C1"), InNeed("Total")] }, sheet: "CIN"));
        Assert.Null(run.Failure);
        Assert.Contains(Notices(run), n => n == "The sheet «CIN» was read as List 6 (Children in need), by its headings.");
        // The line under the list is no child.
        Assert.Equal(["C1"], await authority.Ask(db => db.People.Select(p => p.LaChildId).ToListAsync()));
        Assert.Contains("adds up the list", Assert.Single(await authority.Refusals(run)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_sheet_that_is_none_of_the_lists_stops_nothing()
    {
        await using var authority = await Authority.On("SQLite");
        var book = AnnexAImportTests.Book(authority, "x.xlsx", new() { [6] = [InNeed("C1")], [7] = [] });
        await Rename(book, "name=\"List 7\"", "name=\"Notes\"");
        using (var zip = ZipFile.Open(book, ZipArchiveMode.Update))
        {
            // The sheet that is left is the list's own.
            var notes = zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).OrderBy(e => e.Length).First();
            var name = notes.FullName;
            notes.Delete();
            await using var to = new StreamWriter(zip.CreateEntry(name).Open());
            await to.WriteAsync("<worksheet><sheetData><row>");
        }
        var run = await authority.Load(Sources.AnnexA, book);
        Assert.Null(run.Failure);
        Assert.Equal(1, await authority.Ask(db => db.Episodes.CountAsync()));
        Assert.Contains("The sheet «Notes» is none of the lists and was left alone.", Notices(run));
    }

    [Fact]
    public async Task Of_two_sheets_of_a_list_the_one_that_is_seen_is_read()
    {
        await using var authority = await Authority.On("SQLite");
        var book = AnnexAImportTests.Book(authority, "x.xlsx", new() { [6] = [InNeed("C1")], [7] = [] });
        await Rename(book, "name=\"List 7\"", "name=\"List 6 (old)\" state=\"hidden\"");
        var run = await authority.Load(Sources.AnnexA, book);
        Assert.Null(run.Failure);
        Assert.Equal(1, await authority.Ask(db => db.Episodes.CountAsync()));
        Assert.Contains(Notices(run), n => n.StartsWith("The hidden sheet «List 6 (old)» was left alone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_as_id_is_the_same_id_however_the_workbook_writes_it()
    {
        await using var authority = await Authority.On("SQLite");
        var book = AnnexAImportTests.Book(authority, "x.xlsx", new() { [6] = [InNeed("@ID@")] });
        using (var zip = ZipFile.Open(book, ZipArchiveMode.Update))
        {
            var part = zip.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
            var name = part.FullName;
            string text;
            using (var from = new StreamReader(part.Open()))
            {
                text = await from.ReadToEndAsync();
            }
            part.Delete();
            var at = text.IndexOf("@ID@", StringComparison.Ordinal);
            var cell = text[text.LastIndexOf("<x:c ", at, StringComparison.Ordinal)..(text.IndexOf("</x:c>", at, StringComparison.Ordinal) + 6)];
            await using var to = new StreamWriter(zip.CreateEntry(name).Open());
            await to.WriteAsync(text.Replace(cell, "<x:c><x:v>12345.0</x:v></x:c>", StringComparison.Ordinal));
        }
        await authority.Load(Sources.AnnexA, book);
        Assert.Equal(["12345"], await authority.Ask(db => db.People.Select(p => p.LaChildId).ToListAsync()));
    }

    private static async Task Rename(string book, string sheet, string other)
    {
        using var zip = ZipFile.Open(book, ZipArchiveMode.Update);
        string text;
        using (var from = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open()))
        {
            text = await from.ReadToEndAsync();
        }
        zip.GetEntry("xl/workbook.xml")!.Delete();
        await using var to = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open());
        await to.WriteAsync(text.Replace(sheet, other, StringComparison.Ordinal));
    }

    private static string[] InNeed(string id, params (string, string)[] more) =>
        AnnexAImportTests.Row(6, [("Child Unique ID", id), ("Gender", "a) Male"), ("CIN Start Date", id == "Total" ? "" : "02/06/2026"), ("Case Status", "e) Open"), .. more]);

    private static IReadOnlyCollection<string> Notices(ImportRun run) => ImportDetails.Of(run.Details).Notices.Keys;
}
