using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Protection;

/// <summary>What a strategy discussion decided for one child.</summary>
public enum StrategyOutcome
{
    /// <summary>No enquiry under section 47; help and support go on, or begin.</summary>
    NoEnquiry,

    /// <summary>An enquiry by children's social care alone.</summary>
    SingleAgency,

    /// <summary>An enquiry by children's social care together with the police.</summary>
    Joint,
}

/// <summary>An emergency power that was used, as the strategy discussion noted it.</summary>
public enum EmergencyPower
{
    /// <summary>Police protection, Children Act 1989 section 46: at most 72 hours.</summary>
    PoliceProtection,

    /// <summary>An emergency protection order, section 44: at most 8 days, extended once by at most 7.</summary>
    ProtectionOrder,
}

/// <summary>
/// A strategy discussion about one child: several agencies share what they know and decide whether to enquire. The
/// children spoken of together share <see cref="TogetherId"/>, which is the meeting with those who took part.
/// </summary>
public sealed class StrategyDiscussion : PersonRecord, ITogether
{
    public Guid? EpisodeId { get; set; }
    public Guid? TogetherId { get; set; }

    /// <summary>The day on which there was reasonable cause to suspect significant harm: the discussion follows at once.</summary>
    public DateOnly AskedOn { get; set; }
    public DateOnly? HeldOn { get; set; }

    /// <summary>What is feared for this child, and from whom or what.</summary>
    public string? Concern { get; set; }

    /// <summary>How this child is kept safe now.</summary>
    public string? Safety { get; set; }
    public StrategyOutcome? Outcome { get; set; }

    /// <summary>Why this was decided.</summary>
    public string? Rationale { get; set; }
    public EmergencyPower? Emergency { get; set; }
    public DateOnly? EmergencyFrom { get; set; }
    public DateOnly? EmergencyExtendedOn { get; set; }
    public DateOnly? EmergencyEndedOn { get; set; }

    /// <summary>The day on which it was decided that no discussion is needed after all, and why.</summary>
    public DateOnly? CalledOffOn { get; set; }
    public string? CalledOffReason { get; set; }
    public string? LateReason { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }
}

/// <summary>What an enquiry found.</summary>
public enum EnquiryFinding
{
    NotSubstantiated,
    NoContinuingRisk,
    ContinuingRisk,
}

/// <summary>An enquiry under section 47 of the Children Act 1989; it starts on the day of the strategy discussion.</summary>
public sealed class Section47Enquiry : PersonRecord, ITogether
{
    public Guid? EpisodeId { get; set; }
    public DateOnly StartedOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public DateOnly? ConferenceTargetOn { get; set; }
    public DateOnly? ConferenceOn { get; set; }
    public bool? ConferenceNotRequired { get; set; }

    /// <summary>What was found, in the words of <see cref="EnquiryFindings"/> or of the extract it came with.</summary>
    public string? Outcome { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }

    public Guid? StrategyDiscussionId { get; set; }

    /// <summary>The enquiries about children of one family that were begun together.</summary>
    public Guid? TogetherId { get; set; }

    /// <summary>True when the police enquire with children's social care.</summary>
    public bool? WithPolice { get; set; }
    public string? Analysis { get; set; }
    public bool? ChildSeen { get; set; }
    public bool? ChildSeenAlone { get; set; }

    /// <summary>Why no conference is held though a risk continues: the child is on a plan already, or is looked after.</summary>
    public string? NoConferenceReason { get; set; }

    /// <summary>The finding, where the outcome is in Kith's words; null while the enquiry goes on and for other words.</summary>
    public EnquiryFinding? Finding => EnquiryFindings.Read(Outcome);
}

/// <summary>The three findings of *Working Together*, in words.</summary>
public static class EnquiryFindings
{
    public const string NotSubstantiated = "Concerns not substantiated";
    public const string NoContinuingRisk = "Concerns substantiated; no continuing risk of significant harm";
    public const string ContinuingRisk = "Concerns substantiated; continuing risk of significant harm";

    /// <summary>The finding in words.</summary>
    public static string InWords(EnquiryFinding finding) =>
        finding switch
        {
            EnquiryFinding.NotSubstantiated => NotSubstantiated,
            EnquiryFinding.NoContinuingRisk => NoContinuingRisk,
            _ => ContinuingRisk,
        };

    /// <summary>The finding behind the words; null for words that are not Kith's.</summary>
    public static EnquiryFinding? Read(string? words) =>
        words switch
        {
            NotSubstantiated => EnquiryFinding.NotSubstantiated,
            NoContinuingRisk => EnquiryFinding.NoContinuingRisk,
            ContinuingRisk => EnquiryFinding.ContinuingRisk,
            _ => null,
        };
}
