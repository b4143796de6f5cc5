using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;

namespace Kith.Practice.Voice;

/// <summary>The questions that the measures answer; each has its list of children.</summary>
public enum HearingQuestion
{
    Expected,
    InTime,
    Late,
    NotYet,
    Never,

    /// <summary>Something the child said waits for an answer.</summary>
    Unanswered,

    /// <summary>It waits longer than the authority expects.</summary>
    AnswerLate,

    /// <summary>Heard in this involvement, the last time alone.</summary>
    HeardAlone,

    /// <summary>Seen at the last visit at which anyone saw the child, alone.</summary>
    SeenAlone,

    /// <summary>A conference or review has been held since the work began.</summary>
    Met,

    /// <summary>The child took part in the last of them, in person or by an advocate, a letter or a drawing.</summary>
    TookPart,

    /// <summary>A child of four or more did not take part in the last of them, or nobody wrote down how.</summary>
    NoPart,

    /// <summary>An advocate has been offered since the work began.</summary>
    AdvocateOffered,

    /// <summary>A child with a plan, or looked after, to whom no advocate has been offered since the work began.</summary>
    NoAdvocate,
}

/// <summary>How the children may be put together.</summary>
public enum HearingBy
{
    Team,
    Plan,
    Age,
    Disability,
    Method,
}

/// <summary>The numbers of one group of children.</summary>
/// <param name="Of">How many children each question finds.</param>
/// <param name="UsualGap">The middle one of the children's usual days between opportunities.</param>
/// <param name="Wait">The middle one of the days since each child was last heard.</param>
public sealed record HearingCounts(IReadOnlyDictionary<HearingQuestion, int> Of, int? UsualGap, int? Wait)
{
    /// <summary>How many children a question finds.</summary>
    public int this[HearingQuestion question] => Of.GetValueOrDefault(question);
}

/// <summary>Counts what <see cref="Hearing"/> says of each child. Pure: a count is the length of its list.</summary>
public static class HearingMeasures
{
    /// <summary>Younger children are seen and described; nobody is asked why they did not take part.</summary>
    public const int YoungestToTakePart = 4;

    /// <summary>Whether a question finds a child.</summary>
    public static bool Finds(HearingQuestion question, ChildOverview child, IntervalPolicy intervals, DateOnly today)
    {
        var state = Hearing.StateOn(child, intervals, today);
        return state != HearingState.NotExpected
            && question switch
            {
                HearingQuestion.Expected => true,
                HearingQuestion.InTime => state == HearingState.InTime,
                HearingQuestion.Late => state == HearingState.Late,
                HearingQuestion.NotYet => state == HearingState.NotYet,
                HearingQuestion.Never => state == HearingState.Never,
                HearingQuestion.Unanswered => child.Unanswered > 0,
                HearingQuestion.AnswerLate => Hearing.AnswerDueOn(child, intervals) < today,
                HearingQuestion.HeardAlone => child is { VoiceOpportunities: > 0, LastVoiceAlone: true },
                HearingQuestion.SeenAlone => child.LastSeenAlone == true,
                HearingQuestion.Met => child.LastMeetingOn is not null,
                HearingQuestion.TookPart => child is { LastMeetingOn: not null, TookPart: true },
                HearingQuestion.NoPart => child.LastMeetingOn is not null && child.TookPart != true && ChildWords.Years(child.BornOn, today) >= YoungestToTakePart,
                HearingQuestion.AdvocateOffered => child.AdvocateOn is not null,
                HearingQuestion.NoAdvocate => child.AdvocateOn is null && child.Status is ChildStatus.ChildInNeed or ChildStatus.ChildProtection or ChildStatus.LookedAfter,
                _ => false,
            };
    }

    /// <summary>The numbers of a group.</summary>
    public static HearingCounts Count(IReadOnlyCollection<ChildOverview> children, IntervalPolicy intervals, DateOnly today) =>
        new(
            Enum.GetValues<HearingQuestion>().ToDictionary(q => q, q => children.Count(c => Finds(q, c, intervals, today))),
            Hearing.Middle([.. children.Select(c => c.VoiceGap).OfType<int>()]),
            Hearing.Middle([.. children.Select(c => Hearing.Wait(c, today)).OfType<int>()])
        );

    /// <summary>The group a child belongs to: a key for addresses, and how it is read. Every child is in exactly one.</summary>
    public static (string Key, string Name) Group(HearingBy by, ChildOverview child, DateOnly today, IReadOnlyDictionary<Guid, string> teams) =>
        by switch
        {
            HearingBy.Team => child.TeamId is { } t ? (t.ToString(), teams.GetValueOrDefault(t) ?? "Another team") : ("none", "No team"),
            HearingBy.Plan => (child.Status.ToString(), ChildWords.Status(child.Status)),
            HearingBy.Age => ChildWords.Years(child.BornOn, today) switch
            {
                null => ("unknown", "Age not known"),
                < 5 => ("0", "Under 5"),
                < 10 => ("5", "5 to 9"),
                < 16 => ("10", "10 to 15"),
                _ => ("16", "16 and over"),
            },
            HearingBy.Disability => child.Disabled ? ("yes", "Disabled children") : ("no", "Other children"),
            _ => child is { VoiceOpportunities: > 0, LastVoiceMethod: { } method } ? (method, method) : ("none", "Not heard yet"),
        };
}
