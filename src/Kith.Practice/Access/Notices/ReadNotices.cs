using Kith.Practice.Access.Accounts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Notices;

/// <summary>Someone marked a notice as read.</summary>
public sealed record NoticeRead(Guid Account, Guid Notice) : AccountEvent(Account);

/// <summary>A notice as its person reads it; <see cref="PersonId"/> is set only while they may read that person's record.</summary>
public sealed record NoticeView(Guid Id, string Text, DateTime At, DateTime? ReadAt, Guid? PersonId, string? Href);

/// <summary>Lists one's own notices.</summary>
[UseCase]
public sealed class ListNotices(KithDb db, RecordAccess access)
{
    /// <summary>Unread first, then newest; at most a hundred.</summary>
    public async Task<IReadOnlyList<NoticeView>> List(Actor actor, CancellationToken ct = default)
    {
        var readable = access.Readable(actor);
        var notices = await db
            .Notices.AsNoTracking()
            .Where(n => n.AccountId == actor.AccountId)
            .OrderBy(n => n.ReadAt != null)
            .ThenByDescending(n => n.At)
            .Take(100)
            .Select(n => new NoticeView(n.Id, n.Text, n.At, n.ReadAt, readable.Any(p => p.Id == n.PersonId) ? n.PersonId : null, n.Href))
            .ToListAsync(ct);
        return notices;
    }

    /// <summary>How many wait to be read.</summary>
    public Task<int> CountUnread(Actor actor, CancellationToken ct = default) => db.Notices.CountAsync(n => n.AccountId == actor.AccountId && n.ReadAt == null, ct);
}

/// <summary>Marks notices as read.</summary>
[UseCase]
public sealed class MarkNoticesRead(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>One of one's own notices, or all (<paramref name="notice"/> null). False when there was nothing to mark.</summary>
    public async Task<bool> Handle(Actor actor, Guid? notice, Guid? key, CancellationToken ct = default)
    {
        var unread = await db.Notices.Where(n => n.AccountId == actor.AccountId && n.ReadAt == null && (notice == null || n.Id == notice)).ToListAsync(ct);
        var act = acts.Begin(actor, "Read a notice", key: key);
        foreach (var n in unread)
        {
            n.ReadAt = clock.UtcNow;
            act.Happened(new NoticeRead(actor.AccountId, n.Id));
        }
        await act.Save(actor.AccountId, ct);
        return unread.Count > 0;
    }
}
