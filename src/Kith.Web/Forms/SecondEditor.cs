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

    /// <summary>Compares two states of one form by its properties, and by those of the lines in it: a line for each child, a line for each person.</summary>
    /// <param name="words">The text of a value by property and value, where the value alone would be a code; null to use the value.</param>
    /// <param name="labels">What a field is called, by its name without the prefix («Children[0].ChildView»); null to use the property's name in words.</param>
    public static SecondEditor Between<T>(
        string what,
        T stored,
        T yours,
        int version,
        string cancel,
        string prefix = "Input",
        Func<string, string, string?>? words = null,
        Func<string, string?>? labels = null
    )
        where T : notnull
    {
        var differing = new List<EditedField>();
        var same = new List<(string, string)>();
        Compare(prefix, stored, yours);
        return new SecondEditor(what, version, differing, same, cancel);

        void Compare(string path, object? theirs, object mine)
        {
            foreach (var property in Fields(mine.GetType()))
            {
                var name = $"{path}.{property.Name}";
                var (before, after) = (theirs is null ? null : property.GetValue(theirs), property.GetValue(mine));
                if (IsLines(property.PropertyType))
                {
                    Lines(name, (IEnumerable?)before ?? Array.Empty<object>(), (IEnumerable?)after ?? Array.Empty<object>());
                }
                else if (IsMany(property.PropertyType))
                {
                    Many(name, property.Name, theirs is null ? null : Texts(before), Texts(after));
                }
                else
                {
                    Field(name, property.Name, theirs is null ? null : Text(before), Text(after));
                }
            }
        }

        // A line that stands on the record already meets itself by its key. What only one of the two wrote is kept.
        void Lines(string path, IEnumerable before, IEnumerable after)
        {
            var theirs = before.Cast<object>().ToList();
            var at = 0;
            foreach (var mine in after.Cast<object>())
            {
                var key = Key(mine);
                var stands = key is null ? null : theirs.Find(t => Equals(Key(t), key));
                theirs.Remove(stands!);
                Compare($"{path}[{at++}]", stands, mine);
            }
            foreach (var line in theirs.Where(t => Key(t) is not null))
            {
                Compare($"{path}[{at++}]", null, line);
            }
        }

        void Field(string name, string property, string? theirs, string mine)
        {
            if (theirs is null || OwnWords.Contains(property) || theirs == mine.Trim())
            {
                same.Add((name, mine));
            }
            else
            {
                differing.Add(
                    new EditedField(name, labels?.Invoke(name[(prefix.Length + 1)..]) ?? FieldName.Words(property), theirs, Words(property, theirs), mine, Words(property, mine))
                );
            }
        }

        // Several ticked boxes: the same as ever under their own name; as one choice of two, under the name of a list.
        void Many(string name, string property, List<string>? theirs, List<string> mine)
        {
            if (theirs is null || OwnWords.Contains(property) || theirs.ToHashSet().SetEquals(mine))
            {
                same.AddRange(mine.Select(value => (name, value)));
            }
            else
            {
                differing.Add(
                    new EditedField(
                        ChosenLists.Prefix + name,
                        labels?.Invoke(name[(prefix.Length + 1)..]) ?? FieldName.Words(property),
                        string.Join(',', theirs),
                        All(theirs),
                        string.Join(',', mine),
                        All(mine)
                    )
                );
            }

            string All(List<string> values) => values.Count == 0 ? InWords("") : string.Join(", ", values.Select(v => Words(property, v)));
        }

        string Words(string property, string value) => words?.Invoke(property, value) ?? InWords(value);
    }

    /// <summary>A value of a form as people read it.</summary>
    public static string InWords(string value) =>
        value switch
        {
            "" => "empty",
            "true" => "yes",
            "false" => "no",
            _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => DateWords.Long(day),
            _ => value,
        };

    private static IEnumerable<PropertyInfo> Fields(Type form) =>
        form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p is { CanRead: true, CanWrite: true });

    /// <summary>True for a list of lines that have fields of their own.</summary>
    private static bool IsLines(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) && type.GetGenericArguments()[0] is { IsClass: true } line && line != typeof(string);

    /// <summary>True for several values under one name: the boxes that are ticked.</summary>
    private static bool IsMany(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static List<string> Texts(object? values) => [.. ((IEnumerable?)values ?? Array.Empty<object>()).Cast<object?>().OfType<object>().Select(FieldTagHelper.Text)];

    /// <summary>What a line is known by: its own id, or the child whom it is about.</summary>
    private static object? Key(object line) => (line.GetType().GetProperty("Id") ?? line.GetType().GetProperty("PersonId"))?.GetValue(line);

    /// <summary>True unless the form was a choice between two versions and a line of it was left open.</summary>
    public static bool EveryChoiceMade(IFormCollection form) => form["chosen"].All(name => name is null || form.ContainsKey(name));

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            _ => FieldTagHelper.Text(value),
        };
}
