using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.CinCensus;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>What an evaluation is made from.</summary>
/// <param name="Children">Those of whom anything may count.</param>
public sealed record LoadedMeasures(IReadOnlyList<ChildHistory> Children, MeasureBasis Basis);

/// <summary>Reads what measures are worked out from: a fixed number of queries, each by an index, whatever the period.</summary>
[UseCase]
public sealed class MeasureData(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>The children of whom anything may count since a day, and the authority's own lengths and workers.</summary>
    /// <param name="readableBy">Only children whose record this actor may open; null for all, as the authority counts them.</param>
    /// <param name="plan">Whether the objectives of the improvement plan are read too, which one measure alone counts.</param>
    public async Task<LoadedMeasures> Load(DateOnly from, Actor? readableBy, CancellationToken ct = default, bool plan = true)
    {
        var book = await PolicyBook.Load(db, ct);
        return await Load(book, await Packed(from, readableBy, ct), from, readableBy, plan, ct);
    }

    /// <summary>The same where the children were read already.</summary>
    internal async Task<LoadedMeasures> Load(PolicyBook book, List<ChildHistory> children, DateOnly from, Actor? readableBy, bool plan, CancellationToken ct)
    {
        var rare = await Rare(book, from, plan, ct);
        await Complete(children, rare.Loose, rare.Spans, readableBy, ct);
        return new(children, await Basis(book, rare, from, ct));
    }

    /// <summary>What tables of their own hold.</summary>
    internal Task<RareFacts> Rare(PolicyBook book, DateOnly from, bool plan, CancellationToken ct) => new RareFacts(db, clock.Today, new IntervalPolicy(book)).Load(from, plan, ct);

    /// <summary>What children are counted with.</summary>
    internal async Task<MeasureBasis> Basis(PolicyBook book, RareFacts rare, DateOnly from, CancellationToken ct)
    {
        var code = await AuthorityCode(book, ct);
        var (workers, posts, sick) = await Staff(from, ct);
        return new MeasureBasis(new IntervalPolicy(book))
        {
            Workers = workers,
            Posts = posts.ToLookup(p => p.TeamId),
            Sick = sick.ToLookup(x => x.WorkerId),
            Loose = rare.Loose.ToLookup(f => f.PersonId),
            Spans = rare.Spans.ToLookup(f => f.PersonId),
            ServiceFacts = rare.ServiceFacts,
            ServiceSpans = rare.ServiceSpans,
            Objectives = rare.Objectives,
            Authority = code,
            Population = day => AreaPopulation.On(book, code, day),
        };
    }

    /// <summary>Of some people those who have a child's record, and the histories of those of them of whom nothing else counts.</summary>
    internal async Task<(List<Guid> Known, List<ChildHistory> Others)> Known(IEnumerable<Guid> people, DateOnly from, CancellationToken ct)
    {
        var since = from.DayNumber;
        var asked = people.Distinct().ToList();
        var nothing = Array.Empty<byte>();
        var rows = await db
            .ChildFacts.AsNoTracking()
            .Where(f => asked.Contains(f.PersonId))
            .Select(f => new
            {
                f.PersonId,
                Counted = f.LastDay >= since,
                Facts = f.LastDay >= since ? nothing : f.Facts,
            })
            .ToListAsync(ct);
        return ([.. rows.Where(r => r.Counted).Select(r => r.PersonId)], [.. rows.Where(r => !r.Counted).Select(r => FactCodec.Unpack(r.PersonId, r.Facts))]);
    }

    /// <summary>The authority's code; where nobody has said it, that of a return which was loaded.</summary>
    private async Task<string> AuthorityCode(PolicyBook book, CancellationToken ct)
    {
        if (book.Value(Policies.LocalAuthorityCode, clock.Today) is { Length: > 0 } said)
        {
            return said;
        }
        var tables = CollectionYear.All.Select(y => ReturnManifest.Table(y.EndYear)).ToList();
        var content = await db
            .ExtractRows.AsNoTracking()
            .Where(r => r.Source == Sources.CinCensus && tables.Contains(r.Table))
            .OrderBy(r => r.SourceKey)
            .Select(r => r.Content)
            .FirstOrDefaultAsync(ct);
        return content is null ? "" : ReturnManifest.Of(content).Lea ?? "";
    }

    private enum StaffKind
    {
        Worker,
        Posts,
        Sick,
    }

    /// <summary>Workers, funded posts of social workers, and days off sick since a day: one query.</summary>
    internal async Task<(IReadOnlyDictionary<Guid, MeasuredWorker> Workers, List<Funded> Posts, List<OffSick> Sick)> Staff(DateOnly from, CancellationToken ct)
    {
        var workers = db
            .Workers.AsNoTracking()
            .Where(w => w.SourceEndedOn == null)
            .Select(w => new
            {
                Kind = StaffKind.Worker,
                w.Id,
                w.TeamId,
                Title = "",
                From = w.StartedOn,
                To = w.LeftOn,
                Count = w.FullTimeEquivalent,
                w.NewlyQualified,
                Agency = w.Contract == ContractKind.Agency,
                Registered = w.RegistrationNumber != null && w.RegistrationNumber != "",
            });
        var posts = db
            .FundedPosts.AsNoTracking()
            .Where(p => p.SocialWork)
            .Select(p => new
            {
                Kind = StaffKind.Posts,
                p.Id,
                TeamId = (Guid?)p.TeamId,
                p.Title,
                From = (DateOnly?)p.From,
                To = (DateOnly?)null,
                Count = p.FullTimeEquivalent,
                NewlyQualified = false,
                Agency = false,
                Registered = false,
            });
        // By the index of first days: nobody is off sick for two years before a period and still paid in it.
        var earliest = from.AddYears(-2);
        var sick = db
            .SicknessAbsences.AsNoTracking()
            .Where(a => a.From >= earliest && (a.To == null || a.To >= from))
            .Select(a => new
            {
                Kind = StaffKind.Sick,
                Id = a.WorkerId,
                TeamId = (Guid?)null,
                Title = "",
                From = (DateOnly?)a.From,
                a.To,
                Count = 0m,
                NewlyQualified = false,
                Agency = false,
                Registered = false,
            });
        var rows = (await workers.Concat(posts).Concat(sick).ToListAsync(ct)).ToLookup(r => r.Kind);
        return (
            rows[StaffKind.Worker].ToDictionary(w => w.Id, w => new MeasuredWorker(w.Id, w.TeamId, w.Count, w.NewlyQualified, w.Agency, w.Registered, w.From, w.To)),
            [.. rows[StaffKind.Posts].Select(p => new Funded(p.TeamId!.Value, p.Title, p.From!.Value, p.Count))],
            [.. rows[StaffKind.Sick].Select(a => new OffSick(a.Id, a.From!.Value, a.To))]
        );
    }

    internal async Task<List<ChildHistory>> Histories(DateOnly from, Actor? readableBy, CancellationToken ct)
    {
        var children = await Packed(from, readableBy, ct);
        if (await db.ChildFacts.AnyAsync(f => f.Edition < FactCodec.Edition, ct))
        {
            children.AddRange(await FromRecords(readableBy, ct));
        }
        return children;
    }

    private async Task<List<ChildHistory>> Packed(DateOnly from, Actor? readableBy, CancellationToken ct)
    {
        var since = from.DayNumber;
        var rows = db.ChildFacts.AsNoTracking().Where(f => f.LastDay >= since && f.Edition == FactCodec.Edition);
        if (readableBy is not null)
        {
            rows = from f in rows join o in access.ReadableChildren(readableBy) on f.PersonId equals o.PersonId select f;
        }
        return [.. (await rows.Select(f => new { f.PersonId, f.Facts }).ToListAsync(ct)).AsParallel().AsOrdered().Select(f => FactCodec.Unpack(f.PersonId, f.Facts))];
    }

    // After an upgrade some wait for `kith rebuild`: their records are asked, slowly, rather than leaving them out.

    private async Task<List<ChildHistory>> FromRecords(Actor? readableBy, CancellationToken ct)
    {
        var among = readableBy is null ? db.ChildOverviews.AsNoTracking() : access.ReadableChildren(readableBy);
        var waiting = await among
            .Where(o => db.ChildFacts.Any(f => f.PersonId == o.PersonId && f.Edition < FactCodec.Edition))
            .OrderBy(o => o.PersonId)
            .Select(o => o.PersonId)
            .ToListAsync(ct);
        var basis = await ProjectionBasis.Load(db, clock.Today, ct);
        var made = new List<ChildHistory>();
        foreach (var batch in waiting.Chunk(500))
        {
            made.AddRange(
                (await ChildRecords.Load(db, batch, null, ct))
                    .Where(r => OverviewProjection.Of(r) is not null)
                    .Select(r => ChildHistoryOf.Of(r, OversightStretches.Of(r, basis.Intervals.Book, basis.DisabledTeams)))
            );
        }
        return made;
    }

    /// <summary>Children of whom nothing else counts, but one of these does; and those whose facts are of an earlier edition.</summary>
    private async Task Complete(List<ChildHistory> children, List<LooseFact> loose, List<LooseSpan> spans, Actor? readableBy, CancellationToken ct)
    {
        var here = children.Select(c => c.PersonId).ToHashSet();
        var wanting = loose.Select(f => f.PersonId).Concat(spans.Select(s => s.PersonId)).Where(id => !here.Contains(id)).Distinct().ToList();
        // Asked also where nobody is wanting, which costs next to nothing, so that a page asks the same of every council.
        var rows = db.ChildFacts.AsNoTracking().Where(f => wanting.Contains(f.PersonId) && f.Edition == FactCodec.Edition);
        if (readableBy is not null)
        {
            rows = from f in rows join o in access.ReadableAmong(readableBy) on f.PersonId equals o.PersonId select f;
        }
        // In the same statement: whether any facts are older than this edition.
        var older = db.ChildFacts.AsNoTracking().Where(f => f.Edition < FactCodec.Edition).OrderBy(f => f.Edition).ThenBy(f => f.PersonId).Take(1);
        var found = await rows.Select(f => new
            {
                f.PersonId,
                f.Edition,
                f.Facts,
            })
            .Concat(
                older.Select(f => new
                {
                    f.PersonId,
                    f.Edition,
                    f.Facts,
                })
            )
            .ToListAsync(ct);
        children.AddRange(found.Where(f => f.Edition == FactCodec.Edition).Select(f => FactCodec.Unpack(f.PersonId, f.Facts)));
        if (found.Any(f => f.Edition != FactCodec.Edition))
        {
            children.AddRange(await FromRecords(readableBy, ct));
        }
    }
}

/// <summary>How many children of 0 to 17 live in the area.</summary>
public static class AreaPopulation
{
    /// <summary>As the authority has set it; or as the published figures give it for the authority's code; or null.</summary>
    public static int? On(PolicyBook book, string code, DateOnly day)
    {
        var set = book.Whole(Policies.Population, day);
        if (set > 0)
        {
            return set;
        }
        return code.Length == 0 ? null : Benchmarks.PopulationOf(code, ReportingYear(day));
    }

    /// <summary>The reporting year (by the March in which it ends) that a day is in.</summary>
    public static int ReportingYear(DateOnly day) => day.Month > 3 ? day.Year + 1 : day.Year;
}
