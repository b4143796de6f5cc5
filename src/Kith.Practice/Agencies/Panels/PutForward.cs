using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>Why a child is put forward, as a form holds it.</summary>
public sealed record PutForwardInput
{
    public Guid? PanelId { get; set; }
    public string? Why { get; set; }
    public string? Asked { get; set; }
    public string? FamilySays { get; set; }
}

/// <summary>Puts a child forward to a panel, with a manager's agreement where the panel wants it, and takes it back.</summary>
[UseCase]
public sealed class PutForward(KithDb db, RecordAccess access, Acts.Acts acts, ApprovalDesk desk, Clock clock)
{
    public const int Longest = 4000;

    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, or the child waits for that panel already.</exception>
    public async Task<Guid> Handle(Guid childId, PutForwardInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "put a child forward to a panel", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var today = clock.Today;
        var problems = new List<Problem>();
        var panel = await db.Panels.AsNoTracking().FirstOrDefaultAsync(p => p.Id == input.PanelId && (p.Until == null || p.Until >= today), ct);
        if (panel is null)
        {
            problems.Add(new(nameof(input.PanelId), "Choose the panel"));
        }
        PanelSight.Need(problems, nameof(input.Why), input.Why, "Say why the panel should look at this child now", Longest);
        PanelSight.Need(problems, nameof(input.Asked), input.Asked, "Say what you ask the panel for", 2000);
        PanelSight.Short(problems, Longest, (nameof(input.FamilySays), input.FamilySays));
        Editing.Refuse(problems);
        if (await db.PanelChildren.AnyAsync(e => e.PersonId == childId && e.PanelId == panel!.Id && e.HeardOn == null && e.WithdrawnOn == null, ct))
        {
            throw new NotAcceptedException(nameof(input.PanelId), "The child is put forward to this panel already");
        }
        var entry = new PanelChild
        {
            Id = clock.NewId(),
            PersonId = childId,
            PanelId = panel!.Id,
            PutForwardOn = today,
            ByWorkerId = actor.WorkerId,
            ByName = actor.Name,
            Why = input.Why!.Trim(),
            Asked = PersonRules.Clean(input.Asked),
            FamilySays = PersonRules.Clean(input.FamilySays),
            // A manager's own word needs no second one.
            AgreementNeeded = panel.ManagerAgrees && !actor.May(Permission.Decide),
        };
        db.PanelChildren.Add(entry);
        var act = acts.Begin(actor, "Put a child forward to a panel", key: key);
        act.Happened(new PutForwardToPanel(childId, panel.Id, entry.Id, entry.Why, entry.Asked));
        if (entry.AgreementNeeded)
        {
            await desk.Ask(
                act,
                actor,
                new ApprovalRequest
                {
                    Kind = SubjectKind.PanelEntry,
                    SubjectId = entry.Id,
                    PersonId = childId,
                    What = $"Agree to put the child forward to the panel «{panel.Name}»",
                    AuthorWorkerId = actor.WorkerId,
                },
                ct
            );
        }
        return await act.Save(entry.Id, ct);
    }

    /// <summary>Takes it back before the panel has looked.</summary>
    /// <exception cref="AccessRefusedException">The actor neither records on this child nor keeps the panel.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or the panel has decided.</exception>
    public async Task TakeBack(Guid entryId, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var entry = await new PanelSight(db, access, clock).Prepare(entryId, actor, "take a child back from a panel", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(entry, version);
        if (Editing.Reason("Withdraw", why, "Say why", 1000) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        if (entry.HeardOn is not null || entry.WithdrawnOn is not null)
        {
            throw new NotAcceptedException("", "The panel has decided, or it was taken back already");
        }
        (entry.WithdrawnOn, entry.WithdrawnWhy, entry.MeetingId) = (clock.Today, why!.Trim(), null);
        var act = acts.Begin(actor, "Take a child back from a panel", why.Trim(), key);
        act.Happened(new PanelEntryWithdrawn(entry.PersonId, entry.Id, entry.WithdrawnWhy));
        await desk.TakeBack(act, SubjectKind.PanelEntry, entry.Id, ct);
        await act.Save(entry.Id, ct);
    }
}

/// <summary>A manager agrees that a child is put forward to a panel.</summary>
public sealed class PanelEntryApproval(KithDb db, Clock clock) : IApprovalSubject
{
    public SubjectKind Kind => SubjectKind.PanelEntry;

    public async Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default)
    {
        var found = await (
            from asked in db.PanelChildren.AsNoTracking()
            where asked.Id == approval.SubjectId
            join p in db.Panels on asked.PanelId equals p.Id
            select new { Entry = asked, Panel = p.Name }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var e = found.Entry;
        var checks = new List<string>();
        if (e.WithdrawnOn is not null)
        {
            checks.Add("It was taken back since this was asked for");
        }
        if (e.FamilySays is null)
        {
            checks.Add("It is not written what the child and the family know and say");
        }
        var parts = new List<PaperPart>
        {
            new PaperFacts([("Panel", found.Panel), ("Put forward", $"{DateWords.Long(e.PutForwardOn)}, {e.ByName}"), ("Asked for", e.Asked)]),
            new PaperHeading("Why"),
            new PaperText(e.Why),
        };
        if (e.FamilySays is { } says)
        {
            parts.Add(new PaperHeading("What the child and the family know and say"));
            parts.Add(new PaperText(says));
        }
        return new ApprovalSummary($"Put forward to {found.Panel}", $"/panels/children/{e.Id}", new Paper($"Put forward to {found.Panel}", null, parts), checks);
    }

    public async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var entry =
            await db.PanelChildren.FirstOrDefaultAsync(e => e.Id == approval.SubjectId && e.WithdrawnOn == null, ct)
            ?? throw new NotAcceptedException("", "It was taken back since this was asked for. Send it back, so that it leaves your list");
        (entry.AgreedOn, entry.AgreedByName) = (clock.Today, by.Name);
        act.Happened(new PanelEntryAgreed(entry.PersonId, entry.Id));
    }

    public async Task Declined(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        if (await db.PanelChildren.FirstOrDefaultAsync(e => e.Id == approval.SubjectId && e.WithdrawnOn == null && e.HeardOn == null, ct) is { } entry)
        {
            (entry.WithdrawnOn, entry.WithdrawnWhy, entry.MeetingId) = (clock.Today, $"{by.Name} did not agree: {approval.Reason}", null);
            act.Happened(new PanelEntryWithdrawn(entry.PersonId, entry.Id, entry.WithdrawnWhy));
        }
    }
}
