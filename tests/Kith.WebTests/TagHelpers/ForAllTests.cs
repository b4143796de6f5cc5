using Kith.Standards.CodeSets;
using Kith.Web.Forms;
using Kith.Web.Pages.Assessments.Write;
using Microsoft.Extensions.Primitives;

namespace Kith.WebTests.TagHelpers;

/// <summary>What is written once for all children is each child's own before the form is read.</summary>
public sealed class ForAllTests
{
    [Fact]
    public void It_fills_what_is_empty_and_leaves_what_stands()
    {
        var filled = Spread(
            ("Input.ForAll.FamilyView", "We try"),
            ("Input.ForAll.Bedroom", "true"),
            ("Input.ForAll.WhoElse", " "),
            ("Input.Children[0].PersonId", "a"),
            ("Input.Children[0].FamilyView", ""),
            ("Input.Children[1].PersonId", "b"),
            ("Input.Children[1].FamilyView", "Dad is not sure"),
            ("Input.Children[1].WhoElse", "Mum"),
            ("Input.Minutes", "x")
        );
        Assert.Equal("We try", filled["Input.Children[0].FamilyView"]);
        Assert.Equal("Dad is not sure", filled["Input.Children[1].FamilyView"]);
        Assert.Equal("true", filled["Input.Children[0].Bedroom"]);
        Assert.Equal("true", filled["Input.Children[1].Bedroom"]);
        Assert.Equal("Mum", filled["Input.Children[1].WhoElse"]);
        Assert.False(filled.ContainsKey("Input.Children[0].WhoElse"));
        Assert.DoesNotContain(filled.Keys, k => k.StartsWith(ForAll.Prefix, StringComparison.Ordinal));
        Assert.Equal("x", filled["Input.Minutes"]);
    }

    [Fact]
    public void It_passes_over_children_whom_it_is_not_about()
    {
        var visit = Spread(
            ("Input.ForAll.Alone", "true"),
            ("Input.Children[0].PersonId", "a"),
            ("Input.Children[0].Part", "Seen"),
            ("Input.Children[1].PersonId", "b"),
            ("Input.Children[1].Part", "NotSeen")
        );
        Assert.True(visit.ContainsKey("Input.Children[0].Alone"));
        Assert.False(visit.ContainsKey("Input.Children[1].Alone"));
        var meeting = Spread(
            ("Input.ForAll.Goals[0].Worry", "Nights"),
            ("Input.Children[0].PersonId", "a"),
            ("Input.Children[0].Included", "true"),
            ("Input.Children[1].PersonId", "b")
        );
        Assert.Equal("Nights", meeting["Input.Children[0].Goals[0].Worry"]);
        Assert.False(meeting.ContainsKey("Input.Children[1].Goals[0].Worry"));
    }

    [Fact]
    public void Every_factor_in_use_can_be_ticked_once()
    {
        var offered = AssessmentFactorChoices.Groups.SelectMany(g => g.Factors).Select(f => f.Value).ToList();
        Assert.Equal(offered.Count, offered.Distinct().Count());
        Assert.Equal(CodeSets.AssessmentFactors.Entries.Where(e => e.IsInUse(2026)).Select(e => e.Code).Order(StringComparer.Ordinal), offered.Order(StringComparer.Ordinal));
        Assert.All(AssessmentFactorChoices.Groups, g => Assert.All(g.Factors, f => Assert.True(char.IsUpper(f.Text[0]), f.Text)));
    }

    private static Dictionary<string, StringValues> Spread(params (string Name, string Value)[] fields) =>
        ForAll.Spread(fields.ToDictionary(f => f.Name, f => new StringValues(f.Value)));
}
