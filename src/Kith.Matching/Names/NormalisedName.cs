using System.Collections.Frozen;

namespace Kith.Matching;

/// <summary>
/// One word of a name that counts, with what is derived from it. <see cref="Core"/> is the word («cruz»),
/// <see cref="Full"/> has its particles before it («delacruz»); they are equal for most names.
/// </summary>
public sealed class NamePart
{
    private string? _sound;
    private string? _fullSound;
    private int[]? _groups;
    private uint _letters;

    internal NamePart(string core, string full)
    {
        Core = core;
        Full = full.Length == core.Length ? core : full;
    }

    /// <summary>The word without particles, folded.</summary>
    public string Core { get; }

    /// <summary>The word with its particles, closed up.</summary>
    public string Full { get; }

    /// <summary>Phonetic key of <see cref="Core"/>.</summary>
    public string Sound => _sound ??= Phonetics.Key(Core);

    /// <summary>Phonetic key of <see cref="Full"/>.</summary>
    public string FullSound => _fullSound ??= HasParticle ? Phonetics.Key(Full) : Sound;

    /// <summary>Groups of <see cref="Nicknames"/> that hold <see cref="Core"/>, each twice its number plus one where it is there as a spelling.</summary>
    internal int[] Groups => _groups ??= Nicknames.CodesOf(Core);

    /// <summary>Which letters <see cref="Core"/> has, one bit each, and one for all that is not a to z: to see at once that two words are of other letters.</summary>
    internal uint Letters => _letters != 0 ? _letters : _letters = LettersOf(Core);

    internal static uint LettersOf(string text)
    {
        var letters = 0u;
        foreach (var c in text)
        {
            letters |= char.IsAsciiLetterLower(c) ? 1u << (c - 'a') : 1u << 26;
        }

        return letters;
    }

    /// <summary>True when the name was written with a particle.</summary>
    public bool HasParticle => !ReferenceEquals(Full, Core);

    /// <inheritdoc/>
    public override string ToString() => Full;
}

