using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce.Teams;
using Kith.Standards.Calendar;
using Kith.Standards.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Workers;

/// <summary>An event on a worker, strung along the worker's own chain.</summary>
public abstract record WorkerEvent(Guid Worker) : TrailEvent
{
    public override string Chain => $"worker:{Worker:N}";
}

/// <summary>A worker was added.</summary>
public sealed record WorkerAdded(Guid Worker, string Name, Guid? Team, string? JobTitle) : WorkerEvent(Worker);

/// <summary>Facts of a worker changed.</summary>
public sealed record WorkerChanged(Guid Worker, IReadOnlyList<FieldChange> Changes) : WorkerEvent(Worker);

/// <summary>A worker as a form holds it.</summary>
public sealed record WorkerInput
{
    public string? Name { get; set; }
    public string? JobTitle { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? LineManagerId { get; set; }

    /// <summary>Social Work England number.</summary>
    public string? RegistrationNumber { get; set; }
    public DateOnly? RegistrationExpiresOn { get; set; }
    public ContractKind? Contract { get; set; }

    /// <summary>Share of full time: 1 is full time, 0.6 three days of five.</summary>
    public decimal? FullTimeEquivalent { get; set; }

    /// <summary>In the assessed and supported year in employment.</summary>
    public bool NewlyQualified { get; set; }
    public DateOnly? StartedOn { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Languages { get; set; }

    /// <summary>The kinds of work they are skilled in.</summary>
    public List<WorkerSkill> SkilledIn { get; set; } = [];

    /// <summary>What else they are good at or trained for.</summary>
    public string? Skills { get; set; }

    /// <summary>When the team changes: whether the children whom the worker holds go with them. Null: not said.</summary>
    public bool? ChildrenGoWith { get; set; }
}

/// <summary>A worker for the form.</summary>
/// <param name="Source">In words, where the worker came with an extract; null when the facts may be changed here.</param>
/// <param name="HoldsChildren">Whether any child is allocated. Not how many: an administrator reads no child's record.</param>
public sealed record WorkerForm(
    Guid Id,
    WorkerInput Facts,
    int Version,
    string? Team,
    string? LineManager,
    DateOnly? LeftOn,
    string? Source,
    bool HoldsChildren,
    IReadOnlyList<(Guid Id, string Name)> Manages,
    (Guid Id, string UserName)? Account,
    RegistrationState Registration
);

/// <summary>Shows a worker to whoever keeps the staff.</summary>
[UseCase]
public sealed class ShowWorkerForm(KithDb db, Clock clock)
{
    /// <summary>The worker; null when there is none.</summary>
    public async Task<WorkerForm?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "keep staff");
        var today = clock.Today;
        var found = await (
            from w in db.Workers.AsNoTracking()
            where w.Id == id
            select new
            {
                Worker = w,
                Team = db.Teams.Where(t => t.Id == w.TeamId).Select(t => t.Name).FirstOrDefault(),
                Manager = db.Workers.Where(m => m.Id == w.LineManagerId).Select(m => m.Name).FirstOrDefault(),
                Children = db.Allocations.Any(a => a.WorkerId == id && a.To == null),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var held = await db.Users.AsNoTracking().Where(u => u.WorkerId == id).Select(u => new { u.Id, u.UserName }).FirstOrDefaultAsync(ct);
        var manages = await db
            .Workers.AsNoTracking()
            .Where(w => w.LineManagerId == id && (w.LeftOn == null || w.LeftOn > today))
            .OrderBy(w => w.Name)
            .Select(w => new { w.Id, w.Name })
            .ToListAsync(ct);
        var worker = found.Worker;
        return new WorkerForm(
            id,
            new WorkerInput
            {
                Name = worker.Name,
                JobTitle = worker.JobTitle,
                TeamId = worker.TeamId,
                LineManagerId = worker.LineManagerId,
                RegistrationNumber = worker.RegistrationNumber,
                RegistrationExpiresOn = worker.RegistrationExpiresOn,
                Contract = worker.Contract,
                FullTimeEquivalent = worker.FullTimeEquivalent,
                NewlyQualified = worker.NewlyQualified,
                StartedOn = worker.StartedOn,
                Email = worker.Email,
                Phone = worker.Phone,
                Languages = worker.Languages,
                Skills = worker.Skills,
                SkilledIn = [.. WorkerSkills.Read(worker.SkilledIn)],
            },
            worker.Version,
            found.Team,
            found.Manager,
            worker.LeftOn,
            worker.Source is null ? null : Sources.Describe(worker.Source),
            found.Children,
            [.. manages.Select(m => (m.Id, m.Name))],
            held is { } account ? (account.Id, account.UserName ?? "") : null,
            ShowWorker.Registration(worker, today)
        );
    }

    /// <summary>People who work here today, by name, to choose a line manager from.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Colleagues(Actor actor, Guid? without = null, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "keep staff");
        var today = clock.Today;
        var rows = await db
            .Workers.AsNoTracking()
            .Where(w => w.Id != (without ?? Guid.Empty) && (w.LeftOn == null || w.LeftOn > today))
            .OrderBy(w => w.Name)
            .Select(w => new
            {
                w.Id,
                w.Name,
                w.JobTitle,
            })
            .ToListAsync(ct);
        return [.. rows.Select(w => (w.Id, w.JobTitle is null ? w.Name : $"{w.Name}, {w.JobTitle}"))];
    }
}

/// <summary>Adds a worker. An account to sign in with is made apart.</summary>
[UseCase]
public sealed class AddWorker(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the worker.</returns>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(WorkerInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "add a worker");
        if (await acts.AlreadyDone(key, ct) is { Result: { } made })
        {
            return made;
        }
        Editing.Refuse(await WorkerRules.Problems(db, input, null, clock.Today, ct));
        var worker = new Worker { Id = clock.NewId(), Name = "" };
        WorkerRules.Apply(input, worker);
        db.Workers.Add(worker);
        var act = acts.Begin(actor, "Add a worker", key: key);
        act.Happened(new WorkerAdded(worker.Id, worker.Name, worker.TeamId, worker.JobTitle));
        return await act.Save(worker.Id, ct);
    }
}

