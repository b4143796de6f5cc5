namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// Which values were met before, kept as 64-bit fingerprints, so that a million of them take 16 MiB. Two values with one
/// fingerprint are taken for the same here; whoever asks compares the values themselves afterwards.
/// </summary>
internal sealed class KeySet
{
    // Different in each process, so that no file can be made whose values all fall together.
    private readonly ulong _seed = (ulong)(uint)"kith".GetHashCode() | 1;
    private readonly HashSet<ulong> _repeated = [];
    private ulong[] _slots = new ulong[1024];
    private int _count;

    /// <summary>The fingerprints met more than once.</summary>
    public IReadOnlySet<ulong> Repeated => _repeated;

    public void Add(string value)
    {
        var key = Fingerprint(value);
        if (!Insert(_slots, key))
        {
            _repeated.Add(key);
        }
        else if (++_count > _slots.Length / 4 * 3)
        {
            var larger = new ulong[_slots.Length * 2];
            foreach (var each in _slots)
            {
                if (each != 0)
                {
                    Insert(larger, each);
                }
            }

            _slots = larger;
        }
    }

    /// <summary>Never 0.</summary>
    public ulong Fingerprint(string value)
    {
        var hash = _seed;
        foreach (var c in value)
        {
            hash = (hash ^ c) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return hash == 0 ? 1 : hash;
    }

    private static bool Insert(ulong[] slots, ulong key)
    {
        var mask = (uint)slots.Length - 1;
        for (var at = (uint)(key >> 20) & mask; ; at = (at + 1) & mask)
        {
            if (slots[at] == 0)
            {
                slots[at] = key;
                return true;
            }

            if (slots[at] == key)
            {
                return false;
            }
        }
    }
}
