using Kith.Practice.EdgeOfCare;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What the edge-of-care team did for each child that one of its practitioners worked with, and for a few whom the team has
/// only just been asked about. Told after the rest, by a stream of chance of its own, through the rules of the records.
/// </summary>
internal sealed class SupportRecords(StorySetting setting, Rows rows, FamilyMaker family, SeededRandom random, SyntheticIds ids)
{
    private static readonly (string Worry, string Wish, string[] Criteria)[] Asked =
    [
        ("The mother says she cannot have them at home another week after the last fight.", "To stay at home, and for the shouting to stop.", ["breakdown", "violence"]),
        ("A court application is being thought about. Without daily help it may come to care within the month.", "To stay with Mum. Mum wants help at bedtime.", ["care"]),
        (
            "Drawn away from home by older people who give money and lifts; comes home at night or not at all.",
            "To be left alone by them, and not be blamed.",
            ["exploited", "missing"]
        ),
        ("Came home from care in spring; it was good for some weeks, and is fraying now.", "For it to last this time.", ["home", "care"]),
        ("Lives with grandmother, who is tired and ill.", "To stay with Nan.", ["kinship"]),
    ];
    private static readonly (string Goal, string Seen)[] Goals =
    [
        ("A calm evening at home on five days of seven.", "The family’s own chart on the fridge."),
        ("Home by the time that was agreed.", "No missing report for four weeks."),
        ("Mum and child can talk for ten minutes without a row.", "Both say so, each by themselves."),
        ("In school every day.", "The register."),
        ("One adult who is not paid to be there, twice a week.", "Uncle’s visits."),
    ];

    /// <summary>Writes it.</summary>
    public void Write()
    {
        foreach (var a in rows.Allocations.Where(a => a.Role == AllocationRole.EdgeOfCare && a.TeamId is not null).OrderBy(a => a.From).ThenBy(a => a.Id).ToList())
        {
            Support(a);
        }
        foreach (var child in family.Children.Where(c => c.AgeOn(setting.AsAt) is >= 10 and < 17))
        {
            var open = rows.Episodes.FirstOrDefault(e => e.PersonId == child.Person.Id && e.ClosedOn is null && !e.NoFurtherAction && e.ReferredOn < setting.AsAt.AddDays(-40));
            if (open is not null && rows.Supports.All(s => s.PersonId != child.Person.Id || s.EndedOn is not null) && random.Chance(0.05))
            {
                Ask(child.Person.Id);
            }
        }
    }

    // A change of practitioner in one stretch is one support: the earlier goes on.
    private void Support(Allocation a)
    {
        if (rows.Supports.LastOrDefault(s => s.PersonId == a.PersonId && s.StartedOn is not null) is { } going && (going.EndedOn is null || going.EndedOn >= a.From.AddDays(-7)))
        {
            (going.WorkerId, going.EndedOn, going.End, going.EndedWhy) = (a.WorkerId, null, null, null);
            rows.SupportOutcomes.RemoveAll(o => o.SupportId == going.Id);
            Finish(going, a.To);
            return;
        }
        // Whoever has worked with a child for longer was asked again since: intensive support is for months, not for years.
        var began = a.To is null ? Days.Later(a.From, setting.AsAt.AddDays(-random.Between(20, 150))) : a.From;
        var asked = began.AddDays(-random.Between(3, 12));
        var support = Referral(a.PersonId, a.TeamId!.Value, asked);
        var c = new SupportCase(support, 2, []);
        c.Decide(true, Days.Earlier(asked.AddDays(random.Between(0, 3)), began), "The family wants it and the risk of breaking up is real.", "Manager of the team");
        c.Begin(began, a.WorkerId ?? setting.Council.Workers[0].Id);
        (support.WeeklyHours, support.PlannedUntil) = (random.Between(5, 14), began.AddDays(random.Between(80, 130)));
        support.OutOfHoursPlan = "The team’s telephone until 23:00 every day; after that the emergency duty team knows the family.";
        support.RespitePlan = random.Chance(0.4) ? "Every other Saturday with an aunt." : null;
        var first = random.Below(Goals.Length);
        for (var n = 0; n < 2; n++)
        {
            var (goal, seen) = Goals[(first + n) % Goals.Length];
            rows.SupportGoals.Add(
                new SupportGoal
                {
                    Id = ids.Next(),
                    PersonId = a.PersonId,
                    SupportId = support.Id,
                    Position = n,
                    Goal = goal,
                    SeenBy = seen,
                }
            );
        }
        Finish(support, a.To);
    }

