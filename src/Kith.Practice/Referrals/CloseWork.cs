using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Referrals;

/// <summary>How the work ends.</summary>
public sealed record CloseInput
{
    public DateOnly? On { get; set; }

    /// <summary>DfE reason for closure.</summary>
    public string? Reason { get; set; }

    /// <summary>What is better for the child, and what the family can do if worries return.</summary>
    public string? Summary { get; set; }

    /// <summary>True when the manager has seen what is open (see <see cref="CloseWork.Loose"/>) and closes all the same.</summary>
    public bool LooseSeen { get; set; }
}

/// <summary>How the work stands before it is closed or re-opened.</summary>
/// <param name="Asks">True when this person asks a manager, and does not close the work at once.</param>
/// <param name="SentBack">The request that came back with comments, or was taken back; null when none did.</param>
public sealed record ClosureView(
    Episode Episode,
    ReferralState State,
    bool MayClose,
    bool MayReopen,
    bool Asks,
    IReadOnlyList<(string Code, string Words, string? WhyNot)> Reasons,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<string> Loose,
    Approval? SentBack
);

/// <summary>The work with a child ended.</summary>
public sealed record WorkClosed(Guid Person, Guid Episode, DateOnly On, string Reason, string Summary) : PersonEvent(Person);

/// <summary>Early help ended because the work that it followed is open again.</summary>
public sealed record EarlyHelpEnded(Guid Person, Guid EarlyHelp, string Reason) : PersonEvent(Person);

/// <summary>A closure was taken back.</summary>
public sealed record WorkReopened(Guid Person, Guid Episode, DateOnly? Closed, string? ClosureReason, string Why) : PersonEvent(Person);

/// <summary>
/// Ends the work with a child, with the DfE's reason; or takes the ending back. What still runs stops it; what is
/// merely left open (a word unanswered, an action not done) is pointed out and is the manager's to weigh.
/// </summary>
[UseCase]
public sealed class CloseWork(KithDb db, RecordAccess access, Acts.Acts acts, ApprovalPolicy policy, ApprovalDesk desk, Clock clock)
{
    /// <summary>Everything that the page shows which closes or re-opens the work; null when there is no such referral. The caller has already been allowed to read the record.</summary>
    public async Task<ClosureView?> Show(Guid episodeId, Actor actor, CancellationToken ct = default)
    {
        if (await ReferralCase.Load(db, episodeId, ct) is not { } found)
        {
            return null;
        }
        db.ChangeTracker.Clear();
        var asks = await Asks(found.Episode.PersonId, actor, ct);
        return new ClosureView(
            found.Episode,
            ReferralMachine.Machine.Of(found),
            actor.May(Permission.RecordWork) && ReferralMachine.Machine.Why(found, asks ? ReferralAct.AskClosure : ReferralAct.Close) is null,
            actor.May(Permission.Decide) && ReferralMachine.Machine.Why(found, ReferralAct.Reopen) is null,
            asks,
            [.. CodeSets.ClosureReason.Entries.Select(e => (e.Code, CodeSets.ClosureReason.Describe(e.Code), ReferralMachine.WhyNotReason(found, e.Code)))],
            ReferralMachine.Blocks(found),
            await Loose(found.Episode.PersonId, ct),
            await desk.Latest(SubjectKind.Closure, episodeId, ct) is { State: ApprovalState.Returned or ApprovalState.Withdrawn } latest ? latest : null
        );
    }

    private Task<bool> Asks(Guid personId, Actor actor, CancellationToken ct) => policy.MustAsk(SubjectKind.Closure, actor, [personId], ct);

    /// <summary>Clocks of papers that end with the work: whoever closes it is told before.</summary>
    private static readonly string[] Papers = ["cp_minutes", "cp_plan_outline", "cin_review_record"];

