using System.Globalization;
using System.Text;
using Kith.Matching;
using Kith.Practice.Children;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>What is the same though it is written in another way: numbers, registration marks, accounts, places, and how names sound.</summary>
public static class NodeKeys
{
    /// <summary>The longest key that is kept.</summary>
    public const int Longest = 200;

    /// <summary>Places of accounts that people use, as they are called.</summary>
    public static readonly IReadOnlyList<string> Platforms =
    [
        "Snapchat",
        "Instagram",
        "WhatsApp",
        "TikTok",
        "Telegram",
        "Facebook",
        "Discord",
        "X",
        "YouTube",
        "Signal",
        "Roblox",
        "PlayStation",
        "Xbox",
        "Steam",
        "Cash App",
        "Other",
    ];

    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.Ordinal)
    {
        ["snap"] = "snapchat",
        ["sc"] = "snapchat",
        ["insta"] = "instagram",
        ["ig"] = "instagram",
        ["fb"] = "facebook",
        ["messenger"] = "facebook",
        ["twitter"] = "x",
        ["xcom"] = "x",
        ["ps"] = "playstation",
        ["psn"] = "playstation",
        ["tt"] = "tiktok",
        ["yt"] = "youtube",
        ["tg"] = "telegram",
        ["wa"] = "whatsapp",
    };

    /// <summary>The key of a node; null where nothing can be compared. A person's record is compared by itself, and has no key.</summary>
    public static string? Of(NodeKind kind, string? name, string? platform, string? postcode)
    {
        var key = kind switch
        {
            NodeKind.Phone => Phone(name) is { } phone ? $"phone:{phone}" : null,
            NodeKind.Vehicle => Vehicle(name) is { } mark ? $"vehicle:{mark}" : null,
            NodeKind.Account => Account(platform, name) is { } account ? $"account:{account}" : null,
            NodeKind.Place => Place(name, postcode) is { } place ? $"place:{place}" : null,
            _ => null,
        };
        return key is { Length: > Longest } ? key[..Longest] : key;
    }

    /// <summary>
    /// A telephone number as ITU-T E.164 has it: «+447700900123» for «07700 900123», «0044 (0)7700-900123» and a spreadsheet's
    /// «7700900123». Numbers without a country are taken to be of the United Kingdom. Null for what cannot be a number.
    /// </summary>
    public static string? Phone(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        // «ext. 12», «x12», «#12»: the way within a house is not part of the number.
        foreach (var end in new[] { "ext", "x", "#", ";" })
        {
            var at = folded.LastIndexOf(end, StringComparison.Ordinal);
            folded = at > 6 ? folded[..at] : folded;
        }
        var plus = false;
        var digits = new StringBuilder();
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == '+' && digits.Length == 0)
            {
                plus = true;
            }
            else if (char.IsDigit(folded[i]) && CharUnicodeInfo.GetDecimalDigitValue(folded[i]) is >= 0 and var digit)
            {
                digits.Append((char)('0' + digit));
            }
            else if (char.IsLetter(folded[i]) && digits.Length > 0)
            {
                // «07700 900123 (her mother's)» is a number; «12 High Street» is none.
                if (digits.Length < 7)
                {
                    return null;
                }
                break;
            }
        }
        var number = digits.ToString();
        if (!plus && number.StartsWith("00", StringComparison.Ordinal))
        {
            (plus, number) = (true, number[2..]);
        }
        if (!plus && number.StartsWith("44", StringComparison.Ordinal) && number.Length is 12 or 13)
        {
            plus = true;
        }
        if (plus)
        {
            // «+44 (0)7…»: the nought is dialled at home only.
            number = number.StartsWith("440", StringComparison.Ordinal) ? $"44{number[3..]}" : number;
        }
        else if (number.StartsWith('0'))
        {
            number = $"44{number[1..]}";
        }
        else if (number.Length == 10 && number[0] is '1' or '2' or '3' or '7')
        {
            number = $"44{number}";
        }
        else
        {
            return null;
        }
        return number.Length is >= 8 and <= 15 ? $"+{number}" : null;
    }

    /// <summary>
    /// A registration mark: letters and figures only, «AB12CDE». In the form used since 2001 (two letters, two figures, three
    /// letters) O and nought, I and one are put where each belongs. Null for what cannot be one.
    /// </summary>
    public static string? Vehicle(string? text)
    {
        var mark = string.Concat((text ?? "").Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9')));
        if (mark.Length is < 2 or > 10)
        {
            return null;
        }
        // «K123 ABC», the form of 1983 to 2001, has a figure where the later one has a letter: it stays as it is.
        if (mark.Length != 7 || (char.IsAsciiLetter(mark[0]) && mark[1..4].All(char.IsAsciiDigit) && mark[4..].All(char.IsAsciiLetter)))
        {
            return mark;
        }
        var put = mark.ToCharArray();
        for (var i = 0; i < 7; i++)
        {
            put[i] = i is 2 or 3 ? Figure(put[i]) : Letter(put[i]);
        }
        return put.Index().All(c => c.Index is 2 or 3 ? char.IsAsciiDigit(c.Item) : char.IsAsciiLetterUpper(c.Item)) ? new string(put) : mark;

        static char Figure(char c) =>
            c switch
            {
                'O' => '0',
                'I' => '1',
                _ => c,
            };
        static char Letter(char c) =>
            c switch
            {
                '0' => 'O',
                '1' => 'I',
                _ => c,
            };
    }

    /// <summary>Platform and handle, «instagram/sample.name»: without @, address or capitals. Null where there is no handle.</summary>
    public static string? Account(string? platform, string? handle)
    {
        var text = (handle ?? "").Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
        var place = string.Concat((platform ?? "").ToLowerInvariant().Where(char.IsLetterOrDigit));
        if (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.Ordinal))
        {
            var address = text[(text.Contains("://", StringComparison.Ordinal) ? text.IndexOf("://", StringComparison.Ordinal) + 3 : 0)..];
            address = address.Split('?', '#')[0].TrimEnd('/');
            text = address.Contains('/') ? address[(address.LastIndexOf('/') + 1)..] : address;
        }
        text = string.Concat(text.TrimStart('@').Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        place = OtherWords.GetValueOrDefault(place, place);
        if (place is "whatsapp" or "signal" && Phone(text) is { } phone)
        {
            text = phone;
        }
        return text.Length == 0 ? null : $"{(place.Length == 0 ? "other" : place)}/{text}";
    }

    /// <summary>The first line and the postcode; the name alone where there is no postcode.</summary>
    public static string? Place(string? name, string? postcode)
    {
        var key = PersonAddress.KeyOf(name?.Split(',')[0], postcode);
        if (key.Length > 0)
        {
            return key;
        }
        var folded = TextFolding.Fold(name).Trim();
        return folded.Length == 0 ? null : folded;
    }

    /// <summary>How a name sounds: the key of its last word, by which people without a record are looked for.</summary>
    public static string? Sound(string? name)
    {
        var parts = NormalisedName.Of(name).Parts;
        return parts.Count == 0 ? null : PersonNames.Within(parts[^1].Sound.Length > 0 ? parts[^1].Sound : parts[^1].Full);
    }

    /// <summary>What is known of a person without a record, for comparison.</summary>
    internal static PersonFacts Facts(string name, string? otherNames, DateOnly? born)
    {
        var (given, family) = Parted(name);
        return new PersonFacts
        {
            Given = given,
            Family = family,
            DateOfBirth = born,
            OtherNames =
            [
                .. (otherNames ?? "")
                    .Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(o => Parted(o) is var (g, f) ? new OtherName(g, f) : default),
            ],
        };
    }

    private static (string? Given, string? Family) Parted(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => (null, null),
            1 => (words[0], null),
            _ => (string.Join(' ', words[..^1]), words[^1]),
        };
    }
}
