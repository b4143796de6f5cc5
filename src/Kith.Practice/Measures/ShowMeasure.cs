using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Statistics;
using Kith.Practice.Store;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>One group of children of a measure.</summary>
public sealed record MeasureGroup(string Key, string Name, MeasureFigure Figure);

/// <summary>One child behind a number.</summary>
public sealed record BehindLine(Guid Id, string Name, ChildStatus Status, string? Team, string? Worker, DateOnly On, bool Met, int? Length);

/// <summary>Our figure and others' of one year.</summary>
public sealed record YearBeside(int Year, MeasureFigure? Ours, IReadOnlyDictionary<string, decimal> Others);

/// <summary>One measure in full.</summary>
/// <param name="Chart">Null for a reader who sees whole numbers alone.</param>
/// <param name="Groups">By what was chosen; their sum and <paramref name="InNoGroup"/> are the whole.</param>
/// <param name="InNoGroup">Counted in the whole, and in no group or list, because this reader may not open the records.</param>
/// <param name="Parts">The other measures of its family.</param>
/// <param name="Changes">What each group added to the change since a year ago, largest first; in points, or in number.</param>
public sealed record MeasureDetail(
    MeasureDefinition Measure,
    DateOnly Day,
    MeasureScope Scope,
    IReadOnlyList<MeasureScope> Scopes,
    bool Hidden,
    MeasureFigure Now,
    MeasureFigure Before,
    IReadOnlyList<MeasureFigure> Months,
    ProcessChart? Chart,
    IReadOnlyList<ProcessStart> Starts,
    IReadOnlyList<string> Areas,
    IReadOnlyList<YearBeside> Years,
    MeasureBy By,
    IReadOnlyList<MeasureGroup> Groups,
    double InNoGroup,
    IReadOnlyList<(string Name, double Share)> Changes,
    string? Group,
    bool? Met,
    IReadOnlyList<BehindLine> Lines,
    int Total,
    int Page,
    int Pages,
    IReadOnlyList<MeasureFigure> Parts,
    bool MayKeep
)
{
    /// <summary>What the record cannot know of it; null where it knows all.</summary>
    public string? NotKnown { get; init; }
}

/// <summary>Shows one measure: its trend with limits, others beside it, its parts, and the children behind it for those entitled.</summary>
[UseCase]
public sealed class ShowMeasure(KithDb db, MeasureData data, MeasureScopes scopes, RecordAccess access)
{
    public const int PageSize = 50;
    private const int YearsBeside = 5;
    private const string AuditGrades = "audit_grade";