    private void Finish(EdgeSupport support, DateOnly? to)
    {
        var c = new SupportCase(support, 2, []);
        // Told in full for the last two years: what is older is told by the referral and the end.
        if ((to ?? setting.AsAt) > setting.AsAt.AddDays(-730))
        {
            Sessions(support, Days.Earlier(to ?? setting.AsAt, setting.AsAt.AddDays(-1)));
        }
        if (to is not { } end)
        {
            if (support.PlannedUntil <= setting.AsAt && support.StepDownOn is null)
            {
                c.StepDown(
                    support.PlannedUntil!.Value,
                    support.PlannedUntil.Value.AddDays(random.Between(28, 60)),
                    "The school’s mentor and the family’s social worker carry on; Nan is rung first when it is hard."
                );
            }
            return;
        }
        if (support.StepDownOn is null && end > support.StartedOn!.Value.AddDays(40))
        {
            c.StepDown(end.AddDays(-random.Between(14, 30)), end, "The social worker carries on; the family keeps its own plan for hard evenings.");
        }
        var ended =
            random.Chance(0.1) ? SupportEnd.CameIntoCare
            : random.Chance(0.1) ? SupportEnd.FamilyStopped
            : random.Chance(0.25) ? SupportEnd.HandedOn
            : SupportEnd.GoalsReached;
        c.Finish(
            end,
            ended,
            ended == SupportEnd.CameIntoCare ? "It was not safe at home in the end; lives with foster carers near school." : "At home, and calmer. Others know what to watch for."
        );
        Looks(support, ended);
    }

    private void Sessions(EdgeSupport support, DateOnly until)
    {
        var from = Days.Later(support.StartedOn!.Value, setting.AsAt.AddDays(-730));
        if (rows.SupportSessions.Where(s => s.SupportId == support.Id).Select(s => (DateOnly?)LondonTime.DateOf(s.At)).Max() is { } told)
        {
            from = told.AddDays(1);
        }
        var name = setting.Council.Workers.FirstOrDefault(w => w.Id == support.WorkerId)?.Name ?? "Practitioner";
        for (var day = from; day <= until; day = day.AddDays(random.Between(1, support.StepDownOn is { } down && day > down ? 7 : 4)))
        {
            var kind = random.Pick(
                SessionKind.WithFamily,
                SessionKind.WithFamily,
                SessionKind.WithParent,
                SessionKind.WithChild,
                SessionKind.WithChild,
                SessionKind.Mediation,
                SessionKind.Practical,
                SessionKind.WithSchool,
                SessionKind.Crisis,
                SessionKind.Respite
            );
            var hour =
                kind == SessionKind.Crisis ? random.Between(18, 22)
                : kind == SessionKind.WithSchool ? random.Between(9, 14)
                : random.Between(9, 19);
            rows.SupportSessions.Add(
                new SupportSession
                {
                    Id = ids.Next(),
                    PersonId = support.PersonId,
                    SupportId = support.Id,
                    At = LondonTime.ToUtc(day.ToDateTime(new TimeOnly(hour, random.Below(4) * 15))),
                    Minutes = kind == SessionKind.Respite ? random.Between(4, 8) * 60 : random.Between(3, 12) * 15,
                    Kind = kind,
                    WorkerId = support.WorkerId,
                    ByName = name,
                }
            );
        }
    }

