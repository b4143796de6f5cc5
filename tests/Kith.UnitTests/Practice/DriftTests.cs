using CsCheck;
using Kith.Practice.Children.Drift;
using Kith.Practice.Projections;

namespace Kith.UnitTests.Practice;

/// <summary>Signs of drift are rules over the record, and say nothing of children nobody works with.</summary>
public sealed class DriftTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DriftFacts Quiet = new()
    {
        Today = Today,
        Status = ChildStatus.ChildProtection,
        ProtectionFrom = Today.AddMonths(-4),
        ProtectionPlans = 1,
    };

    [Fact]
    public void A_plan_that_goes_as_it_should_says_nothing() => Assert.Empty(DriftRules.Of(Quiet));

    [Fact]
    public void Fifteen_months_is_asked_about_and_two_years_more_so()
    {
        Assert.Empty(DriftRules.Of(Quiet with { ProtectionFrom = Today.AddMonths(-15).AddDays(1) }));
        Assert.Equal(1, DriftRules.Of(Quiet with { ProtectionFrom = Today.AddMonths(-15) }).Single().Weight);
        Assert.Equal(2, DriftRules.Of(Quiet with { ProtectionFrom = Today.AddMonths(-24) }).Single().Weight);
    }

    [Fact]
    public void A_second_plan_soon_after_the_first_weighs_more()
    {
        var second = Quiet with { ProtectionPlans = 2, EarlierProtectionEnded = Today.AddYears(-5) };
        Assert.Equal(("2nd child protection plan", 1), Sign(second, "repeated-plan"));
        Assert.Equal(2, Sign(second with { EarlierProtectionEnded = Today.AddYears(-1) }, "repeated-plan").Weight);
    }

    [Fact]
    public void Nothing_done_for_three_months_is_said_only_where_there_is_something_to_do()
    {
        var stuck = Quiet with { OpenActions = 3, LastActionDone = Today.AddDays(-91) };
        Assert.Equal(2, Sign(stuck, "no-progress").Weight);
        Assert.Empty(DriftRules.Of(stuck with { OpenActions = 0 }));
        Assert.Empty(DriftRules.Of(stuck with { LastActionDone = Today.AddDays(-30) }));
    }

    [Fact]
    public void A_contact_that_comes_again_and_a_goal_that_stands_still_are_said_with_why()
    {
        Assert.Empty(DriftRules.Of(Quiet with { Contacts = 1, LastContact = Today }));
        var again = DriftRules.Of(Quiet with { Contacts = 3, LastContact = new DateOnly(2026, 11, 4) }).Single();
        Assert.Equal(("contacts", 1), (again.Kind, again.Weight));
        Assert.Contains("4 Nov", again.Why, StringComparison.Ordinal);
        Assert.Equal(("One goal stood no better at the last two reviews", 2), Sign(Quiet with { StuckGoals = 1 }, "stuck-goals"));
    }

    [Fact]
    public void Nobody_is_spoken_of_whom_nobody_works_with_and_more_of_a_thing_never_weighs_less() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[0, 6])
            .Sample(
                (late, workers, missed, referrals) =>
                {
                    var facts = Quiet with { LateItems = late, WorkersInYear = workers, MissedVisits = missed, Referrals = referrals };
                    Assert.Empty(DriftRules.Of(facts with { Status = ChildStatus.Closed }));
                    var more = DriftRules.Of(facts with { LateItems = late + 1, WorkersInYear = workers + 1, MissedVisits = missed + 1, Referrals = referrals + 1 });
                    foreach (var sign in DriftRules.Of(facts))
                    {
                        Assert.True(more.Single(m => m.Kind == sign.Kind).Weight >= sign.Weight);
                    }
                }
            );

    private static (string Text, int Weight) Sign(DriftFacts facts, string kind)
    {
        var sign = DriftRules.Of(facts).Single(s => s.Kind == kind);
        return (sign.Text, sign.Weight);
    }
}
