using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.MyDay;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Teams;
using Kith.Practice.Workforce.Workers;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Workforce;

public sealed class DayTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_social_worker_sees_own_children_and_what_to_do_next(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var day = await Day(authority, town.PriyaAccount);
        var own = day.Own!;
        // Rex is restricted and Priya is not named to read it: not listed, though allocated.
        var child = Assert.Single(Assert.Single(own.Families).Children);
        Assert.Equal(("Mia Thompson", new DateOnly(2026, 11, 2), "Priya Nair", true), (child.Name, child.LastSeenOn, child.LastSeenBy, child.LastSeenAlone));
        Assert.Equal(["cp_visit", "oversight"], own.DoNext.Select(d => d.Clock));
        var line = own.DoNext[0];
        Assert.Equal(("Visit", "cp_visit", ClockState.Late, "8 days late"), (line.Act, line.Clock, line.State, line.Words));
        Assert.Equal("child protection plan, every 10 working days from Mon 2 Nov", line.Why);
        Assert.Equal("weighted 8 of 110", own.Load!.Weighted);
        Assert.Null(day.Team);
        Assert.Null(day.Service);
        Assert.Null(day.Administration);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_diary_holds_meetings_about_ones_children_and_those_one_chairs_and_names_no_restricted_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var today = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            Meeting Meet(MeetingKind kind, DateOnly on, string? at, Guid? chair = null)
            {
                var meeting = new Meeting
                {
                    Id = clock.NewId(),
                    Kind = kind,
                    PlannedOn = on,
                    StartsAt = at,
                    ChairWorkerId = chair,
                };
                meeting.Participants.AddRange(
                    new[] { Reply.Coming, Reply.Coming, Reply.Apologies }.Select(
                        (reply, i) =>
                            new Participant
                            {
                                Id = clock.NewId(),
                                MeetingId = meeting.Id,
                                Name = $"Somebody {i}",
                                Reply = reply,
                            }
                    )
                );
                db.Meetings.Add(meeting);
                return meeting;
            }
            void About(Meeting meeting, Guid person, DateOnly? held = null) =>
                db.ReviewConferences.Add(
                    new ReviewConference
                    {
                        Id = clock.NewId(),
                        PersonId = person,
                        TogetherId = meeting.Id,
                        PlannedOn = meeting.PlannedOn,
                        HeldOn = held,
                    }
                );
            var both = Meet(MeetingKind.ReviewConference, today, "14:00", town.Bea);
            About(both, town.Mia);
            About(both, town.Rex);
            About(Meet(MeetingKind.ReviewConference, today.AddDays(-1), null), town.Mia, today.AddDays(-1));
            About(Meet(MeetingKind.ReviewConference, today.AddDays(-DiaryMeetings.DaysBack - 1), null), town.Mia);
            About(Meet(MeetingKind.ReviewConference, today.AddDays(ShowDiary.DiaryDays + 1), null), town.Mia);
            About(Meet(MeetingKind.ReviewConference, today.AddDays(3), "9:30"), town.Mia);
            await db.SaveChangesAsync();
        });
        var hand = (await Day(authority, town.PriyaAccount)).Hand!;
        var line = Assert.Single(hand.Diary);
        Assert.Equal((new TimeOnly(14, 0), "Review conference", "2 of 3 coming", false, false), (line.At, line.What, line.Replies, line.Past, line.IsVisit));
        Assert.Equal(["Mia Thompson"], line.Children.Select(c => c.Name));
        Assert.Equal($"/children/{town.Mia}/protection/conference/{line.Id}", line.OpenHref);
        Assert.Equal(today.AddDays(3), Assert.Single(hand.Ahead).On);
        // A colleague who has nothing to do with it has nothing of it in the diary.
        Assert.Empty((await Day(authority, town.SamAccount)).Hand!.Diary);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_manager_sees_who_waits_what_is_late_and_oversight_longest_ago(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var team = (await Day(authority, town.MoAccount)).Team!;
        Assert.Equal(2, team.Open);
        var waiting = Assert.Single(team.Waiting);
        Assert.Equal(("Noah Thompson", new DateOnly(2026, 11, 4)), (waiting.Name, waiting.Since));
        Assert.Equal("Sam Okoro", waiting.Knows[0].WorkerName);
        Assert.Equal(2, team.DueByKind.Single(d => d.Kind == DueKind.Visit).Late);
        Assert.Equal(["cp_visit", "cin_visit_first", "cin_review_first"], team.Late.Select(l => l.Clock));
        Assert.Equal([("Mia Thompson", true), ("Noah Thompson", true)], team.Oversight.Select(o => (o.Name, o.Late)));
        Assert.Equal(["Priya Nair", "Sam Okoro"], team.Workers.Select(w => w.Name));
        Assert.Empty(team.Gone);
        // Priya can no longer sign in: that stays in sight until her children are with somebody else, whoever has read the notice.
        var today = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().Today));
        await authority.Do(s =>
            s.GetRequiredService<KithDb>().Users.Where(u => u.Id == town.PriyaAccount).ExecuteUpdateAsync(u => u.SetProperty(x => x.ValidUntil, today.AddDays(-1)))
        );
        team = (await Day(authority, town.MoAccount)).Team!;
        Assert.Equal((town.Priya, "Priya Nair", 1), team.Gone.Select(g => (g.Id, g.Name, g.Children)).Single());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_director_sees_the_service_by_team_without_restricted_records_counted(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var service = (await Day(authority, town.DirectorAccount)).Service!;
        Assert.Equal(["Help and protection", "North", "South"], service.Teams.Select(t => t.Name));
        Assert.Equal((3, 1, 2, 1), (service.InAll.Open, service.InAll.ChildProtection, service.InAll.ChildInNeed, service.InAll.Waiting));
        Assert.Equal(2, service.Teams[1].Counts!.Open);
        Assert.Null((await Day(authority, town.DirectorAccount)).Own);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_administrator_sees_accounts_and_teams_and_no_child(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            (await db.Workers.SingleAsync(w => w.Id == town.Sam)).LeftOn = new DateOnly(2026, 11, 20);
            (await db.Workers.SingleAsync(w => w.Id == town.Bea)).RegistrationExpiresOn = new DateOnly(2026, 12, 1);
            await db.SaveChangesAsync();
        });
        var day = await Day(authority, town.AdminAccount);
        Assert.Equal(
            (0, 0, 1, 0, 0, 1),
            (
                day.Administration!.AccountsWithoutRole,
                day.Administration.AccountsEndingSoon,
                day.Administration.AccountsOfLeavers,
                day.Administration.WorkersWithoutTeam,
                day.Administration.LeaversWithChildren,
                day.Administration.RegistrationsEnding
            )
        );
        Assert.Null(day.Own ?? (object?)day.Team ?? day.Service);
        var teams = await authority.Do(async s => await s.GetRequiredService<ShowTeams>().Show(await s.As(town.AdminAccount)));
        Assert.All(teams, t => Assert.Null(t.Counts));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_notice_stands_until_read_and_names_nobody_its_reader_may_not_read(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var clock = s.GetRequiredService<Clock>();
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = town.PriyaAccount,
                    PersonId = town.Rex,
                    Text = "A child was allocated to you.",
                    At = clock.UtcNow,
                }
            );
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = town.PriyaAccount,
                    PersonId = town.Mia,
                    Text = "A child was allocated to you.",
                    At = clock.UtcNow.AddMinutes(1),
                }
            );
            await db.SaveChangesAsync();
        });
        var notices = (await Day(authority, town.PriyaAccount)).Notices;
        Assert.Equal(["Mia Thompson", null], notices.Select(n => n.PersonName));
        Assert.Null(notices[1].PersonId);
        // Somebody else's notice stays.
        await authority.Do(async s => await s.GetRequiredService<ReadNotice>().Handle(notices[0].Id, await s.As(town.MoAccount)));
        await authority.Do(async s => await s.GetRequiredService<ReadNotice>().Handle(notices[1].Id, await s.As(town.PriyaAccount)));
        Assert.Equal(notices[0].Id, Assert.Single((await Day(authority, town.PriyaAccount)).Notices).Id);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_team_outside_reach_shows_its_people_and_no_number(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var south = (await authority.Do(async s => await s.GetRequiredService<ShowTeam>().Show(town.South, await s.As(town.MoAccount))))!;
        Assert.False(south.WithinReach);
        Assert.Equal(("Bea Lund", null), (Assert.Single(south.Workers).Name, south.Workers[0].Load));
        Assert.Empty(south.Due);
        Assert.Null(await authority.Do(async s => await s.GetRequiredService<ShowTeamSeen>().Show(town.South, 1, await s.As(town.MoAccount))));
        var north = (await authority.Do(async s => await s.GetRequiredService<ShowTeam>().Show(town.North, await s.As(town.MoAccount))))!;
        Assert.Equal((2, 1, 1, 1), (north.Counts.Open, north.Counts.ChildProtection, north.Counts.ChildInNeed, north.Counts.Waiting));
        var service = (await authority.Do(async s => await s.GetRequiredService<ShowTeam>().Show(town.Service, await s.As(town.DirectorAccount))))!;
        Assert.Equal(["North", "South"], service.Below.Select(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Weeks_tell_who_was_seen(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var seen = (await authority.Do(async s => await s.GetRequiredService<ShowTeamSeen>().Show(town.North, 1, await s.As(town.MoAccount))))!;
        Assert.Equal(12, seen.Weeks.Count);
        Assert.Equal(new DateOnly(2026, 11, 23), seen.Weeks[^1]);
        // Never seen comes before seen.
        Assert.Equal(["Noah Thompson", "Mia Thompson"], seen.Children.Select(c => c.Name));
        Assert.Equal([WeekSeen.SeenAlone, WeekSeen.None, WeekSeen.None, WeekSeen.None], seen.Children[1].Weeks.TakeLast(4));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_page_and_the_directory_count_only_what_the_viewer_may_read(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var priya = (await authority.Do(async s => await s.GetRequiredService<ShowWorker>().Show(town.Priya, await s.As(town.MoAccount))))!;
        Assert.Equal(("North", "Mo Amin"), (priya.Team, priya.LineManager));
        Assert.Equal("Mia Thompson", Assert.Single(priya.Children).Name);
        Assert.Equal([0, 1, 1], priya.History.Select(h => h.Children).Where((_, i) => i is 9 or 10 or 12));
        var outside = (await authority.Do(async s => await s.GetRequiredService<ShowWorker>().Show(town.Priya, await s.As(town.BeaAccount))))!;
        Assert.False(outside.WithinReach);
        Assert.Empty(outside.Children);

        async Task<WorkerList> List(string? words, Guid account) =>
            await authority.Do(async s => await s.GetRequiredService<ListWorkers>().List(new(words, null, false, null, 1), await s.As(account)));
        Assert.Equal(["Priya Nair"], (await List("naïr pri", town.MoAccount)).Workers.Select(w => w.Name));
        Assert.Equal([(int?)null, 0, 1, 0], (await List(null, town.MoAccount)).Workers.Select(w => w.Children));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Queries_do_not_grow_with_the_caseload(string engine)
    {
        var counter = new QueryCounter();
        await using var authority = await Authority.On(engine, services => services.ConfigureDbContext<KithDb>(o => o.AddInterceptors(counter)));
        var town = await authority.Do(Town.Build);
        foreach (var account in new[] { town.PriyaAccount, town.MoAccount, town.DirectorAccount, town.AdminAccount })
        {
            await authority.Do(async s =>
            {
                var actor = await s.As(account);
                counter.Count = 0;
                await s.GetRequiredService<ShowMyDay>().Show(actor);
                Assert.InRange(counter.Count, 1, 10);
            });
        }
        await authority.Do(async s =>
        {
            var actor = await s.As(town.MoAccount);
            counter.Count = 0;
            await s.GetRequiredService<ShowTeam>().Show(town.North, actor);
            Assert.InRange(counter.Count, 1, 10);
        });
    }

    private static Task<MyDayView> Day(Authority authority, Guid account) => authority.Do(async s => await s.GetRequiredService<ShowMyDay>().Show(await s.As(account)));
}

/// <summary>Counts commands that read.</summary>
internal sealed class QueryCounter : Microsoft.EntityFrameworkCore.Diagnostics.DbCommandInterceptor
{
    public int Count;

    public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
        System.Data.Common.DbCommand command,
        Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData eventData,
        Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref Count);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
