using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>How regularity is put together.</summary>
public enum RegularityBy
{
    Team,
    Manager,
    Worker,
}

/// <summary>Which children are listed.</summary>
public enum RegularityState
{
    Late,
    DueSoon,
    OnTime,
}

/// <summary>The regularity of one team, manager or worker.</summary>
/// <param name="Id">Null for the children of none.</param>
public sealed record RegularityUnit(Guid? Id, string Name, GroupFigures Figures, int DueSoon);

/// <summary>One child of the list.</summary>
public sealed record RegularityLine(Guid Id, string Name, ChildStatus Plan, string? Team, string? Worker, bool Disabled, DateOnly? LastOn, int? MeanWait, DateOnly DueOn);

/// <summary>How regular oversight was, on a day.</summary>
public sealed record RegularityPage(
    DateOnly Day,
    GroupFigures All,
    int DueSoon,
    IReadOnlyList<RegularityUnit> Units,
    IReadOnlyList<RegularityLine> Lines,
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<(Guid Id, string Name)> Teams
);

/// <summary>Shows how regular oversight is: per team, manager and worker, and the children behind each number.</summary>
[UseCase]
public sealed class ShowRegularity(KithDb db, RegularityRows rows, Clock clock)
{
    public const int PageSize = 50;

    /// <summary>Due within so many days counts as soon.</summary>
    public const int Soon = 7;

    /// <summary>A fixed number of queries, whatever the size of the authority.</summary>
    public async Task<RegularityPage> Show(
        DateOnly? on,
        RegularityBy by,
        Guid? teamId,
        Guid? workerId,
        RegularityState state,
        bool disabled,
        int page,
        Actor actor,
        CancellationToken ct = default
    )
    {
        var day = on is { } asked && asked <= clock.Today ? asked : clock.Today;
        var d = day.DayNumber;
        var soon = day.AddDays(Soon).DayNumber;
        var teams = (await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToListAsync(ct)).ToDictionary(t => t.Id, t => t.Name);
        var all = (await rows.On(day, teamId, actor, null, ct)).Rows.Where(r => (!disabled || r.Disabled) && (workerId is null || r.WorkerId == workerId)).ToList();
        // Of a manager: whom the workers have as their line manager today.
        var managers = by == RegularityBy.Manager ? await db.Workers.AsNoTracking().Where(w => w.LineManagerId != null).ToDictionaryAsync(w => w.Id, w => w.LineManagerId, ct) : [];
        bool IsSoon(RegularityRow r) => !r.Late && r.DueDay <= soon;
        var counted = all.GroupBy(r =>
                (
                    r.TeamId,
                    Worker: by == RegularityBy.Worker ? r.WorkerId
                    : by == RegularityBy.Manager && r.WorkerId is { } w ? managers.GetValueOrDefault(w)
                    : null,
                    r.Late,
                    Soon: IsSoon(r),
                    Mean: r.Stands.MeanWait ?? -1
                )
            )
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Open = g.Sum(x => (long)x.Stands.Open),
                Within = g.Sum(x => (long)x.Stands.Within),
            })
            .ToList();
        var named = counted.Select(c => c.Key.Worker).OfType<Guid>().Distinct().ToList();
        var names = by == RegularityBy.Team ? [] : await db.Workers.AsNoTracking().Where(w => named.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var units = counted
            .GroupBy(c => by == RegularityBy.Team ? c.Key.TeamId : c.Key.Worker)
            .Select(g => new RegularityUnit(
                g.Key,
                g.Key is { } id ? (by == RegularityBy.Team ? teams : names).GetValueOrDefault(id) ?? "Not known"
                    : by == RegularityBy.Team ? "No team"
                    : by == RegularityBy.Manager ? "No line manager recorded"
                    : "No worker",
                Sum(g.Select(c => (c.Count, c.Key.Late, c.Key.Mean, c.Open, c.Within))),
                g.Where(c => c.Key.Soon).Sum(c => c.Count)
            ))
            .OrderBy(u => u.Figures.OnTimeShare)
            .ThenBy(u => u.Name, StringComparer.Ordinal)
            .ToList();
        var listed = all.Where(r =>
                state == RegularityState.Late ? r.Late
                : state == RegularityState.DueSoon ? IsSoon(r)
                : !r.Late && !IsSoon(r)
            )
            .ToList();
        var total = listed.Count;
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        listed.Sort(RegularityRow.DueFirst);
        listed = [.. listed.Skip((page - 1) * PageSize).Take(PageSize)];
        var called = await rows.Names(listed, ct);
        return new(
            day,
            Sum(counted.Select(c => (c.Count, c.Key.Late, c.Key.Mean, c.Open, c.Within))),
            counted.Where(c => c.Key.Soon).Sum(c => c.Count),
            units,
            [
                .. listed.Select(l => new RegularityLine(
                    l.PersonId,
                    called.Children.GetValueOrDefault(l.PersonId, ""),
                    l.Plan,
                    l.TeamId is { } t ? teams.GetValueOrDefault(t) : null,
                    l.WorkerId is { } w ? called.Workers.GetValueOrDefault(w) : null,
                    l.Disabled,
                    l.Overseen ? DateOnly.FromDayNumber(l.AnchorDay) : null,
                    l.Stands.MeanWait,
                    l.DueDay == OversightStretch.GoesOn ? DateOnly.MaxValue : DateOnly.FromDayNumber(l.DueDay)
                )),
            ],
            total,
            page,
            pages,
            [.. counted.Select(c => c.Key.TeamId).OfType<Guid>().Distinct().Where(teams.ContainsKey).Select(t => (t, teams[t])).OrderBy(t => t.Item2, StringComparer.Ordinal)]
        );
    }

    private static GroupFigures Sum(IEnumerable<(int Count, bool Late, int Mean, long Open, long Within)> parts)
    {
        var sum = new GroupFigures();
        foreach (var p in parts)
        {
            sum.Add(p.Count, p.Late, p.Mean < 0 ? null : p.Mean, p.Open, p.Within);
        }
        return sum;
    }
}
