using Kith.Practice.Workforce;

namespace Kith.Practice.EdgeOfCare;

/// <summary>
/// Who may listen to a child on return as somebody independent: not anybody who works with the child in any role, and not
/// whoever manages one of them. Judged for the time from the child's going to the interview.
/// </summary>
public static class Independence
{
    /// <summary>Why a worker is not independent; null when they are.</summary>
    /// <param name="with">The child's allocations.</param>
    /// <param name="managers">The line manager of each worker in them.</param>
    public static string? Why(Guid worker, IEnumerable<Allocation> with, IReadOnlyDictionary<Guid, Guid?> managers, DateOnly from, DateOnly to)
    {
        var then = with.Where(a => a.WorkerId is not null && a.From <= to && (a.To is null || a.To >= from)).ToList();
        return then.Any(a => a.WorkerId == worker) ? "works with the child"
            : then.Any(a => managers.GetValueOrDefault(a.WorkerId!.Value) == worker) ? "manages somebody who works with the child"
            : null;
    }
}
