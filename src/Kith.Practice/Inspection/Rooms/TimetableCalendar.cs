using System.Globalization;
using System.Text;
using Kith.Standards.Calendar;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>A timetable as a calendar file (iCalendar, RFC 5545), for diaries outside Kith.</summary>
public static class TimetableCalendar
{
    /// <summary>The file. Times are written in UTC, so that no diary has to know London's clock.</summary>
    public static string Of(string name, IEnumerable<RoomMeeting> meetings)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Kith//Inspection room//EN");
        foreach (var m in meetings)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{m.Id:N}@kith");
            Line(text, $"DTSTAMP:{At(m.On, m.From)}");
            Line(text, $"DTSTART:{At(m.On, m.From)}");
            Line(text, $"DTEND:{At(m.On, m.To ?? m.From.AddMinutes(30))}");
            Line(text, $"SUMMARY:{Escaped(m.What)}");
            Line(text, $"DESCRIPTION:{Escaped($"{m.Who}\n{name}")}");
            if (m.Place is { } place)
            {
                Line(text, $"LOCATION:{Escaped(place)}");
            }
            Line(text, "END:VEVENT");
        }
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string At(DateOnly on, TimeOnly at) => LondonTime.ToUtc(on.ToDateTime(at)).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    /// <summary>Lines of more than 75 octets go on in the next one, which begins with a space; a character is never cut.</summary>
    private static void Line(StringBuilder into, string line)
    {
        var room = 75;
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                into.Append("\r\n ");
                room = 74;
            }
            into.Append(rune.ToString());
            room -= rune.Utf8SequenceLength;
        }
        into.Append("\r\n");
    }
}
