using Kith.Practice.Trail;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>An event of the room of an inspection.</summary>
public abstract record RoomEvent(Guid Inspection) : TrailEvent
{
    public override string Chain => $"room:{Inspection:N}";
}

/// <summary>A room was opened, or somebody else coordinates it now.</summary>
public sealed record RoomOpened(Guid Inspection, Guid Coordinator, string CoordinatorName) : RoomEvent(Inspection);

/// <summary>An inspector was let in: an account that only reads, from a day to a day.</summary>
public sealed record InspectorLetIn(Guid Inspection, Guid Inspector, Guid Account, string Name, DateOnly From, DateOnly Until) : RoomEvent(Inspection);

/// <summary>The last day of an inspector's way in was moved.</summary>
public sealed record InspectorDatesChanged(Guid Inspection, Guid Inspector, DateOnly Until) : RoomEvent(Inspection);

/// <summary>An inspector's way in was ended before its last day: nothing opens to them any more.</summary>
public sealed record InspectorEnded(Guid Inspection, Guid Inspector, Guid Account, string Why) : RoomEvent(Inspection);

/// <summary>A child was chosen.</summary>
public sealed record RoomChildChosen(Guid Inspection, Guid Person, string Why) : PersonEvent(Person);

/// <summary>A chosen child's record was prepared or looked through, or something was noted.</summary>
public sealed record RoomChildPrepared(Guid Inspection, Guid Person, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>A child's record was given to inspectors to read. By name, where the record is restricted.</summary>
public sealed record RecordGivenToReader(Guid Inspection, Guid Person, IReadOnlyList<Guid> Accounts, DateTime Until, bool Restricted) : PersonEvent(Person);

/// <summary>A child's record was taken back from inspectors.</summary>
public sealed record RecordTakenBackFromReader(Guid Inspection, Guid Person, IReadOnlyList<Guid> Accounts) : PersonEvent(Person);

/// <summary>Inspectors asked for something.</summary>
public sealed record RequestMade(Guid Inspection, Guid Request, int Number, string AskedBy, string What) : RoomEvent(Inspection);

/// <summary>A request was answered.</summary>
public sealed record RequestAnswered(Guid Inspection, Guid Request, string Answer, Guid? Paper) : RoomEvent(Inspection);

/// <summary>A request was taken back by whoever asked.</summary>
public sealed record RequestWithdrawn(Guid Inspection, Guid Request, string Why) : RoomEvent(Inspection);

/// <summary>A meeting was put into the timetable, or changed.</summary>
public sealed record RoomMeetingSet(Guid Inspection, Guid Meeting, DateOnly On, string What, IReadOnlyList<FieldChange> Changes) : RoomEvent(Inspection);

/// <summary>A meeting was taken out of the timetable.</summary>
public sealed record RoomMeetingDropped(Guid Inspection, Guid Meeting, string What, string Why) : RoomEvent(Inspection);

/// <summary>Somebody wrote down what was said at a meeting. The words stand in the note; their digest here shows that they are still those.</summary>
public sealed record RoomNoteWritten(Guid Inspection, Guid Note, Guid Meeting, string Sha256, int Actions) : RoomEvent(Inspection);

/// <summary>A list or document was put into the room.</summary>
public sealed record RoomPaperAdded(Guid Inspection, Guid Paper, string Title, PaperOrigin Origin, string? Sha256) : RoomEvent(Inspection);

/// <summary>Inspectors were given a list or document.</summary>
public sealed record RoomPaperGiven(Guid Inspection, Guid Paper) : RoomEvent(Inspection);

/// <summary>A list or document was taken back.</summary>
public sealed record RoomPaperTakenBack(Guid Inspection, Guid Paper) : RoomEvent(Inspection);

/// <summary>Somebody looked at the room.</summary>
public sealed record RoomLookedAt(Guid Inspection, string What) : RoomEvent(Inspection);

/// <summary>Somebody opened a list or document of the room.</summary>
public sealed record RoomPaperRead(Guid Inspection, Guid Paper, string Title) : RoomEvent(Inspection);
