using Kith.Practice.Projections;

namespace Kith.Practice.Oversight;

/// <summary>
/// A stretch of days of one child on which nothing about oversight changes: the last one, the day by which the next is
/// due, the team, the worker, the plan. A projection of the child's records; the stretches of a child cover the days on
/// which the case was open, each once. Days are <see cref="DateOnly.DayNumber"/>: the database counts with them. The
/// running totals let any period be asked with two look-ups, however long it is: see <see cref="Regularity"/>.
/// </summary>
public sealed class OversightStretch
{
    /// <summary>The end of a stretch that goes on.</summary>
    public const int GoesOn = int.MaxValue;

    public Guid PersonId { get; set; }

    /// <summary>First day.</summary>
    public int FromDay { get; set; }

    /// <summary>First day that no longer belongs to it; <see cref="GoesOn"/> while it goes on.</summary>
    public int ToDay { get; set; }

    /// <summary>First day of the time at which the case was open without a break.</summary>
    public int OpenedDay { get; set; }

    /// <summary>The last oversight, or the day on which the case opened where there was none.</summary>
    public int AnchorDay { get; set; }

    /// <summary>The last day in time; <see cref="GoesOn"/> where nothing is expected.</summary>
    public int DueDay { get; set; }

    /// <summary>The group of children that asks for it.</summary>
    public OversightCohort Cohort { get; set; }

    /// <summary>Oversights since the case opened, up to and with the first day.</summary>
    public int Overseen { get; set; }

    /// <summary>Days open before the first day, since the case opened.</summary>
    public int OpenBefore { get; set; }

    /// <summary>Those of them that were within expectation.</summary>
    public int WithinBefore { get; set; }

    /// <summary>On what plan the child was.</summary>
    public ChildStatus Plan { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>Since when that worker holds the case; null while nobody does.</summary>
    public int? AllocatedDay { get; set; }

    /// <summary>Whether it holds on the day.</summary>
    public bool Holds(int day) => FromDay <= day && day < ToDay;

    /// <summary>Days open from the first day that the case was open up to and with <paramref name="day"/>, a day of this stretch.</summary>
    public int OpenUntil(int day) => OpenBefore + day - FromDay + 1;

    /// <summary>Those of them on which the child was within expectation.</summary>
    public int WithinUntil(int day) => WithinBefore + (int)Math.Clamp(DueDay - FromDay + 1L, 0, day - FromDay + 1);
}
