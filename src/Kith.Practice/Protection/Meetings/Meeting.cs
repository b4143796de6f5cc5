using System.ComponentModel.DataAnnotations;
using Kith.Practice.Store;

namespace Kith.Practice.Protection.Meetings;

public enum MeetingKind
{
    StrategyDiscussion,
    InitialConference,
    TransferInConference,
    ReviewConference,
    CoreGroup,
    NeedReview,
}

/// <summary>
/// What a meeting about one or more children has once: when and where it is to be, who chairs it, what was shared and
/// said for all of them. Its id is the <c>TogetherId</c> of each child's own record of it, which says when it was held
/// and what was decided for that child.
/// </summary>
public sealed class Meeting : Record
{
    public MeetingKind Kind { get; set; }
    public DateOnly? PlannedOn { get; set; }

    /// <summary>Time of day as people write it: «10:00».</summary>
    public string? StartsAt { get; set; }
    public string? Place { get; set; }
    public Guid? ChairWorkerId { get; set; }
    public Guid? TeamId { get; set; }

    /// <summary>What agencies told each other, for all children.</summary>
    public string? InformationShared { get; set; }

    /// <summary>What was checked with whom: police, health, school, probation, adults' services.</summary>
    public string? AgencyChecks { get; set; }

    /// <summary>Minutes: what was said, for all children.</summary>
    public string? Minutes { get; set; }

    /// <summary>Whether enough agencies took part; null until it was held.</summary>
    public bool? Quorate { get; set; }

    /// <summary>Why it went ahead although too few took part.</summary>
    public string? NotQuorateReason { get; set; }

    /// <summary>How often the invitations were changed since they first went out: calendars take a higher number for the newer word.</summary>
    public int InvitationSequence { get; set; }
    public List<Participant> Participants { get; set; } = [];
}

/// <summary>Whom a participant speaks for.</summary>
public enum Agency
{
    [Display(Name = "Children's social care")]
    SocialCare,
    Police,
    Health,
    Education,

    [Display(Name = "Probation")]
    Probation,

    [Display(Name = "Adults' services")]
    Adults,
    Housing,

    [Display(Name = "Voluntary organisation")]
    Voluntary,

    [Display(Name = "Legal services")]
    Legal,
    Family,
    Advocate,

    [Display(Name = "Another authority")]
    OtherAuthority,
    Other,
}

public enum Reply
{
    Coming,
    Apologies,
}

/// <summary>Someone asked to a meeting, or who took part: invitation, report, attendance, and what they thought of the decision.</summary>
public sealed class Participant : Record
{
    public Guid MeetingId { get; set; }
    public Agency Agency { get; set; }
    public required string Name { get; set; }

    /// <summary>«School nurse», «Mother of Mia».</summary>
    public string? Part { get; set; }

    /// <summary>Where the invitation goes: an email or a postal address.</summary>
    public string? Address { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>Who they are in the directory of agencies; then they can answer and report on their own page.</summary>
    public Guid? ProfessionalId { get; set; }
    public DateOnly? InvitedOn { get; set; }
    public Reply? Reply { get; set; }
    public bool? Attended { get; set; }
    public bool ReportAsked { get; set; }
    public DateOnly? ReportDueOn { get; set; }
    public DateOnly? ReportReceivedOn { get; set; }

    /// <summary>The report that they wrote on their own page, and when they sent it.</summary>
    public string? Report { get; set; }
    public DateTime? ReportSentAt { get; set; }

    /// <summary>False when they did not agree with what was decided; what they said is in <see cref="View"/>.</summary>
    public bool? Agrees { get; set; }
    public string? View { get; set; }
}

/// <summary>When enough agencies take part in a meeting.</summary>
public static class Quoracy
{
    /// <summary>
    /// Those who must take part in a strategy discussion: children's social care, the police and health, and the
    /// referrer as well where they are another (*Working Together to Safeguard Children*, chapter 3).
    /// </summary>
    public static readonly IReadOnlyList<Agency> StrategyNeeds = [Agency.SocialCare, Agency.Police, Agency.Health];

    /// <summary>
    /// Agencies besides children's social care without which a conference usually does not go ahead. *Working Together*
    /// gives no number; local procedures mostly say two. Not verified in a national text.
    /// </summary>
    public const int ConferenceOthers = 2;

    private static readonly Agency[] Professional =
    [
        Agency.Police,
        Agency.Health,
        Agency.Education,
        Agency.Probation,
        Agency.Adults,
        Agency.Housing,
        Agency.Voluntary,
        Agency.OtherAuthority,
        Agency.Other,
    ];

    /// <summary>What is wanting for the meeting to be quorate, in words; null when nothing is.</summary>
    public static string? Wanting(MeetingKind kind, IEnumerable<Agency> present)
    {
        var there = present.ToHashSet();
        if (kind == MeetingKind.StrategyDiscussion)
        {
            var missing = StrategyNeeds.Where(a => !there.Contains(a)).Select(InWords).ToList();
            return missing.Count == 0 ? null : $"without {Listed(missing)}";
        }
        if (kind is MeetingKind.InitialConference or MeetingKind.ReviewConference or MeetingKind.TransferInConference)
        {
            if (!there.Contains(Agency.SocialCare))
            {
                return "without children's social care";
            }
            var others = Professional.Count(there.Contains);
            return others >= ConferenceOthers ? null
                : others == 0 ? "with no agency besides children's social care"
                : "with only one agency besides children's social care";
        }
        return null;
    }

    /// <summary>The agency in words, as in a sentence.</summary>
    public static string InWords(Agency agency) =>
        agency switch
        {
            Agency.SocialCare => "children's social care",
            Agency.Police => "the police",
            Agency.Adults => "adults' services",
            Agency.Voluntary => "a voluntary organisation",
            Agency.Legal => "legal services",
            Agency.Family => "the family",
            Agency.Advocate => "an advocate",
            Agency.OtherAuthority => "another authority",
            Agency.Other => "another agency",
            _ => agency.ToString().ToLowerInvariant(),
        };

    internal static string Listed(IReadOnlyList<string> words) => words.Count < 2 ? string.Concat(words) : string.Join(", ", words.SkipLast(1)) + " and " + words[^1];
}
