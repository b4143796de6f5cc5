using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Training;
using Kith.Practice.Wellbeing;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Figures;
using Kith.Practice.Workforce.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Workforce;

/// <summary>Training, anonymous surveys and the figures of the workforce on both databases.</summary>
public sealed class LearningTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Places_are_never_oversold_and_pass_to_whoever_waited_longest(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var today = authority.Services.GetRequiredService<Clock>().Today;
        var lead = Lead();
        var staff = await authority.Do(s => Hire(s, town.North, 8));
        await authority.Do(s => s.GetRequiredService<KeepCatalogue>().TakeReady(lead, null));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepCatalogue>().TakeReady(lead, null)));
        var course = await authority.Do(s => s.GetRequiredService<KithDb>().Courses.AsNoTracking().SingleAsync(c => c.Title.StartsWith("Safe visits")));
        var session = await authority.Do(s => s.GetRequiredService<KeepSessions>().Plan(Session(course.Id, today.AddDays(3), 2), lead, null));

        // Eight ask at the same instant.
        var got = await Task.WhenAll(staff.Select(w => authority.Do(s => s.GetRequiredService<BookPlace>().Book(session, w, As(w), Guid.CreateVersion7()))));
        Assert.Equal(2, got.Count(g => g));
        var bookings = await authority.Do(s => s.GetRequiredService<KithDb>().Bookings.AsNoTracking().OrderBy(b => b.AskedAt).ThenBy(b => b.Id).ToListAsync());
        Assert.Equal((8, 2), (bookings.Count, bookings.Count(b => b.HasPlace)));
        Assert.Equal(2, await authority.Do(s => s.GetRequiredService<KithDb>().TrainingSessions.Where(x => x.Id == session).Select(x => x.Taken).SingleAsync()));
        // Nobody twice; nobody for a colleague; the same form again does nothing.
        var (first, waiting) = (bookings.First(b => b.HasPlace), bookings.Where(b => !b.HasPlace).ToList());
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<BookPlace>().Book(session, first.WorkerId, As(first.WorkerId), null)));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<BookPlace>().GiveUp(session, first.WorkerId, As(waiting[0].WorkerId), null)));

        var key = Guid.CreateVersion7();
        await authority.Do(s => s.GetRequiredService<BookPlace>().GiveUp(session, first.WorkerId, As(first.WorkerId), key));
        await authority.Do(s => s.GetRequiredService<BookPlace>().GiveUp(session, first.WorkerId, As(first.WorkerId), key));
        var there = await authority.Do(s =>
            s.GetRequiredService<KithDb>().Bookings.AsNoTracking().Where(b => b.GivenUpOn == null && b.HasPlace).Select(b => b.WorkerId).ToListAsync()
        );
        Assert.Equal(2, there.Count);
        Assert.Contains(waiting[0].WorkerId, there);
        var events = await authority.Do(s =>
            s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.Chain == $"session:{session:N}").OrderBy(e => e.Seq).Select(e => e.Event).ToListAsync()
        );
        Assert.Equal(["SessionPlanned", .. Enumerable.Repeat("PlaceBooked", 8), "PlaceGivenUp", "PlaceMovedUp"], events);

        // More places: those who wait move up. Fewer than are taken: refused.
        var version = await authority.Do(s => s.GetRequiredService<KithDb>().TrainingSessions.Where(x => x.Id == session).Select(x => x.Version).SingleAsync());
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSessions>().Change(session, Session(course.Id, today.AddDays(3), 1), version, lead, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepSessions>().Change(session, Session(course.Id, today.AddDays(3), 4), version, lead, null));
        Assert.Equal(4, await authority.Do(s => s.GetRequiredService<KithDb>().Bookings.CountAsync(b => b.GivenUpOn == null && b.HasPlace)));

        // Somebody who leaves takes no place with them: it goes to whoever waits for it.
        // Neither of them is one of those who hold a place above: these are asked about later.
        var apart = staff.Except(there).ToList();
        var (leaver, next) = (apart[0], apart[1]);
        var soon = await authority.Do(s => s.GetRequiredService<KeepSessions>().Plan(Session(course.Id, today.AddDays(1), 1), lead, null));
        Assert.True(await authority.Do(s => s.GetRequiredService<BookPlace>().Book(soon, leaver, As(leaver), null)));
        Assert.False(await authority.Do(s => s.GetRequiredService<BookPlace>().Book(soon, next, As(next), null)));
        await authority.Do(async s =>
            await s.GetRequiredService<WorkerLeaves>()
                .Handle(
                    leaver,
                    new LeaveInput { LeftOn = today.AddDays(1) },
                    (await s.GetRequiredService<KithDb>().Workers.AsNoTracking().SingleAsync(w => w.Id == leaver)).Version,
                    await s.As(town.AdminAccount),
                    null
                )
        );
        Assert.Equal(
            [(next, true)],
            await authority.Do(async s =>
                (await s.GetRequiredService<KithDb>().Bookings.AsNoTracking().Where(b => b.SessionId == soon && b.GivenUpOn == null).ToListAsync()).Select(b =>
                    (b.WorkerId, b.HasPlace)
                )
            )
        );
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().TrainingSessions.Where(x => x.Id == soon).Select(x => x.Taken).SingleAsync()));

        // The day comes: who came is in date, is asked, and asked again after three months.
        authority.Time.Advance(TimeSpan.FromDays(3));
        version = await authority.Do(s => s.GetRequiredService<KithDb>().TrainingSessions.Where(x => x.Id == session).Select(x => x.Version).SingleAsync());
        await authority.Do(s => s.GetRequiredService<KeepSessions>().Attendance(session, [there[0]], version, lead, null));
        var own = await authority.Do(s => s.GetRequiredService<ShowTraining>().Own(As(there[0])));
        Assert.Equal(RequirementState.InDate, own!.Requirements.Single(r => r.CourseId == course.Id).State);
        var asked = Assert.Single(own.Asks);
        Assert.False(asked.LookingBack);
        await authority.Do(s => s.GetRequiredService<EvaluateTraining>().Handle(asked.BookingId, new EvaluationInput { Useful = 4 }, As(there[0]), null));
        await authority.Do(s =>
            Assert.ThrowsAsync<AccessRefusedException>(() =>
                s.GetRequiredService<EvaluateTraining>().Handle(asked.BookingId, new EvaluationInput { Useful = 4 }, As(there[1]), null)
            )
        );
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ShowTraining>().Own(As(there[1]))))!.Asks);
        authority.Time.Advance(TimeSpan.FromDays(95));
        var day = await authority.Do(s => s.GetRequiredService<ShowTrainingDue>().Of(As(there[0]), PolicyBook.Empty));
        Assert.Contains(day, d => d.Href == $"/training/evaluate/{asked.BookingId}");

        // Names are the manager's and the lead's; others see shares.
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var bea = await authority.Do(s => s.As(town.BeaAccount));
        Assert.NotEmpty((await authority.Do(s => s.GetRequiredService<ShowTrainingTeams>().Show(null, mo))).People);
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ShowTrainingTeams>().Show(null, director))).People);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowTrainingTeams>().Show(null, bea)));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowTraining>().Show(town.Priya, bea)));

        // Needs, steps of the first year, and the plan that names nobody.
        await authority.Do(s => s.GetRequiredService<KeepLearning>().Raise(town.Priya, new NeedInput { What = "Signing", Source = NeedSource.Appraisal }, mo, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepLearning>().TakeStep(town.Priya, AsyeStep.Agreement, today, null, mo, null))
        );
        await authority.Do(s => s.GetRequiredService<KeepCatalogue>().Budget(2026, new BudgetInput { Amount = 9000, Aims = "Hearing children" }, null, lead, null));
        var plan = await authority.Do(s => s.GetRequiredService<ShowTrainingPlan>().Show(2026, bea));
        // Two sessions were held.
        Assert.Equal((9000m, 600m, 0m), (plan.Budget, plan.Spent, plan.Committed));
        var paper = TrainingPaper.Of(plan).ToString() + string.Join('\n', TrainingPaper.Of(plan).Parts.Select(p => p.ToString()));
        Assert.DoesNotContain("Priya", paper);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_answer_leaves_nothing_behind_that_says_whose_it_was(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var today = authority.Services.GetRequiredService<Clock>().Today;
        var lead = Lead();
        var staff = await authority.Do(s => Hire(s, town.North, 9));
        var survey = await authority.Do(s =>
            s.GetRequiredService<KeepSurveys>()
                .Open(
                    new SurveyInput
                    {
                        Title = "Autumn",
                        OpensOn = today,
                        ClosesOn = today.AddDays(6),
                        Questions = "I feel supported\nI have time",
                    },
                    lead,
                    null
                )
        );
        var before = await authority.Do(Everything);
        // All at once, each twice: none is lost, and each counts once.
        var taken = await Task.WhenAll(
            staff.Concat(staff).Select((w, i) => authority.Do(s => s.GetRequiredService<AnswerSurvey>().Handle(survey, [i % 9 < 4 ? 5 : 2, 4], As(w, town.North))))
        );
        Assert.Equal(9, taken.Count(t => t));
        // One row changed, sealed; nothing else in the database says that anything happened.
        var after = await authority.Do(Everything);
        Assert.Equal(before, after);
        var box = await authority.Do(s => s.GetRequiredService<KithDb>().SurveyBoxes.AsNoTracking().SingleAsync());
        Assert.All(staff, w => Assert.True(box.Sealed.AsSpan().IndexOf(w.ToByteArray()) < 0 && box.Sealed.AsSpan().IndexOf(w.ToByteArray(true)) < 0));
        Assert.True((await authority.Do(s => s.GetRequiredService<ShowWellbeing>().Show(null, As(staff[0], town.North)))).Answered);
        var unanswered = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerSurvey>().Handle(survey, [5, null], As(town.Priya, town.North)))
        );
        Assert.Equal("Agree[1]", Assert.Single(unanswered.Problems).Field);

        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSurveys>().Count(survey, lead, null)));
        authority.Time.Advance(TimeSpan.FromDays(7));
        // Nobody has to remember it: it is counted by itself, once.
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KeepSurveys>().CountOver()));
        Assert.Equal(0, await authority.Do(s => s.GetRequiredService<KeepSurveys>().CountOver()));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepSurveys>().Count(survey, lead, null)));
        Assert.Equal(0, await authority.Do(s => s.GetRequiredService<KithDb>().SurveyBoxes.CountAsync()));
        var page = await authority.Do(s => s.GetRequiredService<ShowWellbeing>().Show(null, As(town.Bea, town.South)));
        var all = Assert.Single(page.Groups, g => g.Key == "all");
        Assert.Equal((9, 4, 8), (all.Answers, all.Said[0].Agree, all.Said[1].Agree));
        Assert.Equal("8 or more of 9", all.Said[1].InWords);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AnswerSurvey>().Handle(survey, [5, 5], As(town.Priya, town.North))));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Days_off_are_the_managers_and_posts_make_vacancies(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var today = authority.Services.GetRequiredService<Clock>().Today;
        var mo = await authority.Do(s => s.As(town.MoAccount));
        var director = await authority.Do(s => s.As(town.DirectorAccount));
        AbsenceInput Off(DateOnly from, DateOnly? to) =>
            new()
            {
                WorkerId = town.Priya,
                From = from,
                To = to,
            };
        // A director keeps the days of those whom they manage themselves, and of nobody else.
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var dee = new Worker { Id = Guid.CreateVersion7(), Name = "Dee Rector" };
            db.Workers.Add(dee);
            (await db.Users.SingleAsync(u => u.Id == town.DirectorAccount)).WorkerId = dee.Id;
            (await db.Workers.SingleAsync(w => w.Id == town.Mo)).LineManagerId = dee.Id;
            await db.SaveChangesAsync();
        });
        director = await authority.Do(s => s.As(town.DirectorAccount));
        Assert.True((await authority.Do(s => s.GetRequiredService<ShowWorkforce>().Show(director))).Manages);
        Assert.Equal([town.Mo], (await authority.Do(s => s.GetRequiredService<KeepFigures>().ShowAbsences(director))).People.Select(p => p.Id));
        await authority.Do(s => s.GetRequiredService<KeepFigures>().SetAbsence(null, Off(today.AddDays(-4), null), mo, null));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<KeepFigures>().SetAbsence(null, Off(today.AddDays(-9), today.AddDays(-3)), mo, null))
        );
        await authority.Do(s =>
            Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<KeepFigures>().SetAbsence(null, Off(today.AddDays(-30), today.AddDays(-29)), director, null))
        );
        Assert.Single((await authority.Do(s => s.GetRequiredService<KeepFigures>().ShowAbsences(mo))).Absences);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<KeepFigures>().ShowAbsences(director))).Absences);

        await authority.Do(s =>
            s.GetRequiredService<KeepFigures>()
                .SetPosts(
                    new PostsInput
                    {
                        TeamId = town.North,
                        Title = "Social worker",
                        FullTimeEquivalent = 3,
                        From = today,
                    },
                    director,
                    null
                )
        );
        // Nobody of the town has a registration: three posts, all vacant, and no sickness of social workers.
        var page = await authority.Do(s => s.GetRequiredService<ShowWorkforce>().Show(director));
        var figures = page.Parts.SelectMany(p => p.Figures).ToDictionary(f => f.Name);
        Assert.Equal(("100.0%", "3 of 3"), (figures["Vacant posts"].Value, figures["Vacant posts"].Of));
        Assert.Equal("not known", figures["Days lost to sickness"].Value);
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowWorkforce>().Show(As(town.Priya, town.North))));
    }

    /// <summary>How many rows every table has, but for the box: what an answer could have left behind.</summary>
    private static async Task<string> Everything(IServiceProvider s)
    {
        var db = s.GetRequiredService<KithDb>();
        return string.Join(
            ';',
            await db.TrailEntries.CountAsync(),
            await db.TrailTips.CountAsync(),
            await db.ActKeys.CountAsync(),
            await db.Drafts.CountAsync(),
            await db.Notices.CountAsync(),
            await db.PulseSurveys.Select(p => p.Version).SingleAsync(),
            await db.PulseResults.CountAsync(),
            await db.Workers.SumAsync(w => w.Version),
            await db.Users.CountAsync()
        );
    }

    private static SessionInput Session(Guid course, DateOnly on, int places) =>
        new()
        {
            CourseId = course,
            On = on,
            Place = "Town Hall",
            Places = places,
        };

    private static Actor Lead() =>
        new()
        {
            AccountId = Guid.CreateVersion7(),
            Name = "Ruth Benson",
            Roles = [Role.PrincipalSocialWorker],
            WholeAuthority = true,
        };

    private static Actor As(Guid worker, Guid? team = null) =>
        new()
        {
            AccountId = Guid.CreateVersion7(),
            Name = "Someone",
            WorkerId = worker,
            TeamId = team,
            Roles = [Role.SocialWorker],
        };

    private static async Task<List<Guid>> Hire(IServiceProvider s, Guid team, int count)
    {
        var db = s.GetRequiredService<KithDb>();
        var workers = Enumerable
            .Range(1, count)
            .Select(i => new Worker
            {
                Id = Guid.CreateVersion7(),
                Name = $"Worker {i}",
                JobTitle = "Social worker",
                RegistrationNumber = $"SW{i:00000}",
                TeamId = team,
                StartedOn = new DateOnly(2026, 11, 1),
            })
            .ToList();
        db.Workers.AddRange(workers);
        await db.SaveChangesAsync();
        return [.. workers.Select(w => w.Id)];
    }
}
