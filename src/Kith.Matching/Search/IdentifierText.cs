namespace Kith.Matching;

/// <summary>The form in which identifiers and postcodes are compared.</summary>
public static class IdentifierText
{
    /// <summary>Upper-case letters and digits only; null when nothing is left.</summary>
    public static string? Compact(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var folded = TextFolding.Fold(text);
        var compact = folded.Contains(' ') ? folded.Replace(" ", "", StringComparison.Ordinal) : folded;
        return compact.Length == 0 ? null : compact.ToUpperInvariant();
    }

    /// <summary>True for ten digits whose last is the modulus 11 check digit (NHS Data Dictionary, NHS number).</summary>
    public static bool IsNhsNumber(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 10)
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            if (!char.IsAsciiDigit(digits[i]))
            {
                return false;
            }

            if (i < 9)
            {
                sum += (digits[i] - '0') * (10 - i);
            }
        }

        var check = (11 - (sum % 11)) % 11;
        return check != 10 && check == digits[9] - '0';
    }

    /// <summary>True for a unique pupil number: check letter, eleven digits and a digit or, when temporary, a letter (DfE UPN guide).</summary>
    public static bool LooksLikeUpn(ReadOnlySpan<char> text)
    {
        if (text.Length != 13 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterOrDigit(text[12]))
        {
            return false;
        }

        foreach (var c in text[1..12])
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True for a permanent unique pupil number whose check letter agrees with its digits (DfE UPN guide: weights 2 to 13, modulus 23).</summary>
    public static bool IsUpn(ReadOnlySpan<char> text)
    {
        if (!LooksLikeUpn(text) || !char.IsAsciiDigit(text[12]))
        {
            return false;
        }

        var sum = 0;
        for (var i = 1; i < 13; i++)
        {
            sum += (text[i] - '0') * (i + 1);
        }

        return text[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23];
    }

    /// <summary>The outward half of a compact whole postcode (LS12AB gives LS1), or null when it is not one.</summary>
    public static string? Outward(string? compactPostcode) => IsPostcode(compactPostcode) ? compactPostcode![..^3] : null;

    /// <summary>True for a compact whole United Kingdom postcode.</summary>
    public static bool IsPostcode(string? compact)
    {
        if (compact is not { Length: >= 5 and <= 7 })
        {
            return false;
        }

        return char.IsAsciiDigit(compact[^3]) && char.IsAsciiLetterUpper(compact[^2]) && char.IsAsciiLetterUpper(compact[^1]) && IsOutward(compact.AsSpan(0, compact.Length - 3));
    }

    /// <summary>True for an outward postcode: one or two letters, a digit, and perhaps another digit or letter.</summary>
    public static bool IsOutward(ReadOnlySpan<char> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetterUpper(text[letters]))
        {
            letters++;
        }

        return letters is 1 or 2 && (text.Length - letters) is 1 or 2 && char.IsAsciiDigit(text[letters]) && char.IsAsciiLetterOrDigit(text[^1]);
    }

    /// <summary>The number within a local identifier, without leading zeros and letters before it, when it ends in 1 to 9 digits that count; else null.</summary>
    internal static string? LocalNumber(string? compact)
    {
        if (compact is null)
        {
            return null;
        }

        var start = compact.Length;
        while (start > 0 && char.IsAsciiDigit(compact[start - 1]))
        {
            start--;
        }

        foreach (var c in compact.AsSpan(0, start))
        {
            if (char.IsAsciiDigit(c))
            {
                return null;
            }
        }

        var number = compact.AsSpan(start).TrimStart('0');
        return number.Length is 0 or > 9 ? null : number.ToString();
    }
}
