using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A panel on the list of panels.</summary>
/// <param name="Mine">True for who sits on it.</param>
/// <param name="Waiting">Children who wait for a meeting.</param>
public sealed record PanelLine(Panel Panel, string? Chair, DateOnly? Next, Guid? NextId, int Waiting, int Unshared, bool Mine);

/// <summary>A child on a panel's list, as the reader sees them.</summary>
/// <param name="MayOpen">True where the reader may open the record too.</param>
public sealed record PanelChildLine(PanelChild Entry, string Name, DateOnly? BornOn, bool MayOpen, int Papers, int Agencies, int Before);

/// <summary>Somebody who sits on a panel.</summary>
public sealed record PanelMemberLine(Guid Id, string Name, string? Part, string? Agency, Guid? WorkerId, Guid? ProfessionalId);

/// <summary>Somebody who can be chosen.</summary>
public sealed record PanelPerson(Guid Id, string Name, string? Part);

/// <summary>A meeting of a panel on its list of meetings.</summary>
public sealed record PanelMeetingLine(Guid Id, DateOnly On, string? StartsAt, DateOnly? HeldOn, DateOnly? CalledOffOn, int Children);

/// <summary>One panel.</summary>
/// <param name="Hidden">Children who wait or stand on a list and whom the reader does not see.</param>
public sealed record PanelPage(
    Panel Panel,
    string? Chair,
    IReadOnlyList<PanelMemberLine> Members,
    IReadOnlyList<PanelMeetingLine> Meetings,
    IReadOnlyList<PanelChildLine> Waiting,
    int Hidden,
    bool Member,
    bool MayKeep
);

/// <summary>One meeting of a panel.</summary>
public sealed record PanelMeetingPage(
    PanelMeeting Meeting,
    Panel Panel,
    string? Chair,
    IReadOnlyList<PanelSeat> Seats,
    IReadOnlyDictionary<Guid, string> Agencies,
    IReadOnlyList<PanelChildLine> Children,
    IReadOnlyList<PanelChildLine> Waiting,
    int Hidden,
    bool MayKeep,
    DateOnly Today
);

/// <summary>Reads panels: all of them, one, and one meeting; children only as far as the reader sees them.</summary>
[UseCase]
public sealed class ShowPanels(KithDb db, RecordAccess access, Clock clock)
{
    private readonly PanelSight sight = new(db, access, clock);

