using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Casework;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Approvals;

/// <summary>
/// What an act would do, kept with the request to decide on it: the same facts that the act takes when a manager does
/// it. Until it is approved nothing of it stands on the record, so that a request that is sent back leaves no trace there.
/// </summary>
public static class Proposal
{
    /// <summary>The facts as they are kept.</summary>
    public static string Write<T>(T facts)
        where T : class => JsonSerializer.Serialize(facts);

    /// <summary>The facts as they were asked for; null when the request carries none.</summary>
    public static T? Read<T>(Approval approval)
        where T : class => approval.Proposal is { } kept ? JsonSerializer.Deserialize<T>(kept) : null;
}

/// <summary>
/// Who does an act at once, and who asks for it. Where the authority's policy wants a decision, a manager decides who
/// does not work with the child; everyone else asks, a manager who holds the child's case as well.
/// </summary>
public sealed class ApprovalPolicy(KithDb db, Clock clock)
{
    /// <summary>True where the policy wants a manager's decision on this kind of record today.</summary>
    public async Task<bool> Wanted(SubjectKind kind, CancellationToken ct = default) =>
        Policies.ApprovalOf(kind) is not { } key || (await PolicyBook.Load(db, ct)).IsYes(key, clock.Today);

    /// <summary>True when the actor has to ask: nobody decides on their own work.</summary>
    public async Task<bool> MustAsk(SubjectKind kind, Actor actor, IReadOnlyCollection<Guid> children, CancellationToken ct = default)
    {
        if (!await Wanted(kind, ct))
        {
            return false;
        }
        var (worker, today) = (actor.WorkerId, clock.Today);
        return !actor.May(Permission.Decide)
            || (worker is not null && await db.Allocations.AnyAsync(a => children.Contains(a.PersonId) && a.WorkerId == worker && a.From <= today && a.To == null, ct));
    }
}
