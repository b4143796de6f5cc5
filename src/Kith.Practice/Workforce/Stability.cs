namespace Kith.Practice.Workforce;

/// <summary>How steady a child's relationship with the lead worker has been.</summary>
/// <param name="WorkersIn12Months">Different lead workers in the year to the day.</param>
/// <param name="CurrentSince">Since when the present lead has held the case; null when nobody does.</param>
/// <param name="DaysWithoutWorker">Days of that year, since the first allocation and since the work began that goes on, on which nobody held the case.</param>
public sealed record Stability(int WorkersIn12Months, DateOnly? CurrentSince, int DaysWithoutWorker)
{
    /// <summary>From the child's allocations, as at a day. Only lead allocations to a worker count.</summary>
    /// <param name="openSince">When the work that goes on began: while there was none, nobody was missing. Null counts all of the year.</param>
    public static Stability Of(IEnumerable<Allocation> allocations, DateOnly today, DateOnly? openSince = null)
    {
        var from = today.AddYears(-1);
        var leads = allocations.Where(a => a.Role == AllocationRole.Lead && a.WorkerId is not null && a.From <= today).OrderBy(a => a.From).ToList();
        var current = leads.Where(a => a.To is null || a.To > today).OrderByDescending(a => a.From).FirstOrDefault();
        var recent = leads.Where(a => (a.To ?? today) >= from).ToList();
        // Days covered by any of them, counted once; the day of a change belongs to the new worker.
        var covered = 0;
        DateOnly? reached = null;
        var start =
            leads.Count == 0 ? today
            : leads[0].From > from ? leads[0].From
            : from;
        start = Later(start, openSince ?? start);
        foreach (var a in recent)
        {
            var begins = Later(a.From, reached ?? start);
            var ends = a.To is { } to && to < today ? to : today;
            if (ends > begins)
            {
                covered += ends.DayNumber - begins.DayNumber;
            }
            reached = Later(ends, reached ?? start);
        }
        return new Stability(
            recent.Select(a => a.WorkerId).Distinct().Count(),
            current is null ? null : Since(leads, current),
            Math.Max(0, today.DayNumber - start.DayNumber - covered)
        );
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>The same worker allocated again without a gap is one relationship.</summary>
    private static DateOnly Since(List<Allocation> leads, Allocation current)
    {
        var since = current.From;
        foreach (var earlier in leads.Where(a => a.WorkerId == current.WorkerId && a.Id != current.Id).OrderByDescending(a => a.From))
        {
            if (earlier.To is null || earlier.To.Value.AddDays(1) >= since)
            {
                since = earlier.From < since ? earlier.From : since;
            }
        }
        return since;
    }
}

/// <summary>How steady the relationships of a team's open children are.</summary>
/// <param name="Many">Children with three or more lead workers in the year, those with most first.</param>
/// <param name="MedianDays">The middle length of the present relationships, in days; null where no child has a worker.</param>
/// <param name="Waited">Children who were without a worker on some day of the year, and their days together.</param>
public sealed record TeamStability(int Children, IReadOnlyList<(Guid Id, string Name, int Workers)> Many, double? MeanWorkers, int? MedianDays, int Waited, int DaysWaited)
{
    /// <summary>So many workers in a year are too many to trust.</summary>
    public const int TooMany = 3;

    /// <summary>Of the children, each with its stability.</summary>
    public static TeamStability Of(IReadOnlyList<(Guid Id, string Name, Stability Of)> children, DateOnly today)
    {
        var lengths = children.Where(c => c.Of.CurrentSince is not null).Select(c => today.DayNumber - c.Of.CurrentSince!.Value.DayNumber).Order().ToList();
        return new(
            children.Count,
            [
                .. children
                    .Where(c => c.Of.WorkersIn12Months >= TooMany)
                    .OrderByDescending(c => c.Of.WorkersIn12Months)
                    .ThenBy(c => c.Name, StringComparer.Ordinal)
                    .Select(c => (c.Id, c.Name, c.Of.WorkersIn12Months)),
            ],
            children.Count == 0 ? null : children.Average(c => c.Of.WorkersIn12Months),
            lengths.Count == 0 ? null : lengths[lengths.Count / 2],
            children.Count(c => c.Of.DaysWithoutWorker > 0),
            children.Sum(c => c.Of.DaysWithoutWorker)
        );
    }
}
