using Kith.Standards.CodeSets;

namespace Kith.UnitTests.Standards;

public class CodeSetTests
{
    [Fact]
    public void All_sets_are_there_and_filled()
    {
        Assert.Equal(14, CodeSets.All.Count);
        Assert.All(CodeSets.All, set => Assert.All(set.Entries, e => Assert.NotEqual("", e.Description)));
        Assert.Equal(20, CodeSets.Ethnicity.Entries.Count);
        Assert.Equal(22, CodeSets.ReferralSource.Entries.Count);
    }

    [Fact]
    public void Codes_are_described_in_plain_words()
    {
        Assert.Equal("White British", CodeSets.Ethnicity.Describe("WBRI"));
        Assert.Equal("Not recorded", CodeSets.Ethnicity.Describe(" "));
        Assert.Equal("Unknown code «wbri»", CodeSets.Ethnicity.Describe("wbri"));
        Assert.Equal("Abuse or neglect", CodeSets.PrimaryNeed.Describe("N1"));
        Assert.Equal(CodeSets.ReferralNfa.Describe("1"), CodeSets.ReferralNfa.Describe("true"));
        Assert.Equal("White", CodeSets.Ethnicity.Find("WBRI")!.Column("group"));
    }

    [Fact]
    public void Codes_come_and_go_with_the_years()
    {
        Assert.True(CodeSets.AssessmentFactors.Contains("24A", 2022));
        Assert.False(CodeSets.AssessmentFactors.Contains("24A", 2021));
        Assert.False(CodeSets.AssessmentFactors.Contains("18A", 2026));
        Assert.True(CodeSets.AssessmentFactors.Contains("18A"));
        Assert.False(CodeSets.ReferralSource.Contains("5D", 2022));
        Assert.True(CodeSets.ClosureReason.Contains("RC9", 2023));
        Assert.False(CodeSets.LocalAuthority.Contains("909", 2024));
        Assert.True(CodeSets.LocalAuthority.Contains("895", 2026));
        Assert.True(CodeSets.GenderLegacy.Contains("1", 2024));
        Assert.False(CodeSets.Sex.Contains("M", 2024));
        Assert.False(CodeSets.PreProceedingsOutcome.Contains("A", 2026));
    }
}
