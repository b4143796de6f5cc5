namespace Kith.Web.Load;

/// <summary>
/// Turns at the processors, in the order of asking, for an engine that answers soonest when few ask at once: each then
/// finishes sooner, and fewer connections need to be kept warm. A turn is lent, not given: a request that is not done
/// after a while (a slow line, a large file) goes on without it, and the next is let in.
/// </summary>
/// <param name="atOnce">How many turns there are; null for as many as are asked for.</param>
/// <param name="longest">How long a turn is lent.</param>
public sealed class Turns(int? atOnce, TimeSpan longest, TimeProvider time)
{
    private readonly SemaphoreSlim? places = atOnce is { } many ? new(many, many) : null;

    /// <summary>Waits for a turn. Dispose gives it back.</summary>
    /// <exception cref="OperationCanceledException">Whoever asked is gone.</exception>
    public async ValueTask<IDisposable?> Take(CancellationToken gone)
    {
        if (places is null)
        {
            return null;
        }
        await places.WaitAsync(gone);
        return new Turn(places, longest, time);
    }

    private sealed class Turn : IDisposable
    {
        private readonly ITimer ends;
        private SemaphoreSlim? place;

        public Turn(SemaphoreSlim place, TimeSpan longest, TimeProvider time)
        {
            this.place = place;
            ends = time.CreateTimer(t => ((Turn)t!).GiveBack(), this, longest, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            ends.Dispose();
            GiveBack();
        }

        private void GiveBack() => Interlocked.Exchange(ref place, null)?.Release();
    }
}
