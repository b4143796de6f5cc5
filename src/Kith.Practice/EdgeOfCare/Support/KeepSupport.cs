using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>Asks the edge-of-care team, and takes intensive support from step to step to the looks after its end.</summary>
[UseCase]
public sealed class KeepSupport(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int Longest = 4000;
    public const int MostGoals = 6;

    /// <summary>Minutes of the longest session: a weekend of respite.</summary>
    public const int LongestSession = 72 * 60;

    /// <summary>Asks the team.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the team is asked or works already.</exception>
    public async Task<Guid> Refer(Guid childId, SupportReferralInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "refer to the edge-of-care team", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = Day(nameof(input.On), input.On, null);
        if (input.TeamId is null || !await db.Teams.AnyAsync(t => t.Id == input.TeamId && SupportTeams.Kinds.Contains(t.Kind) && t.ClosedOn == null, ct))
        {
            problems.Add(new(nameof(input.TeamId), "Choose the team"));
        }
        if (input.Urgency is not { } urgency || !Enum.IsDefined(urgency))
        {
            problems.Add(new(nameof(input.Urgency), "Say how soon the family needs the team"));
        }
        Need(problems, nameof(input.Worry), input.Worry, "Say what may happen without the team, and by when");
        Short(problems, nameof(input.FamilyWish), input.FamilyWish);
        var criteria = SupportWords.Criteria.Keys.Where(input.Criteria.Contains).ToList();
        if (criteria.Count == 0)
        {
            problems.Add(new(nameof(input.Criteria), "Choose at least one: it says why it is this team that is asked"));
        }
        var earlier = await db
            .EdgeSupports.AsNoTracking()
            .Where(s => s.PersonId == childId && s.EndedOn == null && s.WithdrawnOn == null && s.Accepted != false)
            .OrderByDescending(s => s.Id)
            .FirstOrDefaultAsync(ct);
        if (earlier is not null)
        {
            problems.Add(new("", $"The team was asked on {DateWords.Medium(earlier.ReferredOn)} already ({SupportWords.Of(SupportMachine.StateOf(earlier)).ToLowerInvariant()})"));
        }
        Editing.Refuse(problems);
        var support = new EdgeSupport
        {
            Id = clock.NewId(),
            PersonId = childId,
            TeamId = input.TeamId!.Value,
            ReferredOn = input.On!.Value,
            ReferredById = actor.WorkerId,
            ReferredByName = actor.Name,
            Urgency = input.Urgency!.Value,
            Worry = input.Worry!.Trim(),
            FamilyWish = PersonRules.Clean(input.FamilyWish),
            Criteria = string.Join(',', criteria),
        };
        db.EdgeSupports.Add(support);
        var act = acts.Begin(actor, "Refer to the edge-of-care team", key: key);
        act.Happened(new SupportReferred(childId, support.Id, support.TeamId, support.ReferredOn, support.Urgency, support.Criteria));
        return await act.Save(support.Id, ct);
    }

    /// <summary>The team accepts or declines.</summary>
    /// <exception cref="AccessRefusedException">The actor may not decide on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Decide(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.Decide,
            key,
            "Decide on a referral to the edge-of-care team",
            (c, act) =>
            {
                var problems = Day(nameof(input.On), input.On, c.Support.ReferredOn);
                if (input.Accept is null)
                {
                    problems.Add(new(nameof(input.Accept), "Say whether the team takes it"));
                }
                Need(problems, nameof(input.Why), input.Why, input.Accept == false ? "Say why not, and what is offered instead" : "Say why the team takes it");
                SupportMachine.Machine.Demand(c, input.Accept == false ? SupportAct.Decline : SupportAct.Accept);
                Editing.Refuse(problems);
                c.Decide(input.Accept!.Value, input.On!.Value, input.Why!.Trim(), actor.Name);
                act.Happened(new SupportDecided(childId, id, input.On.Value, input.Accept.Value, input.Why.Trim()));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>It is not wanted any more.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Withdraw(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "Withdraw a referral to the edge-of-care team",
            (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.Withdraw);
                var problems = Day(nameof(input.On), input.On, c.Support.DecidedOn ?? c.Support.ReferredOn);
                Need(problems, nameof(input.Why), input.Why, "Say why it is not needed any more");
                Editing.Refuse(problems);
                c.Withdraw(input.On!.Value, input.Why!.Trim());
                act.Happened(new SupportWithdrawn(childId, id, input.On.Value, input.Why.Trim()));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>A practitioner begins: they work with the child from this day, and see the record.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Begin(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "Begin intensive support",
            async (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.Begin);
                var today = clock.Today;
                var problems = Day(nameof(input.On), input.On, c.Support.DecidedOn);
                var worker = input.WorkerId is { } w
                    ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == w && x.TeamId == c.Support.TeamId && (x.LeftOn == null || x.LeftOn > today), ct)
                    : null;
                if (worker is null)
                {
                    problems.Add(new(nameof(input.WorkerId), "Choose a practitioner of the team"));
                }
                Editing.Refuse(problems);
                c.Begin(input.On!.Value, worker!.Id);
                act.Happened(new SupportBegun(childId, id, input.On.Value, worker.Id));
                if (!await db.Allocations.AnyAsync(a => a.PersonId == childId && a.WorkerId == worker.Id && a.Role == AllocationRole.EdgeOfCare && a.To == null, ct))
                {
                    var allocation = new Allocation
                    {
                        Id = clock.NewId(),
                        PersonId = childId,
                        WorkerId = worker.Id,
                        TeamId = worker.TeamId,
                        Role = AllocationRole.EdgeOfCare,
                        From = input.On.Value,
                        ChangeReason = "Intensive support to stay at home",
                        EpisodeId = await db
                            .Episodes.AsNoTracking()
                            .Where(e => e.PersonId == childId && e.ClosedOn == null && !e.NoFurtherAction)
                            .OrderByDescending(e => e.ReferredOn)
                            .Select(e => (Guid?)e.Id)
                            .FirstOrDefaultAsync(ct),
                    };
                    db.Allocations.Add(allocation);
                    act.Happened(
                        new ChildAllocated(childId, allocation.Id, worker.Id, worker.Name, worker.TeamId, AllocationRole.EdgeOfCare, allocation.From, allocation.ChangeReason)
                    );
                }
            },
            ct
        );

    /// <summary>Writes the plan: goals, hours a week, out of hours, respite.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task Plan(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "Write the plan of intensive support",
            async (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.ChangePlan);
                var problems = new List<Problem>();
                var written = input.Goals.Where(g => !string.IsNullOrWhiteSpace(g.Goal)).ToList();
                if (written.Count == 0)
                {
                    problems.Add(new("Goals[0].Goal", "Write at least one goal: what is to be different for the child"));
                }
                if (written.Count > MostGoals)
                {
                    problems.Add(new("Goals[0].Goal", $"A plan holds at most {MostGoals} goals"));
                }
                if (written.Any(g => g.Goal!.Length > 500 || g.SeenBy?.Length > 500))
                {
                    problems.Add(new("Goals[0].Goal", "Each goal, and how it will be seen, must be 500 characters or fewer"));
                }
                if (input.WeeklyHours is not (>= 1 and <= 60))
                {
                    problems.Add(new(nameof(input.WeeklyHours), "Enter the hours a week that are planned with the family, from 1 to 60"));
                }
                if (input.Until is null || input.Until <= c.Support.StartedOn || input.Until > c.Support.StartedOn!.Value.AddYears(1))
                {
                    problems.Add(new(nameof(input.Until), "Enter until when it is planned: after it began, and within a year of that"));
                }
                Short(problems, nameof(input.OutOfHours), input.OutOfHours);
                Short(problems, nameof(input.Respite), input.Respite);
                Editing.Refuse(problems);
                (c.Support.WeeklyHours, c.Support.PlannedUntil) = (input.WeeklyHours, input.Until);
                (c.Support.OutOfHoursPlan, c.Support.RespitePlan) = (PersonRules.Clean(input.OutOfHours), PersonRules.Clean(input.Respite));
                var goals = await db.SupportGoals.Where(g => g.SupportId == id).ToListAsync(ct);
                db.SupportGoals.RemoveRange(goals.Where(g => written.All(w => w.Id != g.Id)));
                foreach (var (at, goal) in written.Index())
                {
                    var kept = goals.Find(g => g.Id == goal.Id);
                    if (kept is null)
                    {
                        kept = new SupportGoal
                        {
                            Id = clock.NewId(),
                            PersonId = childId,
                            SupportId = id,
                            Goal = "",
                        };
                        db.SupportGoals.Add(kept);
                    }
                    (kept.Position, kept.Goal, kept.SeenBy) = (at, goal.Goal!.Trim(), PersonRules.Clean(goal.SeenBy));
                    kept.ReachedOn = goal.Reached ? kept.ReachedOn ?? clock.Today : null;
                }
                // The plan is one thing with its goals: whoever changes a goal changes the plan.
                db.Entry(c.Support).Property(s => s.Version).IsModified = true;
                act.Happened(new SupportPlanned(childId, id, input.WeeklyHours, input.Until, [.. written.Select(g => g.Goal!.Trim())]));
            },
            ct
        );

    /// <summary>Writes down a session.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or the actor recorded one of that time already.</exception>
    public Task Session(Guid childId, Guid id, SupportSessionInput input, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            null,
            actor,
            Permission.RecordWork,
            key,
            "Record a session of intensive support",
            async (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.RecordSession);
                var problems = new List<Problem>();
                var at = MissingTimes.Instant(
                    problems,
                    nameof(input.On),
                    input.On,
                    nameof(input.At),
                    input.At,
                    false,
                    "The date and time of the session",
                    "Enter the day",
                    clock.UtcNow,
                    LondonTime.StartOfDayUtc(c.Support.StartedOn!.Value),
                    "Sessions follow the day on which intensive support began"
                );
                if (input.Minutes is not (>= 5 and <= LongestSession))
                {
                    problems.Add(new(nameof(input.Minutes), "Enter how long it took, in minutes"));
                }
                if (input.Kind is not { } kind || !Enum.IsDefined(kind))
                {
                    problems.Add(new(nameof(input.Kind), "Choose what it was"));
                }
                Short(problems, nameof(input.Note), input.Note);
                if (problems.Count == 0 && await Recorded(id, at!.Value, actor, ct))
                {
                    // Somebody who goes back after saving has the same words before them under a new key.
                    problems.Add(
                        new(
                            nameof(input.At),
                            "You recorded a session at this time already. If this is another, give the time at which it began; to put that one right, take it back first"
                        )
                    );
                }
                Editing.Refuse(problems);
                var session = new SupportSession
                {
                    Id = clock.NewId(),
                    PersonId = childId,
                    SupportId = id,
                    At = at!.Value,
                    Minutes = input.Minutes!.Value,
                    Kind = input.Kind!.Value,
                    WorkerId = actor.WorkerId,
                    ByName = actor.Name,
                    Note = PersonRules.Clean(input.Note),
                };
                db.SupportSessions.Add(session);
                act.Happened(new SupportSessionRecorded(childId, id, session.Id, session.At, session.Minutes, session.Kind));
            },
            ct
        );

    private Task<bool> Recorded(Guid support, DateTime at, Actor actor, CancellationToken ct) =>
        db.SupportSessions.AnyAsync(s => s.SupportId == support && s.At == at && s.WorkerId == actor.WorkerId && s.ByName == actor.Name && s.TakenBackWhy == null, ct);

    /// <summary>Takes back a session that was written down by mistake; it stays in sight, struck through.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it was taken back already.</exception>
    public Task TakeBackSession(Guid childId, Guid id, Guid sessionId, string? why, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            null,
            actor,
            Permission.RecordWork,
            key,
            "Take back a session",
            async (_, act) =>
            {
                var problems = new List<Problem>();
                Need(problems, nameof(SupportSessionInput.Why), why, "Say why it is taken back");
                Editing.Refuse(problems);
                var session =
                    await db.SupportSessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.SupportId == id && s.TakenBackWhy == null, ct)
                    ?? throw new NotAcceptedException("", "This session is not there, or was taken back already");
                session.TakenBackWhy = why!.Trim();
                act.Happened(new SupportSessionTakenBack(childId, id, sessionId, session.TakenBackWhy));
            },
            ct
        );

    /// <summary>The team begins to step back.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task StepDown(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "Step intensive support down",
            (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.StepDown);
                var problems = Day(nameof(input.On), input.On, c.Support.StartedOn);
                if (input.Until is null || input.Until <= input.On)
                {
                    problems.Add(new(nameof(input.Until), "Enter the day by which the team has stepped back"));
                }
                Need(problems, nameof(input.Plan), input.Plan, "Say who carries on with what, and whom the family rings when it is hard");
                Editing.Refuse(problems);
                c.StepDown(input.On!.Value, input.Until!.Value, input.Plan!.Trim());
                act.Happened(new SupportStepped(childId, id, input.On.Value, true, input.Until, input.Plan.Trim()));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Goes back to full support.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">The team is not stepping back, or no reason is given.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task StepUp(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "Go back to full intensive support",
            (c, act) =>
            {
                var problems = new List<Problem>();
                Need(problems, nameof(input.Why), input.Why, "Say what happened");
                Editing.Refuse(problems);
                c.StepUp();
                act.Happened(new SupportStepped(childId, id, clock.Today, false, null, input.Why!.Trim()));
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Intensive support ends; the practitioner's work with the child ends with it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public Task End(Guid childId, Guid id, SupportStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "End intensive support",
            async (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.End);
                var problems = Day(nameof(input.On), input.On, c.Support.StepDownOn ?? c.Support.StartedOn);
                if (input.End is not { } end || !Enum.IsDefined(end))
                {
                    problems.Add(new(nameof(input.End), "Say why it ends"));
                }
                Need(problems, nameof(input.Why), input.Why, "Say how things are for the child now, and who carries on");
                Editing.Refuse(problems);
                c.Finish(input.On!.Value, input.End!.Value, input.Why!.Trim());
                act.Happened(new SupportEnded(childId, id, input.On.Value, input.End.Value, input.Why.Trim()));
                foreach (
                    var allocation in await db
                        .Allocations.Where(a =>
                            a.PersonId == childId && a.WorkerId == c.Support.WorkerId && a.Role == AllocationRole.EdgeOfCare && a.To == null && a.Source == null
                        )
                        .ToListAsync(ct)
                )
                {
                    allocation.To = input.On.Value < allocation.From ? allocation.From : input.On.Value;
                    act.Happened(new AllocationEnded(childId, allocation.Id, allocation.WorkerId, allocation.Role, allocation.To.Value, "Intensive support ended"));
                }
            },
            ct
        );

    /// <summary>Looks at how things went: three answers, each with its reason.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or it is too early.</exception>
    /// <exception cref="SecondEditorException">Someone else recorded this look meanwhile.</exception>
    public Task Look(Guid childId, Guid id, SupportLookInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(
            childId,
            id,
            version,
            actor,
            Permission.RecordWork,
            key,
            "Look at how it went after intensive support",
            (c, act) =>
            {
                SupportMachine.Machine.Demand(c, SupportAct.Look);
                var months = SupportMachine.NextLook(c.Support, c.Looked)!.Value;
                // A fortnight early is early enough: an answer for three months that is given after one is another answer.
                var earliest = SupportMachine.LookOn(c.Support.EndedOn!.Value, months).AddDays(-14);
                var problems = new List<Problem>();
                if (input.On is null || input.On > clock.Today)
                {
                    problems.Add(new(nameof(input.On), "Enter the day: today or in the past"));
                }
                else if (input.On < earliest)
                {
                    problems.Add(new(nameof(input.On), $"The look after {months} months can be made from {DateWords.Medium(earliest)}"));
                }
                Answer(problems, nameof(input.WithFamily), input.WithFamily, nameof(input.WithFamilyWhy), input.WithFamilyWhy, "Say whether the child lives with family");
                Answer(problems, nameof(input.Safely), input.Safely, nameof(input.SafelyWhy), input.SafelyWhy, "Say whether the child is safe");
                Answer(problems, nameof(input.Right), input.Right, nameof(input.RightWhy), input.RightWhy, "Say whether it was right for the child");
                Short(problems, nameof(input.ChildSays), input.ChildSays);
                Editing.Refuse(problems);
                db.SupportOutcomes.Add(
                    new SupportOutcome
                    {
                        Id = clock.NewId(),
                        PersonId = childId,
                        SupportId = id,
                        Months = months,
                        On = input.On!.Value,
                        WithFamily = input.WithFamily!.Value,
                        WithFamilyWhy = input.WithFamilyWhy!.Trim(),
                        Safely = input.Safely!.Value,
                        SafelyWhy = input.SafelyWhy!.Trim(),
                        Right = input.Right!.Value,
                        RightWhy = input.RightWhy!.Trim(),
                        ChildSays = PersonRules.Clean(input.ChildSays),
                        ByName = actor.Name,
                    }
                );
                // Two who look at once meet here.
                db.Entry(c.Support).Property(s => s.Version).IsModified = true;
                act.Happened(new SupportLookedAt(childId, id, months, input.On.Value, input.WithFamily.Value, input.Safely.Value, input.Right.Value));
                return Task.CompletedTask;
            },
            ct
        );

    private async Task Step(
        Guid childId,
        Guid id,
        int? version,
        Actor actor,
        Permission permission,
        Guid? key,
        string name,
        Func<SupportCase, Act, Task> change,
        CancellationToken ct
    )
    {
        await access.Demand(actor, childId, permission, "intensive support", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var support =
            await db.EdgeSupports.FirstOrDefaultAsync(s => s.Id == id && s.PersonId == childId, ct) ?? throw new NotAcceptedException("", "This support is not on the record");
        Editing.SameVersion(support, version);
        var goals = await db.SupportGoals.CountAsync(g => g.SupportId == id, ct);
        var looked = await db.SupportOutcomes.Where(o => o.SupportId == id).Select(o => o.Months).ToListAsync(ct);
        var act = acts.Begin(actor, name, key: key);
        await change(new SupportCase(support, goals, looked), act);
        await act.Save(id, ct);
    }

    private List<Problem> Day(string field, DateOnly? on, DateOnly? notBefore) =>
        on is null || on > clock.Today || on < notBefore ? [new(field, "Enter the day: today or in the past, and not before the step before")] : [];

    private static void Need(List<Problem> problems, string field, string? text, string missing)
    {
        if (Editing.Text(field, text, missing, Longest) is { } problem)
        {
            problems.Add(problem);
        }
    }

    private static void Short(List<Problem> problems, string field, string? text)
    {
        if (text?.Length > Longest)
        {
            problems.Add(new(field, $"This must be {Longest:N0} characters or fewer"));
        }
    }

    internal static void Answer(List<Problem> problems, string field, LookAnswer? answer, string whyField, string? why, string missing)
    {
        if (answer is not { } given || !Enum.IsDefined(given))
        {
            problems.Add(new(field, missing));
        }
        Need(problems, whyField, why, "Say what shows it, or why it is not known");
    }
}
