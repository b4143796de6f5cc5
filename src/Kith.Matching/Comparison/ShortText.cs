using System.Numerics;

namespace Kith.Matching.Comparison;

/// <summary>
/// A number or postcode of at most sixteen ASCII characters, kept as two words beside the other facts of a person: to be compared
/// without a walk to a text somewhere in memory. What does not fit is <see cref="Fits"/> false, and has to be compared as text.
/// </summary>
internal readonly struct ShortText
{
    private const int Longest = 16;
    private readonly ulong _low;
    private readonly ulong _high;
    private readonly byte _length;

    /// <summary>Keeps a text; null and empty are <see cref="IsNone"/>.</summary>
    public ShortText(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        _length = text.Length <= Longest && System.Text.Ascii.IsValid(text) ? (byte)text.Length : byte.MaxValue;
        for (var i = 0; i < text.Length && Fits; i++)
        {
            if (i < 8)
            {
                _low |= (ulong)text[i] << (8 * i);
            }
            else
            {
                _high |= (ulong)text[i] << (8 * (i - 8));
            }
        }
    }

    /// <summary>True for nothing recorded.</summary>
    public bool IsNone => _length == 0;

    /// <summary>True when all of the text is here.</summary>
    public bool Fits => _length != byte.MaxValue;

    /// <summary>Characters.</summary>
    public int Length => _length;

    /// <summary>Whether two texts that both fit are the same.</summary>
    public static bool AreEqual(in ShortText left, in ShortText right) => left._low == right._low && left._high == right._high && left._length == right._length;

    /// <summary><see cref="EditDistance.WithinOne"/> of two texts that both fit.</summary>
    public static bool WithinOne(in ShortText left, in ShortText right)
    {
        var difference = left._length - right._length;
        if (difference is < -1 or > 1)
        {
            return false;
        }

        UInt128 a = new(left._high, left._low),
            b = new(right._high, right._low);
        var differ = a ^ b;
        if (differ == UInt128.Zero)
        {
            return true;
        }

        var first = (int)UInt128.TrailingZeroCount(differ) / 8;
        if (difference != 0)
        {
            // Of the longer the character is taken out in which they first differ.
            var (longer, shorter) = difference > 0 ? (a, b) : (b, a);
            return first == Longest - 1 || longer >> (8 * (first + 1)) == shorter >> (8 * first);
        }

        var last = (127 - (int)UInt128.LeadingZeroCount(differ)) / 8;
        return last == first || (last == first + 1 && At(a, first) == At(b, last) && At(a, last) == At(b, first));
    }

    /// <summary>Whether two texts of one length, both of which fit, differ in nothing but their last characters.</summary>
    public static bool SameBut(in ShortText left, in ShortText right, int last)
    {
        var differ = new UInt128(left._high ^ right._high, left._low ^ right._low);
        return left._length == right._length && (differ == UInt128.Zero || (int)UInt128.TrailingZeroCount(differ) / 8 >= left._length - last);
    }

    private static byte At(UInt128 text, int at) => (byte)(text >> (8 * at));
}
