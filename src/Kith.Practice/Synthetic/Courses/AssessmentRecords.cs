using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>Assessments of an involvement, with what they found.</summary>
internal sealed class AssessmentRecords(StorySetting setting, FamilySpec spec, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Writes the assessments of one child.</summary>
    public void Write(ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        foreach (var a in course.Assessments)
        {
            var done = a.Authorised is { } on && on <= setting.AsAt;
            var first = a == course.Assessments[0];
            var by = Held.At(held, a.Authorised ?? setting.AsAt) ?? Held.At(held, a.Start);
            var record = new Assessment
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                EpisodeId = episode.Id,
                StartedOn = a.Start,
                InternalReviewOn = Calendar.AddWorkingDays(a.Start, 10) is var review && review <= (done ? a.Authorised : setting.AsAt) ? review : null,
                AuthorisedOn = done ? a.Authorised : null,
                ChildSeen =
                    done ? random.Chance(0.96)
                    : a.Start <= setting.AsAt.AddDays(-8) ? true
                    : null,
                TeamId = by?.TeamId,
                WorkerId = by?.WorkerId,
            };
            if (child.UnbornOn(a.Authorised ?? setting.AsAt))
            {
                record.ChildSeen = null;
            }
            rows.Assessments.Add(record);
            if (!done)
            {
                continue;
            }
            var conclusion = course.Path switch
            {
                CoursePath.NotInNeed => "notinneed",
                CoursePath.Disability => "dct",
                CoursePath.Care when course.PlanFrom is null => "lac",
                CoursePath.Protection or CoursePath.Care when first => "cp",
                _ => "cin",
            };
            record.Outcome = conclusion switch
            {
                "notinneed" => course.ClosureReason == "RC9" ? "Early help" : "No further action",
                "cp" => "Strategy discussion",
                "lac" => "Child to be looked after",
                _ => "Child in need plan",
            };
            record.Analysis = teller.Write("assess", teller.On(child, a.Authorised!.Value, course, [conclusion], by?.WorkerName));
            foreach (var code in Factors(child, course))
            {
                var factor = new AssessmentFactor
                {
                    Id = ids.Next(),
                    AssessmentId = record.Id,
                    Code = code,
                };
                record.Factors.Add(factor);
                rows.Factors.Add(factor);
            }
        }
    }

    /// <summary>DfE factors that go with the worry. «No factors» stands alone, and only where the child is not in need.</summary>
    private IEnumerable<string> Factors(ChildFacts child, Course course)
    {
        if (course.Path == CoursePath.NotInNeed && random.Chance(course.ClosureReason == "RC8" ? 0.6 : 0.15))
        {
            return ["21"];
        }
        var found = new SortedSet<string>(StringComparer.Ordinal)
        {
            course.Worry switch
            {
                "dv" => "3B",
                "neglect" => "16A",
                "mh" => "4B",
                "substance" => random.Pick("1B", "2B"),
                "emotional" => "17A",
                "physical" => random.Pick("18C", "18C", "18B"),
                "sexual" => random.Pick("19C", "19B"),
                "disability" => random.Pick("5A", "6A"),
                "parentdisability" => random.Pick("6B", "5B"),
                "behaviour" => "14A",
                "absent" => "20",
                _ => "20",
            },
        };
        var age = child.AgeOn(course.Referred);
        void Maybe(string code, double share)
        {
            if (random.Chance(share))
            {
                found.Add(code);
            }
        }
        Maybe("3B", 0.3);
        Maybe("4B", 0.28);
        Maybe("17A", 0.18);
        Maybe("16A", 0.16);
        Maybe("2B", 0.13);
        Maybe("1B", 0.12);
        Maybe("3A", 0.1);
        Maybe("4A", age > 9 ? 0.22 : 0.02);
        Maybe("15A", age > 11 ? 0.1 : 0);
        Maybe(
            "10A",
            child.Exploited ? 0.7
                : age > 11 ? 0.04
                : 0
        );
        Maybe("11A", child.Exploited ? 0.4 : 0);
        Maybe("13A", child.Exploited ? 0.35 : 0);
        Maybe("12A", child.Exploited ? 0.12 : 0);
        Maybe("7A", age > 7 ? 0.05 : 0);
        Maybe("5A", child.Disabled ? 0.45 : 0.02);
        Maybe("6A", child.Disabled ? 0.3 : 0.01);
        Maybe("9A", spec.Alone ? 1 : 0);
        return found;
    }
}
