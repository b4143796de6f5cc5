using CsCheck;
using Kith.Practice.Settings;
using Kith.Practice.Training;
using Kith.Practice.Workforce;

namespace Kith.UnitTests.Practice.Training;

public sealed class TrainingRulesTests
{
    private static readonly AsyeLengths Suggested = new AsyePolicy(PolicyBook.Empty).Of(new(2026, 3, 1));
    private static readonly DateOnly Today = new(2026, 11, 26);

    private static Course Asked(StaffRole roles, int within = 3, int? renew = 24, DateOnly? from = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Title = "Safe visits",
            MandatoryFor = roles,
            WithinMonths = within,
            RenewMonths = renew,
            From = from ?? new DateOnly(2020, 1, 1),
        };

    private static Requirement One(Course course, DateOnly? done, DateOnly? started, StaffRole role = StaffRole.SocialWorker) =>
        Assert.Single(TrainingRules.Requirements(role, started, [course], _ => done, Today));

    [Fact]
    public void A_newcomer_has_the_months_that_the_course_gives_and_a_new_course_makes_nobody_late()
    {
        var course = Asked(StaffRole.SocialWorker);
        Assert.Equal((new DateOnly(2026, 12, 1), RequirementState.DueSoon), (One(course, null, new(2026, 9, 1)).DueOn, One(course, null, new(2026, 9, 1)).State));
        Assert.Equal(RequirementState.Late, One(course, null, new(2026, 8, 25)).State);
        // The day itself is still in time.
        Assert.Equal(RequirementState.DueSoon, One(course, null, new(2026, 8, 26)).State);
        Assert.Equal(RequirementState.ToCome, One(course, null, new(2026, 11, 20)).State);
        Assert.Equal(RequirementState.ToCome, One(Asked(StaffRole.SocialWorker, from: Today), null, new(2010, 1, 1)).State);
        Assert.Empty(TrainingRules.Requirements(StaffRole.Support, null, [course], _ => null, Today));
    }

    [Fact]
    public void A_renewal_is_counted_from_when_it_was_last_done_and_once_is_enough_where_nothing_renews_it()
    {
        Assert.Equal(
            (new DateOnly(2027, 11, 26), RequirementState.InDate),
            (One(Asked(StaffRole.Everyone), new(2025, 11, 26), null).DueOn, One(Asked(StaffRole.Everyone), new(2025, 11, 26), null).State)
        );
        Assert.Equal(RequirementState.Late, One(Asked(StaffRole.Everyone), new(2024, 11, 25), null).State);
        Assert.Equal(RequirementState.DueSoon, One(Asked(StaffRole.Everyone), new(2024, 11, 26), null).State);
        Assert.Equal(
            (null, RequirementState.InDate),
            (One(Asked(StaffRole.Everyone, renew: null), new(2001, 1, 1), null).DueOn, One(Asked(StaffRole.Everyone, renew: null), new(2001, 1, 1), null).State)
        );
    }

    [Fact]
    public void People_are_in_date_when_nothing_is_late_and_newcomers_with_time_left_are_not_counted()
    {
        Requirement Of(RequirementState state, DateOnly? done) => new(Guid.Empty, "x", done, Today, state);
        var newcomer = new[] { Of(RequirementState.ToCome, null) };
        var well = new[] { Of(RequirementState.InDate, Today), Of(RequirementState.ToCome, null) };
        var late = new[] { Of(RequirementState.InDate, Today), Of(RequirementState.Late, null) };
        Assert.Equal(new Proportion(1, 2), TrainingRules.InDate([newcomer, well, late]));
        Assert.Equal(new Proportion(0, 0), TrainingRules.InDate([newcomer, []]));
    }

