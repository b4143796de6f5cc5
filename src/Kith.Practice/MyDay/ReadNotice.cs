using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.MyDay;

/// <summary>Someone said that they have read a notice.</summary>
public sealed record NoticeRead(Guid Account, Guid Notice) : TrailEvent
{
    public override string Chain => $"account:{Account:N}";
}

/// <summary>Takes a notice off the list of the person it was for.</summary>
[UseCase]
public sealed class ReadNotice(KithDb db, Acts.Acts acts)
{
    /// <summary>Marks the notice as read. Someone else's notice, or one read before, is left as it is.</summary>
    public async Task Handle(Guid noticeId, Actor actor, CancellationToken ct = default)
    {
        var notice = await db.Notices.FirstOrDefaultAsync(n => n.Id == noticeId && n.AccountId == actor.AccountId && n.ReadAt == null, ct);
        if (notice is null)
        {
            return;
        }
        var act = acts.Begin(actor, "Read a notice");
        notice.ReadAt = act.At;
        act.Happened(new NoticeRead(actor.AccountId, notice.Id));
        await act.Save(notice.Id, ct);
    }
}
