using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Absence;

/// <summary>Who carries whose work, from when to when.</summary>
public sealed record DeputyInput(Guid? ForAccountId, Guid? DeputyAccountId, DateOnly? From, DateOnly? Until, string? Reason);

/// <summary>Someone carrying someone's work; <see cref="Running"/> today.</summary>
public sealed record DeputyView(Guid Id, Guid ForAccountId, string For, Guid DeputyAccountId, string Deputy, DateOnly From, DateOnly Until, string Reason, bool Running);

/// <summary>What the page about absence needs.</summary>
public sealed record AbsenceView(IReadOnlyList<DeputyView> Deputies, IReadOnlyList<(Guid AccountId, string Name)> ForWhom, IReadOnlyList<(Guid AccountId, string Name)> Colleagues);

/// <summary>
/// Lets a colleague carry someone's work during an absence: set by the person, by the manager of their team or by an
/// administrator. The colleague acts in both names and never gains restricted records by it.
/// </summary>
[UseCase]
public sealed class SetDeputy(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>The longest absence that one entry covers; longer ones are work to reallocate.</summary>
    public const int LongestDays = 92;

    /// <summary>Absences that concern the actor or those they manage, and who may be chosen.</summary>
    public async Task<AbsenceView> Show(Actor actor, CancellationToken ct = default)
    {
        var forWhom = await ForWhom(actor, ct);
        var ids = forWhom.Select(f => f.AccountId).ToList();
        var today = clock.Today;
        var rows = await (
            from d in db.Deputisings.AsNoTracking()
            where d.EndedAt == null && d.Until >= today && (ids.Contains(d.ForAccountId) || d.DeputyAccountId == actor.AccountId)
            join f in db.Users on d.ForAccountId equals f.Id
            join c in db.Users on d.DeputyAccountId equals c.Id
            orderby d.From
            select new DeputyView(d.Id, f.Id, f.DisplayName, c.Id, c.DisplayName, d.From, d.Until, d.Reason, d.From <= today)
        ).ToListAsync(ct);
        var readers = await Readers(today).Select(a => new { a.Id, a.DisplayName }).ToListAsync(ct);
        return new AbsenceView(rows, forWhom, [.. readers.OrderBy(r => r.DisplayName, StringComparer.Ordinal).Select(r => (r.Id, r.DisplayName))]);
    }

    /// <returns>The id of the entry.</returns>
    /// <exception cref="AccessRefusedException">The actor may not set a deputy for this person.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(DeputyInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var forAccount = input.ForAccountId ?? actor.AccountId;
        if (!actor.IsSystem && (await ForWhom(actor, ct)).All(f => f.AccountId != forAccount))
        {
            throw new AccessRefusedException(Sight.Nothing, "set a deputy for someone else's work");
        }
        if (await acts.AlreadyDone(key, ct) is { Result: { } made })
        {
            return made;
        }
        var today = clock.Today;
        var problems = new List<Problem>();
        if (input.DeputyAccountId is not { } deputy)
        {
            problems.Add(new(nameof(input.DeputyAccountId), "Choose the colleague who carries the work"));
        }
        else if (deputy == forAccount)
        {
            problems.Add(new(nameof(input.DeputyAccountId), "Choose someone else than the person who is away"));
        }
        else if (!await Readers(today).AnyAsync(a => a.Id == deputy, ct))
        {
            problems.Add(new(nameof(input.DeputyAccountId), "Choose a colleague whose role works with children's records"));
        }
        if (input.From is not { } from)
        {
            problems.Add(new(nameof(input.From), "Enter the first day"));
        }
        else if (from < today)
        {
            problems.Add(new(nameof(input.From), "The first day must be today or later"));
        }
        if (input.Until is not { } until)
        {
            problems.Add(new(nameof(input.Until), "Enter the last day"));
        }
        else if (until < input.From)
        {
            problems.Add(new(nameof(input.Until), "The last day must not be before the first day"));
        }
        else if (input.From is { } first && until.DayNumber - first.DayNumber > LongestDays)
        {
            problems.Add(new(nameof(input.Until), "An absence of more than three months is not carried by a deputy. Allocate the children to someone else"));
        }
        if (string.IsNullOrWhiteSpace(input.Reason))
        {
            problems.Add(new(nameof(input.Reason), "Say why, for example «Annual leave»"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var entry = new Deputising
        {
            Id = clock.NewId(),
            ForAccountId = forAccount,
            DeputyAccountId = input.DeputyAccountId!.Value,
            From = input.From!.Value,
            Until = input.Until!.Value,
            Reason = input.Reason!.Trim(),
        };
        db.Deputisings.Add(entry);
        var act = acts.Begin(actor, "Set a deputy", entry.Reason, key);
        if (entry.DeputyAccountId != actor.AccountId)
        {
            var name = await db.Users.Where(a => a.Id == forAccount).Select(a => a.DisplayName).FirstAsync(ct);
            Tell(entry.DeputyAccountId, $"You carry the work of {name} from {Day(entry.From)} to {Day(entry.Until)}.", act.At);
        }
        if (forAccount != actor.AccountId)
        {
            Tell(forAccount, $"{actor.Name} asked a colleague to carry your work from {Day(entry.From)} to {Day(entry.Until)}.", act.At);
        }
        act.Happened(new DeputySet(forAccount, entry.Id, entry.DeputyAccountId, entry.From, entry.Until));
        return await act.Save(entry.Id, ct);
    }

    /// <summary>Ends an absence early. The deputy may hand the work back, too.</summary>
    /// <exception cref="AccessRefusedException">It does not concern the actor.</exception>
    public async Task End(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await db.Deputisings.FirstOrDefaultAsync(d => d.Id == id, ct);
        if (entry is null || (entry.DeputyAccountId != actor.AccountId && !actor.IsSystem && (await ForWhom(actor, ct)).All(f => f.AccountId != entry.ForAccountId)))
        {
            throw new AccessRefusedException(Sight.Nothing, "end a deputy's time");
        }
        if (entry.EndedAt is not null)
        {
            return;
        }
        entry.EndedAt = clock.UtcNow;
        var act = acts.Begin(actor, "End a deputy's time", key: key);
        act.Happened(new DeputyEnded(entry.ForAccountId, entry.Id, entry.DeputyAccountId));
        await act.Save(entry.Id, ct);
    }

    // Oneself; a manager, the people of the teams they reach with a role that allocates; an administrator, everyone.
    private async Task<IReadOnlyList<(Guid AccountId, string Name)>> ForWhom(Actor actor, CancellationToken ct)
    {
        var today = clock.Today;
        var all = actor.May(Permission.Administer);
        // The teams of a colleague acted for are left out: managing is not part of carrying someone's children.
        var teams = actor.May(Permission.Allocate) ? actor.ManagedTeamIds : [];
        var me = actor.AccountId;
        var rows = await db
            .Users.AsNoTracking()
            .Where(a => (a.ValidUntil == null || a.ValidUntil >= today) && (a.Id == me || all || db.Workers.Any(w => w.Id == a.WorkerId && teams.Contains(w.TeamId!.Value))))
            .Where(a => a.Id == me || a.WorkerId != null)
            .Select(a => new { a.Id, a.DisplayName })
            .ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Id != me).ThenBy(r => r.DisplayName, StringComparer.Ordinal).Select(r => (r.Id, r.DisplayName))];
    }

    private IQueryable<Account> Readers(DateOnly today)
    {
        var roles = Enum.GetValues<Role>().Where(r => Permissions.Allows(r, Permission.ReadRecords)).ToList();
        return db
            .Users.AsNoTracking()
            .Where(a =>
                (a.ValidUntil == null || a.ValidUntil >= today)
                && db.RoleGrants.Any(g => g.AccountId == a.Id && roles.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today))
            );
    }

    private void Tell(Guid account, string text, DateTime at) =>
        db.Notices.Add(
            new Notice
            {
                Id = clock.NewId(),
                AccountId = account,
                Text = text,
                At = at,
            }
        );

    private static string Day(DateOnly date) => date.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
