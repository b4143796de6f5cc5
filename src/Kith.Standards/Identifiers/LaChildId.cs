using System.Diagnostics.CodeAnalysis;

namespace Kith.Standards.Identifiers;

/// <summary>
/// The authority's own identifier of a child: letters and digits, at most 20 (10 in returns up to 2023-24). It stays the
/// same from year to year and is the same in every return.
/// </summary>
public readonly record struct LaChildId
{
    /// <summary>Longest identifier that a return accepts since 2024-25.</summary>
    public const int MaxLength = 20;

    private readonly string? _value;

    private LaChildId(string value) => _value = value;

    /// <summary>The identifier as the authority writes it; case is kept.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an identifier; outer spaces are dropped, nothing else is changed.</summary>
    public static bool TryParse(string? text, out LaChildId id, [NotNullWhen(false)] out string? problem)
    {
        id = default;
        problem = null;
        var value = text?.Trim() ?? "";
        if (value.Length == 0)
        {
            problem = "Enter a child identifier";
            return false;
        }

        if (value.Length > MaxLength)
        {
            problem = $"A child identifier has at most {MaxLength} characters; this one has {value.Length}";
            return false;
        }

        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                problem = $"A child identifier has only letters and digits; this one has «{c}»";
                return false;
            }
        }

        id = new LaChildId(value);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
