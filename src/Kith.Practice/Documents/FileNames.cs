using System.Globalization;
using System.Text;

namespace Kith.Practice.Documents;

/// <summary>Names of files as people's computers say them, made fit to be kept and shown.</summary>
public static class FileNames
{
    /// <summary>Longest name that is kept.</summary>
    public const int Longest = 200;

    /// <summary>
    /// The last part of a name, without what is not seen: marks that turn the direction of writing («fdp.exe» read as
    /// «exe.pdf») or have no width are taken out, control characters and halves of characters become «_». A long name loses
    /// its beginning, so that the ending stays.
    /// </summary>
    /// <param name="otherwise">What the file is called where nothing is left of its name.</param>
    public static string Safe(string? name, string otherwise)
    {
        var plain = (name ?? "").Split('/', '\\')[^1];
        var safe = new StringBuilder(plain.Length);
        foreach (var rune in plain.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    safe.Append('_');
                    break;
                default:
                    safe.Append(rune == Rune.ReplacementChar ? "_" : rune.ToString());
                    break;
            }
        }
        var whole = safe.ToString().Trim();
        if (whole.Length > Longest)
        {
            whole = whole[^Longest..];
            whole = (char.IsLowSurrogate(whole[0]) ? whole[1..] : whole).Trim();
        }
        return whole.Length == 0 ? otherwise : whole;
    }

    /// <summary>What a document is called after its file: the safe name without its ending.</summary>
    public static string Title(string? name, string otherwise, int most)
    {
        var title = Path.GetFileNameWithoutExtension(Safe(name, "")).Trim();
        if (title.Length > most)
        {
            title = title[..(char.IsHighSurrogate(title[most - 1]) ? most - 1 : most)].Trim();
        }
        return title.Length == 0 ? otherwise : title;
    }
}
