using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.RecordCheck;

/// <summary>Whose records to look at. Empty: every open child within reach.</summary>
public sealed record CohortFilter
{
    public Guid? TeamId { get; init; }
    public Guid? WorkerId { get; init; }

    /// <summary>A <see cref="ChildStatus"/>; null for every open child.</summary>
    public ChildStatus? Status { get; init; }
    public bool Disabled { get; init; }

    /// <summary>«0-4», «5-10», «11-15», «16+»; null for all.</summary>
    public string? Age { get; init; }

    /// <summary>On the plan (or open) for so many months at least.</summary>
    public int? Months { get; init; }

    /// <summary>The children chosen in an inspection.</summary>
    public Guid? InspectionId { get; init; }

    /// <summary>Only children with something to look at in this area.</summary>
    public CheckArea? Area { get; init; }

    /// <summary>Only children for whom work of this kind is late.</summary>
    public DueKind? Late { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>A child of the cohort, with what a reader from outside would ask about.</summary>
public sealed record CohortLine(
    Guid Id,
    string Name,
    string Age,
    string? LaChildId,
    ChildStatus Status,
    DateOnly? PlanFrom,
    bool Disabled,
    bool Restricted,
    string? Team,
    string? Worker,
    IReadOnlyList<CheckLine> Gaps
);

/// <summary>The check of a cohort.</summary>
/// <param name="InAll">Children of the cohort.</param>
/// <param name="ByArea">Children with something to look at, by area.</param>
/// <param name="ByLate">Children for whom work of a kind is late.</param>
/// <param name="TooMany">True where there are so many that they are not looked at together: narrow it down.</param>
public sealed record CohortPage(
    IReadOnlyList<CohortLine> Lines,
    int InAll,
    int Found,
    int Page,
    int Pages,
    IReadOnlyDictionary<CheckArea, int> ByArea,
    IReadOnlyDictionary<DueKind, int> ByLate,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    bool TooMany,
    DateOnly Today
);

/// <summary>
/// The record check over many children at once: missing oversight, what is not authorised, a plan that stands still, facts
/// that do not agree, a voice that has not been heard. The rules are those of one child's check (<see cref="RecordCheckRules"/>)
/// as far as they can be asked of all at once; the child's own page asks the rest. A fixed number of queries.
/// </summary>
[UseCase]
public sealed class CheckCohort(KithDb db, RecordAccess access, Clock clock)
{
    public const int PageSize = 25;

    /// <summary>Children that are looked at together: more than the largest council has open.</summary>
    public const int Most = 6000;

    /// <summary>Bands of age, as years from and to.</summary>
    public static IReadOnlyDictionary<string, (int From, int To)> Ages { get; } =
        new Dictionary<string, (int, int)>
        {
            ["0-4"] = (0, 4),
            ["5-10"] = (5, 10),
            ["11-15"] = (11, 15),
            ["16+"] = (16, 25),
        };

    /// <summary>The check, those with most to look at first.</summary>
    /// <exception cref="AccessRefusedException">The actor reads no records.</exception>
    public async Task<CohortPage> Show(CohortFilter filter, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "check records");
        if (filter.InspectionId is not null)
        {
            RecordAccess.Demand(actor, Permission.ReadImprovement, "check the records chosen in an inspection");
        }
        var within = access.ReadableChildren(actor);
        var teams = await db
            .Teams.AsNoTracking()
            .Where(t => within.Any(o => o.TeamId == t.Id))
            .OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Select(t => new { t.Id, t.Name })
            .ToListAsync(ct);
        var all = await Look(filter, within, ct);
        var tooMany = all.Count > Most;
        var found = tooMany
            ? []
            : all.Where(c => filter.Area is not { } area || c.Gaps.Any(g => g.Area == area))
                .Where(c => filter.Late is not { } kind || c.Late.Contains(kind))
                .OrderByDescending(c => c.Gaps.Count)
                .ThenBy(c => c.SortName, StringComparer.Ordinal)
                .ThenBy(c => c.Line.Id)
                .ToList();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        return new(
            [.. found.Skip((page - 1) * PageSize).Take(PageSize).Select(c => c.Line)],
            all.Count,
            found.Count,
            page,
            pages,
            Enum.GetValues<CheckArea>().ToDictionary(a => a, a => all.Count(c => c.Gaps.Any(g => g.Area == a))),
            Enum.GetValues<DueKind>().ToDictionary(k => k, k => all.Count(c => c.Late.Contains(k))),
            [.. teams.Select(t => (t.Id, t.Name))],
            tooMany,
            clock.Today
        );
    }

    internal sealed record Looked(CohortLine Line, string SortName, IReadOnlyList<CheckLine> Gaps, IReadOnlySet<DueKind> Late);

    /// <summary>Every child of a cohort with what there is to look at; one more than <see cref="Most"/> where there are too many.</summary>
    internal async Task<IReadOnlyList<Looked>> Look(CohortFilter filter, IQueryable<ChildOverview> within, CancellationToken ct)
    {
        var today = clock.Today;
        var cohort = Filtered(filter, within, today);
        var rows = await (
            from o in cohort
            join p in db.People on o.PersonId equals p.Id
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            orderby o.SortName, o.PersonId
            select new
            {
                Child = o,
                Why = p.WhyInvolved != null,
                p.WhyInvolvedOn,
                Team = t.Name,
                Worker = w.Name,
            }
        )
            .Take(Most + 1)
            .ToListAsync(ct);
        if (rows.Count > Most)
        {
            return [.. rows.Select(r => new Looked(Line(r.Child, r.Team, r.Worker, [], today), r.Child.SortName, [], new HashSet<DueKind>()))];
        }
        var ids = cohort.Select(o => o.PersonId);
        var due = (await db.DueItems.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToListAsync(ct)).ToLookup(d => d.PersonId);
        var unsigned = (
            await db
                .Approvals.AsNoTracking()
                .Where(a => a.Outcome == null && a.WithdrawnAt == null && ids.Contains(a.PersonId))
                .GroupBy(a => a.PersonId)
                .Select(g => new
                {
                    g.Key,
                    Count = g.Count(),
                    Since = g.Min(a => a.AskedAt),
                })
                .ToListAsync(ct)
        ).ToDictionary(a => a.Key);
        var issues = await db
            .CensusIssues.AsNoTracking()
            .Where(i => i.Severity == RuleSeverity.Error && i.ExplanationId == null && (i.CountsFrom == null || i.CountsFrom <= today) && ids.Contains(i.PersonId))
            .GroupBy(i => i.PersonId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var intervals = await IntervalPolicy.Load(db, ct);
        return
        [
            .. rows.Select(r =>
            {
                var id = r.Child.PersonId;
                var items = due[id].ToList();
                var waiting = unsigned.GetValueOrDefault(id);
                var facts = new RecordFacts
                {
                    Today = today,
                    Child = r.Child,
                    Due = items,
                    WhyInvolved = r.Why,
                    WhyInvolvedOn = r.WhyInvolvedOn,
                    Unsigned = waiting?.Count ?? 0,
                    UnsignedSince = waiting is null ? null : LondonTime.DateOf(waiting.Since),
                    DataIssues = issues.GetValueOrDefault(id),
                    // What only the child's own page asks is taken as it should be: it makes no gap here.
                    PlanCites = true,
                    ContingencyChildView = true,
                    ChronologyTo = today,
                };
                var gaps = RecordCheckRules.Of(facts, intervals).Where(l => !l.Met && l.Area != CheckArea.Network).ToList();
                return new Looked(
                    Line(r.Child, r.Team, r.Worker, gaps, today),
                    r.Child.SortName,
                    gaps,
                    items.Where(d => d.DueOn < today).Select(d => DueWork.Kind(d.Clock)).ToHashSet()
                );
            }),
        ];
    }

    private IQueryable<ChildOverview> Filtered(CohortFilter filter, IQueryable<ChildOverview> within, DateOnly today)
    {
        var open = ChildWords.OpenStatuses;
        var children = filter.Status is { } status ? within.Where(o => o.Status == status) : within.Where(o => open.Contains(o.Status));
        if (filter.TeamId is { } team)
        {
            children = children.Where(o => o.TeamId == team);
        }
        if (filter.WorkerId is { } worker)
        {
            children = children.Where(o => o.WorkerId == worker);
        }
        if (filter.Disabled)
        {
            children = children.Where(o => o.Disabled);
        }
        if (filter.Age is { } band && Ages.TryGetValue(band, out var years))
        {
            // Born so that the child is of this age today; a child who is not born yet is in the first band.
            var (after, until) = (today.AddYears(-years.To - 1), today.AddYears(-years.From));
            children = children.Where(o => o.BornOn != null && o.BornOn > after && o.BornOn <= until || (years.From == 0 && o.Unborn));
        }
        if (filter.Months is > 0 and < 240)
        {
            var since = today.AddMonths(-filter.Months.Value);
            children = children.Where(o => (o.PlanFrom ?? o.EpisodeFrom) <= since);
        }
        if (filter.InspectionId is { } inspection)
        {
            children = children.Where(o => db.RoomChildren.Any(c => c.InspectionId == inspection && c.PersonId == o.PersonId));
        }
        return children;
    }

    private static CohortLine Line(ChildOverview o, string? team, string? worker, IReadOnlyList<CheckLine> gaps, DateOnly today) =>
        new(o.PersonId, o.DisplayName, ChildWords.Age(o.BornOn, o.Unborn, today), o.LaChildId, o.Status, o.PlanFrom ?? o.EpisodeFrom, o.Disabled, o.Restricted, team, worker, gaps);
}
