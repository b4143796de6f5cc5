using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children.Chronology;
using Kith.Practice.Measures;
using Kith.Practice.Projections;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus.Rules;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Api;

/// <summary>
/// What other systems read: the same records under the same access as the pages, each reading in the trail with the
/// program named. Lists go on from where the last answer ended, however much is before.
/// </summary>
[UseCase]
public sealed class ReadForSystems(
    KithDb db,
    RecordAccess access,
    ReadLedger ledger,
    ListChronology chronology,
    ListActions actions,
    ShowDataToFix faults,
    ShowMeasures measures,
    Clock clock
)
{
    /// <summary>The most that one answer holds, and what it holds unless asked otherwise.</summary>
    public const int Most = 200;
    public const int Usual = 50;

    /// <summary>Children whose records the actor may read, by their id.</summary>
    /// <param name="status">Only those who stand so; null for all.</param>
    /// <param name="cursor">Where the last answer ended.</param>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public async Task<ApiPage<ApiChild>> Children(ChildStatus? status, Guid? teamId, string? cursor, int limit, Actor actor, CancellationToken ct = default)
    {
        var after = Cursor(cursor);
        var children = access.ReadableChildren(actor).Where(o => o.PersonId > after);
        if (status is { } wanted)
        {
            children = children.Where(o => o.Status == wanted);
        }
        if (teamId is { } team)
        {
            children = children.Where(o => o.TeamId == team);
        }
        var found = await Named(children.OrderBy(o => o.PersonId).Take(limit + 1), ct);
        var page = found.Take(limit).ToList();
        await ledger.WriteAll(actor, "Read a list of children", page.Select(c => new RecordRead(c.Id, "List (API)")));
        return new ApiPage<ApiChild>(page, found.Count > limit ? page[^1].Id.ToString("N") : null);
    }

    /// <summary>One child; null where there is none that the actor may read.</summary>
    public async Task<ApiChild?> Child(Guid id, Actor actor, CancellationToken ct = default) =>
        await Open(id, "Child (API)", actor, ct) ? (await Named(db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == id), ct)).SingleOrDefault() : null;

    /// <summary>What happened to a child, the latest first; null where the actor may not read the child.</summary>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public async Task<ApiPage<ApiEvent>?> Events(Guid id, string? cursor, int limit, Actor actor, CancellationToken ct = default)
    {
        // «day.seen»: how many lines of that day were told already. Nothing before that day is looked at again.
        var (from, seen) = (DateOnly.MaxValue, 0);
        if (cursor is not null)
        {
            var parts = cursor.Split('.');
            if (
                parts.Length != 2
                || !DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out from)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out seen)
            )
            {
                throw new FormatException("The cursor is not one that an answer gave");
            }
        }
        if (!await Open(id, "Chronology (API)", actor, ct))
        {
            return null;
        }
        var found = await chronology.From(id, from, seen, limit + 1, actor, ct);
        var page = found.Take(limit).ToList();
        string? next = null;
        if (found.Count > limit)
        {
            var last = page[^1].On;
            var told = page.Count(l => l.On == last) + (last == from ? seen : 0);
            next = string.Create(CultureInfo.InvariantCulture, $"{last:yyyyMMdd}.{told}");
        }
        return new([.. page.Select(l => new ApiEvent(l.On, l.Kind, l.RecordId, l.Title, l.Text, l.AuthorId, l.Author, l.Source, l.Significant, l.Note))], next);
    }

    /// <summary>Who worked with a child, the latest first; null where the actor may not read the child.</summary>
    public async Task<ApiList<ApiAllocation>?> Allocations(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!await Open(id, "Allocations (API)", actor, ct))
        {
            return null;
        }
        var rows = await (
            from a in db.Allocations.AsNoTracking()
            where a.PersonId == id && a.SourceEndedOn == null
            join w in db.Workers on a.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            join t in db.Teams on a.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            orderby a.From descending, a.Id
            select new
            {
                Allocation = a,
                Worker = w.Name,
                Team = t.Name,
            }
        ).ToListAsync(ct);
        return new([
            .. rows.Select(r => new ApiAllocation(
                r.Allocation.Id,
                r.Allocation.Role.ToString(),
                r.Allocation.WorkerId,
                r.Worker,
                r.Allocation.TeamId,
                r.Team,
                r.Allocation.From,
                r.Allocation.To,
                r.Allocation.Source
            )),
        ]);
    }

    /// <summary>A child's plans, the latest first; null where the actor may not read the child.</summary>
    public async Task<ApiList<ApiPlan>?> Plans(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!await Open(id, "Plans (API)", actor, ct))
        {
            return null;
        }
        var need = await db
            .CinPlans.AsNoTracking()
            .Where(p => p.PersonId == id && p.SourceEndedOn == null)
            .Select(p => new ApiPlan(p.Id, "ChildInNeed", p.StartedOn, p.EndedOn, null, null, p.Source))
            .ToListAsync(ct);
        var protection = await db
            .ProtectionPlans.AsNoTracking()
            .Where(p => p.PersonId == id && p.SourceEndedOn == null)
            .Select(p => new ApiPlan(p.Id, "ChildProtection", p.StartedOn, p.EndedOn, p.InitialCategory, p.LatestCategory, p.Source))
            .ToListAsync(ct);
        return new([.. need.Concat(protection).OrderByDescending(p => p.StartedOn).ThenBy(p => p.Id)]);
    }

    /// <summary>What is due for a child, the first first; null where the actor may not read the child.</summary>
    public async Task<ApiList<ApiDue>?> Due(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (!await Open(id, "What is due (API)", actor, ct))
        {
            return null;
        }
        var today = clock.Today;
        var rows = await db.DueItems.AsNoTracking().Where(d => d.PersonId == id).OrderBy(d => d.DueOn).ThenBy(d => d.Clock).ThenBy(d => d.StartedById).ToListAsync(ct);
        return new([.. rows.Select(d => new ApiDue(d.Clock, d.StartedById, d.StartedOn, d.DueOn, d.DueOn < today, d.WorkerId, d.TeamId))]);
    }

    /// <summary>What is due for the children of a worker or a team whom the actor may read, the first first.</summary>
    /// <param name="until">Only what is due by this day; null for all.</param>
    /// <exception cref="FormatException">Neither or both were named, or the cursor is none of ours.</exception>
    public async Task<ApiPage<ApiDueForChild>> DueOf(Guid? workerId, Guid? teamId, DateOnly? until, string? cursor, int limit, Actor actor, CancellationToken ct = default)
    {
        if (workerId is null == teamId is null)
        {
            throw new FormatException("Name either a workerId or a teamId");
        }
        var due = workerId is { } worker ? db.DueItems.AsNoTracking().Where(d => d.WorkerId == worker) : db.DueItems.AsNoTracking().Where(d => d.TeamId == teamId);
        if (until is { } last)
        {
            due = due.Where(d => d.DueOn <= last);
        }
        if (cursor is not null)
        {
            var parts = cursor.Split('.', 4);
            if (
                parts.Length != 4
                || !DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
                || !Guid.TryParseExact(parts[1], "N", out var child)
                || !Guid.TryParseExact(parts[2], "N", out var by)
            )
            {
                throw new FormatException("The cursor is not one that an answer gave");
            }
            var clockOf = parts[3];
            due = due.Where(d =>
                d.DueOn > on
                || (d.DueOn == on && (d.PersonId > child || (d.PersonId == child && (d.StartedById > by || (d.StartedById == by && string.Compare(d.Clock, clockOf) > 0)))))
            );
        }
        var readable = access.ReadableAmong(actor);
        var found = await due.Where(d => readable.Any(o => o.PersonId == d.PersonId))
            .OrderBy(d => d.DueOn)
            .ThenBy(d => d.PersonId)
            .ThenBy(d => d.StartedById)
            .ThenBy(d => d.Clock)
            .Take(limit + 1)
            .ToListAsync(ct);
        var page = found.Take(limit).ToList();
        await ledger.WriteAll(actor, "Read what is due", page.Select(d => d.PersonId).Distinct().Select(id => new RecordRead(id, "What is due (API)")));
        var today = clock.Today;
        return new(
            [.. page.Select(d => new ApiDueForChild(d.PersonId, d.Clock, d.StartedById, d.StartedOn, d.DueOn, d.DueOn < today, d.WorkerId, d.TeamId))],
            found.Count > limit ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].DueOn:yyyyMMdd}.{page[^1].PersonId:N}.{page[^1].StartedById:N}.{page[^1].Clock}") : null
        );
    }

    /// <summary>A child's actions, open ones first; null where the actor may not read the child.</summary>
    public async Task<ApiList<ApiAction>?> Actions(Guid id, Actor actor, CancellationToken ct = default) =>
        await Open(id, "Actions (API)", actor, ct) ? new([.. (await actions.OfChild(id, actor, ct)).Select(Of)]) : null;

    /// <summary>One action; null where there is none that the actor may see.</summary>
    public async Task<ApiAction?> Action(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (await actions.One(id, actor, ct) is not var (item, line))
        {
            return null;
        }
        if (item.PersonId is { } child)
        {
            await ledger.Write(actor, "Read a record", new RecordRead(child, "Action (API)"));
        }
        return Of(line);
    }

    /// <summary>What the rules of the running census find on a child; null where the actor may not read the child.</summary>
    public async Task<ApiList<ApiFault>?> Faults(Guid id, Actor actor, CancellationToken ct = default) =>
        await Open(id, "Census (API)", actor, ct) ? new([.. (await faults.OfChild(id, actor, ct: ct)).Select(Of)]) : null;

    /// <summary>What the rules find on all children within reach, so many children at a time.</summary>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public async Task<ApiPage<ApiFault>> AllFaults(string? cursor, int limit, Actor actor, CancellationToken ct = default)
    {
        var after = Cursor(cursor);
        if (CensusJudge.For(clock.Today) is not { } judge)
        {
            return new([], null);
        }
        var readable = access.ReadableChildren(actor);
        var open = ShowDataToFix.Open(db, clock.Today);
        var children = await open.Where(i => i.PersonId > after && readable.Any(o => o.PersonId == i.PersonId))
            .Select(i => i.PersonId)
            .Distinct()
            .OrderBy(id => id)
            .Take(limit + 1)
            .ToListAsync(ct);
        var page = children.Take(limit).ToList();
        var found = await ShowDataToFix.Lines(db, open.Where(i => page.Contains(i.PersonId)), access.ReadableAmong(actor)).ToListAsync(ct);
        await ledger.WriteAll(actor, "Read what the census finds", page.Select(p => new RecordRead(p, "Census (API)")));
        return new(
            [
                .. found
                    .Select(i => Of(i.Words(judge.Rules)))
                    .OrderBy(f => f.ChildId)
                    .ThenBy(f => f.Rule, StringComparer.Ordinal)
                    .ThenBy(f => f.RecordId)
                    .ThenBy(f => f.Field, StringComparer.Ordinal),
            ],
            children.Count > limit ? page[^1].ToString("N") : null
        );
    }

    /// <summary>Every measure that the actor may ask for, as it is defined.</summary>
    public static ApiList<ApiMeasure> Catalogue() =>
        new([
            .. MeasureCatalogue.All.Select(m => new ApiMeasure(
                m.Id,
                m.Name,
                m.Group,
                m.Owner.ToString(),
                m.Unit.ToString(),
                m.Window.ToString(),
                m.Better.ToString(),
                m.Numerator,
                m.Denominator,
                m.Rules,
                m.Source
            )),
        ]);

    /// <summary>The figures of a day and scope: the very ones of the dashboard, hidden where it hides them.</summary>
    public async Task<ApiFigures> Figures(DateOnly? asAt, string? scope, Actor actor, CancellationToken ct = default)
    {
        var page = await measures.Show(asAt, scope, actor, ct);
        return new(
            page.Day,
            page.Scope.Key,
            page.Scope.Name,
            [.. page.Scopes.Select(s => new ApiScopeName(s.Key, s.Name))],
            [
                .. page.Lines.Select(l => new ApiFigure(
                    l.Measure.Id,
                    l.Hidden,
                    l.Hidden ? null : l.Now.Numerator,
                    l.Hidden ? null : l.Now.Denominator,
                    l.Hidden ? null : l.Now.Value,
                    l.Hidden ? null : l.Before.Value
                )),
            ]
        );
    }

    /// <summary>Whether the actor may read the child. What was read, or tried, is in the trail before anything is told.</summary>
    private async Task<bool> Open(Guid id, string what, Actor actor, CancellationToken ct)
    {
        var sight = await access.SightOf(actor, id, ct);
        if (sight == Sight.Read)
        {
            await ledger.Write(actor, "Read a record", new RecordRead(id, what));
            return true;
        }
        if (sight != Sight.Nothing)
        {
            await ledger.Write(actor, "Tried to open a record", new RecordRefused(id, what));
        }
        return false;
    }

    private async Task<List<ApiChild>> Named(IQueryable<ChildOverview> children, CancellationToken ct)
    {
        var rows = await (
            from o in children
            join t in db.Teams on o.TeamId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join w in db.Workers on o.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            orderby o.PersonId
            select new
            {
                Child = o,
                Team = t.Name,
                Worker = w.Name,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new ApiChild(
                r.Child.PersonId,
                r.Child.LaChildId,
                r.Child.DisplayName,
                r.Child.BornOn,
                r.Child.Unborn,
                r.Child.Sex,
                r.Child.Ethnicity,
                r.Child.Disabled,
                r.Child.Restricted,
                r.Child.Status.ToString(),
                r.Child.Category,
                r.Child.PrimaryNeed,
                r.Child.EpisodeFrom,
                r.Child.PlanFrom,
                r.Child.ClosedOn,
                r.Child.TeamId,
                r.Team,
                r.Child.WorkerId,
                r.Worker,
                r.Child.WorkerSince,
                r.Child.LastSeenOn,
                r.Child.LastVoiceOn
            )),
        ];
    }

    private static ApiAction Of(ListedAction a) =>
        new(
            a.Id,
            a.Version,
            [.. a.Children.Select(c => c.Id)],
            a.What,
            a.Source.ToString(),
            a.SourceId,
            a.Owner,
            a.Agency,
            a.SetOn,
            a.DueOn,
            a.State.ToString(),
            a.EvidenceNeeded,
            a.DoneOn,
            a.Evidence
        );

    private static ApiFault Of(DataIssue i) =>
        new(
            i.PersonId,
            i.Rule,
            i.Severity == RuleSeverity.Error ? "Error" : "Query",
            i.Message,
            i.WhatToDo,
            i.RecordKind,
            i.RecordId,
            i.Field,
            i.Value,
            i.FirstSeenOn,
            i.Explained?.Reason
        );

    private static Guid Cursor(string? cursor) =>
        cursor is null ? Guid.Empty
        : Guid.TryParseExact(cursor, "N", out var after) ? after
        : throw new FormatException("The cursor is not one that an answer gave");
}
