using Kith.Practice.Audits.Doing;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
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
    Chaired,
    Heard,
    Supported,
    Planned,
    JudgedRisk,

    // The last three ask about an earlier audit, and only of whoever is to look at the same again.
    GradedBefore,
    SettledBefore,
    FollowedUp,
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
        // Who chairs a meeting decides with it, and answers for its plan.
        var chaired =
            from s in db
                .InitialConferences.Where(r => people.Contains(r.PersonId))
                .Select(r => new { r.PersonId, r.TogetherId })
                .Concat(db.ReviewConferences.Where(r => people.Contains(r.PersonId)).Select(r => new { r.PersonId, r.TogetherId }))
                .Concat(db.CoreGroups.Where(r => people.Contains(r.PersonId)).Select(r => new { r.PersonId, r.TogetherId }))
                .Concat(db.StrategyDiscussions.Where(r => people.Contains(r.PersonId)).Select(r => new { r.PersonId, r.TogetherId }))
                .Concat(db.CinReviews.Where(r => people.Contains(r.PersonId)).Select(r => new { r.PersonId, r.TogetherId }))
            join m in db.Meetings.AsNoTracking() on s.TogetherId equals (Guid?)m.Id
            where m.ChairWorkerId != null && workers.Contains(m.ChairWorkerId.Value)
            select new
            {
                Worker = m.ChairWorkerId!.Value,
                Person = s.PersonId,
                What = PartInWork.Chaired,
            };
        var heard = db
            .VoiceEntries.AsNoTracking()
            .Where(v => people.Contains(v.PersonId) && v.WorkerId != null && workers.Contains(v.WorkerId.Value))
            .Select(v => new
            {
                Worker = v.WorkerId!.Value,
                Person = v.PersonId,
                What = PartInWork.Heard,
            });
        var listened = db
            .ReturnInterviews.AsNoTracking()
            .Where(r => people.Contains(r.PersonId) && r.HeldById != null && workers.Contains(r.HeldById.Value))
            .Select(r => new
            {
                Worker = r.HeldById!.Value,
                Person = r.PersonId,
                What = PartInWork.Heard,
            });
        var led = db
            .EdgeSupports.AsNoTracking()
            .Where(r => people.Contains(r.PersonId) && r.WorkerId != null && workers.Contains(r.WorkerId.Value))
            .Select(r => new
            {
                Worker = r.WorkerId!.Value,
                Person = r.PersonId,
                What = PartInWork.Supported,
            });
        var supported = db
            .SupportSessions.AsNoTracking()
            .Where(r => people.Contains(r.PersonId) && r.WorkerId != null && workers.Contains(r.WorkerId.Value))
            .Select(r => new
            {
                Worker = r.WorkerId!.Value,
                Person = r.PersonId,
                What = PartInWork.Supported,
            });
        var planned = db
            .ContingencyPlans.AsNoTracking()
            .Where(r => people.Contains(r.PersonId) && r.MadeById != null && workers.Contains(r.MadeById.Value))
            .Select(r => new
            {
                Worker = r.MadeById!.Value,
                Person = r.PersonId,
                What = PartInWork.Planned,
            });
        var judged = db
            .RiskScreenings.AsNoTracking()
            .Where(r => people.Contains(r.PersonId) && r.WorkerId != null && workers.Contains(r.WorkerId.Value))
            .Select(r => new
            {
                Worker = r.WorkerId!.Value,
                Person = r.PersonId,
                What = PartInWork.JudgedRisk,
            });
        var parts = await held.Concat(managed)
            .Concat(visited)
            .Concat(assessed)
            .Concat(authorised)
            .Concat(looked)
            .Concat(supervised)
            .Concat(decided)
            .Concat(chaired)
            .Concat(heard)
            .Concat(listened)
            .Concat(led)
            .Concat(supported)
            .Concat(planned)
            .Concat(judged)
            .Distinct()
            .ToListAsync(ct);
        return [.. parts.Select(p => new Part(p.Worker, p.Person, p.What)).OrderBy(p => p.What).ThenBy(p => p.WorkerId).ThenBy(p => p.PersonId)];
    }

    /// <summary>
    /// What more is asked of whoever audits again, or grades that a second time: they gave no grade of the earlier audit, did
    /// not settle it, and neither owned nor judged what it asked for. They would know the grade, or look at their own work.
    /// </summary>
    public async Task<IReadOnlyList<Part>> PartsInEarlier(IReadOnlyCollection<Guid> workers, IReadOnlyCollection<AuditAssignment> again, CancellationToken ct = default)
    {
        var earlier = again.Where(a => a.AgainOfId is not null).Select(a => a.AgainOfId!.Value).Distinct().ToList();
        if (workers.Count == 0 || earlier.Count == 0)
        {
            return [];
        }
        var graded = db
            .Audits.AsNoTracking()
            .Where(a => earlier.Contains(a.Id) && a.AuditorId != null && workers.Contains(a.AuditorId.Value))
            .Select(a => new
            {
                Worker = a.AuditorId!.Value,
                Person = a.PersonId,
                What = PartInWork.GradedBefore,
            });
        var read = db
            .AuditReadings.AsNoTracking()
            .Where(r => r.AuditId != null && earlier.Contains(r.AuditId.Value) && workers.Contains(r.ReaderId))
            .Select(r => new
            {
                Worker = r.ReaderId,
                Person = r.PersonId,
                What = PartInWork.GradedBefore,
            });
        var settled =
            from s in db.AuditSettlements.AsNoTracking()
            join u in db.Users on s.ByAccountId equals u.Id
            where earlier.Contains(s.AuditId) && u.WorkerId != null && workers.Contains(u.WorkerId.Value)
            select new
            {
                Worker = u.WorkerId!.Value,
                Person = s.PersonId,
                What = PartInWork.SettledBefore,
            };
        var owned =
            from r in db.Recommendations.AsNoTracking()
            where r.Origin == RecommendationOrigin.Audit && r.OriginId != null && earlier.Contains(r.OriginId.Value)
            where r.Action.OwnerWorkerId != null && workers.Contains(r.Action.OwnerWorkerId.Value)
            join a in db.Audits on r.OriginId equals (Guid?)a.Id
            select new
            {
                Worker = r.Action.OwnerWorkerId!.Value,
                Person = a.PersonId,
                What = PartInWork.FollowedUp,
            };
        var judged =
            from r in db.Recommendations.AsNoTracking()
            where r.Origin == RecommendationOrigin.Audit && r.OriginId != null && earlier.Contains(r.OriginId.Value)
            join a in db.Audits on r.OriginId equals (Guid?)a.Id
            from s in r.Steps
            where s.ByWorkerId != null && workers.Contains(s.ByWorkerId.Value) && FollowingUp.Contains(s.Act)
            select new
            {
                Worker = s.ByWorkerId!.Value,
                Person = a.PersonId,
                What = PartInWork.FollowedUp,
            };
        var parts = await graded.Concat(read).Concat(settled).Concat(owned).Concat(judged).Distinct().ToListAsync(ct);
        return [.. parts.Select(p => new Part(p.Worker, p.Person, p.What)).OrderBy(p => p.What).ThenBy(p => p.WorkerId).ThenBy(p => p.PersonId)];
    }

    /// <summary>Every part that any of these had in the work, and in what came before, with any of the children to be audited.</summary>
    public async Task<IReadOnlyList<Part>> PartsOf(IReadOnlyCollection<Guid> workers, IReadOnlyCollection<AuditAssignment> audits, CancellationToken ct = default) =>
        [.. await PartsOf(workers, [.. audits.Select(a => a.PersonId).Distinct()], ct), .. await PartsInEarlier(workers, audits, ct)];

    /// <summary>Why this worker may not audit this, or grade it; null when they may.</summary>
    public async Task<string?> Why(Guid worker, AuditAssignment audit, CancellationToken ct = default) => Words(await PartsOf([worker], [audit], ct));

    /// <summary>Who of these, of these children, has opened the record since the latest audit of it was finished: they could have seen its grade.</summary>
    public async Task<IReadOnlySet<(Guid Worker, Guid Person)>> CouldHaveSeen(IReadOnlyCollection<Guid> workers, IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        if (workers.Count == 0 || people.Count == 0)
        {
            return new HashSet<(Guid, Guid)>();
        }
        var finished = await db
            .Audits.AsNoTracking()
            .Where(a => people.Contains(a.PersonId))
            .GroupBy(a => a.PersonId)
            .Select(g => new { Person = g.Key, On = g.Max(a => a.CompletedOn) })
            .ToDictionaryAsync(a => a.Person, a => LondonTime.StartOfDayUtc(a.On), ct);
        if (finished.Count == 0)
        {
            return new HashSet<(Guid, Guid)>();
        }
        var audited = finished.Keys.ToList();
        var read = await (
            from e in db.TrailEntries.AsNoTracking()
            where e.PersonId != null && audited.Contains(e.PersonId.Value) && e.Event == nameof(RecordRead)
            join u in db.Users on e.ActorId equals u.Id
            where u.WorkerId != null && workers.Contains(u.WorkerId.Value)
            group e.At by new { Worker = u.WorkerId!.Value, Person = e.PersonId!.Value } into g
            select new
            {
                g.Key.Worker,
                g.Key.Person,
                At = g.Max(),
            }
        ).ToListAsync(ct);
        return read.Where(r => r.At >= finished[r.Person]).Select(r => (r.Worker, r.Person)).ToHashSet();
    }

    /// <summary>Steps by which somebody does, or judges, what an audit asked for.</summary>
    private static readonly RecommendationAct[] FollowingUp =
    [
        RecommendationAct.Accept,
        RecommendationAct.Claim,
        RecommendationAct.SendBack,
        RecommendationAct.Verify,
        RecommendationAct.ConfirmEffect,
        RecommendationAct.FindNoEffect,
    ];

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
            PartInWork.Chaired => "chairs a meeting about the child",
            PartInWork.Heard => "listened to the child",
            PartInWork.Supported => "gave the family intensive support",
            PartInWork.Planned => "made a plan for if things go wrong",
            PartInWork.JudgedRisk => "judged a risk",
            PartInWork.GradedBefore => "graded the earlier audit",
            PartInWork.SettledBefore => "settled the grade of the earlier audit",
            PartInWork.FollowedUp => "did or judged what the earlier audit asked for",
            _ => "decided on something that was asked",
        };
}
