namespace Kith.Matching;

/// <summary>What a search key was made from. The number is stored in the top five bits of the key and never changes.</summary>
public enum KeyClass
{
    /// <summary>A name with one letter left out (or none), with the sound of another name of the person.</summary>
    NameLessOneLetter = 1,

    /// <summary>The sounds of two names of the person, in either order.</summary>
    TwoSounds = 2,

    /// <summary>A group of nicknames with the sound of another name.</summary>
    NicknameAndSound = 3,

    /// <summary>The whole date of birth.</summary>
    BirthDate = 4,

    /// <summary>Two of day, month and year of birth with the sound of a name.</summary>
    PartBirthDateAndSound = 5,

    /// <summary>Half of an NHS number.</summary>
    NhsNumberHalf = 6,

    /// <summary>Two of three parts of a unique pupil number.</summary>
    UpnParts = 7,

    /// <summary>Two of three parts of a local identifier, or the whole where it is not a number.</summary>
    LocalIdParts = 8,

    /// <summary>A whole postcode, present or earlier.</summary>
    Postcode = 9,

    /// <summary>An outward postcode with the sound of the family name.</summary>
    OutwardAndSound = 10,

    /// <summary>House number and first word of the street.</summary>
    Address = 11,

    /// <summary>The sound of one name. Broad.</summary>
    OneSound = 16,

    /// <summary>The first three letters of one name. Broad.</summary>
    NameStart = 17,

    /// <summary>The last three letters of a family name. Broad.</summary>
    NameEnd = 18,

    /// <summary>The initial of one name with the first three letters of another. Broad.</summary>
    InitialAndStart = 19,
}

/// <summary>
/// The hash behind search keys: FNV-1a over the UTF-16 code units (64 bits, offset 14695981039346656037, prime
/// 1099511628211), parts ended by the unit 0x1F, then the finaliser of SplitMix64; the lower 59 bits are kept under
/// the five bits of the class. It is stored, so it must never change: a change means rebuilding every key.
/// </summary>
internal readonly struct KeyHash
{
    private const ulong Prime = 1099511628211;
    private readonly ulong _state;

    public KeyHash()
    {
        _state = 14695981039346656037;
    }

    private KeyHash(ulong state)
    {
        _state = state;
    }

    public KeyHash Add(ReadOnlySpan<char> part) => AddWithout(part, -1);

    /// <summary>Adds the part with the unit at <paramref name="without"/> left out.</summary>
    public KeyHash AddWithout(ReadOnlySpan<char> part, int without)
    {
        var state = _state;
        for (var i = 0; i < part.Length; i++)
        {
            if (i != without)
            {
                state = Mix(state, part[i]);
            }
        }

        return new KeyHash(Mix(state, '\x1f'));
    }

    public KeyHash Add(int number) => new(Mix(Mix(_state, (char)(number & 0xFFFF)), (char)((number >> 16) & 0xFFFF)));

    public long ToKey(KeyClass keyClass)
    {
        var z = _state + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (long)((z & 0x07FFFFFFFFFFFFFF) | ((ulong)keyClass << 59));
    }

    private static ulong Mix(ulong state, char c)
    {
        state = (state ^ (byte)c) * Prime;
        return (state ^ (byte)(c >> 8)) * Prime;
    }
}
