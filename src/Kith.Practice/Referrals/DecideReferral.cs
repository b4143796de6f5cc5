using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.Questions;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Referrals;

/// <summary>What a manager decides about a referral.</summary>
public sealed record ReferralDecisionInput
{
    public ReferralDecision? Decision { get; set; }

    /// <summary>DfE primary need code; needed when the referral is accepted.</summary>
    public string? PrimaryNeed { get; set; }
    public string? Reason { get; set; }
    public string? LateReason { get; set; }

    /// <summary>The day of the decision where it is written down later; null: today.</summary>
    public DateOnly? On { get; set; }

    /// <summary>The children whom the decision is for; brothers and sisters left out wait for a decision of their own.</summary>
    public List<Guid> Children { get; set; } = [];

    /// <summary>Who takes the children on when it is accepted.</summary>
    public Guid? TeamId { get; set; }
    public Guid? WorkerId { get; set; }

    /// <summary>How the children hear of a new worker. Asked for where another one holds one of them now.</summary>
    public HandoverInput? Handover { get; set; }

    /// <summary>Answers to the authority's own questions, by the key of the question.</summary>
    public Dictionary<string, string?> Own { get; set; } = [];
}

/// <summary>A manager decided what to do about a referral.</summary>
public sealed record ReferralDecided(
    Guid Person,
    Guid Episode,
    ReferralDecision Decision,
    string? PrimaryNeed,
    string Reason,
    string? LateReason,
    Guid? Team,
    Guid? Worker,
    DateOnly On
) : PersonEvent(Person);

/// <summary>The referrer was told what was decided, or there was a reason not to.</summary>
public sealed record ReferrerAnswered(Guid Person, Guid Episode, DateOnly? On, string? How, string? NotToldReason) : PersonEvent(Person);

