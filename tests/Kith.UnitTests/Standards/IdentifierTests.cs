using CsCheck;
using Kith.Standards.Identifiers;

namespace Kith.UnitTests.Standards;

public class IdentifierTests
{
    [Theory]
    [InlineData("9434765919")]
    [InlineData("943 476 5919")]
    [InlineData(" 943-476-5919 ")]
    public void Nhs_number_is_read_however_it_is_spaced(string text)
    {
        Assert.True(NhsNumber.TryParse(text, out var number, out _));
        Assert.Equal("9434765919", number.Value);
        Assert.Equal("943 476 5919", number.Formatted);
    }

    [Theory]
    [InlineData(null, "Enter an NHS number")]
    [InlineData("  ", "Enter an NHS number")]
    [InlineData("943476591", "An NHS number has 10 digits; this one has 9")]
    [InlineData("94347659190", "An NHS number has 10 digits; this one has 11")]
    [InlineData("943476591X", "An NHS number has only digits")]
    [InlineData("0000000000", "This looks like a placeholder: all its digits are the same")]
    [InlineData("9434765918", "This is not a valid NHS number: check that every digit is right and in order")]
    public void Nhs_number_refusals_say_why(string? text, string problem)
    {
        Assert.False(NhsNumber.TryParse(text, out _, out var said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void No_single_wrong_digit_of_an_nhs_number_passes() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9])
            .Sample(
                (at, by) =>
                {
                    var digits = "9434765919".ToCharArray();
                    digits[at] = (char)('0' + (digits[at] - '0' + by) % 10);
                    return !NhsNumber.TryParse(new string(digits), out _, out _);
                }
            );

    [Theory]
    [InlineData("Y895100000007", false)]
    [InlineData("U895100000014", false)]
    [InlineData("y8951 00000007", false)]
    public void Upn_is_read(string text, bool temporary)
    {
        Assert.True(Upn.TryParse(text, out var upn, out var problem), problem);
        Assert.Equal(temporary, upn.IsTemporary);
        Assert.Equal("895", upn.LocalAuthorityCode);
    }

    [Fact]
    public void A_temporary_upn_ends_with_a_letter()
    {
        var letter = Upn.CheckLetterFor("?89510000000B");
        Assert.True(Upn.TryParse(letter + "89510000000B", out var upn, out _));
        Assert.True(upn.IsTemporary);
        Assert.False(Upn.TryParse(letter + "89510000000S", out _, out var problem));
        Assert.Equal("The last letter of a temporary UPN is never I, O or S", problem);
    }

    [Theory]
    [InlineData("A89510000000", "A UPN has 13 characters; this one has 12")]
    [InlineData("1895100000007", "A UPN is a letter followed by 12 digits; a temporary one ends with a letter instead of the last digit")]
    [InlineData("A895100000007", "This is not a valid UPN: its first letter does not agree with the rest, so a character may be wrong")]
    [InlineData("", "Enter a unique pupil number (UPN)")]
    public void Upn_refusals_say_why(string text, string problem)
    {
        Assert.False(Upn.TryParse(text, out _, out var said));
        Assert.Equal(problem, said);
    }

    [Theory]
    [InlineData("cw12ab", "CW1 2AB", "CW1", "CW")]
    [InlineData(" sw1a  1aa", "SW1A 1AA", "SW1A", "SW")]
    [InlineData("M1 1AE", "M1 1AE", "M1", "M")]
    [InlineData("w1a0ax", "W1A 0AX", "W1A", "W")]
    [InlineData("EC1A1BB", "EC1A 1BB", "EC1A", "EC")]
    public void Postcode_is_tidied(string text, string value, string outward, string area)
    {
        Assert.True(Postcode.TryParse(text, out var postcode, out _));
        Assert.Equal(value, postcode.Value);
        Assert.Equal(outward, postcode.Outward);
        Assert.Equal(area, postcode.Area);
    }

    [Theory]
    [InlineData("CW1")]
    [InlineData("CW12 AB3")]
    [InlineData("QW1 2AB")]
    [InlineData("CW1 2CI")]
    [InlineData("123 4AB")]
    [InlineData("")]
    public void Postcode_of_another_shape_is_refused(string text) => Assert.False(Postcode.TryParse(text, out _, out _));

    [Theory]
    [InlineData("sw 12345", "SW12345")]
    [InlineData("12345", "SW12345")]
    public void Registration_number_is_read(string text, string value)
    {
        Assert.True(SocialWorkEnglandNumber.TryParse(text, out var number, out _));
        Assert.Equal(value, number.Value);
    }

    [Theory]
    [InlineData("SW")]
    [InlineData("SW12A")]
    [InlineData("SW000")]
    [InlineData("")]
    public void Registration_number_of_another_shape_is_refused(string text) => Assert.False(SocialWorkEnglandNumber.TryParse(text, out _, out _));

    [Theory]
    [InlineData("CE0000000001", true)]
    [InlineData("123456789012345678901", false)]
    [InlineData("CE-1", false)]
    [InlineData(" ", false)]
    public void Child_identifier(string text, bool accepted) => Assert.Equal(accepted, LaChildId.TryParse(text, out _, out _));

    [Fact]
    public void Nothing_that_anyone_can_type_breaks_a_parser() =>
        Gen.String.Sample(text =>
        {
            NhsNumber.TryParse(text, out _, out _);
            Upn.TryParse(text, out _, out _);
            LaChildId.TryParse(text, out _, out _);
            Postcode.TryParse(text, out _, out _);
            SocialWorkEnglandNumber.TryParse(text, out _, out _);
        });

    [Theory]
    [InlineData("cw12ab")]
    [InlineData("SW1A1AA")]
    [InlineData("m11ae")]
    public void What_is_read_reads_the_same_again(string text)
    {
        Assert.True(Postcode.TryParse(text, out var first, out _));
        Assert.True(Postcode.TryParse(first.Value, out var again, out _));
        Assert.Equal(first, again);
    }
}
