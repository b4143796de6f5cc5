namespace Kith.Practice.EdgeOfCare;

/// <summary>What pages say about intensive support.</summary>
public static class SupportWords
{
    /// <summary>Who the team is for: key → words, in the order shown. One at least is met by whoever is accepted.</summary>
    public static IReadOnlyDictionary<string, string> Criteria { get; } =
        new Dictionary<string, string>
        {
            ["care"] = "Likely to come into care within weeks if nothing changes",
            ["breakdown"] = "The family says it cannot go on, or has asked for the child to leave",
            ["exploited"] = "Exploited, or at high risk of it, and drawn away from the family",
            ["missing"] = "Missing again and again",
            ["home"] = "Coming home from care, and the family needs help to make it last",
            ["kinship"] = "Lives with relatives or friends, and that may not last",
            ["violence"] = "Violence between a young person and the family",
        };

    public static string Of(SupportState state) =>
        state switch
        {
            SupportState.Referred => "Asked, not decided",
            SupportState.Declined => "Declined",
            SupportState.Waiting => "Waiting for a practitioner",
            SupportState.Withdrawn => "Withdrawn",
            SupportState.Working => "Intensive support",
            SupportState.SteppingDown => "Stepping down",
            _ => "Ended",
        };

    public static string Of(SupportUrgency urgency) =>
        urgency switch
        {
            SupportUrgency.Today => "Today",
            SupportUrgency.ThisWeek => "This week",
            _ => "Within weeks",
        };

    public static string Of(SupportEnd end) =>
        end switch
        {
            SupportEnd.GoalsReached => "The goals were reached",
            SupportEnd.HandedOn => "Others carry on",
            SupportEnd.FamilyStopped => "The family did not want to go on",
            SupportEnd.CameIntoCare => "The child came into care",
            SupportEnd.MovedAway => "The family moved away",
            _ => "For another reason",
        };

    public static string Of(SessionKind kind) =>
        kind switch
        {
            SessionKind.WithFamily => "With the family together",
            SessionKind.WithParent => "With a parent or carer",
            SessionKind.WithChild => "With the child alone",
            SessionKind.Mediation => "Mediation",
            SessionKind.Crisis => "In a crisis",
            SessionKind.Respite => "Respite: a break for child or family",
            SessionKind.Practical => "Practical help",
            SessionKind.Therapeutic => "Therapeutic work",
            _ => "With school or college",
        };

    public static string Of(LookAnswer answer) =>
        answer switch
        {
            LookAnswer.Yes => "Yes",
            LookAnswer.Partly => "Partly",
            LookAnswer.No => "No",
            _ => "Not known",
        };

    /// <summary>A criterion in words; what is not known by a key stands as it is.</summary>
    public static string Criterion(string key) => Criteria.GetValueOrDefault(key, key);

    /// <summary>«1 hour», «2 hours 30», «45 minutes».</summary>
    public static string Time(int minutes) =>
        minutes < 60 ? $"{minutes} minutes"
        : minutes % 60 == 0 ? (minutes == 60 ? "1 hour" : $"{minutes / 60} hours")
        : $"{(minutes / 60 == 1 ? "1 hour" : $"{minutes / 60} hours")} {minutes % 60}";
}