    /// <summary>What would be left open: pointed out, never a bar.</summary>
    public async Task<IReadOnlyList<string>> Loose(Guid personId, CancellationToken ct = default)
    {
        var now = clock.Today;
        var open = await db
            .People.Where(p => p.Id == personId)
            .Select(p => new
            {
                Unanswered = db.VoiceEntries.Count(v => v.PersonId == p.Id && v.AnsweredOn == null),
                Actions = db.ActionItems.Count(a => a.PersonId == p.Id && a.DoneOn == null && a.EndedOn == null),
                Papers = db.DueItems.Count(d => d.PersonId == p.Id && Papers.Contains(d.Clock)),
                Missing = db.MissingEpisodes.Any(m => m.PersonId == p.Id && m.FoundAt == null),
                Visits = db.PlannedVisits.Count(v => v.VisitId == null && v.CancelledOn == null && v.Children.Any(c => c.PersonId == p.Id)),
                NextVisit = db
                    .PlannedVisits.Where(v => v.VisitId == null && v.CancelledOn == null && v.Children.Any(c => c.PersonId == p.Id))
                    .OrderBy(v => v.On)
                    .Select(v => (DateOnly?)v.On)
                    .FirstOrDefault(),
                Support = db.EdgeSupports.Any(s => s.PersonId == p.Id && s.StartedOn != null && s.EndedOn == null),
                Untold = db.Episodes.Any(e => e.PersonId == p.Id && e.Decision != null && e.ReferrerToldOn == null && e.ReferrerNotToldReason == null),
            })
            .FirstAsync(ct);
        var loose = new List<string>();
        if (open.Missing)
        {
            loose.Add("The child is missing now");
        }
        if (open.NextVisit is { } next)
        {
            loose.Add(
                open.Visits == 1
                    ? $"A visit is planned for {Standards.Calendar.DateWords.Short(next, now)}. It is cancelled when the work ends, unless brothers or sisters are visited too"
                    : $"{open.Visits} visits are planned, the first for {Standards.Calendar.DateWords.Short(next, now)}. They are cancelled when the work ends, unless brothers or sisters are visited too"
            );
        }
        if (open.Support)
        {
            loose.Add("Intensive support has not ended");
        }
        if (open.Unanswered > 0)
        {
            loose.Add(open.Unanswered == 1 ? "Something the child said has not been answered" : $"{open.Unanswered} things the child said have not been answered");
        }
        if (open.Actions > 0)
        {
            loose.Add(open.Actions == 1 ? "One action is not done" : $"{open.Actions} actions are not done");
        }
        if (open.Papers > 0)
        {
            loose.Add(
                open.Papers == 1
                    ? "What a conference or review decided has not been shared with the family and agencies"
                    : $"What {open.Papers} conferences or reviews decided has not been shared with the family and agencies"
            );
        }
        if (open.Untold)
        {
            loose.Add("The referrer has not been told what was decided");
        }
        return loose;
    }

    /// <summary>
    /// Closes the work, or asks a manager to: whoever may not decide, and a manager who works with the child, asks where
    /// the authority's policy wants a decision.
    /// </summary>
    /// <returns>True when the work is closed; false when a manager is asked.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">Something still runs, or the reason does not fit what was done.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the referral meanwhile.</exception>
    public async Task<bool> Handle(Guid episodeId, CloseInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "close the work");
        var episode = found.Episode;
        await access.Demand(actor, episode.PersonId, Permission.RecordWork, "close the work", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return episode.ClosedOn is not null;
        }
        Editing.SameVersion(episode, version);
        var ask = await Asks(episode.PersonId, actor, ct);
        if (found.ClosureAsked)
        {
            throw new NotAcceptedException("", "A manager is asked to close this work already. It is decided on that request, or taken back there");
        }
        ReferralMachine.Machine.Demand(found, ask ? ReferralAct.AskClosure : ReferralAct.Close);
        var problems = Wanting(found, input).ToList();
        if (!input.LooseSeen && (await Loose(episode.PersonId, ct)).Count > 0)
        {
            problems.Add(new(nameof(input.LooseSeen), "Look at what would be left open, and say that you have"));
        }
        Editing.Refuse(problems);

