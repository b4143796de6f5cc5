using Kith.Practice.Workforce.Figures;

namespace Kith.UnitTests.Practice.Workforce;

public sealed class WorkforceRatesTests
{
    private static readonly DateOnly Day = new(2026, 9, 30);

    /// <summary>
    /// The North West in 2023: DfE, Children's social work workforce, data set «Indicators (in post, starters, leavers, agency
    /// workers, vacancies, caseload and absence)», Open Government Licence: 4,693.9 in post, 717.2 left, 1,207.1 agency,
    /// 1,211.3 vacant, 44,417 days lost; published as 15.3, 20.5, 20.5 and 3.7 %.
    /// </summary>
    [Fact]
    public void The_published_figures_of_the_north_west_come_out()
    {
        Assert.Equal(15.3, Math.Round(WorkforceRates.Turnover(717.2m, 4693.9m).Percent!.Value, 1));
        Assert.Equal(20.5, Math.Round(WorkforceRates.Agency(1207.1m, 4693.9m).Percent!.Value, 1));
        Assert.Equal(20.5, Math.Round(WorkforceRates.Vacancy(1211.3m, 4693.9m).Percent!.Value, 1));
        Assert.Equal(3.7, Math.Round(WorkforceRates.Absence(44417m, 4693.9m).Percent!.Value, 1));
    }

    /// <summary>
    /// By hand: a team of three full-time posts. A is here full time; B half time since June; C left on 31 March; D is from an
    /// agency; E works without a registration and counts nowhere. In post 1.5; left 1; agency 1; vacant 3 less 1.5.
    /// A was off from Friday 4 to Tuesday 8 September (3 working days); B for two of their half days.
    /// </summary>
    [Fact]
    public void A_small_team_worked_out_by_hand()
    {
        var team = Guid.CreateVersion7();
        PostHolder One(decimal share, DateOnly? started, DateOnly? left = null, bool agency = false, bool registered = true) =>
            new(Guid.CreateVersion7(), team, registered, agency, share, started, left);
        var a = One(1, new(2020, 1, 1));
        var b = One(0.5m, new(2026, 6, 1));
        var staff = new[] { a, b, One(1, new(2019, 1, 1), new(2026, 3, 31)), One(1, new(2026, 1, 1), agency: true), One(1, null, registered: false) };
        var funded = new[]
        {
            new Funded(team, "Social worker", new(2024, 1, 1), 4),
            new Funded(team, "Social worker", new(2026, 4, 1), 3),
            new Funded(team, "Social worker", new(2027, 1, 1), 9),
        };
        var sick = new[] { new OffSick(a.Id, new(2026, 9, 4), new(2026, 9, 8)), new OffSick(b.Id, new(2026, 9, 29), null), new OffSick(Guid.NewGuid(), Day, null) };
        var on = WorkforceRates.On(Day, staff, funded, sick);
        Assert.Equal(1.5m, on.InPost);
        Assert.Equal(new WorkforceRate(1, 1.5m), on.Turnover);
        Assert.Equal(new WorkforceRate(1, 2.5m), on.Agency);
        Assert.Equal(new WorkforceRate(1.5m, 3), on.Vacancy);
        // 3 days of A, and Tuesday and Wednesday of B at half.
        Assert.Equal(new WorkforceRate(4, 1.5m * 253), on.Absence);
    }

    [Fact]
    public void More_people_than_posts_in_one_team_fill_none_of_another()
    {
        var (full, empty) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var staff = Enumerable.Range(0, 3).Select(_ => new PostHolder(Guid.CreateVersion7(), full, true, false, 1, null, null)).ToList();
        Assert.Equal(2, WorkforceRates.Vacant(Day, staff, [new(full, "Social worker", Day, 1), new(empty, "Social worker", Day, 2)]));
    }

    [Fact]
    public void Days_before_the_first_and_after_the_last_day_in_post_are_not_lost()
    {
        var worker = new PostHolder(Guid.CreateVersion7(), null, true, false, 1, new(2026, 9, 7), new(2026, 9, 10));
        // Monday to Wednesday: on the Thursday they had left.
        Assert.Equal(3, WorkforceRates.DaysLost(new(worker.Id, new(2026, 9, 1), null), worker, Day.AddYears(-1), Day));
        Assert.Null(new WorkforceRate(0, 0).Percent);
    }
}
