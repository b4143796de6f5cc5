using Kith.Practice.Actions;
using Kith.Practice.Improvement;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Improvement.Recommendations;
using Kith.Practice.Inspection;
using Kith.Practice.Measures;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>When a recommendation climbed its ladder.</summary>
internal sealed record AskedFacts(DateOnly RaisedOn, DateOnly? AcceptedOn, DateOnly? DueOn, DateOnly? DoneOn, DateOnly? VerifiedOn, DateOnly? ConfirmedOn, bool Overtaken);

/// <summary>
/// The reference story: inspected, praised for six things, asked for three, and what the council did about it. The figures
/// are those of its own records, so that the plan shows what happened and nothing that was written in.
/// </summary>
internal sealed class ImprovementStory(DateOnly asAt, Council council, Guid account, IReadOnlyList<AskedFacts> asked, SyntheticIds ids)
{
    /// <summary>What was praised.</summary>
    public static IReadOnlyList<string> Praised { get; } =
    [
        "A child-centred culture runs through the service, and leaders know their children well.",
        "Children have stable and meaningful relationships with their social workers.",
        "Children have frequent opportunities to say what they wish and feel, and practitioners listen.",
        "Social workers are well supported and enjoy working here.",
        "A comprehensive training plan meets what practitioners need to learn.",
        "The edge of care team helps children at risk of exploitation or family breakdown to stay with their families when that is right for them.",
    ];

    /// <summary>What was found behind each of the three things that were asked for.</summary>
    private static readonly string[] Found =
    [
        "When a child cannot stay at home tonight, families and workers know whom to ring. Few plans say who would care for the child in a month, and whether that person was asked and the home was seen.",
        "Managers look regularly at the work with most children. For disabled children the gaps are longer, and records do not say why.",
        "Auditors look at what matters and say plainly what should change. Too many of their recommendations are past their day, and seldom does anybody look whether the child noticed a difference.",
    ];

    private static readonly (string Asked, string Title, string Why, string Lead, string[] Measures)[] Answers =
    [
        (
            "Contingency plans, so that they use the family network for the longer term and not only for immediate support.",
            "Every child on a plan has people for the long term",
            "A child who cannot stay at home knows who comes next and does not wait with strangers.",
            "Owen Griffiths",
            ["contingency_long_term", "contingency_verified"]
        ),
        (
            "The regularity of management oversight for disabled children, so that it is as regular as for other children.",
            "Disabled children are looked at as often as any other child",
            "Nobody drifts because they cannot say it loudly.",
            "Imran Qureshi",
            ["oversight_disabled"]
        ),
        (
            "The completion of audit recommendations, so that they improve children’s experiences.",
            "What audits ask for is done, looked at, and changes something for the child",
            "What we learn about one child’s life is put right in that child’s life.",
            "Ruth Benson",
            ["audit_actions_done", "audit_actions_overdue"]
        ),
    ];

    private static readonly (int Objective, string What, string Owner, int SetDays, int DueDays, int? DoneDays, string? Evidence)[] Doing =
    [
        (
            0,
            "Put «who is there for the long term?» into every conference and child in need review",
            "Grace Adeyemi",
            20,
            80,
            70,
            "In the agenda of conferences since; ten minutes read in the dip sample"
        ),
        (
            0,
            "Team managers go through the children with nothing beyond immediate support each month",
            "Sarah Whitfield",
            20,
            110,
            100,
            "Notes of four monthly meetings; 31 families were asked"
        ),
        (0, "Check what relatives offer for the long term, and write down the viability assessment", "Owen Griffiths", 60, 300, null, null),
        (1, "Book oversight of disabled children four weeks ahead in the manager’s diary", "Imran Qureshi", 20, 60, 55, "Diary shown to the board; every child has a day"),
        (1, "A second manager covers oversight when the first is away", "Owen Griffiths", 40, 120, 118, "Cover was set for two absences since, and no oversight was late in them"),
        (1, "Tell families what oversight is and ask them what it changed", "Megan Pritchard", 90, 225, null, null),
        (
            2,
            "Everyone who says that a recommendation is done points to the record that shows it",
            "Ruth Benson",
            20,
            60,
            58,
            "Kith asks for it; auditors found it in nine of ten that they looked at"
        ),
        (2, "Auditors look for the effect on the child eight weeks after", "Helen Marsh", 30, 200, 190, "Effect checks are on the auditors’ day; the first thirty are made"),
        (2, "Share what audits found with all teams each quarter", "Ruth Benson", 120, 215, null, null),
    ];