    /// <summary>Null when there is no such measure.</summary>
    /// <param name="group">Only children of this group are listed.</param>
    /// <param name="met">Only those who are in the numerator, or only those who are not.</param>
    public async Task<MeasureDetail?> Show(string id, DateOnly? on, string? scopeKey, MeasureBy by, string? group, bool? met, int page, Actor actor, CancellationToken ct = default)
    {
        var all = await scopes.List(actor, ct);
        var scope = MeasureScopes.Chosen(all, scopeKey);
        if (id == MeasureDefinition.ObjectivesOnCourse && !scope.Whole)
        {
            // There is one plan for the whole service, and whoever reads it sees how it stands today.
            var whole = all.First(s => s.Whole);
            scope = actor.May(Permission.ReadImprovement) ? whole with { Wide = false } : whole;
        }
        if (MeasureCatalogue.Find(id) is not { } measure || (scope.Wide && !Suppression.IsForAll(measure)))
        {
            return null;
        }
        var day = scopes.Day(scope, on);
        var (now, before) = (MeasurePeriod.YearTo(day), MeasurePeriod.YearTo(day.AddYears(-1)));
        var months = scope.Wide ? [] : MeasureSeries.To(day, SeriesStep.Month, ShowMeasures.Months);
        List<MeasurePeriod> periods = [now, before, .. months];
        var (children, basis) = await data.Load(periods.Min(p => p.From), scope.Whole ? null : actor, ct, plan: scope.Wide || measure.Id == MeasureDefinition.ObjectivesOnCourse);
        var family = MeasureCatalogue.All.Where(m => m.Family == measure.Family).ToList();
        // For a wide audience all are counted, because what is hidden depends on the others.
        var only = scope.Wide ? null : family.Select(m => m.Id).ToHashSet();
        var answer = MeasureEngine.Evaluate(children, basis, new MeasureQuestion(periods, day, scope.Cohort, null, only)).Whole;
        var areas = ComparedAreas.Of(basis.Authority);
        var published = await PublishedFigures.Load(db, areas.All, ct);
        var known = ListsKnown.Of(published.Extracts, children);
        var starts = await ProcessStarts.Load(db, ct);
        var hidden = false;
        if (scope.Wide)
        {
            var wanted = MeasureCatalogue.All.Where(Suppression.IsForAll).ToList();
            hidden = new[] { 0, 1 }.Any(i => Suppression.Hidden([.. wanted.Select(m => answer[m, i])]).Contains(measure.Id));
        }
        var detail = new MeasureDetail(
            measure,
            day,
            scope,
            all,
            hidden,
            answer[measure, 0],
            answer[measure, 1],
            [.. months.Select((_, i) => answer[measure, 2 + i])],
            months.Count == 0 ? null : ShowMeasures.Chart(measure, answer, months, 2, starts.Of(measure.Id)),
            starts.Said(measure.Id),
            [.. areas.All.Where(a => a != areas.Own)],
            Years(measure, published, areas, day),
            by,
            [],
            0,
            [],
            group,
            met,
            [],
            0,
            1,
            1,
            scope.Wide ? [] : [.. family.Where(m => m.Id != measure.Id).Select(m => answer[m, 0])],
            actor.May(Permission.KeepMeasures)
        )
        {
            NotKnown = known?.Says(measure, now),
        };
        return scope.Wide ? detail : await Behind(detail, children, basis, [now, before], by, group, met, page, actor, ct);
    }

    private static List<YearBeside> Years(MeasureDefinition m, PublishedFigures published, ComparedAreas areas, DateOnly day)
    {
        var series = areas.All.ToDictionary(a => a, a => published.Series(m.BenchmarkCode, a).ToDictionary(f => f.Year, f => f.Value));
        var years = series.Values.SelectMany(s => s.Keys).Distinct().Where(y => y <= AreaPopulation.ReportingYear(day)).OrderDescending().Take(YearsBeside);
        return [.. years.Select(y => new YearBeside(y, null, series.Where(s => s.Value.ContainsKey(y)).ToDictionary(s => s.Key, s => s.Value[y])))];
    }

