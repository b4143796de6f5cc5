using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Contacts;
using Kith.Practice.EarlyHelp;
using Kith.Practice.Store;
using Kith.Practice.Trail;
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

/// <summary>The work with a child ended.</summary>
public sealed record WorkClosed(Guid Person, Guid Episode, DateOnly On, string Reason, string Summary) : PersonEvent(Person);

/// <summary>A closure was taken back.</summary>
public sealed record WorkReopened(Guid Person, Guid Episode, DateOnly? Closed, string? ClosureReason, string Why) : PersonEvent(Person);

/// <summary>
/// Ends the work with a child, with the DfE's reason; or takes the ending back. What still runs stops it; what is
/// merely left open (a word unanswered, an action not done) is pointed out and is the manager's to weigh.
/// </summary>
[UseCase]
public sealed class CloseWork(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The reasons that fit what was done under the referral.</summary>
    public async Task<IReadOnlyList<(string Code, string Words, string? WhyNot)>> Reasons(Guid episodeId, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct);
        db.ChangeTracker.Clear();
        return found is null ? [] : [.. CodeSets.ClosureReason.Entries.Select(e => (e.Code, CodeSets.ClosureReason.Describe(e.Code), ReferralMachine.WhyNotReason(found, e.Code)))];
    }

    /// <summary>What stops the closure, in words that say what to do.</summary>
    public async Task<IReadOnlyList<string>> Blocks(Guid episodeId, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct);
        db.ChangeTracker.Clear();
        return found is null ? [] : ReferralMachine.Blocks(found);
    }

    /// <summary>What would be left open: pointed out, never a bar.</summary>
    public async Task<IReadOnlyList<string>> Loose(Guid personId, CancellationToken ct = default)
    {
        var loose = new List<string>();
        if (await db.VoiceEntries.CountAsync(v => v.PersonId == personId && v.AnsweredOn == null, ct) is > 0 and var unanswered)
        {
            loose.Add(unanswered == 1 ? "Something the child said has not been answered" : $"{unanswered} things the child said have not been answered");
        }
        if (await db.ActionItems.CountAsync(a => a.PersonId == personId && a.DoneOn == null && a.EndedOn == null, ct) is > 0 and var actions)
        {
            loose.Add(actions == 1 ? "One action is not done" : $"{actions} actions are not done");
        }
        if (await db.Episodes.AnyAsync(e => e.PersonId == personId && e.Decision != null && e.ReferrerToldOn == null && e.ReferrerNotToldReason == null, ct))
        {
            loose.Add("The referrer has not been told what was decided");
        }
        return loose;
    }

    /// <exception cref="AccessRefusedException">The actor may not decide on the child.</exception>
    /// <exception cref="NotAcceptedException">Something still runs, or the reason does not fit what was done.</exception>
    /// <exception cref="SecondEditorException">Someone else changed the referral meanwhile.</exception>
    public async Task Handle(Guid episodeId, CloseInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, episodeId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "close the work");
        var episode = found.Episode;
        await access.Demand(actor, episode.PersonId, Permission.Decide, "close the work", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(episode, version);
        ReferralMachine.Machine.Demand(found, ReferralAct.Close);
        var today = clock.Today;
        var last = new[] { episode.ReferredOn }
            .Concat(found.Assessments.Select(a => a.AuthorisedOn ?? a.StartedOn))
            .Concat(found.NeedPlans.Select(p => p.EndedOn ?? p.StartedOn))
            .Concat(found.ProtectionPlans.Select(p => p.EndedOn ?? p.StartedOn))
            .Max();
        var problems = new List<Problem>();
        if (input.On is null || input.On > today || input.On < last)
        {
            problems.Add(new(nameof(input.On), $"Enter a date from {Standards.Calendar.DateWords.Long(last)}, when the last piece of work was done, to today"));
        }
        if (!CodeSets.ClosureReason.Contains(input.Reason))
        {
            problems.Add(new(nameof(input.Reason), "Choose why the work ends"));
        }
        else if (ReferralMachine.WhyNotReason(found, input.Reason!) is { } whyNot)
        {
            problems.Add(new(nameof(input.Reason), whyNot));
        }
        if (Editing.Text(nameof(input.Summary), input.Summary, "Write what is better for the child, and what the family can do if worries return", 4000) is { } missing)
        {
            problems.Add(missing);
        }
        if (!input.LooseSeen && (await Loose(episode.PersonId, ct)).Count > 0)
        {
            problems.Add(new(nameof(input.LooseSeen), "Look at what would be left open, and say that you have"));
        }
        Editing.Refuse(problems);

        var act = acts.Begin(actor, "Close the work with a child", key: key);
        episode.Close(input.On!.Value, input.Reason!, input.Summary!.Trim(), actor);
        foreach (var allocation in await db.Allocations.Where(a => a.PersonId == episode.PersonId && a.To == null && a.Source == null).ToListAsync(ct))
        {
            allocation.To = input.On;
            act.Happened(new AllocationEnded(episode.PersonId, allocation.Id, allocation.WorkerId, allocation.Role, input.On.Value, "Work closed"));
        }
        act.Happened(new WorkClosed(episode.PersonId, episodeId, input.On.Value, input.Reason!, input.Summary.Trim()));
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
        await act.Save(episodeId, ct);
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
