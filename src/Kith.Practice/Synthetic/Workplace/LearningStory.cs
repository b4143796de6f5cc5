using Kith.Practice.Training;
using Kith.Practice.Wellbeing;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Figures;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>
/// What an invented council did for its people: courses over the years, sessions held and planned with waiting lists, what was
/// said of them, first years, needs, money; posts, days off sick; and four surveys. Of workers who are here today, from a
/// stream of chance of its own, so that the rest of the council is the same with and without it.
/// </summary>
internal sealed class LearningStory(DateOnly asAt, Council council, SeededRandom random, SyntheticIds ids)
{
    public List<Competency> Competencies { get; } = [];
    public List<Course> Courses { get; } = [];
    public List<CourseCompetency> Teaches { get; } = [];
    public List<TrainingSession> Sessions { get; } = [];
    public List<Booking> Bookings { get; } = [];
    public List<CourseDone> Done { get; } = [];
    public List<TrainingNeed> Needs { get; } = [];
    public List<AsyeStepTaken> Steps { get; } = [];
    public List<TrainingBudget> Budgets { get; } = [];
    public List<FundedPosts> Posts { get; } = [];
    public List<SicknessAbsence> Sick { get; } = [];
    public List<PulseSurvey> Surveys { get; } = [];
    public List<PulseResult> Results { get; } = [];

    private readonly Dictionary<(Guid Worker, Guid Course), CourseDone> last = [];
    private List<Worker> staff = [];

    public void Tell()
    {
        staff = [.. council.Workers.Where(w => w.LeftOn is null)];
        var (competencies, courses) = KeepCatalogue.Ready(ids.Next, asAt.AddYears(-2));
        Competencies.AddRange(competencies);
        Courses.AddRange(courses);
        foreach (var course in courses)
        {
            Teaches.AddRange(course.Teaches);
        }
        Earlier();
        Held();
        Planned();
        FirstYears();
        Needed();
        Money();
        Establishment();
        OffSick();
        Surveyed();
        // The rows go in by themselves, without what hangs on them.
        foreach (var course in courses)
        {
            course.Teaches = [];
        }
    }

    private IEnumerable<Worker> Asked(Course course) => staff.Where(w => (course.MandatoryFor & StaffRoles.Of(w)) != StaffRole.None);

    /// <summary>What was done before the sessions that are told: for most in date, for some not.</summary>
    private void Earlier()
    {
        foreach (var course in Courses.Where(c => c.MandatoryFor != StaffRole.None))
        {
            var back = (course.RenewMonths ?? 48) * 31;
            foreach (var worker in Asked(course).Where(_ => random.Chance(0.9)))
            {
                var on = asAt.AddDays(-random.Between(20, (int)(back * 1.02)));
                if (worker.StartedOn is { } started && on < started)
                {
                    if (!random.Chance(0.5))
                    {
                        continue;
                    }
                    on = Days.Earlier(asAt.AddDays(-20), started.AddDays(random.Between(5, 60)));
                    if (on < started)
                    {
                        continue;
                    }
                }
                // Whoever is here longer did it before as well, mostly in time.
                var before = new List<DateOnly>();
                for (var last = on; course.RenewMonths is { } months && last > asAt.AddYears(-3); before.Add(last))
                {
                    last = last.AddMonths(-months).AddDays(random.Chance(0.8) ? random.Between(0, 40) : -random.Between(1, 90));
                }
                foreach (var earlier in before.Where(d => !(worker.StartedOn > d)).Order())
                {
                    Did(worker, course, earlier, null, "Certificate seen");
                }
                Did(worker, course, on, null, "Certificate seen");
            }
        }
    }

    private void Did(Worker worker, Course course, DateOnly on, Guid? session, string? evidence)
    {
        if (!last.TryGetValue((worker.Id, course.Id), out var done))
        {
            done = last[(worker.Id, course.Id)] = new CourseDone
            {
                Id = ids.Next(),
                WorkerId = worker.Id,
                CourseId = course.Id,
                On = on,
                SessionId = session,
                Evidence = evidence,
            };
            Done.Add(done);
        }
        else if (done.On < on)
        {
            done.Again(on, session, evidence);
        }
    }

