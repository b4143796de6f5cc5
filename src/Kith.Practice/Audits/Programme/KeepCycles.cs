using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Programme;

/// <summary>How many of a team, as a form holds it.</summary>
public sealed record CycleTeamInput
{
    public Guid TeamId { get; set; }
    public int? Number { get; set; }
}

/// <summary>How many by somebody, as a form holds it.</summary>
public sealed record CycleAuditorInput
{
    public Guid WorkerId { get; set; }
    public int? Capacity { get; set; }
}

/// <summary>A cycle as a form holds it.</summary>
public sealed record CycleInput
{
    public string? Title { get; set; }
    public string? Theme { get; set; }
    public Guid? ToolId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public int? SecondShare { get; set; } = 20;
    public List<CycleTeamInput> Teams { get; set; } = [];
    public List<CycleAuditorInput> Auditors { get; set; } = [];
}

/// <summary>What a form about a cycle chooses from.</summary>
public sealed record CycleForm(
    AuditCycle? Cycle,
    IReadOnlyList<AuditTool> Tools,
    IReadOnlyList<(Guid Id, string Name)> Teams,
    IReadOnlyList<(Guid Id, string Name)> Auditors,
    CycleInput Input
);

/// <summary>Plans the cycles of the year: what is looked at, with what, when, where and by whom.</summary>
[UseCase]
public sealed class KeepCycles(KithDb db, KeepTools tools, Acts.Acts acts, Clock clock)
{
    private static readonly TeamKind[] WithoutChildren = [TeamKind.Service, TeamKind.Quality, TeamKind.Conference];

