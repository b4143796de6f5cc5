using System.Diagnostics.CodeAnalysis;

namespace Kith.Standards.Identifiers;

/// <summary>A United Kingdom postcode, checked for its shape only: whether it exists is for an address service.</summary>
public readonly record struct Postcode
{
    private readonly string? _value;

    private Postcode(string value) => _value = value;

    /// <summary>In capitals, with one space: "CW1 2AB".</summary>
    public string Value => _value ?? "";

    /// <summary>The first half: "CW1".</summary>
    public string Outward => Value.Length > 4 ? Value[..^4] : "";

    /// <summary>The first half and the digit of the second: "CW1 2".</summary>
    public string Sector => Value.Length > 4 ? Value[..^2] : "";

    /// <summary>The letters that name the area: "CW".</summary>
    public string Area => Value.Length > 4 ? Value[..(char.IsAsciiLetter(Value[1]) ? 2 : 1)] : "";

    /// <summary>Reads a postcode in either case, with or without the space.</summary>
    public static bool TryParse(string? text, out Postcode postcode, [NotNullWhen(false)] out string? problem)
    {
        postcode = default;
        problem = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "Enter a postcode";
            return false;
        }

        var value = Characters.Squeeze(text);
        if (value.Length is < 5 or > 7)
        {
            problem = "A postcode has 5 to 7 letters and digits, like CW1 2AB";
            return false;
        }

        var outward = value.AsSpan(0, value.Length - 3);
        var inward = value.AsSpan(value.Length - 3);
        if (value != "GIR0AA" && (!IsInward(inward) || !IsOutward(outward)))
        {
            problem = "This does not look like a postcode: it should be like CW1 2AB or SW1A 1AA";
            return false;
        }

        postcode = new Postcode($"{outward} {inward}");
        return true;
    }

    // BS 7666: the last two letters are never C, I, K, M, O or V.
    private static bool IsInward(ReadOnlySpan<char> part) => char.IsAsciiDigit(part[0]) && IsUnitLetter(part[1]) && IsUnitLetter(part[2]);

    private static bool IsUnitLetter(char c) => char.IsAsciiLetterUpper(c) && "CIKMOV".IndexOf(c) < 0;

    // A9, A99, A9A, AA9, AA99, AA9A; the first letter is never Q, V or X, the second never I, J or Z.
    private static bool IsOutward(ReadOnlySpan<char> part)
    {
        if (!char.IsAsciiLetterUpper(part[0]) || "QVX".IndexOf(part[0]) >= 0)
        {
            return false;
        }

        var rest = part[1..];
        if (char.IsAsciiLetterUpper(rest[0]))
        {
            if ("IJZ".IndexOf(rest[0]) >= 0)
            {
                return false;
            }

            rest = rest[1..];
        }

        return rest.Length switch
        {
            1 => char.IsAsciiDigit(rest[0]),
            2 => char.IsAsciiDigit(rest[0]) && char.IsAsciiLetterOrDigit(rest[1]),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
