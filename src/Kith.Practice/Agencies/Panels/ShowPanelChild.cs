using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>An agency that was told of a child.</summary>
public sealed record PanelGivenLine(PanelGiven Given, string Agency);

/// <summary>What a panel decided about a child another time, and what came of it.</summary>
public sealed record PanelBefore(PanelChild Entry, string Panel, IReadOnlyList<ActionItem> Actions);

/// <summary>Somebody an action can be given to.</summary>
public sealed record PanelOwner(Guid Id, string Text);

/// <summary>A child who is put forward, with what the panel needs to decide.</summary>
/// <param name="MayOpen">True where the reader may open the record too: only then papers lead to it.</param>
public sealed record PanelChildPage(
    PanelChild Entry,
    Panel Panel,
    PanelMeeting? Meeting,
    string Name,
    DateOnly? BornOn,
    string? Worker,
    string? Team,
    bool Restricted,
    bool MayOpen,
    IReadOnlyList<PanelPaper> Papers,
    IReadOnlyList<PanelGivenLine> Given,
    IReadOnlyList<PanelPerson> Agencies,
    IReadOnlyList<ActionItem> Actions,
    IReadOnlyDictionary<Guid, string> Workers,
    IReadOnlyList<PanelBefore> Before,
    IReadOnlyList<PanelOwner> Owners,
    IReadOnlyList<PanelPerson> Documents,
    Approval? Approval,
    bool MayPrepare,
    bool MayKeep,
    DateOnly Today
);

/// <summary>Reads one child as put forward to a panel, and all that was ever put forward about a child.</summary>
[UseCase]
public sealed class ShowPanelChild(KithDb db, RecordAccess access, ReadLedger ledger, HoldPanel hold, Clock clock)
{
    private readonly PanelSight sight = new(db, access, clock);

