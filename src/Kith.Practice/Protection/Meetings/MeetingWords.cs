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
}
