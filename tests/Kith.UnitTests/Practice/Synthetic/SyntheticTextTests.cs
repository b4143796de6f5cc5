using System.Text.RegularExpressions;
using Kith.Practice.Synthetic;

namespace Kith.UnitTests.Practice.Synthetic;

/// <summary>A council of 200 children with ten years of texts, told once for all tests of this class.</summary>
public sealed class ToldCouncil
{
    internal Rows Rows { get; } =
        SyntheticCouncil
            .InMemory(
                new SyntheticOptions
                {
                    Children = 200,
                    Years = 10,
                    Seed = 3,
                },
                new DateOnly(2026, 9, 14)
            )
            .Rows;

    /// <summary>Every text that a person is supposed to have written, with what it is.</summary>
    internal IEnumerable<(string What, Guid Person, string Text)> Texts()
    {
        var shared = Rows.VisitChildren.GroupBy(c => c.VisitId).ToDictionary(g => g.Key, g => g.First().PersonId);
        return Of("visit", Rows.Visits, v => shared[v.Id], v => v.SharedText)
            .Concat(Of("visit, one child", Rows.VisitChildren, v => v.PersonId, v => v.Text))
            .Concat(Of("voice", Rows.Voices, v => v.PersonId, v => v.Words))
            .Concat(Of("what matters", Rows.Voices, v => v.PersonId, v => v.WhatMatters))
            .Concat(Of("answer", Rows.Voices, v => v.PersonId, v => v.Answer))
            .Concat(Of("oversight", Rows.Oversight, v => v.PersonId, v => v.ChildExperience))
            .Concat(Of("decision", Rows.Oversight, v => v.PersonId, v => v.Decision))
            .Concat(Of("rationale", Rows.Oversight, v => v.PersonId, v => v.Rationale))
            .Concat(Of("contingency", Rows.Contingency, v => v.PersonId, v => v.Triggers, v => v.ChildView))
            .Concat(Of("contingency step", Rows.ContingencySteps, v => v.PersonId, v => v.What))
            .Concat(Of("assessment", Rows.Assessments, v => v.PersonId, v => v.Analysis))
            .Concat(Of("contact", Rows.Contacts, v => v.PersonId, v => v.Summary))
            .Concat(Of("referral", Rows.Episodes, v => v.PersonId, v => v.Summary))
            .Concat(Of("review", Rows.CinReviews, v => v.PersonId, v => v.Outcome))
            .Concat(Of("audit", Rows.Audits, v => v.PersonId, v => v.Summary))
            .Concat(Of("recommendation", Rows.Recommendations, v => v.Action.PersonId!.Value, v => v.Action.What))
            .Concat(Of("risk", Rows.Risks, v => v.PersonId, v => v.Reason))
            .Concat(Of("person", Rows.People, v => v.Id, v => v.WhyInvolved, v => v.HowToBeWithMe));

        static IEnumerable<(string, Guid, string)> Of<T>(string what, IEnumerable<T> rows, Func<T, Guid> person, params Func<T, string?>[] texts) =>
            rows.SelectMany(r => texts.Select(t => (what, person(r), t(r)!)).Where(t => t.Item3 is not null));
    }
}

public sealed partial class SyntheticTextTests(ToldCouncil council) : IClassFixture<ToldCouncil>
{
    [Fact]
    public void No_text_has_an_empty_quotation_or_a_gap_left_in_it()
    {
        var wrong = council.Texts().Where(t => string.IsNullOrWhiteSpace(t.Text) || Slip().IsMatch(t.Text) || t.Text.Trim() != t.Text).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} texts: " + string.Join("\n", wrong.Take(25).Select(t => $"{t.What}: {t.Text}")));
    }

    [Fact]
    public void Every_quotation_that_begins_also_ends()
    {
        Assert.All(council.Texts(), t => Assert.Equal(t.Text.Count(c => c == '“'), t.Text.Count(c => c == '”')));
    }

    [Fact]
    public void Long_texts_differ_from_record_to_record()
    {
        foreach (var kind in council.Texts().Where(t => t.Text.Length >= 120).GroupBy(t => t.What))
        {
            var all = kind.Select(t => t.Text).ToList();
            var distinct = all.Distinct().Count();
            Assert.True(distinct >= all.Count * 0.98, $"{kind.Key}: {distinct} different of {all.Count}");
        }
    }

    [Fact]
    public void What_a_child_said_is_never_put_into_another_child_s_mouth_in_the_same_home()
    {
        var homes = council.Rows.Relationships.GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.Select(r => r.OtherId).ToHashSet());
        var shared = council
            .Rows.Voices.GroupBy(v => v.Words)
            .Where(g =>
                g.Select(v => v.PersonId).Distinct().ToList() is { Count: > 1 } children
                && children.Any(a => children.Any(b => a != b && homes.GetValueOrDefault(a)?.Contains(b) == true))
            )
            .Select(g => g.Key)
            .ToList();
        Assert.True(shared.Count == 0, $"{shared.Count}: " + string.Join("\n", shared.Take(10)));
    }

    [Fact]
    public void A_child_is_not_heard_to_say_the_same_thing_twice()
    {
        var twice = council.Rows.Voices.GroupBy(v => (v.PersonId, v.Words)).Where(g => g.Count() > 1).Select(g => g.Key.Words).ToList();
        Assert.True(twice.Count == 0, $"{twice.Count}: " + string.Join("\n", twice.Take(10)));
    }

    /// <summary>Empty quotations, gaps of the grammar, doubled spaces, spaces before a stop, words said twice.</summary>
    [GeneratedRegex(@"“\s*”|“\s|\s”|[{}\[\]|]|  |\s[.,;:](?!\.)|\.\.(?!\.)|,\.|\b([Aa]nd|[Tt]he|[Aa]|[Tt]o|[Ii]s|[Ww]as|[Ii]n) \1\b|\bnull\b")]
    private static partial Regex Slip();
}
