using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kith.Practice.Dispatch;

/// <summary>
/// How long to wait before the next try: twice as long each time, from half a minute to six hours, and never the same for
/// all. The spread is drawn from the parcel's own id (74 random bits) and the number of the try: councils that lost the
/// same receiver at the same moment do not come back to it at the same moment, and a try that is worked out twice, by two
/// nodes or after a crash, is worked out alike.
/// </summary>
public static class BackOff
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Most = TimeSpan.FromHours(6);

    /// <summary>The longest that a receiver may ask to be left alone.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>The wait after so many tries failed.</summary>
    /// <param name="tries">Tries so far, at least 1.</param>
    /// <param name="asked">What the receiver asked for (Retry-After); it is never tried before that.</param>
    public static TimeSpan After(Guid parcel, int tries, TimeSpan? asked = null)
    {
        var doublings = Math.Clamp(tries - 1, 0, 20);
        var whole = TimeSpan.FromTicks(Math.Min(Most.Ticks, Least.Ticks << doublings));
        Span<byte> seed = stackalloc byte[20];
        parcel.TryWriteBytes(seed, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], tries);
        var drawn = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(seed)) / (double)uint.MaxValue;
        // Between half and all of it: waits spread, yet grow with every try. The longest is less than twice the one before
        // it, so that it begins at three quarters.
        var floor = whole == Most ? whole * 0.75 : whole / 2;
        var wait = floor + (whole - floor) * drawn;
        var least = asked is null ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Clamp(asked.Value.Ticks, 0, LongestAsked.Ticks));
        // In whole seconds: a finer instant than the clock's would lie a moment after itself.
        return TimeSpan.FromSeconds(Math.Ceiling((wait > least ? wait : least).TotalSeconds));
    }
}
