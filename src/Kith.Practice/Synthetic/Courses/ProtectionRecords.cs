using Kith.Practice.Actions;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Synthetic.Workplace;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What surrounds the plans of an involvement: strategy discussions, who came to conferences, goals, core groups,
/// progress and actions. Goals, core groups, reviews and pre-proceedings go through the same rules as a worker's.
/// </summary>
internal sealed class ProtectionRecords(StorySetting setting, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    /// <summary>Work that ended longer ago than this is kept without the detail of every core group.</summary>
    private const int DetailDays = 500;
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly Dictionary<(MeetingKind, DateOnly), Meeting> meetings = [];

    /// <summary>Fills in an involvement whose episodes, enquiries and plans were written.</summary>
    public void Write(Course course, List<ChildFacts> children, List<Held> held)
    {
        meetings.Clear();
        foreach (var child in children)
        {
            var id = child.Person.Id;
            var episode = rows.Episodes.FindLast(e => e.PersonId == id && e.ReferredOn == course.Referred);
            if (episode is null)
            {
                continue;
            }
            var c = new ProtectionCase
            {
                PersonId = id,
                Today = setting.AsAt,
                NewId = ids.Next,
                Episodes = [episode],
                Assessments = [.. rows.Assessments.Where(a => a.EpisodeId == episode.Id)],
                Enquiries = [.. rows.Enquiries.Where(a => a.EpisodeId == episode.Id)],
                Conferences = [.. rows.Conferences.Where(a => a.EpisodeId == episode.Id)],
                Plans = [.. rows.ProtectionPlans.Where(a => a.EpisodeId == episode.Id)],
                NeedPlans = [.. rows.CinPlans.Where(a => a.EpisodeId == episode.Id)],
                PreProceedings = [.. rows.PreProceedings.Where(p => p.PersonId == id && p.DecidedOn >= course.Referred && p.EpisodeId == null)],
            };
            c.Reviews.AddRange(rows.Reviews.Where(r => c.Plans.Exists(p => p.Id == r.PlanId)));
            c.NeedReviews.AddRange(rows.CinReviews.Where(r => c.NeedPlans.Exists(p => p.Id == r.PlanId)));
            Enquiries(c, child, course, episode, held);
            foreach (var plan in c.Plans)
            {
                Plan(c, plan, child, course, held);
            }
            foreach (var plan in c.NeedPlans)
            {
                Need(c, plan, child, course, held);
            }
            foreach (var p in c.PreProceedings)
            {
                BeforeCourt(c, p, episode);
            }
            Keep(c);
        }
    }

    private void Enquiries(ProtectionCase c, ChildFacts child, Course course, Episode episode, List<Held> held)
    {
        foreach (var e in c.Enquiries)
        {
            var by = At(held, e.StartedOn);
            var t = teller.On(child, e.StartedOn, course, [], by?.WorkerName);
            var meeting = Meet(MeetingKind.StrategyDiscussion, e.StartedOn, by);
            meeting.InformationShared ??= teller.Write("plan.shared", t);
            meeting.AgencyChecks ??= "Police, health, school and probation were asked on the day.";
            var discussion = new StrategyDiscussion
            {
                Id = ids.Next(),
                PersonId = c.PersonId,
                EpisodeId = episode.Id,
                TogetherId = meeting.Id,
                AskedOn = e.StartedOn,
                HeldOn = e.StartedOn,
                Concern = teller.Write("plan.concern", t),
                Safety = teller.Write("plan.safety", t),
                Outcome = course.Worry is "physical" or "sexual" or "dv" ? StrategyOutcome.Joint : StrategyOutcome.SingleAgency,
                Rationale = teller.Write("plan.rationale", t),
                TeamId = by?.TeamId,
                WorkerId = by?.WorkerId,
            };
            rows.Discussions.Add(discussion);
            e.StrategyDiscussionId = discussion.Id;
            e.TogetherId = meeting.Id;
            e.WithPolice = discussion.Outcome == StrategyOutcome.Joint;
            if (e.Outcome is not null)
            {
                e.Analysis = teller.Write("plan.analysis", t);
                e.ChildSeen = !child.UnbornOn(e.StartedOn);
                e.ChildSeenAlone = e.ChildSeen == true && child.AgeOn(e.StartedOn) > 3 && random.Chance(0.8);
            }
            if (e.ConferenceOn is { } day && c.Conferences.Find(x => x.EnquiryId == e.Id) is { } conference)
            {
                // An enquiry ends some days before the conference that it leads to.
                var ended = Calendar.OnOrBefore(day.AddDays(-random.Between(4, 8)));
                e.EndedOn = ended < e.StartedOn ? e.StartedOn : ended;
                var together = Meet(MeetingKind.InitialConference, day, by);
                together.ChairWorkerId ??= Chair(c.PersonId, day);
                together.Minutes ??= meeting.InformationShared;
                conference.TogetherId = together.Id;
                conference.RequestedOn = e.EndedOn;
                conference.PlannedOn = day;
                conference.ReportSharedOn = Calendar.SubtractWorkingDays(day, random.Chance(0.85) ? random.Between(2, 3) : 1);
                conference.OutlineSharedOn = Past(Calendar.AddWorkingDays(day, random.Chance(0.9) ? 1 : 3));
                conference.MinutesSharedOn = Past(Calendar.AddWorkingDays(day, random.Chance(0.85) ? random.Between(8, 20) : random.Between(21, 30)));
                conference.ChildView = teller.Write("plan.child", teller.On(child, day, course));
                conference.Rationale = teller.Write("plan.conf", teller.On(child, day, course));
                conference.AdvocateOffered = child.AgeOn(day) > 4;
                conference.LateReason = day > conference.TargetOn ? teller.Write("plan.why", t) : null;
            }
        }
    }

    private void Plan(ProtectionCase c, ProtectionPlan plan, ChildFacts child, Course course, List<Held> held)
    {
        var ended = plan.EndedOn;
        plan.TogetherId = c.Conferences.Find(x => x.PlanId == plan.Id)?.TogetherId;
        foreach (var r in c.Reviews.Where(r => r.PlanId == plan.Id && r.HeldOn is not null))
        {
            var day = r.HeldOn!.Value;
            var meeting = Meet(MeetingKind.ReviewConference, day, At(held, day));
            meeting.ChairWorkerId ??= Chair(c.PersonId, day);
            meeting.Minutes ??= teller.Write("plan.group", teller.On(child, day, course, [], At(held, day)?.WorkerName));
            r.TogetherId = meeting.Id;
            r.PlannedOn = day;
            r.ReportSharedOn = Calendar.SubtractWorkingDays(day, random.Chance(0.8) ? random.Between(5, 7) : 2);
            r.MinutesSharedOn = Past(Calendar.AddWorkingDays(day, random.Between(8, 20)));
            r.Rationale = teller.Write("plan.review", teller.On(child, day, course, r.ContinuePlan == false ? ["better"] : []));
            r.ChildView = teller.Write("plan.child", teller.On(child, day, course));
            r.LateReason = day > r.DueOn ? teller.Write("plan.why", teller.On(child, day, course)) : null;
        }
        if (ended is { } end && end < setting.AsAt.AddDays(-DetailDays))
        {
            return;
        }
        plan.EndedOn = null;
        Goals(course, child, plan.StartedOn, ended, ActionSource.ProtectionPlan, plan.Id, held, goal => c.SetGoal(plan, goal));
        var day0 = Calendar.AddWorkingDays(plan.StartedOn, random.Chance(0.9) ? random.Between(6, 10) : random.Between(11, 16));
        var last = ended ?? setting.AsAt.AddDays(1);
        var first = true;
        for (var on = day0; on < last; on = Calendar.OnOrBefore(on.AddDays(random.Chance(0.85) ? random.Between(21, 28) : random.Between(30, 42))))
        {
            var by = At(held, on);
            var t = teller.On(child, on, course, [], by?.WorkerName);
            var meeting = Meet(MeetingKind.CoreGroup, on, by);
            meeting.Minutes ??= teller.Write("plan.group", t);
            c.HoldCoreGroup(
                plan,
                null,
                new HeldCoreGroup
                {
                    HeldOn = on,
                    Summary = meeting.Minutes,
                    ChildView = teller.Write("plan.child", t),
                    FamilyView = teller.Write("plan.family", t),
                    FullPlan = first,
                    Progress = Judge(c, plan.Id, on, false),
                    LateReason = first && on > Calendar.AddWorkingDays(plan.StartedOn, 10) ? teller.Write("plan.why", t) : null,
                },
                meeting.Id,
                c.CoreGroupDueOn(plan, d => setting.Basis.Intervals.Due("core_group_next", d)),
                by?.TeamId,
                by?.WorkerId
            ).Summary = null;
            first = false;
        }
        foreach (var r in c.Reviews.Where(r => r.PlanId == plan.Id && r.HeldOn is not null).OrderBy(r => r.HeldOn).ToList())
        {
            c.Keep(Judge(c, plan.Id, r.HeldOn!.Value, r.ContinuePlan == false), PlanKind.Protection, plan.Id, ProgressAt.ReviewConference, r.Id, r.HeldOn.Value);
        }
        plan.EndedOn = ended;
        if (ended is null && c.ReviewDueOn(plan) is { } due && due <= setting.AsAt.AddDays(75))
        {
            Arrange(c, due, held);
        }
        // The next core group is mostly agreed at the last one; it does not stand on the day of a review.
        if (ended is null && (meetings.Keys.Any(k => k.Item1 == MeetingKind.CoreGroup && k.Item2 > setting.AsAt) || random.Chance(0.8)))
        {
            NextCoreGroup(c, plan, held);
        }
    }

    /// <summary>Who chaired the child's conferences on a day.</summary>
    private Guid? Chair(Guid child, DateOnly on) =>
        rows
            .Allocations.Where(a => a.PersonId == child && a.Role == AllocationRole.ConferenceChair)
            .OrderByDescending(a => a.From <= on)
            .ThenByDescending(a => a.From)
            .Select(a => a.WorkerId)
            .FirstOrDefault();

    /// <summary>The next review of a plan is in the chair's diary.</summary>
    private void Arrange(ProtectionCase c, DateOnly due, List<Held> held)
    {
        var known = meetings.Keys.Where(k => k.Item1 == MeetingKind.ReviewConference && k.Item2 >= setting.AsAt).Select(k => (DateOnly?)k.Item2).FirstOrDefault();
        var day = known ?? Calendar.OnOrBefore(due.AddDays(-random.Between(0, 6)));
        if (day < setting.AsAt)
        {
            day = Calendar.AddWorkingDays(setting.AsAt, random.Between(1, 8));
        }
        var meeting = Meet(MeetingKind.ReviewConference, day, At(held, setting.AsAt));
        meeting.ChairWorkerId = rows
            .Allocations.Where(a => a.PersonId == c.PersonId && a.Role == AllocationRole.ConferenceChair && a.To is null)
            .Select(a => a.WorkerId)
            .LastOrDefault();
        meeting.StartsAt ??= random.Pick("09:30", "10:00", "11:30", "13:30", "14:00");
        meeting.Place ??= random.Pick("Conference room, Civic Centre", "Family hub", "By video");
        c.Arrange(day, meeting.Id);
    }

    /// <summary>The next core group of a plan is in the diary.</summary>
    private void NextCoreGroup(ProtectionCase c, ProtectionPlan plan, List<Held> held)
    {
        var by = At(held, setting.AsAt);
        var known = meetings.Keys.Where(k => k.Item1 == MeetingKind.CoreGroup && k.Item2 > setting.AsAt).Select(k => (DateOnly?)k.Item2).FirstOrDefault();
        var due = c.CoreGroupDueOn(plan, d => setting.Basis.Intervals.Due("core_group_next", d));
        var day = known ?? Calendar.OnOrBefore(due.AddDays(-random.Between(0, 5)));
        if (day <= setting.AsAt)
        {
            day = Calendar.AddWorkingDays(setting.AsAt, random.Between(1, 6));
        }
        if (!meetings.TryGetValue((MeetingKind.CoreGroup, day), out var meeting))
        {
            meeting = new Meeting
            {
                Id = ids.Next(),
                Kind = MeetingKind.CoreGroup,
                PlannedOn = day,
                StartsAt = random.Pick("09:30", "10:00", "13:00", "14:00", "15:30"),
                Place = random.Pick("Family hub", "School", "By video", "Civic Centre"),
                ChairWorkerId = by?.WorkerId,
                TeamId = by?.TeamId,
            };
            meetings[(MeetingKind.CoreGroup, day)] = meeting;
            rows.Meetings.Add(meeting);
        }
        c.ArrangeCoreGroup(plan, day, setting.AsAt, meeting.Id, by?.TeamId, by?.WorkerId);
    }

    private void Need(ProtectionCase c, CinPlan plan, ChildFacts child, Course course, List<Held> held)
    {
        var ended = plan.EndedOn;
        plan.StepDownFromId = c.StepsDownFrom(plan.StartedOn)?.Id;
        var reviews = c.NeedReviews.Where(r => r.PlanId == plan.Id && r.HeldOn is not null).OrderBy(r => r.HeldOn).ToList();
        foreach (var r in reviews)
        {
            var on = r.HeldOn!.Value;
            r.TogetherId = Meet(MeetingKind.NeedReview, on, At(held, on)).Id;
            r.RecordSharedOn = Past(Calendar.AddWorkingDays(on, random.Chance(0.85) ? random.Between(1, 5) : 8));
            r.ChildView = teller.Write("plan.child", teller.On(child, on, course));
            r.Decision = NeedReviewDecision.Continue;
        }
        var t = teller.On(child, plan.StartedOn, course);
        plan.ChildView = teller.Write("plan.child", t);
        plan.FamilyView = teller.Write("plan.family", t);
        if (ended is { } to)
        {
            plan.EndedAs =
                c.Plans.Exists(p => p.StartedOn >= to && p.StartedOn <= to.AddDays(3)) ? NeedPlanEnd.StepUp
                : course.CareFrom is { } care && care >= to && care <= to.AddDays(3) ? NeedPlanEnd.LookedAfter
                : NeedPlanEnd.GoalsMet;
            plan.EndReason = reviews.LastOrDefault()?.Outcome;
            if (to < setting.AsAt.AddDays(-DetailDays))
            {
                return;
            }
        }
        plan.EndedOn = null;
        Goals(course, child, plan.StartedOn, ended, ActionSource.NeedPlan, plan.Id, held, goal => c.SetGoal(plan, goal));
        foreach (var r in reviews)
        {
            c.Keep(Judge(c, plan.Id, r.HeldOn!.Value, ended == r.HeldOn), PlanKind.Need, plan.Id, ProgressAt.NeedReview, r.Id, r.HeldOn.Value);
        }
        plan.EndedOn = ended;
        // A plan that should have been looked at long ago was: what is late is late by weeks.
        var half = WorkingDayCalendar.AddMonths(plan.StartedOn, 6);
        if (ended is null && half <= setting.AsAt && random.Chance(half < setting.AsAt.AddDays(-30) ? 1 : 0.6))
        {
            plan.LongLookOn = Calendar.OnOrBefore(setting.AsAt.AddDays(-random.Between(5, Math.Min(100, Math.Max(6, setting.AsAt.DayNumber - half.DayNumber)))));
            plan.LongLookDecision = "The plan goes on: what is left cannot be left to early help yet. Looked at again in three months.";
        }
    }

    private void BeforeCourt(ProtectionCase c, PreProceedings p, Episode episode)
    {
        p.EpisodeId = episode.Id;
        p.DecisionReason = "The harm is serious, and the plan has not changed enough in the time this child has.";
        p.FamilyMeetingOfferedOn = Past(Calendar.AddWorkingDays(p.DecidedOn, random.Between(1, 6)));
        if (p.FamilyMeetingOfferedOn is { } offered && random.Chance(0.6))
        {
            var on = Calendar.AddWorkingDays(offered, random.Between(5, 20));
            p.FamilyMeetingHeldOn = on <= (p.EndedOn ?? setting.AsAt) ? on : null;
        }
        var last = p.EndedOn ?? setting.AsAt;
        if (p.FirstMeetingOn is { } first)
        {
            for (var on = Calendar.OnOrBefore(first.AddDays(random.Between(35, 42))); on < last; on = Calendar.OnOrBefore(on.AddDays(random.Between(35, 42))))
            {
                rows.PreProceedingsReviews.Add(
                    new PreProceedingsReview
                    {
                        Id = ids.Next(),
                        PersonId = c.PersonId,
                        PreProceedingsId = p.Id,
                        HeldOn = on,
                        Summary = "Parents and their lawyers came. What was agreed was gone through step by step.",
                    }
                );
            }
        }
        if (p is { EndedOn: { } end, Outcome: "Application to court" })
        {
            p.CourtApplicationOn = end;
            p.ProceedingsLetterOn = end;
        }
    }

    private void Goals(Course course, ChildFacts child, DateOnly from, DateOnly? to, ActionSource source, Guid plan, List<Held> held, Func<GoalInput, PlanGoal> set)
    {
        var seen = new HashSet<string>();
        var count = random.Between(2, 4);
        for (var i = 0; i < count * 2 && seen.Count < count; i++)
        {
            var t = teller.On(child, from, course);
            var parts = Grammar.English.Write("plan.goal", t).Split('§');
            if (parts.Length != 3 || !seen.Add(parts[0]))
            {
                continue;
            }
            var goal = set(
                new GoalInput
                {
                    Worry = parts[0],
                    Goal = parts[1],
                    Sign = parts[2],
                }
            );
            goal.SetOn = from;
            for (var a = random.Between(1, 2); a > 0; a--)
            {
                var by = At(held, to ?? setting.AsAt);
                var due = Calendar.OnOrBefore((to ?? setting.AsAt).AddDays(random.Between(-40, 35)));
                var done = to is not null || due < setting.AsAt.AddDays(-6) || random.Chance(0.3);
                var worker = by?.WorkerId is not null && random.Chance(0.55);
                rows.Actions.Add(
                    new ActionItem
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        Source = source,
                        SourceId = plan,
                        GoalId = goal.Id,
                        What = Grammar.English.Write("plan.action", t),
                        OwnerWorkerId = worker ? by!.WorkerId : null,
                        OwnerName = worker ? null : random.Pick(family.Mother?.GivenName ?? "Mum", "Gran", "School nurse", "Head of year"),
                        SetOn = from,
                        DueOn = due < from ? from.AddDays(14) : due,
                        DoneOn = done ? Days.Earlier(due < from ? from : due, to ?? setting.AsAt) : null,
                        Evidence = done ? "Done and seen by the core group." : null,
                    }
                );
            }
        }
    }

    /// <summary>How open goals stand on a day: mostly a step better, sometimes not.</summary>
    private List<ProgressInput> Judge(ProtectionCase c, Guid plan, DateOnly on, bool ends) =>
        [
            .. c.GoalsOf(plan)
                .Where(g => g.IsOpen)
                .Select(g =>
                {
                    var before = c.Progress.Where(p => p.GoalId == g.Id && p.On <= on).OrderBy(p => p.On).Select(p => p.Scale).LastOrDefault() ?? random.Between(2, 4);
                    var step = random.Pick(-1, 0, 0, 1, 1, 1);
                    var scale = Math.Clamp(before + step, 1, 9);
                    return new ProgressInput
                    {
                        GoalId = g.Id,
                        Progress =
                            ends && random.Chance(0.7) ? Progress.Met
                            : step < 0 ? Progress.Worse
                            : step == 0 ? Progress.Same
                            : Progress.Better,
                        Scale = scale,
                    };
                }),
        ];

    /// <summary>The meeting of that kind and day in this involvement: one for all the children.</summary>
    private Meeting Meet(MeetingKind kind, DateOnly on, Held? by)
    {
        if (meetings.TryGetValue((kind, on), out var meeting))
        {
            return meeting;
        }
        meeting = new Meeting
        {
            Id = ids.Next(),
            Kind = kind,
            PlannedOn = on,
            ChairWorkerId = kind is MeetingKind.StrategyDiscussion or MeetingKind.CoreGroup or MeetingKind.NeedReview ? by?.WorkerId : null,
            TeamId = by?.TeamId,
            Quorate = on > setting.AsAt ? null : true,
        };
        meetings[(kind, on)] = meeting;
        rows.Meetings.Add(meeting);
        if (on < setting.AsAt.AddDays(-DetailDays))
        {
            return meeting;
        }
        People(meeting, on, by);
        return meeting;
    }

    private void People(Meeting meeting, DateOnly on, Held? by)
    {
        var coming = on > setting.AsAt;
        var conference = meeting.Kind is MeetingKind.InitialConference or MeetingKind.ReviewConference;
        Ask(Agency.SocialCare, by?.WorkerName ?? "Duty social worker", "Social worker", true, by?.WorkerId);
        if (meeting.Kind is MeetingKind.StrategyDiscussion or MeetingKind.InitialConference or MeetingKind.ReviewConference)
        {
            Ask(Agency.Police, $"DC {Names.Family("british", random)}", "Child protection unit", meeting.Kind != MeetingKind.ReviewConference || random.Chance(0.6));
        }
        Ask(Agency.Health, $"{Names.Adult("british", "F", random)} {Names.Family("british", random)}", random.Pick("School nurse", "Health visitor", "Named nurse"), true);
        if (meeting.Kind != MeetingKind.StrategyDiscussion || random.Chance(0.7))
        {
            Ask(Agency.Education, $"{Names.Adult("british", "F", random)} {Names.Family("british", random)}", "Designated safeguarding lead", random.Chance(0.92));
        }
        if (meeting.Kind != MeetingKind.StrategyDiscussion && family.Mother is { } mother)
        {
            Ask(Agency.Family, mother.DisplayName, "Mother", random.Chance(0.93));
        }

        void Ask(Agency agency, string name, string part, bool comes, Guid? worker = null)
        {
            var report = conference && agency is not Agency.Family and not Agency.SocialCare;
            rows.Participants.Add(
                new Participant
                {
                    Id = ids.Next(),
                    MeetingId = meeting.Id,
                    Agency = agency,
                    Name = name,
                    Part = part,
                    WorkerId = worker,
                    InvitedOn = conference ? Days.Earlier(on.AddDays(-14), setting.AsAt) : null,
                    Reply =
                        !conference ? null
                        : comes ? (coming && random.Chance(0.3) ? null : Reply.Coming)
                        : Reply.Apologies,
                    Attended = coming ? null : comes,
                    ReportAsked = report,
                    ReportDueOn = report ? Calendar.SubtractWorkingDays(on, meeting.Kind == MeetingKind.ReviewConference ? 5 : 2) : null,
                    ReportReceivedOn =
                        report && (coming ? random.Chance(0.45) : random.Chance(0.88)) ? Days.Earlier(Calendar.SubtractWorkingDays(on, random.Between(2, 6)), setting.AsAt) : null,
                    Agrees = coming || !comes ? null : true,
                }
            );
        }
    }

    private void Keep(ProtectionCase c)
    {
        foreach (var record in c.Added)
        {
            switch (record)
            {
                case PlanGoal g:
                    rows.Goals.Add(g);
                    break;
                case PlanProgress p:
                    rows.Progress.Add(p);
                    break;
                case CoreGroup g:
                    rows.CoreGroups.Add(g);
                    break;
                case ReviewConference r:
                    rows.Reviews.Add(r);
                    break;
                default:
                    throw new InvalidOperationException($"{record.GetType().Name} was made and not kept");
            }
        }
    }

    private DateOnly? Past(DateOnly day) => day <= setting.AsAt ? day : null;

    private static Held? At(List<Held> held, DateOnly day) => held.Find(h => h.From <= day && (h.To is null || day < h.To)) ?? held.FirstOrDefault();
}
