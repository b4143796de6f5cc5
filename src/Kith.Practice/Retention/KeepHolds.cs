using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>A legal hold as a form holds it.</summary>
public sealed record HoldInput
{
    public string? Reason { get; set; }
    public string? AskedBy { get; set; }
    public DateOnly? ReviewOn { get; set; }
}

/// <summary>A hold, and whose record it is on; no name where the reader may not read that record.</summary>
public sealed record HoldLine(LegalHold Hold, string? Name, bool Readable);

/// <summary>Puts legal holds on one record or on all, and ends them with a reason.</summary>
[UseCase]
public sealed class KeepHolds(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 1000;
    public const int Most = 200;

    /// <summary>Every hold, those that stand first, then the latest. Of records that the reader may not read only that there is one.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention.</exception>
    public async Task<IReadOnlyList<HoldLine>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "see legal holds");
        var standing = await db.LegalHolds.AsNoTracking().Where(h => h.EndedAt == null).OrderByDescending(h => h.Id).Take(Most).ToListAsync(ct);
        var latest = await db.LegalHolds.AsNoTracking().OrderByDescending(h => h.Id).Take(Most).ToListAsync(ct);
        var holds = standing.Concat(latest.Where(h => h.EndedAt is not null)).ToList();
        var ids = holds.Select(h => h.PersonId).OfType<Guid>().Distinct().ToList();
        var names = await access.Readable(actor).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        return [.. holds.Select(h => new HoldLine(h, h.PersonId is { } p ? names.GetValueOrDefault(p) : null, h.PersonId is null || names.ContainsKey(h.PersonId.Value)))];
    }

    /// <summary>Whether a hold is on this record, or on all. The caller asks only for those who keep retention and may read the record.</summary>
    public Task<bool> IsOn(Guid person, CancellationToken ct = default) => db.LegalHolds.AnyAsync(h => (h.PersonId == person || h.PersonId == null) && h.EndedAt == null, ct);

    /// <summary>Puts a hold on a record, or on all where no person is given. It works from this moment.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention, or may not read the record.</exception>
    /// <exception cref="NotAcceptedException">Something is missing.</exception>
    public async Task<Guid> Place(Guid? person, HoldInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (person is { } one)
        {
            await access.Demand(actor, one, Permission.KeepRetention, "put a legal hold on a record", ct);
        }
        RecordAccess.Demand(actor, Permission.KeepRetention, "put a legal hold on records");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var today = clock.Today;
        var problems = new List<Problem>();
        if (Editing.Reason(nameof(input.Reason), input.Reason, "Say why nothing may be disposed of", Longest) is { } why)
        {
            problems.Add(why);
        }
        if (Editing.Text(nameof(input.AskedBy), input.AskedBy, "Say who asks for it: a court, an inquiry, the council’s lawyers", 200) is { } who)
        {
            problems.Add(who);
        }
        if (input.ReviewOn is not { } review)
        {
            problems.Add(new(nameof(input.ReviewOn), "Enter the day on which somebody looks whether it is still needed"));
        }
        else if (review <= today || review > today.AddYears(10))
        {
            problems.Add(new(nameof(input.ReviewOn), "The day must be after today and within ten years"));
        }
        Editing.Refuse(problems);
        var hold = new LegalHold
        {
            Id = clock.NewId(),
            PersonId = person,
            Reason = input.Reason!.Trim(),
            AskedBy = input.AskedBy!.Trim(),
            From = today,
            ReviewOn = input.ReviewOn!.Value,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            At = clock.UtcNow,
        };
        db.LegalHolds.Add(hold);
        var act = acts.Begin(actor, "Put a legal hold", hold.Reason, key);
        act.Happened(person is { } p ? new LegalHoldPlaced(p, hold.Id, hold.AskedBy, hold.ReviewOn) : new AllHeld(hold.Id, hold.AskedBy, hold.ReviewOn));
        return await act.Save(hold.Id, ct);
    }

    /// <summary>Ends a hold. Records whose time is up may be proposed for disposal again.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention, or may not read the record.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it has ended.</exception>
    public async Task End(Guid id, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "end a legal hold");
        var hold = await db.LegalHolds.FirstOrDefaultAsync(h => h.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "end a legal hold");
        if (hold.PersonId is { } person)
        {
            await access.Demand(actor, person, Permission.KeepRetention, "end a legal hold", ct);
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(hold, version);
        if (hold.EndedAt is not null)
        {
            throw new NotAcceptedException("", "This legal hold has ended");
        }
        if (Editing.Reason("Reason", reason, "Say why it ends", Longest) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (hold.EndedAt, hold.EndedByName, hold.EndedReason) = (clock.UtcNow, actor.Name, reason!.Trim());
        var act = acts.Begin(actor, "End a legal hold", hold.EndedReason, key);
        act.Happened(hold.PersonId is { } p ? new LegalHoldEnded(p, hold.Id) : new AllHoldEnded(hold.Id));
        await act.Save(hold.Id, ct);
    }
}
