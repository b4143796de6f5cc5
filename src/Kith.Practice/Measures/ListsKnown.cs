using Kith.Practice.Import;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CinCensus;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>
/// From which day the record knows of referrals and plans, where it began with lists that look back a short time only:
/// Annex A holds six months, a census return its year. Some measures look further back than that, and have to say so.
/// </summary>
/// <param name="From">The first day from which nothing that the lists hold is missing.</param>
/// <param name="Lists">The lists, in words.</param>
public sealed record ListsKnown(DateOnly From, string Lists)
{
    /// <summary>Months that the lists of Annex A look back.</summary>
    public const int AnnexAMonths = 6;

    /// <summary>Null where the record did not begin with such lists. One statement, and one more where a census return was loaded.</summary>
    /// <param name="ownFrom">The first referral recorded in Kith itself; null where there is none.</param>
    internal static async Task<ListsKnown?> Load(KithDb db, DateOnly? ownFrom, CancellationToken ct)
    {
        var runs = await db
            .ImportRuns.AsNoTracking()
            .Where(r => r.State == ImportState.Done && !r.DryRun)
            .GroupBy(r => r.Source)
            .Select(g => new { Source = g.Key, At = g.Min(r => r.AskedAt) })
            .ToListAsync(ct);
        var tables = CollectionYear.All.ToDictionary(y => ReturnManifest.Table(y.EndYear), y => y.EndYear);
        var names = tables.Keys.ToList();
        var returns = runs.Any(r => r.Source == Sources.CinCensus)
            ? await db.ExtractRows.AsNoTracking().Where(r => r.Source == Sources.CinCensus && names.Contains(r.Table)).Select(r => r.Table).Distinct().ToListAsync(ct)
            : [];
        return Of(
            [.. runs.Where(r => r.Source == Sources.AnnexA).Select(r => DateOnly.FromDateTime(r.At))],
            [.. returns.Select(t => tables[t])],
            runs.Any(r => r.Source == Sources.Ssd),
            ownFrom
        );
    }

    /// <summary>The same from the facts.</summary>
    /// <param name="annexA">Days on which Annex A was loaded.</param>
    /// <param name="returns">Years (by the March in which they end) of which a return was loaded.</param>
    /// <param name="whole">Whether an extract with the whole history was loaded as well.</param>
    public static ListsKnown? Of(IReadOnlyCollection<DateOnly> annexA, IReadOnlyCollection<int> returns, bool whole, DateOnly? ownFrom)
    {
        if (whole || annexA.Count + returns.Count == 0)
        {
            return null;
        }
        var first = annexA.Select(d => d.Year < 1900 ? d : d.AddMonths(-AnnexAMonths)).Concat(returns.Select(y => new DateOnly(y - 1, 4, 1))).Min();
        // What was recorded before the lists came is known from there on.
        return ownFrom < first
            ? null
            : new(
                first,
                returns.Count == 0 ? "Annex A, which holds six months"
                    : annexA.Count == 0 ? "census returns, which hold a year each"
                    : "census returns and Annex A"
            );
    }

    /// <summary>How many years a measure looks back, and at what; null where it does not.</summary>
    private static (int Years, string What)? LooksBack(MeasureDefinition m) =>
        m.Family is "re_referral" or "re_referral_children" or "re_referral_reason" ? (1, "An earlier referral")
        : m.Id == "step_down_return" ? (1, "An earlier closing or plan")
        : m.Id == "cp_repeat_2y" ? (2, "An earlier plan")
        : null;

    /// <summary>What the record cannot know of a measure over a period, in words; null where it knows all that is asked.</summary>
    public string? Says(MeasureDefinition measure, MeasurePeriod period) =>
        LooksBack(measure) is not var (years, what) || period.From >= From.AddYears(years)
            ? null
            : $"Too low: the record begins on {DateWords.Medium(From)} with {Lists}. {what} from before that day is not in it and is not counted. The figure is whole for referrals and plans from {DateWords.Medium(From.AddYears(years))}.";
}
