using CsCheck;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Projections.Due;
using Kith.Practice.Settings;

namespace Kith.UnitTests.Practice.EdgeOfCare;

/// <summary>Risk over time, its tools, and the National Referral Mechanism.</summary>
public sealed class RiskTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public void Every_risk_has_a_tool_and_every_line_a_key_of_its_own()
    {
        Assert.All(RiskTools.Risks.Keys, r => Assert.NotNull(RiskTools.On(r, Day)));
        Assert.All(
            RiskTools.All,
            t =>
            {
                Assert.Same(t, RiskTools.Find(t.Key, t.Version));
                Assert.Equal(t.Lines.Count, t.Lines.Select(l => l.Key).Distinct().Count());
                Assert.Contains(t.Lines, l => l.Kind == RiskLineKind.Protective);
                Assert.Contains(t.Lines, l => l.Kind == RiskLineKind.Indicator);
            }
        );
        Assert.Contains(RiskTools.On("Neglect", Day)!.Lines, l => l.Kind == RiskLineKind.Grade);
        Assert.Null(RiskTools.On("Neglect", new(2019, 12, 31)));
    }

    [Fact]
    public void Levels_never_overlap_and_each_change_has_its_reason() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 90])
            .Array[1, 20]
            .Sample(looks =>
            {
                var levels = new List<RiskLevel>();
                var on = Day;
                string? before = null;
                var changes = 0;
                foreach (var (level, days) in looks)
                {
                    on = on.AddDays(days);
                    var look = new RiskScreening
                    {
                        Risk = "Neglect",
                        ToolKey = "kith-neglect",
                        ByName = "Priya",
                        Judgement = "x",
                        On = on,
                        Level = RiskLevels.All[level],
                        Reason = $"because of {on}",
                        ReviewOn = level == 0 ? null : on.AddDays(30),
                    };
                    var standing = levels.Where(l => l.To is null).OrderByDescending(l => l.From).ToList();
                    levels.AddRange(ScreenRisk.Judge(standing, look, Guid.CreateVersion7));
                    changes += (before ?? RiskLevels.None) != look.Level ? 1 : 0;
                    before = look.Level;
                    var now = levels.Where(l => l.To is null).ToList();
                    Assert.Equal(level == 0 ? 0 : 1, now.Count);
                    Assert.All(now, l => Assert.Equal((look.Level, look.On, look.ReviewOn), (l.Level, l.LookedOn!.Value, l.ReviewOn)));
                }
                Assert.All(levels, l => Assert.True(l.To is null || l.To >= l.From));
                Assert.All(levels.Zip(levels.Skip(1)), l => Assert.True(l.First.To <= l.Second.From));
                Assert.All(levels, l => Assert.NotEmpty(l.Reason));
                // The review that is due is that of the level that stands, and of no other.
                var due = RiskClocks
                    .Of(
                        new ChildRecords
                        {
                            Person = new() { Id = Guid.Empty },
                            Risks = levels,
                        },
                        IntervalPolicy.Defaults
                    )
                    .ToList();
                Assert.Equal(levels.Where(l => l.To is null).Select(l => l.Id), due.Select(d => d.StartedById));
            });

    [Theory]
    [InlineData(15, false, null, true)]
    [InlineData(17, false, false, true)]
    [InlineData(18, false, null, false)]
    [InlineData(18, false, false, false)]
    [InlineData(18, false, true, true)]
    // Where the age is disputed or not known, the young person is treated as a child.
    [InlineData(19, true, null, true)]
    [InlineData(null, false, null, true)]
    public void From_eighteen_nobody_is_referred_who_does_not_agree(int? age, bool disputed, bool? agreed, bool may) =>
        Assert.Equal(may, NrmConsent.Problem(age, disputed, agreed) is null);

    [Fact]
    public void A_referral_goes_only_where_its_table_foresees() =>
        Gen.Select(Gen.Enum<NrmAct>(), Gen.Bool)
            .Array[0, 20]
            .Sample(walk =>
            {
                var r = new NrmReferral
                {
                    FirstResponder = "The council",
                    ByName = "Priya",
                    Kinds = "criminal",
                    Grounds = "x",
                    ReferredOn = Day,
                };
                foreach (var (act, yes) in walk)
                {
                    var state = NrmMachine.Machine.Of(r);
                    if (NrmMachine.Machine.Why(r, act) is not null)
                    {
                        Assert.Throws<NotAcceptedException>(() => Take());
                        continue;
                    }
                    Take();
                    Assert.True(NrmMachine.Machine.Foresees(state, act, NrmMachine.Machine.Of(r)), $"{state} → {act} → {NrmMachine.Machine.Of(r)}");

                    void Take() => KeepNrm.Take(r, act, Day, yes ? NrmDecision.Positive : NrmDecision.Negative, "because");
                }
            });

    [Fact]
    public void The_worker_asks_what_was_decided_and_stops_when_it_was()
    {
        IEnumerable<string> Clocks(params NrmAhead[] waiting) =>
            RiskClocks
                .Of(
                    new ChildRecords
                    {
                        Person = new() { Id = Guid.Empty },
                        Nrm = waiting,
                    },
                    IntervalPolicy.Defaults
                )
                .Select(c => $"{c.Clock} {c.DueOn:yyyy-MM-dd}");
        Assert.Equal(["nrm_reasonable 2026-01-12"], Clocks(new NrmAhead(Guid.Empty, Day, null)));
        Assert.Equal(["nrm_conclusive 2026-02-26"], Clocks(new NrmAhead(Guid.Empty, Day, new(2026, 1, 12))));
        Assert.Empty(Clocks());
    }
}
