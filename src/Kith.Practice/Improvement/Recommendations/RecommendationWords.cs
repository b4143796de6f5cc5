using Kith.Standards.Calendar;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>Words about recommendations.</summary>
public static class RecommendationWords
{
    /// <summary>Days within which an owner answers, and within which someone looks at what is said to be done.</summary>
    public const int AnswerDays = 7;

    /// <inheritdoc cref="AnswerDays"/>
    public const int LookDays = 14;

    /// <summary>A state in two words, for a tag.</summary>
    public static string State(RecommendationState state) =>
        state switch
        {
            RecommendationState.Raised => "To be answered",
            RecommendationState.Returned => "Given back",
            RecommendationState.Accepted => "In progress",
            RecommendationState.Claimed => "To be verified",
            RecommendationState.Verified => "Effect to be seen",
            RecommendationState.Confirmed => "Made a difference",
            RecommendationState.Overtaken => "Overtaken",
            _ => "Joined",
        };

    /// <summary>The rung of the ladder that has this state.</summary>
    public static string Rung(RecommendationState state) =>
        state switch
        {
            RecommendationState.Raised => "Made",
            RecommendationState.Accepted => "Accepted, in progress",
            RecommendationState.Claimed => "Done, with evidence",
            RecommendationState.Verified => "Verified by another",
            _ => "Effect seen",
        };

    /// <summary>The colour of its tag.</summary>
    public static string Colour(RecommendationState state) =>
        state switch
        {
            RecommendationState.Confirmed => "green",
            RecommendationState.Returned => "orange",
            RecommendationState.Claimed or RecommendationState.Verified => "blue",
            RecommendationState.Overtaken or RecommendationState.Joined => "grey",
            _ => "yellow",
        };

    /// <summary>«an audit», as it follows «from».</summary>
    public static string Origin(RecommendationOrigin origin) =>
        origin switch
        {
            RecommendationOrigin.Audit => "an audit",
            RecommendationOrigin.Inspection => "an inspection",
            RecommendationOrigin.Review => "a review",
            RecommendationOrigin.Complaint => "a complaint",
            _ => "another source",
        };

    /// <summary>The kind of source at the beginning of a line: «Audit».</summary>
    public static string OriginName(RecommendationOrigin origin) =>
        origin switch
        {
            RecommendationOrigin.Audit => "Audit",
            RecommendationOrigin.Inspection => "Inspection",
            RecommendationOrigin.Review => "Review",
            RecommendationOrigin.Complaint => "Complaint",
            _ => "Other",
        };

    /// <summary>What was done, as it follows a name: «accepted it».</summary>
    public static string Did(RecommendationAct act) =>
        act switch
        {
            RecommendationAct.Raise => "recommended it",
            RecommendationAct.Accept => "accepted it",
            RecommendationAct.Return => "gave it back",
            RecommendationAct.Answer => "answered",
            RecommendationAct.Change => "changed its owner or date",
            RecommendationAct.Claim => "said that it is done",
            RecommendationAct.SendBack => "sent it back",
            RecommendationAct.Verify => "verified it",
            RecommendationAct.ConfirmEffect => "saw its effect",
            RecommendationAct.FindNoEffect => "did not find its effect",
            RecommendationAct.Reopen => "opened it again",
            RecommendationAct.Join => "joined it with another",
            _ => "let it stand by itself again",
        };

    /// <summary>The day by which its next step is awaited; null when it is at an end. A pure function of its facts.</summary>
    public static DateOnly? AwaitedOn(Recommendation r) =>
        RecommendationMachine.Of(r) switch
        {
            RecommendationState.Raised => Earlier((r.AnsweredOn ?? r.RaisedOn).AddDays(AnswerDays), r.Action.DueOn),
            RecommendationState.Returned => r.ReturnedOn!.Value.AddDays(AnswerDays),
            RecommendationState.Accepted => r.Action.DueOn,
            RecommendationState.Claimed => r.Action.DoneOn!.Value.AddDays(LookDays),
            RecommendationState.Verified => r.EffectDueOn,
            _ => null,
        };

    /// <summary>What is awaited, as it follows «next:» and comes before «by» a day: «to be done».</summary>
    public static string Awaited(RecommendationState state) =>
        state switch
        {
            RecommendationState.Raised => "to be answered by its owner",
            RecommendationState.Returned => "its owner’s question to be answered",
            RecommendationState.Accepted => "to be done",
            RecommendationState.Claimed => "to be looked at by someone else",
            RecommendationState.Verified => "its effect to be looked for",
            _ => "nothing more",
        };

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other is { } o && o < day ? o : day;

    /// <summary>«raised 3 Oct 2026, 54 days ago».</summary>
    public static string Age(DateOnly raised, DateOnly today) =>
        today == raised ? "raised today" : $"raised {DateWords.Medium(raised)}, {Children.ChildWords.Count(today.DayNumber - raised.DayNumber, "day")} ago";
}
