using Kith.Standards.Calendar;

namespace Kith.Practice;

/// <summary>
/// The one source of «now», «today» and new ids. Instants are UTC; today is the date in Europe/London, so that
/// between midnight and one o'clock in British Summer Time it is not still yesterday.
/// </summary>
public sealed class Clock(TimeProvider time)
{
    /// <summary>The present instant, UTC, to the microsecond (what PostgreSQL keeps; finer would not read back equal).</summary>
    public DateTime UtcNow
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        }
    }

    /// <summary>Today's date in Europe/London.</summary>
    public DateOnly Today => LondonTime.DateOf(UtcNow);

    /// <summary>A new record id (UUID version 7): sorts by time of creation, cannot be guessed.</summary>
    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>The clock behind this one, for code that needs timers.</summary>
    public TimeProvider Time => time;
}
