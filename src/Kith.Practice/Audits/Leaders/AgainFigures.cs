using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Children;
using Kith.Practice.Statistics;

namespace Kith.Practice.Audits.Leaders;

/// <summary>One part of a tool that was graded in both audits.</summary>
public sealed record AgainPart(string Title, AuditGrade Then, AuditGrade Now);

/// <summary>Two audits of one child with one tool, the earlier and the next. Nobody's name is in it.</summary>
/// <param name="SamePerson">The same person graded both.</param>
/// <param name="CouldHaveSeen">Whoever graded again could have seen the earlier grade before they were named.</param>
public sealed record AgainFact(AgainHow How, AuditGrade Then, AuditGrade Now, bool SamePerson, bool CouldHaveSeen, IReadOnlyList<AgainPart> Parts)
{
    /// <summary>A later grade of somebody who did not know the earlier one, as far as is recorded.</summary>
    public bool Unknowing => !SamePerson && !CouldHaveSeen;
}

/// <summary>Of some that were graded twice at different times: how many are better, the same, worse.</summary>
public sealed record AgainLine(string Name, int Better, int Same, int Worse)
{
    /// <summary>Below so many nothing is said but the counts.</summary>
    public const int Enough = 10;

    public int Pairs => Better + Same + Worse;

    /// <summary>How often a split at least so uneven comes by chance alone; null where there are too few to say.</summary>
    public double? Chance => Pairs < Enough || Better + Worse == 0 ? null : SignTest.TwoSided(Better, Worse);

    /// <summary>The counts in words, and what they can carry.</summary>
    public string InWords =>
        Pairs == 0 ? "none"
        : Pairs < Enough ? "too few to say whether it is chance"
        : Chance is not { } p ? "none moved"
        : p > 0.05 ? $"can be chance: so uneven a split comes {Times(p)} in 100"
        : Better > Worse ? $"more went up than chance well explains ({Times(p)} in 100)"
        : $"more went down than chance well explains ({Times(p)} in 100)";

    /// <summary>From pairs of grades.</summary>
    public static AgainLine Of(string name, IEnumerable<(AuditGrade Then, AuditGrade Now)> pairs)
    {
        var moved = pairs.Select(p => AgainRules.From(p.Then, p.Now)).ToList();
        return new(name, moved.Count(m => m == Moved.Better), moved.Count(m => m == Moved.Same), moved.Count(m => m == Moved.Worse));
    }

    private static string Times(double p) => p < 0.01 ? "less than once" : $"{100 * p:0} {(Math.Round(100 * p) is 1 ? "time" : "times")}";
}

/// <summary>What those audited again show together.</summary>
/// <param name="ByHow">By how the child came to be audited again.</param>
/// <param name="Parts">By part of the tools.</param>
/// <param name="Table">How many went from which grade (row) to which (column), best first.</param>
/// <param name="Unknowing">Graded again by somebody who did not know the earlier grade, as far as is recorded.</param>
public sealed record AgainFigures(AgainLine All, IReadOnlyList<AgainLine> ByHow, IReadOnlyList<AgainLine> Parts, int[,] Table, int Unknowing)
{
    /// <summary>From facts.</summary>
    public static AgainFigures Of(IReadOnlyCollection<AgainFact> facts)
    {
        var table = new int[4, 4];
        foreach (var fact in facts)
        {
            table[(int)fact.Then, (int)fact.Now]++;
        }
        return new(
            AgainLine.Of("All", facts.Select(f => (f.Then, f.Now))),
            [.. Enum.GetValues<AgainHow>().Select(h => AgainLine.Of(AgainRules.Words(h), facts.Where(f => f.How == h).Select(f => (f.Then, f.Now)))).Where(l => l.Pairs > 0)],
            [
                .. facts
                    .SelectMany(f => f.Parts)
                    .GroupBy(p => p.Title)
                    .Select(g => AgainLine.Of(g.Key, g.Select(p => (p.Then, p.Now))))
                    .OrderByDescending(l => l.Pairs)
                    .ThenBy(l => l.Name, StringComparer.Ordinal),
            ],
            table,
            facts.Count(f => f.Unknowing)
        );
    }

    /// <summary>What the counts say, in sentences that go no further.</summary>
    public string InWords
    {
        get
        {
            if (All.Pairs == 0)
            {
                return "No child was audited again with the same tool in this time.";
            }
            var said =
                $"{ChildWords.Count(All.Pairs, "audit")} {(All.Pairs == 1 ? "was" : "were")} of a child who had been audited before with the same tool: {All.Better} better, {All.Same} the same, {All.Worse} worse.";
            return All.Pairs < AgainLine.Enough ? $"{said} That is too few to say whether it is chance."
                : All.Chance is not { } p ? $"{said} No grade moved."
                : p > 0.05 ? $"{said} That can be chance."
                : All.Better > All.Worse ? $"{said} Chance alone would hardly bring so many more better than worse. It does not say why."
                : $"{said} Chance alone would hardly bring so many more worse than better. It does not say why.";
        }
    }

    /// <summary>What has to be known to read them.</summary>
    /// <param name="twice">How far two people agree who grade the same record at the same time.</param>
    public IReadOnlyList<string> Cautions(AgreementLine twice)
    {
        var all = new List<string>();
        if (All.Pairs == 0)
        {
            return all;
        }
        var chosen = All.Pairs - ByHow.Where(l => l.Name == AgainRules.Words(AgainHow.ByChance) || l.Name == AgainRules.Words(AgainHow.WholeSample)).Sum(l => l.Pairs);
        if (chosen > 0)
        {
            all.Add(
                $"{chosen} of {All.Pairs} {(chosen == 1 ? "was" : "were")} looked at again because somebody chose to, and not by chance. {(chosen == 1 ? "It says" : "They say")} nothing of children who were not looked at again."
            );
        }
        all.Add(
            "A low grade is often followed by a higher one, and a high grade by a lower one, even where nothing has changed. Only a whole sample audited again shows how it is for all of them."
        );
        if (twice.Pairs >= AgreementLine.Enough)
        {
            all.Add(
                $"Two people who read the same record at the same time gave another grade in {twice.Pairs - twice.Alike} of {twice.Pairs} audits. One step up or down can be no more than that."
            );
        }
        if (Unknowing < All.Pairs)
        {
            var knew = All.Pairs - Unknowing;
            all.Add($"In {knew} of {All.Pairs} whoever graded again had given the earlier grade or could have seen it before they were named.");
        }
        return all;
    }
}
