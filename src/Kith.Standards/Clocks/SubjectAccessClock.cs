using Kith.Standards.Calendar;

namespace Kith.Standards.Clocks;

/// <summary>What the time to answer a subject access request follows from.</summary>
/// <param name="ReceivedOn">The day on which the request came in, a working day or not.</param>
/// <param name="IdentityAskedOn">The day on which proof of identity was asked for; null where there was no doubt.</param>
/// <param name="IdentityShownOn">The day on which it was shown.</param>
/// <param name="ClarityAskedOn">The day on which the person was asked what they want; null where it was clear.</param>
/// <param name="ClarityGivenOn">The day on which they answered.</param>
/// <param name="Extended">Whether they were told, in time and with a reason, that it takes up to two months longer.</param>
public readonly record struct SubjectAccessFacts(
    DateOnly ReceivedOn,
    DateOnly? IdentityAskedOn = null,
    DateOnly? IdentityShownOn = null,
    DateOnly? ClarityAskedOn = null,
    DateOnly? ClarityGivenOn = null,
    bool Extended = false
);

/// <summary>When the answer is due.</summary>
/// <param name="BeginsOn">The day from which the month is counted; null while proof of identity is awaited.</param>
/// <param name="FirstMonthEndsOn">The day by which the person has to be told of an extension.</param>
/// <param name="DueOn">The day by which the answer is due; null while the month has not begun or stands still.</param>
/// <param name="DaysStoodStill">Days that do not count, because the person was asked what they want.</param>
/// <param name="Words">Which rule makes it so, for whoever answers.</param>
public sealed record SubjectAccessDue(DateOnly? BeginsOn, DateOnly? FirstMonthEndsOn, DateOnly? DueOn, int DaysStoodStill, string Words);

/// <summary>
/// The time to answer a subject access request: UK GDPR articles 12(3) and 12A (put in by section 76 of the Data (Use and Access)
/// Act 2025, in force since 5 February 2026), counted as the Information Commissioner's guidance on the right of access counts it:
/// from the day of receipt to the same date of the next month, to its last day where it has no such date, and to the next working
/// day where that is a weekend or a bank holiday.
/// </summary>
public static class SubjectAccessClock
{
    /// <summary>Months that an extension adds.</summary>
    public const int MoreMonths = 2;

    /// <summary>Works the day out. Pure: the same facts give the same day.</summary>
    public static SubjectAccessDue Of(SubjectAccessFacts facts, WorkingDayCalendar calendar)
    {
        if (facts is { IdentityAskedOn: not null, IdentityShownOn: null })
        {
            return new SubjectAccessDue(
                null,
                null,
                null,
                0,
                "The month has not begun: it begins when we have the proof of identity that we asked for (UK GDPR article 12A(2)(b)). Ask for no more than is needed."
            );
        }
        var begins = facts.IdentityAskedOn is not null && facts.IdentityShownOn > facts.ReceivedOn ? facts.IdentityShownOn.Value : facts.ReceivedOn;
        var from = begins == facts.ReceivedOn ? "the day on which we received the request" : "the day on which we had proof of identity (article 12A(2)(b))";
        if (facts is { ClarityAskedOn: not null, ClarityGivenOn: null })
        {
            return new SubjectAccessDue(
                begins,
                null,
                null,
                0,
                "The month stands still until the person says what they want (article 12A(5)). This is only for a request that we cannot otherwise make out, for example where we hold a great deal."
            );
        }
        // The Act leaves out the day of asking as well as the day of the answer. We leave out one of them: the earlier day is safe by either reading.
        var asked = facts.ClarityAskedOn is { } a && a < begins ? begins : facts.ClarityAskedOn;
        var still = asked is { } stood && facts.ClarityGivenOn is { } given && given > stood ? given.DayNumber - stood.DayNumber : 0;
        var first = Working(WorkingDayCalendar.AddMonths(begins, 1), still, calendar);
        var due = facts.Extended ? Working(WorkingDayCalendar.AddMonths(begins, 1 + MoreMonths), still, calendar) : first;
        return new SubjectAccessDue(
            begins,
            first,
            due,
            still,
            $"{(facts.Extended ? "Three months: one, and two more because the person was told why in the first month (article 12A(3) and (4))" : "One month (article 12(3))")}, counted from {from}"
                + (still > 0 ? $"; {still} {(still == 1 ? "day does" : "days do")} not count, because we had to ask what is wanted (article 12A(5))" : "")
                + ". A weekend or bank holiday moves it to the next working day."
        );
    }

    private static DateOnly Working(DateOnly date, int still, WorkingDayCalendar calendar) => calendar.OnOrAfter(date.AddDays(still));
}