    public List<InspectionEvent> Inspections { get; } = [];
    public List<InspectionJudgement> Judgements { get; } = [];
    public List<InspectionPoint> Points { get; } = [];
    public List<ImprovementObjective> Objectives { get; } = [];
    public List<ObjectiveMeasure> Measures { get; } = [];
    public List<ActionItem> Actions { get; } = [];
    public List<ImprovementDecision> Decisions { get; } = [];
    public List<ImprovementEvidence> Evidence { get; } = [];
    public List<Recommendation> Recommendations { get; } = [];
    public List<RecommendationStep> Steps { get; } = [];
    public List<BoardReport> Reports { get; } = [];

    private DateOnly Visited => WorkingDayCalendar.England.OnOrAfter(asAt.AddMonths(-8));

    private DateOnly Planned => Visited.AddDays(50);

    /// <summary>The days on which reports were made: the last working days of the three months before.</summary>
    private IEnumerable<DateOnly> Boards =>
        Enumerable.Range(1, 3).Reverse().Select(back => WorkingDayCalendar.England.OnOrBefore(new DateOnly(asAt.Year, asAt.Month, 1).AddMonths(1 - back).AddDays(-1)));

    /// <summary>Tells it.</summary>
    public async Task Tell(MeasureReadings readings, CancellationToken ct)
    {
        var days = Boards.Concat(Boards.SelectMany(b => MeasureSeries.To(b, SeriesStep.Month, 6).Select(p => p.To))).Append(Visited).Append(asAt).Distinct().ToList();
        var said = await readings.At([.. Answers.SelectMany(a => a.Measures)], days, ct);
        Inspected();
        for (var i = 0; i < Answers.Length; i++)
        {
            Objective(i, said);
        }
        foreach (var d in Doing)
        {
            Act(
                d.Objective,
                d.What,
                d.Owner,
                Planned.AddDays(d.SetDays - 20),
                Planned.AddDays(d.DueDays - 20),
                d.DoneDays is { } done ? Planned.AddDays(done - 20) : null,
                d.Evidence
            );
        }
        Decided();
        ForTheSystem(said);
        PlanSnapshot? before = null;
        foreach (var board in Boards.Where(b => b > Planned))
        {
            before = Snapshot(board, before, said);
            Reports.Add(
                BoardReports.Pin(
                    ids.Next(),
                    new DateOnly(board.Year, board.Month, 1),
                    before,
                    "Dear board. The three things that the visit asked for are moving. What moves least is the last: that someone looks afterwards whether the child noticed.",
                    account,
                    "Amanda Clarke",
                    LondonTime.StartOfDayUtc(board).AddHours(11)
                )
            );
        }
    }

    private void Inspected()
    {
        var full = WorkingDayCalendar.England.OnOrAfter(asAt.AddMonths(-31));
        var standard = new InspectionEvent
        {
            Id = ids.Next(),
            Kind = InspectionKind.Standard,
            By = "Ofsted",
            From = full,
            To = full.AddDays(11),
            PublishedOn = full.AddDays(75),
            Headline = "Children in Amberdale benefit from workers who know them. Some practice is not yet consistent.",
        };
        Inspections.Add(standard);
        foreach (var area in InspectionEditions.Of(standard.Kind, standard.From)?.Graded ?? [])
        {
            Judgements.Add(
                new InspectionJudgement
                {
                    Id = ids.Next(),
                    InspectionId = standard.Id,
                    Area = area,
                    Grade = area is JudgementArea.InCare or JudgementArea.CareLeavers ? InspectionGrade.Good : InspectionGrade.RequiresImprovement,
                }
            );
        }
        Say(standard, PointKind.Strength, "Children’s social workers stay with them and know them.");
        Say(standard, PointKind.Finding, "Plans name the worry. In too many of them a family cannot read what has to be different, and by when.");
        Say(standard, PointKind.Recommendation, "The consistency of plans, so that families know what must change and by when.", "outcome 1, national framework");
        var visit = new InspectionEvent
        {
            Id = ids.Next(),
            Kind = InspectionKind.Focused,
            By = "Ofsted",
            Scope = "Children in need and children on a child protection plan, disabled children among them",
            From = Visited,
            To = Visited.AddDays(1),
            PublishedOn = WorkingDayCalendar.England.OnOrAfter(Visited.AddDays(30)),
            Headline =
                "Leaders have built a child-centred culture in which social workers enjoy their work and children have lasting relationships with them. In three things practice is not yet as good for every child.",
        };
        Inspections.Add(visit);
        foreach (var praise in Praised)
        {
            Say(visit, PointKind.Strength, praise);
        }
        foreach (var answer in Answers)
        {
            Say(visit, PointKind.Recommendation, answer.Asked, "outcome 1, national framework");
        }
        foreach (var found in Found)
        {
            Say(visit, PointKind.Finding, found);
        }
        foreach (var inspection in Inspections)
        {
            InspectionLetter.Number(Points.Where(p => p.InspectionId == inspection.Id));
        }
    }

