namespace Kith.Standards.AnnexA;

/// <summary>
/// A coded value as Annex A writes it, taken apart: "p1) 5D: LA services" is prefix "p1", code "5D", meaning
/// "LA services"; "a) Male" has no code; "N1 - Abuse or neglect" has no prefix.
/// </summary>
/// <param name="Written">As it stands, without outer spaces.</param>
/// <param name="Prefix">The letter before the bracket, or null.</param>
/// <param name="Code">The published code inside the value, or null.</param>
/// <param name="Meaning">The words that remain; the code again where there are no words.</param>
public sealed record AnnexAValue(string Written, string? Prefix, string? Code, string Meaning)
{
    /// <summary>Takes a value apart. It does not ask whether the value is allowed.</summary>
    public static AnnexAValue Parse(string written)
    {
        written = written.Trim();
        var rest = written;
        string? prefix = null;
        var bracket = written.IndexOf(')', StringComparison.Ordinal);
        if (bracket is > 0 and <= 3 && char.IsAsciiLetter(written[0]) && IsCode(written[..bracket], lettersInLowerCase: true))
        {
            prefix = written[..bracket].ToLowerInvariant();
            rest = written[(bracket + 1)..].Trim();
        }

        foreach (var separator in (string[])[":", " - ", " – "])
        {
            var at = rest.IndexOf(separator, StringComparison.Ordinal);
            if (at is > 0 and <= 4 && IsCode(rest[..at].Trim(), lettersInLowerCase: false))
            {
                return new AnnexAValue(written, prefix, rest[..at].Trim(), rest[(at + separator.Length)..].Trim());
            }
        }

        // "a) WBRI", "t) NOBT", "u) UNKNOWN": the code is all there is.
        var bare = rest.Length is >= 2 and <= 7 && IsCode(rest, lettersInLowerCase: false);
        return new AnnexAValue(written, prefix, bare ? rest : null, rest);
    }

    /// <summary>What to compare by: letters and digits of the meaning, without case, spaces or punctuation.</summary>
    internal string Key => Squeeze(Meaning);

    internal static string Squeeze(string text) => string.Concat(text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));

    private static bool IsCode(string text, bool lettersInLowerCase) =>
        text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || (lettersInLowerCase && char.IsAsciiLetter(c)));
}
