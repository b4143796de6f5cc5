using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Retention;

/// <summary>Proposes that a record whose time is up is disposed of, and takes that back. A second person decides.</summary>
[UseCase]
public sealed class ProposeDisposal(KithDb db, RecordAccess access, Acts.Acts acts, ApprovalDesk desk, IEnumerable<IHoldsDisposal> holders, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor does not keep retention, or may not read the record.</exception>
    /// <exception cref="NotAcceptedException">The time is not up by a rule that the authority confirmed, something holds the record, or it was proposed already.</exception>
    public async Task<Guid> Handle(Guid child, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, child, Permission.KeepRetention, "propose a disposal", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (await db.Disposals.AnyAsync(d => d.PersonId == child && (d.State == DisposalState.Proposed || d.State == DisposalState.Agreed), ct))
        {
            throw new NotAcceptedException("", "This was proposed already");
        }
        var answer = await TimeIsUp(db, holders, child, clock.Today, ct);
        var disposal = new Disposal
        {
            Id = clock.NewId(),
            PersonId = child,
            State = DisposalState.Proposed,
            DueOn = answer.DueOn!.Value,
            Rules = JsonSerializer.Serialize(answer.Applied),
            ProposedById = actor.AccountId,
            ProposedByName = actor.Name,
            ProposedAt = clock.UtcNow,
        };
        db.Disposals.Add(disposal);
        var act = acts.Begin(actor, "Propose a disposal", key: key);
        act.Happened(new DisposalProposed(child, disposal.Id, disposal.DueOn, answer.Rule.Key));
        await desk.Ask(
            act,
            actor,
            new ApprovalRequest
            {
                Kind = SubjectKind.Disposal,
                SubjectId = disposal.Id,
                PersonId = child,
                What = $"Agree that this record, whose time was up on {DateWords.Long(disposal.DueOn)}, is disposed of",
            },
            ct
        );
        return await act.Save(disposal.Id, ct);
    }

    /// <summary>Takes a disposal back before it is carried out, also one that was agreed.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep retention, or may not read the record.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or it is too late.</exception>
    public async Task TakeBack(Guid id, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepRetention, "take a disposal back");
        var disposal = await db.Disposals.FirstOrDefaultAsync(d => d.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "take a disposal back");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (disposal.State is not (DisposalState.Proposed or DisposalState.Agreed))
        {
            throw new NotAcceptedException("", "This disposal was declined, taken back or carried out");
        }
        await access.Demand(actor, disposal.PersonId, Permission.KeepRetention, "take a disposal back", ct);
        Editing.SameVersion(disposal, version);
        if (Editing.Reason("Why", why, "Say why it does not go ahead", 1000) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (disposal.State, disposal.EndedWhy, disposal.NotBefore) = (DisposalState.Withdrawn, why!.Trim(), null);
        var act = acts.Begin(actor, "Take a disposal back", why.Trim(), key);
        act.Happened(new DisposalStopped(disposal.PersonId, id, why.Trim()));
        await desk.TakeBack(act, SubjectKind.Disposal, id, ct);
        await act.Save(id, ct);
    }

    /// <summary>The answer of the rules, where the time is up and nothing holds the record.</summary>
    internal static async Task<RetentionAnswer> TimeIsUp(KithDb db, IEnumerable<IHoldsDisposal> holders, Guid child, DateOnly today, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            if (await holder.Held([child], ct) is [var (_, why), ..])
            {
                throw new NotAcceptedException("", why);
            }
        }
        var facts =
            (await RetentionFactsReader.Read(db, [child], ct)).FirstOrDefault()
            ?? throw new NotAcceptedException("", "Only a child’s own record is disposed of. Adults go with the last child because of whom they are kept");
        var answer = RetentionClock.Of(facts, await PolicyBook.Load(db, ct), today);
        return answer.DueOn is not { } due ? throw new NotAcceptedException("", answer.Why!)
            : due > today ? throw new NotAcceptedException("", $"By the rule «{answer.Rule.Name}» the record is kept until {DateWords.Long(due)}")
            : answer;
    }
}

/// <summary>A second person agrees that a record is disposed of.</summary>
public sealed class DisposalApproval(KithDb db, IEnumerable<IHoldsDisposal> holders, Clock clock) : IApprovalSubject
{
    public SubjectKind Kind => SubjectKind.Disposal;

    public Permission DecidedWith => Permission.AgreeDisposal;

    public async Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default)
    {
        var disposal = await db.Disposals.AsNoTracking().FirstOrDefaultAsync(d => d.Id == approval.SubjectId, ct);
        if (disposal is null)
        {
            return null;
        }
        var days = (await PolicyBook.Load(db, ct)).Whole(RetentionRules.CoolingOff, clock.Today);
        return new ApprovalSummary(
            "Disposal of a record",
            $"/retention/disposals/{disposal.Id}",
            new Paper(
                "Disposal of a record",
                null,
                [
                    new PaperText($"Proposed by {disposal.ProposedByName}. The time was up on {DateWords.Long(disposal.DueOn)}."),
                    new PaperTable(
                        "Rules that apply",
                        ["Rule", "Length", "Until"],
                        [.. disposal.AppliedRules.Select(r => (IReadOnlyList<string?>)[r.Name, r.Length, r.Until is { } u ? DateWords.Long(u) : "–"])]
                    ),
                ]
            ),
            [$"What is disposed of cannot be brought back. It goes {days} days after you agree; until then it can be taken back."]
        );
    }

    public async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var disposal = await Waiting(approval, ct);
        await ProposeDisposal.TimeIsUp(db, holders, disposal.PersonId, clock.Today, ct);
        var days = (await PolicyBook.Load(db, ct)).Whole(RetentionRules.CoolingOff, clock.Today);
        (disposal.State, disposal.AgreedById, disposal.AgreedByName, disposal.AgreedAt) = (DisposalState.Agreed, by.AccountId, by.Name, act.At);
        disposal.NotBefore = clock.Today.AddDays(days);
        act.Happened(new DisposalAgreed(disposal.PersonId, disposal.Id, disposal.NotBefore.Value));
    }

    public Task Returned(Act act, Approval approval, Actor by, CancellationToken ct = default) => Stop(act, approval, DisposalState.Withdrawn, ct);

    public Task Declined(Act act, Approval approval, Actor by, CancellationToken ct = default) => Stop(act, approval, DisposalState.Declined, ct);

    private async Task Stop(Act act, Approval approval, DisposalState state, CancellationToken ct)
    {
        if (await db.Disposals.FirstOrDefaultAsync(d => d.Id == approval.SubjectId, ct) is not { State: DisposalState.Proposed } disposal)
        {
            return;
        }
        (disposal.State, disposal.EndedWhy) = (state, approval.Reason);
        act.Happened(new DisposalStopped(disposal.PersonId, disposal.Id, approval.Reason ?? "Taken back"));
    }

    private async Task<Disposal> Waiting(Approval approval, CancellationToken ct) =>
        await db.Disposals.FirstOrDefaultAsync(d => d.Id == approval.SubjectId, ct) is { State: DisposalState.Proposed } disposal
            ? disposal
            : throw new NotAcceptedException("", "This disposal does not wait for a decision any more");
}
