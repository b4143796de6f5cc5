using System.Security.Cryptography;
using Kith.Practice.Access;
using Kith.Practice.Retention;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Documents;

/// <summary>What is told of documents that are locked anew after a change of the authority's key, on one short chain.</summary>
/// <param name="Change">Which change of the key: its place among them in the trail.</param>
public abstract record DocumentLocks(long Change) : TrailEvent
{
    internal const string Name = "document-locks";

    /// <inheritdoc/>
    public override string Chain => Name;
}

/// <summary>The authority's key was changed, and the platform made itself a new key for what is locked from now on.</summary>
/// <param name="Earlier">Ids of the platform's keys until then: what they lock is to be locked anew.</param>
/// <param name="From">When it begins: every node knows the new key by then and uses it.</param>
public sealed record DocumentLockingBegun(long Change, IReadOnlyList<Guid> Earlier, DateTime From) : DocumentLocks(Change);

/// <summary>Documents were locked anew. One entry for each step; the latest says how far it is.</summary>
/// <param name="Round">Which time all are gone through: it ends with a time on which nothing is found.</param>
/// <param name="Through">The document up to which this round is done; null where a round is at its beginning.</param>
/// <param name="Looked">Documents looked at in this round.</param>
/// <param name="Found">Of these, those that were locked with an earlier key and are locked anew.</param>
/// <param name="Shut">Of these, those that no key here opens. They stay as they are.</param>
/// <param name="Locked">Documents locked anew in all rounds.</param>
/// <param name="Ended">Whether nothing is left that could be locked anew.</param>
public sealed record DocumentsLockedAnew(long Change, int Round, Guid? Through, int Looked, int Found, int Shut, int Locked, bool Ended) : DocumentLocks(Change);

/// <summary>How far documents are after the latest change of the key.</summary>
/// <param name="ChangedAt">When the key was changed; null where it never was.</param>
/// <param name="From">From when documents are locked anew; null where the service has not seen the change yet.</param>
/// <param name="Done">What the latest step said; null before the first.</param>
/// <param name="Left">Documents not looked at yet in the round that goes on.</param>
public sealed record DocumentLockState(DateTime? ChangedAt, DateTime? From, DocumentsLockedAnew? Done, int Left)
{
    /// <summary>Whether a key from before the change may be needed for a document of today.</summary>
    public bool NeedsEarlierKeys => ChangedAt is not null && Done is not { Ended: true, Shut: 0 };

    /// <summary>In words, for whoever looks after Kith.</summary>
    /// <param name="moment">How the platform writes an instant.</param>
    public string InWords(Func<DateTime, string> moment) =>
        this switch
        {
            { ChangedAt: null } => "The key was never changed",
            { From: null } => $"The key was changed {moment(ChangedAt.Value)}. Documents are locked anew by the service, which has not begun: {Count(Left)} to look at",
            { Done: null } => $"The key was changed {moment(ChangedAt.Value)}. Documents are locked anew from {moment(From.Value)} on: {Count(Left)} to look at",
            { Done.Ended: false } =>
                $"{Done.Locked:N0} locked anew since the key was changed {moment(ChangedAt.Value)}; {Count(Left)} still to look at{(Done.Round > 1 ? " once more" : "")}{Stuck(Done.Shut)}",
            _ => $"All that could be were locked anew since the key was changed {moment(ChangedAt.Value)}: {Count(Done!.Locked)}{Stuck(Done.Shut)}",
        };

    private static string Count(int n) => n == 1 ? "1 document" : $"{n:N0} documents";

    private static string Stuck(int shut) => shut == 0 ? "" : $". {Count(shut)} cannot be opened with any key that is here";
}

/// <summary>
/// Locks documents anew after the authority's key was changed, so that whoever had the key before and a copy of its time
/// opens no document of a later copy. The platform first makes itself a new key; then all documents are gone through in
/// steps. Killed anywhere, it goes on where it was: which key locks a document stands in the document, and how far the
/// steps are stands in the trail. See docs/decisions/0014-key.md.
/// </summary>
[UseCase]
public sealed class LockDocumentsAnew(KithDb db, DatabaseEngine engine, IDocumentStore store, DocumentCipher cipher, DocumentLockProgress progress, Clock clock)
{
    /// <summary>Documents looked at in one step.</summary>
    public const int MostAtOnce = 100;

    /// <summary>Bytes after which a step ends: others wait while they are written.</summary>
    private const long MostBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Until every node knows a new key of the platform: each reads them anew within a day. Two days, as the platform itself
    /// waits; and so a backup and a copy of the folder of documents that are less than two days apart open each other.
    /// </summary>
    private static readonly TimeSpan UntilKnown = TimeSpan.FromDays(2);

    /// <summary>And another until the last of them has stopped to lock with the key before.</summary>
    private static readonly TimeSpan UntilUsed = UntilKnown + TimeSpan.FromHours(25);

    /// <summary>A key of the platform lasts as long as those that it makes by itself.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    /// <summary>
    /// Does the next step: begins where a change of the key was not answered yet, or looks at some documents and locks anew
    /// those that an earlier key locks. Its work is bounded by a number of documents and their size.
    /// </summary>
    /// <returns>False where nothing is to be done now.</returns>
    /// <exception cref="InvalidDataException">What was locked anew does not open to the same bytes; it was not put in place.</exception>
    public async Task<bool> Step(IKeyManager platform, CancellationToken ct = default)
    {
        var at = await progress.At(ct);
        if (at.ChangedAt is null || at.Done is { Ended: true })
        {
            return false;
        }
        if (at.Begun is not { } begun)
        {
            await Begin(platform, at, ct);
            return true;
        }
        // By the machine's own clock the platform decides which key locks: it is asked, and not only the day.
        if (clock.UtcNow < begun.From || DocumentCipher.LockOf(cipher.Close(Guid.Empty, [0])) is not { } present || begun.Earlier.Contains(present))
        {
            return false;
        }
        await Some(at, begun, ct);
        return true;
    }