/// <summary>Changes the facts of a worker.</summary>
[UseCase]
public sealed class ChangeWorker(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such worker.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone changed the worker in the meantime.</exception>
    public async Task Handle(Guid id, WorkerInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "change a worker");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var worker = await WorkerRules.Get(db, id, ct);
        Editing.RefuseImported(worker, "This person");
        Editing.SameVersion(worker, version);
        var problems = await WorkerRules.Problems(db, input, worker, clock.Today, ct);
        var moves = input.TeamId is not null && input.TeamId != worker.TeamId;
        var held = moves ? await db.Allocations.Where(a => a.WorkerId == id && a.To == null).ToListAsync(ct) : [];
        if (held.Count > 0 && input.ChildrenGoWith is null)
        {
            problems.Add(new(nameof(input.ChildrenGoWith), "Select what happens to the children whom they hold"));
        }
        else if (input.ChildrenGoWith == true && held.FirstOrDefault(a => a.IsFromExtract) is { } imported)
        {
            problems.Add(
                new(
                    nameof(input.ChildrenGoWith),
                    $"Their children come with the {Sources.Describe(imported.Source!)}. Move them in the system they are kept in, and let them stay here"
                )
            );
        }
        Editing.Refuse(problems);
        WorkerRules.Apply(input, worker);
        var act = acts.Begin(actor, "Change a worker", key: key);
        var changes = act.ChangesOf(worker);
        if (changes.Count == 0)
        {
            return;
        }
        act.Happened(new WorkerChanged(id, changes));
        if (held.Count > 0 && input.ChildrenGoWith == true)
        {
            TeamMoves.Move(act, held, [], await db.Teams.AsNoTracking().FirstAsync(t => t.Id == input.TeamId, ct));
        }
        await act.Save(id, ct);
    }
}

/// <summary>What must hold of a worker.</summary>
internal static class WorkerRules
{
    private const int Longest = 100;

