using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare;

/// <summary>Part of the day in which children go, by the clock on the wall.</summary>
public enum PartOfDay
{
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// <summary>A time missing as far as patterns look at it.</summary>
public readonly record struct MissingFact(Guid PersonId, DateTime From, DateTime? FoundAt, GoneFrom? GoneFrom, string? Where, HarmAway? Harm, string? Themes);

/// <summary>
/// When and where children go missing, counted by UK time on the wall. Pure. The same place in other letters or spaces is one
/// place; a place stands for itself only where at least two times missing, or two children, meet in it.
/// </summary>
public sealed record MissingPatterns(
    int Times,
    int Children,
    IReadOnlyDictionary<(DayOfWeek Day, PartOfDay Part), int> When,
    IReadOnlyList<(GoneFrom? From, int Times)> From,
    IReadOnlyList<(string Place, int Times, int Children)> Places,
    IReadOnlyList<(string Theme, int Times)> Themes,
    int Harmed,
    TimeSpan? UsualLength
)
{
    /// <summary>The parts of the day in their order, with their hours: «Evening, 18 to 22».</summary>
    public static IReadOnlyList<(PartOfDay Part, string Words)> Parts { get; } =
    [(PartOfDay.Morning, "6:00 to 11:59"), (PartOfDay.Afternoon, "12:00 to 17:59"), (PartOfDay.Evening, "18:00 to 21:59"), (PartOfDay.Night, "22:00 to 5:59")];

    /// <summary>The days of the week from Monday.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The part of the day of an instant, in UK time.</summary>
    public static PartOfDay Part(DateTime utc) =>
        LondonTime.FromUtc(utc).Hour switch
        {
            >= 6 and < 12 => PartOfDay.Morning,
            >= 12 and < 18 => PartOfDay.Afternoon,
            >= 18 and < 22 => PartOfDay.Evening,
            _ => PartOfDay.Night,
        };

    /// <summary>Counts.</summary>
    public static MissingPatterns Of(IReadOnlyCollection<MissingFact> facts)
    {
        var lengths = facts.Where(f => f.FoundAt is not null).Select(f => f.FoundAt!.Value - f.From).Order().ToList();
        return new(
            facts.Count,
            facts.Select(f => f.PersonId).Distinct().Count(),
            facts.GroupBy(f => (LondonTime.FromUtc(f.From).DayOfWeek, Part(f.From))).ToDictionary(g => g.Key, g => g.Count()),
            [.. facts.GroupBy(f => f.GoneFrom).Select(g => (g.Key, g.Count())).OrderByDescending(g => g.Item2).ThenBy(g => g.Key)],
            [
                .. facts
                    .Where(f => !string.IsNullOrWhiteSpace(f.Where))
                    .GroupBy(f => Matching.TextFolding.Fold(f.Where!))
                    .Where(g => g.Key.Length > 0 && g.Count() > 1)
                    .Select(g =>
                        (
                            g.GroupBy(f => f.Where!.Trim()).OrderByDescending(w => w.Count()).ThenBy(w => w.Key, StringComparer.Ordinal).First().Key,
                            g.Count(),
                            g.Select(f => f.PersonId).Distinct().Count()
                        )
                    )
                    .OrderByDescending(p => p.Item3)
                    .ThenByDescending(p => p.Item2)
                    .ThenBy(p => p.Key, StringComparer.Ordinal)
                    .Take(15),
            ],
            [
                .. facts
                    .SelectMany(f => (f.Themes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
                    .GroupBy(t => t)
                    .Select(g => (g.Key, g.Count()))
                    .OrderByDescending(t => t.Item2)
                    .ThenBy(t => t.Key, StringComparer.Ordinal),
            ],
            facts.Count(f => f.Harm == HarmAway.Happened),
            lengths.Count == 0 ? null : lengths[lengths.Count / 2]
        );
    }
}
