using Kith.Practice.Acts;

namespace Kith.Practice.Protection.Meetings;

/// <summary>Words about meetings.</summary>
public static class MeetingWords
{
    /// <summary>«Core group», as at the beginning of a line.</summary>
    public static string Kind(MeetingKind kind) =>
        kind switch
        {
            MeetingKind.StrategyDiscussion => "Strategy discussion",
            MeetingKind.InitialConference => "Initial child protection conference",
            MeetingKind.TransferInConference => "Transfer-in conference",
            MeetingKind.ReviewConference => "Review conference",
            MeetingKind.CoreGroup => "Core group",
            _ => "Review of the child in need plan",
        };

    /// <summary>A time of day as people write it, «10.30» or «2 pm», in the form «14:00»; null when nothing is written or it is no time, which is then among the problems.</summary>
    public static string? Time(string? text, string field, List<Problem> problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (TimeOnly.TryParse(text.Trim().Replace('.', ':'), System.Globalization.CultureInfo.InvariantCulture, out var time))
        {
            return time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        }
        problems.Add(new Problem(field, "Enter a time, like 10:00"));
        return null;
    }
}
