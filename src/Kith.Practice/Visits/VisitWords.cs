namespace Kith.Practice.Visits;

/// <summary>What pages and documents say about visits.</summary>
public static class VisitWords
{
    /// <summary>«Child protection visit».</summary>
    public static string Kind(VisitKind kind) =>
        kind switch
        {
            VisitKind.ChildInNeed => "Child in need visit",
            VisitKind.ChildProtection => "Child protection visit",
            VisitKind.LookedAfter => "Visit to a looked after child",
            VisitKind.Assessment => "Assessment visit",
            _ => "Other visit",
        };

    /// <summary>«Nobody was in».</summary>
    public static string Missed(VisitMissed why) =>
        why switch
        {
            VisitMissed.NobodyIn => "Nobody was in",
            VisitMissed.FamilyRefused => "The family did not let us in",
            VisitMissed.FamilyCancelled => "The family asked for another day",
            VisitMissed.ChildElsewhere => "The children were somewhere else",
            VisitMissed.WorkerUnavailable => "The worker could not come",
            VisitMissed.NotSafe => "It was not safe to visit",
            _ => "Another reason",
        };

    /// <summary>Where visits take place.</summary>
    public static IReadOnlyList<string> Places { get; } = ["Home", "School", "Placement", "Office", "Community"];

    /// <summary>How children are heard.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["Talking", "Drawing", "Play", "Objects of reference", "Signing", "Observation", "Advocate", "App or letter", "Other"];
}
