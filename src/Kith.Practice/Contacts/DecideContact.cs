using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.EarlyHelp;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Workforce.Allocate;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Contacts;

/// <summary>What is decided about a contact, for which of its children.</summary>
public sealed record ContactDecisionInput
{
    public ContactDecision? Decision { get; set; }

    /// <summary>Why, and what advice was given.</summary>
    public string? Reason { get; set; }
    public string? SignpostedTo { get; set; }

    /// <summary>Why it is decided after its time; asked only then.</summary>
    public string? LateReason { get; set; }

    /// <summary>The day of the decision where it is written down later (the night team's, on paper); null: today.</summary>
    public DateOnly? On { get; set; }

    /// <summary>The children whom the decision is for; brothers and sisters left out wait for a decision of their own.</summary>
    public List<Guid> Children { get; set; } = [];
}

/// <summary>It was decided what to do about a contact.</summary>
public sealed record ContactDecided(Guid Person, Guid Contact, ContactDecision Decision, string Reason, string? SignpostedTo, string? LateReason, Guid? Referral, DateOnly On)
    : PersonEvent(Person);

/// <summary>A referral was made.</summary>
public sealed record ReferralMade(Guid Person, Guid Episode, Guid? Contact, DateOnly ReferredOn, string? SourceCode) : PersonEvent(Person);

/// <summary>Early help began.</summary>
public sealed record EarlyHelpBegan(Guid Person, Guid EarlyHelp, string Reason) : PersonEvent(Person);

/// <summary>A decision about a contact was taken back.</summary>
public sealed record ContactReconsidered(Guid Person, Guid Contact, ContactDecision Was, string Reason) : PersonEvent(Person);