    private void Say(InspectionEvent inspection, PointKind kind, string text, string? tag = null) =>
        Points.Add(
            new InspectionPoint
            {
                Id = ids.Next(),
                InspectionId = inspection.Id,
                Kind = kind,
                Place = Points.Count(p => p.InspectionId == inspection.Id) + 1,
                Text = text,
                Tag = tag,
            }
        );

    private Worker Someone(string name) =>
        council.Workers.FirstOrDefault(w => w.Name == name && w.LeftOn is null) ?? council.Workers.First(w => w.LeftOn is null && w.TeamId is not null);

    private void Objective(int i, IReadOnlyDictionary<(string Measure, DateOnly Day), MeasureFigure> said)
    {
        var (asked, title, why, lead, measures) = Answers[i];
        var target = asAt.AddMonths(4);
        var objective = new ImprovementObjective
        {
            Id = ids.Next(),
            Title = title,
            Why = why,
            PointId = Points.First(p => p.Text == asked).Id,
            LeadWorkerId = Someone(lead).Id,
            From = Planned,
            TargetOn = target,
            Narrative = i switch
            {
                0 => "Families say yes more often than we thought, once they are asked. Checking what they offer takes longer than asking.",
                1 => "The gap has become small since the diary is filled four weeks ahead. Winter and sickness are the test.",
                _ => "More is done by its day. Looking afterwards whether the child noticed is still new to us.",
            },
            NarrativeOn = asAt.AddDays(-12),
            NarrativeBy = lead,
        };
        Objectives.Add(objective);
        foreach (var id in measures)
        {
            if (said.GetValueOrDefault((id, Visited))?.Value is not { } baseline || MeasureCatalogue.Find(id) is not { } measure)
            {
                continue;
            }
            var higher = measure.Better == Polarity.HigherIsBetter;
            var goal = higher ? Math.Min(95, Math.Ceiling(baseline + (95 - baseline) * 0.6)) : Math.Floor(baseline * 0.4);
            if (MeasureReadings.Improved(id, baseline, goal) == true)
            {
                Measures.Add(
                    new ObjectiveMeasure
                    {
                        Id = ids.Next(),
                        ObjectiveId = objective.Id,
                        Measure = id,
                        BaselineOn = Visited,
                        Baseline = baseline,
                        Target = goal,
                        TargetOn = target,
                    }
                );
            }
        }
        Evidence.Add(
            new ImprovementEvidence
            {
                Id = ids.Next(),
                ObjectiveId = objective.Id,
                On = asAt.AddDays(-40),
                Title = i switch
                {
                    0 => "What twelve families said about being asked",
                    1 => "Dip sample of twenty oversight records",
                    _ => "What practitioners say about audits now",
                },
                Shows = i switch
                {
                    0 => "Nine of twelve would rather have been asked earlier. Two children named someone nobody had thought of.",
                    1 => "In sixteen the record says what the child’s days are like; in the last sample it was nine.",
                    _ => "«Someone came back and asked whether it helped. That had never happened.»",
                },
                AddedAt = LondonTime.StartOfDayUtc(asAt.AddDays(-38)).AddHours(14),
                AddedByAccountId = account,
                AddedByName = lead,
            }
        );
    }

    private ActionItem Act(int objective, string what, string owner, DateOnly set, DateOnly due, DateOnly? done, string? evidence)
    {
        var worker = Someone(owner);
        var action = new ActionItem
        {
            Id = ids.Next(),
            TeamId = worker.TeamId,
            Source = ActionSource.Improvement,
            SourceId = Objectives[objective].Id,
            What = what,
            OwnerWorkerId = worker.Id,
            SetOn = set,
            DueOn = due,
            EvidenceNeeded = true,
            DoneOn = done <= asAt ? done : null,
            Evidence = done <= asAt ? evidence : null,
        };
        Actions.Add(action);
        return action;
    }

