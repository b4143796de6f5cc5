using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Kith.Web.Forms;

/// <summary>One answer offered by radios, checkboxes or a select.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is read.</param>
/// <param name="Hint">Help below the answer; not shown by a select.</param>
/// <param name="Disabled">Shown, but cannot be chosen.</param>
public sealed record Choice(string Value, string Text, string? Hint = null, bool Disabled = false)
{
    /// <summary>The answers of an enumeration, in order, with the name and description of its <see cref="DisplayAttribute"/> where it has one.</summary>
    public static IReadOnlyList<Choice> Of<TEnum>()
        where TEnum : struct, Enum =>
        [
            .. Enum.GetNames<TEnum>()
                .Select(name =>
                {
                    var display = typeof(TEnum).GetField(name)!.GetCustomAttribute<DisplayAttribute>();
                    return new Choice(name, display?.GetName() ?? FieldName.Words(name), display?.GetDescription());
                }),
        ];

    /// <summary>The answers made from records.</summary>
    public static IReadOnlyList<Choice> From<T>(IEnumerable<T> source, Func<T, object> value, Func<T, string> text, Func<T, string?>? hint = null) =>
        [.. source.Select(item => new Choice(Convert.ToString(value(item), System.Globalization.CultureInfo.InvariantCulture) ?? "", text(item), hint?.Invoke(item)))];
}
