using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>A child who is part of a change.</summary>
public sealed record ChangedChild(Guid Id, string Name);

/// <summary>How one measure moved, and what brought that about.</summary>
/// <param name="Change">In points, or in number (of a rate too); null where it cannot be said.</param>
/// <param name="Parts">What each group brought, by name, the most first; their sum is the change.</param>
/// <param name="Came">Children counted now and not before: how many, and the first of them.</param>
/// <param name="Went">Children counted before and not now.</param>
/// <param name="Turned">Of a share: children who were in the whole both times and are counted in it otherwise than before.</param>
public sealed record MeasureMove(
    MeasureDefinition Measure,
    MeasureFigure Now,
    MeasureFigure Before,
    double? Change,
    IReadOnlyList<(string Name, double Brought)> Parts,
    (int Count, IReadOnlyList<ChangedChild> First) Came,
    (int Count, IReadOnlyList<ChangedChild> First) Went,
    (int Count, IReadOnlyList<ChangedChild> First) Turned
)
{
    /// <summary>Whether it moved for the better; null where the measure says no better, or nothing moved.</summary>
    public bool? ForTheBetter => Measure.Better == Polarity.None || Change is not { } by || by == 0 ? null : by > 0 == (Measure.Better == Polarity.HigherIsBetter);

    /// <summary>The change beside what chance alone moves in a number of that size: for the order of reading, and no test.</summary>
    internal double Weight
    {
        get
        {
            if (Change is not { } by)
            {
                return 0;
            }
            var (now, before) = (Now.Denominator ?? 0, Before.Denominator ?? 0);
            var spread = Measure.Unit switch
            {
                MeasureUnit.Percent when now + before > 0 && ((Now.Numerator ?? 0) + (Before.Numerator ?? 0)) / (now + before) is > 0 and < 1 and var share => 100
                    * Math.Sqrt(share * (1 - share) / Math.Max(1, now)),
                MeasureUnit.Percent => 100,
                MeasureUnit.Ratio => Math.Sqrt(Math.Max(0.01, Before.Value ?? 0) / Math.Max(1, before)),
                MeasureUnit.Number or MeasureUnit.Per10000 => Math.Sqrt(Math.Max(1, Before.Numerator ?? 0)),
                _ => Math.Sqrt(Math.Max(1, Before.Value ?? 0)),
            };
            return Math.Abs(by) / spread;
        }
    }
}

/// <summary>What changed between two days.</summary>
/// <param name="Moves">Measures that moved, or whose children did; null where the reader sees whole numbers alone.</param>
/// <param name="Still">How many measures did neither.</param>
public sealed record ChangesPage(DateOnly Day, DateOnly Since, MeasureScope Scope, IReadOnlyList<MeasureScope> Scopes, MeasureBy By, IReadOnlyList<MeasureMove>? Moves, int Still);

/// <summary>Shows what changed since some days ago and what brought it about: by group, adding up, and down to the children.</summary>
[UseCase]
public sealed class ShowChanges(KithDb db, MeasureData data, MeasureScopes scopes, RecordAccess access)
{
    /// <summary>How long ago one may ask about, in days: a week unless asked otherwise.</summary>
    public static IReadOnlyList<int> Spans { get; } = [7, 28, 91, 364];

    /// <summary>Children named for each way of moving.</summary>
    private const int Named = 3;

    /// <summary>How many changes a person reads in a minute.</summary>
    public const int InAMinute = 8;

    /// <summary>The changes to read first: the largest beside what chance alone moves in a number of that size; each once, the first of its family.</summary>
    public static IReadOnlyList<MeasureMove> MovedMost(IEnumerable<MeasureMove> moves) =>
        [
            .. moves
                .Where(m => m.Weight > 0)
                .OrderByDescending(m => Math.Round(m.Weight, 6))
                .ThenBy(m => MeasureCatalogue.PlaceOf(m.Measure.Id))
                .DistinctBy(m => m.Measure.Family)
                .Take(InAMinute),
        ];

