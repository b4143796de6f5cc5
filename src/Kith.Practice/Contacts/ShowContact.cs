using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Contacts;

/// <summary>One child of a contact, and what was decided for them.</summary>
public sealed record ContactLine(
    Guid ContactId,
    PersonLine Child,
    string? Worker,
    bool OpenToUs,
    ContactState State,
    ContactDecision? Decision,
    string? Reason,
    string? SignpostedTo,
    DateOnly? DecidedOn,
    string? DecidedBy,
    string? LateReason,
    Guid? EpisodeId
);

/// <summary>A contact in full.</summary>
public sealed record ContactPage(
    Guid Together,
    Contact Contact,
    IReadOnlyList<ContactLine> Children,
    IReadOnlyList<InformationRequest> Requests,
    IReadOnlyList<RepeatLine> Repeats,
    string? OnIt,
    bool Mine,
    IReadOnlyList<(Guid Id, string Name)> Colleagues,
    DateOnly DueOn,
    ClockState State,
    string Words,
    IReadOnlyList<ContactAct> Permitted,
    DateOnly Today
)
{
    /// <summary>Children for whom nothing was decided yet.</summary>
    public IReadOnlyList<ContactLine> Undecided => [.. Children.Where(c => c.State != ContactState.Decided)];
    public bool Late => Today > DueOn && Undecided.Count > 0;
}

/// <summary>Shows one contact with all of its children that the actor may read.</summary>
[UseCase]
public sealed class ShowContact(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Together with which others one child's part of a contact came; null when there is none that the actor may read. Clocks name the part.</summary>
    public async Task<Guid?> TogetherOf(Guid contact, Actor actor, CancellationToken ct = default) =>
        await db.Contacts.AsNoTracking().Where(c => c.Id == contact).Select(c => c.TogetherId).FirstOrDefaultAsync(ct) is { } together
        && actor.May(Permission.RecordWork)
        && await ContactGroup.Visible(db, access, actor, together).AnyAsync(ct)
            ? together
            : null;

    /// <summary>Null when there is none that the actor may read.</summary>
    public async Task<ContactPage?> Show(Guid together, Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (!actor.May(Permission.RecordWork))
        {
            return null;
        }
        var contacts = await ContactGroup.Visible(db, access, actor, together).AsNoTracking().OrderBy(c => c.Id).ToListAsync(ct);
        if (contacts.Count == 0)
        {
            return null;
        }
        var requests = await db.InformationRequests.AsNoTracking().Where(r => r.TogetherId == together).OrderBy(r => r.Id).ToListAsync(ct);
        var ids = contacts.Select(c => c.PersonId).ToList();
        var people = (await Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct))
            .Select(f => Seeing.Line(f, actor, today)!)
            .ToDictionary(p => p.Id);
        var overviews = await (
            from o in db.ChildOverviews.AsNoTracking()
            where ids.Contains(o.PersonId)
            select new
            {
                o.PersonId,
                o.Status,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
            }
        ).ToDictionaryAsync(o => o.PersonId, ct);
        var deciders = contacts.Select(c => c.DecidedByAccountId).OfType<Guid>().ToList();
        var names = await db.Users.AsNoTracking().Where(u => deciders.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var episodes = contacts.Select(c => c.EpisodeId).OfType<Guid>().ToList();
        var decided = episodes.Count == 0 ? [] : await db.Episodes.AsNoTracking().Where(e => episodes.Contains(e.Id) && e.DecidedOn != null).Select(e => e.Id).ToListAsync(ct);
        var first = contacts.Find(c => c.IsWaiting) ?? contacts[0];
        var workers = await db
            .Workers.AsNoTracking()
            .Where(w => w.TeamId == first.TeamId && (w.LeftOn == null || w.LeftOn > today))
            .OrderBy(w => w.Name)
            .Select(w => new { w.Id, w.Name })
            .ToListAsync(ct);
        var onIt = first.WorkerId is { } taker ? await db.Workers.AsNoTracking().Where(w => w.Id == taker).Select(w => w.Name).FirstOrDefaultAsync(ct) : null;
        var due = (await IntervalPolicy.Load(db, ct)).Due("contact_decision", first.ReceivedOn);
        var cases = contacts.Select(c => new ContactCase(c, requests, c.EpisodeId is { } e && decided.Contains(e))).ToList();
        return new ContactPage(
            together,
            first,
            [
                .. cases
                    .Select(c => new ContactLine(
                        c.Contact.Id,
                        people[c.Contact.PersonId],
                        overviews.GetValueOrDefault(c.Contact.PersonId)?.Worker,
                        overviews.TryGetValue(c.Contact.PersonId, out var o) && ChildWords.IsOpen(o.Status),
                        ContactMachine.Machine.Of(c),
                        c.Contact.Decision,
                        c.Contact.DecisionReason,
                        c.Contact.SignpostedTo,
                        c.Contact.DecidedOn,
                        c.Contact.DecidedByAccountId is { } by ? names.GetValueOrDefault(by) : null,
                        c.Contact.LateReason,
                        c.Contact.EpisodeId
                    ))
                    .OrderBy(l => l.Child.Name, StringComparer.Ordinal),
            ],
            requests,
            await Repeats.Of(db, access, actor, ids, together, today, ct),
            onIt,
            first.WorkerId is { } w && actor.WorkerIds.Contains(w),
            [.. workers.Select(x => (x.Id, x.Name))],
            due,
            DueWork.State(due, today),
            DueWork.Words(due, today),
            [.. cases.SelectMany(c => ContactMachine.Machine.Permitted(c, actor)).Distinct()],
            today
        );
    }
}
