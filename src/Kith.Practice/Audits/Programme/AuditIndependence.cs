using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Programme;

/// <summary>How somebody had a part in the work with a child.</summary>
public enum PartInWork
{
    WorkedWith,
    Visited,
    Assessed,
    ManagedWorker,
    LookedAsManager,
    Supervised,
    Authorised,
    Decided,
}

/// <summary>Somebody's part in the work with a child.</summary>
public readonly record struct Part(Guid WorkerId, Guid PersonId, PartInWork What);

/// <summary>
/// Nobody audits, or grades a second time, work that they did, managed, authorised or supervised: asked of the record itself,
/// of all time, in one place and in one query. See docs/decisions/0032-audits.md.
/// </summary>
[UseCase]
public sealed class AuditIndependence(KithDb db)
{
    /// <summary>Every part that any of these workers had in the work with any of these children.</summary>
    public async Task<IReadOnlyList<Part>> PartsOf(IReadOnlyCollection<Guid> workers, IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        if (workers.Count == 0 || people.Count == 0)
        {
            return [];
        }
        var held = db
            .Allocations.AsNoTracking()
            .Where(a => people.Contains(a.PersonId) && a.WorkerId != null && workers.Contains(a.WorkerId.Value))
            .Select(a => new
            {
                Worker = a.WorkerId!.Value,
                Person = a.PersonId,
                What = PartInWork.WorkedWith,
            });
        var managed =
            from a in db.Allocations.AsNoTracking()
            join w in db.Workers on a.WorkerId equals w.Id
            where people.Contains(a.PersonId) && w.LineManagerId != null && workers.Contains(w.LineManagerId.Value)
            select new
            {
                Worker = w.LineManagerId!.Value,
                Person = a.PersonId,
                What = PartInWork.ManagedWorker,
            };
        var visited =
            from c in db.VisitChildren.AsNoTracking()
            join v in db.Visits on c.VisitId equals v.Id
            where people.Contains(c.PersonId) && v.WorkerId != null && workers.Contains(v.WorkerId.Value)
            select new
            {
                Worker = v.WorkerId!.Value,
                Person = c.PersonId,
                What = PartInWork.Visited,
            };
        var assessed = db
            .Assessments.AsNoTracking()
            .Where(a => people.Contains(a.PersonId) && a.WorkerId != null && workers.Contains(a.WorkerId.Value))
            .Select(a => new
            {
                Worker = a.WorkerId!.Value,
                Person = a.PersonId,
                What = PartInWork.Assessed,
            });
        var authorised =
            from a in db.Assessments.AsNoTracking()
            join u in db.Users on a.AuthorisedByAccountId equals u.Id
            where people.Contains(a.PersonId) && u.WorkerId != null && workers.Contains(u.WorkerId.Value)
            select new
            {
                Worker = u.WorkerId!.Value,
                Person = a.PersonId,
                What = PartInWork.Authorised,
            };
        var looked = db
            .ManagementOversights.AsNoTracking()
            .Where(o => people.Contains(o.PersonId) && o.ManagerId != null && workers.Contains(o.ManagerId.Value))
            .Select(o => new
            {
                Worker = o.ManagerId!.Value,
                Person = o.PersonId,
                What = PartInWork.LookedAsManager,
            });
        var supervised = db
            .SupervisionCases.AsNoTracking()
            .Where(s => people.Contains(s.PersonId) && s.SupervisorId != null && workers.Contains(s.SupervisorId.Value))
            .Select(s => new
            {
                Worker = s.SupervisorId!.Value,
                Person = s.PersonId,
                What = PartInWork.Supervised,
            });
        var decided =
            from a in db.Approvals.AsNoTracking()
            join u in db.Users on a.DecidedByAccountId equals u.Id
            where people.Contains(a.PersonId) && u.WorkerId != null && workers.Contains(u.WorkerId.Value)
            select new
            {
                Worker = u.WorkerId!.Value,
                Person = a.PersonId,
                What = PartInWork.Decided,
            };
        var parts = await held.Concat(managed).Concat(visited).Concat(assessed).Concat(authorised).Concat(looked).Concat(supervised).Concat(decided).Distinct().ToListAsync(ct);
        return [.. parts.Select(p => new Part(p.Worker, p.Person, p.What)).OrderBy(p => p.What).ThenBy(p => p.WorkerId).ThenBy(p => p.PersonId)];
    }

    /// <summary>Why this worker may not audit this child's record; null when they may.</summary>
    public async Task<string?> Why(Guid worker, Guid person, CancellationToken ct = default) => Words(await PartsOf([worker], [person], ct));

    /// <summary>The parts in words: «worked with the child, supervised the work»; null for none.</summary>
    public static string? Words(IEnumerable<Part> parts)
    {
        var words = parts.Select(p => Words(p.What)).Distinct().ToList();
        return words.Count == 0 ? null : string.Join(", ", words);
    }

    private static string Words(PartInWork part) =>
        part switch
        {
            PartInWork.WorkedWith => "worked with the child",
            PartInWork.Visited => "visited the child",
            PartInWork.Assessed => "wrote an assessment",
            PartInWork.ManagedWorker => "manages a worker of the child",
            PartInWork.LookedAsManager => "looked at the work as a manager",
            PartInWork.Supervised => "supervised the work",
            PartInWork.Authorised => "authorised an assessment",
            _ => "decided on something that was asked",
        };
}
