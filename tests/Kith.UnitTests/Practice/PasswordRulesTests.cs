using CsCheck;
using Kith.Practice.Access.Accounts;

namespace Kith.UnitTests.Practice;

/// <summary>What people try first is refused, whatever it is dressed up as; words chosen by chance are not.</summary>
public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password12345")]
    [InlineData("P@ssw0rd1234!")]
    [InlineData("iloveyou2020!")]
    [InlineData("manchesterunited")]
    [InlineData("charlotte1985")]
    [InlineData("qwertyuiop[]")]
    [InlineData("aaaaaaaaaaaab")]
    [InlineData("1234567890123")]
    [InlineData("Summer2026!!!")]
    [InlineData("kithkithkith1")]
    [InlineData("socialworker1")]
    [InlineData("childrensservices")]
    [InlineData("priya nair 2026")]
    [InlineData("nair.priya.99")]
    public void What_is_tried_first_is_refused(string password) =>
        Assert.StartsWith("Password is too easy", PasswordRules.Problem(password, "priya.nair", "Priya Nair"), StringComparison.Ordinal);

    [Theory]
    [InlineData("sunflower-kettle-otter")]
    [InlineData("correct horse battery")]
    [InlineData("drei Tannen im Nebel")]
    [InlineData("vK3#pw9!Lq2x")]
    [InlineData("тихая река зимой")]
    public void Words_chosen_by_chance_are_taken(string password) => Assert.Null(PasswordRules.Problem(password, "priya.nair", "Priya Nair"));

    [Fact]
    public void Too_short_too_long_and_none_say_what_to_do()
    {
        Assert.Equal("Enter a password", PasswordRules.Problem("", "x", "X"));
        Assert.Contains("12 characters or more", PasswordRules.Problem("kettle-otter"[..11], "x", "X"), StringComparison.Ordinal);
        Assert.Contains("128 characters or fewer", PasswordRules.Problem(new string('x', 129), "x", "X"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_at_all_is_a_fault_of_the_program() =>
        Gen.Select(Gen.String[0, 140], Gen.String[0, 40]).Sample((password, name) => _ = PasswordRules.Problem(password, name, name), iter: 400);

    [Fact]
    public void Twenty_letters_by_chance_are_always_taken() =>
        Gen.Char["abcdefghijklmnopqrstuvwxyz"].Array[20].Sample(letters => PasswordRules.Problem(new string(letters), "priya.nair", "Priya Nair") is null, iter: 300);
}
