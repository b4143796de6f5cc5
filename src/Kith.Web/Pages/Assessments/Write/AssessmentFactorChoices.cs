using Kith.Standards.CodeSets;
using Kith.Web.Forms;

namespace Kith.Web.Pages.Assessments.Write;

/// <summary>
/// The DfE factors in use, in groups as practitioners think of them. Each is named without repeating its group; the hint
/// holds other words by which people look for it.
/// </summary>
public static class AssessmentFactorChoices
{
    /// <summary>The group of those that stand alone.</summary>
    public const string Single = "Also";

    /// <summary>What practitioners say, by the beginning of the code's description.</summary>
    private static readonly (string Begins, string Words)[] Said =
    [
        ("Alcohol", "drinking substance"),
        ("Drug", "substance"),
        ("Domestic", "dv da dva violence"),
        ("Mental", "mh depression anxiety"),
        ("Learning", "ld"),
        ("Physical disability", "health ill disabled"),
        ("Young carer", "caring"),
        ("UASC", "asylum unaccompanied"),
        ("Missing", "runaway absent"),
        ("Child sexual exploitation", "cse"),
        ("Child criminal exploitation", "cce county lines"),
        ("Trafficking", "slavery nrm"),
        ("Gangs", "county lines serious youth violence"),
        ("Self-harm", "suicide"),
        ("Socially", "antisocial asb offending"),
        ("No factors", "none"),
    ];

    /// <summary>Groups of several first, then those that stand alone.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<Choice> Factors)> Groups { get; } = [.. Grouped()];

    private static IEnumerable<(string, IReadOnlyList<Choice>)> Grouped()
    {
        var groups = CodeSets
            .AssessmentFactors.Entries.Where(e => e.IsInUse(DateTime.MaxValue.Year))
            .GroupBy(e => e.Description.Split([": ", " - "], 2, StringSplitOptions.None)[0])
            .ToList();
        foreach (var group in groups.Where(g => g.Count() > 1))
        {
            yield return (group.Key, [.. group.Select(e => Choice(e.Code, Capital(e.Description[group.Key.Length..].TrimStart(':', '-', ' ')), e.Description))]);
        }
        yield return (Single, [.. groups.Where(g => g.Count() == 1).SelectMany(g => g).Select(e => Choice(e.Code, e.Description, e.Description))]);
    }

    private static Choice Choice(string code, string text, string description) =>
        new(
            code,
            text,
            string.Join(
                ' ',
                Said.Where(s => description.StartsWith(s.Begins, StringComparison.Ordinal))
                    .Select(s => s.Words)
                    .Concat(description.Contains("parent(s)", StringComparison.Ordinal) ? ["mother father mum dad"] : [])
            )
        );

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
