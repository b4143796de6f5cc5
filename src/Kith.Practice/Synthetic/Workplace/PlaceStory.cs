using Kith.Practice.Workforce.Places;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>Where the invented towns lie, and in which of them each team has its desks. No such place is on any map.</summary>
internal static class PlaceStory
{
    private const int Sectors = 9;

    public static (PlaceSet Set, IReadOnlyList<SectorPlace> Places, IReadOnlyList<TeamBase> Bases) Of(Council council, DateOnly asAt)
    {
        var towns = Places.Towns;
        var places = new List<SectorPlace>();
        foreach (var (code, at) in towns.Select((t, i) => (t.Code, i)))
        {
            // Towns on a spiral around the largest, some two to fourteen miles from it; sectors on a grid of half a mile.
            var (east, north) = (380_000 + (int)(1800 * at * Math.Cos(at * 2.4)), 360_000 + (int)(1800 * at * Math.Sin(at * 2.4)));
            for (var s = 1; s <= Sectors; s++)
            {
                places.Add(
                    new SectorPlace
                    {
                        SetId = council.RootId,
                        Sector = $"{council.Area}{code} {s}",
                        Easting = east + (s % 3 - 1) * 800,
                        Northing = north + (s / 3 - 1) * 800,
                    }
                );
            }
        }
        var plans = TeamPlan.All.ToDictionary(p => p.Name, p => p.District);
        return (
            new PlaceSet
            {
                Id = council.RootId,
                FileName = "invented-places.csv",
                Origin = "Invented with the council: no such place is on a map",
                Licence = "CC0-1.0",
                LoadedAt = LondonTime.StartOfDayUtc(asAt.AddDays(-60)).AddHours(9),
                ByName = "Kith",
                Postcodes = places.Count,
                Sectors = places.Count,
            },
            places,
            [
                .. council
                    .Teams.Where(t => plans.ContainsKey(t.Name))
                    .Select(t =>
                    {
                        var code = towns.First(x => x.District == Math.Max(0, plans[t.Name])).Code;
                        return new TeamBase
                        {
                            Id = t.Id,
                            TeamId = t.Id,
                            Postcode = $"{council.Area}{code} 5AA",
                            Sector = $"{council.Area}{code} 5",
                        };
                    }),
            ]
        );
    }
}
