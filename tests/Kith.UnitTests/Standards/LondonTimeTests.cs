using System.Globalization;
using CsCheck;
using Kith.Standards.Calendar;
using Microsoft.Extensions.Time.Testing;

namespace Kith.UnitTests.Standards;

public class LondonTimeTests
{
    [Theory]
    [InlineData("2026-07-01T23:30:00", "2026-07-02T00:30:00")]
    [InlineData("2026-01-01T23:30:00", "2026-01-01T23:30:00")]
    [InlineData("2026-03-29T00:59:59", "2026-03-29T00:59:59")]
    [InlineData("2026-03-29T01:00:00", "2026-03-29T02:00:00")]
    [InlineData("2026-10-25T00:59:59", "2026-10-25T01:59:59")]
    [InlineData("2026-10-25T01:00:00", "2026-10-25T01:00:00")]
    public void Instants_become_wall_time(string utc, string london)
    {
        Assert.Equal(At(london), LondonTime.FromUtc(At(utc)));
        Assert.Equal(At(london), LondonTime.FromUtc(At(utc), zone: null));
    }

    [Theory]
    [InlineData("2026-03-29T01:30:00", "2026-03-29T01:30:00")] // skipped: taken as 02:30
    [InlineData("2026-10-25T01:30:00", "2026-10-25T00:30:00")] // twice: taken as the first
    [InlineData("2026-07-01T12:00:00", "2026-07-01T11:00:00")]
    public void Wall_time_becomes_an_instant(string london, string utc)
    {
        Assert.Equal(At(utc), LondonTime.ToUtc(At(london)));
        Assert.Equal(At(utc), LondonTime.ToUtc(At(london), zone: null));
        Assert.Equal(DateTimeKind.Utc, LondonTime.ToUtc(At(london)).Kind);
    }

    [Fact]
    public void Zone_data_and_the_computed_rule_agree_since_1996() =>
        Gen.Long[new DateTime(1996, 1, 1).Ticks, new DateTime(2036, 12, 31).Ticks]
            .Sample(ticks =>
            {
                var utc = new DateTime(ticks, DateTimeKind.Utc);
                return LondonTime.FromUtc(utc) == LondonTime.FromUtc(utc, zone: null);
            });

    [Fact]
    public void Today_is_the_date_in_london()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 30, 23, 15, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2026, 7, 1), LondonTime.Today(time));
        Assert.Equal(new DateTime(2026, 6, 30, 23, 0, 0), LondonTime.StartOfDayUtc(new DateOnly(2026, 7, 1)));
    }

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
