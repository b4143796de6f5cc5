using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kith.Matching;

/// <summary>Takes the text of the search box apart: each kind of thing is recognised, taken out, and what is left are names.</summary>
internal static partial class SearchQueryParser
{
    private const int MaxLength = 256;
    private const string MonthNames = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal)
    {
        "dob",
        "born",
        "nhs",
        "upn",
        "id",
        "no",
        "number",
        "num",
        "postcode",
        "aged",
        "age",
        "aka",
        "dod",
        "edd",
        "and",
        "called",
    };

    public static SearchQuery Parse(string? text, DateOnly? today)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new SearchQuery();
        }

        var rest = Plain(text);
        var query = new SearchQuery();
        query = TakeDate(query, ref rest, today);
        query = TakeIdentifiers(query, ref rest);
        query = TakeAge(query, ref rest, today);
        query = TakePostcode(query, ref rest);
        query = TakeYear(query, ref rest);
        query = TakeAddress(query, ref rest);
        query = TakeNumbers(query, ref rest);
        return WithNames(query, rest);
    }

    /// <summary>Digits of every script as ASCII, every kind of space as a space, dashes as hyphens.</summary>
    private static string Plain(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaxLength));
        for (var i = 0; i < text.Length && i < MaxLength; i++)
        {
            var c = text[i];
            if (c is >= '！' and <= '～')
            {
                c = (char)(c - '！' + '!');
            }

            var digit = c > '\x7f' ? CharUnicodeInfo.GetDecimalDigitValue(c) : -1;
            result.Append(
                digit >= 0 ? (char)('0' + digit)
                : char.IsWhiteSpace(c) || char.IsControl(c) || c == ';' ? ' '
                : c is '‐' or '‑' or '–' or '—' or '−' ? '-'
                : c is '٫' or '،' ? ','
                : c
            );
        }

        return result.ToString();
    }

    private static SearchQuery TakeDate(SearchQuery query, ref string rest, DateOnly? today)
    {
        foreach (var pattern in new[] { IsoDate(), UkDate(), WordDate(), SolidDate() })
        {
            foreach (Match match in pattern.Matches(rest))
            {
                var year = Year(match.Groups["y"].Value, today);
                var month = Month(match.Groups["m"].Value);
                var day = int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture);
                if (month > 12 && day <= 12)
                {
                    // Written the American way.
                    (day, month) = (month, day);
                }

                if (year is >= 1850 and <= 2150 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
                {
                    rest = Without(rest, match);
                    return query with { DateOfBirth = new DateOnly(year, month, day) };
                }
            }
        }

        if (MonthAndYear().Match(rest) is { Success: true } partial)
        {
            var year = Year(partial.Groups["y"].Value, today);
            rest = Without(rest, partial);
            return query with { YearOfBirth = year, MonthOfBirth = Month(partial.Groups["m"].Value) };
        }

        return query;
    }

    private static SearchQuery TakeIdentifiers(SearchQuery query, ref string rest)
    {
        if (UpnText().Match(rest) is { Success: true } upn)
        {
            rest = Without(rest, upn);
            query = query with { Upn = upn.Value.ToUpperInvariant() };
        }

        if (NhsText().Match(rest) is { Success: true } nhs)
        {
            rest = Without(rest, nhs);
            query = query with { NhsNumber = IdentifierText.Compact(nhs.Value) };
        }

        if (LocalIdText().Match(rest) is { Success: true } local)
        {
            rest = Without(rest, local);
            query = query with { LocalId = IdentifierText.Compact(local.Value) };
        }

        return query;
    }

    private static SearchQuery TakeAge(SearchQuery query, ref string rest, DateOnly? today)
    {
        if (AgeText().Match(rest) is not { Success: true } age)
        {
            return query;
        }

        rest = Without(rest, age);
        var years = int.Parse(age.Groups["n"].Success ? age.Groups["n"].Value : age.Groups["o"].Value, CultureInfo.InvariantCulture);
        return today is { Year: > 200 } now && years <= 120 ? query with { BornBetween = (now.AddYears(-years - 1).AddDays(1), now.AddYears(-years)) } : query;
    }

    private static SearchQuery TakePostcode(SearchQuery query, ref string rest)
    {
        if (PostcodeText().Match(rest) is { Success: true } whole)
        {
            rest = Without(rest, whole);
            return query with { Postcode = IdentifierText.Compact(whole.Value) };
        }

        if (OutwardText().Match(rest) is { Success: true } outward)
        {
            rest = Without(rest, outward);
            return query with { Outward = IdentifierText.Compact(outward.Value) };
        }

        return query;
    }

    private static SearchQuery TakeYear(SearchQuery query, ref string rest)
    {
        if (query.DateOfBirth is null && query.YearOfBirth is null && LoneYear().Match(rest) is { Success: true } year)
        {
            rest = Without(rest, year);
            return query with { YearOfBirth = int.Parse(year.Value, CultureInfo.InvariantCulture) };
        }

        return query;
    }

    private static SearchQuery TakeAddress(SearchQuery query, ref string rest)
    {
        var match = StreetText().Match(rest);
        if (!match.Success)
        {
            match = HouseText().Match(rest);
        }

        if (!match.Success)
        {
            return query;
        }

        var words = PreparedPerson.Words(match.Groups["s"].Value);
        var house = TextFolding.Fold(match.Groups["h"].Value).Replace(" ", "", StringComparison.Ordinal);
        if (words.Count == 0 || house.Length == 0)
        {
            return query;
        }

        rest = Without(rest, match);
        return query with { HouseNumber = house, StreetWords = words };
    }

    private static SearchQuery TakeNumbers(SearchQuery query, ref string rest)
    {
        if (LoneNumber().Match(rest) is not { Success: true } number)
        {
            return query;
        }

        rest = LoneNumber().Replace(rest, " ");
        return query.LocalId is null ? query with { LocalId = number.Value } : query;
    }

    private static SearchQuery WithNames(SearchQuery query, string rest)
    {
        var comma = rest.IndexOf(',');
        var familyFirst = comma > 0 && rest.AsSpan(0, comma).ContainsAnyExcept(' ') && rest.AsSpan(comma + 1).ContainsAnyExcept(" ,");
        var words = rest.Split([' ', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Noise.Contains(w.Trim('.', ':').ToLowerInvariant()));
        return query with { Names = NormalisedName.Of(string.Join(' ', words)), FamilyFirst = familyFirst };
    }

    private static string Without(string text, Match match) => string.Concat(text.AsSpan(0, match.Index), " ", text.AsSpan(match.Index + match.Length));

    private static int Year(string digits, DateOnly? today)
    {
        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        if (digits.Length == 4)
        {
            return year;
        }

        // An expected date of delivery may be next year's; anything later is the last century.
        var latest = (today?.Year ?? 2030) % 100 + 1;
        return year <= latest ? 2000 + year : 1900 + year;
    }

    private static int Month(string text) =>
        char.IsAsciiDigit(text[0])
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : text[..3].ToLowerInvariant() switch
            {
                "jan" => 1,
                "feb" => 2,
                "mar" => 3,
                "apr" => 4,
                "may" => 5,
                "jun" => 6,
                "jul" => 7,
                "aug" => 8,
                "sep" => 9,
                "oct" => 10,
                "nov" => 11,
                _ => 12,
            };

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)")]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(?: ?[/.-] ?| )(?<m>\d{1,2})(?: ?[/.-] ?| )(?<y>\d{4}|\d{2})(?!\d)")]
    private static partial Regex UkDate();

    [GeneratedRegex(
        @"(?<!\d)(?<d>\d{1,2})(?:st|nd|rd|th)?[ /.-]*(?:of )?(?<m>" + MonthNames + @")[ ,/.-]*(?<y>\d{4}|\d{2})(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WordDate();

    [GeneratedRegex(@"(?<!\w)(?<d>0[1-9]|[12]\d|3[01])(?<m>0[1-9]|1[0-2])(?<y>(?:19|20)\d{2})(?!\w)")]
    private static partial Regex SolidDate();

    [GeneratedRegex(@"(?<!\w)(?<m>" + MonthNames + @")[ ,]+(?<y>(?:19|20)\d{2})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"(?<!\w)[A-Za-z]\d{11}[A-Za-z\d](?!\w)")]
    private static partial Regex UpnText();

    [GeneratedRegex(@"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")]
    private static partial Regex NhsText();

    [GeneratedRegex(@"(?<![\w-])(?:[A-Za-z]{1,6}[-/]?\d{4,12}|\d{5,13})(?![\w-])")]
    private static partial Regex LocalIdText();

    [GeneratedRegex(@"(?<!\w)(?:(?<n>\d{1,3}) ?(?:yo|yrs?|years?|y)(?: ?olds?)?(?!\w)|aged? (?<o>\d{1,3})(?!\w))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AgeText();

    [GeneratedRegex(@"(?<!\w)[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}(?!\w)")]
    private static partial Regex PostcodeText();

    [GeneratedRegex(@"(?<!\w)[A-Za-z]{1,2}\d{1,2}[A-Za-z]?(?!\w)")]
    private static partial Regex OutwardText();

    [GeneratedRegex(@"(?<!\w)(?:19|20)\d{2}(?!\w)(?! +[A-Za-z' ]{2,30} (?:street|road|avenue|lane|close|drive)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LoneYear();

    [GeneratedRegex(
        @"(?<!\w)(?<h>\d{1,4} ?[a-z]?)[, ] *(?<s>[a-z][a-z'.-]*(?: [a-z][a-z'.-]*){0,3}?) (?:street|str|st|road|rd|avenue|ave|lane|ln|close|cl|drive|dr|court|ct|crescent|cres|place|pl|terrace|ter|way|grove|gardens|gdns|walk|hill|row|mews|square|sq|green|park|view|rise)(?![\w'])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex StreetText();

    [GeneratedRegex(@"(?<!\w)(?<h>\d{1,4}[a-z]?) (?<s>[a-z]{2,}[a-z'-]*)(?![\w'])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HouseText();

    [GeneratedRegex(@"(?<!\w)\d{1,13}(?!\w)")]
    private static partial Regex LoneNumber();
}
