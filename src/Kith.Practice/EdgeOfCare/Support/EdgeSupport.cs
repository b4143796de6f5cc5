using Kith.Practice.Store;
using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>How soon the team is needed.</summary>
public enum SupportUrgency
{
    /// <summary>The family may break up today or tonight.</summary>
    Today,
    ThisWeek,
    Soon,
}

/// <summary>Why intensive support ended.</summary>
public enum SupportEnd
{
    GoalsReached,
    HandedOn,
    FamilyStopped,
    CameIntoCare,
    MovedAway,
    Otherwise,
}

/// <summary>
/// Intensive support by the edge-of-care team, for a child who may have to leave the family or come to harm outside it: from
/// the referral to the end, and to the looks afterwards (<see cref="SupportOutcome"/>).
/// </summary>
public sealed class EdgeSupport : PersonRecord
{
    /// <summary>The team that is asked.</summary>
    public Guid TeamId { get; set; }
    public DateOnly ReferredOn { get; set; }
    public Guid? ReferredById { get; set; }
    public required string ReferredByName { get; set; }
    public SupportUrgency Urgency { get; set; }

    /// <summary>What may happen without the team, and by when.</summary>
    public required string Worry { get; set; }

    /// <summary>What the child and the family say they want.</summary>
    public string? FamilyWish { get; set; }

    /// <summary>The criteria that are met, as keys of <see cref="SupportWords.Criteria"/> joined by commas.</summary>
    public string? Criteria { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public string? DecidedByName { get; set; }
    public bool? Accepted { get; set; }

    /// <summary>Why it was accepted or declined; what is offered instead.</summary>
    public string? DecisionWhy { get; set; }
    public DateOnly? WithdrawnOn { get; set; }
    public string? WithdrawnWhy { get; set; }
    public DateOnly? StartedOn { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>Planned hours with the family in a week.</summary>
    public int? WeeklyHours { get; set; }

    /// <summary>The day until which intensive support is planned.</summary>
    public DateOnly? PlannedUntil { get; set; }

    /// <summary>Whom the family can reach out of hours, and how; what respite is planned.</summary>
    public string? OutOfHoursPlan { get; set; }
    public string? RespitePlan { get; set; }
    public DateOnly? StepDownOn { get; set; }
    public DateOnly? StepDownUntil { get; set; }

    /// <summary>Who carries on with what when the team steps back.</summary>
    public string? StepDownPlan { get; set; }
    public DateOnly? EndedOn { get; set; }
    public SupportEnd? End { get; set; }
    public string? EndedWhy { get; set; }

    /// <summary>The months after the end at which the team asks how it went.</summary>
    public static IReadOnlyList<int> Looks { get; } = [3, 6, 12];

    /// <summary>The criteria in their order.</summary>
    public IReadOnlyList<string> CriteriaKeys => (Criteria ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A goal of intensive support, and how anybody will see that it is reached.</summary>
public sealed class SupportGoal : PersonRecord
{
    public Guid SupportId { get; set; }
    public int Position { get; set; }
    public required string Goal { get; set; }
    public string? SeenBy { get; set; }
    public DateOnly? ReachedOn { get; set; }
}

/// <summary>The kinds of session.</summary>
public enum SessionKind
{
    WithFamily,
    WithParent,
    WithChild,
    Mediation,
    Crisis,
    Respite,
    Practical,
    Therapeutic,
    WithSchool,
}

/// <summary>Time that somebody of the team spent with a child or family.</summary>
public sealed class SupportSession : PersonRecord
{
    public Guid SupportId { get; set; }
    public DateTime At { get; set; }
    public int Minutes { get; set; }
    public SessionKind Kind { get; set; }
    public Guid? WorkerId { get; set; }
    public required string ByName { get; set; }
    public string? Note { get; set; }

    /// <summary>Set when it was written down by mistake.</summary>
    public string? TakenBackWhy { get; set; }

    /// <summary>True before 8:00, from 18:00, and on days that are no working days, by the clock on the wall.</summary>
    public bool OutOfHours => IsOutOfHours(At);

    internal static bool IsOutOfHours(DateTime utc)
    {
        var at = LondonTime.FromUtc(utc);
        return at.Hour is < 8 or >= 18 || !WorkingDayCalendar.England.IsWorkingDay(DateOnly.FromDateTime(at));
    }
}

/// <summary>An answer that may be open.</summary>
public enum LookAnswer
{
    Yes,
    Partly,
    No,
    NotKnown,
}

/// <summary>
/// How it went, some months after the end, in three answers that are never made one: a child can be at home and not safe, and
/// it can have been right that a child came into care.
/// </summary>
public sealed class SupportOutcome : PersonRecord
{
    public Guid SupportId { get; set; }

    /// <summary>3, 6 or 12 months after the end.</summary>
    public int Months { get; set; }
    public DateOnly On { get; set; }
    public LookAnswer WithFamily { get; set; }
    public required string WithFamilyWhy { get; set; }
    public LookAnswer Safely { get; set; }
    public required string SafelyWhy { get; set; }
    public LookAnswer Right { get; set; }
    public required string RightWhy { get; set; }

    /// <summary>What the child says about it.</summary>
    public string? ChildSays { get; set; }
    public required string ByName { get; set; }
}

/// <summary>
/// The council's own figure of what a week in care costs, with its source: without one no page speaks of cost.
/// </summary>
public sealed class CareCost : Record
{
    /// <summary>Pounds for a week.</summary>
    public decimal Weekly { get; set; }
    public required string Source { get; set; }

    /// <summary>The day from which the figure holds.</summary>
    public DateOnly From { get; set; }
    public required string KeptByName { get; set; }
    public DateOnly KeptOn { get; set; }
}
