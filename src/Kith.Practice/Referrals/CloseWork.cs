using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children;
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

/// <summary>How the work with one child ends: what a request keeps until a manager decides.</summary>
public sealed record CloseInput
{
    public DateOnly? On { get; set; }

    /// <summary>DfE reason for closure.</summary>
    public string? Reason { get; set; }

    /// <summary>What is better, and what the family can do if worries return; of brothers and sisters, what is the same for all.</summary>
    public string? Summary { get; set; }

    /// <summary>What of it concerns this child alone.</summary>
    public string? Own { get; set; }

    /// <summary>True when the manager has seen what is open (see <see cref="CloseWork.Loose"/>) and closes all the same.</summary>
    public bool LooseSeen { get; set; }

    /// <summary>The words that stand on the child's record.</summary>
    internal string Words => string.Join("\n\n", new[] { Summary, Own }.Select(t => t?.Trim()).Where(t => !string.IsNullOrEmpty(t)));
}

/// <summary>One child's part in the end of the work with a family.</summary>
public sealed record CloseChildInput
{
    public Guid PersonId { get; set; }
    public Guid EpisodeId { get; set; }

    /// <summary>The version of the referral that the form was filled from.</summary>
    public int? Version { get; set; }
    public bool Included { get; set; }
    public string? Reason { get; set; }
    public string? Own { get; set; }
    public bool LooseSeen { get; set; }
}

/// <summary>How the work with a family ends: the day and the shared words once, and what differs for each child.</summary>
public sealed record CloseFamilyInput
{
    public DateOnly? On { get; set; }
    public string? Summary { get; set; }
    public List<CloseChildInput> Children { get; set; } = [];
}

/// <summary>How the work with one child stands before it is closed or re-opened.</summary>
/// <param name="Name">The child.</param>
/// <param name="Asks">True when this person asks a manager, and does not close the work at once.</param>
/// <param name="WhyNot">Why it cannot be closed, in words, where none of <paramref name="Blocks"/> says so.</param>
/// <param name="SentBack">The request that came back with comments, or was taken back; null when none did.</param>
public sealed record ClosureView(
    Episode Episode,
    string Name,
    bool Restricted,
    ReferralState State,
    bool MayClose,
    bool MayReopen,
    bool Asks,
    string? WhyNot,
    IReadOnlyList<(string Code, string Words, string? WhyNot)> Reasons,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<string> Loose,
    Approval? SentBack
)
{
    /// <summary>The name people use in a sentence.</summary>
    public string First => PersonNames.First(Name);

    /// <summary>Brothers and sisters, and those of the same home, whose work goes on and whose records may be read.</summary>
    public IReadOnlyList<ClosureView> Others { get; init; } = [];
}

