using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Children.Details;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Programme;

/// <summary>Why a child falls out of a sample. The list is short, so that nobody falls out because they are difficult.</summary>
public enum ReplaceReason
{
    ClosedMeanwhile,
    NobodyIndependent,
    UnderInvestigation,
    RestrictedMeanwhile,
    FamilyInCrisis,
    Other,
}

/// <summary>A child chosen by hand, as a form holds it.</summary>
public sealed record ChooseInput
{
    public string? LaChildId { get; set; }
    public string? Why { get; set; }
}

/// <summary>What sharing out came to.</summary>
/// <param name="Without">How many have nobody who is independent and has room.</param>
public sealed record SharedOut(int Named, int Readers, int Without);

/// <summary>Names who audits whom, and who reads a second time; lets a reserve step in; adds a child by hand. Independence is asked each time.</summary>
[UseCase]
public sealed class AssignAudits(KithDb db, RecordAccess access, AuditIndependence independence, Acts.Acts acts, Clock clock)
{
    /// <summary>
    /// Shares out the chosen children of a cycle among its auditors: each goes to the independent one with most room left. So do
    /// the second grades, to somebody else.
    /// </summary>
    public async Task<SharedOut> ShareOut(Guid cycleId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return new(0, 0, 0);
        }
        var cycle =
            await db.AuditCycles.AsNoTracking().Include(c => c.Auditors).AsSingleQuery().FirstOrDefaultAsync(c => c.Id == cycleId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "name an auditor");
        var all = await db.AuditAssignments.Where(a => a.CycleId == cycleId).ToListAsync(ct);
        var readings = await db.AuditReadings.Where(r => db.AuditAssignments.Any(a => a.Id == r.AuditId && a.CycleId == cycleId)).ToListAsync(ct);
        var pool = cycle.Auditors.OrderBy(a => a.WorkerId, Sampling.ByBytes).ToList();
        var who = pool.ConvertAll(a => a.WorkerId);
        var parts = (await independence.PartsOf(who, all, ct)).Select(p => (p.WorkerId, p.PersonId)).ToHashSet();
        var saw = await independence.CouldHaveSeen(who, [.. all.Select(a => a.PersonId).Distinct()], ct);
        var room = pool.ToDictionary(a => a.WorkerId, a => a.Capacity - all.Count(x => x.AuditorId == a.WorkerId && x.ReplacedOn is null));
        var reads = pool.ToDictionary(a => a.WorkerId, a => readings.Count(r => r.ReaderId == a.WorkerId));
        var (named, readers, without) = (0, 0, 0);
        var act = acts.Begin(actor, "Share out audits", key: key);
        var today = clock.Today;
        // Those with the fewest who could take them come first.
        var open = all.Where(a => AuditFlow.Machine.Of(a) == AuditState.Chosen)
            .OrderBy(a => pool.Count(p => !parts.Contains((p.WorkerId, a.PersonId))))
            .ThenBy(a => a.Id, Sampling.ByBytes)
            .ToList();
        foreach (var assignment in open)
        {
            // Who cannot have seen an earlier grade comes before who has most room.
            var one = pool.Where(p => room[p.WorkerId] > 0 && !parts.Contains((p.WorkerId, assignment.PersonId)))
                .OrderBy(p => saw.Contains((p.WorkerId, assignment.PersonId)))
                .ThenByDescending(p => room[p.WorkerId])
                .FirstOrDefault();
            if (one is null)
            {
                without++;
                continue;
            }
            room[one.WorkerId]--;
            named++;
            (assignment.AuditorId, assignment.NamedOn) = (one.WorkerId, today);
            assignment.SawEarlier = saw.Contains((one.WorkerId, assignment.PersonId));
            act.Happened(new AuditorNamed(assignment.PersonId, assignment.Id, one.WorkerId, false));
        }
        foreach (var assignment in all.Where(a => a is { SecondWanted: true, AuditorId: not null, ReplacedOn: null } && readings.TrueForAll(r => r.AuditId != a.Id)))
        {
            var one = pool.Where(p => p.WorkerId != assignment.AuditorId && !parts.Contains((p.WorkerId, assignment.PersonId)))
                .OrderBy(p => reads[p.WorkerId])
                .ThenByDescending(p => room[p.WorkerId])
                .FirstOrDefault();
            if (one is null)
            {
                continue;
            }
            reads[one.WorkerId]++;
            readers++;
            AskReader(assignment, one.WorkerId, act, today);
        }
        await act.Save(cycleId, ct);
        return new(named, readers, without);
    }

    /// <summary>Names the auditor of one child; null takes the name away while nothing has begun.</summary>
    /// <exception cref="NotAcceptedException">They had a part in the work, or it has begun.</exception>
    public async Task Name(Guid id, Guid? auditor, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Open(id, actor, key, ct) is not { } assignment)
        {
            return;
        }
        Editing.SameVersion(assignment, version);
        AuditFlow.Machine.Demand(assignment, AuditAct.Name, "AuditorId");
        if (auditor is { } worker)
        {
            await DemandMay(worker, assignment, "AuditorId", ct);
            if (await db.AuditReadings.AnyAsync(r => r.AuditId == id && r.ReaderId == worker, ct))
            {
                throw new NotAcceptedException("AuditorId", "They give the second grade. Name somebody else");
            }
        }
        (assignment.AuditorId, assignment.NamedOn) = (auditor, auditor is null ? null : clock.Today);
        assignment.SawEarlier = auditor is { } named && (await independence.CouldHaveSeen([named], [assignment.PersonId], ct)).Count > 0;
        var act = acts.Begin(actor, "Name an auditor", key: key);
        act.Happened(new AuditorNamed(assignment.PersonId, id, auditor, false));
        await act.Save(id, ct);
    }

    /// <summary>Asks somebody for a second, blind grade.</summary>
    /// <exception cref="NotAcceptedException">They had a part in the work, or audit it themselves; or one is asked for already.</exception>
    public async Task NameSecond(Guid id, Guid? reader, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Open(id, actor, key, ct) is not { } assignment)
        {
            return;
        }
        if (reader is not { } worker)
        {
            throw new NotAcceptedException("ReaderId", "Choose who gives the second grade");
        }
        if (AuditFlow.Machine.Of(assignment) is not (AuditState.Named or AuditState.Begun or AuditState.Finished))
        {
            throw new NotAcceptedException("ReaderId", "Name the auditor first");
        }
        if (await db.AuditReadings.AnyAsync(r => r.AuditId == id, ct))
        {
            throw new NotAcceptedException("ReaderId", "Somebody is asked for the second grade already");
        }
        if (worker == assignment.AuditorId)
        {
            throw new NotAcceptedException("ReaderId", "They audit it themselves. Name somebody else");
        }
        // Whoever opened the record since then could have seen the first grade in its chronology.
        if (
            assignment.FinishedOn is { } finished
            && await (
                from e in db.TrailEntries.AsNoTracking()
                where e.PersonId == assignment.PersonId && e.Event == nameof(RecordRead)
                join u in db.Users on e.ActorId equals u.Id
                where u.WorkerId == worker && e.At >= LondonTime.StartOfDayUtc(finished)
                select e.Id
            ).AnyAsync(ct)
        )
        {
            throw new NotAcceptedException("ReaderId", "They have opened this child’s record since the audit was finished, and could have seen its grade. Choose somebody else");
        }
        await DemandMay(worker, assignment, "ReaderId", ct);
        assignment.SecondWanted = true;
        var act = acts.Begin(actor, "Ask for a second grade", key: key);
        AskReader(assignment, worker, act, clock.Today);
        await act.Save(id, ct);
    }

    /// <summary>A child falls out, with a reason from the list, and the next reserve of the team steps in where there is one.</summary>
    /// <exception cref="NotAcceptedException">It is finished, or no reason is given.</exception>
    public async Task<bool> Replace(Guid id, ReplaceReason? reason, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Open(id, actor, key, ct) is not { } assignment)
        {
            return true;
        }
        AuditFlow.Machine.Demand(assignment, AuditAct.Replace);
        var words = PersonRules.Clean(why);
        var problems = new List<Problem>();
        if (reason is not { } chosen || !Enum.IsDefined(chosen))
        {
            problems.Add(new("Reason", "Choose why the child falls out"));
        }
        else if (words is null && chosen is ReplaceReason.Other or ReplaceReason.FamilyInCrisis)
        {
            problems.Add(new("ReplaceWhy", "Say what it is, so that others can see that it is not chance that was put right"));
        }
        if (words?.Length > 500)
        {
            problems.Add(new("ReplaceWhy", "This must be 500 characters or fewer"));
        }
        Editing.Refuse(problems);
        var today = clock.Today;
        assignment.ReplacedOn = today;
        assignment.ReplacedWhy = words is null ? Words(reason!.Value) : $"{Words(reason!.Value)}: {words}";
        var act = acts.Begin(actor, "Replace a child in a sample", assignment.ReplacedWhy, key);
        foreach (var reading in await db.AuditReadings.Where(r => r.AuditId == id && r.GivenAt == null).ToListAsync(ct))
        {
            db.AuditReadings.Remove(reading);
        }
        AuditAssignment? next = null;
        if (assignment.CycleId is { } cycle)
        {
            var reserves = await db
                .AuditAssignments.Where(a => a.CycleId == cycle && a.TeamId == assignment.TeamId && a.Reserve && a.SteppedInOn == null && a.ReplacedOn == null)
                .OrderBy(a => a.Place)
                .ToListAsync(ct);
            var open = await access
                .ReadableChildren(actor)
                .Where(o => reserves.Select(r => r.PersonId).Contains(o.PersonId))
                .Select(o => new { o.PersonId, o.Status })
                .ToListAsync(ct);
            foreach (var reserve in reserves)
            {
                // The rule: the next in order whose case is still open. Those who are passed over stay to be seen.
                if (!open.Exists(o => o.PersonId == reserve.PersonId && Children.ChildWords.IsOpen(o.Status)))
                {
                    (reserve.ReplacedOn, reserve.ReplacedWhy) = (today, "Passed over: no longer open, or restricted");
                    act.Happened(new AuditReplaced(reserve.PersonId, reserve.Id, reserve.ReplacedWhy, null));
                    continue;
                }
                next = reserve;
                break;
            }
        }
        if (next is not null)
        {
            (next.SteppedInOn, next.SecondWanted) = (today, assignment.SecondWanted);
            next.Why = $"{next.Why}; stepped in on {DateWords.Medium(today)} for a child who fell out";
            assignment.ReplacedById = next.Id;
            act.Happened(new ChosenForAudit(next.PersonId, next.Id, next.CycleId, next.Why));
        }
        act.Happened(new AuditReplaced(assignment.PersonId, id, assignment.ReplacedWhy, next?.Id));
        await act.Save(id, ct);
        return next is not null;
    }

    /// <summary>Adds a child to a cycle by hand: after a complaint, or because somebody worries. It says so for ever, and is no part of the draw.</summary>
    public async Task<Guid> Choose(Guid cycleId, ChooseInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var cycle = await db.AuditCycles.AsNoTracking().FirstOrDefaultAsync(c => c.Id == cycleId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "choose a child");
        var number = input.LaChildId?.Trim();
        var child = await access.ReadableChildren(actor).Where(o => o.LaChildId == number).Select(o => new { o.PersonId, o.TeamId }).FirstOrDefaultAsync(ct);
        var problems = new List<Problem>();
        if (string.IsNullOrEmpty(number) || child is null)
        {
            problems.Add(new("Choose.LaChildId", "Enter the number of a child whose record you may read"));
        }
        else if (await db.AuditAssignments.AnyAsync(a => a.PersonId == child.PersonId && a.CycleId == cycleId && a.ReplacedOn == null, ct))
        {
            problems.Add(new("Choose.LaChildId", "This child is in the cycle already"));
        }
        if (Editing.Text("Choose.Why", input.Why, "Say why this child is chosen by hand", 500) is { } missing)
        {
            problems.Add(missing);
        }
        Editing.Refuse(problems);
        var assignment = new AuditAssignment
        {
            Id = clock.NewId(),
            PersonId = child!.PersonId,
            ToolId = cycle.ToolId,
            CycleId = cycleId,
            TeamId = child.TeamId,
            Why = $"Chosen by hand by {actor.Name}: {input.Why!.Trim()}",
            ChosenOn = clock.Today,
            DueOn = cycle.Until,
        };
        db.AuditAssignments.Add(assignment);
        var act = acts.Begin(actor, "Choose a child for audit", input.Why.Trim(), key);
        act.Happened(new ChosenForAudit(child.PersonId, assignment.Id, cycleId, assignment.Why));
        return await act.Save(assignment.Id, ct);
    }

    /// <summary>«The case closed».</summary>
    public static string Words(ReplaceReason reason) =>
        reason switch
        {
            ReplaceReason.ClosedMeanwhile => "The case closed",
            ReplaceReason.NobodyIndependent => "Nobody independent can audit it",
            ReplaceReason.UnderInvestigation => "A complaint, court matter or review is looking at it now",
            ReplaceReason.RestrictedMeanwhile => "The record was restricted",
            ReplaceReason.FamilyInCrisis => "An audit now would burden the family",
            _ => "Another reason",
        };

    /// <summary>Who can be named for this child, and why others cannot.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name, string? Why)>> Candidates(AuditAssignment assignment, CancellationToken ct = default)
    {
        var auditors = await AuditAccess.Auditors(db, clock.Today, ct);
        var parts = (await independence.PartsOf([.. auditors.Select(a => a.Id)], [assignment], ct)).ToLookup(p => p.WorkerId);
        return [.. auditors.Select(a => (a.Id, a.Name, AuditIndependence.Words(parts[a.Id])))];
    }

    private void AskReader(AuditAssignment assignment, Guid worker, Act act, DateOnly today)
    {
        db.AuditReadings.Add(
            new AuditReading
            {
                Id = clock.NewId(),
                PersonId = assignment.PersonId,
                AuditId = assignment.Id,
                ToolId = assignment.ToolId,
                ReaderId = worker,
                AskedOn = today,
                DueOn = assignment.DueOn,
            }
        );
        act.Happened(new AuditorNamed(assignment.PersonId, assignment.Id, worker, true));
    }

    private async Task<AuditAssignment?> Open(Guid id, Actor actor, Guid? key, CancellationToken ct)
    {
        Demand(actor);
        var assignment = await db.AuditAssignments.FirstOrDefaultAsync(a => a.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "name an auditor");
        await access.Demand(actor, assignment.PersonId, Permission.KeepAudits, "name an auditor", ct);
        return await acts.AlreadyDone(key, ct) is null ? assignment : null;
    }

    private async Task DemandMay(Guid worker, AuditAssignment assignment, string field, CancellationToken ct)
    {
        if ((await AuditAccess.Auditors(db, clock.Today, ct)).All(a => a.Id != worker))
        {
            throw new NotAcceptedException(field, "Choose somebody who does audits");
        }
        if (await independence.Why(worker, assignment, ct) is { } why)
        {
            throw new NotAcceptedException(field, $"They had a part in the work ({why}), and nobody audits their own work");
        }
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepAudits, "name an auditor");
}
