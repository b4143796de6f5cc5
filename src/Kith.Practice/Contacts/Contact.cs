using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Store;

namespace Kith.Practice.Contacts;

/// <summary>How someone told us.</summary>
public enum ContactChannel
{
    Telephone,
    Email,
    PoliceNotification,
    OnlineForm,
    InPerson,
    Letter,
    WithinCouncil,
}

/// <summary>What was decided to do about a contact.</summary>
public enum ContactDecision
{
    /// <summary>Nothing more than the advice that was given.</summary>
    NoFurtherAction,

    /// <summary>Another service can help; the family was told which, or the service was told of the family.</summary>
    Signpost,
    EarlyHelp,

    /// <summary>The child has a worker already, who was told.</summary>
    ForTheWorker,

    /// <summary>A manager decides on it as a referral.</summary>
    Referral,
}

/// <summary>
/// Someone told us something about a child. Not yet a referral. One row for each child that it is about, joined by
/// <see cref="TogetherId"/>; each row holds the whole of what was said, because a contact is written once, on the day.
/// </summary>
public sealed class Contact : PersonRecord, ITogether
{
    public DateOnly ReceivedOn { get; set; }

    /// <summary>DfE referral source code.</summary>
    public string? SourceCode { get; set; }

    /// <summary>What we were told.</summary>
    public string? Summary { get; set; }

    /// <summary>What came of it, in words.</summary>
    public string? Outcome { get; set; }

    /// <summary>The team in whose queue it waits.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>Who is on it.</summary>
    public Guid? WorkerId { get; set; }

    /// <summary>The same on all children of one contact. Null on rows that came from an extract.</summary>
    public Guid? TogetherId { get; set; }

    /// <summary>The instant it came in.</summary>
    public DateTime? ReceivedAt { get; set; }
    public ContactChannel? Channel { get; set; }

    /// <summary>Who told us, for whom they work, and how to reach them.</summary>
    public string? FromName { get; set; }
    public string? FromAgency { get; set; }
    public string? FromReach { get; set; }

    /// <summary>Whether the family knows that we were told; null while unknown.</summary>
    public bool? FamilyKnows { get; set; }
    public DateTime? TakenAt { get; set; }
    public ContactDecision? Decision { get; set; }
    public DateOnly? DecidedOn { get; set; }
    public Guid? DecidedByAccountId { get; set; }

    /// <summary>Why, and what advice was given.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>The service that the family was pointed to.</summary>
    public string? SignpostedTo { get; set; }

    /// <summary>Why it was decided after its time; null when it was in time.</summary>
    public string? LateReason { get; set; }

    /// <summary>The referral that was made of it.</summary>
    public Guid? EpisodeId { get; set; }

    /// <summary>The partner's referral that it came from, whose writer reads the answer on a page of their own.</summary>
    public Guid? PartnerReferralId { get; set; }

    /// <summary>When that partner was told what came of it.</summary>
    public DateOnly? ReferrerToldOn { get; set; }

    /// <summary>
    /// True while a partner is owed an answer about a contact that no referral was made of. Where one was, the referral
    /// owes it.
    /// </summary>
    public bool OwesPartner => PartnerReferralId is not null && Decision is not null and not ContactDecision.Referral && ReferrerToldOn is null;

    /// <summary>True while somebody has to decide what to do about it.</summary>
    public bool IsWaiting => !IsFromExtract && TogetherId is not null && DecidedOn is null;

    /// <summary>Someone takes it: from now on it is theirs to decide, or to pass on.</summary>
    public void Take(Guid worker, DateTime at)
    {
        WorkerId = worker;
        TakenAt = at;
    }

    /// <summary>Puts it back into the queue of a team, for nobody in particular.</summary>
    public void PassOn(Guid team, Guid? worker, DateTime at)
    {
        TeamId = team;
        WorkerId = worker;
        TakenAt = worker is null ? null : at;
    }

    /// <summary>Decides what to do about it.</summary>
    public void Decide(ContactDecision decision, string reason, string? signpostedTo, string? lateReason, Guid? episode, DateOnly on, Actor by)
    {
        Decision = decision;
        DecidedOn = on;
        DecidedByAccountId = by.AccountId;
        DecisionReason = reason;
        SignpostedTo = signpostedTo;
        LateReason = lateReason;
        EpisodeId = episode;
        Outcome = ContactWords.Decision(decision);
    }

    /// <summary>Opens it again, for another decision.</summary>
    public void Reconsider()
    {
        (Decision, DecidedOn, DecidedByAccountId, DecisionReason, SignpostedTo, LateReason, Outcome) = (null, null, null, null, null, null, null);
        // Whatever the referrer was told is not so any more: they are told again of the new decision.
        ReferrerToldOn = null;
    }
}

/// <summary>
/// What an agency was asked about the children of a contact, and what it answered. It belongs to the contact as a
/// whole: an answer about a family is written once.
/// </summary>
public sealed class InformationRequest : Record
{
    /// <summary>The contact: see <see cref="Contact.TogetherId"/>.</summary>
    public Guid TogetherId { get; set; }
    public required string Agency { get; set; }

    /// <summary>What was asked, and why it may be shared.</summary>
    public string? Question { get; set; }

    /// <summary>True when the family agreed; false when it is shared without, because a child may be at risk.</summary>
    public bool WithConsent { get; set; }
    public DateOnly AskedOn { get; set; }

    /// <summary>By when the answer is needed for the contact to be decided in time.</summary>
    public DateOnly NeededBy { get; set; }
    public Guid AskedByAccountId { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? Answer { get; set; }

    /// <summary>True when the agency has said that it holds nothing, or will not answer.</summary>
    public bool NothingHeld { get; set; }

    /// <summary>True while the agency has not answered.</summary>
    public bool IsOpen => AnsweredOn is null;

    /// <summary>Records what came back.</summary>
    /// <exception cref="NotAcceptedException">It has been answered.</exception>
    public void Receive(string? answer, bool nothingHeld, DateOnly on)
    {
        if (!IsOpen)
        {
            throw new NotAcceptedException("", "The answer has been recorded already");
        }
        (Answer, NothingHeld, AnsweredOn) = (answer, nothingHeld, on);
    }
}

/// <summary>The words of contacts.</summary>
public static class ContactWords
{
    /// <summary>«Police notification».</summary>
    public static string Channel(ContactChannel channel) =>
        channel switch
        {
            ContactChannel.Telephone => "Telephone",
            ContactChannel.Email => "Email",
            ContactChannel.PoliceNotification => "Police notification",
            ContactChannel.OnlineForm => "Online form",
            ContactChannel.InPerson => "In person",
            ContactChannel.Letter => "Letter",
            _ => "From within the council",
        };

    /// <summary>«Signposted to another service».</summary>
    public static string Decision(ContactDecision decision) =>
        decision switch
        {
            ContactDecision.NoFurtherAction => "No further action, with advice",
            ContactDecision.Signpost => "Signposted to another service",
            ContactDecision.EarlyHelp => "Early help",
            ContactDecision.ForTheWorker => "Passed to the child's worker",
            _ => "Progressed to referral",
        };
}
