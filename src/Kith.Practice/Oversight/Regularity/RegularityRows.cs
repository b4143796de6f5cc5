using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>One open child on a day: what <see cref="ChildRegularity"/> says, and by what children are put in groups.</summary>
public sealed class RegularityRow
{
    public Guid PersonId { get; init; }
    public bool Disabled { get; init; }
    public string? Ethnicity { get; init; }
    public DateOnly? BornOn { get; init; }
    public string? HouseholdKey { get; init; }

    /// <summary>The stretch that holds on the day: team, worker, plan, the last look and the next.</summary>
    public Guid? TeamId { get; init; }
    public Guid? WorkerId { get; init; }
    public int? AllocatedDay { get; init; }
    public ChildStatus Plan { get; init; }

    /// <summary>Whether there was an oversight since the case opened.</summary>
    public bool Overseen { get; init; }
    public int AnchorDay { get; init; }
    public int DueDay { get; init; }
    public required ChildRegularity Stands { get; init; }
    public bool Late => Stands.Late;

    /// <summary>In order of what is due first; the same days always in the same order.</summary>
    public static int DueFirst(RegularityRow a, RegularityRow b) => a.DueDay != b.DueDay ? a.DueDay.CompareTo(b.DueDay) : a.PersonId.CompareTo(b.PersonId);
}

/// <summary>Open children of one day of a trend, and those of them on time: disabled children (index 1) and others (0).</summary>
public sealed class TrendDay(int day)
{
    public int Day { get; } = day;
    public int[] Open { get; } = new int[2];
    public int[] OnTime { get; } = new int[2];
}

/// <summary>The open children of a day, and the days of the trend that were asked for.</summary>
public sealed record RegularityOnDay(IReadOnlyList<RegularityRow> Rows, IReadOnlyList<TrendDay> Trend);

