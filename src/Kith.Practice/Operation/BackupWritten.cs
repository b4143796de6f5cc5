using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Operation;

/// <summary>A whole copy of the authority was written. Where to is not told: the trail goes with every backup.</summary>
public sealed record BackupWritten(long Bytes) : TrailEvent
{
    /// <summary>Its own short chain, so that the latest is found at its end.</summary>
    internal const string Name = "backups";

    /// <inheritdoc/>
    public override string Chain => Name;
}

/// <summary>
/// Writes a backup, and afterwards in the trail that it was written: so that whoever looks after Kith sees on any node
/// how old the last one is. A backup does not tell of itself; the one after it does.
/// </summary>
[UseCase]
public sealed class WriteBackup(KithDb db, DatabaseEngine engine, SealTrail seal, Acts.Acts acts)
{
    /// <returns>How large the file is, in bytes.</returns>
    /// <exception cref="InvalidDataException">It could not be written whole; nothing stands under the name of the file.</exception>
    public async Task<long> Handle(string file, CancellationToken ct = default)
    {
        await seal.Handle(ct);
        await engine.Backup(db, file, ct);
        var bytes = new FileInfo(file).Length;
        var act = acts.Begin(Actor.System("Backup"), "Back up");
        act.Happened(new BackupWritten(bytes));
        await act.Save(Guid.Empty, ct);
        return bytes;
    }
}
