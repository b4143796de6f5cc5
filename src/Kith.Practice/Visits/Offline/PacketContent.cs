namespace Kith.Practice.Visits.Offline;

/// <summary>Someone at the child's home who can be rung.</summary>
/// <param name="Who">«Anna (mother)»: the first name, and what they are to the child.</param>
/// <param name="Safe">When and by whom the number may be used.</param>
public sealed record PacketNumber(string Who, string Number, string? Safe);

/// <summary>
/// What is carried of one child, and no more: who, where, how to be with them, what a visitor must know, what was agreed. No
/// chronology, no reason for the work, no plan, nothing that others said.
/// </summary>
/// <param name="Born">«14 March 2017 (9)», or that the child is not born yet.</param>
/// <param name="Home">Children of one home carry the same number.</param>
/// <param name="Address">Where the child lives now, on one line.</param>
/// <param name="AddressIsConfidential">True where it must not be told to some people.</param>
/// <param name="Agreed">What was to happen next, from the latest visit that says so.</param>
public sealed record PacketChild(
    Guid Id,
    string First,
    string Family,
    string Born,
    bool Unborn,
    int Home,
    string? Address,
    bool AddressIsConfidential,
    IReadOnlyList<PacketNumber> Numbers,
    string? HowToBe,
    string? Language,
    IReadOnlyList<string> Warnings,
    string? LastSeen,
    string? Agreed,
    string? Method
);

/// <summary>A planned visit that falls into the packet's time.</summary>
public sealed record PacketVisit(Guid Id, string On, string Day, string? At, string? Place, string? Purpose, IReadOnlyList<Guid> Children);

/// <summary>A value of the form with its words.</summary>
public sealed record PacketChoice(string Value, string Text);

/// <summary>What a device is given, once, to encrypt and to carry.</summary>
/// <param name="Until">The instant from which it is erased, ISO 8601.</param>
/// <param name="PublicKey">For sealing what is written: see <see cref="SealedVisit"/>.</param>
/// <param name="LockMinutes">Minutes without use after which it is locked.</param>
public sealed record PacketContent(
    Guid Packet,
    string Worker,
    DateTime Until,
    string UntilWords,
    string PublicKey,
    int LockMinutes,
    IReadOnlyList<PacketChild> Children,
    IReadOnlyList<PacketVisit> Visits,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> Methods,
    IReadOnlyList<PacketChoice> Missed,
    IReadOnlyList<PacketChoice> Feelings
);
