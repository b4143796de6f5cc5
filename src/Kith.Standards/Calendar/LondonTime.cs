namespace Kith.Standards.Calendar;

/// <summary>
/// Instants are stored as UTC; people and deadlines live in UK time. Where the machine has no time zone data the rule
/// in force since 1996 is computed: one hour ahead from 01:00 UTC on the last Sunday of March to that of October.
/// </summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo? Zone = FindZone();

    /// <summary>Today's date in the United Kingdom.</summary>
    public static DateOnly Today(TimeProvider time) => DateOf(time.GetUtcNow().UtcDateTime);

    /// <summary>The time on the wall in the United Kingdom now (kind Unspecified).</summary>
    public static DateTime Now(TimeProvider time) => FromUtc(time.GetUtcNow().UtcDateTime);

    /// <summary>The UK date of an instant.</summary>
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(FromUtc(utc));

    /// <summary>The time on the wall in the United Kingdom at this instant (kind Unspecified).</summary>
    public static DateTime FromUtc(DateTime utc) => FromUtc(utc, Zone);

    /// <summary>
    /// The instant of a UK wall time. A time skipped in spring is taken one hour later; a time that happens twice
    /// in autumn is taken as the first of the two.
    /// </summary>
    public static DateTime ToUtc(DateTime london) => ToUtc(london, Zone);

    /// <summary>
    /// The same, where a wall time that happens twice (the hour after the clocks go back) may mean the second of the two.
    /// Other wall times do not depend on it.
    /// </summary>
    public static DateTime ToUtc(DateTime london, bool afterClocksWentBack) => afterClocksWentBack && IsTwice(london) ? ToUtc(london).AddHours(1) : ToUtc(london);

    /// <summary>True for a UK wall time that happens twice: the hour in autumn in which the clocks go back.</summary>
    public static bool IsTwice(DateTime london)
    {
        var first = ToUtc(london);
        return FromUtc(first) == london && FromUtc(first.AddHours(1)) == london;
    }

    /// <summary>True for a UK wall time that never happens: the hour in spring that the clocks jump over.</summary>
    public static bool IsSkipped(DateTime london) => FromUtc(ToUtc(london)) != london;

    /// <summary>True for an instant in the hour that happens twice, the second time.</summary>
    public static bool IsSecondOfTwo(DateTime utc) => utc.Ticks >= TimeSpan.TicksPerHour && FromUtc(utc) == FromUtc(utc.AddHours(-1));

    /// <summary>The first instant of a UK date, as UTC.</summary>
    public static DateTime StartOfDayUtc(DateOnly date) => ToUtc(date.ToDateTime(TimeOnly.MinValue));

    internal static DateTime FromUtc(DateTime utc, TimeZoneInfo? zone)
    {
        var offset = Offset(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        return DateTime.SpecifyKind(Shift(utc, offset), DateTimeKind.Unspecified);
    }

    internal static DateTime ToUtc(DateTime london, TimeZoneInfo? zone)
    {
        // Summer time first: that picks the first of two equal wall times. It never skips more than one hour.
        var summer = DateTime.SpecifyKind(Shift(london, TimeSpan.FromHours(-1)), DateTimeKind.Utc);
        if (Offset(summer, zone) == TimeSpan.FromHours(1))
        {
            return summer;
        }

        return DateTime.SpecifyKind(london, DateTimeKind.Utc);
    }

    private static DateTime Shift(DateTime value, TimeSpan by)
    {
        var ticks = Math.Clamp(value.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTime(ticks, value.Kind);
    }

    private static TimeSpan Offset(DateTime utc, TimeZoneInfo? zone)
    {
        // Before 1972 the zone has other offsets (local mean time, double summer time, British Standard Time).
        // No instant that this product stores is that old; the computed rule keeps the answers simple.
        if (zone is not null && utc.Year >= 1972)
        {
            return zone.GetUtcOffset(utc);
        }

        return utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10) ? TimeSpan.FromHours(1) : TimeSpan.Zero;
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private static TimeZoneInfo? FindZone() => TimeZoneInfo.TryFindSystemTimeZoneById("Europe/London", out var zone) ? zone : null;
}
