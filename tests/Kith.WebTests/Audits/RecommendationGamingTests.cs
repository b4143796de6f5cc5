using System.Net;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Documents;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Oversight;
using Kith.Practice.Store;
using Kith.WebTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.WebTests.Audits;

/// <summary>
/// Every way to make a recommendation look better than it is that somebody in a hurry would try, step by step up the ladder:
/// with the forms of the page, and with forms that the page never showed.
/// </summary>
public sealed class RecommendationGamingTests(KithHost host)
{
    private const string Good = "The long-term plan with Gran was agreed on Tuesday and is on the record";

    [Fact]
    public async Task Nobody_gets_up_the_ladder_by_words_dates_or_their_own_second_look()
    {
        var id = await Raise(host.People.Own, host.People.Workers[Role.SocialWorker]);
        using var owner = await host.SignedIn(Role.SocialWorker);
        using var manager = await host.SignedIn(Role.TeamManager);
        using var auditor = await host.SignedIn(Role.Auditor);
        Assert.Empty(await Post(owner, id, "Accept"));
        await Pass(id, 30);
        var shows = await Record(host.People.Own, Today().AddDays(-2));

        // Words that say nothing, and dates that cannot be.
        foreach (var words in new[] { "", " ", "x", "ok ok ok ok ok ok ok ok ok", "........................" })
        {
            Assert.Contains(await Claim(owner, id, words, Today(), shows), e => e.StartsWith("Say what was done", StringComparison.Ordinal));
        }
        Assert.Contains(await Claim(owner, id, Good, Today().AddDays(1), shows), e => e.Contains("today or in the past", StringComparison.Ordinal));
        Assert.Contains(await Claim(owner, id, Good, Today().AddDays(-300), shows), e => e.Contains("on or after", StringComparison.Ordinal));
        // Nothing to see, another child's record, and one from before.
        Assert.NotEmpty(await Claim(owner, id, Good, Today(), null));
        Assert.NotEmpty(await Claim(owner, id, Good, Today(), await Record(host.People.Team, Today().AddDays(-1))));
        Assert.NotEmpty(await Claim(owner, id, Good, Today(), await Record(host.People.Own, Today().AddDays(-200))));
        Assert.Equal(RecommendationState.Accepted, await State(id));

        // Said to be done weeks ago, to make it look in time: it may be said, and changes neither the figure nor what shows an effect.
        var key = Guid.CreateVersion7();
        Assert.Empty(await Claim(owner, id, Good, Today().AddDays(-29), shows, key));
        Assert.Empty(await Claim(owner, id, "Something else that I would rather have said", Today(), shows, key));
        var said = await Asked(id);
        Assert.Equal((RecommendationState.Claimed, Good, 3), (RecommendationMachine.Of(said), said.Action.Evidence, said.Steps.Count));
        var page = (await Browse.Page(manager, $"/recommendations/{id}")).QuerySelector("main")!.TextContent;
        Assert.Contains("done, as they say, on", page);

        // The owner does not look at it: not by the form's address, not through a second account, not through who carries their work.
        Assert.Equal("403", Assert.Single(await Verify(owner, id)));
        using var twin = await host.SignedIn(await Account("Second account of the owner", host.People.Workers[Role.SocialWorker], Role.TeamManager));
        Assert.Contains(await Verify(twin, id), e => e.Contains("someone else looks at it", StringComparison.Ordinal));
        var deputy = await Account("Deputy of the owner", null, Role.TeamManager);
        await host.Do(async s =>
        {
            s.GetRequiredService<KithDb>()
                .Add(
                    new Deputising
                    {
                        Id = Guid.CreateVersion7(),
                        ForAccountId = host.People.Accounts[Role.SocialWorker],
                        DeputyAccountId = deputy,
                        From = Today().AddDays(-1),
                        Until = Today().AddDays(1),
                        Reason = "On leave",
                    }
                );
            await s.GetRequiredService<KithDb>().SaveChangesAsync();
        });
        using var carries = await host.SignedIn(deputy);
        Assert.Contains(await Verify(carries, id), e => e.Contains("work of its owner", StringComparison.Ordinal));
        // Nor does anybody take it over, or change its words, now that it is said to be done.
        Assert.NotEmpty(
            await Post(manager, id, "Change", ("Change.OwnerWorkerId", host.People.Workers[Role.TeamManager].ToString()), ("Change.Words", "I take it over from here"))
        );
        Assert.NotEmpty(await Post(auditor, id, "Answer", ("Answer.What", "Write anything at all"), ("Answer.Aim", "Anything"), ("Answer.Words", "It asks for less now")));
        Assert.NotEmpty(await Post(manager, id, "SendBack", ("SendBack.Words", "x")));
        // Fields that no form has are nobody's.
        foreach (var forged in new[] { "Recommendation.VerifiedOn", "Detail.Recommendation.ConfirmedOn", "VerifiedOn", "Verify.OwnerWorkerId", "Verify.Into" })
        {
            Assert.NotEmpty(await Post(manager, id, "Verify", (forged, "2026-11-24"), ("Verify.Words", "")));
        }
        Assert.Equal(RecommendationState.Claimed, await State(id));

        // Verified too soon to see anything, or for ever.
        foreach (var day in new[] { -5, 0, 3, 400 })
        {
            Assert.Contains(await Verify(manager, id, day), e => e.Contains("14 days to half a year", StringComparison.Ordinal));
        }
        Assert.Empty(await Verify(manager, id, 20));
        // Its effect is not seen before its day, by whoever did it, or in what was there before it was said to be done.
        var since = await Record(host.People.Own, Today());
        Assert.Contains(await Confirm(manager, id, since, ("EffectDueOn", "2026-01-01")), e => e.Contains("too early", StringComparison.Ordinal));
        await Pass(id, 20);
        Assert.Equal("403", Assert.Single(await Confirm(owner, id, since)));
        Assert.Contains(await Confirm(twin, id, since), e => e.Contains("someone else looks at it", StringComparison.Ordinal));
        var between = await Record(host.People.Own, Today().AddDays(-30));
        Assert.Contains(await Confirm(manager, id, between), e => e.Contains("older than what it is to show", StringComparison.Ordinal));
        Assert.NotEmpty(await Confirm(manager, id, shows));
        var after = await Record(host.People.Own, Today());
        Assert.Empty(await Confirm(manager, id, after));
        Assert.Equal(RecommendationState.Confirmed, await State(id));
        // What is at its end is not said to be done again.
        Assert.NotEmpty(await Claim(owner, id, Good, Today(), after));
    }

