using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A meeting of a panel that a partner is asked to.</summary>
public sealed record OwnPanelLine(Guid Id, string Panel, DateOnly On, string? StartsAt, string? Place, Reply? Reply, bool Held, bool CalledOff, int Children);

/// <summary>A child as an agency was told of them: the words given, and once it is shared, what was decided.</summary>
public sealed record OwnPanelChild(Guid GivenId, Guid PersonId, string Name, DateOnly? BornOn, string Words, DateOnly? HeardOn, string? Decision);

/// <summary>A meeting as one partner sees it: their own seat, the children their agency was given, their own actions.</summary>
public sealed record OwnPanelPage(
    PanelSeat Mine,
    string Panel,
    string? Chair,
    PanelMeeting Meeting,
    IReadOnlyList<OwnPanelChild> Children,
    IReadOnlyList<OwnActionLine> Actions,
    DateOnly Today
)
{
    public bool Waits => Meeting is { HeldOn: null, CalledOffOn: null };
}

/// <summary>
/// A panel on the partners' pages. It begins with the seat that carries the partner's own id, and shows of the list only
/// the children whom somebody gave to the partner's agency, in the words that were written for it.
/// </summary>
[UseCase]
public sealed class AnswerPanel(KithDb db, Acts.Acts acts, ReadLedger ledger, Clock clock)
{
    /// <summary>The meetings that the partner is asked to, those to come first.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<IReadOnlyList<OwnPanelLine>> List(Actor actor, CancellationToken ct = default) =>
        await Lines(db, await Partner.Of(db, actor, clock.Today, "see panels one is asked to", ct), clock.Today, ct);

    /// <summary>One query.</summary>
    internal static async Task<IReadOnlyList<OwnPanelLine>> Lines(KithDb db, Partner me, DateOnly today, CancellationToken ct)
    {
        var after = today.AddDays(-ShowPartnerDay.DaysAfter);
        var given = Given(db, me);
        var rows = await (
            from s in db.PanelSeats.AsNoTracking()
            where s.ProfessionalId == me.Id && s.InvitedOn != null
            join m in db.PanelMeetings on s.MeetingId equals m.Id
            where m.On >= after
            join p in db.Panels on m.PanelId equals p.Id
            orderby m.On, s.Id
            select new OwnPanelLine(
                s.Id,
                p.Name,
                m.On,
                m.StartsAt,
                m.Place,
                s.Reply,
                m.HeldOn != null,
                m.CalledOffOn != null,
                given.Count(g => db.PanelChildren.Any(e => e.Id == g.EntryId && e.MeetingId == m.Id))
            )
        ).ToListAsync(ct);
        // What is to come, the next first; then what is over, the last first.
        var over = rows.ToLookup(r => r.Held || r.CalledOff);
        return [.. over[false], .. over[true].Reverse()];
    }

    /// <summary>One; null when there is none of that id that is theirs. That they read it stands in each child's trail.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<OwnPanelPage?> Show(Guid seatId, Actor actor, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "open a meeting of a panel", ct);
        var found = await (
            from s in db.PanelSeats.AsNoTracking()
            where s.Id == seatId && s.ProfessionalId == me.Id && s.InvitedOn != null
            join m in db.PanelMeetings on s.MeetingId equals m.Id
            join p in db.Panels on m.PanelId equals p.Id
            select new
            {
                Seat = s,
                Meeting = m,
                Panel = p.Name,
                Chair = db.Workers.Where(w => w.Id == p.ChairWorkerId).Select(w => w.Name).FirstOrDefault(),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var meeting = found.Meeting;
        var children = meeting.CalledOffOn is not null
            ? []
            : await (
                from g in Given(me)
                join e in db.PanelChildren on g.EntryId equals e.Id
                where e.MeetingId == meeting.Id && e.WithdrawnOn == null
                join o in db.ChildOverviews on e.PersonId equals o.PersonId
                orderby e.Position, e.Id
                select new
                {
                    e.Id,
                    Child = new OwnPanelChild(
                        g.Id,
                        e.PersonId,
                        o.DisplayName,
                        o.BornOn,
                        g.Words,
                        e.CirculatedOn != null ? e.HeardOn : null,
                        e.CirculatedOn != null ? e.Decision : null
                    ),
                }
            ).ToListAsync(ct);
        foreach (var child in children)
        {
            await ledger.Write(actor, "Read a record", new RecordRead(child.Child.PersonId, "Panel of a partner"));
        }
        var entries = children.Select(c => c.Id).ToList();
        var actions =
            entries.Count == 0
                ? []
                : await ShowPartnerDay.Actions(
                    db,
                    db.ActionItems.AsNoTracking().Where(a => a.OwnerProfessionalId == me.Id && a.Source == ActionSource.Panel && entries.Contains(a.SourceId)),
                    clock.Today,
                    ct
                );
        return new(found.Seat, found.Panel, found.Chair, meeting, [.. children.Select(c => c.Child)], [.. actions.Select(a => a.Line)], clock.Today);
    }

    /// <summary>Says whether they come.</summary>
    /// <exception cref="AccessRefusedException">There is no seat of that id that is theirs.</exception>
    /// <exception cref="NotAcceptedException">Nothing is chosen, or the meeting was held or called off.</exception>
    public async Task Answer(Guid seatId, Reply? reply, Actor actor, Guid? key, CancellationToken ct = default)
    {
        const string What = "answer an invitation to a panel";
        var me = await Partner.Of(db, actor, clock.Today, What, ct);
        var seat =
            await db.PanelSeats.FirstOrDefaultAsync(s => s.Id == seatId && s.ProfessionalId == me.Id && s.InvitedOn != null, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, What);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (reply is not { } answer || !Enum.IsDefined(answer))
        {
            throw new NotAcceptedException("Reply", "Choose whether you come");
        }
        var meeting = await db.PanelMeetings.AsNoTracking().FirstAsync(m => m.Id == seat.MeetingId, ct);
        if (meeting.HeldOn is not null || meeting.CalledOffOn is not null)
        {
            throw new NotAcceptedException("", "The meeting was held or called off meanwhile");
        }
        seat.Reply = answer;
        var act = acts.Begin(actor, "Answer an invitation to a panel", key: key);
        act.Happened(new PanelAttended(meeting.PanelId, meeting.Id, $"{me.Name}, {me.Agency}, {(answer == Reply.Coming ? "is coming" : "sent apologies")}"));
        await act.Save(seatId, ct);
    }

    /// <summary>What was given to a partner's agency and still is. A record that has been restricted since is not seen here.</summary>
    private IQueryable<PanelGiven> Given(Partner me) => Given(db, me);

    /// <inheritdoc cref="Given(Partner)"/>
    internal static IQueryable<PanelGiven> Given(KithDb db, Partner me) =>
        db.PanelGivens.AsNoTracking().Where(g => g.AgencyId == me.AgencyId && g.TakenBackOn == null && !db.Restrictions.Any(r => r.PersonId == g.PersonId && r.EndedAt == null));
}
