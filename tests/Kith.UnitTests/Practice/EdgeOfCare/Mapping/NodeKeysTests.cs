using Kith.Practice.EdgeOfCare.Mapping;

namespace Kith.UnitTests.Practice.EdgeOfCare.Mapping;

/// <summary>The same thing written in other ways is the same, and different things are not.</summary>
public sealed class NodeKeysTests
{
    [Theory]
    [InlineData("07700 900123")]
    [InlineData("07700-900-123")]
    [InlineData("+44 7700 900123")]
    [InlineData("+44 (0)7700 900123")]
    [InlineData("0044 7700 900123")]
    [InlineData("447700900123")]
    [InlineData("7700900123")]
    [InlineData("Tel: 07700 900123")]
    [InlineData("０７７００ ９００１２３")]
    [InlineData("07700 900123 (her mother's)")]
    [InlineData("07700 900123 ext 4")]
    public void A_number_is_the_same_however_it_is_written(string text) => Assert.Equal("+447700900123", NodeKeys.Phone(text));

    [Theory]
    [InlineData("+353 87 123 4567", "+353871234567")]
    [InlineData("00353871234567", "+353871234567")]
    [InlineData("020 7946 0958", "+442079460958")]
    public void Numbers_of_other_places_keep_their_country(string text, string key) => Assert.Equal(key, NodeKeys.Phone(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12 High Street")]
    [InlineData("999")]
    [InlineData("unknown")]
    [InlineData("+12345678901234567890")]
    public void What_is_no_number_has_no_key(string? text) => Assert.Null(NodeKeys.Phone(text));

    [Theory]
    [InlineData("AB12 CDE", "AB12CDE")]
    [InlineData("ab12cde", "AB12CDE")]
    [InlineData("AB I2 CDE", "AB12CDE")]
    [InlineData("A8O1 OLX", "A8O1OLX")]
    [InlineData("AB01 OLX", "AB01OLX")]
    [InlineData("ABO1 0LX", "AB01OLX")]
    [InlineData("K123 ABC", "K123ABC")]
    [InlineData("1 ABC", "1ABC")]
    public void A_registration_is_letters_and_figures(string text, string key) => Assert.Equal(key, NodeKeys.Vehicle(text));

    [Theory]
    [InlineData("Snapchat", "@Sample.Name", "snapchat/sample.name")]
    [InlineData("snap", "sample.name ", "snapchat/sample.name")]
    [InlineData("Insta", "https://www.instagram.com/sample.name/?hl=en", "instagram/sample.name")]
    [InlineData("WhatsApp", "07700 900123", "whatsapp/+447700900123")]
    [InlineData(null, "sample", "other/sample")]
    public void An_account_is_its_place_and_its_name(string? platform, string handle, string key) => Assert.Equal(key, NodeKeys.Account(platform, handle));

    [Fact]
    public void A_place_is_its_first_line_and_postcode_or_its_name()
    {
        Assert.Equal(NodeKeys.Place("14 Mill Lane, Amberdale", "AM1 2AB"), NodeKeys.Place("14 MILL LANE", "am12ab"));
        Assert.NotEqual(NodeKeys.Place("14 Mill Lane", "AM1 2AB"), NodeKeys.Place("15 Mill Lane", "AM1 2AB"));
        Assert.Equal(NodeKeys.Place("Bus Station", null), NodeKeys.Place("bus  station", ""));
        Assert.Null(NodeKeys.Place(" ", null));
    }

    [Fact]
    public void Different_kinds_never_have_the_same_key()
    {
        var keys = new[] { NodeKind.Phone, NodeKind.Vehicle, NodeKind.Account, NodeKind.Place }.Select(k => NodeKeys.Of(k, "07700900", "X", null)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Null(NodeKeys.Of(NodeKind.Associate, "Sam", null, null));
        Assert.True(NodeKeys.Of(NodeKind.Account, new string('a', 500), "X", null)!.Length <= NodeKeys.Longest);
    }

    [Fact]
    public void Grades_run_from_firm_to_doubtful()
    {
        Assert.Equal("firm", MapGrades.Words(MapGrades.Doubt(SourceGrade.Reliable, InformationGrade.B)));
        Assert.Equal("fair", MapGrades.Words(MapGrades.Doubt(SourceGrade.Untested, InformationGrade.C)));
        Assert.Equal("doubtful", MapGrades.Words(MapGrades.Doubt(SourceGrade.NotReliable, InformationGrade.E)));
        Assert.Equal(MapGrades.MostDoubt, MapGrades.Doubt(SourceGrade.NotReliable, InformationGrade.E));
        Assert.Equal("2C P", MapGrades.Code(SourceGrade.Untested, InformationGrade.C, HandlingCode.P));
    }
}
