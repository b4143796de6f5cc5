using Kith.Standards.AnnexA;
using Kith.Standards.CodeSets;

namespace Kith.UnitTests.Standards;

public class AnnexATests
{
    [Fact]
    public void The_catalogue_is_whole()
    {
        var edition = AnnexAEdition.Latest;
        Assert.Equal([7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19], edition.Lists.Select(l => l.Columns.Count));
        Assert.All(edition.Lists, l => Assert.Equal(Enumerable.Range(1, l.Columns.Count), l.Columns.Select(c => c.Position)));
        Assert.All(edition.Lists.SelectMany(l => l.Columns), c => Assert.Equal(c.Type == AnnexAType.Category, c.AllowedValues.Count > 0));
        Assert.Equal("Contacts", edition[1].Name);
    }

    [Theory]
    [InlineData("a) Male", "a", null, "Male")]
    [InlineData("p1) 5D: LA services", "p1", "5D", "LA services")]
    [InlineData("m) 4: Housing", "m", "4", "Housing")]
    [InlineData("N1 - Abuse or neglect", null, "N1", "Abuse or neglect")]
    [InlineData("RC9 - Case closed after assessment, referred to early help", null, "RC9", "Case closed after assessment, referred to early help")]
    [InlineData("t) NOBT", "t", "NOBT", "NOBT")]
    [InlineData("a) E11: Adopted - application unopposed", "a", "E11", "Adopted - application unopposed")]
    [InlineData("zz) T4: Temporary placement - seven days or less", "zz", "T4", "Temporary placement - seven days or less")]
    [InlineData("No", null, null, "No")]
    [InlineData("", null, null, "")]
    [InlineData("c) SGO/CAO", "c", null, "SGO/CAO")]
    public void Coded_values_are_taken_apart(string written, string? prefix, string? code, string meaning)
    {
        var value = AnnexAValue.Parse(written);
        Assert.Equal((prefix, code, meaning), (value.Prefix, value.Code, value.Meaning));
    }

    [Fact]
    public void Sheets_and_headers_are_found_in_either_form()
    {
        var edition = AnnexAEdition.Latest;
        Assert.Equal(3, edition.Find("List 3")!.Number);
        Assert.Equal(11, edition.Find("list_11")!.Number);
        Assert.Equal(4, edition.Find("assessments")!.Number);
        Assert.Null(edition.Find("Notes"));
        Assert.Equal("Age of Child (Years)", edition[1].Find("Age")!.Name);
        Assert.Equal("Date of referral", edition[3].Find(" DATE OF REFERRAL ")!.Name);
        Assert.Null(edition[3].Find("Shoe size"));
    }

    [Fact]
    public void Every_census_code_goes_to_annex_a_and_back()
    {
        foreach (
            var (kind, set) in ((AnnexACoded, CodeSet)[])
                [
                    (AnnexACoded.Gender, CodeSets.Sex),
                    (AnnexACoded.Ethnicity, CodeSets.Ethnicity),
                    (AnnexACoded.Source, CodeSets.ReferralSource),
                    (AnnexACoded.PrimaryNeed, CodeSets.PrimaryNeed),
                    (AnnexACoded.CategoryOfAbuse, CodeSets.CategoryOfAbuse),
                    (AnnexACoded.ClosureReason, CodeSets.ClosureReason),
                ]
        )
        {
            Assert.All(set.Entries, e => Assert.Equal(e.Code, AnnexACodes.ToCensus(kind, AnnexACodes.ToAnnexA(kind, e.Code))));
        }
    }

    [Theory]
    [InlineData(AnnexACoded.Gender, "a) Male", "M")]
    [InlineData(AnnexACoded.Gender, "female", "F")]
    [InlineData(AnnexACoded.Gender, "d) Neither", null)]
    [InlineData(AnnexACoded.Gender, "M", "M")]
    [InlineData(AnnexACoded.Ethnicity, "u) UNKNOWN", "NOBT")]
    [InlineData(AnnexACoded.Ethnicity, "s) NOBT", "NOBT")]
    [InlineData(AnnexACoded.Source, "p1) 5D: LA services", "5D")]
    [InlineData(AnnexACoded.Source, "Police", "6")]
    [InlineData(AnnexACoded.PrimaryNeed, "N4", "N4")]
    [InlineData(AnnexACoded.CategoryOfAbuse, "B) PHYSICAL ABUSE", "PHY")]
    [InlineData(AnnexACoded.CategoryOfAbuse, "sadness", null)]
    [InlineData(AnnexACoded.ClosureReason, " ", null)]
    public void Cells_are_read_as_people_write_them(AnnexACoded kind, string cell, string? code) => Assert.Equal(code, AnnexACodes.ToCensus(kind, cell));

    [Fact]
    public void Older_gender_codes()
    {
        Assert.Equal("d) Neither", AnnexACodes.ToAnnexA(AnnexACoded.Gender, "9"));
        Assert.Equal("9", AnnexACodes.ToLegacyGender("d) Neither"));
        Assert.Null(AnnexACodes.ToAnnexA(AnnexACoded.Gender, "X"));
    }

    [Theory]
    [InlineData("a) Yes", true)]
    [InlineData("no", false)]
    [InlineData("c) Unknown", null)]
    [InlineData("", null)]
    public void Yes_and_no(string cell, bool? answer) => Assert.Equal(answer, AnnexACodes.ReadYesNo(cell));

    [Fact]
    public void Unknown_is_written_only_where_the_column_has_it()
    {
        var edition = AnnexAEdition.Latest;
        Assert.Equal("c) Unknown", AnnexACodes.YesNo(edition[7]["Was the Child Seen Alone?"], null));
        Assert.Null(AnnexACodes.YesNo(edition[3]["Referral NFA?"], null));
        Assert.Equal("b) No", AnnexACodes.YesNo(edition[3]["Referral NFA?"], false));
    }
}
