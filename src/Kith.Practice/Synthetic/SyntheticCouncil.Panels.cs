using Kith.Practice.Children;
using Kith.Practice.Settings;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

public sealed partial class SyntheticCouncil
{
    /// <summary>Panels with what they decided, disagreements between agencies, and the log of what was shared.</summary>
    /// <param name="nishas">The child of the demonstration whom Nisha's school knows; null where there is none.</param>
    private async Task MeetInPanels(Story story, PartnerStory partners, long seed, Guid? nishas, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var told = new PanelStory(
            asAt,
            new SeededRandom(seed, -560),
            new SyntheticIds(FamilyStory.Milliseconds(asAt) - 7000, new SeededRandom(seed, -561)),
            story.Council,
            partners,
            IntervalPolicy.Defaults
        );
        var children = (
            await (
                from o in db.ChildOverviews.AsNoTracking()
                where !o.Restricted && !o.Unborn && ChildWords.OpenStatuses.Contains(o.Status) && o.WorkerId != null
                join p in db.People.AsNoTracking() on o.PersonId equals p.Id
                orderby o.PersonId
                select new
                {
                    o.PersonId,
                    p.GivenName,
                    o.BornOn,
                    o.WorkerId,
                    o.TeamId,
                    o.EpisodeFrom,
                }
            ).ToListAsync(ct)
        ).ConvertAll(c => new PutForwardToday(c.PersonId, c.GivenName ?? "", c.BornOn, c.WorkerId, c.TeamId, c.EpisodeFrom ?? asAt));
        var hers = children.Find(c => c.PersonId == nishas);
        var demo = story.Council.Workers.Where(w => w.LeftOn is null && DemoPeople.All.Any(d => d.Name == w.Name)).Select(w => w.Id).ToHashSet();
        // Long enough with us for a panel to have looked before.
        var known = children.Where(c => c != hers && c.Since < asAt.AddDays(-70)).OrderByDescending(c => demo.Contains(c.WorkerId!.Value)).ThenBy(c => c.PersonId).ToList();
        var now = LondonTime.StartOfDayUtc(asAt).AddHours(9);
        told.Meet([.. known.Take(80)], now);
        told.Disagree(known, hers, now);
        told.Share([.. known.Take(60)]);
        await engine.BulkInsert(db, told.Panels, ct);
        await engine.BulkInsert(db, told.Members, ct);
        await engine.BulkInsert(db, told.Meetings, ct);
        await engine.BulkInsert(db, told.Seats, ct);
        await engine.BulkInsert(db, told.Entries, ct);
        await engine.BulkInsert(db, told.Given, ct);
        await engine.BulkInsert(db, told.Papers, ct);
        await engine.BulkInsert(db, told.Actions, ct);
        await engine.BulkInsert(db, told.Approvals, ct);
        await engine.BulkInsert(db, told.Disagreements, ct);
        await engine.BulkInsert(db, told.Steps, ct);
        await engine.BulkInsert(db, told.Log, ct);
        await engine.BulkInsert(db, told.Due, ct);
        counts["Panel"] = told.Panels.Count;
        counts["PanelChild"] = told.Entries.Count;
        counts["Disagreement"] = told.Disagreements.Count;
        counts["InformationShare"] = told.Log.Count;
        counts[nameof(Actions.ActionItem)] = counts.GetValueOrDefault(nameof(Actions.ActionItem)) + told.Actions.Count;
    }
}
