using Kith.Practice.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Documents;

/// <summary>Where the encrypted bytes of documents are kept.</summary>
public interface IDocumentStore
{
    /// <summary>Keeps bytes under an id, inside the caller's act where the store is the database.</summary>
    Task Put(Guid id, byte[] cipher, CancellationToken ct = default);

    /// <summary>The bytes; null when there are none.</summary>
    Task<byte[]?> Get(Guid id, CancellationToken ct = default);

    /// <summary>Takes the bytes away for good, where there are any: only when a record is disposed of.</summary>
    Task Remove(Guid id, CancellationToken ct = default);
}

/// <summary>In the database: saved in the same transaction as the record, and part of every backup. The default.</summary>
public sealed class DatabaseDocuments(KithDb db) : IDocumentStore
{
    public Task Put(Guid id, byte[] cipher, CancellationToken ct = default)
    {
        db.DocumentContents.Add(new DocumentContent { Id = id, Bytes = cipher });
        return Task.CompletedTask;
    }

    public async Task<byte[]?> Get(Guid id, CancellationToken ct = default) => (await db.DocumentContents.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct))?.Bytes;

    public Task Remove(Guid id, CancellationToken ct = default) => db.DocumentContents.Where(c => c.Id == id).ExecuteDeleteAsync(ct);
}

/// <summary>In a folder, for authorities whose files are kept and backed up apart from the database.</summary>
public sealed class FolderDocuments(string folder) : IDocumentStore
{
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
        return Task.CompletedTask;
    }

    private string PathOf(Guid id) => Path.Combine(folder, id.ToString("N")[^2..], id.ToString("N"));
}

/// <summary>Encrypts documents at rest with the service's key ring: the database file or disk alone gives nothing away.</summary>
public sealed class DocumentCipher(IDataProtectionProvider provider)
{
    private readonly IDataProtector protector = provider.CreateProtector("Kith.Documents.v1");

    /// <summary>Bound to the id: the bytes of one document put under another's id do not open.</summary>
    public byte[] Close(Guid id, byte[] plain) => protector.CreateProtector(id.ToString("N")).Protect(plain);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The bytes were changed, or the key is gone.</exception>
    public byte[] Open(Guid id, byte[] cipher) => protector.CreateProtector(id.ToString("N")).Unprotect(cipher);
}
