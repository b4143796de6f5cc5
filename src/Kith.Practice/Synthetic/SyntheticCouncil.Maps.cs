using Kith.Practice.Access;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

public sealed partial class SyntheticCouncil
{
    /// <summary>Three maps of exploitation, where the demonstration has people to keep them. Two hold the same number, and neither owner sees the other's.</summary>
    private async Task Map(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        Account? Of(string name) => story.Accounts.FirstOrDefault(a => a.UserName == name);
        if (Of("priya.nair") is not { } priya || Of("daniel.okafor") is not { } daniel || Of("callum.reid") is not { } callum || Of("sarah.whitfield") is not { } sarah)
        {
            return;
        }
        var asAt = story.Setting.AsAt;
        var told = new MapStory(asAt, new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, new SeededRandom(seed, -560)));
        told.Northwind(priya, [callum], [sarah], await Older(priya, 6));
        told.Harbour(daniel, [sarah], await Older(daniel, 5));
        told.Lantern(callum, [priya], await Older(callum, 4));
        told.PointOut(priya, daniel);
        await engine.BulkInsert(db, told.Maps, ct);
        await engine.BulkInsert(db, told.Members, ct);
        await engine.BulkInsert(db, told.Nodes, ct);
        await engine.BulkInsert(db, told.Readers, ct);
        await engine.BulkInsert(db, told.Links, ct);
        await engine.BulkInsert(db, told.Merges, ct);
        await engine.BulkInsert(db, told.Notices, ct);
        counts["ExploitationMap"] = told.Maps.Count;
        counts["MapNode"] = told.Nodes.Count;
        counts["MapLink"] = told.Links.Count;

        // The oldest of the children whom somebody works with, who are not restricted: the maps are about teenagers.
        async Task<List<Guid>> Older(Account account, int most)
        {
            var worker = account.WorkerId;
            return await db
                .ChildOverviews.AsNoTracking()
                .Where(o => !o.Restricted && !o.Unborn && db.Allocations.Any(a => a.PersonId == o.PersonId && a.WorkerId == worker && a.To == null))
                .OrderBy(o => o.BornOn)
                .ThenBy(o => o.PersonId)
                .Select(o => o.PersonId)
                .Take(most)
                .ToListAsync(ct);
        }
    }
}
