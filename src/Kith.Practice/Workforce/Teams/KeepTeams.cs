using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Teams;

/// <summary>An event on a team, strung along the team's own chain.</summary>
public abstract record TeamEvent(Guid Team) : TrailEvent
{
    public override string Chain => $"team:{Team:N}";
}

/// <summary>A team was added.</summary>
public sealed record TeamAdded(Guid Team, string Name, TeamKind Kind, Guid? Parent) : TeamEvent(Team);

/// <summary>A team's name, kind or place in the tree changed.</summary>
public sealed record TeamChanged(Guid Team, IReadOnlyList<FieldChange> Changes) : TeamEvent(Team);

/// <summary>A team as a form holds it.</summary>
public sealed record TeamInput
{
    public string? Name { get; set; }
    public TeamKind? Kind { get; set; }

    /// <summary>The service or team that it belongs to; null at the top.</summary>
    public Guid? ParentId { get; set; }
}

/// <summary>A team for its form, with what stands in the way of closing it.</summary>
/// <param name="Source">In words, where the team came with an extract; null when it may be changed here.</param>
/// <param name="HoldsChildren">Whether children's open work is with the team. Not how many: an administrator reads no child's record.</param>
public sealed record TeamForm(
    Guid Id,
    TeamInput Team,
    int Version,
    string? ParentName,
    DateOnly? ClosedOn,
    string? Source,
    IReadOnlyList<(Guid Id, string Name)> Below,
    IReadOnlyList<(Guid Id, string Name)> Workers,
    bool HoldsChildren,
    IReadOnlyList<(Guid AccountId, string Account, Role Role)> Roles
);

/// <summary>Shows a team to whoever keeps the teams.</summary>
[UseCase]
public sealed class ShowTeamForm(KithDb db, Clock clock)
{
    /// <summary>The team; null when there is none.</summary>
    public async Task<TeamForm?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "keep teams");
        var today = clock.Today;
        var found = await (
            from t in db.Teams.AsNoTracking()
            where t.Id == id
            select new
            {
                Team = t,
                Parent = db.Teams.Where(p => p.Id == t.ParentId).Select(p => p.Name).FirstOrDefault(),
                Children = db.Allocations.Any(a => a.TeamId == id && a.To == null)
                    || db.Contacts.Any(c => c.TeamId == id && c.Source == null && c.TogetherId != null && c.DecidedOn == null)
                    || db.Episodes.Any(e => e.TakenByTeamId == id && e.Decision != null && e.ReferrerToldOn == null && e.ReferrerNotToldReason == null)
                    || db.Episodes.Any(e => e.TeamId == id && e.ClosedOn == null && !e.NoFurtherAction),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var below = await db.Teams.AsNoTracking().Where(t => t.ParentId == id && t.ClosedOn == null).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var workers = await db
            .Workers.AsNoTracking()
            .Where(w => w.TeamId == id && (w.LeftOn == null || w.LeftOn > today))
            .OrderBy(w => w.Name)
            .Select(w => new { w.Id, w.Name })
            .ToListAsync(ct);
        var roles = await (
            from g in db.RoleGrants.AsNoTracking()
            where g.TeamId == id && (g.Until == null || g.Until >= today)
            join a in db.Users on g.AccountId equals a.Id
            orderby a.DisplayName
            select new
            {
                a.Id,
                a.DisplayName,
                g.Role,
            }
        ).ToListAsync(ct);
        var team = found.Team;
        return new TeamForm(
            id,
            new TeamInput
            {
                Name = team.Name,
                Kind = team.Kind,
                ParentId = team.ParentId,
            },
            team.Version,
            found.Parent,
            team.ClosedOn,
            team.Source is null ? null : Sources.Describe(team.Source),
            [.. below.Select(t => (t.Id, t.Name))],
            [.. workers.Select(w => (w.Id, w.Name))],
            found.Children,
            [.. roles.Select(r => (r.Id, r.DisplayName, r.Role))]
        );
    }

    /// <summary>Open teams to choose from, by name; without the team itself and what hangs below it.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Choices(Actor actor, Guid? without = null, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "keep teams");
        var teams = await TeamTree.Load(db, ct);
        var below = without is { } self ? TeamTree.Under(teams, self) : [];
        return [.. teams.Where(t => t.ClosedOn is null && !below.Contains(t.Id)).OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => (t.Id, t.Name))];
    }
}

