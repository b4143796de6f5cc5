namespace Kith.Matching;

/// <summary>
/// Chooses the pairs worth comparing. Two records are compared when they share one of these keys, each of which
/// survives faults that spoil the others: NHS number, UPN, local identifier; date of birth, day and month in either order, with the sound
/// of the given or of the family name; the sounds of given or middle and family name in either order; familiar forms of the given name
/// with the sound of the family name; date of birth with postcode; postcode, or house and street, with the sound of a name; year and
/// month, month and day, or year and day of birth with both initials in either order; the whole address.
/// </summary>
public static class Blocking
{
    /// <summary>A block larger than this is walked in order of date of birth and name, each record with its neighbours only; in a file that shares its keys so much that it would take too long, a smaller one too.</summary>
    public const int LargestWholeBlock = 250;

    /// <summary>The keys of a record.</summary>
    public static void AddKeys(PreparedPerson person, ICollection<long> into)
    {
        Identifier(1, person.Nhs);
        Identifier(2, person.Upn);
        Identifier(3, person.LocalId);
        var given = person.Given.IsEmpty || person.Given.IsPlaceholder ? null : person.Given.Parts[0];
        var family = person.Family.IsEmpty || person.Family.IsPlaceholder ? null : person.Family.Parts[^1];
        var middle = person.Middle.IsEmpty || person.Middle.IsPlaceholder ? null : person.Middle.Parts[0];
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

            if (middle is not null)
            {
                Sounds(middle, family);
            }

            foreach (var code in given.Groups)
            {
                into.Add(new KeyHash().Add(12).Add(code >> 1).Add(family.Sound).ToKey(KeyClass.NicknameAndSound));
            }

            for (var i = 0; i < person.Others.Count; i++)
            {
                var (otherGiven, otherFamily) = person.Others[i];
                Sounds(otherGiven.IsEmpty ? given : otherGiven.Parts[0], otherFamily.IsEmpty ? family : otherFamily.Parts[^1]);
            }
        }

        if (person.Facts.DateOfBirth is { } born)
        {
            // Day and month in either order are one day here.
            var day = new KeyHash().Add(5).Add(born is { Day: <= 12 } && born.Day < born.Month ? new DateOnly(born.Year, born.Day, born.Month).DayNumber : born.DayNumber);
            if (given is not null)
            {
                into.Add(day.Add(given.Sound).ToKey(KeyClass.BirthDate));
            }

            if (middle is not null)
            {
                into.Add(day.Add(middle.Sound).ToKey(KeyClass.BirthDate));
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
                var inOrder = given.Core[0] <= family.Core[0];
                var initials = new KeyHash().Add((inOrder ? given : family).Core.AsSpan(0, 1)).Add((inOrder ? family : given).Core.AsSpan(0, 1));
                into.Add(initials.Add(7).Add(born.Year).Add(born.Month).ToKey(KeyClass.PartBirthDateAndSound));
                into.Add(initials.Add(8).Add(born.Month).Add(born.Day).ToKey(KeyClass.PartBirthDateAndSound));
                into.Add(initials.Add(9).Add(born.Year).Add(born.Day).ToKey(KeyClass.PartBirthDateAndSound));
            }
        }

        if (given is not null && person.Postcode is { } postcode)
        {
            into.Add(new KeyHash().Add(10).Add(postcode).Add(given.Sound).ToKey(KeyClass.Postcode));
        }

        if (family is not null && person.Postcode is { } home)
        {
            into.Add(new KeyHash().Add(11).Add(home).Add(family.Sound).ToKey(KeyClass.Postcode));
        }

        if (person.Traits is { Area: not 0, Place: not 0 and var whole })
        {
            into.Add(new KeyHash().Add(15).Add(whole).ToKey(KeyClass.Address));
        }

        if (person.House is not null || person.Line is not null)
        {
            var place = person.House is { } house ? new KeyHash().Add(13).Add(house.Number).Add(house.Street) : new KeyHash().Add(14).Add(person.Line);
            if (given is not null)
            {
                into.Add(place.Add(given.Sound).ToKey(KeyClass.Address));
            }

            if (family is not null)
            {
                into.Add(place.Add(family.Sound).ToKey(KeyClass.Address));
            }
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
    public static void ForEachPair(IReadOnlyList<PreparedPerson> people, Action<int, int> compare, int degree = 1, CancellationToken cancel = default) =>
        Of(people, degree).ForEachPair(compare, degree, cancel);

    /// <summary>The people by the keys they share.</summary>
    public static Blocks Of(IReadOnlyList<PreparedPerson> people, int degree = 1)
    {
        // Keys are made in parts, so that several threads make them; a part holds its own people in order.
        var parts = Math.Max(1, Math.Min(degree, people.Count / 1000));
        var keys = new List<long>[parts];
        var owners = new List<int>[parts];
        Parallel.For(
            0,
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, degree) },
            part =>
            {
                var (from, to) = ((int)((long)people.Count * part / parts), (int)((long)people.Count * (part + 1) / parts));
                var (partKeys, partOwners) = (new List<long>((to - from) * 10), new List<int>((to - from) * 10));
                var own = new HashSet<long>();
                for (var i = from; i < to; i++)
                {
                    own.Clear();
                    AddKeys(people[i], own);
                    foreach (var key in own)
                    {
                        partKeys.Add(key);
                        partOwners.Add(i);
                    }
                }

                (keys[part], owners[part]) = (partKeys, partOwners);
            }
        );
        long[] sortedKeys = [.. keys.SelectMany(k => k)];
        int[] sortedOwners = [.. owners.SelectMany(o => o)];
        Array.Sort(sortedKeys, sortedOwners);
        return new Blocks(people, sortedKeys, sortedOwners);
    }
}
