namespace Kith.Matching;

/// <summary>
/// Keys to look a query up by. Ask with <see cref="Selective"/> first (each is met by few people even among a
/// million); ask with <see cref="Broad"/> as well when that finds too little, and bound it, since a common name
/// meets thousands. People who share more keys with the query are likelier: order by the number of keys met,
/// descending, then by person, before a limit.
/// </summary>
/// <param name="Selective">At most 40 keys, most telling first.</param>
/// <param name="Broad">At most 24 keys.</param>
public sealed record QueryKeys(IReadOnlyList<long> Selective, IReadOnlyList<long> Broad)
{
    /// <summary>True when there is nothing to look up.</summary>
    public bool IsEmpty => Selective.Count == 0 && Broad.Count == 0;
}

/// <summary>
/// 64-bit keys by which people are found with one indexed look-up, though the query has a fault: both the person
/// and the query are turned into keys, and a fault of one kind leaves at least one of them equal.
/// <list type="bullet">
/// <item>One wrong, missing, added or swapped letter: each name is kept with every one of its first five letters left out
/// (both sides, so any single edit meets), together with the sound of another name, which keeps the key selective.</item>
/// <item>Other spelling, nickname, names in any order, middle or former name: pairs of sounds and nickname groups.</item>
/// <item>A wrong part of the date of birth: two of day, month and year with the sound of a name. Day and month swapped: asked for as such.</item>
/// <item>A wrong digit of an identifier: halves or two of three parts.</item>
/// </list>
/// </summary>
public static class SearchKeys
{
    /// <summary>Greatest number of selective keys of a query.</summary>
    public const int MaxSelective = 40;

    /// <summary>Greatest number of broad keys of a query.</summary>
    public const int MaxBroad = 24;

    /// <summary>Greatest number of keys of a person, however many names they have.</summary>
    public const int MaxPerPerson = 96;

    private const int LettersForDeletion = 5;
    private const int MostNames = 5;

    /// <summary>The class a key was made for.</summary>
    public static KeyClass ClassOf(long key) => (KeyClass)((ulong)key >> 59);

    /// <summary>Keys of a person, without repeats; about 35 for a child with everything recorded.</summary>
    public static IReadOnlyCollection<long> ForPerson(PersonFacts facts) => ForPerson(new PreparedPerson(facts));

    /// <summary>Keys of a person, without repeats.</summary>
    public static IReadOnlyCollection<long> ForPerson(PreparedPerson person)
    {
        var keys = new KeySet(MaxPerPerson);
        AddNames(keys, person.Given, person.Middle, person.Family, withEdits: true);
        AddIdentifiers(keys, person.Nhs, person.Upn, person.LocalId, transposed: false);
        if (person.Facts.DateOfBirth is { } born)
        {
            keys.Add(Birth(born));
            if (person.Facts.DateOfBirthKind == DateOfBirthKind.Actual)
            {
                foreach (var sound in Sounds(person.Given).Concat(Sounds(person.Family)).Distinct().Take(4))
                {
                    AddPartBirth(keys, born, sound);
                }
            }
        }

        foreach (var postcode in Postcodes(person))
        {
            keys.Add(new KeyHash().Add(postcode).ToKey(KeyClass.Postcode));
        }

        if (IdentifierText.Outward(person.Postcode) is { } outward && !person.Family.IsEmpty)
        {
            keys.Add(Outward(outward, person.Family.Parts[^1].Sound));
        }

        if (person.House is var (number, street))
        {
            keys.Add(Address(number, street));
        }

        foreach (var (given, family) in person.Others.Take(4))
        {
            AddNames(keys, given.IsEmpty ? person.Given : given, NormalisedName.Empty, family.IsEmpty ? person.Family : family, withEdits: false);
        }

        return keys.ToArray();
    }

