namespace Kith.Practice.Workforce.Allocate;

/// <summary>From whom a child is handed over.</summary>
internal static class Handing
{
    /// <summary>A worker of more than a year ago is a part of the story, and nobody to say goodbye to.</summary>
    public const int Days = 365;

    /// <summary>The lead allocation that holds, or the last one where the child has waited since; null where nobody held the case within a year.</summary>
    public static Allocation? Last(IEnumerable<Allocation> allocations, DateOnly today) =>
        allocations
            .Where(a => a.Role == AllocationRole.Lead && a.WorkerId is not null && (a.To is null || a.To > today.AddDays(-Days)))
            .OrderByDescending(a => a.To is null)
            .ThenByDescending(a => a.To)
            .ThenByDescending(a => a.From)
            .ThenByDescending(a => a.Id)
            .FirstOrDefault();
}
