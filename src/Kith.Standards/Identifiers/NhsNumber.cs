using System.Diagnostics.CodeAnalysis;

namespace Kith.Standards.Identifiers;

/// <summary>
/// An NHS number: ten digits, the last of which checks the others (weights 10 to 2, modulus 11; NHS Data Dictionary).
/// </summary>
public readonly record struct NhsNumber
{
    private readonly string? _digits;

    private NhsNumber(string digits) => _digits = digits;

    /// <summary>The ten digits without spaces: how it is stored and compared.</summary>
    public string Value => _digits ?? "";

    /// <summary>As people read it aloud: "943 476 5919".</summary>
    public string Formatted => Value.Length == 10 ? $"{Value[..3]} {Value[3..6]} {Value[6..]}" : "";

    /// <summary>Numbers from 999 000 0000 are kept for testing and belong to nobody.</summary>
    public bool IsForTesting => Value.StartsWith("999", StringComparison.Ordinal);

    /// <summary>Reads a number written with or without spaces and dashes. When it is refused, <paramref name="problem"/> says why.</summary>
    public static bool TryParse(string? text, out NhsNumber number, [NotNullWhen(false)] out string? problem)
    {
        number = default;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "Enter an NHS number";
            return false;
        }

        Span<char> digits = stackalloc char[10];
        var count = 0;
        foreach (var c in text)
        {
            if (Characters.IsSeparator(c))
            {
                continue;
            }

            if (!char.IsAsciiDigit(c))
            {
                problem = "An NHS number has only digits";
                return false;
            }

            if (count < 10)
            {
                digits[count] = c;
            }

            count++;
        }

        if (count != 10)
        {
            problem = $"An NHS number has 10 digits; this one has {count}";
            return false;
        }

        if (digits.IndexOfAnyExcept(digits[0]) < 0)
        {
            problem = "This looks like a placeholder: all its digits are the same";
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (digits[i] - '0') * (10 - i);
        }

        // A remainder of 0 gives check digit 0; 10 is never issued.
        var check = (11 - sum % 11) % 11;
        if (check != digits[9] - '0')
        {
            problem = "This is not a valid NHS number: check that every digit is right and in order";
            return false;
        }

        number = new NhsNumber(digits.ToString());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Formatted;
}
