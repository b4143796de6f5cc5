using Kith.Practice.Children;
using Kith.Practice.Network;

namespace Kith.UnitTests.Practice.Network;

/// <summary>Who is where if someone is away.</summary>
public sealed class WhatIfRulesTests
{
    private static readonly Guid Mum = Guid.NewGuid();
    private static readonly Guid Dad = Guid.NewGuid();
    private static readonly Guid Gran = Guid.NewGuid();

    [Fact]
    public void A_child_who_lives_with_someone_else_too_stays_at_home()
    {
        var answer = WhatIfRules.Answer(Child([Mum, Dad]), new HashSet<Guid> { Mum }, Horizon.Tonight);
        Assert.Equal(Whereabouts.StaysHome, answer.Where);
        Assert.Equal([Dad], answer.With);
    }

    [Fact]
    public void Tonights_answer_is_not_an_answer_for_the_long_term()
    {
        var child = Child([Mum], Step(Horizon.Tonight, Gran));
        var away = new HashSet<Guid> { Mum };
        Assert.Equal(
            [Whereabouts.StepsIn, Whereabouts.NoAnswer, Whereabouts.NoAnswer],
            WhatIfRules.Stretches(Horizon.LongTerm).Select(h => WhatIfRules.Answer(child, away, h).Where)
        );
    }

    [Fact]
    public void Someone_who_is_away_cannot_step_in()
    {
        var child = Child([Mum], Step(Horizon.Tonight, Gran));
        var answer = WhatIfRules.Answer(child, new HashSet<Guid> { Mum, Gran }, Horizon.Tonight);
        Assert.Equal(Whereabouts.NoAnswer, answer.Where);
        Assert.Single(answer.Lost);
    }

    [Fact]
    public void Someone_who_said_no_or_has_died_cannot_step_in()
    {
        var away = new HashSet<Guid> { Mum };
        var unwilling = Child([Mum], Step(Horizon.Tonight, Gran)) with
        {
            Ties = new Dictionary<Guid, NetworkTie>
            {
                [Gran] = new() { OtherId = Gran, Willing = Willingness.No },
            },
        };
        var died = Child([Mum], Step(Horizon.Tonight, Gran)) with { People = new Dictionary<Guid, NamedPerson> { [Gran] = new(Gran, null, null, null, null, new(2026, 1, 1)) } };
        Assert.Equal(Whereabouts.NoAnswer, WhatIfRules.Answer(unwilling, away, Horizon.Tonight).Where);
        Assert.Equal(Whereabouts.NoAnswer, WhatIfRules.Answer(died, away, Horizon.Tonight).Where);
    }

    [Fact]
    public void A_service_holds_a_night_or_some_weeks_but_never_for_good()
    {
        var away = new HashSet<Guid> { Mum };
        var child = Child([Mum], Step(Horizon.Tonight, null), Step(Horizon.Weeks, null), Step(Horizon.LongTerm, null));
        Assert.Equal(Whereabouts.StepsIn, WhatIfRules.Answer(child, away, Horizon.Weeks).Where);
        Assert.Equal(Whereabouts.NoAnswer, WhatIfRules.Answer(child, away, Horizon.LongTerm).Where);
    }

    [Fact]
    public void A_child_who_lives_elsewhere_is_not_affected_but_the_lost_part_is_told()
    {
        var answer = WhatIfRules.Answer(Child([Mum], Step(Horizon.LongTerm, Gran)), new HashSet<Guid> { Gran }, Horizon.LongTerm);
        Assert.Equal(Whereabouts.NotAffected, answer.Where);
        Assert.Single(answer.Lost);
    }

    [Fact]
    public void The_main_carer_has_parental_responsibility_before_others()
    {
        var child = Child([]) with
        {
            Carers = [new(Gran, RelationshipKind.Grandparent, false), new(Dad, RelationshipKind.StepParent, false), new(Mum, RelationshipKind.Parent, true)],
        };
        Assert.Equal(Mum, child.MainCarer!.Id);
        Assert.Null(Child([]).MainCarer);
    }

    [Fact]
    public void A_child_whose_carers_nobody_knows_has_an_answer_only_by_the_plan()
    {
        Assert.Equal(Whereabouts.NoAnswer, WhatIfRules.Answer(Child([]), new HashSet<Guid>(), Horizon.Tonight).Where);
        Assert.Equal(Whereabouts.StepsIn, WhatIfRules.Answer(Child([], Step(Horizon.Tonight, Gran)), new HashSet<Guid>(), Horizon.Tonight).Where);
    }

    /// <summary>Each household leans on the next: Mum on Gran, Gran on Dad, Dad on Mum.</summary>
    [Fact]
    public void Where_everyone_is_also_someones_carer_each_absence_takes_an_answer_from_another_child()
    {
        var mums = Child([Mum], Step(Horizon.Tonight, Gran), Step(Horizon.LongTerm, Gran));
        var grans = Child([Gran], Step(Horizon.Tonight, Dad), Step(Horizon.LongTerm, Dad));
        var dads = Child([Dad], Step(Horizon.Tonight, Mum), Step(Horizon.LongTerm, Mum));
        var away = new HashSet<Guid> { Gran };
        Assert.Equal([Dad], WhatIfRules.Answer(grans, away, Horizon.Tonight).With);
        var mum = WhatIfRules.Answer(mums, away, Horizon.LongTerm);
        Assert.Equal((Whereabouts.NotAffected, 1), (mum.Where, mum.Lost.Count));
        Assert.Equal((Whereabouts.NotAffected, 0), (WhatIfRules.Answer(dads, away, Horizon.LongTerm).Where, WhatIfRules.Answer(dads, away, Horizon.LongTerm).Lost.Count));
        // Two of the three at once, and a child has nobody.
        var both = new HashSet<Guid> { Gran, Dad };
        Assert.Equal(Whereabouts.NoAnswer, WhatIfRules.Answer(grans, both, Horizon.Tonight).Where);
        Assert.Equal([Mum], WhatIfRules.Answer(dads, both, Horizon.LongTerm).With);
    }

    /// <summary>Three groups of children by three fathers: the same absence is a different question for each.</summary>
    [Fact]
    public void Half_brothers_and_sisters_each_have_their_own_answer_to_the_same_absence()
    {
        var (second, baby) = (Guid.NewGuid(), Guid.NewGuid());
        var away = new HashSet<Guid> { Mum };
        Assert.Equal([second], WhatIfRules.Answer(Child([Mum, second]), away, Horizon.LongTerm).With);
        Assert.Equal([Dad], WhatIfRules.Answer(Child([Mum], Step(Horizon.LongTerm, Dad)), away, Horizon.LongTerm).With);
        Assert.Equal(Whereabouts.NoAnswer, WhatIfRules.Answer(Child([Mum], Step(Horizon.Tonight, baby)), away, Horizon.LongTerm).Where);
    }

    private static WhatIfChild Child(Guid[] carers, params ContingencyStep[] steps) =>
        new(
            Guid.NewGuid(),
            [.. carers.Select(c => new CarerAtHome(c, RelationshipKind.Parent, true))],
            steps,
            new Dictionary<Guid, NetworkTie>(),
            new Dictionary<Guid, NamedPerson>()
        );

    private static ContingencyStep Step(Horizon horizon, Guid? who) =>
        new()
        {
            Horizon = horizon,
            OtherId = who,
            Who = who is null ? "Emergency duty team" : null,
            What = "comes",
        };
}
