using System.Globalization;
using Kith.Practice.Store;
using Kith.Practice.Workforce;

namespace Kith.Practice.Training;

/// <summary>Something that people in certain roles need to be able to do.</summary>
public sealed class Competency : Record
{
    public required string Name { get; set; }

    /// <summary>What it looks like in the work.</summary>
    public string? Description { get; set; }

    /// <summary>Who needs it.</summary>
    public StaffRole Roles { get; set; }

    /// <summary>The day from which it is asked of nobody any more.</summary>
    public DateOnly? EndedOn { get; set; }
}

/// <summary>A course: what it teaches, who must have done it, and how long that lasts.</summary>
public sealed class Course : Record
{
    public required string Title { get; set; }
    public string? About { get; set; }

    /// <summary>Those who must have done it; none where it is a choice.</summary>
    public StaffRole MandatoryFor { get; set; }

    /// <summary>Months from their first day within which newcomers do it.</summary>
    public int WithinMonths { get; set; } = 3;

    /// <summary>Months after which it is done again; null: once is enough.</summary>
    public int? RenewMonths { get; set; }

    /// <summary>Pounds for one session.</summary>
    public decimal Cost { get; set; }

    /// <summary>Places that a session has when nothing else is said.</summary>
    public int Places { get; set; } = 16;
    public string? Provider { get; set; }

    /// <summary>From when it is asked for: nobody is late by its arrival.</summary>
    public DateOnly From { get; set; }
    public DateOnly? EndedOn { get; set; }
    public List<CourseCompetency> Teaches { get; set; } = [];
}

/// <summary>A course teaches a competency.</summary>
public sealed class CourseCompetency
{
    public Guid CourseId { get; set; }
    public Guid CompetencyId { get; set; }
}

/// <summary>A course on a day, at a place or online.</summary>
public sealed class TrainingSession : Record
{
    public Guid CourseId { get; set; }
    public DateOnly On { get; set; }
    public TimeOnly? At { get; set; }

    /// <summary>Where; «online» where there is no room.</summary>
    public required string Place { get; set; }
    public string? Trainer { get; set; }
    public int Places { get; set; }
    public decimal Cost { get; set; }

    /// <summary>Places taken now. Changes with every booking, so that of two who book the last place at once one is told.</summary>
    public int Taken { get; set; }
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffWhy { get; set; }

    /// <summary>When it was written down who came.</summary>
    public DateOnly? AttendanceOn { get; set; }
}

/// <summary>A worker's place on a session, or their turn in the waiting list.</summary>
public sealed class Booking : Record
{
    public Guid SessionId { get; set; }
    public Guid WorkerId { get; set; }

    /// <summary>The day of the session, so that a worker's own lists need no other table.</summary>
    public DateOnly On { get; set; }
    public DateTime AskedAt { get; set; }

    /// <summary>False while waiting for a place.</summary>
    public bool HasPlace { get; set; }

    /// <summary>Who booked, where it was somebody else.</summary>
    public Guid? ByAccountId { get; set; }
    public DateOnly? GivenUpOn { get; set; }

    /// <summary>Whether they came; null until it is written down.</summary>
    public bool? Came { get; set; }

    /// <summary>At once: how useful it was, from 1 to 5, and what they take from it.</summary>
    public int? Useful { get; set; }
    public string? Learnt { get; set; }
    public DateOnly? EvaluatedOn { get; set; }

    /// <summary>After three months: whether it is used in the work, and what changed.</summary>
    public PracticeChange? Change { get; set; }
    public string? Changed { get; set; }
    public DateOnly? LookedBackOn { get; set; }
}

/// <summary>What training changed in the work, as seen by whoever went.</summary>
public enum PracticeChange
{
    Nothing,
    Little,
    Much,
}

/// <summary>When a worker last did a course, here or elsewhere: one row for each, however often it was done.</summary>
public sealed class CourseDone : Record
{
    private const char Between = ' ';
    private const string Written = "yyyy-MM-dd";

    public Guid WorkerId { get; set; }
    public Guid CourseId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>The session; null where it was done elsewhere.</summary>
    public Guid? SessionId { get; set; }

    /// <summary>What shows it, where it was done elsewhere.</summary>
    public string? Evidence { get; set; }

    /// <summary>The days on which it was done before, the oldest first, so that it is known how things stood on a day of the past.</summary>
    public string? Earlier { get; set; }

    /// <summary>Every day on which it was done, the oldest first.</summary>
    public IEnumerable<DateOnly> Days => DaysOf(Earlier, On);

    /// <inheritdoc cref="Days"/>
    public static IEnumerable<DateOnly> DaysOf(string? earlier, DateOnly on) =>
        (earlier ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(d => DateOnly.ParseExact(d, Written, CultureInfo.InvariantCulture)).Append(on);

    /// <summary>It was done again, on a later day.</summary>
    public void Again(DateOnly on, Guid? session, string? evidence)
    {
        Earlier = Earlier is null ? Text(On) : $"{Earlier}{Between}{Text(On)}";
        (On, SessionId, Evidence) = (on, session, evidence);
    }

    /// <summary>The last time was none after all: then the time before it counts again. False where there is none.</summary>
    public bool TakeBack()
    {
        var days = Days.SkipLast(1).ToList();
        if (days.Count == 0)
        {
            return false;
        }
        (On, SessionId, Evidence) = (days[^1], null, "Written down before");
        Earlier = days.Count == 1 ? null : string.Join(Between, days.SkipLast(1).Select(Text));
        return true;
    }

    private static string Text(DateOnly day) => day.ToString(Written, CultureInfo.InvariantCulture);
}

/// <summary>Where a need for learning was seen. Renewals and what newcomers need are worked out, and not written down.</summary>
public enum NeedSource
{
    Appraisal,
    Supervision,
    AuditTheme,
    Law,
    OwnWish,
    Other,
}

/// <summary>Something that a worker, a team or the whole service needs to learn.</summary>
public sealed class TrainingNeed : Record
{
    public Guid? WorkerId { get; set; }
    public Guid? TeamId { get; set; }

    /// <summary>The competency it is about, where the catalogue has one.</summary>
    public Guid? CompetencyId { get; set; }
    public required string What { get; set; }
    public NeedSource Source { get; set; }

    /// <summary>Which appraisal, audit or law.</summary>
    public string? SourceWords { get; set; }
    public DateOnly RaisedOn { get; set; }
    public Guid? ByAccountId { get; set; }
    public DateOnly? MetOn { get; set; }

    /// <summary>How it was met, or why it is no longer needed.</summary>
    public string? Outcome { get; set; }
}

/// <summary>A step of the portfolio of a newly qualified worker that was taken. When it is due is worked out from their first day.</summary>
public sealed class AsyeStepTaken : Record
{
    public Guid WorkerId { get; set; }
    public AsyeStep Step { get; set; }
    public DateOnly On { get; set; }
    public string? Note { get; set; }
    public Guid? ByAccountId { get; set; }
}

/// <summary>What the authority means to spend on learning in a year from April.</summary>
public sealed class TrainingBudget : Record
{
    /// <summary>The year in which April falls: 2026 for 2026-27.</summary>
    public int Year { get; set; }
    public decimal Amount { get; set; }

    /// <summary>What the year is about, in the words of whoever leads on learning; opens the plan.</summary>
    public string? Aims { get; set; }
}
