using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Network;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Oversight;

/// <summary>One oversight record as it is shown.</summary>
public sealed record OversightRecordLine(
    ManagementOversight Record,
    string? Manager,
    string? ReadBy,
    IReadOnlyList<DirectionCheck> Checks,
    IReadOnlyList<ListedAction> Directions,
    IReadOnlyList<OversightSignal> Signals,
    IReadOnlyList<(Guid Id, string Name)> Together
);

/// <summary>A child's oversight: by when the next is due and why, and every record.</summary>
public sealed record OversightPage(
    PersonHead Head,
    DateOnly Today,
    OversightStretch? Now,
    IReadOnlyList<OversightRecordLine> Records,
    IReadOnlyList<(DateOnly From, DateOnly To, int Days)> Gaps
)
{
    /// <summary>The last day in time; null where nothing is expected.</summary>
    public DateOnly? DueOn => Now is { DueDay: not OversightStretch.GoesOn } n ? DateOnly.FromDayNumber(n.DueDay) : null;
}

/// <summary>What is known of a child, beside the form in which a manager writes.</summary>
public sealed record OversightBeside(
    Guid Id,
    string Name,
    string Age,
    ChildStatus Status,
    DateOnly? PlanFrom,
    string? Worker,
    DateOnly? WorkerSince,
    DateOnly? LastSeenOn,
    bool? LastSeenAlone,
    DateOnly? LastVoiceOn,
    string? LastWords,
    ContingencyStrength Contingency,
    IReadOnlyList<(string What, DateOnly DueOn, ClockState State)> Due,
    ManagementOversight? Last,
    int LastDirections,
    int LastUndated,
    IReadOnlyList<ActionItem> Directions
)
{
    /// <summary>What the rules of quality compare with; null before the first record.</summary>
    public OversightText? Before => Last is null ? null : OversightText.Of(Last, LastDirections, LastUndated);
}

/// <summary>Shows oversight on a child's record, and what a manager needs beside the form.</summary>
[UseCase]
public sealed class ShowOversight(KithDb db, RecordAccess access, ListActions actions, ChildFamily family, RegularityRows rows, Clock clock)
{
    /// <summary>Null when there is no such child. The caller has already been allowed to read the record.</summary>
    public async Task<OversightPage?> Show(Guid childId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await PersonHeads.Of(db, childId, today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        var records = await db
            .ManagementOversights.AsNoTracking()
            .Where(o => o.PersonId == childId)
            .Select(o => new
            {
                Record = o,
                Manager = db.Workers.Where(w => w.Id == o.ManagerId).Select(w => w.Name).FirstOrDefault(),
                ReadBy = db.Workers.Where(w => w.Id == o.ReadByWorkerId).Select(w => w.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        records = [.. records.OrderByDescending(r => r.Record.On).ThenByDescending(r => r.Record.Id)];
        var checks = (await db.DirectionChecks.AsNoTracking().Where(c => c.PersonId == childId).ToListAsync(ct)).ToLookup(c => c.OversightId);
        var directions = (await actions.OfChild(childId, actor, ct)).Where(a => a.Source == ActionSource.Oversight).ToLookup(a => a.SourceId);
        var together = records.Select(r => r.Record.TogetherId).OfType<Guid>().ToList();
        var siblings = (
            together.Count == 0
                ? []
                : await (
                    from o in db.ManagementOversights.AsNoTracking()
                    where o.PersonId != childId && together.Contains(o.TogetherId!.Value)
                    join c in access.ReadableAmong(actor) on o.PersonId equals c.PersonId
                    select new { o, c.DisplayName }
                ).ToListAsync(ct)
        ).ToLookup(s => s.o.TogetherId);
        var now = (await rows.Of(childId, ct)).FirstOrDefault(s => s.Holds(today.DayNumber));
        var lines = new List<OversightRecordLine>();
        for (var i = 0; i < records.Count; i++)
        {
            var r = records[i].Record;
            var own = directions[r.Id].ToList();
            var beside = r.TogetherId is { } t ? siblings[t].ToList() : [];
            lines.Add(
                new(
                    r,
                    records[i].Manager,
                    records[i].ReadBy,
                    [.. checks[r.Id].OrderBy(c => c.Id)],
                    own,
                    OversightSignals.Of(
                        head.Name,
                        OversightText.Of(r, own.Count, own.Count(a => a.DueOn is null)),
                        i + 1 < records.Count ? OversightText.Of(records[i + 1].Record, 0, 0) : null,
                        [.. beside.Select(s => (s.DisplayName, OversightText.Of(s.o, 0, 0)))]
                    ),
                    [.. beside.Select(s => (s.o.PersonId, s.DisplayName))]
                )
            );
        }
        var days = records.Select(r => r.Record.On).Distinct().OrderDescending().ToList();
        return new(head, today, now, lines, [.. days.Zip(days.Skip(1), (later, sooner) => (sooner, later, later.DayNumber - sooner.DayNumber))]);
    }

    /// <summary>
    /// The child and brothers and sisters on whom the manager may record as well, with what is known of each. A fixed number
    /// of queries. The caller has already been allowed to read the record.
    /// </summary>
    public async Task<IReadOnlyList<OversightBeside>> Beside(Guid childId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var open = ChildWords.OpenStatuses;
        var rows = await (
            from o in family.Rows(childId, actor).Where(o => o.PersonId == childId || open.Contains(o.Status))
            select new
            {
                Child = o,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
                Words = db.VoiceEntries.Where(v => v.PersonId == o.PersonId && v.On == o.LastVoiceOn).Max(v => v.Words),
            }
        ).ToListAsync(ct);
        var ids = rows.Select(r => r.Child.PersonId).ToList();
        var due = (await db.DueItems.AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToListAsync(ct)).ToLookup(d => d.PersonId);
        var last = await OversightRows.Last(db, ids, ct);
        var lastIds = last.Values.Select(o => o.Id).ToList();
        var given = (
            await db
                .ActionItems.AsNoTracking()
                .Where(a => a.Source == ActionSource.Oversight && ids.Contains(a.PersonId!.Value) && ((a.DoneOn == null && a.EndedOn == null) || lastIds.Contains(a.SourceId)))
                .ToListAsync(ct)
        ).ToLookup(a => a.PersonId!.Value);
        return
        [
            .. rows.OrderByDescending(r => r.Child.PersonId == childId)
                .ThenBy(r => r.Child.BornOn)
                .ThenBy(r => r.Child.PersonId)
                .Select(r =>
                {
                    var c = r.Child;
                    var of = last.GetValueOrDefault(c.PersonId);
                    var own = given[c.PersonId].OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToList();
                    return new OversightBeside(
                        c.PersonId,
                        c.DisplayName,
                        ChildWords.Age(c.BornOn, c.Unborn, today),
                        c.Status,
                        c.PlanFrom,
                        r.Worker,
                        c.WorkerSince,
                        c.LastSeenOn,
                        c.LastSeenAlone,
                        c.LastVoiceOn,
                        r.Words,
                        ContingencyRules.StrengthOn(c.Contingency, c.ContingencyUntil, today),
                        [
                            .. due[c.PersonId]
                                .Where(d => d.Clock != OversightClocks.Oversight)
                                .OrderBy(d => d.DueOn)
                                .ThenBy(d => d.Clock, StringComparer.Ordinal)
                                .Select(d => (DueWork.Short(d.Clock), d.DueOn, DueWork.State(d.DueOn, today))),
                        ],
                        of,
                        own.Count(a => a.SourceId == of?.Id),
                        own.Count(a => a.SourceId == of?.Id && a.DueOn is null),
                        own
                    );
                }),
        ];
    }
}
