using System.Text;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.UnitTests.Standards.Rules;

/// <summary>Every rule passes its passing example, and fails its failing one at the places that it says.</summary>
public class RuleExampleTests
{
    public static TheoryData<string, int> Rules
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var rule in RuleCatalogue.All())
            {
                data.Add(rule.Code, rule.ToYear ?? (rule.FromYear > 2026 ? rule.FromYear : 2026));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_passing_example_passes(string code, int year) => Assert.Empty(Places(code, year, r => r.Passes));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_failing_example_fails_where_it_says(string code, int year)
    {
        var rule = RuleSet.For(year).Find(code)!;
        var expected = rule is ReturnRule ? ["return"] : rule.Fails.Places;
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Places(code, year, r => r.Fails).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_said_about_a_rule_is_whole(string code, int year)
    {
        var rule = RuleSet.For(year).Find(code)!;
        Assert.False(string.IsNullOrWhiteSpace(rule.Message));
        Assert.EndsWith(".", rule.WhatToDo, StringComparison.Ordinal);
        Assert.Equal(code.EndsWith('Q') || rule.Origin == RuleOrigin.Kith, rule.Severity == RuleSeverity.Query);
        Assert.NotEmpty(rule.Reads);
        Assert.All(
            rule.Reads,
            field =>
            {
                Assert.True(Enum.TryParse<CensusTable>(field.Split('.')[0], out var table), field);
                Assert.Contains(field.Split('.')[1], CensusNames.Columns(table));
            }
        );
    }

    [Fact]
    public void Every_rule_class_is_in_the_catalogue()
    {
        var classes = typeof(CensusRule).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CensusRule)) && !t.IsAbstract);
        Assert.Equal(classes.Select(t => t.Name).Order(StringComparer.Ordinal), RuleCatalogue.All().Select(r => r.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_code_means_one_rule_in_each_year()
    {
        foreach (var year in CollectionYear.All)
        {
            var codes = RuleSet.For(year.EndYear).Rules.Select(r => r.Code).ToList();
            Assert.Equal(codes.Distinct(), codes);
            Assert.Equal(RuleSet.For(year.EndYear).Rules.OrderBy(r => r.Order), RuleSet.For(year.EndYear).Rules);
        }
    }

    private static IEnumerable<string> Places(string code, int year, Func<CensusRule, RuleExample> which)
    {
        var xml = which(RuleSet.For(year).Find(code)!).Xml;
        return Validate(Whole(xml), year).Issues.Where(i => i.Rule.Code == code).Select(Name);
    }

    internal static string Whole(string xml) =>
        xml.StartsWith("<Header", StringComparison.Ordinal) ? $"<Message>{xml}<Children/></Message>"
        : xml.StartsWith("<Children", StringComparison.Ordinal) && !xml.StartsWith("<ChildrenX", StringComparison.Ordinal) ? $"<Message>{xml}</Message>"
        : $"<Message><Children><Child>{xml}</Child></Children></Message>";

    internal static string Name(CensusIssue issue) =>
        issue.IsWholeReturn ? "return" : $"{issue.Table}[{issue.Row?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}].{issue.Column}";

    internal static CensusReport Validate(string xml, int? year = null, int threads = 1) =>
        CensusValidation.Run(new MemoryStream(Encoding.UTF8.GetBytes(xml)), new CensusValidationOptions { Year = year, Threads = threads });
}
