using Kith.Practice.Access;
using Kith.Practice.Statistics;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Moderation;

/// <summary>Two grades of one audit, both in.</summary>
public sealed record GradePair(
    Guid AuditId,
    Guid ToolKey,
    string Tool,
    string? Team,
    string Auditor,
    string Reader,
    AuditGrade First,
    AuditGrade Second,
    AuditGrade? Settled,
    DateOnly On
);

/// <summary>Agreement within one group: a tool, a team, somebody who audits.</summary>
/// <param name="Linear">Null where it has no meaning.</param>
/// <param name="Kinder">In how many pairs the first grade was better than the second.</param>
/// <param name="Harder">In how many it was worse.</param>
public sealed record AgreementLine(string Name, int Pairs, int Alike, Kappa? Linear, Kappa? Quadratic, int Kinder, int Harder)
{
    /// <summary>Below this many pairs nothing is said of agreement.</summary>
    public const int Enough = 10;

    /// <summary>What the numbers say, in words that do not go further than they do.</summary>
    public string InWords =>
        Pairs < Enough ? "too few to say"
        : Quadratic is null ? "no spread: the same grade throughout"
        : Quadratic.Interval is { } i
            ? i.Low > 0.6 ? "well agreed"
                : i.High < 0.4 ? "often apart"
                : "may be well agreed or not: the interval is wide"
        : "the same grade in every pair";
}

/// <summary>An audit whose two grades differ.</summary>
public sealed record DisagreementLine(
    Guid AuditId,
    string Child,
    string Tool,
    string Auditor,
    string Reader,
    AuditGrade First,
    AuditGrade Second,
    DateOnly On,
    AuditGrade? Settled,
    string? Why
);

/// <summary>A calibration in the list.</summary>
public sealed record CalibrationLine(Guid Id, string Title, string Tool, DateOnly DueOn, int Readers, int Given, AuditGrade? Agreed, bool Closed);

/// <summary>How far those who audit agree.</summary>
public sealed record ModerationPage(
    DateOnly Today,
    AgreementLine All,
    int[,] Table,
    IReadOnlyList<AgreementLine> Tools,
    IReadOnlyList<AgreementLine> Teams,
    IReadOnlyList<AgreementLine> Auditors,
    IReadOnlyList<DisagreementLine> Open,
    IReadOnlyList<DisagreementLine> Settled,
    IReadOnlyList<CalibrationLine> Calibrations,
    int Waiting,
    bool MayKeep
);

/// <summary>Agreement of first and second grades over the last two years, with its uncertainty; what is to be settled; calibrations.</summary>
[UseCase]
public sealed class ShowModeration(KithDb db, RecordAccess access, Clock clock)
{
    public const int Years = 2;
    private const int ShownSettled = 20;

