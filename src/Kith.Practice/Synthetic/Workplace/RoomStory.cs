using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Documents;
using Kith.Practice.Improvement;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Inspection;
using Kith.Practice.Inspection.Rooms;
using Kith.Practice.Inspection.SelfEvaluations;
using Kith.Practice.Measures;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>A child whom inspectors might choose, with the team's name.</summary>
internal sealed record ChoosableToday(Guid PersonId, string Why);

/// <summary>
/// The rooms of two visits: that of the reference story, which is over, with what was asked and who looked at what; and a short
/// visit that looks at progress and is under way today, with an inspector whose account is live. And the self-evaluation: a
/// version that was published, and a draft.
/// </summary>
internal sealed class RoomStory(
    DateOnly asAt,
    Council council,
    InspectionEvent past,
    Account coordinator,
    Account inspector,
    IReadOnlyList<ChoosableToday> children,
    IReadOnlyList<BoardReport> reports,
    SyntheticIds ids
)
{
    private const string LeadInspector = "Lead inspector";

    public List<InspectionEvent> Inspections { get; } = [];
    public List<InspectionRoom> Rooms { get; } = [];
    public List<RoomInspector> Inspectors { get; } = [];
    public List<RoomChild> Children { get; } = [];
    public List<GivenRecord> Given { get; } = [];
    public List<RoomRequest> Requests { get; } = [];
    public List<ActionItem> Actions { get; } = [];
    public List<RoomMeeting> Meetings { get; } = [];
    public List<RoomNote> Notes { get; } = [];
    public List<RoomPaper> Papers { get; } = [];
    public List<SelfEvaluation> Evaluations { get; } = [];
    public List<EvaluationSection> Sections { get; } = [];
    public List<TrailEntry> Entries { get; } = [];
    public List<TrailTip> Tips { get; } = [];

    private static readonly (string What, string Owner, int Day, int Hour, string? Answer)[] AskedThen =
    [
        ("Minutes of the last three improvement boards", "Ruth Benson", 0, 9, "Three sets of minutes, put into the room the same morning"),
        (
            "Caseload of every worker of the disabled children’s team, with the weighting",
            "Imran Qureshi",
            0,
            10,
            "List as at the first day; two workers are above policy, and why is written beside"
        ),
        (
            "How many children have nothing beyond immediate support in their contingency plan, by team",
            "Lukasz Nowak",
            0,
            11,
            "The list by name, and the measure over twelve months"
        ),
        ("The policy on management oversight, and how it is followed up", "Owen Griffiths", 0, 14, "The policy, and the page on which late oversight climbs"),
        ("Twelve audits of the last quarter with their recommendations", "Helen Marsh", 0, 15, "Twelve audits; five recommendations were past their day, and were named as such"),
        ("Speak with four social workers in their first year", "Sarah Whitfield", 1, 9, "Four met the second inspector at eleven, without a manager"),
        ("Feedback of families to the edge of care team", "Callum Reid", 1, 10, null),
    ];

    private static readonly (string What, string Owner, int Day, int Hour, int DueDays, string? Answer)[] AskedNow =
    [
        ("The children whose contingency plan became long term since the last visit", "Lukasz Nowak", 0, 10, 0, "The list by name, and the board’s report with the measure"),
        ("What changed for disabled children since oversight is booked four weeks ahead", "Imran Qureshi", 0, 11, 0, null),
        ("Five audit recommendations that were verified, with what was seen at the child afterwards", "Helen Marsh", 0, 14, 1, null),
        ("A talk with a family that made its own plan", "Grace Adeyemi", 1, 9, 1, null),
    ];

    private static readonly (int Day, int From, int To, string What, string Who, string Place)[] Timetable =
    [
        (0, 900, 930, "Opening meeting", "Both inspectors, director, heads of service", "Civic Centre, room 4"),
        (0, 930, 1230, "Tracking of chosen children with their workers", "Lead inspector, social workers one by one", "Civic Centre, room 6"),
        (0, 1330, 1500, "Disabled children’s team", "Second inspector, team manager and workers", "Wynstone House"),
        (0, 1630, 1700, "Keep in touch", "Lead inspector, director", "Civic Centre, room 4"),
        (1, 900, 1030, "Audit and what follows from it", "Lead inspector, principal social worker, auditor", "Civic Centre, room 6"),
        (1, 1100, 1200, "Workers in their first year", "Second inspector, four social workers", "Amberdale office"),
        (1, 1500, 1600, "What was found", "Both inspectors, director, chief executive", "Civic Centre, room 4"),
    ];

    private static readonly (bool Now, int Day, int From, string Said, string? Good, string? Worries, string? ToDo, string? Owner, int DueDays)[] Said =
    [
        (
            false,
            0,
            1630,
            "They began with six children. They thank the workers for their time: nobody was surprised by a question.",
            "Workers know the children, and what a child said is easy to find.",
            "In four of six records there is nobody for the long term. They ask how leaders know how many children that is.",
            "Bring the number of children with nothing beyond immediate support, by team, to the second day",
            "Lukasz Nowak",
            1
        ),
        (
            false,
            1,
            1500,
            "Three things to improve: contingency for the long term, oversight of disabled children, and audit recommendations that are completed.",
            "The culture, lasting relationships, children heard often, workers who are well and learn, and the edge of care team.",
            null,
            null,
            null,
            0
        ),
        (
            true,
            0,
            1630,
            "They read three records today and want to see two more. They ask what changed in the disabled children’s team since the last visit.",
            "In two of three records somebody from the family is named for the long term, and was asked.",
            "In one record the manager’s look is late, and the record does not say why.",
            "Look at the record that was named, and say on it why the look was late",
            "Imran Qureshi",
            2
        ),
    ];

    /// <summary>The day on which the visit that is under way began.</summary>
    private DateOnly Begun => WorkingDayCalendar.England.OnOrBefore(asAt.AddDays(-1));

    /// <summary>The days as at which the two versions have their figures.</summary>
    internal IReadOnlyList<DateOnly> Pinned => [past.From.AddDays(-24), new DateOnly(asAt.Year, asAt.Month, 1).AddDays(-1)];

    /// <summary>Tells it.</summary>
    public void Tell(IReadOnlyDictionary<(string Measure, DateOnly Day), MeasureFigure> said)
    {
        Evaluated(said);
        var now = new InspectionEvent
        {
            Id = ids.Next(),
            Kind = InspectionKind.Focused,
            By = "Ofsted",
            Scope = "Progress on contingency plans, oversight of disabled children, and what audits recommend",
            From = Begun,
            To = WorkingDayCalendar.England.OnOrAfter(Begun.AddDays(2)),
        };
        Inspections.Add(now);
        var then = Open(past, past.From.AddDays(-5), past.To);
        var live = Open(now, asAt, asAt.AddDays(90));
        foreach (var (what, owner, day, hour, answer) in AskedThen)
        {
            Ask(past, then, what, owner, past.From.AddDays(day), hour, 0, answer, answer is null ? "The team gave it on paper at the meeting" : null);
        }
        foreach (var (what, owner, day, hour, due, answer) in AskedNow.Where(a => Begun.AddDays(a.Day) <= asAt))
        {
            Ask(now, live, what, owner, Begun.AddDays(day), hour, due, answer, null);
        }
        // Half a dozen for the first visit, four for the second; each was prepared by one and looked at by another.
        Choose(past, then, children.Take(6), past.From, false);
        Choose(now, live, children.Skip(6).Take(4), Begun, true);
        foreach (var report in reports.OrderByDescending(r => r.Month).Take(1))
        {
            Paper(now, PaperOrigin.BoardReport, report.Id, $"Report to the improvement board, {BoardPaper.Month(report.Month)}", report.AsAt);
        }
        Paper(now, PaperOrigin.SelfEvaluation, Evaluations[0].Id, Evaluations[0].Title, Evaluations[0].AsAt);
        KeptInTouch(past, now);
        Looks();
    }

    /// <summary>What was said at the end of each day, and what is done about it.</summary>
    private void KeptInTouch(InspectionEvent then, InspectionEvent now)
    {
        foreach (var s in Said)
        {
            var inspection = s.Now ? now : then;
            var on = WorkingDayCalendar.England.OnOrAfter(inspection.From.AddDays(s.Day));
            var meeting = Meetings.First(m => m.InspectionId == inspection.Id && m.On == on && m.From == new TimeOnly(s.From / 100, s.From % 100));
            var note = new RoomNote
            {
                Id = ids.Next(),
                InspectionId = inspection.Id,
                MeetingId = meeting.Id,
                Who = meeting.Who,
                Said = s.Said,
                Strengths = s.Good,
                Worries = s.Worries,
                WrittenAt = LondonTime.ToUtc(on.ToDateTime(meeting.From.AddHours(1))),
                WrittenByAccountId = coordinator.Id,
                WrittenBy = coordinator.DisplayName,
            };
            Notes.Add(note);
            if (s.ToDo is { } what && council.Workers.FirstOrDefault(w => w.Name == s.Owner && w.LeftOn is null) is { } owner)
            {
                Actions.Add(
                    new ActionItem
                    {
                        Id = ids.Next(),
                        TeamId = owner.TeamId,
                        Source = ActionSource.KeepInTouch,
                        SourceId = note.Id,
                        What = what,
                        OwnerWorkerId = owner.Id,
                        SetOn = on,
                        DueOn = on.AddDays(s.DueDays),
                        EvidenceNeeded = true,
                        DoneOn = s.Now ? null : on.AddDays(s.DueDays),
                        Evidence = s.Now ? null : "The list by team, brought to the meeting of the second day",
                    }
                );
            }
        }
    }

    private RoomInspector Open(InspectionEvent inspection, DateOnly from, DateOnly until)
    {
        Rooms.Add(
            new InspectionRoom
            {
                Id = ids.Next(),
                InspectionId = inspection.Id,
                CoordinatorAccountId = coordinator.Id,
                CoordinatorName = coordinator.DisplayName,
                OpenedAt = LondonTime.StartOfDayUtc(inspection.From.AddDays(-5)).AddHours(15),
            }
        );
        var way = new RoomInspector
        {
            Id = ids.Next(),
            InspectionId = inspection.Id,
            AccountId = inspector.Id,
            Name = inspector.DisplayName,
            Part = LeadInspector,
            From = from,
            Until = until,
        };
        Inspectors.Add(way);
        foreach (var (day, start, end, what, who, place) in Timetable)
        {
            Meetings.Add(
                new RoomMeeting
                {
                    Id = ids.Next(),
                    InspectionId = inspection.Id,
                    On = WorkingDayCalendar.England.OnOrAfter(inspection.From.AddDays(day)),
                    From = new TimeOnly(start / 100, start % 100),
                    To = new TimeOnly(end / 100, end % 100),
                    What = what,
                    Who = who,
                    Place = place,
                }
            );
        }
        return way;
    }

    private void Ask(InspectionEvent inspection, RoomInspector way, string what, string ownerName, DateOnly on, int hour, int dueDays, string? answer, string? withdrawn)
    {
        var owner = council.Workers.FirstOrDefault(w => w.Name == ownerName && w.LeftOn is null) ?? council.Workers.First(w => w.LeftOn is null && w.TeamId is not null);
        var asked = LondonTime.ToUtc(on.ToDateTime(new TimeOnly(hour, 20)));
        var request = new RoomRequest
        {
            Id = ids.Next(),
            InspectionId = inspection.Id,
            Number = Requests.Count(r => r.InspectionId == inspection.Id) + 1,
            AskedBy = way.Name,
            InspectorId = way.Id,
            AskedAt = asked,
            What = what,
            AnsweredAt = answer is null ? null : asked.AddHours(3),
            AnsweredBy = answer is null ? null : ownerName,
            Answer = answer,
            WithdrawnAt = withdrawn is null ? null : asked.AddHours(2),
            WithdrawnWhy = withdrawn,
        };
        var action = new ActionItem
        {
            Id = ids.Next(),
            TeamId = owner.TeamId,
            Source = ActionSource.Inspection,
            SourceId = request.Id,
            What = $"Answer inspectors, request {request.Number}: {what}",
            OwnerWorkerId = owner.Id,
            SetOn = on,
            DueOn = on.AddDays(dueDays),
            EvidenceNeeded = true,
            DoneOn = answer is null ? null : on,
            Evidence = answer,
            EndedOn = withdrawn is null ? null : on,
            EndedReason = withdrawn,
        };
        request.ActionId = action.Id;
        Requests.Add(request);
        Actions.Add(action);
    }

    private void Choose(InspectionEvent inspection, RoomInspector way, IEnumerable<ChoosableToday> chosen, DateOnly on, bool live)
    {
        foreach (var (child, i) in chosen.Select((c, i) => (c, i)))
        {
            Children.Add(
                new RoomChild
                {
                    Id = ids.Next(),
                    InspectionId = inspection.Id,
                    PersonId = child.PersonId,
                    Why = child.Why,
                    ChosenOn = on,
                    PreparedBy = "Sarah Whitfield",
                    PreparedOn = on,
                    CheckedBy = i % 3 == 2 && live ? null : "Ruth Benson",
                    CheckedOn = i % 3 == 2 && live ? null : on,
                    Note = i == 0 ? "The worker is in the office both days and glad to walk through the record." : null,
                }
            );
            // The last one of the visit that is under way is being prepared: nobody has given it yet.
            if (!live || i < 3)
            {
                Given.Add(
                    new GivenRecord
                    {
                        Id = ids.Next(),
                        InspectionId = inspection.Id,
                        PersonId = child.PersonId,
                        AccountId = way.AccountId,
                        GivenAt = LondonTime.StartOfDayUtc(on).AddHours(9),
                        GivenBy = coordinator.DisplayName,
                        Until = LetInspectorsIn.Closes(way.Until),
                        EndedAt = live ? null : LondonTime.StartOfDayUtc(way.Until.AddDays(1)),
                    }
                );
            }
        }
    }

    private void Paper(InspectionEvent inspection, PaperOrigin origin, Guid source, string title, DateOnly of) =>
        Papers.Add(
            new RoomPaper
            {
                Id = ids.Next(),
                InspectionId = inspection.Id,
                Title = title,
                Origin = origin,
                SourceId = source,
                AsAt = of,
                AddedAt = LondonTime.StartOfDayUtc(inspection.From).AddHours(8),
                AddedBy = coordinator.DisplayName,
                GivenAt = LondonTime.StartOfDayUtc(inspection.From).AddHours(9),
            }
        );

    /// <summary>What the inspector looked at in the first visit, as the trail holds it: a chain of its own, strung in order.</summary>
    private void Looks()
    {
        const string chain = "reads:synthetic";
        string[] pages = ["Story", "Chronology", "Oversight", "Contingency", "Voice"];
        var reader = new Actor
        {
            AccountId = inspector.Id,
            Name = inspector.DisplayName,
            Roles = [Role.Inspector],
        };
        var end = new ChainEnd(0, TrailHashing.Start);
        var at = LondonTime.ToUtc(past.From.ToDateTime(new TimeOnly(9, 40)));
        void Look(string process, TrailEvent what)
        {
            var entry = TrailWriter.Entry(ids.Next(), chain, end.Length + 1, end.Hash, new ProcessOf(ids.Next(), process, reader, at, null, null), what);
            Entries.Add(entry);
            end = new ChainEnd(entry.Seq, entry.Hash);
            at = at.AddMinutes(7);
        }
        Look("Look into the room of an inspection", new RoomLookedAt(past.Id, "The room"));
        foreach (var (child, i) in children.Take(6).Select((c, i) => (c, i)))
        {
            if (i == 3)
            {
                at = LondonTime.ToUtc(past.From.AddDays(1).ToDateTime(new TimeOnly(9, 10)));
            }
            foreach (var page in pages.Take(3 + (i % 3)))
            {
                Look("Read a record", new RecordRead(child.PersonId, page));
            }
        }
        Tips.Add(
            new TrailTip
            {
                Chain = chain,
                Length = end.Length,
                Hash = end.Hash,
            }
        );
    }

    private void Evaluated(IReadOnlyDictionary<(string Measure, DateOnly Day), MeasureFigure> said)
    {
        for (var i = 0; i < 2; i++)
        {
            var day = Pinned[i];
            var evaluation = new SelfEvaluation
            {
                Id = ids.Next(),
                Number = i + 1,
                Title = WriteSelfEvaluation.Title(day),
                Edition = EvaluationAreas.Edition(day).Name,
                AsAt = day,
                BegunAt = LondonTime.StartOfDayUtc(day.AddDays(1)).AddHours(10),
                BegunBy = "Ruth Benson",
            };
            foreach (var area in EvaluationAreas.Of(day))
            {
                var section = new EvaluationSection
                {
                    Id = ids.Next(),
                    EvaluationId = evaluation.Id,
                    Area = area,
                    Figures = PinnedContent.Write(WriteSelfEvaluation.Figures(EvaluationAreas.Measures(area), said, day)),
                    WrittenAt = LondonTime.StartOfDayUtc(day.AddDays(9)).AddHours(14),
                    WrittenBy = "Ruth Benson",
                };
                Write(section, i == 1);
                evaluation.Sections.Add(section);
                Sections.Add(section);
            }
            if (i == 0)
            {
                (evaluation.PublishedAt, evaluation.PublishedBy) = (LondonTime.StartOfDayUtc(day.AddDays(16)).AddHours(11), "Amanda Clarke");
                evaluation.Sha256 = WriteSelfEvaluation.DigestOf(evaluation);
            }
            Evaluations.Add(evaluation);
        }
    }

    private static void Write(EvaluationSection section, bool later)
    {
        switch (section.Area)
        {
            case JudgementArea.HelpAndProtection:
                section.Grade = InspectionGrade.RequiresImprovement;
                section.Know = later
                    ? "Children know their workers and are seen. More contingency plans now name people for the long term; checking what relatives offer takes longer than asking. Reviews that are late are late in two teams."
                    : "Children know their workers and are seen. Contingency plans often stop at the first night. Disabled children are looked at by a manager less often than others.";
                section.How = "Every record is checked by the same rules each night. Twelve audits a month, two of them read twice. What families say after a conference.";
                section.Heard = "Children: «She comes when she says she comes.» Families would rather be asked earlier who could help them.";
                section.Strengths =
                    "Lasting relationships. Frequent chances for children to say what they wish. An edge of care team that keeps families together when that is right.";
                section.Develop = "Contingency for the long term. Oversight of disabled children. Plans that say what must change and by when.";
                section.Evidence = "Audits of the last two quarters; the record check; the report to the improvement board";
                section.Plans =
                    "Families are invited to make their own plan before a conference. Managers book oversight four weeks ahead. Each team goes through its oldest plans once a month.";
                break;
            case JudgementArea.Leaders:
                section.Grade = InspectionGrade.Good;
                section.Know = later
                    ? "We know where practice is strong and where it is not, and so do the teams. What audits recommend is now followed until it is seen whether it helped the child."
                    : "Workers are supported and stay. What audits recommend was not always done, and we did not always know.";
                section.How = "Measures with their trends, audits with second readers, the improvement board each month, workers’ answers to the pulse survey.";
                section.Heard = "Workers say that they can reach their manager. Those in their first year ask for more time to read.";
                section.Strengths = "A comprehensive training plan. Supervision that people look forward to.";
                section.Develop = "The completion of audit recommendations. Some posts of social workers are empty.";
                section.Plans = "Nothing is closed before somebody looked at what changed for the child. Two recruitment days with the university.";
                break;
            case JudgementArea.InCare:
                section.Know = "Most of what we know about children in care is kept by their teams; here stand the figures that all records share.";
                break;
            default:
                break;
        }
    }
}
