using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Restricted;

/// <summary>Who may read a record, who answers for that, and whether others may know that it exists.</summary>
public sealed record RestrictionInput(string? Reason, Guid? GuardianAccountId, IReadOnlyList<Guid> ReaderAccountIds, bool ExistenceShown);

/// <summary>Only named people may read this person's record from now on.</summary>
public sealed record RecordRestricted(Guid Person, Guid Restriction, Guid Guardian, IReadOnlyList<Guid> Readers, bool ExistenceShown) : PersonEvent(Person);

/// <summary>Guardian, readers or what others may know were changed.</summary>
public sealed record RestrictionChanged(Guid Person, Guid Restriction, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Guid> Added, IReadOnlyList<Guid> Removed)
    : PersonEvent(Person);

/// <summary>The record is open again to all whose work reaches it.</summary>
public sealed record RestrictionLifted(Guid Person, Guid Restriction, string Why) : PersonEvent(Person);

/// <summary>A restriction as those who keep it see it.</summary>
public sealed record RestrictionView(
    Guid Id,
    string Reason,
    Guid GuardianAccountId,
    string GuardianName,
    IReadOnlyList<(Guid AccountId, string Name)> Readers,
    bool ExistenceShown,
    DateTime From,
    int Version
);

/// <summary>Restricts a person's record, changes who may read it, and lifts the restriction.</summary>
[UseCase]
public sealed class RestrictRecord(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The restriction of a record; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor may not keep restrictions on this record.</exception>
    public async Task<RestrictionView?> Show(Guid personId, Actor actor, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RestrictRecords, "see a restriction", ct);
        var r = await db.Restrictions.AsNoTracking().Include(x => x.Readers).FirstOrDefaultAsync(x => x.PersonId == personId && x.EndedAt == null, ct);
        if (r is null)
        {
            return null;
        }
        DemandNamed(r, actor);
        var ids = r.Readers.Select(x => x.AccountId).Append(r.GuardianAccountId).ToList();
        var names = await db.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return new RestrictionView(
            r.Id,
            r.Reason,
            r.GuardianAccountId,
            names.GetValueOrDefault(r.GuardianAccountId, "someone whose account is gone"),
            [.. r.Readers.Select(x => (x.AccountId, names.GetValueOrDefault(x.AccountId, "?"))).OrderBy(x => x.Item2, StringComparer.Ordinal)],
            r.ExistenceShown,
            r.From,
            r.Version
        );
    }

    /// <summary>People who could be named: those whose roles read records.</summary>
    public async Task<IReadOnlyList<(Guid AccountId, string Name, string? Team, bool CanGuard)>> Candidates(Guid personId, Actor actor, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RestrictRecords, "choose who may read a record", ct);
        var today = clock.Today;
        var rows = await (
            from g in db.RoleGrants.AsNoTracking()
            where g.From <= today && (g.Until == null || g.Until >= today)
            join a in db.Users on g.AccountId equals a.Id
            where a.ValidUntil == null || a.ValidUntil >= today
            select new
            {
                a.Id,
                a.DisplayName,
                g.Role,
                Team = db.Workers.Where(w => w.Id == a.WorkerId).Join(db.Teams, w => w.TeamId, t => t.Id, (_, t) => t.Name).FirstOrDefault(),
                // An inspector is named where an inspection gives the record, and stays on the list until it takes it back.
                Given = db.RestrictionReaders.Any(n => n.PersonId == personId && n.AccountId == a.Id),
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(r => r.Id)
                .Where(g => g.Any(r => Permissions.Allows(r.Role, Permission.ReadRecords) || (r.Given && Permissions.Allows(r.Role, Permission.OpenRecord))))
                .Select(g => (g.Key, g.First().DisplayName, g.First().Team, g.Any(r => Permissions.Allows(r.Role, Permission.RestrictRecords))))
                .OrderBy(c => c.DisplayName, StringComparer.Ordinal),
        ];
    }

    /// <summary>Restricts a record that is open, or changes a restriction. The guardian is always a reader, and is told.</summary>
    /// <param name="version">The version the form was filled from; null when it was open.</param>
    /// <exception cref="NotAcceptedException">Something is missing.</exception>
    /// <exception cref="SecondEditorException">Someone changed the restriction in the meantime.</exception>
    public async Task Handle(Guid personId, RestrictionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RestrictRecords, "restrict a record", ct);
        var existing = await db.Restrictions.Include(r => r.Readers).FirstOrDefaultAsync(r => r.PersonId == personId && r.EndedAt == null, ct);
        if (existing is not null)
        {
            DemandNamed(existing, actor);
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (existing?.Version != version)
        {
            throw new SecondEditorException(existing?.Id, personId);
        }
        var candidates = (await Candidates(personId, actor, ct)).ToDictionary(c => c.AccountId);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(input.Reason) || input.Reason.Trim().Length < 10)
        {
            problems.Add(new(nameof(input.Reason), "Say why the record is restricted, in a sentence"));
        }
        if (input.GuardianAccountId is not { } guardian || !candidates.TryGetValue(guardian, out var chosen) || !chosen.CanGuard)
        {
            problems.Add(new(nameof(input.GuardianAccountId), "Choose a guardian: a manager who answers for who reads this record"));
        }
        if (input.ReaderAccountIds.Any(r => !candidates.ContainsKey(r)))
        {
            problems.Add(new(nameof(input.ReaderAccountIds), "Choose readers from the list"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var keeper = input.GuardianAccountId!.Value;
        var readers = input.ReaderAccountIds.Append(keeper).Distinct().ToList();
        var act = acts.Begin(actor, existing is null ? "Restrict a record" : "Change a restriction", input.Reason!.Trim(), key);
        if (existing is null)
        {
            var restriction = new Restriction
            {
                Id = clock.NewId(),
                PersonId = personId,
                Reason = input.Reason.Trim(),
                GuardianAccountId = keeper,
                From = act.At,
                ExistenceShown = input.ExistenceShown,
            };
            restriction.Readers.AddRange(readers.Select(r => Reader(restriction, r)));
            db.Restrictions.Add(restriction);
            act.Happened(new RecordRestricted(personId, restriction.Id, keeper, readers, input.ExistenceShown));
            Tell(keeper, personId, $"{actor.Name} restricted a record and named you its guardian. You will be told each time someone opens it because of a duty to act.", act.At);
            await act.Save(restriction.Id, ct);
            return;
        }
        var had = existing.GuardianAccountId;
        existing.Reason = input.Reason.Trim();
        existing.GuardianAccountId = keeper;
        existing.ExistenceShown = input.ExistenceShown;
        var added = readers.Except(existing.Readers.Select(r => r.AccountId)).ToList();
        var removed = existing.Readers.Where(r => !readers.Contains(r.AccountId)).ToList();
        var changes = act.ChangesOf(existing);
        if (changes.Count == 0 && added.Count == 0 && removed.Count == 0)
        {
            return;
        }
        foreach (var r in added)
        {
            db.RestrictionReaders.Add(Reader(existing, r));
        }
        db.RestrictionReaders.RemoveRange(removed);
        // Readers alone would not move the version, and a second editor must see that they changed.
        db.Entry(existing).Property(r => r.Reason).IsModified = true;
        act.Happened(new RestrictionChanged(personId, existing.Id, changes, added, [.. removed.Select(r => r.AccountId)]));
        if (keeper != had)
        {
            Tell(keeper, personId, $"{actor.Name} named you the guardian of a restricted record.", act.At);
            Tell(had, personId, $"{actor.Name} named someone else the guardian of a record that you were the guardian of.", act.At);
        }
        await act.Save(existing.Id, ct);
    }

    /// <summary>Lifts the restriction; its guardian is told when someone else does it.</summary>
    /// <exception cref="NotAcceptedException">No reason was given.</exception>
    public async Task Lift(Guid personId, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RestrictRecords, "lift a restriction", ct);
        var restriction = await db.Restrictions.Include(r => r.Readers).FirstOrDefaultAsync(r => r.PersonId == personId && r.EndedAt == null, ct);
        if (restriction is null)
        {
            return;
        }
        DemandNamed(restriction, actor);
        if (version is not null && restriction.Version != version)
        {
            throw new SecondEditorException(restriction);
        }
        if (string.IsNullOrWhiteSpace(why) || why.Trim().Length < 10)
        {
            throw new NotAcceptedException("Why", "Say why the restriction is lifted, in a sentence");
        }
        restriction.EndedAt = clock.UtcNow;
        restriction.EndedReason = why.Trim();
        // Nobody stays named: a later restriction starts with its own list.
        db.RestrictionReaders.RemoveRange(restriction.Readers);
        var act = acts.Begin(actor, "Lift a restriction", why.Trim(), key);
        act.Happened(new RestrictionLifted(personId, restriction.Id, why.Trim()));
        if (restriction.GuardianAccountId != actor.AccountId)
        {
            Tell(restriction.GuardianAccountId, personId, $"{actor.Name} lifted the restriction of a record that you were the guardian of. Reason: {why.Trim()}", act.At);
        }
        await act.Save(restriction.Id, ct);
    }

    // Someone who only broke the glass reads for a few hours; they do not decide who else may read.
    private static void DemandNamed(Restriction restriction, Actor actor)
    {
        if (!actor.IsSystem && restriction.GuardianAccountId != actor.AccountId && restriction.Readers.All(r => r.AccountId != actor.AccountId))
        {
            throw new AccessRefusedException(Sight.Read, "decide who may read a restricted record");
        }
    }

    private RestrictionReader Reader(Restriction restriction, Guid account) =>
        new()
        {
            Id = clock.NewId(),
            RestrictionId = restriction.Id,
            PersonId = restriction.PersonId,
            AccountId = account,
        };

    private void Tell(Guid account, Guid person, string text, DateTime at) =>
        db.Notices.Add(
            new Notice
            {
                Id = clock.NewId(),
                AccountId = account,
                PersonId = person,
                Text = text,
                At = at,
            }
        );
}
