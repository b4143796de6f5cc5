using Kith.Practice.Access;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Collecting;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Redacting;

/// <summary>Which items are shown.</summary>
public enum ItemsShown
{
    ToRead,
    All,
    PointedOut,
    Shared,
    HeldBack,
    New,
}

/// <summary>Words that are taken out wherever they stand, why, and by whom.</summary>
public sealed record WordsLine(Guid Id, string Words, DisclosureReason Reason, string By);

/// <summary>A page of items.</summary>
public sealed record ItemsPage(SubjectRequest Request, IReadOnlyList<SubjectItem> Items, IReadOnlyList<WordsLine> Everywhere, int Total, int Page, int Pages, int ToRead);

/// <summary>One item, to be read and decided on.</summary>
/// <param name="Given">As it will stand in the pack.</param>
/// <param name="Next">The next one that is to be read.</param>
public sealed record ItemPage(SubjectRequest Request, SubjectItem Item, IReadOnlyList<HeldField> Given, IReadOnlyList<WordsLine> Everywhere, Guid? Next, int ToRead);

/// <summary>Shows what was gathered, page by page, with what should be looked at.</summary>
[UseCase]
public sealed class ShowItems(KithDb db, SubjectRoom room)
{
    public const int PageSize = 20;

    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    public async Task<ItemsPage> List(Guid requestId, ItemsShown shown, string? section, int page, Actor actor, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "read what was gathered", ct);
        var all = await Order(requestId, ct);
        var order = all.FindAll(i =>
            (section is null || !HeldTables.Sections.Contains(section) || i.Section == section)
            && shown switch
            {
                ItemsShown.ToRead => i.Choice is null,
                ItemsShown.PointedOut => i.PointedOut > 0,
                ItemsShown.Shared => i.Shared,
                ItemsShown.HeldBack => i.Choice == SubjectChoice.HoldBack,
                ItemsShown.New => request.Gathered > 1 && i.GatheredIn == request.Gathered,
                _ => true,
            }
        );
        var pages = Math.Max(1, (order.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var ids = order.Skip((page - 1) * PageSize).Take(PageSize).Select(i => i.Id).ToList();
        var rows = ids.Count == 0 ? [] : (await db.SubjectItems.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(ct)).OrderBy(i => ids.IndexOf(i.Id)).ToList();
        return new ItemsPage(request, rows, await Words(requestId, ct), order.Count, page, pages, all.Count(i => i.Choice is null));
    }

    /// <summary>Null where the request has no such item.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    public async Task<ItemPage?> One(Guid requestId, Guid itemId, Actor actor, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "read what was gathered", ct);
        if (await db.SubjectItems.AsNoTracking().FirstOrDefaultAsync(i => i.Id == itemId && i.RequestId == requestId, ct) is not { } item)
        {
            return null;
        }
        var order = await Order(requestId, ct);
        var at = order.FindIndex(i => i.Id == itemId);
        var left = order.Skip(at + 1).Concat(order.Take(at)).Where(i => i.Choice is null).ToList();
        var words = await Words(requestId, ct);
        return new ItemPage(
            request,
            item,
            Redaction.Apply(item.Fields, item.Taken, [.. words.Select(w => (w.Words, w.Reason))]),
            words,
            left.Select(i => (Guid?)i.Id).FirstOrDefault(),
            order.Count(i => i.Choice is null)
        );
    }

    private sealed record Placed(Guid Id, string Section, DateOnly? On, SubjectChoice? Choice, int PointedOut, bool Shared, int GatheredIn);

    /// <summary>All items in the order of the pack, by a few columns: the order of sections is ours, and a record has some thousands at most.</summary>
    private async Task<List<Placed>> Order(Guid requestId, CancellationToken ct) =>
        [
            .. (
                await db
                    .SubjectItems.AsNoTracking()
                    .Where(i => i.RequestId == requestId)
                    .Select(i => new Placed(i.Id, i.Section, i.On, i.Choice, i.PointedOut, i.Shared, i.GatheredIn))
                    .ToListAsync(ct)
            )
                .OrderBy(i => GatherRecord.Place(i.Section))
                .ThenBy(i => i.On ?? DateOnly.MinValue)
                .ThenBy(i => i.Id),
        ];

    /// <summary>The words that are taken out wherever they stand. The caller was let in.</summary>
    internal async Task<IReadOnlyList<WordsLine>> Words(Guid requestId, CancellationToken ct) =>
        await db.SubjectWords.AsNoTracking().Where(w => w.RequestId == requestId).OrderBy(w => w.Id).Select(w => new WordsLine(w.Id, w.Words, w.Reason, w.ByName)).ToListAsync(ct);
}
