using Kith.DataTests.Children;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.EdgeOfCare;

/// <summary>A child goes missing, comes back and is listened to, on both databases.</summary>
public sealed class MissingStoryTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_is_missing_once_at_a_time_and_nothing_due_goes_stale(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        // Tuesday 24 November 2026, 9:30.
        var key = Guid.CreateVersion7();
        var input = Gone(23, 21, 15);
        var id = await authority.Do(s => s.GetRequiredService<KeepMissing>().Report(f.Mia, input, f.Worker, key));
        Assert.Equal(id, await authority.Do(s => s.GetRequiredService<KeepMissing>().Report(f.Mia, input, f.Worker, key)));
        var overview = await Overview(authority, f.Mia);
        Assert.Equal(new DateTime(2026, 11, 23, 21, 15, 0, DateTimeKind.Utc), overview.MissingSince);
        var strategy = Assert.Single(await Due(authority, f.Mia));
        Assert.Equal(("missing_strategy", new DateTime(2026, 11, 26, 21, 15, 0, DateTimeKind.Utc)), (strategy.Clock, strategy.DueAt!.Value));

        // A second one is refused, in words that say what to do; another team's worker comes nowhere.
        var refused = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepMissing>().Report(f.Mia, Gone(24, 8, 0), f.Worker, null)));
        Assert.Contains("missing since Mon 23 Nov, 21:15", refused.Message, StringComparison.Ordinal);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepMissing>().Report(f.Mia, Gone(24, 8, 0), f.Stranger, null)));
        Assert.Contains((await authority.Do(s => s.GetRequiredService<ListMissing>().List(null, f.Worker))).Now, m => m.EpisodeId == id);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ListMissing>().List(null, f.Stranger))).Now);

        var back = Back(24, 6, 40);
        await authority.Do(s => s.GetRequiredService<KeepMissing>().Return(f.Mia, id, back, 1, f.Worker, null));
        Assert.Null((await Overview(authority, f.Mia)).MissingSince);
        var rhi = Assert.Single(await Due(authority, f.Mia));
        Assert.Equal(("rhi", new DateTime(2026, 11, 27, 6, 40, 0, DateTimeKind.Utc), f.Priya), (rhi.Clock, rhi.DueAt!.Value, rhi.WorkerId!.Value));
        // A time that would run into it is refused too, and one before it is welcome.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepMissing>().Report(f.Mia, With(Gone(23, 23, 0), Back(24, 7, 0)), f.Worker, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepMissing>().Report(f.Mia, With(Gone(20, 18, 0), Back(20, 22, 0)), f.Worker, null));
        Assert.Equal(2, (await Due(authority, f.Mia)).Count(d => d.Clock == "rhi"));

        // Not the child after all: missing still. Two editors: the second is told.
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() => s.GetRequiredService<KeepMissing>().TakeBackReturn(f.Mia, id, new() { Reason = "x" }, 1, f.Worker, null))
        );
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepMissing>().TakeBackReturn(f.Mia, id, new(), 2, f.Worker, null)));
        await authority.Do(s => s.GetRequiredService<KeepMissing>().TakeBackReturn(f.Mia, id, new() { Reason = "It was her cousin" }, 2, f.Worker, null));
        Assert.NotNull((await Overview(authority, f.Mia)).MissingSince);
        await authority.Do(s => s.GetRequiredService<KeepMissing>().Return(f.Mia, id, Back(24, 8, 0), 3, f.Worker, null));
        var page = (await authority.Do(s => s.GetRequiredService<ShowMissing>().Show(f.Mia, id, f.Worker)))!;
        Assert.Equal("It was her cousin", Assert.Single(page.Amendments).Reason);
        await Whole(authority);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task In_the_October_night_a_child_goes_in_the_first_hour_and_is_back_in_the_second(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        // Sunday 25 October 2026: at 2:00 the clocks go back to 1:00. Seen at 1:40 before they did; the police told at 1:10, and back
        // at 1:25, after: on the wall that is earlier, and 45 minutes later by the clock.
        var input = new MissingInput
        {
            FromDay = new(2026, 10, 25),
            FromTime = new(1, 40),
            GoneFrom = GoneFrom.Home,
            ReportedDay = new(2026, 10, 25),
            ReportedTime = new(1, 10),
            ReportedBy = "Mum",
            FoundDay = new(2026, 10, 25),
            FoundTime = new(1, 25),
            FoundHow = FoundHow.CameBack,
            Harm = HarmAway.NoneKnown,
        };
        Task<Guid> Report(MissingInput i) => authority.Do(s => s.GetRequiredService<KeepMissing>().Report(f.Mia, i, f.Worker, null));
        // Each time is asked by itself, and none is guessed.
        var asked = await Assert.ThrowsAsync<NotAcceptedException>(() => Report(input));
        Assert.Equal(
            [nameof(input.FoundTime), nameof(input.FromTime), nameof(input.ReportedTime)],
            asked.Problems.Where(p => p.Message.Contains("came twice", StringComparison.Ordinal)).Select(p => p.Field).Order(StringComparer.Ordinal)
        );
        await Assert.ThrowsAsync<NotAcceptedException>(() => Report(input with { Second = true, ReportedSecond = true, FoundSecond = true }));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Report(input with { Second = false, ReportedSecond = false, FoundSecond = false }));
        var id = await Report(input with { Second = false, ReportedSecond = true, FoundSecond = true });
        DateTime Utc(int day, int hour, int minute) => new(2026, 10, day, hour, minute, 0, DateTimeKind.Utc);
        async Task Stands(DateTime from, DateTime found)
        {
            var e = await authority.Do(s => s.GetRequiredService<KithDb>().MissingEpisodes.AsNoTracking().SingleAsync(m => m.Id == id));
            Assert.Equal((from, Utc(25, 1, 10), found), (e.MissingFrom, e.ReportedAt!.Value, e.FoundAt!.Value));
            // 72 hours after 1:25 GMT is 1:25 GMT; after a first 1:25 it would be 0:25.
            var due = Assert.Single(await Due(authority, f.Mia));
            Assert.Equal(("rhi", found.AddHours(72), new DateOnly(2026, 10, 28)), (due.Clock, due.DueAt!.Value, due.DueOn));
        }
        await Stands(Utc(25, 0, 40), Utc(25, 1, 25));

        // The record opened as its form shows it and saved with another word: no time moves.
        var form = MissingInput.Of(await authority.Do(s => s.GetRequiredService<KithDb>().MissingEpisodes.AsNoTracking().SingleAsync(m => m.Id == id)));
        Assert.Equal((false, true, true), (form.Second, form.ReportedSecond, form.FoundSecond));
        await authority.Do(s => s.GetRequiredService<KeepMissing>().Correct(f.Mia, id, form with { LastSeen = "In pyjamas", Reason = "Mum remembered" }, 1, f.Worker, null));
        await Stands(Utc(25, 0, 40), Utc(25, 1, 25));
        Assert.DoesNotContain(
            (await authority.Do(s => s.GetRequiredService<ShowMissing>().Show(f.Mia, id, f.Worker)))!.Amendments,
            a => a.New?.Contains(':', StringComparison.Ordinal) == true
        );
        // It was the first 1:55 that she came back: said so, and the due hour moves with it.
        await authority.Do(s =>
            s.GetRequiredService<KeepMissing>()
                .Correct(
                    f.Mia,
                    id,
                    form with
                    {
                        LastSeen = "In pyjamas",
                        FoundTime = new(1, 55),
                        FoundSecond = false,
                        ReportedSecond = null,
                        ReportedDay = null,
                        ReportedTime = null,
                        Reason = "The camera",
                    },
                    2,
                    f.Worker,
                    null
                )
        );
        var due = Assert.Single(await Due(authority, f.Mia));
        Assert.Equal((Utc(28, 0, 55), new DateOnly(2026, 10, 28)), (due.DueAt!.Value, due.DueOn));

        // Somebody independent listens in the last minute of the 72 hours: in time. A minute later it is not.
        var talk = new ReturnInterviewInput
        {
            On = new(2026, 10, 28),
            At = new(0, 55),
            HeldById = f.Tom,
            Why = "«I wanted to see Dad»",
        };
        await authority.Do(s => s.GetRequiredService<KeepReturnInterview>().Offer(f.Mia, id, talk with { On = new(2026, 10, 26), At = new(9, 0) }, 0, f.Worker, null));
        await authority.Do(s => s.GetRequiredService<KeepReturnInterview>().Hold(f.Mia, id, talk, 1, f.Worker, null));
        Assert.True(Assert.Single(await authority.Do(s => s.GetRequiredService<ShowMissing>().List(f.Mia))).InTime);
        await authority.Do(s => s.GetRequiredService<KithDb>().MissingEpisodes.Where(m => m.Id == id).ExecuteUpdateAsync(u => u.SetProperty(m => m.FoundAt, Utc(25, 0, 54))));
        Assert.False(Assert.Single(await authority.Do(s => s.GetRequiredService<ShowMissing>().List(f.Mia))).InTime);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Somebody_independent_listens_and_the_record_says_who_is(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var id = await authority.Do(s => s.GetRequiredService<KeepMissing>().Report(f.Mia, With(Gone(20, 18, 0), Back(21, 9, 0)), f.Worker, null));
        var talk = new ReturnInterviewInput { On = new(2026, 11, 21), At = new(12, 0) };
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepReturnInterview>().Hold(f.Mia, id, talk, 0, f.Worker, null)));
        await authority.Do(s => s.GetRequiredService<KeepReturnInterview>().Offer(f.Mia, id, talk, 0, f.Worker, null));
        Assert.Single(await Due(authority, f.Mia));
        await authority.Do(s => s.GetRequiredService<KeepReturnInterview>().Refuse(f.Mia, id, talk with { At = new(13, 0), Reason = "«Not today»" }, 1, f.Worker, null));
        Assert.Empty(await Due(authority, f.Mia));

        // The child thought again. Priya works with Mia: without a reason she is refused; with one she is counted as she is.
        var held = new ReturnInterviewInput
        {
            On = new(2026, 11, 23),
            At = new(16, 0),
            HeldById = f.Priya,
            Why = "«I wanted to see Dad»",
            Themes = ["family", "made up"],
        };
        var own = await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepReturnInterview>().Hold(f.Mia, id, held, 2, f.Worker, null)));
        Assert.Contains("Priya N. works with the child", own.Message, StringComparison.Ordinal);
        // Tom held Mia until 190 days ago, and does not now.
        await authority.Do(s => s.GetRequiredService<KeepReturnInterview>().Hold(f.Mia, id, held with { HeldById = f.Tom }, 2, f.Worker, null));
        var line = Assert.Single(await authority.Do(s => s.GetRequiredService<ShowMissing>().List(f.Mia)));
        Assert.Equal((MissingState.Held, true, true, "family"), (line.State, line.Interview!.Independent!.Value, line.InTime!.Value, line.Interview.Themes));
        Assert.Equal((true, true), (line.Episode.InterviewOffered!.Value, line.Episode.InterviewAccepted!.Value));
        var figures = (await authority.Do(s => s.GetRequiredService<ListMissing>().List(null, f.Worker))).Interviews;
        Assert.Equal((1, 1, 1, 1, 1, 0), (figures.Returns, figures.Offered, figures.Held, figures.InTime, figures.Independent, figures.Refused));
        await Whole(authority);
    }

    private static MissingInput Gone(int day, int hour, int minute) =>
        new()
        {
            FromDay = new(2026, 11, day),
            FromTime = new(hour, minute),
            GoneFrom = GoneFrom.Home,
            PoliceReference = "231126-441",
        };

    private static MissingInput Back(int day, int hour, int minute) =>
        new()
        {
            FoundDay = new(2026, 11, day),
            FoundTime = new(hour, minute),
            FoundHow = FoundHow.CameBack,
            FoundWhere = "Bus station",
            Harm = HarmAway.NoneKnown,
        };

    private static MissingInput With(MissingInput gone, MissingInput back) =>
        gone with
        {
            FoundDay = back.FoundDay,
            FoundTime = back.FoundTime,
            FoundHow = back.FoundHow,
            FoundWhere = back.FoundWhere,
            Harm = back.Harm,
        };

    private static Task<ChildOverview> Overview(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().ChildOverviews.AsNoTracking().SingleAsync(o => o.PersonId == child));

    private static Task<List<DueItem>> Due(Authority authority, Guid child) =>
        authority.Do(s => s.GetRequiredService<KithDb>().DueItems.AsNoTracking().Where(d => d.PersonId == child && d.DueAt != null).ToListAsync());

    private static Task Whole(Authority authority) =>
        authority.Do(async s =>
        {
            Assert.Empty(await s.GetRequiredService<Projector>().Rebuild(check: true));
            Assert.Null((await s.GetRequiredService<VerifyTrail>().Handle()).Broken);
        });
}
