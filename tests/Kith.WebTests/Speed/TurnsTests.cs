using Kith.Web.Load;
using Microsoft.Extensions.Time.Testing;

namespace Kith.WebTests.Speed;

public sealed class TurnsTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_when_all_turns_are_taken_waits_until_one_is_given_back_and_they_come_in_order()
    {
        var turns = new Turns(2, Longest, time);
        var first = await turns.Take(Ct);
        var second = await turns.Take(Ct);
        var third = turns.Take(Ct).AsTask();
        var fourth = turns.Take(Ct).AsTask();
        Assert.False(third.IsCompleted);

        first!.Dispose();
        await third;
        Assert.False(fourth.IsCompleted);
        second!.Dispose();
        await fourth;
    }

    [Fact]
    public async Task A_turn_that_is_held_too_long_lets_the_next_in_and_is_not_given_back_twice()
    {
        var turns = new Turns(1, Longest, time);
        var slow = await turns.Take(Ct);
        var next = turns.Take(Ct).AsTask();
        time.Advance(Longest - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        var held = await next;

        // The slow one comes to its end: the turn is the next one's now.
        slow!.Dispose();
        var after = turns.Take(Ct).AsTask();
        Assert.False(after.IsCompleted);
        held!.Dispose();
        held.Dispose();
        await after;
        Assert.False(turns.Take(Ct).IsCompleted);
    }

    [Fact]
    public async Task Whoever_goes_away_while_waiting_takes_nobodys_turn()
    {
        var turns = new Turns(1, Longest, time);
        var held = await turns.Take(Ct);
        using var leaving = new CancellationTokenSource();
        var gone = turns.Take(leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);

        held!.Dispose();
        await turns.Take(Ct);
    }

    [Fact]
    public async Task Without_a_number_nobody_waits()
    {
        var turns = new Turns(null, Longest, time);
        Assert.Null(await turns.Take(Ct));
    }
}
