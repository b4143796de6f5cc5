using Kith.Standards.Calendar;

namespace Kith.Practice.Network;

/// <summary>The network and its plans as people say them.</summary>
public static class NetworkWords
{
    /// <summary>The rungs of strength, weakest first, as lists and filters name them.</summary>
    public static string Strength(ContingencyStrength strength) =>
        strength switch
        {
            ContingencyStrength.LongTermVerified => "Long term, checked",
            ContingencyStrength.LongTermUnverified => "Long term, not yet checked",
            ContingencyStrength.ImmediateOnly => "Stops at immediate support",
            _ => "No plan yet",
        };

    /// <summary>«Tonight», «For weeks», «Long term».</summary>
    public static string Of(Horizon horizon) =>
        horizon switch
        {
            Horizon.Tonight => "Tonight",
            Horizon.Weeks => "For weeks",
            _ => "Long term",
        };

    /// <summary>As a choice.</summary>
    public static string Of(LegalRoute route) =>
        route switch
        {
            LegalRoute.Parent => "With a parent",
            LegalRoute.FamilyArrangement => "Family arrangement, no order",
            LegalRoute.KinshipFoster => "Kinship foster care",
            LegalRoute.ChildArrangementsOrder => "Child arrangements order",
            LegalRoute.SpecialGuardianship => "Special guardianship",
            LegalRoute.Adoption => "Adoption",
            _ => "Private fostering",
        };

    /// <summary>As a choice.</summary>
    public static string Of(Viability viability) =>
        viability switch
        {
            Viability.UnderWay => "Under way",
            Viability.Positive => "Positive",
            Viability.Negative => "Negative",
            _ => "Not done yet",
        };

    /// <summary>As a choice.</summary>
    public static string Of(Closeness closeness) =>
        closeness switch
        {
            Closeness.VeryClose => "Very close",
            Closeness.Close => "Close",
            Closeness.Some => "Some contact",
            Closeness.Distant => "Distant",
            _ => "Difficult",
        };

    /// <summary>As a choice.</summary>
    public static string Of(HelpDirection help) =>
        help switch
        {
            HelpDirection.ToTheChild => "They help the child",
            HelpDirection.FromTheChild => "The child looks after them",
            _ => "Both help each other",
        };

    /// <summary>As a choice.</summary>
    public static string Of(Willingness willing) =>
        willing switch
        {
            Willingness.Yes => "Willing",
            Willingness.WithHelp => "Willing, with help",
            Willingness.No => "Not willing or not able",
            _ => "Not asked yet",
        };

    /// <summary>As a choice.</summary>
    public static string Of(ContactSafety safety) =>
        safety switch
        {
            ContactSafety.Safe => "Safe to be in touch",
            ContactSafety.WithCare => "Only in a certain way",
            ContactSafety.NotSafe => "Not safe to be in touch",
            _ => "Not known yet",
        };

    /// <summary>As a choice.</summary>
    public static string Of(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.UnderWay => "Under way",
            CheckOutcome.Clear => "Done, nothing of concern",
            CheckOutcome.Concern => "Done, with a concern",
            _ => "Not done yet",
        };

    /// <summary>As a choice.</summary>
    public static string Of(CircumstanceKind kind) =>
        kind switch
        {
            CircumstanceKind.Health => "Health",
            CircumstanceKind.Home => "Home",
            CircumstanceKind.Work => "Work or money",
            CircumstanceKind.Relationship => "A relationship",
            _ => "Something else",
        };

    /// <summary>What is missing, as the next thing to do.</summary>
    /// <param name="who">The person it concerns; empty where it concerns nobody.</param>
    /// <param name="child">The child's name.</param>
    public static string Next(ContingencyGap gap, string who, string child) =>
        gap switch
        {
            ContingencyGap.NoPlan => "Ask the family who would step in: tonight, for weeks, for good",
            ContingencyGap.NoTrigger => "Name what would set the plan going",
            ContingencyGap.NobodyTonight => "Nobody is named for tonight",
            ContingencyGap.NobodyForWeeks => "Nobody is named for the first weeks",
            ContingencyGap.NobodyLongTerm => $"Nobody is named for the long term: ask the family who could bring {child} up if it came to it",
            ContingencyGap.NotAsked => $"Ask whether {who} is willing",
            ContingencyGap.Declined => $"{who} is not able to: ask who else could",
            ContingencyGap.NotAgreed => $"Agree the long-term part with {who}",
            ContingencyGap.NoConsent => $"Record that {who} consents to be part of the plan",
            ContingencyGap.NotSafe => $"Find out whether it is safe to be in touch with {who}",
            ContingencyGap.ChecksMissing => $"Finish the checks on {who}",
            ContingencyGap.ChecksConcern => $"The checks on {who} found a concern: decide with the manager",
            ContingencyGap.ViabilityMissing => $"Finish the viability assessment of {who}",
            ContingencyGap.NotViable => $"The viability assessment of {who} was negative: ask who else could",
            ContingencyGap.NoLegalRoute => $"Settle the legal route with {who}",
            ContingencyGap.NoChildView => $"Ask {child} what they think of it",
            ContingencyGap.NoReviewDate => "Set the day on which it is looked at again",
            _ => $"Look at what changed for {who}",
        };

    /// <summary>What changed about someone.</summary>
    public static string Changed(ContingencyChange what, string who, DateOnly since) =>
        what switch
        {
            ContingencyChange.Address => $"{who} has a different address ({DateWords.Medium(since)})",
            ContingencyChange.ConsentEnded => $"{who} took back their consent on {DateWords.Medium(since)}",
            ContingencyChange.NoLongerWilling => $"{who} is not willing or not able any more",
            ContingencyChange.Died => $"{who} died on {DateWords.Medium(since)}",
            _ => $"Something changed for {who} on {DateWords.Medium(since)}",
        };
}
