using System.Collections.Concurrent;

namespace Kith.Matching;

/// <summary>
/// Chooses the pairs worth comparing. Two records are compared when they share one of these keys, each of which
/// survives faults that spoil the others: NHS number, UPN, local identifier; date of birth with the sound of the given or of the family
/// name; both sounds in either order; date of birth with postcode; postcode with the sound of the given name;
/// year and month, month and day, or year and day of birth with both initials.
/// </summary>
public static class Blocking
{
    /// <summary>A block larger than this is walked in order of date of birth and name, each record with its neighbours only.</summary>
    public const int LargestWholeBlock = 250;

    private const int Neighbours = 40;

    /// <summary>The keys of a record.</summary>
    public static void AddKeys(PreparedPerson person, ICollection<long> into)
    {
        Identifier(1, person.Nhs);
        Identifier(2, person.Upn);
        Identifier(3, person.LocalId);
        var given = person.Given.IsEmpty || person.Given.IsPlaceholder ? null : person.Given.Parts[0];
        var family = person.Family.IsEmpty || person.Family.IsPlaceholder ? null : person.Family.Parts[^1];
        if (given is not null && family is not null)
        {
            Sounds(given, family);
            if (person.Given.Parts.Count > 1)
            {
                Sounds(person.Given.Parts[1], family);
            }

            if (person.Family.Parts.Count > 1)
            {
                Sounds(given, person.Family.Parts[0]);
            }

            for (var i = 0; i < person.Others.Count; i++)
            {
                var (otherGiven, otherFamily) = person.Others[i];
                Sounds(otherGiven.IsEmpty ? given : otherGiven.Parts[0], otherFamily.IsEmpty ? family : otherFamily.Parts[^1]);
            }
        }

        if (person.Facts.DateOfBirth is { } born)
        {
            var day = new KeyHash().Add(5).Add(born.DayNumber);
            if (given is not null)
            {
                into.Add(day.Add(given.Sound).ToKey(KeyClass.BirthDate));
            }

            foreach (var part in person.Family.Parts)
            {
                into.Add(day.Add(part.Sound).ToKey(KeyClass.BirthDate));
            }

            if (person.Postcode is { } here)
            {
                into.Add(day.Add(6).Add(here).ToKey(KeyClass.BirthDate));
            }

            if (given is not null && family is not null)
            {
                var initials = new KeyHash().Add(given.Core.AsSpan(0, 1)).Add(family.Core.AsSpan(0, 1));
                into.Add(initials.Add(7).Add(born.Year).Add(born.Month).ToKey(KeyClass.PartBirthDateAndSound));
                into.Add(initials.Add(8).Add(born.Month).Add(born.Day).ToKey(KeyClass.PartBirthDateAndSound));
                into.Add(initials.Add(9).Add(born.Year).Add(born.Day).ToKey(KeyClass.PartBirthDateAndSound));
            }
        }

        if (given is not null && person.Postcode is { } postcode)
        {
            into.Add(new KeyHash().Add(10).Add(postcode).Add(given.Sound).ToKey(KeyClass.Postcode));
        }

        void Identifier(int kind, string? value)
        {
            if (value is not null)
            {
                into.Add(new KeyHash().Add(kind).Add(value).ToKey(KeyClass.LocalIdParts));
            }
        }

        void Sounds(NamePart one, NamePart other)
        {
            var (first, second) = string.CompareOrdinal(one.Sound, other.Sound) <= 0 ? (one.Sound, other.Sound) : (other.Sound, one.Sound);
            into.Add(new KeyHash().Add(4).Add(first).Add(second).ToKey(KeyClass.TwoSounds));
        }
    }

    /// <summary>
    /// Calls <paramref name="compare"/> with every pair to be compared, lower index first. A pair that shares several
    /// keys may come several times. Runs on up to <paramref name="degree"/> threads.
    /// </summary>
    public static void ForEachPair(IReadOnlyList<PreparedPerson> people, Action<int, int> compare, int degree = 1, CancellationToken cancel = default)
    {
        var (keys, owners) = Sorted(people);
        var blocks = new List<(int From, int To)>();
        for (var from = 0; from < keys.Length; )
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                blocks.Add((from, to));
            }

            from = to;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, degree), CancellationToken = cancel };
        Parallel.ForEach(
            Partitioner.Create(0, blocks.Count),
            options,
            range =>
            {
                for (var b = range.Item1; b < range.Item2; b++)
                {
                    cancel.ThrowIfCancellationRequested();
                    Walk(people, owners.AsSpan(blocks[b].From, blocks[b].To - blocks[b].From), compare);
                }
            }
        );
    }

    private static void Walk(IReadOnlyList<PreparedPerson> people, Span<int> block, Action<int, int> compare)
    {
        var reach = block.Length;
        if (block.Length > LargestWholeBlock)
        {
            reach = Neighbours;
            block.Sort(
                (a, b) =>
                {
                    var order = Nullable.Compare(people[a].Facts.DateOfBirth, people[b].Facts.DateOfBirth);
                    order = order != 0 ? order : string.CompareOrdinal(people[a].Given.Joined, people[b].Given.Joined);
                    return order != 0 ? order : a.CompareTo(b);
                }
            );
        }

        for (var i = 0; i < block.Length; i++)
        {
            var to = Math.Min(block.Length, i + 1 + reach);
            for (var j = i + 1; j < to; j++)
            {
                if (block[i] != block[j])
                {
                    compare(Math.Min(block[i], block[j]), Math.Max(block[i], block[j]));
                }
            }
        }
    }

    private static (long[] Keys, int[] Owners) Sorted(IReadOnlyList<PreparedPerson> people)
    {
        var keys = new List<long>(people.Count * 10);
        var owners = new List<int>(people.Count * 10);
        var own = new HashSet<long>();
        for (var i = 0; i < people.Count; i++)
        {
            own.Clear();
            AddKeys(people[i], own);
            foreach (var key in own)
            {
                keys.Add(key);
                owners.Add(i);
            }
        }

        var sortedKeys = keys.ToArray();
        var sortedOwners = owners.ToArray();
        Array.Sort(sortedKeys, sortedOwners);
        return (sortedKeys, sortedOwners);
    }
}
