using CsCheck;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Again;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Leaders;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Statistics;

namespace Kith.UnitTests.Practice.Audits;

/// <summary>Audits of the same child beside each other: what may follow what, which parts compare, and words that go no further than numbers.</summary>
public sealed class AgainTests
{
    [Fact]
    public void The_sign_test_comes_out_as_worked_by_hand()
    {
        // Eleven of fourteen one way: twice (1 + 14 + 91 + 364) of 2^14 ways.
        Assert.Equal(2 * 470.0 / 16384, SignTest.TwoSided(11, 3), 12);
        Assert.Equal(22.0 / 1024, SignTest.TwoSided(1, 9), 12);
        Assert.Equal(1, SignTest.TwoSided(0, 0));
        Assert.Equal(1, SignTest.TwoSided(7, 7));
        Assert.Equal(2.0 / 1024, SignTest.TwoSided(10, 0), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTest.TwoSided(-1, 2));
    }

    [Fact]
    public void The_sign_test_counts_every_way_that_coins_can_fall() =>
        Gen.Select(Gen.Int[0, 16], Gen.Int[0, 16])
            .Sample(
                (up, down) =>
                {
                    var n = up + down;
                    // All 2^n falls would be too many; how many have k heads is counted by Pascal's triangle.
                    var row = new double[n + 1];
                    row[0] = 1;
                    for (var i = 1; i <= n; i++)
                    {
                        for (var k = i; k > 0; k--)
                        {
                            row[k] += row[k - 1];
                        }
                    }
                    var uneven = Math.Abs(up - down);
                    var asUneven = Enumerable.Range(0, n + 1).Where(k => Math.Abs(n - 2 * k) >= uneven).Sum(k => row[k]) / Math.Pow(2, n);
                    Assert.Equal(asUneven, SignTest.TwoSided(up, down), 1e-9);
                    Assert.Equal(SignTest.TwoSided(up, down), SignTest.TwoSided(down, up), 1e-9);
                }
            );

    [Fact]
    public void Another_audit_follows_only_one_that_is_finished_with_one_grade_of_a_child_who_is_worked_with_and_not_being_audited()
    {
        var can = 0;
        bool[] both = [false, true];
        foreach (var state in Enum.GetValues<AuditState>().Cast<AuditState?>().Append(null))
        foreach (var waits in both)
        foreach (var apart in both)
        foreach (var open in both)
        foreach (var running in both)
        foreach (var offered in both)
        {
            var why = AgainRules.WhyNot(state, waits, apart, open, running, offered);
            var may = state == AuditState.Finished && !waits && !apart && open && !running && offered;
            Assert.Equal(may, why is null);
            can += may ? 1 : 0;
            // Whatever is said, it does not say how the earlier audit came out.
            Assert.All(Enum.GetValues<AuditGrade>(), g => Assert.DoesNotContain(Kith.Practice.Audits.Tools.AuditWords.Grade(g), why ?? "", StringComparison.OrdinalIgnoreCase));
        }
        Assert.Equal(1, can);
    }

    [Fact]
    public void No_reason_for_looking_again_says_how_it_came_out() =>
        Assert.All(
            Enum.GetValues<AgainReason>().Select(AgainRules.Words),
            w =>
                Assert.DoesNotContain(
                    ["good", "inadequate", "improvement", "outstanding", "poor", "low", "worse", "better"],
                    x => w.Contains(x, StringComparison.OrdinalIgnoreCase)
                )
        );