    [Theory]
    [InlineData(AsyeStep.Agreement, "2026-03-29")]
    [InlineData(AsyeStep.SixMonthReview, "2026-09-01")]
    [InlineData(AsyeStep.Decision, "2027-03-01")]
    public void The_first_year_has_its_days(AsyeStep step, string due) =>
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), TrainingRules.DueOn(step, new(2026, 3, 1), Suggested));

    [Fact]
    public void A_first_year_that_has_begun_keeps_the_lengths_of_its_first_day()
    {
        var policy = new AsyePolicy(
            new PolicyBook([
                new Setting
                {
                    Key = Policies.AsyeDecision,
                    Value = "15",
                    Reason = "Part-time workers",
                    From = new(2026, 4, 1),
                },
            ])
        );
        Assert.Equal(new DateOnly(2027, 3, 1), TrainingRules.DueOn(AsyeStep.Decision, new(2026, 3, 1), policy.Of(new(2026, 3, 1))));
        Assert.Equal(new DateOnly(2027, 7, 1), TrainingRules.DueOn(AsyeStep.Decision, new(2026, 4, 1), policy.Of(new(2026, 4, 1))));
    }

    [Fact]
    public void A_share_of_fewer_than_five_is_put_together_with_others_and_cannot_be_had_by_taking_lines_from_the_whole() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 100], Gen.Bool)
            .Array[0, 8]
            .Sample(groups =>
            {
                var lines = groups.Where(g => g.Item1 > 0).Select((g, i) => new ComplianceLine($"{i}", $"{i}", new Proportion(g.Item2 % (g.Item1 + 1), g.Item1))).ToList();
                var named = groups.Where(g => g.Item1 > 0).Select((g, i) => (g.Item3, $"{i}")).Where(g => g.Item1).Select(g => g.Item2).ToHashSet();
                var shown = ComplianceLine.Gather(lines, l => named.Contains(l.Key), "Together");
                Assert.All(shown.Where(l => !named.Contains(l.Key)), l => Assert.True(l.InDate.Of >= ComplianceLine.Fewest));
                // What is left of the whole is nothing, or all that is not named: told nowhere if it is of few.
                var left = lines.Sum(l => l.InDate.Of) - shown.Sum(l => l.InDate.Of);
                Assert.True(left == 0 || !shown.Any(l => !named.Contains(l.Key)));
            });

    [Fact]
    public void How_things_stood_on_a_day_of_the_past_is_kept_and_a_mistake_brings_the_time_before_back()
    {
        var done = new CourseDone { On = new(2022, 5, 1), Evidence = "Certificate" };
        done.Again(new(2024, 5, 3), Guid.Empty, null);
        done.Again(new(2026, 5, 2), Guid.Empty, null);
        Assert.Equal([new(2022, 5, 1), new(2024, 5, 3), new(2026, 5, 2)], done.Days);
        Assert.Equal(new DateOnly(2024, 5, 3), TrainingRules.LastBy([.. done.Days], new(2026, 5, 1)));
        Assert.Null(TrainingRules.LastBy([.. done.Days], new(2022, 4, 30)));
        Assert.True(done.TakeBack());
        Assert.Equal((new DateOnly(2024, 5, 3), "2022-05-01"), (done.On, done.Earlier));
        Assert.True(done.TakeBack());
        Assert.False(done.TakeBack());
        Assert.Equal((new DateOnly(2022, 5, 1), null), (done.On, done.Earlier));
    }

    [Fact]
    public void The_steps_of_the_first_year_never_go_back_in_time() =>
        Gen.Int[0, 9000]
            .Sample(day =>
            {
                var due = TrainingRules.Asye(new DateOnly(2010, 1, 1).AddDays(day), [], Suggested).Select(s => s.DueOn).ToList();
                return due.SequenceEqual(due.Order()) && due.Count == Enum.GetValues<AsyeStep>().Length;
            });

    [Fact]
    public void Money_is_spent_when_a_session_is_held_and_committed_before_and_nothing_when_called_off()
    {
        TrainingSession On(DateOnly day, decimal cost, bool off = false) =>
            new()
            {
                Place = "online",
                On = day,
                Cost = cost,
                CalledOffOn = off ? Today : null,
            };
        var sessions = new[]
        {
            On(new(2026, 3, 31), 1),
            On(new(2026, 4, 1), 10),
            On(Today, 100),
            On(new(2027, 3, 31), 1000),
            On(new(2027, 4, 1), 5),
            On(new(2026, 12, 1), 7, off: true),
        };
        Assert.Equal((10m, 1100m), TrainingRules.Money(sessions, 2026, Today));
        Assert.Equal((2026, 2025), (TrainingRules.YearOf(new(2027, 3, 31)), TrainingRules.YearOf(new(2026, 3, 31))));
    }

    [Fact]
    public void Places_are_never_oversold_and_go_to_whoever_waited_longest()
    {
        var gen = Gen.Select(Gen.Int[0, 12], Gen.Bool, Gen.Bool, Gen.Int[0, 500]).Array[0, 30];
        Gen.Select(Gen.Int[1, 10], gen)
            .Sample(
                (places, many) =>
                {
                    var bookings = many.Select(b => new Booking
                        {
                            Id = Guid.CreateVersion7(),
                            HasPlace = b.Item2,
                            GivenUpOn = b.Item3 ? Today : null,
                            AskedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(b.Item4),
                        })
                        .ToList();
                    // Begin from a state that can be: no more places taken than there are.
                    foreach (var extra in bookings.Where(b => b is { HasPlace: true, GivenUpOn: null }).Skip(places))
                    {
                        extra.HasPlace = false;
                    }
                    var next = TrainingRules.NextInLine(bookings, places);
                    foreach (var b in next)
                    {
                        b.HasPlace = true;
                    }
                    var there = bookings.Where(b => b.GivenUpOn is null).ToList();
                    var waiting = there.Where(b => !b.HasPlace).ToList();
                    Assert.True(there.Count(b => b.HasPlace) <= places);
                    Assert.True(waiting.Count == 0 || there.Count(b => b.HasPlace) == places, "nobody waits beside a free place");
                    Assert.All(next, n => Assert.All(waiting, w => Assert.True(n.AskedAt <= w.AskedAt)));
                }
            );
    }

    [Fact]
    public void Whoever_came_is_asked_at_once_then_after_three_months_and_then_no_more()
    {
        var came = new Booking { On = Today, Came = true };
        Assert.True(TrainingRules.AskAtOnce(came, Today));
        Assert.False(TrainingRules.AskWhatChanged(came, Today.AddMonths(3).AddDays(-1)));
        Assert.True(TrainingRules.AskWhatChanged(came, Today.AddMonths(3)));
        Assert.False(TrainingRules.AskAtOnce(came, Today.AddMonths(3)));
        Assert.False(TrainingRules.AskWhatChanged(came, Today.AddMonths(9)));
        Assert.False(TrainingRules.AskAtOnce(new Booking { On = Today, Came = false }, Today));
    }

    [Theory]
    [InlineData("Social worker", false, true, StaffRole.SocialWorker)]
    [InlineData("Social worker", true, true, StaffRole.NewlyQualified)]
    [InlineData("Team manager", false, true, StaffRole.Manager)]
    [InlineData("Business support manager", false, false, StaffRole.Support)]
    [InlineData("Principal social worker", false, true, StaffRole.PracticeLead)]
    [InlineData("Independent reviewing officer", false, true, StaffRole.Chair)]
    [InlineData("Head of service", false, false, StaffRole.Leader)]
    [InlineData("Family practitioner", false, false, StaffRole.FamilyWorker)]
    [InlineData("Conference administrator", false, false, StaffRole.Support)]
    [InlineData(null, false, false, StaffRole.Support)]
    public void The_kind_of_work_is_in_the_title(string? title, bool newlyQualified, bool registered, StaffRole role) =>
        Assert.Equal(role, StaffRoles.Of(title, newlyQualified, registered));

    [Fact]
    public void The_ready_catalogue_teaches_what_it_names_and_leaves_no_role_out()
    {
        var names = ReadyCatalogue.Competencies.Select(c => c.Name).ToHashSet();
        Assert.All(ReadyCatalogue.Courses, c => Assert.All(c.Teaches, t => Assert.Contains(t, names)));
        Assert.All(names, n => Assert.Contains(ReadyCatalogue.Courses, c => c.Teaches.Contains(n)));
        Assert.All(StaffRoles.Each, r => Assert.Contains(ReadyCatalogue.Competencies, c => c.Roles.HasFlag(r)));
    }
}
