using Kith.Practice.Workforce;

namespace Kith.Practice.Training;

/// <summary>How a course that somebody must do stands.</summary>
public enum RequirementState
{
    /// <summary>Done, and it holds for a while.</summary>
    InDate,

    /// <summary>To be done within two months, or done again.</summary>
    DueSoon,

    /// <summary>A newcomer's, with more than two months to go.</summary>
    ToCome,

    /// <summary>The day has passed.</summary>
    Late,
}

/// <summary>A course that a worker must have done, and by when.</summary>
/// <param name="DoneOn">When it was last done; null where it never was.</param>
/// <param name="DueOn">By when it is done, or done again; null where once is enough and it was done.</param>
public sealed record Requirement(Guid CourseId, string Title, DateOnly? DoneOn, DateOnly? DueOn, RequirementState State)
{
    /// <summary>True where it was done once: it is a renewal.</summary>
    public bool Renewal => DoneOn is not null;
}

/// <summary>The steps of the assessed and supported year, in order.</summary>
public enum AsyeStep
{
    Agreement,
    FirstObservation,
    ThreeMonthReview,
    SecondObservation,
    SixMonthReview,
    ThirdObservation,
    NineMonthReview,
    Portfolio,
    Decision,
}

/// <summary>A step of somebody's assessed and supported year.</summary>
public sealed record AsyeDue(AsyeStep Step, DateOnly DueOn, DateOnly? TakenOn, string? Note)
{
    public bool IsLate(DateOnly today) => TakenOn is null && DueOn < today;
}

/// <summary>How many do, of how many.</summary>
public readonly record struct Proportion(int With, int Of)
{
    public static Proportion operator +(Proportion a, Proportion b) => new(a.With + b.With, a.Of + b.Of);

    /// <summary>«8 of 9».</summary>
    public override string ToString() => $"{With} of {Of}";
}

/// <summary>When training is due, what a year costs, and how a team stands. Pure.</summary>
public static class TrainingRules
{
    /// <summary>Days before its day from which something is due soon.</summary>
    public const int SoonDays = 60;

    /// <summary>Months after which whoever went is asked what changed in the work.</summary>
    public const int LookBackMonths = 3;

    /// <summary>Months after which nobody asks any more: what is remembered then is another question.</summary>
    public const int AskUntilMonths = 9;

    /// <summary>
    /// What is asked of a worker of this role: each mandatory course, with its day. Newcomers have the months that the
    /// course gives them, from their first day or from the day on which the course began to be asked for, whichever is later.
    /// </summary>
    public static IEnumerable<Requirement> Requirements(StaffRole role, DateOnly? startedOn, IEnumerable<Course> courses, Func<Guid, DateOnly?> done, DateOnly today) =>
        courses
            .Where(c => (c.EndedOn is null || c.EndedOn > today) && c.From <= today && (c.MandatoryFor & role) != StaffRole.None)
            .Select(c =>
            {
                var last = done(c.Id);
                var due = Due(c, last, startedOn);
                return new Requirement(c.Id, c.Title, last, due, State(last, due, today));
            });

    /// <summary>The last of these days that is not after a day; null where there is none.</summary>
    public static DateOnly? LastBy(IReadOnlyList<DateOnly>? days, DateOnly day) => days?.Where(d => d <= day).Select(d => (DateOnly?)d).Max();

    /// <summary>By when a course is to be done or done again; null where it was done and once is enough.</summary>
    public static DateOnly? Due(Course course, DateOnly? lastOn, DateOnly? startedOn) =>
        lastOn is { } last
            ? course.RenewMonths is { } months
                ? last.AddMonths(months)
                : null
            : (startedOn > course.From ? startedOn.Value : course.From).AddMonths(course.WithinMonths);

    /// <summary>Where it stands on a day. The day itself is still in time.</summary>
    public static RequirementState State(DateOnly? lastOn, DateOnly? dueOn, DateOnly today) =>
        dueOn is not { } due ? RequirementState.InDate
        : due < today ? RequirementState.Late
        : due <= today.AddDays(SoonDays) ? RequirementState.DueSoon
        : lastOn is null ? RequirementState.ToCome
        : RequirementState.InDate;

    /// <summary>
    /// The steps of the assessed and supported year from its first day: an agreement at its beginning, observations and
    /// reviews, the portfolio, the decision. The authority sets when: see <see cref="AsyePolicy"/>.
    /// </summary>
    public static IReadOnlyList<AsyeDue> Asye(DateOnly startedOn, IEnumerable<AsyeStepTaken> taken, AsyeLengths lengths)
    {
        var done = taken.GroupBy(t => t.Step).ToDictionary(g => g.Key, g => g.OrderBy(t => t.On).First());
        return [.. Enum.GetValues<AsyeStep>().Select(s => new AsyeDue(s, DueOn(s, startedOn, lengths), done.GetValueOrDefault(s)?.On, done.GetValueOrDefault(s)?.Note))];
    }