/// <summary>
/// A name as it is compared: folded, titles dropped, double barrels and several given names split into parts,
/// particles (de la, van, al, bin) kept beside their word, O', Mac and St closed up, Mc written Mac.
/// </summary>
public sealed class NormalisedName
{
    private static readonly FrozenSet<string> Titles = new[]
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "master",
        "mstr",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
        "sir",
        "dame",
        "messrs",
        "cllr",
        "jnr",
        "jr",
        "snr",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Particles = new[]
    {
        "de",
        "la",
        "las",
        "los",
        "del",
        "della",
        "di",
        "da",
        "das",
        "dos",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "al",
        "el",
        "ul",
        "ur",
        "ud",
        "ad",
        "as",
        "ash",
        "bin",
        "bint",
        "ibn",
        "ap",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> AlwaysClosedUp = new[] { "o", "mac", "mc", "st", "saint" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Placeholders = new[]
    {
        "unborn",
        "baby",
        "unknown",
        "unk",
        "unnamed",
        "tbc",
        "notknown",
        "none",
        "newborn",
        "infant",
        "nk",
        "na",
        "anon",
        "twin",
        "triplet",
        "notgiven",
        "notrecorded",
        "null",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that, where there is nothing else but a number, say what somebody is and not what they are called.</summary>
    private static readonly FrozenSet<string> Descriptions = new[] { "boy", "girl", "male", "female" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>No name at all.</summary>
    public static readonly NormalisedName Empty = new([], "", false);

    private uint _letters;

    private NormalisedName(NamePart[] parts, string joined, bool placeholder)
    {
        Words = parts;
        Joined = joined;
        IsPlaceholder = placeholder;
        if (placeholder)
        {
            foreach (var part in parts)
            {
                PlaceholderCount = PlaceholderCount != 0 ? PlaceholderCount : CountOf(part.Core);
                PlaceholderSex ??= part.Core switch
                {
                    "boy" or "male" => 'M',
                    "girl" or "female" => 'F',
                    _ => null,
                };
            }
        }
    }

    /// <summary>The parts in the order written.</summary>
    public IReadOnlyList<NamePart> Parts => Words;

    /// <summary><see cref="Parts"/>, to be walked quickly.</summary>
    internal NamePart[] Words { get; }

    /// <summary>The table that keeps this name, and its place in it; null and 0 for a name by itself.</summary>
    internal NameTable? Table { get; private set; }

    /// <summary>From 1.</summary>
    internal int Number { get; private set; }

    /// <summary>Which letters <see cref="Joined"/> has, as <see cref="NamePart.Letters"/>.</summary>
    internal uint Letters => _letters != 0 ? _letters : _letters = NamePart.LettersOf(Joined);

    /// <summary>All parts closed up: «smithjones», «abdulrahman».</summary>
    public string Joined { get; }

    /// <summary>True for what people write when there is no name yet: «Unborn», «Baby», «Unknown».</summary>
    public bool IsPlaceholder { get; }

    /// <summary>Which of several a placeholder stands for: 2 for «Twin 2» and «Baby B»; 0 where it does not say.</summary>
    public int PlaceholderCount { get; }

    /// <summary>The sex that a placeholder tells: M for «Baby boy»; null where it does not say.</summary>
    public char? PlaceholderSex { get; }

    /// <summary>True when nothing is left after folding.</summary>
    public bool IsEmpty => Words.Length == 0;

    /// <summary>Says which table keeps this name; before anybody else has it.</summary>
    internal NormalisedName KeptBy(NameTable table, int number)
    {
        (Table, Number) = (table, number);
        return this;
    }

    /// <summary>Normalises any text; never throws.</summary>
    public static NormalisedName Of(string? text)
    {
        var name = Read(text);
        // «B/O Smith» is the baby of somebody.
        return name.IsPlaceholder || text is null || !text.AsSpan().TrimStart().StartsWith("b/o", StringComparison.OrdinalIgnoreCase) ? name : new(name.Words, name.Joined, true);
    }

    private static NormalisedName Read(string? text)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length == 0)
        {
            return Empty;
        }

        if (!folded.Contains(' '))
        {
            var only = WithMac(folded);
            return new([new NamePart(only, only)], only, StandsForNoName(only) || Descriptions.Contains(only));
        }

        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(w => !Titles.Contains(w)).ToArray();
        if (kept.Length == 0)
        {
            kept = words;
        }

        var parts = new List<NamePart>(kept.Length);
        for (var i = 0; i < kept.Length; )
        {
            var prefix = "";
            var closed = "";
            while (i < kept.Length - 1 && (AlwaysClosedUp.Contains(kept[i]) || Particles.Contains(kept[i])))
            {
                if (AlwaysClosedUp.Contains(kept[i]))
                {
                    closed += kept[i] switch
                    {
                        "mc" => "mac",
                        "saint" => "st",
                        var w => w,
                    };
                }
                else
                {
                    // El-Sayed and Al-Sayed are one name in two transcriptions.
                    prefix += closed + (kept[i] == "el" ? "al" : kept[i]);
                    closed = "";
                }

                i++;
            }

            var core = WithMac(closed + kept[i++]);
            parts.Add(new NamePart(core, prefix + core));
        }

        var joined = string.Concat(parts.Select(p => p.Full));
        var placeholder =
            parts.Any(p => StandsForNoName(p.Core))
            || Placeholders.Contains(joined)
            || (Descriptions.Contains(parts[0].Core) && parts.All(p => Descriptions.Contains(p.Core) || CountOf(p.Core) != 0));
        return new([.. parts], joined, placeholder);
    }

    /// <summary>«Baby», and «Twin1» too.</summary>
    private static bool StandsForNoName(string word) => Placeholders.Contains(word) || (char.IsAsciiDigit(word[^1]) && Placeholders.Contains(word[..^1]));

    private static int CountOf(string word) =>
        word switch
        {
            "1" or "one" or "a" or "i" or "first" => 1,
            "2" or "two" or "b" or "ii" or "second" => 2,
            "3" or "three" or "c" or "iii" or "third" => 3,
            "4" or "four" or "d" or "iv" or "fourth" => 4,
            _ => word.Length > 1 && word[^1] is >= '1' and <= '4' && Placeholders.Contains(word[..^1]) ? word[^1] - '0' : 0,
        };

    /// <summary>McDonald and MacDonald are filed as one; «Mcu» or «Mce» are left alone.</summary>
    private static string WithMac(string word) => word.Length >= 5 && word.StartsWith("mc", StringComparison.Ordinal) ? string.Concat("mac", word.AsSpan(2)) : word;

    /// <summary>The other spelling of a name filed under Mac («mcdonald» for «macdonald»), or null when <see cref="WithMac"/> cannot have made it.</summary>
    internal static string? WithMc(string word) => word.Length >= 6 && word.StartsWith("mac", StringComparison.Ordinal) ? string.Concat("mc", word.AsSpan(3)) : null;

    internal static bool IsParticle(string word) => Particles.Contains(word);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Parts);
}
