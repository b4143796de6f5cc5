using System.Diagnostics.CodeAnalysis;

namespace Kith.Standards.Identifiers;

/// <summary>A social worker's registration number with Social Work England: "SW" and digits. It has no check digit.</summary>
public readonly record struct SocialWorkEnglandNumber
{
    private readonly string? _value;

    private SocialWorkEnglandNumber(string value) => _value = value;

    /// <summary>"SW" and the digits without spaces: "SW12345".</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a number in either case, with spaces, or as digits alone.</summary>
    public static bool TryParse(string? text, out SocialWorkEnglandNumber number, [NotNullWhen(false)] out string? problem)
    {
        number = default;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "Enter a Social Work England number";
            return false;
        }

        var value = Characters.Squeeze(text);
        var digits = value.StartsWith("SW", StringComparison.Ordinal) ? value.AsSpan(2) : value;
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            problem = "A Social Work England number is SW followed by digits, like SW12345";
            return false;
        }

        if (digits.Length > 10 || digits.IndexOfAnyExcept('0') < 0)
        {
            problem = "This is not a Social Work England number: check the digits";
            return false;
        }

        number = new SocialWorkEnglandNumber($"SW{digits}");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
