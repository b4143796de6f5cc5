using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Oversight;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Improvement;

/// <summary>Recommendations on both databases: up the whole ladder, and every way round it that someone in a hurry would try.</summary>
public sealed class RecommendationTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private const string Evidence = "The long-term plan with Gran was agreed on Tuesday";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_recommendation_is_at_its_end_when_someone_else_saw_what_it_changed_for_the_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var (auditor, priya, mo, director) = (Auditor(), await As(authority, town.PriyaAccount), await As(authority, town.MoAccount), await As(authority, town.DirectorAccount));
        var key = Guid.CreateVersion7();
        var id = await Raise(authority, town.Mia, town.Priya, auditor, key);
        Assert.Equal(id, await Raise(authority, town.Mia, town.Priya, auditor, key));

        // One ledger: it stands on the owner's list, and leads to where it is done.
        var line = Assert.Single(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, priya)), a => a.Source == ActionSource.Recommendation);
        Assert.Equal($"/recommendations/{id}", line.Href);
        Assert.Single((await List(authority, RecommendationView.Mine, priya)).Lines);
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().Notices.CountAsync(n => n.AccountId == town.PriyaAccount)));

        // Given back once, answered, and not a second time.
        await authority.Do(s => Keep(s).Return(id, Says("Gran is in hospital until Friday; Uncle Joe could be asked"), null, priya, null));
        Assert.Equal(RecommendationState.Returned, await State(authority, id));
        await authority.Do(s =>
            Keep(s)
                .Answer(
                    id,
                    new RecommendationStepInput
                    {
                        What = "Write the long-term contingency plan with Uncle Joe",
                        Aim = "Mia knows who she would live with",
                        Words = "Yes, ask Uncle Joe",
                        DueOn = Today(authority).AddDays(30),
                    },
                    null,
                    auditor,
                    null
                )
        );
        await Refused<NotAcceptedException>(authority, s => Keep(s).Return(id, Says("Again"), null, priya, null));
        await authority.Do(s => Keep(s).Accept(id, null, priya, null));

        // Done with evidence that is younger than the recommendation.
        authority.Time.Advance(TimeSpan.FromDays(10));
        var oversight = await Look(authority, town.Mia, Today(authority).AddDays(-2));
        await authority.Do(s => Keep(s).Claim(id, Says(Evidence) with { SeenIn = [$"oversight:{oversight:N}"] }, null, priya, key = Guid.CreateVersion7()));
        await authority.Do(s => Keep(s).Claim(id, Says(Evidence) with { SeenIn = [$"oversight:{oversight:N}"] }, null, priya, key));
        Assert.Equal(RecommendationState.Claimed, await State(authority, id));
        Assert.DoesNotContain(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, priya)), a => a.Source == ActionSource.Recommendation);
        Assert.Single((await List(authority, RecommendationView.Looking, mo)).Lines);
        Assert.Empty((await List(authority, RecommendationView.Looking, priya)).Lines);

        // Seen by another; the effect is looked for from a day, and not before.
        var effect = Today(authority).AddDays(40);
        await Refused<NotAcceptedException>(authority, s => Keep(s).Verify(id, Says(Evidence) with { DueOn = Today(authority).AddDays(1) }, null, mo, null));
        await authority.Do(s => Keep(s).Verify(id, Says("Read the oversight of Tuesday: it names Joe and what Mia said") with { DueOn = effect }, null, mo, null));
        authority.Time.Advance(TimeSpan.FromDays(20));
        var visit = await Look(authority, town.Mia, Today(authority));
        var seen = Says("Mia told us that she would go to Uncle Joe, and is glad of it") with { SeenIn = [$"oversight:{visit:N}"] };
        await Refused<NotAcceptedException>(authority, s => Keep(s).ConfirmEffect(id, seen, null, mo, null));
        authority.Time.Advance(TimeSpan.FromDays(20));
        // What stood on the record before it was done shows no effect.
        await Refused<NotAcceptedException>(authority, s => Keep(s).ConfirmEffect(id, seen with { SeenIn = [$"oversight:{oversight:N}"] }, null, mo, null));
        await Refused<NotAcceptedException>(authority, s => Keep(s).ConfirmEffect(id, seen with { SeenIn = [] }, null, mo, null));
        await authority.Do(s => Keep(s).ConfirmEffect(id, seen, null, mo, null));
        Assert.Equal(RecommendationState.Confirmed, await State(authority, id));
        Assert.Empty((await List(authority, RecommendationView.All, director)).Lines);

        // Everything that was said stands there, and in the trail of the child.
        var shown = (await authority.Do(s => s.GetRequiredService<ShowRecommendation>().Show(id, director)))!;
        Assert.Equal(7, shown.Steps.Count);
        Assert.Equal("Management oversight", Assert.Single(shown.Steps[0].Evidence).Title);
        var events = await authority.Do(s =>
            s.GetRequiredService<KithDb>()
                .TrailEntries.Where(e => e.PersonId == town.Mia && e.Event.StartsWith("Recommendation"))
                .OrderBy(e => e.Seq)
                .Select(e => e.Event)
                .ToListAsync()
        );
        Assert.Equal(
            [
                nameof(RecommendationRaised),
                nameof(RecommendationReturned),
                nameof(RecommendationAnswered),
                nameof(RecommendationAccepted),
                nameof(RecommendationClaimed),
                nameof(RecommendationVerified),
                nameof(RecommendationEffectChecked),
            ],
            events
        );
        Assert.Null((await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle())).Broken);

        // Opened again with a reason: nothing of the last round counts.
        await authority.Do(s => Keep(s).Reopen(id, Says("Uncle Joe has moved away") with { DueOn = Today(authority).AddDays(20) }, null, director, null));
        Assert.Equal(RecommendationState.Accepted, await State(authority, id));
        Assert.Single(await authority.Do(s => s.GetRequiredService<ListActions>().List(ActionScope.Mine, priya)), a => a.Source == ActionSource.Recommendation);
        await Refused<NotAcceptedException>(authority, s => Keep(s).Claim(id, Says(Evidence) with { SeenIn = [] }, null, priya, null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_way_round_the_second_person_and_the_evidence_is_open(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var (auditor, priya, mo, sam, bea, director) = (
            Auditor(),
            await As(authority, town.PriyaAccount),
            await As(authority, town.MoAccount),
            await As(authority, town.SamAccount),
            await As(authority, town.BeaAccount),
            await As(authority, town.DirectorAccount)
        );
        var old = await Look(authority, town.Mia, Today(authority).AddDays(-3));
        // The team manager owns it: every permission is theirs, and still a second person is needed.
        var id = await Raise(authority, town.Mia, town.Mo, auditor, null);
        var action = await authority.Do(s => s.GetRequiredService<KithDb>().Recommendations.Where(r => r.Id == id).Select(r => r.ActionId).SingleAsync());
        authority.Time.Advance(TimeSpan.FromDays(1));
        var record = await Look(authority, town.Mia, Today(authority));
        var good = Says(Evidence) with { SeenIn = [$"oversight:{record:N}"] };

        // Through the list of actions.
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<KeepActions>().Complete(action, new ActionInput { Evidence = Evidence }, null, mo, null));
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<KeepActions>().CompleteMany([action], mo, null));
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<KeepActions>().End(action, "Not needed", null, mo, null));
        await Refused<NotAcceptedException>(
            authority,
            s =>
                s.GetRequiredService<KeepActions>()
                    .Change(
                        action,
                        new ActionInput
                        {
                            DueOn = Today(authority).AddDays(300),
                            OwnerWorkerId = town.Mo,
                            Reason = "Later",
                        },
                        null,
                        mo,
                        null
                    )
        );

        // By someone who is neither owner nor recommends; by the owner moving the date; by words that say nothing; by nothing to see.
        await Refused<NotAcceptedException>(authority, s => Keep(s).Claim(id, good, null, priya, null));
        await Refused<NotAcceptedException>(authority, s => Keep(s).Change(id, Says("Later") with { DueOn = Today(authority).AddDays(300) }, null, mo, null));
        foreach (var words in new[] { null, " ", "done", "ok ok ok ok ok ok ok ok ok ok ok ok", "........................", "\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b" })
        {
            await Refused<NotAcceptedException>(authority, s => Keep(s).Claim(id, good with { Words = words }, null, mo, null));
        }
        string[][] hostile =
        [
            [],
            [$"oversight:{old:N}"],
            [$"oversight:{Guid.CreateVersion7():N}"],
            [$"visit:{record:N}"],
            ["oversight:' OR 1=1 --"],
            ["document:"],
            [":"],
            [.. Enumerable.Range(0, 13).Select(_ => $"oversight:{Guid.CreateVersion7():N}")],
        ];
        foreach (var seen in hostile)
        {
            await Refused<NotAcceptedException>(authority, s => Keep(s).Claim(id, good with { SeenIn = [.. seen] }, null, mo, null));
        }
        // A record of another child is no evidence for this one.
        var ellies = await Look(authority, town.Ellie, Today(authority));
        await Refused<NotAcceptedException>(authority, s => Keep(s).Claim(id, good with { SeenIn = [$"oversight:{ellies:N}"] }, null, mo, null));
        await Refused<NotAcceptedException>(authority, s => Keep(s).Claim(id, good with { On = Today(authority).AddDays(1) }, null, mo, null));
        Assert.Equal(RecommendationState.Raised, await State(authority, id));

        await authority.Do(s => Keep(s).Claim(id, good, null, mo, null));
        var look = Says("Read the oversight of today: it is there as it says") with { DueOn = Today(authority).AddDays(20) };
        // The owner does not verify; nor once it is passed on; nor does a worker; a hidden child stays hidden.
        await Refused<NotAcceptedException>(authority, s => Keep(s).Verify(id, look, null, mo, null));
        await Refused<AccessRefusedException>(authority, s => Keep(s).Verify(id, look, null, priya, null));
        await Refused<AccessRefusedException>(authority, s => Keep(s).Verify(id, look, null, bea, null));
        await authority.Do(s => Keep(s).SendBack(id, Says("It does not say what Mia thinks"), null, auditor, null));
        await authority.Do(s => Keep(s).Change(id, Says("Priya does it now") with { OwnerWorkerId = town.Priya, DueOn = Today(authority).AddDays(9) }, null, director, null));
        Assert.Equal(RecommendationState.Raised, await State(authority, id));
        await authority.Do(s => Keep(s).Claim(id, good, null, priya, null));
        await Refused<NotAcceptedException>(authority, s => Keep(s).Verify(id, look, null, mo, null));

        // Of two who decide at the same instant one is told.
        var version = await authority.Do(s => s.GetRequiredService<KithDb>().Recommendations.Where(r => r.Id == id).Select(r => r.Version).SingleAsync());
        var both = await Task.WhenAll(
            new[] { auditor, director }.Select(a =>
                authority.Do(async s =>
                {
                    try
                    {
                        await Keep(s).Verify(id, look, version, a, Guid.CreateVersion7());
                        return 1;
                    }
                    catch (Exception told) when (told is SecondEditorException or NotAcceptedException)
                    {
                        return 0;
                    }
                })
            )
        );
        Assert.Equal(1, both.Sum());
        Assert.Equal(RecommendationState.Verified, await State(authority, id));
        // No effect: it is open again by itself, and counts as such.
        await authority.Do(s => Keep(s).FindNoEffect(id, Says("Mia has not heard of any of it from anyone") with { DueOn = Today(authority).AddDays(15) }, null, auditor, null));
        Assert.Equal(RecommendationState.Accepted, await State(authority, id));

        // What is at its end takes nothing in; another child's neither.
        var other = await Raise(authority, town.Mia, town.Sam, auditor, null);
        var ellie = await Raise(authority, town.Ellie, town.Bea, auditor, null);
        await Refused<NotAcceptedException>(authority, s => Keep(s).Join(other, Says("The same") with { Into = ellie }, null, auditor, null));
        await Refused<NotAcceptedException>(authority, s => Keep(s).Join(other, Says("The same") with { Into = other }, null, auditor, null));
        await Refused<AccessRefusedException>(authority, s => Keep(s).Join(other, Says("The same") with { Into = id }, null, sam, null));
        await authority.Do(s => Keep(s).Join(other, Says("Both ask for the plan with Gran") with { Into = id }, null, auditor, null));
        Assert.Equal(RecommendationState.Joined, await State(authority, other));
        Assert.Equal(other, Assert.Single((await authority.Do(s => s.GetRequiredService<ShowRecommendation>().Show(id, auditor)))!.Joined).Id);
        await authority.Do(s => Keep(s).Separate(other, Says("They are two things after all"), null, auditor, null));
        Assert.Equal(RecommendationState.Raised, await State(authority, other));

        // Nobody out of reach sees it, and nobody recommends for a child whom they may not read.
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowRecommendation>().Show(id, bea)));
        Assert.DoesNotContain((await List(authority, RecommendationView.All, bea)).Lines, l => l.Id == id);
        await Refused<AccessRefusedException>(authority, s => s.GetRequiredService<RaiseRecommendation>().Handle(Input(authority, town.Rex, town.Priya), auditor, null));
        await Refused<NotAcceptedException>(authority, s => s.GetRequiredService<RaiseRecommendation>().Handle(Input(authority, town.Mia, town.Bea), auditor, null));
        Assert.Null((await authority.Do(s => s.GetRequiredService<VerifyTrail>().Handle())).Broken);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_recommendation_that_is_late_is_seen_by_the_owners_manager_as_help_that_is_needed(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var id = await Raise(authority, town.Mia, town.Priya, Auditor(), null);
        Task<IReadOnlyList<Kith.Practice.MyDay.HelpNeeded>> Seen(Guid account) =>
            authority.Do(async s => (await s.GetRequiredService<Kith.Practice.MyDay.ShowMyDay>().Show(await s.As(account))).Team?.Help ?? []);
        var due = await authority.Do(s => s.GetRequiredService<KithDb>().Recommendations.Where(r => r.Id == id).Select(r => r.Action.DueOn!.Value).SingleAsync());
        // Nothing before it has climbed: not on its day, nor on the days after it that the authority leaves to the owner.
        authority.Time.Advance(TimeSpan.FromDays(due.DayNumber - Today(authority).DayNumber + 1));
        Assert.Empty(await Seen(town.MoAccount));
        authority.Time.Advance(TimeSpan.FromDays(40));
        var line = Assert.Single(await Seen(town.MoAccount));
        Assert.Equal((id, "Priya Nair", 1, due), (line.OldestId, line.Worker, line.Count, line.DueOn));
        // The owner, and somebody who manages others, do not see it so.
        Assert.Empty(await Seen(town.PriyaAccount));
        Assert.Empty(await Seen(town.BeaAccount));
        // Restricted: whoever may not read the child is told nothing.
        var director = await As(authority, town.DirectorAccount);
        await authority.Do(s =>
            s.GetRequiredService<Kith.Practice.Access.Restricted.RestrictRecord>()
                .Handle(town.Mia, new Kith.Practice.Access.Restricted.RestrictionInput("Threats by a relative", town.DirectorAccount, [], false), null, director, null)
        );
        Assert.Empty(await Seen(town.MoAccount));
    }

    private static KeepRecommendations Keep(IServiceProvider s) => s.GetRequiredService<KeepRecommendations>();

    private static RecommendationStepInput Says(string? words) => new() { Words = words };

    private static DateOnly Today(Authority authority) => authority.Services.GetRequiredService<Clock>().Today;

    private static Task<Actor> As(Authority authority, Guid account) => authority.Do(s => s.As(account));

    private static Actor Auditor() =>
        new()
        {
            AccountId = new Guid(7, 7, 7, new byte[8]),
            Name = "Helen Marsh",
            Roles = [Role.Auditor],
            WholeAuthority = true,
        };

    private static RecommendationInput Input(Authority authority, Guid? child, Guid owner) =>
        new()
        {
            PersonId = child,
            Origin = RecommendationOrigin.Audit,
            OriginWords = "Whole-case audit",
            Finding = "The plan ends with tonight",
            What = "Write the long-term contingency plan with Gran",
            Aim = "Mia knows who she would live with",
            OwnerWorkerId = owner,
            DueOn = Today(authority).AddDays(28),
        };

    private static Task<Guid> Raise(Authority authority, Guid child, Guid owner, Actor by, Guid? key) =>
        authority.Do(s => s.GetRequiredService<RaiseRecommendation>().Handle(Input(authority, child, owner), by, key));

    private static Task<RecommendationPage> List(Authority authority, RecommendationView view, Actor actor) =>
        authority.Do(s => s.GetRequiredService<ListRecommendations>().List(new RecommendationFilter { View = view }, actor));

    private static async Task<RecommendationState> State(Authority authority, Guid id) =>
        RecommendationMachine.Of(await authority.Do(s => s.GetRequiredService<KithDb>().Recommendations.AsNoTracking().Include(r => r.Action).SingleAsync(r => r.Id == id)));

    private static Task Refused<T>(Authority authority, Func<IServiceProvider, Task> act)
        where T : Exception => authority.Do(s => Assert.ThrowsAsync<T>(() => act(s)));

    /// <summary>A record of the child that can be pointed to.</summary>
    private static Task<Guid> Look(Authority authority, Guid child, DateOnly on) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var made = new ManagementOversight
            {
                Id = s.GetRequiredService<Clock>().NewId(),
                PersonId = child,
                On = on,
                Decision = "Seen.",
            };
            db.Add(made);
            await db.SaveChangesAsync();
            return made.Id;
        });
}
