using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Plan;

/// <summary>What is said with a report.</summary>
public sealed record BoardReportInput
{
    public DateOnly? Month { get; set; }
    public string? Introduction { get; set; }
}

/// <summary>A report in the list.</summary>
public sealed record BoardReportLine(Guid Id, DateOnly Month, DateOnly AsAt, DateTime MadeAt, string MadeBy);

/// <summary>A report as it was made.</summary>
public sealed record BoardReportView(BoardReportLine Line, string? Introduction, PlanSnapshot Plan, string Sha256);

/// <summary>
/// The monthly report to the board. It is made once, from the plan as at that day, and kept as it was: what changes on the
/// records afterwards changes the next report and never this one.
/// </summary>
[UseCase]
public sealed class BoardReports(KithDb db, Acts.Acts acts, ShowPlan show, Clock clock)
{
    private const int Most = 60;

    /// <summary>The reports, the latest first.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read the plan.</exception>
    public async Task<IReadOnlyList<BoardReportLine>> List(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await db
            .BoardReports.AsNoTracking()
            .OrderByDescending(r => r.Month)
            .ThenByDescending(r => r.MadeAt)
            .Take(Most)
            .Select(r => new BoardReportLine(r.Id, r.Month, r.AsAt, r.MadeAt, r.MadeByName))
            .ToListAsync(ct);
    }

    /// <summary>Makes the report of a month, with its figures as at today.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep the plan.</exception>
    /// <exception cref="NotAcceptedException">The month has a report, is still to come, or the plan is empty.</exception>
    public async Task<Guid> Make(BoardReportInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepImprovement, "make a board report");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var month = First(input.Month ?? clock.Today);
        if (month > clock.Today)
        {
            throw new NotAcceptedException(nameof(input.Month), "The month must have begun");
        }
        if (await db.BoardReports.AnyAsync(r => r.Month == month, ct))
        {
            throw new NotAcceptedException(nameof(input.Month), "This month has a report. It stays as it was made");
        }
        if (input.Introduction?.Trim().Length > 4000)
        {
            throw new NotAcceptedException(nameof(input.Introduction), "This must be 4,000 characters or fewer");
        }
        var last = await db.BoardReports.AsNoTracking().Where(r => r.Month < month).OrderByDescending(r => r.Month).FirstOrDefaultAsync(ct);
        var plan = await show.As(null, last is null ? null : Read(last.Content), ct);
        if (plan.Objectives.Count == 0)
        {
            throw new NotAcceptedException("", "The plan has no objective yet, so there is nothing to report");
        }
        var report = Pin(clock.NewId(), month, plan, PersonRules.Clean(input.Introduction), actor.AccountId, actor.Name, clock.UtcNow);
        db.BoardReports.Add(report);
        var act = acts.Begin(actor, "Make a board report", key: key);
        act.Happened(new BoardReportMade(report.Id, month, report.AsAt, report.Sha256));
        return await act.Save(report.Id, ct);
    }

    /// <summary>A report as it was made; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read the plan.</exception>
    /// <exception cref="InvalidDataException">What is kept is not what was made.</exception>
    public async Task<BoardReportView?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        if (await db.BoardReports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } report)
        {
            return null;
        }
        return View(report);
    }

    /// <summary>A report as it is read, wherever it may be read.</summary>
    /// <exception cref="InvalidDataException">What is kept is not what was made.</exception>
    internal static BoardReportView View(BoardReport report) =>
        new(
            new(report.Id, report.Month, report.AsAt, report.MadeAt, report.MadeByName),
            report.Introduction,
            PinnedContent.Read<PlanSnapshot>(report.Content, report.Sha256),
            report.Sha256
        );

    /// <summary>A plan as a report keeps it.</summary>
    internal static BoardReport Pin(Guid id, DateOnly month, PlanSnapshot plan, string? introduction, Guid account, string name, DateTime at)
    {
        var content = PinnedContent.Write(plan);
        return new BoardReport
        {
            Id = id,
            Month = month,
            AsAt = plan.AsAt,
            MadeAt = at,
            MadeByAccountId = account,
            MadeByName = name,
            Introduction = introduction,
            Content = content,
            Sha256 = PinnedContent.Digest(content),
        };
    }

    internal static PlanSnapshot Read(string content) => PinnedContent.Read<PlanSnapshot>(content);

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.ReadImprovement, "read board reports");
}
