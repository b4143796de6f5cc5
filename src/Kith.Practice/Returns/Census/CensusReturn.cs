using System.Runtime.CompilerServices;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// Reads the children of a return from the records, stretch by stretch of all who ever had a record: a fixed number of
/// queries for each, only the columns that a return is made of, and never more than two stretches in memory. Whom the
/// return concerns is told from the episodes once they are there: to ask the database for it costs it a look at all of
/// them for each stretch.
/// </summary>
public sealed class CensusReturn(KithDb db)
{
    /// <summary>The children of the return, in the order in which they became known. The database is in use until the last is taken.</summary>
    public async IAsyncEnumerable<ReturnedChild> Children(ReturnPeriod period, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var closed = new Closing(db);
        using var stretches = new CensusStretches(db, period);
        // While the children of one stretch are written, the next is read.
        var next = Read(Guid.Empty);
        try
        {
            while (await next is { } stretch)
            {
                next = Read(stretch.Last);
                foreach (var r in stretch.Children())
                {
                    if (ChildReturn.Of(r, period) is { } child)
                    {
                        yield return child;
                    }
                }
            }
        }
        finally
        {
            // Whoever stops early waits for the stretch that is under way: only then the connection is free.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<Stretch?> Read(Guid after) => Task.Run(() => stretches.After(after, ct), ct);
    }

    private sealed class Closing(KithDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();
    }
}
