using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Allocate;

/// <summary>
/// A child got another worker: what the child is told and by whom, whether both workers come together, and what the next one
/// should know about being with this child. Never skipped: see <see cref="AllocateChild"/>.
/// </summary>
public sealed class WorkerChange : PersonRecord
{
    public Guid AllocationId { get; set; }
    public Guid FromWorkerId { get; set; }
    public Guid ToWorkerId { get; set; }
    public DateOnly On { get; set; }

    /// <summary>What the child is told; of a baby, the parents.</summary>
    public required string Tell { get; set; }
    public Guid TellByWorkerId { get; set; }
    public DateOnly TellOn { get; set; }
    public DateOnly? JointVisitOn { get; set; }

    /// <summary>Why the two do not come together.</summary>
    public string? NoJointVisit { get; set; }

    /// <summary>What this child likes, needs and fears in a worker, from the one who goes.</summary>
    public string? Know { get; set; }
}

/// <summary>How a change of worker is to happen, as written.</summary>
public sealed record HandoverInput
{
    public string? Tell { get; set; }
    public Guid? TellByWorkerId { get; set; }
    public DateOnly? TellOn { get; set; }
    public DateOnly? JointVisitOn { get; set; }
    public string? NoJointVisit { get; set; }
    public string? Know { get; set; }
}

/// <summary>It was settled how a child hears of a change of worker.</summary>
public sealed record WorkerChangePlanned(Guid Person, Guid Change, Guid From, Guid To, string Tell, Guid TellBy, DateOnly TellOn, DateOnly? JointVisitOn, string? NoJointVisit)
    : PersonEvent(Person);

/// <summary>The rules of a handover, and the two actions that come of it.</summary>
internal static class Handovers
{
    /// <summary>The longest that a child waits to be told, and for the visit of both, in days.</summary>
    public const int Longest = 31;
    private const int LongestText = 400;

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    /// <param name="earlier">Who held the case until now, or last.</param>
    public static List<Problem> Problems(HandoverInput? input, Worker earlier, Worker next, Guid? manager, DateOnly today)
    {
        const string At = nameof(AllocationInput.Handover);
        input ??= new();
        var problems = new List<Problem>();
        if (Editing.Text("Tell", input.Tell, "Write what the child is told: why the worker changes, and when they say goodbye", LongestText) is { } tell)
        {
            problems.Add(new($"{At}.Tell", tell.Message));
        }
        var gone = earlier.LeftOn <= today;
        if (input.TellByWorkerId is not { } by)
        {
            problems.Add(new($"{At}.TellByWorkerId", "Select who tells the child"));
        }
        else if (by != next.Id && by != manager && (by != earlier.Id || gone))
        {
            problems.Add(
                new($"{At}.TellByWorkerId", gone && by == earlier.Id ? $"{earlier.Name} has left. Select someone who is here" : "Select one of the two workers, or yourself")
            );
        }
        if (input.TellOn is not { } on)
        {
            problems.Add(new($"{At}.TellOn", "Enter the day by which the child is told"));
        }
        else if (on < today || on > today.AddDays(Longest))
        {
            problems.Add(new($"{At}.TellOn", $"The child is told today or within {Longest} days"));
        }
        var reason = PersonRules.Clean(input.NoJointVisit);
        if (input.JointVisitOn is null && reason is null && !gone)
        {
            problems.Add(new($"{At}.JointVisitOn", $"Enter the day on which {earlier.Name} and {next.Name} visit together, or say why they do not"));
        }
        else if (input.JointVisitOn is { } visit && (gone || visit < today || visit > today.AddDays(Longest)))
        {
            problems.Add(new($"{At}.JointVisitOn", gone ? $"{earlier.Name} has left and cannot come" : $"The visit together must be today or within {Longest} days"));
        }
        if (reason?.Length > LongestText)
        {
            problems.Add(new($"{At}.NoJointVisit", $"This must be {LongestText} characters or fewer"));
        }
        if (input.Know?.Trim().Length > 2000)
        {
            problems.Add(new($"{At}.Know", "This must be 2000 characters or fewer"));
        }
        return problems;
    }

    /// <summary>From whom a child would be handed over to another worker; null where nobody held the case within the year, or it is the same worker.</summary>
    public static async Task<Worker?> From(KithDb db, Guid child, Guid next, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-Handing.Days);
        var leads = await db
            .Allocations.AsNoTracking()
            .Include(a => a.Worker)
            .Where(a => a.PersonId == child && a.Role == AllocationRole.Lead && a.WorkerId != null && (a.To == null || a.To > since))
            .ToListAsync(ct);
        return Handing.Last(leads, today)?.Worker is { } earlier && earlier.Id != next ? earlier : null;
    }

    /// <summary>Writes down how it happens and puts both steps on the one list of actions.</summary>
    public static void Begin(
        KithDb db,
        Clock clock,
        ActionLedger ledger,
        Act act,
        Guid person,
        Allocation allocation,
        Worker earlier,
        Worker next,
        HandoverInput input,
        Guid? together
    )
    {
        var today = clock.Today;
        var gone = earlier.LeftOn <= today;
        var change = new WorkerChange
        {
            Id = clock.NewId(),
            PersonId = person,
            AllocationId = allocation.Id,
            FromWorkerId = earlier.Id,
            ToWorkerId = next.Id,
            On = allocation.From,
            Tell = input.Tell!.Trim(),
            TellByWorkerId = input.TellByWorkerId!.Value,
            TellOn = input.TellOn!.Value,
            JointVisitOn = input.JointVisitOn,
            NoJointVisit = input.JointVisitOn is not null
                ? null
                : PersonRules.Clean(input.NoJointVisit) ?? (gone ? $"{earlier.Name} left on {DateWords.Medium(earlier.LeftOn!.Value)}" : null),
            Know = PersonRules.Clean(input.Know),
        };
        db.WorkerChanges.Add(change);
        act.Happened(new WorkerChangePlanned(person, change.Id, earlier.Id, next.Id, change.Tell, change.TellByWorkerId, change.TellOn, change.JointVisitOn, change.NoJointVisit));
        Add($"Tell the child about the change of worker: «{change.Tell}»", change.TellByWorkerId, change.TellOn);
        if (change.JointVisitOn is { } visit)
        {
            Add($"Visit together, {earlier.Name} and {next.Name}: a goodbye and a beginning", next.Id, visit);
        }

        void Add(string what, Guid owner, DateOnly due) =>
            ledger.Add(
                act,
                new ActionItem
                {
                    PersonId = person,
                    Source = ActionSource.Handover,
                    SourceId = change.Id,
                    What = what,
                    OwnerWorkerId = owner,
                    DueOn = due,
                    EvidenceNeeded = true,
                    TogetherId = together,
                }
            );
    }
}
