using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce.Allocate;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>An invitation as the partner who got it sees it: their own line of the list, and nobody else's.</summary>
public sealed record InvitationPage(
    Participant Mine,
    string Kind,
    IReadOnlyList<string> Children,
    DateOnly? On,
    string? StartsAt,
    string? Place,
    string? Chair,
    DateOnly? HeldOn,
    bool CalledOff,
    DateOnly Today
)
{
    /// <summary>True while they can answer and send a report.</summary>
    public bool Waits => HeldOn is null && !CalledOff;

    /// <summary>True while somebody who took part can still say that they did not agree.</summary>
    public bool MayDissent => HeldOn is { } held && Mine.Attended == true && Today <= held.AddDays(AnswerInvitation.DaysToDissent);
}

/// <summary>A partner sent a report to a conference.</summary>
public sealed record PartnerReportSent(Guid Person, Guid Meeting, Guid Participant, DateOnly On, DateOnly? DueOn) : PersonEvent(Person);

/// <summary>A partner kept what they have written of a report.</summary>
public sealed record PartnerReportKept(Guid Person, Guid Meeting, Guid Participant) : PersonEvent(Person);

/// <summary>Someone who took part said whether they agree with what was decided.</summary>
public sealed record PartnerViewGiven(Guid Person, Guid Meeting, Guid Participant, bool Agrees, string? View) : PersonEvent(Person);

/// <summary>Answers an invitation on the partner's own page: coming or not, the report, and afterwards whether they agree.</summary>
[UseCase]
public sealed class AnswerInvitation(KithDb db, Acts.Acts acts, ReadLedger ledger, Clock clock)
{
    /// <summary>Days after a meeting in which a dissent can be written here; later it goes to the chair, or is escalated.</summary>
    public const int DaysToDissent = 30;

    /// <summary>The longest that a report may be.</summary>
    public const int Longest = 20_000;