    private void Decided()
    {
        foreach (
            var (days, objective, what, why) in new[]
            {
                (55, (int?)null, "The plan has three objectives and no more", "Each was asked for, each can be measured, and more than three would be led by nobody"),
                (100, 1, "Oversight of disabled children is not put off for absence: a second manager covers it", "Most of what was late was late while a manager was away"),
                (160, 2, "A recommendation is not closed before someone looked at what changed for the child", "Done is not the same as better"),
            }
        )
        {
            Decisions.Add(
                new ImprovementDecision
                {
                    Id = ids.Next(),
                    ObjectiveId = objective is { } o ? Objectives[o].Id : null,
                    On = WorkingDayCalendar.England.OnOrBefore(Visited.AddDays(days)),
                    What = what,
                    Why = why,
                    By = "Improvement board",
                    RecordedByAccountId = account,
                }
            );
        }
    }

    /// <summary>Two recommendations for the way the service works: one that is being done within the plan, one whose effect is to be seen.</summary>
    private void ForTheSystem(IReadOnlyDictionary<(string Measure, DateOnly Day), MeasureFigure> said)
    {
        var visit = Inspections[^1];
        var raiser = Someone("Ruth Benson");
        foreach (
            var (what, aim, finding, owner, objective, measure, done) in new[]
            {
                (
                    "Ask at every allocation who in the wider family knows the child, and write it down",
                    "A child who comes to us today has people named within the first month",
                    "In half of the records read nobody beyond the household was named",
                    "Sarah Whitfield",
                    0,
                    "contingency_long_term",
                    (int?)null
                ),
                (
                    "Give managers of disabled children’s cases a weekly list of whose oversight comes next",
                    "No disabled child waits longer than others for a manager to look at their case",
                    "Managers found out that oversight was late when it was late",
                    "Imran Qureshi",
                    1,
                    "oversight_disabled",
                    60
                ),
            }
        )
        {
            var worker = Someone(owner);
            var raised = WorkingDayCalendar.England.OnOrAfter(Visited.AddDays(60));
            var id = ids.Next();
            var action = Act(
                objective,
                what,
                owner,
                raised,
                raised.AddDays(90),
                done is { } after ? raised.AddDays(after) : null,
                done is null ? null : "The list goes out each Monday; six weeks of it are in the team’s folder"
            );
            (action.Source, action.SourceId) = (ActionSource.Recommendation, id);
            var r = new Recommendation
            {
                Id = id,
                ActionId = action.Id,
                Action = action,
                Origin = RecommendationOrigin.Inspection,
                OriginId = visit.Id,
                OriginWords = $"Focused visit, {DateWords.Long(visit.From)}",
                Finding = finding,
                Aim = aim,
                RaisedOn = raised,
                RaisedByWorkerId = raiser.Id,
                RaisedByName = raiser.Name,
                AcceptedOn = raised.AddDays(2),
                Measure = measure,
                MeasureBeforeOn = Visited,
                MeasureBefore = said.GetValueOrDefault((measure, Visited))?.Value,
                ObjectiveId = Objectives[objective].Id,
            };
            Recommendations.Add(r);
            Step(r, RecommendationAct.Raise, raised, raiser, finding, action.DueOn);
            Step(r, RecommendationAct.Accept, raised.AddDays(2), worker, null, action.DueOn);
            if (action.DoneOn is { } on)
            {
                Step(r, RecommendationAct.Claim, on, worker, action.Evidence, on);
                r.VerifiedOn = on.AddDays(6);
                r.EffectDueOn = asAt.AddDays(-3);
                Step(r, RecommendationAct.Verify, on.AddDays(6), raiser, "Read the lists of the last six weeks with two managers: they use them", r.EffectDueOn);
            }
        }
    }

    private void Step(Recommendation r, RecommendationAct act, DateOnly on, Worker by, string? words, DateOnly? due) =>
        Steps.Add(
            new RecommendationStep
            {
                Id = ids.Next(),
                RecommendationId = r.Id,
                Number = ++r.Taken,
                Act = act,
                On = on,
                At = LondonTime.StartOfDayUtc(on).AddHours(9).AddMinutes(11 * r.Taken),
                ByWorkerId = by.Id,
                ByName = by.Name,
                OwnerWorkerId = r.Action.OwnerWorkerId,
                Words = words,
                DueOn = due,
            }
        );

