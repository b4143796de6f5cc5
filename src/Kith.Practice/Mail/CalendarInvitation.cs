using System.Globalization;
using System.Text;

namespace Kith.Practice.Mail;

/// <summary>What a calendar is told of a meeting.</summary>
public enum CalendarMethod
{
    /// <summary>Put it in, or change it.</summary>
    Request,

    /// <summary>It is called off.</summary>
    Cancel,
}

/// <summary>
/// A meeting for somebody's calendar (RFC 5545, sent as RFC 5546 says). The same <see cref="Uid"/> with a higher
/// <see cref="Sequence"/> changes what was sent before; nothing in it names a child, because calendars are read by many.
/// </summary>
/// <param name="Uid">The same for every mail about one meeting.</param>
/// <param name="Sequence">0 for the first mail, one more for each change.</param>
/// <param name="On">The day in England.</param>
/// <param name="Starts">The time of day in England; null where none is set: then it takes the whole day.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record CalendarInvitation(
    CalendarMethod Method,
    string Uid,
    int Sequence,
    DateOnly On,
    TimeOnly? Starts,
    int Minutes,
    string Summary,
    string? Place,
    string? Text,
    string Organiser,
    string Attendee,
    string AttendeeName
)
{
    /// <summary>Octets of a line, without its end, as the standard wants it.</summary>
    private const int LongestLine = 75;

    /// <summary>The name of the method as it goes into the mail's own header as well.</summary>
    public string MethodName => Method == CalendarMethod.Request ? "REQUEST" : "CANCEL";

    /// <summary>The calendar object.</summary>
    /// <param name="stamp">The instant of writing.</param>
    public string Write(DateTime stamp)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Kith//Meetings//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, $"METHOD:{MethodName}");
        if (Starts is not null)
        {
            // Local time with its zone and not an instant: ten o'clock stays ten o'clock when summer time begins or ends,
            // and also when the law about it changes after the mail was sent.
            foreach (var line in London)
            {
                Line(text, line);
            }
        }
        Line(text, "BEGIN:VEVENT");
        Line(text, $"UID:{Uid}");
        Line(text, $"DTSTAMP:{stamp.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Sequence}"));
        if (Starts is { } starts)
        {
            var from = On.ToDateTime(starts);
            Line(text, $"DTSTART;TZID=Europe/London:{Local(from)}");
            Line(text, $"DTEND;TZID=Europe/London:{Local(from.AddMinutes(Minutes))}");
        }
        else
        {
            Line(text, $"DTSTART;VALUE=DATE:{On.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
            Line(text, $"DTEND;VALUE=DATE:{On.AddDays(1).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}");
        }
        Line(text, $"SUMMARY:{Escape(Summary)}");
        if (!string.IsNullOrWhiteSpace(Place))
        {
            Line(text, $"LOCATION:{Escape(Place)}");
        }
        if (!string.IsNullOrWhiteSpace(Text))
        {
            Line(text, $"DESCRIPTION:{Escape(Text)}");
        }
        Line(text, $"ORGANIZER:mailto:{Address(Organiser)}");
        Line(text, $"ATTENDEE;CN={Quoted(AttendeeName)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{Address(Attendee)}");
        Line(text, $"STATUS:{(Method == CalendarMethod.Request ? "CONFIRMED" : "CANCELLED")}");
        Line(text, "CLASS:PRIVATE");
        Line(text, "END:VEVENT");
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>The zone as it has been since 1996: summer time from one o'clock UTC on the last Sunday of March to the last of October.</summary>
    private static readonly string[] London =
    [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
        "DTSTART:19960331T010000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "TZNAME:GMT",
        "DTSTART:19961027T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];

    private static string Local(DateTime at) => at.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>Text as RFC 5545, 3.3.11 has it; what cannot stand in a calendar is left out.</summary>
    private static string Escape(string text) =>
        string.Concat(
            text.ReplaceLineEndings("\n")
                .Where(c => c == '\n' || !char.IsControl(c))
                .Select(c =>
                    c switch
                    {
                        '\\' => "\\\\",
                        ';' => "\\;",
                        ',' => "\\,",
                        '\n' => "\\n",
                        _ => c.ToString(),
                    }
                )
        );

    /// <summary>A parameter's value: no quotes or control characters can stand in it.</summary>
    private static string Quoted(string text) => $"\"{string.Concat(text.Where(c => c != '"' && !char.IsControl(c)))}\"";

    // Nobody's address adds a line of its own.
    private static string Address(string address) => string.Concat(address.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c)));

    /// <summary>One line, folded where it is longer than 75 octets, never inside a character.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                used = 1;
            }
            text.Append(rune);
            used += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
