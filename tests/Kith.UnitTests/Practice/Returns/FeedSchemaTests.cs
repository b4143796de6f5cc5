using System.Text.Json;
using Kith.Practice.Returns.Feed;
using Kith.Standards.DfeFeed;

namespace Kith.UnitTests.Practice.Returns;

/// <summary>The contract of the national feed refuses what it does not name, and what is too long, missing or of another kind.</summary>
public sealed class FeedSchemaTests
{
    private static IReadOnlyList<FeedFault> Check(string json) => FeedSchema.Latest.Check(JsonDocument.Parse(json).RootElement);

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""[{"la_child_id":"A1"}]""", "")]
    [InlineData("""[{"la_child_id":"A1","child_details":{"date_of_birth":"2020-02-29","disabilities":["NONE"],"uasc_flag":false}}]""", "")]
    [InlineData("""{"la_child_id":"A1"}""", "")]
    [InlineData("""[{"mis_child_id":"A1"}]""", "[0].la_child_id")]
    [InlineData("""[{"la_child_id":"A 1"}]""", "[0].la_child_id")]
    [InlineData("""[{"la_child_id":"A23456789012345678901"}]""", "[0].la_child_id")]
    [InlineData("""[{"la_child_id":"A1","category_of_abuse":"NEG"}]""", "[0].category_of_abuse")]
    [InlineData("""[{"la_child_id":"A1","child_details":{"sex":"MF"}}]""", "[0].child_details.sex")]
    [InlineData("""[{"la_child_id":"A1","child_details":{"first_name":null}}]""", "[0].child_details.first_name")]
    [InlineData("""[{"la_child_id":"A1","child_details":{"date_of_birth":"29/02/2020"}}]""", "[0].child_details.date_of_birth")]
    [InlineData("""[{"la_child_id":"A1","child_details":{"unique_pupil_number":"A12"}}]""", "[0].child_details.unique_pupil_number")]
    [InlineData("""[{"la_child_id":"A1","purge":"yes"}]""", "[0].purge")]
    [InlineData("""[{"la_child_id":"A1","health_and_wellbeing":{"sdq_assessments":[{"score":1.5}]}}]""", "[0].health_and_wellbeing.sdq_assessments[0].score")]
    [InlineData("""[{"la_child_id":"A1","social_care_episodes":[{"referral_date":"2026-01-01"}]}]""", "[0].social_care_episodes[0].social_care_episode_id")]
    [InlineData(
        """[{"la_child_id":"A1","social_care_episodes":[{"social_care_episode_id":"E","child_protection_plans":[{"child_protection_plan_id":"P","category":"NEG"}]}]}]""",
        "[0].social_care_episodes[0].child_protection_plans[0].category"
    )]
    public void A_payload_is_refused_at_the_place_that_is_wrong(string json, string path)
    {
        var faults = Check(json);
        if (json.StartsWith('{'))
        {
            Assert.Equal("A call is an array of children", Assert.Single(faults).Problem);
        }
        else if (path.Length == 0)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.Equal(path, Assert.Single(faults).Path);
        }
    }

    [Fact]
    public void A_call_holds_a_hundred_children_and_no_more()
    {
        string Call(int n) => $"[{string.Join(',', Enumerable.Range(0, n).Select(i => $$"""{"la_child_id":"A{{i}}"}"""))}]";
        Assert.Empty(Check(Call(100)));
        Assert.Single(Check(Call(101)));
    }

    [Theory]
    [InlineData("2026-11-24", "2024-04-01", "2026-11-25")]
    [InlineData("2026-03-31", "2023-04-01", "2026-04-01")]
    [InlineData("2026-04-01", "2024-04-01", "2026-04-02")]
    [InlineData("2028-02-29", "2025-04-01", "2028-03-01")]
    public void The_window_begins_with_a_financial_year(string today, string from, string to) =>
        Assert.Equal(new FeedWindow(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd")), FeedWindow.Of(DateOnly.ParseExact(today, "yyyy-MM-dd")));
}
