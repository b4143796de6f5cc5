using System.Globalization;
using System.Xml.Linq;
using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Audits.Leaders;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Measures;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Returns.Census;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Practice.Voice;
using Kith.Practice.Workforce;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Measures;

/// <summary>The same numbers from records of any source, on both engines, and beside the pages that count by themselves.</summary>
public sealed class MeasureDataTests
{
    private static readonly DateOnly Date = new(2026, 3, 31);

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_published_figure_beside_a_share_is_a_share(string engine)
    {
        await using var authority = await Authority.On(engine);
        var published = await authority.Do(s => PublishedFigures.Load(s.GetRequiredService<KithDb>(), [Benchmarks.England]));
        var shares = MeasureCatalogue.All.Where(m => m.Unit == MeasureUnit.Percent && m.BenchmarkCode is not null).ToList();
        Assert.All(shares, m => Assert.All(published.Series(m.BenchmarkCode, Benchmarks.England), f => Assert.True(f.Value is >= 0 and <= 100, $"{m.Id} {f.Year}: {f.Value}")));
        // Conferences by working days are published as numbers: 6,240 of 72,090 in the year to March 2025 were within ten.
        var bands = shares
            .Where(m => m.Id.StartsWith("icpc_band:", StringComparison.Ordinal))
            .Select(m => published.Latest(m.BenchmarkCode, Benchmarks.England, 2025)!.Value)
            .ToList();
        Assert.Equal((2025, 8.7m), bands[0]);
        Assert.InRange(bands.Sum(b => b.Value), 99.8m, 100.2m);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_loaded_return_gives_the_numbers_that_its_file_gives_when_counted_by_hand(string engine)
    {
        await using var authority = await Authority.On(engine);
        var file = Loading.Sample("cin-2026-300.xml");
        await authority.Load(Sources.CinCensus, file);
        var told = await Tell(authority, Date);
        var counted = Counted(XDocument.Load(file));
        Assert.True(counted["referral_rate"].N > 100);
        foreach (var (id, (n, d)) in counted)
        {
            var figure = told[id];
            Assert.Equal((id, n), (id, figure.Numerator));
            if (d is not null)
            {
                Assert.Equal((id, d), (id, figure.Denominator));
            }
        }
        // The header says whose children these are.
        Assert.Equal(Benchmarks.PopulationOf("895", 2026), (int?)told["referral_rate"].Denominator);
        // A return carries no visits: nothing is said of them, rather than that nobody came.
        Assert.Null(told["visit_cp_on_time"].Value);
        Assert.Null(told["unallocated"].Value);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_council_counts_the_same_by_itself_and_when_its_return_is_loaded_elsewhere(string engine)
    {
        await using var council = await Authority.On(engine);
        await Make(council);
        await using var other = await Authority.On("SQLite");
        var path = Path.Combine(other.Folder, "return.xml");
        await using (var into = File.Create(path))
        {
            await council.Do(s => s.GetRequiredService<WriteCensus>().Handle(Date, into, "001", null, default));
        }
        await other.Load(Sources.CinCensus, path);
        var (own, loaded) = (await Tell(council, Date), await Tell(other, Date));
        foreach (
            var id in (string[])
                [
                    "referral_rate",
                    "referral_nfa",
                    "referral_not_in_need",
                    "assess_45",
                    "assess_days:50",
                    "s47_rate",
                    "s47_children",
                    "icpc_rate",
                    "icpc_15",
                    "cp_rate",
                    "cp_start_rate",
                    "cp_end_rate",
                    "cp_repeat",
                    "cp_2y_open",
                    "cp_2y_ended",
                    "cp_reviewed",
                    "cin_rate",
                    "cin_duration_open",
                    "cin_duration_ended",
                    "factor_rate:3B",
                    "referral_source:police",
                ]
        )
        {
            Assert.Equal((id, own[id].Numerator, own[id].Denominator, own[id].Value), (id, loaded[id].Numerator, loaded[id].Denominator, loaded[id].Value));
        }

        // Beside the pages that count by themselves, today.
        var today = new DateOnly(2026, 11, 24);
        var now = await Tell(council, today);
        await council.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var overviews = await db.ChildOverviews.AsNoTracking().ToListAsync();
            var hearing = HearingMeasures.Count(overviews, await IntervalPolicy.Load(db), today);
            Assert.Equal(hearing[HearingQuestion.Expected], now["voice_in_time"].Denominator);
            Assert.Equal(hearing[HearingQuestion.InTime] + hearing[HearingQuestion.NotYet], now["voice_in_time"].Numerator);
            Assert.Equal(hearing[HearingQuestion.Never], now["voice_never"].Numerator);
            Assert.Equal(hearing[HearingQuestion.HeardAlone], now["voice_alone"].Numerator);
            var regularity = await s.GetRequiredService<ShowRegularity>().Show(today, RegularityBy.Team, null, null, RegularityState.Late, false, 1, Loading.Officer);
            Assert.Equal((regularity.All.Children, regularity.All.OnTime), ((int)now["oversight_on_time"].Denominator!, (int)now["oversight_on_time"].Numerator!));
            var leaders = await s.GetRequiredService<ShowAuditLeaders>().Show(Director, default);
            foreach (
                var (id, of, met) in new[]
                {
                    ("audit_on_plan", leaders.Programme.Due, leaders.Programme.InTime),
                    ("audit_child_feedback", leaders.Programme.Finished, leaders.Programme.ChildSays),
                    ("audit_with_worker", leaders.Programme.Finished, leaders.Programme.WithWorker),
                    ("audit_grade", leaders.Grades.Graded, leaders.Grades.Good),
                    ("audit_second_alike", leaders.Grades.Twice, leaders.Grades.Alike),
                }
            )
            {
                Assert.True(of > 0, id);
                Assert.Equal((id, of, met), (id, (int)now[id].Denominator!, (int)now[id].Numerator!));
            }
            Assert.Equal(leaders.Funnel.Sum(r => r.Here), now["recommendation_open"].Numerator);
            Assert.Equal(leaders.Quarters.Sum(q => q.Finished), leaders.Tools.Sum(t => t.Finished));
            // How the plan stands is the same as the plan shows.
            var plan = await s.GetRequiredService<ShowPlan>().Show(Director);
            var stand = plan.Objectives.Where(o => o.ClosedOn is null).ToList();
            Assert.NotEmpty(stand);
            Assert.Equal(
                (stand.Count(o => o.State is ObjectiveState.OnCourse or ObjectiveState.Reached), stand.Count),
                ((int)now["objective_on_course"].Numerator!, (int)now["objective_on_course"].Denominator!)
            );
            var onPlan = overviews.Count(o => o.Status is ChildStatus.ChildProtection);
            Assert.True(now["cp_rate"].Numerator >= onPlan && onPlan > 0);
            var leads = (await db.Allocations.AsNoTracking().ToListAsync()).ToLookup(a => a.PersonId);
            var open = overviews.Where(o => Kith.Practice.Children.ChildWords.IsOpen(o.Status)).Select(o => Stability.Of(leads[o.PersonId], today)).ToList();
            Assert.Equal(open.Count(w => w.WorkersIn12Months >= 3), now["workers_count"].Numerator);
            var days = open.Select(w => w.CurrentSince).OfType<DateOnly>().Select(d => today.DayNumber - d.DayNumber).Order().ToList();
            Assert.Equal(days.Count, now["relationship_days"].Denominator);
            Assert.Equal((days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2.0, now["relationship_days"].Value);
        });
        await council.ProjectionsAreRight();

        // After an upgrade rows are empty and of an old edition (the migration makes them), and the numbers are the same.
        await council.Do(s =>
            s.GetRequiredService<KithDb>()
                .ChildFacts.Where(f => f.LastDay == ChildFacts.GoesOn)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.Edition, 0).SetProperty(f => f.LastDay, 0).SetProperty(f => f.Facts, Array.Empty<byte>()))
        );
        var slow = await Tell(council, today);
        Assert.All(now.Values, f => Assert.Equal((f.Measure.Id, f.Numerator, f.Value), (f.Measure.Id, slow[f.Measure.Id].Numerator, slow[f.Measure.Id].Value)));
    }

    private static Actor Director { get; } =
        new()
        {
            AccountId = new Guid(9, 9, 9, new byte[8]),
            Name = "Amanda Clarke",
            Roles = [Role.Director],
            WholeAuthority = true,
        };

    private static Task Make(Authority authority) =>
        authority.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 60,
                        Years = 4,
                        Seed = 7,
                    }
                )
        );

    private static async Task<Dictionary<string, MeasureFigure>> Tell(Authority authority, DateOnly asAt) =>
        (await authority.Do(s => s.GetRequiredService<TellMeasures>().Handle(asAt))).ToDictionary(f => f.Measure.Id);

    /// <summary>The file counted a second way: element by element, with nothing of Kith's but working days.</summary>
    private static Dictionary<string, (double N, double? D)> Counted(XDocument file)
    {
        var (from, to) = (new DateOnly(2025, 4, 1), Date);
        // The second of two children with one id is refused, and said so.
        var children = file.Descendants("Child").DistinctBy(c => c.Descendants("LAchildID").First().Value).ToList();
        var referrals = children
            .SelectMany(c => c.Elements("CINdetails").Select(e => (Child: c, E: e, On: Day(e, "CINreferralDate"), Nfa: Text(e, "ReferralNFA") is "true" or "1")))
            .ToList();
        var inYear = referrals.Where(r => In(r.On)).ToList();
        var assessments = children.Descendants("Assessments").Where(a => In(Day(a, "AssessmentAuthorisationDate")) && Day(a, "AssessmentActualStartDate") is not null).ToList();
        var enquiries = children.Descendants("Section47").Where(e => In(Day(e, "S47ActualStartDate"))).ToList();
        var plans = children
            .Descendants("ChildProtectionPlans")
            .Select(p => (P: p, From: Day(p, "CPPstartDate"), To: Day(p, "CPPendDate")))
            .Where(p => p.From is not null)
            .ToList();
        var open = plans.Where(p => p.From <= to && (p.To is null || p.To > to)).ToList();
        var ended = plans.Where(p => In(p.To)).ToList();
        var need = referrals.Where(r => !r.Nfa && r.On <= to && (Day(r.E, "CINclosureDate") is not { } closed || closed > to)).ToList();
        var conferences = children.Descendants("DateOfInitialCPC").Count(d => In(Parse(d.Value)));
        return new()
        {
            ["referral_rate"] = (inYear.Count, null),
            ["referral_nfa"] = (inYear.Count(r => r.Nfa), inYear.Count),
            ["referral_source:police"] = (inYear.Count(r => Text(r.E, "ReferralSource") == "6"), inYear.Count),
            ["re_referral"] = (inYear.Count(r => referrals.Any(o => o.Child == r.Child && o.On < r.On && o.On >= r.On!.Value.AddYears(-1))), inYear.Count),
            ["assess_45"] = (
                assessments.Count(a => Working(Day(a, "AssessmentActualStartDate")!.Value, Day(a, "AssessmentAuthorisationDate")!.Value) is >= 0 and <= 45),
                assessments.Count
            ),
            ["factor_rate:4A"] = (assessments.Count(a => a.Descendants("AssessmentFactors").Any(f => f.Value == "4A")), null),
            ["s47_rate"] = (enquiries.Count, null),
            ["s47_children"] = (enquiries.Select(e => e.Ancestors("Child").First()).Distinct().Count(), null),
            ["icpc_rate"] = (conferences, null),
            ["cp_rate"] = (open.Count, null),
            ["cp_start_rate"] = (plans.Count(p => In(p.From)), null),
            ["cp_end_rate"] = (ended.Count, null),
            ["cp_2y_open"] = (open.Count(p => to.DayNumber - p.From!.Value.DayNumber + 1 > 729), open.Count),
            ["cp_2y_ended"] = (ended.Count(p => p.To!.Value.DayNumber - p.From!.Value.DayNumber + 1 > 729), ended.Count),
            ["cin_rate"] = (need.Count, null),
            ["cin_duration_open"] = (need.Count(r => r.On!.Value.AddYears(2) <= to), need.Count),
        };

        bool In(DateOnly? day) => day >= from && day <= to;

        static string? Text(XElement e, string name) => e.Element(name)?.Value;

        static DateOnly? Parse(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

        static DateOnly? Day(XElement e, string name) => Parse(Text(e, name));

        static int Working(DateOnly start, DateOnly end)
        {
            if (end < start)
            {
                return -1;
            }
            var days = 0;
            for (var day = start.AddDays(1); day <= end; day = day.AddDays(1))
            {
                days += Kith.Standards.Calendar.WorkingDayCalendar.England.IsWorkingDay(day) ? 1 : 0;
            }
            return days;
        }
    }
}
