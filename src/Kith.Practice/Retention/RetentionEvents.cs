using Kith.Practice.Trail;

namespace Kith.Practice.Retention;

/// <summary>Something about retention that concerns no one record.</summary>
public abstract record RetentionEvent : TrailEvent
{
    public const string Name = "retention";
    public override string Chain => Name;
}

/// <summary>A legal hold was put on one record.</summary>
public sealed record LegalHoldPlaced(Guid Person, Guid Hold, string AskedBy, DateOnly ReviewOn) : PersonEvent(Person);

/// <summary>A legal hold on one record ended.</summary>
public sealed record LegalHoldEnded(Guid Person, Guid Hold) : PersonEvent(Person);

/// <summary>A legal hold was put on every record.</summary>
public sealed record AllHeld(Guid Hold, string AskedBy, DateOnly ReviewOn) : RetentionEvent;

/// <summary>The legal hold on every record ended.</summary>
public sealed record AllHoldEnded(Guid Hold) : RetentionEvent;

/// <summary>The disposal of a record was proposed.</summary>
public sealed record DisposalProposed(Guid Person, Guid Disposal, DateOnly DueOn, string Rule) : PersonEvent(Person);

/// <summary>A second person agreed to a disposal.</summary>
public sealed record DisposalAgreed(Guid Person, Guid Disposal, DateOnly NotBefore) : PersonEvent(Person);

/// <summary>A backup brought a record back that was disposed of: the disposal stands as agreed and due again.</summary>
public sealed record DisposalTakenUpAgain(Guid Person, Guid Disposal, string AgreedBy) : PersonEvent(Person);

/// <summary>A disposal does not go ahead.</summary>
public sealed record DisposalStopped(Guid Person, Guid Disposal, string Why) : PersonEvent(Person);

/// <summary>
/// A record was disposed of. The entry commits to every entry of the trail that was emptied with it: how many, and the
/// root over them (see <see cref="EmptiedEntries"/>). It is never emptied itself.
/// </summary>
public sealed record RecordDisposed(Guid Disposal, Guid Record, int People, long Rows, int Emptied, string Root) : RetentionEvent;

/// <summary>Somebody asked whether a record was held that is disposed of. The name is not written down.</summary>
public sealed record AskedWhetherHeld(int Found) : RetentionEvent;
