using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Children.Lists;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>Which faults to list.</summary>
public sealed record IssueFilter
{
    public string? Rule { get; init; }
    public Guid? TeamId { get; init; }

    /// <summary>Children of no team.</summary>
    public bool NoTeam { get; init; }
    public RuleSeverity? Severity { get; init; }

    /// <summary>True: only explained ones; false: only those still open; null: both.</summary>
    public bool? Explained { get; init; } = false;

    /// <summary>Standing for at least so many days.</summary>
    public int? OlderThanDays { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>One rule's faults: how many, on how many children, how old.</summary>
public sealed record RuleCount(string Rule, RuleSeverity Severity, string Message, string WhatToDo, bool Automatic, int Open, int Children, int Explained, DateOnly Oldest);

/// <summary>One team's faults.</summary>
public sealed record TeamCount(Guid? TeamId, string Name, int Errors, int Queries, int Explained, DateOnly? Oldest);

/// <summary>A fault of the return as a whole.</summary>
public sealed record WholeReturnFault(string Rule, RuleSeverity Severity, string Message, string WhatToDo, string? Note, string? NoteBy);

/// <summary>The return as it stands today.</summary>
/// <param name="ReadyOn">The day on which nothing would be left at the pace of the last four weeks; null when it is not falling or there is too little history.</param>
public sealed record ReturnToday(
    CollectionYear Year,
    DateOnly Today,
    int Children,
    int Errors,
    int Queries,
    int Explained,
    int Week,
    int Month,
    int Older,
    IReadOnlyList<RuleCount> Rules,
    IReadOnlyList<TeamCount> Teams,
    IReadOnlyList<WholeReturnFault> Whole,
    IReadOnlyList<CensusDay> Trend,
    int WaitingForDecision,
    DateOnly? ReadyOn,
    bool Partly
);

/// <summary>One page of faults.</summary>
public sealed record IssuesPage(IReadOnlyList<DataIssue> Lines, int Total, int Page, int Pages, IReadOnlyList<(Guid Id, string Name)> Teams, IReadOnlyList<CensusRule> Rules);

/// <summary>The state of the running census return: for the data officer all of it, for a manager what is within reach. Fixed numbers of queries.</summary>
[UseCase]
public sealed class ShowReturnToday(KithDb db, RecordAccess access, ReadLedger ledger, Clock clock)
{
    public const int PageSize = 50;
    private const int MostInFile = 100_000;
    private const int TrendDays = 92;

    /// <summary>The return today; null where Kith has no edition of the census for today.</summary>
    public async Task<ReturnToday?> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the state of the return");
        var today = clock.Today;
        if (CensusJudge.For(today) is not { } judge)
        {
            return null;
        }
        var readable = access.ReadableChildren(actor);
        var (week, month) = (today.AddDays(-7), today.AddDays(-28));
        var counts = await (
            from i in ShowDataToFix.Open(db, today)
            join o in readable on i.PersonId equals o.PersonId
            group i by new
            {
                i.Rule,
                i.Severity,
                i.TeamId,
                Explained = i.ExplanationId != null,
            } into g
            select new
            {
                g.Key.Rule,
                g.Key.Severity,
                g.Key.TeamId,
                g.Key.Explained,
                Count = g.Count(),
                Children = g.Select(i => i.PersonId).Distinct().Count(),
                Oldest = g.Min(i => i.FirstSeenOn),
                Week = g.Count(i => i.FirstSeenOn > week),
                Month = g.Count(i => i.FirstSeenOn <= week && i.FirstSeenOn > month),
            }
        ).ToListAsync(ct);
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var children = await db.CensusStandings.CountAsync(s => readable.Any(o => o.PersonId == s.PersonId), ct);
        var whole = actor.WholeAuthority ? await Whole(judge, ct) : [];
        var trend = await Trend(actor, judge.Year, today, ct);
        var waiting = await db.Episodes.CountAsync(
            e =>
                e.Source == null
                && e.ClosedOn == null
                && !e.NoFurtherAction
                && e.DecidedOn == null
                && e.PrimaryNeed == null
                && e.ReferredOn >= judge.Period.From
                && !db.Assessments.Any(a => a.EpisodeId == e.Id)
                && readable.Any(o => o.PersonId == e.PersonId),
            ct
        );
        var open = counts.Where(c => !c.Explained).ToList();
        var rules = counts
            .GroupBy(c => (c.Rule, c.Severity))
            .Select(g =>
            {
                var rule = judge.Rules.Find(g.Key.Rule);
                return new RuleCount(
                    g.Key.Rule,
                    g.Key.Severity,
                    CensusWords.Plain(rule?.Message ?? g.Key.Rule),
                    rule?.WhatToDo ?? "",
                    rule?.IsAutomaticallyAccepted == true,
                    g.Where(c => !c.Explained).Sum(c => c.Count),
                    g.Where(c => !c.Explained).Sum(c => c.Children),
                    g.Where(c => c.Explained).Sum(c => c.Count),
                    g.Min(c => c.Oldest)
                );
            })
            .OrderBy(r => r.Severity)
            .ThenByDescending(r => r.Open)
            .ThenBy(r => r.Rule, StringComparer.Ordinal)
            .ToList();
        var byTeam = counts
            .GroupBy(c => c.TeamId)
            .Select(g => new TeamCount(
                g.Key,
                g.Key is { } id ? teams.GetValueOrDefault(id, "Unknown team") : "No team",
                g.Where(c => !c.Explained && c.Severity == RuleSeverity.Error).Sum(c => c.Count),
                g.Where(c => !c.Explained && c.Severity == RuleSeverity.Query).Sum(c => c.Count),
                g.Where(c => c.Explained).Sum(c => c.Count),
                g.Where(c => !c.Explained).Select(c => (DateOnly?)c.Oldest).Min()
            ))
            .OrderByDescending(t => t.Errors)
            .ThenByDescending(t => t.Queries)
            .ThenBy(t => t.Name, StringComparer.Ordinal)
            .ToList();
        var errors = open.Where(c => c.Severity == RuleSeverity.Error).Sum(c => c.Count);
        var queries = open.Where(c => c.Severity == RuleSeverity.Query).Sum(c => c.Count);
        return new ReturnToday(
            judge.Year,
            today,
            children,
            errors,
            queries,
            counts.Where(c => c.Explained).Sum(c => c.Count),
            open.Sum(c => c.Week),
            open.Sum(c => c.Month),
            open.Sum(c => c.Count - c.Week - c.Month),
            rules,
            byTeam,
            whole,
            trend,
            waiting,
            actor.WholeAuthority ? ReadyOn(trend, errors + queries, today) : null,
            !actor.WholeAuthority
        );
    }

    /// <summary>The counts of each day: of the whole return, or of the actor's teams together.</summary>
    private Task<List<CensusDay>> Trend(Actor actor, CollectionYear year, DateOnly today, CancellationToken ct)
    {
        var (endYear, since) = (year.EndYear, today.AddDays(-TrendDays));
        IReadOnlyList<Guid> teams = actor.WholeAuthority ? [Guid.Empty] : actor.TeamIds;
        return db
            .CensusDays.AsNoTracking()
            .Where(d => teams.Contains(d.TeamId) && d.EndYear == endYear && d.On >= since)
            .GroupBy(d => d.On)
            .OrderBy(g => g.Key)
            .Select(g => new CensusDay
            {
                On = g.Key,
                EndYear = endYear,
                Children = g.Sum(d => d.Children),
                Errors = g.Sum(d => d.Errors),
                Queries = g.Sum(d => d.Queries),
                Explained = g.Sum(d => d.Explained),
            })
            .ToListAsync(ct);
    }

    /// <summary>Faults, oldest first, within reach. Whoever lists them has read a little of each child's record, and it is written down.</summary>
    public async Task<IssuesPage> List(IssueFilter filter, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the state of the return");
        if (CensusJudge.For(clock.Today) is not { } judge)
        {
            return new IssuesPage([], 0, 1, 1, [], []);
        }
        var readable = access.ReadableChildren(actor);
        var issues = Filtered(filter);
        var total = await issues.CountAsync(i => readable.Any(o => o.PersonId == i.PersonId), ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var rows = await Ordered(ShowDataToFix.Lines(db, issues, readable)).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        await Told(rows.Select(r => r.Issue.PersonId), actor, "Faults in the census");
        var teams = await db.Teams.AsNoTracking().Holding(readable, actor).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var named = await db.CensusIssues.AsNoTracking().Where(i => readable.Any(o => o.PersonId == i.PersonId)).Select(i => i.Rule).Distinct().ToListAsync(ct);
        return new IssuesPage(
            [.. rows.Select(r => r.Words(judge.Rules))],
            total,
            page,
            pages,
            [.. teams.Select(t => (t.Id, t.Name))],
            [.. judge.Rules.Rules.Where(r => named.Contains(r.Code))]
        );
    }

    /// <summary>The same as a file for a spreadsheet. Each child's record says that it was taken out.</summary>
    public async Task<byte[]> Export(IssueFilter filter, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadReturns, "see the state of the return");
        var text = new StringBuilder("\uFEFF");
        Line(
            text,
            ["Rule", "Severity", "Child", "Child id", "Team", "Worker", "Record", "Field", "Value", "Does not agree with", "Message", "What to do", "Since", "Explanation", "By"]
        );
        if (CensusJudge.For(clock.Today) is { } judge)
        {
            var rows = await Ordered(ShowDataToFix.Lines(db, Filtered(filter), access.ReadableChildren(actor))).Take(MostInFile).ToListAsync(ct);
            await ledger.WriteAll(
                actor,
                "Take out faults in the census",
                rows.Select(r => r.Issue.PersonId).Distinct().Select(id => new RecordTakenOut(id, "Faults in the census (CSV)"))
            );
            foreach (var i in rows.Select(r => r.Words(judge.Rules)))
            {
                Line(
                    text,
                    [
                        i.Rule,
                        i.Severity.ToString(),
                        i.ChildName,
                        i.LaChildId,
                        i.TeamName,
                        i.WorkerName,
                        CensusWords.Kind(i.RecordKind),
                        CensusWords.Field(i.Field),
                        i.Value,
                        CensusWords.Against(i.Against),
                        i.Message,
                        i.WhatToDo,
                        i.FirstSeenOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        i.Explained?.Reason,
                        i.Explained?.By,
                    ]
                );
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What the whole-return rules say: the figures of each child are kept, so this is a sum.</summary>
    private async Task<List<WholeReturnFault>> Whole(CensusJudge judge, CancellationToken ct)
    {
        var facts = default(ReturnFacts);
        foreach (var standing in await db.CensusStandings.AsNoTracking().Where(s => s.EndYear == judge.Year.EndYear).ToListAsync(ct))
        {
            facts += standing.Facts();
        }
        var notes = await db.CensusNotes.AsNoTracking().Where(n => n.EndYear == judge.Year.EndYear).ToDictionaryAsync(n => n.Rule, ct);
        var faults = new CensusValidator(judge.Rules)
            .Check(facts)
            .Select(f => new WholeReturnFault(
                f.Rule.Code,
                f.Severity,
                CensusWords.Plain(f.Message),
                f.Rule.WhatToDo,
                notes.GetValueOrDefault(f.Rule.Code)?.Text,
                notes.GetValueOrDefault(f.Rule.Code)?.ByName
            ))
            .ToList();
        if (judge.Rules.Find("1520") is { } upn)
        {
            var shared = await (
                from p in db.People.AsNoTracking()
                where p.Upn != null && p.MergedIntoId == null && db.CensusStandings.Any(s => s.PersonId == p.Id)
                group p by p.Upn into g
                where g.Count() > 1
                select g.Count()
            ).ToListAsync(ct);
            if (shared.Count > 0)
            {
                faults.Add(
                    new WholeReturnFault(upn.Code, upn.Severity, $"{upn.Message} {shared.Sum()} children are concerned; it is shown on their records.", upn.WhatToDo, null, null)
                );
            }
        }
        return faults;
    }

    private IQueryable<CensusIssue> Filtered(IssueFilter filter)
    {
        var today = clock.Today;
        var issues = ShowDataToFix.Open(db, today);
        if (filter.Rule is { } rule)
        {
            issues = issues.Where(i => i.Rule == rule);
        }
        if (filter.NoTeam)
        {
            issues = issues.Where(i => i.TeamId == null);
        }
        else if (filter.TeamId is { } team)
        {
            issues = issues.Where(i => i.TeamId == team);
        }
        if (filter.Severity is { } severity)
        {
            issues = issues.Where(i => i.Severity == severity);
        }
        if (filter.Explained is { } explained)
        {
            issues = explained ? issues.Where(i => i.ExplanationId != null) : issues.Where(i => i.ExplanationId == null);
        }
        if (filter.OlderThanDays is > 0 and < 10_000)
        {
            var before = today.AddDays(-filter.OlderThanDays.Value);
            issues = issues.Where(i => i.FirstSeenOn <= before);
        }
        return issues;
    }

    private static IQueryable<IssueRow> Ordered(IQueryable<IssueRow> rows) =>
        rows.OrderBy(r => r.Issue.FirstSeenOn)
            .ThenBy(r => r.SortName)
            .ThenBy(r => r.Issue.PersonId)
            .ThenBy(r => r.Issue.Rule)
            .ThenBy(r => r.Issue.RecordId)
            .ThenBy(r => r.Issue.Field);

    private Task Told(IEnumerable<Guid> people, Actor actor, string what) =>
        ledger.WriteAll(actor, "List faults in the census", people.Distinct().Select(id => new RecordRead(id, what)));

    /// <summary>A straight line through the last four weeks: plain enough to be said in a sentence.</summary>
    internal static DateOnly? ReadyOn(IReadOnlyList<CensusDay> trend, int left, DateOnly today)
    {
        if (left == 0)
        {
            return today;
        }
        var lately = trend.Where(d => d.On >= today.AddDays(-28)).ToList();
        if (lately.Count < 2 || lately[^1].On.DayNumber - lately[0].On.DayNumber < 7)
        {
            return null;
        }
        var days = lately[^1].On.DayNumber - lately[0].On.DayNumber;
        var fallen = lately[0].Errors + lately[0].Queries - (lately[^1].Errors + lately[^1].Queries);
        var needed = fallen <= 0 ? int.MaxValue : (int)Math.Min(int.MaxValue, Math.Ceiling((double)left * days / fallen));
        return needed > 1000 ? null : today.AddDays(needed);
    }

    private static void Line(StringBuilder text, IReadOnlyList<string?> cells) => text.AppendJoin(',', cells.Select(ExportChildren.Cell)).Append("\r\n");
}
