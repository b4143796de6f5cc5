using System.Security.Cryptography;
using Kith.Practice.Acts;
using Kith.Practice.Documents;

namespace Kith.Practice.Improvement.Plan;

/// <summary>A file that was sent with a form.</summary>
public sealed record SentFile(string Name, byte[] Bytes);

/// <summary>What is known of a file that was put away.</summary>
internal sealed record KeptFile(string Name, string ContentType, long Size, string Sha256);

/// <summary>Puts letters of inspections and evidence of the plan away, encrypted like all documents, and gives them back unchanged.</summary>
public sealed class PlanFiles(IDocumentStore store, DocumentCipher cipher, IMalwareScan scan)
{
    /// <summary>Largest file.</summary>
    public const int MostBytes = KeepDocuments.MostBytes;

    /// <summary>Looks at a file by its bytes and puts it away under an id.</summary>
    /// <exception cref="NotAcceptedException">It is too large, not of a kind that is kept, or harmful.</exception>
    internal async Task<KeptFile> Put(Guid id, SentFile file, string title, string field, CancellationToken ct)
    {
        if (file.Bytes.Length is 0 or > MostBytes)
        {
            throw new NotAcceptedException(field, $"The file must have something in it and be {MostBytes >> 20} MB or smaller");
        }
        var (type, refusal) = FileSniffer.Sniff(file.Bytes);
        if (type is null)
        {
            throw new NotAcceptedException(field, refusal ?? "This kind of file is not kept");
        }
        if (await scan.Scan(file.Bytes, ct) is { } harm)
        {
            throw new NotAcceptedException(field, harm);
        }
        await store.Put(id, cipher.Close(id, file.Bytes), ct);
        return new(KeepDocuments.SafeName(title, type.Extension), type.ContentType, file.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(file.Bytes)));
    }

    /// <summary>The bytes; null when there are none.</summary>
    /// <exception cref="InvalidDataException">They are not the ones that were put in.</exception>
    internal async Task<byte[]?> Get(Guid id, string sha256, CancellationToken ct)
    {
        if (await store.Get(id, ct) is not { } closed)
        {
            return null;
        }
        try
        {
            var bytes = cipher.Open(id, closed);
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? bytes : throw new InvalidDataException("A document is not the one that was put in");
        }
        catch (CryptographicException error)
        {
            throw new InvalidDataException("A document cannot be opened: its bytes or its key were changed", error);
        }
    }
}