    private DateOnly LastOn(Worker worker, Course course) => last.TryGetValue((worker.Id, course.Id), out var done) ? done.On : DateOnly.MinValue;

    private TrainingSession Session(Course course, DateOnly on, int places)
    {
        var online = random.Chance(0.3);
        var session = new TrainingSession
        {
            Id = ids.Next(),
            CourseId = course.Id,
            On = WorkingDayCalendar.England.OnOrAfter(on),
            At = new TimeOnly(random.Pick(9, 10, 13), random.Pick(0, 30)),
            Place = online ? "online" : random.Pick("Amberdale Town Hall, room 2", "Fernley Family Centre", "The Old Library, Saltbrook"),
            Trainer = random.Pick("the workforce development team", "Maya Ellison", "a practice educator of the council"),
            Places = places,
            Cost = course.Cost,
        };
        Sessions.Add(session);
        return session;
    }

    /// <summary>The sessions of the last year, who came, and what they said.</summary>
    private void Held()
    {
        foreach (var course in Courses)
        {
            var times = course.MandatoryFor == StaffRole.None ? 2 : 3;
            for (var i = 0; i < times; i++)
            {
                var session = Session(course, asAt.AddDays(-random.Between(20 + 110 * i, 110 + 110 * i)), course.Places);
                var group = (course.MandatoryFor == StaffRole.None ? staff : [.. Asked(course)])
                    // Some never find the day.
                    .Where(w => (w.StartedOn is null || w.StartedOn < session.On) && w.Name.Length % 7 != 0)
                    .OrderBy(w => LastOn(w, course))
                    .ThenBy(_ => random.Unit())
                    .Take(Math.Min(session.Places, Math.Max(4, staff.Count / 8)))
                    .ToList();
                session.Taken = group.Count;
                session.AttendanceOn = session.On.AddDays(1);
                foreach (var worker in group)
                {
                    var booking = Book(session, worker, session.On.AddDays(-random.Between(15, 60)), place: true);
                    booking.Came = random.Chance(0.9);
                    if (booking.Came == true)
                    {
                        Did(worker, course, session.On, session.Id, null);
                        Said(booking, course);
                    }
                }
            }
        }
    }

    private Booking Book(TrainingSession session, Worker worker, DateOnly asked, bool place)
    {
        var booking = new Booking
        {
            Id = ids.Next(),
            SessionId = session.Id,
            WorkerId = worker.Id,
            On = session.On,
            AskedAt = LondonTime.StartOfDayUtc(asked).AddMinutes(random.Between(540, 1020)),
            HasPlace = place,
        };
        Bookings.Add(booking);
        return booking;
    }

    private void Said(Booking booking, Course course)
    {
        // Those who went lately have not all answered: their day asks them.
        if (random.Chance(booking.On > asAt.AddDays(-60) ? 0.5 : 0.8))
        {
            booking.Useful = course.MandatoryFor == StaffRole.Everyone ? random.Pick(2, 3, 3, 4) : random.Pick(3, 4, 4, 5, 5);
            booking.Learnt = random.Chance(0.3) ? "To ask what a child would say, before we decide" : null;
            booking.EvaluatedOn = booking.On.AddDays(random.Between(0, 6));
        }
        var later = booking.On.AddMonths(TrainingRules.LookBackMonths);
        if (later < asAt.AddDays(-10) && random.Chance(0.6))
        {
            booking.Change = random.Pick(PracticeChange.Nothing, PracticeChange.Little, PracticeChange.Little, PracticeChange.Much);
            booking.Changed =
                booking.Change == PracticeChange.Nothing
                    ? null
                    : random.Pick(
                        "I plan visits with how the child communicates in mind",
                        "We talk about it in the team and try it out",
                        "I ask who in the family could step in much earlier"
                    );
            booking.LookedBackOn = later.AddDays(random.Between(0, 9));
        }
    }

