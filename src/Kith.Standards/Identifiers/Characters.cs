namespace Kith.Standards.Identifiers;

/// <summary>What people and systems put between the characters of an identifier.</summary>
internal static class Characters
{
    public static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '-' or '.' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u200b' or '\ufeff';

    /// <summary>The text without separators and in capitals.</summary>
    public static string Squeeze(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsSeparator(c))
            {
                kept.Append(char.ToUpperInvariant(c));
            }
        }

        return kept.ToString();
    }
}
