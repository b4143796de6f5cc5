using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Restricted;

/// <summary>Someone with a duty to act opened a record that is not within their reach, and said why.</summary>
public sealed record GlassBroken(Guid Person, Guid BreakGlass, Guid Account, DateTime Until) : PersonEvent(Person);

/// <summary>Why a record must be opened; <see cref="DutyConfirmed"/> is the ticked statement.</summary>
public sealed record BreakGlassInput(string? Reason, bool DutyConfirmed);

/// <summary>
/// Opens a record for four hours to someone who has a duty to act. Whoever answers for the record is told in the same
/// moment: the guardian of a restricted record, otherwise the child's own worker.
/// </summary>
[UseCase]
public sealed class BreakTheGlass(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int ShortestReason = 20;
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(4);

    /// <summary>Whether the actor could open this record so: it is one they know of and may not read.</summary>
    public async Task<bool> MayTry(Guid personId, Actor actor, CancellationToken ct = default) =>
        actor.May(Permission.BreakGlass) && await access.SightOf(actor, personId, ct) is Sight.Known or Sight.RestrictedExists;

    /// <exception cref="AccessRefusedException">The actor may not, or may not know of the record.</exception>
    /// <exception cref="NotAcceptedException">The reason is too short or the duty not confirmed.</exception>
    public async Task Handle(Guid personId, BreakGlassInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.BreakGlass, "open a record because of a duty to act");
        var sight = await access.SightOf(actor, personId, ct);
        if (sight == Sight.Read)
        {
            return;
        }
        if (sight == Sight.Nothing)
        {
            throw new AccessRefusedException(sight, "open a record because of a duty to act");
        }
        var problems = new List<Problem>();
        if ((input.Reason ?? "").Trim().Length < ShortestReason)
        {
            problems.Add(new(nameof(input.Reason), "Say why you need to open this record now, in a sentence or two"));
        }
        if (!input.DutyConfirmed)
        {
            problems.Add(new(nameof(input.DutyConfirmed), "Confirm that you have a duty to act for this child"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var reason = input.Reason!.Trim();
        var act = acts.Begin(actor, "Open a record because of a duty to act", reason, key);
        var glass = new BreakGlass
        {
            Id = clock.NewId(),
            PersonId = personId,
            AccountId = actor.AccountId,
            Reason = reason,
            At = act.At,
            ExpiresAt = act.At + Lasts,
        };
        db.BreakGlasses.Add(glass);
        var name = await db.People.AsNoTracking().Where(p => p.Id == personId).FirstAsync(ct);
        foreach (var account in await ToBeTold(personId, ct))
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    PersonId = personId,
                    At = act.At,
                    Text = $"{actor.Name} opened the record of {name.DisplayName} because of a duty to act. They may read it for four hours. Reason: {reason}",
                }
            );
        }
        act.Happened(new GlassBroken(personId, glass.Id, actor.AccountId, glass.ExpiresAt));
        await act.Save(glass.Id, ct);
    }

    private async Task<List<Guid>> ToBeTold(Guid personId, CancellationToken ct)
    {
        if (await db.Restrictions.Where(r => r.PersonId == personId && r.EndedAt == null).Select(r => (Guid?)r.GuardianAccountId).FirstOrDefaultAsync(ct) is { } guardian)
        {
            return [guardian];
        }
        return await (
            from a in db.Allocations
            where a.PersonId == personId && a.To == null && a.Role == AllocationRole.Lead
            join account in db.Users on a.WorkerId equals account.WorkerId
            select account.Id
        )
            .Distinct()
            .ToListAsync(ct);
    }
}
