using System.Globalization;
using Kith.DataTests.Support;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.Import;

/// <summary>A table that lost its end on the way: what it lacks has not ended, until somebody says that the extract is whole.</summary>
public sealed class CutShortTests
{
    private const int Children = 24;

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_table_that_was_cut_short_in_the_middle_ends_nothing_until_somebody_says_that_it_is_whole(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Council(authority);
        Assert.Empty(Notices(await authority.Load(Sources.Ssd, folder)));
        foreach (var table in new[] { "ssd_cp_plans", "ssd_mother", "ssd_department", "ssd_professionals", "ssd_ehcp_requests" })
        {
            Keep(folder, table, 16);
        }
        // The second time as well: what was taken for a part is not what the next one is held against.
        for (var time = 0; time < 2; time++)
        {
            authority.Time.Advance(TimeSpan.FromMinutes(1));
            var run = await authority.Load(Sources.Ssd, folder);
            Assert.Equal((ImportState.Done, 0), (run.State, run.Ended));
            Assert.Equal(
                5,
                Notices(run).Count(n => n.Contains("has 16 rows, and had 24 the last time. It may be cut short, so the 8 records that it lacks were not", StringComparison.Ordinal))
            );
            Assert.Contains(
                Notices(run),
                n => n.StartsWith("ssd_cp_plans.csv has 16 rows", StringComparison.Ordinal) && n.Contains("say that it is whole", StringComparison.Ordinal)
            );
            Assert.Equal(0, await authority.Ask(db => db.ProtectionPlans.CountAsync(p => p.SourceEndedOn != null)));
        }
        // A few that go are no part.
        foreach (var table in new[] { "ssd_cp_plans", "ssd_mother", "ssd_department", "ssd_professionals", "ssd_ehcp_requests" })
        {
            Write(authority, table, Rows(table));
            Keep(folder, table, Children - 5);
        }
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(25, (await authority.Load(Sources.Ssd, folder)).Ended);
        foreach (var table in new[] { "ssd_cp_plans", "ssd_mother" })
        {
            Keep(folder, table, 4);
        }
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        var whole = await authority.Load(Sources.Ssd, folder, whole: true);
        Assert.Empty(Notices(whole));
        Assert.Equal(30, whole.Ended);
        Assert.True(ImportDetails.Of(whole.Details).Whole);
        // From now on that is what the next extract is held against.
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(Notices(await authority.Load(Sources.Ssd, folder)));
        var asked = await authority.Ask(db => db.TrailEntries.AsNoTracking().Where(e => e.Event == nameof(ImportAsked)).Select(e => e.Payload).ToListAsync());
        Assert.Single(asked, a => a.Contains("\"whole\":true", StringComparison.OrdinalIgnoreCase));
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_other_tables_say_of_a_record_stays_when_theirs_is_cut_short_or_not_sent(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Council(authority);
        await authority.Load(Sources.Ssd, folder);
        var before = await Facts(authority);
        Assert.Equal((Children, Children, Children), before);
        foreach (var table in new[] { "ssd_cin_episodes", "ssd_assessment_factors", "ssd_initial_cp_conference" })
        {
            Keep(folder, table, 3);
        }
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await authority.Load(Sources.Ssd, folder)).Ended);
        Assert.Equal(before, await Facts(authority));
        foreach (var table in new[] { "ssd_cin_episodes", "ssd_assessment_factors", "ssd_initial_cp_conference" })
        {
            File.Delete(Path.Combine(folder, $"{table}.csv"));
        }
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, (await authority.Load(Sources.Ssd, folder)).Ended);
        Assert.Equal(before, await Facts(authority));
        await authority.ProjectionsAreRight();

        // Plans that belong to a referral, assessments with factors, enquiries that led to a conference.
        static Task<(int, int, int)> Facts(Authority authority) =>
            authority.Ask(async db =>
                (
                    await db.ProtectionPlans.CountAsync(p => p.EpisodeId != null),
                    await db.AssessmentFactors.CountAsync(),
                    await db.Section47Enquiries.CountAsync(e => e.ConferenceOn != null && e.ConferenceTargetOn != null)
                )
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_is_absent_stays_while_a_table_of_theirs_may_be_cut_short_and_goes_with_the_next_extract(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Council(authority);
        await authority.Load(Sources.Ssd, folder);
        foreach (var table in new[] { "ssd_person", "ssd_cin_episodes", "ssd_cin_assessments", "ssd_s47_enquiry", "ssd_initial_cp_conference", "ssd_assessment_factors" })
        {
            Keep(folder, table, Children - 1);
        }
        Keep(folder, "ssd_mother", 0);
        Keep(folder, "ssd_cp_plans", 10);
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        await authority.Load(Sources.Ssd, folder);
        Assert.Equal(0, await authority.Ask(db => db.People.CountAsync(p => p.SourceEndedOn != null)));
        Assert.Equal(0, await authority.Ask(db => db.ProtectionPlans.CountAsync(p => p.SourceEndedOn != null)));
        Write(authority, "ssd_cp_plans", Rows("ssd_cp_plans"));
        Keep(folder, "ssd_cp_plans", Children - 1);
        authority.Time.Advance(TimeSpan.FromMinutes(1));
        await authority.Load(Sources.Ssd, folder);
        Assert.Equal(1, await authority.Ask(db => db.People.CountAsync(p => p.SourceEndedOn != null)));
        Assert.Equal(1, await authority.Ask(db => db.ProtectionPlans.CountAsync(p => p.SourceEndedOn != null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_small_council_and_the_extract_of_another_are_guarded_too(string engine)
    {
        await using var authority = await Authority.On(engine);
        string People(string of, int count) =>
            Path.GetDirectoryName(
                authority.File(
                    "few/ssd_person.csv",
                    "pers_person_id,pers_forename,pers_surname\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"{of}{i},Anna,Fell{i}\n"))
                )
            )!;
        await authority.Load(Sources.Ssd, People("P", 12));
        Assert.Equal(0, (await authority.Load(Sources.Ssd, People("P", 4), dryRun: true)).Ended);
        var part = await authority.Load(Sources.Ssd, People("P", 4));
        Assert.Equal(0, part.Ended);
        Assert.Contains(Notices(part), n => n.StartsWith("8 of 12 people", StringComparison.Ordinal));
        // As many, and none of them: that is no council that everybody left.
        foreach (var dryRun in new[] { true, false })
        {
            var theirs = await authority.Load(Sources.Ssd, People("Q", 12), dryRun);
            Assert.Equal(0, theirs.Ended);
            Assert.Contains(Notices(theirs), n => n.StartsWith("12 of 12 people", StringComparison.Ordinal));
        }
        Assert.Equal(12, (await authority.Load(Sources.Ssd, People("P", 12), whole: true)).Ended);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_return_that_lacks_most_children_of_its_year_ends_nobody_until_somebody_says_that_it_is_whole(string engine)
    {
        await using var authority = await Authority.On(engine);
        string Of(int count) =>
            authority.File("return.xml", CensusImportTests.Return(2026, string.Concat(Enumerable.Range(1, count).Select(i => CensusImportTests.Child($"A{i}")))));
        await authority.Load(Sources.CinCensus, Of(12));
        var part = await authority.Load(Sources.CinCensus, Of(2));
        Assert.Equal(0, part.Ended);
        Assert.Contains(Notices(part), n => n.StartsWith("10 of 12 children who were in the return of 2026 before are not in this one.", StringComparison.Ordinal));
        Assert.True((await authority.Load(Sources.CinCensus, Of(2), whole: true)).Ended > 0);
        Assert.Equal(10, await authority.Ask(db => db.Episodes.CountAsync(e => e.SourceEndedOn != null)));
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_group_that_a_return_lost_ends_nothing_until_somebody_says_that_it_is_whole(string engine)
    {
        await using var authority = await Authority.On(engine);
        string Of(int children, int planned, int year = 2026) =>
            authority.File(
                "return.xml",
                CensusImportTests.Return(
                    year,
                    string.Concat(
                        Enumerable
                            .Range(1, children)
                            .Select(i =>
                                CensusImportTests.Child(
                                    $"A{i}",
                                    i <= planned
                                        ? "<ChildProtectionPlans><CPPstartDate>2024-07-01</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans>"
                                        : ""
                                )
                            )
                    )
                )
            );
        async Task<ImportRun> Load(string file, bool whole = false)
        {
            authority.Time.Advance(TimeSpan.FromMinutes(1));
            return await authority.Load(Sources.CinCensus, file, whole: whole);
        }
        Task<int> Ended() => authority.Ask(db => db.ProtectionPlans.CountAsync(p => p.SourceEndedOn != null));
        Assert.Empty(Notices(await Load(Of(Children, Children))));
        // Without any, then with some, then without some of the children too; and each time held against the first.
        foreach (
            var (children, planned, says) in new[]
            {
                (Children, 0, "is empty"),
                (Children, 10, "has 10 rows, and had 24 the last time"),
                (Children - 4, 10, "has 10 rows, and had 24"),
            }
        )
        {
            var part = await Load(Of(children, planned));
            Assert.Equal((ImportState.Done, 0), (part.State, part.Ended));
            Assert.Contains(Notices(part), n => n.StartsWith($"«ChildProtectionPlans» of return.xml {says}", StringComparison.Ordinal));
            Assert.Equal(0, await Ended());
        }
        // Another year's return is held against its own.
        Assert.DoesNotContain(Notices(await Load(Of(Children, 3, 2025))), n => n.Contains("ChildProtectionPlans", StringComparison.Ordinal));
        Assert.Equal(0, await Ended());
        var right = await Load(Of(Children, Children - 2));
        Assert.Empty(Notices(right));
        Assert.Equal(2, await Ended());
        Assert.Empty(Notices(await Load(Of(Children, 4), whole: true)));
        // Three stand in the return of the year before as well.
        Assert.Equal(Children - 4, await Ended());
        Assert.Empty(Notices(await Load(Of(Children, 4))));
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_list_of_a_workbook_that_was_cut_short_ends_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        string Book(int assessed, int inNeed) =>
            AnnexAImportTests.Book(
                authority,
                "x.xlsx",
                new()
                {
                    [4] =
                    [
                        .. Enumerable
                            .Range(1, assessed)
                            .Select(i => AnnexAImportTests.Row(4, ("Child Unique ID", $"C{i}"), ("Gender", "a) Male"), ("Continuous Assessment Start Date", "04/06/2026"))),
                    ],
                    [6] =
                    [
                        .. Enumerable
                            .Range(1, inNeed)
                            .Select(i =>
                                AnnexAImportTests.Row(6, ("Child Unique ID", $"C{i}"), ("Gender", "a) Male"), ("CIN Start Date", "02/06/2026"), ("Case Status", "e) Open"))
                            ),
                    ],
                }
            );
        await authority.Load(Sources.AnnexA, Book(20, 20));
        var run = await authority.Load(Sources.AnnexA, Book(9, 20));
        Assert.Equal(0, run.Ended);
        Assert.Contains(Notices(run), n => n.StartsWith("List 4 has 9 rows, and had 20 the last time.", StringComparison.Ordinal));
        run = await authority.Load(Sources.AnnexA, Book(20, 11));
        Assert.Equal(0, run.Ended);
        Assert.Contains(Notices(run), n => n.StartsWith("List 6 has 11 rows, and had 20 the last time.", StringComparison.Ordinal));
        Assert.True((await authority.Load(Sources.AnnexA, Book(20, 11), whole: true)).Ended > 0);
    }

    /// <summary>What a run says of parts; that these files have few columns is said as well, and is not what is looked at here.</summary>
    private static IReadOnlyList<string> Notices(ImportRun run) =>
        [.. ImportDetails.Of(run.Details).Notices.Keys.Where(n => n.Contains("cut short", StringComparison.Ordinal) || n.Contains("a part of one", StringComparison.Ordinal))];

    private static void Keep(string folder, string table, int rows)
    {
        var path = Path.Combine(folder, $"{table}.csv");
        File.WriteAllLines(path, File.ReadAllLines(path).Take(rows + 1));
    }

    private static string Council(Authority authority)
    {
        foreach (
            var table in new[]
            {
                "ssd_person",
                "ssd_department",
                "ssd_professionals",
                "ssd_mother",
                "ssd_cin_episodes",
                "ssd_cin_assessments",
                "ssd_assessment_factors",
                "ssd_s47_enquiry",
                "ssd_initial_cp_conference",
                "ssd_cp_plans",
                "ssd_ehcp_requests",
            }
        )
        {
            Write(authority, table, Rows(table));
        }
        return Path.Combine(authority.Folder, "council");
    }

    private static void Write(Authority authority, string table, string text) => authority.File($"council/{table}.csv", text);

    private static string Rows(string table)
    {
        var (headings, row) = table switch
        {
            "ssd_person" => ("pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob", "P{0},Anna,Fell{0},F,2015-03-14"),
            "ssd_department" => ("dept_team_id,dept_team_name,dept_team_parent_id", "T{0},Team {0},"),
            "ssd_professionals" => ("prof_professional_id,prof_professional_name", "W{0},Worker Nought{0}"),
            "ssd_mother" => ("moth_table_id,moth_person_id,moth_childs_person_id", "{0},P{1},P{0}"),
            "ssd_cin_episodes" => ("cine_referral_id,cine_person_id,cine_referral_date", "R{0},P{0},2026-06-01"),
            "ssd_cin_assessments" => ("cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date", "AS{0},P{0},R{0},2026-06-02"),
            "ssd_assessment_factors" => ("cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json", "{0},AS{0},\"[\"\"1A\"\"]\""),
            "ssd_s47_enquiry" => ("s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date", "S{0},R{0},P{0},2026-06-05"),
            "ssd_initial_cp_conference" => (
                "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_referral_id,icpc_icpc_target_date,icpc_icpc_date",
                "I{0},S{0},P{0},R{0},2026-06-26,2026-06-20"
            ),
            "ssd_cp_plans" => ("cppl_cp_plan_id,cppl_referral_id,cppl_person_id,cppl_cp_plan_start_date", "CP{0},R{0},P{0},2026-06-20"),
            _ => ("ehcr_ehcp_request_id,ehcr_send_table_id", "E{0},S{0}"),
        };
        return headings + "\n" + string.Concat(Enumerable.Range(1, Children).Select(i => string.Format(CultureInfo.InvariantCulture, row, i, 1 + (i % Children)) + "\n"));
    }
}
