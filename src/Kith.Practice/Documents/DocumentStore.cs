using System.Security.Cryptography;
using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Documents;

/// <summary>A document that is kept, and which of the platform's keys locked it; null where nothing here did.</summary>
public sealed record KeptLock(Guid Id, Guid? Lock);

/// <summary>Where the encrypted bytes of documents are kept.</summary>
public interface IDocumentStore
{
    /// <summary>Whether they stand in the database, and so are saved with it or not at all.</summary>
    bool IsInDatabase { get; }

    /// <summary>Keeps bytes under an id, inside the caller's act where the store is the database.</summary>
    Task Put(Guid id, byte[] cipher, CancellationToken ct = default);

    /// <summary>The bytes; null when there are none.</summary>
    Task<byte[]?> Get(Guid id, CancellationToken ct = default);

    /// <summary>Takes the bytes away for good, where there are any: only when a record is disposed of.</summary>
    Task Remove(Guid id, CancellationToken ct = default);

    /// <summary>What is kept, in an order of the store's own that stays: those that come after one, or the first. Only their beginnings are read.</summary>
    Task<IReadOnlyList<KeptLock>> After(Guid? id, int most, CancellationToken ct = default);

    /// <summary>How many there are that come after one, or in all.</summary>
    Task<int> CountAfter(Guid? id, CancellationToken ct = default);

    /// <summary>
    /// Puts other bytes in the place of these, inside the caller's turn where the store is the database. Whoever reads
    /// meanwhile, and whoever comes after a crash, finds the ones or the others, whole.
    /// </summary>
    /// <returns>False where there are none any more, or others than <paramref name="was"/>: then nothing was changed.</returns>
    Task<bool> Swap(Guid id, byte[] was, byte[] now, CancellationToken ct = default);
}

/// <summary>In the database: saved in the same transaction as the record, and part of every backup. The default.</summary>
public sealed class DatabaseDocuments(KithDb db) : IDocumentStore
{
    public bool IsInDatabase => true;

    public Task Put(Guid id, byte[] cipher, CancellationToken ct = default)
    {
        db.DocumentContents.Add(new DocumentContent { Id = id, Bytes = cipher });
        return Task.CompletedTask;
    }

    public async Task<byte[]?> Get(Guid id, CancellationToken ct = default) => (await db.DocumentContents.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct))?.Bytes;

    public Task Remove(Guid id, CancellationToken ct = default) => db.DocumentContents.Where(c => c.Id == id).ExecuteDeleteAsync(ct);

    public async Task<IReadOnlyList<KeptLock>> After(Guid? id, int most, CancellationToken ct = default) =>
        [
            .. (
                await Behind(id, db.DocumentContents.FromSqlRaw($"SELECT id, substr(bytes, 1, {DocumentCipher.HeadBytes}) AS bytes FROM document_content"))
                    .AsNoTracking()
                    .OrderBy(c => c.Id)
                    .Take(most)
                    .ToListAsync(ct)
            ).Select(c => new KeptLock(c.Id, DocumentCipher.LockOf(c.Bytes))),
        ];

    public Task<int> CountAfter(Guid? id, CancellationToken ct = default) => Behind(id, db.DocumentContents).CountAsync(ct);

    public async Task<bool> Swap(Guid id, byte[] was, byte[] now, CancellationToken ct = default) =>
        await db.DocumentContents.Where(c => c.Id == id && c.Bytes == was).ExecuteUpdateAsync(u => u.SetProperty(c => c.Bytes, now), ct) == 1;

    private static IQueryable<DocumentContent> Behind(Guid? id, IQueryable<DocumentContent> all) => id is { } after ? all.Where(c => c.Id.CompareTo(after) > 0) : all;
}

/// <summary>In a folder, for authorities whose files are kept and backed up apart from the database.</summary>
public sealed class FolderDocuments(string folder) : IDocumentStore
{
    public bool IsInDatabase => false;

