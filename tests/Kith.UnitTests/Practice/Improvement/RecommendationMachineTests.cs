using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Improvement.Recommendations;

namespace Kith.UnitTests.Practice.Improvement;

/// <summary>
/// Every act in every state by every kind of person, walked to the end: nothing comes to an end without evidence and a second
/// person, and nothing that is refused changes anything.
/// </summary>
public sealed class RecommendationMachineTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly Guid OwnerWorker = Id(1);
    private static readonly RecommendationAct[] Acts = Enum.GetValues<RecommendationAct>().Except([RecommendationAct.Raise]).ToArray();

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    private static Actor Person(int n, Role role, params Guid[] carries) =>
        new()
        {
            AccountId = Id(100 + n),
            Name = $"Person {n}",
            WorkerId = Id(n),
            Roles = [role],
            WorkerIds = [Id(n), .. carries],
        };

    /// <summary>The owner (a manager too, so that only the rule and no role stops them), whoever raised it, another, a manager, and one who carries the owner's work.</summary>
    private static readonly Dictionary<string, Actor> People = new()
    {
        ["owner"] = Person(1, Role.HeadOfService),
        ["raiser"] = Person(2, Role.Auditor),
        ["other"] = Person(3, Role.SocialWorker),
        ["manager"] = Person(4, Role.TeamManager),
        ["deputy"] = Person(5, Role.TeamManager, OwnerWorker),
        // The owner's own second account, which no list of names would show.
        ["twin"] = new()
        {
            AccountId = Id(999),
            Name = "The owner, elsewhere",
            WorkerId = OwnerWorker,
            Roles = [Role.Director],
            WorkerIds = [OwnerWorker],
        },
    };

    private sealed record Facts(
        bool Accepted,
        bool Returned,
        bool Answered,
        bool Done,
        bool Evidence,
        bool Overtaken,
        bool Verified,
        bool Confirmed,
        bool Joined,
        string? ClaimedBy,
        string? VerifiedBy,
        string? ConfirmedBy,
        Guid Owner
    );

    private static readonly Facts Begin = new(false, false, false, false, false, false, false, false, false, null, null, null, OwnerWorker);

    [Fact]
    public void No_walk_ends_without_evidence_and_a_second_person()
    {
        var reached = new HashSet<Facts>();
        var states = new HashSet<RecommendationState>();
        var waiting = new Queue<Facts>([Begin]);
        var ends = 0;
        while (waiting.TryDequeue(out var facts))
        {
            if (!reached.Add(facts))
            {
                continue;
            }
            var state = RecommendationMachine.Of(Record(facts));
            states.Add(state);
            if (state is RecommendationState.Confirmed or RecommendationState.Overtaken)
            {
                ends++;
                Assert.True(facts.Evidence, $"{facts} is at an end without evidence");
                Assert.NotNull(facts.ClaimedBy);
                Assert.NotNull(facts.VerifiedBy);
                foreach (var second in new[] { facts.VerifiedBy, facts.ConfirmedBy }.OfType<string>())
                {
                    Assert.NotEqual(facts.ClaimedBy, second);
                    Assert.NotEqual(facts.Owner, People[second].WorkerId);
                    Assert.NotEqual(OwnerWorker, People[second].WorkerId);
                }
                Assert.True(state == RecommendationState.Overtaken || facts.ConfirmedBy is not null);
            }
            foreach (var (name, person) in People)
            {
                foreach (var act in Acts)
                {
                    var turn = new RecommendationTurn(Record(facts), person, Today);
                    var may = person.May(RecommendationMachine.Machine.By(act)) && RecommendationMachine.Machine.Why(turn, act) is null;
                    Assert.Equal(may, RecommendationMachine.Machine.Permitted(turn, person).Contains(act));
                    if (!may)
                    {
                        continue;
                    }
                    foreach (var next in After(facts, act, name))
                    {
                        Assert.True(
                            RecommendationMachine.Machine.Foresees(state, act, RecommendationMachine.Of(Record(next))),
                            $"{act} by {name} led from {state} to {RecommendationMachine.Of(Record(next))}, which the table does not foresee"
                        );
                        waiting.Enqueue(next);
                    }
                }
            }
        }
        Assert.Equal(Enum.GetValues<RecommendationState>().ToHashSet(), states);
        Assert.True(ends > 10, $"only {ends} ends were reached");
    }

    [Fact]
    public void The_walk_would_see_an_owner_who_verifies()
    {
        // The twin of the walk: the same facts with the owner as the second person are not an end that the machine allows.
        var claimed = Begin with
        {
            Accepted = true,
            Done = true,
            Evidence = true,
            ClaimedBy = "owner",
        };
        // Nor does whoever carries the owner's work now.
        Assert.Equal(["raiser", "manager"], Who(claimed, RecommendationAct.Verify));
        // A deputy who said it for the owner has had a hand in it; so has the owner still.
        Assert.Equal(["raiser", "manager"], Who(claimed with { ClaimedBy = "deputy" }, RecommendationAct.Verify));
        // Passed on to another, the first owner still does not verify it.
        Assert.Equal(["raiser"], Who(claimed with { ClaimedBy = "manager", Owner = Id(4) }, RecommendationAct.Verify).Except(["deputy"]));
        // Without evidence nobody does.
        Assert.Empty(Who(claimed with { Evidence = false }, RecommendationAct.Verify));
    }

    [Fact]
    public void The_effect_is_not_confirmed_before_its_day()
    {
        var verified = Record(Begin with { Accepted = true, Done = true, Evidence = true, Verified = true, ClaimedBy = "owner", VerifiedBy = "raiser" });
        var early = new RecommendationTurn(verified, People["raiser"], verified.EffectDueOn!.Value.AddDays(-1));
        Assert.NotNull(RecommendationMachine.Machine.Why(early, RecommendationAct.ConfirmEffect));
        Assert.Null(RecommendationMachine.Machine.Why(early with { Today = verified.EffectDueOn.Value }, RecommendationAct.ConfirmEffect));
        // What is plainly not there can be said at any time.
        Assert.Null(RecommendationMachine.Machine.Why(early, RecommendationAct.FindNoEffect));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("   \t\n ", false)]
    [InlineData("done", false)]
    [InlineData("done done done done done done done done", false)]
    [InlineData("........................ . . . .", false)]
    [InlineData("\u200b\u200b\u200b\u200b \u200b\u200b\u200b \u200b\u200b \u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b", false)]
    [InlineData("see file, all ok", false)]
    [InlineData("The long-term plan with Gran was agreed on 3 November", true)]
    public void Words_that_say_nothing_are_no_evidence(string? words, bool says) => Assert.Equal(says, RecommendationEvidenceRules.Says(words));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(6, 0)]
    [InlineData(7, 1)]
    [InlineData(13, 1)]
    [InlineData(14, 2)]
    [InlineData(400, 3)]
    public void What_is_late_climbs_one_manager_at_a_time(int daysLate, int rung) => Assert.Equal(rung, RecommendationLadder.Rung(Today.AddDays(-daysLate), Today, 7));

    private static IEnumerable<string> Who(Facts facts, RecommendationAct act) =>
        People.Where(p => RecommendationMachine.Machine.Permitted(new RecommendationTurn(Record(facts), p.Value, Today), p.Value).Contains(act)).Select(p => p.Key);

    /// <summary>A record with these facts, and the steps that led to them.</summary>
    private static Recommendation Record(Facts f)
    {
        var r = new Recommendation
        {
            Id = Id(50),
            Finding = "Found.",
            Aim = "Different.",
            RaisedByName = "Person 2",
            RaisedOn = Today.AddDays(-60),
            RaisedByAccountId = People["raiser"].AccountId,
            AcceptedOn = f.Accepted ? Today.AddDays(-50) : null,
            ReturnedOn = f.Returned ? Today.AddDays(-55) : null,
            AnsweredOn = f.Answered ? Today.AddDays(-54) : null,
            Overtaken = f.Overtaken,
            VerifiedOn = f.Verified ? Today.AddDays(-30) : null,
            EffectDueOn = f is { Verified: true, Overtaken: false } ? Today : null,
            ConfirmedOn = f.Confirmed ? Today : null,
            JoinedIntoId = f.Joined ? Id(51) : null,
            Action = new ActionItem
            {
                What = "Do it",
                PersonId = Id(7),
                OwnerWorkerId = f.Owner,
                SetOn = Today.AddDays(-60),
                DueOn = Today,
                DoneOn = f.Done ? Today.AddDays(-40) : null,
                Evidence = f.Evidence ? "The long-term plan with Gran was agreed on 3 November" : null,
            },
        };
        r.Steps.Add(Step(RecommendationAct.Raise, "raiser", OwnerWorker));
        if (f.Owner != OwnerWorker)
        {
            r.Steps.Add(Step(RecommendationAct.Change, "raiser", OwnerWorker));
        }
        if (f.ClaimedBy is { } by)
        {
            r.Steps.Add(Step(RecommendationAct.Claim, by, f.Owner));
        }
        return r;

        static RecommendationStep Step(RecommendationAct act, string by, Guid owner) =>
            new()
            {
                Act = act,
                ByAccountId = People[by].AccountId,
                ByWorkerId = People[by].WorkerId,
                ByName = by,
                OwnerWorkerId = owner,
            };
    }

    /// <summary>The facts that an act leaves, as the handlers set them.</summary>
    private static IEnumerable<Facts> After(Facts f, RecommendationAct act, string by) =>
        act switch
        {
            RecommendationAct.Accept => [f with { Accepted = true }],
            RecommendationAct.Return => [f with { Returned = true, Answered = false }],
            RecommendationAct.Answer => [f with { Answered = true }],
            // A new date, or a new owner who has not accepted yet.
            RecommendationAct.Change => f.Owner == OwnerWorker ? [f, f with { Owner = Id(4), Accepted = false, Returned = false, Answered = false }] : [f],
            RecommendationAct.Claim =>
            [
                f with
                {
                    Accepted = true,
                    Done = true,
                    Evidence = true,
                    ClaimedBy = by,
                },
                f with
                {
                    Accepted = true,
                    Done = true,
                    Evidence = true,
                    Overtaken = true,
                    ClaimedBy = by,
                },
                // Data that came without evidence, by whatever way.
                f with
                {
                    Accepted = true,
                    Done = true,
                    Evidence = false,
                    ClaimedBy = by,
                },
            ],
            RecommendationAct.SendBack or RecommendationAct.FindNoEffect or RecommendationAct.Reopen =>
            [
                f with
                {
                    Done = false,
                    Evidence = false,
                    Overtaken = false,
                    Verified = false,
                    Confirmed = false,
                    VerifiedBy = null,
                    ConfirmedBy = null,
                },
            ],
            RecommendationAct.Verify => [f with { Verified = true, VerifiedBy = by }],
            RecommendationAct.ConfirmEffect => [f with { Confirmed = true, ConfirmedBy = by }],
            RecommendationAct.Join => [f with { Joined = true }],
            RecommendationAct.Separate => [f with { Joined = false }],
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
}