    /// <summary>The form, filled where the cycle is there already; null when there is no such cycle.</summary>
    public async Task<CycleForm?> Form(Guid? id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "plan the audit programme");
        var cycle = id is null ? null : await db.AuditCycles.AsNoTracking().Include(c => c.Teams).Include(c => c.Auditors).AsSingleQuery().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (id is not null && cycle is null)
        {
            return null;
        }
        var offered = (await tools.Offered(actor, ct)).ToList();
        if (cycle is not null && offered.TrueForAll(t => t.Id != cycle.ToolId))
        {
            offered.Insert(0, await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == cycle.ToolId, ct));
        }
        var teams = await Teams(ct);
        var auditors = await AuditAccess.Auditors(db, clock.Today, ct);
        var today = clock.Today;
        var input = new CycleInput
        {
            Title = cycle?.Title,
            Theme = cycle?.Theme,
            ToolId = cycle?.ToolId,
            From = cycle?.From ?? today,
            Until = cycle?.Until ?? today.AddDays(56),
            SecondShare = cycle?.SecondShare ?? 20,
            Teams = [.. teams.Select(t => new CycleTeamInput { TeamId = t.Id, Number = cycle?.Teams.Find(x => x.TeamId == t.Id)?.Number })],
            Auditors = [.. auditors.Select(a => new CycleAuditorInput { WorkerId = a.Id, Capacity = cycle?.Auditors.Find(x => x.WorkerId == a.Id)?.Capacity })],
        };
        return new(cycle, offered, teams, auditors, input);
    }

    /// <summary>Plans a cycle, or changes one. Once its children are drawn, only title, theme, last day and auditors change.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Plan(Guid? id, CycleInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "plan the audit programme");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var found = id is null
            ? null
            : await db.AuditCycles.Include(c => c.Teams).Include(c => c.Auditors).AsSingleQuery().FirstOrDefaultAsync(c => c.Id == id, ct)
                ?? throw new AccessRefusedException(Sight.Nothing, "plan the audit programme");
        if (found is not null)
        {
            Editing.SameVersion(found, version);
        }
        var teams = (await Teams(ct)).ToDictionary(t => t.Id, t => t.Name);
        var auditors = (await AuditAccess.Auditors(db, clock.Today, ct)).ToDictionary(a => a.Id, a => a.Name);
        var numbers = input.Teams.Where(t => t.Number > 0).DistinctBy(t => t.TeamId).ToList();
        var people = input.Auditors.Where(a => a.Capacity > 0).DistinctBy(a => a.WorkerId).ToList();
        var drawn = found?.IsSet == true;
        var tool = await db.AuditTools.AsNoTracking().FirstOrDefaultAsync(t => t.Id == input.ToolId, ct);
        Editing.Refuse(Problems(input, numbers, people, teams, auditors, tool, found));

        var cycle = found ?? new AuditCycle { Id = clock.NewId(), Title = input.Title!.Trim() };
        (cycle.Title, cycle.Theme, cycle.Until) = (input.Title!.Trim(), PersonRules.Clean(input.Theme), input.Until!.Value);
        if (!drawn)
        {
            (cycle.ToolId, cycle.From, cycle.SecondShare) = (tool!.Id, input.From!.Value, input.SecondShare ?? 0);
        }
        var act = acts.Begin(actor, found is null ? "Plan an audit cycle" : "Change an audit cycle", key: key);
        var changed = found is null ? [] : act.ChangesOf(cycle).Select(c => c.Field).ToList();
        if (found is null)
        {
            db.AuditCycles.Add(cycle);
        }
        if (!drawn)
        {
            foreach (var line in cycle.Teams.Where(t => numbers.TrueForAll(n => n.TeamId != t.TeamId)).ToList())
            {
                db.Remove(line);
                changed.Add(nameof(cycle.Teams));
            }
            foreach (var number in numbers)
            {
                if (cycle.Teams.Find(t => t.TeamId == number.TeamId) is not { } line)
                {
                    line = new AuditCycleTeam
                    {
                        Id = clock.NewId(),
                        CycleId = cycle.Id,
                        TeamId = number.TeamId,
                    };
                    db.Add(line);
                }
                if (line.Number != number.Number!.Value)
                {
                    line.Number = number.Number.Value;
                    changed.Add(nameof(cycle.Teams));
                }
            }
        }
        foreach (var line in cycle.Auditors.Where(a => people.TrueForAll(p => p.WorkerId != a.WorkerId)).ToList())
        {
            db.Remove(line);
            changed.Add(nameof(cycle.Auditors));
        }
        foreach (var person in people)
        {
            if (cycle.Auditors.Find(a => a.WorkerId == person.WorkerId) is not { } line)
            {
                line = new AuditCycleAuditor
                {
                    Id = clock.NewId(),
                    CycleId = cycle.Id,
                    WorkerId = person.WorkerId,
                };
                db.Add(line);
            }
            if (line.Capacity != person.Capacity!.Value)
            {
                line.Capacity = person.Capacity.Value;
                changed.Add(nameof(cycle.Auditors));
            }
        }
        if (found is null)
        {
            act.Happened(new AuditCyclePlanned(cycle.Id, cycle.Title, cycle.ToolId, cycle.From, cycle.Until, numbers.Sum(n => n.Number!.Value), people.Count));
        }
        else if (changed.Count > 0)
        {
            act.Happened(new AuditCycleChanged(cycle.Id, string.Join(", ", changed.Distinct())));
        }
        return await act.Save(cycle.Id, ct);
    }

    /// <summary>Calls a cycle off, with the reason; what is finished stays.</summary>
    public async Task CallOff(Guid id, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "plan the audit programme");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var cycle = await db.AuditCycles.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "plan the audit programme");
        Editing.SameVersion(cycle, version);
        if (Editing.Text("Why", why, "Say why it is called off", 1000) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (cycle.CalledOffOn, cycle.CalledOffWhy) = (cycle.CalledOffOn ?? clock.Today, why!.Trim());
        var act = acts.Begin(actor, "Call off an audit cycle", cycle.CalledOffWhy, key);
        act.Happened(new AuditCycleChanged(id, "Called off"));
        await act.Save(id, ct);
    }

    private async Task<IReadOnlyList<(Guid Id, string Name)>> Teams(CancellationToken ct) =>
        [
            .. (
                await db
                    .Teams.AsNoTracking()
                    .Where(t => t.ClosedOn == null && !WithoutChildren.Contains(t.Kind))
                    .OrderBy(t => t.Name)
                    .Select(t => new { t.Id, t.Name })
                    .ToListAsync(ct)
            ).Select(t => (t.Id, t.Name)),
        ];

    private static List<Problem> Problems(
        CycleInput input,
        List<CycleTeamInput> numbers,
        List<CycleAuditorInput> people,
        Dictionary<Guid, string> teams,
        Dictionary<Guid, string> auditors,
        AuditTool? tool,
        AuditCycle? found
    )
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
        if (input.Until is not { } until || until < (found?.IsSet == true ? found.From : input.From) || until > (input.From ?? until).AddYears(1))
        {
            problems.Add(new(nameof(input.Until), "The last day must be after the first, and within a year of it"));
        }
        if (found?.IsSet == true)
        {
            return problems;
        }
        if (input.From is null)
        {
            problems.Add(new(nameof(input.From), "Enter the first day"));
        }
        if (tool?.PublishedOn is null || (tool.RetiredOn is not null && tool.Id != found?.ToolId))
        {
            problems.Add(new(nameof(input.ToolId), "Choose a tool that is published"));
        }
        if (input.SecondShare is < 0 or > 100)
        {
            problems.Add(new(nameof(input.SecondShare), "Enter how many of a hundred, from 0 to 100"));
        }
        if (numbers.Count == 0)
        {
            problems.Add(new("Teams[0].Number", "Enter for at least one team how many children are audited"));
        }
        for (var i = 0; i < input.Teams.Count; i++)
        {
            if (input.Teams[i].Number is < 0 or > 100 || (input.Teams[i].Number > 0 && !teams.ContainsKey(input.Teams[i].TeamId)))
            {
                problems.Add(new($"Teams[{i}].Number", "Enter a number from 0 to 100"));
            }
        }
        for (var i = 0; i < input.Auditors.Count; i++)
        {
            if (input.Auditors[i].Capacity is < 0 or > 100 || (input.Auditors[i].Capacity > 0 && !auditors.ContainsKey(input.Auditors[i].WorkerId)))
            {
                problems.Add(new($"Auditors[{i}].Capacity", "Enter a number from 0 to 100"));
            }
        }
        if (people.Count == 0)
        {
            problems.Add(new("Auditors[0].Capacity", "Enter for at least one person how many audits they can do"));
        }
        return problems;
    }
}