    /// <summary>What is planned: for those whose day comes, and one session that is full with people waiting.</summary>
    private void Planned()
    {
        var first = true;
        foreach (var course in Courses)
        {
            for (var i = 0; i < (course.MandatoryFor == StaffRole.None ? 1 : 2); i++)
            {
                var full = first || random.Chance(0.15);
                var session = Session(course, asAt.AddDays(random.Between(8 + 60 * i, 60 + 70 * i)), full ? Math.Min(8, Math.Max(2, staff.Count / 12)) : course.Places);
                var wanting = (course.MandatoryFor == StaffRole.None ? staff : [.. Asked(course)])
                    .OrderBy(w => LastOn(w, course))
                    .ThenBy(_ => random.Unit())
                    .Take(full ? session.Places + 3 : Math.Max(1, session.Places / 3))
                    .ToList();
                foreach (var (worker, place) in wanting.Select((w, n) => (w, n < session.Places)))
                {
                    Book(session, worker, asAt.AddDays(-random.Between(1, 40)), place);
                }
                session.Taken = Math.Min(session.Places, wanting.Count);
                first = false;
            }
        }
        // Whoever waits asked after those who have a place.
        foreach (var group in Bookings.Where(b => b.Came is null).GroupBy(b => b.SessionId))
        {
            var times = group.Select(b => b.AskedAt).Order().ToList();
            foreach (var (booking, at) in group.OrderByDescending(b => b.HasPlace).ThenBy(b => b.Id).Zip(times))
            {
                booking.AskedAt = at;
            }
        }
    }

    private void FirstYears()
    {
        foreach (var worker in staff.Where(w => w is { NewlyQualified: true, StartedOn: not null }))
        {
            foreach (
                var step in TrainingRules
                    .Asye(worker.StartedOn!.Value, [], new AsyePolicy(Settings.PolicyBook.Empty).Of(worker.StartedOn!.Value))
                    .Where(s => s.DueOn < asAt && random.Chance(0.9))
            )
            {
                Steps.Add(
                    new AsyeStepTaken
                    {
                        Id = ids.Next(),
                        WorkerId = worker.Id,
                        Step = step.Step,
                        On = Days.Later(worker.StartedOn.Value, Days.Earlier(asAt, step.DueOn.AddDays(random.Between(-12, 6)))),
                        Note = step.Step == AsyeStep.SixMonthReview ? "On the way; more practice in writing analysis" : null,
                    }
                );
            }
        }
    }

    private void Needed()
    {
        Guid? Of(string name) => Competencies.Find(c => c.Name == name)?.Id;
        void Add(string what, NeedSource source, string? words, string? competency, Guid? worker, Guid? team, int daysAgo) =>
            Needs.Add(
                new TrainingNeed
                {
                    Id = ids.Next(),
                    What = what,
                    Source = source,
                    SourceWords = words,
                    CompetencyId = competency is null ? null : Of(competency),
                    WorkerId = worker,
                    TeamId = team,
                    RaisedOn = asAt.AddDays(-daysAgo),
                }
            );
        Add("Contingency plans that reach beyond the first weeks", NeedSource.AuditTheme, "Audits of the summer", "Working with the family network", null, null, 70);
        Add(
            "Hearing children who do not use words",
            NeedSource.AuditTheme,
            "Audits of the summer",
            "Listening to children",
            null,
            council.TeamFor(TeamKind.DisabledChildren, 0),
            66
        );
        Add("Family group decision-making before court", NeedSource.Law, "Children’s Wellbeing and Schools Act 2026", "Court and pre-proceedings", null, null, 150);
        foreach (var worker in staff.Where(_ => random.Chance(0.35)))
        {
            var competency = random.Pick(Competencies.Where(c => c.Roles.HasFlag(StaffRoles.Of(worker))).Select(c => c.Name).ToArray());
            Add(
                $"More of: {char.ToLowerInvariant(competency[0])}{competency[1..]}",
                random.Pick(NeedSource.Appraisal, NeedSource.Appraisal, NeedSource.Supervision, NeedSource.OwnWish),
                null,
                competency,
                worker.Id,
                null,
                random.Between(20, 300)
            );
        }
    }

    private void Money()
    {
        var year = TrainingRules.YearOf(asAt);
        foreach (var y in new[] { year - 1, year })
        {
            Budgets.Add(
                new TrainingBudget
                {
                    Id = ids.Next(),
                    Year = y,
                    Amount = 60_000 + 4_000 * (y - year),
                    Aims =
                        y == year
                            ? "Disabled children are seen, heard and thought about as often as others; families’ own networks carry plans for the long term; and nobody’s training runs out unnoticed."
                            : null,
                }
            );
        }
    }

