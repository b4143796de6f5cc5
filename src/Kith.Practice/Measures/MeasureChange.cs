using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>What one part brought to the change of a measure, in points of a share or ratio, or in number.</summary>
/// <param name="Key">The part; <see cref="Rest"/> for what stands in no part.</param>
public readonly record struct ChangePart(string Key, double Brought)
{
    /// <summary>The key of what was counted in the whole and in no part.</summary>
    public const string Rest = "rest";
}

/// <summary>What was counted of one part, now and before.</summary>
public readonly record struct Counted(double Numerator, double Denominator, double NumeratorBefore, double DenominatorBefore);

/// <summary>
/// Takes a change apart, exactly: what all parts brought adds up to the change. Of a number each part brings its own
/// change. Of a share each part brings the change of what it holds of the whole's numerator, less what it would hold had
/// it only become a larger or smaller part of the whole at the old share: so a part brings something when it does
/// differently, and when it is unlike the rest and grew or shrank.
/// </summary>
public static class MeasureChange
{
    /// <summary>Of a middle day (a median) no part can be said to bring so much, and workers stand in several groups at once.</summary>
    public static bool CanBeTakenApart(MeasureDefinition measure) => !measure.IsDays && !measure.IsOfWorkers && !measure.IsOfPlan;

    /// <summary>The change as it is taken apart: of a rate its number, since the children of the area are no part of it. Null where there is nothing to compare.</summary>
    public static double? Of(MeasureFigure now, MeasureFigure before) =>
        now.Measure.Unit is MeasureUnit.Number or MeasureUnit.Per10000 ? now.Numerator - before.Numerator : now.Value - before.Value;

    /// <summary>
    /// What each part brought, the most first, and last what stands in no part; nothing where the change cannot be taken
    /// apart. The sum is <see cref="Of"/>.
    /// </summary>
    /// <param name="parts">Parts of the whole, none overlapping another.</param>
    public static IReadOnlyList<ChangePart> Parts(MeasureFigure now, MeasureFigure before, IEnumerable<(string Key, Counted Counted)> parts)
    {
        if (!CanBeTakenApart(now.Measure) || Of(now, before) is null)
        {
            return [];
        }
        var whole = new Counted(now.Numerator ?? 0, now.Denominator ?? 0, before.Numerator ?? 0, before.Denominator ?? 0);
        var rest = whole;
        var brought = new List<ChangePart>();
        foreach (var (key, counted) in parts)
        {
            brought.Add(new(key, Brought(now.Measure.Unit, whole, counted)));
            rest = new(
                rest.Numerator - counted.Numerator,
                rest.Denominator - counted.Denominator,
                rest.NumeratorBefore - counted.NumeratorBefore,
                rest.DenominatorBefore - counted.DenominatorBefore
            );
        }
        brought = [.. brought.Where(p => p.Brought != 0).OrderByDescending(p => Math.Round(Math.Abs(p.Brought), 9)).ThenBy(p => p.Key, StringComparer.Ordinal)];
        if (now.Measure.Unit is MeasureUnit.Per10000)
        {
            // Of a rate only the numerator is in parts.
            rest = rest with
            {
                Denominator = 0,
                DenominatorBefore = 0,
            };
        }
        var left = Brought(now.Measure.Unit, whole, rest);
        if (Math.Abs(left) > 1e-9)
        {
            brought.Add(new(ChangePart.Rest, left));
        }
        return brought;
    }

    private static double Brought(MeasureUnit unit, Counted whole, Counted part)
    {
        if (unit is MeasureUnit.Number or MeasureUnit.Per10000)
        {
            return part.Numerator - part.NumeratorBefore;
        }
        var times = unit == MeasureUnit.Percent ? 100 : 1;
        var old = whole.NumeratorBefore / whole.DenominatorBefore;
        return times
            * (
                part.Numerator / whole.Denominator
                - part.NumeratorBefore / whole.DenominatorBefore
                - old * (part.Denominator / whole.Denominator - part.DenominatorBefore / whole.DenominatorBefore)
            );
    }
}