    /// <summary>Null when there is none that the actor sees. That it was read stands in the child's trail before it is shown.</summary>
    /// <exception cref="AccessRefusedException">The actor reads no records.</exception>
    public async Task<PanelChildPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "see a child of a panel");
        if (await db.PanelChildren.AsNoTracking().Where(e => e.Id == id).Select(e => (Guid?)e.PanelId).FirstOrDefaultAsync(ct) is not { } panelId)
        {
            return null;
        }
        var member = await sight.IsMember(panelId, actor, ct);
        var readable = access.ReadableAmong(actor);
        var found = await (
            from e in sight.Visible(db.PanelChildren.AsNoTracking().Where(e => e.Id == id), actor, member)
            join p in db.Panels on e.PanelId equals p.Id
            join o in db.ChildOverviews on e.PersonId equals o.PersonId
            select new
            {
                Entry = e,
                Panel = p,
                Meeting = db.PanelMeetings.Where(m => m.Id == e.MeetingId).FirstOrDefault(),
                o.DisplayName,
                o.BornOn,
                o.Restricted,
                Worker = db.Workers.Where(w => w.Id == o.WorkerId).Select(w => w.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == o.TeamId).Select(t => t.Name).FirstOrDefault(),
                MayOpen = readable.Any(r => r.PersonId == e.PersonId),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var entry = found.Entry;
        await ledger.Write(actor, "Read a record", new RecordRead(entry.PersonId, "Put forward to a panel"));
        var keeps = member && actor.May(Permission.KeepPanels);
        var prepares = keeps || (found.MayOpen && actor.May(Permission.RecordWork));
        var today = clock.Today;
        var given = await (
            from g in db.PanelGivens.AsNoTracking()
            where g.EntryId == id && g.TakenBackOn == null
            join a in db.PartnerAgencies on g.AgencyId equals a.Id
            orderby a.Name, g.Id
            select new PanelGivenLine(g, a.Name)
        ).ToListAsync(ct);
        var earlier = await (
            from e in db.PanelChildren.AsNoTracking()
            where e.PersonId == entry.PersonId && e.Id != id && e.HeardOn != null
            join p in db.Panels on e.PanelId equals p.Id
            orderby e.HeardOn descending, e.Id
            select new { Entry = e, Panel = p.Name }
        )
            .Take(10)
            .ToListAsync(ct);
        var sources = earlier.Select(e => e.Entry.Id).Append(id).ToList();
        var actions = await db
            .ActionItems.AsNoTracking()
            .Where(a => a.PersonId == entry.PersonId && a.Source == ActionSource.Panel && sources.Contains(a.SourceId))
            .OrderBy(a => a.DueOn)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        var of = actions.ToLookup(a => a.SourceId);
        var owners = new List<PanelOwner>();
        if (keeps && entry is { HeardOn: not null, CirculatedOn: null })
        {
            owners.AddRange((await hold.Workers(entry, actor, ct)).Select(w => new PanelOwner(w.WorkerId, w.Text)));
            owners.AddRange((await hold.Partners(entry, ct)).Select(p => new PanelOwner(p.Id, $"{p.Name}, {p.Agency}")));
        }
        var names = actions.Select(a => a.OwnerWorkerId).OfType<Guid>().Distinct().ToList();
        return new(
            entry,
            found.Panel,
            found.Meeting,
            found.DisplayName,
            found.BornOn,
            found.Worker,
            found.Team,
            found.Restricted,
            found.MayOpen,
            await db.PanelPapers.AsNoTracking().Where(p => p.EntryId == id).OrderBy(p => p.AddedOn).ThenBy(p => p.Id).ToListAsync(ct),
            given,
            prepares && entry.WithdrawnOn is null && !found.Restricted ? await Agencies(panelId, entry.PersonId, today, ct) : [],
            [.. of[id]],
            names.Count == 0 ? new Dictionary<Guid, string>() : await db.Workers.AsNoTracking().Where(w => names.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct),
            [.. earlier.Select(e => new PanelBefore(e.Entry, e.Panel, [.. of[e.Entry.Id]]))],
            owners,
            found.MayOpen && prepares && entry.HeardOn is null
                ? await db
                    .StoredDocuments.AsNoTracking()
                    .Where(d => d.PersonId == entry.PersonId && d.WithdrawnOn == null)
                    .OrderByDescending(d => d.AddedAt)
                    .ThenBy(d => d.Id)
                    .Take(50)
                    .Select(d => new PanelPerson(d.Id, d.Title, null))
                    .ToListAsync(ct)
                : [],
            entry.AgreementNeeded
                ? await db
                    .Approvals.AsNoTracking()
                    .Where(a => a.PersonId == entry.PersonId && a.SubjectKind == SubjectKind.PanelEntry && a.SubjectId == id)
                    .OrderByDescending(a => a.AskedAt)
                    .FirstOrDefaultAsync(ct)
                : null,
            prepares,
            keeps,
            today
        );
    }

    /// <summary>All that was put forward about a child, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<PanelBefore>> OfChild(Guid childId, CancellationToken ct = default)
    {
        var entries = await (
            from e in db.PanelChildren.AsNoTracking()
            where e.PersonId == childId
            join p in db.Panels on e.PanelId equals p.Id
            orderby e.PutForwardOn descending, e.Id descending
            select new { Entry = e, Panel = p.Name }
        )
            .Take(50)
            .ToListAsync(ct);
        var actions = entries.Count == 0 ? [] : await db.ActionItems.AsNoTracking().Where(a => a.PersonId == childId && a.Source == ActionSource.Panel).ToListAsync(ct);
        var of = actions.OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToLookup(a => a.SourceId);
        return [.. entries.Select(e => new PanelBefore(e.Entry, e.Panel, [.. of[e.Entry.Id]]))];
    }

    /// <summary>Agencies of the panel: those whose people know the child first, as said in the second line.</summary>
    private async Task<IReadOnlyList<PanelPerson>> Agencies(Guid panel, Guid child, DateOnly today, CancellationToken ct) => [.. (
                await (
                    from a in db.PartnerAgencies.AsNoTracking()
                    where
                        (a.Until == null || a.Until >= today)
                        && db.PanelMembers.Any(m =>
                            m.PanelId == panel && (m.Until == null || m.Until >= today) && db.Professionals.Any(p => p.Id == m.ProfessionalId && p.AgencyId == a.Id)
                        )
                    orderby a.Name, a.Id
                    select new
                    {
                        a.Id,
                        a.Name,
                        Knows = db.ChildProfessionals.Any(c => c.PersonId == child && c.To == null && db.Professionals.Any(p => p.Id == c.ProfessionalId && p.AgencyId == a.Id)),
                    }
                ).ToListAsync(ct)
            ).OrderByDescending(a => a.Knows).Select(a => new PanelPerson(a.Id, a.Name, a.Knows ? "Its people know the child" : null))];
}
