using Kith.Practice.Access;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits;

/// <summary>
/// Who sees what of an audit: the one place that knows. The child's record is asked for besides, always. See
/// docs/decisions/0032-audits.md.
/// </summary>
internal static class AuditAccess
{
    /// <summary>
    /// Whether the actor may read a finished audit: whoever audited, the worker with whom it was done, whoever reads audits
    /// by role, an inspector who was given the child's record, and where the authority says so the workers of the child.
    /// </summary>
    public static bool MayRead(Actor actor, Guid? auditor, Guid? practitioner, PolicyBook policies, DateOnly on) =>
        (actor.WorkerId is { } me && (me == auditor || me == practitioner))
        || actor.May(Permission.ReadAudits)
        || actor.May(Permission.DoAudits)
        || actor.May(Permission.VisitRoom)
        || (actor.May(Permission.RecordWork) && policies.IsYes(Policies.AuditsReadByWorkers, on));

    /// <summary>Whether the actor does audits or sees the programme: the pages that are about no one child.</summary>
    public static void DemandSight(Actor actor, string what)
    {
        if (!actor.May(Permission.ReadAudits) && !actor.May(Permission.DoAudits))
        {
            throw new AccessRefusedException(Sight.Nothing, what);
        }
    }

    /// <summary>
    /// Audits whose grade this worker must not see yet, because they have a grade to give of the same child: the second of
    /// that audit, or their own of a later one or of a calibration. Nothing that shows a grade leaves this out; it asks the
    /// worker, not the role, so that nobody is above it.
    /// </summary>
    public static IQueryable<Guid> Blind(KithDb db, Guid? worker) =>
        db
            .Audits.Where(a =>
                db.AuditReadings.Any(r => r.PersonId == a.PersonId && r.ReaderId == worker && r.GivenAt == null)
                || db.AuditAssignments.Any(x => worker != null && x.PersonId == a.PersonId && x.AuditorId == worker && x.FinishedOn == null && x.ReplacedOn == null)
            )
            .Select(a => a.Id);

    /// <summary>Children of whom this worker has a grade to give: the same question, asked of lists, which look it up by the worker.</summary>
    public static IQueryable<Guid> ToGrade(KithDb db, Guid? worker) =>
        db
            .AuditReadings.Where(r => r.ReaderId == worker && r.GivenAt == null)
            .Select(r => r.PersonId)
            .Concat(db.AuditAssignments.Where(x => worker != null && x.AuditorId == worker && x.FinishedOn == null && x.ReplacedOn == null).Select(x => x.PersonId));

    /// <summary>Whether what is shown to the actor has to leave grades out for a while: they audit, and are somebody.</summary>
    public static bool MayHaveToGrade(Actor actor) => actor.WorkerId is not null && actor.May(Permission.DoAudits);

    /// <summary>People who can be named to audit: they have a way in and a role that audits, today.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Auditors(KithDb db, DateOnly today, CancellationToken ct)
    {
        var roles = Enum.GetValues<Role>().Where(r => Permissions.Allows(r, Permission.DoAudits)).ToList();
        var found = await (
            from g in db.RoleGrants.AsNoTracking()
            where roles.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today)
            join u in db.Users on g.AccountId equals u.Id
            join w in db.Workers on u.WorkerId equals w.Id
            where w.LeftOn == null || w.LeftOn > today
            select new { w.Id, w.Name }
        )
            .Distinct()
            .ToListAsync(ct);
        return [.. found.OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Id).Select(f => (f.Id, f.Name))];
    }

    /// <summary>The state of an assignment may have changed since; the words are the machine's.</summary>
    public static AuditState StateOf(AuditAssignment assignment) => AuditFlow.Machine.Of(assignment);
}
