using System.Text.Json;
using Kith.Practice.Keys;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Documents;

/// <summary>How far documents are locked anew after a change of the key, read from the trail: no key is needed to ask it.</summary>
[UseCase]
public sealed class DocumentLockProgress(KithDb db, IDocumentStore store)
{
    /// <summary>How far it is. One statement, and one more while it goes on.</summary>
    public async Task<DocumentLockState> State(CancellationToken ct = default)
    {
        var at = await At(ct);
        return new(at.ChangedAt, at.Begun?.From, at.Done, await Left(at, ct));
    }

    private async Task<int> Left(Position at, CancellationToken ct) => at.ChangedAt is null || at.Done is { Ended: true } ? 0 : await store.CountAfter(at.Done?.Through, ct);

    /// <param name="Seq">Where the chain of these steps ends.</param>
    internal sealed record Position(long Change, DateTime? ChangedAt, DocumentLockingBegun? Begun, DocumentsLockedAnew? Done, long Seq);

    internal async Task<Position> At(CancellationToken ct)
    {
        var told = await LatestEntry
            .Of(db, AuthorityKeyChanged.Name, nameof(AuthorityKeyChanged))
            .Concat(LatestEntry.Of(db, DocumentLocks.Name, nameof(DocumentLockingBegun)))
            .Concat(LatestEntry.Of(db, DocumentLocks.Name, nameof(DocumentsLockedAnew)))
            .ToListAsync(ct);
        var change = told.Find(t => t.Event == nameof(AuthorityKeyChanged));
        var seq = told.Where(t => t != change).Select(t => t.Seq).DefaultIfEmpty().Max();
        return new(change?.Seq ?? 0, change?.At, Of<DocumentLockingBegun>(), Of<DocumentsLockedAnew>(), seq);

        T? Of<T>()
            where T : DocumentLocks =>
            told.Find(t => t.Event == typeof(T).Name) is { } entry && JsonSerializer.Deserialize<T>(entry.Payload) is { } read && read.Change == change?.Seq ? read : null;
    }
}
