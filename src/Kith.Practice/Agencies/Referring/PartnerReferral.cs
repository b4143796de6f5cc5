using System.ComponentModel.DataAnnotations;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Agencies;

/// <summary>Whether the family agrees that this is shared.</summary>
public enum SharingConsent
{
    [Display(Name = "Yes, they know and agree")]
    Agreed,

    [Display(Name = "They know, and do not agree")]
    Refused,

    [Display(Name = "They have not been told")]
    NotTold,
}

/// <summary>
/// On what ground information about a child is shared. The words follow the articles of the UK GDPR; consent is seldom
/// the right one where a child may need protection, and its absence never stops a referral.
/// </summary>
public enum LawfulBasis
{
    [Display(Name = "It is our public task to keep children safe", Description = "Usual for schools, health, police and councils. Article 6(1)(e)")]
    PublicTask,

    [Display(Name = "The law says that we must", Description = "Article 6(1)(c)")]
    LegalDuty,

    [Display(Name = "Somebody’s life is at risk", Description = "Article 6(1)(d)")]
    VitalInterests,

    [Display(Name = "We have a legitimate interest in keeping children safe", Description = "Usual for charities and clubs. Article 6(1)(f)")]
    LegitimateInterests,

    [Display(Name = "The family consents", Description = "Article 6(1)(a)")]
    Consent,
}

/// <summary>What a referrer may be told of the outcome: what happens next, and nothing of the record.</summary>
public enum ToldOutcome
{
    [Display(Name = "A worker is finding out what help the family needs")]
    Assessing,

    [Display(Name = "The family has a worker already, who knows what you told us")]
    HasWorker,

    [Display(Name = "Early help is offered to the family")]
    EarlyHelp,

    [Display(Name = "Another service can help, and the family was told which")]
    AnotherService,

    [Display(Name = "Children’s social care does nothing further now")]
    NothingFurther,

    [Display(Name = "We have it, and cannot tell you more")]
    CannotTell,
}

/// <summary>
/// What a partner tells us about one or more children, from the first words to the answer they are owed. It belongs to
/// the professional who wrote it; it becomes a contact when somebody on duty has said which children it is about.
/// </summary>
public sealed class PartnerReferral : Record
{
    /// <summary>The most children of one referral.</summary>
    public const int MostChildren = 12;

    public Guid ProfessionalId { get; set; }
    public Guid AgencyId { get; set; }
    public DateTime BegunAt { get; set; }
    public DateTime SavedAt { get; set; }

    /// <summary>True when a child may be hurt before the next working day.</summary>
    public bool Urgent { get; set; }

    /// <summary>When the page that says «telephone now» was shown, and with which number.</summary>
    public DateTime? UrgentShownAt { get; set; }
    public string? UrgentNumber { get; set; }

    /// <summary>Whom they say they spoke to on the telephone.</summary>
    public string? SpokeTo { get; set; }
    public string? Worries { get; set; }
    public string? GoingWell { get; set; }
    public string? Tried { get; set; }
    public string? Wanted { get; set; }
    public string? ChildSays { get; set; }

    /// <summary>How the family can be reached safely, and what must not happen.</summary>
    public string? Safety { get; set; }
    public SharingConsent? Consent { get; set; }

