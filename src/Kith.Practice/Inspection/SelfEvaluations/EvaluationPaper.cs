using Kith.Practice.Documents;
using Kith.Practice.Measures;
using Kith.Standards.Calendar;

namespace Kith.Practice.Inspection.SelfEvaluations;

/// <summary>A self-evaluation as a document: the same tree makes the page that inspectors read, the print and the Word file.</summary>
public static class EvaluationPaper
{
    /// <summary>Ofsted's three questions, and what is said beside them, in the order in which they stand.</summary>
    public static IReadOnlyList<(string Asks, Func<EvaluationSection, string?> Said)> Parts { get; } =
    [
        ("What do we know about the quality of practice, and what it changes for children?", s => s.Know),
        ("How do we know it?", s => s.How),
        ("What children and families say", s => s.Heard),
        ("Strengths", s => s.Strengths),
        ("What we need to develop", s => s.Develop),
        ("What shows it", s => s.Evidence),
        ("What are our plans for the next twelve months?", s => s.Plans),
    ];

    /// <summary>The document.</summary>
    /// <param name="today">What the measures say today; null for the document as it was pinned.</param>
    public static Paper Of(SelfEvaluation evaluation, IReadOnlyDictionary<string, double?>? today = null)
    {
        var parts = new List<PaperPart>();
        foreach (var section in evaluation.Sections.OrderBy(s => s.Area))
        {
            parts.Add(new PaperHeading(InspectionEditions.Name(section.Area)));
            if (section.Grade is { } grade)
            {
                parts.Add(new PaperFacts([("How we would judge it ourselves", InspectionEditions.Name(grade))]));
            }
            foreach (var (asks, said) in Parts)
            {
                if (said(section) is { } text)
                {
                    parts.Add(new PaperHeading(asks, 2));
                    parts.Add(new PaperText(text));
                }
            }
            parts.Add(
                new PaperTable(
                    "Figures",
                    today is null ? ["Measure", $"On {DateWords.Medium(evaluation.AsAt)}"] : ["Measure", $"On {DateWords.Medium(evaluation.AsAt)}", "Today"],
                    [
                        .. section.Pinned.Select(f =>
                            (IReadOnlyList<string?>)(today is null ? [f.Name, f.InWords] : [f.Name, f.InWords, MeasureFigure.Words(f.Unit, today.GetValueOrDefault(f.Measure))])
                        ),
                    ]
                )
            );
        }
        // Of its own, or it would stand as if it were what is said of the last area.
        parts.Add(new PaperHeading("About the figures"));
        parts.Add(
            new PaperText(
                "Figures are those of the catalogue of measures, of the whole service, for the year to the day or as at the day. They stay as they were pinned, whatever the records say later.",
                true
            )
        );
        return new Paper(evaluation.Title, $"By the areas of {evaluation.Edition}", parts)
        {
            Dated = evaluation.PublishedAt is { } on
                ? $"Version {evaluation.Number}, figures as at {DateWords.Long(evaluation.AsAt)}. Published by {evaluation.PublishedBy} on {DateWords.Long(LondonTime.DateOf(on))}. Digest {evaluation.Sha256?[..16]}"
                : $"Version {evaluation.Number}, a draft. Figures as at {DateWords.Long(evaluation.AsAt)}",
        };
    }
}