    /// <summary>One process and everything in one database: nobody has to be waited for.</summary>
    private bool Alone => engine.Name == "SQLite" && store.IsInDatabase;

    private async Task Begin(IKeyManager platform, DocumentLockProgress.Position at, CancellationToken ct)
    {
        var earlier = platform.GetAllKeys().Select(k => k.KeyId).ToList();
        // Killed after this and before it is written down, one key more is made the next time, which nothing needs.
        // The platform goes by the machine's time, whatever the clock of a test says.
        var known = TimeProvider.System.GetUtcNow() + (Alone ? TimeSpan.Zero : UntilKnown);
        platform.CreateNewKey(known, known + Lasts);
        await Tell(at, _ => [new DocumentLockingBegun(at.Change, earlier, clock.UtcNow + (Alone ? TimeSpan.Zero : UntilUsed))], [], ct);
    }

    private async Task Some(DocumentLockProgress.Position at, DocumentLockingBegun begun, CancellationToken ct)
    {
        var last = at.Done ?? new DocumentsLockedAnew(at.Change, 1, null, 0, 0, 0, 0, Ended: false);
        var some = await store.After(last.Through, MostAtOnce, ct);
        var (through, looked, shut, bytes) = (last.Through, 0, 0, 0L);
        var due = new List<(Guid Id, byte[] Was, byte[] Now)>();
        var going = await Going(ct);
        foreach (var (id, locked) in some)
        {
            (through, looked) = (id, looked + 1);
            if ((locked is { } with && !begun.Earlier.Contains(with)) || going.Contains(id) || await store.Get(id, ct) is not { } was)
            {
                continue;
            }
            if (Opened(id, was) is not { } clear)
            {
                shut++;
                continue;
            }
            var now = cipher.Close(id, clear);
            if (Opened(id, now) is not { } again || !SHA256.HashData(again).AsSpan().SequenceEqual(SHA256.HashData(clear)))
            {
                throw new InvalidDataException("A document that was locked anew does not open to the same bytes");
            }
            due.Add((id, was, now));
            bytes += now.Length;
            if (bytes >= MostBytes)
            {
                break;
            }
        }
        var atEnd = some.Count < MostAtOnce && looked == some.Count;
        await Tell(
            at,
            swapped =>
            {
                var step = last with { Through = through, Looked = last.Looked + looked, Found = last.Found + swapped, Shut = last.Shut + shut, Locked = last.Locked + swapped };
                return !atEnd ? [step]
                    : step.Found == 0 ? [step with { Ended = true }]
                    // What came in meanwhile by another node, or a power cut took back, is found the next time.
                    : [step, step with { Round = step.Round + 1, Through = null, Looked = 0, Found = 0, Shut = 0 }];
            },
            due,
            ct
        );
    }

    private async Task Tell(DocumentLockProgress.Position at, Func<int, IReadOnlyCollection<DocumentLocks>> what, List<(Guid Id, byte[] Was, byte[] Now)> due, CancellationToken ct)
    {
        var inside = store.IsInDatabase;
        // Files are put in place before it is told. Killed in between, they are found locked anew the next time, and only the count is short.
        var swapped = inside ? 0 : await SwapFiles(due, ct);
        await using var turn = await engine.BeginWrite(db, ct);
        foreach (var (id, was, now) in inside ? due : [])
        {
            swapped += await store.Swap(id, was, now, ct) ? 1 : 0;
        }
        var process = new ProcessOf(clock.NewId(), "Lock documents anew", Actor.System("The service"), clock.UtcNow, null, null);
        await TrailWriter.Append(db, clock, process, what(swapped), ct);
        // Another node did this step at the same time: its entry stands, and what it put in place.
        if (!await db.TrailEntries.AnyAsync(e => e.Chain == DocumentLocks.Name && e.Seq > at.Seq && e.ProcessId != process.Id, ct))
        {
            await turn.Commit(ct);
        }
    }

    private async Task<int> SwapFiles(List<(Guid Id, byte[] Was, byte[] Now)> due, CancellationToken ct)
    {
        var ids = due.ConvertAll(d => d.Id);
        var owned = await Owned(ids, ct);
        var swapped = 0;
        foreach (var (id, was, now) in due)
        {
            swapped += await store.Swap(id, was, now, ct) ? 1 : 0;
        }
        // A record that was disposed of meanwhile took its files away, perhaps just before one was put in place again.
        foreach (var gone in owned.Except(await Owned(ids, ct)))
        {
            await store.Remove(gone, ct);
        }
        return swapped;
    }

    /// <summary>Those that stand with a person's record, and go with it.</summary>
    private async Task<List<Guid>> Owned(List<Guid> ids, CancellationToken ct) =>
        ids.Count == 0
            ? []
            : await db.StoredDocuments.Where(d => ids.Contains(d.Id)).Select(d => d.Id).Concat(db.SubjectPacks.Where(p => ids.Contains(p.Id)).Select(p => p.Id)).ToListAsync(ct);

    /// <summary>Files of records that are gone, which are about to be taken away.</summary>
    private async Task<HashSet<Guid>> Going(CancellationToken ct) =>
        store.IsInDatabase
            ? []
            :
            [
                .. (await db.Disposals.Where(d => d.State == DisposalState.RecordsGone && d.Files != null).Select(d => d.Files!).ToListAsync(ct))
                    .SelectMany(f => f.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(Guid.Parse),
            ];

    private byte[]? Opened(Guid id, byte[] closed)
    {
        try
        {
            return cipher.Open(id, closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
