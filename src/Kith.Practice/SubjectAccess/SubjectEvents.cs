using Kith.Practice.Trail;

namespace Kith.Practice.SubjectAccess;

// Every name begins with «Subject»: the log of a record shows these only to those who answer requests (ShowAccessLog).

/// <summary>Somebody asked to read what is held about the person. Neither their name nor their address is in the trail.</summary>
public sealed record SubjectRequestReceived(Guid Person, Guid Request, SubjectAsker Asker, DateOnly ReceivedOn, DateOnly? DueOn) : PersonEvent(Person);

/// <summary>Who the person is was asked for, or shown.</summary>
public sealed record SubjectIdentityLookedAt(Guid Person, Guid Request, DateOnly? AskedOn, DateOnly? ShownOn, DateOnly? DueOn) : PersonEvent(Person);

/// <summary>The person was asked what they want, or answered.</summary>
public sealed record SubjectClarityAsked(Guid Person, Guid Request, DateOnly? AskedOn, DateOnly? AnsweredOn, DateOnly? DueOn) : PersonEvent(Person);

/// <summary>The person was told that it takes up to two months longer, and why.</summary>
public sealed record SubjectTimeExtended(Guid Person, Guid Request, DateOnly ToldOn, DateOnly? DueOn) : PersonEvent(Person);

/// <summary>What is held was gathered: how much, how much of it new, and how much changed since the last time.</summary>
public sealed record SubjectRecordGathered(Guid Person, Guid Request, int Items, int New, int Changed) : PersonEvent(Person);

/// <summary>In whose records, beside the person's own, what stands about the person is looked for.</summary>
public sealed record SubjectElsewhereChosen(Guid Person, Guid Request, IReadOnlyList<Guid> Others) : PersonEvent(Person);

/// <summary>In this person's record was looked for what stands about somebody else, who asked to read it, and how much of that there is.</summary>
public sealed record SubjectLookedInRecord(Guid Person, Guid Request, int Items) : PersonEvent(Person);

/// <summary>Somebody decided on something that is held: given or not, how many places are taken out, and for which reason.</summary>
public sealed record SubjectItemDecided(Guid Person, Guid Request, Guid Item, SubjectChoice Choice, DisclosureReason? Reason, int Places) : PersonEvent(Person);

/// <summary>Several things are given as they stand.</summary>
public sealed record SubjectItemsGiven(Guid Person, Guid Request, IReadOnlyList<Guid> Items) : PersonEvent(Person);

/// <summary>Words are taken out wherever they stand, or no longer are. The words themselves are not in the trail.</summary>
public sealed record SubjectWordsChosen(Guid Person, Guid Request, Guid Words, DisclosureReason Reason, bool TakenOut) : PersonEvent(Person);

/// <summary>A second person agreed with what is given and what is not; the digest of it.</summary>
public sealed record SubjectPackAgreed(Guid Person, Guid Request, string Digest) : PersonEvent(Person);

/// <summary>What was agreed, or asked for, was opened again to be changed.</summary>
public sealed record SubjectPackReopened(Guid Person, Guid Request) : PersonEvent(Person);

/// <summary>The pack was made and given: each file with its digest.</summary>
public sealed record SubjectPackGiven(Guid Person, Guid Request, IReadOnlyList<string> Digests, int Items, int HeldBack) : PersonEvent(Person);

/// <summary>A file that was given was taken out again, byte for byte.</summary>
public sealed record SubjectPackOpened(Guid Person, Guid Request, Guid Pack) : PersonEvent(Person);

/// <summary>A request ended without a pack.</summary>
public sealed record SubjectRequestEnded(Guid Person, Guid Request, SubjectEnd End) : PersonEvent(Person);
