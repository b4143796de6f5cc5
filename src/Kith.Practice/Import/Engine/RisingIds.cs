using System.Buffers.Binary;

namespace Kith.Practice.Import;

/// <summary>
/// New ids that rise in the order in which they are asked for, even within one millisecond, so that what came in the
/// order of a file can be given back in it. The step between two is drawn, so that none can be guessed from another.
/// </summary>
internal sealed class RisingIds(Clock clock)
{
    private readonly byte[] last = new byte[16];

    public Guid Next()
    {
        Span<byte> fresh = stackalloc byte[16];
        clock.NewId().TryWriteBytes(fresh, bigEndian: true, out _);
        if (fresh.SequenceCompareTo(last) <= 0)
        {
            // Version and variant stay: only the drawn bits below them are counted up, by a drawn step.
            var step = BinaryPrimitives.ReadUInt32BigEndian(fresh[12..]) | 1;
            var counted = BinaryPrimitives.ReadUInt64BigEndian(last.AsSpan(8)) + step;
            last.CopyTo(fresh);
            BinaryPrimitives.WriteUInt64BigEndian(fresh[8..], counted);
        }
        fresh.CopyTo(last);
        return new Guid(fresh, bigEndian: true);
    }
}
