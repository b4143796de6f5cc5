using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Themes;
using Kith.Practice.Children;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Statistics;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Leaders;

/// <summary>What a team was looked at and asked for.</summary>
public sealed record AuditTeam(string Name, ProgrammeFigures Programme, GradeFigures Grades, int Open, int Late, TimeTaken Verified, DateOnly? OldestOpen);

/// <summary>What leaders see of audits: whether they are done, what they find, how far two people agree, and what came of it.</summary>
/// <param name="Quarters">By the quarter in which audits were finished.</param>
/// <param name="Parts">How far two people agree by part of the tools.</param>
/// <param name="Untold">Audits and recommendations of the year for which nobody has chosen a theme.</param>
public sealed record AuditLeadersPage(
    DateOnly Today,
    DateOnly Since,
    ProgrammeFigures Programme,
    IReadOnlyList<ProgrammeFigures> Planned,
    GradeFigures Grades,
    GradeTrend Trend,
    IReadOnlyList<GradeFigures> Quarters,
    IReadOnlyList<GradeFigures> Tools,
    AgreementLine Agreement,
    IReadOnlyList<AgreementLine> Parts,
    int WaitingForSecond,
    IReadOnlyList<ThemeLine> Themes,
    int Untold,
    IReadOnlyList<FunnelRung> Funnel,
    IReadOnlyList<TimeTaken> Times,
    IReadOnlyList<AuditTeam> Teams,
    bool OwnTeams,
    IReadOnlyList<RecommendationLine> Oldest,
    IReadOnlyList<NextLine> Next,
    AgainFigures Again
);

/// <summary>
/// The leaders' view of audits. Everything is counted and nobody is named; teams stand in the order of their names, because a
/// team that is looked at more often is found more, and a small number of audits says little of a team.
/// </summary>
[UseCase]
public sealed partial class ShowAuditLeaders(KithDb db, ListRecommendations list, Clock clock)
{
    /// <summary>How far back: two years, so that a year stands beside the year before.</summary>
    public const int Months = 24;

    private const int MostOldest = 8;
    private const int MostThemes = 8;

