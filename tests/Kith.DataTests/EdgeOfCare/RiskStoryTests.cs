using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare;

/// <summary>A risk is looked at, again, and ends; a child is referred to the National Referral Mechanism: on both databases.</summary>
public sealed class RiskStoryTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_level_changes_with_its_reason_and_is_looked_at_again(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var look = new RiskScreeningInput
        {
            On = Today.AddDays(-40),
            Answers = new()
            {
                ["i1"] = "Yes",
                ["i2"] = "Suspected",
                ["p1"] = "No",
                ["made-up"] = "Yes",
            },
            Judgement = "Older boys fetch her in a car",
            Level = RiskLevels.High,
            Reason = "Debt and threats",
            ReviewOn = Today.AddDays(10),
            Seen = RiskLevels.None,
        };
        Task<Guid> Screen(RiskScreeningInput input, Actor actor) => authority.Do(s => s.GetRequiredService<ScreenRisk>().Handle(f.Mia, "CriminalExploitation", input, actor, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Screen(look, f.Stranger));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Screen(look with { Reason = " " }, f.Worker));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Screen(look with { ReviewOn = Today.AddDays(60) }, f.Worker));
        var id = await Screen(look, f.Worker);
        // Somebody else who filled the form before this one is told.
        await Assert.ThrowsAsync<SecondEditorException>(() => Screen(look with { On = Today }, f.Worker));
        Assert.Equal(("risk_review", Today.AddDays(10)), await Due(authority, f.Mia));
        var page = (await authority.Do(s => s.GetRequiredService<ShowRisk>().One(f.Mia, id)))!;
        Assert.Equal(["i1", "i2", "p1"], page.Answers.Keys.Order(StringComparer.Ordinal));
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowRisk>().One(f.Ellie, id)));

        await Screen(look with { On = Today.AddDays(-5), Level = RiskLevels.Low, Seen = RiskLevels.High, Reason = "The car is gone", ReviewOn = Today.AddDays(90) }, f.Worker);
        await Screen(look with { On = Today, Level = RiskLevels.None, Seen = RiskLevels.Low, Reason = "Two months without", ReviewOn = null }, f.Worker);
        Assert.Null(await Due(authority, f.Mia));
        var picture = await authority.Do(s => s.GetRequiredService<ShowRisk>().Show(f.Mia));
        Assert.Equal(
            [("Low", "None", "Two months without"), ("High", "Low", "The car is gone"), (null, "High", "Debt and threats")],
            picture.Changes.Select(c => (c.Before, c.After, c.Reason))
        );
        // Neglect has a profile: a grade for each need, or it is not accepted.
        var neglect = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<ScreenRisk>().Handle(f.Mia, "Neglect", look with { Seen = null, Level = RiskLevels.Low, ReviewOn = Today }, f.Worker, null)
            )
        );
        Assert.Equal(5, neglect.Problems.Count(p => p.Message.StartsWith("Grade from 1 to 5", StringComparison.Ordinal)));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_referral_waits_for_two_decisions_and_disruption_is_on_the_one_list(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var refer = new NrmInput
        {
            On = Today,
            FirstResponder = "The council",
            Kinds = ["criminal", "made up"],
            Grounds = "Found far from home with keys and cash",
        };
        // Mia is nine: her agreement is asked for and not needed.
        var id = await authority.Do(s => s.GetRequiredService<KeepNrm>().Refer(f.Mia, refer, f.Worker, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepNrm>().Refer(f.Mia, refer, f.Worker, null)));
        Assert.Equal(("nrm_reasonable", new DateOnly(2026, 12, 1)), await Due(authority, f.Mia));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepNrm>().Step(f.Mia, id, NrmAct.DecideConclusive, new() { On = Today, Decision = NrmDecision.Positive }, 1, f.Worker, null)
            )
        );
        await authority.Do(s => s.GetRequiredService<KeepNrm>().Step(f.Mia, id, NrmAct.DecideReasonable, new() { On = Today, Decision = NrmDecision.Positive }, 1, f.Worker, null));
        Assert.Equal("nrm_conclusive", (await Due(authority, f.Mia))!.Value.Clock);
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() =>
                s.GetRequiredService<KeepNrm>().Step(f.Mia, id, NrmAct.DecideConclusive, new() { On = Today, Decision = NrmDecision.Positive }, 1, f.Worker, null)
            )
        );
        await authority.Do(s => s.GetRequiredService<KeepNrm>().Step(f.Mia, id, NrmAct.DecideConclusive, new() { On = Today, Decision = NrmDecision.Positive }, 2, f.Worker, null));
        Assert.Null(await Due(authority, f.Mia));
        var referral = Assert.Single(await authority.Do(s => s.GetRequiredService<KeepNrm>().List(f.Mia)));
        Assert.Equal((NrmState.ConclusiveGrounds, 9, "criminal"), (NrmMachine.StateOf(referral), referral.Age!.Value, referral.Kinds));

        var disrupt = new DisruptionInput
        {
            What = "Child abduction warning notice",
            OwnerName = "Police",
            DueOn = Today.AddDays(7),
        };
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepNrm>().Disrupt(f.Mia, disrupt with { OwnerName = null }, f.Worker, null)));
        await authority.Do(s => s.GetRequiredService<KeepNrm>().Disrupt(f.Mia, disrupt, f.Worker, null));
        var item = await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.AsNoTracking().SingleAsync());
        Assert.Equal((f.Mia, ActionSource.Disruption, "Police"), (item.PersonId!.Value, item.Source, item.OwnerName));
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_next_look_at_a_plan_for_a_place_is_due_and_is_done_by_looking(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var input = new ContextInput
        {
            Kind = ContextKind.Place,
            Title = "Bus station",
            Worry = "Older boys meet children there after school",
            Plan = "Youth workers from four to seven",
            ReviewOn = Today.AddDays(14),
        };
        Task<Guid> Write(Guid? id, ContextInput i, int? version, Actor actor, Guid? key = null) =>
            authority.Do(s => s.GetRequiredService<KeepContext>().Write(id, i, version, actor, key));
        Task<IReadOnlyList<ListedAction>> Listed(ActionScope scope, Actor actor) => authority.Do(s => s.GetRequiredService<ListActions>().List(scope, actor));
        // Not without a day to look again, not on a day that is past or further than half a year.
        foreach (var day in new DateOnly?[] { null, Today, Today.AddMonths(6).AddDays(1), DateOnly.MinValue, DateOnly.MaxValue })
        {
            await Assert.ThrowsAsync<NotAcceptedException>(() => Write(null, input with { ReviewOn = day }, null, f.Worker));
        }
        await Assert.ThrowsAsync<AccessRefusedException>(() => Write(null, input, null, f.Auditor));
        var key = Guid.CreateVersion7();
        var id = await Write(null, input, null, f.Worker, key);
        Assert.Equal(id, await Write(null, input, null, f.Worker, key));

        // On the writer's own list and on the team's, once, with its clock; on nobody else's.
        var due = Assert.Single(await Listed(ActionScope.Mine, f.Worker), a => a.Source == ActionSource.PlaceReview);
        Assert.Equal((Today.AddDays(14), "Look again at the plan for Bus station", $"/places/{id}"), (due.DueOn!.Value, due.What, due.Href));
        Assert.NotEqual(Kith.Standards.Clocks.ClockState.Late, due.Clock);
        Assert.Equal(due.Id, Assert.Single(await Listed(ActionScope.Team, f.Worker), a => a.Source == ActionSource.PlaceReview).Id);
        Assert.DoesNotContain(await Listed(ActionScope.Mine, f.Stranger), a => a.Source == ActionSource.PlaceReview);
        Assert.DoesNotContain(await Listed(ActionScope.Team, f.Stranger), a => a.Source == ActionSource.PlaceReview);

        // Nobody looks: it is late, and first among what is due.
        authority.Time.Advance(TimeSpan.FromDays(16));
        due = (await Listed(ActionScope.Mine, f.Worker))[0];
        Assert.Equal((ActionSource.PlaceReview, Kith.Standards.Clocks.ClockState.Late), (due.Source, due.Clock));

        // Looking does it, with what was found, and the next stands there instead. A second editor is told, and does nothing.
        var again = input with
        {
            Note = "Quieter since the lights were mended",
            ReviewOn = Today.AddDays(60),
        };
        await Write(id, again, 1, f.Worker);
        await Assert.ThrowsAsync<SecondEditorException>(() => Write(id, again with { ReviewOn = Today.AddDays(70) }, 1, f.Worker));
        var items = await authority.Do(s =>
            s.GetRequiredService<KithDb>().ActionItems.AsNoTracking().Where(a => a.Source == ActionSource.PlaceReview && a.SourceId == id).OrderBy(a => a.SetOn).ToListAsync()
        );
        Assert.Equal(
            [(Today.AddDays(14), Today.AddDays(16), "Quieter since the lights were mended"), (Today.AddDays(60), null, null)],
            items.Select(a => (a.DueOn!.Value, a.DoneOn, a.Evidence))
        );
        Assert.Equal(Today.AddDays(60), Assert.Single(await Listed(ActionScope.Team, f.Worker), a => a.Source == ActionSource.PlaceReview).DueOn);

        // The plan ends: nothing is due any more, and nobody is late for it.
        await authority.Do(s => s.GetRequiredService<KeepContext>().End(id, new ContextInput { Note = "Nobody meets there now" }, 2, f.Worker, null));
        Assert.DoesNotContain(await Listed(ActionScope.Team, f.Worker), a => a.Source == ActionSource.PlaceReview);
        Assert.Single(
            await authority.Do(s => s.GetRequiredService<KithDb>().ActionItems.AsNoTracking().Where(a => a.SourceId == id && a.EndedOn != null).ToListAsync()),
            a => a.DoneOn is null
        );
        await Whole(authority);
    }

    private static Task<(string Clock, DateOnly DueOn)?> Due(Authority authority, Guid child) =>
        authority.Do(async s =>
        {
            var due = await s.GetRequiredService<KithDb>().DueItems.AsNoTracking().Where(d => d.PersonId == child).ToListAsync();
            return due.Where(d => d.Clock == "risk_review" || d.Clock.StartsWith("nrm", StringComparison.Ordinal))
                .Select(d => ((string, DateOnly)?)(d.Clock, d.DueOn))
                .SingleOrDefault();
        });

    private static Task Whole(Authority authority) =>
        authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
}
