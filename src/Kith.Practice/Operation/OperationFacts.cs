namespace Kith.Practice.Operation;

/// <summary>What an engine knows of its database.</summary>
/// <param name="Version">Of the engine: «SQLite 3.46.1».</param>
/// <param name="Bytes">How large the database is, its indexes included.</param>
/// <param name="DocumentBytes">How much of it is uploaded documents; null where the engine cannot tell at once.</param>
/// <param name="Standbys">How many standbys follow; null where there can be none.</param>
/// <param name="AwaitsStandby">Whether a save is acknowledged only when a standby has it too.</param>
public sealed record EngineFacts(string Version, long Bytes, long? DocumentBytes = null, int? Standbys = null, bool AwaitsStandby = false);

/// <summary>Room on the disk of a folder.</summary>
/// <param name="What">What the folder is for, in words.</param>
public sealed record DiskRoom(string What, string Folder, long FreeBytes, long AllBytes)
{
    /// <summary>What is free of the whole, 0 to 1.</summary>
    public double Share => AllBytes <= 0 ? 1 : (double)FreeBytes / AllBytes;
}

/// <summary>Work that a node does by itself, and how it fares there.</summary>
/// <param name="Name">In words: «Seal the trail».</param>
/// <param name="Every">How long it rests between two runs.</param>
/// <param name="SinceAt">When this node began to count.</param>
/// <param name="DoneAt">When it last ended well.</param>
/// <param name="NextAt">When it is to run again.</param>
/// <param name="FailedAt">When it last failed.</param>
/// <param name="FailedBecause">The kind of the failure. Never its words: they may quote a record.</param>
public sealed record JobFacts(string Name, TimeSpan Every, DateTime SinceAt, DateTime? DoneAt, DateTime? NextAt, DateTime? FailedAt, string? FailedBecause)
{
    /// <summary>True when the latest run failed.</summary>
    public bool Fails => FailedAt is { } failed && !(DoneAt > failed);
}

/// <summary>Something that went wrong on a node: what part of Kith said so, in words that hold nothing of a record.</summary>
public sealed record Trouble(DateTime At, bool Grave, string Part, string Words, string? Kind);

/// <summary>What the node that answers knows without asking the database.</summary>
public sealed record HostFacts(
    string Version,
    string Node,
    DateTime StartedAt,
    string DocumentsIn,
    IReadOnlyList<DiskRoom> Disks,
    IReadOnlyList<JobFacts> Jobs,
    IReadOnlyList<Trouble> Troubles,
    bool Telemetry
);

/// <summary>A queue: what waits in it and what was given up.</summary>
/// <param name="Href">The page where it is put right; null where nothing is to be done by hand.</param>
/// <param name="OldestAt">When what has waited longest was put in.</param>
/// <param name="GivenUp">What will not be tried again by itself, of the last <see cref="ShowOperation.DaysOfGivenUp"/> days.</param>
public sealed record QueueFacts(string Name, string? Href, int Waiting, DateTime? OldestAt, int GivenUp, bool Paused = false)
{
    /// <summary>For measurements: a word. Empty where it is none of the service's own.</summary>
    public string Key { get; init; } = "";
}

/// <summary>Everything that the page shows.</summary>
public sealed record OperationView(
    HostFacts Host,
    string Engine,
    EngineFacts Database,
    string? Migration,
    int MigrationsMissing,
    int MigrationsUnknown,
    IReadOnlyList<QueueFacts> Queues,
    int Sessions,
    DateTime? SealedAt,
    DateTime? BackedUpAt,
    long? BackupBytes,
    DateTime? CopiedAt,
    Documents.DocumentLockState DocumentLocks,
    DateTime Now
)
{
    /// <summary>What is not well, the gravest first.</summary>
    public IReadOnlyList<Finding> Findings => OperationRules.Of(this);
}

/// <summary>Something that is not well, and what to do about it.</summary>
/// <param name="Grave">Records or the service are at risk; otherwise it can wait until the afternoon.</param>
/// <param name="What">What is wrong, in one sentence.</param>
/// <param name="Do">What to do, in one sentence.</param>
/// <param name="Href">Where to do it, or the place in the runbook.</param>
public sealed record Finding(bool Grave, string What, string Do, string? Href);