/// <summary>Adds a team.</summary>
[UseCase]
public sealed class AddTeam(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the team.</returns>
    /// <exception cref="NotAcceptedException">Something is missing or taken.</exception>
    public async Task<Guid> Handle(TeamInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "add a team");
        if (await acts.AlreadyDone(key, ct) is { Result: { } made })
        {
            return made;
        }
        Editing.Refuse(TeamTree.Problems(input, null, await TeamTree.Load(db, ct)));
        var team = new Team
        {
            Id = clock.NewId(),
            Name = input.Name!.Trim(),
            Kind = input.Kind!.Value,
            ParentId = input.ParentId,
        };
        db.Teams.Add(team);
        var act = acts.Begin(actor, "Add a team", key: key);
        act.Happened(new TeamAdded(team.Id, team.Name, team.Kind, team.ParentId));
        return await act.Save(team.Id, ct);
    }
}

/// <summary>Renames a team, changes what it does or moves it in the tree.</summary>
[UseCase]
public sealed class ChangeTeam(KithDb db, Acts.Acts acts)
{
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such team.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone changed the team in the meantime.</exception>
    public async Task Handle(Guid id, TeamInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "change a team");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var team = await TeamTree.Get(db, id, ct);
        Editing.RefuseImported(team, "This team");
        Editing.SameVersion(team, version);
        Editing.Refuse(TeamTree.Problems(input, team, await TeamTree.Load(db, ct)));
        team.Name = input.Name!.Trim();
        team.Kind = input.Kind!.Value;
        team.ParentId = input.ParentId;
        var act = acts.Begin(actor, "Change a team", key: key);
        var changes = act.ChangesOf(team);
        if (changes.Count == 0)
        {
            return;
        }
        act.Happened(new TeamChanged(id, changes));
        await act.Save(id, ct);
    }
}

/// <summary>A team as the tree sees it.</summary>
internal sealed record TeamPlace(Guid Id, string Name, Guid? ParentId, DateOnly? ClosedOn);

/// <summary>The rules of the tree of teams.</summary>
internal static class TeamTree
{
    public static async Task<List<TeamPlace>> Load(KithDb db, CancellationToken ct) =>
        await db.Teams.AsNoTracking().Select(t => new TeamPlace(t.Id, t.Name, t.ParentId, t.ClosedOn)).ToListAsync(ct);

    public static async Task<Team> Get(KithDb db, Guid id, CancellationToken ct) =>
        await db.Teams.FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep a team");

    /// <summary>The team and every one below it. A circle among them does not hang.</summary>
    public static HashSet<Guid> Under(IReadOnlyCollection<TeamPlace> teams, Guid top)
    {
        var children = teams.ToLookup(t => t.ParentId, t => t.Id);
        var found = new HashSet<Guid> { top };
        var next = new Queue<Guid>([top]);
        while (next.TryDequeue(out var team))
        {
            foreach (var child in children[team].Where(found.Add))
            {
                next.Enqueue(child);
            }
        }
        return found;
    }

    public static List<Problem> Problems(TeamInput input, Team? team, IReadOnlyCollection<TeamPlace> all)
    {
        var problems = new List<Problem>();
        var name = input.Name?.Trim() ?? "";
        if (Editing.Text(nameof(input.Name), name, "Enter the name of the team", 100) is { } wrong)
        {
            problems.Add(wrong);
        }
        else if (name.Any(char.IsControl))
        {
            problems.Add(new(nameof(input.Name), "The name must be on one line"));
        }
        else if (all.Any(t => t.Id != team?.Id && t.ClosedOn is null && string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(new(nameof(input.Name), "Another team has this name. Choose a name that tells them apart"));
        }
        if (input.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            problems.Add(new(nameof(input.Kind), "Select what the team does"));
        }
        if (input.ParentId is { } parent)
        {
            if (all.FirstOrDefault(t => t.Id == parent) is not { } above)
            {
                problems.Add(new(nameof(input.ParentId), "Select a team or service from the list"));
            }
            else if (above.ClosedOn is not null && parent != team?.ParentId)
            {
                problems.Add(new(nameof(input.ParentId), $"{above.Name} is closed. Select one that is open"));
            }
            else if (team is not null && Under(all, team.Id).Contains(parent))
            {
                problems.Add(new(nameof(input.ParentId), "A team cannot be moved below itself"));
            }
        }
        return problems;
    }
}
