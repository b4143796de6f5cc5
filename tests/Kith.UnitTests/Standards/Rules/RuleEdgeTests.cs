using System.Text;
using Kith.Standards.CinCensus.Rules;

namespace Kith.UnitTests.Standards.Rules;

/// <summary>The edges of every rule in force for 2025-26, from a table of small children: what is just right, and what is just wrong and where.</summary>
public class RuleEdgeTests
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["I"] = "ChildIdentifiers",
        ["C"] = "ChildCharacteristics",
        ["E"] = "CINdetails",
        ["A"] = "Assessments",
        ["P"] = "CINPlanDates",
        ["S"] = "Section47",
        ["V"] = "ChildProtectionPlans",
    };

    private static readonly Dictionary<string, string> Tables = new(Groups)
    {
        ["P"] = "CINplanDates",
        ["D"] = "Disabilities",
        ["R"] = "Reviews",
    };

    /// <summary>By the group that they stand in; what is the same in any group stands under "".</summary>
    private static readonly Dictionary<string, string> Elements = new()
    {
        [".id"] = "LAchildID",
        [".born"] = "PersonBirthDate",
        [".due"] = "ExpectedPersonBirthDate",
        [".died"] = "PersonDeathDate",
        [".ref"] = "CINreferralDate",
        [".nfa"] = "ReferralNFA",
        [".closed"] = "CINclosureDate",
        [".why"] = "ReasonForClosure",
        [".source"] = "ReferralSource",
        [".need"] = "PrimaryNeedCode",
        [".cpc"] = "DateOfInitialCPC",
        [".not"] = "ICPCnotRequired",
        [".target"] = "InitialCPCtarget",
        [".first"] = "InitialCategoryOfAbuse",
        [".latest"] = "LatestCategoryOfAbuse",
        [".before"] = "NumberOfPreviousCPP",
        [".dis"] = "Disability",
        [".factor"] = "AssessmentFactors",
        [".review"] = "CPPreviewDate",
        ["A.start"] = "AssessmentActualStartDate",
        ["A.end"] = "AssessmentAuthorisationDate",
        ["P.start"] = "CINPlanStartDate",
        ["P.end"] = "CINPlanEndDate",
        ["S.start"] = "S47ActualStartDate",
        ["V.start"] = "CPPstartDate",
        ["V.end"] = "CPPendDate",
    };

    private static readonly Dictionary<string, string> Wrappers = new()
    {
        ["dis"] = "Disabilities",
        ["factor"] = "FactorsIdentifiedAtAssessment",
        ["review"] = "Reviews",
    };

    public static TheoryData<string, string, string> Edges
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (code, children, places) in Table())
            {
                data.Add(code, children, places);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_rule_names_these_places_and_no_others(string code, string children, string places)
    {
        var found = RuleExampleTests
            .Validate($"<Message><Children>{Xml(children)}</Children></Message>", 2026)
            .Issues.Where(i => i.Rule.Code == code)
            .Select(RuleExampleTests.Name);
        var expected = places == "-" ? [] : places.Split(' ').Select(Place);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_edges_on_both_sides()
    {
        var table = Table();
        foreach (var rule in RuleSet.For(2026).Rules.Where(r => r is (ChildRule or UniqueRule) && r.Origin == RuleOrigin.Dfe))
        {
            Assert.Contains(table, e => e.Code == rule.Code && e.Places == "-");
            Assert.Contains(table, e => e.Code == rule.Code && e.Places != "-");
        }
    }

    private static List<(string Code, string Children, string Places)> Table()
    {
        using var reader = new StreamReader(CinCensusReaderTests.Sample("rule-edges.txt"));
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(l => l[0] != '#')
                .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
                .Select(c => (c[0], c[1], c[2])),
        ];
    }

    private static string Place(string place)
    {
        if (place == "return")
        {
            return place;
        }

        var (record, element) = (place.Split('.')[0], place.Split('.')[1]);
        var row = record[1..] == "-" ? "none" : record[1..];
        return $"{Tables[record[..1]]}[{row}].{Element(record[..1], element)}";
    }

    private static string Element(string group, string name) => Elements.GetValueOrDefault($"{group}.{name}") ?? Elements.GetValueOrDefault($".{name}") ?? name;

    private static string Xml(string children) => string.Concat(children.Split("//", StringSplitOptions.TrimEntries).Select(c => $"<Child>{Child(c)}</Child>"));

    private static string Child(string text)
    {
        var xml = new StringBuilder();
        var open = new Stack<string>();
        foreach (var word in text.Replace("{", "{ ", StringComparison.Ordinal).Replace("}", " } ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith('{'))
            {
                open.Push(word[..^1]);
                xml.Append('<').Append(Groups[open.Peek()]).Append('>');
            }
            else if (word == "}")
            {
                xml.Append("</").Append(Groups[open.Pop()]).Append('>');
            }
            else
            {
                var (name, value) = (word.Split(':')[0], word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..]);
                var leaf = Element(open.Peek(), name) is var element && value == "~" ? $"<{element}/>" : $"<{element}>{value}</{element}>";
                xml.Append(Wrappers.TryGetValue(name, out var around) ? $"<{around}>{leaf}</{around}>" : leaf);
            }
        }

        return open.Count == 0 ? xml.ToString() : throw new FormatException(text);
    }
}
