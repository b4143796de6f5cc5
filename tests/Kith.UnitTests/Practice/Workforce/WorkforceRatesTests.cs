using Kith.Practice.Measures;
using Kith.Practice.Settings;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.Measures;

namespace Kith.UnitTests.Practice.Workforce;

/// <summary>Turnover, vacancy, agency and absence as the catalogue counts them, against published figures and by hand.</summary>
public sealed class WorkforceRatesTests
{
    private static readonly DateOnly Day = new(2026, 9, 30);
    private static readonly Guid Team = Guid.CreateVersion7();

    /// <summary>
    /// The North West in 2023: DfE, Children's social work workforce, data set «Indicators (in post, starters, leavers, agency
    /// workers, vacancies, caseload and absence)», Open Government Licence: 4,693.9 in post, 717.2 left, 1,207.1 agency,
    /// 1,211.3 vacant, 44,417 days lost; published as 15.3, 20.5, 20.5 and 3.7 %. Here one worker stands for all of a kind.
    /// </summary>
    [Fact]
    public void The_published_figures_of_the_north_west_come_out()
    {
        var here = Worker(4693.9m);
        MeasuredWorker[] staff = [here, Worker(717.2m, left: new(2026, 3, 31)), Worker(1207.1m, agency: true)];
        var answer = Ask(
            staff,
            [new Funded(Team, "Social worker", new(2020, 1, 1), 4693.9m + 1211.3m)],
            [new OffSick(here.Id, new(2026, 9, 14), new(2026, 9, 24)), new OffSick(here.Id, new(2026, 9, 12), new(2026, 9, 13))]
        );
        Assert.Equal(15.3, Math.Round(answer("turnover").Value!.Value, 1));
        Assert.Equal(20.5, Math.Round(answer("agency").Value!.Value, 1));
        Assert.Equal(20.5, Math.Round(answer("vacancy").Value!.Value, 1));
        // 44,417 days are 9.46 for each: nine working days are 3.6 %, and the half day more makes the published 3.7.
        Assert.Equal(9 * 4693.9, answer("absence").Numerator!.Value, 6);
        Assert.Equal(3.7, Math.Round(100 * 44417 / answer("absence").Denominator!.Value, 1));
    }

    /// <summary>
    /// By hand: a team of three full-time posts. A is here full time; B half time since June; C left on 31 March; D is from an
    /// agency; E works without a registration and counts nowhere. In post 1.5; left 1; agency 1; vacant 3 less 1.5.
    /// A was off from Friday 4 to Tuesday 8 September (3 working days); B for two of their half days.
    /// </summary>
    [Fact]
    public void A_small_team_worked_out_by_hand()
    {
        var a = Worker(1, started: new(2020, 1, 1));
        var b = Worker(0.5m, started: new(2026, 6, 1));
        var answer = Ask(
            [a, b, Worker(1, new(2019, 1, 1), new(2026, 3, 31)), Worker(1, new(2026, 1, 1), agency: true), Worker(1, registered: false)],
            [new Funded(Team, "Social worker", new(2024, 1, 1), 4), new Funded(Team, "Social worker", new(2026, 4, 1), 3), new Funded(Team, "Social worker", new(2027, 1, 1), 9)],
            [new OffSick(a.Id, new(2026, 9, 4), new(2026, 9, 8)), new OffSick(b.Id, new(2026, 9, 29), null), new OffSick(Guid.NewGuid(), Day, null)]
        );
        Assert.Equal((1, 1.5), Counted(answer("turnover")));
        Assert.Equal((1, 2.5), Counted(answer("agency")));
        Assert.Equal((1.5, 3), Counted(answer("vacancy")));
        // 3 days of A, and Tuesday and Wednesday of B at half.
        Assert.Equal((4, 1.5 * 253), Counted(answer("absence")));
    }

    [Fact]
    public void More_people_than_posts_in_one_team_fill_none_of_another_and_a_team_of_unknown_posts_counts_nowhere()
    {
        var (empty, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        MeasuredWorker[] staff = [Worker(1), Worker(1), Worker(1), Worker(1) with { TeamId = unknown }];
        var answer = Ask(staff, [new(Team, "Social worker", Day, 1), new(empty, "Social worker", Day, 2), new(unknown, "Social worker", Day.AddDays(1), 5)], []);
        Assert.Equal((2, 5), Counted(answer("vacancy")));
        // Nobody wrote posts down: vacancies are not known, rather than none.
        Assert.Null(Ask(staff, [], [])("vacancy").Value);
    }

    [Fact]
    public void Days_before_the_first_and_after_the_last_day_in_post_are_not_lost() =>
        // Monday to Wednesday: on the Thursday they had left.
        Assert.Equal(3, WorkforceRates.DaysLost(new(Guid.CreateVersion7(), new(2026, 9, 1), null), 1, new(2026, 9, 7), new(2026, 9, 10), Day.AddYears(-1), Day));

    [Fact]
    public void A_team_has_its_own_figures_and_they_add_up()
    {
        var other = Guid.CreateVersion7();
        var (a, b) = (Worker(1), Worker(0.5m) with { TeamId = other });
        var basis = Basis([a, b], [new(Team, "Social worker", Day, 3), new(other, "Social worker", Day, 1)], [new(b.Id, Day, null)]);
        var result = MeasureEngine.Evaluate([], basis, new([MeasurePeriod.YearTo(Day)], Day, MeasureCohort.All, MeasureBy.Team));
        var (vacancy, absence) = (MeasureCatalogue.Find("vacancy")!, MeasureCatalogue.Find("absence")!);
        Assert.Equal((2, 3), Counted(result.Groups[$"{Team}"][vacancy, 0]));
        Assert.Equal((0.5, 1), Counted(result.Groups[$"{other}"][vacancy, 0]));
        Assert.Equal((2.5, 4), Counted(result.Whole[vacancy, 0]));
        Assert.Equal((0.5, 0.5 * 253), Counted(result.Groups[$"{other}"][absence, 0]));
        var one = MeasureEngine.Evaluate([], basis, new([MeasurePeriod.YearTo(Day)], Day, new MeasureCohort(new HashSet<Guid> { other }))).Whole;
        Assert.Equal((0.5, 1), Counted(one[vacancy, 0]));
    }

    private static (double?, double?) Counted(MeasureFigure f) => (f.Numerator, f.Denominator);

    private static Func<string, MeasureFigure> Ask(MeasuredWorker[] staff, Funded[] posts, OffSick[] sick)
    {
        var whole = MeasureEngine.Evaluate([], Basis(staff, posts, sick), new([MeasurePeriod.YearTo(Day)], Day, MeasureCohort.All)).Whole;
        return id => whole[MeasureCatalogue.Find(id)!, 0];
    }

    private static MeasureBasis Basis(MeasuredWorker[] staff, Funded[] posts, OffSick[] sick) =>
        new(IntervalPolicy.Defaults)
        {
            Workers = staff.ToDictionary(w => w.Id),
            Posts = posts.ToLookup(p => p.TeamId),
            Sick = sick.ToLookup(s => s.WorkerId),
        };

    private static MeasuredWorker Worker(decimal share, DateOnly? started = null, DateOnly? left = null, bool agency = false, bool registered = true) =>
        new(Guid.CreateVersion7(), Team, share, false, agency, registered, started, left);
}
