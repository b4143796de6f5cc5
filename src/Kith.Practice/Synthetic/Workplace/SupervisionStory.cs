using Kith.Practice.Actions;
using Kith.Practice.Oversight;
using Kith.Practice.Store;
using Kith.Practice.Supervision;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>A child that a worker holds today, as supervision knows them.</summary>
internal sealed record HeldToday(Guid WorkerId, Guid PersonId, string Name, DateOnly Since);

/// <summary>
/// A year of supervision of everyone in post: mostly every four weeks, with a manager here and there who is stretched; what
/// was agreed, and what came of it; group supervision once a month.
/// </summary>
internal sealed class SupervisionStory(DateOnly today, SeededRandom random, SyntheticIds ids)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    private static readonly string[] Said =
    [
        "{0} has begun to ask when the visits will be at school instead of home. We thought about what that might be saying, and about who is in the house when the worker comes.",
        "The plan has moved on paper more than in {0}’s days. Bedtimes are still late and nobody has asked {0} what a good evening would look like.",
        "{0} is calmer since the new routine, and the worker has seen this alone and with the family. The worry that is left is what happens when help steps back.",
        "We do not know enough about {0}’s father. The record speaks of him and not with him; the picture of the family is half a picture.",
        "{0} gets on well with the worker and has said things that are hard to say. That needs time in the diary, and an answer each time.",
        "School sees a different child from the one the worker sees. We wondered what each of them makes possible for {0}, and will ask.",
        "The family has had three services in a year. {0} may be tired of telling the same story, and so is the mother.",
        "Things are better at home. We tested that: what would have to be true in three months for {0} not to need a plan?",
        "It has been hard to see {0} alone. Two visits found the whole family in one room; the worker feels it is managed, and we took that seriously.",
        "Gran would have {0} at weekends, and nobody has asked for how long, or what she would need. That belongs in the contingency plan.",
    ];

    private static readonly string[] Decided =
    [
        "See {0} alone, away from home, before the next core group.",
        "Go on as planned; look again in four weeks at whether {0}’s days have changed.",
        "Ask the wider family who could step in for {0} for longer than a few nights.",
        "Tell {0} what came of what was said last time, in words that {0} would use.",
        "Bring the chronology up to date and read it together.",
    ];

    private static readonly string[] Agreed =
    [
        "Plan two visits to {0} outside home",
        "Call {0}’s father and write down how he sees it",
        "Bring {0}’s chronology up to date",
        "Ask school how {0} arrives on Mondays",
        "Write to {0} about what was decided and why",
    ];

    private static readonly string[] AgreedAlone =
    [
        "Block an afternoon a week for writing up",
        "Go with a colleague to a strategy discussion in another team",
        "Read the guidance on neglect and bring one thought to team meeting",
    ];

    private static readonly string[] Reflected =
    [
        "Three of the families are at the same point: things are calm and nothing has changed underneath. We spoke about how hard it is to stay curious then.",
        "The worker finds one of the homes heavy to leave. We thought about what belongs to the family, and what to the work.",
        "We looked at which children are spoken about most, and who is quiet. The quiet ones go first next time.",
        null!,
    ];

    private static readonly string[] Questions =
    [
        "How do we hear a child who does not use words?",
        "When is a plan only keeping us company?",
        "What do we do with what we feel in the room?",
        "How do we speak with a parent who has heard it all before?",
    ];

    public List<SupervisionRecord> Records { get; } = [];
    public List<SupervisedWorker> Workers { get; } = [];
    public List<SupervisionCase> Cases { get; } = [];
    public List<ActionItem> Actions { get; } = [];
    public List<AgreementCheck> Checks { get; } = [];

    /// <summary>Tells the year of all who are in post.</summary>
    public void Tell(IReadOnlyList<Worker> staff, ILookup<Guid, HeldToday> held)
    {
        var here = staff.Where(w => w.LeftOn is null || w.LeftOn > today).ToList();
        var names = here.Select(w => w.Id).ToHashSet();
        var stretched = here.Select(w => w.LineManagerId).OfType<Guid>().Distinct().Where(_ => random.Chance(0.2)).ToHashSet();
        foreach (var worker in here.Where(w => w.LineManagerId is { } m && names.Contains(m) && w.TeamId is not null))
        {
            Year(worker, [.. held[worker.Id]], stretched.Contains(worker.LineManagerId!.Value));
        }
        foreach (var team in here.Where(w => w.LineManagerId is not null && w.TeamId is not null).GroupBy(w => (w.TeamId, w.LineManagerId)).Where(g => g.Count() > 2))
        {
            Groups(team.Key.TeamId!.Value, team.Key.LineManagerId!.Value, [.. team]);
        }
    }

    private void Year(Worker worker, List<HeldToday> children, bool stretched)
    {
        var every = worker.NewlyQualified ? 14 : 28;
        var day = Days.Later(today.AddDays(-365), worker.StartedOn ?? today.AddDays(-365)).AddDays(random.Between(3, every));
        var turn = random.Below(3);
        SupervisedWorker? last = null;
        var open = new List<ActionItem>();
        while (day <= today)
        {
            var on = Calendar.OnOrBefore(day);
            var known = children.Where(c => c.Since <= on).ToList();
            // Every third is about the worker; those without children have no other.
            var personal = known.Count == 0 || turn++ % 3 == 2;
            var record = Add(personal ? SupervisionKind.Personal : SupervisionKind.Case, on, worker.LineManagerId!.Value, worker.TeamId!.Value, [worker]);
            if (personal)
            {
                record.Discussion = "Spoke about what the last weeks have been like, what went well and what stays.";
                record.Workload = random.Pick(
                    "Manageable, with one full week ahead.",
                    "Too much writing left for Fridays; we looked at what can be shorter.",
                    "Full. Nothing new until two cases have closed."
                );
                record.Wellbeing = random.Chance(0.7) ? "Spoken about; nothing to be written down." : null;
                record.Development = random.Pick(
                    "Would like to go to a course on direct work.",
                    "Will sit in on a family group conference.",
                    "Ready to supervise a student next year."
                );
            }
            else
            {
                foreach (var action in open)
                {
                    Look(record, action);
                }
                open.Clear();
                random.Shuffle(known);
                var about = known.Take(random.Between(2, 4)).Select(c => Speak(record, worker, c)).ToList();
                record.Children = about.Count;
                record.Discussion = random.Pick(Reflected);

                for (var (i, agreements) = (0, random.Below(3)); i < agreements; i++)
                {
                    open.Add(Agree(record, worker, i == 0 ? known[0] : null));
                }
                Judge(record, about, open);
                last = Workers[^1];
            }
            day = on.AddDays(random.Between(every - 5, every + (stretched ? 34 : 3)));
        }
        // The last ones are read, or wait to be.
        if (last is not null && random.Chance(0.3))
        {
            last.ReadOn = null;
        }
    }

    private void Groups(Guid team, Guid supervisor, List<Worker> workers)
    {
        for (var day = today.AddDays(-random.Between(330, 360)); day <= today; day = day.AddDays(random.Between(26, 45)))
        {
            var on = Calendar.OnOrBefore(day);
            var there = workers.Where(w => (w.StartedOn is null || w.StartedOn <= on) && random.Chance(0.8)).ToList();
            if (there.Count < 2)
            {
                continue;
            }
            var record = Add(random.Chance(0.5) ? SupervisionKind.Group : SupervisionKind.Reflective, on, supervisor, team, there);
            record.Topic = random.Pick(Questions);
            record.Discussion = "Each brought one family without naming them. We stayed with the question before looking for answers.";
            record.Learning = random.Chance(0.6) ? "Ask before explaining; write down what the child would say about it." : null;
            Judge(record, [], []);
        }
    }

    private SupervisionRecord Add(SupervisionKind kind, DateOnly on, Guid supervisor, Guid team, List<Worker> workers)
    {
        var record = new SupervisionRecord
        {
            Id = ids.Next(),
            Kind = kind,
            On = on,
            Minutes = random.Pick(45, 60, 60, 75, 90),
            SupervisorId = supervisor,
            TeamId = team,
            RecordedAt = LondonTime.StartOfDayUtc(on).AddHours(16),
        };
        Records.Add(record);
        foreach (var worker in workers)
        {
            var read = on.AddDays(random.Between(1, 6));
            Workers.Add(
                new SupervisedWorker
                {
                    Id = ids.Next(),
                    SupervisionId = record.Id,
                    WorkerId = worker.Id,
                    Kind = kind,
                    On = on,
                    ReadOn = read <= today ? read : null,
                }
            );
        }
        return record;
    }

    private SupervisionCase Speak(SupervisionRecord record, Worker worker, HeldToday child)
    {
        var first = child.Name.Split(' ')[0];
        var said = new SupervisionCase
        {
            Id = ids.Next(),
            PersonId = child.PersonId,
            SupervisionId = record.Id,
            On = record.On,
            SupervisorId = record.SupervisorId,
            WorkerId = worker.Id,
            Discussion = random.Chance(0.93) ? string.Format(null, random.Pick(Said), first) : "No change.",
            Decision = random.Chance(0.8) ? string.Format(null, random.Pick(Decided), first) : null,
        };
        Cases.Add(said);
        return said;
    }

    private ActionItem Agree(SupervisionRecord record, Worker worker, HeldToday? child)
    {
        var item = new ActionItem
        {
            Id = ids.Next(),
            PersonId = child?.PersonId,
            TeamId = child is null ? worker.TeamId : null,
            Source = ActionSource.Supervision,
            SourceId = record.Id,
            What = child is null ? random.Pick(AgreedAlone) : string.Format(null, random.Pick(Agreed), child.Name.Split(' ')[0]),
            OwnerWorkerId = worker.Id,
            SetOn = record.On,
            DueOn = random.Chance(0.9) ? Calendar.OnOrBefore(record.On.AddDays(random.Between(10, 30))) : null,
        };
        Actions.Add(item);
        return item;
    }

    private void Look(SupervisionRecord record, ActionItem item)
    {
        var done = random.Chance(0.8);
        if (done)
        {
            item.Complete(record.On, random.Chance(0.5) ? "Done, and in the record" : null, Guid.Empty, today);
        }
        else
        {
            item.End(record.On, "Something else turned out to matter more");
        }
        Checks.Add(
            new AgreementCheck
            {
                Id = ids.Next(),
                SupervisionId = record.Id,
                ActionId = item.Id,
                What = item.What,
                Outcome = done ? DirectionOutcome.Done : DirectionOutcome.NotNeeded,
                Why = item.Evidence ?? item.EndedReason,
            }
        );
    }

    private static void Judge(SupervisionRecord record, List<SupervisionCase> about, List<ActionItem> agreed)
    {
        var signals = SupervisionSignals.Of(
            record.Kind,
            [.. about.Select(c => (c.Discussion, (string?)null))],
            agreed.Count,
            agreed.Count(a => a.DueOn is null),
            record.Discussion
        );
        (record.EachChildSpokenAbout, record.AgreementsDated, record.OwnWords, record.Reflects) = (
            signals.EachChildSpokenAbout,
            signals.AgreementsDated,
            signals.OwnWords,
            signals.Reflects
        );
    }
}
