using System.Globalization;
using Kith.Standards.Calendar;
using Kith.Web.TagHelpers;

namespace Kith.Web.Forms;

/// <summary>Words that somebody wrote in a form that was refused.</summary>
/// <param name="Label">The field, as people say it.</param>
public sealed record Written(string Label, string Text)
{
    /// <summary>Shorter answers are quickly given again.</summary>
    private const int Worth = 12;

    private static readonly string[] DayParts = ["Day", "Month", "Year"];

    /// <summary>What was written in a form; hidden keys are left out, and choices and dates too unless <paramref name="briefly"/> given answers count.</summary>
    public static IReadOnlyList<Written> Of(IFormCollection form, bool briefly = false)
    {
        var all = new List<Written>();
        foreach (var (key, values) in form.Where(f => f.Key.Contains('.', StringComparison.Ordinal) && !f.Key.StartsWith("draft.", StringComparison.Ordinal)))
        {
            var (whole, part) = (key[..key.LastIndexOf('.')], key[(key.LastIndexOf('.') + 1)..]);
            if (DayParts.Contains(part) && form.ContainsKey(whole + ".Year"))
            {
                // The three boxes of a date are one answer, told where its year is met.
                if (briefly && part == "Year" && Day(form, whole) is { Length: > 0 } day)
                {
                    all.Add(new Written(Named(whole), day));
                }
                continue;
            }
            foreach (var text in values.Select(v => v?.Trim() ?? ""))
            {
                if (text.Length >= Worth && text.Contains(' ', StringComparison.Ordinal))
                {
                    all.Add(new Written(Named(key), text));
                }
                else if (
                    briefly
                    && text.Length > 0
                    && text is not ("true" or "false")
                    && !Guid.TryParse(text, out _)
                    && !part.EndsWith("Id", StringComparison.Ordinal)
                    && part is not ("Version" or "Seen")
                )
                {
                    all.Add(new Written(Named(key), text.All(char.IsAsciiLetter) ? FieldName.Words(text) : SecondEditor.InWords(text)));
                }
            }
        }
        return all;
    }

    private static string Named(string key) => FieldName.Words(key[(key.LastIndexOf('.') + 1)..].TrimEnd(']').Replace('[', ' '));

    private static string Day(IFormCollection form, string whole)
    {
        var parts = DayParts.Select(p => form[$"{whole}.{p}"].ToString().Trim()).ToList();
        return DateOnly.TryParseExact(string.Join('/', parts), "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateWords.Long(day)
            : string.Join(' ', parts.Where(p => p.Length > 0));
    }
}
