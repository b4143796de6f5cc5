using System.Diagnostics.CodeAnalysis;

namespace Kith.Standards.Identifiers;

/// <summary>
/// A unique pupil number: a check letter and twelve digits, or for a temporary number eleven digits and a letter
/// (DfE, Unique pupil numbers: a guide for schools and local authorities). The check letter is the weighted sum of
/// characters 2 to 13 (weights 2 to 13) modulo 23, as a letter of the alphabet without I, O and S.
/// </summary>
public readonly record struct Upn
{
    private const string CheckLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private readonly string? _value;

    private Upn(string value) => _value = value;

    /// <summary>The thirteen characters, in capitals.</summary>
    public string Value => _value ?? "";

    /// <summary>A temporary number ends with a letter and is replaced by the school once the permanent one is known.</summary>
    public bool IsTemporary => Value.Length == 13 && char.IsAsciiLetter(Value[12]);

    /// <summary>The three-digit code of the authority that issued the number.</summary>
    public string LocalAuthorityCode => Value.Length == 13 ? Value[1..4] : "";

    /// <summary>Reads a number in either case, with or without spaces. When it is refused, <paramref name="problem"/> says why.</summary>
    public static bool TryParse(string? text, out Upn upn, [NotNullWhen(false)] out string? problem)
    {
        upn = default;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "Enter a unique pupil number (UPN)";
            return false;
        }

        var value = Characters.Squeeze(text);
        if (value.Length != 13)
        {
            problem = $"A UPN has 13 characters; this one has {value.Length}";
            return false;
        }

        if (!HasShape(value))
        {
            problem = "A UPN is a letter followed by 12 digits; a temporary one ends with a letter instead of the last digit";
            return false;
        }

        if (CheckLetterFor(value) is not { } expected)
        {
            problem = "The last letter of a temporary UPN is never I, O or S";
            return false;
        }

        if (value[0] != expected)
        {
            problem = "This is not a valid UPN: its first letter does not agree with the rest, so a character may be wrong";
            return false;
        }

        upn = new Upn(value);
        return true;
    }

    /// <summary>Whether the text is a letter, eleven digits, and a digit or letter: the shape without the check.</summary>
    public static bool HasShape(string? value)
    {
        if (value is not { Length: 13 } || !char.IsAsciiLetterUpper(value[0]) || !char.IsAsciiLetterOrDigit(value[12]))
        {
            return false;
        }

        return value.AsSpan(1, 11).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>The check letter that characters 2 to 13 call for (the first character is ignored); null if a character has no value.</summary>
    public static char? CheckLetterFor(string value)
    {
        if (value.Length != 13)
        {
            return null;
        }

        var sum = 0;
        for (var i = 1; i < 13; i++)
        {
            var worth =
                char.IsAsciiDigit(value[i]) ? value[i] - '0'
                : i == 12 ? CheckLetters.IndexOf(value[i])
                : -1;
            if (worth < 0)
            {
                return null;
            }

            sum += worth * (i + 1);
        }

        return CheckLetters[sum % 23];
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
