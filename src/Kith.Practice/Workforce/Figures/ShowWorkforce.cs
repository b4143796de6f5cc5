using Kith.Practice.Access;
using Kith.Practice.Measures;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Kith.Practice.Training;
using Kith.Practice.Wellbeing;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Figures;

/// <summary>A figure of the leaders' page with how it moved and where what is behind it is.</summary>
/// <param name="Of">What was counted: «9 of 84 full-time posts».</param>
/// <param name="Points">Quarter by quarter, the oldest first; the last is today.</param>
/// <param name="Href">Where what is behind it is, for this reader; null where nothing more may be seen.</param>
/// <param name="Better">Whether more is better; null where neither is.</param>
public sealed record LeadersFigure(string Name, string Value, string Of, IReadOnlyList<double?> Points, string? Href, string Definition, bool? Better);

/// <summary>A part of the page.</summary>
public sealed record LeadersPart(string Name, string Says, IReadOnlyList<LeadersFigure> Figures);

/// <summary>The leaders' page.</summary>
/// <param name="Days">The days of the points.</param>
public sealed record LeadersPage(DateOnly Today, string Scope, IReadOnlyList<DateOnly> Days, IReadOnlyList<LeadersPart> Parts, bool MayKeep, bool Manages);

/// <summary>
/// Puts the workforce on one page for those who lead it: oversight, supervision, caseload and stability, posts, training,
/// wellbeing; each with eight quarters and what is behind it. A fixed number of queries.
/// </summary>
[UseCase]
public sealed class ShowWorkforce(KithDb db, MeasureData data, Clock clock)
{
    /// <summary>Ends of quarters before today.</summary>
    public const int Quarters = 7;

