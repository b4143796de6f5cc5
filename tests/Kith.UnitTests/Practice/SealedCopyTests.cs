using System.Security.Cryptography;
using Kith.Practice.Operation.ContinuityCopies;

namespace Kith.UnitTests.Practice;

/// <summary>A continuity copy opens for its holders as it was made, and otherwise not at all.</summary>
public sealed class SealedCopyTests
{
    private const int Piece = 1 << 20;
    private static readonly CopyMark Mark = new(Guid.Parse("0193a8c0-0000-7000-8000-000000000001"), "Amberdale", new(2026, 11, 24, 9, 30, 0, DateTimeKind.Utc), "0.1.0", null);
    private static readonly CopySecrets Secrets = new("the authority's key");
    private static readonly CancellationToken Ct = CancellationToken.None;

    // Made once: a pair takes longer than all that is done with it.
    private static readonly RSA First = RSA.Create(3072);
    private static readonly RSA Second = RSA.Create(3072);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(Piece - 1)]
    [InlineData(Piece)]
    [InlineData((2 * Piece) + 1)]
    public async Task What_was_sealed_is_opened_by_each_holder(int length)
    {
        var database = RandomNumberGenerator.GetBytes(length);
        var sealedBytes = await Seal(database, First, Second);

        foreach (var holder in new[] { First, Second })
        {
            var (mark, secrets, opened) = await Open(sealedBytes, holder);
            Assert.Equal(Mark, mark);
            Assert.Equal(Secrets, secrets);
            Assert.Equal(database, opened);
        }
        Assert.Equal(Mark, await SealedCopy.Look(new MemoryStream(sealedBytes), Ct));
        // Nothing of it stands in clear.
        Assert.Equal(-1, sealedBytes.AsSpan().IndexOf("the authority's key"u8));
    }

    [Fact]
    public async Task Another_key_is_told_that_the_copy_was_not_made_for_it()
    {
        var refused = await Assert.ThrowsAsync<InvalidDataException>(async () => await Open(await Seal([1, 2, 3], First), Second));
        Assert.Contains(CopyKeys.MarkOf(Second), refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Every place of a small copy, and places all over a large one: a bit turned, a byte lost, a byte more, two pieces changed over.</summary>
    [Fact]
    public async Task A_copy_that_is_not_as_it_was_made_does_not_open()
    {
        var small = await Seal([1, 2, 3], First);
        for (var at = 0; at < small.Length; at++)
        {
            var turned = (byte[])small.Clone();
            turned[at] ^= 1;
            await Refused(turned, $"bit {at}");
        }
        for (var length = 0; length < small.Length; length += 7)
        {
            await Refused(small[..length], $"first {length}");
        }
        await Refused([.. small, 0], "one more");

        var large = await Seal(RandomNumberGenerator.GetBytes((3 * Piece) + 100), First);
        var begin = large.Length - ((large.Length - 1) % (Piece + 16)) - 1;
        foreach (var at in new[] { large.Length - 1, large.Length / 2, large.Length - Piece - 17, begin })
        {
            var turned = (byte[])large.Clone();
            turned[at] ^= 128;
            await Refused(turned, $"large {at}");
        }
        foreach (var less in new[] { 1, 17, Piece, Piece + 16, 2 * (Piece + 16) })
        {
            await Refused(large[..^less], $"large without its last {less}");
        }
        // The second and third piece in each other's place.
        var header = HeaderOf(large);
        byte[] crossed =
        [
            .. large.AsSpan(0, header + Piece + 16),
            .. large.AsSpan(header + (2 * (Piece + 16)), Piece + 16),
            .. large.AsSpan(header + Piece + 16, Piece + 16),
            .. large.AsSpan(header + (3 * (Piece + 16))),
        ];
        Assert.Equal(large.Length, crossed.Length);
        await Refused(crossed, "crossed");
        // The pieces of one copy under the header of another.
        var other = await Seal(RandomNumberGenerator.GetBytes(100), First);
        await Refused([.. other.AsSpan(0, HeaderOf(other)), .. large.AsSpan(header)], "another's pieces");
    }

    [Theory]
    [InlineData("")]
    [InlineData("KITHCOPY1\n")]
    [InlineData("SQLite format 3\0 and more of it, which is long enough")]
    [InlineData("KITHCOPY1\n\u007f\u007f\u007f\u007f{}")]
    public async Task What_is_no_copy_is_told_so(string text)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(text);
        await Refused(bytes, text);
        await Assert.ThrowsAsync<InvalidDataException>(() => SealedCopy.Look(new MemoryStream(bytes), Ct));
    }

    [Fact]
    public async Task A_copy_for_nobody_is_not_made() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SealedCopy.Write(new MemoryStream(), Mark, Secrets, new MemoryStream(), [], Ct));

    [Fact]
    public void A_pair_of_keys_opens_with_its_passphrase_alone_and_the_closed_half_is_not_taken_for_the_open_one()
    {
        var folder = Directory.CreateTempSubdirectory("kith-pair-");
        try
        {
            var (open, closed) = CopyKeys.Make("correct horse battery staple");
            var (pub, key) = (Path.Combine(folder.FullName, "a.pub"), Path.Combine(folder.FullName, "a.key"));
            File.WriteAllText(pub, open);
            File.WriteAllText(key, closed);
            using var locks = CopyKeys.ReadOpen(pub);
            using var opens = CopyKeys.ReadClosed(key, "correct horse battery staple");
            Assert.Equal(CopyKeys.MarkOf(locks), CopyKeys.MarkOf(opens));
            Assert.Contains("passphrase", Assert.Throws<InvalidDataException>(() => CopyKeys.ReadClosed(key, "correct horse battery staplE")).Message, StringComparison.Ordinal);
            Assert.Contains("keep the closed one away", Assert.Throws<InvalidDataException>(() => CopyKeys.ReadOpen(key)).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidDataException>(() => CopyKeys.ReadClosed(pub, "correct horse battery staple"));
            File.WriteAllText(pub, "no key");
            Assert.Throws<InvalidDataException>(() => CopyKeys.ReadOpen(pub));
            using var weak = RSA.Create(2048);
            File.WriteAllText(pub, weak.ExportSubjectPublicKeyInfoPem());
            Assert.Contains("2048 bits", Assert.Throws<InvalidDataException>(() => CopyKeys.ReadOpen(pub)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => CopyKeys.Make("too short"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int HeaderOf(byte[] copy) => 14 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(copy.AsSpan(10));

    private static async Task<byte[]> Seal(byte[] database, params RSA[] holders)
    {
        using var into = new MemoryStream();
        await SealedCopy.Write(into, Mark, Secrets, new MemoryStream(database), holders, Ct);
        return into.ToArray();
    }

    private static async Task<(CopyMark Mark, CopySecrets Secrets, byte[] Database)> Open(byte[] copy, RSA holder)
    {
        using var into = new MemoryStream();
        var (mark, secrets) = await SealedCopy.Open(new MemoryStream(copy), holder, into, Ct);
        return (mark, secrets, into.ToArray());
    }

    private static async Task Refused(byte[] copy, string what)
    {
        try
        {
            await Open(copy, First);
        }
        catch (InvalidDataException)
        {
            return;
        }
        Assert.Fail($"Opened although it was changed: {what}");
    }
}
