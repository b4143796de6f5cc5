using Kith.DataTests.Support;
using Kith.Practice.Children;
using Kith.Practice.Import;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Import;

public sealed class CensusImportTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    public static TheoryData<string, string> EngineAndSample()
    {
        var all = new TheoryData<string, string>();
        foreach (var sample in new[] { "fake_CIN_data.xml", "CIN_Census_2021.xml", "CIN_Census_2024.xml", "cin-2026-300.xml" })
        {
            all.Add("SQLite", sample);
            all.Add("PostgreSQL", sample);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(EngineAndSample))]
    public async Task A_return_is_loaded_and_loading_it_again_writes_nothing(string engine, string sample)
    {
        await using var authority = await Authority.On(engine);
        var run = await authority.Load(Sources.CinCensus, Loading.Sample(sample));
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        Assert.True(run.Added > 0);
        var children = await authority.Ask(db => db.ChildOverviews.CountAsync());
        Assert.Equal(await authority.Ask(db => db.People.CountAsync(p => p.Source == Sources.CinCensus)), children);
        Assert.True(children > 0);
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();

        var before = await authority.Everything();
        var again = await authority.Load(Sources.CinCensus, Loading.Sample(sample));
        Assert.Equal((0, 0, 0, run.Added, run.Refused), (again.Added, again.Changed, again.Ended, again.Unchanged, again.Refused));
        Assert.Equal(before, await authority.Everything());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_changed_ended_and_came_back_is_told_apart(string engine)
    {
        await using var authority = await Authority.On(engine);
        var first = authority.File("first.xml", Return(2026, Child("A1", "<PrimaryNeedCode>N1</PrimaryNeedCode>") + Child("B2")));
        var second = authority.File("second.xml", Return(2026, Child("A1", "<PrimaryNeedCode>N4</PrimaryNeedCode>"), serial: "002"));
        await authority.Load(Sources.CinCensus, first);
        var run = await authority.Load(Sources.CinCensus, second);
        Assert.Equal((0, 1), (run.Added, run.Changed));
        Assert.True(run.Ended > 0);
        Assert.Equal("N4", await authority.Ask(db => db.Episodes.Where(e => e.SourceKey!.StartsWith("A1/")).Select(e => e.PrimaryNeed).SingleAsync()));
        Assert.Equal(new DateOnly(2026, 11, 24), await authority.Ask(db => db.Episodes.Where(e => e.SourceKey!.StartsWith("B2/")).Select(e => e.SourceEndedOn).SingleAsync()));
        var change = await authority.Ask(db => db.TrailEntries.Where(e => e.Event == "PersonImported" && e.Payload.Contains("N4")).SingleAsync());
        Assert.Contains("\"Old\":\"N1\"", change.Payload, StringComparison.Ordinal);
        await authority.ProjectionsAreRight();

        var back = await authority.Load(Sources.CinCensus, first);
        Assert.Equal((0, 0), (back.Added, back.Ended));
        Assert.Null(await authority.Ask(db => db.Episodes.Where(e => e.SourceKey!.StartsWith("B2/")).Select(e => e.SourceEndedOn).SingleAsync()));
        Assert.Equal(2, await authority.Ask(db => db.Episodes.CountAsync()));
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_later_year_knows_better_whichever_is_loaded_first_and_ends_nobody(string engine)
    {
        await using var authority = await Authority.On(engine);
        var early = authority.File("2025.xml", Return(2025, Child("A1", "<PrimaryNeedCode>N1</PrimaryNeedCode>") + Child("B2")));
        var late = authority.File(
            "2026.xml",
            Return(2026, Child("A1", "<PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2025-05-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"))
        );
        await authority.Load(Sources.CinCensus, late);
        var run = await authority.Load(Sources.CinCensus, early);
        Assert.Equal(0, run.Ended);
        Assert.Equal(new DateOnly(2025, 5, 1), await authority.Ask(db => db.Episodes.Where(e => e.SourceKey!.StartsWith("A1/")).Select(e => e.ClosedOn).SingleAsync()));
        Assert.Equal(0, (await authority.Load(Sources.CinCensus, late)).Changed);
        Assert.Equal(0, await authority.Ask(db => db.Episodes.CountAsync(e => e.SourceEndedOn != null)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dry_run_computes_everything_and_keeps_nothing(string engine)
    {
        await using var authority = await Authority.On(engine);
        var before = await authority.Everything();
        var dry = await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"), dryRun: true);
        Assert.Equal(before, await authority.Everything());
        var real = await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        Assert.Equal((real.Added, real.Refused), (dry.Added, dry.Refused));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_refused_group_leaves_the_child_and_is_taken_when_put_right(string engine)
    {
        await using var authority = await Authority.On(engine);
        var bad = authority.File(
            "bad.xml",
            Return(2026, Child("A1", "<CINclosureDate>2025-02-31</CINclosureDate>") + Child("", "") + Child("A1") + Child("C3", birth: "2019-13-40"))
        );
        var run = await authority.Load(Sources.CinCensus, bad);
        Assert.Equal(ImportState.Done, run.State);
        var refusals = await authority.Refusals(run);
        Assert.Equal(4, refusals.Count);
        Assert.Equal(4, run.Refused);
        Assert.Contains(
            refusals,
            r =>
                r.Reason.Contains("CINclosureDate", StringComparison.Ordinal)
                && r.RowKey == "A1/episode/2024-06-01"
                && r.Raw!.Contains("2025-02-31", StringComparison.Ordinal)
                && r.Line > 1
        );
        Assert.Contains(refusals, r => r.Reason.Contains("no LAchildID", StringComparison.Ordinal));
        Assert.Contains(refusals, r => r.Reason.Contains("A1 stands in line", StringComparison.Ordinal));
        Assert.Equal(2, await authority.Ask(db => db.ChildOverviews.CountAsync()));
        Assert.Equal(1, await authority.Ask(db => db.Assessments.CountAsync(a => a.SourceKey!.StartsWith("A1/"))));

        var good = authority.File("good.xml", Return(2026, Child("A1", "<CINclosureDate>2025-02-28</CINclosureDate>") + Child("C3", birth: "2019-12-30"), serial: "002"));
        await authority.Load(Sources.CinCensus, good);
        var later = await authority.Refusals(run);
        Assert.NotNull(later.Single(r => r.RowKey == "A1/episode/2024-06-01").TakenAt);
        Assert.NotNull(later.Single(r => r.RowKey == "C3").TakenAt);
        Assert.Equal(new DateOnly(2019, 12, 30), await authority.Ask(db => db.People.Where(p => p.LaChildId == "C3").Select(p => p.DateOfBirth).SingleAsync()));
    }

    [Theory]
    [InlineData("<Message><Header>", "line")]
    [InlineData("not xml at all", "line 1")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Message>&b;</Message>", "")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE m [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Message>&a;</Message>", "")]
    [InlineData("<Other/>", "")]
    [InlineData("", "")]
    public async Task A_file_that_is_no_whole_return_changes_nothing(string text, string says)
    {
        await using var authority = await Authority.On("SQLite");
        var before = await authority.Everything();
        var run = await authority.Load(Sources.CinCensus, authority.File("x.xml", text));
        Assert.Equal(ImportState.Failed, run.State);
        Assert.NotNull(run.Failure);
        Assert.Contains(says, run.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", run.Failure, StringComparison.Ordinal);
        Assert.Equal(before, await authority.Everything());
    }

    [Theory]
    [InlineData("2015", "2020-21 to 2026-27")]
    [InlineData("2099", "2020-21 to 2026-27")]
    [InlineData("next year", "2020-21 to 2026-27")]
    [InlineData("", "no Year")]
    public async Task A_return_of_another_year_is_refused_in_words(string year, string says)
    {
        await using var authority = await Authority.On("SQLite");
        var run = await authority.Load(
            Sources.CinCensus,
            authority.File("x.xml", Return(2026, Child("A1")).Replace("<Year>2026</Year>", $"<Year>{year}</Year>", StringComparison.Ordinal))
        );
        Assert.Equal(ImportState.Failed, run.State);
        Assert.Contains(says, run.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_cut_short_changes_nothing_though_its_first_children_are_whole()
    {
        await using var authority = await Authority.On("SQLite");
        var whole = await File.ReadAllTextAsync(Loading.Sample("cin-2026-300.xml"));
        var run = await authority.Load(Sources.CinCensus, authority.File("cut.xml", whole[..(whole.Length / 2)]));
        Assert.Equal(ImportState.Failed, run.State);
        Assert.Contains("line", run.Failure, StringComparison.Ordinal);
        Assert.Equal(0, await authority.Ask(db => db.People.CountAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_recorded_in_Kith_is_linked_to_and_not_overwritten(string engine)
    {
        await using var authority = await Authority.On(engine);
        var own = await authority.Do(s => TrailTests.Born(s, "Mia"));
        var run = await authority.Load(Sources.CinCensus, authority.File("x.xml", Return(2026, Child("KTMia"))));
        Assert.Equal(ImportState.Done, run.State);
        var person = await authority.Ask(db => db.People.SingleAsync());
        Assert.Equal((own, "Mia", null, null), (person.Id, person.GivenName, person.Source, person.DateOfBirth));
        Assert.Equal(own, await authority.Ask(db => db.Episodes.Select(e => e.PersonId).SingleAsync()));
        Assert.Equal(own, await authority.Ask(db => db.PersonIdentifiers.Select(e => e.PersonId).SingleAsync()));
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();
    }

    internal static string Return(int year, string children, string serial = "001") =>
        $"""
            <?xml version="1.0" encoding="utf-8"?>
            <Message>
              <Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails>
              <Source><SourceLevel>L</SourceLevel><LEA>201</LEA><SerialNo>{serial}</SerialNo><DateTime>{year}-05-01T09:00:00</DateTime></Source></Header>
              <Children>{children}</Children>
            </Message>
            """;

    internal static string Child(string id, string episode = "", string birth = "2016-04-02") =>
        $"""

                <Child>
                  <ChildIdentifiers>{(id.Length > 0 ? $"<LAchildID>{id}</LAchildID>" : "")}<PersonBirthDate>{birth}</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
                  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
                  <CINdetails><CINreferralDate>2024-06-01</CINreferralDate><ReferralSource>1A</ReferralSource>{episode}
                    <Assessments><AssessmentActualStartDate>2024-06-03</AssessmentActualStartDate></Assessments><ReferralNFA>0</ReferralNFA></CINdetails>
                </Child>
            """;
}
