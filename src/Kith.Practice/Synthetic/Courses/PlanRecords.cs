using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>Enquiries, conferences, plans and work before proceedings: what an involvement led to.</summary>
internal sealed class PlanRecords(StorySetting setting, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly Dictionary<Guid, int> plansBefore = [];
    private readonly Council council = setting.Council;

    /// <summary>Enquiries, conferences and child protection plans of one child.</summary>
    public void Protect(ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        var id = child.Person.Id;
        foreach (var e in course.Enquiries)
        {
            var by = Held.At(held, e.Start) ?? held.FirstOrDefault();
            var enquiry = new Section47Enquiry
            {
                Id = ids.Next(),
                PersonId = id,
                EpisodeId = episode.Id,
                StartedOn = e.Start,
                EndedOn = e.End,
                ConferenceTargetOn = e.NotRequired ? null : Calendar.AddWorkingDays(e.Start, 15),
                ConferenceOn = e.Conference,
                ConferenceNotRequired =
                    e.NotRequired ? true
                    : e.Conference is null ? null
                    : false,
                Outcome =
                    e.NotRequired ? random.Pick("Concerns not substantiated", "Concerns substantiated; no continuing risk of significant harm")
                    : e.Conference is null ? null
                    : "Concerns substantiated; continuing risk of significant harm",
                TeamId = by?.TeamId,
                WorkerId = by?.WorkerId,
            };
            rows.Enquiries.Add(enquiry);
            if (e.Conference is { } held_)
            {
                ProtectionPlan? plan = null;
                if (e.LedToPlan)
                {
                    plansBefore.TryGetValue(id, out var before);
                    plan = new ProtectionPlan
                    {
                        Id = ids.Next(),
                        PersonId = id,
                        EpisodeId = episode.Id,
                        StartedOn = held_,
                        EndedOn = course.PlanTo,
                        InitialCategory = course.Category,
                        LatestCategory = course.LatestCategory,
                        PreviousPlans = before,
                    };
                    plansBefore[id] = before + 1;
                    rows.ProtectionPlans.Add(plan);
                    foreach (var r in course.Reviews)
                    {
                        var t = teller.On(child, r.Held, course, [], Held.At(held, r.Held)?.WorkerName);
                        rows.Reviews.Add(
                            new ReviewConference
                            {
                                Id = ids.Next(),
                                PersonId = id,
                                PlanId = plan.Id,
                                DueOn = r.Due,
                                HeldOn = r.Held,
                                ContinuePlan = r.Continues,
                                Quorate = random.Chance(0.97),
                                Participation = teller.Write("conference", t),
                            }
                        );
                    }
                }
                rows.Conferences.Add(
                    new InitialConference
                    {
                        Id = ids.Next(),
                        PersonId = id,
                        EpisodeId = episode.Id,
                        EnquiryId = enquiry.Id,
                        PlanId = plan?.Id,
                        TargetOn = enquiry.ConferenceTargetOn,
                        HeldOn = held_,
                        LedToPlan = e.LedToPlan,
                        TeamId = by?.TeamId,
                        WorkerId = by?.WorkerId,
                    }
                );
            }
        }
    }

    /// <summary>Child in need plans of one child, with their reviews.</summary>
    public void Need(ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        foreach (var (from, to) in course.NeedPlans)
        {
            var by = Held.At(held, from) ?? held.FirstOrDefault();
            // Whoever takes a child over takes the plan over too.
            var lead = Held.At(held, to ?? setting.AsAt) ?? by;
            var plan = new CinPlan
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                EpisodeId = episode.Id,
                StartedOn = from,
                EndedOn = to,
                TeamId = by?.TeamId,
                WorkerId = lead?.WorkerId,
            };
            rows.CinPlans.Add(plan);
            var last = to ?? setting.AsAt;
            var day = from;
            var due = from.AddDays(42);
            while (due <= last)
            {
                var on = Calendar.OnOrBefore(due.AddDays(random.Chance(0.84) ? -random.Between(0, 9) : random.Between(2, 30)));
                if (on > last)
                {
                    break;
                }
                var closing = to is { } end && end.DayNumber - on.DayNumber < 50;
                var t = teller.On(
                    child,
                    on,
                    course,
                    [closing ? "closing" : random.Pick("better", "better", "drift", "cin")],
                    Held.At(held, on)?.WorkerName,
                    council.ManagerOf(plan.TeamId ?? council.RootId, on)?.Name
                );
                rows.CinReviews.Add(
                    new CinReview
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        PlanId = plan.Id,
                        DueOn = due,
                        HeldOn = on,
                        Outcome = teller.Write("cinreview", t),
                    }
                );
                day = on;
                due = day.AddDays(84);
            }
        }
    }

    /// <summary>Work before proceedings, which is begun for all the children of a family together.</summary>
    public void BeforeCourt(Course course, List<ChildFacts> children)
    {
        var episodes = rows.Episodes.TakeLast(children.Count).ToDictionary(e => e.PersonId);
        var before =
            course.PreProceedings
            ?? (
                course.Path == CoursePath.Protection && course.PlanFrom is { } p0 && p0.AddDays(200) < (course.PlanTo ?? setting.AsAt) && random.Chance(0.22)
                    ? Calendar.OnOrBefore(p0.AddDays(random.Between(120, 190)))
                    : null
            );
        if (before is { } decided && decided > course.Referred && decided <= setting.AsAt && children.All(c => !c.UnbornOn(decided)))
        {
            var letter = Calendar.AddWorkingDays(decided, random.Between(2, 8));
            var meeting = Calendar.AddWorkingDays(letter, random.Between(6, 14));
            var end = course.CareFrom ?? decided.AddDays(random.Between(80, 150));
            var offered = random.Chance(0.7);
            var reviews = Math.Max(0, (Days.Earlier(setting.AsAt, end).DayNumber - decided.DayNumber) / 42);
            Guid? together = children.Count > 1 ? ids.Next() : null;
            foreach (var child in children)
            {
                rows.PreProceedings.Add(
                    new PreProceedings
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        EpisodeId = episodes.GetValueOrDefault(child.Person.Id)?.Id,
                        DecidedOn = decided,
                        TogetherId = together,
                        MeetingOffered = true,
                        MeetingHeld = offered,
                        ReviewMeetings = reviews,
                        LetterSentOn = letter <= Days.Earlier(setting.AsAt, end) ? letter : null,
                        FirstMeetingOn = meeting <= Days.Earlier(setting.AsAt, end) ? meeting : null,
                        EndedOn = end <= setting.AsAt ? end : null,
                        Outcome =
                            end > setting.AsAt ? null
                            : course.CareFrom is not null ? "Application to court"
                            : "Ended: the family made the changes",
                    }
                );
            }
        }
    }
}
