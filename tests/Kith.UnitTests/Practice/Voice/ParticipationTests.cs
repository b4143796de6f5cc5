using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Voice;

namespace Kith.UnitTests.Practice.Voice;

/// <summary>Whether a child took part, and when an advocate was offered: one rule for conferences and reviews of both plans.</summary>
public sealed class ParticipationTests
{
    [Fact]
    public void What_may_be_chosen_and_what_an_extract_says_is_read()
    {
        Assert.Equal([true, true, true, true, false, null], Participation.All.Select(p => Participation.TookPart(p.Value)));
        Assert.Equal([null, true, true, true, true, true, true, false], Enumerable.Range(0, 8).Select(n => Participation.TookPart($"PN{n}")));
        Assert.Equal([null, null, null], new[] { null, "", "PLACEHOLDER_DATA" }.Select(Participation.TookPart));
    }

    [Fact]
    public void The_latest_meeting_counts_and_nothing_from_before_the_involvement()
    {
        List<InitialConference> first = [Conference(new(2024, 5, 1), "Came"), Conference(null, "Came")];
        List<ReviewConference> reviews =
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                HeldOn = new(2026, 3, 1),
                Participation = "Chose not to",
                AdvocateOffered = true,
            },
        ];
        List<CinReview> need =
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                HeldOn = new(2026, 9, 1),
                Participation = "Views read out",
            },
        ];
        Assert.Equal((new DateOnly(2026, 9, 1), "Views read out"), Participation.Latest(first, reviews, need, new(2026, 1, 1)));
        Assert.Equal((new DateOnly(2026, 3, 1), "Chose not to"), Participation.Latest(first, reviews, [], null));
        Assert.Null(Participation.Latest(first, [], [], new(2026, 1, 1)));
        Assert.Equal(new DateOnly(2026, 3, 1), Participation.AdvocateOn([new(2025, 12, 31)], first, reviews, need, new(2026, 1, 1)));
        Assert.Equal(new DateOnly(2026, 10, 1), Participation.AdvocateOn([new(2026, 10, 1)], first, reviews, need, new(2026, 1, 1)));
        Assert.Null(Participation.AdvocateOn([], first, [], need, null));
    }

    private static InitialConference Conference(DateOnly? held, string how) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            HeldOn = held,
            Participation = how,
        };
}
