using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce.Teams;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Workers;

/// <summary>Whether someone may practise as a social worker, as recorded here.</summary>
public enum RegistrationState
{
    NotRecorded,
    Current,
    EndsSoon,
    Ended,
}

/// <summary>A child whom the worker works with, within the viewer's reach.</summary>
public sealed record HeldChild(
    Guid Id,
    string Name,
    DateOnly? BornOn,
    bool Unborn,
    ChildStatus Status,
    AllocationRole Role,
    DateOnly Since,
    DateOnly? LastSeenOn,
    DateOnly? NextDueOn,
    string? NextClock
);

/// <summary>Children held on the last day of a month (or today).</summary>
public sealed record CaseloadOn(DateOnly On, int Children);

/// <summary>A member of staff.</summary>
public sealed record WorkerView(
    Worker Facts,
    string? Team,
    string? LineManager,
    IReadOnlyList<(Guid Id, string Name)> Manages,
    RegistrationState Registration,
    DateOnly Today,
    bool WithinReach,
    Caseload? Load,
    IReadOnlyList<HeldChild> Children,
    IReadOnlyList<CaseloadOn> History,
    IReadOnlyList<Cover> Covers,
    bool AccountEnded
)
{
    public Guid Id => Facts.Id;
}

/// <summary>Shows a worker: team, registration, and the children held as far as the viewer may read them.</summary>
[UseCase]
public sealed class ShowWorker(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Days before its end from which a registration is pointed out.</summary>
    public const int RegistrationNoticeDays = 60;

    /// <summary>The worker; null when there is none.</summary>
    public async Task<WorkerView?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforce, "see a worker");
        var today = clock.Today;
        var found = await (
            from w in db.Workers.AsNoTracking()
            where w.Id == id
            select new
            {
                Worker = w,
                Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault(),
                Manager = db.Workers.Where(m => m.Id == w.LineManagerId).Select(m => m.Name).FirstOrDefault(),
                Ended = db.Users.Any(u => u.WorkerId == id && u.ValidUntil != null && u.ValidUntil < today),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var manages = await db
            .Workers.AsNoTracking()
            .Where(w => w.LineManagerId == id && (w.LeftOn == null || w.LeftOn > today))
            .OrderBy(w => w.Name)
            .Select(w => new { w.Id, w.Name })
            .ToListAsync(ct);
        var covers = await (
            from u in db.Users.AsNoTracking()
            where u.WorkerId == id
            join d in db.Deputisings on u.Id equals d.ForAccountId
            join a in db.Users on d.DeputyAccountId equals a.Id
            where d.Until >= today && d.EndedAt == null
            orderby d.From
            select new
            {
                a.DisplayName,
                d.From,
                d.Until,
            }
        ).ToListAsync(ct);
        var policies = await PolicyBook.Load(db, ct);
        var year = today.AddYears(-1);
        var held = await (
            from a in db.Allocations.AsNoTracking()
            where a.WorkerId == id && (a.To == null || a.To >= year)
            join o in access.ReadableAmong(actor) on a.PersonId equals o.PersonId
            select new
            {
                a.Role,
                a.From,
                a.To,
                o.PersonId,
                o.DisplayName,
                o.SortName,
                o.BornOn,
                o.Unborn,
                o.Status,
                o.LastSeenOn,
            }
        ).ToListAsync(ct);
        var now = held.Where(h => h.To is null).ToList();
        var ids = now.Select(h => h.PersonId).ToList();
        var next = (
            await db
                .DueItems.AsNoTracking()
                .Where(d => ids.Contains(d.PersonId))
                .Select(d => new
                {
                    d.PersonId,
                    d.DueOn,
                    d.Clock,
                })
                .ToListAsync(ct)
        ).ToLookup(d => d.PersonId);

        var within = found.Worker.TeamId is { } team ? ShowTeams.Reaches(actor, team) : actor.WholeAuthority;
        var leads = held.Where(h => h.Role == AllocationRole.Lead).ToList();
        var months = Enumerable.Range(0, 12).Select(m => new DateOnly(today.Year, today.Month, 1).AddMonths(-m).AddDays(-1)).Reverse().Append(today);
        return new WorkerView(
            found.Worker,
            found.Team,
            found.Manager,
            [.. manages.Select(m => (m.Id, m.Name))],
            Registration(found.Worker, today),
            today,
            within || now.Count > 0,
            within
                ? Caseload.Of(now.Where(h => h.Role == AllocationRole.Lead).Select(h => h.Status), found.Worker.FullTimeEquivalent, found.Worker.NewlyQualified, policies, today)
                : null,
            [
                .. now.OrderBy(h => h.SortName, StringComparer.Ordinal)
                    .Select(h =>
                    {
                        var due = next[h.PersonId].OrderBy(d => d.DueOn).ThenBy(d => DueWork.Consequence(d.Clock)).FirstOrDefault();
                        return new HeldChild(h.PersonId, h.DisplayName, h.BornOn, h.Unborn, h.Status, h.Role, h.From, h.LastSeenOn, due?.DueOn, due?.Clock);
                    }),
            ],
            within ? [.. months.Select(m => new CaseloadOn(m, leads.Where(h => h.From <= m && (h.To is null || h.To > m)).Select(h => h.PersonId).Distinct().Count()))] : [],
            [.. covers.Select(c => new Cover(c.DisplayName, c.From, c.Until))],
            found.Ended
        );
    }

    /// <summary>Where a worker's registration stands on a day.</summary>
    public static RegistrationState Registration(Worker worker, DateOnly today) =>
        worker.RegistrationNumber is null ? RegistrationState.NotRecorded
        : worker.RegistrationExpiresOn is not { } ends ? RegistrationState.Current
        : ends < today ? RegistrationState.Ended
        : ends <= today.AddDays(RegistrationNoticeDays) ? RegistrationState.EndsSoon
        : RegistrationState.Current;
}