    /// <summary>By when a step is due.</summary>
    public static DateOnly DueOn(AsyeStep step, DateOnly startedOn, AsyeLengths lengths) =>
        step switch
        {
            AsyeStep.Agreement => startedOn.AddDays(7 * lengths.AgreementWeeks),
            AsyeStep.FirstObservation or AsyeStep.ThreeMonthReview => startedOn.AddMonths(lengths.FirstReview),
            AsyeStep.SecondObservation or AsyeStep.SixMonthReview => startedOn.AddMonths(lengths.SecondReview),
            AsyeStep.ThirdObservation or AsyeStep.NineMonthReview => startedOn.AddMonths(lengths.ThirdReview),
            AsyeStep.Portfolio => startedOn.AddMonths(lengths.Portfolio),
            _ => startedOn.AddMonths(lengths.Decision),
        };

    /// <summary>«Support and assessment agreement».</summary>
    public static string Name(AsyeStep step) =>
        step switch
        {
            AsyeStep.Agreement => "Support and assessment agreement",
            AsyeStep.FirstObservation => "First direct observation",
            AsyeStep.ThreeMonthReview => "First review",
            AsyeStep.SecondObservation => "Second direct observation",
            AsyeStep.SixMonthReview => "Second review",
            AsyeStep.ThirdObservation => "Third direct observation",
            AsyeStep.NineMonthReview => "Third review",
            AsyeStep.Portfolio => "Portfolio handed in",
            _ => "Final assessment and decision",
        };

    /// <summary>«Appraisal», «Audit theme».</summary>
    public static string Name(NeedSource source) =>
        source switch
        {
            NeedSource.AuditTheme => "Audit theme",
            NeedSource.Law => "Law or guidance",
            NeedSource.OwnWish => "Own wish",
            _ => source.ToString(),
        };

    /// <summary>The year from April in which a day falls: 2026 for 2026-27.</summary>
    public static int YearOf(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    /// <summary>«2026-27».</summary>
    public static string YearName(int year) => FormattableString.Invariant($"{year}-{(year + 1) % 100:00}");

    /// <summary>The first and the last day of a year from April.</summary>
    public static (DateOnly From, DateOnly To) Year(int year) => (new(year, 4, 1), new(year + 1, 3, 31));

    /// <summary>What sessions of a year cost: spent where they were held, committed where they are still to come. What was called off costs nothing here.</summary>
    public static (decimal Spent, decimal Committed) Money(IEnumerable<TrainingSession> sessions, int year, DateOnly today)
    {
        var (from, to) = Year(year);
        var (spent, committed) = (0m, 0m);
        foreach (var s in sessions.Where(s => s.CalledOffOn is null && s.On >= from && s.On <= to))
        {
            if (s.On < today)
            {
                spent += s.Cost;
            }
            else
            {
                committed += s.Cost;
            }
        }
        return (spent, committed);
    }

    /// <summary>
    /// People of whom all that is due of them is in date, of those of whom anything is due. Courses that a newcomer still
    /// has months for are not counted against anybody.
    /// </summary>
    public static Proportion InDate(IEnumerable<IReadOnlyCollection<Requirement>> people)
    {
        var sum = new Proportion(0, 0);
        foreach (var one in people)
        {
            if (one.Any(r => r.DoneOn is not null || r.State == RequirementState.Late))
            {
                sum += new Proportion(one.Any(r => r.State == RequirementState.Late) ? 0 : 1, 1);
            }
        }
        return sum;
    }

    /// <summary>Those who wait for a place and get one now, first come first: as many as there are free places.</summary>
    public static IReadOnlyList<Booking> NextInLine(IEnumerable<Booking> bookings, int places)
    {
        var there = bookings.Where(b => b.GivenUpOn is null).ToList();
        return [.. there.Where(b => !b.HasPlace).OrderBy(b => b.AskedAt).ThenBy(b => b.Id).Take(Math.Max(0, places - there.Count(b => b.HasPlace)))];
    }

    /// <summary>Whether whoever came is asked now how it was.</summary>
    public static bool AskAtOnce(Booking b, DateOnly today) => b is { Came: true, EvaluatedOn: null } && b.On <= today && today < b.On.AddMonths(LookBackMonths);

    /// <summary>Whether whoever came is asked now what changed in the work.</summary>
    public static bool AskWhatChanged(Booking b, DateOnly today) =>
        b is { Came: true, LookedBackOn: null } && b.On.AddMonths(LookBackMonths) <= today && today < b.On.AddMonths(AskUntilMonths);
}
