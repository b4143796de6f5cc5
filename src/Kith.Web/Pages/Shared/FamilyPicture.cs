using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Html;

namespace Kith.Web.Pages.Shared;

/// <summary>
/// The family in one small drawing: grandparents, parents and carers, then the child among brothers and sisters, in
/// the usual symbols (square male, circle female, diamond not recorded, triangle not born, crossed when died). The list
/// beside it says the same in words.
/// </summary>
public static class FamilyPicture
{
    private const int Wide = 92;
    private const int High = 84;
    private const int Half = 13;

    private sealed record Someone(string Name, string Word, string Sex, bool Died, bool Unborn, bool Focus, RelationshipKind? Kind);

    /// <summary>Null when there is nobody to draw beside the child.</summary>
    public static IHtmlContent? Draw(PersonHead child, IEnumerable<RelativeLine> relatives)
    {
        var known = relatives.Where(r => !r.Person.IsHidden).ToList();
        List<Someone> Of(params RelationshipKind[] kinds) => [.. known.Where(r => kinds.Contains(r.Kind)).OrderBy(r => Array.IndexOf(kinds, r.Kind)).Take(6).Select(Drawn)];

        var elders = Of(RelationshipKind.Grandparent);
        var parents = Of(RelationshipKind.Parent, RelationshipKind.StepParent, RelationshipKind.Carer);
        var siblings = Of(RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling);
        if (parents.Count + siblings.Count + elders.Count == 0)
        {
            return null;
        }
        var focus = new Someone(First(child.Name), child.Age, child.Sex, child.DiedOn is not null, child.Unborn, true, null);
        List<Someone> young = [focus, .. siblings];
        var rows = new[] { elders, parents, young }.Where(r => r.Count > 0).ToList();
        var width = rows.Max(r => r.Count) * Wide;
        var height = rows.Count * High;
        var svg = new StringBuilder();
        var says = string.Join(", ", elders.Concat(parents).Concat(siblings).Select(s => $"{s.Word} {s.Name}"));
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"kith-family-picture\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{Text($"Family of {focus.Name}: {says}")}\">"
        );

        double X(List<Someone> row, int i) => (width - row.Count * Wide) / 2.0 + i * Wide + Wide / 2.0;
        int Y(List<Someone> row) => rows.IndexOf(row) * High + Half + 4;

        // Parents are joined to each other and, from the middle of the two, to their children; half and step by broken lines.
        if (parents.Count > 0)
        {
            var y = Y(parents);
            var both = Enumerable.Range(0, parents.Count).Where(i => parents[i].Kind == RelationshipKind.Parent).ToList();
            if (both.Count == 0)
            {
                both = [0];
            }
            var bar = y + High - Half - 14;
            var middle = (X(parents, both[0]) + X(parents, both[^1])) / 2;
            if (both.Count > 1)
            {
                Line(X(parents, both[0]) + Half, y, X(parents, both[^1]) - Half, y);
                Line(middle, y, middle, bar);
            }
            else
            {
                // The line passes beside the name.
                Line(middle - Half, y, middle - Half - 24, y);
                Line(middle - Half - 24, y, middle - Half - 24, bar);
                middle -= Half + 24;
            }
            Line(Math.Min(middle, X(young, 0)), bar, Math.Max(middle, X(young, young.Count - 1)), bar);
            for (var i = 0; i < young.Count; i++)
            {
                Line(X(young, i), bar, X(young, i), Y(young) - Half, young[i].Kind is RelationshipKind.HalfSibling or RelationshipKind.StepSibling);
            }
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                Symbol(row[i], X(row, i), Y(row));
            }
        }
        return new HtmlString(svg.Append("</svg>").ToString());

        void Line(double x1, double y1, double x2, double y2, bool broken = false) =>
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"{(broken ? " stroke-dasharray=\"4 3\"" : "")}/>");

        void Symbol(Someone s, double x, int y)
        {
            var look = s.Focus ? " class=\"kith-family-picture__focus\"" : "";
            svg.Append(
                s.Unborn ? string.Create(CultureInfo.InvariantCulture, $"<path{look} d=\"M{x:0.#} {y - Half} l{Half} {2 * Half} h{-2 * Half} z\"/>")
                : s.Sex is "M" or "Male"
                    ? string.Create(CultureInfo.InvariantCulture, $"<rect{look} x=\"{x - Half:0.#}\" y=\"{y - Half}\" width=\"{2 * Half}\" height=\"{2 * Half}\"/>")
                : s.Sex is "F" or "Female" ? string.Create(CultureInfo.InvariantCulture, $"<circle{look} cx=\"{x:0.#}\" cy=\"{y}\" r=\"{Half}\"/>")
                : string.Create(CultureInfo.InvariantCulture, $"<path{look} d=\"M{x:0.#} {y - Half} l{Half} {Half} l{-Half} {Half} l{-Half} {-Half} z\"/>")
            );
            if (s.Died)
            {
                Line(x - Half, y - Half, x + Half, y + Half);
                Line(x - Half, y + Half, x + Half, y - Half);
            }
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y + Half + 15}\"{(s.Focus ? " font-weight=\"700\"" : "")}>{Text(Short(s.Name, 13))}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"kith-family-picture__word\" x=\"{x:0.#}\" y=\"{y + Half + 29}\">{Text(Short(s.Word, 15))}</text>");
        }
    }

    private static Someone Drawn(RelativeLine r) =>
        new(First(r.Person.Name), r.Word, r.Person.Sex, r.Person.DiedOn is not null, r.Person.Age.StartsWith("due ", StringComparison.Ordinal), false, r.Kind);

    private static string First(string name) => PersonNames.First(name);

    private static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
