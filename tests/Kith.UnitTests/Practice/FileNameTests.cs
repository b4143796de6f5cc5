using CsCheck;
using Kith.Practice.Documents;

namespace Kith.UnitTests.Practice;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("report\u202Efdp.exe", "reportfdp.exe")]
    [InlineData("a\u2066b\u2069\u200Fc\u200B.xml", "abc.xml")]
    [InlineData("C:\\data\\a\tb\r\n.csv", "a_b__.csv")]
    [InlineData("../../\u202E", "file")]
    [InlineData("Zoë’s picture 👧.png", "Zoë’s picture 👧.png")]
    [InlineData(null, "file")]
    public void What_is_not_seen_in_a_name_is_not_kept(string? name, string safe) => Assert.Equal(safe, FileNames.Safe(name, "file"));

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("_x.pdf", FileNames.Safe("\uD800x.pdf", "file"));

    [Fact]
    public void A_name_is_safe_short_and_stays_as_it_is_the_second_time() =>
        Gen.String.Sample(name =>
        {
            var safe = FileNames.Safe(name, "file");
            Assert.InRange(safe.Length, 1, FileNames.Longest);
            Assert.DoesNotContain(safe, c => char.IsControl(c) || c is '/' or '\\' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
            Assert.Equal(safe, FileNames.Safe(safe, "file"));
            Assert.InRange(FileNames.Title(name, "Document", 20).Length, 1, 20);
        });
}