/// <summary>
/// Finds the open children of a day whom somebody may read, with how regular their oversight was: their packed stretches
/// are read in one statement, and each child is asked by the rules of <see cref="Regularity"/>, on all processors.
/// </summary>
[UseCase]
public sealed class RegularityRows(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>With fewer children than this one thread is quicker than two.</summary>
    private const int WorthDividing = 2000;

    /// <summary>The open children of a day. Two statements.</summary>
    /// <param name="teamId">Only the children whom this team held on the day.</param>
    /// <param name="trend">Days besides, of which only numbers are wanted.</param>
    public async Task<RegularityOnDay> On(DateOnly day, Guid? teamId, Actor actor, IReadOnlyList<DateOnly>? trend = null, CancellationToken ct = default)
    {
        var d = day.DayNumber;
        var days = (trend ?? []).Select(t => t.DayNumber).ToList();
        var first = days.Append(d).Min();
        var found = await (
            from f in db.OversightDays.AsNoTracking()
            where f.LastDay >= first && f.Edition == StretchCodec.Edition
            join o in access.ReadableChildren(actor) on f.PersonId equals o.PersonId
            select new Packed(f.PersonId, f.Stretches, o.Disabled, o.Ethnicity, o.BornOn, o.HouseholdKey)
        ).ToListAsync(ct);
        if (await db.OversightDays.AnyAsync(f => f.Edition < StretchCodec.Edition, ct))
        {
            found.AddRange(await FromRecords(actor, ct));
        }
        if (found.Count < WorthDividing)
        {
            var all = Read(found, 0, 1, d, teamId, days);
            return new(all.Rows, all.Trend);
        }
        var shares = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount)).ToList();
        var parts = shares.AsParallel().AsOrdered().WithDegreeOfParallelism(shares.Count).Select(part => Read(found, part, shares.Count, d, teamId, days)).ToList();
        var sum = parts[0].Trend;
        foreach (var part in parts.Skip(1))
        {
            for (var i = 0; i < sum.Count; i++)
            {
                for (var who = 0; who < 2; who++)
                {
                    sum[i].Open[who] += part.Trend[i].Open[who];
                    sum[i].OnTime[who] += part.Trend[i].OnTime[who];
                }
            }
        }
        return new([.. parts.SelectMany(p => p.Rows)], sum);
    }

    /// <summary>The stretches of one child, in order.</summary>
    public async Task<IReadOnlyList<OversightStretch>> Of(Guid child, CancellationToken ct = default)
    {
        var row = await db.OversightDays.AsNoTracking().FirstOrDefaultAsync(f => f.PersonId == child, ct);
        return row is null ? []
            : row.Edition == StretchCodec.Edition ? row.Unpack()
            : (await FromRecords([child], ct)).Select(r => r.Stretches).FirstOrDefault([]);
    }

    /// <summary>What the children and workers of some rows are called: two queries.</summary>
    internal async Task<(Dictionary<Guid, string> Children, Dictionary<Guid, string> Workers)> Names(IReadOnlyList<RegularityRow> listed, CancellationToken ct)
    {
        var ids = listed.Select(r => r.PersonId).ToList();
        var workers = listed.Select(r => r.WorkerId).OfType<Guid>().Distinct().ToList();
        return (
            await db.ChildOverviews.AsNoTracking().Where(o => ids.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct),
            await db.Workers.AsNoTracking().Where(w => workers.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct)
        );
    }

    private sealed record Packed(Guid PersonId, byte[] Stretches, bool Disabled, string? Ethnicity, DateOnly? BornOn, string? HouseholdKey);

    /// <summary>Every so-manieth child, beginning with one.</summary>
    private static (List<RegularityRow> Rows, List<TrendDay> Trend) Read(List<Packed> all, int from, int step, int d, Guid? teamId, List<int> days)
    {
        var rows = new List<RegularityRow>(all.Count / step + 1);
        var trend = days.Select(t => new TrendDay(t)).ToList();
        var room = new List<OversightStretch>();
        for (var n = from; n < all.Count; n += step)
        {
            var child = all[n];
            var count = StretchCodec.Unpack(child.PersonId, child.Stretches, room);
            var who = child.Disabled ? 1 : 0;
            OversightStretch? now = null;
            for (var i = 0; i < count; i++)
            {
                var s = room[i];
                if (teamId is not null && s.TeamId != teamId)
                {
                    continue;
                }
                now = s.Holds(d) ? s : now;
                foreach (var t in trend)
                {
                    if (s.Holds(t.Day))
                    {
                        t.Open[who]++;
                        t.OnTime[who] += s.DueDay >= t.Day ? 1 : 0;
                    }
                }
            }
            if (now is not null)
            {
                rows.Add(
                    new RegularityRow
                    {
                        PersonId = child.PersonId,
                        Disabled = child.Disabled,
                        Ethnicity = child.Ethnicity,
                        BornOn = child.BornOn,
                        HouseholdKey = child.HouseholdKey,
                        TeamId = now.TeamId,
                        WorkerId = now.WorkerId,
                        AllocatedDay = now.AllocatedDay,
                        Plan = now.Plan,
                        Overseen = now.Overseen > 0,
                        AnchorDay = now.AnchorDay,
                        DueDay = now.DueDay,
                        Stands = Regularity.Of(now, Regularity.Then(room, count, now, d), d),
                    }
                );
            }
        }
        return (rows, trend);
    }

    // After an upgrade some wait for `kith rebuild`: their records are asked, slowly, rather than leaving them out.

    private async Task<List<Packed>> FromRecords(Actor actor, CancellationToken ct)
    {
        var waiting = await access
            .ReadableChildren(actor)
            .Where(o => db.OversightDays.Any(f => f.PersonId == o.PersonId && f.Edition < StretchCodec.Edition))
            .Select(o => new Packed(o.PersonId, Array.Empty<byte>(), o.Disabled, o.Ethnicity, o.BornOn, o.HouseholdKey))
            .ToListAsync(ct);
        var made = (await FromRecords([.. waiting.Select(w => w.PersonId)], ct)).ToDictionary(m => m.PersonId, m => m.Stretches);
        return [.. waiting.Where(w => made.ContainsKey(w.PersonId)).Select(w => w with { Stretches = StretchCodec.Pack(made[w.PersonId]) })];
    }

    private async Task<List<(Guid PersonId, IReadOnlyList<OversightStretch> Stretches)>> FromRecords(IReadOnlyCollection<Guid> children, CancellationToken ct)
    {
        var basis = await ProjectionBasis.Load(db, clock.Today, ct);
        var made = new List<(Guid, IReadOnlyList<OversightStretch>)>();
        foreach (var batch in children.Order().Chunk(500))
        {
            made.AddRange((await ChildRecords.Load(db, batch, null, ct)).Select(r => (r.Person.Id, OversightStretches.Of(r, basis.Intervals.Book, basis.DisabledTeams))));
        }
        return made;
    }
}
