using Kith.Practice.Actions;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Visits;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>What lies ahead and what was undertaken: visits in the diary and actions, done, open, late and moved, by the records' own rules.</summary>
internal sealed class DiaryRecords(StorySetting setting, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    private static readonly string[] Everyday =
    [
        "Ring school and ask how {0} has been this week",
        "Ask the health visitor when {0} was last weighed",
        "Send the family the leaflet about the youth centre",
        "Book an interpreter for the next visit",
        "Go with Mum to the housing office",
        "Bring the picture cards for {0}",
        "Find out when the dentist can see {0}",
        "Ask Gran if she can have {0} one weekend a month",
        "Tell {0} what came of the talk about football club",
        "Write to the GP about the missed appointments",
    ];

    private static readonly string[] Directed =
    [
        "See {0} alone before the next supervision",
        "Write down who would look after {0} for longer than a few weeks",
        "Bring the chronology up to date",
        "Meet school and health together within two weeks",
        "Read the earlier assessments again and say what has changed for {0}",
    ];

    private static readonly (string Name, string? Agency, string What)[] Others =
    [
        ("Mum", null, "Take {0} to the dentist"),
        ("Dad", null, "Fix the lock on the back door"),
        ("Gran", null, "Collect {0} from school on Tuesdays"),
        ("School nurse", "Health", "Hearing test for {0}"),
        ("Family support worker", "Early help", "Six sessions at home about bedtimes"),
        ("Designated lead", "School", "Tell the worker of any absence the same day"),
    ];

    /// <summary>Fills the diary of an open involvement as it stands on the day of the synthetic council.</summary>
    public void Write(Course course, List<ChildFacts> children, Held? by)
    {
        if (!course.Open || by?.WorkerId is null || children.Count == 0)
        {
            return;
        }
        var today = setting.AsAt;
        var born = children.Where(c => !c.UnbornOn(today)).ToList();
        if (born.Count > 0 && random.Chance(0.55))
        {
            Plan(course, born, by, Calendar.OnOrBefore(today.AddDays(random.Between(-1, 9))));
        }
        foreach (var child in children)
        {
            var first = child.Person.KnownAs ?? child.Person.GivenName ?? "the baby";
            for (var i = random.Below(4); i > 0; i--)
            {
                var own = random.Chance(0.7);
                var (name, agency, theirs) = random.Pick(Others);
                Act(
                    child,
                    own ? by.WorkerId : null,
                    own ? null : name,
                    own ? null : agency,
                    string.Format(null, own ? random.Pick(Everyday) : theirs, first),
                    ActionSource.Visit,
                    rows.Visits.Count > 0 ? rows.Visits[^1].Id : child.Person.Id,
                    false
                );
            }
            if (rows.Oversight.LastOrDefault(o => o.PersonId == child.Person.Id) is { } oversight && random.Chance(0.6))
            {
                Act(child, by.WorkerId, null, null, string.Format(null, random.Pick(Directed), first), ActionSource.Oversight, oversight.Id, true);
            }
        }
    }

    private void Plan(Course course, List<ChildFacts> children, Held by, DateOnly on)
    {
        var visit = new PlannedVisit
        {
            Id = ids.Next(),
            On = on,
            At = random.Chance(0.85) ? new TimeOnly(random.Between(9, 17), random.Pick(0, 0, 30, 15)) : null,
            Kind =
                course.CareFrom is not null && course.CareTo is null ? VisitKind.LookedAfter
                : course.PlanFrom is not null && course.PlanTo is null ? VisitKind.ChildProtection
                : course.NeedPlans.Any(n => n.To is null) ? VisitKind.ChildInNeed
                : VisitKind.Assessment,
            WorkerId = by.WorkerId,
            Place = random.Chance(0.8) ? "Home" : "School",
            PlannedAt = LondonTime.StartOfDayUtc(setting.AsAt.AddDays(-3)).AddHours(11),
        };
        rows.PlannedVisits.Add(visit);
        foreach (var child in children)
        {
            rows.PlannedVisitChildren.Add(
                new PlannedVisitChild
                {
                    Id = ids.Next(),
                    PlannedVisitId = visit.Id,
                    PersonId = child.Person.Id,
                }
            );
        }
    }

    private void Act(ChildFacts child, Guid? worker, string? name, string? agency, string what, ActionSource source, Guid sourceId, bool evidence)
    {
        var today = setting.AsAt;
        var set = Calendar.OnOrBefore(today.AddDays(-random.Between(2, 60)));
        var item = new ActionItem
        {
            Id = ids.Next(),
            PersonId = child.Person.Id,
            Source = source,
            SourceId = sourceId,
            What = what,
            OwnerWorkerId = worker,
            OwnerName = name,
            OwnerAgency = agency,
            SetOn = set,
            DueOn = Calendar.OnOrBefore(set.AddDays(random.Between(7, 70))),
            EvidenceNeeded = evidence,
        };
        if (item.DueOn < today && random.Chance(0.75))
        {
            var done = Calendar.OnOrBefore(item.DueOn.Value.AddDays(-random.Below(4)));
            item.Complete(done < set ? set : done, evidence ? "Done and written down with the visit" : null, Guid.Empty, today);
        }
        else if (item.DueOn < today && random.Chance(0.4))
        {
            item.Change(
                Calendar.OnOrBefore(today.AddDays(random.Between(1, 14))),
                worker,
                name,
                agency,
                random.Pick("The family was away", "School was closed for the holidays", "The appointment was moved")
            );
        }
        rows.Actions.Add(item);
    }
}
