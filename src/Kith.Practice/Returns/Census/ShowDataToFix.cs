using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>One fault on a child's record, as the person who can put it right reads it.</summary>
public sealed record DataIssue(
    Guid PersonId,
    string ChildName,
    string? LaChildId,
    string Rule,
    RuleSeverity Severity,
    string Message,
    string WhatToDo,
    Guid RecordId,
    string RecordKind,
    string? RecordSource,
    string Field,
    string? Value,
    string? Against,
    DateOnly FirstSeenOn,
    string? TeamName,
    string? WorkerName,
    Explained? Explained,
    string? LastYear = null
)
{
    /// <summary>Where it is put right.</summary>
    public string Href => CensusWords.PutRight(PersonId, RecordKind, RecordId, RecordSource, Field, Value);

    /// <summary>The other fields that the rule names: each may be the one that is wrong.</summary>
    public IReadOnlyList<(NamedPlace Place, string? Href)> Beside =>
        [
            .. NamedPlace
                .Read(Against)
                .Select(p =>
                    (p, p.RecordId is { } id ? CensusWords.PutRight(PersonId, p.Kind, id, p.Kind == CensusRecordKinds.Person ? RecordSource : null, p.Field, p.Value) : null)
                ),
        ];
}

/// <summary>Why a fault is right as it stands, who says so, and since when.</summary>
public sealed record Explained(Guid Id, string Reason, string By, DateTime At);

/// <summary>A child with faults on the list of their worker.</summary>
public sealed record ChildToFix(Guid PersonId, string Name, int Faults, DateOnly Oldest);

