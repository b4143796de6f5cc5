using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>What a copy needs to be opened and must be read by nobody else.</summary>
/// <param name="Key">The authority's key in base64, without which nobody's second step and no document opens; null where it has none.</param>
public sealed record CopySecrets(string? Key);

/// <summary>
/// A continuity copy as one file that only the holders of a closed half can open: a header in clear (whose, from when), a key
/// of its own locked for each holder (RSA-OAEP with SHA-256), and the compressed database in pieces (AES-256-GCM), each bound
/// to its place, to the header and to whether it is the last. A file that was changed, shortened or put together anew does
/// not open at all.
/// </summary>
public static class SealedCopy
{
    private const int PieceSize = 1 << 20;
    private const int TagSize = 16;
    private const int NonceSize = 12;
    private const int LongestHeader = 1 << 16;
    private static readonly byte[] Magic = "KITHCOPY1\n"u8.ToArray();

    private sealed record Header(CopyMark Mark, IReadOnlyList<Holder> Holders);

    private sealed record Holder(string Mark, string Locked);

    /// <summary>Seals a database for those who hold the closed halves.</summary>
    /// <exception cref="ArgumentException">There is nobody who could open it.</exception>
    public static async Task Write(Stream into, CopyMark mark, CopySecrets secrets, Stream database, IReadOnlyList<RSA> holders, CancellationToken ct = default)
    {
        if (holders.Count == 0)
        {
            throw new ArgumentException("A copy that nobody can open is no use");
        }
        var key = RandomNumberGenerator.GetBytes(32);
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new Header(mark, [.. holders.Select(h => new Holder(CopyKeys.MarkOf(h), Convert.ToBase64String(h.Encrypt(key, RSAEncryptionPadding.OaepSHA256))))])
        );
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Length);
        await into.WriteAsync(Magic, ct);
        await into.WriteAsync(length, ct);
        await into.WriteAsync(header, ct);
        await using (var pieces = new Sealing(into, key, SHA256.HashData([.. Magic, .. length, .. header])))
        {
            await using (var small = new BrotliStream(pieces, CompressionLevel.Fastest, leaveOpen: true))
            {
                var inner = JsonSerializer.SerializeToUtf8Bytes(secrets);
                BinaryPrimitives.WriteInt32BigEndian(length, inner.Length);
                await small.WriteAsync(length, ct);
                await small.WriteAsync(inner, ct);
                await database.CopyToAsync(small, ct);
            }
            await pieces.End(ct);
        }
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Opens a copy with a closed half, and writes its database. What was written is to be thrown away when this throws.</summary>
    /// <exception cref="InvalidDataException">The file is no copy, was not made for this key, or is not whole as it was made.</exception>
    public static async Task<(CopyMark Mark, CopySecrets Secrets)> Open(Stream from, RSA closed, Stream database, CancellationToken ct = default)
    {
        try
        {
            var (header, bytes) = await ReadHeader(from, ct);
            var mine = CopyKeys.MarkOf(closed);
            var locked =
                header.Holders.FirstOrDefault(h => h.Mark == mine)?.Locked
                ?? throw new InvalidDataException($"This copy was made for other keys ({string.Join(", ", header.Holders.Select(h => h.Mark))}) than this one ({mine}).");
            var key = closed.Decrypt(Convert.FromBase64String(locked), RSAEncryptionPadding.OaepSHA256);
            await using var pieces = new Opening(from, key, SHA256.HashData(bytes));
            await using var large = new BrotliStream(pieces, CompressionMode.Decompress, leaveOpen: true);
            var length = new byte[4];
            await large.ReadExactlyAsync(length, ct);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 2 or > LongestHeader)
            {
                throw new InvalidDataException("The copy is damaged.");
            }
            var inner = new byte[size];
            await large.ReadExactlyAsync(inner, ct);
            await large.CopyToAsync(database, ct);
            // The unpacking stops at its own end; the file must have ended there too.
            await pieces.DemandEnd(ct);
            return (header.Mark, JsonSerializer.Deserialize<CopySecrets>(inner) ?? throw new JsonException());
        }
        catch (Exception error)
            when (error is CryptographicException or EndOfStreamException or JsonException or FormatException
                || (error is InvalidOperationException and not ObjectDisposedException)
            )
        {
            throw new InvalidDataException("The copy is damaged, cut short or was changed. Take another one.", error);
        }
    }

    /// <summary>Whose copy it is and from when, which stands in clear. It is proven only when the copy is opened.</summary>
    /// <exception cref="InvalidDataException">The file is no copy.</exception>
    public static async Task<CopyMark> Look(Stream from, CancellationToken ct = default)
    {
        try
        {
            return (await ReadHeader(from, ct)).Header.Mark;
        }
        catch (Exception error) when (error is EndOfStreamException or JsonException)
        {
            throw new InvalidDataException("The file is not a whole continuity copy.", error);
        }
    }

    private static async Task<(Header Header, byte[] Bytes)> ReadHeader(Stream from, CancellationToken ct)
    {
        var begin = new byte[Magic.Length + 4];
        await from.ReadExactlyAsync(begin, ct);
        var size = BinaryPrimitives.ReadInt32BigEndian(begin.AsSpan(Magic.Length));
        if (!begin.AsSpan(0, Magic.Length).SequenceEqual(Magic) || size is < 2 or > LongestHeader)
        {
            throw new InvalidDataException("The file is not a continuity copy of Kith.");
        }
        var header = new byte[size];
        await from.ReadExactlyAsync(header, ct);
        return (JsonSerializer.Deserialize<Header>(header) is { Mark: not null, Holders: not null } read ? read : throw new JsonException(), [.. begin, .. header]);
    }

    /// <summary>Place of a piece, and whether it is the last, as the nonce: the key is used for this one file alone.</summary>
    private static byte[] Nonce(long piece, bool last)
    {
        var nonce = new byte[NonceSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce, piece);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    /// <summary>Gathers what is written into pieces and locks each.</summary>
    private sealed class Sealing(Stream into, byte[] key, byte[] bound) : Stream
    {
        private readonly AesGcm cipher = new(key, TagSize);
        private readonly byte[] piece = new byte[PieceSize];
        private readonly byte[] locked = new byte[PieceSize + TagSize];
        private int filled;
        private long number;

        /// <summary>Writes the last piece, which may be empty: without it a file is cut short.</summary>
        public Task End(CancellationToken ct) => Put(last: true, ct);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (buffer.Length > 0)
            {
                if (filled == PieceSize)
                {
                    await Put(last: false, cancellationToken);
                }
                var some = Math.Min(buffer.Length, PieceSize - filled);
                buffer[..some].CopyTo(piece.AsMemory(filled));
                filled += some;
                buffer = buffer[some..];
            }
        }

        private async Task Put(bool last, CancellationToken ct)
        {
            cipher.Encrypt(Nonce(number++, last), piece.AsSpan(0, filled), locked.AsSpan(0, filled), locked.AsSpan(filled, TagSize), bound);
            await into.WriteAsync(locked.AsMemory(0, filled + TagSize), ct);
            filled = 0;
        }

        public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            cipher.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Unlocks piece after piece. Nothing is handed out of a piece that is not as it was written.</summary>
    private sealed class Opening(Stream from, byte[] key, byte[] bound) : Stream
    {
        private readonly AesGcm cipher = new(key, TagSize);
        private readonly byte[] locked = new byte[PieceSize + TagSize];
        private readonly byte[] next = new byte[PieceSize + TagSize];
        private readonly byte[] piece = new byte[PieceSize];
        private int ahead = -1;
        private int filled;
        private int taken;
        private long number;
        private bool ended;

        /// <summary>Refuses a file that goes on.</summary>
        public async Task DemandEnd(CancellationToken ct)
        {
            var one = new byte[1];
            if (await ReadAsync(one, ct) > 0)
            {
                throw new InvalidDataException("The copy goes on after its end.");
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (taken == filled)
            {
                if (ended)
                {
                    return 0;
                }
                await Take(cancellationToken);
            }
            var some = Math.Min(buffer.Length, filled - taken);
            piece.AsMemory(taken, some).CopyTo(buffer);
            taken += some;
            return some;
        }

        // A piece is the last when nothing stands behind it: so one is read ahead.
        private async Task Take(CancellationToken ct)
        {
            if (ahead < 0)
            {
                ahead = await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, ct);
            }
            var here = ahead;
            next.AsSpan(0, here).CopyTo(locked);
            ahead = here == locked.Length ? await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, ct) : 0;
            ended = ahead == 0;
            if (here < TagSize)
            {
                throw new EndOfStreamException();
            }
            cipher.Decrypt(Nonce(number++, ended), locked.AsSpan(0, here - TagSize), locked.AsSpan(here - TagSize, TagSize), piece.AsSpan(0, here - TagSize), bound);
            (filled, taken) = (here - TagSize, 0);
        }

        public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            cipher.Dispose();
            base.Dispose(disposing);
        }
    }
}