    public async Task Put(Guid id, byte[] cipher, CancellationToken ct = default)
    {
        var path = PathOf(id);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Whole or not at all: a file that was cut short never stands under its final name.
        var part = path + ".part";
        await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 81920, FileOptions.WriteThrough))
        {
            await file.WriteAsync(cipher, ct);
        }
        File.Move(part, path, overwrite: true);
    }

    public async Task<byte[]?> Get(Guid id, CancellationToken ct = default) => File.Exists(PathOf(id)) ? await File.ReadAllBytesAsync(PathOf(id), ct) : null;

    public Task Remove(Guid id, CancellationToken ct = default)
    {
        File.Delete(PathOf(id));
        DropLeftovers(PathOf(id));
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<KeptLock>> After(Guid? id, int most, CancellationToken ct = default)
    {
        var found = new List<KeptLock>();
        var head = new byte[DocumentCipher.HeadBytes];
        foreach (var one in Behind(id).Take(most))
        {
            try
            {
                await using var file = new FileStream(PathOf(one), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
                found.Add(new(one, DocumentCipher.LockOf(head.AsSpan(0, await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct)))));
            }
            catch (FileNotFoundException)
            {
                // It was disposed of meanwhile.
            }
        }
        return found;
    }

    public Task<int> CountAfter(Guid? id, CancellationToken ct = default) => Task.FromResult(Behind(id).Count());

    public async Task<bool> Swap(Guid id, byte[] was, byte[] now, CancellationToken ct = default)
    {
        var path = PathOf(id);
        // A name of its own: another node that does the same to the same document must not write into what is put in place here.
        var next = $"{path}{Beside}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        try
        {
            await using (var file = new FileStream(next, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920))
            {
                await file.WriteAsync(now, ct);
                file.Flush(flushToDisk: true);
            }
            if (await Get(id, ct) is not { } there || !there.AsSpan().SequenceEqual(was))
            {
                return false;
            }
            File.Move(next, path, overwrite: true);
            // Whatever a crash left beside it was never in its place.
            DropLeftovers(path);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another node was quicker and tidied up behind itself.
            return false;
        }
        finally
        {
            File.Delete(next);
        }
    }

    /// <summary>Between the name of a document and what is being put in its place.</summary>
    private const string Beside = ".next-";

    private static void DropLeftovers(string path)
    {
        if (Path.GetDirectoryName(path) is { } shelf && Directory.Exists(shelf))
        {
            foreach (var left in Directory.GetFiles(shelf, Path.GetFileName(path) + Beside + "*"))
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>Shelf by shelf, and on each by name.</summary>
    private IEnumerable<Guid> Behind(Guid? id)
    {
        var (shelf, name) = id is { } after ? (after.ToString("N")[^2..], after.ToString("N")) : ("", "");
        return !Directory.Exists(folder)
            ? []
            : from s in Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).Where(d => string.CompareOrdinal(d, shelf) >= 0).Order(StringComparer.Ordinal)
            from n in Directory.GetFiles(Path.Combine(folder, s)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
            where (s != shelf || string.CompareOrdinal(n, name) > 0) && n.EndsWith(s, StringComparison.Ordinal) && Guid.TryParseExact(n, "N", out _)
            select Guid.ParseExact(n, "N");
    }

    private string PathOf(Guid id) => Path.Combine(folder, id.ToString("N")[^2..], id.ToString("N"));
}

/// <summary>Encrypts documents at rest with the service's key ring: the database file or disk alone gives nothing away.</summary>
public sealed class DocumentCipher(IDataProtectionProvider provider)
{
    private readonly IDataProtector protector = provider.CreateProtector("Kith.Documents.v1");

    /// <summary>Bound to the id: the bytes of one document put under another's id do not open.</summary>
    public byte[] Close(Guid id, byte[] plain) => protector.CreateProtector(id.ToString("N")).Protect(plain);

    /// <summary>
    /// Which of the platform's keys locked these bytes; null where nothing here did. They say so at their beginning, in the
    /// platform's own form: four bytes that are always the same, and the id of the key.
    /// </summary>
    public static Guid? LockOf(ReadOnlySpan<byte> closed) => closed.Length >= HeadBytes && closed.StartsWith(Form) ? new Guid(closed.Slice(4, 16)) : null;

    /// <summary>How many bytes at the beginning say so.</summary>
    internal const int HeadBytes = 20;

    private static ReadOnlySpan<byte> Form => [0x09, 0xF0, 0xC9, 0xF0];

    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes were changed, or the key is gone.</exception>
    public byte[] Open(Guid id, byte[] cipher) => protector.CreateProtector(id.ToString("N")).Unprotect(cipher);
}
