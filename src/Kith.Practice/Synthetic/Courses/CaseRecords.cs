using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>From the dates of an involvement to the records of each child in it: contacts, the referral and what came of it, early help.</summary>
internal sealed class CaseRecords(StorySetting setting, FamilySpec spec, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private readonly Council council = setting.Council;
    private readonly WorkerRecords workers = new(setting, spec, family, teller, random, ids, rows);
    private readonly AssessmentRecords assessments = new(setting, spec, teller, random, ids, rows);
    private readonly PlanRecords plans = new(setting, teller, random, ids, rows);
    private readonly CareRecords care = new(setting, spec, family, random, ids, rows);

    /// <summary>Writes an involvement and returns who held it when.</summary>
    public List<Held> Write(Course course, List<ChildFacts> children, bool latest)
    {
        var held = workers.Hold(course, latest);
        var frontDoor = council.TeamFor(TeamKind.FrontDoor, 0);
        var decider = council.Someone(frontDoor, course.Referred, random);
        var known = rows.Episodes.Count > 0;
        var extra = random.Days([(0, 0), (0.6, 0), (0.85, 1), (1, 3)]);
        foreach (var child in children)
        {
            Tell(child, course.Referred, "Progressed to referral", course);
        }
        for (var i = 0; i < extra; i++)
        {
            // Contacts before the referral that were not one themselves.
            var on = course.Referred.AddDays(-random.Between(6, 170));
            foreach (var child in on >= setting.Start ? children.Where(c => c.Born <= on) : [])
            {
                Tell(child, on, teller.Write("contactoutcome", teller.On(child, on, course, ["nfa"])), course);
            }
        }
        foreach (var child in children)
        {
            var id = child.Person.Id;
            // What waits for a decision says nothing of one.
            var waits = course.Path == CoursePath.Referred;
            string[] tags = [known ? "police" : "first", course.Path == CoursePath.Nfa ? "nfa" : "cin", .. waits ? ["waits"] : Array.Empty<string>()];
            var t = teller.On(child, course.Referred, course, known ? tags.AsSpan(1) : tags);
            var decided = course.Decided is { } d && d > setting.AsAt ? setting.AsAt : course.Decided;
            var episode = new Episode
            {
                Id = ids.Next(),
                PersonId = id,
                ReferredOn = course.Referred,
                SourceCode = course.Source,
                PrimaryNeed = course.Path is CoursePath.Nfa or CoursePath.Referred ? null : course.Need,
                NoFurtherAction = course.Path == CoursePath.Nfa,
                DecidedOn = decided,
                ClosedOn = course.Closed,
                ClosureReason = course.ClosureReason,
                Summary = teller.Write("referral", t),
                TeamId = held.Count > 0 ? held[^1].TeamId : frontDoor,
                WorkerId = held.Count > 0 ? held[0].WorkerId : decider?.Id,
            };
            rows.Episodes.Add(episode);
            foreach (var h in held)
            {
                workers.Allocate(child, episode, h.WorkerId, h.TeamId, AllocationRole.Lead, h.From, h.To, h.Reason);
            }
            assessments.Write(child, course, episode, held);
            plans.Protect(child, course, episode, held);
            plans.Need(child, course, episode, held);
            care.Write(child, course, episode);
        }
        workers.Beside(course, children, held, latest);
        plans.BeforeCourt(course, children);
        EarlyHelp(course, children);
        return held;

        void Tell(ChildFacts child, DateOnly on, string outcome, Course about)
        {
            var t = teller.On(child, on, about, [outcome == "Progressed to referral" ? "cin" : "nfa"]);
            rows.Contacts.Add(
                new Contact
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    ReceivedOn = on,
                    SourceCode = about.Source,
                    Summary = teller.Write("contact", t),
                    Outcome = outcome,
                    TeamId = frontDoor,
                    WorkerId = decider?.Id,
                }
            );
        }
    }

    /// <summary>A family known by contacts and early help only.</summary>
    public void ContactsOnly()
    {
        var team = council.TeamFor(TeamKind.FrontDoor, 0);
        var count = random.Between(1, 3);
        var days = setting.AsAt.DayNumber - setting.Start.DayNumber;
        for (var i = 0; i < count; i++)
        {
            var on = setting.AsAt.AddDays(-random.Between(0, days));
            var source = CodesThen.Source(Rates.Of("source").Draw(random), on);
            var course = new Course
            {
                Path = CoursePath.Nfa,
                Open = false,
                Referred = on,
                Source = source,
                Worry = random.Pick("dv", "neglect", "mh", "acute", "behaviour", "emotional"),
            };
            foreach (var child in family.Children.Where(c => c.Born <= on))
            {
                var t = teller.On(child, on, course, ["nfa", "first"]);
                rows.Contacts.Add(
                    new Contact
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        ReceivedOn = on,
                        SourceCode = source,
                        Summary = teller.Write("contact", t),
                        Outcome = teller.Write("contactoutcome", t),
                        TeamId = team,
                        WorkerId = council.Someone(team, on, random)?.Id,
                    }
                );
            }
            if (i == 0)
            {
                EarlyHelp(family.Children.Where(c => c.Born <= on), on.AddDays(random.Between(3, 20)), course);
            }
        }
    }

    private void EarlyHelp(Course course, List<ChildFacts> children)
    {
        if (course is { ClosureReason: "RC9", Closed: { } closed })
        {
            EarlyHelp(children, closed.AddDays(random.Between(2, 15)), course);
        }
        else if (random.Chance(0.16))
        {
            EarlyHelp(children.Where(c => c.Born < course.Referred.AddDays(-150)), course.Referred.AddDays(-random.Between(100, 400)), course);
        }
    }

    private void EarlyHelp(IEnumerable<ChildFacts> children, DateOnly from, Course course)
    {
        if (from > setting.AsAt || from < setting.Start)
        {
            return;
        }
        var end = from.AddDays(random.Between(60, 260));
        var worker = $"{Names.Adult("british", "F", random)} {Names.Family("british", random)}";
        var organisation = random.Pick("Family hub", "School", "Early help team", "Health visiting", "Home-Start");
        foreach (var child in children)
        {
            var t = teller.On(child, from, course);
            rows.EarlyHelp.Add(
                new EarlyHelpEpisode
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    StartedOn = from,
                    EndedOn = end <= setting.AsAt ? end : null,
                    Reason = teller.Write("earlyhelp.reason", t),
                    EndReason = end <= setting.AsAt ? teller.Write("earlyhelp.end", t) : null,
                    Organisation = organisation,
                    WorkerName = worker,
                }
            );
        }
    }
}
