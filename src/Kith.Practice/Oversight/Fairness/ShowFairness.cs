using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Statistics;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>By what children are put in groups.</summary>
public enum FairnessBy
{
    Disability,
    Ethnicity,
    Age,
    Team,
    Allocation,
}

/// <summary>One group beside all the others.</summary>
public sealed record FairnessGroup(string Key, string Name, GroupFigures Figures, FairnessJudgement AgainstOthers);

/// <summary>A child behind a gap: late on the day, of the group that is asked about.</summary>
public sealed record FairnessChild(Guid Id, string Name, string? Team, string? Worker, ChildStatus Plan, DateOnly? LastOn, DateOnly DueOn, int DaysLate);

/// <summary>Share on time in one month, for the two groups.</summary>
public sealed record FairnessMonth(DateOnly On, int First, int FirstOnTime, int Second, int SecondOnTime);

/// <summary>The fairness of oversight on a day.</summary>
/// <param name="Chosen">The group asked about; null where there is none.</param>
/// <param name="Children">Those behind the gap, the latest first; at most <see cref="ShowFairness.Most"/>.</param>
public sealed record FairnessPage(
    DateOnly Day,
    FairnessBy By,
    IReadOnlyList<FairnessGroup> Groups,
    FairnessGroup? Chosen,
    GroupFigures Others,
    string OthersName,
    IReadOnlyList<FairnessChild> Children,
    IReadOnlyList<FairnessMonth> Months,
    IReadOnlyList<(Guid Id, string Name)> Teams
);

/// <summary>Compares how regularly groups of children are looked at, with what the numbers allow to be said and the children behind it.</summary>
[UseCase]
public sealed class ShowFairness(KithDb db, RegularityRows rows, Clock clock)
{
    public const int Most = 50;

    /// <summary>The trend goes back so many months from the day.</summary>
    public const int MonthsBack = 12;

    /// <summary>Months from one day of the trend to the next.</summary>
    private const int MonthsApart = 2;

