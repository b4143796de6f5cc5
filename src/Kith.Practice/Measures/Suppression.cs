using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>
/// Hides small numbers from those who may not open the records behind them. Numbers from 1 to 5 are hidden, as DfE does
/// in the figures of authorities; so is a whole whose rest would be such a number, and whatever would give a hidden
/// number away by taking another from its whole: the measures of one family, and those that are parts of each other.
/// Pure, and the same for everybody, so that two readers cannot put their views together.
/// </summary>
public static class Suppression
{
    /// <summary>Numbers from 1 to this are hidden.</summary>
    public const int Threshold = 5;

    /// <summary>Measures of which one is worked out from the others: all are hidden together.</summary>
    private static readonly string[][] Linked =
    [
        ["oversight_on_time", "oversight_disabled", "oversight_other"],
        ["voice_in_time", "voice_never"],
        ["contingency_recorded", "contingency_long_term", "contingency_verified"],
        ["icpc_rate", "icpc_conversion", "icpc_to_plan"],
        ["workers_count", "cla_sw3"],
        ["visit_cp_seen", "visit_cp_alone"],
        ["audit_done", "audit_grade", "audit_child_feedback", "audit_with_worker", "audit_second_alike"],
        ["audit_actions_done", "audit_actions_overdue", "recommendation_in_time", "recommendation_late"],
        ["recommendation_effect_checked", "recommendation_effect_confirmed"],
        ["recommendation_open", "recommendation_open_days"],
    ];

    /// <summary>The measures that a wide audience sees at all: whole ones. Parts nest, and their differences are small numbers.</summary>
    public static bool IsForAll(MeasureDefinition measure) => measure.Id == measure.Family;

    /// <summary>The ids of those that are hidden, of the figures for one period.</summary>
    public static IReadOnlySet<string> Hidden(IReadOnlyCollection<MeasureFigure> figures)
    {
        var hidden = figures.Where(IsSmall).Select(f => f.Measure.Id).ToHashSet();
        foreach (var family in figures.GroupBy(f => f.Measure.Family).Where(f => f.Count() > 1 && f.Any(m => hidden.Contains(m.Measure.Id))))
        {
            hidden.UnionWith(family.Select(f => f.Measure.Id));
        }
        foreach (var linked in Linked.Where(l => l.Any(hidden.Contains)))
        {
            hidden.UnionWith(linked);
        }
        return hidden;
    }

    // Objectives of a plan are nobody's.
    private static bool IsSmall(MeasureFigure f) =>
        !f.Measure.IsOfPlan
        && (
            Small(f.Numerator)
            || (f.Measure.Unit is not MeasureUnit.Per10000 && Small(f.Denominator))
            || (f.Measure.Unit == MeasureUnit.Percent && f is { Numerator: { } n, Denominator: { } d } && Small(d - n))
            // Few lengths of time are few children.
            || (f.Measure.IsDays && f.Denominator is > 0 and < 10)
        );

    private static bool Small(double? count) => count is > 0 and <= Threshold;
}
