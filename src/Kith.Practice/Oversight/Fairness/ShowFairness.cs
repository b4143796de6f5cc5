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
public sealed class ShowFairness(KithDb db, RecordAccess access, RegularityRows rows, Clock clock)
{
    public const int Most = 50;

    /// <summary>The trend goes back so many months from the day.</summary>
    public const int MonthsBack = 12;

    /// <summary>Months from one day of the trend to the next.</summary>
    private const int MonthsApart = 2;

    /// <summary>Five queries, whatever the size of the authority.</summary>
    /// <param name="group">The group asked about; the first where it is not there.</param>
    /// <param name="teamId">Only the children of this team.</param>
    public async Task<FairnessPage> Show(DateOnly? on, FairnessBy by, string? group, Guid? teamId, Actor actor, CancellationToken ct = default)
    {
        var day = on is { } asked && asked <= clock.Today ? asked : clock.Today;
        var teams = (await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToListAsync(ct)).ToDictionary(t => t.Id, t => t.Name);
        var all = rows.On(day, teamId, actor);
        var keyed = Keyed(all, by, day);
        var counted = await keyed
            .GroupBy(k => new
            {
                k.Key,
                k.Text,
                k.TeamId,
                k.Plan,
                k.Late,
                k.Mean,
            })
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Open = g.Sum(x => (long)x.Open),
                Within = g.Sum(x => (long)x.Within),
            })
            .ToListAsync(ct);
        // How many homes hold two children of a group, how many three …: a few rows, however many homes there are.
        var homes = await Keyed(rows.On(day, teamId, actor, withPast: false), by, day)
            .Where(k => k.Home != null)
            .GroupBy(k => new
            {
                k.Key,
                k.Text,
                Team = by == FairnessBy.Team ? k.TeamId : null,
                k.Home,
            })
            .Where(g => g.Count() > 1)
            .Select(g => new
            {
                g.Key.Key,
                g.Key.Text,
                g.Key.Team,
                Size = g.Count(),
            })
            .GroupBy(h => new
            {
                h.Key,
                h.Text,
                h.Team,
                h.Size,
            })
            .Select(g => new { g.Key, Homes = g.Count() })
            .ToListAsync(ct);
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
        var children = chosen is null ? [] : await Behind(rows.On(day, teamId, actor, withPast: false), by, chosen.Key, day, teams, ct);
        return new(
            day,
            by,
            groups,
            chosen,
            rest,
            chosen is null ? "" : FairnessGroups.Others(by, chosen.Key),
            children,
            by == FairnessBy.Disability ? await Trend(day, teamId, actor, ct) : [],
            [.. parts.Select(p => p.TeamId).OfType<Guid>().Distinct().Where(teams.ContainsKey).Select(t => (t, teams[t])).OrderBy(t => t.Item2, StringComparer.Ordinal)]
        );
    }

    /// <summary>What a child counts as, for the comparison that is asked for.</summary>
    private static IQueryable<KeyedChild> Keyed(IQueryable<RegularityRow> all, FairnessBy by, DateOnly day)
    {
        var d = day.DayNumber;
        var (five, ten, sixteen) = (day.AddYears(-5), day.AddYears(-10), day.AddYears(-16));
        return all.Select(r => new KeyedChild
        {
            Key =
                by == FairnessBy.Disability ? (r.Disabled ? 1 : 0)
                : by == FairnessBy.Age
                    ? (
                        r.BornOn == null ? 9
                        : r.BornOn > five ? 0
                        : r.BornOn > ten ? 1
                        : r.BornOn > sixteen ? 2
                        : 3
                    )
                : by == FairnessBy.Allocation
                    ? (
                        r.AllocatedDay == null ? 3
                        : d - r.AllocatedDay < 91 ? 0
                        : d - r.AllocatedDay < 365 ? 1
                        : 2
                    )
                : 0,
            Text = by == FairnessBy.Ethnicity ? r.Ethnicity : null,
            TeamId = r.TeamId,
            Plan = r.Plan,
            Late = r.Late,
            Mean =
                r.Finished == 0 ? (r.Late ? r.Running : -1)
                : r.Running * r.Finished > r.Waited ? (r.Waited + r.Running) / (r.Finished + 1)
                : r.Waited / r.Finished,
            Open = r.Open,
            Within = r.Within,
            Home = r.HouseholdKey,
        });
    }

    /// <summary>The children of the group who are late on the day, the longest first.</summary>
    private async Task<IReadOnlyList<FairnessChild>> Behind(
        IQueryable<RegularityRow> all,
        FairnessBy by,
        string key,
        DateOnly day,
        Dictionary<Guid, string> teams,
        CancellationToken ct
    )
    {
        var d = day.DayNumber;
        var (five, ten, sixteen) = (day.AddYears(-5), day.AddYears(-10), day.AddYears(-16));
        var codes = by == FairnessBy.Ethnicity ? FairnessGroups.CodesOf(key) : [];
        var team = by == FairnessBy.Team && Guid.TryParse(key, out var t) ? t : (Guid?)null;
        var number = int.TryParse(key, out var n) ? n : -1;
        var late = all.Where(r => r.Late);
        late = by switch
        {
            FairnessBy.Disability => number == 1 ? late.Where(r => r.Disabled) : late.Where(r => !r.Disabled),
            FairnessBy.Ethnicity when key == FairnessGroups.NotKnown => late.Where(r => r.Ethnicity == null || codes.Contains(r.Ethnicity)),
            FairnessBy.Ethnicity => late.Where(r => codes.Contains(r.Ethnicity!)),
            FairnessBy.Age => number switch
            {
                0 => late.Where(r => r.BornOn > five),
                1 => late.Where(r => r.BornOn <= five && r.BornOn > ten),
                2 => late.Where(r => r.BornOn <= ten && r.BornOn > sixteen),
                3 => late.Where(r => r.BornOn <= sixteen),
                _ => late.Where(r => r.BornOn == null),
            },
            FairnessBy.Team => late.Where(r => r.TeamId == team),
            _ => number switch
            {
                0 => late.Where(r => d - r.AllocatedDay < 91),
                1 => late.Where(r => d - r.AllocatedDay >= 91 && d - r.AllocatedDay < 365),
                2 => late.Where(r => d - r.AllocatedDay >= 365),
                _ => late.Where(r => r.AllocatedDay == null),
            },
        };
        var found = await late.OrderBy(r => r.DueDay)
            .ThenBy(r => r.PersonId)
            .Take(Most)
            .Select(r => new
            {
                r.PersonId,
                Name = db.ChildOverviews.Where(o => o.PersonId == r.PersonId).Select(o => o.DisplayName).First(),
                r.TeamId,
                Worker = db.Workers.Where(w => w.Id == r.WorkerId).Select(w => w.Name).FirstOrDefault(),
                r.Plan,
                r.AnchorDay,
                r.DueDay,
                r.Overseen,
            })
            .ToListAsync(ct);
        return
        [
            .. found.Select(f => new FairnessChild(
                f.PersonId,
                f.Name,
                f.TeamId is { } id ? teams.GetValueOrDefault(id) : null,
                f.Worker,
                f.Plan,
                f.Overseen ? DateOnly.FromDayNumber(f.AnchorDay) : null,
                DateOnly.FromDayNumber(f.DueDay),
                d - f.DueDay
            )),
        ];
    }

    /// <summary>On time or not, month by month, of disabled children and others. One query.</summary>
    private async Task<IReadOnlyList<FairnessMonth>> Trend(DateOnly day, Guid? teamId, Actor actor, CancellationToken ct)
    {
        var days = Enumerable.Range(0, MonthsBack / MonthsApart + 1).Select(m => WorkingDayCalendar.AddMonths(day, m * MonthsApart - MonthsBack).DayNumber).ToList();
        // The stretches of the year that hold one of the days are read once, and counted for each of the days by a sum of its own.
        var (first, last) = (days[0], days[^1]);
        var stretches = db.OversightStretches.Where(s => s.ToDay > first && s.FromDay <= last);
        if (teamId is { } team)
        {
            stretches = stretches.Where(s => s.TeamId == team);
        }
        var (m0, m1, m2, m3, m4, m5, m6) = (days[0], days[1], days[2], days[3], days[4], days[5], days[6]);
        stretches = stretches.Where(s =>
            (s.FromDay <= m0 && m0 < s.ToDay)
            || (s.FromDay <= m1 && m1 < s.ToDay)
            || (s.FromDay <= m2 && m2 < s.ToDay)
            || (s.FromDay <= m3 && m3 < s.ToDay)
            || (s.FromDay <= m4 && m4 < s.ToDay)
            || (s.FromDay <= m5 && m5 < s.ToDay)
            || (s.FromDay <= m6 && m6 < s.ToDay)
        );
        var counted = await (
            from s in stretches
            join o in access.ReadableChildren(actor) on s.PersonId equals o.PersonId
            group s by o.Disabled into g
            select new
            {
                Disabled = g.Key,
                Open = new[]
                {
                    g.Sum(s => s.FromDay <= m0 && m0 < s.ToDay ? 1 : 0),
                    g.Sum(s => s.FromDay <= m1 && m1 < s.ToDay ? 1 : 0),
                    g.Sum(s => s.FromDay <= m2 && m2 < s.ToDay ? 1 : 0),
                    g.Sum(s => s.FromDay <= m3 && m3 < s.ToDay ? 1 : 0),
                    g.Sum(s => s.FromDay <= m4 && m4 < s.ToDay ? 1 : 0),
                    g.Sum(s => s.FromDay <= m5 && m5 < s.ToDay ? 1 : 0),
                    g.Sum(s => s.FromDay <= m6 && m6 < s.ToDay ? 1 : 0),
                },
                OnTime = new[]
                {
                    g.Sum(s => s.FromDay <= m0 && m0 < s.ToDay && s.DueDay >= m0 ? 1 : 0),
                    g.Sum(s => s.FromDay <= m1 && m1 < s.ToDay && s.DueDay >= m1 ? 1 : 0),
                    g.Sum(s => s.FromDay <= m2 && m2 < s.ToDay && s.DueDay >= m2 ? 1 : 0),
                    g.Sum(s => s.FromDay <= m3 && m3 < s.ToDay && s.DueDay >= m3 ? 1 : 0),
                    g.Sum(s => s.FromDay <= m4 && m4 < s.ToDay && s.DueDay >= m4 ? 1 : 0),
                    g.Sum(s => s.FromDay <= m5 && m5 < s.ToDay && s.DueDay >= m5 ? 1 : 0),
                    g.Sum(s => s.FromDay <= m6 && m6 < s.ToDay && s.DueDay >= m6 ? 1 : 0),
                },
            }
        ).ToListAsync(ct);
        var (disabled, others) = (counted.FirstOrDefault(c => c.Disabled), counted.FirstOrDefault(c => !c.Disabled));
        return
        [
            .. days.Select((m, i) => new FairnessMonth(DateOnly.FromDayNumber(m), disabled?.Open[i] ?? 0, disabled?.OnTime[i] ?? 0, others?.Open[i] ?? 0, others?.OnTime[i] ?? 0)),
        ];
    }

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
    private sealed class KeyedChild
    {
        public int Key { get; init; }
        public string? Text { get; init; }
        public Guid? TeamId { get; init; }
        public ChildStatus Plan { get; init; }
        public bool Late { get; init; }

        /// <summary>Mean wait in days; under nought where there is none yet.</summary>
        public int Mean { get; init; }
        public int Open { get; init; }
        public int Within { get; init; }
        public string? Home { get; init; }
    }
}
