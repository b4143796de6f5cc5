using Kith.Practice.Oversight;
using Kith.Practice.Store;

namespace Kith.Practice.Supervision;

/// <summary>The kinds of supervision. Who reads which is in <see cref="SupervisionAccess"/>.</summary>
public enum SupervisionKind
{
    /// <summary>About the children that a worker works with.</summary>
    Case,

    /// <summary>About the worker: reflection, workload, wellbeing, development. Between the two of them.</summary>
    Personal,

    /// <summary>Several workers with one supervisor.</summary>
    Group,

    /// <summary>Time to think, alone or in a group, about one question.</summary>
    Reflective,

    /// <summary>Two or more who work with the same children, together.</summary>
    Joint,
}

/// <summary>
/// A supervision that took place. What was said about a child stands on the child's record (<see cref="SupervisionCase"/>);
/// what was agreed stands in the one list of actions. Finished when saved; the worker can add their own words.
/// </summary>
public sealed class SupervisionRecord : Record
{
    public SupervisionKind Kind { get; set; }
    public DateOnly On { get; set; }
    public int? Minutes { get; set; }

    /// <summary>Who supervised.</summary>
    public Guid SupervisorId { get; set; }

    /// <summary>The team of those supervised, then.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>The question that a group or reflective supervision began with.</summary>
    public string? Topic { get; set; }

    /// <summary>What was thought about; in personal supervision what the work has been like.</summary>
    public string? Discussion { get; set; }

    /// <summary>What is taken away from it.</summary>
    public string? Learning { get; set; }
    public string? Workload { get; set; }
    public string? Wellbeing { get; set; }
    public string? Development { get; set; }

    /// <summary>How many children were spoken about.</summary>
    public int Children { get; set; }
    public Guid? ByAccountId { get; set; }
    public DateTime? RecordedAt { get; set; }

    /// <summary>What the stated rules of quality found when it was written down: see <see cref="SupervisionSignals"/>. Null where a rule does not apply.</summary>
    public bool? EachChildSpokenAbout { get; set; }

    /// <inheritdoc cref="EachChildSpokenAbout"/>
    public bool? AgreementsDated { get; set; }

    /// <inheritdoc cref="EachChildSpokenAbout"/>
    public bool? OwnWords { get; set; }

    /// <inheritdoc cref="EachChildSpokenAbout"/>
    public bool? Reflects { get; set; }
}

/// <summary>A worker who was supervised. Kind and day are those of the record, so that the last of each worker is one look-up.</summary>
public sealed class SupervisedWorker : Record
{
    public Guid SupervisionId { get; set; }
    public Guid WorkerId { get; set; }
    public SupervisionKind Kind { get; set; }
    public DateOnly On { get; set; }

    /// <summary>When the worker said that they have read what was written.</summary>
    public DateOnly? ReadOn { get; set; }

    /// <summary>What the worker sees differently or wants to stand beside it.</summary>
    public string? OwnWords { get; set; }
}

/// <summary>What supervision said about one child: part of the child's record, and read by whoever reads that.</summary>
public sealed class SupervisionCase : PersonRecord
{
    public Guid SupervisionId { get; set; }
    public DateOnly On { get; set; }
    public Guid? SupervisorId { get; set; }

    /// <summary>The worker whose work it was about.</summary>
    public Guid? WorkerId { get; set; }
    public string? Discussion { get; set; }
    public string? Decision { get; set; }
}

/// <summary>
/// A correction of a supervision's own words: what stood there before, who changed it, when and why, for whoever may read
/// the record. A child's part is corrected on the child's record: see <see cref="Casework.Amendment"/>.
/// </summary>
public sealed class SupervisionAmendment : Record
{
    public Guid SupervisionId { get; set; }
    public required string Field { get; set; }
    public string? Old { get; set; }
    public string? New { get; set; }
    public required string Reason { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
}

/// <summary>What had become of an earlier agreement when it was asked about.</summary>
public sealed class AgreementCheck : Record
{
    public Guid SupervisionId { get; set; }
    public Guid ActionId { get; set; }
    public required string What { get; set; }
    public DirectionOutcome Outcome { get; set; }
    public string? Why { get; set; }
}
