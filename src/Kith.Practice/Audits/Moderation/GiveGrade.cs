using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Moderation;

/// <summary>A blind grade to be given: the child, the tool, what the record says. Nothing of what others gave.</summary>
public sealed record ReadingPage(AuditReading Reading, AuditTool Tool, string? Title, IReadOnlyList<GatheredFact> Facts, IReadOnlyList<AuditPartGrade> Grades, DateOnly Today);

/// <summary>Gives a second grade, or one of a calibration, without sight of the others. It is given once.</summary>
[UseCase]
public sealed class GiveGrade(KithDb db, RecordAccess access, AuditIndependence independence, GatherFacts facts, Acts.Acts acts, Clock clock)
{
    /// <summary>A reading with its tool; null when there is none. What the record says is asked for next, by whoever may read it.</summary>
    /// <exception cref="AccessRefusedException">It is asked of somebody else.</exception>
    public async Task<ReadingPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        var row = await (
            from r in db.AuditReadings.AsNoTracking()
            where r.Id == id
            join t in db.AuditTools on r.ToolId equals t.Id
            select new
            {
                Reading = r,
                Tool = t,
                Title = db.CalibrationSets.Where(s => s.Id == r.SetId).Select(s => s.Title).FirstOrDefault(),
            }
        ).FirstOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }
        if (actor.WorkerId is not { } me || row.Reading.ReaderId != me || !actor.May(Permission.DoAudits))
        {
            throw new AccessRefusedException(Sight.Nothing, "give a grade");
        }
        return new(row.Reading, row.Tool, row.Title, [], [], clock.Today);
    }

    /// <summary>The same with what the reader needs: the facts of the record while theirs is not in, afterwards their own grades. The caller has already been allowed to read the record.</summary>
    public async Task<ReadingPage> Fill(ReadingPage page, CancellationToken ct = default) =>
        page.Reading.GivenAt is null
            ? page with
            {
                Facts = await facts.Of(page.Reading.PersonId, ct),
            }
            : page with
            {
                Grades = await db.AuditPartGrades.AsNoTracking().Where(g => g.ReadingId == page.Reading.Id).OrderBy(g => g.Place).ToListAsync(ct),
            };

    /// <exception cref="AccessRefusedException">It is asked of somebody else.</exception>
    /// <exception cref="NotAcceptedException">It is given already, or the reader had a part in the work.</exception>
    public async Task Handle(Guid id, GradesInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var reading = await Mine(id, actor, ct) ?? throw new AccessRefusedException(Sight.Nothing, "give a grade");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (reading.GivenAt is not null)
        {
            throw new NotAcceptedException("", "You have given your grade. It stays as it is, so that two grades stay two grades");
        }
        var of = reading.AuditId is { } asked ? await db.AuditAssignments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == asked, ct) : null;
        if (await (of is null ? independence.Why(reading.ReaderId, reading.PersonId, ct) : independence.Why(reading.ReaderId, of, ct)) is { } why)
        {
            throw new NotAcceptedException("", $"You had a part in the work ({why}), and nobody grades their own work. Tell whoever leads the programme");
        }
        var tool = await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == reading.ToolId, ct);
        Editing.Refuse([.. input.GradeProblems(tool)]);
        (reading.GivenAt, reading.Grade, reading.Reason) = (clock.UtcNow, input.Grade, PersonRules.Clean(input.Summary));
        db.AuditPartGrades.AddRange(input.Kept(tool, reading.PersonId, reading.AuditId, id, clock));
        var act = acts.Begin(actor, reading.AuditId is null ? "Grade in a calibration" : "Give a second grade", key: key);
        act.Happened(new BlindGradeGiven(reading.PersonId, id, reading.AuditId, reading.SetId, reading.ReaderId, input.Grade!.Value));
        if (reading.AuditId is { } auditId && await db.Audits.FirstOrDefaultAsync(a => a.Id == auditId, ct) is { } audit)
        {
            SettleGrade.WhereAlike(audit, input.Grade.Value, act);
        }
        await act.Save(id, ct);
    }

    private async Task<AuditReading?> Mine(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.AuditReadings.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } reading)
        {
            return null;
        }
        if (actor.WorkerId is not { } me || reading.ReaderId != me)
        {
            throw new AccessRefusedException(Sight.Nothing, "give a grade");
        }
        await access.Demand(actor, reading.PersonId, Permission.DoAudits, "give a grade", ct);
        return reading;
    }
}
