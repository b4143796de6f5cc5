using System.Text;
using Kith.Practice.Acts;
using Kith.Practice.Workforce.Places;

namespace Kith.UnitTests.Practice.Workforce;

/// <summary>Places of postcodes, and the miles between them.</summary>
public sealed class PlacesTests
{
    private static (List<SectorPlace> Sectors, int Postcodes) Read(string csv) => KeepPlaces.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "places.csv", Guid.Empty);

    [Fact]
    public void A_sector_lies_in_the_middle_of_its_postcodes_in_use()
    {
        // As the directory has it: one that ended, one without a place, and columns in any order; both spellings of the columns.
        foreach (var (east, north) in new[] { ("oseast1m", "osnrth1m"), ("EAST1M", "NORTH1M") })
        {
            var (sectors, postcodes) = Read(
                $"doterm,pcds,{north},{east},laua\n,AM1 2AA,360000,380000,E0\n,am12ab,360200,380100,E0\n202401,AM1 2AD,1,1,E0\n,AM1 2AE,,,E0\n,AM9 1AA,361000,381000,E0\n"
            );
            Assert.Equal(3, postcodes);
            Assert.Equal([("AM1 2", 380_050, 360_100), ("AM9 1", 381_000, 361_000)], sectors.Select(s => (s.Sector, s.Easting, s.Northing)));
        }
    }

    [Theory]
    [InlineData("pcds,oseast1m\nAM1 2AA,1\n", "osnrth1m")]
    [InlineData("pcds,oseast1m,osnrth1m\nnonsense,380000,360000\n", "Line 2: «nonsense» is not a postcode")]
    [InlineData("pcds,oseast1m,osnrth1m\nAM1 2AA,51.4,-0.1\n", "Line 2: its easting")]
    [InlineData("pcds,oseast1m,osnrth1m\nAM1 2AA,9999999,360000\n", "Line 2: its easting")]
    [InlineData("pcds,oseast1m,osnrth1m\n", "no postcode in use")]
    public void A_file_that_is_something_else_is_refused_in_words(string csv, string says) =>
        Assert.Contains(Assert.Throws<NotAcceptedException>(() => Read(csv)).Problems, p => p.Message.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void Miles_are_the_straight_line_on_the_grid()
    {
        // Three by four kilometres are five, which are 3.1 miles.
        var (a, b) = (At(380_000, 360_000), At(383_000, 364_000));
        Assert.Equal(5000 / 1609.344, a.MilesTo(b), 9);
        Assert.Equal(a.MilesTo(b), b.MilesTo(a));
        Assert.Equal("about 3 miles", Miles.Words(a.MilesTo(b)));
        Assert.Equal(["less than a mile", "about 1 mile", "about 2 miles", "about 27 miles"], new[] { 0, 1.2, 1.5, 26.6 }.Select(Miles.Words));
        Assert.Equal([0, 1, 1, 2], new double?[] { 5, null, 15, 15.1 }.Select(Miles.Band));

        static SectorPlace At(int east, int north) =>
            new()
            {
                Sector = "AM1 2",
                Easting = east,
                Northing = north,
            };
    }
}