    /// <summary>A fixed number of queries, and three passes over the children.</summary>
    public async Task<ChangesPage> Show(DateOnly? on, int? days, string? scopeKey, MeasureBy by, Actor actor, CancellationToken ct = default)
    {
        var all = await scopes.List(actor, ct);
        var scope = MeasureScopes.Chosen(all, scopeKey);
        var day = scopes.Day(scope, on);
        var since = day.AddDays(-(days is { } asked && Spans.Contains(asked) ? asked : Spans[0]));
        if (scope.Wide)
        {
            // Two days close to each other would give away what happened between them.
            return new(day, since, scope, all, by, null, 0);
        }
        var (now, before) = (MeasurePeriod.YearTo(day), MeasurePeriod.YearTo(since));
        var (children, basis) = await data.Load(before.From, scope.Whole ? null : actor, ct, plan: false);
        var whole = MeasureEngine.Evaluate(children, basis, new MeasureQuestion([now, before], day, scope.Cohort)).Whole;
        var open = scope.Whole ? await access.Open(db, children, actor, ct) : children;
        var groups = MeasureEngine.Evaluate(open, basis, new MeasureQuestion([now, before], day, scope.Cohort, by)).Groups;
        var counted = MeasureEngine.BehindAll(open, basis, new MeasureQuestion([now], day, scope.Cohort));
        var countedBefore = MeasureEngine.BehindAll(open, basis, new MeasureQuestion([before], day, scope.Cohort));

        var keys = by == MeasureBy.Worker ? groups.Keys.Select(k => Guid.TryParse(k, out var w) ? w : Guid.Empty).ToList() : [];
        var names = by == MeasureBy.Worker ? await db.Workers.AsNoTracking().Where(w => keys.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct) : scopes.TeamNames;

        var drafts = new List<(MeasureDefinition Measure, double? Change, IReadOnlyList<ChangePart> Parts, List<Guid> Came, List<Guid> Went, List<Guid> Turned)>();
        var wanted = MeasureCatalogue.Leading.Where(m => !m.IsOfWorkers && !m.IsOfPlan).ToList();
        foreach (var m in wanted)
        {
            var (came, went, turned) = Moved(m, counted, countedBefore);
            var change = MeasureChange.Of(whole[m, 0], whole[m, 1]);
            if (Math.Abs(change ?? 0) < 1e-9 && came.Count + went.Count + turned.Count == 0)
            {
                continue;
            }
            var parts = MeasureChange.Parts(whole[m, 0], whole[m, 1], groups.Select(g => (g.Key, Of(g.Value[m, 0], g.Value[m, 1]))));
            drafts.Add((m, change, parts, came, went, turned));
        }
        var shown = drafts.SelectMany(d => d.Came.Take(Named).Concat(d.Went.Take(Named)).Concat(d.Turned.Take(Named))).Distinct().ToList();
        // Asked once more of those who are listed: nobody is shown by name whom the reader may not read.
        var people = await access.ReadableAmong(actor).Where(o => shown.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);
        (int, IReadOnlyList<ChangedChild>) Some(List<Guid> ids) =>
            (ids.Count, [.. ids.Take(Named).Where(people.ContainsKey).Select(id => new ChangedChild(id, people[id])).OrderBy(c => c.Name, StringComparer.Ordinal)]);
        return new(
            day,
            since,
            scope,
            all,
            by,
            [
                .. drafts.Select(d => new MeasureMove(
                    d.Measure,
                    whole[d.Measure, 0],
                    whole[d.Measure, 1],
                    d.Change,
                    [.. d.Parts.Select(p => (p.Key == ChangePart.Rest ? "Children whose records you may not open" : MeasureCohort.Name(by, p.Key, names), p.Brought))],
                    Some(d.Came),
                    Some(d.Went),
                    Some(d.Turned)
                )),
            ],
            wanted.Count - drafts.Count
        );
    }

    private static Counted Of(MeasureFigure now, MeasureFigure before) => new(now.Numerator ?? 0, now.Denominator ?? 0, before.Numerator ?? 0, before.Denominator ?? 0);

    private static (List<Guid> Came, List<Guid> Went, List<Guid> Turned) Moved(MeasureDefinition m, ILookup<int, CountedChild> now, ILookup<int, CountedChild> before)
    {
        var place = MeasureCatalogue.PlaceOf(m.Id);
        var (counts, old) = (Times(now[place], m), Times(before[place], m));
        List<Guid> came = [],
            went = [],
            turned = [];
        foreach (var (child, (all, met)) in counts)
        {
            var (oldAll, oldMet) = old.GetValueOrDefault(child);
            if (oldAll == 0)
            {
                came.Add(child);
            }
            else if (all != oldAll || met != oldMet)
            {
                turned.Add(child);
            }
        }
        went.AddRange(old.Keys.Where(c => !counts.ContainsKey(c)));
        return (Sorted(came), Sorted(went), Sorted(turned));

        static List<Guid> Sorted(List<Guid> ids)
        {
            ids.Sort();
            return ids;
        }
    }

    /// <summary>How often each child is counted, and met. Of plain numbers only who is in them counts.</summary>
    private static Dictionary<Guid, (int All, int Met)> Times(IEnumerable<CountedChild> counted, MeasureDefinition m)
    {
        var times = new Dictionary<Guid, (int All, int Met)>();
        foreach (var c in counted)
        {
            if (m.Unit is MeasureUnit.Number or MeasureUnit.Per10000 && !c.Met)
            {
                continue;
            }
            var (all, met) = times.GetValueOrDefault(c.PersonId);
            times[c.PersonId] = (all + 1, met + (c.Met ? 1 : 0));
        }
        return times;
    }
}
