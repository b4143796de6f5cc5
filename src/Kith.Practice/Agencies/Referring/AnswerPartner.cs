using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Contacts;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Agencies;

/// <summary>What a partner is told.</summary>
public sealed record PartnerAnswerInput
{
    public ToldOutcome? Outcome { get; set; }

    /// <summary>A few words beside it: what happens next, and what the partner can do.</summary>
    public string? Words { get; set; }
}

/// <summary>
/// Tells a partner on their own page what came of what they told us. Every decided child of it is answered by the same
/// act; what was decided for whom, and why, is not theirs to read.
/// </summary>
[UseCase]
public sealed class AnswerPartner(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The longest that an answer may be.</summary>
    public const int Longest = 1000;

    /// <exception cref="AccessRefusedException">The actor may not work on the contact.</exception>
    /// <exception cref="NotAcceptedException">Nothing was decided yet, or the outcome is missing.</exception>
    /// <exception cref="SecondEditorException">Someone else answered meanwhile.</exception>
    public async Task Handle(Guid referralId, PartnerAnswerInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "answer a partner");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var referral = await db.PartnerReferrals.FirstOrDefaultAsync(r => r.Id == referralId && r.SentAt != null, ct);
        if (
            referral?.ContactTogetherId is not { } together
            || await ContactGroup.Visible(db, access, actor, together).Where(c => c.DecidedOn != null).OrderBy(c => c.Id).ToListAsync(ct) is not { Count: > 0 } contacts
        )
        {
            throw new AccessRefusedException(Sight.Nothing, "answer a partner");
        }
        Editing.SameVersion(referral, version);
        var problems = new List<Problem>();
        if (input.Outcome is not { } outcome || !Enum.IsDefined(outcome))
        {
            problems.Add(new(nameof(input.Outcome), "Choose what they are told"));
            outcome = default;
        }
        if (input.Words?.Trim().Length > Longest)
        {
            problems.Add(new(nameof(input.Words), $"This must be {Longest:N0} characters or fewer"));
        }
        Editing.Refuse(problems);
        var words = PersonRules.Clean(input.Words);
        referral.Tell(outcome, words, clock.Today, actor);
        var act = acts.Begin(actor, "Tell a partner what came of it", key: key);
        foreach (var contact in contacts)
        {
            contact.ReferrerToldOn = clock.Today;
            act.Happened(new PartnerAnswered(contact.PersonId, referralId, outcome, words, clock.Today));
        }
        var ids = contacts.Select(c => c.EpisodeId).OfType<Guid>().ToList();
        foreach (var episode in (await db.Episodes.Where(e => ids.Contains(e.Id)).OrderBy(e => e.Id).ToListAsync(ct)).Where(e => e.OwesAnswer))
        {
            episode.TellReferrer(clock.Today, "On the partners' pages", null);
            act.Happened(new ReferrerAnswered(episode.PersonId, episode.Id, episode.ReferrerToldOn, episode.ReferrerToldHow, null));
        }
        await act.Save(referralId, ct);
    }

    /// <summary>
    /// The referrer was told in another way of what was decided on a referral (by telephone, in a letter): the partner's
    /// page says so too. Inside the act of whoever told them.
    /// </summary>
    internal static async Task ToldElsewhere(KithDb db, Act act, Episode episode, Actor actor, DateOnly today, CancellationToken ct)
    {
        if (episode.ContactId is not { } contactId || episode.ReferrerToldOn is not { } on)
        {
            return;
        }
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Id == contactId && c.PartnerReferralId != null, ct);
        if (contact is null)
        {
            return;
        }
        contact.ReferrerToldOn = on;
        var referral = await db.PartnerReferrals.FirstAsync(r => r.Id == contact.PartnerReferralId, ct);
        if (referral.AnsweredOn is null)
        {
            var outcome = PartnerWords.OutcomeOf(contact.Decision, episode.Decision);
            referral.Tell(outcome, null, on, actor);
            act.Happened(new PartnerAnswered(contact.PersonId, referral.Id, outcome, null, on));
        }
    }
}
