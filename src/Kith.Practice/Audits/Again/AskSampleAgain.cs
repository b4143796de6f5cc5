using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Again;

/// <summary>That a whole sample is to be audited again, as a form holds it.</summary>
public sealed record SampleAgainInput
{
    public string? Title { get; set; }
    public string? Theme { get; set; }
    public DateOnly? Until { get; set; }
}

/// <summary>What a form that asks for a whole sample again shows.</summary>
/// <param name="Can">How many children would be audited again.</param>
/// <param name="LeftOut">Why others would not, and how many for each reason.</param>
/// <param name="WhyNot">Why it cannot be asked for now; null when it can.</param>
public sealed record SampleAgainForm(AuditCycle Cycle, string Tool, int Can, IReadOnlyList<(string Why, int Count)> LeftOut, string? WhyNot, SampleAgainInput Input);

/// <summary>
/// Audits the whole sample of an earlier cycle again: every child of it who can be, and nobody picked out. That is what lets
/// the two rounds be compared: who is looked at again does not depend on how it came out.
/// </summary>
[UseCase]
public sealed class AskSampleAgain(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    private const int UsualDays = 56;

    /// <summary>The form; null when there is no such cycle.</summary>
    public async Task<SampleAgainForm?> Form(Guid cycle, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "audit a sample again");
        if (await Load(cycle, ct) is not { } earlier)
        {
            return null;
        }
        var (can, left) = await Sample(cycle, actor, ct);
        var tool = await db.AuditTools.AsNoTracking().Where(t => t.Id == earlier.ToolId).Select(t => t.Title).FirstAsync(ct);
        return new(
            earlier,
            tool,
            can.Count,
            left,
            WhyNot(earlier, can.Count),
            new SampleAgainInput
            {
                Title = $"{Shorter(earlier.Title)}, again",
                Theme = earlier.Theme,
                Until = clock.Today.AddDays(UsualDays),
            }
        );
    }

    /// <summary>Makes the cycle with its children and the auditors of the earlier one; they are shared out on its page.</summary>
    /// <exception cref="NotAcceptedException">Something is missing; or none of the sample can be audited again now.</exception>
    public async Task<Guid> Handle(Guid cycle, SampleAgainInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "audit a sample again");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var earlier = await Load(cycle, ct) ?? throw new AccessRefusedException(Sight.Nothing, "audit a sample again");
        var (can, left) = await Sample(cycle, actor, ct);
        if (WhyNot(earlier, can.Count) is { } why)
        {
            throw new NotAcceptedException("", why);
        }
        Editing.Refuse(Problems(input));
        var again = new AuditCycle
        {
            Id = clock.NewId(),
            Title = input.Title!.Trim(),
            Theme = PersonRules.Clean(input.Theme),
            ToolId = can[0].Next!.Id,
            From = clock.Today,
            Until = input.Until!.Value,
            SecondShare = earlier.SecondShare,
            AgainOfId = cycle,
            AgainLeftOut = left.Count == 0 ? null : string.Join("; ", left.Select(l => $"{l.Count}: {l.Why}")),
        };
        db.AuditCycles.Add(again);
        foreach (var team in can.Where(c => c.TeamId is not null).GroupBy(c => c.TeamId!.Value))
        {
            db.AuditCycleTeams.Add(
                new AuditCycleTeam
                {
                    Id = clock.NewId(),
                    CycleId = again.Id,
                    TeamId = team.Key,
                    Number = team.Count(),
                }
            );
        }
        foreach (var auditor in earlier.Auditors)
        {
            db.AuditCycleAuditors.Add(
                new AuditCycleAuditor
                {
                    Id = clock.NewId(),
                    CycleId = again.Id,
                    WorkerId = auditor.WorkerId,
                    Capacity = auditor.Capacity,
                }
            );
        }
        var act = acts.Begin(actor, "Audit a sample again", key: key);
        act.Happened(new AuditCyclePlanned(again.Id, again.Title, again.ToolId, again.From, again.Until, can.Count, earlier.Auditors.Count));
        act.Happened(new SampleAskedAgain(again.Id, cycle, can.Count, left.Sum(l => l.Count)));
        foreach (var followed in can)
        {
            var assignment = AskAgain.Make(
                clock,
                followed,
                AgainReason.Sample,
                $"Audited again with everybody of «{earlier.Title}»: nobody was picked out",
                again.Until,
                followed.TeamId
            );
            // Who was graded twice then is graded twice again: nobody chooses that either.
            (assignment.CycleId, assignment.SecondWanted) = (again.Id, followed.Assignment.SecondWanted);
            db.AuditAssignments.Add(assignment);
            act.Happened(new ChosenForAudit(assignment.PersonId, assignment.Id, again.Id, assignment.Why));
            act.Happened(new AuditAskedAgain(assignment.PersonId, assignment.Id, followed.Assignment.Id, AgainReason.Sample, null, again.Id));
        }
        return await act.Save(again.Id, ct);
    }

    private async Task<AuditCycle?> Load(Guid id, CancellationToken ct) =>
        await db.AuditCycles.AsNoTracking().Include(c => c.Auditors).AsSingleQuery().FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>The finished audits of a cycle that can be followed by another, and why others cannot. Whom the actor may not read is in neither.</summary>
    private async Task<(List<AskAgain.Followed> Can, IReadOnlyList<(string Why, int Count)> LeftOut)> Sample(Guid cycle, Actor actor, CancellationToken ct)
    {
        var readable = access.ReadableAmong(actor);
        var all = await AskAgain.Followable(
            db,
            db.AuditAssignments.AsNoTracking().Where(a => a.CycleId == cycle && a.FinishedOn != null && a.ReplacedOn == null && readable.Any(o => o.PersonId == a.PersonId)),
            ct
        );
        return (
            [.. all.Where(a => a.WhyNot is null).OrderBy(a => a.Assignment.Id, Sampling.ByBytes)],
            [
                .. all.Where(a => a.WhyNot is not null)
                    .GroupBy(a => a.WhyNot!)
                    .OrderByDescending(g => g.Count())
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => (g.Key, g.Count())),
            ]
        );
    }

    private string? WhyNot(AuditCycle earlier, int can) =>
        earlier.CalledOffOn is not null ? "This cycle was called off"
        : earlier.Until >= clock.Today ? $"This cycle runs until {DateWords.Medium(earlier.Until)}. Its sample can be audited again when it is over"
        : can == 0 ? "None of its children can be audited again now"
        : null;

    private List<Problem> Problems(SampleAgainInput input)
    {
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Title), input.Title, "Enter what the cycle is called", 120) is { } title)
        {
            problems.Add(title);
        }
        if (input.Theme?.Trim().Length > 1000)
        {
            problems.Add(new(nameof(input.Theme), "This must be 1,000 characters or fewer"));
        }
        if (input.Until is not { } until || until <= clock.Today || until > clock.Today.AddDays(AgainRules.MostDays))
        {
            problems.Add(new(nameof(input.Until), "Enter a last day after today and within half a year"));
        }
        return problems;
    }

    private static string Shorter(string title) => title.Length <= 110 ? title : title[..110];
}
