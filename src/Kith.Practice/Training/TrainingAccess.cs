using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Training;

/// <summary>
/// Who sees whose learning by name: the worker, whoever manages them, and whoever leads on learning. Everyone else sees
/// shares of teams. Acting for an absent colleague carries neither.
/// </summary>
internal static class TrainingAccess
{
    /// <summary>True for whoever leads on learning.</summary>
    public static bool Leads(Actor actor) => actor.May(Permission.KeepTraining);

    /// <summary>Whether the actor sees this worker's training by name, books for them and writes down what they need.</summary>
    public static bool MaySee(Actor actor, Worker worker) => actor.WorkerId == worker.Id || Manages(actor, worker) || Leads(actor);

    /// <summary>Whether the actor manages the worker: as their line manager, or as manager of their team.</summary>
    public static bool Manages(Actor actor, Worker worker) =>
        actor.WorkerId is { } me
        && me != worker.Id
        && (worker.LineManagerId == me || (actor.May(Permission.Decide) && worker.TeamId is { } team && actor.ManagedTeamIds.Contains(team)));

    /// <exception cref="AccessRefusedException">There is no such worker in post, or they are not the actor's to see by name.</exception>
    public static async Task<Worker> Demand(KithDb db, Guid workerId, Actor actor, string what, DateOnly today, CancellationToken ct)
    {
        var worker = await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == workerId && (w.LeftOn == null || w.LeftOn > today), ct);
        return worker is not null && MaySee(actor, worker) ? worker : throw new AccessRefusedException(Sight.Nothing, what);
    }
}
