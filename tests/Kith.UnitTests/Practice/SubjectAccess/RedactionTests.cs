using System.IO.Compression;
using System.Net;
using System.Text;
using CsCheck;
using Kith.Practice.Documents;
using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Redacting;
using Kith.Practice.SubjectAccess.Releasing;

namespace Kith.UnitTests.Practice.SubjectAccess;

/// <summary>What is taken out is gone: from the words, and from every file that is made of them.</summary>
public sealed class RedactionTests
{
    private static readonly Letterhead Head = new("Amberdale", "#1d70b8");

    // Words that stand nowhere in the pack by themselves.
    private static readonly string[] Words = ["Qworth", "zlatan", "Øystein", "o’Brixx", "0770099", "vexlow", "Jürgx", "plimsy", "trenk", "wuffle"];

    private static readonly string[] Gaps = [" ", ". ", ", ", "\n", "  "];

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    private static readonly Gen<string> Gap = Gen.Int[0, Gaps.Length - 1].Select(i => Gaps[i]);

    private static readonly Gen<string> Text = Gen.Select(Word, Gap, (w, s) => w + s).Array[1, 40].Select(string.Concat);

    [Fact]
    public void No_word_that_is_taken_out_is_in_word_or_html()
    {
        Gen.Select(Text.Array[1, 4], Gen.Int[0, int.MaxValue].Array[0, 8], Word.Array[0, 2], Gen.Int[0, 9].Select(i => (DisclosureReason)i))
            .Sample(
                (texts, seeds, everywhere, reason) =>
                {
                    var fields = texts.Select((t, i) => new HeldField($"Line {i}", t)).ToList();
                    // Sentences are ticked, as the page offers them.
                    var pieces = fields.SelectMany((f, i) => Pieces.Of(f.Text).Select(p => new Strike(i, p.Start, p.Length, reason))).ToList();
                    var strikes = seeds.Select(s => pieces[s % pieces.Count]).Distinct().ToList();
                    var given = Redaction.Apply(fields, strikes, [.. everywhere.Select(w => (w, DisclosureReason.OtherPerson))]);
                    var left = new StringBuilder();
                    for (var i = 0; i < fields.Count; i++)
                    {
                        foreach (var piece in pieces.Where(p => p.Field == i && !strikes.Contains(p)))
                        {
                            left.Append(fields[i].Text, piece.Start, piece.Length);
                        }
                    }
                    var gone = Words.Where(w => everywhere.Contains(w) || !left.ToString().Contains(w, StringComparison.OrdinalIgnoreCase)).ToList();
                    var paper = SubjectPaper.Of(Request(), "Mia Thompson", "Amberdale", [(Item(fields), given)], [], [], true, new DateOnly(2026, 11, 27));
                    var outputs = new[]
                    {
                        string.Join('\n', given.Select(g => g.Text)),
                        Inside(WordWriter.Write(paper, Head)),
                        WebUtility.HtmlDecode(HtmlWriter.Write(paper, Head)),
                    };
                    return outputs.All(o => gone.TrueForAll(w => !o.Contains(w, StringComparison.OrdinalIgnoreCase)));
                },
                iter: 60
            );
    }

    [Fact]
    public void What_is_not_taken_out_stays_to_the_letter()
    {
        Text.Sample(text => Redaction.Without(text, []) == text && string.Concat(Pieces.Of(text).Select(p => text.Substring(p.Start, p.Length))) == text, iter: 300);
    }

    [Fact]
    public void Pieces_cover_any_text_once_and_in_order()
    {
        Gen.String[0, 900]
            .Sample(
                text =>
                {
                    var at = 0;
                    foreach (var (start, length) in Pieces.Of(text))
                    {
                        if (start != at || length < 1)
                        {
                            return false;
                        }
                        at += length;
                    }
                    return at == text.Length;
                },
                iter: 500
            );
    }

    [Fact]
    public void Neighbouring_places_are_one_mark_so_that_nobody_counts_words()
    {
        const string Said = "Sam Jones came. He shouted.";
        var places = Redaction.Find(Said, "sam").Concat(Redaction.Find(Said, "JONES")).Select(p => new Strike(0, p.Start, p.Length, DisclosureReason.OtherPerson)).ToList();
        Assert.Equal("[taken out: about another person] came. He shouted.", Redaction.Without(Said, places));
        // One letter and a whole sentence leave the same mark.
        Assert.Equal(Redaction.Without("a b", [new(0, 0, 1, DisclosureReason.Court)]), Redaction.Without("a long sentence b", [new(0, 0, 15, DisclosureReason.Court)]));
    }

