using Kith.Practice.Access;
using Kith.Practice.Settings;
using Kith.Practice.Workforce;

namespace Kith.Practice.Supervision;

/// <summary>
/// Who reads and who records supervision: the one place that knows. Personal supervision is between the two who were there;
/// acting for an absent colleague never carries it, and no role reads it unless the policy in force on its day named that
/// role: what was said in confidence stays as it was promised then. See docs/decisions/0026-supervision.md.
/// </summary>
internal static class SupervisionAccess
{
    /// <summary>Whether the actor may read a supervision. A child's part is asked for again, child by child.</summary>
    /// <param name="workers">Those who were supervised.</param>
    /// <param name="supervisorsManager">Who manages the supervisor.</param>
    public static bool MayRead(Actor actor, SupervisionRecord record, IEnumerable<Guid> workers, Guid? supervisorsManager, PolicyBook policies) =>
        IsOneOfThem(actor, record.SupervisorId, workers)
        || (
            record.Kind == SupervisionKind.Personal
                ? IsNamed(actor, record, supervisorsManager, policies)
                : actor.May(Permission.ReadSupervision) && (actor.WholeAuthority || (record.TeamId is { } team && actor.TeamIds.Contains(team)))
        );

    /// <summary>True for the supervisor and for those who were supervised: themselves, never a deputy.</summary>
    public static bool IsOneOfThem(Actor actor, Guid supervisor, IEnumerable<Guid> workers) => actor.WorkerId is { } me && (me == supervisor || workers.Contains(me));

    private static bool IsNamed(Actor actor, SupervisionRecord record, Guid? supervisorsManager, PolicyBook policies) =>
        (supervisorsManager is { } manager && manager == actor.WorkerId && policies.IsYes(Policies.PersonalReadByNextManager, record.On))
        || (actor.Roles.Contains(Role.PrincipalSocialWorker) && policies.IsYes(Policies.PersonalReadByPrincipal, record.On));

    /// <summary>
    /// Whether the actor may supervise a worker: their line manager; a manager of their team, or who stands in for one; the
    /// principal social worker for all but personal supervision. Nobody supervises themselves.
    /// </summary>
    public static bool MaySupervise(Actor actor, Worker worker, SupervisionKind kind) =>
        actor.WorkerId is { } me
        && me != worker.Id
        && (
            worker.LineManagerId == me
            || (actor.May(Permission.Decide) && worker.TeamId is { } team && (kind == SupervisionKind.Personal ? actor.ManagedTeamIds : actor.TeamIds).Contains(team))
            || (kind != SupervisionKind.Personal && actor.Roles.Contains(Role.PrincipalSocialWorker))
        );
}