    public static async Task<Worker> Get(KithDb db, Guid id, CancellationToken ct) =>
        await db.Workers.FirstOrDefaultAsync(w => w.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep a worker");

    public static async Task<List<Problem>> Problems(KithDb db, WorkerInput input, Worker? worker, DateOnly today, CancellationToken ct)
    {
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Name), input.Name, "Enter the person's name", Longest) is { } wrong)
        {
            problems.Add(wrong);
        }
        foreach (
            var (field, value, words) in new[]
            {
                (nameof(input.JobTitle), input.JobTitle, "Job title"),
                (nameof(input.Phone), input.Phone, "Telephone"),
                (nameof(input.Languages), input.Languages, "Languages"),
                (nameof(input.Skills), input.Skills, "Skills"),
            }
        )
        {
            if (value?.Trim().Length > Longest)
            {
                problems.Add(new(field, $"{words} must be {Longest} characters or fewer"));
            }
        }
        if (input.Email?.Trim() is { Length: > 0 } email && (email.Length > 200 || email.IndexOf('@') < 1 || email.EndsWith('@') || email.Any(char.IsWhiteSpace)))
        {
            problems.Add(new(nameof(input.Email), "Enter an email address like name@council.gov.uk"));
        }
        if (input.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && (t.ClosedOn == null || t.Id == (worker == null ? Guid.Empty : worker.TeamId)), ct))
        {
            problems.Add(new(nameof(input.TeamId), "Select an open team from the list"));
        }
        await Manager(db, input, worker, today, problems, ct);
        await Registration(db, input, worker, today, problems, ct);
        if (input.Contract is not { } contract || !Enum.IsDefined(contract))
        {
            problems.Add(new(nameof(input.Contract), "Select the kind of contract"));
        }
        if (input.FullTimeEquivalent is not (>= 0.05m and <= 1m))
        {
            problems.Add(new(nameof(input.FullTimeEquivalent), "Enter the share of full time as a number from 0.05 to 1, such as 0.6 for three days of five"));
        }
        if (input.StartedOn is { } started)
        {
            if (started < today.AddYears(-60) || started > today.AddYears(1))
            {
                problems.Add(new(nameof(input.StartedOn), "The first day must be within the last 60 years or the year to come"));
            }
            else if (worker?.LeftOn is { } left && left < started)
            {
                problems.Add(new(nameof(input.StartedOn), $"The first day must not be after {DateWords.Long(left)}, when they left"));
            }
        }
        return problems;
    }

    private static async Task Manager(KithDb db, WorkerInput input, Worker? worker, DateOnly today, List<Problem> problems, CancellationToken ct)
    {
        if (input.LineManagerId is not { } manager || manager == worker?.LineManagerId)
        {
            return;
        }
        // Two columns of some hundreds of rows: enough to see a circle of any length.
        var above = await db
            .Workers.AsNoTracking()
            .Select(w => new
            {
                w.Id,
                w.LineManagerId,
                Left = w.LeftOn != null && w.LeftOn <= today,
            })
            .ToDictionaryAsync(w => w.Id, ct);
        if (!above.TryGetValue(manager, out var chosen) || chosen.Left)
        {
            problems.Add(new(nameof(input.LineManagerId), "Select someone who works here now"));
            return;
        }
        var seen = new HashSet<Guid>();
        for (Guid? next = manager; worker is not null && next is { } id && seen.Add(id); next = above.GetValueOrDefault(id)?.LineManagerId)
        {
            if (id == worker.Id)
            {
                problems.Add(
                    new(nameof(input.LineManagerId), manager == worker.Id ? "Nobody manages themselves" : "This person is managed by them already, directly or through others")
                );
                return;
            }
        }
    }

    private static async Task Registration(KithDb db, WorkerInput input, Worker? worker, DateOnly today, List<Problem> problems, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(input.RegistrationNumber))
        {
            if (!SocialWorkEnglandNumber.TryParse(input.RegistrationNumber, out var number, out var wrong))
            {
                problems.Add(new(nameof(input.RegistrationNumber), wrong));
            }
            else
            {
                var self = worker?.Id ?? Guid.Empty;
                var other = await db
                    .Workers.AsNoTracking()
                    .Where(w => w.RegistrationNumber == number.Value && w.Id != self && (w.LeftOn == null || w.LeftOn > today))
                    .Select(w => w.Name)
                    .FirstOrDefaultAsync(ct);
                if (other is not null)
                {
                    problems.Add(new(nameof(input.RegistrationNumber), $"{other} is recorded with this number. Check both"));
                }
            }
        }
        else if (input.RegistrationExpiresOn is not null)
        {
            problems.Add(new(nameof(input.RegistrationNumber), "Enter the number that the end date belongs to"));
        }
        if (input.RegistrationExpiresOn is { } ends && (ends < today.AddYears(-10) || ends > today.AddYears(5)))
        {
            problems.Add(new(nameof(input.RegistrationExpiresOn), "The end of the registration must be within the last 10 or the next 5 years"));
        }
    }

    public static void Apply(WorkerInput input, Worker worker)
    {
        worker.Name = input.Name!.Trim();
        worker.JobTitle = PersonRules.Clean(input.JobTitle);
        worker.TeamId = input.TeamId;
        worker.LineManagerId = input.LineManagerId;
        worker.RegistrationNumber = SocialWorkEnglandNumber.TryParse(input.RegistrationNumber, out var number, out _) ? number.Value : null;
        worker.RegistrationExpiresOn = input.RegistrationExpiresOn;
        worker.Contract = input.Contract!.Value;
        worker.FullTimeEquivalent = input.FullTimeEquivalent!.Value;
        worker.NewlyQualified = input.NewlyQualified;
        worker.StartedOn = input.StartedOn;
        worker.Email = PersonRules.Clean(input.Email);
        worker.Phone = PersonRules.Clean(input.Phone);
        worker.Languages = PersonRules.Clean(input.Languages);
        worker.Skills = PersonRules.Clean(input.Skills);
        worker.SkilledIn = WorkerSkills.Keep(input.SkilledIn);
    }
}
