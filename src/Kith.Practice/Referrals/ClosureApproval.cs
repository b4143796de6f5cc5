using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Referrals;

/// <summary>The end of the work with a child as a manager decides on it.</summary>
public sealed class ClosureApproval(KithDb db, CloseWork close) : IApprovalSubject
{
    public SubjectKind Kind => SubjectKind.Closure;

    public async Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default)
    {
        if (Proposal.Read<CloseInput>(approval) is not { } input || await ReferralCase.Load(db, approval.SubjectId, ct) is not { } found)
        {
            return null;
        }
        db.ChangeTracker.Clear();
        var seen = await db.Visits.AsNoTracking().Where(v => v.Children.Any(c => c.PersonId == approval.PersonId && c.Seen == true)).Select(v => (DateOnly?)v.On).MaxAsync(ct);
        var checks = ReferralMachine.Blocks(found).Select(b => b.Words).Concat(await close.Loose(approval.PersonId, ct)).ToList();
        if (seen > input.On)
        {
            checks.Insert(0, $"The child was seen on {DateWords.Long(seen.Value)}, after the day on which the work would end");
        }
        return new ApprovalSummary(
            "The end of the work",
            $"/referrals/{approval.SubjectId}",
            new Paper(
                "The end of the work",
                null,
                [
                    new PaperFacts([
                        ("Why it ends", CodeSets.ClosureReason.Describe(input.Reason)),
                        ("On", input.On is { } on ? DateWords.Long(on) : null),
                        ("Referred", DateWords.Long(found.Episode.ReferredOn)),
                        ("Last seen", seen is { } day ? DateWords.Long(day) : "No visit at which the child was seen is recorded"),
                    ]),
                    new PaperHeading("What is better for the child, and what the family can do if worries return"),
                    new PaperText(input.Words),
                    new PaperHeading("What was done"),
                    new PaperList([
                        .. found
                            .Assessments.Where(a => a.AuthorisedOn is not null)
                            .Select(a => (On: a.AuthorisedOn!.Value, What: "An assessment was authorised"))
                            .Concat(found.Enquiries.Select(e => (On: e.StartedOn, What: "A section 47 enquiry began")))
                            .Concat(
                                found.ProtectionPlans.Select(p =>
                                    (On: p.EndedOn ?? p.StartedOn, What: p.EndedOn is null ? "A child protection plan began" : "A child protection plan ended")
                                )
                            )
                            .Concat(
                                found.NeedPlans.Select(p =>
                                    (
                                        On: p.EndedOn ?? p.StartedOn,
                                        What: p.EndedOn is null ? "A child in need plan began" : $"A child in need plan ended{(p.EndReason is { } why ? $": {why}" : "")}"
                                    )
                                )
                            )
                            .OrderBy(x => x.On)
                            .Select(x => $"{DateWords.Medium(x.On)}: {x.What}")
                            .DefaultIfEmpty("Nothing beyond the referral is recorded."),
                    ]),
                ]
            ),
            checks
        );
    }

    public async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var found = await ReferralCase.Load(db, approval.SubjectId, ct) ?? throw new NotAcceptedException("", "The referral is no longer there");
        var input = Proposal.Read<CloseInput>(approval) ?? throw new NotAcceptedException("", "The request does not say how the work is to end. Send it back");
        try
        {
            await close.End(act, [(found, input)], by, ct);
        }
        catch (NotAcceptedException refused)
        {
            // The decider has no such field before them: what has changed since it was asked for is said as a whole.
            throw new NotAcceptedException([.. refused.Problems.Select(p => new Problem("", p.Message))]);
        }
    }
}
