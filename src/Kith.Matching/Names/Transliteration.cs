using System.Collections.Frozen;

namespace Kith.Matching;

/// <summary>
/// Small tables from letters of other alphabets to the Latin spelling usual in English councils. They need only be
/// good enough for the phonetic key to agree: Arabic short vowels are unwritten, and the key ignores vowels.
/// </summary>
internal static class Transliteration
{
    private static readonly FrozenDictionary<char, string> PlainLetters = Load();

    /// <summary>The plain letters of an accented letter, ligature or presentation form, or null when it is plain already.</summary>
    public static string? Plain(char letter) => PlainLetters.TryGetValue(letter, out var plain) ? plain : null;

    /// <summary>The Latin spelling of one lower-case letter, or null when the letter is to be kept as it is.</summary>
    public static string? Of(int letter, bool startsWord) =>
        letter switch
        {
            'ß' => "ss",
            // Its lower case is two code points, so it arrives here as a capital.
            'İ' => "i",
            'æ' => "ae",
            'ø' => "o",
            'ł' => "l",
            'đ' or 'ð' => "d",
            'þ' => "th",
            'ı' => "i",
            'œ' => "oe",
            'ŋ' => "ng",
            'ə' => "e",
            'ħ' => "h",
            'ŧ' => "t",
            'ƙ' => "k",
            'ɓ' => "b",
            'ɗ' => "d",
            'ɔ' => "o",
            'ɛ' => "e",
            >= 0x370 and <= 0x3FF => Greek(letter),
            >= 0x400 and <= 0x4FF => Cyrillic(letter),
            >= 0x600 and <= 0x6FF => Arabic(letter, startsWord),
            _ => null,
        };

    private static string? Greek(int letter) =>
        letter switch
        {
            'α' => "a",
            'β' => "v",
            'γ' => "g",
            'δ' => "d",
            'ε' => "e",
            'ζ' => "z",
            'η' => "i",
            'θ' => "th",
            'ι' => "i",
            'κ' => "k",
            'λ' => "l",
            'μ' => "m",
            'ν' => "n",
            'ξ' => "x",
            'ο' => "o",
            'π' => "p",
            'ρ' => "r",
            'σ' or 'ς' => "s",
            'τ' => "t",
            'υ' => "y",
            'φ' => "f",
            'χ' => "ch",
            'ψ' => "ps",
            'ω' => "o",
            _ => null,
        };

    private static string? Cyrillic(int letter) =>
        letter switch
        {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' or 'ґ' => "g",
            'д' => "d",
            'е' or 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' or 'і' or 'ї' or 'й' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' or 'ў' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ъ' or 'ь' => "",
            'ы' => "y",
            'ю' => "yu",
            'я' => "ya",
            'є' => "ye",
            'ё' => "e",
            'ј' => "j",
            'љ' => "lj",
            'њ' => "nj",
            'ћ' => "c",
            'ђ' => "dj",
            'џ' => "dz",
            'ә' => "a",
            'қ' => "k",
            'ғ' => "g",
            'ө' => "o",
            'ү' or 'ұ' => "u",
            'ң' => "n",
            'һ' => "h",
            _ => null,
        };

    private static string? Arabic(int letter, bool startsWord) =>
        letter switch
        {
            0x627 or 0x622 or 0x623 or 0x625 or 0x671 or 0x639 or 0x629 or 0x649 => "a",
            0x628 => "b",
            0x62A or 0x637 or 0x679 => "t",
            0x62B => "th",
            0x62C => "j",
            0x62D or 0x647 or 0x6C1 or 0x6BE or 0x6C0 or 0x6C2 or 0x6D5 => "h",
            0x62E => "kh",
            0x62F or 0x636 or 0x688 => "d",
            0x630 => "dh",
            0x631 or 0x691 => "r",
            0x632 or 0x638 => "z",
            0x633 or 0x635 => "s",
            0x634 => "sh",
            0x63A => "gh",
            0x641 => "f",
            0x642 => "q",
            0x643 or 0x6A9 => "k",
            0x644 => "l",
            0x645 => "m",
            0x646 or 0x6BA => "n",
            // Waw and yeh are consonants at the start of a name and long vowels within it.
            0x648 or 0x6CB => startsWord ? "w" : "u",
            0x64A or 0x6CC or 0x626 => startsWord ? "y" : "i",
            0x6D2 or 0x6D3 => "e",
            0x67E => "p",
            0x686 => "ch",
            0x698 => "zh",
            0x6AF => "g",
            0x6A4 => "v",
            0x621 => "",
            0x624 => "u",
            _ => null,
        };

    private static FrozenDictionary<char, string> Load()
    {
        using var stream =
            typeof(Transliteration).Assembly.GetManifestResourceStream("Kith.Matching.Names.folding.tsv")
            ?? throw new InvalidOperationException("The table of letters is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is [var plain, var letters])
            {
                foreach (var letter in letters)
                {
                    table[letter] = plain;
                }
            }
        }

        return table.ToFrozenDictionary();
    }
}
