using System.IO.Compression;
using System.Text;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Import;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Import;

public sealed class SsdImportTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_folder_of_tables_becomes_children_with_their_story_and_again_writes_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Small(authority);
        var run = await authority.Load(Sources.Ssd, folder);
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        Assert.Empty(await authority.Refusals(run));

        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var mia = await db.People.SingleAsync(p => p.LaChildId == "P1");
            Assert.Equal(("Mia", "O’Brien-Ng", "F", "MWBC", "A123456789012"), (mia.GivenName, mia.FamilyName, mia.Sex, mia.Ethnicity, mia.Upn));
            Assert.Equal(new DateOnly(2017, 3, 14), mia.DateOfBirth);
            var overview = await db.ChildOverviews.SingleAsync(o => o.PersonId == mia.Id);
            Assert.Equal((ChildStatus.ChildProtection, "NEG", true), (overview.Status, overview.Category, overview.Disabled));
            Assert.Equal(new DateOnly(2026, 11, 14), overview.LastSeenOn);
            var worker = await db.Workers.SingleAsync(w => w.Id == overview.WorkerId);
            Assert.Equal(("Priya Nair", "SW123456"), (worker.Name, worker.RegistrationNumber));
            Assert.Equal("Disabled Children Team", await db.Teams.Where(t => t.Id == overview.TeamId).Select(t => t.Name).SingleAsync());
            Assert.Equal(TeamKind.DisabledChildren, await db.Teams.Where(t => t.Id == overview.TeamId).Select(t => t.Kind).SingleAsync());
            Assert.NotNull(await db.Teams.Where(t => t.Id == overview.TeamId).Select(t => t.ParentId).SingleAsync());
            var assessment = await db.Assessments.Include(a => a.Factors).SingleAsync(a => a.PersonId == mia.Id);
            Assert.Equal(["1A", "2B"], assessment.Factors.Select(f => f.Code).Order());
            Assert.Equal(await db.Episodes.Where(e => e.PersonId == mia.Id).Select(e => e.Id).SingleAsync(), assessment.EpisodeId);
            var conference = await db.InitialConferences.SingleAsync();
            Assert.NotNull(conference.PlanId);
            Assert.NotNull(conference.EnquiryId);
            var mother = await db.People.SingleAsync(p => p.GivenName == "Ann");
            Assert.False(mother.HasChildRecord);
            Assert.Null(mother.LaChildId);
            Assert.Equal(RelationshipKind.Parent, await db.Relationships.Where(r => r.PersonId == mother.Id && r.OtherId == mia.Id).Select(r => r.Kind).SingleAsync());
            Assert.Equal(RelationshipKind.Child, await db.Relationships.Where(r => r.PersonId == mia.Id && r.OtherId == mother.Id).Select(r => r.Kind).SingleAsync());
            var home = await db.PersonAddresses.SingleAsync(a => a.PersonId == mia.Id);
            Assert.Equal(("12 High Street", "Kithtown", "KT1 1AA"), (home.Line1, home.Town, home.Postcode));
            Assert.Equal("山田 太郎", await db.People.Where(p => p.LaChildId == "P2").Select(p => p.FamilyName + " " + p.GivenName).SingleAsync());
            var gone = await db.MissingEpisodes.SingleAsync();
            Assert.Equal(new DateTime(2026, 7, 1, 20, 30, 0, DateTimeKind.Utc), gone.MissingFrom);
            Assert.Equal(1, await db.ExtractRows.CountAsync(r => r.Table == "ssd_sdq_scores"));
            Assert.Equal(1, await db.ExtractRows.CountAsync(r => r.Table == "ssd_ehcp_requests" && r.PersonId == null));
            Assert.Equal(1, await db.CareEpisodes.CountAsync());
            Assert.Null(await db.CareEpisodes.Select(c => c.CeasedOn).SingleAsync());
            // A person without a name is a child all the same.
            Assert.Equal("Child P3", (await db.People.SingleAsync(p => p.LaChildId == "P3")).DisplayName);
        });
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();

        var before = await authority.Everything();
        var again = await authority.Load(Sources.Ssd, folder);
        Assert.Equal((0, 0, 0, run.Added), (again.Added, again.Changed, again.Ended, again.Unchanged));
        Assert.Equal(before, await authority.Everything());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rows_and_people_that_change_end_and_come_back_are_followed(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Small(authority);
        await authority.Load(Sources.Ssd, folder);
        Replace(folder, "ssd_cp_plans.csv", "CP1,R1,I1,P1,2026-06-20,,Neglect,N,Neglect", "CP1,R1,I1,P1,2026-06-20,,Neglect,N,Emotional abuse");
        var person = await File.ReadAllTextAsync(Path.Combine(folder, "ssd_person.csv"));
        Replace(folder, "ssd_person.csv", person, string.Join('\n', person.Split('\n').Where(l => !l.StartsWith("P2,", StringComparison.Ordinal))));
        Replace(folder, "ssd_cin_episodes.csv", "R2,P2,", "R3,P3,");
        var run = await authority.Load(Sources.Ssd, folder);
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        Assert.Equal("EMO", await authority.Ask(db => db.ProtectionPlans.Select(p => p.LatestCategory).SingleAsync()));
        Assert.NotNull(await authority.Ask(db => db.People.Where(p => p.LaChildId == "P2").Select(p => p.SourceEndedOn).SingleAsync()));
        Assert.NotNull(await authority.Ask(db => db.Episodes.Where(p => p.SourceKey == "P2/ssd_cin_episodes/R2").Select(p => p.SourceEndedOn).SingleAsync()));
        Assert.Equal(1, await authority.Ask(db => db.Episodes.CountAsync(p => p.SourceKey == "P3/ssd_cin_episodes/R3")));
        await authority.ProjectionsAreRight();

        var back = await authority.Load(Sources.Ssd, Small(authority));
        Assert.Null(await authority.Ask(db => db.People.Where(p => p.LaChildId == "P2").Select(p => p.SourceEndedOn).SingleAsync()));
        Assert.Null(await authority.Ask(db => db.Episodes.Where(p => p.SourceKey == "P2/ssd_cin_episodes/R2").Select(p => p.SourceEndedOn).SingleAsync()));
        Assert.Equal(0, back.Added);
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_table_that_was_not_sent_ends_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Small(authority);
        await authority.Load(Sources.Ssd, folder);
        foreach (var table in new[] { "ssd_cp_plans", "ssd_mother", "ssd_professionals", "ssd_department", "ssd_ehcp_requests" })
        {
            File.Delete(Path.Combine(folder, $"{table}.csv"));
        }
        var run = await authority.Load(Sources.Ssd, folder);
        Assert.Equal(0, run.Ended);
        Assert.Null(await authority.Ask(db => db.ProtectionPlans.Select(p => p.SourceEndedOn).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_census_and_the_dataset_share_a_child_without_quarrelling(string engine)
    {
        await using var authority = await Authority.On(engine);
        var census = authority.File("census.xml", CensusImportTests.Return(2026, CensusImportTests.Child("P1", birth: "2017-03-15")));
        await authority.Load(Sources.CinCensus, census);
        Assert.Null(await authority.Ask(db => db.People.Select(p => p.GivenName).SingleAsync()));
        var folder = Small(authority);
        await authority.Load(Sources.Ssd, folder);
        var mia = await authority.Ask(db => db.People.SingleAsync(p => p.LaChildId == "P1"));
        Assert.Equal(("Mia", Sources.Ssd, new DateOnly(2017, 3, 14)), (mia.GivenName, mia.Source, mia.DateOfBirth));
        Assert.Equal(2, await authority.Ask(db => db.PersonIdentifiers.CountAsync(i => i.PersonId == mia.Id && i.SourceKey!.StartsWith("@"))));
        var before = await authority.Everything();
        Assert.Equal(0, (await authority.Load(Sources.CinCensus, census)).Changed);
        Assert.Equal(0, (await authority.Load(Sources.Ssd, folder)).Changed);
        Assert.Equal(before, await authority.Everything());
        await authority.ProjectionsAreRight();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Bad_rows_are_kept_with_place_and_reason_and_taken_when_put_right(string engine)
    {
        await using var authority = await Authority.On(engine);
        var folder = Small(authority);
        File.AppendAllText(
            Path.Combine(folder, "ssd_cin_plans.csv"),
            "PL2,R1,P1,2026-02-30,,T1,W1\nPL3,R9,P99,2026-01-01,,T1,W1\nPL4,R1,,2026-01-01,,T1,W1\nPL5,R1,P1\nPL1,R1,P1,2026-01-01,,T1,W1\n\"PL6,R1,P1,2026-01-01,,T1,W1\nPL7,R1,P1,01/02/2026,,T1,W1\nPL8,R1,P1,2026-0\01-01,,T1,W1\n"
        );
        File.AppendAllText(Path.Combine(folder, "ssd_person.csv"), "P1,Second,Mia,F,,WBRI,2015-01-01,,,,,,,,\nP4,Bad,Date,M,,WBRI,2015-13-01,,,,,,,,\n");
        var run = await authority.Load(Sources.Ssd, folder);
        var refusals = await authority.Refusals(run);
        var reasons = refusals.Where(r => r.Place == "ssd_cin_plans.csv").ToDictionary(r => r.Line, r => r.Reason);
        Assert.Contains("2026-02-30", reasons[3], StringComparison.Ordinal);
        Assert.Contains("no person «P99»", reasons[4], StringComparison.Ordinal);
        Assert.Contains("does not say whose", reasons[5], StringComparison.Ordinal);
        Assert.Contains("3 values and the header has 7", reasons[6], StringComparison.Ordinal);
        Assert.Contains("in line 2 already", reasons[7], StringComparison.Ordinal);
        Assert.Contains("never closes", reasons[8], StringComparison.Ordinal);
        Assert.Contains("NUL", reasons[10], StringComparison.Ordinal);
        Assert.Equal(7, reasons.Count);
        Assert.Contains(refusals, r => r.Reason.Contains("P1» stands in line", StringComparison.Ordinal));
        Assert.Contains(refusals, r => r.RowKey == "P4" && r.Reason.Contains("taken without it", StringComparison.Ordinal));
        Assert.Equal(9, refusals.Count);
        Assert.Equal(2, await authority.Ask(db => db.CinPlans.CountAsync()));
        Assert.Equal(new DateOnly(2026, 2, 1), await authority.Ask(db => db.CinPlans.Where(p => p.SourceKey == "P1/ssd_cin_plans/PL7").Select(p => p.StartedOn).SingleAsync()));
        Assert.Equal(1, await authority.Ask(db => db.People.CountAsync(p => p.LaChildId == "P4")));

        // The same again says the same again and changes nothing.
        var before = await authority.Everything();
        Assert.Equal(9, (await authority.Load(Sources.Ssd, folder)).Refused);
        Assert.Equal(before, await authority.Everything());

        Replace(folder, "ssd_cin_plans.csv", "2026-02-30", "2026-02-28");
        Replace(folder, "ssd_person.csv", "2015-13-01", "2015-12-01");
        await authority.Load(Sources.Ssd, folder);
        var later = await authority.Refusals(run);
        Assert.NotNull(later.Single(r => r.RowKey == "P1/ssd_cin_plans/PL2").TakenAt);
        Assert.NotNull(later.Single(r => r.RowKey == "P4").TakenAt);
        Assert.Null(later.Single(r => r.RowKey == "P99/ssd_cin_plans/PL3").TakenAt);
    }

    [Fact]
    public async Task Refused_rows_download_as_CSV_that_runs_nothing()
    {
        await using var authority = await Authority.On("SQLite");
        var folder = Small(authority);
        File.AppendAllText(Path.Combine(folder, "ssd_cin_plans.csv"), "=cmd|' /C calc'!A0,R1,P1,nonsense,,T1,W1\n");
        var run = await authority.Load(Sources.Ssd, folder);
        var text = new StringWriter();
        await authority.Do(s => s.GetRequiredService<ListRefusals>().WriteCsv(Loading.Officer, run.Id, text));
        Assert.Contains("\"'=cmd|' /C calc'!A0,R1,P1,nonsense,,T1,W1\"", text.ToString(), StringComparison.Ordinal);
        Assert.All(["=1", "+1", "-1", "@x", "\tx", "\rx"], v => Assert.Contains(ListRefusals.Cell(v)[..2], new[] { "\"'", "'=", "'+", "'-", "'@" }));
    }

    [Theory]
    [InlineData(";", false, "utf-8")]
    [InlineData("\t", true, "utf-8")]
    [InlineData("|", false, "utf-16")]
    [InlineData(",", false, "windows-1252")]
    public async Task Delimiters_marks_and_encodings_of_other_systems_are_understood(string delimiter, bool mark, string encoding)
    {
        await using var authority = await Authority.On("SQLite");
        var text = "PERS_PERSON_ID, pers_forename ,pers_surname,pers_sex\r\nZ1,Zoë,\"Müller, de\",F\r\n"
            .Replace(",", delimiter, StringComparison.Ordinal)
            .Replace("\"Müller" + delimiter + " de\"", $"\"Müller{delimiter} de\"", StringComparison.Ordinal);
        var bytes = encoding switch
        {
            "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
            _ => mark ? [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)] : Encoding.UTF8.GetBytes(text),
        };
        var folder = Directory.CreateDirectory(Path.Combine(authority.Folder, "ssd")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "SSD_Person.CSV"), bytes);
        var run = await authority.Load(Sources.Ssd, folder);
        Assert.Null(run.Failure);
        var zoe = await authority.Ask(db => db.People.SingleAsync());
        Assert.Equal(("Zoë", $"Müller{delimiter} de"), (zoe.GivenName, zoe.FamilyName));
    }

    [Fact]
    public async Task A_zip_is_taken_and_a_bomb_or_a_trick_is_not()
    {
        await using var authority = await Authority.On("SQLite");
        var folder = Small(authority);
        var zip = Path.Combine(authority.Folder, "extract.zip");
        ZipFile.CreateFromDirectory(folder, zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        var run = await authority.Load(Sources.Ssd, zip);
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        Assert.True(run.Added > 20);

        var bomb = Path.Combine(authority.Folder, "bomb.zip");
        using (var archive = ZipFile.Open(bomb, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("ssd_person.csv", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                entry.Write(zeros);
            }
        }
        var refused = await authority.Load(Sources.Ssd, bomb);
        Assert.Equal(ImportState.Failed, refused.State);
        Assert.Contains("far larger", refused.Failure, StringComparison.Ordinal);

        var climber = Path.Combine(authority.Folder, "climber.zip");
        using (var archive = ZipFile.Open(climber, ZipArchiveMode.Create))
        {
            using var entry = new StreamWriter(archive.CreateEntry("../../../ssd_person.csv").Open());
            entry.Write("pers_person_id\nX1\n");
        }
        Assert.Null((await authority.Load(Sources.Ssd, climber)).Failure);
        Assert.False(File.Exists(Path.Combine(authority.Folder, "..", "ssd_person.csv")));

        var junk = authority.File("junk.zip", "PK but not a zip");
        Assert.Contains("not a whole zip", (await authority.Load(Sources.Ssd, junk)).Failure, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(authority.Folder, "uploads")));
    }

    [Theory]
    [InlineData("pers_forename\nMia\n", "no column pers_person_id")]
    [InlineData("pers_person_id\n", "no rows")]
    [InlineData("", "no column pers_person_id")]
    public async Task A_folder_without_people_changes_nothing(string person, string says)
    {
        await using var authority = await Authority.On("SQLite");
        authority.File("ssd/ssd_person.csv", person);
        var run = await authority.Load(Sources.Ssd, Path.Combine(authority.Folder, "ssd"));
        Assert.Equal(ImportState.Failed, run.State);
        Assert.Contains(says, run.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_with_an_account_is_linked_to_by_registration_number(string engine)
    {
        await using var authority = await Authority.On(engine);
        var own = await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var worker = new Worker
            {
                Id = s.GetRequiredService<Kith.Practice.Clock>().NewId(),
                Name = "P. Nair",
                RegistrationNumber = "SW123456",
            };
            db.Workers.Add(worker);
            await db.SaveChangesAsync();
            return worker.Id;
        });
        await authority.Load(Sources.Ssd, Small(authority));
        Assert.Equal("P. Nair", await authority.Ask(db => db.Workers.Where(w => w.Id == own).Select(w => w.Name).SingleAsync()));
        Assert.Equal(own, await authority.Ask(db => db.Allocations.Select(a => a.WorkerId).SingleAsync()));
    }

    [Fact]
    public async Task A_run_that_was_cut_off_is_done_again_to_the_same_end()
    {
        await using var authority = await Authority.On("SQLite");
        var folder = Small(authority);
        using var stop = new CancellationTokenSource();
        var id = await authority.Do(s => s.GetRequiredService<AskForImport>().Handle(new ImportInput(Sources.Ssd, "ssd", "kept", false), Loading.Officer));
        var batches = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            authority.Do(s =>
                s.GetRequiredService<RunImport>()
                    .Handle(
                        id,
                        folder,
                        Loading.Officer,
                        new ImportLimits { PeopleInBatch = 1 },
                        (_, _) =>
                        {
                            if (++batches == 3)
                            {
                                stop.Cancel();
                            }
                        },
                        stop.Token
                    )
            )
        );
        Assert.Equal(ImportState.Running, await authority.Ask(db => db.ImportRuns.Select(r => r.State).SingleAsync()));
        Assert.Null(await authority.Do(s => s.GetRequiredService<ClaimImport>().Handle()));
        authority.Time.Advance(ClaimImport.Lease + TimeSpan.FromSeconds(1));
        var claimed = await authority.Do(s => s.GetRequiredService<ClaimImport>().Handle());
        Assert.Equal(id, claimed?.Id);
        Assert.Null(await authority.Do(s => s.GetRequiredService<ClaimImport>().Handle()));
        var run = await authority.Do(s => s.GetRequiredService<RunImport>().Handle(id, folder, Loading.Officer));
        Assert.Equal(ImportState.Done, run.State);
        Assert.Equal(4, await authority.Ask(db => db.People.CountAsync()));
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
    }

    private static void Replace(string folder, string file, string old, string now)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    internal static string Small(Authority authority)
    {
        void Table(string name, string text) => authority.File($"ssd/{name}.csv", text.ReplaceLineEndings("\n") + "\n");
        Table(
            "ssd_person",
            """
            pers_person_id,pers_forename,pers_surname,pers_sex,pers_gender,pers_ethnicity,pers_dob,pers_common_child_id,pers_legacy_id,pers_upn_unknown,pers_send_flag,pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality
            P1,Mia,O’Brien-Ng,F,02,MWBC,2017-03-14T00:00:00,,OLD1,,N,,,N,
            P2,太郎,山田,M,,AOTH,14/03/2015,,,UN3,N,,,N,
            P3,,,U,,NOBT,,,,,N,,,N,
            M1,Ann,O’Brien,F,,WBRI,1990-01-01,,,,N,,,Y,
            """
        );
        Table(
            "ssd_department",
            "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\nT1,Disabled Children Team,T0,Children's Services\nT0,Children's Services,,"
        );
        Table(
            "ssd_professionals",
            "prof_professional_id,prof_staff_id,prof_professional_name,prof_social_worker_registration_no,prof_professional_job_title,prof_professional_caseload,prof_professional_department,prof_full_time_equivalency,prof_agency_worker_flag\nW1,S1,Priya Nair,SW123456,Social Worker,12,Disabled Children Team,0.8,N"
        );
        Table("ssd_mother", "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\n1,M1,P1,2017-03-14");
        Table("ssd_family", "fami_table_id,fami_family_id,fami_person_id\n1,F1,P1\n2,F1,M1");
        Table(
            "ssd_address",
            "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date,addr_address_end_date,addr_address_postcode\nA1,\"{\"\"ROOM\"\": \"\"\"\", \"\"HOUSE\"\": \"\"12\"\", \"\"STREET\"\": \"\"High Street\"\", \"\"TOWN\"\": \"\"Kithtown\"\"}\",P1,Home,2020-01-01,,KT11AA"
        );
        Table("ssd_disability", "disa_person_id,disa_table_id,disa_disability_code\nP1,D1,AUT");
        Table(
            "ssd_linked_identifiers",
            "link_table_id,link_person_id,link_identifier_type,link_identifier_value,link_valid_from_date,link_valid_to_date\nL1,P1,Unique Pupil Number,A123456789012,,"
        );
        Table(
            "ssd_cin_episodes",
            "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_source_code,cine_referral_source_desc,cine_referral_outcome_json,cine_referral_nfa,cine_close_reason,cine_close_date,cine_referral_team,cine_referral_worker_id\nR1,P1,2026-06-01,N1,2A,Schools,,N,,,T1,W1\nR2,P2,2026-07-01,N1,6,Police,,N,,,T1,W1"
        );
        Table(
            "ssd_cin_assessments",
            "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_json,cina_assessment_outcome_nfa,cina_assessment_team,cina_assessment_worker_id\nAS1,P1,R1,2026-06-02,Y,2026-06-30,\"{\"\"NFA_FLAG\"\":\"\"N\"\",\"\"STRATEGY_DISCUSSION_FLAG\"\":\"\"Y\"\"}\",N,T1,W1"
        );
        Table("ssd_assessment_factors", "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n1,AS1,\"[\"\"1A\"\", \"\"2B\"\"]\"");
        Table(
            "ssd_s47_enquiry",
            "s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa,s47e_s47_outcome_json,s47e_s47_completed_by_worker_id,s47e_s47_completed_by_team\nS1,R1,P1,2026-06-05,2026-06-18,N,,W1,T1"
        );
        Table(
            "ssd_initial_cp_conference",
            "icpc_icpc_id,icpc_icpc_meeting_id,icpc_s47_enquiry_id,icpc_person_id,icpc_cp_plan_id,icpc_referral_id,icpc_icpc_transfer_in,icpc_icpc_target_date,icpc_icpc_date,icpc_icpc_outcome_cp_flag,icpc_icpc_outcome_json,icpc_icpc_team,icpc_icpc_worker_id\nI1,,S1,P1,CP1,R1,N,2026-06-26,2026-06-20,Y,,T1,W1"
        );
        Table(
            "ssd_cp_plans",
            "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_ola,cppl_cp_plan_latest_category\nCP1,R1,I1,P1,2026-06-20,,Neglect,N,Neglect"
        );
        Table(
            "ssd_cp_visits",
            "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone,cppv_cp_visit_bedroom\nV1,P1,CP1,2026-11-14,Y,Y,N"
        );
        Table(
            "ssd_cp_reviews",
            "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date,cppr_cp_review_meeting_id,cppr_cp_review_outcome_continue_cp,cppr_cp_review_quorate,cppr_cp_review_participation\nRV1,P1,CP1,2026-09-20,2026-09-15,,Y,Y,PN1"
        );
        Table(
            "ssd_cin_plans",
            "cinp_cin_plan_id,cinp_referral_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date,cinp_cin_plan_team,cinp_cin_plan_worker_id\nPL1,R1,P1,2026-06-10,2026-06-20,T1,W1"
        );
        Table(
            "ssd_involvements",
            "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,invo_involvement_start_date,invo_involvement_end_date,invo_worker_change_reason,invo_person_id,invo_referral_id\nIN1,W1,Allocated Case Worker,T1,2026-06-01,,,P1,R1"
        );
        Table(
            "ssd_contacts",
            "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc,cont_contact_outcome_json\nC1,P1,2026-05-31,2A,Schools,\"{\"\"NEW_REFERRAL_FLAG\"\":\"\"Y\"\"}\""
        );
        Table(
            "ssd_missing",
            "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\nMI1,P2,01/07/2026 21:30:00,Missing,02/07/2026 08:00,Y,N"
        );
        Table(
            "ssd_cla_episodes",
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id,clae_referral_id,clae_cla_placement_id,clae_entered_care_date,clae_cla_last_iro_contact_date\nE1,P2,2026-08-01,S,N1,2026-09-01,X1,CL1,R2,,2026-08-01,\nE2,P2,2026-09-01,P,N1,,,CL1,R2,,2026-08-01,"
        );
        Table("ssd_sdq_scores", "csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_reason,csdq_sdq_score\nQ1,P2,2026-09-09,,14");
        Table("ssd_ehcp_requests", "ehcr_ehcp_request_id,ehcr_send_table_id,ehcr_ehcp_req_date,ehcr_ehcp_req_outcome_date,ehcr_ehcp_req_outcome\nQ1,S1,2026-01-01,,");
        return Path.Combine(authority.Folder, "ssd");
    }
}
