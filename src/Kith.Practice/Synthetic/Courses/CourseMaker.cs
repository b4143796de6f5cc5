using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// Draws the dates of an involvement so that they are legal: in order, plans never side by side, nothing after the
/// closure or after the last day of the story.
/// </summary>
internal sealed class CourseMaker(DateOnly asAt, SeededRandom random)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Shortest room, in days, in which a path can begin and end.</summary>
    public static int Shortest(CoursePath path) =>
        path switch
        {
            CoursePath.Nfa => 3,
            CoursePath.NotInNeed => 20,
            CoursePath.InNeed => 90,
            CoursePath.Protection => 210,
            CoursePath.Care => 330,
            CoursePath.Disability => 200,
            _ => 3,
        };

    /// <summary>An involvement that has ended by <paramref name="limit"/>.</summary>
    public Course Ended(CoursePath path, DateOnly referred, DateOnly limit)
    {
        var room = limit.DayNumber - referred.DayNumber;
        if (path is CoursePath.Disability or CoursePath.Assessing or CoursePath.Referred)
        {
            path = CoursePath.InNeed;
        }
        while (room < Shortest(path) && path != CoursePath.Nfa)
        {
            path = path switch
            {
                CoursePath.Care => CoursePath.Protection,
                CoursePath.Protection => CoursePath.InNeed,
                CoursePath.InNeed => CoursePath.NotInNeed,
                _ => CoursePath.Nfa,
            };
        }
        var course = Begin(path, referred, open: false);
        if (path == CoursePath.Nfa)
        {
            return course;
        }
        // All inner dates keep a few days clear of the limit, and the assessment ends before what could end the work.
        var care = path == CoursePath.Care ? Working(referred.AddDays(random.Between(40, Math.Min(260, room - 240)))) : limit;
        var assess = Assess(
            course,
            referred,
            path switch
            {
                CoursePath.Care => care.AddDays(-2),
                CoursePath.Protection => referred.AddDays(60),
                _ => limit.AddDays(-2),
            }
        );
        if (path == CoursePath.NotInNeed)
        {
            var closed = Days.Earlier(Working(assess.AddDays(random.Between(0, 9))), limit);
            Close(course, closed, CodesThen.ClosureReason(random.Chance(0.72) ? "RC8" : "RC9", closed));
            return course;
        }
        switch (path)
        {
            case CoursePath.InNeed:
                var span = Within("need_ended", room - 1);
                var end = Later(Working(referred.AddDays(span)), assess.AddDays(14), limit);
                MaybeEnquiry(course, end);
                Need(course, Days.Earlier(assess.AddDays(random.Between(0, 9)), end.AddDays(-1)), end);
                Close(course, end, random.Chance(0.045) ? "RC5" : "RC7");
                break;
            case CoursePath.Protection:
                Protect(course, assess, limit, open: false, Within("plan_ended", room - 75));
                var stepped = course.PlanTo ?? throw new InvalidOperationException("A plan that ended has no end.");
                var done = Later(Working(stepped.AddDays(random.Chance(0.12) ? 0 : random.Between(60, 190))), stepped, limit);
                if (done > stepped.AddDays(14))
                {
                    Need(course, stepped.AddDays(1), done);
                }
                else
                {
                    done = stepped;
                }
                Close(course, done, random.Chance(0.06) ? "RC5" : "RC7");
                break;
            case CoursePath.Care:
                Lead(course, assess, care);
                course.CareFrom = care;
                var home = Later(Working(care.AddDays(random.Days([(0, 20), (0.25, 200), (0.6, 480), (0.85, 1100), (1, 2200)]))), care.AddDays(20), limit.AddDays(-1));
                course.CareTo = home;
                course.Phases.Add(new Phase(PhaseKind.Care, care, home));
                Close(course, home, random.Pick("RC7", "RC7", "RC4", "RC4", "RC3", "RC1", "RC5"));
                break;
        }
        return course;
    }

    /// <summary>An involvement that goes on at the end of the story. <paramref name="days"/> is how long it has gone on.</summary>
    public Course Running(CoursePath path, int days)
    {
        switch (path)
        {
            case CoursePath.Referred:
                // Most came in today or on the working day before; one in five has waited longer than it may.
                var drawn = random.Unit();
                var arrived =
                    drawn < 0.4 ? Calendar.OnOrBefore(asAt)
                    : drawn < 0.8 ? Calendar.SubtractWorkingDays(asAt, 1)
                    : Calendar.SubtractWorkingDays(asAt, 2);
                var referral = Begin(path, arrived, open: true);
                referral.Decided = null;
                return referral;
            case CoursePath.Assessing:
            {
                var course = Begin(path, asAt.AddDays(-days), open: true);
                // A referral of a weekend is taken up on the next working day: never before it came.
                var start = Later(Working(Calendar.AddWorkingDays(course.Referred, random.Below(3))), course.Referred, asAt);
                course.Assessments.Add(new AssessmentDates(start, null));
                course.Phases.Add(new Phase(PhaseKind.Assessment, start, null));
                if (days > 12 && random.Chance(0.16))
                {
                    var begins = Later(Working(course.Referred.AddDays(random.Between(0, days - 9))), course.Referred, asAt);
                    var elapsed = Calendar.WorkingDaysBetween(begins, asAt);
                    var decided = elapsed >= 10 || random.Chance(0.3);
                    course.Enquiries.Add(
                        decided
                            ? new EnquiryDates(begins, Days.Earlier(Working(begins.AddDays(random.Between(2, 12))), asAt), null, true, false)
                            : new EnquiryDates(begins, null, null, false, false)
                    );
                }
                return course;
            }
            case CoursePath.Protection:
            {
                var planDays = days;
                var planFrom = Working(asAt.AddDays(-planDays));
                var pre = random.Chance(0.55) ? random.Between(1, 9) : random.Between(60, 420);
                var conferenceDays = ConferenceDays();
                var enquiry = Calendar.SubtractWorkingDays(planFrom, conferenceDays);
                var course = Begin(path, Working(enquiry.AddDays(-pre)), open: true);
                var assess = Assess(course, course.Referred, Days.Earlier(asAt, pre > 50 ? enquiry.AddDays(-1) : planFrom.AddDays(25)));
                if (course.Assessments[0].Authorised is not null && assess < enquiry.AddDays(-12))
                {
                    Need(course, assess.AddDays(random.Between(1, 9)), planFrom.AddDays(-1));
                }
                Plan(course, enquiry, planFrom, null);
                return course;
            }
            case CoursePath.Care:
            {
                var careFrom = Working(asAt.AddDays(-days));
                var course = Begin(path, Working(careFrom.AddDays(-random.Between(25, 320))), open: true);
                var assess = Assess(course, course.Referred, careFrom.AddDays(-2));
                Lead(course, assess, careFrom);
                course.CareFrom = careFrom;
                course.Phases.Add(new Phase(PhaseKind.Care, careFrom, null));
                return course;
            }
            default:
            {
                var course = Begin(path, Working(asAt.AddDays(-days)), open: true);
                var assess = Assess(course, course.Referred, asAt.AddDays(-1));
                if (path == CoursePath.InNeed && days > 400 && random.Chance(0.3))
                {
                    // Stepped down from a protection plan in the same episode.
                    var room = days - 90;
                    Protect(course, assess, asAt.AddDays(-20), open: false, Math.Min(Within("plan_ended", room - 60), room - 60));
                    Need(course, course.PlanTo!.Value.AddDays(1), null);
                    return course;
                }
                if (path == CoursePath.InNeed)
                {
                    MaybeEnquiry(course, asAt.AddDays(-3));
                }
                Need(course, Days.Earlier(Working(assess.AddDays(random.Between(0, 9))), asAt), null, path == CoursePath.Disability ? PhaseKind.Disability : PhaseKind.Need);
                Again(course, path == CoursePath.Disability ? 365 : 420);
                return course;
            }
        }
    }

    private Course Begin(CoursePath path, DateOnly referred, bool open)
    {
        var source = CodesThen.Source(Rates.Of("source").Draw(random), referred);
        var need = path == CoursePath.Disability ? "N2" : Rates.Of("need").Draw(random);
        if (path is CoursePath.Protection or CoursePath.Care && random.Chance(0.75))
        {
            need = "N1";
        }
        var category = Rates.Of("category").Draw(random);
        var worry = need switch
        {
            "N1" when path == CoursePath.Protection => category switch
            {
                "NEG" => random.Pick("neglect", "neglect", "substance"),
                "EMO" => random.Pick("dv", "dv", "emotional", "mh"),
                "PHY" => "physical",
                "SAB" => "sexual",
                _ => "dv",
            },
            "N1" => random.Pick("dv", "dv", "dv", "neglect", "neglect", "substance", "mh", "emotional", "physical", "sexual"),
            "N2" => "disability",
            "N3" => random.Pick("mh", "parentdisability"),
            "N4" => "acute",
            "N5" => random.Pick("emotional", "dv", "behaviour"),
            "N6" => "behaviour",
            "N7" => "acute",
            "N8" => "absent",
            _ => "acute",
        };
        return new Course
        {
            Path = path,
            Open = open,
            Referred = referred,
            Decided =
                Calendar.AddWorkingDays(referred, random.Chance(Rates.Number("decided_next_day")) ? random.Below(2) : random.Between(2, 4)) is var decided && decided > asAt
                    ? asAt
                    : decided,
            Source = source,
            Need = need,
            Worry = worry,
            Category = category,
            LatestCategory = random.Chance(0.08) ? Rates.Of("category").Draw(random) : category,
        };
    }

    /// <summary>The first assessment; returns the day it was authorised (or the limit, when it runs on past it).</summary>
    private DateOnly Assess(Course course, DateOnly referred, DateOnly limit)
    {
        // Percentiles 17, 33 and 43 working days; 85.7 in 100 within 45 (England 2025), after those that the next decision cuts short.
        ReadOnlySpan<(double, double)> length = [(0, 0), (0.02, 2), (0.25, 17), (0.5, 33), (0.75, 43), (0.80, 45), (0.92, 55), (0.98, 75), (1, 110)];
        var start = Later(Calendar.AddWorkingDays(referred, random.Below(3)), referred, limit < referred ? referred : limit);
        var authorised = Calendar.AddWorkingDays(start, (int)random.Quantile(length));
        if (authorised > limit)
        {
            authorised = Later(Calendar.OnOrBefore(start.AddDays((limit.DayNumber - start.DayNumber) * random.Between(55, 100) / 100)), start, limit);
        }
        course.Assessments.Add(new AssessmentDates(start, authorised));
        course.Phases.Add(new Phase(PhaseKind.Assessment, start, authorised));
        return authorised;
    }

    private void Again(Course course, int every)
    {
        var day = course.Assessments[0].Start.AddDays(every + random.Between(-40, 90));
        while (day < asAt.AddDays(-70))
        {
            var start = Working(day);
            course.Assessments.Add(new AssessmentDates(start, Calendar.AddWorkingDays(start, random.Between(12, 45))));
            day = day.AddDays(every + random.Between(-40, 120));
        }
    }

    private void Need(Course course, DateOnly from, DateOnly? to, PhaseKind kind = PhaseKind.Need)
    {
        if (to is { } end && end <= from)
        {
            return;
        }
        course.NeedPlans.Add((from, to));
        course.Phases.Add(new Phase(kind, from, to));
    }

    /// <summary>An enquiry that did not lead to a conference, for some.</summary>
    private void MaybeEnquiry(Course course, DateOnly before)
    {
        if (!random.Chance(Rates.Number("enquiry_without_conference") * 1.5))
        {
            return;
        }
        var start = random.Chance(0.6)
            ? course.Referred.AddDays(random.Below(6))
            : course.Referred.AddDays(random.Below(Math.Max(2, before.DayNumber - course.Referred.DayNumber - 20)));
        var end = Working(start.AddDays(random.Between(3, 14)));
        if (end >= before)
        {
            return;
        }
        if (random.Chance(0.12) && Calendar.AddWorkingDays(start, ConferenceDays()) is var held && held < before)
        {
            course.Enquiries.Add(new EnquiryDates(start, held, held, false, false));
        }
        else
        {
            course.Enquiries.Add(new EnquiryDates(start, end, null, true, false));
        }
    }

    /// <summary>Enquiry, conference and plan after an assessment; the plan ends by the limit.</summary>
    private void Protect(Course course, DateOnly assessed, DateOnly limit, bool open, int planDays)
    {
        var straight = random.Chance(0.6);
        var enquiry = straight ? course.Referred.AddDays(random.Between(0, 8)) : assessed.AddDays(random.Between(2, 30));
        var conference = Calendar.AddWorkingDays(enquiry, ConferenceDays());
        var latest = limit.AddDays(-75);
        if (conference > latest)
        {
            enquiry = course.Referred.AddDays(1);
            conference = Calendar.AddWorkingDays(enquiry, random.Between(6, 14));
        }
        if (!straight && assessed < conference.AddDays(-14))
        {
            Need(course, assessed.AddDays(1), conference.AddDays(-1));
        }
        var end = Later(Working(conference.AddDays(planDays)), conference.AddDays(60), limit.AddDays(-1));
        Plan(course, enquiry, conference, open ? null : end);
    }

    private void Plan(Course course, DateOnly enquiry, DateOnly conference, DateOnly? end)
    {
        course.Enquiries.Add(new EnquiryDates(enquiry, conference, conference, false, true));
        course.PlanFrom = conference;
        end = Review(course, conference, end);
        course.PlanTo = end;
        course.Phases.Add(new Phase(PhaseKind.Protection, conference, end));
    }

    /// <summary>The review conferences of a plan; returns its end, which is a review.</summary>
    private DateOnly? Review(Course course, DateOnly conference, DateOnly? end)
    {
        var last = end ?? asAt;
        var from = conference;
        // One draw a plan: nine in ten keep every review in time.
        var late = !random.Chance(Rates.Number("reviews_in_time") - 0.02);
        var first = true;
        while (true)
        {
            var due = WorkingDayCalendar.AddMonths(from, first ? 3 : 6);
            var held = Calendar.OnOrBefore(due.AddDays(late && random.Chance(0.6) ? random.Between(3, 35) : -random.Between(0, first ? 12 : 25)));
            if (end is { } ends)
            {
                // The plan ends at a review: at one that is due about then, or at this one if it ends before it is due.
                if (ends <= due || held >= ends.AddDays(-30))
                {
                    if (ends > due && !late)
                    {
                        ends = Calendar.OnOrBefore(due);
                    }
                    course.Reviews.Add(new ReviewDates(due, ends, false));
                    return ends;
                }
            }
            else if (held > last)
            {
                return null;
            }
            course.Reviews.Add(new ReviewDates(due, held, true));
            from = held;
            first = false;
        }
    }

    /// <summary>What came before care: a protection plan, a child in need plan, or nothing.</summary>
    private void Lead(Course course, DateOnly assessed, DateOnly care)
    {
        var room = care.DayNumber - assessed.DayNumber;
        if (room > 120 && random.Chance(0.65))
        {
            Protect(course, assessed, care, open: false, room - 30);
            if (course.PlanTo is { } end && end < care.AddDays(-2))
            {
                Need(course, end.AddDays(1), care.AddDays(-1));
            }
            if (random.Chance(0.7))
            {
                course.PreProceedings = Working(care.AddDays(-random.Between(30, 100)));
            }
        }
        else if (room > 14)
        {
            Need(course, assessed.AddDays(1), care.AddDays(-1));
        }
    }

    private void Close(Course course, DateOnly on, string reason)
    {
        course.Closed = on;
        course.ClosureReason = reason;
    }

    private int ConferenceDays() => Range(Rates.Of("conference_days").Draw(random));

    /// <summary>A number of days from a group of ranges; not more than the room there is.</summary>
    public int Within(string group, int room)
    {
        var days = 0;
        for (var i = 0; i < 6; i++)
        {
            days = Range(Rates.Of(group).Draw(random));
            if (days <= room)
            {
                return days;
            }
        }
        return Math.Max(1, Math.Min(days, room * random.Between(60, 100) / 100));
    }

    private int Range(string range)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        return random.Between(
            int.Parse(range.AsSpan(0, dash), System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(range.AsSpan(dash + 1), System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    private static DateOnly Working(DateOnly day) => Calendar.OnOrBefore(day);

    /// <summary>The day, but not before the floor and not after the ceiling (which wins).</summary>
    private static DateOnly Later(DateOnly day, DateOnly floor, DateOnly ceiling) => Days.Earlier(day < floor ? floor : day, ceiling);
}
