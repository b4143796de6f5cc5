using System.Collections;
using System.Globalization;
using System.Reflection;
using Kith.Standards.Calendar;
using Kith.Web.TagHelpers;

namespace Kith.Web.Forms;

/// <summary>One field that two people wrote differently.</summary>
/// <param name="Name">The form's name of it: «Input.GivenName».</param>
/// <param name="Label">As people say it.</param>
/// <param name="Stored">What is recorded now, as the form would send it; <paramref name="StoredText"/> as people read it.</param>
/// <param name="Yours">What this person wrote, likewise.</param>
public sealed record EditedField(string Name, string Label, string Stored, string StoredText, string Yours, string YoursText);

/// <summary>
/// Two people changed one record. Both versions, field by field: the person chooses, nothing is overwritten in silence.
/// Shown by the partial <c>_SecondEditor</c>, which sends the same form again with what was chosen.
/// </summary>
/// <param name="What">What was changed: «Mia's details».</param>
/// <param name="Version">The version that is recorded now; the form carries it from here on.</param>
/// <param name="Differing">What to choose.</param>
/// <param name="Same">Everything else the form holds, sent along.</param>
/// <param name="Cancel">Where to go to leave what is recorded as it is.</param>
public sealed record SecondEditor(string What, int Version, IReadOnlyList<EditedField> Differing, IReadOnlyList<(string Name, string Value)> Same, string Cancel)
{
    /// <summary>Fields that say why, not what: they are the writer's own and not compared.</summary>
    private static readonly HashSet<string> OwnWords = ["Reason"];

    /// <summary>Compares two states of one form by its properties.</summary>
    /// <param name="words">The text of a value by property and value, where the value alone would be a code; null to use the value.</param>
    public static SecondEditor Between<T>(string what, T stored, T yours, int version, string cancel, string prefix = "Input", Func<string, string, string?>? words = null)
        where T : notnull
    {
        var differing = new List<EditedField>();
        var same = new List<(string, string)>();
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p is { CanRead: true, CanWrite: true }))
        {
            var name = $"{prefix}.{property.Name}";
            var (theirs, mine) = (Text(property.GetValue(stored)), Text(property.GetValue(yours)));
            if (OwnWords.Contains(property.Name) || theirs == mine.Trim())
            {
                same.Add((name, mine));
            }
            else
            {
                differing.Add(new EditedField(name, FieldName.Words(property.Name), theirs, Words(property.Name, theirs), mine, Words(property.Name, mine)));
            }
        }
        return new SecondEditor(what, version, differing, same, cancel);

        string Words(string property, string value) =>
            words?.Invoke(property, value)
            ?? value switch
            {
                "" => "empty",
                "true" => "yes",
                "false" => "no",
                _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => DateWords.Long(day),
                _ => value,
            };
    }

    /// <summary>True unless the form was a choice between two versions and a line of it was left open.</summary>
    public static bool EveryChoiceMade(IFormCollection form) => form["chosen"].All(name => name is null || form.ContainsKey(name));

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            IEnumerable many => string.Join(',', many.Cast<object?>().OfType<object>().Select(FieldTagHelper.Text)),
            _ => FieldTagHelper.Text(value),
        };
}
