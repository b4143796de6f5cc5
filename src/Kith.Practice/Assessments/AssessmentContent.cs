using System.Text.Json;
using Kith.Practice.Children;
using Kith.Practice.Documents;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Assessments;

/// <summary>One part of an assessment as people read it.</summary>
public sealed record AssessmentPart(string Key, string Title, string Text);

/// <summary>The whole of an assessment as parts: for versions, for comparing them, for paper.</summary>
public static class AssessmentContent
{
    /// <summary>Every part that holds something, in the order of the edition.</summary>
    public static IReadOnlyList<AssessmentPart> Of(AssessmentCase c)
    {
        var a = c.Assessment;
        var parts = AssessmentEditions.Of(a.Edition).Sections.Select(s => new AssessmentPart(s.Key, s.Title, c.Parts.GetValueOrDefault(s.Key) ?? "")).ToList();
        parts.Add(
            new(
                "seen",
                "Child seen",
                a.ChildSeen switch
                {
                    true => $"Yes, on {(a.SeenOn is { } on ? DateWords.Long(on) : "a day not recorded")}",
                    false => $"No: {a.NotSeenReason}",
                    _ => "",
                }
            )
        );
        parts.Add(new("danger", "What we are worried about", a.Danger ?? ""));
        parts.Add(new("safety", "What has to be seen for the worry to be over", a.Safety ?? ""));
        parts.Add(
            new(
                "scale",
                "On a scale from 0 (as bad as can be) to 10 (safe enough)",
                string.Join(
                    ", ",
                    new[] { ("worker", a.ScaleWorker), ("family", a.ScaleFamily), ("child", a.ScaleChild) }.Where(s => s.Item2 is not null).Select(s => $"{s.Item1} {s.Item2}")
                )
            )
        );
        parts.Add(
            new(
                "factors",
                "Factors identified",
                string.Join("\n", a.Factors.OrderBy(f => f.Code.PadLeft(4), StringComparer.Ordinal).Select(f => CodeSets.AssessmentFactors.Describe(f.Code)))
            )
        );
        parts.Add(new("conclusion", "What should happen next", a.Conclusion is { } outcome ? $"{AssessmentWords.Conclusion(outcome)}\n{a.ConclusionReason}".Trim() : ""));
        parts.AddRange(c.Own.Select(o => new AssessmentPart($"own: {o.Question}", o.Question, o.Value)));
        return [.. parts.Where(p => p.Text.Length > 0)];
    }

    /// <summary>Parts as they are kept.</summary>
    public static string Write(IReadOnlyList<AssessmentPart> parts) => JsonSerializer.Serialize(parts);

    /// <summary>Parts as they were kept.</summary>
    public static IReadOnlyList<AssessmentPart> Read(string content) => JsonSerializer.Deserialize<List<AssessmentPart>>(content) ?? [];

    /// <summary>The assessment as a document for the family and for the file.</summary>
    public static Paper Paper(AssessmentCase c, Person child)
    {
        var a = c.Assessment;
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Begun", DateWords.Long(a.StartedOn)),
                ("Authorised", a.AuthorisedOn is { } on ? string.Join(", ", new[] { DateWords.Long(on), a.AuthorisedByName }.OfType<string>()) : null),
            ]),
        };
        foreach (var part in Of(c))
        {
            parts.Add(new PaperHeading(part.Title));
            parts.Add(
                part.Key switch
                {
                    "voice" => new PaperQuote(part.Text, child.DisplayName),
                    "factors" => new PaperList(part.Text.Split('\n')),
                    _ => new PaperText(part.Text),
                }
            );
        }
        parts.Add(new PaperHeading("If something here is wrong or missing"));
        parts.Add(new PaperText("Tell the worker who wrote it, or their manager. What you say is written down and kept with this assessment, also where we do not agree."));
        var born =
            child.DateOfBirth is { } birth ? $", born {DateWords.Long(birth)}"
            : child.ExpectedDateOfBirth is { } due ? $", due {DateWords.Long(due)}"
            : "";
        return new Paper("Child and family assessment", child.DisplayName + born, parts)
        {
            Dated = a.AuthorisedOn is { } done ? $"Authorised {DateWords.Long(done)}" : "Not yet authorised",
        };
    }
}

/// <summary>A piece of a comparison: the same in both, only in the earlier, or only in the later.</summary>
public enum Piece
{
    Same,
    Gone,
    New,
}

/// <summary>Compares two texts word by word.</summary>
public static class WordDifferences
{
    /// <summary>Texts longer than this are compared by paragraphs, so that the work stays bounded.</summary>
    private const int MostWords = 3000;

    /// <summary>The later text with what went and what came, in reading order.</summary>
    public static IReadOnlyList<(Piece Piece, string Text)> Between(string earlier, string later)
    {
        if (earlier == later)
        {
            return earlier.Length == 0 ? [] : [(Piece.Same, earlier)];
        }
        var (a, b) = (Cut(earlier, ' '), Cut(later, ' '));
        if (a.Count > MostWords || b.Count > MostWords)
        {
            (a, b) = (Cut(earlier, '\n'), Cut(later, '\n'));
        }
        // What both begin and end with needs no comparing.
        var head = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head])
        {
            head++;
        }
        var tail = 0;
        while (tail < a.Count - head && tail < b.Count - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }
        var (x, y) = (a[head..^tail], b[head..^tail]);
        var longest = new int[x.Count + 1, y.Count + 1];
        for (var i = x.Count - 1; i >= 0; i--)
        {
            for (var j = y.Count - 1; j >= 0; j--)
            {
                longest[i, j] = x[i] == y[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        var pieces = new List<(Piece, string)>();
        Add(Piece.Same, a[..head]);
        var (p, q) = (0, 0);
        while (p < x.Count || q < y.Count)
        {
            if (p < x.Count && q < y.Count && x[p] == y[q])
            {
                Add(Piece.Same, [x[p]]);
                (p, q) = (p + 1, q + 1);
            }
            else if (q >= y.Count || (p < x.Count && longest[p + 1, q] >= longest[p, q + 1]))
            {
                Add(Piece.Gone, [x[p++]]);
            }
            else
            {
                Add(Piece.New, [y[q++]]);
            }
        }
        Add(Piece.Same, a[^tail..]);
        return pieces;

        void Add(Piece piece, List<string> words)
        {
            var text = string.Concat(words);
            if (text.Length == 0)
            {
                return;
            }
            if (pieces.Count > 0 && pieces[^1].Item1 == piece)
            {
                pieces[^1] = (piece, pieces[^1].Item2 + text);
            }
            else
            {
                pieces.Add((piece, text));
            }
        }
    }

    /// <summary>Words (or paragraphs) with what separates them, so that joined together they give the text again.</summary>
    private static List<string> Cut(string text, char at)
    {
        var words = new List<string>();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == at || text[i] == '\n')
            {
                words.Add(text[from..(i + 1)]);
                from = i + 1;
            }
        }
        if (from < text.Length)
        {
            words.Add(text[from..]);
        }
        return words;
    }
}
