using Kith.Practice.Children;

namespace Kith.UnitTests.Practice;

/// <summary>What a sentence calls somebody.</summary>
public sealed class FirstNameTests
{
    [Theory]
    [InlineData("Mia Thompson", "Mia", "Mia")]
    [InlineData("Unborn baby Maughan", "the baby", "The baby")]
    [InlineData("Unborn baby KC00000006", "the baby", "The baby")]
    [InlineData("Mia", "Mia", "Mia")]
    [InlineData("the baby", "the baby", "The baby")]
    public void A_child_without_a_name_is_the_baby_and_not_Unborn(string shown, string within, string first) =>
        Assert.Equal((within, first), (PersonNames.First(shown), PersonNames.FirstOfAll(shown)));
}
