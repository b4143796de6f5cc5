using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Import;
using Kith.Practice.Measures;
using Kith.Practice.Returns.AnnexA;
using Kith.Practice.Store;
using Kith.Practice.Synthetic;
using Kith.Standards.Measures;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns.AnnexA;

/// <summary>The lists of an inspection, loaded into an empty authority, give the measures that they can give: what they hold of six months is counted the same.</summary>
public sealed class AnnexAMeasureTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_council_that_came_in_by_its_lists_is_held_to_the_same_measures(string engine)
    {
        await using var first = await Authority.On(engine);
        await first.Do(s =>
            s.GetRequiredService<SyntheticCouncil>()
                .Make(
                    new SyntheticOptions
                    {
                        Children = 60,
                        Years = 3,
                        Seed = 11,
                    }
                )
        );
        await using var second = await Authority.On(engine);
        var path = Path.Combine(second.Folder, "annex-a.xlsx");
        await using (var into = File.Create(path))
        {
            await first.Do(s => s.GetRequiredService<WriteAnnexA>().Handle(Today, into));
        }
        var run = await second.Load(Sources.AnnexA, path);
        Assert.Equal((ImportState.Done, null), (run.State, run.Failure));
        // The lists hold six months: who was referred before is not in them, and the measure says so.
        var director = new Actor
        {
            AccountId = Guid.NewGuid(),
            Name = "Director",
            Roles = [Role.Director],
            WholeAuthority = true,
        };
        async Task<string?> NotKnown(Authority authority) =>
            (await authority.Do(s => s.GetRequiredService<ShowMeasures>().Show(Today, "all", director))).Lines.Single(l => l.Measure.Id == "re_referral").NotKnown;
        Assert.Null(await NotKnown(first));
        Assert.StartsWith("May be too low: the record begins on 24 May 2026 with Annex A", await NotKnown(second), StringComparison.Ordinal);
        var (ours, theirs) = (await Figures(first), await Figures(second));
        var other = ours.Zip(theirs).Where(f => Given.Contains(f.First.Id) && f.First != f.Second).Select(f => $"{f.First} / {f.Second}").ToList();
        Assert.True(other.Count == 0, string.Join("\n", other));
        Assert.All(Given, id => Assert.True(ours.Single(f => f.Id == id).Numerator > 0, id));
        // What the lists have no place for is not known, rather than nought: nothing was to be counted, and nobody did badly.
        Assert.All(NotCarried, id => Assert.Equal((id, 0, -1), (id, theirs.Single(f => f.Id == id).Denominator, theirs.Single(f => f.Id == id).Value)));
        Assert.All(NotCarried, id => Assert.True(ours.Single(f => f.Id == id).Denominator > 0, id));
    }

    /// <summary>
    /// What the lists give whole. Not among them: what looks further back than six months (re-referrals, reviews of a plan, how
    /// long a child has been in need), factors, which are one text in the list, and referrals that only Kith knows to wait.
    /// </summary>
    private static readonly string[] Given =
    [
        "referral_rate",
        "referral_source:school",
        "referral_source:health",
        "referral_source:council",
        "referral_source:police",
        "assess_45",
        "assess_band:1-10",
        "assess_band:41-45",
        "assess_band:46-50",
        "assess_child_seen",
        "s47_rate",
        "s47_children",
        "icpc_rate",
        "icpc_15",
        "icpc_conversion",
        "icpc_to_plan",
        "cp_rate",
        "cp_start_rate",
        "cp_end_rate",
        "cp_2y_open",
        "visit_cp_on_time",
        "visit_cin_on_time",
    ];

    /// <summary>What they have no place for: when a referral was decided, who came to a discussion, what children did at conferences, core groups; and audits.</summary>
    private static readonly string[] NotCarried =
    [
        "decision_24h",
        "strategy_attendance",
        "child_participation",
        "core_group_on_time",
        "audit_grade",
        "audit_on_plan",
        "audit_child_feedback",
        "recommendation_in_time",
        "recommendation_verified",
    ];

    private static Task<List<(string Id, double Numerator, double Denominator, double Value)>> Figures(Authority authority) =>
        authority.Do(async s =>
        {
            var half = new MeasurePeriod(Today.AddMonths(-6).AddDays(1), Today);
            var (children, basis) = await s.GetRequiredService<MeasureData>().Load(half.From, null);
            var answer = MeasureEngine.Evaluate(children, basis, new MeasureQuestion([half], Today, MeasureCohort.All)).Whole;
            return MeasureCatalogue
                .All.Select(m => (Measure: m, Figure: answer[m, 0]))
                .Select(f =>
                    f.Measure.Unit == MeasureUnit.Per10000
                        ? (f.Measure.Id, f.Figure.Numerator ?? 0, 0, 0)
                        : (f.Measure.Id, f.Figure.Numerator ?? 0, f.Figure.Denominator ?? 0, f.Figure.Value ?? -1)
                )
                .ToList();
        });
}
