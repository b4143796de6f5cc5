using System.Globalization;
using System.Text;
using CsCheck;
using Kith.Practice.Mail;
using Kith.Standards.Calendar;

namespace Kith.UnitTests.Practice.Mail;

/// <summary>Invitations for calendars, as RFC 5545 has them.</summary>
public sealed class CalendarInvitationTests
{
    private static readonly DateTime Stamp = new(2026, 11, 24, 9, 30, 0, DateTimeKind.Utc);

    [Fact]
    public void An_invitation_its_change_and_its_end_are_one_meeting()
    {
        var first = Of(CalendarMethod.Request, 0, new(2026, 10, 23), new(10, 0)).Write(Stamp);
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", first, StringComparison.Ordinal);
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", first, StringComparison.Ordinal);
        var (sent, moved, off) = (
            Lines(first),
            Lines(Of(CalendarMethod.Request, 1, new(2026, 10, 26), new(10, 0)).Write(Stamp)),
            Lines(Of(CalendarMethod.Cancel, 2, new(2026, 10, 26), new(10, 0)).Write(Stamp))
        );
        foreach (var (lines, method, sequence, status) in new[] { (sent, "REQUEST", 0, "CONFIRMED"), (moved, "REQUEST", 1, "CONFIRMED"), (off, "CANCEL", 2, "CANCELLED") })
        {
            Assert.Contains("UID:meeting@kith", lines);
            Assert.Contains($"METHOD:{method}", lines);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{sequence}"), lines);
            Assert.Contains($"STATUS:{status}", lines);
            Assert.Contains("DTSTAMP:20261124T093000Z", lines);
        }
        // From the Friday before summer time ends to the Monday after: ten o'clock in England both times.
        Assert.Contains("DTSTART;TZID=Europe/London:20261023T100000", sent);
        Assert.Contains("DTSTART;TZID=Europe/London:20261026T100000", moved);
        Assert.Contains("DTEND;TZID=Europe/London:20261026T120000", moved);
        Assert.Equal(new DateTime(2026, 10, 23, 9, 0, 0, DateTimeKind.Utc), LondonTime.ToUtc(new DateTime(2026, 10, 23, 10, 0, 0)));
        Assert.Equal(new DateTime(2026, 10, 26, 10, 0, 0, DateTimeKind.Utc), LondonTime.ToUtc(new DateTime(2026, 10, 26, 10, 0, 0)));
    }

    [Fact]
    public void The_zone_that_goes_with_it_says_what_the_country_does()
    {
        var lines = Lines(Of(CalendarMethod.Request, 0, new(2026, 12, 8), new(9, 0)).Write(Stamp));
        Assert.Contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", lines);
        Assert.Contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", lines);
        // The rule, worked out for fifteen years, is the zone that the machine knows.
        for (var year = 2020; year < 2035; year++)
        {
            foreach (var (month, before, after) in new[] { (3, 0, 1), (10, 1, 0) })
            {
                var last = new DateOnly(year, month, 31);
                var sunday = last.AddDays(-(int)last.DayOfWeek);
                var turn = sunday.ToDateTime(new TimeOnly(1, 0), DateTimeKind.Utc);
                Assert.Equal(before, (LondonTime.FromUtc(turn.AddMinutes(-1)) - turn.AddMinutes(-1)).TotalHours);
                Assert.Equal(after, (LondonTime.FromUtc(turn) - turn).TotalHours);
            }
        }
    }

    [Fact]
    public void A_meeting_without_a_time_takes_the_day()
    {
        var lines = Lines(Of(CalendarMethod.Request, 0, new(2026, 12, 31), null).Write(Stamp));
        Assert.Contains("DTSTART;VALUE=DATE:20261231", lines);
        Assert.Contains("DTEND;VALUE=DATE:20270101", lines);
        Assert.DoesNotContain("BEGIN:VTIMEZONE", lines);
    }

    [Fact]
    public void Whatever_stands_in_a_place_or_a_name_no_line_is_too_long_and_none_is_added()
    {
        var anything = Gen.OneOf(Gen.String, Gen.String[Gen.Char["\r\n;,\\\"é漢: "], 0, 200], Gen.Const("\r\nATTENDEE:mailto:all@example.org"), Gen.Const(new string('w', 300)));
        var lines = Lines(Of(CalendarMethod.Request, 0, new(2026, 12, 8), new(9, 0)).Write(Stamp)).Count;
        Gen.Select(anything, anything, anything)
            .Sample(
                (place, name, text) =>
                {
                    var written = (Of(CalendarMethod.Request, 0, new(2026, 12, 8), new(9, 0)) with { Place = "x" + place, AttendeeName = name, Text = "y" + text }).Write(Stamp);
                    Assert.All(written.Split("\r\n"), l => Assert.True(Encoding.UTF8.GetByteCount(l) <= 75, l));
                    Assert.DoesNotContain('\n', written.Replace("\r\n", "", StringComparison.Ordinal));
                    Assert.Equal(lines, Lines(written).Count);
                    Assert.Single(Lines(written), l => l.StartsWith("ATTENDEE", StringComparison.Ordinal));
                }
            );
    }

    /// <summary>The lines, unfolded.</summary>
    private static List<string> Lines(string calendar) => [.. calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private static CalendarInvitation Of(CalendarMethod method, int sequence, DateOnly on, TimeOnly? starts) =>
        new(
            method,
            "meeting@kith",
            sequence,
            on,
            starts,
            120,
            "Review conference",
            "Town hall, room 2",
            "Answer: https://kith.example/partner",
            "kith@council.example",
            "nisha@school.example",
            "Nisha Rao"
        );
}
