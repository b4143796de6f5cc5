using System.Globalization;
using System.Text;

namespace Kith.Matching;

/// <summary>
/// Brings text to the form in which it is compared: lower case, accents folded, Arabic, Cyrillic and Greek written in
/// Latin letters, every other script kept as it is, punctuation turned into single spaces, apostrophes closed up.
/// </summary>
public static class TextFolding
{
    /// <summary>Folds any text; never throws, whatever the code units; null gives the empty string.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return IsAscii(text) ? FoldAscii(text) : FoldAny(text);
    }

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c > '\x7f')
            {
                return false;
            }
        }

        return true;
    }

    private static string FoldAscii(string text)
    {
        var buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
            else if (c is not ('\'' or '`') && length > 0 && buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }
        }

        if (length > 0 && buffer[length - 1] == ' ')
        {
            length--;
        }

        var folded = buffer[..length];
        return folded.SequenceEqual(text) ? text : new string(folded);
    }

    private static string FoldAny(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            // A code unit that is half of nothing enumerates as U+FFFD and goes as punctuation does.
            var lower = Rune.ToLowerInvariant(rune);
            var value = lower.Value;
            if (value is >= 0xFF01 and <= 0xFF5E)
            {
                // Full-width forms of ASCII.
                lower = Rune.ToLowerInvariant(new Rune(value - 0xFF01 + '!'));
            }

            if (lower.IsBmp && Transliteration.Plain((char)lower.Value) is { } plain)
            {
                foreach (var letter in plain)
                {
                    Append(result, new Rune(letter));
                }
            }
            else
            {
                Append(result, lower);
            }
        }

        if (result.Length > 0 && result[^1] == ' ')
        {
            result.Length--;
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, Rune letter)
    {
        var startsWord = result.Length == 0 || result[^1] == ' ';
        if (letter.IsAscii)
        {
            var c = (char)letter.Value;
            if (char.IsAsciiLetterOrDigit(c))
            {
                result.Append(c);
            }
            else if (c is not ('\'' or '`') && !startsWord)
            {
                result.Append(' ');
            }

            return;
        }

        if (IsDropped(letter.Value))
        {
            return;
        }

        if (Transliteration.Of(letter.Value, startsWord) is { } latin)
        {
            result.Append(latin);
            return;
        }

        switch (Rune.GetUnicodeCategory(letter))
        {
            case UnicodeCategory.Format:
                break;
            case UnicodeCategory.DecimalDigitNumber:
                result.Append((char)('0' + (int)Rune.GetNumericValue(letter)));
                break;
            case UnicodeCategory.LowercaseLetter
            or UnicodeCategory.UppercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.LetterNumber
            or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark:
                // Vowel signs of Indic scripts are marks: without them the name would be another one.
                result.Append(letter.ToString());
                break;
            default:
                if (!startsWord)
                {
                    result.Append(' ');
                }

                break;
        }
    }

    /// <summary>Accents, Arabic vowel marks and the many apostrophes: they vanish without leaving a gap.</summary>
    private static bool IsDropped(int value) =>
        value
            is (>= 0x300 and <= 0x36F)
                or (>= 0x1AB0 and <= 0x1AFF)
                or (>= 0x1DC0 and <= 0x1DFF)
                or (>= 0x20D0 and <= 0x20FF)
                or (>= 0xFE20 and <= 0xFE2F)
                or (>= 0x64B and <= 0x65F)
                or 0x670
                or (>= 0x6D6 and <= 0x6DC)
                or (>= 0x6DF and <= 0x6E4)
                or 0x6E7
                or 0x6E8
                or (>= 0x6EA and <= 0x6ED)
                or 0x640
                or 0x2018
                or 0x2019
                or 0x201B
                or 0x2032
                or 0x2BC
                or 0x2BB
                or 0x2B9
                or 0x2BF
                or 0x2BE
                or 0xB4
                or 0xAD;
}
