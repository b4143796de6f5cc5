using System.Globalization;
using Kith.Practice.Measures;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;

namespace Kith.Practice.Improvement.Plan;

/// <summary>How an objective stands, as its rules work it out.</summary>
public enum ObjectiveState
{
    NotSetUp,
    Reached,
    OnCourse,
    BehindInPart,
    Behind,
}

/// <summary>How one of its measures stands.</summary>
public enum MeasureStanding
{
    NotKnown,
    Reached,
    OnCourse,

    /// <summary>Better than at the beginning, and not as far as it should be by now.</summary>
    Behind,

    /// <summary>No better than at the beginning.</summary>
    NotMoved,
}

/// <summary>One measure of an objective on a day.</summary>
/// <param name="Expected">What it should say by now.</param>
/// <param name="Now">What it says.</param>
public sealed record MeasureProgress(
    string Measure,
    string Name,
    MeasureUnit Unit,
    double Baseline,
    DateOnly BaselineOn,
    double Target,
    DateOnly TargetOn,
    double? Expected,
    double? Now,
    MeasureStanding Standing
)
{
    /// <summary>«62.0%, should be 58.3% by now: on course».</summary>
    public string InWords =>
        $"{Name}: {MeasureFigure.Words(Unit, Now)}{(Expected is null || Standing == MeasureStanding.Reached ? "" : $", should be {MeasureFigure.Words(Unit, Expected)} by now")}: {ObjectiveRules.Words(Standing)}";
}

/// <summary>How an objective stands and why, rule by rule.</summary>
public sealed record ObjectiveStanding(ObjectiveState State, IReadOnlyList<string> Reasons);

/// <summary>
/// The rules by which the state of an objective is worked out: from its measures against their trajectory and from its
/// actions against their days, and from nothing that anybody says about it. They stand in docs/improvement.md.
/// </summary>
public static class ObjectiveRules
{
    /// <summary>The rules in words, in the order in which they are asked.</summary>
    public static IReadOnlyList<(ObjectiveState State, string Rule)> InWords { get; } =
    [
        (ObjectiveState.NotSetUp, "It has no measure: nothing could show that it is reached, whatever is done for it."),
        (ObjectiveState.Reached, "Every measure has come to its target, and no action is open."),
        (
            ObjectiveState.Behind,
            "Half of its measures or more have not moved to the better since the baseline (looked at once 60 days have passed), or its day has passed and it is not reached."
        ),
        (ObjectiveState.BehindInPart, "A measure is not as far as its trajectory says, or is not known, or an action is past its day."),
        (ObjectiveState.OnCourse, "Otherwise: every measure is where it should be by now, and no action is late."),
    ];

    /// <summary>Days after the baseline before a measure that has not moved counts against an objective.</summary>
    public const int Patience = 60;

    /// <summary>What a measure should say on a day: along the steps that were set, in straight lines between them.</summary>
    public static double Expected(DateOnly baselineOn, double baseline, DateOnly targetOn, double target, IEnumerable<(DateOnly On, double Value)> steps, DateOnly day)
    {
        var points = steps.Where(s => s.On > baselineOn && s.On < targetOn).Append((On: targetOn, Value: target)).OrderBy(p => p.On).ToList();
        var (on, value) = (baselineOn, baseline);
        if (day <= on)
        {
            return value;
        }
        foreach (var next in points)
        {
            if (day <= next.On)
            {
                return value + (next.Value - value) * (day.DayNumber - on.DayNumber) / Math.Max(1, next.On.DayNumber - on.DayNumber);
            }
            (on, value) = next;
        }
        return target;
    }

