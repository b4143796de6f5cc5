using Kith.Practice.Access;
using Kith.Practice.Audits;
using Kith.Practice.Import;
using Kith.Practice.Oversight;
using Kith.Practice.Projections;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
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
    public async Task<LoadedMeasures> Load(DateOnly from, Actor? readableBy, CancellationToken ct = default)
    {
        var book = await PolicyBook.Load(db, ct);
        var children = await Histories(from, readableBy, ct);
        var loose = await Loose(from, ct);
        var spans = await Recommendations(from, loose, ct);
        await Complete(children, loose, spans, readableBy, ct);
        var code = await AuthorityCode(book, ct);
        var workers = await db
            .Workers.AsNoTracking()
            .Where(w => w.SourceEndedOn == null)
            .Select(w => new
            {
                w.Id,
                w.TeamId,
                w.FullTimeEquivalent,
                w.NewlyQualified,
                w.Contract,
                w.RegistrationNumber,
                w.StartedOn,
                w.LeftOn,
            })
            .ToListAsync(ct);
        return new(
            children,
            new MeasureBasis(new IntervalPolicy(book))
            {
                Workers = workers.ToDictionary(
                    w => w.Id,
                    w => new MeasuredWorker(
                        w.Id,
                        w.TeamId,
                        w.FullTimeEquivalent,
                        w.NewlyQualified,
                        w.Contract == ContractKind.Agency,
                        !string.IsNullOrEmpty(w.RegistrationNumber),
                        w.StartedOn,
                        w.LeftOn
                    )
                ),
                Loose = loose.ToLookup(f => f.PersonId),
                Spans = spans.ToLookup(f => f.PersonId),
                Authority = code,
                Population = day => AreaPopulation.On(book, code, day),
            }
        );
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

    private async Task<List<ChildHistory>> Histories(DateOnly from, Actor? readableBy, CancellationToken ct)
    {
        var since = from.DayNumber;
        var rows = db.ChildFacts.AsNoTracking().Where(f => f.LastDay >= since && f.Edition == FactCodec.Edition);
        if (readableBy is not null)
        {
            rows = from f in rows join o in access.ReadableChildren(readableBy) on f.PersonId equals o.PersonId select f;
        }
        var children = (await rows.Select(f => new { f.PersonId, f.Facts }).ToListAsync(ct)).AsParallel().AsOrdered().Select(f => FactCodec.Unpack(f.PersonId, f.Facts)).ToList();
        // After an upgrade some wait for `kith rebuild`: their records are asked, slowly, rather than leaving them out.
        if (await db.ChildOverviews.CountAsync(ct) != await db.ChildFacts.CountAsync(f => f.Edition == FactCodec.Edition, ct))
        {
            children.AddRange(await FromRecords(readableBy, ct));
        }
        return children;
    }

    private async Task<List<ChildHistory>> FromRecords(Actor? readableBy, CancellationToken ct)
    {
        var among = readableBy is null ? db.ChildOverviews.AsNoTracking() : access.ReadableChildren(readableBy);
        var waiting = await among
            .Where(o => !db.ChildFacts.Any(f => f.PersonId == o.PersonId && f.Edition == FactCodec.Edition))
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

    /// <summary>What is rare enough to be read from its own table.</summary>
    private async Task<List<LooseFact>> Loose(DateOnly from, CancellationToken ct)
    {
        var loose = new List<LooseFact>();
        var attendance = MeasureCatalogue.PlaceOf("strategy_attendance");
        var discussions = await db
            .StrategyDiscussions.AsNoTracking()
            .Where(d => d.HeldOn >= from && d.SourceEndedOn == null && db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended != null))
            .Select(d => new
            {
                d.PersonId,
                HeldOn = d.HeldOn!.Value,
                Police = db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended == true && p.Agency == Agency.Police),
                Health = db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended == true && p.Agency == Agency.Health),
                Care = db.Participants.Any(p => p.MeetingId == d.TogetherId!.Value && p.Attended == true && p.Agency == Agency.SocialCare),
            })
            .ToListAsync(ct);
        loose.AddRange(discussions.Select(d => new LooseFact(d.PersonId, attendance, d.HeldOn, d is { Police: true, Health: true, Care: true } ? 1 : 0, 1)));

        var offered = MeasureCatalogue.PlaceOf("rhi_72h:offered");
        var instant = LondonTime.StartOfDayUtc(from);
        var missing = await db
            .MissingEpisodes.AsNoTracking()
            .Where(m => m.FoundAt >= instant && m.InterviewOffered != null && m.SourceEndedOn == null)
            .Select(m => new
            {
                m.PersonId,
                m.FoundAt,
                m.InterviewOffered,
            })
            .ToListAsync(ct);
        loose.AddRange(missing.Select(m => new LooseFact(m.PersonId, offered, LondonTime.DateOf(m.FoundAt!.Value), m.InterviewOffered == true ? 1 : 0, 1)));

        var (done, graded) = (MeasureCatalogue.PlaceOf("audit_done"), MeasureCatalogue.PlaceOf("audit_grade"));
        var audits = await db
            .Audits.AsNoTracking()
            .Where(a => a.CompletedOn >= from && a.SourceEndedOn == null)
            .Select(a => new
            {
                a.PersonId,
                a.CompletedOn,
                Grade = a.ModeratedGrade ?? a.Grade,
            })
            .ToListAsync(ct);
        foreach (var a in audits)
        {
            loose.Add(new(a.PersonId, done, a.CompletedOn, 1, 0));
            loose.Add(new(a.PersonId, graded, a.CompletedOn, a.Grade is AuditGrade.Outstanding or AuditGrade.Good ? 1 : 0, 1));
        }
        return loose;
    }

    private async Task<List<LooseSpan>> Recommendations(DateOnly from, List<LooseFact> loose, CancellationToken ct)
    {
        var (inTime, overdue) = (MeasureCatalogue.PlaceOf("audit_actions_done"), MeasureCatalogue.PlaceOf("audit_actions_overdue"));
        var spans = new List<LooseSpan>();
        var asked = await db
            .AuditRecommendations.AsNoTracking()
            .Where(r => (r.DueOn >= from || r.DoneOn == null || r.DoneOn >= from) && r.SourceEndedOn == null)
            .Select(r => new
            {
                r.PersonId,
                r.DueOn,
                r.DoneOn,
            })
            .ToListAsync(ct);
        foreach (var r in asked)
        {
            spans.Add(new(r.PersonId, overdue, r.DueOn.AddDays(1), r.DoneOn ?? ChildHistory.Never));
            // Due today and not done is not late yet.
            if (r.DoneOn is not null || r.DueOn < clock.Today)
            {
                loose.Add(new(r.PersonId, inTime, r.DueOn, r.DoneOn <= r.DueOn ? 1 : 0, 1));
            }
        }
        return spans;
    }

    /// <summary>Children of whom nothing else counts, but one of these does.</summary>
    private async Task Complete(List<ChildHistory> children, List<LooseFact> loose, List<LooseSpan> spans, Actor? readableBy, CancellationToken ct)
    {
        var here = children.Select(c => c.PersonId).ToHashSet();
        var wanting = loose.Select(f => f.PersonId).Concat(spans.Select(s => s.PersonId)).Where(id => !here.Contains(id)).Distinct().ToList();
        if (wanting.Count == 0)
        {
            return;
        }
        var rows = db.ChildFacts.AsNoTracking().Where(f => wanting.Contains(f.PersonId) && f.Edition == FactCodec.Edition);
        if (readableBy is not null)
        {
            rows = from f in rows join o in access.ReadableAmong(readableBy) on f.PersonId equals o.PersonId select f;
        }
        children.AddRange((await rows.ToListAsync(ct)).Select(f => FactCodec.Unpack(f.PersonId, f.Facts)));
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