    private async Task<MeasureDetail> Behind(
        MeasureDetail detail,
        IReadOnlyList<ChildHistory> children,
        MeasureBasis basis,
        IReadOnlyList<MeasurePeriod> periods,
        MeasureBy by,
        string? group,
        bool? met,
        int page,
        Actor actor,
        CancellationToken ct
    )
    {
        var (measure, scope) = (detail.Measure, detail.Scope);
        var seen = children;
        if (scope.Whole)
        {
            seen = await access.Open(db, children, actor, ct);
        }
        if (measure.Id == AuditGrades && Audits.AuditAccess.MayHaveToGrade(actor))
        {
            // No grade steers somebody who has one to give of the same child: counted in the whole, and in no part.
            var toGrade = (await Audits.AuditAccess.ToGrade(db, actor.WorkerId).ToListAsync(ct)).ToHashSet();
            seen = toGrade.Count == 0 ? seen : [.. seen.Where(c => !toGrade.Contains(c.PersonId))];
        }
        var question = new MeasureQuestion(periods, detail.Day, scope.Cohort, by, new HashSet<string> { measure.Id });
        var result = MeasureEngine.Evaluate(seen, basis, question);
        var teams = scopes.TeamNames;
        var named = by == MeasureBy.Worker ? result.Groups.Keys.Select(k => Guid.TryParse(k, out var w) ? w : Guid.Empty).ToList() : [];
        var workers = await db.Workers.AsNoTracking().Where(w => named.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var names = by == MeasureBy.Worker ? workers : teams;
        var groups = result
            .Groups.Select(g => new MeasureGroup(g.Key, MeasureCohort.Name(by, g.Key, names), g.Value[measure, 0]))
            // It is counted from other measures, whose groups are none of its own.
            .Where(g => measure.Id != MeasureDefinition.ObjectivesOnCourse || g.Figure.Denominator > 0)
            .OrderBy(g => MeasureCohort.Order(by, g.Key))
            .ThenBy(g => g.Name, StringComparer.Ordinal)
            .ToList();

        var cohort = group is null ? scope.Cohort : scope.Cohort with { Keys = new Dictionary<MeasureBy, string> { [by] = group } };
        var behind = MeasureEngine
            .Behind(seen, basis, new MeasureQuestion([periods[0]], detail.Day, cohort), measure)
            .Where(c => met is null || c.Met == met)
            .OrderBy(c => c.Length is { } length ? -length : 0)
            .ThenByDescending(c => c.On)
            .ThenBy(c => c.PersonId)
            .ToList();
        var pages = Math.Max(1, (behind.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var listed = behind.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = listed.Select(l => l.PersonId).Distinct().ToList();
        // Asked once more of those who are listed: nobody is shown by name whom the reader may not read.
        var people = await access
            .ReadableAmong(actor)
            .Where(o => ids.Contains(o.PersonId))
            .Select(o => new
            {
                o.PersonId,
                o.DisplayName,
                o.Status,
                o.TeamId,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
            })
            .ToDictionaryAsync(o => o.PersonId, ct);
        return detail with
        {
            Groups = groups,
            InNoGroup =
                (detail.Now.Denominator ?? detail.Now.Numerator ?? 0) is var whole && measure.Unit is MeasureUnit.Percent or MeasureUnit.Number
                    ? whole - groups.Sum(g => g.Figure.Denominator ?? g.Figure.Numerator ?? 0)
                    : 0,
            Changes = Contributions(detail.Now, detail.Before, result, by, names),
            Lines =
            [
                .. listed
                    .Where(l => people.ContainsKey(l.PersonId))
                    .Select(l =>
                    {
                        var p = people[l.PersonId];
                        return new BehindLine(l.PersonId, p.DisplayName, p.Status, p.TeamId is { } t ? teams.GetValueOrDefault(t) : null, p.Worker, l.On, l.Met, l.Length);
                    }),
            ],
            Total = behind.Count,
            Page = page,
            Pages = pages,
        };
    }

    /// <summary>What each group brought to the change since a year ago, by name, and what stands in no group. They add up to it.</summary>
    private static List<(string Name, double Share)> Contributions(
        MeasureFigure now,
        MeasureFigure before,
        MeasureResult result,
        MeasureBy by,
        IReadOnlyDictionary<Guid, string> names
    )
    {
        var m = now.Measure;
        var parts = result.Groups.Select(g => (g.Key, Of: (Now: g.Value[m, 0], Before: g.Value[m, 1])));
        return
        [
            .. MeasureChange
                .Parts(
                    now,
                    before,
                    parts.Select(p => (p.Key, new Counted(p.Of.Now.Numerator ?? 0, p.Of.Now.Denominator ?? 0, p.Of.Before.Numerator ?? 0, p.Of.Before.Denominator ?? 0)))
                )
                .Select(p => (p.Key == ChangePart.Rest ? "Children whose records you may not open" : MeasureCohort.Name(by, p.Key, names), p.Brought)),
        ];
    }
}

/// <summary>Which children stand in parts of a whole that counts everybody.</summary>
internal static class OpenChildren
{
    /// <summary>Whose record the reader may not open is counted in the whole, and in no part that could give them away.</summary>
    public static async Task<IReadOnlyList<ChildHistory>> Open(this RecordAccess access, KithDb db, IReadOnlyList<ChildHistory> children, Actor actor, CancellationToken ct)
    {
        var readable = access.ReadableAmong(actor);
        var closed = (
            // From the few restrictions, and not by a look at everybody.
            await db.Restrictions.AsNoTracking().Where(x => x.EndedAt == null && !readable.Any(r => r.PersonId == x.PersonId)).Select(x => x.PersonId).Distinct().ToListAsync(ct)
        ).ToHashSet();
        return closed.Count == 0 ? children : [.. children.Where(c => !closed.Contains(c.PersonId))];
    }
}
