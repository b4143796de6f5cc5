using Kith.Practice.Casework;

namespace Kith.Practice.Oversight;

/// <summary>What is looked for in an oversight record. Each rule stands by itself; there is no mark and no sum.</summary>
public enum OversightRule
{
    ChildExperience,
    Rationale,
    Contingency,
    DirectionsDated,
    OwnWords,
    OwnWordsForEachChild,
}

/// <summary>One rule, whether the record meets it, and in words what was found.</summary>
public sealed record OversightSignal(OversightRule Rule, bool Met, string Words);

/// <summary>What the rules look at.</summary>
/// <param name="Directions">How many directions are given; <paramref name="Undated"/> of them without a day.</param>
public sealed record OversightText(
    string? ChildExperience,
    string? Progress,
    string? Risk,
    bool? ContingencyChecked,
    string? ContingencyNote,
    string? Decision,
    string? Rationale,
    int Directions,
    int Undated
)
{
    /// <summary>The parts written in a manager's own words.</summary>
    public IEnumerable<(string Part, string? Text)> Parts =>
        [("the child’s experience", ChildExperience), ("progress", Progress), ("risk", Risk), ("the decision", Decision), ("the reasons", Rationale)];

    /// <summary>From a record.</summary>
    public static OversightText Of(ManagementOversight o, int directions, int undated) =>
        new(o.ChildExperience, o.Progress, o.Risk, o.ContingencyChecked, o.ContingencyNote, o.Decision, o.Rationale, directions, undated);
}

/// <summary>
/// What can be seen of the quality of an oversight record by rules that anyone can check. The writer sees them before and
/// after saving, and whoever may read the record sees the same. Pure.
/// </summary>
public static class OversightSignals
{
    /// <summary>Fewer letters than this say nothing of a child's day or of a reason.</summary>
    public const int Shortest = 30;

    /// <summary>Share of an earlier text's runs of four words that makes a text a copy of it.</summary>
    public const double CopiedShare = 0.7;

    /// <summary>The signals of one child's record, in the order of the rules.</summary>
    /// <param name="before">The child's record before this one; null where there is none.</param>
    /// <param name="siblings">What was written at the same time for brothers and sisters, by name.</param>
    public static IReadOnlyList<OversightSignal> Of(string name, OversightText now, OversightText? before, IReadOnlyList<(string Name, OversightText Text)> siblings)
    {
        var copied = before is null ? [] : now.Parts.Zip(before.Parts).Where(p => Copied(p.First.Text, p.Second.Text)).Select(p => p.First.Part).ToList();
        var shared = siblings
            .Where(s => now.Parts.Zip(s.Text.Parts).Any(p => p.First.Part is not "the decision" && SameText.Between([(name, p.First.Text), (s.Name, p.Second.Text)]).Count > 0))
            .Select(s => s.Name)
            .ToList();
        return
        [
            new(
                OversightRule.ChildExperience,
                Says(now.ChildExperience),
                Says(now.ChildExperience) ? "It says what the child’s days are like now." : "It does not say yet what the child’s days are like now."
            ),
            new(OversightRule.Rationale, Says(now.Rationale), Says(now.Rationale) ? "It gives the reasons." : "The reasons for the decision are not given yet."),
            new(
                OversightRule.Contingency,
                now.ContingencyChecked == true,
                now.ContingencyChecked == true ? "Who steps in if the plan fails was checked." : "Who steps in if the plan fails was not checked this time."
            ),
            new(
                OversightRule.DirectionsDated,
                now.Directions > 0 && now.Undated == 0,
                now.Directions == 0 ? "No direction is given: if nothing is to change, the decision can say so."
                    : now.Undated > 0 ? $"{(now.Undated == 1 ? "One direction has" : $"{now.Undated} directions have")} no day."
                    : "Every direction has a day."
            ),
            new(
                OversightRule.OwnWords,
                copied.Count == 0,
                copied.Count > 0 ? $"The words about {string.Join(" and ", copied)} are nearly those of the last time."
                    : before is null ? "This is the first record, so nothing is carried over."
                    : "The words are new since the last time."
            ),
            .. siblings.Count == 0
                ? Array.Empty<OversightSignal>()
                :
                [
                    new(
                        OversightRule.OwnWordsForEachChild,
                        shared.Count == 0,
                        shared.Count == 0 ? "Each child has words of their own." : $"The same words stand for {string.Join(" and ", shared)}: what is different for this child?"
                    ),
                ],
        ];
    }

    /// <summary>Whether a text says anything.</summary>
    public static bool Says(string? text) => text is not null && text.Count(char.IsLetter) >= Shortest;

    /// <summary>Whether most of a text stood in an earlier one: by its runs of four words, whatever the order of sentences.</summary>
    public static bool Copied(string? text, string? earlier)
    {
        if (text is null || earlier is null || !Says(text))
        {
            return false;
        }
        var now = Runs(text);
        if (now.Count == 0)
        {
            return false;
        }
        var then = Runs(earlier);
        return now.Count(then.Contains) >= CopiedShare * now.Count;
    }

    private static HashSet<string> Runs(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => new string([.. w.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]))
            .Where(w => w.Length > 0)
            .ToList();
        return [.. Enumerable.Range(0, Math.Max(0, words.Count - 3)).Select(i => string.Join(' ', words.Skip(i).Take(4)))];
    }
}
