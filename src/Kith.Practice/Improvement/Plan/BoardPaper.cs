using System.Globalization;
using Kith.Practice.Actions;
using Kith.Practice.Documents;
using Kith.Practice.Measures;
using Kith.Standards.Calendar;

namespace Kith.Practice.Improvement.Plan;

/// <summary>The board report as a document: the same tree makes the page, the print and the Word file.</summary>
public static class BoardPaper
{
    /// <summary>The document of a report.</summary>
    public static Paper Of(BoardReportView report)
    {
        var plan = report.Plan;
        var parts = new List<PaperPart>();
        if (report.Introduction is { } words)
        {
            parts.Add(new PaperText(words));
        }
        parts.Add(new PaperHeading("In short"));
        parts.Add(
            new PaperTable(
                "Objectives",
                ["Objective", "How it stands", "In the report before", "Leads"],
                [
                    .. plan.Objectives.Select(o =>
                        (IReadOnlyList<string?>)
                            [
                                o.Title,
                                o.ClosedOn is null ? ObjectiveRules.Words(o.State) : $"Closed {DateWords.Medium(o.ClosedOn.Value)}",
                                o.Before is { } b ? ObjectiveRules.Words(b) : "–",
                                o.Lead,
                            ]
                    ),
                ]
            )
        );
        parts.Add(
            new PaperText("How an objective stands is worked out from its measures and actions by stated rules. The words of those who lead it explain; they change nothing.")
        );
        var l = plan.Ladder;
        parts.Add(new PaperHeading("What was recommended"));
        parts.Add(
            new PaperFacts([
                ("Open", $"{l.Open.ToString(CultureInfo.InvariantCulture)}, of which {l.Late.ToString(CultureInfo.InvariantCulture)} late"),
                ("To be answered by its owner", l.Raised.ToString(CultureInfo.InvariantCulture)),
                ("In progress", l.Accepted.ToString(CultureInfo.InvariantCulture)),
                ("Done, to be verified by another", l.Claimed.ToString(CultureInfo.InvariantCulture)),
                ("Verified, effect to be seen", l.Verified.ToString(CultureInfo.InvariantCulture)),
                ("Effect seen", l.Confirmed.ToString(CultureInfo.InvariantCulture)),
                ("The oldest that is open was made", l.OldestOpen is { } old ? DateWords.Long(old) : null),
            ])
        );
        foreach (var o in plan.Objectives)
        {
            parts.Add(new PaperHeading(o.Title));
            parts.Add(
                new PaperFacts([
                    ("Answers", o.Answers is null ? null : $"«{o.Answers}» ({o.Inspection})"),
                    ("What it changes for children", o.Why),
                    ("How it stands", ObjectiveRules.Words(o.State)),
                    ("To be reached by", DateWords.Long(o.TargetOn)),
                    ("Leads", o.Lead),
                ])
            );
            parts.Add(
                new PaperTable(
                    "Measures",
                    ["Measure", "At the beginning", "In the report before", "Now", "Should be by now", "Target"],
                    [
                        .. o.Measures.Select(m =>
                            (IReadOnlyList<string?>)
                                [
                                    m.Progress.Name,
                                    $"{MeasureFigure.Words(m.Progress.Unit, m.Progress.Baseline)} ({DateWords.Medium(m.Progress.BaselineOn)})",
                                    m.Before is { } before ? MeasureFigure.Words(m.Progress.Unit, before) : "–",
                                    $"{MeasureFigure.Words(m.Progress.Unit, m.Progress.Now)}: {ObjectiveRules.Words(m.Progress.Standing)}",
                                    MeasureFigure.Words(m.Progress.Unit, m.Progress.Expected),
                                    $"{MeasureFigure.Words(m.Progress.Unit, m.Progress.Target)} ({DateWords.Medium(m.Progress.TargetOn)})",
                                ]
                        ),
                    ]
                )
            );
            parts.Add(
                new PaperTable(
                    "Actions",
                    ["Action", "Whose", "By", "How it stands"],
                    [
                        .. o.Actions.Select(a =>
                            (IReadOnlyList<string?>)
                                [
                                    a.What,
                                    a.Owner,
                                    a.DueOn is { } due ? DateWords.Medium(due) : null,
                                    a.State == ActionState.Done ? $"done {DateWords.Medium(a.DoneOn!.Value)}: {a.Evidence}"
                                    : a.State == ActionState.NoLongerNeeded ? "not needed any more"
                                    : a.Late ? "late"
                                    : "open",
                                ]
                        ),
                    ]
                )
            );
            if (o.Narrative is { } says)
            {
                parts.Add(new PaperText($"{o.NarrativeBy}{(o.NarrativeOn is { } on ? $", {DateWords.Medium(on)}" : "")}: {says}"));
            }
            parts.Add(new PaperTable("Evidence", ["Of", "What", "What it shows"], [.. o.Evidence.Select(e => (IReadOnlyList<string?>)[DateWords.Medium(e.On), e.Title, e.Shows])]));
        }
        parts.Add(new PaperHeading("Decisions"));
        parts.Add(
            new PaperTable(
                "The latest decisions",
                ["Day", "What was decided", "Why", "By"],
                [.. plan.Decisions.Select(d => (IReadOnlyList<string?>)[DateWords.Medium(d.On), d.What, d.Why, d.By])]
            )
        );
        return new Paper($"Improvement plan: report to the board, {Month(report.Line.Month)}", null, parts)
        {
            Dated = $"Figures as at {DateWords.Long(report.Line.AsAt)}, kept as they were then. Made by {report.Line.MadeBy}. Digest {report.Sha256[..16]}",
        };
    }

    /// <summary>«November 2026».</summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
