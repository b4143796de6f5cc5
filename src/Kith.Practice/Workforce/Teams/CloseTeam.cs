using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Teams;

/// <summary>When a team closes, why, and which team its workers and children go to.</summary>
public sealed record CloseTeamInput
{
    public DateOnly? On { get; set; }

    /// <summary>The team that takes over; needed while workers or children's open work are with the team.</summary>
    public Guid? MoveTo { get; set; }
    public string? Reason { get; set; }
}

/// <summary>A team closed; where its workers and children went.</summary>
public sealed record TeamClosed(Guid Team, DateOnly On, Guid? MovedTo) : TeamEvent(Team);

/// <summary>A closed team is open again.</summary>
public sealed record TeamReopened(Guid Team) : TeamEvent(Team);

/// <summary>The team that holds a child's open work changed; worker and plan stayed.</summary>
public sealed record ChildTeamChanged(Guid Person, Guid? From, Guid To, string ToName) : PersonEvent(Person);

/// <summary>
/// Closes a team. Nobody is left in a closed team: its workers, and the children whose open work is with it, go to
/// another team in the same transaction, and roles that were held for it end.
/// </summary>
[UseCase]
public sealed class CloseTeam(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>How long ago a team may have closed when it is written down.</summary>
    public const int DaysBack = 92;

    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such team.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone changed the team in the meantime.</exception>
    public async Task Handle(Guid id, CloseTeamInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "close a team");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var today = clock.Today;
        var team = await TeamTree.Get(db, id, ct);
        Editing.RefuseImported(team, "This team");
        Editing.SameVersion(team, version);
        if (team.ClosedOn is not null)
        {
            throw new NotAcceptedException("", "This team is closed already");
        }
        var workers = await db.Workers.Where(w => w.TeamId == id && (w.LeftOn == null || w.LeftOn > today)).ToListAsync(ct);
        var allocations = await db.Allocations.Where(a => a.TeamId == id && a.To == null).ToListAsync(ct);
        var episodes = await db.Episodes.Where(e => e.TeamId == id && e.ClosedOn == null && !e.NoFurtherAction).ToListAsync(ct);
        var contacts = await db.Contacts.Where(c => c.TeamId == id && c.Source == null && c.TogetherId != null && c.DecidedOn == null).ToListAsync(ct);
        var answers = await db.Episodes.Where(e => e.TakenByTeamId == id && e.Decision != null && e.ReferrerToldOn == null && e.ReferrerNotToldReason == null).ToListAsync(ct);
        var transfers = await db.Transfers.AnyAsync(t => (t.FromTeamId == id || t.ToTeamId == id) && t.AcceptedOn == null && t.EndedOn == null, ct);
        var below = await db.Teams.AsNoTracking().Where(t => t.ParentId == id && t.ClosedOn == null).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(ct);
        var target = input.MoveTo is { } to ? await db.Teams.AsNoTracking().FirstOrDefaultAsync(t => t.Id == to, ct) : null;
        Editing.Refuse(Problems(input, team, today, workers, allocations, [.. episodes, .. contacts, .. answers], transfers, below, target));

        var on = input.On!.Value;
        team.ClosedOn = on;
        var act = acts.Begin(actor, "Close a team", input.Reason!.Trim(), key);
        act.Happened(new TeamClosed(id, on, target?.Id));
        if (target is not null)
        {
            foreach (var worker in workers)
            {
                worker.TeamId = target.Id;
                act.Happened(new Workers.WorkerChanged(worker.Id, act.ChangesOf(worker)));
            }
            TeamMoves.Move(act, allocations, episodes, target);
            foreach (var contact in contacts)
            {
                contact.TeamId = target.Id;
                act.Happened(new ChildTeamChanged(contact.PersonId, id, target.Id, target.Name));
            }
            foreach (var episode in answers)
            {
                episode.TakenByTeamId = target.Id;
                act.Touch(episode.PersonId);
            }
        }
        var grants = await db.RoleGrants.Where(g => g.TeamId == id && (g.Until == null || g.Until >= today)).ToListAsync(ct);
        foreach (var grant in grants)
        {
            grant.Until = today.AddDays(-1);
            act.Happened(new RoleWithdrawn(grant.AccountId, grant.Id, grant.Role, grant.Until.Value));
        }
        await act.Save(id, ct);
    }

    /// <summary>Opens a closed team again, empty as it is.</summary>
    public async Task Undo(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "reopen a team");
        var team = await TeamTree.Get(db, id, ct);
        Editing.RefuseImported(team, "This team");
        Editing.SameVersion(team, version);
        if (team.ClosedOn is null)
        {
            return;
        }
        team.ClosedOn = null;
        var act = acts.Begin(actor, "Open a team again", key: key);
        act.Happened(new TeamReopened(id));
        await act.Save(id, ct);
    }

    private static List<Problem> Problems(
        CloseTeamInput input,
        Team team,
        DateOnly today,
        List<Worker> workers,
        List<Allocation> allocations,
        List<SourcedRecord> work,
        bool transfers,
        List<string> below,
        Team? target
    )
    {
        var problems = new List<Problem>();
        if (below.Count > 0)
        {
            problems.Add(new("", $"Move or close the teams below it first: {string.Join(", ", below)}"));
        }
        if (allocations.Cast<SourcedRecord>().Concat(work).Concat(workers).FirstOrDefault(r => r.IsFromExtract) is { } imported)
        {
            problems.Add(
                new(
                    "",
                    $"Workers or children of this team come with the {Sources.Describe(imported.Source!)}. Move them in the system they are kept in; they move here with the next extract"
                )
            );
        }
        if (transfers)
        {
            problems.Add(new("", "A transfer to or from this team waits for an answer. Its manager answers it first"));
        }
        if (input.On is not { } on)
        {
            problems.Add(new(nameof(input.On), "Enter the day on which the team closes"));
        }
        else if (on > today || on < today.AddDays(-DaysBack))
        {
            problems.Add(new(nameof(input.On), $"The day must be today or within the last {DaysBack} days"));
        }
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the team closes", 300) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.MoveTo is not null && (target is null || target.ClosedOn is not null || target.Id == team.Id))
        {
            problems.Add(new(nameof(input.MoveTo), "Select an open team from the list"));
        }
        else if (target is null && (workers.Count > 0 || allocations.Count > 0 || work.Count > 0))
        {
            problems.Add(
                new(
                    nameof(input.MoveTo),
                    workers.Count == 0 ? "Children are with this team. Say which team they go to"
                        : allocations.Count + work.Count == 0 ? "People work in this team. Say which team they go to"
                        : "People work in this team and children are with it. Say which team they go to"
                )
            );
        }
        return problems;
    }
}

/// <summary>Moves children's open work from team to team, worker and plan unchanged.</summary>
internal static class TeamMoves
{
    public static void Move(Act act, IEnumerable<Allocation> allocations, IEnumerable<Episode> episodes, Team target)
    {
        var from = new Dictionary<Guid, Guid?>();
        foreach (var allocation in allocations.Where(a => a.TeamId != target.Id))
        {
            from.TryAdd(allocation.PersonId, allocation.TeamId);
            allocation.TeamId = target.Id;
        }
        foreach (var episode in episodes.Where(e => e.TeamId != target.Id))
        {
            from.TryAdd(episode.PersonId, episode.TeamId);
            episode.TeamId = target.Id;
        }
        foreach (var (child, before) in from)
        {
            act.Happened(new ChildTeamChanged(child, before, target.Id, target.Name));
        }
    }
}
