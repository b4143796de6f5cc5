using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CinCensus;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>
/// What a correction may not say, because another record says otherwise: a child has one plan at a time, a conference
/// that was held has a record of its own. Refused in words that say what comes first.
/// </summary>
internal static class Lawful
{
    /// <summary>Why the field cannot be made to say this; null when it can.</summary>
    public static Task<string?> Refusal(KithDb db, PersonRecord record, CorrectableField field, string? was, string? value, CancellationToken ct) =>
        (record, field.Field) switch
        {
            (Section47Enquiry e, "Section47.ICPCnotRequired") => Task.FromResult(
                value == CensusValue.Write(true) && e.ConferenceOn is { } held
                    ? $"A conference is recorded on {DateWords.Medium(held)}. Take that date away first, if there was none"
                    : null
            ),
            (Section47Enquiry e, "Section47.DateOfInitialCPC") when was is null || value is null => Conference(
                db,
                e.PersonId,
                c => c.EnquiryId == e.Id,
                value is not null && e.ConferenceNotRequired == true ? "The enquiry says that no conference was needed. Put that right first" : null,
                ct
            ),
            (Episode e, "CINdetails.DateOfInitialCPC") when was is null || value is null => Conference(db, e.PersonId, c => c.TransferIn && c.EpisodeId == e.Id, null, ct),
            (Episode e, "CINdetails.ReferralNFA") => Decision(db, e, value == CensusValue.Write(true), ct),
            (CinPlan p, "CINplanDates.CINPlanEndDate") when value is null => OpenAgain(db, p, p.EpisodeId, ct),
            (ProtectionPlan p, "ChildProtectionPlans.CPPendDate") when value is null => OpenAgain(db, p, p.EpisodeId, ct),
            _ => Task.FromResult<string?>(null),
        };

    /// <summary>
    /// Nothing was done under a referral that led to nothing (census rules 4000, 8831 and 8832), and a child has one open
    /// referral at a time (8815), which says what the need is (8610).
    /// </summary>
    private static async Task<string?> Decision(KithDb db, Episode episode, bool noFurtherAction, CancellationToken ct)
    {
        var done = (await ReferralCase.Load(db, episode.Id, ct))!;
        var (person, id) = (episode.PersonId, episode.Id);
        if (!noFurtherAction)
        {
            return done.LaterReferral ? "This child has been referred again since. Work goes on under the later referral"
                : episode.PrimaryNeed is null ? "A referral that goes on says what the main need is. Put the primary need right first"
                : null;
        }
        if (done.Assessments.Count + done.Enquiries.Count + done.ProtectionPlans.Count + done.NeedPlans.Count > 0 || episode.TransferInConferenceOn is not null)
        {
            return "Work was done under this referral, so something followed from it. If the work is over, close it";
        }
        return episode.ClosedOn is not null ? "The work under this referral was closed, so something followed from it. Re-open it first, if nothing did"
            : await db.Allocations.AnyAsync(a => a.PersonId == person && a.EpisodeId == id && a.To == null && a.SourceEndedOn == null, ct)
                ? "A worker holds this referral. If nothing more is to be done, close the work"
            : null;
    }

    /// <summary>A conference with a record of its own says by itself whether and when it was held.</summary>
    private static async Task<string?> Conference(
        KithDb db,
        Guid person,
        System.Linq.Expressions.Expression<Func<InitialConference, bool>> which,
        string? first,
        CancellationToken ct
    ) =>
        first
        ?? (
            await db.InitialConferences.Where(c => c.PersonId == person && c.SourceEndedOn == null).AnyAsync(which, ct)
                ? "This conference has a record of its own, which says whether it was held. The date comes from there"
                : null
        );

    /// <summary>Whether a plan that was ended by mistake can go on.</summary>
    private static async Task<string?> OpenAgain(KithDb db, PersonRecord plan, Guid? episode, CancellationToken ct)
    {
        var (person, id) = (plan.PersonId, plan.Id);
        if (await db.Episodes.AnyAsync(e => e.Id == episode && e.ClosedOn != null, ct))
        {
            return "The work with this child has been closed, so no plan goes on. Re-open the work first";
        }
        if (
            await db.CinPlans.AnyAsync(p => p.PersonId == person && p.Id != id && p.EndedOn == null && p.SourceEndedOn == null, ct)
            || await db.ProtectionPlans.AnyAsync(p => p.PersonId == person && p.Id != id && p.EndedOn == null && p.SourceEndedOn == null, ct)
        )
        {
            return "Another plan of this child goes on. A child has one plan at a time";
        }
        var ended = (plan as ProtectionPlan)?.EndedOn;
        return ended is not null && await db.ReviewConferences.AnyAsync(v => v.PlanId == id && v.HeldOn == ended && v.ContinuePlan == false && v.Source == null, ct)
            ? $"The review conference of {DateWords.Medium(ended.Value)} ended this plan"
            : null;
    }
}
