using Kith.Practice.Children;

namespace Kith.UnitTests.Practice.Children;

/// <summary>A return has no names: what a page says of such a child must read like a sentence all the same.</summary>
public sealed class NamelessTests
{
    [Theory]
    [InlineData("Mia Thompson", "Mia")]
    [InlineData("Child CE0000000012", "this child")]
    [InlineData("Unborn baby CE0000000012", "the baby")]
    [InlineData("Unborn baby Thompson", "the baby")]
    public void Whoever_has_no_name_is_called_by_what_they_are(string shown, string called)
    {
        Assert.Equal(called, PersonNames.First(shown));
        Assert.Equal(char.ToUpperInvariant(called[0]) + called[1..], PersonNames.FirstOfAll(PersonNames.First(shown)));
    }

    [Fact]
    public void A_baby_whose_day_is_past_is_not_said_to_be_unborn()
    {
        var today = new DateOnly(2026, 11, 24);
        Assert.Equal("The baby is not born yet.", ChildWords.NotBorn(today, today));
        Assert.Equal("The baby was due on 1 June 2026, and the birth is not recorded yet.", ChildWords.NotBorn(new DateOnly(2026, 6, 1), today));
        Assert.Equal("was due 1 Jun 2026", ChildWords.Age(new DateOnly(2026, 6, 1), unborn: true, today));
        Assert.Equal("due 1 Dec 2026", ChildWords.Age(new DateOnly(2026, 12, 1), unborn: true, today));
    }
}
