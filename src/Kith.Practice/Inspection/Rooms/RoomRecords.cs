using Kith.Practice.Store;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>
/// The room of an inspection: what is prepared, what inspectors ask and are given, and who looked at what. One for each
/// inspection, from when somebody begins to prepare it.
/// </summary>
public sealed class InspectionRoom : Record
{
    public Guid InspectionId { get; set; }

    /// <summary>Who coordinates the inspection for the council: lets inspectors in, and ends it.</summary>
    public Guid CoordinatorAccountId { get; set; }
    public required string CoordinatorName { get; set; }
    public DateTime OpenedAt { get; set; }
}

/// <summary>
/// An inspector's way into one room: an account that only reads, from a day to a day. It ends by itself after the last
/// day, and at once when somebody ends it.
/// </summary>
public sealed class RoomInspector : Record
{
    public Guid InspectionId { get; set; }
    public Guid AccountId { get; set; }
    public required string Name { get; set; }

    /// <summary>«Lead inspector».</summary>
    public string? Part { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
    public DateTime? EndedAt { get; set; }
    public string? EndedBy { get; set; }
    public string? EndedWhy { get; set; }

    /// <summary>Whether the way in is open on a day.</summary>
    public bool IsOpen(DateOnly today) => EndedAt is null && From <= today && today <= Until;
}

/// <summary>
/// A child whom inspectors chose: who prepared the record to be read, who looked at it beside them. The record itself is
/// given separately (<see cref="GivenRecord"/>), so that preparing shows nobody anything.
/// </summary>
public sealed class RoomChild : Record
{
    public Guid InspectionId { get; set; }
    public Guid PersonId { get; set; }

    /// <summary>Why this child: «long on a plan», «chosen from list 7».</summary>
    public required string Why { get; set; }
    public DateOnly ChosenOn { get; set; }
    public Guid? PreparedById { get; set; }
    public string? PreparedBy { get; set; }
    public DateOnly? PreparedOn { get; set; }
    public string? CheckedBy { get; set; }
    public DateOnly? CheckedOn { get; set; }

    /// <summary>What whoever prepared it wants the others to know.</summary>
    public string? Note { get; set; }
}

/// <summary>
/// One child's record, given to one inspector's account until an instant: the only thing that opens a record to an
/// inspector (<see cref="Access.RecordAccess"/>). A restricted record is open only while the restriction names the account too.
/// </summary>
public sealed class GivenRecord : Record
{
    public Guid InspectionId { get; set; }
    public Guid PersonId { get; set; }
    public Guid AccountId { get; set; }
    public DateTime GivenAt { get; set; }
    public required string GivenBy { get; set; }

    /// <summary>When it closes by itself.</summary>
    public DateTime Until { get; set; }
    public DateTime? EndedAt { get; set; }
}

/// <summary>
/// Something that inspectors asked for. Whose it is and by when stands on its action in the one list of actions, and
/// nowhere else.
/// </summary>
public sealed class RoomRequest : Record
{
    public Guid InspectionId { get; set; }

    /// <summary>From 1 within the inspection.</summary>
    public int Number { get; set; }
    public required string AskedBy { get; set; }

    /// <summary>The inspector, where they have a way in: they then see the answer.</summary>
    public Guid? InspectorId { get; set; }
    public DateTime AskedAt { get; set; }
    public required string What { get; set; }
    public Guid ActionId { get; set; }
    public DateTime? AnsweredAt { get; set; }
    public string? AnsweredBy { get; set; }

    /// <summary>What the answer was.</summary>
    public string? Answer { get; set; }

    /// <summary>What was given with it, where that is one of the room's papers.</summary>
    public Guid? PaperId { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnWhy { get; set; }

    /// <summary>True while it waits for an answer.</summary>
    public bool IsOpen => AnsweredAt is null && WithdrawnAt is null;
}

/// <summary>A line of the timetable.</summary>
public sealed class RoomMeeting : Record
{
    public Guid InspectionId { get; set; }
    public DateOnly On { get; set; }
    public TimeOnly From { get; set; }
    public TimeOnly? To { get; set; }
    public required string What { get; set; }

    /// <summary>Who meets: «Lead inspector, head of service».</summary>
    public required string Who { get; set; }
    public string? Place { get; set; }
}

/// <summary>
/// What was said at a meeting of the timetable, as somebody of the council heard it. It is never changed: whoever heard it
/// otherwise writes another beside it. What is to be done stands in the one list of actions. Inspectors do not see it.
/// </summary>
public sealed class RoomNote : Record
{
    public Guid InspectionId { get; set; }
    public Guid MeetingId { get; set; }

    /// <summary>Who was there: «Lead inspector, director».</summary>
    public required string Who { get; set; }

    /// <summary>What inspectors said.</summary>
    public string? Said { get; set; }

    /// <summary>What they saw that is good.</summary>
    public string? Strengths { get; set; }

    /// <summary>What worries them.</summary>
    public string? Worries { get; set; }
    public DateTime WrittenAt { get; set; }
    public Guid WrittenByAccountId { get; set; }
    public required string WrittenBy { get; set; }
}

/// <summary>What kind of thing was put into the room.</summary>
public enum PaperOrigin
{
    /// <summary>A file that somebody chose.</summary>
    File,

    /// <summary>The lists of Annex A as they were prepared, pinned.</summary>
    AnnexA,

    /// <summary>A published version of the self-evaluation.</summary>
    SelfEvaluation,

    /// <summary>A report that went to the improvement board.</summary>
    BoardReport,
}

/// <summary>A list or document of the room. Inspectors see it from when it is given, and not after it is taken back.</summary>
public sealed class RoomPaper : Record
{
    public Guid InspectionId { get; set; }
    public required string Title { get; set; }
    public PaperOrigin Origin { get; set; }

    /// <summary>The copy of Annex A, the self-evaluation or the report that it is.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>The day as at which it speaks.</summary>
    public DateOnly AsAt { get; set; }

    /// <summary>The file's name, type, size and digest, where it is one of the room's own.</summary>
    public string? FileName { get; set; }

    /// <inheritdoc cref="FileName"/>
    public string? ContentType { get; set; }

    /// <inheritdoc cref="FileName"/>
    public long Size { get; set; }

    /// <inheritdoc cref="FileName"/>
    public string? Sha256 { get; set; }
    public DateTime AddedAt { get; set; }
    public required string AddedBy { get; set; }
    public DateTime? GivenAt { get; set; }
    public DateTime? TakenBackAt { get; set; }

    /// <summary>Whether inspectors see it.</summary>
    public bool IsGiven => GivenAt is not null && TakenBackAt is null;
}