/// <summary>Decides what to do about a contact: no further action with advice, another service, early help, the child's worker, or a referral.</summary>
[UseCase]
public sealed class DecideContact(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>By when a contact is decided: the clock contact_decision.</summary>
    public static DateOnly DueOn(DateOnly received, Settings.IntervalPolicy intervals) => intervals.Due("contact_decision", received);

    /// <exception cref="AccessRefusedException">The actor may not work on it.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(Guid together, ContactDecisionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var cases = await ContactGroup.Load(db, access, actor, together, Permission.RecordWork, "decide on a contact", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var may = ContactGroup.Permitting(cases, ContactAct.Decide);
        var chosen = may.Where(c => input.Children.Contains(c.Contact.PersonId)).ToList();
        var day = input.On ?? clock.Today;
        var late = day > DueOn(may[0].Contact.ReceivedOn, await Settings.IntervalPolicy.Load(db, ct));
        var problems = new List<Problem>();
        if (chosen.Count == 0)
        {
            problems.Add(new(nameof(input.Children), "Choose the children whom the decision is for"));
        }
        if (input.Decision is not { } decision || !Enum.IsDefined(decision))
        {
            problems.Add(new(nameof(input.Decision), "Choose what happens next"));
            decision = default;
        }
        if (Editing.Text(nameof(input.Reason), input.Reason, "Write why, and what advice was given", 4000) is { } why)
        {
            problems.Add(why);
        }
        if (
            input.Decision == ContactDecision.Signpost
            && Editing.Text(nameof(input.SignpostedTo), input.SignpostedTo, "Enter the service that the family was pointed to", 200) is { } where
        )
        {
            problems.Add(where);
        }
        if (late && Editing.Text(nameof(input.LateReason), input.LateReason, "Say why the decision is made after its time", 500) is { } missing)
        {
            problems.Add(missing);
        }
        if (
            Decided.Wrong(nameof(input.On), day, clock.Today, chosen.Select(c => c.Contact.ReceivedOn).DefaultIfEmpty(may[0].Contact.ReceivedOn).Max(), "the contact came in") is
            { } when
        )
        {
            problems.Add(when);
        }
        Editing.Refuse(problems);

        var ids = chosen.Select(c => c.Contact.PersonId).ToList();
        var open = (
            await db.Episodes.AsNoTracking().Where(e => ids.Contains(e.PersonId) && e.ClosedOn == null && !e.NoFurtherAction && e.SourceEndedOn == null).ToListAsync(ct)
        ).ToLookup(e => e.PersonId);
        var names = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        if (decision == ContactDecision.Referral && ids.Find(id => open[id].Any()) is var known && known != Guid.Empty)
        {
            throw new NotAcceptedException(
                nameof(input.Decision),
                $"{names[known]} is open to us already. Choose «Passed to the child's worker», or take {names[known]} out and decide apart"
            );
        }
        if (
            decision == ContactDecision.Referral
            && await db.Episodes.AsNoTracking().Where(e => ids.Contains(e.PersonId) && e.ClosedOn > day).MaxAsync(e => e.ClosedOn, ct) is { } closed
        )
        {
            throw new NotAcceptedException(nameof(input.On), $"The earlier work was open until {DateWords.Long(closed)}: the new referral is from then on");
        }
        if (decision == ContactDecision.ForTheWorker && ids.Find(id => !open[id].Any()) is var unknown && unknown != Guid.Empty)
        {
            throw new NotAcceptedException(
                nameof(input.Decision),
                $"{names[unknown]} is not open to us, so there is no worker to pass it to. Choose something else, or decide apart"
            );
        }

        var act = acts.Begin(actor, "Decide on a contact", key: key);
        var reason = input.Reason!.Trim();
        var lateReason = late ? input.LateReason!.Trim() : null;
        var result = together;
        var referred = clock.NewId();
        foreach (var contact in chosen.Select(c => c.Contact))
        {
            Guid? episode = null;
            if (decision == ContactDecision.Referral)
            {
                var referral = Refer(contact, referred, day);
                episode = referral.Id;
                result = referral.Id;
                act.Happened(new ReferralMade(contact.PersonId, referral.Id, contact.Id, referral.ReferredOn, referral.SourceCode));
            }
            if (decision == ContactDecision.EarlyHelp)
            {
                var help = new EarlyHelpEpisode
                {
                    Id = clock.NewId(),
                    PersonId = contact.PersonId,
                    StartedOn = day,
                    Reason = reason,
                };
                db.EarlyHelpEpisodes.Add(help);
                act.Happened(new EarlyHelpBegan(contact.PersonId, help.Id, reason));
            }
            contact.Decide(decision, reason, PersonRules.Clean(input.SignpostedTo), lateReason, episode, day, actor);
            act.Happened(new ContactDecided(contact.PersonId, contact.Id, decision, reason, contact.SignpostedTo, lateReason, episode, day));
            if (decision == ContactDecision.ForTheWorker)
            {
                var lead = await db.ChildOverviews.AsNoTracking().Where(o => o.PersonId == contact.PersonId).Select(o => o.WorkerId).FirstOrDefaultAsync(ct);
                if (lead is { } worker)
                {
                    await AllocateChild.Tell(db, clock, act, actor, contact.PersonId, [(worker, "Someone contacted us about a child you work with. Read what they said.")], ct);
                }
            }
        }
        return await act.Save(result, ct);
    }

    /// <summary>Takes a decision back, with a reason, as long as no manager has decided on a referral made of it.</summary>
    /// <exception cref="AccessRefusedException">The actor may not decide.</exception>
    /// <exception cref="NotAcceptedException">A reason is missing, or it cannot be taken back.</exception>
    public async Task Reconsider(Guid together, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var cases = await ContactGroup.Load(db, access, actor, together, Permission.Decide, "reconsider a contact", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var may = ContactGroup.Permitting(cases, ContactAct.Reconsider);
        if (Editing.Text("Reason", reason, "Say why the decision is taken back", 500) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var act = acts.Begin(actor, "Reconsider a contact", reason!.Trim(), key);
        foreach (var c in may)
        {
            if (c.Contact.EpisodeId is { } id && await db.Episodes.FirstOrDefaultAsync(e => e.Id == id, ct) is { } referral)
            {
                // Nothing is deleted: the referral stands, ended with no further action by the same act.
                referral.Decide(ReferralDecision.NoFurtherAction, null, reason.Trim(), null, clock.Today, actor);
                referral.TellReferrer(null, null, "The referral was taken back");
                act.Happened(new ReferralDecided(referral.PersonId, referral.Id, ReferralDecision.NoFurtherAction, null, reason.Trim(), null, null, null, clock.Today));
            }
            var was = c.Contact.Decision ?? ContactDecision.NoFurtherAction;
            c.Contact.Reconsider();
            act.Happened(new ContactReconsidered(c.Contact.PersonId, c.Contact.Id, was, reason.Trim()));
        }
        await act.Save(together, ct);
    }

    private Episode Refer(Contact contact, Guid together, DateOnly day)
    {
        var referral = new Episode
        {
            Id = clock.NewId(),
            PersonId = contact.PersonId,
            TogetherId = together,
            ContactId = contact.Id,
            // The statutory clocks count from the day on which it became a referral.
            ReferredOn = day,
            SourceCode = contact.SourceCode,
            FromName = contact.FromName,
            FromAgency = contact.FromAgency,
            FromReach = contact.FromReach,
            Summary = contact.Summary,
            TeamId = contact.TeamId,
            TakenByTeamId = contact.TeamId,
            WorkerId = contact.WorkerId,
        };
        db.Episodes.Add(referral);
        return referral;
    }
}

/// <summary>The day of a decision that may be written down after it was made.</summary>
internal static class Decided
{
    /// <summary>What is wrong with the day; null when nothing is.</summary>
    /// <param name="since">The step before: a decision may be made on the same day, and not before.</param>
    /// <param name="step">What happened then: «the contact came in».</param>
    public static Problem? Wrong(string field, DateOnly day, DateOnly today, DateOnly since, string step) =>
        day > today ? new(field, "The day must be today or in the past")
        : day < since ? new(field, $"The day must be on or after {DateWords.Long(since)}, when {step}")
        : null;
}