    /// <summary>Every panel that meets, one's own first.</summary>
    /// <exception cref="AccessRefusedException">The actor reads no records.</exception>
    public async Task<IReadOnlyList<PanelLine>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "see panels");
        var (today, workers) = (clock.Today, actor.WorkerIds);
        var unrestricted = Unrestricted;
        var rows = await db
            .Panels.AsNoTracking()
            .Where(p => p.Until == null || p.Until >= today)
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => new
            {
                Panel = p,
                Chair = db.Workers.Where(w => w.Id == p.ChairWorkerId).Select(w => w.Name).FirstOrDefault(),
                Next = db.PanelMeetings.Where(m => m.PanelId == p.Id && m.HeldOn == null && m.CalledOffOn == null).Min(m => (DateOnly?)m.On),
                NextId = db
                    .PanelMeetings.Where(m => m.PanelId == p.Id && m.HeldOn == null && m.CalledOffOn == null)
                    .OrderBy(m => m.On)
                    .ThenBy(m => m.Id)
                    .Select(m => (Guid?)m.Id)
                    .FirstOrDefault(),
                Waiting = unrestricted.Count(e => e.PanelId == p.Id && e.HeardOn == null && e.WithdrawnOn == null && e.MeetingId == null),
                Unshared = unrestricted.Count(e => e.PanelId == p.Id && e.HeardOn != null && e.CirculatedOn == null),
                Sits = db.PanelMembers.Any(m => m.PanelId == p.Id && workers.Contains(m.WorkerId!.Value) && m.From <= today && (m.Until == null || m.Until >= today)),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r =>
                {
                    var mine = r.Sits || (r.Panel.ChairWorkerId is { } c && workers.Contains(c));
                    // How many children a panel has is for who sits on it: a small number may say who.
                    return new PanelLine(r.Panel, r.Chair, r.Next, r.NextId, mine ? r.Waiting : 0, mine ? r.Unshared : 0, mine);
                })
                .OrderByDescending(l => l.Mine),
        ];
    }

    /// <summary>The panels to which a child can be put forward.</summary>
    public async Task<IReadOnlyList<Panel>> Open(CancellationToken ct = default)
    {
        var today = clock.Today;
        return await db.Panels.AsNoTracking().Where(p => p.Until == null || p.Until >= today).OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(ct);
    }

    /// <summary>One panel; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor reads no records.</exception>
    public async Task<PanelPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "see a panel");
        if (await db.Panels.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } panel)
        {
            return null;
        }
        var today = clock.Today;
        var member = await sight.IsMember(id, actor, ct);
        var members = await (
            from m in db.PanelMembers.AsNoTracking()
            where m.PanelId == id && (m.Until == null || m.Until >= today)
            join w in db.Workers on m.WorkerId equals w.Id into ws
            from w in ws.DefaultIfEmpty()
            join p in db.Professionals on m.ProfessionalId equals p.Id into ps
            from p in ps.DefaultIfEmpty()
            join a in db.PartnerAgencies on p.AgencyId equals a.Id into az
            from a in az.DefaultIfEmpty()
            select new PanelMemberLine(m.Id, w.Name ?? p.Name ?? "", m.Part ?? w.JobTitle ?? p.JobTitle, a.Name, m.WorkerId, m.ProfessionalId)
        ).ToListAsync(ct);
        var unrestricted = Unrestricted;
        var meetings = await db
            .PanelMeetings.AsNoTracking()
            .Where(m => m.PanelId == id)
            .OrderByDescending(m => m.On)
            .ThenByDescending(m => m.Id)
            .Take(24)
            .Select(m => new PanelMeetingLine(m.Id, m.On, m.StartsAt, m.HeldOn, m.CalledOffOn, unrestricted.Count(e => e.MeetingId == m.Id)))
            .ToListAsync(ct);
        var waits = db.PanelChildren.AsNoTracking().Where(e => e.PanelId == id && e.HeardOn == null && e.WithdrawnOn == null && e.MeetingId == null);
        var waiting = await Lines(waits, actor, member, ct);
        return new(
            panel,
            panel.ChairWorkerId is { } c ? await db.Workers.Where(w => w.Id == c).Select(w => w.Name).FirstOrDefaultAsync(ct) : null,
            [.. members.OrderBy(m => m.Agency is not null).ThenBy(m => m.Agency, StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal)],
            member ? meetings : [.. meetings.Select(m => m with { Children = 0 })],
            waiting,
            member ? await Hidden(waits, actor, ct) : 0,
            member,
            member && actor.May(Permission.KeepPanels)
        );
    }

    /// <summary>Who can be chosen to sit on a panel: workers, and people of the directory.</summary>
    public async Task<(IReadOnlyList<PanelPerson> Workers, IReadOnlyList<PanelPerson> Professionals)> Candidates(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepPanels, "choose who sits on a panel");
        var today = clock.Today;
        return (
            await db
                .Workers.AsNoTracking()
                .Where(w => w.LeftOn == null || w.LeftOn > today)
                .OrderBy(w => w.Name)
                .ThenBy(w => w.Id)
                .Select(w => new PanelPerson(w.Id, w.Name, w.JobTitle))
                .ToListAsync(ct),
            await (
                from p in db.Professionals.AsNoTracking()
                where p.Until == null || p.Until >= today
                join a in db.PartnerAgencies on p.AgencyId equals a.Id
                where a.Until == null || a.Until >= today
                orderby a.Name, p.Name, p.Id
                select new PanelPerson(p.Id, p.Name, a.Name)
            ).ToListAsync(ct)
        );
    }

    /// <summary>One meeting; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor reads no records.</exception>
    public async Task<PanelMeetingPage?> Meeting(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "see a meeting of a panel");
        var found = await (
            from m in db.PanelMeetings.AsNoTracking()
            where m.Id == id
            join p in db.Panels on m.PanelId equals p.Id
            select new
            {
                Meeting = m,
                Panel = p,
                Chair = db.Workers.Where(w => w.Id == p.ChairWorkerId).Select(w => w.Name).FirstOrDefault(),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var member = await sight.IsMember(found.Panel.Id, actor, ct);
        var seats = await db.PanelSeats.AsNoTracking().Where(s => s.MeetingId == id).OrderBy(s => s.ProfessionalId != null).ThenBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(ct);
        var agencies = seats.Select(s => s.AgencyId).OfType<Guid>().Distinct().ToList();
        var on = db.PanelChildren.AsNoTracking().Where(e => e.MeetingId == id && e.WithdrawnOn == null);
        var lines = await Lines(on, actor, member, ct);
        var keeps = member && actor.May(Permission.KeepPanels);
        var open = found.Meeting is { HeldOn: null, CalledOffOn: null };
        return new(
            found.Meeting,
            found.Panel,
            found.Chair,
            seats,
            agencies.Count == 0
                ? new Dictionary<Guid, string>()
                : await db.PartnerAgencies.AsNoTracking().Where(a => agencies.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct),
            lines,
            keeps && open
                ? await Lines(
                    db.PanelChildren.AsNoTracking()
                        .Where(e => e.PanelId == found.Panel.Id && e.HeardOn == null && e.WithdrawnOn == null && e.MeetingId == null && (!e.AgreementNeeded || e.AgreedOn != null)),
                    actor,
                    member,
                    ct
                )
                : [],
            member ? await Hidden(on, actor, ct) : 0,
            keeps,
            clock.Today
        );
    }

    // A number alone would say that there is a record of which nobody is to know.
    private IQueryable<PanelChild> Unrestricted => db.PanelChildren.Where(e => !db.Restrictions.Any(r => r.PersonId == e.PersonId && r.EndedAt == null));

    /// <summary>How many the reader does not see, of those of whom others may know that there is a record.</summary>
    private Task<int> Hidden(IQueryable<PanelChild> of, Actor actor, CancellationToken ct)
    {
        var readable = access.ReadableAmong(actor);
        return of.CountAsync(e => db.Restrictions.Any(r => r.PersonId == e.PersonId && r.EndedAt == null && r.ExistenceShown) && !readable.Any(o => o.PersonId == e.PersonId), ct);
    }

    private async Task<IReadOnlyList<PanelChildLine>> Lines(IQueryable<PanelChild> of, Actor actor, bool member, CancellationToken ct)
    {
        var readable = access.ReadableAmong(actor);
        return await (
            from e in sight.Visible(of, actor, member)
            join o in db.ChildOverviews on e.PersonId equals o.PersonId
            orderby e.Position, e.PutForwardOn, e.Id
            select new PanelChildLine(
                e,
                o.DisplayName,
                o.BornOn,
                readable.Any(r => r.PersonId == e.PersonId),
                db.PanelPapers.Count(p => p.EntryId == e.Id),
                db.PanelGivens.Count(g => g.EntryId == e.Id && g.TakenBackOn == null),
                db.PanelChildren.Count(b => b.PersonId == e.PersonId && b.Id != e.Id && b.HeardOn != null && b.PutForwardOn <= e.PutForwardOn)
            )
        )
            .Take(200)
            .ToListAsync(ct);
    }
}
