using Kith.Web.TagHelpers;

namespace Kith.Web.Forms;

/// <summary>Words that somebody wrote in a form that was refused.</summary>
/// <param name="Label">The field, as people say it.</param>
public sealed record Written(string Label, string Text)
{
    /// <summary>Shorter answers are quickly given again.</summary>
    private const int Worth = 12;

    /// <summary>What was written in a form; choices, dates and hidden keys are left out.</summary>
    public static IReadOnlyList<Written> Of(IFormCollection form) =>
        [
            .. form.Where(f => f.Key.Contains('.', StringComparison.Ordinal) && !f.Key.StartsWith("draft.", StringComparison.Ordinal))
                .SelectMany(f => f.Value.Select(v => (f.Key, Text: v?.Trim() ?? "")))
                .Where(f => f.Text.Length >= Worth && f.Text.Contains(' ', StringComparison.Ordinal))
                .Select(f => new Written(FieldName.Words(f.Key[(f.Key.LastIndexOf('.') + 1)..].TrimEnd(']').Replace('[', ' ')), f.Text)),
        ];
}