    [Fact]
    public void A_reason_that_would_itself_do_harm_is_not_told()
    {
        Assert.Equal("[taken out]", Redaction.Without("The police watch him.", [new(0, 0, 21, DisclosureReason.Crime)]));
        // Beside another reason neither is told: the difference would be telling.
        Assert.Equal("[taken out]", Redaction.Without("One two", [new(0, 0, 3, DisclosureReason.OtherPerson), new(0, 4, 3, DisclosureReason.SeriousHarm)]));
    }

    [Theory]
    [InlineData("Ann saw Anna", "ann", "[taken out: about another person] saw Anna")]
    [InlineData("Ann\n  Marie came", "ann marie", "[taken out: about another person] came")]
    [InlineData("call 07700 900123.", "07700 900123", "call [taken out: about another person].")]
    [InlineData("Ann’s home", "Ann", "[taken out: about another person]’s home")]
    [InlineData("(Ann)", "(Ann)", "[taken out: about another person]")]
    public void Words_are_found_whole_however_they_are_written(string text, string words, string left) =>
        Assert.Equal(left, Redaction.Apply([new HeldField("x", text)], [], [(words, DisclosureReason.OtherPerson)])[0].Text);

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 0, 5, true)]
    [InlineData(0, 0, 6, false)]
    [InlineData(1, 0, 1, false)]
    [InlineData(-1, 0, 1, false)]
    [InlineData(0, -1, 2, false)]
    [InlineData(0, 3, int.MaxValue, false)]
    public void A_place_outside_the_words_is_none(int field, int start, int length, bool within) =>
        Assert.Equal(within, new Strike(field, start, length, DisclosureReason.Court).IsWithin([new HeldField("x", "hello")]));

    [Fact]
    public void A_place_cuts_no_character_in_two()
    {
        var fields = new[] { new HeldField("x", "a😀b") };
        Assert.False(new Strike(0, 0, 2, DisclosureReason.Court).IsWithin(fields));
        Assert.True(new Strike(0, 1, 2, DisclosureReason.Court).IsWithin(fields));
    }

    [Fact]
    public void What_cannot_be_read_takes_nothing_out_and_fails_nowhere()
    {
        Assert.Empty(Strike.Read("no json"));
        Assert.Empty(Strike.Read("[null]"));
        Assert.Empty(HeldField.Read("{"));
        Assert.Empty(HeldField.Read("[{\"Label\":null}]"));
    }

    [Theory]
    [InlineData(null, "ask us, and tell us this number")]
    [InlineData("Lukasz Nowak, 01234 567890.", "understand something: Lukasz Nowak, 01234 567890. Tell us this number")]
    public void The_letter_says_whom_to_ask_also_before_that_is_written_down(string? talkTo, string words)
    {
        var request = Request();
        request.TalkTo = talkTo;
        var paper = SubjectPaper.Of(request, "Mia Thompson", "Amberdale", [], [], [], true, new DateOnly(2026, 11, 27));
        Assert.Contains(paper.Parts.OfType<PaperText>(), t => t.Text.Contains(words, StringComparison.Ordinal));
    }

    private static SubjectRequest Request() =>
        new()
        {
            Reference = "SA-000000",
            AskerName = "Mia Thompson",
            Wants = "All",
            RecipientName = "Mia Thompson",
            RecipientAddress = "1 High Street",
            ByName = "Lukasz",
            TalkTo = "Lukasz",
            ReceivedOn = new DateOnly(2026, 11, 2),
        };

    private static SubjectItem Item(IReadOnlyList<HeldField> fields) =>
        new()
        {
            Source = "visit",
            Section = "Visits",
            Title = "A visit",
            On = new DateOnly(2020, 1, 2),
            Content = HeldField.Write(fields),
            ContentDigest = "",
            Strikes = "[]",
        };

    /// <summary>Every part of a Word document as text, with its properties.</summary>
    private static string Inside(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        var all = new StringBuilder();
        foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal) || e.FullName.EndsWith(".rels", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            all.Append(WebUtility.HtmlDecode(reader.ReadToEnd()));
        }
        return all.ToString();
    }
}
