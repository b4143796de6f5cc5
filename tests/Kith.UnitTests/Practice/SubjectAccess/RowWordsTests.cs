using Kith.Practice.SubjectAccess.Collecting;

namespace Kith.UnitTests.Practice.SubjectAccess;

/// <summary>What a column is called for its reader: one name may mean different things in two tables.</summary>
public sealed class RowWordsTests
{
    [Theory]
    [InlineData("assessment", "Safety", "What had to be seen for the worry to be over")]
    [InlineData("network_tie", "Safety", "Whether it is safe to be in touch")]
    [InlineData("strategy_discussion_child", "Safety", "Safety")]
    [InlineData("assessment", "Danger", "What we were worried about")]
    [InlineData("person", "KnownAs", "Likes to be called")]
    public void A_column_is_called_what_it_is_in_its_table(string table, string property, string label) => Assert.Equal(label, RowWords.Label(table, property));
}
