using Kith.Practice.Documents;
using Kith.Practice.Inspection;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>
/// The letter of an invented inspection, in the shape in which such letters are published: what was looked at, what stands out,
/// what needs to improve, what was found, each paragraph with its number. It says of itself that it is invented.
/// </summary>
internal static class InspectionLetter
{
    /// <summary>The paragraph that says what stands out.</summary>
    private const int Headline = 1;

    /// <summary>Numbers the points by the paragraphs in which they stand.</summary>
    public static void Number(IEnumerable<InspectionPoint> points)
    {
        foreach (var (point, i) in InOrder(points).Select((p, i) => (p, i)))
        {
            point.Paragraph = Headline + 1 + i;
        }
    }

    /// <summary>The letter.</summary>
    /// <param name="council">«Amberdale».</param>
    /// <param name="to">Who leads children’s services.</param>
    public static Paper Of(InspectionEvent inspection, string council, string to)
    {
        var name = InspectionEditions.Name(inspection.Kind);
        var days = inspection.To == inspection.From ? DateWords.Long(inspection.From) : $"{DateWords.Long(inspection.From)} to {DateWords.Long(inspection.To)}";
        var parts = new List<PaperPart>
        {
            new PaperText("This letter is invented, like the council and everybody in it. No such inspection took place.", Quiet: true),
            new PaperText($"Dear {to}"),
            new PaperText(
                $"This letter says what was found in the {name.ToLowerInvariant()} of children’s services in {council}, {days}.{(inspection.Scope is { } scope ? $" Inspectors looked at: {char.ToLowerInvariant(scope[0])}{scope[1..]}." : "")}"
            ),
        };
        if (inspection.Judgements.Count > 0)
        {
            parts.Add(new PaperHeading("Judgements"));
            parts.Add(
                new PaperTable(
                    "Judgements",
                    ["What was judged", "Grade"],
                    [.. inspection.Judgements.OrderBy(j => j.Area).Select(j => (IReadOnlyList<string?>)[InspectionEditions.Name(j.Area), InspectionEditions.Name(j.Grade)])]
                )
            );
        }
        parts.Add(new PaperHeading("What stands out"));
        parts.Add(new PaperText($"{Headline}. {inspection.Headline}"));
        foreach (var kind in InOrder(inspection.Points).GroupBy(p => p.Kind is PointKind.Recommendation or PointKind.PriorityAction))
        {
            parts.Add(new PaperHeading(kind.Key ? "What needs to improve" : "What was found"));
            parts.AddRange(kind.Select(p => new PaperText($"{p.Paragraph}. {p.Text}")));
        }
        parts.Add(new PaperText($"This letter will be taken into account when children’s services in {council} are inspected next."));
        parts.Add(new PaperText($"Yours sincerely\n{inspection.By}, lead inspector"));
        return new($"{name} of children’s services in {council}", days, parts) { Dated = inspection.PublishedOn is { } on ? DateWords.Long(on) : null };
    }

    private static IEnumerable<InspectionPoint> InOrder(IEnumerable<InspectionPoint> points) =>
        points.OrderBy(p => p.Kind is PointKind.Recommendation or PointKind.PriorityAction ? 0 : 1).ThenBy(p => p.Place);
}