    /// <exception cref="AccessRefusedException">The actor sees no figures of the workforce.</exception>
    public async Task<LeadersPage> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadWorkforceFigures, "see the figures of the workforce");
        var today = clock.Today;
        List<DateOnly> days = [.. MeasureSeries.To(today.AddDays(-1), SeriesStep.Quarter, Quarters).Select(p => p.To), today];
        var periods = days.Select(MeasurePeriod.YearTo).ToList();
        var whole = actor.WholeAuthority;
        var reach = actor.TeamIds;
        var teams = reach.ToHashSet();
        var book = await PolicyBook.Load(db, ct);
        var staff = await db
            .Workers.AsNoTracking()
            .Where(w => w.SourceEndedOn == null)
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.JobTitle,
                w.TeamId,
                w.LineManagerId,
                w.NewlyQualified,
                Registered = w.RegistrationNumber != null && w.RegistrationNumber != "",
                w.StartedOn,
                w.LeftOn,
            })
            .ToListAsync(ct);
        var mine = staff.Where(w => whole || (w.TeamId is { } t && teams.Contains(t))).ToList();
        var since = periods[0].From;
        var (workers, posts, sick) = await data.Staff(since, ct);
        var funded = whole ? posts : posts.FindAll(p => teams.Contains(p.TeamId));
        var children = await data.Histories(since, whole ? null : actor, ct);
        var basis = new MeasureBasis(new IntervalPolicy(book))
        {
            Posts = posts.ToLookup(p => p.TeamId),
            Sick = sick.ToLookup(x => x.WorkerId),
            Workers = workers,
        };
        var answer = MeasureEngine
            .Evaluate(children, basis, new MeasureQuestion(periods, today, whole ? MeasureCohort.All : new MeasureCohort(teams), Only: new HashSet<string>(Wanted)))
            .Whole;

        var now = mine.Where(w => !(w.LeftOn <= today) && !(w.StartedOn > today)).ToList();
        var supervised = (
            await db
                .SupervisedWorkers.AsNoTracking()
                .Where(x => x.On >= since.AddDays(-SupervisionRules.Year) && x.On <= today && SupervisionRules.Counting.Contains(x.Kind))
                .Select(x => new { x.WorkerId, x.On })
                .ToListAsync(ct)
        ).ToLookup(x => x.WorkerId, x => x.On);
        var expected = now.Where(w => w.LineManagerId is not null).ToList();
        var policy = new SupervisionExpectation(book);
        var late = expected.Count(w => policy.Due(supervised[w.Id].Select(x => (DateOnly?)x).Max(), w.StartedOn, w.NewlyQualified, today) < today);
        // Each point is of those who worked here on its day, judged by the length that held then.
        var supervision = days.Select(day =>
            {
                var (all, within) = (0, 0);
                foreach (var w in mine.Where(w => w.LineManagerId is not null && !(w.LeftOn <= day) && !(w.StartedOn > day)))
                {
                    var (d, i) = policy.Regularity(supervised[w.Id], w.StartedOn, w.NewlyQualified, day);
                    (all, within) = (all + d, within + i);
                }
                return (Days: all, Within: within, Percent: all == 0 ? (double?)null : 100.0 * within / all);
            })
            .ToList();

        var learning = await Training([.. mine.Select(w => (w.Id, StaffRoles.Of(w.JobTitle, w.NewlyQualified, w.Registered), w.StartedOn, w.LeftOn))], days, ct);
        var said = await (
            from s in db.PulseSurveys.AsNoTracking()
            where s.CountedOn != null
            join r in db.PulseResults on s.Id equals r.SurveyId
            where r.Group == "all"
            orderby s.ClosesOn descending, s.Id
            select new { Survey = s, Result = r }
        )
            .Take(ShowWellbeing.Most)
            .ToListAsync(ct);
        said.Reverse();

        LeadersFigure Measure(string id, string name, string href, string? definition = null)
        {
            var m = MeasureCatalogue.Find(id)!;
            var series = answer.Series(m);
            var last = series[^1];
            var of =
                m.IsDays ? $"{last.Denominator:N0} children"
                : last is { Numerator: { } n, Denominator: { } d } ? $"{n:#,0.#} of {d:#,0.#}"
                : "";
            return new(
                name,
                last.InWords,
                of,
                [.. series.Select(f => f.Value)],
                href,
                definition ?? m.Name,
                m.Better switch
                {
                    Polarity.HigherIsBetter => true,
                    Polarity.LowerIsBetter => false,
                    _ => null,
                }
            );
        }

        // Whoever manages somebody keeps their days off, also a director or principal whose role decides on no child.
        var manages = (actor.May(Permission.Decide) && actor.ManagedTeamIds.Count > 0) || now.Exists(w => w.LineManagerId == actor.WorkerId && w.LineManagerId is not null);
        var keeps = actor.May(Permission.KeepWorkforce);
        var disabled = answer.Series(MeasureCatalogue.Find("oversight_disabled")!);
        var others = answer.Series(MeasureCatalogue.Find("oversight_other")!);
        var scope = whole ? "the whole authority" : "your teams";
        return new(
            today,
            scope,
            days,
            [
                new(
                    "A manager’s look at each child",
                    Gap(disabled[^1], others[^1]),
                    [
                        Measure("oversight_on_time", "Looked at in time", "/oversight"),
                        Measure("oversight_disabled", "Disabled children", "/oversight/fairness"),
                        Measure("oversight_other", "Other children", "/oversight/fairness"),
                    ]
                ),
                new(
                    "Supervision",
                    expected.Count == 0 ? "Nobody has a line manager recorded, so no supervision is expected." : $"{late} of {expected.Count} people wait longer than they should.",
                    [
                        new(
                            "Days within what is expected",
                            supervision[^1].Percent is { } regular ? FormattableString.Invariant($"{regular:0.0}%") : "not known",
                            supervision[^1].Days == 0 ? "" : $"{supervision[^1].Within:N0} of {supervision[^1].Days:N0} days of the year",
                            [.. supervision.Select(p => p.Percent)],
                            "/supervision/teams",
                            "Of the days of the year on which supervision was expected, those no later than it was due",
                            true
                        ),
                    ]
                ),
                new(
                    "Caseload, and how steady it is for children",
                    "The same worker for longer is what children ask for.",
                    [
                        Measure("caseload", "Children for each full-time worker", $"/quality/caseload"),
                        Measure("caseload_worker", "Workers above a full weighted caseload", "/quality/caseload_worker"),
                        Measure("relationship_days", "Days with the present worker, the middle child", "/quality/relationship_days"),
                        Measure("workers_count", "Children with three or more workers in a year", "/quality/workers_count"),
                    ]
                ),
                new(
                    "Posts and people",
                    funded.Count == 0
                        ? "No funded posts are written down yet, so vacancies are not known."
                        : $"{answer[MeasureCatalogue.Find("turnover")!, days.Count - 1].Denominator:0.#} full-time social workers of the council’s own are in post in {scope}.",
                    [
                        Measure("vacancy", "Vacant posts", "/quality/vacancy", "Vacant posts, of vacant and filled; a post covered by an agency worker is vacant"),
                        Measure("turnover", "Turnover", "/quality/turnover", "Social workers who left in the year, of those in post at its end"),
                        Measure("agency", "Agency workers", "/quality/agency", "Agency social workers, of agency and own together"),
                        Measure("absence", "Days lost to sickness", "/quality/absence", "Working days lost in the year, of 253 for each social worker in post at its end"),
                    ]
                ),
                new(
                    "Learning",
                    learning.Courses == 0 ? "No course is mandatory yet." : $"{learning.Lines[^1].InDate} people are in date with all that is asked of them.",
                    [
                        new(
                            "In date with mandatory training",
                            learning.Lines[^1].Share is { } share ? FormattableString.Invariant($"{share * 100:0}%") : "not known",
                            learning.Lines[^1].Likely is { } likely ? FormattableString.Invariant($"likely {likely.Low * 100:0} to {likely.High * 100:0}%") : "",
                            [.. learning.Lines.Select(l => l.Share * 100)],
                            "/training/teams",
                            "People with nothing late, of those of whom something was due; by the kind of work that they do now",
                            true
                        ),
                    ]
                ),
                new(
                    "How people say work is for them",
                    said.Count == 0
                        ? "No survey has been counted yet."
                        : $"{said[^1].Survey.Title}: {said[^1].Survey.Answered} of {said[^1].Survey.Asked} answered, of the whole authority. The points are surveys.",
                    [
                        .. (said.Count == 0 ? [] : said[^1].Survey.Statements).Select(statement =>
                        {
                            var shares = said.Select(s => Share(s.Survey, s.Result, statement)).ToList();
                            return new LeadersFigure(
                                statement,
                                shares[^1] is { } s ? FormattableString.Invariant($"{s:0}%") : "not shown",
                                "agree",
                                shares,
                                "/wellbeing",
                                "Those who agree fully or mostly",
                                true
                            );
                        }),
                    ]
                ),
            ],
            keeps,
            manages
        );
    }

    private static readonly string[] Wanted =
    [
        "oversight_on_time",
        "oversight_disabled",
        "oversight_other",
        "caseload",
        "caseload_worker",
        "relationship_days",
        "workers_count",
        "vacancy",
        "turnover",
        "agency",
        "absence",
    ];

    private static double? Share(PulseSurvey survey, PulseResult result, string statement)
    {
        var at = survey.Statements.ToList().IndexOf(statement);
        var agree = result.Agree.Split(' ');
        return at >= 0 && at < agree.Length && int.TryParse(agree[at], System.Globalization.CultureInfo.InvariantCulture, out var n) && result.Answers > 0
            ? 100.0 * n / result.Answers
            : null;
    }

    // Says what the two numbers are; whether more than chance is behind the difference is for the page on fairness.
    private static string Gap(MeasureFigure disabled, MeasureFigure others) =>
        disabled.Value is not { } d || others.Value is not { } o
            ? "Too little is known to compare disabled children with others."
            : FormattableString.Invariant($"Disabled children: {d:0}% looked at in time; others: {o:0}%. ") + "Whether that is more than chance is said under fairness.";

    /// <summary>How those who worked here on each day stood with training on it: courses and what was done in one query.</summary>
    private async Task<(IReadOnlyList<ComplianceLine> Lines, int Courses)> Training(
        List<(Guid Id, StaffRole Role, DateOnly? StartedOn, DateOnly? LeftOn)> people,
        List<DateOnly> days,
        CancellationToken ct
    )
    {
        var rows = await (
            from c in db.Courses.AsNoTracking()
            where c.MandatoryFor != StaffRole.None
            join d in db.CoursesDone on c.Id equals d.CourseId into dones
            from d in dones.DefaultIfEmpty()
            select new
            {
                Course = c,
                WorkerId = (Guid?)d!.WorkerId,
                On = (DateOnly?)d.On,
                d.Earlier,
            }
        ).ToListAsync(ct);
        var courses = rows.Select(r => r.Course).DistinctBy(c => c.Id).ToList();
        var done = rows.Where(r => r.WorkerId is not null)
            .ToDictionary(r => (r.WorkerId!.Value, r.Course.Id), r => (IReadOnlyList<DateOnly>)[.. CourseDone.DaysOf(r.Earlier, r.On!.Value)]);
        return (
            [
                .. days.Select(day => new ComplianceLine(
                    "all",
                    "All",
                    TrainingRules.InDate(
                        people
                            .Where(p => !(p.LeftOn <= day) && !(p.StartedOn > day))
                            .Select(p =>
                                (IReadOnlyCollection<Requirement>)
                                    [.. TrainingRules.Requirements(p.Role, p.StartedOn, courses, c => TrainingRules.LastBy(done.GetValueOrDefault((p.Id, c)), day), day)]
                            )
                    )
                )),
            ],
            courses.Count(c => c.EndedOn is null)
        );
    }
}
