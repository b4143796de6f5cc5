using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Contacts;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Referrals;

/// <summary>One child of a referral.</summary>
public sealed record ReferralLine(Guid EpisodeId, PersonLine Child, ReferralState State, string StateInWords);

/// <summary>An earlier referral of the child.</summary>
public sealed record EarlierReferral(Guid EpisodeId, DateOnly ReferredOn, string? Need, string Ended, bool WithinTwelveMonths);

/// <summary>A worker whom the manager could choose, with what speaks for it.</summary>
public sealed record Suggestion(Guid WorkerId, string Name, string? Team, string Why, bool SocialWorker);

/// <summary>A team that could take the children on.</summary>
public sealed record TeamChoice(Guid Id, string Name, int Waiting, int Open);

/// <summary>A referral in full.</summary>
public sealed record ReferralPage(
    Episode Episode,
    Guid? ContactTogether,
    IReadOnlyList<ReferralLine> Children,
    IReadOnlyList<InformationRequest> Requests,
    IReadOnlyList<RepeatLine> Contacts,
    IReadOnlyList<EarlierReferral> Earlier,
    ReferralState State,
    DateOnly DecideBy,
    ClockState Clock,
    string ClockInWords,
    string? DecidedBy,
    string? Team,
    string? Worker,
    IReadOnlyList<ReferralAct> Permitted,
    IReadOnlyList<TeamChoice> Teams,
    IReadOnlyList<Suggestion> Suggestions,
    Guid? SuggestedTeam,
    IReadOnlyList<(Guid Id, DateOnly StartedOn, DateOnly? AuthorisedOn, string? Outcome)> Assessments,
    int Waiting,
    DateOnly Today
)
{
    /// <summary>The last referral less than twelve months before this one (DfE: a re-referral); null when there was none.</summary>
    public EarlierReferral? ReReferralOf => Earlier.FirstOrDefault(e => e.WithinTwelveMonths);
    public bool Late => State == ReferralState.AwaitingDecision && Today > DecideBy;
}

/// <summary>Shows one referral: what was said, what is known, who could take the children on.</summary>
[UseCase]
public sealed class ShowReferral(KithDb db, RecordAccess access, ShowAllocation allocation, Clock clock)
{
    /// <summary>The person whom a referral is about; null when there is no such referral.</summary>
    public Task<Guid?> PersonOf(Guid episodeId, CancellationToken ct = default) =>
        db.Episodes.AsNoTracking().Where(e => e.Id == episodeId).Select(e => (Guid?)e.PersonId).FirstOrDefaultAsync(ct);

