using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>What pages say about times missing.</summary>
public static class MissingWords
{
    /// <summary>What return interviews are about: key → words, in the order shown. What pulls a child away and what pushes it.</summary>
    public static IReadOnlyDictionary<string, string> Themes { get; } =
        new Dictionary<string, string>
        {
            ["home"] = "Conflict or unhappiness at home",
            ["harm"] = "Not safe at home or where they live",
            ["placement"] = "Unhappy in the placement",
            ["family"] = "To be with family",
            ["friends"] = "To be with friends",
            ["partner"] = "To be with a boyfriend or girlfriend",
            ["criminal"] = "Criminal exploitation, carrying or selling drugs",
            ["sexual"] = "Sexual exploitation",
            ["online"] = "Met somebody from online",
            ["substance"] = "Alcohol or drugs",
            ["mind"] = "Low mood, self-harm, distress",
            ["school"] = "School: bullying, exclusion, not being there",
            ["understood"] = "Needs linked to a disability or to communication",
            ["freedom"] = "Rules and freedom, coming home late",
        };

    /// <summary>True for being away without leave, in Kith's words and in those of other systems («Absent», «Away»).</summary>
    public static bool IsAway(string? kind) => kind?.StartsWith('A') == true || kind?.StartsWith('a') == true;

    public static string Of(GoneFrom? from) =>
        from switch
        {
            GoneFrom.Home => "Home",
            GoneFrom.Placement => "Where they live in care",
            GoneFrom.School => "School",
            GoneFrom.FamilyOrFriends => "Family or friends",
            GoneFrom.Elsewhere => "Somewhere else",
            _ => "Not recorded",
        };

    public static string Of(FoundHow how) =>
        how switch
        {
            FoundHow.CameBack => "Came back by themselves",
            FoundHow.FamilyFound => "Found by family or friends",
            FoundHow.PoliceFound => "Found by the police",
            FoundHow.CarerFound => "Found by a carer",
            FoundHow.WorkerFound => "Found by a worker",
            _ => "In another way",
        };

    public static string Of(HarmAway harm) =>
        harm switch
        {
            HarmAway.NoneKnown => "No harm is known",
            HarmAway.Feared => "Harm is feared",
            _ => "The child was harmed",
        };

    public static string Of(MissingState state) =>
        state switch
        {
            MissingState.Missing => "Missing now",
            MissingState.Returned => "Back, interview to be offered",
            MissingState.Offered => "Interview offered",
            MissingState.NotOffered => "Interview not offered",
            MissingState.Refused => "Interview not wanted",
            _ => "Interview held",
        };

    /// <summary>Every fact of a time missing, as people call it and in words; null where nothing is recorded.</summary>
    public static IReadOnlyList<(string Field, string? Text)> Told(MissingEpisode e, DateOnly today) =>
        [
            ("Missing or away", IsAway(e.Kind) ? "Away without leave" : "Missing"),
            ("Last seen at", DateWords.Moment(e.MissingFrom, today)),
            ("Went from", e.GoneFrom is { } from ? Of(from) : null),
            ("Told to the police", e.ReportedAt is { } reported ? DateWords.Moment(reported, today) : null),
            ("Reported by", e.ReportedBy),
            ("Police reference", e.PoliceReference),
            ("When last seen", e.LastSeen),
            ("Thought to be", e.ThoughtToBe),
            ("Found or back", e.FoundAt is { } found ? DateWords.Moment(found, today) : null),
            ("How", e.FoundHow is { } how ? Of(how) : null),
            ("Where", e.FoundWhere),
            ("With whom", e.FoundWith),
            ("Harm", e.Harm is { } harm ? Of(harm) : null),
            ("What harm", e.HarmWhat),
        ];

    /// <summary>A theme in words; what is not known by a key stands as it is.</summary>
    public static string Theme(string key) => Themes.GetValueOrDefault(key, key);
}