    /// <summary>Keys of a query.</summary>
    public static QueryKeys ForQuery(SearchQuery query)
    {
        var selective = new KeySet(MaxSelective);
        var broad = new KeySet(MaxBroad);
        AddIdentifiers(selective, query.NhsNumber, query.Upn, query.LocalId, transposed: true);
        if (query.DateOfBirth is { } born)
        {
            selective.Add(Birth(born));
            if (born.Day <= 12 && born.Day != born.Month)
            {
                selective.Add(Birth(new DateOnly(born.Year, born.Day, born.Month)));
            }
        }

        var parts = query.NameParts;
        if (parts.Count > 1)
        {
            AddPairs(selective, parts, query.Joined);
        }

        if (query.Postcode is { } postcode)
        {
            selective.Add(new KeyHash().Add(postcode).ToKey(KeyClass.Postcode));
        }

        if (query.HouseNumber is { } house && query.StreetWords.Count > 0)
        {
            selective.Add(Address(house, query.StreetWords[0]));
        }

        if (parts.Count > 1)
        {
            AddEdits(selective, parts[0], parts[^1].Sound);
            AddEdits(selective, parts[^1], parts[0].Sound);
        }

        if (query.Outward is { } outward)
        {
            foreach (var part in parts.Take(MostNames))
            {
                selective.Add(Outward(outward, part.Sound));
            }
        }

        if (query.DateOfBirth is { } date)
        {
            foreach (var part in parts.Count <= 2 ? parts : [parts[0], parts[^1]])
            {
                AddPartBirth(selective, date, part.Sound);
            }
        }

        for (var i = 0; i < parts.Count && i < MostNames; i++)
        {
            for (var j = 0; j < parts.Count && j < MostNames; j++)
            {
                if (i != j)
                {
                    broad.Add(InitialAndStart(parts[i].Core, parts[j].Core));
                }
            }
        }

        foreach (var part in parts.Take(MostNames))
        {
            broad.Add(OneSound(part.Sound));
            broad.Add(OneSound(part.FullSound));
            broad.Add(Start(part.Core));
            broad.Add(End(part.Core));
        }

        if (parts.Count > 1)
        {
            broad.Add(OneSound(Phonetics.Key(query.Joined)));
        }

        return new QueryKeys(selective.ToArray(), broad.ToArray());
    }

    private static IEnumerable<string> Postcodes(PreparedPerson person) =>
        (person.Postcode is { } now ? person.EarlierPostcodes.Take(3).Prepend(now) : person.EarlierPostcodes.Take(3)).Distinct();

    private static IEnumerable<string> Sounds(NormalisedName name) => name.Parts.Take(2).Select(p => p.Sound);