/// <summary>The faults of the running census on one child's record, and on the children of one worker.</summary>
[UseCase]
public sealed class ShowDataToFix(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>
    /// What is to put right on a child's record, and what is explained. The caller guards the record. For the collection
    /// that is running what is found is kept; for an earlier one the record is judged when it is asked for.
    /// </summary>
    public async Task<IReadOnlyList<DataIssue>> OfChild(Guid personId, Actor actor, int? endYear = null, CancellationToken ct = default)
    {
        if (CensusJudge.For(clock.Today) is not { } judge)
        {
            return [];
        }
        var readable = access.ReadableAmong(actor).Where(o => o.PersonId == personId);
        if (endYear is not null && endYear != judge.Year.EndYear)
        {
            return CollectionYear.Find(endYear) is { } year && year.EndYear < judge.Year.EndYear ? await Earlier(CensusJudge.Of(year), personId, readable, ct) : [];
        }
        var found = await Lines(db, Open(db, clock.Today).Where(i => i.PersonId == personId), readable).ToListAsync(ct);
        var issues = found.Select(i => i.Words(judge.Rules)).ToList();
        issues.AddRange(await SharedUpn(judge, personId, readable, ct));
        return await Told(personId, judge.Year, issues, ct);
    }

    private async Task<IReadOnlyList<DataIssue>> Earlier(CensusJudge judge, Guid personId, IQueryable<Projections.ChildOverview> readable, CancellationToken ct)
    {
        if (await readable.FirstOrDefaultAsync(ct) is not { } overview || (await Projections.ChildRecords.Load(db, [personId], judge.Year, ct)).FirstOrDefault() is not { } records)
        {
            return [];
        }
        var explanations = records.Explanations.ToDictionary(x => x.Id);
        var issues = judge
            .Judge(records, null, null)
            .SeenOn(clock.Today)
            .Select(i =>
                new IssueRow
                {
                    Issue = i,
                    Name = overview.DisplayName,
                    SortName = overview.SortName,
                    LaChildId = overview.LaChildId,
                    Explanation = i.ExplanationId is { } id ? explanations.GetValueOrDefault(id) : null,
                }.Words(judge.Rules)
            )
            .ToList();
        return await Told(personId, judge.Year, issues, ct);
    }

    /// <summary>In the order in which one deals with them, each with what was said of the same thing in the return of the year before.</summary>
    private async Task<IReadOnlyList<DataIssue>> Told(Guid personId, CollectionYear year, List<DataIssue> issues, CancellationToken ct)
    {
        // Asked even where nothing is found: what a page asks for does not hang on which child it shows.
        var before = year.EndYear - 1;
        var said = (await db.CensusExplanations.AsNoTracking().Where(x => x.PersonId == personId && x.EndYear == before).OrderBy(x => x.Id).ToListAsync(ct)).ToLookup(x =>
            (x.Rule, x.RecordId, x.Field)
        );
        return
        [
            .. issues
                .OrderBy(i => i.Explained is not null)
                .ThenBy(i => i.Severity)
                .ThenBy(i => i.RecordKind, StringComparer.Ordinal)
                .ThenBy(i => i.Rule, StringComparer.Ordinal)
                .Select(i => i.Explained is null && said[(i.Rule, i.RecordId, i.Field)].LastOrDefault() is { } last ? i with { LastYear = last.Reason } : i),
        ];
    }

    /// <summary>
    /// For somebody's day, in one query: the children whom the actor (or a colleague acted for) leads who have something to
    /// put right, and how many faults wait in the teams that the actor leads.
    /// </summary>
    public async Task<(IReadOnlyList<ChildToFix> Mine, int OfTeams)> OfDay(Actor actor, IReadOnlyCollection<Guid> teams, CancellationToken ct = default)
    {
        if (actor.WorkerIds.Count == 0 && teams.Count == 0)
        {
            return ([], 0);
        }
        var workers = actor.WorkerIds;
        var readable = access.ReadableAmong(actor);
        var waiting = Open(db, clock.Today).Where(i => i.ExplanationId == null);
        var mine =
            from i in waiting
            where workers.Contains(i.WorkerId!.Value)
            join o in readable on i.PersonId equals o.PersonId
            group i by new { i.PersonId, o.DisplayName } into g
            select new
            {
                OfTeam = false,
                Id = g.Key.PersonId,
                Name = g.Key.DisplayName,
                Faults = g.Count(),
                Oldest = g.Min(i => i.FirstSeenOn),
            };
        var ofTeams =
            from i in waiting
            where teams.Contains(i.TeamId!.Value) && readable.Any(o => o.PersonId == i.PersonId)
            group i by i.TeamId!.Value into g
            select new
            {
                OfTeam = true,
                Id = g.Key,
                Name = "",
                Faults = g.Count(),
                Oldest = g.Min(i => i.FirstSeenOn),
            };
        var rows = await mine.Concat(ofTeams).ToListAsync(ct);
        return (
            [.. rows.Where(r => !r.OfTeam).OrderBy(r => r.Oldest).ThenBy(r => r.Name, StringComparer.Ordinal).Select(r => new ChildToFix(r.Id, r.Name, r.Faults, r.Oldest))],
            rows.Where(r => r.OfTeam).Sum(r => r.Faults)
        );
    }

    /// <summary>How many faults wait in some teams, within the actor's reach.</summary>
    public Task<int> CountOfTeams(IReadOnlyCollection<Guid> teams, Actor actor, CancellationToken ct = default)
    {
        var readable = access.ReadableAmong(actor);
        return Open(db, clock.Today).CountAsync(i => i.ExplanationId == null && teams.Contains(i.TeamId!.Value) && readable.Any(o => o.PersonId == i.PersonId), ct);
    }

    /// <summary>Faults that wait for someone: neither put right nor explained.</summary>
    internal static IQueryable<CensusIssue> Waiting(KithDb db, DateOnly today)
    {
        var issues = db.CensusIssues.AsNoTracking();
        return ReadableRules.Of(issues, () => Waiting(issues, today));
    }

    /// <summary>As <see cref="Waiting(KithDb, DateOnly)"/>, inside a query.</summary>
    [WrittenOut(nameof(WaitingText))]
    internal static IQueryable<CensusIssue> Waiting(IQueryable<CensusIssue> issues, DateOnly today) => throw new NotSupportedException("A part of a query, never called.");

    private static readonly System.Linq.Expressions.Expression<Func<KithDb, IQueryable<CensusIssue>, DateOnly, IQueryable<CensusIssue>>> WaitingText = (_, issues, today) =>
        issues.Where(i => (i.CountsFrom == null || i.CountsFrom <= today) && i.ExplanationId == null);

    /// <summary>The faults that count today.</summary>
    internal static IQueryable<CensusIssue> Open(KithDb db, DateOnly today) => db.CensusIssues.AsNoTracking().Where(i => i.CountsFrom == null || i.CountsFrom <= today);

    internal static IQueryable<IssueRow> Lines(KithDb db, IQueryable<CensusIssue> issues, IQueryable<Projections.ChildOverview> readable) =>
        from i in issues
        join o in readable on i.PersonId equals o.PersonId
        join x in db.CensusExplanations on i.ExplanationId equals x.Id into xs
        from x in xs.DefaultIfEmpty()
        join t in db.Teams on i.TeamId equals t.Id into ts
        from t in ts.DefaultIfEmpty()
        join w in db.Workers on i.WorkerId equals w.Id into ws
        from w in ws.DefaultIfEmpty()
        select new IssueRow
        {
            Issue = i,
            Name = o.DisplayName,
            SortName = o.SortName,
            LaChildId = o.LaChildId,
            Team = t.Name,
            Worker = w.Name,
            Explanation = x,
        };

    internal const string SharedUpnRule = "1520";
    internal const string SharedUpnField = "ChildIdentifiers.UPN";

    /// <summary>Children of the return who have a UPN that another child of it has too.</summary>
    internal static IQueryable<Children.Person> SharesUpn(KithDb db) =>
        db
            .People.AsNoTracking()
            .Where(p =>
                p.Upn != null
                && db.CensusStandings.Any(s => s.PersonId == p.Id)
                && db.People.Any(q => q.Upn == p.Upn && q.Id != p.Id && q.MergedIntoId == null && db.CensusStandings.Any(s => s.PersonId == q.Id))
            );

    /// <summary>Rule 1520 asks about two children at once, so it is asked when the page is drawn: one look-up by index.</summary>
    private async Task<List<DataIssue>> SharedUpn(CensusJudge judge, Guid personId, IQueryable<Projections.ChildOverview> readable, CancellationToken ct)
    {
        if (judge.Rules.Find(SharedUpnRule) is not { } rule)
        {
            return [];
        }
        var shared = await (
            from p in SharesUpn(db)
            join o in readable on p.Id equals o.PersonId
            where p.Id == personId
            select new
            {
                p.Upn,
                p.Source,
                o.DisplayName,
                o.LaChildId,
            }
        ).ToListAsync(ct);
        if (shared.Count == 0)
        {
            return [];
        }
        var explained = await db
            .CensusExplanations.AsNoTracking()
            .Where(x => x.PersonId == personId && x.Rule == SharedUpnRule && x.EndYear == judge.Year.EndYear && x.EndedOn == null)
            .OrderBy(x => x.Id)
            .FirstOrDefaultAsync(ct);
        return
        [
            .. shared.Select(s => new DataIssue(
                personId,
                s.DisplayName,
                s.LaChildId,
                rule.Code,
                rule.Severity,
                CensusWords.Plain(rule.Message),
                rule.WhatToDo,
                personId,
                CensusRecordKinds.Person,
                s.Source,
                SharedUpnField,
                s.Upn,
                null,
                clock.Today,
                null,
                null,
                explained is { } x ? new Explained(x.Id, x.Reason, x.ByName, x.At) : null
            )),
        ];
    }
}

/// <summary>A fault with what is shown beside it, as the database gives it.</summary>
internal sealed class IssueRow
{
    public required CensusIssue Issue { get; init; }
    public required string Name { get; init; }
    public required string SortName { get; init; }
    public string? LaChildId { get; init; }
    public string? Team { get; init; }
    public string? Worker { get; init; }
    public CensusExplanation? Explanation { get; init; }

    public DataIssue Words(RuleSet rules)
    {
        var rule = rules.Find(Issue.Rule);
        return new DataIssue(
            Issue.PersonId,
            Name,
            LaChildId,
            Issue.Rule,
            Issue.Severity,
            CensusWords.Plain(rule?.Message ?? $"Rule {Issue.Rule}"),
            rule?.WhatToDo ?? "",
            Issue.RecordId,
            Issue.RecordKind,
            Issue.RecordSource,
            Issue.Field,
            Issue.Value,
            Issue.Against,
            Issue.FirstSeenOn,
            Team,
            Worker,
            Explanation is null ? null : new Explained(Explanation.Id, Explanation.Reason, Explanation.ByName, Explanation.At)
        );
    }
}
