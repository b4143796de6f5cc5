using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A disagreement as either side reads it.</summary>
public sealed record DisagreementView(
    Disagreement Disagreement,
    string Child,
    string Professional,
    string Agency,
    string Stage,
    DateOnly DueOn,
    ClockState State,
    string Words,
    IReadOnlyList<DisagreementStep> Steps,
    string? NextStage
);

/// <summary>Raises disagreements between agencies, takes them further by stages, and settles them. Both sides say what they think.</summary>
[UseCase]
public sealed class WorkDisagreement(KithDb db, RecordAccess access, Acts.Acts acts, ReadLedger ledger, Clock clock)
{
    /// <summary>The longest that one may say at once.</summary>
    public const int Longest = 4000;

    /// <summary>Those of a child, open first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<DisagreementView>> OfChild(Guid childId, CancellationToken ct = default) =>
        await Views(db.Disagreements.AsNoTracking().Where(d => d.PersonId == childId), ct);

    /// <summary>Open ones about children whom the actor may read, the soonest due first.</summary>
    /// <exception cref="AccessRefusedException">The actor may not read records.</exception>
    public async Task<IReadOnlyList<DisagreementView>> Open(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadRecords, "see disagreements between agencies");
        var readable = access.ReadableAmong(actor);
        return await Views(db.Disagreements.AsNoTracking().Where(d => d.SettledOn == null && readable.Any(o => o.PersonId == d.PersonId)), ct);
    }

    /// <summary>Those of a partner: of their own raising or about their own view. That they read them stands in the child's trail.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<IReadOnlyList<DisagreementView>> OfPartner(Actor actor, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "see their disagreements", ct);
        return await Views(db.Disagreements.AsNoTracking().Where(d => d.ProfessionalId == me.Id), ct);
    }

    /// <summary>One of a partner's own; null when there is none of that id that is theirs.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<DisagreementView?> ShowPartner(Guid id, Actor actor, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "open a disagreement", ct);
        var found = await Views(db.Disagreements.AsNoTracking().Where(d => d.Id == id && d.ProfessionalId == me.Id), ct);
        if (found.Count == 0)
        {
            return null;
        }
        await ledger.Write(actor, "Read a record", new RecordRead(found[0].Disagreement.PersonId, "Disagreement of a partner"));
        return found[0];
    }

    /// <summary>The council raises one with somebody around the child.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">It is not said with whom or about what.</exception>
    public async Task<Guid> Raise(Guid childId, Guid? professionalId, string? about, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "raise a disagreement", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var agency = await db
            .ChildProfessionals.Where(c => c.PersonId == childId && c.ProfessionalId == professionalId && c.To == null)
            .Join(db.Professionals, c => c.ProfessionalId, p => p.Id, (c, p) => (Guid?)p.AgencyId)
            .FirstOrDefaultAsync(ct);
        if (agency is null)
        {
            throw new NotAcceptedException("ProfessionalId", "Choose one of the professionals around the child");
        }
        return await Begin(childId, professionalId!.Value, agency.Value, true, about, actor, "the council", key, ct);
    }

    /// <summary>A partner raises one: about a meeting they were asked to, or about the answer to a referral of theirs.</summary>
    /// <param name="about">What they do not agree with.</param>
    /// <param name="source">The invitation, the referral, or what their agency was given at a panel, which must be theirs.</param>
    /// <exception cref="AccessRefusedException">The actor is no partner, or the source is not theirs.</exception>
    /// <exception cref="NotAcceptedException">It is not said about what.</exception>
    public async Task<Guid> RaiseByPartner(Guid source, string? about, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "raise a disagreement", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var child = await ChildOf(source, me, ct);
        return child is { } person
            ? await Begin(person, me.Id, me.AgencyId, false, about, actor, me.Agency, key, ct)
            : throw new AccessRefusedException(Sight.Nothing, "raise a disagreement");
    }

    /// <summary>Whether there is an invitation or an answered referral of that id that is theirs, to disagree about.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<bool> MayRaise(Guid source, Actor actor, CancellationToken ct = default) =>
        await ChildOf(source, await Partner.Of(db, actor, clock.Today, "raise a disagreement", ct), ct) is not null;

    private async Task<Guid?> ChildOf(Guid source, Partner me, CancellationToken ct)
    {
        var child = await db
            .PartnerReferrals.Where(r => r.Id == source && r.ProfessionalId == me.Id && r.AnsweredOn != null)
            .Join(db.ReferredChildren.Where(c => c.PersonId != null), r => r.Id, c => c.ReferralId, (r, c) => new { c.Number, c.PersonId })
            .OrderBy(c => c.Number)
            .Select(c => c.PersonId)
            .FirstOrDefaultAsync(ct);
        if (
            child is null
            && await db
                .Participants.Where(p => p.Id == source && p.ProfessionalId == me.Id && p.InvitedOn != null)
                .OrderBy(p => p.Id)
                .Select(p => (Guid?)p.MeetingId)
                .FirstOrDefaultAsync(ct)
                is { } meeting
        )
        {
            child = (await ShowPartnerDay.About(db, [meeting], ct)).Select(a => (Guid?)a.PersonId).FirstOrDefault();
        }
        // What a panel decided about a child whom their agency was given, where they are asked to that meeting.
        return child
            ?? await (
                from g in AnswerPanel.Given(db, me)
                where g.Id == source
                join e in db.PanelChildren on g.EntryId equals e.Id
                where e.CirculatedOn != null && db.PanelSeats.Any(s => s.MeetingId == e.MeetingId && s.ProfessionalId == me.Id && s.InvitedOn != null)
                orderby e.Id
                select (Guid?)e.PersonId
            ).FirstOrDefaultAsync(ct);
    }

    /// <summary>Says something, on either side.</summary>
    /// <exception cref="AccessRefusedException">It is not theirs.</exception>
    /// <exception cref="NotAcceptedException">Nothing is said, or it was settled.</exception>
    public Task Say(Guid id, string? words, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            id,
            "Say what one thinks in a disagreement",
            actor,
            key,
            partnersToo: true,
            (d, by, act, _) =>
            {
                Demand("Words", words, "Write what you think");
                Step(d, by, words!.Trim(), act, false);
                act.Happened(new DisagreementSaid(d.PersonId, d.Id, d.Stage, words.Trim()));
            },
            ct
        );

    /// <summary>Takes it to the next stage: it was not settled at this one.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">It is not said whose it is then, or there is no further stage.</exception>
    public Task Further(Guid id, string? owner, string? words, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            id,
            "Take a disagreement further",
            actor,
            key,
            partnersToo: false,
            (d, by, act, intervals) =>
            {
                Editing.SameVersion(d, version);
                Demand("Owner", owner, "Write whose it is at the next stage", 200);
                Demand("Words", words, "Write why it was not settled");
                if (d.Stage >= DisagreementStages.Count)
                {
                    throw new NotAcceptedException("", "This is the last stage: it is settled here");
                }
                var late = clock.Today > DisagreementStages.Due(intervals, d.Stage, d.StageFrom);
                (d.Stage, d.StageFrom, d.Owner) = (d.Stage + 1, clock.Today, owner!.Trim());
                Step(d, by, words!.Trim(), act, late);
                act.Happened(new DisagreementTakenFurther(d.PersonId, d.Id, d.Stage, d.Owner, late));
            },
            ct
        );

    /// <summary>Settles it, in words that both sides read.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">It is not said how, or it was settled already.</exception>
    public Task Settle(Guid id, string? outcome, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            id,
            "Settle a disagreement",
            actor,
            key,
            partnersToo: false,
            (d, by, act, intervals) =>
            {
                Editing.SameVersion(d, version);
                Demand("Outcome", outcome, "Write how it was settled");
                var late = clock.Today > DisagreementStages.Due(intervals, d.Stage, d.StageFrom);
                (d.SettledOn, d.Outcome) = (clock.Today, outcome!.Trim());
                Step(d, by, d.Outcome, act, late);
                act.Happened(new DisagreementSettled(d.PersonId, d.Id, d.Stage, d.Outcome));
            },
            ct
        );

    private async Task<Guid> Begin(Guid child, Guid professional, Guid agency, bool byUs, string? about, Actor actor, string speaksFor, Guid? key, CancellationToken ct)
    {
        Demand("About", about, "Write what is not agreed, and why it matters for the child");
        var overview = await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == child).Select(o => new { o.WorkerId }).FirstOrDefaultAsync(ct);
        var owner = overview?.WorkerId is { } lead ? await db.Workers.AsNoTracking().Where(w => w.Id == lead).Select(w => w.Name).FirstOrDefaultAsync(ct) : null;
        var disagreement = new Disagreement
        {
            Id = clock.NewId(),
            PersonId = child,
            ProfessionalId = professional,
            AgencyId = agency,
            RaisedByUs = byUs,
            RaisedOn = clock.Today,
            StageFrom = clock.Today,
            About = about!.Trim(),
            Owner = owner,
        };
        db.Disagreements.Add(disagreement);
        var act = acts.Begin(actor, "Raise a disagreement", key: key);
        Step(disagreement, $"{actor.Name}, {speaksFor}", disagreement.About, act, false);
        act.Happened(new DisagreementRaised(child, disagreement.Id, agency, byUs, disagreement.About));
        if (overview?.WorkerId is { } worker)
        {
            await AllocateChild.Tell(db, clock, act, actor, child, [(worker, "Another agency does not agree with us about a child. Read what they say, and answer in time.")], ct);
        }
        return await act.Save(disagreement.Id, ct);
    }

    private async Task Keep(Guid id, string name, Actor actor, Guid? key, bool partnersToo, Action<Disagreement, string, Act, IntervalPolicy> change, CancellationToken ct)
    {
        var d = await db.Disagreements.FirstOrDefaultAsync(x => x.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, name);
        string by;
        if (partnersToo && actor.May(Permission.UsePartnerPages))
        {
            var me = await Partner.Of(db, actor, clock.Today, name, ct);
            if (d.ProfessionalId != me.Id)
            {
                throw new AccessRefusedException(Sight.Nothing, name);
            }
            by = $"{me.Name}, {me.Agency}";
        }
        else
        {
            await access.Demand(actor, d.PersonId, Permission.RecordWork, name, ct);
            by = $"{actor.Name}, the council";
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (!d.IsOpen)
        {
            throw new NotAcceptedException("", "This was settled already");
        }
        var act = acts.Begin(actor, name, key: key);
        change(d, by, act, await IntervalPolicy.Load(db, ct));
        await act.Save(id, ct);
    }

    private void Step(Disagreement d, string by, string words, Act act, bool late) =>
        db.DisagreementSteps.Add(
            new DisagreementStep
            {
                Id = clock.NewId(),
                DisagreementId = d.Id,
                Stage = d.Stage,
                At = act.At,
                By = by,
                Words = words,
                Late = late,
            }
        );

    private static void Demand(string field, string? text, string missing, int longest = Longest)
    {
        if (Editing.Text(field, text, missing, longest) is { } wrong)
        {
            throw new NotAcceptedException([wrong]);
        }
    }

    private async Task<IReadOnlyList<DisagreementView>> Views(IQueryable<Disagreement> of, CancellationToken ct)
    {
        var today = clock.Today;
        var intervals = await IntervalPolicy.Load(db, ct);
        var rows = await (
            from d in of
            join p in db.Professionals on d.ProfessionalId equals p.Id
            join a in db.PartnerAgencies on d.AgencyId equals a.Id
            orderby d.SettledOn != null, d.StageFrom, d.Id
            select new
            {
                Disagreement = d,
                Professional = p.Name,
                Agency = a.Name,
                Child = db.ChildOverviews.Where(o => o.PersonId == d.PersonId).Select(o => o.DisplayName).FirstOrDefault(),
            }
        )
            .Take(200)
            .ToListAsync(ct);
        var ids = rows.Select(r => r.Disagreement.Id).ToList();
        var steps = (await db.DisagreementSteps.AsNoTracking().Where(s => ids.Contains(s.DisagreementId)).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(ct)).ToLookup(s =>
            s.DisagreementId
        );
        return
        [
            .. rows.Select(r =>
            {
                var due = DisagreementStages.Due(intervals, r.Disagreement.Stage, r.Disagreement.StageFrom);
                return new DisagreementView(
                    r.Disagreement,
                    r.Child ?? "A child",
                    r.Professional,
                    r.Agency,
                    DisagreementStages.Name(intervals.Book, r.Disagreement.Stage, r.Disagreement.StageFrom),
                    due,
                    DueWork.State(due, today),
                    DueWork.Words(due, today),
                    [.. steps[r.Disagreement.Id]],
                    r.Disagreement.Stage < DisagreementStages.Count ? DisagreementStages.Name(intervals.Book, r.Disagreement.Stage + 1, today) : null
                );
            }),
        ];
    }
}
