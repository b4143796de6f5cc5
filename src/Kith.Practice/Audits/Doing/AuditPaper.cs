using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Documents;
using Kith.Practice.Improvement.Recommendations;
using Kith.Standards.Calendar;

namespace Kith.Practice.Audits.Doing;

/// <summary>A finished audit as a document.</summary>
public static class AuditPaper
{
    /// <summary>What the page shows to whoever looks, and no more.</summary>
    /// <exception cref="ArgumentException">The audit is not finished, or may not be seen yet.</exception>
    public static Paper Of(AuditPage page)
    {
        if (page.Audit is not { } audit || page.Hidden)
        {
            throw new ArgumentException("Only a finished audit that may be read is a document", nameof(page));
        }
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Grade", AuditWords.Grade(audit.ModeratedGrade ?? audit.Grade)),
                ("Audited by", page.Auditor),
                ("Cycle", page.Cycle),
                ("Why this child", page.Assignment?.Why),
                ("Why again", page.AgainBecause is { } because ? $"{AgainRules.Words(because)}{(page.AgainWords is null ? "" : $": {page.AgainWords}")}" : null),
                ("Tool", page.Tool is { } t ? $"{t.Title}, version {t.Number}" : null),
                ("Worker", page.Practitioner),
            ]),
            new PaperText(audit.Summary ?? ""),
        };
        if (page.Settlement is { } s)
        {
            parts.Add(
                new PaperText(
                    $"Two people read it: {AuditWords.Grade(s.First).ToLowerInvariant()} and {AuditWords.Grade(s.Second).ToLowerInvariant()}. Settled on {DateWords.Long(s.On)}: {s.Why}",
                    Quiet: true
                )
            );
        }
        parts.Add(new PaperHeading("Part by part"));
        parts.Add(
            new PaperTable(
                "Part by part",
                ["Part", "Grade", "What it rests on"],
                [.. page.Parts.Select(p => (IReadOnlyList<string?>)[p.Title, AuditWords.Grade(p.Grade), p.Reason])]
            )
        );
        if (page.Around.Beside is { } beside)
        {
            parts.Add(new PaperHeading("Beside the earlier audit"));
            parts.Add(new PaperText(beside.InWords));
            parts.Add(
                new PaperTable(
                    "Then and now",
                    ["Part", DateWords.Medium(beside.ThenOn), DateWords.Medium(beside.NowOn), "Change"],
                    [
                        .. beside
                            .Parts.Append(new PartBeside("Over all", beside.Then, beside.Now))
                            .Select(p =>
                                (IReadOnlyList<string?>)
                                    [
                                        p.Title,
                                        p.Then is { } then ? AuditWords.Grade(then) : "not asked",
                                        p.Now is { } now ? AuditWords.Grade(now) : "not asked",
                                        p.Moved is { } moved ? AgainRules.Words(moved) : null,
                                    ]
                            ),
                    ]
                )
            );
            parts.Add(new PaperText(string.Join(" ", beside.Cautions), Quiet: true));
        }
        parts.Add(new PaperHeading("With the worker"));
        parts.Add(
            page.Assignment is { MetOn: { } met } ? new PaperText($"They met on {DateWords.Long(met)}.", Quiet: true)
            : page.Assignment?.WhyNotMet is { } why ? new PaperText($"It was not done together: {why}")
            : new PaperText("")
        );
        parts.Add(new PaperQuote(page.Assignment?.Reflections ?? "", page.Practitioner));
        parts.Add(new PaperQuote(page.Assignment?.Response ?? "", page.Practitioner is null ? null : $"{page.Practitioner}, in response"));
        parts.Add(new PaperHeading("What child, family and partners say"));
        parts.AddRange(page.Feedback.Where(f => f.Words is not null).Select(f => new PaperQuote(f.Words!, f.Who)));
        parts.Add(new PaperHeading("What is asked for"));
        parts.Add(
            new PaperTable(
                "What is asked for",
                ["What", "So that", "Who", "By when", "How it stands"],
                [.. page.Asks.Select(a => (IReadOnlyList<string?>)[a.What, a.Aim, a.Owner, a.DueOn is { } due ? DateWords.Medium(due) : null, RecommendationWords.State(a.State)])]
            )
        );
        parts.Add(new PaperHeading("Question by question"));
        foreach (var answer in page.Assignment?.Answered ?? [])
        {
            parts.Add(new PaperHeading(answer.Question, 2));
            parts.Add(new PaperText(answer.Answer));
        }
        return new(page.Tool?.Title ?? "Practice audit", Paper.Of(page.Head), parts) { Dated = $"Finished {DateWords.Long(audit.CompletedOn)}" };
    }
}