        var act = acts.Begin(actor, ask ? "Ask to close the work with a child" : "Close the work with a child", key: key);
        if (ask)
        {
            await desk.Ask(
                act,
                actor,
                new ApprovalRequest
                {
                    Kind = SubjectKind.Closure,
                    SubjectId = episodeId,
                    PersonId = episode.PersonId,
                    What = $"Close the work: {CodeSets.ClosureReason.Describe(input.Reason!)}",
                    TeamId = episode.TeamId,
                    AuthorWorkerId = actor.WorkerId,
                    Proposal = Proposal.Write(input with { Summary = input.Summary!.Trim() }),
                    TogetherId = episode.TogetherId,
                },
                ct
            );
        }
        else
        {
            await End(act, found, input, actor, ct);
        }
        await act.Save(episodeId, ct);
        return !ask;
    }

    /// <summary>The work ends, in an act that has begun: at once, or when a request is approved.</summary>
    internal async Task End(Act act, ReferralCase found, CloseInput input, Actor by, CancellationToken ct)
    {
        ReferralMachine.Machine.Demand(found, ReferralAct.Close);
        var problems = Wanting(found, input).ToList();
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var episode = found.Episode;
        episode.Close(input.On!.Value, input.Reason!, input.Summary!.Trim(), by);
        foreach (var allocation in await db.Allocations.Where(a => a.PersonId == episode.PersonId && a.To == null && a.Source == null).ToListAsync(ct))
        {
            // Whoever took the child on after the day that was asked for held them for no day longer.
            allocation.To = input.On > allocation.From ? input.On : allocation.From;
            act.Happened(new AllocationEnded(episode.PersonId, allocation.Id, allocation.WorkerId, allocation.Role, allocation.To.Value, "Work closed"));
        }
        act.Happened(new WorkClosed(episode.PersonId, episode.Id, input.On.Value, input.Reason!, input.Summary.Trim()));
        await TakeOutOfDiaries(act, episode.PersonId, ct);
        if (input.Reason == "RC9")
        {
            var help = new EarlyHelpEpisode
            {
                Id = clock.NewId(),
                PersonId = episode.PersonId,
                StartedOn = input.On.Value,
                Reason = input.Summary.Trim(),
            };
            db.EarlyHelpEpisodes.Add(help);
            act.Happened(new EarlyHelpBegan(episode.PersonId, help.Id, help.Reason));
        }
    }

    /// <summary>Visits that were planned for this child alone, or for children whose work has ended too, are nobody's to make.</summary>
    private async Task TakeOutOfDiaries(Act act, Guid person, CancellationToken ct)
    {
        var visits = await db
            .PlannedVisits.Include(v => v.Children)
            .Where(v => v.VisitId == null && v.CancelledOn == null && v.Children.Any(c => c.PersonId == person))
            .Where(v =>
                !v.Children.Any(c =>
                    c.PersonId != person && db.ChildOverviews.Any(o => o.PersonId == c.PersonId && o.Status != ChildStatus.Closed && o.Status != ChildStatus.NotOpen)
                )
            )
            .ToListAsync(ct);
        foreach (var visit in visits)
        {
            visit.Cancel(clock.Today, "The work with the family ended");
            foreach (var child in visit.Children)
            {
                act.Happened(new PlannedVisitCancelled(child.PersonId, visit.Id, visit.CancelledReason!));
            }
        }
    }

    /// <summary>What is wrong with how the work is to end.</summary>
    private IEnumerable<Problem> Wanting(ReferralCase found, CloseInput input)
    {
        var last = new[] { found.Episode.ReferredOn }
            .Concat(found.Assessments.Select(a => a.AuthorisedOn ?? a.StartedOn))
            .Concat(found.NeedPlans.Select(p => p.EndedOn ?? p.StartedOn))
            .Concat(found.ProtectionPlans.Select(p => p.EndedOn ?? p.StartedOn))
            .Max();
        if (input.On is null || input.On > clock.Today || input.On < last)
        {
            yield return new(nameof(input.On), $"Enter a date from {Standards.Calendar.DateWords.Long(last)}, when the last piece of work was done, to today");
        }
        if (!CodeSets.ClosureReason.Contains(input.Reason))
        {
            yield return new(nameof(input.Reason), "Choose why the work ends");
        }
        else if (ReferralMachine.WhyNotReason(found, input.Reason!) is { } whyNot)
        {
            yield return new(nameof(input.Reason), whyNot);
        }
        if (Editing.Text(nameof(input.Summary), input.Summary, "Write what is better for the child, and what the family can do if worries return", 4000) is { } missing)
        {
            yield return missing;
        }
    }

    /// <summary>Takes a closure back: the work goes on under the same referral, and the team finds the child a worker.</summary>
    /// <exception cref="AccessRefusedException">The actor may not decide on the child.</exception>
    /// <exception cref="NotAcceptedException">A reason is missing, or the child was referred again since.</exception>
    public async Task Reopen(Guid episodeId, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "re-open the work");
        var episode = found.Episode;
        await access.Demand(actor, episode.PersonId, Permission.Decide, "re-open the work", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(episode, version);
        ReferralMachine.Machine.Demand(found, ReferralAct.Reopen);
        if (Editing.Text("Why", why, "Say why the closure is taken back", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var act = acts.Begin(actor, "Re-open the work with a child", why!.Trim(), key);
        var (closed, reason) = (episode.ClosedOn, episode.ClosureReason);
        var team = await db
            .Allocations.AsNoTracking()
            .Where(a => a.PersonId == episode.PersonId && a.Role == AllocationRole.Lead)
            .OrderByDescending(a => a.From)
            .Select(a => a.TeamId)
            .FirstOrDefaultAsync(ct);
        // The early help that this closure began goes no further: the child is worked with here again.
        foreach (
            var help in closed is null || reason != "RC9"
                ? []
                : await db.EarlyHelpEpisodes.Where(h => h.PersonId == episode.PersonId && h.Source == null && h.StartedOn == closed && h.EndedOn == null).ToListAsync(ct)
        )
        {
            (help.EndedOn, help.EndReason) = (clock.Today, "Work re-opened");
            act.Happened(new EarlyHelpEnded(episode.PersonId, help.Id, help.EndReason));
        }
        if (closed is { } ended)
        {
            db.WorkReopenings.Add(
                new WorkReopening
                {
                    Id = clock.NewId(),
                    PersonId = episode.PersonId,
                    EpisodeId = episodeId,
                    ClosedOn = ended,
                    ClosureReason = reason,
                    ClosureSummary = episode.ClosureSummary,
                    On = clock.Today,
                    Why = why.Trim(),
                    WorkerId = actor.WorkerId,
                    ByAccountId = actor.AccountId,
                }
            );
        }
        episode.Reopen();
        db.Allocations.Add(
            new Allocation
            {
                Id = clock.NewId(),
                PersonId = episode.PersonId,
                TeamId = team ?? episode.TeamId ?? actor.TeamId,
                Role = AllocationRole.Lead,
                From = clock.Today,
                ChangeReason = "Work re-opened; waiting for a worker",
                EpisodeId = episodeId,
            }
        );
        act.Happened(new WorkReopened(episode.PersonId, episodeId, closed, reason, why.Trim()));
        await act.Save(episodeId, ct);
    }
}