    private static readonly Gen<AuditPartGrade[]> Graded = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3])
        .Array[0, 8]
        .Select(all =>
            all.DistinctBy(a => a.Item1)
                .Select(
                    (a, i) =>
                        new AuditPartGrade
                        {
                            SectionKey = new Guid(a.Item1, 0, 0, new byte[8]),
                            Place = i,
                            Title = $"Part {a.Item1}",
                            Grade = (AuditGrade)a.Item2,
                        }
                )
                .ToArray()
        );

    [Fact]
    public void Parts_stand_beside_each_other_by_their_key_and_none_is_lost() =>
        Gen.Select(Graded, Graded)
            .Sample(
                (then, now) =>
                {
                    var parts = AgainRules.Parts(then, now);
                    Assert.Equal(then.Select(p => p.SectionKey).Union(now.Select(p => p.SectionKey)).Count(), parts.Count);
                    Assert.Equal(now.Select(p => (AuditGrade?)p.Grade), parts.Take(now.Length).Select(p => p.Now));
                    Assert.Equal(then.Select(p => p.Grade).Order(), parts.Where(p => p.Then is not null).Select(p => p.Then!.Value).Order());
                    foreach (var part in parts)
                    {
                        Assert.Equal(part.Then is null || part.Now is null, part.Moved is null);
                        // The other way round is the other way.
                        var back = part.Moved is null ? null : new PartBeside(part.Title, part.Now, part.Then).Moved;
                        Assert.Equal(
                            part.Moved switch
                            {
                                Moved.Better => Moved.Worse,
                                Moved.Worse => Moved.Better,
                                var same => same,
                            },
                            back
                        );
                    }
                }
            );

    [Fact]
    public void Two_audits_say_what_moved_and_what_makes_it_unsure()
    {
        var beside = new AuditBeside(
            Guid.Empty,
            new(2026, 1, 5),
            new(2026, 11, 5),
            AuditGrade.RequiresImprovement,
            AuditGrade.Good,
            [new("The child’s experience", AuditGrade.Inadequate, AuditGrade.Good), new("Plan", AuditGrade.Good, AuditGrade.Good), new("New", null, AuditGrade.Good)],
            1,
            2,
            false,
            false,
            true
        );
        Assert.Equal("Over all the grade is better than it was; of 2 parts that both have, 1 better, 1 the same, 0 worse.", beside.InWords);
        Assert.Contains(beside.Cautions, c => c.Contains("could have seen its grade", StringComparison.Ordinal));
        Assert.Contains(beside.Cautions, c => c.Contains("version 1 then, version 2 now", StringComparison.Ordinal));
        Assert.Contains((beside with { SamePerson = true }).Cautions, c => c.Contains("same person", StringComparison.Ordinal));
        Assert.Contains((beside with { Waits = true }).Cautions, c => c.Contains("can still move", StringComparison.Ordinal));
        // Whatever else is known, one step is never proof.
        Assert.Contains("no proof", beside.Cautions[^1], StringComparison.Ordinal);
    }

    private static readonly Gen<AgainFact> Fact = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 4])
        .Select(
            (how, then, now, flags, parts) =>
                new AgainFact(
                    (AgainHow)how,
                    (AuditGrade)then,
                    (AuditGrade)now,
                    (flags & 1) > 0,
                    (flags & 2) > 0,
                    [.. Enumerable.Range(0, parts).Select(i => new AgainPart($"Part {i}", (AuditGrade)((then + i) % 4), (AuditGrade)now))]
                )
        );

    [Fact]
    public void Better_the_same_and_worse_add_up_in_every_cut() =>
        Fact.Array[0, 40]
            .Sample(facts =>
            {
                var f = AgainFigures.Of(facts);
                Assert.Equal(facts.Length, f.All.Pairs);
                Assert.Equal((f.All.Better, f.All.Same, f.All.Worse), (f.ByHow.Sum(l => l.Better), f.ByHow.Sum(l => l.Same), f.ByHow.Sum(l => l.Worse)));
                Assert.Equal(facts.Sum(x => x.Parts.Count), f.Parts.Sum(l => l.Pairs));
                var (better, same, worse) = (0, 0, 0);
                for (var from = 0; from < 4; from++)
                {
                    for (var to = 0; to < 4; to++)
                    {
                        _ =
                            to < from ? better += f.Table[from, to]
                            : to > from ? worse += f.Table[from, to]
                            : same += f.Table[from, to];
                    }
                }
                Assert.Equal((f.All.Better, f.All.Same, f.All.Worse), (better, same, worse));
                Assert.InRange(f.Unknowing, 0, facts.Length);

                // Below ten nothing is claimed; where chance explains it, that is said; and no sentence ever says why.
                foreach (var line in f.ByHow.Concat(f.Parts).Append(f.All))
                {
                    Assert.Equal(line.Pairs < AgainLine.Enough || line.Better + line.Worse == 0, line.Chance is null);
                    Assert.Equal(line.Chance is <= 0.05, line.InWords.StartsWith("more went", StringComparison.Ordinal));
                }
                Assert.Equal(f.All.Chance is <= 0.05, f.InWords.Contains("hardly", StringComparison.Ordinal));
                Assert.DoesNotContain("because", f.InWords, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("improved", f.InWords, StringComparison.OrdinalIgnoreCase);
            });

    [Fact]
    public void What_was_chosen_and_not_drawn_is_always_called_so()
    {
        var none = new AgreementLine("All", 0, 0, null, null, 0, 0);
        var facts = Enumerable.Repeat(new AgainFact(AgainHow.OnPurpose, AuditGrade.Inadequate, AuditGrade.Good, false, true, []), 12).ToList();
        var chosen = AgainFigures.Of(facts);
        Assert.Contains("hardly bring so many more better than worse. It does not say why.", chosen.InWords, StringComparison.Ordinal);
        Assert.Contains(chosen.Cautions(none), c => c.StartsWith("12 of 12 were looked at again because somebody chose to", StringComparison.Ordinal));
        Assert.Contains(chosen.Cautions(none), c => c.Contains("even where nothing has changed", StringComparison.Ordinal));
        Assert.Contains(chosen.Cautions(none), c => c.StartsWith("In 12 of 12 whoever graded again", StringComparison.Ordinal));
        Assert.DoesNotContain(chosen.Cautions(none), c => c.Contains("Two people who read", StringComparison.Ordinal));
        Assert.Contains(chosen.Cautions(new AgreementLine("All", 30, 21, null, null, 4, 5)), c => c.Contains("another grade in 9 of 30", StringComparison.Ordinal));
        var whole = AgainFigures.Of([.. facts.Select(f => f with { How = AgainHow.WholeSample, CouldHaveSeen = false })]);
        Assert.DoesNotContain(whole.Cautions(none), c => c.Contains("somebody chose", StringComparison.Ordinal));
        Assert.Equal("No child was audited again with the same tool in this time.", AgainFigures.Of([]).InWords);
        Assert.Empty(AgainFigures.Of([]).Cautions(none));
    }
}