/// <summary>What became of a form that closes work.</summary>
/// <param name="Closed">Children whose work has ended.</param>
/// <param name="Asked">Children for whom a manager is asked.</param>
public sealed record ClosureDone(int Closed, int Asked);

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
    /// <summary>Brothers and sisters on one form.</summary>
    private const int Most = 12;

    /// <summary>Everything that the page shows which closes or re-opens the work, of the child and of the family; null when there is no such referral. The caller has already been allowed to read the record.</summary>
    public async Task<ClosureView?> Show(Guid episodeId, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        RelationshipKind[] siblings = [RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling];
        var me = db.Episodes.Where(e => e.Id == episodeId).Select(e => e.PersonId);
        var near = (from mine in db.ChildOverviews where me.Contains(mine.PersonId) join o in db.ChildOverviews on mine.HouseholdKey equals o.HouseholdKey select o.PersonId).Union(
            db.Relationships.Where(r => me.Contains(r.PersonId) && siblings.Contains(r.Kind) && (r.To == null || r.To > today)).Select(r => r.OtherId)
        );
        var family = me.Union(near);
        var (worker, kind) = (actor.WorkerId ?? Guid.Empty, SubjectKind.Closure);
        var rows = await (
            from o in access.ReadableAmong(actor)
            where family.Contains(o.PersonId)
            join e in db.Episodes on o.PersonId equals e.PersonId
            where
                e.Id == episodeId
                || (
                    !me.Contains(o.PersonId) && e.ClosedOn == null && !e.NoFurtherAction && e.Source == null && (e.DecidedOn != null || e.Decision != null || e.PrimaryNeed != null)
                )
            orderby e.Id != episodeId, o.BornOn, o.PersonId
            select new
            {
                o.DisplayName,
                o.Restricted,
                Episode = e,
                Holds = db.Allocations.Any(a => a.PersonId == o.PersonId && a.WorkerId == worker && a.From <= today && a.To == null),
                Latest = db.Approvals.Where(a => a.SubjectKind == kind && a.SubjectId == e.Id).OrderByDescending(a => a.AskedAt).FirstOrDefault(),
            }
        )
            .AsNoTracking()
            .Take(Most)
            .ToListAsync(ct);
        if (rows.Count == 0 || rows[0].Episode.Id != episodeId)
        {
            return null;
        }
        var wanted = await policy.Wanted(SubjectKind.Closure, ct);
        var cases = (await ReferralCase.Look(db, [.. rows.Select(r => r.Episode)], ct)).ToDictionary(c => c.Episode.Id);
        var loose = await Loose([.. rows.Select(r => r.Episode.PersonId)], ct);
        var views = rows.Select(r =>
            {
                var found = cases[r.Episode.Id];
                var asks = wanted && (!actor.May(Permission.Decide) || r.Holds);
                var blocks = ReferralMachine.Blocks(found);
                var why = ReferralMachine.Machine.Why(found, asks ? ReferralAct.AskClosure : ReferralAct.Close)?.Words;
                return new ClosureView(
                    r.Episode,
                    r.DisplayName,
                    r.Restricted,
                    ReferralMachine.Machine.Of(found),
                    actor.May(Permission.RecordWork) && why is null,
                    actor.May(Permission.Decide) && ReferralMachine.Machine.Why(found, ReferralAct.Reopen) is null,
                    asks,
                    blocks.Count > 0 ? null : why,
                    [.. CodeSets.ClosureReason.Entries.Select(e => (e.Code, CodeSets.ClosureReason.Describe(e.Code), ReferralMachine.WhyNotReason(found, e.Code)))],
                    blocks,
                    loose[r.Episode.PersonId],
                    r.Latest is { State: ApprovalState.Returned or ApprovalState.Withdrawn } ? r.Latest : null
                );
            })
            .ToList();
        return views[0] with { Others = [.. views.Skip(1)] };
    }

    /// <summary>Clocks of papers that end with the work: whoever closes it is told before.</summary>
    private static readonly string[] Papers = ["cp_minutes", "cp_plan_outline", "cin_review_record"];

    /// <summary>What would be left open of a child: pointed out, never a bar.</summary>
    public async Task<IReadOnlyList<string>> Loose(Guid personId, CancellationToken ct = default) => (await Loose([personId], ct))[personId];

    /// <summary>The same of several children, in one statement.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<string>>> Loose(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        var now = clock.Today;
        var rows = await db
            .People.Where(p => people.Contains(p.Id))
            .Select(p => new LeftOpen
            {
                PersonId = p.Id,
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
            .ToListAsync(ct);
        return rows.ToDictionary(r => r.PersonId, r => InWords(r, now));
    }

    private sealed class LeftOpen
    {
        public Guid PersonId { get; init; }
        public int Unanswered { get; init; }
        public int Actions { get; init; }
        public int Papers { get; init; }
        public bool Missing { get; init; }
        public int Visits { get; init; }
        public DateOnly? NextVisit { get; init; }
        public bool Support { get; init; }
        public bool Untold { get; init; }
    }

    private static IReadOnlyList<string> InWords(LeftOpen open, DateOnly now)
    {
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
    /// Closes the work with a family, or asks a manager to: whoever may not decide, and a manager who works with the child,
    /// asks where the authority's policy wants a decision. Each child keeps a record, a request and a trail of their own;
    /// where something stands in the way for one of them, nothing ends for any.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor may not record on one of the children.</exception>
    /// <exception cref="NotAcceptedException">Something still runs, or a reason does not fit what was done: said of the child by name.</exception>
    /// <exception cref="SecondEditorException">Someone else changed one of the referrals meanwhile.</exception>
    public async Task<ClosureDone> Handle(CloseFamilyInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var chosen = input.Children.Where(c => c.Included).DistinctBy(c => c.EpisodeId).ToList();
        if (chosen.Count == 0)
        {
            throw new NotAcceptedException("", "Tick the children with whom the work ends");
        }
        var ids = chosen.Select(c => c.EpisodeId).ToList();
        var cases = (await ReferralCase.Load(db, ids, ct)).ToDictionary(c => c.Episode.Id);
        if (cases.Count != chosen.Count)
        {
            throw new AccessRefusedException(Sight.Nothing, "close the work");
        }
        var people = cases.Values.Select(c => c.Episode.PersonId).ToList();
        await access.Demand(actor, people, Permission.RecordWork, "close the work", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            var closed = cases.Values.Count(c => c.Episode.ClosedOn is not null);
            return new(closed, cases.Count - closed);
        }
        foreach (var child in chosen)
        {
            Editing.SameVersion(cases[child.EpisodeId].Episode, child.Version);
        }
        var wanted = await policy.Wanted(SubjectKind.Closure, ct);
        var (worker, today) = (actor.WorkerId, clock.Today);
        var held = worker is null
            ? []
            : await db.Allocations.Where(a => people.Contains(a.PersonId) && a.WorkerId == worker && a.From <= today && a.To == null).Select(a => a.PersonId).ToListAsync(ct);
        var asks = cases.Values.ToDictionary(c => c.Episode.Id, c => wanted && (!actor.May(Permission.Decide) || held.Contains(c.Episode.PersonId)));
        var names =
            chosen.Count == 1 ? [] : await db.ChildOverviews.AsNoTracking().Where(o => people.Contains(o.PersonId)).ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);
        var loose = await Loose(people, ct);

        var problems = new List<Problem>();
        for (var i = 0; i < input.Children.Count; i++)
        {
            var child = input.Children[i];
            if (!chosen.Contains(child))
            {
                continue;
            }
            var found = cases[child.EpisodeId];
            var at = $"Children[{i}].";
            var why = found.ClosureAsked
                ? "A manager is asked to close this work already. It is decided on that request, or taken back there"
                : ReferralMachine.Machine.Why(found, asks[child.EpisodeId] ? ReferralAct.AskClosure : ReferralAct.Close)?.Words;
            if (why is not null)
            {
                problems.Add(new(chosen.Count == 1 ? "" : at + nameof(child.Included), Of(found) + why));
                continue;
            }
            problems.AddRange(
                Wanting(found, One(input, child))
                    .Select(p => new Problem(p.Field is nameof(CloseInput.Reason) or nameof(CloseInput.Own) ? at + p.Field : p.Field, Of(found) + p.Message))
            );
            if (!child.LooseSeen && loose[found.Episode.PersonId].Count > 0)
            {
                problems.Add(new(at + nameof(child.LooseSeen), Of(found) + "Look at what would be left open, and say that you have"));
            }
        }
        // What is wanting of the shared words is the same for all of them.
        Editing.Refuse([.. problems.DistinctBy(p => (p.Field, p.Message))]);

        var ending = chosen.Where(c => !asks[c.EpisodeId]).ToList();
        var act = acts.Begin(
            actor,
            ending.Count == 0 ? "Ask to close the work with a child"
                : ending.Count == chosen.Count ? "Close the work with a child"
                : "Close the work with some children of a family, and ask to close it with others",
            key: key
        );
        Guid? together = chosen.Count > 1 ? clock.NewId() : null;
        foreach (var child in chosen.Where(c => asks[c.EpisodeId]))
        {
            var episode = cases[child.EpisodeId].Episode;
            await desk.Ask(
                act,
                actor,
                new ApprovalRequest
                {
                    Kind = SubjectKind.Closure,
                    SubjectId = episode.Id,
                    PersonId = episode.PersonId,
                    What = $"Close the work: {CodeSets.ClosureReason.Describe(child.Reason!)}",
                    AuthorWorkerId = actor.WorkerId,
                    Proposal = Proposal.Write(One(input, child)),
                    TogetherId = together ?? episode.TogetherId,
                },
                ct
            );
        }
        await End(act, [.. ending.Select(c => (cases[c.EpisodeId], One(input, c)))], actor, ct);
        await act.Save(chosen[0].EpisodeId, ct);
        return new(ending.Count, chosen.Count - ending.Count);

        string Of(ReferralCase found) => names.GetValueOrDefault(found.Episode.PersonId) is { } name ? $"{name}: " : "";
    }

    /// <summary>The same for one child alone.</summary>
    /// <returns>True when the work is closed; false when a manager is asked.</returns>
    public async Task<bool> Handle(Guid episodeId, CloseInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var family = new CloseFamilyInput
        {
            On = input.On,
            Summary = input.Summary,
            Children =
            [
                new CloseChildInput
                {
                    EpisodeId = episodeId,
                    Version = version,
                    Included = true,
                    Reason = input.Reason,
                    Own = input.Own,
                    LooseSeen = input.LooseSeen,
                },
            ],
        };
        try
        {
            return (await Handle(family, actor, key, ct)).Closed == 1;
        }
        catch (NotAcceptedException refused)
        {
            throw new NotAcceptedException([.. refused.Problems.Select(p => p with { Field = p.Field.Replace("Children[0].", "", StringComparison.Ordinal) })]);
        }
    }

    private static CloseInput One(CloseFamilyInput input, CloseChildInput child) =>
        new()
        {
            On = input.On,
            Reason = child.Reason,
            Summary = input.Summary?.Trim(),
            Own = string.IsNullOrWhiteSpace(child.Own) ? null : child.Own.Trim(),
            LooseSeen = child.LooseSeen,
        };

    /// <summary>The work with some children ends, in an act that has begun: at once, or when a request is approved.</summary>
    internal async Task End(Act act, IReadOnlyList<(ReferralCase Case, CloseInput Input)> ending, Actor by, CancellationToken ct)
    {
        if (ending.Count == 0)
        {
            return;
        }
        var people = ending.Select(e => e.Case.Episode.PersonId).ToList();
        var allocations = (await db.Allocations.Where(a => people.Contains(a.PersonId) && a.To == null && a.Source == null).ToListAsync(ct)).ToLookup(a => a.PersonId);
        foreach (var (found, input) in ending)
        {
            ReferralMachine.Machine.Demand(found, ReferralAct.Close);
            var problems = Wanting(found, input).ToList();
            if (problems.Count > 0)
            {
                throw new NotAcceptedException(problems);
            }
            var episode = found.Episode;
            episode.Close(input.On!.Value, input.Reason!, input.Words, by);
            foreach (var allocation in allocations[episode.PersonId])
            {
                // Whoever took the child on after the day that was asked for held them for no day longer.
                allocation.To = input.On > allocation.From ? input.On : allocation.From;
                act.Happened(new AllocationEnded(episode.PersonId, allocation.Id, allocation.WorkerId, allocation.Role, allocation.To.Value, "Work closed"));
            }
            act.Happened(new WorkClosed(episode.PersonId, episode.Id, input.On.Value, input.Reason!, input.Words));
            if (input.Reason == "RC9")
            {
                var help = new EarlyHelpEpisode
                {
                    Id = clock.NewId(),
                    PersonId = episode.PersonId,
                    StartedOn = input.On.Value,
                    Reason = input.Words,
                };
                db.EarlyHelpEpisodes.Add(help);
                act.Happened(new EarlyHelpBegan(episode.PersonId, help.Id, help.Reason));
            }
        }
        await TakeOutOfDiaries(act, people, ct);
    }

    /// <summary>Visits that were planned for these children alone, or for children whose work has ended too, are nobody's to make.</summary>
    private async Task TakeOutOfDiaries(Act act, List<Guid> people, CancellationToken ct)
    {
        var visits = await db
            .PlannedVisits.Include(v => v.Children)
            .Where(v => v.VisitId == null && v.CancelledOn == null && v.Children.Any(c => people.Contains(c.PersonId)))
            .Where(v =>
                !v.Children.Any(c =>
                    !people.Contains(c.PersonId) && db.ChildOverviews.Any(o => o.PersonId == c.PersonId && o.Status != ChildStatus.Closed && o.Status != ChildStatus.NotOpen)
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
        // Somebody who writes of each child by itself has nothing left to say for all.
        if (Editing.Text(nameof(input.Summary), input.Words, "Write what is better for the child, and what the family can do if worries return", 4000) is { } missing)
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
