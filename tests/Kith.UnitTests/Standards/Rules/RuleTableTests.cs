using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;
using Sets = Kith.Standards.CodeSets.CodeSets;

namespace Kith.UnitTests.Standards.Rules;

/// <summary>The rules against the table of published rules that they were written from.</summary>
public class RuleTableTests
{
    private static readonly string[] NotRecovered = ["8899Q"];

    [Fact]
    public void Every_rule_in_force_for_2025_26_is_there_as_published()
    {
        var rules = RuleSet.For(2026);
        var rows = Table().Where(r => r["in_force_2025_26"] == "yes").ToList();
        Assert.Equal(109, rows.Count);
        Assert.Equal(109, rules.Rules.Count(r => r.Origin == RuleOrigin.Dfe));
        Assert.All(rows, row => AsPublished(row, rules.Find(row["code"])));
    }

    [Fact]
    public void Rules_of_earlier_years_are_there_as_published()
    {
        foreach (var row in Table().Where(r => r["in_force_2025_26"] == "no" && !r["source_version"].StartsWith("2026", StringComparison.Ordinal)))
        {
            if (!NotRecovered.Contains(row["code"]))
            {
                AsPublished(row, RuleSet.For(2023).Find(row["code"]));
            }
        }

        string[] errorsOnce = ["4009", "8525", "8555", "8569", "8863", "8873", "8897"];
        Assert.All(errorsOnce, code => Assert.Equal(RuleSeverity.Error, RuleSet.For(2023).Find(code)!.Severity));
        Assert.All(errorsOnce, code => Assert.Null(RuleSet.For(2024).Find(code)));
        Assert.All(errorsOnce, code => Assert.Null(RuleSet.For(2023).Find(code + "Q")));
        Assert.All(errorsOnce, code => Assert.NotNull(RuleSet.For(2024).Find(code + "Q")));
        Assert.Null(RuleSet.For(2024).Find("8617"));
        Assert.Null(RuleSet.For(2024).Find("1570"));
        Assert.Null(RuleSet.For(2021).Find("4010"));
    }

    [Fact]
    public void Drafts_are_behind_a_marked_edition()
    {
        var drafts = Table().Where(r => r["source_version"] == "2026-27 draft").ToList();
        Assert.Equal(12, drafts.Count);
        Assert.All(drafts, row => Assert.Null(RuleSet.For(2026).Find(row["code"])));
        Assert.All(drafts, row => Assert.Equal(row["severity"], RuleSet.For(2027).Find(row["code"])?.Severity.ToString()));
        Assert.True(RuleSet.For(2027).IsDraft);
        Assert.False(RuleSet.For(2026).IsDraft);
    }

    [Fact]
    public void Whatever_is_flagged_says_how_Kith_differs_or_that_it_does_not()
    {
        foreach (var row in Table().Where(r => r["in_force_2025_26"] == "yes"))
        {
            var rule = RuleSet.For(2026).Find(row["code"])!;
            Assert.True(row["flag"] == "OK" == rule.Difference is null, $"{row["code"]} is {row["flag"]}: {rule.Difference}");
        }
    }

    [Fact]
    public void The_codes_that_rules_know_are_those_of_the_code_sets()
    {
        foreach (var year in CollectionYear.All.Select(y => y.EndYear))
        {
            var tried = Sets.All.SelectMany(s => s.Entries).Select(e => e.Code).Concat(["", " ", "N", "RC0", "RC10", "8A", "M ", "XXX"]).Append(null).Distinct().ToList();
            foreach (var code in tried)
            {
                Assert.Equal(Sets.Ethnicity.Contains(code, year), CensusCodes.IsEthnicity(code));
                Assert.Equal(Sets.Disability.Contains(code, year), CensusCodes.IsDisability(code));
                Assert.Equal(Sets.ReferralSource.Contains(code, year), CensusCodes.IsReferralSource(code, year));
                Assert.Equal(Sets.PrimaryNeed.Contains(code, year), CensusCodes.IsPrimaryNeed(code));
                Assert.Equal(Sets.ClosureReason.Contains(code, year), CensusCodes.IsClosureReason(code, year));
                Assert.Equal(Sets.CategoryOfAbuse.Contains(code, year), CensusCodes.IsCategoryOfAbuse(code));
                Assert.Equal(Sets.AssessmentFactors.Contains(code, year) || code is "18A" or "19A", CensusCodes.IsFactor(code, year));
                Assert.Equal(Sets.Sex.Contains(code), CensusCodes.IsSex(code));
                Assert.Equal(Sets.GenderLegacy.Contains(code), CensusCodes.IsGender(code));
            }
        }

        Assert.Equal(Sets.Disability.Entries.Count - 1, CensusCodes.Disabilities);
        Assert.Equal(12, Sets.Disability.Entries.Select(e => CensusCodes.DisabilityBit(e.Code)).Where(b => b != 0).Distinct().Count());
    }

    [Fact]
    public void A_UPN_may_be_of_any_authority_of_the_published_list()
    {
        var list = Table().Single(r => r["code"] == "1530" && r["in_force_2025_26"] == "yes")["logic"].Split("pseudo-LA code: ")[1].TrimEnd('.');
        var known = new HashSet<int>();
        foreach (var part in list.Split(", "))
        {
            var ends = part.Split('-');
            known.UnionWith(Enumerable.Range(int.Parse(ends[0]), int.Parse(ends[^1]) - int.Parse(ends[0]) + 1));
        }

        for (var code = 0; code < 1000; code++)
        {
            Assert.Equal(known.Contains(code), CensusCodes.IsUpnAuthority($"{code:000}", 2026));
            Assert.Equal(known.Contains(code) && code is not (942 or 943), CensusCodes.IsUpnAuthority($"{code:000}", 2023));
        }
    }

    private static void AsPublished(Dictionary<string, string> row, CensusRule? rule)
    {
        Assert.True(rule is not null, $"there is no rule {row["code"]}");
        Assert.Equal(row["message"], rule.Message);
        Assert.Equal(row["severity"], rule.Severity.ToString());
        Assert.Equal(row["module"], rule.Module.ToString());
    }

    internal static List<Dictionary<string, string>> Table()
    {
        using var reader = new StreamReader(CinCensusReaderTests.Sample("cin-rules.tsv"));
        var names = reader.ReadLine()!.Split('\t');
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(names.Zip(line.Split('\t').Select(Unquote)).ToDictionary(p => p.First, p => p.Second));
        }

        return rows;
    }

    private static string Unquote(string cell) => cell is ['"', .. var inside, '"'] ? inside.Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
}
