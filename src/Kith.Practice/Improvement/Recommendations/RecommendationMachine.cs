using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Casework;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>Where a recommendation stands.</summary>
public enum RecommendationState
{
    Raised,
    Returned,
    Accepted,
    Claimed,
    Verified,
    Confirmed,
    Overtaken,
    Joined,
}

/// <summary>What can be done with a recommendation.</summary>
public enum RecommendationAct
{
    Raise,
    Accept,
    Return,
    Answer,
    Change,
    Claim,
    SendBack,
    Verify,
    ConfirmEffect,
    FindNoEffect,
    Reopen,
    Join,
    Separate,
}

/// <summary>A recommendation with all its steps, and whoever is about to take the next on a day.</summary>
public sealed record RecommendationTurn(Recommendation Recommendation, Actor By, DateOnly Today)
{
    private ActionItem Action => Recommendation.Action;

    /// <summary>It is theirs.</summary>
    public bool IsOwner => Action.OwnerWorkerId is { } owner && By.WorkerId == owner;

    /// <summary>It is theirs, or of a colleague whose work they carry.</summary>
    public bool CarriesIt => IsOwner || (Action.OwnerWorkerId is { } owner && By.WorkerIds.Contains(owner));

    /// <summary>They own it, owned it before, or said of it that it was done: by account and by person, as the steps have it.</summary>
    public bool HadAHand =>
        IsOwner || Recommendation.Steps.Any(s => (s.OwnerWorkerId is { } owner && owner == By.WorkerId) || (s.Act == RecommendationAct.Claim && Is(s.ByAccountId, s.ByWorkerId)));

    private bool Is(Guid? account, Guid? worker) => account == By.AccountId || (worker is { } w && w == By.WorkerId);
}

/// <summary>
/// The ladder of a recommendation: made, accepted, done with evidence, seen by another, and its effect seen by another.
/// Whatever is at an end came there by evidence and a second person; what had no effect is open again.
/// </summary>
public static class RecommendationMachine
{
    /// <summary>Days after which an effect can be looked for at the earliest, and within which it must be.</summary>
    public const int EffectLeast = 14;

    /// <inheritdoc cref="EffectLeast"/>
    public const int EffectMost = 183;

    private static readonly Rule<RecommendationTurn> Owner = new("it is theirs, or of a colleague whose work they carry", t => t.CarriesIt ? null : "Only its owner does this");

    private static readonly Rule<RecommendationTurn> NotOwner = new("they are not its owner", t => t.CarriesIt ? "It is yours: someone else does this" : null);

    private static readonly Rule<RecommendationTurn> SecondPerson = new(
        "they never owned it, never said that it was done, and carry nobody’s work who owns it",
        t =>
            t.HadAHand ? "You owned this or said that it was done: someone else looks at it"
            : t.CarriesIt ? "You carry the work of its owner now: someone else looks at it"
            : null
    );

    private static readonly Rule<RecommendationTurn> NotReturnedBefore = new(
        "it was not given back before",
        t => t.Recommendation.ReturnedOn is null ? null : "It was given back once already. Speak with whoever raised it, or ask for another date"
    );

    private static readonly Rule<RecommendationTurn> Evidence = new(
        "there is evidence",
        t => RecommendationEvidenceRules.Says(t.Recommendation.Action.Evidence) ? null : "Nothing says what was done and what shows it"
    );

    private static readonly Rule<RecommendationTurn> DayHasCome = new(
        "the day that was set has come",
        t => t.Recommendation.EffectDueOn is { } day && day <= t.Today ? null : "It is too early: the effect is looked for from the day that was set"
    );

    /// <summary>The machine.</summary>
    public static StateMachine<RecommendationTurn, RecommendationState, RecommendationAct> Machine { get; } = Table();

    /// <summary>The states in which something is still to be done.</summary>
    public static IReadOnlyList<RecommendationState> OpenStates { get; } =
    [RecommendationState.Raised, RecommendationState.Returned, RecommendationState.Accepted, RecommendationState.Claimed, RecommendationState.Verified];

    /// <summary>The rungs of the ladder as it is drawn.</summary>
    public static IReadOnlyList<RecommendationState> Rungs { get; } =
    [RecommendationState.Raised, RecommendationState.Accepted, RecommendationState.Claimed, RecommendationState.Verified, RecommendationState.Confirmed];

    /// <summary>The state, from the facts of the recommendation and its action.</summary>
    public static RecommendationState Of(Recommendation r) =>
        r.JoinedIntoId is not null ? RecommendationState.Joined
        : r.ConfirmedOn is not null ? RecommendationState.Confirmed
        : r.VerifiedOn is not null
            ? r.Overtaken ? RecommendationState.Overtaken
                : RecommendationState.Verified
        : r.Action.DoneOn is not null ? RecommendationState.Claimed
        : r.AcceptedOn is not null ? RecommendationState.Accepted
        : r.ReturnedOn is not null && r.AnsweredOn is null ? RecommendationState.Returned
        : RecommendationState.Raised;

