using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Workforce.Allocate;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A decision, as a form holds it.</summary>
public sealed record PanelDecisionInput
{
    public string? Decision { get; set; }
    public string? Reasons { get; set; }
    public string? Dissent { get; set; }
}

/// <summary>An action that a panel agrees for a child, as a form holds it.</summary>
public sealed record PanelActionInput
{
    public string? What { get; set; }

    /// <summary>A worker who can be given it, or somebody of an agency that was told of the child.</summary>
    public Guid? Owner { get; set; }
    public string? OwnerName { get; set; }
    public DateOnly? DueOn { get; set; }
}

/// <summary>Holds a meeting of a panel: who came, what was decided for each child and why, who does what, and who is told.</summary>
[UseCase]
public sealed class HoldPanel(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, Clock clock)
{
    public const int Longest = 8000;
    private readonly PanelSight sight = new(db, access, clock);

    /// <summary>Writes down what the panel decided about a child, or puts it right before it is shared.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel, or may not see the child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, the meeting is to come, or the decision was shared.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Decide(Guid entryId, PanelDecisionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await sight.Run(entryId, actor, "record a decision of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(entry, version);
        if (entry.CirculatedOn is not null)
        {
            throw new NotAcceptedException("", "The decision was shared and does not change any more. Where it was wrong, put the child forward again");
        }
        var meeting =
            entry.MeetingId is { } m && entry.WithdrawnOn is null
                ? await db.PanelMeetings.AsNoTracking().FirstAsync(x => x.Id == m, ct)
                : throw new NotAcceptedException("", "The child is on no list: put the child on the list of the meeting first");
        if (meeting.On > clock.Today)
        {
            throw new NotAcceptedException("", "The meeting has not been yet");
        }
        var problems = new List<Problem>();
        PanelSight.Need(problems, nameof(input.Decision), input.Decision, "Write what was decided", 2000);
        PanelSight.Need(problems, nameof(input.Reasons), input.Reasons, "Write why", Longest);
        PanelSight.Short(problems, 4000, (nameof(input.Dissent), input.Dissent));
        Editing.Refuse(problems);
        (entry.HeardOn, entry.Decision, entry.Reasons) = (meeting.On, input.Decision!.Trim(), input.Reasons!.Trim());
        entry.Dissent = PersonRules.Clean(input.Dissent);
        var act = acts.Begin(actor, "Record a decision of a panel", key: key);
        act.Happened(new PanelDecided(entry.PersonId, entry.Id, meeting.On, entry.Decision, entry.Reasons, entry.Dissent));
        await act.Save(entry.Id, ct);
    }

    /// <summary>Puts an action of the panel for a child into the one action list; a partner's stands on the partner's own page.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel, or may not see the child.</exception>
    /// <exception cref="NotAcceptedException">It says nothing, is nobody's, or has no day.</exception>
    public async Task<Guid> Agree(Guid entryId, PanelActionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await sight.Run(entryId, actor, "add an action of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = new List<Problem>();
        PanelSight.Need(problems, nameof(input.What), input.What, "Say what is to be done", 1000);
        PanelSight.Short(problems, 200, (nameof(input.OwnerName), input.OwnerName));
        if (input.DueOn is null || input.DueOn < clock.Today)
        {
            problems.Add(new(nameof(input.DueOn), "Enter by when: today or later"));
        }
        var partner = input.Owner is { } asked ? (await Partners(entry, ct)).FirstOrDefault(p => p.Id == asked) : null;
        var worker = partner is null && input.Owner is { } w ? (await Workers(entry, actor, ct)).FirstOrDefault(o => o.WorkerId == w) : null;
        if (input.Owner is not null ? partner is null && worker is null : string.IsNullOrWhiteSpace(input.OwnerName))
        {
            problems.Add(new(nameof(input.Owner), "Choose who will do this, or write their name"));
        }
        Editing.Refuse(problems);
        if (entry.HeardOn is null)
        {
            throw new NotAcceptedException("", "Write the decision first: actions come out of it");
        }
        var act = acts.Begin(actor, "Add an action of a panel", key: key);
        var item = ledger.Add(
            act,
            new ActionItem
            {
                PersonId = entry.PersonId,
                Source = ActionSource.Panel,
                SourceId = entry.Id,
                What = input.What!,
                OwnerWorkerId = worker?.WorkerId,
                OwnerProfessionalId = partner?.Id,
                OwnerName = worker is not null ? null : partner?.Name ?? PersonRules.Clean(input.OwnerName),
                OwnerAgency = partner?.Agency,
                EvidenceNeeded = partner is not null,
                SetOn = entry.HeardOn.Value,
                DueOn = input.DueOn,
            }
        );
        return await act.Save(item.Id, ct);
    }

    /// <summary>Writes down that the meeting was held, who came, and what was said beside the children.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">It is to come, was called off, or nobody came.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Held(Guid meetingId, IReadOnlyCollection<Guid> came, string? minutes, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await Open(meetingId, actor, "record a meeting of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(meeting, version);
        var problems = new List<Problem>();
        PanelSight.Short(problems, Longest, ("Minutes", minutes));
        var seats = await db.PanelSeats.Where(s => s.MeetingId == meetingId).ToListAsync(ct);
        if (!seats.Exists(s => came.Contains(s.Id)))
        {
            problems.Add(new("Came", "Tick who came"));
        }
        Editing.Refuse(problems);
        if (meeting.CalledOffOn is not null || meeting.On > clock.Today)
        {
            throw new NotAcceptedException("", "The meeting was called off, or has not been yet");
        }
        (meeting.HeldOn, meeting.Minutes) = (meeting.On, PersonRules.Clean(minutes));
        foreach (var seat in seats)
        {
            seat.Attended = came.Contains(seat.Id);
        }
        var act = acts.Begin(actor, "Record a meeting of a panel", key: key);
        act.Happened(new PanelMeetingKept(meeting.PanelId, meeting.Id, meeting.On, "held"));
        act.Happened(new PanelAttended(meeting.PanelId, meeting.Id, string.Join(", ", seats.Where(s => s.Attended == true).Select(s => s.Name))));
        // Whom the panel did not come to waits for the next meeting.
        foreach (var left in await db.PanelChildren.Where(e => e.MeetingId == meetingId && e.HeardOn == null).ToListAsync(ct))
        {
            (left.MeetingId, left.Position) = (null, 0);
            act.Happened(new PanelEntryListed(left.PersonId, left.Id, null, 0));
        }
        await act.Save(meeting.Id, ct);
    }

    /// <summary>
    /// Shares the decisions: from now on the agencies that were given a child read what was decided about them, and the
    /// child's worker is told. Children whom the actor may not see are shared by who may.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor does not keep this panel.</exception>
    /// <exception cref="NotAcceptedException">There is no decision to share.</exception>
    public async Task Circulate(Guid meetingId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var meeting = await Open(meetingId, actor, "share decisions of a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var open = db.PanelChildren.Where(e => e.MeetingId == meetingId && e.HeardOn != null && e.CirculatedOn == null);
        var seen = await sight.Visible(open.AsNoTracking(), actor, member: true).Select(e => e.Id).ToListAsync(ct);
        var decided = await open.Where(e => seen.Contains(e.Id)).ToListAsync(ct);
        if (decided.Count == 0)
        {
            throw new NotAcceptedException("", "There is no decision that is not shared");
        }
        if (meeting.HeldOn is null)
        {
            throw new NotAcceptedException("", "Write down who came first");
        }
        var act = acts.Begin(actor, "Share decisions of a panel", key: key);
        var people = decided.Select(e => e.PersonId).ToList();
        var leads = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => people.Contains(o.PersonId) && o.WorkerId != null)
            .Select(o => new { o.PersonId, Worker = o.WorkerId!.Value })
            .ToDictionaryAsync(o => o.PersonId, o => o.Worker, ct);
        foreach (var entry in decided)
        {
            entry.CirculatedOn = clock.Today;
            act.Happened(new PanelDecisionShared(entry.PersonId, entry.Id, clock.Today));
            if (leads.TryGetValue(entry.PersonId, out var lead))
            {
                await AllocateChild.Tell(db, clock, act, actor, entry.PersonId, [(lead, "A panel has decided about a child. Read what, and tell the family.")], ct);
            }
        }
        await act.Save(meetingId, ct);
    }

    /// <summary>Those of other agencies who can be given an action for this child: asked to the meeting, of an agency that was told of the child.</summary>
    internal async Task<List<PanelPartner>> Partners(PanelChild entry, CancellationToken ct) =>
        await (
            from s in db.PanelSeats.AsNoTracking()
            where s.MeetingId == entry.MeetingId && s.ProfessionalId != null && db.PanelGivens.Any(g => g.EntryId == entry.Id && g.AgencyId == s.AgencyId && g.TakenBackOn == null)
            join a in db.PartnerAgencies on s.AgencyId equals a.Id
            orderby a.Name, s.Name
            select new PanelPartner(s.ProfessionalId!.Value, s.Name, a.Name)
        ).ToListAsync(ct);

    /// <summary>Workers who can be given one: those who work with the child, and who sits on the panel and may see the child.</summary>
    internal async Task<List<OwnerChoice>> Workers(PanelChild entry, Actor actor, CancellationToken ct)
    {
        var owners = (await new ActionOwners(db, clock).Of([entry.PersonId], actor, ct)).ToList();
        if (!await db.Restrictions.AnyAsync(r => r.PersonId == entry.PersonId && r.EndedAt == null, ct))
        {
            var seats = await db
                .PanelSeats.AsNoTracking()
                .Where(s => s.MeetingId == entry.MeetingId && s.WorkerId != null)
                .OrderBy(s => s.Name)
                .Select(s => new OwnerChoice(s.WorkerId!.Value, s.Name, "on the panel"))
                .ToListAsync(ct);
            owners.AddRange(seats.Where(s => owners.TrueForAll(o => o.WorkerId != s.WorkerId)));
        }
        var outside = await db.Professionals.AsNoTracking().Where(p => owners.Select(o => o.WorkerId).Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        return [.. owners.Where(o => !outside.Contains(o.WorkerId))];
    }

    private async Task<PanelMeeting> Open(Guid id, Actor actor, string what, CancellationToken ct)
    {
        var meeting = await db.PanelMeetings.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, what);
        await sight.Demand(meeting.PanelId, actor, what, ct);
        return meeting;
    }
}

/// <summary>Somebody of an agency who can be given an action.</summary>
internal sealed record PanelPartner(Guid Id, string Name, string Agency);
