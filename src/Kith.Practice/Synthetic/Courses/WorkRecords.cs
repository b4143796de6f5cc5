using Kith.Practice.Audits;
using Kith.Practice.Children;
using Kith.Practice.EdgeOfCare;
using Kith.Practice.Oversight;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>The work itself: visits shared by brothers and sisters, the child's voice, oversight, contingency, audits, risk.</summary>
internal sealed class WorkRecords(StorySetting setting, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly Council council = setting.Council;
    private readonly NetworkRecords network = new(setting, family, teller, random, ids, rows);
    private readonly VoiceRecords voices = new(setting, teller, family, ids, rows);

    /// <summary>Writes the work of an involvement that <paramref name="held"/> did.</summary>
    public void Write(Course course, List<ChildFacts> children, List<Held> held, bool latest)
    {
        if (held.Count == 0)
        {
            return;
        }
        foreach (var phase in course.Phases.OrderBy(p => p.From))
        {
            Visits(course, phase, children, held);
        }
        foreach (var child in children)
        {
            Oversight(course, child, held);
            network.Write(course, child, Held.At(held, course.Closed ?? setting.AsAt)?.WorkerName);
            voices.Around(course, child, Held.At(held, course.Closed ?? setting.AsAt));
            Audits(course, child, held);
            if (child.Exploited || child.AgeOn(course.Referred) >= 12 && random.Chance(0.05))
            {
                Risk(course, child, held);
            }
        }
        if (latest && course.Open && random.Chance(0.05))
        {
            Warn(course, children);
        }
        if (latest)
        {
            new DiaryRecords(setting, random, ids, rows).Write(course, children, Held.At(held, setting.AsAt));
        }
    }

    private void Visits(Course course, Phase phase, List<ChildFacts> children, List<Held> held)
    {
        var last = phase.To ?? setting.AsAt;
        var day = Calendar.AddWorkingDays(phase.From, random.Between(1, phase.Kind == PhaseKind.Assessment ? 5 : 6));
        var count = 0;
        while (day <= last && (phase.To is null || day < phase.To || day == last))
        {
            Visit(course, phase, children, held, day, count++);
            if (phase.Kind == PhaseKind.Assessment && count >= 4)
            {
                return;
            }
            // Most visits keep the interval (10 working days under a protection plan, 20 for a child in need); some are missed.
            var gap = phase.Kind switch
            {
                PhaseKind.Assessment => random.Between(6, 15),
                PhaseKind.Protection => random.Chance(0.88) ? random.Between(8, 14) : random.Between(15, 31),
                PhaseKind.Need => random.Chance(0.84) ? random.Between(18, 28) : random.Between(29, 56),
                PhaseKind.Care => random.Chance(0.88) ? random.Between(28, 42) : random.Between(43, 75),
                _ => random.Chance(0.8) ? random.Between(24, 42) : random.Between(43, 80),
            };
            day = Calendar.OnOrBefore(day.AddDays(gap));
        }
    }

    private void Visit(Course course, Phase phase, List<ChildFacts> children, List<Held> held, DateOnly day, int count)
    {
        var by = Held.At(held, day);
        if (by is null)
        {
            // Unallocated: a colleague on duty went, or nobody did.
            if (random.Chance(0.6))
            {
                return;
            }
            by = held[^1];
        }
        var mother = family.Mother;
        var (tag, kind) = phase.Kind switch
        {
            PhaseKind.Assessment => ("assessment", VisitKind.Assessment),
            PhaseKind.Protection => ("cp", VisitKind.ChildProtection),
            PhaseKind.Care => ("lac", VisitKind.LookedAfter),
            PhaseKind.Disability => ("dct", VisitKind.ChildInNeed),
            _ => ("cin", VisitKind.ChildInNeed),
        };
        var missed = random.Chance(0.035);
        var mood = random.Pick("better", "cin", "cin", "worse", "drift");
        // In care, brothers and sisters may live apart: each is visited where they are.
        var together =
            phase.Kind == PhaseKind.Care
                ? children.Select(c => new[] { c })
                :
                [
                    [.. children],
                ];
        foreach (var group in together)
        {
            var about = group[random.Below(group.Length)];
            string[] tags = missed ? [tag, "unseen"] : [tag, mood];
            var t = teller.On(about, day, course, tags, by.WorkerName, null);
            var visit = new Visit
            {
                Id = ids.Next(),
                On = day,
                Kind = kind,
                WorkerId = by.WorkerId,
                Place =
                    phase.Kind == PhaseKind.Care ? "Placement"
                    : random.Chance(0.8) || about.AgeOn(day) < 4 ? "Home"
                    : random.Pick("School", "School", "Community", "Office"),
                Purpose = teller.Write("purpose", t),
                SharedText = teller.Write("visit", t),
            };
            rows.Visits.Add(visit);
            foreach (var child in group)
            {
                var unborn = child.UnbornOn(day);
                var age = child.AgeOn(day);
                bool? seen = unborn ? null : !missed && !random.Chance(child.AgeOn(day) >= 12 ? 0.08 : 0.03);
                var alone = seen == true && age >= 4 && random.Chance(phase.Kind == PhaseKind.Protection ? 0.76 : 0.62);
                string? own = null;
                if (seen == true && (group.Length > 1 || random.Chance(0.35)))
                {
                    own = teller.Write("visitchild", teller.On(child, day, course, alone ? [tag, "alone"] : [tag], by.WorkerName));
                }
                rows.VisitChildren.Add(
                    new VisitChild
                    {
                        Id = ids.Next(),
                        VisitId = visit.Id,
                        PersonId = child.Person.Id,
                        Seen = seen,
                        SeenAlone = seen is null ? null : alone,
                        BedroomSeen =
                            seen is null || visit.Place is not ("Home" or "Placement") ? null : seen == true && random.Chance(phase.Kind == PhaseKind.Protection ? 0.5 : 0.3),
                        Text = own,
                    }
                );
                if (seen == true)
                {
                    Voice(visit, phase, child, course, by, alone, tag);
                }
            }
        }
    }

    /// <summary>Children are heard often: this is one of the strengths.</summary>
    private void Voice(Visit visit, Phase phase, ChildFacts child, Course course, Held by, bool alone, string tag)
    {
        var day = visit.On;
        var age = child.AgeOn(day);
        var share =
            age < 2
                ? 0.15
                : phase.Kind switch
                {
                    PhaseKind.Assessment => 0.5,
                    PhaseKind.Protection => 0.42,
                    PhaseKind.Care => 0.55,
                    PhaseKind.Disability => 0.42,
                    _ => 0.42,
                };
        if (!random.Chance(day < setting.AsAt.AddYears(-4) ? share * 0.55 : share))
        {
            return;
        }
        var (method, methodTag) =
            child.NonVerbal
                ? random.Pick(
                    ("Objects of reference", "objects"),
                    ("Observation", "observation"),
                    ("Observation", "observation"),
                    ("Signing", "signing"),
                    ("Play", "play"),
                    ("Advocate", "advocate")
                )
            : age < 2 ? ("Observation", "observation")
            : age < 4 ? random.Pick(("Observation", "observation"), ("Talking", "talking"), ("Play", "play"))
            : age < 11 ? random.Pick(("Talking", "talking"), ("Talking", "talking"), ("Drawing", "drawing"), ("Play", "play"), ("Drawing", "drawing"))
            : random.Pick(("Talking", "talking"), ("Talking", "talking"), ("Talking", "talking"), ("App or letter", "letter"), ("Advocate", "advocate"));
        var t = teller.On(child, day, course, [tag, methodTag], by.WorkerName);
        var words = teller.Speak("voice", t);
        if (words.Length == 0)
        {
            return;
        }
        var answered = day.AddDays(random.Between(3, 38));
        var told = random.Chance(0.74) && answered <= setting.AsAt;
        var aloneThen = alone || age < 4 && random.Chance(0.2);
        var matters = random.Chance(0.6) ? teller.Write("matters", t) : null;
        voices.Add(child, visit, by, method, aloneThen, words, matters, told ? teller.Write("answer", t) : null, answered, t);
    }

    /// <summary>
    /// Managers look at disabled children's cases less often: the second weakness (median near 41 days, 27 for others). Since
    /// the council answered its inspection, five months before the end, most of the gap has gone, and some of it is left.
    /// </summary>
    private void Oversight(Course course, ChildFacts child, List<Held> held)
    {
        ReadOnlySpan<(double, double)> usual = [(0, 12), (0.25, 23), (0.5, 27), (0.75, 32), (0.92, 41), (1, 62)];
        ReadOnlySpan<(double, double)> seldom = [(0, 19), (0.25, 34), (0.5, 41), (0.75, 52), (0.92, 68), (1, 98)];
        ReadOnlySpan<(double, double)> answered = [(0, 14), (0.25, 26), (0.5, 31), (0.75, 38), (0.92, 47), (1, 70)];
        var since = setting.AsAt.AddMonths(-5);
        var last = course.Closed ?? setting.AsAt;
        var begin = held[0].From;
        var day = begin.AddDays(random.Between(2, 14));
        while (day <= last)
        {
            var on = Calendar.OnOrBefore(day);
            var by = Held.At(held, on) ?? held[^1];
            var manager = council.ManagerOf(by.TeamId, on);
            var phase = course.Phases.LastOrDefault(p => p.From <= on && (p.To is null || p.To >= on))?.Kind;
            var tag = phase switch
            {
                PhaseKind.Protection => "cp",
                PhaseKind.Care => "lac",
                PhaseKind.Disability => "dct",
                PhaseKind.Assessment => "assessment",
                _ => "cin",
            };
            if (manager is not null && on >= begin)
            {
                var t = teller.On(child, on, course, [tag, random.Pick("better", "worse", "drift", "cin")], by.WorkerName, manager.Name);
                rows.Oversight.Add(
                    new ManagementOversight
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        On = on,
                        ManagerId = manager.Id,
                        ChildExperience = teller.Write("ov.experience", t),
                        Progress = teller.Write("ov.progress", t) is { Length: > 0 } progress ? progress.Trim() : null,
                        Decision = teller.Write("ov.decision", t),
                        Rationale = random.Chance(0.7) ? $"{teller.Write("ov.rationale", t)}{(random.Chance(0.3) ? $" {teller.Write("ov.contingency", t)}" : "")}" : null,
                    }
                );
            }
            day = on.AddDays(
                random.Days(
                    !child.Disabled ? usual
                    : on >= since ? answered
                    : seldom
                )
            );
            if (day <= on)
            {
                day = on.AddDays(7);
            }
        }
    }

    /// <summary>Audits find what there is to mend; much of it is then not finished, the third weakness.</summary>
    private void Audits(Course course, ChildFacts child, List<Held> held)
    {
        var first = setting.AsAt.AddYears(-3);
        var from = course.Referred > first ? course.Referred : first;
        var last = course.Closed ?? setting.AsAt;
        var days = last.DayNumber - from.DayNumber;
        // About 12 audits a year for each 100 children.
        if (days < 40 || !random.Chance(Math.Min(0.5, days / 365.0 * 0.12)))
        {
            return;
        }
        var on = Calendar.OnOrBefore(from.AddDays(random.Between(35, days)));
        var by = Held.At(held, on) ?? held[^1];
        var auditors = council.TeamFor(TeamKind.Quality, 0);
        var auditor = council.Someone(auditors, on, random, "Practice auditor") ?? council.ManagerOf(auditors, on);
        if (auditor is null)
        {
            return;
        }
        var grade = Enum.Parse<AuditGrade>(Rates.Of("grade").Draw(random));
        var manager = council.ManagerOf(by.TeamId, on);
        var t = teller.On(child, on, course, [Tagged(grade)], by.WorkerName, manager?.Name);
        var audit = new Audit
        {
            Id = ids.Next(),
            PersonId = child.Person.Id,
            CompletedOn = on,
            AuditorId = auditor.Id,
            Grade = grade,
            ModeratedGrade = random.Chance(0.3)
                ? random.Chance(0.75)
                    ? grade
                    : grade == AuditGrade.Outstanding
                        ? AuditGrade.Good
                        : grade - 1 + (random.Chance(0.5) && grade != AuditGrade.Inadequate ? 2 : 0)
                : null,
            Summary = teller.Write("audit.summary", t),
        };
        rows.Audits.Add(audit);
        new AskedRecords(setting, teller, random, ids, rows).Write(audit, course, child, by, Held.At(held, setting.AsAt), auditor, manager);
    }

    private static string Tagged(AuditGrade grade) =>
        grade switch
        {
            AuditGrade.Outstanding => "outstanding",
            AuditGrade.Good => "good",
            AuditGrade.RequiresImprovement => "requires",
            _ => "inadequate",
        };

    private void Risk(Course course, ChildFacts child, List<Held> held)
    {
        var last = course.Closed ?? setting.AsAt;
        var from = course.Referred.AddDays(random.Between(3, 40));
        var twelve = child.Born.AddYears(11);
        from = from < twelve ? twelve : from;
        if (course.Open && last.DayNumber - from.DayNumber > 700)
        {
            from = last.AddDays(-random.Between(200, 600));
        }
        if (from >= last)
        {
            return;
        }
        var risk = child.Exploited
            ? random.Pick("CriminalExploitation", "CriminalExploitation", "SexualExploitation", "GangsAndSeriousViolence")
            : random.Pick("GoingMissing", "OnlineHarm", "CriminalExploitation");
        var level = random.Pick("Medium", "High", "Medium", "Low");
        while (true)
        {
            var until = from.AddDays(random.Between(35, 110));
            var better = level == "Low";
            var t = teller.On(child, from, course, better ? ["exploitation", "better"] : ["exploitation"], Held.At(held, from)?.WorkerName);
            rows.Risks.Add(
                new RiskLevel
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    Risk = risk,
                    Level = level,
                    From = from,
                    To = until > last ? course.Closed : until,
                    Reason = teller.Write("risk", t),
                }
            );
            if (until > last)
            {
                break;
            }
            from = until;
            level = (level, random.Below(3)) switch
            {
                ("High", 0) => "High",
                ("High", _) => "Medium",
                ("Medium", 0) => "High",
                ("Medium", 1) => "Low",
                ("Low", 0) => "Medium",
                _ => level == "Low" ? "Low" : "Medium",
            };
        }
        var start = last.AddDays(-Math.Min(500, last.DayNumber - course.Referred.DayNumber));
        for (var i = random.Between(1, 7); i > 0; i--)
        {
            var day = start.AddDays(random.Below(Math.Max(1, last.DayNumber - start.DayNumber)));
            var gone = LondonTime.ToUtc(day.ToDateTime(new TimeOnly(random.Between(16, 23), random.Below(12) * 5)));
            var found = gone.AddMinutes(random.Days([(0, 60), (0.5, 540), (0.8, 1500), (1, 5200)]));
            var offered = random.Chance(0.9);
            if (child.UnbornOn(day) || LondonTime.DateOf(found) > setting.AsAt)
            {
                continue;
            }
            rows.Missing.Add(
                new MissingEpisode
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    MissingFrom = gone,
                    FoundAt = found,
                    Kind = course.CareFrom is { } care && day >= care ? "From placement" : "From home",
                    InterviewOffered = offered,
                    InterviewAccepted = offered ? random.Chance(0.66) : null,
                }
            );
        }
    }

    private void Warn(Course course, List<ChildFacts> children)
    {
        var on = setting.AsAt.AddDays(-random.Between(5, 170));
        if (on < course.Referred)
        {
            on = course.Referred;
        }
        var t = teller.On(children[0], on, course);
        var text = teller.Write("note", t);
        if (text.Length == 0)
        {
            return;
        }
        foreach (var child in children)
        {
            rows.WarningNotes.Add(
                new WarningNote
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    Text = text,
                    RaisedOn = on,
                    ReviewOn = on.AddMonths(random.Between(3, 6)),
                }
            );
        }
    }
}
