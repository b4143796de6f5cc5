using Kith.Practice.Returns.Census;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.UnitTests.Practice;

/// <summary>Whatever field a rule names, on whatever record: it has a name that people know, and a way to put it right.</summary>
public sealed class CensusWordsTests
{
    private static readonly (Guid Person, Guid Record) Ids = (new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]));

    /// <summary>The fields that the failing examples of every rule of every collection name, and those that rules read.</summary>
    public static TheoryData<string> Fields =>
        [
            .. RuleCatalogue
                .All()
                .Where(r => r is not ReturnRule && r.Module != RuleModule.Header)
                .SelectMany(r => r.Fails.Places.Select(p => $"{p[..p.IndexOf('[')]}{p[p.IndexOf('.')..]}"))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_named_field_has_words_and_a_way(string field)
    {
        var column = field[(field.IndexOf('.') + 1)..];
        Assert.DoesNotMatch("[a-z][A-Z]|[A-Z]{4}|_", CensusWords.Field(field));
        var kind = new NamedPlace(field, null, null).Kind;
        foreach (var value in (string?[])[null, "2026-05-01"])
        {
            var href = CensusWords.PutRight(Ids.Person, kind, kind == CensusRecordKinds.Person ? Ids.Person : Ids.Record, null, field, value);
            Assert.Matches(
                $"^/(children/{Ids.Person}/(data/correct/{Ids.Record}\\?field=|plan/{Ids.Record}|protection|records/)|people/{Ids.Person}/edit|referrals/{Ids.Record}|assessments/{Ids.Record})",
                href
            );
            if (kind == CensusRecordKinds.Person && column != "LAchildID")
            {
                Assert.Matches("#Input_", href);
            }
        }
    }

    /// <summary>A field that stands in a finished record is put right by itself; only what the work decides leads to the work.</summary>
    [Fact]
    public void All_that_stands_in_a_record_can_be_corrected()
    {
        var elsewhere = Fields
            .Select(f => (string)f.Data)
            .Where(f => new NamedPlace(f, null, null).Kind is not (CensusRecordKinds.Person or CensusRecordKinds.Disability) && CorrectableField.Find(f) is null)
            .Where(f => !f.EndsWith(".LAchildID", StringComparison.Ordinal));

        // The codes of the draft have no published meanings: Kith returns none, so that no rule names one that was recorded here.
        Assert.Equal(["PreProceedingsandFGDM.PPOutcome"], elsewhere);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("CINdetails.CINreferralDate=2026-04-13@00000002000000000000000000000000", "date of referral: 13 Apr 2026")]
    [InlineData("CINdetails.CINclosureDate=; ChildIdentifiers.Sex=F@x", "date of closure: nothing is recorded, sex: F@x")]
    [InlineData("Section47.LAchildID=C1@00000002000000000000000000000000", "section 47 enquiry: there is one")]
    [InlineData("nonsense", null)]
    public void What_stands_beside_is_told_in_words(string? kept, string? words) => Assert.Equal(words, CensusWords.Against(kept));

    [Fact]
    public void Places_are_kept_whole_or_not_at_all()
    {
        var places = Enumerable.Range(0, 40).Select(i => new NamedPlace("CINdetails.CINreferralDate", $"2026-04-{i + 1:00}; and more", Guid.CreateVersion7())).ToList();
        var kept = NamedPlace.Read(NamedPlace.Write(places, 600));
        Assert.InRange(kept.Count, 5, 39);
        Assert.Equal(places.Take(kept.Count).Select(p => p with { Value = p.Value!.Replace(';', ',') }), kept);
    }
}