    private static StateMachine<RecommendationTurn, RecommendationState, RecommendationAct> Table()
    {
        var machine = new StateMachine<RecommendationTurn, RecommendationState, RecommendationAct>("Recommendation", t => Of(t.Recommendation))
            .State(RecommendationState.Raised, "Its owner has not said yet whether it can be done", begins: true)
            .State(RecommendationState.Returned, "Its owner asked whoever raised it to look at it again")
            .State(RecommendationState.Accepted, "Its owner is doing it", begins: true)
            .State(RecommendationState.Claimed, "Its owner says that it is done, and someone else is to look")
            .State(RecommendationState.Verified, "Someone else saw that it is done; its effect is still to be seen")
            .State(RecommendationState.Confirmed, "It is done and made the difference")
            .State(RecommendationState.Overtaken, "It could no longer be done, and someone else saw why")
            .State(RecommendationState.Joined, "It stands together with another")
            .Act(RecommendationAct.Accept, "accept the recommendation", [RecommendationState.Raised], [RecommendationState.Accepted], Permission.UseKith, "Its owner", Owner)
            .Act(
                RecommendationAct.Return,
                "give it back with a reason",
                [RecommendationState.Raised],
                [RecommendationState.Returned],
                Permission.UseKith,
                "Its owner, once",
                Owner,
                NotReturnedBefore
            )
            .Act(
                RecommendationAct.Answer,
                "answer what the owner asked",
                [RecommendationState.Returned],
                [RecommendationState.Raised],
                Permission.Recommend,
                "Whoever raised it, or who recommends",
                NotOwner
            )
            .Act(
                RecommendationAct.Claim,
                "say that it is done",
                [RecommendationState.Raised, RecommendationState.Accepted],
                [RecommendationState.Claimed],
                Permission.UseKith,
                "Its owner, with evidence",
                Owner
            )
            .Act(
                RecommendationAct.SendBack,
                "send it back",
                [RecommendationState.Claimed],
                [RecommendationState.Accepted],
                Permission.Recommend,
                "Someone else, with a reason",
                SecondPerson
            )
            .Act(
                RecommendationAct.Verify,
                "verify that it is as the owner says",
                [RecommendationState.Claimed],
                [RecommendationState.Verified, RecommendationState.Overtaken],
                Permission.Recommend,
                "Someone else, who sets the day of the effect check",
                SecondPerson,
                Evidence
            )
            .Act(
                RecommendationAct.ConfirmEffect,
                "confirm its effect",
                [RecommendationState.Verified],
                [RecommendationState.Confirmed],
                Permission.Recommend,
                "Someone else, from the day that was set",
                SecondPerson,
                Evidence,
                DayHasCome
            )
            .Act(
                RecommendationAct.FindNoEffect,
                "say that its effect is not there, and open it again",
                [RecommendationState.Verified],
                [RecommendationState.Accepted],
                Permission.Recommend,
                "Someone else, with a reason",
                SecondPerson
            )
            .Act(
                RecommendationAct.Reopen,
                "open it again",
                [RecommendationState.Confirmed, RecommendationState.Overtaken],
                [RecommendationState.Accepted],
                Permission.Recommend,
                "Who recommends, with a reason"
            )
            .Act(
                RecommendationAct.Join,
                "join it with one like it",
                [RecommendationState.Raised, RecommendationState.Returned, RecommendationState.Accepted],
                [RecommendationState.Joined],
                Permission.Recommend,
                "Who recommends; both histories stay",
                NotOwner
            )
            .Act(
                RecommendationAct.Separate,
                "let it stand by itself again",
                [RecommendationState.Joined],
                [RecommendationState.Raised, RecommendationState.Returned, RecommendationState.Accepted],
                Permission.Recommend,
                "Who recommends, with a reason"
            );
        // A new owner has not accepted it yet; a new date leaves it as it is.
        return machine
            .Act(
                RecommendationAct.Change,
                "change its owner or date",
                [RecommendationState.Raised],
                [RecommendationState.Raised],
                Permission.Recommend,
                "Someone else, with a reason",
                NotOwner
            )
            .Act(
                RecommendationAct.Change,
                "change its owner or date",
                [RecommendationState.Accepted],
                [RecommendationState.Raised, RecommendationState.Accepted],
                Permission.Recommend,
                "Someone else, with a reason",
                NotOwner
            );
    }
}