    /// <summary>How far what was recommended had come on a day.</summary>
    private PlanLadder Ladder(DateOnly day)
    {
        var then = asked
            .Concat(Recommendations.Select(r => new AskedFacts(r.RaisedOn, r.AcceptedOn, r.Action.DueOn, r.Action.DoneOn, r.VerifiedOn, r.ConfirmedOn, r.Overtaken)))
            .Where(f => f.RaisedOn <= day && !(f.Overtaken && f.VerifiedOn <= day))
            .ToList();
        bool By(DateOnly? on) => on <= day;
        var open = then.Where(f => !By(f.ConfirmedOn)).ToList();
        return new(
            open.Count(f => !By(f.AcceptedOn) && !By(f.DoneOn)),
            open.Count(f => By(f.AcceptedOn) && !By(f.DoneOn)),
            open.Count(f => By(f.DoneOn) && !By(f.VerifiedOn)),
            open.Count(f => By(f.VerifiedOn)),
            then.Count(f => By(f.ConfirmedOn)),
            open.Count(f => (!By(f.DoneOn) && f.DueOn < day) || (By(f.DoneOn) && !By(f.VerifiedOn) && f.DoneOn < day.AddDays(-RecommendationWords.LookDays))),
            open.Min(f => (DateOnly?)f.RaisedOn)
        );
    }

    /// <summary>The plan as it stood on a day.</summary>
    private PlanSnapshot Snapshot(DateOnly day, PlanSnapshot? before, IReadOnlyDictionary<(string Measure, DateOnly Day), MeasureFigure> said)
    {
        var visit = Inspections[^1];
        return new(
            PlanSnapshot.Now,
            day,
            [
                .. Objectives.Select(
                    (o, i) =>
                    {
                        var was = before?.Objectives[i];
                        var measures = Measures
                            .Where(m => m.ObjectiveId == o.Id)
                            .Select(m => new PlanMeasure(
                                m.Id,
                                ObjectiveRules.Of(m, said.GetValueOrDefault((m.Measure, day))?.Value, day),
                                was?.Measures.FirstOrDefault(x => x.Id == m.Id)?.Progress.Now,
                                m.Steps,
                                [
                                    .. said.Where(s => s.Key.Measure == m.Measure && s.Key.Day >= m.BaselineOn && s.Key.Day <= day)
                                        .OrderBy(s => s.Key.Day)
                                        .Select(s => new PlanPoint(s.Key.Day, s.Value.Value)),
                                ]
                            ))
                            .ToList();
                        var actions = Actions
                            .Where(a => a.Source == ActionSource.Improvement && a.SourceId == o.Id && a.SetOn <= day)
                            .Select(a => new PlanAction(
                                a.Id,
                                a.What,
                                council.Workers.First(w => w.Id == a.OwnerWorkerId).Name,
                                a.DueOn,
                                a.DoneOn <= day ? ActionState.Done : ActionState.Open,
                                a.DoneOn <= day ? a.DoneOn : null,
                                a.DoneOn <= day ? a.Evidence : null,
                                !(a.DoneOn <= day) && a.DueOn < day,
                                $"/actions/{a.Id}"
                            ))
                            .ToList();
                        var standing = ObjectiveRules.Of(
                            [.. measures.Select(m => m.Progress)],
                            actions.Count(a => a.State == ActionState.Open),
                            actions.Count(a => a.Late),
                            o.TargetOn,
                            day
                        );
                        return new PlanObjective(
                            o.Id,
                            1,
                            o.Title,
                            o.Why,
                            Answers[i].Asked,
                            visit.Id,
                            $"{InspectionEditions.Name(visit.Kind)}, {DateWords.Long(visit.From)}",
                            o.LeadWorkerId,
                            Answers[i].Lead,
                            o.From,
                            o.TargetOn,
                            null,
                            standing.State,
                            standing.Reasons,
                            was?.State,
                            measures,
                            actions,
                            null,
                            null,
                            null,
                            [.. Evidence.Where(e => e.ObjectiveId == o.Id && e.On <= day).Select(e => new PlanEvidence(e.Id, e.On, e.Title, e.Shows, null, null, e.AddedByName))]
                        );
                    }
                ),
            ],
            [.. Decisions.Where(d => d.On <= day).OrderByDescending(d => d.On).Select(d => new PlanDecision(d.Id, d.ObjectiveId, d.On, d.What, d.Why, d.By))],
            Ladder(day)
        );
    }
}
