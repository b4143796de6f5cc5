using CsCheck;
using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Redacting;

namespace Kith.UnitTests.Practice.SubjectAccess;

/// <summary>Names and numbers of others that are pointed out, as they stand and as somebody in a hurry wrote them.</summary>
public sealed class PointOutTests
{
    private static readonly string[] Bits = ["Kate", "Quillon", "Mia", "Ayesha ", ", ", "\n", "07700 900456 ", "SW1A 1AA", "a@b.example", "Catherine’s"];

    private static KnownOthers Known()
    {
        var known = new KnownOthers();
        known.Own("Mia");
        known.Own("07700 900123");
        known.AddName("Catherine", "name of the mother", given: true);
        known.AddName("Quillon", "family name of the mother", given: false);
        known.AddName("Aisha", "name of a sister", given: true);
        known.Add("Robert Okoro", "a worker, in their work", atWork: true);
        return known;
    }

    [Theory]
    [InlineData("Kate came to school with Mia.", "Kate")]
    [InlineData("Ayesha said that she was tired.", "Ayesha")]
    [InlineData("Mrs Quilon rang.", "Quilon")]
    [InlineData("Mrs QUILLON rang.", "QUILLON")]
    [InlineData("It was Catherine’s birthday.", "Catherine")]
    [InlineData("Robert Okoro visited.", "Robert Okoro")]
    [InlineData("Ring 07700 900456 after six.", "07700 900456")]
    public void Is_pointed_out(string text, string words)
    {
        var one = Assert.Single(Known().In([new HeldField("What was said", text)]));
        Assert.Equal(words, one.Words);
        Assert.Equal(words, text.Substring(one.Start, one.Length));
        Assert.Equal(words == "Robert Okoro", one.AtWork);
    }

    [Theory]
    [InlineData("Mia went home. She was tired, and so was everybody else.")]
    [InlineData("Ring Mia on 07700 900123.")]
    [InlineData("A million people quite liked it. Cat and dog.")]
    public void Is_not(string text) => Assert.DoesNotContain(Known().In([new HeldField("What was said", text)]), p => p.Words != "Cat");

    [Fact]
    public void Whatever_is_written_each_finding_is_where_it_says_and_none_lies_over_another() =>
        Gen.OneOf(Gen.Int[0, Bits.Length - 1].Select(i => Bits[i]), Gen.String[0, 12])
            .Array[0, 30]
            .Sample(parts =>
            {
                var text = string.Concat(parts);
                var end = 0;
                foreach (var found in Known().In([new HeldField("What was said", text)]))
                {
                    Assert.True(found.Start >= end);
                    Assert.Equal(found.Words, text.Substring(found.Start, found.Length));
                    end = found.Start + found.Length;
                }
            });
}