    [Fact]
    public async Task A_day_is_not_moved_for_ever_and_nothing_vanishes_by_being_joined()
    {
        var id = await Raise(host.People.Team, host.People.ColleagueWorker);
        using var manager = await host.SignedIn(Role.TeamManager);
        using var principal = await host.SignedIn(Role.PrincipalSocialWorker);
        // The owner moves nothing; a manager twice, with reasons that say something; then it is for those who lead improvement.
        Assert.NotEmpty(await Move(manager, id, 40, "Later"));
        Assert.Empty(await Move(manager, id, 40, "The family is away until then"));
        Assert.Empty(await Move(manager, id, 60, "They are away for longer than they said"));
        Assert.Contains(await Move(manager, id, 90, "There is always a reason to wait"), e => e.Contains("moved 2 times already", StringComparison.Ordinal));
        Assert.Empty(await Move(principal, id, 90, "We have talked about it with the family"));
        Assert.Contains(await Move(manager, id, 120, "There is always a reason to wait"), e => e.Contains("moved 3 times already", StringComparison.Ordinal));
        // Nor by sending it back with a later day.
        using var owner = await host.SignedIn(host.People.Colleague);
        await Pass(id, 5);
        Assert.Empty(await Claim(owner, id, Good, Today(), await Record(host.People.Team, Today())));
        Assert.NotEmpty(await Post(manager, id, "SendBack", [("SendBack.Words", "I do not see what Gran says"), .. Day("SendBack.DueOn", Today().AddDays(200))]));
        Assert.Empty(await Post(manager, id, "SendBack", ("SendBack.Words", "I do not see what Gran says")));

        // Joined with one that is due later, the earlier day holds for both.
        var late = await Raise(host.People.Team, host.People.ColleagueWorker, 5);
        var roomy = await Raise(host.People.Team, host.People.ColleagueWorker, 100);
        Assert.NotEmpty(await Post(manager, late, "Join", ("Join.Into", roomy.ToString()), ("Join.Words", "Same")));
        Assert.NotEmpty(await Post(manager, late, "Join", ("Join.Into", late.ToString()), ("Join.Words", "They ask for the same plan")));
        Assert.Equal("403", Assert.Single(await Post(owner, late, "Join", ("Join.Into", roomy.ToString()), ("Join.Words", "They ask for the same plan"))));
        Assert.Empty(await Post(manager, late, "Join", ("Join.Into", roomy.ToString()), ("Join.Words", "They ask for the same plan")));
        Assert.Equal((RecommendationState.Joined, Today().AddDays(5)), (await State(late), (await Asked(roomy)).Action.DueOn!.Value));
        Assert.Contains((await Asked(late)).Action.What, (await Browse.Page(manager, $"/recommendations/{roomy}")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Evidence_that_was_taken_back_is_evidence_no_more()
    {
        var id = await Raise(host.People.Own, host.People.Workers[Role.SocialWorker]);
        using var owner = await host.SignedIn(Role.SocialWorker);
        using var manager = await host.SignedIn(Role.TeamManager);
        Assert.Empty(await Post(owner, id, "Accept"));
        await Pass(id, 10);
        var document = Guid.CreateVersion7();
        await host.Do(async s =>
        {
            s.GetRequiredService<KithDb>()
                .Add(
                    new StoredDocument
                    {
                        Id = document,
                        PersonId = host.People.Own,
                        Title = "Plan with Gran",
                        FileName = "plan.pdf",
                        ContentType = "application/pdf",
                        Sha256 = new string('a', 64),
                        AddedAt = s.GetRequiredService<Clock>().UtcNow,
                    }
                );
            await s.GetRequiredService<KithDb>().SaveChangesAsync();
        });
        Assert.Empty(await Claim(owner, id, Good, Today(), $"document:{document:N}"));
        await host.Do(s =>
            s.GetRequiredService<KithDb>()
                .StoredDocuments.Where(d => d.Id == document)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.WithdrawnOn, Today()).SetProperty(d => d.WithdrawnReason, "Wrong child"))
        );
        Assert.Contains(await Verify(manager, id), e => e.Contains("on the record any more", StringComparison.Ordinal));
        Assert.Empty(await Post(manager, id, "SendBack", ("SendBack.Words", "The plan is not there any more")));
        Assert.Equal(RecommendationState.Accepted, await State(id));
    }

    [Fact]
    public async Task The_measure_that_was_named_first_is_the_one_that_is_looked_at()
    {
        using var owner = await host.SignedIn(Role.TeamManager);
        using var principal = await host.SignedIn(Role.PrincipalSocialWorker);
        var id = await Raise(null, host.People.Workers[Role.TeamManager], measure: "voice_in_time");
        Assert.Empty(await Post(owner, id, "Accept"));
        Assert.Empty(await Claim(owner, id, "Every team has a rota now, and the minutes show that it is kept", Today(), null));
        // Another that has moved meanwhile would show an effect of anything.
        Assert.Empty(
            await Post(
                principal,
                id,
                "Verify",
                [("Verify.Words", "I read the rota and the minutes of four teams"), ("Verify.Measure", "oversight_on_time"), .. Day("Verify.DueOn", Today().AddDays(20))]
            )
        );
        Assert.Equal("voice_in_time", (await Asked(id)).Measure);
        await Pass(id, 21);
        Assert.Contains(
            await Post(principal, id, "Confirm", ("Confirm.Words", "Children are heard more often than before")),
            e => e.Contains("has not moved to the better", StringComparison.Ordinal)
        );
    }

    private DateOnly Today() => DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);