    private static void AddNames(KeySet keys, NormalisedName given, NormalisedName middle, NormalisedName family, bool withEdits)
    {
        if (withEdits)
        {
            foreach (var f in family.Parts.Take(2))
            {
                foreach (var g in given.Parts.Take(1))
                {
                    AddEdits(keys, f, g.Sound);
                    AddEdits(keys, g, f.Sound);
                }
            }
        }

        var names = given.Parts.Take(3).Concat(middle.Parts.Take(1)).Concat(family.Parts.Take(3)).Take(MostNames).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = i + 1; j < names.Count; j++)
            {
                keys.Add(TwoSounds(names[i].Sound, names[j].Sound));
            }
        }

        // Names that others write closed up: Al-Sayed and Alsayed, Mary-Jane and Maryjane.
        var wholeGiven =
            given.Parts.Count > 1 ? Phonetics.Key(given.Joined)
            : given.IsEmpty ? null
            : given.Parts[0].FullSound;
        var wholeFamily =
            family.Parts.Count > 1 ? Phonetics.Key(family.Joined)
            : family.IsEmpty ? null
            : family.Parts[0].FullSound;
        if (wholeGiven is not null && wholeFamily is not null)
        {
            keys.Add(TwoSounds(wholeGiven, wholeFamily));
            keys.Add(TwoSounds(given.Parts[0].Sound, wholeFamily));
            keys.Add(TwoSounds(wholeGiven, family.Parts[^1].Sound));
        }

        foreach (var f in family.Parts.Take(2))
        {
            foreach (var group in given.Parts.Take(2).SelectMany(g => g.Groups))
            {
                keys.Add(Nickname(group >> 1, f.Sound));
            }
        }

        foreach (var name in given.Parts.Take(2).Concat(family.Parts.Take(2)))
        {
            keys.Add(OneSound(name.Sound));
        }

        foreach (var name in given.Parts.Take(1).Concat(family.Parts.Take(2)))
        {
            keys.Add(Start(name.Core));
        }

        foreach (var f in family.Parts.Take(2))
        {
            keys.Add(End(f.Core));
            if (given.Parts.Count > 0)
            {
                keys.Add(InitialAndStart(given.Parts[0].Core, f.Core));
            }
        }

        if (wholeFamily is not null)
        {
            keys.Add(OneSound(wholeFamily));
        }
    }

    private static void AddPairs(KeySet keys, IReadOnlyList<NamePart> parts, string joined)
    {
        var count = Math.Min(parts.Count, MostNames);
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                keys.Add(TwoSounds(parts[i].Sound, parts[j].Sound));
                keys.Add(TwoSounds(parts[i].FullSound, parts[j].FullSound));
            }
        }

        AddNicknames(keys, parts[0], parts[^1]);
        AddNicknames(keys, parts[^1], parts[0]);
        if (parts.Count > 2)
        {
            AddNicknames(keys, parts[1], parts[^1]);
            keys.Add(TwoSounds(parts[0].FullSound, Phonetics.Key(string.Concat(parts.Skip(1).Select(p => p.Full)))));
            keys.Add(TwoSounds(parts[^1].FullSound, Phonetics.Key(joined[..^parts[^1].Full.Length])));
        }
    }

    private static void AddNicknames(KeySet keys, NamePart name, NamePart other)
    {
        foreach (var group in name.Groups)
        {
            keys.Add(Nickname(group >> 1, other.Sound));
        }
    }

    private static void AddEdits(KeySet keys, NamePart name, string sound)
    {
        AddEdits(keys, name.Core, sound);
        if (NormalisedName.WithMc(name.Core) is { } asMc)
        {
            // Mc is filed as Mac, so an edit inside «Mc» is two away from what is filed: the short spelling is kept as well.
            AddEdits(keys, asMc, sound);
        }
    }

    private static void AddEdits(KeySet keys, string name, string sound)
    {
        var letters = name.Length > LettersForDeletion ? name.AsSpan(0, LettersForDeletion) : name;
        var ending = new KeyHash().Add(sound);
        if (letters.Length < LettersForDeletion)
        {
            // From five letters on, two names one edit apart always agree in some four of their first five.
            keys.Add(ending.Add(letters).ToKey(KeyClass.NameLessOneLetter));
        }

        for (var i = 0; i < letters.Length; i++)
        {
            // Leaving out either of two equal neighbours gives the same word.
            if (letters.Length > 1 && (i == 0 || letters[i] != letters[i - 1]))
            {
                keys.Add(ending.AddWithout(letters, i).ToKey(KeyClass.NameLessOneLetter));
            }
        }
    }

    private static void AddIdentifiers(KeySet keys, string? nhs, string? upn, string? localId, bool transposed)
    {
        if (nhs is { Length: >= 9 and <= 11 })
        {
            AddNhs(keys, nhs);
            if (transposed && nhs.Length == 10)
            {
                // A swap across the middle spoils both halves; one within a half leaves the other.
                AddNhs(keys, string.Concat(nhs.AsSpan(0, 4), nhs.AsSpan(5, 1), nhs.AsSpan(4, 1), nhs.AsSpan(6)));
            }
        }

        if (upn is { Length: 13 })
        {
            var school = upn[1..8];
            var year = upn[8..10];
            var serial = upn[10..];
            keys.Add(new KeyHash().Add(1).Add(school).Add(year).ToKey(KeyClass.UpnParts));
            keys.Add(new KeyHash().Add(2).Add(school).Add(serial).ToKey(KeyClass.UpnParts));
            keys.Add(new KeyHash().Add(3).Add(year).Add(serial).ToKey(KeyClass.UpnParts));
        }

        if (IdentifierText.LocalNumber(localId) is { } number)
        {
            number = number.PadLeft(9, '0');
            var high = number[..5];
            var middle = number[5..7];
            var low = number[7..];
            keys.Add(new KeyHash().Add(1).Add(high).Add(middle).ToKey(KeyClass.LocalIdParts));
            keys.Add(new KeyHash().Add(2).Add(high).Add(low).ToKey(KeyClass.LocalIdParts));
            keys.Add(new KeyHash().Add(3).Add(middle).Add(low).ToKey(KeyClass.LocalIdParts));
        }
        else if (localId is not null)
        {
            keys.Add(new KeyHash().Add(localId).ToKey(KeyClass.LocalIdParts));
        }
    }

    private static void AddNhs(KeySet keys, string digits)
    {
        keys.Add(new KeyHash().Add(1).Add(digits.AsSpan(0, 5)).ToKey(KeyClass.NhsNumberHalf));
        keys.Add(new KeyHash().Add(2).Add(digits.AsSpan(digits.Length - 5)).ToKey(KeyClass.NhsNumberHalf));
    }

    private static void AddPartBirth(KeySet keys, DateOnly born, string sound)
    {
        keys.Add(new KeyHash().Add(1).Add(born.Month).Add(born.Day).Add(sound).ToKey(KeyClass.PartBirthDateAndSound));
        keys.Add(new KeyHash().Add(2).Add(born.Year).Add(born.Day).Add(sound).ToKey(KeyClass.PartBirthDateAndSound));
        keys.Add(new KeyHash().Add(3).Add(born.Year).Add(born.Month).Add(sound).ToKey(KeyClass.PartBirthDateAndSound));
    }

    private static long Birth(DateOnly born) => new KeyHash().Add(born.DayNumber).ToKey(KeyClass.BirthDate);

    private static long TwoSounds(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? new KeyHash().Add(one).Add(other).ToKey(KeyClass.TwoSounds) : new KeyHash().Add(other).Add(one).ToKey(KeyClass.TwoSounds);

    private static long Nickname(int group, string sound) => new KeyHash().Add(Nicknames.NameOfGroup(group)).Add(sound).ToKey(KeyClass.NicknameAndSound);

    private static long Outward(string outward, string sound) => new KeyHash().Add(outward).Add(sound).ToKey(KeyClass.OutwardAndSound);

    private static long Address(string number, string street) => new KeyHash().Add(number).Add(street).ToKey(KeyClass.Address);

    private static long OneSound(string sound) => new KeyHash().Add(sound).ToKey(KeyClass.OneSound);

    private static long Start(string name) => new KeyHash().Add(name.AsSpan(0, Math.Min(3, name.Length))).ToKey(KeyClass.NameStart);

    private static long End(string name) => new KeyHash().Add(name.AsSpan(Math.Max(0, name.Length - 3))).ToKey(KeyClass.NameEnd);

    private static long InitialAndStart(string initial, string name) =>
        new KeyHash().Add(initial.AsSpan(0, 1)).Add(name.AsSpan(0, Math.Min(3, name.Length))).ToKey(KeyClass.InitialAndStart);

    /// <summary>Keys in the order added, without repeats, up to a limit.</summary>
    private sealed class KeySet(int limit)
    {
        private readonly List<long> _keys = new(48);

        public void Add(long key)
        {
            if (_keys.Count < limit && !_keys.Contains(key))
            {
                _keys.Add(key);
            }
        }

        public long[] ToArray() => [.. _keys];
    }
}