    /// <summary>How a measure stands on a day.</summary>
    public static MeasureProgress Of(ObjectiveMeasure m, double? now, DateOnly day)
    {
        var definition = MeasureCatalogue.Find(m.Measure);
        var expected = Expected(m.BaselineOn, m.Baseline, m.TargetOn, m.Target, ReadSteps(m.Steps), day);
        // Which way is better is what the target says; the catalogue has been asked when it was set.
        var up = m.Target >= m.Baseline;
        bool AtLeast(double value, double than) => up ? value >= than - Small : value <= than + Small;
        var standing =
            now is not { } value ? MeasureStanding.NotKnown
            : AtLeast(value, m.Target) ? MeasureStanding.Reached
            : AtLeast(value, expected) ? MeasureStanding.OnCourse
            : AtLeast(m.Baseline, value) ? MeasureStanding.NotMoved
            : MeasureStanding.Behind;
        return new(m.Measure, definition?.Name ?? m.Measure, definition?.Unit ?? MeasureUnit.Number, m.Baseline, m.BaselineOn, m.Target, m.TargetOn, expected, now, standing);
    }

    /// <summary>How an objective stands.</summary>
    /// <param name="openActions">Actions not done and not ended.</param>
    /// <param name="lateActions">Those of them whose day has passed.</param>
    public static ObjectiveStanding Of(IReadOnlyList<MeasureProgress> measures, int openActions, int lateActions, DateOnly targetOn, DateOnly day)
    {
        var reasons = measures.Select(m => m.InWords).ToList();
        reasons.Add(
            openActions == 0
                ? "No action is open"
                : $"{Children.ChildWords.Count(openActions, "action")} open{(lateActions == 0 ? ", none late" : $", {lateActions.ToString(CultureInfo.InvariantCulture)} past the day")}"
        );
        if (measures.Count == 0)
        {
            return new(ObjectiveState.NotSetUp, [InWords[0].Rule]);
        }
        var reached = measures.All(m => m.Standing == MeasureStanding.Reached);
        if (reached && openActions == 0)
        {
            return new(ObjectiveState.Reached, reasons);
        }
        var still = measures.Count(m => m.Standing == MeasureStanding.NotMoved && day.DayNumber - m.BaselineOn.DayNumber > Patience);
        if (still * 2 >= measures.Count || (day > targetOn && !reached))
        {
            return new(ObjectiveState.Behind, day > targetOn && !reached ? [.. reasons, $"Its day, {DateWords.Medium(targetOn)}, has passed"] : reasons);
        }
        return measures.Any(m => m.Standing is MeasureStanding.Behind or MeasureStanding.NotMoved or MeasureStanding.NotKnown) || lateActions > 0
            ? new(ObjectiveState.BehindInPart, reasons)
            : new(ObjectiveState.OnCourse, reasons);
    }

    /// <summary>A state in words.</summary>
    public static string Words(ObjectiveState state) =>
        state switch
        {
            ObjectiveState.NotSetUp => "Not set up yet",
            ObjectiveState.Reached => "Reached",
            ObjectiveState.OnCourse => "On course",
            ObjectiveState.BehindInPart => "Behind in part",
            _ => "Behind",
        };

    /// <summary>The colour of its tag.</summary>
    public static string Colour(ObjectiveState state) =>
        state switch
        {
            ObjectiveState.Reached => "green",
            ObjectiveState.OnCourse => "turquoise",
            ObjectiveState.BehindInPart => "yellow",
            ObjectiveState.Behind => "orange",
            _ => "grey",
        };

    /// <summary>A measure’s standing in words.</summary>
    public static string Words(MeasureStanding standing) =>
        standing switch
        {
            MeasureStanding.Reached => "reached",
            MeasureStanding.OnCourse => "on course",
            MeasureStanding.Behind => "better than at the beginning, and behind",
            MeasureStanding.NotMoved => "no better than at the beginning",
            _ => "not known",
        };

    /// <summary>The steps of a trajectory as they are written down; what cannot be read is left out.</summary>
    public static IReadOnlyList<(DateOnly On, double Value)> ReadSteps(string? steps) =>
        [
            .. (steps ?? "")
                .Split([';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(s => s.Split('=', 2, StringSplitOptions.TrimEntries))
                .Where(p => p.Length == 2)
                .Select(p =>
                    DateOnly.TryParseExact(p[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                    && double.TryParse(p[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && double.IsFinite(value)
                        ? (On: on, Value: value)
                        : default
                )
                .Where(p => p.On != default)
                .OrderBy(p => p.On),
        ];

    private const double Small = 1e-9;
}
