using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Children.Show;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>A referral of the partner's own.</summary>
/// <param name="Standing">«Not sent yet», «We have it», what came of it.</param>
public sealed record OwnReferralLine(
    Guid Id,
    string? Reference,
    string Children,
    bool Urgent,
    DateTime SavedAt,
    DateTime? SentAt,
    bool Draft,
    bool Answered,
    string Standing,
    string? Words
);

/// <summary>A meeting that the partner is asked to.</summary>
public sealed record OwnInvitationLine(
    Guid Id,
    string Kind,
    string Children,
    DateOnly? On,
    string? StartsAt,
    string? Place,
    Reply? Reply,
    bool ReportAsked,
    DateOnly? ReportDueOn,
    DateOnly? ReportCameOn,
    bool Held,
    bool CalledOff
);

/// <summary>An action that is the partner's.</summary>
public sealed record OwnActionLine(
    Guid Id,
    int Version,
    string Child,
    string What,
    string From,
    DateOnly SetOn,
    DateOnly? DueOn,
    ClockState? Clock,
    string Words,
    string? Note,
    DateOnly? DoneOn,
    string? Evidence
);

/// <summary>Everything that a partner has here.</summary>
public sealed record PartnerDay(
    Partner Me,
    IReadOnlyList<OwnReferralLine> Referrals,
    IReadOnlyList<OwnInvitationLine> Invitations,
    IReadOnlyList<OwnActionLine> Actions,
    IReadOnlyList<OwnPanelLine> Panels,
    DateOnly Today
);

/// <summary>What a partner was given and what they sent: the first of their pages. It asks for nothing but rows that carry their id.</summary>
[UseCase]
public sealed class ShowPartnerDay(KithDb db, ReadLedger ledger, Clock clock)
{
    /// <summary>How long a meeting that was held, and an action that was done, still stand there.</summary>
    public const int DaysAfter = 60;

    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<PartnerDay> Show(Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var me = await Partner.Of(db, actor, today, "open the partners' pages", ct);
        var invitations = await Invitations(db, me.Id, today, ct);
        var actions = await Actions(db, db.ActionItems.AsNoTracking().Where(a => a.OwnerProfessionalId == me.Id), today, ct);
        foreach (var child in actions.Select(a => a.Child).Concat(invitations.SelectMany(i => i.Children)).Select(c => c.Id).Where(id => id != Guid.Empty).Distinct())
        {
            await ledger.Write(actor, "Read a record", new RecordRead(child, "Invitations and actions of a partner"));
        }
        return new PartnerDay(
            me,
            await Referrals(db, me.Id, ct),
            [.. invitations.Select(i => i.Line)],
            [.. actions.Select(a => a.Line)],
            await AnswerPanel.Lines(db, me, today, ct),
            today
        );
    }

    private static async Task<IReadOnlyList<OwnReferralLine>> Referrals(KithDb db, Guid me, CancellationToken ct)
    {
        var rows = await db
            .PartnerReferrals.AsNoTracking()
            .Where(r => r.ProfessionalId == me && r.ThrownAwayAt == null)
            .OrderByDescending(r => r.BegunAt)
            .ThenBy(r => r.Id)
            .Take(100)
            .Select(r => new
            {
                Referral = r,
                Children = db.ReferredChildren.Where(c => c.ReferralId == r.Id).OrderBy(c => c.Number).Select(c => new { c.GivenName, c.FamilyName }).ToList(),
                Undecided = db.Contacts.Any(c => c.TogetherId == r.ContactTogetherId && c.DecidedOn == null),
            })
            .AsSingleQuery()
            .ToListAsync(ct);
        return
        [
            .. rows.OrderByDescending(r => r.Referral.IsDraft)
                .Select(r => new OwnReferralLine(
                    r.Referral.Id,
                    r.Referral.Reference,
                    Quoracy.Listed([.. r.Children.Select(c => $"{c.GivenName} {c.FamilyName}".Trim()).Where(n => n.Length > 0)]),
                    r.Referral.Urgent,
                    r.Referral.SavedAt,
                    r.Referral.SentAt,
                    r.Referral.IsDraft,
                    r.Referral.AnsweredOn is not null,
                    r.Referral.IsDraft ? "Not sent yet"
                        : r.Referral.Outcome is { } outcome ? PartnerWords.Of(outcome)
                        : r.Referral.TakenInAt is null || r.Undecided ? "We have it, and decide what happens next"
                        : "It was decided what happens next. You will be told here",
                    r.Referral.Answer
                )),
        ];
    }

