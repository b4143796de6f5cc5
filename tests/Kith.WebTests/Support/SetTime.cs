namespace Kith.WebTests.Support;

/// <summary>
/// A clock that stands until a test sets it. Like a machine that slept it wakes what waited once, however long it was: a
/// clock that goes through every quarter of a minute of the months between keeps the jobs of a host going for minutes.
/// </summary>
public sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void SetUtcNow(DateTimeOffset to)
    {
        List<Alarm> due;
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(to, now);
            now = to;
            due = [.. alarms.Where(a => a.At <= to).OrderBy(a => a.At)];
            due.ForEach(Next);
        }
        due.ForEach(a => a.Ring());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private void Next(Alarm alarm)
    {
        if (alarm.Every is { } every)
        {
            alarm.At = now + every;
        }
        else
        {
            alarms.Remove(alarm);
        }
    }

    private void Set(Alarm alarm, TimeSpan dueTime, TimeSpan period)
    {
        var atOnce = dueTime == TimeSpan.Zero;
        lock (gate)
        {
            alarms.Remove(alarm);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                alarm.At = now + dueTime;
                alarm.Every = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
                alarms.Add(alarm);
                if (atOnce)
                {
                    Next(alarm);
                }
            }
        }
        if (atOnce)
        {
            alarm.Ring();
        }
    }

    private void Remove(Alarm alarm)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
        }
    }

    private sealed class Alarm(SetTime time, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool over;

        public DateTimeOffset At { get; set; }

        public TimeSpan? Every { get; set; }

        public void Ring()
        {
            if (!over)
            {
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (over)
            {
                return false;
            }
            time.Set(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            over = true;
            time.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