/// <summary>A manager decides on a referral: within one working day, with an allocation when it is accepted.</summary>
[UseCase]
public sealed class DecideReferral(KithDb db, RecordAccess access, Acts.Acts acts, AskQuestions questions, Actions.ActionLedger ledger, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not decide on this referral.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else decided meanwhile.</exception>
    public async Task Handle(Guid episodeId, ReferralDecisionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var first = await db.Episodes.AsNoTracking().FirstOrDefaultAsync(e => e.Id == episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "decide on a referral");
        await access.Demand(actor, first.PersonId, Permission.Decide, "decide on a referral", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(first, version);
        var readable = access.Readable(actor).Select(p => p.Id);
        var ids = first.TogetherId is { } together
            ? await db.Episodes.AsNoTracking().Where(e => e.TogetherId == together && readable.Contains(e.PersonId)).OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(ct)
            : [episodeId];
        var cases = new List<ReferralCase>();
        foreach (var id in ids)
        {
            var one = (await ReferralCase.Load(db, id, ct))!;
            if (id == episodeId)
            {
                ReferralMachine.Machine.Demand(one, ReferralAct.Decide);
            }
            // Whoever is not ticked is not decided on, the child whose referral is open too: brothers and sisters may go to two teams.
            if ((input.Children.Count == 0 ? id == episodeId : input.Children.Contains(one.Episode.PersonId)) && ReferralMachine.Machine.Why(one, ReferralAct.Decide) is null)
            {
                cases.Add(one);
            }
        }
        if (cases.Count == 0)
        {
            throw new NotAcceptedException(nameof(input.Children), "Tick the children for whom you decide");
        }
        var (worker, team) = await Taker(input, ct);
        var own = await questions.Read(QuestionForm.Referral, input.Own, ct: ct);
        var problems = Problems(input, first, worker, team);
        var held = await Held(input, worker, [.. cases.Select(c => c.Episode.PersonId)], ct);
        if (problems.Count == 0 && held.Count > 0)
        {
            problems.AddRange(Handovers.Problems(input.Handover, held.Values.First(), worker!, actor.WorkerId, clock.Today));
        }
        Editing.Refuse([.. problems, .. own.Problems]);

        var decision = input.Decision!.Value;
        var day = input.On ?? clock.Today;
        var late = IsLate(first, day);
        var act = acts.Begin(actor, "Decide on a referral", key: key);
        var reason = input.Reason!.Trim();
        var accepted = decision is ReferralDecision.Assess or ReferralDecision.StrategyDiscussion;
        foreach (var episode in cases.Select(c => c.Episode))
        {
            episode.Decide(decision, accepted ? input.PrimaryNeed : null, reason, late ? input.LateReason!.Trim() : null, day, actor);
            if (accepted)
            {
                episode.TeamId = team!.Id;
                episode.WorkerId = worker?.Id;
                var allocation = await Allocate(act, episode, team, worker, day, ct);
                if (allocation is not null && held.TryGetValue(episode.PersonId, out var before))
                {
                    Handovers.Begin(db, clock, ledger, act, episode.PersonId, allocation, before, worker!, input.Handover!, held.Count > 1 ? first.TogetherId : null);
                }
            }
            await questions.Keep(act, own, episode.PersonId, episode.Id, day, ct);
            if (decision == ReferralDecision.EarlyHelp)
            {
                var help = new EarlyHelpEpisode
                {
                    Id = clock.NewId(),
                    PersonId = episode.PersonId,
                    StartedOn = day,
                    Reason = reason,
                };
                db.EarlyHelpEpisodes.Add(help);
                act.Happened(new EarlyHelpBegan(episode.PersonId, help.Id, reason));
            }
            act.Happened(
                new ReferralDecided(
                    episode.PersonId,
                    episode.Id,
                    decision,
                    episode.PrimaryNeed,
                    reason,
                    episode.DecisionLateReason,
                    accepted ? team!.Id : null,
                    accepted ? worker?.Id : null,
                    day
                )
            );
        }
        if (worker is not null && accepted)
        {
            var count = cases.Count;
            await AllocateChild.Tell(
                db,
                clock,
                act,
                actor,
                first.PersonId,
                [(worker.Id, count == 1 ? "A child was allocated to you for an assessment." : $"{count} children of one family were allocated to you for an assessment.")],
                ct
            );
        }
        await act.Save(episodeId, ct);
    }

    /// <summary>True when the decision is made after its working day.</summary>
    public bool IsLate(Episode referral) => IsLate(referral, clock.Today);

    private static bool IsLate(Episode referral, DateOnly day) => day > WorkingDayCalendar.England.AddWorkingDays(referral.ReferredOn, 1);

    /// <summary>The referrals that wait for a decision of the actor, oldest first; the one to open next.</summary>
    public async Task<Guid?> Next(Actor actor, Guid? after, CancellationToken ct = default)
    {
        var readable = access.Readable(actor).Select(p => p.Id);
        var teams = actor.ManagedTeamIds;
        return await db
            .Episodes.AsNoTracking()
            .Where(e =>
                e.Id != after
                && e.DecidedOn == null
                && e.PrimaryNeed == null
                && e.ClosedOn == null
                && !e.NoFurtherAction
                && e.Source == null
                && e.Decision == null
                && (actor.WholeAuthority || teams.Contains(e.TeamId!.Value))
                && readable.Contains(e.PersonId)
            )
            .OrderBy(e => e.ReferredOn)
            .ThenBy(e => e.Id)
            .Select(e => (Guid?)e.Id)
            .FirstOrDefaultAsync(ct);
    }

    private async Task<(Worker? Worker, Team? Team)> Taker(ReferralDecisionInput input, CancellationToken ct)
    {
        var worker = input.WorkerId is { } id ? await db.Workers.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct) : null;
        var teamId = input.TeamId ?? worker?.TeamId;
        return (worker, teamId is { } t ? await db.Teams.AsNoTracking().FirstOrDefaultAsync(x => x.Id == t, ct) : null);
    }

    private List<Problem> Problems(ReferralDecisionInput input, Episode referral, Worker? worker, Team? team)
    {
        var problems = new List<Problem>();
        if (input.Decision is not { } decision || !Enum.IsDefined(decision))
        {
            problems.Add(new(nameof(input.Decision), "Choose what you decide"));
            decision = ReferralDecision.NoFurtherAction;
        }
        if (Editing.Text(nameof(input.Reason), input.Reason, "Write why, in a sentence the family could read", 4000) is { } why)
        {
            problems.Add(why);
        }
        if (input.Decision is not null && decision is ReferralDecision.Assess or ReferralDecision.StrategyDiscussion)
        {
            if (string.IsNullOrWhiteSpace(input.PrimaryNeed) || !CodeSets.PrimaryNeed.Contains(input.PrimaryNeed))
            {
                problems.Add(new(nameof(input.PrimaryNeed), "Choose the main need"));
            }
            if (input.WorkerId is not null && (worker is null || worker.LeftOn <= clock.Today))
            {
                problems.Add(new(nameof(input.WorkerId), worker is null ? "Choose a worker from the list" : $"{worker.Name} has left. Choose someone else"));
            }
            else if (team is null || team.ClosedOn <= clock.Today)
            {
                problems.Add(new(nameof(input.TeamId), "Choose the team that takes the children on"));
            }
            if (worker is not null && decision == ReferralDecision.StrategyDiscussion && string.IsNullOrWhiteSpace(worker.RegistrationNumber))
            {
                // Working Together: child protection enquiries are led by a social worker; a child in need may have another lead practitioner.
                problems.Add(new(nameof(input.WorkerId), $"{worker.Name} is not a registered social worker. Child protection enquiries are led by a social worker"));
            }
        }
        var day = input.On ?? clock.Today;
        if (IsLate(referral, day) && Editing.Text(nameof(input.LateReason), input.LateReason, "Say why the decision is made after its working day", 500) is { } late)
        {
            problems.Add(late);
        }
        if (Decided.Wrong(nameof(input.On), day, clock.Today, referral.ReferredOn, "the referral was made") is { } when)
        {
            problems.Add(when);
        }
        return problems;
    }

    /// <summary>Who holds each child now, where the decision names another worker. Work that ended has been said goodbye to.</summary>
    private async Task<Dictionary<Guid, Worker>> Held(ReferralDecisionInput input, Worker? worker, List<Guid> children, CancellationToken ct)
    {
        if (worker is null || input.Decision is not (ReferralDecision.Assess or ReferralDecision.StrategyDiscussion))
        {
            return [];
        }
        var leads = await db
            .Allocations.AsNoTracking()
            .Include(a => a.Worker)
            .Where(a => children.Contains(a.PersonId) && a.To == null && a.Source == null && a.Role == AllocationRole.Lead && a.WorkerId != null && a.WorkerId != worker.Id)
            .OrderByDescending(a => a.From)
            .ToListAsync(ct);
        return leads.DistinctBy(a => a.PersonId).ToDictionary(a => a.PersonId, a => a.Worker!);
    }

    /// <summary>The children get their team, and their worker if one was named, from the day of the decision.</summary>
    private async Task<Allocation?> Allocate(Act act, Episode episode, Team team, Worker? worker, DateOnly from, CancellationToken ct)
    {
        foreach (var earlier in await db.Allocations.Where(a => a.PersonId == episode.PersonId && a.To == null && a.Role == AllocationRole.Lead).ToListAsync(ct))
        {
            if (earlier.IsFromExtract)
            {
                return null;
            }
            // Someone who took the child on after the day that is written down now held them for no day longer.
            from = earlier.From > from ? earlier.From : from;
            earlier.To = from;
            if (earlier.WorkerId is not null)
            {
                act.Happened(new AllocationEnded(episode.PersonId, earlier.Id, earlier.WorkerId, AllocationRole.Lead, from, "Referral accepted"));
            }
        }
        var allocation = new Allocation
        {
            Id = clock.NewId(),
            PersonId = episode.PersonId,
            WorkerId = worker?.Id,
            TeamId = team.Id,
            Role = AllocationRole.Lead,
            From = from,
            ChangeReason = worker is null ? "Referral accepted; waiting for a worker" : "Referral accepted",
            EpisodeId = episode.Id,
        };
        db.Allocations.Add(allocation);
        if (worker is not null)
        {
            act.Happened(new ChildAllocated(episode.PersonId, allocation.Id, worker.Id, worker.Name, team.Id, AllocationRole.Lead, from, "Referral accepted"));
        }
        return allocation;
    }
}