    /// <summary>Five queries at most, whatever the size of the authority.</summary>
    /// <param name="group">The group asked about; the first where it is not there.</param>
    /// <param name="teamId">Only the children of this team.</param>
    public async Task<FairnessPage> Show(DateOnly? on, FairnessBy by, string? group, Guid? teamId, Actor actor, CancellationToken ct = default)
    {
        var day = on is { } asked && asked <= clock.Today ? asked : clock.Today;
        var teams = (await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToListAsync(ct)).ToDictionary(t => t.Id, t => t.Name);
        var (all, months) = await rows.On(day, teamId, actor, by == FairnessBy.Disability ? TrendDays(day) : null, ct);
        var keyed = all.Select(r => Keyed(r, by, day)).ToList();
        var counted = keyed
            .GroupBy(k => (k.Key, k.Text, k.TeamId, k.Plan, k.Row.Late, Mean: k.Row.Stands.MeanWait ?? -1))
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Open = g.Sum(x => (long)x.Row.Stands.Open),
                Within = g.Sum(x => (long)x.Row.Stands.Within),
            })
            .ToList();
        // How many homes hold two children of a group, how many three …
        // Counted in one table: a group of its own for each of some hundred thousand homes would take as long as all the rest.
        var inHome = new Dictionary<(int Key, string? Text, Guid? Team, string Home), int>(keyed.Count);
        foreach (var k in keyed)
        {
            if (k.Row.HouseholdKey is { } home)
            {
                var at = (k.Key, k.Text, by == FairnessBy.Team ? k.TeamId : null, home);
                inHome[at] = inHome.GetValueOrDefault(at) + 1;
            }
        }
        var homes = inHome.Where(h => h.Value > 1).GroupBy(h => (h.Key.Key, h.Key.Text, h.Key.Team, Size: h.Value)).Select(g => new { g.Key, Homes = g.Count() }).ToList();
        string KeyOf(int key, string? text, Guid? team) =>
            by switch
            {
                FairnessBy.Ethnicity => FairnessGroups.Ethnic(text),
                FairnessBy.Team => team?.ToString() ?? "none",
                _ => key.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
        var parts = counted.Select(c => (Group: KeyOf(c.Key.Key, c.Key.Text, c.Key.TeamId), c.Key.TeamId, c.Key.Plan, c.Key.Late, c.Key.Mean, c.Count, c.Open, c.Within)).ToList();
        var shared = homes.Select(h => (Group: KeyOf(h.Key.Key, h.Key.Text, h.Key.Team), h.Key.Size, h.Homes)).ToLookup(h => h.Group, h => (h.Size, h.Homes));
        var figures = parts
            .GroupBy(p => p.Group)
            .ToDictionary(
                g => g.Key,
                g =>
                {
                    var sum = new GroupFigures();
                    foreach (var p in g)
                    {
                        sum.Add(p.Count, p.Late, p.Mean < 0 ? null : p.Mean, p.Open, p.Within);
                    }
                    return sum;
                }
            );
        var groups = figures
            .Select(f =>
            {
                var others = Together(figures.Where(o => o.Key != f.Key).Select(o => o.Value));
                var strata = parts
                    .GroupBy(p => (p.Plan, Team: by == FairnessBy.Team ? null : p.TeamId))
                    .Select(s => new TwoByTwo(
                        s.Where(p => p.Group == f.Key && p.Late).Sum(p => p.Count),
                        s.Where(p => p.Group == f.Key && !p.Late).Sum(p => p.Count),
                        s.Where(p => p.Group != f.Key && p.Late).Sum(p => p.Count),
                        s.Where(p => p.Group != f.Key && !p.Late).Sum(p => p.Count)
                    ))
                    .ToList();
                var name = FairnessGroups.Name(by, f.Key, teams);
                return new FairnessGroup(
                    f.Key,
                    name,
                    f.Value,
                    Fairness.Judge(
                        f.Value,
                        others,
                        strata,
                        name,
                        FairnessGroups.Others(by, f.Key),
                        Effect(f.Value, shared[f.Key]),
                        Effect(others, shared.Where(s => s.Key != f.Key).SelectMany(s => s))
                    )
                );
            })
            .OrderBy(g => FairnessGroups.Order(by, g.Key))
            .ThenBy(g => g.Name, StringComparer.Ordinal)
            .ToList();
        var chosen = groups.FirstOrDefault(g => g.Key == group) ?? groups.FirstOrDefault(g => by != FairnessBy.Disability || g.Key == "1");
        var rest = Together(groups.Where(g => g.Key != chosen?.Key).Select(g => g.Figures));
        var children = chosen is null ? [] : await Behind(keyed.Where(k => k.Row.Late && KeyOf(k.Key, k.Text, k.TeamId) == chosen.Key).Select(k => k.Row), day, teams, ct);
        return new(
            day,
            by,
            groups,
            chosen,
            rest,
            chosen is null ? "" : FairnessGroups.Others(by, chosen.Key),
            children,
            [.. months.Select(m => new FairnessMonth(DateOnly.FromDayNumber(m.Day), m.Open[1], m.OnTime[1], m.Open[0], m.OnTime[0]))],
            [.. parts.Select(p => p.TeamId).OfType<Guid>().Distinct().Where(teams.ContainsKey).Select(t => (t, teams[t])).OrderBy(t => t.Item2, StringComparer.Ordinal)]
        );
    }

    /// <summary>What a child counts as, for the comparison that is asked for.</summary>
    private static KeyedChild Keyed(RegularityRow r, FairnessBy by, DateOnly day) =>
        new(
            by switch
            {
                FairnessBy.Disability => r.Disabled ? 1 : 0,
                FairnessBy.Age => r.BornOn is not { } born ? 9
                : born > day.AddYears(-5) ? 0
                : born > day.AddYears(-10) ? 1
                : born > day.AddYears(-16) ? 2
                : 3,
                FairnessBy.Allocation => r.AllocatedDay is not { } since ? 3
                : day.DayNumber - since < 91 ? 0
                : day.DayNumber - since < 365 ? 1
                : 2,
                _ => 0,
            },
            by == FairnessBy.Ethnicity ? r.Ethnicity : null,
            r.TeamId,
            r.Plan,
            r
        );

    /// <summary>Of those who are late, the longest first, with their names: two queries.</summary>
    private async Task<IReadOnlyList<FairnessChild>> Behind(IEnumerable<RegularityRow> late, DateOnly day, Dictionary<Guid, string> teams, CancellationToken ct)
    {
        var listed = late.ToList();
        listed.Sort(RegularityRow.DueFirst);
        listed = [.. listed.Take(Most)];
        var names = await rows.Names(listed, ct);
        return
        [
            .. listed.Select(r => new FairnessChild(
                r.PersonId,
                names.Children.GetValueOrDefault(r.PersonId, ""),
                r.TeamId is { } id ? teams.GetValueOrDefault(id) : null,
                r.WorkerId is { } w ? names.Workers.GetValueOrDefault(w) : null,
                r.Plan,
                r.Overseen ? DateOnly.FromDayNumber(r.AnchorDay) : null,
                DateOnly.FromDayNumber(r.DueDay),
                day.DayNumber - r.DueDay
            )),
        ];
    }

    /// <summary>The days of the trend, the oldest first.</summary>
    private static List<DateOnly> TrendDays(DateOnly day) =>
        [.. Enumerable.Range(0, MonthsBack / MonthsApart + 1).Select(m => WorkingDayCalendar.AddMonths(day, m * MonthsApart - MonthsBack))];

    private static GroupFigures Together(IEnumerable<GroupFigures> parts)
    {
        var sum = new GroupFigures();
        foreach (var part in parts)
        {
            sum.Add(part);
        }
        return sum;
    }

    /// <summary>The design effect from the homes with more than one child; all others hold one each.</summary>
    private static double Effect(GroupFigures group, IEnumerable<(int Size, int Homes)> homes)
    {
        var shared = homes.ToList();
        return Fairness.DesignEffect([.. shared, (1, Math.Max(0, group.Children - shared.Sum(h => h.Size * h.Homes)))]);
    }

    /// <summary>One child, under the key of its group.</summary>
    private readonly record struct KeyedChild(int Key, string? Text, Guid? TeamId, ChildStatus Plan, RegularityRow Row);
}
