using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using Kith.Standards.CinCensus;
using Kith.Standards.CinCensus.Rules;

namespace Kith.UnitTests.Standards.Rules;

/// <summary>
/// docs/rules is written from the rule classes: run this with KITH_WRITE_DOCS=1 after changing a rule, and review the
/// difference.
/// </summary>
public class RuleDocumentationTests
{
    private const string Note = "<!-- Written from the rule classes in src/Kith.Standards/CinCensus/Rules; see RuleDocumentationTests. -->";

    [Fact]
    public void The_documentation_of_the_rules_is_what_the_classes_say()
    {
        var folder = Folder();
        var pages = Pages();
        if (Environment.GetEnvironmentVariable("KITH_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in pages)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        foreach (var (name, text) in pages)
        {
            Assert.True(File.Exists(Path.Combine(folder, name)), $"docs/rules/{name} is missing; run this test with KITH_WRITE_DOCS=1");
            Assert.Equal(text, File.ReadAllText(Path.Combine(folder, name)).ReplaceLineEndings("\n"));
        }

        var written = Directory.GetFiles(folder, "*.md").Select(Path.GetFileName).Where(n => File.ReadLines(Path.Combine(folder, n!)).First() == Note);
        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Pages()
    {
        var pages = new Dictionary<string, string> { ["README.md"] = Index(), ["differences.md"] = Differences() };
        foreach (var module in RuleCatalogue.All().GroupBy(r => r.Module))
        {
            pages[$"{module.Key}.md"] = Module(module.Key, [.. module.OrderBy(r => r.Order).ThenBy(r => r.ToYear ?? 9999)]);
        }

        return pages;
    }

    private static string Index()
    {
        var latest = RuleSet.For(CollectionYear.Latest.EndYear);
        var page = Begin("Rules of the Children in Need census");
        page.Append(
            $"""
            Kith judges returns, and the records of children as they change, by the same rule classes. For {latest.Year} there are {latest.Rules.Count(r =>
                r.Origin == RuleOrigin.Dfe
            )} published rules
            ({latest.Rules.Count(r => r.Origin == RuleOrigin.Dfe && r.Severity == RuleSeverity.Error)} errors, {latest.Rules.Count(r =>
                r.Origin == RuleOrigin.Dfe && r.Severity == RuleSeverity.Query
            )} queries) and {latest.Rules.Count(r => r.Origin == RuleOrigin.Kith)} of Kith's own, whose code begins with K.
            An error is put right. A query is put right, or explained with a note.

            - [How Kith differs from the open validator, and why](differences.md)

            ## How rules read a return
            - The collection's period is 1 April to 31 March of the year that is asked for, or else of the year in the header; the reference date in the header is tested (rule 100) and not used.
            - A date that cannot be read is taken as missing; so is an element with nothing but white space in it. `true`, `1`, `false` and `0` are read in any mixture of capitals.
            - The rules of one episode compare what stands in that episode. Where several children carry one identifier (rule 8510) they are judged together, the nth episodes of all as one, because whatever joins a return by identifier sees them so. More than {SharedIdentifier.Most} of one identifier are judged one by one.
            - Places of a table in a report count its records from 0 in file order. A record that is missing has no row.

            ## Collections

            | Collection | Published rules | Draft |
            | --- | ---: | --- |

            """
        );
        foreach (var year in CollectionYear.All)
        {
            var set = RuleSet.For(year.EndYear);
            page.Append($"| {year} | {set.Rules.Count(r => r.Origin == RuleOrigin.Dfe)} | {(set.IsDraft ? "yes" : "")} |\n");
        }

        page.Append(
            """

            The rules of 2022-23 and later were read one by one. Those of 2020-21 and 2021-22 were not available: the rules of 2022-23 stand in, without those about child in need plans for 2020-21.
            Rule 8899Q was removed with 2023-24; its text could not be recovered, so it is not among the rules of earlier years.

            ## Rules

            | Rule | | Message | Collections |
            | --- | --- | --- | --- |

            """
        );
        foreach (var rule in RuleCatalogue.All().OrderBy(r => r.Order).ThenBy(r => r.ToYear ?? 9999))
        {
            page.Append($"| [{rule.Code}]({rule.Module}.md#{Anchor(rule)}) | {rule.Severity} | {rule.Message} | {Years(rule)} |\n");
        }

        return page.ToString();
    }

    private static string Differences()
    {
        var page = Begin("How Kith differs from the open validator");
        page.Append(
            """
            The sector's open validator (csc-validator-be-cin, commit 1bf6f22e of May 2026) is a reference, not the truth. On the sample return of 300 children
            every rule that is not listed here names the same places as it does; a test holds that. These are all the rules of 2025-26 whose logic there is in doubt,
            and what Kith does. «None» means that Kith finds the same places, and why that is worth saying.

            Three things hold for every rule:
            - The period is that of the collection year, not of the reference date in the header.
            - The row of a record counts all records of its table, so an empty Reviews group and every date in a group count as one record each.
            - Values of booleans are read in any mixture of capitals.


            """
        );
        foreach (var rule in RuleSet.For(CollectionYear.Latest.EndYear).Rules.Where(r => r.Difference is not null))
        {
            page.Append($"## {rule.Code}\n{rule.Message}\n\n{rule.Difference}\n\n");
        }

        page.Append("## Rules of other collections\n");
        foreach (var rule in RuleCatalogue.All().Where(r => r.Difference is not null && !r.IsInForce(CollectionYear.Latest.EndYear) && r is not ErrorTo2023).OrderBy(r => r.Order))
        {
            page.Append($"- **{rule.Code}** ({Years(rule)}): {rule.Difference}\n");
        }

        return page.ToString();
    }

    private static string Module(RuleModule module, List<CensusRule> rules)
    {
        var page = Begin($"Rules about {module}");
        foreach (var rule in rules)
        {
            page.Append(
                $"""
                ## {Title(rule)}
                **{rule.Severity}{(rule.IsAutomaticallyAccepted ? ", answered once for the whole return" : "")}.** {rule.Message}

                {rule.WhatToDo}

                - Reads {string.Join(", ", rule.Reads.Select(r => $"`{r}`"))}
                - In force: {Years(rule)}
                - Source: {rule.Source}

                """
            );
            if (rule.Difference is { } difference)
            {
                page.Append($"- Beside the open validator: {difference}\n");
            }

            page.Append($"\nPasses:\n```xml\n{Indented(rule.Passes.Xml)}\n```\nFails{Where(rule)}:\n```xml\n{Indented(rule.Fails.Xml)}\n```\n\n");
        }

        return page.ToString();
    }

    private static StringBuilder Begin(string title) => new StringBuilder().Append(Note).Append("\n# ").Append(title).Append('\n');

    private static string Title(CensusRule rule) => rule.IsInForce(CollectionYear.Latest.EndYear) ? rule.Code : $"{rule.Code} ({Years(rule)})";

    private static string Anchor(CensusRule rule) => string.Concat(Title(rule).ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    private static string Years(CensusRule rule)
    {
        var first = CollectionYear.Find(rule.FromYear)!;
        var from = rule.FromYear == CollectionYear.All[0].EndYear ? null : first.Name;
        var to = rule.ToYear is { } last ? CollectionYear.Find(last)!.Name : null;
        return (from, to) switch
        {
            (null, null) => "all",
            (_, null) => $"from {from}{(first.IsDraft ? " (draft)" : "")}",
            (null, _) => $"to {to}",
            _ => $"{from} to {to}",
        };
    }

    private static string Where(CensusRule rule) =>
        rule switch
        {
            ReturnRule => ", the whole return",
            _ => ", at " + string.Join(", ", rule.Fails.Places.Select(p => $"`{p}`")),
        };

    private static string Indented(string xml) => string.Join('\n', XElement.Parse($"<x>{xml}</x>").Elements().Select(e => e.ToString().ReplaceLineEndings("\n")));

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "rules"));
}