/// <summary>What the referrer was told.</summary>
public sealed record ReferrerAnswerInput
{
    public DateOnly? On { get; set; }
    public string? How { get; set; }

    /// <summary>Why the referrer is not told: they gave no name, or it would put the child at risk.</summary>
    public string? NotToldReason { get; set; }
    public bool NotTold { get; set; }
}

/// <summary>Records that the referrer was told what was decided about all children of the referral.</summary>
[UseCase]
public sealed class AnswerReferrer(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task Handle(Guid episodeId, ReferrerAnswerInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "tell a referrer");
        await access.Demand(actor, found.Episode.PersonId, Permission.RecordWork, "tell a referrer", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        ReferralMachine.Machine.Demand(found, ReferralAct.TellReferrer);
        var problems = new List<Problem>();
        if (input.NotTold)
        {
            if (Editing.Text(nameof(input.NotToldReason), input.NotToldReason, "Say why the referrer is not told", 300) is { } why)
            {
                problems.Add(why);
            }
        }
        else
        {
            if (input.On is null || input.On > clock.Today || input.On < found.Episode.DecidedOn)
            {
                problems.Add(new(nameof(input.On), "Enter the date on which they were told: after the decision, and not later than today"));
            }
            if (Editing.Text(nameof(input.How), input.How, "Write how they were told", 200) is { } how)
            {
                problems.Add(how);
            }
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Tell a referrer", key: key);
        var readable = access.Readable(actor).Select(p => p.Id);
        var together = found.Episode.TogetherId;
        var all = together is null
            ? [found.Episode]
            : await db.Episodes.Where(e => e.TogetherId == together && e.Decision != null && readable.Contains(e.PersonId)).ToListAsync(ct);
        foreach (var episode in all.Where(e => e.OwesAnswer))
        {
            episode.TellReferrer(input.On, input.How?.Trim(), input.NotTold ? input.NotToldReason!.Trim() : null);
            act.Happened(new ReferrerAnswered(episode.PersonId, episode.Id, episode.ReferrerToldOn, episode.ReferrerToldHow, episode.ReferrerNotToldReason));
            await Agencies.AnswerPartner.ToldElsewhere(db, act, episode, actor, clock.Today, ct);
        }
        await act.Save(episodeId, ct);
    }
}
