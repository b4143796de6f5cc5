using Kith.Matching;
using Kith.Matching.Comparison;

namespace Kith.UnitTests.Matching;

public sealed class NameTests
{
    [Theory]
    [InlineData("O'Neill", "oneill")]
    [InlineData("O’Neill", "oneill")]
    [InlineData("ONeill", "oneill")]
    [InlineData("José", "jose")]
    [InlineData("Łukasz", "lukasz")]
    [InlineData("İbrahim", "ibrahim")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("Jose\u0301", "jose")]
    [InlineData("Straße", "strasse")]
    [InlineData("Al-Sayed", "al sayed")]
    [InlineData("  Anne--Marie  ", "anne marie")]
    [InlineData("محمد", "mhmd")]
    [InlineData("Иван", "ivan")]
    [InlineData("Сергей", "sergei")]
    [InlineData("Γιώργος", "giorgos")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Folds_to_one_form(string? written, string folded) => Assert.Equal(folded, TextFolding.Fold(written));

    [Theory]
    [InlineData("Mr John Smith", "john smith")]
    [InlineData("Al-Sayed", "alsayed")]
    [InlineData("El Sayed", "alsayed")]
    [InlineData("de la Cruz", "delacruz")]
    [InlineData("McDonald", "macdonald")]
    [InlineData("Mac Donald", "macdonald")]
    [InlineData("O Neill", "oneill")]
    [InlineData("St. John", "stjohn")]
    [InlineData("Smith-Jones", "smith jones")]
    [InlineData("Miss", "miss")]
    public void Normalises_titles_particles_and_barrels(string written, string expected) => Assert.Equal(expected, NormalisedName.Of(written).ToString());

    [Fact]
    public void Keeps_the_word_beside_its_particle()
    {
        var part = Assert.Single(NormalisedName.Of("de la Cruz").Parts);
        Assert.Equal("cruz", part.Core);
        Assert.Equal("delacruz", part.Full);
    }

    [Theory]
    [InlineData("Unborn")]
    [InlineData("Baby")]
    [InlineData("Not Known")]
    public void Knows_what_stands_for_no_name(string written) => Assert.True(NormalisedName.Of(written).IsPlaceholder);

    [Theory]
    [InlineData("Mohammed", "Muhammad")]
    [InlineData("Mohammed", "محمد")]
    [InlineData("Ahmed", "Ahmet")]
    [InlineData("Smith", "Smyth")]
    [InlineData("Clark", "Clarke")]
    [InlineData("Thompson", "Tomson")]
    [InlineData("Leigh", "Lee")]
    [InlineData("Hussain", "Husain")]
    [InlineData("Waseem", "Vasim")]
    [InlineData("Philip", "Filip")]
    [InlineData("Knight", "Night")]
    [InlineData("Wright", "Right")]
    [InlineData("Shah", "Sha")]
    [InlineData("Singh", "Sing")]
    [InlineData("Khan", "Kahn")]
    [InlineData("Catherine", "Kathryn")]
    [InlineData("Sean", "Seán")]
    [InlineData("Bhatti", "Batti")]
    [InlineData("Ivanov", "Ivanoff")]
    public void Sounds_alike(string one, string other) => Assert.Equal(Sound(one), Sound(other));

    [Theory]
    [InlineData("Lee", "Lou")]
    [InlineData("Smith", "Jones")]
    [InlineData("Martin", "Morgan")]
    [InlineData("Khan", "Kelly")]
    public void Sounds_different(string one, string other) => Assert.NotEqual(Sound(one), Sound(other));

    [Theory]
    [InlineData("catherine", "kate", NameKinship.Familiar)]
    [InlineData("catherine", "kathryn", NameKinship.Spelling)]
    [InlineData("muhammad", "mohamed", NameKinship.Spelling)]
    [InlineData("aisha", "ayesha", NameKinship.Spelling)]
    [InlineData("zain", "zayn", NameKinship.Spelling)]
    [InlineData("william", "bill", NameKinship.Familiar)]
    [InlineData("katarzyna", "kasia", NameKinship.Familiar)]
    [InlineData("agnieszka", "aga", NameKinship.Familiar)]
    [InlineData("ionut", "ionel", NameKinship.Spelling)]
    [InlineData("cabdullahi", "abdullah", NameKinship.Spelling)]
    [InlineData("john", "susan", NameKinship.None)]
    public void Knows_names_used_for_one_another(string one, string other, NameKinship kinship)
    {
        Assert.Equal(kinship, Nicknames.Kinship(one, other));
        Assert.Equal(kinship, Nicknames.Kinship(other, one));
    }

    [Fact]
    public void The_table_is_folded_already()
    {
        Assert.True(Nicknames.GroupCount > 500);
        Assert.All(Nicknames.Names, n => Assert.Equal(n, Assert.Single(NormalisedName.Of(n).Parts).Full));
    }

    [Theory]
    [InlineData("martha", "marhta", 0.961)]
    [InlineData("dwayne", "duane", 0.840)]
    [InlineData("dixon", "dicksonx", 0.813)]
    public void Jaro_Winkler_gives_the_published_values(string one, string other, double expected) => Assert.Equal(expected, JaroWinkler.Similarity(one, other), 0.001);

    [Theory]
    [InlineData("smith", "smith", 0)]
    [InlineData("smith", "smth", 1)]
    [InlineData("smith", "smiht", 1)]
    [InlineData("smith", "smythe", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void Edit_distance(string one, string other, int expected)
    {
        Assert.Equal(expected, EditDistance.Bounded(one, other, 5));
        Assert.Equal(expected <= 1, EditDistance.WithinOne(one, other));
    }

    [Theory]
    [InlineData("Smith", "Smith", NameLevel.Equal)]
    [InlineData("Smith", "Smyth", NameLevel.OneEdit)]
    [InlineData("Kate", "Catherine", NameLevel.Nickname)]
    [InlineData("Al-Sayed", "Alsayed", NameLevel.Equal)]
    [InlineData("Smith-Jones", "Smith", NameLevel.Spelling)]
    [InlineData("Smith-Jones", "Jones", NameLevel.Nickname)]
    [InlineData("Unborn", "Grace", NameLevel.Missing)]
    [InlineData("", "Grace", NameLevel.Missing)]
    [InlineData("Grace", "Oliver", NameLevel.Different)]
    public void Names_compare(string one, string other, NameLevel level)
    {
        Assert.Equal(level, NameComparison.Compare(NormalisedName.Of(one), NormalisedName.Of(other)));
        Assert.Equal(level, NameComparison.Compare(NormalisedName.Of(other), NormalisedName.Of(one)));
    }

    [Theory]
    [InlineData("2015-03-12", "2015-03-12", DateLevel.Equal)]
    [InlineData("2015-03-12", "2015-12-03", DateLevel.Swapped)]
    [InlineData("2015-03-12", "2015-03-13", DateLevel.OneDigit)]
    [InlineData("2015-03-12", "2016-03-12", DateLevel.OneDigit)]
    [InlineData("2015-03-12", "2015-03-25", DateLevel.OnePartDifferent)]
    [InlineData("2015-03-12", "2015-08-25", DateLevel.SameYear)]
    [InlineData("2015-03-12", "2009-08-25", DateLevel.Different)]
    public void Dates_compare(string one, string other, DateLevel level)
    {
        var a = DateOnly.ParseExact(one, "yyyy-MM-dd");
        var b = DateOnly.ParseExact(other, "yyyy-MM-dd");
        Assert.Equal(level, DateComparison.Compare(a, b));
        Assert.Equal(level, DateComparison.Compare(b, a));
    }

    [Fact]
    public void A_missing_date_is_missing() => Assert.Equal(DateLevel.Missing, DateComparison.Compare(null, new DateOnly(2015, 3, 12)));

    [Theory]
    [InlineData("9434765919", true)]
    [InlineData("9434765918", false)]
    [InlineData("943476591", false)]
    public void NHS_numbers_carry_a_check_digit(string digits, bool valid) => Assert.Equal(valid, IdentifierText.IsNhsNumber(digits));

    [Fact]
    public void Local_identifiers_compare_by_their_number()
    {
        Assert.Equal(IdentifierLevel.Equal, IdentifierComparison.CompareLocal("1234", "CE0001234"));
        Assert.Equal(IdentifierLevel.OneDigit, IdentifierComparison.CompareLocal("CE0001235", "CE0001234"));
        Assert.Equal(IdentifierLevel.Different, IdentifierComparison.CompareLocal("CE0009999", "CE0001234"));
    }

    private static string Sound(string name) => NormalisedName.Of(name).Parts[0].Sound;
}
