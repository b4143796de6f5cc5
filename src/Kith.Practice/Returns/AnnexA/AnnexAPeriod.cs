namespace Kith.Practice.Returns.AnnexA;

/// <summary>
/// The day as at which the lists are made, and the windows that end on it. A window of six months before 24 November
/// begins on 24 May and has both days in it; where the earlier month is shorter, it begins on that month's last day.
/// What is dated after the day had not happened on it: a plan that ended later was still open.
/// </summary>
public sealed record AnnexAPeriod(DateOnly AsAt)
{
    /// <summary>The first day of the six months.</summary>
    public DateOnly SixMonths { get; } = AsAt.AddMonths(-6);

    /// <summary>The first day of the twelve months.</summary>
    public DateOnly TwelveMonths { get; } = AsAt.AddMonths(-12);

    /// <summary>Whether something had happened by the day.</summary>
    public bool Knows(DateOnly day) => day <= AsAt;

    /// <summary>The day, or null while it lies after the day as at which the lists are made.</summary>
    public DateOnly? Known(DateOnly? day) => day <= AsAt ? day : null;

    /// <summary>Whether a day is in the six months.</summary>
    public bool InSixMonths(DateOnly? day) => day >= SixMonths && day <= AsAt;

    /// <summary>Whether a day is in the twelve months.</summary>
    public bool InTwelveMonths(DateOnly? day) => day >= TwelveMonths && day <= AsAt;

    /// <summary>Whether a period had begun and was still open on the day, or ended in the six months.</summary>
    public bool OpenOrEndedInSixMonths(DateOnly from, DateOnly? to) => Knows(from) && (to is null || to >= SixMonths);

    /// <summary>Whether a period had begun and was still open on the day.</summary>
    public bool IsOpen(DateOnly from, DateOnly? to) => Knows(from) && Known(to) is null;
}