    // Most looks are made about the day; a few are late or still owed.
    private void Looks(EdgeSupport support, SupportEnd ended)
    {
        var home = ended != SupportEnd.CameIntoCare;
        foreach (var months in EdgeSupport.Looks)
        {
            var due = SupportMachine.LookOn(support.EndedOn!.Value, months);
            var on = due.AddDays(random.Between(-10, 21));
            if (on > setting.AsAt || (due > setting.AsAt.AddDays(-50) && random.Chance(0.3)))
            {
                return;
            }
            home = home ? !random.Chance(0.08) : random.Chance(0.1);
            var safe = home ? random.Chance(0.88) : random.Chance(0.94);
            var right =
                home && safe ? LookAnswer.Yes
                : !home && safe ? (random.Chance(0.75) ? LookAnswer.Yes : LookAnswer.Partly)
                : LookAnswer.No;
            rows.SupportOutcomes.Add(
                new SupportOutcome
                {
                    Id = ids.Next(),
                    PersonId = support.PersonId,
                    SupportId = support.Id,
                    Months = months,
                    On = on,
                    WithFamily = home ? LookAnswer.Yes : LookAnswer.No,
                    WithFamilyWhy = home ? "Lives at home; seen there." : "Lives with foster carers; sees the family every week.",
                    Safely = safe ? LookAnswer.Yes : LookAnswer.Partly,
                    SafelyWhy = safe ? "No new concern from school, police or health." : "The police came twice to arguments in the evening.",
                    Right = right,
                    RightWhy =
                        right == LookAnswer.Yes ? (home ? "Happier, in school, and says so." : "Safe and settled; the family agrees that it was needed.")
                        : right == LookAnswer.Partly ? "Safe, and misses home; we could have found family to live with sooner."
                        : "We stepped back too early.",
                    ChildSays = random.Chance(0.6)
                        ? random.Pick("«It’s better. Mum listens more.»", "«I still miss it when she came round.»", "«Ask me again at Christmas.»")
                        : null,
                    ByName = "Edge-of-care team",
                }
            );
        }
    }

    // Asked within the last days: some wait for the decision, some were accepted and wait for a practitioner, one or two were declined.
    private void Ask(Guid child)
    {
        var on = WorkingDayCalendar.England.OnOrBefore(setting.AsAt.AddDays(-random.Between(0, 9)));
        var support = Referral(child, setting.Council.TeamFor(TeamKind.EdgeOfCare, 0), on);
        var c = new SupportCase(support, 0, []);
        if (random.Chance(0.6))
        {
            var decided = Days.Earlier(WorkingDayCalendar.England.AddWorkingDays(on, random.Between(0, 2)), setting.AsAt);
            if (random.Chance(0.2))
            {
                c.Decide(
                    false,
                    decided,
                    "The family has a worker it trusts who comes twice a week; one more stranger would not help. We advise her instead.",
                    "Manager of the team"
                );
            }
            else
            {
                c.Decide(true, decided, "The family wants it, and it may break up within weeks.", "Manager of the team");
            }
        }
    }

    private EdgeSupport Referral(Guid child, Guid team, DateOnly on)
    {
        var (worry, wish, criteria) = random.Pick(Asked.AsSpan());
        var lead = rows.Allocations.Where(x => x.PersonId == child && x.Role == AllocationRole.Lead && x.From <= on).OrderBy(x => x.From).LastOrDefault()?.WorkerId;
        var support = new EdgeSupport
        {
            Id = ids.Next(),
            PersonId = child,
            TeamId = team,
            ReferredOn = on,
            ReferredById = lead,
            ReferredByName = setting.Council.Workers.FirstOrDefault(w => w.Id == lead)?.Name ?? "Social worker",
            Urgency = random.Pick(SupportUrgency.Today, SupportUrgency.ThisWeek, SupportUrgency.ThisWeek, SupportUrgency.Soon),
            Worry = worry,
            FamilyWish = wish,
            Criteria = string.Join(',', SupportWords.Criteria.Keys.Where(criteria.Contains)),
        };
        rows.Supports.Add(support);
        return support;
    }
}
