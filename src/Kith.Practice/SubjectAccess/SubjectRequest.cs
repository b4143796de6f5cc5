using System.ComponentModel.DataAnnotations;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.Practice.SubjectAccess;

/// <summary>Who asks to read what is held about a person.</summary>
public enum SubjectAsker
{
    [Display(Name = "The person themselves")]
    Person,

    [Display(Name = "A parent, for their child", Description = "Only where the child cannot ask themselves, or agrees")]
    Parent,

    [Display(Name = "A solicitor, for the person")]
    Solicitor,

    [Display(Name = "Somebody else, for the person", Description = "An advocate, a guardian, an attorney")]
    Other,
}

/// <summary>How a request ended without a pack.</summary>
public enum SubjectEnd
{
    [Display(Name = "The person took it back")]
    TakenBack,

    [Display(Name = "We hold nothing about the person")]
    NothingHeld,

    [Display(Name = "Whoever asked may not ask for this person")]
    NoAuthority,

    [Display(Name = "Manifestly unfounded or excessive (UK GDPR article 12(5))")]
    Refused,
}

/// <summary>How a request stands.</summary>
public enum SubjectState
{
    [Display(Name = "Waits for proof of identity")]
    WaitingForIdentity,

    [Display(Name = "Waits for an answer to our question")]
    WaitingForClarity,

    [Display(Name = "To be gathered")]
    ToGather,

    [Display(Name = "Being read")]
    BeingRead,

    [Display(Name = "With a second person")]
    WithSecond,

    [Display(Name = "Agreed, to be given")]
    Agreed,

    [Display(Name = "Given")]
    Given,

    [Display(Name = "Ended")]
    Ended,
}

/// <summary>Somebody asks to read what is held about a person (UK GDPR article 15), and what became of that.</summary>
public sealed class SubjectRequest : PersonRecord
{
    /// <summary>A short name for letters, which says nothing of anybody: «SA-4F2A91».</summary>
    public required string Reference { get; set; }
    public SubjectAsker Asker { get; set; }
    public required string AskerName { get; set; }

    /// <summary>On what authority somebody else asks: parental responsibility, a signed form, an order.</summary>
    public string? Authority { get; set; }

    /// <summary>What is asked for, as the person put it.</summary>
    public required string Wants { get; set; }

