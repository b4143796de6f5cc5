using System.Text.Json;
using Kith.Practice.Audits;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Moderation;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>An audit that was finished, with who held the case then.</summary>
internal sealed record AuditThen(Guid Id, Guid PersonId, DateOnly On, Guid? AuditorId, AuditGrade Grade, AuditGrade? Moderated, Guid? WorkerId, Guid? TeamId);

/// <summary>A child who can be drawn today, and what the record says in a line each.</summary>
internal sealed record AuditableToday(Candidate Candidate, string Name, Guid? WorkerId, DateOnly? LastSeenOn, DateOnly? LastVoiceOn, DateOnly? LastOversightOn);

/// <summary>
/// Two years of audits: nine tools, cycles through the year, one under way whose children were drawn with weights, second
/// grades of which some differ, calibrations. Nobody audits a child whose work they had a part in.
/// </summary>
internal sealed partial class AuditStory(DateOnly today, SeededRandom random, SyntheticIds ids)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    private static readonly string[] Lives =
    [
        "Gets up alone and walks to school with a neighbour’s child. Evenings depend on who is at home; weekends with the grandmother are calm.",
        "School is the steady part of the week. At home the mood changes quickly, and the child watches the adults before speaking.",
        "Plays, sleeps and eats better than in the summer. Still asks every time whether the worker will come back.",
        "Spends much time in the bedroom with the phone. Talks about a football coach who listens.",
        "Laughs with brothers and sisters, goes quiet when voices rise. The visits describe this well, and always at home.",
    ];

    private static readonly string[] Rests =
    [
        "The last three visits and the words of the child, read together.",
        "The record shows it once; it is not yet steady.",
        "Two things are in place, one has waited since the summer.",
        "Said by the worker and seen in the record alike.",
        "It was planned at the conference, and the core groups went on with it.",
        "What the school knows is not in the plan yet.",
    ];

    private static readonly string[] Wholes =
    [
        "The child is seen, heard and answered, and life at home is calmer. What is missing is a plan for the day on which it is not.",
        "Careful work by somebody the child trusts. The family network could carry more than it is asked to.",
        "The child is safe, and has waited: the same goal stands in three reviews. Oversight saw it late.",
        "Much is done and too little has changed for the child. The next step is known, and nobody owns it.",
        "The work follows what the child says, and it shows in the plan. Others can learn from it.",
    ];

    private static readonly string[] Reflected =
    [
        "Proud of how the child has come to talk. Would bring the family together sooner the next time.",
        "The visits take what time there is, and the thinking is left for Fridays. An hour with a colleague helped.",
        "Had not seen that the father is spoken of and not with. Will call him this week.",
        "Knows the contingency plan is thin. The aunt would help, and has not been asked for how long.",
    ];

    private static readonly string[] Responses =
    [
        "I recognise what is written. The part about the network helped me.",
        "I see the grade for the plan differently: the core group decided it the week after.",
        "Fair. I have asked for time to write the chronology.",
    ];

    private static readonly string[] Settled =
    [
        "We read the last two months together. The child’s days had changed, and one of us had not seen the visit at school.",
        "One of us graded what was planned, the other what the child has of it. What the child has counts.",
        "The oversight was there and did not reach the child. That is requires improvement, however good the notes.",
    ];

    public List<AuditTool> Tools { get; } = [];
    public List<AuditCycle> Cycles { get; } = [];
    public List<AuditCycleTeam> Teams { get; } = [];
    public List<AuditCycleAuditor> Auditors { get; } = [];
    public List<AuditAssignment> Assignments { get; } = [];
    public List<Audit> Audits { get; } = [];
    public List<AuditPartGrade> Parts { get; } = [];
    public List<AuditFeedback> Feedback { get; } = [];
    public List<AuditReading> Readings { get; } = [];
    public List<AuditSettlement> Settlements { get; } = [];
    public List<CalibrationSet> Calibrations { get; } = [];

    /// <summary>Tells it.</summary>
    /// <param name="auditors">Those who audit, the first two without a part in any child's work.</param>
    /// <param name="free">Whether somebody had no part in the work with a child.</param>
    public void Tell(IReadOnlyList<AuditThen> before, IReadOnlyList<AuditableToday> children, IReadOnlyList<Guid> auditors, Func<Guid, Guid, bool> free, string byName)
    {
        Publish(byName);
        var past = new[]
        {
            Cycle("Whole-case practice, winter", "Is life better for the children we have worked with for longest?", "whole-case", -365, -276),
            Cycle("Contingency and the family network", "What would have happened last night? After the inspectors’ first recommendation.", "contingency", -275, -186),
            Cycle("Supervision and oversight", "Do disabled children get the same attention as others? After the second recommendation.", "supervision", -185, -96),
            Cycle("The child’s voice", "What did children say this summer, and what came of it?", "voice", -95, -22),
        };
        foreach (var audit in before)
        {
            Past(audit, past.FirstOrDefault(c => c.From <= audit.On && audit.On <= c.Until), auditors);
        }
        foreach (var cycle in past)
        {
            foreach (var team in Assignments.Where(a => a.CycleId == cycle.Id && a.TeamId is not null).GroupBy(a => a.TeamId!.Value).OrderBy(g => g.Key, Sampling.ByBytes))
            {
                Teams.Add(
                    new AuditCycleTeam
                    {
                        Id = ids.Next(),
                        CycleId = cycle.Id,
                        TeamId = team.Key,
                        Number = team.Count() + random.Below(2),
                    }
                );
            }
            Name(cycle, auditors, 20);
        }
        Now(children, auditors, free);
        var ahead = Cycle("Harm outside the home, winter", "Do we make places safer, or only tell young people to stay away?", "exploitation", 30, 90);
        Name(ahead, auditors, 8);
        foreach (var team in children.GroupBy(c => c.Candidate.TeamId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, Sampling.ByBytes).Take(4))
        {
            Teams.Add(
                new AuditCycleTeam
                {
                    Id = ids.Next(),
                    CycleId = ahead.Id,
                    TeamId = team.Key,
                    Number = 2,
                }
            );
        }
        Calibrate(children, auditors, free);
        LookAgain(past[0], before, children, auditors, free);
    }

    private void Publish(string byName)
    {
        foreach (var ready in ReadyTools.All)
        {
            var tool = ready.Make(ids.Next(), ids.Next(), ids.Next);
            (tool.PublishedOn, tool.PublishedByName) = (today.AddDays(-400), byName);
            Tools.Add(tool);
        }
        // The dip sample is being made anew for the next question.
        var dip = Tools.First(t => t.Ready == "dip");
        Tools.Add(
            new AuditTool
            {
                Id = ids.Next(),
                ToolKey = dip.ToolKey,
                Number = 2,
                Title = dip.Title,
                About = dip.About,
                For = dip.For,
                Ready = dip.Ready,
                Content = dip.Content,
            }
        );
    }

    private AuditCycle Cycle(string title, string theme, string tool, int from, int until)
    {
        var cycle = new AuditCycle
        {
            Id = ids.Next(),
            Title = title,
            Theme = theme,
            ToolId = Tools.First(t => t.Ready == tool).Id,
            From = today.AddDays(from),
            Until = today.AddDays(until),
            SecondShare = 30,
        };
        Cycles.Add(cycle);
        return cycle;
    }

    private void Name(AuditCycle cycle, IReadOnlyList<Guid> auditors, int capacity)
    {
        foreach (var auditor in auditors)
        {
            Auditors.Add(
                new AuditCycleAuditor
                {
                    Id = ids.Next(),
                    CycleId = cycle.Id,
                    WorkerId = auditor,
                    Capacity = capacity,
                }
            );
        }
    }

    private void Past(AuditThen audit, AuditCycle? cycle, IReadOnlyList<Guid> auditors)
    {
        var tool = Tools.First(t => cycle is null ? t.Ready == "whole-case" : t.Id == cycle.ToolId);
        var assignment = new AuditAssignment
        {
            Id = audit.Id,
            PersonId = audit.PersonId,
            ToolId = tool.Id,
            CycleId = cycle?.Id,
            TeamId = audit.TeamId,
            Why = "Chosen by the quality team, before draws were kept here",
            ChosenOn = Calendar.OnOrBefore(audit.On.AddDays(-random.Between(14, 30))),
            // Most were finished by their day; some waited for somebody's answer.
            DueOn = audit.Id.ToByteArray()[15] % 7 == 0 ? Calendar.OnOrBefore(audit.On.AddDays(-6)) : cycle?.Until ?? audit.On.AddDays(14),
            AuditorId = audit.AuditorId,
            SecondWanted = audit.Moderated is not null,
            FinishedOn = audit.On,
        };
        assignment.NamedOn = assignment.ChosenOn;
        assignment.BegunOn = Calendar.OnOrBefore(audit.On.AddDays(-random.Between(2, 10)));
        WithWorker(assignment, audit.WorkerId, audit.On);
        Assignments.Add(assignment);
        if (audit.On > today.AddDays(-365))
        {
            Grade(tool, audit.PersonId, audit.Id, null, audit.Grade);
        }
        if (audit.Moderated is { } settled)
        {
            var reader = auditors.FirstOrDefault(a => a != audit.AuditorId);
            // Of those that were settled as they stood, some had been read differently the second time.
            var second = settled != audit.Grade || random.Chance(0.85) ? settled : Next(audit.Grade);
            Read(assignment, reader, second, Calendar.OnOrBefore(Soon(audit.On)));
            if (second != audit.Grade)
            {
                Settlements.Add(
                    new AuditSettlement
                    {
                        Id = ids.Next(),
                        PersonId = audit.PersonId,
                        AuditId = audit.Id,
                        First = audit.Grade,
                        Second = second,
                        Settled = settled,
                        Why = random.Pick(Settled),
                        Who = "Both auditors and the principal social worker",
                        On = Days.Earlier(today, audit.On.AddDays(random.Between(5, 20))),
                        ByAccountId = Guid.Empty,
                        ByName = "Ruth Benson",
                    }
                );
            }
        }
    }

    /// <summary>The cycle that is under way: its children are drawn as the page would draw them.</summary>
    private void Now(IReadOnlyList<AuditableToday> children, IReadOnlyList<Guid> auditors, Func<Guid, Guid, bool> free)
    {
        var cycle = Cycle("Whole-case practice, now", "Are plans measured by what is different for the child?", "whole-case", -21, 35);
        var tool = Tools.First(t => t.Id == cycle.ToolId);
        var rules = new SampleRules
        {
            Weights = new()
            {
                Disabled = 3,
                Exploitation = 2,
                LongInvolved = 2,
            },
            Exclusions = new() { AuditedWithinMonths = 12, OpenAtLeastDays = 42 },
        };
        var drawnOn = today.AddDays(-18);
        var known = children.Where(c => Sampling.Excluded(c.Candidate, rules.Exclusions, drawnOn) is null).ToDictionary(c => c.Candidate.PersonId);
        var numbers = known
            .Values.GroupBy(c => c.Candidate.TeamId)
            .Where(g => g.Count() >= 3)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, Sampling.ByBytes)
            .Take(6)
            .ToDictionary(g => g.Key, g => Math.Min(3, g.Count() / 2));
        foreach (var (team, number) in numbers)
        {
            Teams.Add(
                new AuditCycleTeam
                {
                    Id = ids.Next(),
                    CycleId = cycle.Id,
                    TeamId = team,
                    Number = number,
                }
            );
        }
        Name(cycle, auditors, 12);
        // The frame is the children of the chosen teams, as the page would make it.
        var frame = known
            .Values.Where(c => numbers.ContainsKey(c.Candidate.TeamId))
            .Select(c => new FrameLine(c.Candidate.PersonId, c.Candidate.TeamId, Sampling.Weight(c.Candidate, rules.Weights, drawnOn)))
            .ToList();
        cycle.Seed = (long)(random.Next() >> 11);
        var drawn = Sampling.Draw(frame, numbers, cycle.SecondShare, cycle.Seed.Value);
        (cycle.DrawnAt, cycle.DrawnByName, cycle.Rules) = (LondonTime.StartOfDayUtc(drawnOn).AddHours(10), "Ruth Benson", JsonSerializer.Serialize(rules));
        (cycle.Frame, cycle.FrameSize) = (SampleFrame.Pack(frame), frame.Count);
        cycle.FrameDigest = SampleFrame.Digest(cycle.Frame);
        var (turn, toSettle, blind) = (0, false, 0);
        foreach (var child in drawn)
        {
            var of = known[child.PersonId];
            var assignment = new AuditAssignment
            {
                Id = ids.Next(),
                PersonId = child.PersonId,
                ToolId = tool.Id,
                CycleId = cycle.Id,
                TeamId = child.TeamId,
                Place = child.Place,
                Reserve = child.Reserve,
                Why = DrawSample.Why(child, of.Candidate, rules.Weights, frame.Count(f => f.TeamId == child.TeamId), drawnOn),
                ChosenOn = drawnOn,
                DueOn = cycle.Until,
                SecondWanted = child.Second,
            };
            Assignments.Add(assignment);
            if (child.Reserve)
            {
                continue;
            }
            var who = Enumerable.Range(0, auditors.Count).Select(i => auditors[(turn + i) % auditors.Count]).FirstOrDefault(a => free(a, child.PersonId));
            if (who == Guid.Empty)
            {
                continue;
            }
            (assignment.AuditorId, assignment.NamedOn) = (who, drawnOn.AddDays(1));
            var stage = turn++ % 4;
            var reader = child.Second ? auditors.FirstOrDefault(a => a != who && free(a, child.PersonId)) : Guid.Empty;
            if (stage == 3)
            {
                // Not begun.
                Ask(assignment, reader);
                continue;
            }
            assignment.BegunOn = Calendar.OnOrBefore(today.AddDays(-random.Between(6, 12)));
            (assignment.GatheredFacts, assignment.FactsAt) = (Facts(of), LondonTime.StartOfDayUtc(assignment.BegunOn.Value).AddHours(11));
            assignment.PractitionerId = of.WorkerId;
            View(assignment, of.Name, stage != 2);
            if (stage == 2)
            {
                Ask(assignment, reader);
                continue;
            }
            var on = Calendar.OnOrBefore(today.AddDays(-random.Between(1, 5)));
            var grade = random.Pick(AuditGrade.Good, AuditGrade.RequiresImprovement, AuditGrade.RequiresImprovement, AuditGrade.Good, AuditGrade.Outstanding);
            Finish(assignment, tool, of, on, grade);
            if (reader == Guid.Empty)
            {
                continue;
            }
            if (!toSettle)
            {
                Read(assignment, reader, Next(grade), on);
                toSettle = true;
            }
            else if (blind++ == 0)
            {
                Ask(assignment, reader);
            }
            else
            {
                Read(assignment, reader, grade, on);
                Audits[^1].ModeratedGrade = grade;
            }
        }
    }

    private void Finish(AuditAssignment assignment, AuditTool tool, AuditableToday of, DateOnly on, AuditGrade grade)
    {
        assignment.FinishedOn = on;
        assignment.Answered =
        [
            .. tool
                .Sections.SelectMany(s => s.Questions)
                .Select(q => new AuditAnswered(
                    q.Key,
                    q.Words,
                    q.Kind switch
                    {
                        AuditAnswer.Extent => q.Answers[Math.Min(3, Math.Max(0, (int)grade + random.Between(-1, 1)))],
                        AuditAnswer.YesNo => "Yes",
                        AuditAnswer.Choice => q.Choices[0],
                        AuditAnswer.Number => "1",
                        AuditAnswer.Date => on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                        _ => random.Pick(q.Facts.Contains(AuditFact.Voice) ? Lives : Rests),
                    }
                )),
        ];
        WithWorker(assignment, of.WorkerId, on);
        Audits.Add(
            new Audit
            {
                Id = assignment.Id,
                PersonId = assignment.PersonId,
                CompletedOn = on,
                AuditorId = assignment.AuditorId,
                Grade = grade,
                Summary = random.Pick(Wholes),
            }
        );
        Grade(tool, assignment.PersonId, assignment.Id, null, grade);
    }

    private void WithWorker(AuditAssignment assignment, Guid? worker, DateOnly on)
    {
        assignment.PractitionerId = worker;
        if (worker is not null && random.Chance(0.85))
        {
            (assignment.MetOn, assignment.Reflections) = (Calendar.OnOrBefore(on.AddDays(-random.Between(0, 3))), random.Pick(Reflected));
        }
        else
        {
            assignment.WhyNotMet = "The worker was away, and the audit could not wait.";
        }
        if (worker is not null && random.Chance(0.6) && on.AddDays(6) < today)
        {
            (assignment.RespondedOn, assignment.Response) = (on.AddDays(random.Between(1, 6)), random.Chance(0.8) ? random.Pick(Responses) : null);
        }
    }

    private void View(AuditAssignment assignment, string name, bool came)
    {
        var first = name.Split(' ')[0];
        var asked = assignment.BegunOn!.Value;
        Feedback.Add(
            new AuditFeedback
            {
                Id = ids.Next(),
                PersonId = assignment.PersonId,
                AuditId = assignment.Id,
                From = FeedbackFrom.Child,
                Who = first,
                How = "in person, with the worker’s introduction",
                AskedOn = asked,
                AnsweredOn = came ? Days.Earlier(today, asked.AddDays(2)) : null,
                Words = came
                    ? random.Pick(
                        "She comes when she says. I would like to know what the meeting decided.",
                        "He plays with me first. Then he asks.",
                        "Too many people ask the same."
                    )
                    : null,
            }
        );
        Feedback.Add(
            new AuditFeedback
            {
                Id = ids.Next(),
                PersonId = assignment.PersonId,
                AuditId = assignment.Id,
                From = random.Chance(0.6) ? FeedbackFrom.Family : FeedbackFrom.Partner,
                Who = "A parent or the school",
                How = "by phone",
                AskedOn = asked,
                WhyNone = came && random.Chance(0.3) ? "Could not be reached in two tries" : null,
            }
        );
    }

    private void Ask(AuditAssignment assignment, Guid reader)
    {
        if (reader != Guid.Empty)
        {
            Readings.Add(Reading(assignment, reader));
        }
    }

    private void Read(AuditAssignment assignment, Guid reader, AuditGrade grade, DateOnly on)
    {
        if (reader == Guid.Empty)
        {
            return;
        }
        var reading = Reading(assignment, reader);
        (reading.GivenAt, reading.Grade, reading.Reason) = (LondonTime.StartOfDayUtc(on).AddHours(14), grade, random.Pick(Wholes));
        Readings.Add(reading);
    }

    private AuditReading Reading(AuditAssignment assignment, Guid reader) =>
        new()
        {
            Id = ids.Next(),
            PersonId = assignment.PersonId,
            AuditId = assignment.Id,
            ToolId = assignment.ToolId,
            ReaderId = reader,
            AskedOn = assignment.NamedOn ?? assignment.ChosenOn,
            DueOn = assignment.DueOn,
        };

    private void Grade(AuditTool tool, Guid person, Guid? audit, Guid? reading, AuditGrade whole)
    {
        foreach (var (section, i) in tool.Sections.Where(s => s.Graded).Select((s, i) => (s, i)))
        {
            Parts.Add(
                new AuditPartGrade
                {
                    Id = ids.Next(),
                    PersonId = person,
                    AuditId = audit,
                    ReadingId = reading,
                    SectionKey = section.Key,
                    Place = i,
                    Title = section.Title,
                    Grade = i == 0 || random.Chance(0.6) ? whole : Next(whole),
                    Reason = random.Pick(Rests),
                }
            );
        }
    }

    private void Calibrate(IReadOnlyList<AuditableToday> children, IReadOnlyList<Guid> auditors, Func<Guid, Guid, bool> free)
    {
        var fit = children.Where(c => auditors.All(a => free(a, c.Candidate.PersonId))).OrderBy(c => c.Candidate.PersonId, Sampling.ByBytes).Take(2).ToList();
        foreach (var (child, i) in fit.Select((c, i) => (c, i)))
        {
            var over = i == 0;
            var tool = Tools.First(t => t.Ready == (over ? "voice" : "whole-case"));
            var set = new CalibrationSet
            {
                Id = ids.Next(),
                PersonId = child.Candidate.PersonId,
                Title = over ? "What is good for voice?" : "Before the winter cycle",
                ToolId = tool.Id,
                OpenedOn = today.AddDays(over ? -75 : -6),
                DueOn = today.AddDays(over ? -61 : 8),
                ClosedOn = over ? today.AddDays(-58) : null,
                AgreedGrade = over ? AuditGrade.RequiresImprovement : null,
                Learning = over ? "We had graded the direct work and not what came of it. From now on an answer to the child is asked for before «good»." : null,
            };
            Calibrations.Add(set);
            foreach (var (reader, place) in auditors.Select((a, p) => (a, p)))
            {
                var reading = new AuditReading
                {
                    Id = ids.Next(),
                    PersonId = set.PersonId,
                    SetId = set.Id,
                    ToolId = tool.Id,
                    ReaderId = reader,
                    AskedOn = set.OpenedOn,
                    DueOn = set.DueOn,
                };
                if (over || place == 0)
                {
                    var grade = place == 1 ? AuditGrade.Good : AuditGrade.RequiresImprovement;
                    (reading.GivenAt, reading.Grade, reading.Reason) = (LondonTime.StartOfDayUtc(set.OpenedOn.AddDays(4)).AddHours(15), grade, random.Pick(Wholes));
                    Grade(tool, set.PersonId, null, reading.Id, grade);
                }
                Readings.Add(reading);
            }
        }
    }

    private static List<GatheredFact> Facts(AuditableToday of)
    {
        return
        [
            new(AuditFact.Seen, of.LastSeenOn is not null, of.LastSeenOn is { } seen ? $"Last seen {DateWords.Medium(seen)}" : "Not seen since the work began", "visits"),
            new(AuditFact.Voice, of.LastVoiceOn is not null, of.LastVoiceOn is { } heard ? $"Heard {DateWords.Medium(heard)}" : "Never heard since the work began", "voice"),
            new(AuditFact.Oversight, of.LastOversightOn is not null, of.LastOversightOn is { } looked ? $"Looked at {DateWords.Medium(looked)}" : "Not looked at yet", "oversight"),
            new(AuditFact.EarlierAudits, null, of.Candidate.AuditedOn is { } audited ? $"Audited before, last {DateWords.Medium(audited)}" : "Not audited before", "chronology"),
        ];
    }

    private AuditGrade Next(AuditGrade grade) =>
        grade switch
        {
            AuditGrade.Outstanding => AuditGrade.Good,
            AuditGrade.Inadequate => AuditGrade.RequiresImprovement,
            _ => random.Chance(0.5) ? grade - 1 : grade + 1,
        };

    private DateOnly Soon(DateOnly on) => Days.Earlier(today, on.AddDays(random.Between(1, 12)));
}
