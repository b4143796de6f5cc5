using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>A finished audit of a child.</summary>
/// <param name="Grade">As it was settled, where two people read it and did not agree.</param>
public sealed record GivenAudit(Guid Id, DateOnly On, string Tool, AuditGrade Grade);

/// <summary>What a supervision said of one child, and what was agreed for that child.</summary>
public sealed record GivenSupervision(
    DateOnly On,
    SupervisionKind Kind,
    string Supervisor,
    string? Worker,
    string? Discussion,
    string? Decision,
    IReadOnlyList<GivenAgreement> Agreed
);

/// <summary>Something that was agreed in supervision for a child.</summary>
public sealed record GivenAgreement(string What, string Whose, DateOnly? DueOn, ActionState State, DateOnly? DoneOn);

/// <summary>Audits of a child, and what supervision said of them.</summary>
public sealed record GivenWork(PersonHead Head, IReadOnlyList<GivenAudit> Audits, IReadOnlyList<GivenSupervision> Supervision);

/// <summary>
/// What an inspector sees of the oversight of a child whose record they were given: finished audits, and of each supervision the
/// part about this child. What was said of other children in the same hour, the words that several share, and what was said of
/// the worker are not part of it; personal supervision never is. Every look is in the trail first.
/// </summary>
[UseCase]
public sealed class ShowGivenWork(KithDb db, RecordAccess access, ShowAudit audits, ReadLedger ledger, Clock clock)
{
    private const int Most = 100;

    /// <summary>Audits and supervision of a child; null where the record was not given to this account.</summary>
    /// <exception cref="AccessRefusedException">The actor is no inspector.</exception>
    public async Task<GivenWork?> Of(Guid childId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        if (await access.SightOf(actor, childId, ct) != Sight.Read || await PersonHeads.Of(db, childId, clock.Today, ct) is not { IsChild: true } head)
        {
            return null;
        }
        await ledger.Write(actor, "Read a record", new RecordRead(childId, "Audits and supervision"));
        var done = await (
            from a in db.Audits.AsNoTracking()
            where a.PersonId == childId
            join x in db.AuditAssignments on a.Id equals x.Id into xs
            from x in xs.DefaultIfEmpty()
            join t in db.AuditTools on x.ToolId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            orderby a.CompletedOn descending, a.Id
            select new
            {
                a.Id,
                a.CompletedOn,
                Tool = t == null ? null : t.Title,
                Grade = a.ModeratedGrade ?? a.Grade,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        var spoken = await (
            from c in db.SupervisionCases.AsNoTracking()
            where c.PersonId == childId
            join s in db.Supervisions on c.SupervisionId equals s.Id
            // Personal supervision speaks of no child; if one ever did, it would still not be shown.
            where s.Kind != SupervisionKind.Personal
            orderby c.On descending, c.Id
            select new
            {
                c.SupervisionId,
                c.On,
                s.Kind,
                Supervisor = db.Workers.Where(w => w.Id == s.SupervisorId).Select(w => w.Name).FirstOrDefault(),
                Worker = db.Workers.Where(w => w.Id == c.WorkerId).Select(w => w.Name).FirstOrDefault(),
                c.Discussion,
                c.Decision,
            }
        )
            .Take(Most)
            .ToListAsync(ct);
        var held = spoken.Select(s => s.SupervisionId).ToList();
        var agreed = (
            await (
                from a in db.ActionItems.AsNoTracking()
                where a.PersonId == childId && a.Source == ActionSource.Supervision && a.BetweenWorkerId == null && held.Contains(a.SourceId)
                join w in db.Workers on a.OwnerWorkerId equals w.Id into ws
                from w in ws.DefaultIfEmpty()
                orderby a.DueOn, a.Id
                select new { Action = a, Worker = w == null ? null : w.Name }
            ).ToListAsync(ct)
        ).ToLookup(a => a.Action.SourceId, a => new GivenAgreement(a.Action.What, a.Action.Whose(a.Worker), a.Action.DueOn, a.Action.State, a.Action.DoneOn));
        return new(
            head,
            [.. done.Select(a => new GivenAudit(a.Id, a.CompletedOn, a.Tool ?? "Practice audit", a.Grade))],
            [.. spoken.Select(s => new GivenSupervision(s.On, s.Kind, s.Supervisor ?? "someone who has left", s.Worker, s.Discussion, s.Decision, [.. agreed[s.SupervisionId]]))]
        );
    }

    /// <summary>A finished audit of a given child as a document to be read; null where there is none such for this account.</summary>
    /// <inheritdoc cref="Of"/>
    public async Task<(Guid Child, Paper Document)?> Audit(Guid auditId, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        if (await audits.Show(auditId, actor, ct) is not { Audit: { } audit } page)
        {
            return null;
        }
        await ledger.Write(actor, "Read a record", new RecordRead(audit.PersonId, "Practice audit"));
        return (audit.PersonId, AuditPaper.Of(page));
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.VisitRoom, "read the audits of a child that was given");
}