    /// <summary>The sections that are asked for, with line breaks between; null for everything.</summary>
    public string? Sections { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public DateOnly ReceivedOn { get; set; }
    public required string RecipientName { get; set; }

    /// <summary>Where the answer goes: an address or an e-mail address.</summary>
    public required string RecipientAddress { get; set; }
    public bool LargePrint { get; set; }

    /// <summary>The ids of others in whose records what stands about the person is looked for, with line breaks between; null for nobody's: see <see cref="Collecting.ChooseElsewhere"/>.</summary>
    public string? AlsoIn { get; set; }
    public DateOnly? IdentityAskedOn { get; set; }
    public DateOnly? IdentityShownOn { get; set; }
    public string? IdentityHow { get; set; }
    public DateOnly? ClarityAskedOn { get; set; }
    public string? ClarityQuestion { get; set; }
    public DateOnly? ClarityGivenOn { get; set; }
    public string? ClarityAnswer { get; set; }
    public DateOnly? ExtendedOn { get; set; }

    /// <summary>Why it takes longer, as the person was told.</summary>
    public string? ExtendedWhy { get; set; }

    /// <summary>The day on which the answer is due; null while the month has not begun or stands still. An index of <see cref="Due"/>.</summary>
    public DateOnly? DueOn { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime RecordedAt { get; set; }

    /// <summary>How often it was gathered, and when last.</summary>
    public int Gathered { get; set; }
    public DateTime? GatheredAt { get; set; }

    /// <summary>Asked of a second person; taken away again when they send it back.</summary>
    public DateTime? AgreementAskedAt { get; set; }
    public DateTime? AgreedAt { get; set; }
    public string? AgreedBy { get; set; }

    /// <summary>What was agreed, as a digest: nothing else may be given.</summary>
    public string? AgreedDigest { get; set; }
    public DateTime? GivenAt { get; set; }
    public DateOnly? GivenOn { get; set; }
    public string? GivenBy { get; set; }
    public string? GivenHow { get; set; }

    /// <summary>Whom the pack says to talk to.</summary>
    public string? TalkTo { get; set; }
    public SubjectEnd? End { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? EndedWhy { get; set; }

    /// <summary>How it stands, from its facts.</summary>
    public SubjectState State =>
        End is not null ? SubjectState.Ended
        : GivenAt is not null ? SubjectState.Given
        : AgreedAt is not null ? SubjectState.Agreed
        : AgreementAskedAt is not null ? SubjectState.WithSecond
        : this is { IdentityAskedOn: not null, IdentityShownOn: null } ? SubjectState.WaitingForIdentity
        : this is { ClarityAskedOn: not null, ClarityGivenOn: null } ? SubjectState.WaitingForClarity
        : Gathered == 0 ? SubjectState.ToGather
        : SubjectState.BeingRead;

    /// <summary>Others in whose records is looked, as ids; what is none is nobody.</summary>
    public IReadOnlyList<Guid> Elsewhere =>
        [.. (AlsoIn ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Guid.TryParse(line, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    /// <summary>True until the answer was given or the request ended.</summary>
    public bool IsOpen => End is null && GivenAt is null;

    /// <summary>True while what is given may still be changed.</summary>
    public bool MayBeRead => State is SubjectState.BeingRead or SubjectState.ToGather or SubjectState.WaitingForIdentity or SubjectState.WaitingForClarity;

    /// <summary>When the answer is due, and which rule makes it so.</summary>
    public SubjectAccessDue Due() =>
        SubjectAccessClock.Of(
            new SubjectAccessFacts(ReceivedOn, IdentityAskedOn, IdentityShownOn, ClarityAskedOn, ClarityGivenOn, ExtendedOn is not null),
            WorkingDayCalendar.England
        );

    /// <summary>Stops a change where what is given was agreed already, or is being decided on.</summary>
    /// <exception cref="NotAcceptedException">It may not be changed now.</exception>
    public void DemandChangeable()
    {
        if (!MayBeRead)
        {
            throw new NotAcceptedException(
                "",
                State switch
                {
                    SubjectState.WithSecond => "A second person has it now. Take it back first",
                    SubjectState.Agreed => "This was agreed. Open it again first; then it is asked for anew",
                    SubjectState.Given => "The answer was given. What was given does not change",
                    _ => "This request has ended",
                }
            );
        }
    }
}

/// <summary>What is done with something that is held.</summary>
public enum SubjectChoice
{
    [Display(Name = "Give it", Description = "With what is taken out, if anything")]
    Give,

    [Display(Name = "Hold all of it back")]
    HoldBack,
}

/// <summary>
/// Something that is held about the person, as it stood when it was gathered: its words are copied, so that what was read and
/// agreed is what is given.
/// </summary>
public sealed class SubjectItem : Record
{
    public Guid RequestId { get; set; }

    /// <summary>The table and the row that it comes from.</summary>
    public required string Source { get; set; }
    public Guid SourceId { get; set; }
    public required string Section { get; set; }

    /// <summary>What it is: from a closed list, never what somebody wrote.</summary>
    public required string Title { get; set; }
    public DateOnly? On { get; set; }

    /// <summary>Fields and words, as JSON: see <see cref="HeldField"/>.</summary>
    public required string Content { get; set; }
    public required string ContentDigest { get; set; }

    /// <summary>With which gathering it came, or came anew because it had changed.</summary>
    public int GatheredIn { get; set; }

    /// <summary>How many places somebody should look at when it was gathered: see <see cref="Redacting.KnownOthers"/>. People at work are not counted.</summary>
    public int PointedOut { get; set; }

    /// <summary>Where they are, as JSON: see <see cref="Redacting.Pointed"/>.</summary>
    public string? PointedAt { get; set; }

    /// <summary>True where it was written about several children at once.</summary>
    public bool Shared { get; set; }

    /// <summary>Somebody else, in whose record it stands; null where it is the person's own.</summary>
    public Guid? OfPersonId { get; set; }

    /// <summary>The uploaded file that it stands for: given as it is, or held back.</summary>
    public Guid? DocumentId { get; set; }
    public SubjectChoice? Choice { get; set; }

    /// <summary>Why it is held back whole.</summary>
    public DisclosureReason? Reason { get; set; }

    /// <summary>For colleagues: why, in words. Never given.</summary>
    public string? Note { get; set; }

    /// <summary>What is taken out, as JSON: see <see cref="Redacting.Strike"/>.</summary>
    public string? Strikes { get; set; }
    public Guid? ReadByAccountId { get; set; }
    public string? ReadBy { get; set; }
    public DateTime? ReadAt { get; set; }

    public IReadOnlyList<HeldField> Fields => HeldField.Read(Content);
    public IReadOnlyList<Redacting.Strike> Taken => Redacting.Strike.Read(Strikes);
    public IReadOnlyList<Redacting.Pointed> Pointed => Redacting.Pointed.Read(PointedAt);
}

/// <summary>Words that are taken out wherever they stand in a request.</summary>
public sealed class SubjectWords : Record
{
    public Guid RequestId { get; set; }
    public required string Words { get; set; }
    public DisclosureReason Reason { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A file that was given: its bytes are put away, locked, under its id, and never made again.</summary>
public sealed class SubjectPack : Record
{
    public Guid RequestId { get; set; }
    public int Place { get; set; }
    public required string FileName { get; set; }
    public required string ContentType { get; set; }
    public long Size { get; set; }

    /// <summary>SHA-256 of the file as it was given.</summary>
    public required string Sha256 { get; set; }
    public DateTime MadeAt { get; set; }
}
