using System.Text;
using Kith.Standards.CinCensus;

namespace Kith.UnitTests.Standards;

public sealed class YearOnYearTests
{
    [Fact]
    public void What_began_in_the_year_is_counted_once_for_each_child_and_day()
    {
        var figures = YearFigures.Of(
            Return(
                2026,
                """
                <Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
                <CINdetails><CINreferralDate>2025-04-01</CINreferralDate>
                  <Assessments><AssessmentActualStartDate>2025-04-02</AssessmentActualStartDate></Assessments>
                  <Assessments><AssessmentActualStartDate>2025-04-02</AssessmentActualStartDate></Assessments>
                  <Assessments><AssessmentActualStartDate>2025-03-31</AssessmentActualStartDate></Assessments>
                  <Section47><S47ActualStartDate>2026-03-31</S47ActualStartDate></Section47>
                  <Section47><S47ActualStartDate>not a date</S47ActualStartDate></Section47>
                  <ChildProtectionPlans><CPPstartDate>2025-03-31</CPPstartDate><CPPendDate>2025-04-01</CPPendDate></ChildProtectionPlans>
                  <ChildProtectionPlans><CPPstartDate>2026-03-31</CPPstartDate></ChildProtectionPlans>
                </CINdetails>
                <CINdetails><CINreferralDate>2025-03-31</CINreferralDate></CINdetails></Child>
                <Child><ChildIdentifiers><LAchildID>A2</LAchildID></ChildIdentifiers><CINdetails><CINreferralDate>2025-04-01</CINreferralDate></CINdetails></Child>
                """
            )
        );
        Assert.Equal(new YearFigures(2, 2, 1, 1, 1, 1, 1), figures);
    }

    [Theory]
    [InlineData(100, 115, 25, false)]
    [InlineData(100, 125, 25, false)]
    [InlineData(100, 126, 25, true)]
    [InlineData(100, 75, 25, false)]
    [InlineData(100, 74, 25, true)]
    [InlineData(0, 0, 25, false)]
    [InlineData(0, 1, 25, true)]
    [InlineData(3, 4, 25, true)]
    public void A_change_is_asked_about_beyond_its_limit(int before, int now, int limit, bool asked) =>
        Assert.Equal(asked, new YearChange("YonY02", "referrals", before, now, limit).IsAsked);

    [Fact]
    public void Children_may_change_by_15_in_100_and_all_else_by_25()
    {
        var changes = YearOnYear.Compare(new(100, 100, 100, 100, 100, 100, 100), new(116, 116, 125, 126, 75, 74, 100));
        Assert.Equal(["YonY01", "YonY04", "YonY06"], changes.Where(c => c.IsAsked).Select(c => c.Code));
        Assert.All(changes, c => Assert.True(YearOnYear.IsCode(c.Code)));
        Assert.False(YearOnYear.IsCode("YonY08"));
        Assert.Equal("116 children in the return, 100 the year before: 16% more", changes[0].Words);
    }

    private static MemoryStream Return(int year, string children) =>
        new(
            Encoding.UTF8.GetBytes(
                $"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header><Children>{children}</Children></Message>"
            )
        );
}
