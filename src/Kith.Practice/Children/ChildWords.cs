using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Children;

/// <summary>What lists and pages say about a child, in the field's own words.</summary>
public static class ChildWords
{
    /// <summary>«Child protection plan», «Child in need», «Closed».</summary>
    public static string Status(ChildStatus status) =>
        status switch
        {
            ChildStatus.LookedAfter => "Looked after",
            ChildStatus.ChildProtection => "Child protection plan",
            ChildStatus.ChildInNeed => "Child in need",
            ChildStatus.Assessment => "Being assessed",
            ChildStatus.Referred => "Referred",
            ChildStatus.Closed => "Closed",
            _ => "Not open",
        };

    /// <summary>«Protection plan» where the category follows; otherwise as <see cref="Status"/>.</summary>
    public static string StatusShort(ChildStatus status) => status == ChildStatus.ChildProtection ? "Protection plan" : Status(status);

    /// <summary>True while the authority works with the child.</summary>
    public static bool IsOpen(ChildStatus status) => status is not (ChildStatus.Closed or ChildStatus.NotOpen);

    /// <summary>The statuses in which the authority works with the child.</summary>
    public static readonly ChildStatus[] OpenStatuses =
    [
        ChildStatus.Referred,
        ChildStatus.Assessment,
        ChildStatus.ChildInNeed,
        ChildStatus.ChildProtection,
        ChildStatus.LookedAfter,
    ];

    /// <summary>Why nothing is heard or seen yet of a child who is not born; once the day is past, that the birth is to be recorded.</summary>
    public static string NotBorn(DateOnly? due, DateOnly today) =>
        due is { } day && day < today ? $"The baby was due on {DateWords.Long(day)}, and the birth is not recorded yet." : "The baby is not born yet.";

    /// <summary>«9», «14 months», «3 weeks», «due 4 Mar 2027» for an unborn child; «age not known» without a date.</summary>
    public static string Age(DateOnly? born, bool unborn, DateOnly today, DateOnly? died = null)
    {
        if (born is not { } from)
        {
            return "age not known";
        }
        if (unborn)
        {
            return from < today ? $"was due {DateWords.Medium(from)}" : $"due {DateWords.Medium(from)}";
        }
        var at = died ?? today;
        if (from > at)
        {
            return "age not known";
        }
        var months = (at.Year - from.Year) * 12 + at.Month - from.Month - (at.Day < from.Day ? 1 : 0);
        var words = months switch
        {
            >= 24 => $"{months / 12}",
            >= 3 => $"{months} months",
            _ => (at.DayNumber - from.DayNumber) switch
            {
                < 14 => Count(at.DayNumber - from.DayNumber, "day"),
                var days => Count(days / 7, "week"),
            },
        };
        return died is null ? words : $"died {DateWords.Medium(at)}, aged {words}";
    }

    /// <summary>Whole years; null without a date of birth.</summary>
    public static int? Years(DateOnly? born, DateOnly today) =>
        born is { } b && b <= today ? today.Year - b.Year - (today.DayOfYear < b.DayOfYear && (today.Month, today.Day).CompareTo((b.Month, b.Day)) < 0 ? 1 : 0) : null;

    /// <summary>How long a time has been: «4 months», «2 years», «12 days».</summary>
    public static string For(DateOnly from, DateOnly to)
    {
        var days = Math.Max(0, to.DayNumber - from.DayNumber);
        return days switch
        {
            < 14 => Count(days, "day"),
            < 61 => Count(days / 7, "week"),
            < 730 => Count(Math.Max(2, (int)(days / 30.44)), "month"),
            _ => Count(days / 365, "year"),
        };
    }

    /// <summary>How long ago: «today», «yesterday», «12 days ago», «3 months ago».</summary>
    public static string Ago(DateOnly then, DateOnly today) =>
        (today.DayNumber - then.DayNumber) switch
        {
            < 0 => DateWords.Short(then, today),
            0 => "today",
            1 => "yesterday",
            _ => $"{For(then, today)} ago",
        };

    /// <summary>«3rd».</summary>
    public static string Ordinal(int n) =>
        n
        + (
            n % 100 is >= 11 and <= 13
                ? "th"
                : (n % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                }
        );

    /// <summary>The strength of a contingency plan as people say it.</summary>
    public static string Contingency(ContingencyStrength strength) =>
        strength switch
        {
            ContingencyStrength.LongTermVerified => "A long-term plan that has been checked",
            ContingencyStrength.LongTermUnverified => "A long-term plan, not yet checked",
            ContingencyStrength.ImmediateOnly => "For tonight and the first weeks only",
            _ => "No contingency plan yet",
        };

    /// <summary>«Lead worker», «Co-worker».</summary>
    public static string Role(AllocationRole role) =>
        role switch
        {
            AllocationRole.Lead => "Lead worker",
            AllocationRole.CoWorker => "Co-worker",
            AllocationRole.FamilyPractitioner => "Family practitioner",
            AllocationRole.EdgeOfCare => "Edge of care practitioner",
            _ => "Conference chair",
        };

    /// <summary>DfE sex code in words.</summary>
    public static string Sex(string? code) =>
        code switch
        {
            "F" => "Female",
            "M" => "Male",
            _ => "Sex not recorded",
        };

    /// <summary>The codes of disabilities in words; «No disability» for NONE.</summary>
    public static IReadOnlyList<string> Disabilities(IEnumerable<string> codes) =>
        [.. codes.Select(c => c == "NONE" ? "No disability" : CodeSets.Disability.Describe(c)).Order(StringComparer.Ordinal)];

    /// <summary>«1 day», «2 days».</summary>
    public static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
