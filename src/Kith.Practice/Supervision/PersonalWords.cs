using Kith.Practice.Keys;
using Kith.Practice.Store;

namespace Kith.Practice.Supervision;

/// <summary>
/// The words of personal supervision, which lie locked in the database: they are for the two who were there and for whom
/// the policy names, and not for whoever keeps the machine. Supervision about children's work lies open as records do.
/// </summary>
public sealed class PersonalWords(KithDb db, FieldCipher cipher)
{
    /// <summary>Locks what a personal supervision says, before it is saved. Other kinds stay as they are.</summary>
    internal void Close(SupervisionRecord record) => Each(record, cipher.Close);

    /// <summary>Unlocks it, after it was read. Where the record is to be changed, what stood there before counts as unlocked.</summary>
    internal void Open(SupervisionRecord record)
    {
        Each(record, cipher.Open);
        var entry = db.Entry(record);
        if (entry.State == Microsoft.EntityFrameworkCore.EntityState.Unchanged || entry.State == Microsoft.EntityFrameworkCore.EntityState.Modified)
        {
            foreach (var (name, _, _) in Fields)
            {
                entry.Property(name).OriginalValue = entry.Property(name).CurrentValue;
            }
        }
    }

    /// <summary>Locks what the one who was supervised wrote beside it.</summary>
    internal void Close(SupervisedWorker worker)
    {
        if (worker.Kind == SupervisionKind.Personal)
        {
            worker.OwnWords = cipher.Close(OwnWords, worker.Id, worker.OwnWords);
        }
    }

    /// <summary>Unlocks what they wrote.</summary>
    internal string? OpenOwnWords(Guid id, string? kept) => cipher.Open(OwnWords, id, kept);

    /// <summary>Locks a correction of a personal supervision: what stood there, what stands there now, and why.</summary>
    internal void Close(SupervisionAmendment correction) =>
        (correction.Old, correction.New, correction.Reason) = (
            cipher.Close($"{nameof(SupervisionAmendment)}.{nameof(correction.Old)}", correction.Id, correction.Old),
            cipher.Close($"{nameof(SupervisionAmendment)}.{nameof(correction.New)}", correction.Id, correction.New),
            cipher.Close($"{nameof(SupervisionAmendment)}.{nameof(correction.Reason)}", correction.Id, correction.Reason)
        );

    /// <summary>Unlocks a part of a correction.</summary>
    internal string? OpenCorrection(string part, Guid id, string? kept) => cipher.Open($"{nameof(SupervisionAmendment)}.{part}", id, kept);

    private const string OwnWords = $"{nameof(SupervisedWorker)}.{nameof(SupervisedWorker.OwnWords)}";

    private static readonly (string Name, Func<SupervisionRecord, string?> Get, Action<SupervisionRecord, string?> Set)[] Fields =
    [
        (nameof(SupervisionRecord.Topic), r => r.Topic, (r, v) => r.Topic = v),
        (nameof(SupervisionRecord.Discussion), r => r.Discussion, (r, v) => r.Discussion = v),
        (nameof(SupervisionRecord.Learning), r => r.Learning, (r, v) => r.Learning = v),
        (nameof(SupervisionRecord.Workload), r => r.Workload, (r, v) => r.Workload = v),
        (nameof(SupervisionRecord.Wellbeing), r => r.Wellbeing, (r, v) => r.Wellbeing = v),
        (nameof(SupervisionRecord.Development), r => r.Development, (r, v) => r.Development = v),
    ];

    private static void Each(SupervisionRecord record, Func<string, Guid, string?, string?> how)
    {
        if (record.Kind != SupervisionKind.Personal)
        {
            return;
        }
        foreach (var (name, get, set) in Fields)
        {
            set(record, how($"{nameof(SupervisionRecord)}.{name}", record.Id, get(record)));
        }
    }
}
