using System.Globalization;

namespace Kith.Standards.CinCensus;

/// <summary>Reads and writes the values of a return. What cannot be read as its type reads as null; nothing is guessed.</summary>
public static class CensusValue
{
    /// <summary>CCYY-MM-DD, a day that exists; white space around it is ignored, as the XML date type does.</summary>
    public static DateOnly? Date(string? raw)
    {
        var text = raw.AsSpan();
        if (text.Length != 10)
        {
            text = text.Trim();
        }

        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return null;
        }

        int year = Number(text[..4]),
            month = Number(text.Slice(5, 2)),
            day = Number(text.Slice(8, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
        {
            return null;
        }

        return new DateOnly(year, month, day);
    }

    /// <summary>True where the element is missing or has nothing but white space in it.</summary>
    public static bool IsBlank(string? raw) => string.IsNullOrWhiteSpace(raw);

    /// <summary>"true" or "1"; "false" or "0"; in any mixture of capitals, as software writes it.</summary>
    public static bool? Boolean(string? raw)
    {
        var text = raw.AsSpan().Trim();
        return text.Length switch
        {
            1 when text[0] == '1' => true,
            1 when text[0] == '0' => false,
            4 when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
            5 when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
            _ => null,
        };
    }

    /// <summary>A whole number, with an optional sign.</summary>
    public static int? Integer(string? raw) => int.TryParse(raw.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>CCYY-MM-DD</summary>
    public static string? Write(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"1" or "0": accepted by every reader, which "true" is not.</summary>
    public static string? Write(bool? value) =>
        value switch
        {
            true => "1",
            false => "0",
            _ => null,
        };

    /// <summary>A whole number.</summary>
    public static string? Write(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>CCYY-MM-DDThh:mm:ss, without a zone, as returns carry it.</summary>
    public static string Write(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            number = number * 10 + (c - '0');
        }

        return number;
    }
}
