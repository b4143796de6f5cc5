using Kith.Practice.Oversight;

namespace Kith.Practice.Supervision;

/// <summary>The kinds of supervision, and which of them count towards what is expected.</summary>
public static class SupervisionRules
{
    /// <summary>The length of the period looked back on, in days.</summary>
    public const int Year = 365;

    /// <summary>Kinds that count towards what is expected: those in which the worker's own work is spoken about. A group does not replace them.</summary>
    public static readonly SupervisionKind[] Counting = [SupervisionKind.Case, SupervisionKind.Personal, SupervisionKind.Joint];

    /// <summary>«Case supervision», «Personal supervision».</summary>
    public static string Name(SupervisionKind kind) =>
        kind switch
        {
            SupervisionKind.Case => "Case supervision",
            SupervisionKind.Personal => "Personal supervision",
            SupervisionKind.Group => "Group supervision",
            SupervisionKind.Reflective => "Reflective supervision",
            _ => "Joint supervision",
        };
}

/// <summary>
/// What can be seen of the quality of a supervision record by rules that anyone can check. Each stands by itself; there is no
/// sum. Personal supervision has none: nobody is to write it for a count.
/// </summary>
/// <param name="EachChildSpokenAbout">Every child named has more said than that nothing is new.</param>
/// <param name="AgreementsDated">Something was agreed, and all of it has a day.</param>
/// <param name="OwnWords">No child's part is nearly the words of the last time.</param>
/// <param name="Reflects">It says what was thought about, beside the tasks.</param>
public sealed record SupervisionSignals(bool? EachChildSpokenAbout, bool? AgreementsDated, bool? OwnWords, bool? Reflects)
{
    /// <summary>The signals of what is written.</summary>
    /// <param name="children">What is said of each child, now and the last time.</param>
    public static SupervisionSignals Of(SupervisionKind kind, IReadOnlyList<(string? Now, string? Before)> children, int agreements, int undated, string? discussion) =>
        kind == SupervisionKind.Personal
            ? new(null, null, null, null)
            : new(
                children.Count == 0 ? null : children.All(c => OversightSignals.Says(c.Now)),
                // A group thinks; what it does not agree to do is no fault of its record.
                kind is SupervisionKind.Group or SupervisionKind.Reflective
                && agreements == 0
                    ? null
                    : agreements > 0 && undated == 0,
                children.Any(c => c.Before is not null) ? !children.Any(c => OversightSignals.Copied(c.Now, c.Before)) : null,
                OversightSignals.Says(discussion)
            );

    /// <summary>The rules in words, with what was found.</summary>
    public IReadOnlyList<(string Words, bool Met)> InWords =>
        [
            .. Line(EachChildSpokenAbout, "Each child is spoken about", "A child is named, and little is said about them"),
            .. Line(AgreementsDated, "What was agreed has a day", "Nothing was agreed, or something without a day"),
            .. Line(OwnWords, "The words are new since the last time", "The words about a child are nearly those of the last time"),
            .. Line(Reflects, "It says what was thought about", "It does not say yet what was thought about, beside the tasks"),
        ];

    private static IEnumerable<(string, bool)> Line(bool? met, string yes, string no) => met is { } m ? [(m ? yes : no, m)] : [];
}
