using Kith.Matching;

namespace Kith.UnitTests.Matching;

public sealed class SearchQueryTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Theory]
    [InlineData("12/03/2015")]
    [InlineData("12.3.2015")]
    [InlineData("12-03-15")]
    [InlineData("12 03 2015")]
    [InlineData("12 Mar 2015")]
    [InlineData("12th of March 2015")]
    [InlineData("2015-03-12")]
    [InlineData("12032015")]
    [InlineData("dob 12/03/2015")]
    [InlineData("١٢/٠٣/٢٠١٥")]
    public void Reads_dates(string text)
    {
        var query = SearchQuery.Parse(text, Today);
        Assert.Equal(new DateOnly(2015, 3, 12), query.DateOfBirth);
        Assert.Empty(query.NameParts);
        Assert.Null(query.LocalId);
    }

    [Fact]
    public void Reads_everything_in_one_line()
    {
        var query = SearchQuery.Parse("Aisha O'Neill 12/03/2015 943 476 5919 CE0001234 ls1 2ab 14 Acacia Avenue", Today);
        Assert.Equal("aisha oneill", query.Names.ToString());
        Assert.Equal(new DateOnly(2015, 3, 12), query.DateOfBirth);
        Assert.Equal("9434765919", query.NhsNumber);
        Assert.Equal("CE0001234", query.LocalId);
        Assert.Equal("LS12AB", query.Postcode);
        Assert.Equal("14", query.HouseNumber);
        Assert.Equal("acacia", Assert.Single(query.StreetWords));
    }

    [Fact]
    public void Reads_parts_of_dates_and_ages()
    {
        Assert.Equal(2015, SearchQuery.Parse("smith 2015", Today).YearOfBirth);
        Assert.Equal((2015, 3), (SearchQuery.Parse("March 2015", Today).YearOfBirth, SearchQuery.Parse("March 2015", Today).MonthOfBirth));
        var nine = SearchQuery.Parse("Zain Khan 9y", Today);
        Assert.Equal((new DateOnly(2016, 6, 2), new DateOnly(2017, 6, 1)), nine.BornBetween);
        Assert.Equal(2, nine.NameParts.Count);
        Assert.NotNull(SearchQuery.Parse("zain aged 9", Today).BornBetween);
        Assert.Null(SearchQuery.Parse("Zain Khan 9y").BornBetween);
    }

    [Fact]
    public void Reads_identifiers_and_order()
    {
        Assert.Equal("A123456789012", SearchQuery.Parse("a123456789012").Upn);
        Assert.Equal("LS1", SearchQuery.Parse("Smith LS1").Outward);
        Assert.True(SearchQuery.Parse("Smith, John").FamilyFirst);
        Assert.False(SearchQuery.Parse("John Smith").FamilyFirst);
        Assert.Equal("1234", SearchQuery.Parse("1234").LocalId);
        Assert.True(SearchQuery.Parse("  ").IsEmpty);
        Assert.Equal(2, SearchQuery.Parse("Al Smith").NameParts.Count);
    }

    [Theory]
    [InlineData("Mohamed Khan", SearchReasonKind.OtherSpelling)]
    [InlineData("Mo Khan", SearchReasonKind.KnownAs)]
    [InlineData("Muhammad Khn", SearchReasonKind.OneLetter)]
    [InlineData("Khan Muhammad", SearchReasonKind.OtherOrder)]
    [InlineData("Muham Khan", SearchReasonKind.Beginning)]
    [InlineData("Muhammad Khan 03/12/2015", SearchReasonKind.DayAndMonthSwapped)]
    [InlineData("Muhammad Khan 12/03/2016", SearchReasonKind.BirthDateOneDigit)]
    [InlineData("Muhammad Khan 11y", SearchReasonKind.AgeFits)]
    [InlineData("Khan LS1 2AB", SearchReasonKind.SamePostcode)]
    [InlineData("Khan BD7 1AA", SearchReasonKind.EarlierPostcode)]
    [InlineData("943 476 5919", SearchReasonKind.SameIdentifier)]
    [InlineData("943 476 5918", SearchReasonKind.IdentifierOneDigit)]
    [InlineData("Tariq Khan", SearchReasonKind.OtherName)]
    [InlineData("14 Acacia Avenue", SearchReasonKind.SameAddress)]
    public void Says_why(string text, SearchReasonKind kind)
    {
        var person = new PersonFacts
        {
            Given = "Muhammad",
            Family = "Khan",
            OtherNames = [new OtherName("Tariq", null)],
            DateOfBirth = new DateOnly(2015, 3, 12),
            NhsNumber = "943 476 5919",
            AddressLines = ["14 Acacia Avenue"],
            Postcode = "LS1 2AB",
            PreviousPostcodes = ["BD7 1AA"],
        };
        var hit = SearchScorer.Score(SearchQuery.Parse(text, Today), person);
        Assert.Contains(hit.Reasons, r => r.Kind == kind);
        Assert.InRange(hit.Score, 0.8, 1);
    }

    [Fact]
    public void Ranks_the_same_way_whatever_the_order()
    {
        var people = Enumerable.Range(0, 40).Select(i => (Id: i, Facts: new PersonFacts { Given = "Jo", Family = i % 2 == 0 ? "Smith" : "Smyth" })).ToList();
        var query = SearchQuery.Parse("jo smith");
        var forwards = SearchScorer.Rank(query, people, p => p.Facts, p => p.Id).Select(h => h.Person.Id);
        var backwards = SearchScorer.Rank(query, people.AsEnumerable().Reverse(), p => p.Facts, p => p.Id).Select(h => h.Person.Id);
        Assert.Equal(forwards, backwards);
        Assert.Equal(0, forwards.First());
    }
}