    /// <summary>Why the family was not told, or what they said.</summary>
    public string? ConsentReason { get; set; }
    public LawfulBasis? Basis { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>By which both sides name it on the telephone: «K7PQ-4MX2». Null until it was sent.</summary>
    public string? Reference { get; set; }

    /// <summary>When somebody on duty said which children it is about, and the contact it became.</summary>
    public DateTime? TakenInAt { get; set; }
    public Guid? TakenInByAccountId { get; set; }
    public Guid? ContactTogetherId { get; set; }

    /// <summary>The answer that the partner was given here.</summary>
    public DateOnly? AnsweredOn { get; set; }
    public ToldOutcome? Outcome { get; set; }
    public string? Answer { get; set; }
    public Guid? AnsweredByAccountId { get; set; }
    public DateTime? ThrownAwayAt { get; set; }
    public List<ReferredChild> Children { get; set; } = [];

    /// <summary>True while its writer can still change it.</summary>
    public bool IsDraft => SentAt is null && ThrownAwayAt is null;

    /// <summary>True while somebody on duty has to say which children it is about.</summary>
    public bool IsWaiting => SentAt is not null && TakenInAt is null;

    /// <summary>Answers the partner.</summary>
    internal void Tell(ToldOutcome outcome, string? words, DateOnly on, Actor by) => (Outcome, Answer, AnsweredOn, AnsweredByAccountId) = (outcome, words, on, by.AccountId);
}

/// <summary>One child of a referral, as the partner knows them. Whether the authority knows the child is not theirs to see.</summary>
public sealed class ReferredChild : Record
{
    public Guid ReferralId { get; set; }
    public int Number { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public DateOnly? DateOfBirth { get; set; }

    /// <summary>Where no date is known: «about 4», «due in March».</summary>
    public string? Age { get; set; }

    /// <summary>DfE sex code.</summary>
    public string? Sex { get; set; }
    public string? Address { get; set; }
    public string? Postcode { get; set; }
    public string? School { get; set; }

    /// <summary>Parents and carers, and who else lives there.</summary>
    public string? Carers { get; set; }

    /// <summary>The person whom somebody on duty found it to be.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>«Mia Thompson».</summary>
    public string Name => string.Join(' ', new[] { GivenName, FamilyName }.Where(n => !string.IsNullOrWhiteSpace(n)));
}

/// <summary>An event of a partner's referral, strung along its own chain until children are known.</summary>
public abstract record PartnerReferralEvent(Guid Referral) : TrailEvent
{
    public override string Chain => $"partner-referral:{Referral:N}";
}

/// <summary>A partner began to write a referral.</summary>
public sealed record PartnerReferralBegun(Guid Referral, Guid Professional, bool Urgent) : PartnerReferralEvent(Referral);

/// <summary>A partner was shown that they should telephone now, and the number.</summary>
public sealed record UrgentNumberShown(Guid Referral, Guid Professional, string Number) : PartnerReferralEvent(Referral);

/// <summary>A partner kept what they have written so far.</summary>
public sealed record PartnerReferralSaved(Guid Referral, Guid Professional, int Children) : PartnerReferralEvent(Referral);

/// <summary>A partner threw away a referral that they had not sent.</summary>
public sealed record PartnerReferralThrownAway(Guid Referral, Guid Professional) : PartnerReferralEvent(Referral);

/// <summary>A partner sent a referral, with the ground on which they share it.</summary>
public sealed record PartnerReferralSent(Guid Referral, Guid Professional, string Reference, int Children, bool Urgent, SharingConsent Consent, LawfulBasis Basis)
    : PartnerReferralEvent(Referral);

/// <summary>Somebody on duty opened a partner's referral.</summary>
public sealed record PartnerReferralRead(Guid Referral) : PartnerReferralEvent(Referral);

/// <summary>Somebody on duty said which children a partner's referral is about; it is a contact now.</summary>
public sealed record PartnerReferralTakenIn(Guid Referral, Guid Together) : PartnerReferralEvent(Referral);

/// <summary>A partner was told what came of their referral about a child.</summary>
public sealed record PartnerAnswered(Guid Person, Guid Referral, ToldOutcome Outcome, string? Words, DateOnly On) : PersonEvent(Person);

/// <summary>The words of partners' referrals.</summary>
public static class PartnerWords
{
    /// <summary>The DfE source code of an agency that has none of its own.</summary>
    public static string SourceOf(Agency kind) =>
        kind switch
        {
            Agency.Police => "6",
            Agency.Health => "3F",
            Agency.Education => "2A",
            Agency.Housing => "4",
            Agency.Legal or Agency.Probation => "7",
            Agency.Adults => "5A",
            Agency.OtherAuthority => "5C",
            _ => "8",
        };

    /// <summary>The outcome that goes with a decision on a contact, to begin from.</summary>
    public static ToldOutcome OutcomeOf(Contacts.ContactDecision? decision, Referrals.ReferralDecision? referral) =>
        referral switch
        {
            Referrals.ReferralDecision.Assess or Referrals.ReferralDecision.StrategyDiscussion => ToldOutcome.Assessing,
            Referrals.ReferralDecision.EarlyHelp => ToldOutcome.EarlyHelp,
            Referrals.ReferralDecision.NoFurtherAction => ToldOutcome.NothingFurther,
            _ => decision switch
            {
                Contacts.ContactDecision.ForTheWorker => ToldOutcome.HasWorker,
                Contacts.ContactDecision.EarlyHelp => ToldOutcome.EarlyHelp,
                Contacts.ContactDecision.Signpost => ToldOutcome.AnotherService,
                Contacts.ContactDecision.Referral => ToldOutcome.Assessing,
                _ => ToldOutcome.NothingFurther,
            },
        };

    /// <summary>«A worker is finding out what help the family needs».</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        typeof(T).GetField(value.ToString())?.GetCustomAttributes(typeof(DisplayAttribute), false) is [DisplayAttribute { Name: { } name }, ..] ? name : value.ToString();
}