    /// <summary>Null when there is none of that id that is theirs. That they read it stands in each child's trail.</summary>
    /// <exception cref="AccessRefusedException">The actor is no partner.</exception>
    public async Task<InvitationPage?> Show(Guid participantId, Actor actor, CancellationToken ct = default)
    {
        var me = await Partner.Of(db, actor, clock.Today, "open an invitation", ct);
        var found = await (
            from p in db.Participants.AsNoTracking()
            where p.Id == participantId && p.ProfessionalId == me.Id && p.InvitedOn != null
            join m in db.Meetings.AsNoTracking() on p.MeetingId equals m.Id
            select new
            {
                Mine = p,
                Meeting = m,
                Chair = db.Workers.Where(w => w.Id == m.ChairWorkerId).Select(w => w.Name).FirstOrDefault(),
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }
        var about = await ShowPartnerDay.About(db, [found.Meeting.Id], ct);
        foreach (var child in about)
        {
            await ledger.Write(actor, "Read a record", new RecordRead(child.PersonId, "Invitation of a partner"));
        }
        return new InvitationPage(
            found.Mine,
            MeetingWords.Kind(found.Meeting.Kind),
            [.. about.Select(a => a.Name)],
            found.Meeting.PlannedOn,
            found.Meeting.StartsAt,
            found.Meeting.Place,
            found.Chair,
            about.Max(a => a.HeldOn),
            about.Count > 0 && about.All(a => a.CalledOffOn is not null),
            clock.Today
        );
    }

    /// <summary>Says whether they come.</summary>
    /// <exception cref="AccessRefusedException">There is no invitation of that id that is theirs.</exception>
    /// <exception cref="NotAcceptedException">Nothing is chosen, or the meeting was held or called off.</exception>
    public Task Answer(Guid participantId, Reply? reply, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            participantId,
            "Answer an invitation",
            actor,
            key,
            (p, children, act, waits) =>
            {
                if (reply is not { } answer || !Enum.IsDefined(answer))
                {
                    throw new NotAcceptedException("Reply", "Choose whether you come");
                }
                DemandWaiting(waits);
                p.Reply = answer;
                foreach (var c in children)
                {
                    act.Happened(new ParticipantKept(c, p.MeetingId, p.Id, p.Agency, p.Name, answer == Reply.Coming ? "is coming" : "sent apologies"));
                }
                return null;
            },
            ct
        );

    /// <summary>Keeps or sends the report. Once sent it does not change.</summary>
    /// <param name="send">False to keep it and come back.</param>
    /// <exception cref="AccessRefusedException">There is no invitation of that id that is theirs.</exception>
    /// <exception cref="NotAcceptedException">Nothing is written, it was sent before, or the meeting was held or called off.</exception>
    public Task Report(Guid participantId, string? text, bool send, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            participantId,
            send ? "Send a report" : "Keep a report",
            actor,
            key,
            (p, children, act, waits) =>
            {
                DemandWaiting(waits);
                var written = PersonRules.Clean(text);
                if (!send && p.ReportSentAt is null && written == p.Report)
                {
                    // Kept like this already.
                    return null;
                }
                Editing.SameVersion(p, version);
                if (p.ReportSentAt is not null)
                {
                    throw new NotAcceptedException("", "The report was sent and does not change any more. Ring the chair where something in it is wrong");
                }
                if (written?.Length > Longest)
                {
                    throw new NotAcceptedException("Report", $"This must be {Longest:N0} characters or fewer");
                }
                if (send && written is null)
                {
                    throw new NotAcceptedException("Report", "Write the report");
                }
                p.Report = written;
                if (send)
                {
                    (p.ReportSentAt, p.ReportReceivedOn, p.ReportAsked) = (act.At, p.ReportReceivedOn ?? clock.Today, true);
                }
                foreach (var c in children)
                {
                    act.Happened(send ? new PartnerReportSent(c, p.MeetingId, p.Id, clock.Today, p.ReportDueOn) : (TrailEvent)new PartnerReportKept(c, p.MeetingId, p.Id));
                }
                return send ? $"{p.Name} sent a report to a conference." : null;
            },
            ct
        );

    /// <summary>Says afterwards whether they agree with what was decided.</summary>
    /// <exception cref="AccessRefusedException">There is no invitation of that id that is theirs.</exception>
    /// <exception cref="NotAcceptedException">They did not take part, it is too late, or it is not said with what they do not agree.</exception>
    public Task Agree(Guid participantId, bool? agrees, string? view, Actor actor, Guid? key, CancellationToken ct = default) =>
        Keep(
            participantId,
            "Say whether one agrees",
            actor,
            key,
            (p, children, act, waits) =>
            {
                if (agrees is not { } yes)
                {
                    throw new NotAcceptedException("Agrees", "Choose whether you agree");
                }
                if (p.Attended != true || waits)
                {
                    throw new NotAcceptedException("", "This is for those who took part, after the meeting");
                }
                if (!yes && Editing.Text("View", view, "Write what you do not agree with, and why", 4000) is { } missing)
                {
                    throw new NotAcceptedException([missing]);
                }
                (p.Agrees, p.View) = (yes, yes ? p.View : view!.Trim());
                foreach (var c in children)
                {
                    act.Happened(new PartnerViewGiven(c, p.MeetingId, p.Id, yes, p.View));
                }
                return yes ? null : $"{p.Name} does not agree with what a conference decided. Read why.";
            },
            ct
        );

    private static void DemandWaiting(bool waits)
    {
        if (!waits)
        {
            throw new NotAcceptedException("", "The meeting was held or called off meanwhile");
        }
    }

    private async Task Keep(Guid participantId, string name, Actor actor, Guid? key, Func<Participant, IReadOnlyList<Guid>, Act, bool, string?> change, CancellationToken ct)
    {
        var me = await Partner.Of(db, actor, clock.Today, name, ct);
        var mine =
            await db.Participants.FirstOrDefaultAsync(p => p.Id == participantId && p.ProfessionalId == me.Id && p.InvitedOn != null, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, name);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var about = await ShowPartnerDay.About(db, [mine.MeetingId], ct);
        var held = about.Max(a => a.HeldOn);
        if (held is { } on && clock.Today > on.AddDays(DaysToDissent))
        {
            throw new NotAcceptedException("", "The meeting was a while ago. Ring the chair instead");
        }
        var act = acts.Begin(actor, name, key: key);
        var told = change(mine, [.. about.Select(a => a.PersonId)], act, held is null && !(about.Count > 0 && about.All(a => a.CalledOffOn is not null)));
        if (
            told is not null
            && await db.Meetings.AsNoTracking().Where(m => m.Id == mine.MeetingId).Select(m => m.ChairWorkerId).FirstOrDefaultAsync(ct) is { } chair
            && about.Count > 0
        )
        {
            await AllocateChild.Tell(db, clock, act, actor, about[0].PersonId, [(chair, told)], ct);
        }
        await act.Save(participantId, ct);
    }
}