    /// <exception cref="AccessRefusedException">The actor does not read audits.</exception>
    public async Task<ModerationPage> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadAudits, "see how far auditors agree");
        var since = clock.Today.AddYears(-Years);
        var readable = access.ReadableAmong(actor);
        var toGrade = AuditAccess.ToGrade(db, actor.WorkerId);
        var rows = await (
            from r in db.AuditReadings.AsNoTracking()
            where r.AuditId != null && r.GivenAt != null
            join a in db.Audits on r.AuditId equals a.Id
            where a.CompletedOn >= since
            join o in readable on a.PersonId equals o.PersonId
            join x in db.AuditAssignments on a.Id equals x.Id
            join t in db.AuditTools on r.ToolId equals t.Id
            select new
            {
                a.Id,
                t.ToolKey,
                Tool = t.Title,
                x.TeamId,
                a.AuditorId,
                r.ReaderId,
                o.DisplayName,
                a.Grade,
                Second = r.Grade!.Value,
                a.ModeratedGrade,
                a.CompletedOn,
                Why = db.AuditSettlements.Where(s => s.AuditId == a.Id).Select(s => s.Why).FirstOrDefault(),
                Blind = toGrade.Contains(a.PersonId),
            }
        ).ToListAsync(ct);
        var pool = (await AuditAccess.Auditors(db, clock.Today, ct)).Select(a => a.Id).ToList();
        var waiting = await db.AuditReadings.CountAsync(r => pool.Contains(r.ReaderId) && r.GivenAt == null && r.AuditId != null, ct);
        var teams = await db.Teams.AsNoTracking().Select(t => new { t.Id, t.Name }).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var ids = rows.SelectMany(r => new[] { r.AuditorId, r.ReaderId }).OfType<Guid>().Distinct().ToList();
        var workers = await db.Workers.AsNoTracking().Where(w => ids.Contains(w.Id)).Select(w => new { w.Id, w.Name }).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var pairs = rows.Select(r => new
            {
                Pair = new GradePair(
                    r.Id,
                    r.ToolKey,
                    r.Tool,
                    r.TeamId is { } t ? teams.GetValueOrDefault(t) : null,
                    r.AuditorId is { } w ? workers.GetValueOrDefault(w, "") : "",
                    workers.GetValueOrDefault(r.ReaderId, ""),
                    r.Grade,
                    r.Second,
                    r.ModeratedGrade,
                    r.CompletedOn
                ),
                r.DisplayName,
                r.Why,
                r.Blind,
            })
            .ToList();
        var all = pairs.ConvertAll(p => p.Pair);
        var table = new int[4, 4];
        foreach (var pair in all)
        {
            table[(int)pair.First, (int)pair.Second]++;
        }
        var apart = pairs
            // Counted with the others, and in no list of whoever has a grade to give of the same child.
            .Where(p => p.Pair.First != p.Pair.Second && !p.Blind)
            .OrderByDescending(p => p.Pair.On)
            .ThenBy(p => p.Pair.AuditId)
            .Select(p => new DisagreementLine(
                p.Pair.AuditId,
                p.DisplayName,
                p.Pair.Tool,
                p.Pair.Auditor,
                p.Pair.Reader,
                p.Pair.First,
                p.Pair.Second,
                p.Pair.On,
                p.Pair.Settled,
                p.Why
            ))
            .ToList();
        return new(
            clock.Today,
            Line("All", all),
            table,
            Lines(all, p => p.Tool),
            Lines(all, p => p.Team),
            Lines(all, p => p.Auditor),
            [.. apart.Where(d => d.Settled is null)],
            [.. apart.Where(d => d.Settled is not null).Take(ShownSettled)],
            await Calibrations(readable, since, ct),
            waiting,
            actor.May(Permission.KeepAudits)
        );
    }

    private async Task<IReadOnlyList<CalibrationLine>> Calibrations(IQueryable<Projections.ChildOverview> readable, DateOnly since, CancellationToken ct) =>
        [
            .. (
                await (
                    from s in db.CalibrationSets.AsNoTracking()
                    where s.OpenedOn >= since
                    join o in readable on s.PersonId equals o.PersonId
                    join t in db.AuditTools on s.ToolId equals t.Id
                    orderby s.OpenedOn descending, s.Id descending
                    select new
                    {
                        s.Id,
                        s.Title,
                        Tool = t.Title,
                        s.DueOn,
                        Readers = db.AuditReadings.Count(r => r.SetId == s.Id),
                        Given = db.AuditReadings.Count(r => r.SetId == s.Id && r.GivenAt != null),
                        s.AgreedGrade,
                        s.ClosedOn,
                    }
                ).ToListAsync(ct)
            ).Select(s => new CalibrationLine(s.Id, s.Title, s.Tool, s.DueOn, s.Readers, s.Given, s.AgreedGrade, s.ClosedOn is not null)),
        ];

    private static List<AgreementLine> Lines(List<GradePair> pairs, Func<GradePair, string?> by) =>
        [.. pairs.Where(p => !string.IsNullOrEmpty(by(p))).GroupBy(p => by(p)!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line(g.Key, [.. g]))];

    /// <summary>Agreement of pairs.</summary>
    public static AgreementLine Line(string name, IReadOnlyCollection<GradePair> pairs)
    {
        var grades = pairs.Select(p => ((int)p.First, (int)p.Second)).ToList();
        return new(
            name,
            pairs.Count,
            pairs.Count(p => p.First == p.Second),
            Agreement.Of(grades, 4, KappaWeights.Linear),
            Agreement.Of(grades, 4, KappaWeights.Quadratic),
            pairs.Count(p => p.First < p.Second),
            pairs.Count(p => p.First > p.Second)
        );
    }
}