    private Task<Guid> Raise(Guid? child, Guid owner, int due = 28, string? measure = null) =>
        host.Do(async s =>
            await s.GetRequiredService<RaiseRecommendation>()
                .Handle(
                    new RecommendationInput
                    {
                        PersonId = child,
                        Origin = RecommendationOrigin.Audit,
                        OriginWords = "Whole-case audit",
                        Finding = "The plan ends with tonight",
                        What = $"Write the long-term contingency plan with Gran by day {due}",
                        Aim = "There is somebody for the long term",
                        OwnerWorkerId = owner,
                        DueOn = Today().AddDays(due),
                        Measure = measure,
                    },
                    (await s.GetRequiredService<Actors>().Of(host.People.Accounts[Role.Auditor]))!,
                    null
                )
        );

    /// <summary>Days pass: all days of this recommendation go back by as many.</summary>
    private Task Pass(Guid id, int days) =>
        host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var r = await db.Recommendations.Include(x => x.Action).Include(x => x.Steps).SingleAsync(x => x.Id == id);
            (r.RaisedOn, r.AcceptedOn, r.VerifiedOn, r.EffectDueOn) = (
                r.RaisedOn.AddDays(-days),
                r.AcceptedOn?.AddDays(-days),
                r.VerifiedOn?.AddDays(-days),
                r.EffectDueOn?.AddDays(-days)
            );
            (r.Action.SetOn, r.Action.DoneOn) = (r.Action.SetOn.AddDays(-days), r.Action.DoneOn?.AddDays(-days));
            foreach (var step in r.Steps)
            {
                step.On = step.On.AddDays(-days);
            }
            await db.SaveChangesAsync();
        });

    private async Task<string> Record(Guid child, DateOnly on)
    {
        var id = Guid.CreateVersion7();
        await host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Add(
                new ManagementOversight
                {
                    Id = id,
                    PersonId = child,
                    On = on,
                    Decision = "Seen.",
                }
            );
            await db.SaveChangesAsync();
        });
        return $"oversight:{id:N}";
    }

    private Task<Guid> Account(string name, Guid? worker, Role role) =>
        host.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var account = Population.NewAccount(Guid.CreateVersion7(), name, worker, s.GetRequiredService<Clock>());
            account.IsDemo = true;
            db.Add(account);
            db.Add(
                new RoleGrant
                {
                    Id = Guid.CreateVersion7(),
                    AccountId = account.Id,
                    Role = role,
                    TeamId = host.People.TeamA,
                    From = new(2024, 1, 8),
                }
            );
            await db.SaveChangesAsync();
            return account.Id;
        });

    private Task<Recommendation> Asked(Guid id) =>
        host.Do(s => s.GetRequiredService<KithDb>().Recommendations.AsNoTracking().Include(r => r.Action).Include(r => r.Steps).SingleAsync(r => r.Id == id));

    private async Task<RecommendationState> State(Guid id) => RecommendationMachine.Of(await Asked(id));

    private static (string, string?)[] Day(string field, DateOnly day) => [($"{field}.Day", $"{day.Day}"), ($"{field}.Month", $"{day.Month}"), ($"{field}.Year", $"{day.Year}")];

    private Task<IReadOnlyList<string>> Claim(HttpClient client, Guid id, string words, DateOnly on, string? seen, Guid? key = null) =>
        Post(
            client,
            id,
            "Claim",
            [("Claim.Words", words), ("Claim.SeenIn", seen), .. Day("Claim.On", on), .. key is { } k ? new (string, string?)[] { ("act", k.ToString()), ("version", "") } : []]
        );

    private Task<IReadOnlyList<string>> Verify(HttpClient client, Guid id, int days = 20) =>
        Post(client, id, "Verify", [("Verify.Words", "Read the oversight of Tuesday: it names Gran and what was agreed"), .. Day("Verify.DueOn", Today().AddDays(days))]);

    private Task<IReadOnlyList<string>> Confirm(HttpClient client, Guid id, string seen, params (string, string?)[] more) =>
        Post(client, id, "Confirm", [("Confirm.Words", "She told us that she would go to Gran, and is glad of it"), ("Confirm.SeenIn", seen), .. more]);

    private Task<IReadOnlyList<string>> Move(HttpClient client, Guid id, int days, string why) =>
        Post(client, id, "Change", [("Change.Words", why), .. Day("Change.DueOn", Today().AddDays(days))]);

    /// <summary>Sends a form of the page, whether the page shows it or not: what is wrong with it; the number where it is refused altogether; nothing when it was done.</summary>
    private static async Task<IReadOnlyList<string>> Post(HttpClient client, Guid id, string handler, params (string Name, string? Value)[] fields)
    {
        var place = $"/recommendations/{id}";
        var page = await Browse.Page(client, place);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var values = fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!)).Append(new("__RequestVerificationToken", token));
        using var reply = await client.PostAsync($"{place}?handler={handler}", new FormUrlEncodedContent(values));
        if (reply.StatusCode == HttpStatusCode.OK)
        {
            var errors = Browse.Errors(await Browse.Read(reply, place));
            Assert.NotEmpty(errors);
            return errors;
        }
        return reply.StatusCode == HttpStatusCode.Redirect && reply.Headers.Location!.ToString() == place
            ? []
            : [reply.StatusCode == HttpStatusCode.Redirect ? "403" : ((int)reply.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)];
    }
}