    /// <summary>Null when there is none. The caller has already been allowed to read the child's record.</summary>
    public async Task<ReferralPage?> Show(Guid episodeId, Actor actor, CancellationToken ct = default)
    {
        if (await ReferralCase.Load(db, episodeId, ct) is not { } found)
        {
            return null;
        }
        db.ChangeTracker.Clear();
        var (episode, today) = (found.Episode, clock.Today);
        var readable = access.Readable(actor).Select(p => p.Id);
        var together = episode.TogetherId is { } t ? await db.Episodes.AsNoTracking().Where(e => e.TogetherId == t && readable.Contains(e.PersonId)).ToListAsync(ct) : [episode];
        var ids = together.Select(e => e.PersonId).ToList();
        var people = (await Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct))
            .Select(f => Seeing.Line(f, actor, today)!)
            .ToDictionary(p => p.Id);
        var children = new List<ReferralLine>();
        foreach (var one in await ReferralCase.Look(db, together, ct))
        {
            var state = ReferralMachine.Machine.Of(one.Episode.Id == episodeId ? found : one);
            children.Add(new(one.Episode.Id, people[one.Episode.PersonId], state, ReferralMachine.Machine.InWords(state)));
        }
        var contact = episode.ContactId is { } c ? await db.Contacts.AsNoTracking().Where(x => x.Id == c).Select(x => x.TogetherId).FirstOrDefaultAsync(ct) : null;
        var requests = contact is { } g ? await db.InformationRequests.AsNoTracking().Where(r => r.TogetherId == g).OrderBy(r => r.Id).ToListAsync(ct) : [];
        var earlier = await db
            .Episodes.AsNoTracking()
            .Where(e => e.PersonId == episode.PersonId && e.Id != episodeId && e.ReferredOn <= episode.ReferredOn && e.SourceEndedOn == null)
            .OrderByDescending(e => e.ReferredOn)
            .Take(20)
            .ToListAsync(ct);
        var decider = episode.DecidedByAccountId is { } d ? await db.Users.AsNoTracking().Where(u => u.Id == d).Select(u => u.DisplayName).FirstOrDefaultAsync(ct) : null;
        var team = episode.TeamId is { } own ? await db.Teams.AsNoTracking().Where(x => x.Id == own).Select(x => x.Name).FirstOrDefaultAsync(ct) : null;
        var worker = episode.WorkerId is { } w ? await db.Workers.AsNoTracking().Where(x => x.Id == w).Select(x => x.Name).FirstOrDefaultAsync(ct) : null;
        var decide = ReferralMachine.Machine.Why(found, ReferralAct.Decide) is null && actor.May(Permission.Decide);
        var (teams, suggestions, suggested) = decide ? await Takers(episode.PersonId, actor, ct) : ([], [], null);
        var due = WorkingDayCalendar.England.AddWorkingDays(episode.ReferredOn, 1);
        var managed = actor.ManagedTeamIds;
        var waiting = decide
            ? await db
                .Episodes.AsNoTracking()
                .Where(e =>
                    e.DecidedOn == null
                    && e.PrimaryNeed == null
                    && e.ClosedOn == null
                    && !e.NoFurtherAction
                    && e.Decision == null
                    && e.Source == null
                    && (actor.WholeAuthority || managed.Contains(e.TeamId!.Value))
                    && readable.Contains(e.PersonId)
                )
                .CountAsync(ct)
            : 0;
        return new ReferralPage(
            episode,
            contact,
            [.. children.OrderBy(x => x.Child.Name, StringComparer.Ordinal)],
            requests,
            await Repeats.Of(db, access, actor, ids, contact, episode.ReferredOn, ct),
            [
                .. earlier.Select(e => new EarlierReferral(
                    e.Id,
                    e.ReferredOn,
                    e.PrimaryNeed is null ? null : Standards.CodeSets.CodeSets.PrimaryNeed.Describe(e.PrimaryNeed),
                    e.NoFurtherAction ? "no further action"
                        : e.ClosedOn is { } closed ? $"closed {DateWords.Medium(closed)}"
                        : "still open",
                    // The boundary day is not stated by DfE: the day twelve months later counts here.
                    WorkingDayCalendar.AddMonths(e.ReferredOn, 12) >= episode.ReferredOn
                )),
            ],
            ReferralMachine.Machine.Of(found),
            due,
            DueWork.State(due, today),
            DueWork.Words(due, today),
            decider,
            team,
            worker,
            ReferralMachine.Machine.Permitted(found, actor),
            teams,
            suggestions,
            suggested,
            [.. found.Assessments.OrderByDescending(a => a.StartedOn).Select(a => (a.Id, a.StartedOn, a.AuthorisedOn, a.Outcome))],
            waiting,
            today
        );
    }

    /// <summary>Who could take the children on: continuity first, then room; and the teams, with the one that fits best.</summary>
    private async Task<(IReadOnlyList<TeamChoice> Teams, IReadOnlyList<Suggestion> Suggestions, Guid? Suggested)> Takers(Guid child, Actor actor, CancellationToken ct)
    {
        TeamKind[] kinds = [TeamKind.Assessment, TeamKind.Safeguarding, TeamKind.DisabledChildren, TeamKind.FamilyHelp, TeamKind.FrontDoor];
        var teams = await db.Teams.AsNoTracking().Where(t => kinds.Contains(t.Kind) && t.ClosedOn == null).OrderBy(t => t.Name).ToListAsync(ct);
        var open = ChildWords.OpenStatuses;
        var load = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => o.TeamId != null && open.Contains(o.Status))
            .GroupBy(o => o.TeamId!.Value)
            .Select(g => new
            {
                g.Key,
                Open = g.Count(),
                Waiting = g.Count(o => o.WorkerId == null),
            })
            .ToDictionaryAsync(g => g.Key, ct);
        if (!actor.May(Permission.Allocate))
        {
            return ([.. teams.Select(Choice)], [], null);
        }
        var view = await allocation.Show(child, actor, ct: ct);
        var registered = (await db.Workers.AsNoTracking().Where(w => w.RegistrationNumber != null && w.LeftOn == null).Select(w => w.Id).ToListAsync(ct)).ToHashSet();
        var known = view.Candidates.FirstOrDefault(c => c.Knows is { To: null }) is { } k
            ? (await db.Workers.AsNoTracking().Where(w => w.Id == k.Id).Select(w => w.TeamId).FirstOrDefaultAsync(ct))
            : null;
        var suggested =
            known is { } team && teams.Exists(t => t.Id == team)
                ? team
                : teams.Where(t => t.Kind == TeamKind.Assessment).OrderBy(t => load.GetValueOrDefault(t.Id)?.Open ?? 0).Select(t => (Guid?)t.Id).FirstOrDefault();
        var suggestions = view
            .Candidates.Where(c => c.Knows is not null)
            .Concat(
                view.Candidates.Where(c => c.Knows is null && c.Load is { Room: > 0 } && HoldsCases(c.JobTitle))
                    .OrderByDescending(c => c.Team == teams.Find(t => t.Id == suggested)?.Name)
                    .ThenByDescending(c => c.Load!.Room)
            )
            .Take(6)
            .Select(c => new Suggestion(
                c.Id,
                c.Name,
                c.Team,
                string.Join(
                    ", ",
                    new[]
                    {
                        c.Knows?.InWords,
                        c.Load is { } l ? $"{l.Points:0.#} of {l.Full:0.#} points" : null,
                        c.AwayUntil is { } away ? $"away until {DateWords.Medium(away)}" : null,
                    }.Where(x => x is not null)
                ),
                registered.Contains(c.Id)
            ))
            .ToList();
        return ([.. teams.Select(Choice)], suggestions, suggested ?? (teams.Count == 1 ? teams[0].Id : null));

        // Those whose post it is to work with children, and not to lead or to support those who do.
        static bool HoldsCases(string? post) =>
            post is not null
            && !post.Contains("manager", StringComparison.OrdinalIgnoreCase)
            && (post.Contains("social worker", StringComparison.OrdinalIgnoreCase) || post.Contains("practitioner", StringComparison.OrdinalIgnoreCase));

        TeamChoice Choice(Team t) => new(t.Id, t.Name, load.GetValueOrDefault(t.Id)?.Waiting ?? 0, load.GetValueOrDefault(t.Id)?.Open ?? 0);
    }
}
