namespace Kith.Matching;

/// <summary>
/// A phonetic key for the names met in English councils. Rules of our own, in the family of Metaphone:
/// <list type="bullet">
/// <item>consonants keep their sound: ph is F, ck, q and hard c are K, soft c and z are S, sh, sch and sz are X, ch, tch and cz are C;</item>
/// <item>aspirates of South Asian spelling lose their h (bh, dh, gh, jh, kh, rh, th), w and v are one, an h within a word is silent;</item>
/// <item>silent letters of English go: kn, gn, pn, ps, wr, mb at the end, gh at the end or before t, p between m and s or t;</item>
/// <item>a final d counts as t and a final v as f (Ahmed and Ahmet, Ivanov and Ivanoff);</item>
/// <item>a vowel counts only at the start (all vowels alike), and, where fewer than three sounds remain, as the
/// class of the first later vowel (a; e, i, y; o, u), so that Lee, Leigh and Li agree and Lou does not.</item>
/// </list>
/// At most six sounds are kept. A word with letters that are not Latin is its own key.
/// </summary>
public static class Phonetics
{
    private const int MaxSounds = 6;

    /// <summary>The key of one folded word; the empty string for the empty word.</summary>
    public static string Key(string word)
    {
        Span<char> sounds = stackalloc char[MaxSounds + 1];
        var count = 0;
        var later = '\0';
        var vowelBefore = false;
        var last = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (!char.IsAsciiLetterLower(c))
            {
                if (c > '\x7f')
                {
                    return word.Length > 16 ? word[..16] : word;
                }

                Add(sounds, ref count, ref last, c, vowelBefore: true);
                continue;
            }

            if (i > 0 && c == word[i - 1])
            {
                continue;
            }

            if (IsVowel(word, i))
            {
                if (i == 0)
                {
                    Add(sounds, ref count, ref last, 'A', false);
                }
                else if (later == '\0' && (i == 1 ? !IsVowel(word, 0) : true))
                {
                    later = c switch
                    {
                        'a' => 'a',
                        'o' or 'u' => 'u',
                        _ => 'i',
                    };
                }

                vowelBefore = true;
                continue;
            }

            var sound = Sound(word, i, out var second, out var skip);
            if (sound != '\0')
            {
                Add(sounds, ref count, ref last, sound, vowelBefore);
                vowelBefore = false;
            }
            else if (c == 'h')
            {
                // Mhmd, as Arabic is transcribed, sounds both its m.
                vowelBefore = true;
            }

            if (second != '\0')
            {
                Add(sounds, ref count, ref last, second, true);
            }

            i += skip;
        }

        if (count < 3 && later != '\0')
        {
            sounds[count++] = later;
        }

        return new string(sounds[..count]);
    }

    private static void Add(Span<char> sounds, ref int count, ref char last, char sound, bool vowelBefore)
    {
        // Two letters for one sound side by side (sc, dt) are one; with a vowel between they are two (Mohammed: MMT).
        if (count < MaxSounds && (sound != last || vowelBefore))
        {
            sounds[count++] = sound;
        }

        last = sound;
    }

    private static char At(string word, int i) => i >= 0 && i < word.Length ? word[i] : '\0';

    private static bool IsVowelLetter(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static bool IsVowel(string word, int i) =>
        word[i] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => true,
            'y' => i != 0 || !IsVowelLetter(At(word, 1)),
            _ => false,
        };

    /// <summary>The sound of the consonant at <paramref name="i"/>, a second one for x, and how many letters beyond it are used up.</summary>
    private static char Sound(string word, int i, out char second, out int skip)
    {
        second = '\0';
        skip = 0;
        var next = At(word, i + 1);
        var after = At(word, i + 2);
        var previous = At(word, i - 1);
        var soft = next is 'e' or 'i' or 'y';
        switch (word[i])
        {
            case 'b':
                return previous == 'm' && next == '\0' ? '\0' : 'B';
            case 'c':
                if (next == 'h')
                {
                    skip = 1;
                    return after is 'r' or 'l' ? 'K' : 'C';
                }

                if (next == 'z')
                {
                    skip = 1;
                    return 'C';
                }

                return soft ? 'S' : 'K';
            case 'd':
                if ((next == 'g' && after is 'e' or 'i' or 'y') || next is 'j')
                {
                    skip = 1;
                    return 'J';
                }

                return next is '\0' or 't' || (next == 'h' && after == '\0') ? 'T' : 'D';
            case 'f':
                return 'F';
            case 'g':
                if (next == 'h')
                {
                    skip = 1;
                    // Silent in Leigh and Wright, sounded in Singh.
                    return i > 0 && IsVowel(word, i - 1) && after is '\0' or 't' ? '\0' : 'G';
                }

                if (next == 'n' && i == 0)
                {
                    return '\0';
                }

                return soft ? 'J' : 'G';
            case 'h':
                return i == 0 ? 'H' : '\0';
            case 'j':
                return 'J';
            case 'k':
                return next == 'n' && i == 0 ? '\0' : 'K';
            case 'l':
                return 'L';
            case 'm':
                return 'M';
            case 'n':
                return 'N';
            case 'p':
                if (next == 'h')
                {
                    skip = 1;
                    return 'F';
                }

                return (i == 0 && next is 's' or 'n') || (previous == 'm' && next is 's' or 't') ? '\0' : 'P';
            case 'q':
                return 'K';
            case 'r':
                return 'R';
            case 's':
                if (next is 'h' or 'z')
                {
                    skip = 1;
                    return 'X';
                }

                if (next == 'c' && after == 'h')
                {
                    skip = 2;
                    return 'X';
                }

                return 'S';
            case 't':
                if (next == 'c' && after == 'h')
                {
                    skip = 2;
                    return 'C';
                }

                return 'T';
            case 'v':
                return next == '\0' ? 'F' : 'V';
            case 'w':
                if (i == 0)
                {
                    return next == 'r' ? '\0' : 'V';
                }

                if (!IsVowelLetter(next))
                {
                    return '\0';
                }

                // After a vowel it glides (Lewis, Louis) except before a (Nawaz, Navaz).
                return IsVowelLetter(previous) && next != 'a' ? '\0' : 'V';
            case 'x':
                if (i == 0)
                {
                    return 'S';
                }

                second = 'S';
                return 'K';
            case 'y':
                return 'Y';
            case 'z':
                if (next == 'h')
                {
                    skip = 1;
                    return 'X';
                }

                return 'S';
            default:
                return '\0';
        }
    }
}
