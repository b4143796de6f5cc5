using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>Who works with a family: the lead workers after each other, and those who work beside them.</summary>
internal sealed class WorkerRecords(StorySetting setting, FamilySpec spec, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private readonly Council council = setting.Council;

    /// <summary>The chain of workers: assessment team, then the team that sees it through, then children in care.</summary>
    public List<Held> Hold(Course course, bool latest)
    {
        var held = new List<Held>();
        if (course.Path is CoursePath.Nfa or CoursePath.Referred)
        {
            return held;
        }
        var end = course.Closed;
        var from = course.Decided ?? course.Referred;
        var assessing = council.TeamFor(TeamKind.Assessment, family.District);
        var post =
            spec.Demo is { } demo && latest && DemoPeople.All.FirstOrDefault(p => p.UserName == demo) is { } person
                ? council.Posts.First(p => p.Reserved && p.Now?.Name == person.Name)
                : null;
        var today = latest && course.Open ? spec.Holder : null;
        if (course.Path is CoursePath.NotInNeed or CoursePath.Assessing)
        {
            var assessor = today?.Plan.Kind == TeamKind.Assessment ? today : null;
            held.AddRange(council.Hold(assessor?.TeamId ?? assessing, from, end, random, "Allocated for assessment", assessor));
            return Loosen(held, course);
        }
        var authorised = course.Assessments[0].Authorised ?? setting.AsAt;
        var transfer = Days.Earlier(authorised.AddDays(random.Between(1, 12)), course.PlanFrom is { } plan ? plan.AddDays(random.Between(1, 8)) : DateOnly.MaxValue);
        transfer = Days.Earlier(transfer, course.CareFrom is { } removed ? removed.AddDays(1) : DateOnly.MaxValue);
        var last = end ?? setting.AsAt;
        if (transfer >= last)
        {
            held.AddRange(council.Hold(post?.TeamId ?? assessing, from, end, random, "Allocated for assessment", post));
            return Loosen(held, course);
        }
        if (transfer > from)
        {
            held.AddRange(council.Hold(assessing, from, transfer, random, "Allocated for assessment"));
        }
        else
        {
            transfer = from;
        }
        var kind = course.Path switch
        {
            CoursePath.Disability => TeamKind.DisabledChildren,
            CoursePath.InNeed when course.PlanFrom is null && course.Enquiries.Count == 0 && random.Chance(0.16) => TeamKind.FamilyHelp,
            _ => TeamKind.Safeguarding,
        };
        post ??= today?.Plan.Kind == kind && course.CareFrom is null ? today : null;
        var team = post?.TeamId ?? council.TeamFor(kind, family.District);
        var toCare = course.CareFrom is { } care && post is null ? care.AddDays(random.Between(90, 200)) : DateOnly.MaxValue;
        if (toCare < last)
        {
            if (toCare > transfer)
            {
                held.AddRange(council.Hold(team, transfer, toCare, random, "Transferred after assessment"));
            }
            var carer = today?.Plan.Kind == TeamKind.ChildrenInCare ? today : null;
            held.AddRange(
                council.Hold(
                    carer?.TeamId ?? council.TeamFor(TeamKind.ChildrenInCare, family.District),
                    Days.Later(toCare, transfer),
                    end,
                    random,
                    "Transferred to the children in care team",
                    carer
                )
            );
        }
        else
        {
            held.AddRange(council.Hold(team, transfer, end, random, "Transferred after assessment", post));
        }
        return Loosen(held, course);
    }

    /// <summary>A few children wait for a worker today: theirs left and no one has taken over yet.</summary>
    private List<Held> Loosen(List<Held> held, Course course)
    {
        if (course.Open && spec.Demo is null && random.Chance(0.025) && held.Count > 0 && held[^1] is { To: null } last)
        {
            var left = setting.AsAt.AddDays(-random.Between(1, 30));
            if (left > last.From)
            {
                held[^1] = last with { To = left };
            }
        }
        return held;
    }

    /// <summary>Writes that a worker or a team holds a child, as far as it is known today.</summary>
    public void Allocate(ChildFacts child, Episode episode, Guid? worker, Guid team, AllocationRole role, DateOnly from, DateOnly? to, string reason)
    {
        if (to <= from || from > setting.AsAt)
        {
            return;
        }
        rows.Allocations.Add(
            new Allocation
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                WorkerId = worker,
                TeamId = team,
                Role = role,
                From = from,
                To = to > setting.AsAt ? null : to,
                ChangeReason = reason.Length > 0 ? reason : teller.Write("change.left", teller.On(child, from, null)),
                EpisodeId = episode.Id,
            }
        );
    }

    /// <summary>Those who work beside the lead worker.</summary>
    public void Beside(Course course, List<ChildFacts> children, List<Held> held, bool latest)
    {
        var episodes = rows.Episodes.TakeLast(children.Count).ToDictionary(e => e.PersonId);
        if (course.PlanFrom is { } plan)
        {
            var team = council.TeamFor(TeamKind.Conference, 0);
            var wanted = latest && spec.Demo is not null ? council.Posts.FirstOrDefault(p => p.Reserved && p.Plan.Kind == TeamKind.Conference) : null;
            Everyone(council.Hold(team, plan, course.PlanTo, random, "Chair of the conference", wanted), AllocationRole.ConferenceChair, "Chair changed");
        }
        var working = course.Phases.Where(p => p.Kind is PhaseKind.Need or PhaseKind.Protection).Select(p => (Phase?)p).FirstOrDefault();
        if (working is { } phase && (spec.Demo is not null && latest || random.Chance(0.22)))
        {
            var team = spec.Demo is not null ? held.LastOrDefault()?.TeamId : council.TeamFor(random.Chance(0.4) ? TeamKind.FamilyHelp : TeamKind.Safeguarding, family.District);
            var worker = team is { } t
                ? (spec.Demo == "priya.nair" ? council.Posts.First(p => p.Reserved && p.Kind.Title == "Family practitioner").Now : null)
                    ?? council.Someone(t, Days.Later(phase.From, setting.Start), random, "Family practitioner")
                : null;
            var from = Days.Later(phase.From.AddDays(random.Between(5, 30)), worker?.StartedOn ?? phase.From);
            if (worker is not null && (phase.To is null || phase.To > from.AddDays(20)))
            {
                var to = Days.Earlier(from.AddDays(random.Between(60, 200)), Days.Earlier(phase.To ?? DateOnly.MaxValue, worker.LeftOn ?? DateOnly.MaxValue));
                Everyone(
                    [
                        new Held(
                            worker.Id,
                            worker.TeamId!.Value,
                            worker.Name,
                            from,
                            spec.Demo is not null && latest ? phase.To
                                : to > setting.AsAt ? null
                                : to,
                            "Direct work with the family"
                        ),
                    ],
                    AllocationRole.FamilyPractitioner,
                    ""
                );
            }
        }
        var teen = children.FirstOrDefault(c => c.AgeOn(course.Referred) >= 11);
        if (teen is not null && course.Path is CoursePath.InNeed or CoursePath.Protection && (teen.Exploited || course.Worry == "behaviour" || random.Chance(0.06)))
        {
            var team = council.TeamFor(teen.Exploited && random.Chance(0.5) && spec.Demo is null ? TeamKind.Exploitation : TeamKind.EdgeOfCare, 0);
            var from = course.Referred.AddDays(random.Between(30, 60));
            var wanted = latest && course.Open && (spec.Demo is not null || random.Chance(0.2)) ? council.Posts.FirstOrDefault(p => p.Reserved && p.TeamId == team) : null;
            var to = course.Open && (wanted is not null || random.Chance(0.5)) ? course.Closed : from.AddDays(random.Between(60, 130));
            if (from < (course.Closed ?? setting.AsAt))
            {
                to = course.Closed is { } closed && (to is null || to > closed) ? closed : to;
                foreach (var h in council.Hold(team, from, to > setting.AsAt ? null : to, random, "Intensive support to stay at home", wanted))
                {
                    Allocate(teen, episodes[teen.Person.Id], h.WorkerId, h.TeamId, AllocationRole.EdgeOfCare, h.From, h.To, h.Reason);
                }
            }
        }
        void Everyone(IEnumerable<Held> by, AllocationRole role, string changed)
        {
            foreach (var h in by)
            {
                foreach (var child in children)
                {
                    Allocate(child, episodes[child.Person.Id], h.WorkerId, h.TeamId, role, h.From, h.To, h.Reason.Length > 0 ? h.Reason : changed);
                }
            }
        }
    }
}