    /// <summary>Posts as they are planned: those that nobody holds are vacant.</summary>
    private void Establishment()
    {
        foreach (
            var group in council
                .Posts.Where(p => p.Kind.Registered)
                .GroupBy(p => (p.TeamId, p.Kind.Title))
                .OrderBy(g => g.Key.TeamId)
                .ThenBy(g => g.Key.Title, StringComparer.Ordinal)
        )
        {
            Posts.Add(
                new FundedPosts
                {
                    Id = ids.Next(),
                    TeamId = group.Key.TeamId,
                    Title = group.Key.Title,
                    SocialWork = true,
                    FullTimeEquivalent = group.Count(),
                    From = asAt.AddYears(-3),
                }
            );
        }
    }

    private void OffSick()
    {
        foreach (var worker in council.Workers.Where(w => w.LeftOn is null || w.LeftOn > asAt.AddYears(-3)))
        {
            var day = Days.Later(worker.StartedOn ?? asAt.AddYears(-3), asAt.AddYears(-3));
            var end = worker.LeftOn ?? asAt;
            while (true)
            {
                day = day.AddDays(random.Between(60, 420));
                var length = random.Chance(0.08) ? random.Between(20, 90) : random.Between(1, 6);
                if (day >= end)
                {
                    break;
                }
                var last = day.AddDays(length - 1);
                Sick.Add(
                    new SicknessAbsence
                    {
                        Id = ids.Next(),
                        WorkerId = worker.Id,
                        From = day,
                        To = last >= asAt ? null : Days.Earlier(last, end.AddDays(-1)),
                    }
                );
                day = last;
            }
        }
    }

    /// <summary>Four counted surveys, a quarter apart: what people say of their workload grows better as oversight and posts do.</summary>
    private void Surveyed()
    {
        var teams = council.Teams.ToDictionary(t => t.Id);
        for (var back = 4; back >= 1; back--)
        {
            var closes = asAt.AddDays(-91 * back + 60);
            var survey = new PulseSurvey
            {
                Id = ids.Next(),
                Title = $"{(closes.Month is 12 or 1 or 2 ? "Winter" : closes.Month < 6 ? "Spring" : closes.Month < 9 ? "Summer" : "Autumn")} {closes.Year}",
                Questions = string.Join('\n', PulseQuestions.Ready),
                OpensOn = closes.AddDays(-13),
                ClosesOn = closes,
                CountedOn = closes.AddDays(1),
            };
            var answers = SurveyAnswers.None();
            var there = council.Workers.Where(w => (w.StartedOn is null || w.StartedOn <= closes) && (w.LeftOn is null || w.LeftOn > closes)).ToList();
            foreach (var worker in there.Where(w => w.TeamId is not null && random.Chance(0.68)))
            {
                var mood = 0.45 + 0.04 * (4 - back) + (teams[worker.TeamId!.Value].Kind == TeamKind.DisabledChildren ? 0.06 * (4 - back) - 0.15 : 0);
                answers.Add(
                    worker.Id,
                    worker.TeamId.Value,
                    AnswerSurvey.ServiceOf(worker.TeamId.Value, teams),
                    StaffRoles.Of(worker),
                    [.. PulseQuestions.Ready.Select((_, q) => (byte)(random.Chance(mood + 0.05 * q) ? random.Between(4, 5) : random.Between(1, 3)))]
                );
            }
            var results = KeepSurveys.Results(survey.Id, answers.Cells(), teams.ToDictionary(t => t.Key, t => t.Value.Name));
            survey.Asked = there.Count;
            survey.Answered = results.Count == 0 ? 0 : answers.Count;
            Surveys.Add(survey);
            Results.AddRange(results);
        }
        // And one that can be answered now; nobody has yet.
        Surveys.Add(
            new PulseSurvey
            {
                Id = ids.Next(),
                Title = $"Winter {asAt.Year}-{(asAt.Year + 1) % 100:00}",
                Questions = string.Join('\n', PulseQuestions.Ready),
                OpensOn = asAt.AddDays(-2),
                ClosesOn = asAt.AddDays(11),
            }
        );
    }
}
