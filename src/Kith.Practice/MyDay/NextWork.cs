using Kith.Practice.Actions;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;

namespace Kith.Practice.MyDay;

/// <summary>How «do next» is put together.</summary>
public enum NextBy
{
    /// <summary>By consequence, then time: what matters most to a child first.</summary>
    Consequence,
    Family,
    Child,
    Kind,
    Date,
}

/// <summary>One line of «do next»: a clock that runs out, or an action from the one list.</summary>
/// <param name="Act">What to do; the children's names follow.</param>
/// <param name="Href">The form that settles it.</param>
/// <param name="Why">Why it stands here.</param>
/// <param name="Rank">What follows when nothing is done, 0 first: see <see cref="DueWork.Consequence"/>.</param>
/// <param name="Kind">«Visits», «Actions»: for putting together by kind.</param>
public sealed record NextLine(
    string Act,
    string Href,
    IReadOnlyList<(Guid Id, string Name)> Children,
    string? Household,
    DateOnly DueOn,
    ClockState State,
    string Words,
    string Why,
    int Rank,
    string Kind,
    bool IsVisit,
    bool IsAction
)
{
    /// <summary>The action, where it can be called done by a tick: one that asks for no evidence.</summary>
    public Guid? Tick { get; init; }
}

/// <summary>Lines that stand together under one heading; no heading where they are not put together.</summary>
public sealed record NextGroup(string? Title, IReadOnlyList<NextLine> Lines);

/// <summary>«Do next»: clocks and actions in one list.</summary>
/// <param name="InAll">Lines in all; <paramref name="Groups"/> may show fewer.</param>
/// <param name="LaterActions">Own open actions that are due later or carry no day.</param>
public sealed record NextWork(NextBy By, IReadOnlyList<NextGroup> Groups, int InAll, int LaterActions)
{
    /// <summary>Lines shown before the rest is only counted, where they are not put together.</summary>
    public const int Most = 20;

    /// <summary>An action ranks after the clocks that keep a child safe and a plan moving, and beside those that keep its papers in order.</summary>
    private const int ActionRank = 6;

    public int Shown => Groups.Sum(g => g.Lines.Count);

    /// <summary>Puts clocks and actions together. A pure function.</summary>
    /// <param name="actions">Open actions that are late or due soon, with a day.</param>
    /// <param name="actionsInAll">Open actions in all.</param>
    public static NextWork Of(IReadOnlyList<DoLine> clocks, IReadOnlyList<ListedAction> actions, int actionsInAll, NextBy by, DateOnly today)
    {
        var lines = clocks
            .Select(c => new NextLine(
                c.Act,
                c.Place,
                c.Children,
                c.Household,
                c.DueOn,
                c.State,
                c.Words,
                c.Why,
                DueWork.Consequence(c.Clock),
                DueWork.Plural(DueWork.Kind(c.Clock)),
                DueWork.Kind(c.Clock) == DueKind.Visit,
                false
            ))
            .Concat(
                actions.Select(a => new NextLine(
                    a.What,
                    a.Href,
                    a.Children,
                    a.Household,
                    a.DueOn!.Value,
                    a.Clock ?? DueWork.State(a.DueOn.Value, today),
                    a.Words,
                    $"action from the {a.From}{(a.TimesMoved > 0 ? $" · moved {(a.TimesMoved == 1 ? "once" : $"{a.TimesMoved} times")}: {a.LastChange}" : "")}",
                    ActionRank,
                    "Actions",
                    false,
                    true
                )
                {
                    Tick = a.EvidenceNeeded ? null : a.Id,
                })
            )
            .OrderByDescending(l => l.State == ClockState.Late)
            .ThenBy(l => l.State == ClockState.Late ? l.Rank : 0)
            .ThenBy(l => l.DueOn)
            .ThenBy(l => l.Rank)
            .ThenBy(l => l.Act, StringComparer.Ordinal)
            .ToList();
        IReadOnlyList<NextGroup> groups = by switch
        {
            NextBy.Family => Together(lines, l => l.Household ?? l.Children.FirstOrDefault().Id.ToString(), g => Names(g)),
            NextBy.Child => Together(lines.SelectMany(Each).ToList(), l => l.Children.FirstOrDefault().Id.ToString(), g => Names(g)),
            NextBy.Kind => [.. Together(lines, l => l.Kind, g => g[0].Kind).OrderBy(g => g.Lines.Min(l => l.Rank)).ThenBy(g => g.Title, StringComparer.Ordinal)],
            NextBy.Date =>
            [
                .. Together(
                        lines.OrderBy(l => l.DueOn).ThenBy(l => l.Rank).ToList(),
                        l => l.DueOn < today ? "" : l.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                        g =>
                            g[0].DueOn < today ? "Late"
                            : g[0].DueOn == today ? "Today"
                            : DateWords.Full(g[0].DueOn)
                    )
                    .OrderBy(g => g.Lines[0].DueOn),
            ],
            _ => lines.Count == 0 ? [] : [new NextGroup(null, [.. lines.Take(Most)])],
        };
        return new NextWork(by, groups, lines.Count, actionsInAll - actions.Count);
    }

    private static List<NextGroup> Together(List<NextLine> lines, Func<NextLine, string> key, Func<List<NextLine>, string> title) =>
        [.. lines.GroupBy(key).Select(g => new NextGroup(title([.. g]), [.. g]))];

    /// <summary>A line for several children, once for each of them.</summary>
    private static IEnumerable<NextLine> Each(NextLine line) =>
        line.Children.Count < 2 ? [line] : line.Children.Select((c, i) => line with { Children = [c], Tick = i == 0 ? line.Tick : null });

    private static string Names(List<NextLine> lines)
    {
        var names = lines.SelectMany(l => l.Children).DistinctBy(c => c.Id).Select(c => c.Name).ToList();
        return names.Count == 0 ? "Not about one child" : string.Join(", ", names);
    }
}