    /// <summary>Meetings that somebody of the directory is invited to, with whom they are about.</summary>
    internal static async Task<IReadOnlyList<(OwnInvitationLine Line, IReadOnlyList<(Guid Id, string Name)> Children)>> Invitations(
        KithDb db,
        Guid me,
        DateOnly today,
        CancellationToken ct
    )
    {
        var after = today.AddDays(-DaysAfter);
        var asked = await (
            from p in db.Participants.AsNoTracking()
            where p.ProfessionalId == me && p.InvitedOn != null
            join m in db.Meetings.AsNoTracking() on p.MeetingId equals m.Id
            where m.PlannedOn == null || m.PlannedOn >= after
            orderby m.PlannedOn, p.Id
            select new
            {
                p.Id,
                p.Reply,
                p.ReportAsked,
                p.ReportDueOn,
                p.ReportReceivedOn,
                MeetingId = m.Id,
                m.Kind,
                m.PlannedOn,
                m.StartsAt,
                m.Place,
            }
        ).ToListAsync(ct);
        var about = (await About(db, [.. asked.Select(a => a.MeetingId)], ct)).ToLookup(a => a.MeetingId);
        return
        [
            .. asked
                .Select(a =>
                {
                    var children = about[a.MeetingId].ToList();
                    return (
                        new OwnInvitationLine(
                            a.Id,
                            MeetingWords.Kind(a.Kind),
                            Quoracy.Listed([.. children.Select(c => c.Name)]),
                            a.PlannedOn,
                            a.StartsAt,
                            a.Place,
                            a.Reply,
                            a.ReportAsked,
                            a.ReportDueOn,
                            a.ReportReceivedOn,
                            children.Exists(c => c.HeldOn is not null),
                            children.Count > 0 && children.TrueForAll(c => c.CalledOffOn is not null)
                        ),
                        (IReadOnlyList<(Guid, string)>)[.. children.Select(c => (c.PersonId, c.Name))]
                    );
                })
                .OrderBy(x => x.Item1.Held || x.Item1.CalledOff),
        ];
    }

    /// <summary>One child of a meeting, and how it stands for them.</summary>
    internal sealed record AboutChild(Guid MeetingId, Guid PersonId, string Name, DateOnly? HeldOn, DateOnly? CalledOffOn);

    /// <summary>Whom meetings are about, and whether they were held. Two queries.</summary>
    internal static async Task<IReadOnlyList<AboutChild>> About(KithDb db, IReadOnlyCollection<Guid> meetings, CancellationToken ct)
    {
        if (meetings.Count == 0)
        {
            return [];
        }
        var rows = await db
            .InitialConferences.Where(c => meetings.Contains(c.TogetherId!.Value))
            .Select(c => new
            {
                c.TogetherId,
                c.PersonId,
                c.HeldOn,
                c.CalledOffOn,
            })
            .Concat(
                db.ReviewConferences.Where(c => meetings.Contains(c.TogetherId!.Value))
                    .Select(c => new
                    {
                        c.TogetherId,
                        c.PersonId,
                        c.HeldOn,
                        c.CalledOffOn,
                    })
            )
            .Concat(
                db.CoreGroups.Where(c => meetings.Contains(c.TogetherId!.Value))
                    .Select(c => new
                    {
                        c.TogetherId,
                        c.PersonId,
                        c.HeldOn,
                        c.CalledOffOn,
                    })
            )
            .Concat(
                db.StrategyDiscussions.Where(c => meetings.Contains(c.TogetherId!.Value))
                    .Select(c => new
                    {
                        c.TogetherId,
                        c.PersonId,
                        c.HeldOn,
                        c.CalledOffOn,
                    })
            )
            .ToListAsync(ct);
        var ids = rows.Select(r => r.PersonId).Distinct().ToList();
        var names = await db
            .ChildOverviews.AsNoTracking()
            .Where(o => ids.Contains(o.PersonId))
            .Select(o => new { o.PersonId, o.DisplayName })
            .ToDictionaryAsync(o => o.PersonId, o => o.DisplayName, ct);
        return
        [
            .. rows.Select(r => new AboutChild(r.TogetherId!.Value, r.PersonId, names.GetValueOrDefault(r.PersonId, "A child"), r.HeldOn, r.CalledOffOn))
                .OrderBy(r => r.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Actions with the child each is for: open ones first, then what was done lately.</summary>
    internal static async Task<IReadOnlyList<(OwnActionLine Line, (Guid Id, string Name) Child)>> Actions(
        KithDb db,
        IQueryable<ActionItem> own,
        DateOnly today,
        CancellationToken ct
    )
    {
        var after = today.AddDays(-DaysAfter);
        var rows = await own.Where(a => a.EndedOn == null && (a.DoneOn == null || a.DoneOn >= after))
            .OrderBy(a => a.DueOn == null)
            .ThenBy(a => a.DueOn)
            .ThenBy(a => a.Id)
            .Take(ListActions.Most)
            .Select(a => new { Action = a, Child = db.ChildOverviews.Where(o => o.PersonId == a.PersonId).Select(o => o.DisplayName).FirstOrDefault() })
            .ToListAsync(ct);
        return
        [
            .. rows.OrderBy(r => r.Action.State != ActionState.Open)
                .Select(r =>
                {
                    var a = r.Action;
                    var open = a.State == ActionState.Open;
                    return (
                        new OwnActionLine(
                            a.Id,
                            a.Version,
                            r.Child ?? "A child",
                            a.What,
                            ActionWords.Source(a.Source),
                            a.SetOn,
                            a.DueOn,
                            open && a.DueOn is { } due ? DueWork.State(due, today) : null,
                            !open ? "done"
                                : a.DueOn is { } on ? DueWork.Words(on, today)
                                : "no date",
                            a.LastChange,
                            a.DoneOn,
                            a.Evidence
                        ),
                        (a.PersonId ?? Guid.Empty, r.Child ?? "A child")
                    );
                }),
        ];
    }
}
