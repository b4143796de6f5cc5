using Kith.Practice.EdgeOfCare;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Synthetic;

/// <summary>What is done about the places where children are harmed.</summary>
public sealed partial class SyntheticCouncil
{
    /// <summary>Plans for two places that came up again and again when children were missing, and the children they concern.</summary>
    private async Task Places(Story story, long seed, Dictionary<string, int> counts, CancellationToken ct)
    {
        var asAt = story.Setting.AsAt;
        var random = new SeededRandom(seed, -522);
        var ids = new SyntheticIds(FamilyStory.Milliseconds(asAt) - 8000, random);
        var since = LondonTime.StartOfDayUtc(asAt.AddDays(-150));
        string[] places = ["Bus station", "Riverside flats"];
        var plans = places
            .Select(
                (place, i) =>
                    new ContextPlan
                    {
                        Id = ids.Next(),
                        Kind = ContextKind.Place,
                        Title = place,
                        Worry =
                            i == 0
                                ? "Young people are met here in the evening by older people who give them lifts, food and money."
                                : "Two flats are used to sell from. Young people go in and out at night.",
                        Plan =
                            i == 0
                                ? "Wardens from 17:00 to 22:00; staff ring one number; a youth worker on Thursdays and Fridays."
                                : "The landlord and the police visit each week; closure is being asked for.",
                        AgreedWith = i == 0 ? "Police, the bus company, youth service" : "Police, housing",
                        ByName = "Exploitation team",
                        StartedOn = asAt.AddDays(-90 + 30 * i),
                        ReviewOn = asAt.AddDays(12 + 40 * i),
                    }
            )
            .ToList();
        var seen = await db
            .MissingEpisodes.AsNoTracking()
            .Where(m => m.MissingFrom >= since && places.Contains(m.FoundWhere))
            .Select(m => new { m.PersonId, m.FoundWhere })
            .Distinct()
            .ToListAsync(ct);
        var children = seen.OrderBy(m => m.PersonId)
            .ThenBy(m => m.FoundWhere, StringComparer.Ordinal)
            .Select(m => new ContextChild
            {
                Id = ids.Next(),
                PersonId = m.PersonId,
                PlanId = plans.First(p => p.Title == m.FoundWhere).Id,
                From = asAt.AddDays(-20),
                Why = "Was found there while missing.",
            })
            .ToList();
        await engine.BulkInsert(db, plans, ct);
        await engine.BulkInsert(db, children, ct);
        counts["ContextPlan"] = plans.Count;
    }
}