    /// <exception cref="AccessRefusedException">The actor does not read audits.</exception>
    public async Task<AuditLeadersPage> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadAudits, "see how audits get on");
        var today = clock.Today;
        var since = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(3 - Months);
        var year = today.AddYears(-1);
        var audits = await Audits(since, ct);
        var parts = await Parts(since, ct);
        var asked = await Recommendations(since, ct);
        var themes = await Themes(since, ct);
        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var oldest = actor.May(Permission.ReadImprovement) ? (await list.List(new RecommendationFilter { View = RecommendationView.All }, actor, ct)).Lines : [];

        var facts = audits.ConvertAll(a => a.Fact);
        var now = facts.Where(f => f.FinishedOn > year).ToList();
        var before = facts.Where(f => f.FinishedOn <= year && f.FinishedOn > year.AddYears(-1)).ToList();
        var (lately, earlier) = (GradeFigures.Of("", "", now), GradeFigures.Of("", "", before));
        var pairs = audits.Select(a => a.Pair).OfType<GradePair>().ToList();
        var seen = actor.WholeAuthority ? null : actor.TeamIds.ToHashSet();
        var told = audits.Where(a => a.Fact.FinishedOn > year).Select(a => a.Id).Concat(asked.Where(a => a.RaisedOn > year).Select(a => a.Id)).ToHashSet();
        told.ExceptWith(themes.Select(t => t.Finding));
        var page = new AuditLeadersPage(
            today,
            since,
            ProgrammeFigures.Of("", "All", facts, year.AddDays(1), today, today),
            [.. Quarters(since, today).Select(q => ProgrammeFigures.Of(Key(q), Name(q), facts, q, q.AddMonths(3).AddDays(-1), today))],
            lately with
            {
                Name = "The last year",
            },
            new GradeTrend(lately.Good, lately.Graded, earlier.Good, earlier.Graded),
            [.. Quarters(since, today).Select(q => GradeFigures.Of(Key(q), Name(q), facts.Where(f => f.FinishedOn >= q && f.FinishedOn < q.AddMonths(3))))],
            [
                .. facts
                    .Where(f => f.FinishedOn is not null)
                    .GroupBy(f => f.Tool ?? "Before there was a programme, or elsewhere")
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => GradeFigures.Of(g.Key, g.Key, g)),
            ],
            ShowModeration.Line("All", pairs),
            [
                .. parts
                    .GroupBy(p => p.Title)
                    .OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => ShowModeration.Line(g.Key, [.. g.Select(p => p.Pair)])),
            ],
            audits.Count(a => a.Waits),
            ThemeLines(themes, year),
            told.Count,
            Funnel(asked),
            Times(asked),
            [
                .. audits
                    .Select(a => a.Fact.TeamId)
                    .Concat(asked.Select(a => a.Team))
                    .OfType<Guid>()
                    .Distinct()
                    .Where(t => teams.ContainsKey(t) && seen?.Contains(t) != false)
                    .OrderBy(t => teams[t], StringComparer.Ordinal)
                    .Select(t => Team(teams[t], facts.Where(f => f.TeamId == t), [.. asked.Where(a => a.Team == t)], year, today)),
            ],
            seen is not null,
            [.. oldest.Take(MostOldest)],
            [],
            AgainFigures.Of(await AuditedAgain(since, ct))
        );
        return page with { Next = Next(page, asked, today, actor, await OpenCycles(today, ct)) };
    }

    private sealed record Found(Guid Id, AuditFact Fact, GradePair? Pair, bool Waits);

    private sealed record Asked(
        Guid Id,
        Guid? Team,
        DateOnly RaisedOn,
        DateOnly? AcceptedOn,
        DateOnly? DueOn,
        DateOnly? DoneOn,
        DateOnly? VerifiedOn,
        DateOnly? EffectDueOn,
        DateOnly? ConfirmedOn,
        bool Overtaken
    )
    {
        public bool Open => ConfirmedOn is null && !Gone;
        public bool Gone => Overtaken && VerifiedOn is not null;

        public bool IsLate(DateOnly today) =>
            Open
            && (
                DoneOn is null ? DueOn < today
                : VerifiedOn is null ? DoneOn.Value.AddDays(RecommendationWords.LookDays) < today
                : EffectDueOn < today
            );
    }

    private static IEnumerable<DateOnly> Quarters(DateOnly since, DateOnly today)
    {
        for (var q = since; q <= today; q = q.AddMonths(3))
        {
            yield return q;
        }
    }

    private static string Key(DateOnly quarter) => quarter.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Name(DateOnly quarter) => string.Create(CultureInfo.InvariantCulture, $"{quarter:MMM} to {quarter.AddMonths(2):MMM} {quarter.AddMonths(2):yyyy}");

    /// <summary>What was to be audited and what was, in one statement: those of the programme, and those from before or elsewhere.</summary>
    private async Task<List<Found>> Audits(DateOnly since, CancellationToken ct)
    {
        var planned =
            from x in db.AuditAssignments.AsNoTracking()
            where x.DueOn >= since && x.ReplacedOn == null && (!x.Reserve || x.SteppedInOn != null)
            join t in db.AuditTools on x.ToolId equals t.Id
            join a in db.Audits on x.Id equals a.Id into @as
            from a in @as.DefaultIfEmpty()
            join r in db.AuditReadings on (Guid?)x.Id equals r.AuditId into rs
            from r in rs.DefaultIfEmpty()
            select new
            {
                x.Id,
                x.TeamId,
                t.ToolKey,
                Tool = t.Title,
                x.DueOn,
                x.FinishedOn,
                CalledOff = db.AuditCycles.Any(c => c.Id == x.CycleId && c.CalledOffOn <= x.DueOn),
                Grade = (AuditGrade?)a.Grade,
                a.ModeratedGrade,
                Second = r.Grade,
                Waits = db.AuditReadings.Any(w => w.AuditId == x.Id && w.GivenAt == null),
                ChildSays = db.AuditFeedbacks.Any(f => f.AuditId == x.Id && f.From == Doing.FeedbackFrom.Child && f.AnsweredOn != null),
                WithWorker = x.MetOn != null,
            };
        var rows = await planned.ToListAsync(ct);
        var elsewhere = await db
            .Audits.AsNoTracking()
            .Where(a => a.CompletedOn >= since && a.SourceEndedOn == null && !db.AuditAssignments.Any(x => x.Id == a.Id))
            .Select(a => new
            {
                a.Id,
                TeamId = db.ChildOverviews.Where(o => o.PersonId == a.PersonId).Select(o => o.TeamId).FirstOrDefault(),
                a.CompletedOn,
                Grade = a.ModeratedGrade ?? a.Grade,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Where(r => !r.CalledOff || r.FinishedOn is not null)
                .DistinctBy(r => r.Id)
                .Select(r => new Found(
                    r.Id,
                    new AuditFact(
                        r.TeamId,
                        r.Tool,
                        r.DueOn,
                        r.FinishedOn,
                        r.Waits ? null : r.ModeratedGrade ?? r.Grade,
                        r.Waits || r.Second is null ? null : r.Grade,
                        r.Waits ? null : r.Second,
                        r.ChildSays,
                        r.WithWorker
                    ),
                    r is { Waits: false, Second: { } second, Grade: { } first, FinishedOn: { } on }
                        ? new GradePair(r.Id, r.ToolKey, r.Tool, null, "", "", first, second, r.ModeratedGrade, on)
                        : null,
                    r.Waits
                )),
            .. elsewhere.Select(a => new Found(a.Id, new AuditFact(a.TeamId, null, null, a.CompletedOn, a.Grade, null, null, false, false), null, false)),
        ];
    }

    /// <summary>Both grades of each part that two people graded.</summary>
    private async Task<List<(string Title, GradePair Pair)>> Parts(DateOnly since, CancellationToken ct) =>
        [
            .. (
                await (
                    from a in db.Audits.AsNoTracking()
                    where a.CompletedOn >= since
                    join first in db.AuditPartGrades on (Guid?)a.Id equals first.AuditId
                    where first.ReadingId == null
                    join second in db.AuditPartGrades on (Guid?)a.Id equals second.AuditId
                    where second.ReadingId != null && second.SectionKey == first.SectionKey
                    select new
                    {
                        a.Id,
                        first.Title,
                        First = first.Grade,
                        Second = second.Grade,
                        a.CompletedOn,
                    }
                ).ToListAsync(ct)
            ).Select(p => (p.Title, new GradePair(p.Id, Guid.Empty, p.Title, null, "", "", p.First, p.Second, null, p.CompletedOn))),
        ];

    private async Task<List<Asked>> Recommendations(DateOnly since, CancellationToken ct) =>
        await db
            .Recommendations.AsNoTracking()
            .Where(r => r.Action.Source == ActionSource.Recommendation && r.JoinedIntoId == null)
            .Where(r => r.RaisedOn >= since || (r.ConfirmedOn == null && !(r.VerifiedOn != null && r.Overtaken)))
            .Select(r => new Asked(
                r.Id,
                db.Workers.Where(w => w.Id == r.Action.OwnerWorkerId).Select(w => w.TeamId).FirstOrDefault(),
                r.RaisedOn,
                r.AcceptedOn,
                r.Action.DueOn,
                r.Action.DoneOn,
                r.VerifiedOn,
                r.EffectDueOn,
                r.ConfirmedOn,
                r.Overtaken
            ))
            .ToListAsync(ct);

    /// <summary>Themes by what they were chosen for: by the day of the audit or recommendation and not by the day of choosing.</summary>
    private async Task<List<(Guid Finding, bool Audit, string Theme, DateOnly On)>> Themes(DateOnly since, CancellationToken ct) =>
        [
            .. (
                await (
                    from t in db.FindingThemes.AsNoTracking()
                    // Chosen on its day or later.
                    where t.ChosenOn >= since
                    join a in db.Audits on t.AuditId equals (Guid?)a.Id into @as
                    from a in @as.DefaultIfEmpty()
                    join r in db.Recommendations on t.RecommendationId equals (Guid?)r.Id into rs
                    from r in rs.DefaultIfEmpty()
                    select new
                    {
                        t.AuditId,
                        t.RecommendationId,
                        t.Theme,
                        Audited = (DateOnly?)a.CompletedOn,
                        Raised = (DateOnly?)r.RaisedOn,
                    }
                ).ToListAsync(ct)
            ).Select(t => (t.AuditId ?? t.RecommendationId!.Value, t.AuditId is not null, t.Theme, t.Audited ?? t.Raised ?? since)),
        ];

    private async Task<List<CycleLate>> OpenCycles(DateOnly today, CancellationToken ct) =>
        await db
            .AuditCycles.AsNoTracking()
            .Where(c => c.Until < today && c.Until >= today.AddYears(-1) && c.CalledOffOn == null)
            .OrderBy(c => c.Until)
            .ThenBy(c => c.Id)
            .Select(c => new CycleLate(
                c.Id,
                c.Title,
                db.AuditAssignments.Count(a => a.CycleId == c.Id && a.ReplacedOn == null && a.FinishedOn == null && (!a.Reserve || a.SteppedInOn != null))
            ))
            .ToListAsync(ct);

    private sealed record CycleLate(Guid Id, string Title, int Left);

    private static List<ThemeLine> ThemeLines(List<(Guid Finding, bool Audit, string Theme, DateOnly On)> themes, DateOnly year) =>
        [
            .. PracticeThemes
                .All.Select(t =>
                {
                    var of = themes.Where(x => x.Theme == t.Key).ToList();
                    return new ThemeLine(
                        t.Key,
                        t.Name,
                        of.Count(x => x.Audit && x.On > year),
                        of.Count(x => !x.Audit && x.On > year),
                        of.Count(x => x.On <= year && x.On > year.AddYears(-1))
                    );
                })
                .Where(t => t.Now + t.Before > 0)
                .OrderByDescending(t => t.Now)
                .ThenBy(t => t.Name, StringComparer.Ordinal)
                .Take(MostThemes),
        ];

    /// <summary>The ladder over all of them: what could no longer be done, and was verified as such, left it.</summary>
    private static List<FunnelRung> Funnel(List<Asked> all)
    {
        var asked = all.Where(a => !a.Gone).ToList();
        return
        [
            new("Made", asked.Count, asked.Count(a => a.AcceptedOn is null && a.DoneOn is null), "/recommendations?view=All&state=Raised"),
            new(
                "Accepted, in progress",
                asked.Count(a => a.AcceptedOn is not null || a.DoneOn is not null),
                asked.Count(a => a.AcceptedOn is not null && a.DoneOn is null),
                "/recommendations?view=All&state=Accepted"
            ),
            new(
                "Done, with evidence",
                asked.Count(a => a.DoneOn is not null),
                asked.Count(a => a.DoneOn is not null && a.VerifiedOn is null),
                "/recommendations?view=All&state=Claimed"
            ),
            new(
                "Verified by another",
                asked.Count(a => a.VerifiedOn is not null),
                asked.Count(a => a.VerifiedOn is not null && a.ConfirmedOn is null),
                "/recommendations?view=All&state=Verified"
            ),
            new("Effect seen", asked.Count(a => a.ConfirmedOn is not null), 0, "/recommendations?view=All&state=Confirmed"),
        ];
    }

    private static List<TimeTaken> Times(List<Asked> all)
    {
        var asked = all.Where(a => !a.Gone).ToList();
        return
        [
            TimeTaken.Of("From made to done", asked.Where(a => a.DoneOn is not null).Select(a => a.DoneOn!.Value.DayNumber - a.RaisedOn.DayNumber)),
            TimeTaken.Of("From made to verified by another", asked.Where(a => a.VerifiedOn is not null).Select(a => a.VerifiedOn!.Value.DayNumber - a.RaisedOn.DayNumber)),
            TimeTaken.Of("From made to the effect being seen", asked.Where(a => a.ConfirmedOn is not null).Select(a => a.ConfirmedOn!.Value.DayNumber - a.RaisedOn.DayNumber)),
        ];
    }

    private static AuditTeam Team(string name, IEnumerable<AuditFact> audits, List<Asked> asked, DateOnly year, DateOnly today)
    {
        var of = audits.ToList();
        return new(
            name,
            ProgrammeFigures.Of("", name, of, year.AddDays(1), today, today),
            GradeFigures.Of("", name, of.Where(f => f.FinishedOn > year)),
            asked.Count(a => a.Open),
            asked.Count(a => a.IsLate(today)),
            TimeTaken.Of(name, asked.Where(a => a is { VerifiedOn: not null, Gone: false }).Select(a => a.VerifiedOn!.Value.DayNumber - a.RaisedOn.DayNumber)),
            asked.Where(a => a.Open).Min(a => (DateOnly?)a.RaisedOn)
        );
    }

    /// <summary>Where to go next, by rules that can be read: what waits for somebody, first what waits for a leader.</summary>
    private static List<NextLine> Next(AuditLeadersPage page, List<Asked> asked, DateOnly today, Actor actor, List<CycleLate> cycles)
    {
        var next = new List<NextLine>();
        foreach (var cycle in cycles.Where(c => c.Left > 0).Take(2))
        {
            next.Add(
                new(
                    $"{ChildWords.Count(cycle.Left, "audit")} of «{cycle.Title}» {(cycle.Left == 1 ? "is" : "are")} past the end of the cycle",
                    $"/audits/cycles/{cycle.Id}",
                    "A cycle that has ended with audits that are not finished"
                )
            );
        }
        if (asked.Count(a => a.IsLate(today)) is > 0 and var late)
        {
            next.Add(
                new(
                    $"{ChildWords.Count(late, "recommendation")} {(late == 1 ? "is" : "are")} late at some step",
                    "/recommendations?view=All&late=true",
                    "What is awaited has passed its day"
                )
            );
        }
        if (asked.Count(a => a is { Open: true, VerifiedOn: not null } && a.EffectDueOn <= today) is > 0 and var looks)
        {
            next.Add(new($"The effect of {looks} can be looked for now", "/recommendations?view=All&state=Verified", "The day that was set has come, and nobody has looked"));
        }
        var apart = page.Agreement;
        if (apart.Pairs >= AgreementLine.Enough && apart.Quadratic?.Interval is { High: < 0.6 })
        {
            next.Add(new("Those who audit see things differently: a calibration would help", "/audits/moderation", "The interval of kappa lies below 0.6"));
        }
        if (page.Untold > 0 && (actor.May(Permission.KeepAudits) || actor.May(Permission.DoAudits)))
        {
            next.Add(new($"{page.Untold} of the last year have no theme yet", "/recommendations?view=All", "An audit or recommendation for which nobody has chosen one"));
        }
        if (page.Themes.FirstOrDefault() is { Now: >= GradeFigures.Enough } most)
        {
            next.Add(new($"Most is about «{most.Name}»: {most.Now} in the last year", "/improvement", "The theme that was chosen most, from ten on. Does an objective answer it?"));
        }
        return next;
    }
}
