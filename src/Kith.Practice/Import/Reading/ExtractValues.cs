using System.Globalization;
using System.Text;
using System.Text.Json;
using Kith.Standards.Calendar;

namespace Kith.Practice.Import;

/// <summary>Reads the values that extracts carry. What cannot be read as its type is said to be so; nothing is guessed.</summary>
internal static class ExtractValues
{
    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd",
        "dd/MM/yyyy",
        "d/M/yyyy",
        "dd-MM-yyyy",
        "d-M-yyyy",
        "dd.MM.yyyy",
        "yyyyMMdd",
        "yyyy/MM/dd",
        "dd MMM yyyy",
        "d MMM yyyy",
        "dd-MMM-yyyy",
        "d MMMM yyyy",
    ];

    private static readonly string[] TimeForms = ["HH:mm:ss", "HH:mm", "HH:mm:ss.FFFFFFF", "H:mm", "H:mm:ss", "h:mm:ss tt", "h:mm tt"];

    /// <summary>What is said of a value that is no date, for whoever mends the file.</summary>
    public const string NoDate = "is not a date that can be read (write 2026-03-31 or 31/03/2026)";

    /// <summary>
    /// Days that may lie ahead by right: a birth that is expected, a target, and ends that are agreed or ordered beforehand.
    /// Any other day of an extract says what has happened.
    /// </summary>
    private static readonly HashSet<string> MayLieAhead = new(StringComparer.Ordinal)
    {
        // The dataset.
        "pers_expected_dob",
        "icpc_icpc_target_date",
        "cppr_cp_review_due",
        "clap_cla_placement_start_date",
        "clap_cla_placement_end_date",
        "lega_legal_status_start_date",
        "lega_legal_status_end_date",
        "invo_involvement_start_date",
        "invo_involvement_end_date",
        "addr_address_start_date",
        "addr_address_end_date",
        "link_valid_from_date",
        "link_valid_to_date",
        "immi_immigration_status_start_date",
        "immi_immigration_status_end_date",
        // Returns.
        "ExpectedPersonBirthDate",
        "InitialCPCtarget",
        // Annex A.
        "Start date of current legal status",
        "Start Date of Most Recent Placement",
    };

    /// <summary>Why a day that stands in a column cannot be taken yet: «has not come yet …»; null when it can.</summary>
    public static string? ToCome(string column, DateOnly? day, DateOnly today) =>
        day > today && !MayLieAhead.Contains(column) ? "has not come yet: what happens is taken when it has happened" : null;

    /// <summary>Before this no living child's record begins; a date before it is a slip.</summary>
    public const int FirstYear = 1900;
    public const int LastYear = 2100;

    /// <summary>
    /// A date: ISO, ISO with a time, or day/month/year with four figures of year. False when there is a value that is no
    /// date; a missing value is true and null.
    /// </summary>
    public static bool TryDate(string? text, out DateOnly? date)
    {
        var ok = TryInstant(text, out var instant, out _);
        date = instant is { } at ? DateOnly.FromDateTime(at) : null;
        return ok;
    }

    /// <summary>A date with its time as written (London), midnight where none is written.</summary>
    public static bool TryInstant(string? text, out DateTime? at, out bool hasTime)
    {
        at = null;
        hasTime = false;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }
        var value = text.AsSpan().Trim();
        var zoned = value.Length > 10 && value[^1] is 'Z' or 'z';
        if (zoned)
        {
            value = value[..^1];
        }
        var split =
            value.Length > 10 && value[10] is 'T' or 't' ? 10
            : value.IndexOf(':') > 0 ? value[..value.IndexOf(':')].LastIndexOf(' ')
            : -1;
        var time = TimeOnly.MinValue;
        if (split > 0)
        {
            var clock = value[(split + 1)..].Trim();
            if (!TimeOnly.TryParseExact(clock, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time))
            {
                return false;
            }
            hasTime = time != TimeOnly.MinValue;
            value = value[..split].Trim();
        }
        if (!DateOnly.TryParseExact(value, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year < FirstYear || date.Year > LastYear)
        {
            return false;
        }
        var local = date.ToDateTime(time);
        at = zoned ? LondonTime.FromUtc(DateTime.SpecifyKind(local, DateTimeKind.Utc)) : local;
        return true;
    }

    /// <summary>A London date and time as an instant.</summary>
    public static DateTime ToUtc(DateTime london) => LondonTime.ToUtc(DateTime.SpecifyKind(london, DateTimeKind.Unspecified));

    /// <summary>A workbook's serial number of a day as ISO text; the text itself when it is no such number.</summary>
    public static string SerialDate(string text, bool from1904)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) || !(days is >= 1 and <= 100_000))
        {
            return text;
        }
        var at = DateTime.FromOADate(days + (from1904 ? 1462 : 0));
        at = new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond);
        return at.TimeOfDay == TimeSpan.Zero ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Yes, no, or not told.</summary>
    public static bool? YesNo(string? text) =>
        text?.Trim().ToUpperInvariant() switch
        {
            "Y" or "YES" or "1" or "TRUE" or "T" => true,
            "N" or "NO" or "0" or "FALSE" or "F" => false,
            _ => null,
        };

    public static int? Integer(string? text) =>
        decimal.TryParse(text?.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && Math.Abs(number) < int.MaxValue
            ? (int)number
            : null;

    public static decimal? Number(string? text) => decimal.TryParse(text?.Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The values of a flat JSON object, keys without case; empty when the text is no such object.</summary>
    public static Dictionary<string, string> Object(string? json)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (json is null || !json.AsSpan().TrimStart().StartsWith("{"))
        {
            return found;
        }
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = 8 });
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var text = property.Value.ValueKind switch
                {
                    JsonValueKind.String => Text(property.Value),
                    JsonValueKind.Null => null,
                    _ => property.Value.GetRawText(),
                };
                if (!string.IsNullOrWhiteSpace(text))
                {
                    found[property.Name.Trim()] = text.Trim();
                }
            }
        }
        catch (Exception error) when (IsBroken(error))
        {
            found.Clear();
        }
        return found;
    }

    /// <summary>A list of codes: a JSON array, a JSON object of flags, or codes with commas between them. Null when it is broken JSON.</summary>
    public static List<string>? Codes(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }
        var trimmed = text.Trim();
        if (trimmed[0] is not ('[' or '{'))
        {
            return [.. trimmed.Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(c => c.Trim('"', '\''))];
        }
        try
        {
            using var document = JsonDocument.Parse(trimmed, new JsonDocumentOptions { AllowTrailingCommas = true, MaxDepth = 8 });
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(e => (e.ValueKind == JsonValueKind.String ? Text(e) : e.GetRawText())?.Trim() ?? "").Where(c => c.Length > 0)]
                :
                [
                    .. document
                        .RootElement.EnumerateObject()
                        .Where(p => YesNo(p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : p.Value.GetRawText()) == true)
                        .Select(p => p.Name.Trim()),
                ];
        }
        catch (Exception error) when (IsBroken(error))
        {
            return null;
        }
    }

    /// <summary>The platform calls half a surrogate pair in a text no fault of the JSON but of whoever asks for it.</summary>
    private static bool IsBroken(Exception error) => error is JsonException or InvalidOperationException;

    /// <summary>A text without NUL, which JSON can write and no database of text can keep.</summary>
    private static string? Text(JsonElement value) => value.GetString()?.Replace('\0', ' ');

    /// <summary>The flags of an outcome column that are set, in words: «Legal action; Provision of services».</summary>
    public static string? Outcome(string? json)
    {
        var flags = Object(json);
        if (flags.Count == 0)
        {
            return json is { Length: > 0 } && json.TrimStart()[0] is not ('{' or '[') ? json.Trim() : null;
        }
        var words = flags.Where(f => f.Key.EndsWith("_FLAG", StringComparison.OrdinalIgnoreCase) && YesNo(f.Value) == true).Select(f => Words(f.Key[..^5])).ToList();
        if (flags.TryGetValue("COMMENTS", out var comment))
        {
            words.Add(comment);
        }
        return words.Count == 0 ? null : string.Join("; ", words);
    }

    private static string Words(string flag) =>
        flag.ToUpperInvariant() switch
        {
            "NFA" => "No further action",
            "NFA_S47_END" => "No further action after the section 47 enquiry",
            "NFA_CONTINUE_SINGLE" => "No further action; the assessment goes on",
            "CP_ENQUIRY" => "Child protection enquiry",
            "CP_CONFERENCE" => "Child protection conference",
            "CP_TRANSFER_IN" => "Child protection transfer in",
            "CP" => "Child protection plan",
            "OLA_CP" => "Child protection plan of another authority",
            "CLA_REQUEST" => "Request to look after the child",
            "PROV_OF_SERVICES" => "Provision of services",
            "PROV_OF_SB_CARE" => "Provision of short break care",
            "OTHER_OUTCOMES_EXIST" => "Other outcomes",
            var other => Sentence(other),
        };

    private static string Sentence(string flag)
    {
        var text = new StringBuilder(flag.Replace('_', ' ').ToLowerInvariant());
        if (text.Length > 0)
        {
            text[0] = char.ToUpperInvariant(text[0]);
        }
        return text.ToString();
    }
}
