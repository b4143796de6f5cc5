using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare;

/// <summary>The looks 3, 6 and 12 months after intensive support, and each put right: on both databases.</summary>
public sealed class CorrectedLookTests
{
    private static readonly DateOnly Ended = new(2026, 11, 24);
    public static TheoryData<string> Engines => Authority.Engines;

    private static SupportLookInput AllWell(DateOnly on) =>
        new()
        {
            On = on,
            WithFamily = LookAnswer.Yes,
            WithFamilyWhy = "With Mum",
            Safely = LookAnswer.Yes,
            SafelyWhy = "School sees her every day",
            Right = LookAnswer.Yes,
            RightWhy = "She says so",
        };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_look_is_put_right_with_a_reason_that_stays_in_sight_and_the_figures_follow(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var (team, id) = await Supported(authority, f);
        Task Right(int months, SupportLookInput input, string? reason, int? version, Actor actor, Guid? key = null) =>
            authority.Do(s => s.GetRequiredService<CorrectLook>().Handle(f.Mia, id, months, input, reason, version, actor, key));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Right(3, AllWell(Ended), "There is none yet", null, f.Worker));

        var on = Ended;
        foreach (var (months, at) in EdgeSupport.Looks.Select((m, i) => (m, i)))
        {
            var day = SupportMachine.LookOn(Ended, months);
            authority.Time.Advance(TimeSpan.FromDays(day.DayNumber - on.DayNumber));
            on = day;
            await authority.Do(s => s.GetRequiredService<KeepSupport>().Look(f.Mia, id, AllWell(day), null, f.Worker, null));
            Assert.Equal(
                at + 1 < EdgeSupport.Looks.Count ? $"edge_look_{EdgeSupport.Looks[at + 1]}" : null,
                await authority.Do(s =>
                    s.GetRequiredService<KithDb>().DueItems.Where(d => d.PersonId == f.Mia && d.Clock.StartsWith("edge")).Select(d => d.Clock).SingleOrDefaultAsync()
                )
            );
            Assert.Equal((1, 1, 1, 0), await Figures(authority, f, team, months));

            // Not by somebody of another team, not without a reason, not half an answer, not with a made-up one.
            var wrong = AllWell(day) with
            {
                Safely = LookAnswer.No,
                SafelyWhy = "Two arrests that nobody had told us of",
                ChildSays = "I did not dare to say",
            };
            await Assert.ThrowsAsync<AccessRefusedException>(() => Right(months, wrong, "Police told us", 1, f.Stranger));
            await Assert.ThrowsAsync<AccessRefusedException>(() => Right(months, wrong, "Police told us", 1, f.Auditor));
            await Assert.ThrowsAsync<NotAcceptedException>(() => Right(months, wrong, " ", 1, f.Worker));
            await Assert.ThrowsAsync<NotAcceptedException>(() => Right(months, wrong with { Safely = null }, "Police told us", 1, f.Worker));
            await Assert.ThrowsAsync<NotAcceptedException>(() => Right(months, wrong with { Safely = (LookAnswer)99 }, "Police told us", 1, f.Worker));
            await Assert.ThrowsAsync<NotAcceptedException>(() => Right(months, wrong with { SafelyWhy = "" }, "Police told us", 1, f.Worker));
            await Assert.ThrowsAsync<NotAcceptedException>(() => Right(months, wrong with { ChildSays = new string('x', KeepSupport.Longest + 1) }, "Police told us", 1, f.Worker));
            // What changes nothing leaves nothing behind.
            await Right(months, AllWell(day), "I only looked", 1, f.Worker);
            Assert.Equal(3 * at, (await Corrections(authority, f, id)).Count);
            Assert.Equal((1, 1, 1, 0), await Figures(authority, f, team, months));

            // Sent twice: put right once. Whoever had the form open before is told.
            var key = Guid.CreateVersion7();
            await Right(months, wrong, "Police told us in March", 1, f.Worker, key);
            await Right(months, wrong, "Police told us in March", 1, f.Worker, key);
            await Assert.ThrowsAsync<SecondEditorException>(() => Right(months, AllWell(day), "I had it open", 1, f.Worker));
            // Three answers changed: each with the old and the new, why and by whom.
            var lines = await Corrections(authority, f, id);
            Assert.Equal(3 * (at + 1), lines.Count);
            var safe = Assert.Single(lines, l => l.Field == $"After {months} months: safe?");
            Assert.Equal(("Police told us in March", "Priya N."), (safe.Reason, safe.By));
            Assert.Equal((SupportWords.Of(LookAnswer.Yes), SupportWords.Of(LookAnswer.No)), (safe.Old, safe.New));
            // At home and not safe is not «with family, safely».
            Assert.Equal((1, 1, 0, 1), await Figures(authority, f, team, months));
        }
        Assert.Equal(
            [3, 6, 12],
            await authority.Do(s =>
                s.GetRequiredService<KithDb>().SupportOutcomes.Where(o => o.SupportId == id && o.Safely == LookAnswer.No).OrderBy(o => o.Months).Select(o => o.Months).ToListAsync()
            )
        );
        // A look that there never was cannot be put right, nor one of another child.
        await Assert.ThrowsAsync<NotAcceptedException>(() => Right(9, AllWell(on), "No such look", null, f.Worker));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s => s.GetRequiredService<CorrectLook>().Handle(f.Ellie, id, 3, AllWell(on), "Another child", null, f.Worker, null))
        );
        await authority.Do(async s =>
        {
            Assert.Equal(3, await s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Process == "Correct a look after intensive support"));
            // A year has gone by: the census of the next one is worked out at night, which does not come here.
            Assert.DoesNotContain(await s.GetRequiredService<Projector>().Rebuild(check: true), d => !d.Projection.StartsWith("census", StringComparison.Ordinal));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
    }

    private static Task<IReadOnlyList<Kith.Practice.Casework.AmendmentLine>> Corrections(Authority authority, Family f, Guid id) =>
        authority.Do(s => s.GetRequiredService<CorrectLook>().List(f.Mia, id));

    private static async Task<(int, int, int, int)> Figures(Authority authority, Family f, Guid team, int months)
    {
        var now = (await authority.Do(s => s.GetRequiredService<ListSupport>().List(team, f.Worker))).Looks.Single(l => l.Now.Months == months).Now;
        return (now.Asked, now.WithFamily, now.HomeSafely, now.HomeNotSafe);
    }

    /// <summary>Intensive support of Mia that ended on the day on which the story begins.</summary>
    private static Task<(Guid Team, Guid Id)> Supported(Authority authority, Family f) =>
        authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Kith.Practice.Clock>());
            var team = new Team
            {
                Id = clock.NewId(),
                Name = "Edge of care",
                Kind = TeamKind.EdgeOfCare,
            };
            var support = new EdgeSupport
            {
                Id = clock.NewId(),
                PersonId = f.Mia,
                TeamId = team.Id,
                ReferredOn = Ended.AddDays(-120),
                Urgency = SupportUrgency.ThisWeek,
                Worry = "May come to care",
                Criteria = "care",
                ReferredByName = "Priya N.",
                DecidedOn = Ended.AddDays(-118),
                Accepted = true,
                StartedOn = Ended.AddDays(-110),
                EndedOn = Ended,
                End = SupportEnd.GoalsReached,
                EndedWhy = "Calm at home",
            };
            db.Teams.Add(team);
            db.EdgeSupports.Add(support);
            var act = s.GetRequiredService<Kith.Practice.Acts.Acts>().Begin(Actor.System("Tests"), "Make a support that ended");
            act.Happened(new SupportReferred(f.Mia, support.Id, team.Id, support.ReferredOn, support.Urgency, support.Criteria));
            await act.Save(support.Id);
            return (team.Id, support.Id);
        });
}
