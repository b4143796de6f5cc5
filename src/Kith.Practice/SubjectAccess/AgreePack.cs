using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess.Collecting;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess;

/// <summary>Asks a second person to agree with what is given and what is not, and opens it again to be changed.</summary>
[UseCase]
public sealed class AskToAgree(KithDb db, SubjectRoom room, Acts.Acts acts, ApprovalDesk desk)
{
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">Something is not read yet, or identity was not shown.</exception>
    public async Task Handle(Guid requestId, string? message, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "ask for agreement", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(request, version);
        request.DemandChangeable();
        if (request.State is SubjectState.WaitingForIdentity)
        {
            throw new NotAcceptedException("", "Proof of identity was asked for and not shown yet");
        }
        if (request.Gathered == 0)
        {
            throw new NotAcceptedException("", "Gather what is held first");
        }
        var left = await db.SubjectItems.CountAsync(i => i.RequestId == requestId && i.Choice == null, ct);
        if (left > 0)
        {
            throw new NotAcceptedException("", left == 1 ? "One thing is not read yet" : $"{left:N0} things are not read yet");
        }
        if (message?.Length > ReceiveRequest.Longest)
        {
            throw new NotAcceptedException("Message", $"This must be {ReceiveRequest.Longest:N0} characters or fewer");
        }
        var act = acts.Begin(actor, "Ask for agreement to a pack", key: key);
        request.AgreementAskedAt = act.At;
        await desk.Ask(
            act,
            actor,
            new ApprovalRequest
            {
                Kind = SubjectKind.SubjectAccess,
                SubjectId = requestId,
                PersonId = request.PersonId,
                What = "Agree to what is given to somebody who asked to read a record",
                DecideBy = request.DueOn,
                Message = message,
                Proposal = await room.Digest(requestId, ct),
            },
            ct
        );
        await act.Save(requestId, ct);
    }

    /// <summary>Opens what was asked for or agreed, to be changed; it has to be agreed anew.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">It is open, or was given.</exception>
    public async Task OpenAgain(Guid requestId, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "open a pack again", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(request, version);
        if (request.State is not (SubjectState.WithSecond or SubjectState.Agreed))
        {
            throw new NotAcceptedException("", request.IsOpen ? "It is open already" : "What was given does not change");
        }
        var act = acts.Begin(actor, "Open a pack again", key: key);
        (request.AgreementAskedAt, request.AgreedAt, request.AgreedBy, request.AgreedDigest) = (null, null, null, null);
        await desk.TakeBack(act, SubjectKind.SubjectAccess, requestId, ct);
        act.Happened(new SubjectPackReopened(request.PersonId, requestId));
        await act.Save(requestId, ct);
    }
}

/// <summary>A second person agrees: never one who decided on any part of it.</summary>
public sealed class SubjectPackApproval(KithDb db, SubjectRoom room) : IApprovalSubject
{
    /// <summary>Lines of what is held back that the second person reads at once.</summary>
    private const int MostLines = 300;

    public SubjectKind Kind => SubjectKind.SubjectAccess;

    public Permission DecidedWith => Permission.AnswerSubjectAccess;

    public bool OnlyForDeciders => true;

    public async Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default)
    {
        var id = approval.SubjectId;
        if (await db.SubjectRequests.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } request)
        {
            return null;
        }
        var items = (
            await db
                .SubjectItems.AsNoTracking()
                .Where(i => i.RequestId == id)
                .Select(i => new
                {
                    i.Id,
                    i.Section,
                    i.Title,
                    i.On,
                    i.Choice,
                    i.Reason,
                    i.Note,
                    i.Strikes,
                    i.PointedOut,
                    i.Shared,
                    i.DocumentId,
                    i.ReadBy,
                })
                .ToListAsync(ct)
        ).OrderBy(i => GatherRecord.Place(i.Section)).ThenBy(i => i.On ?? DateOnly.MinValue).ToList();
        var words = await db.SubjectWords.AsNoTracking().Where(w => w.RequestId == id).OrderBy(w => w.Id).ToListAsync(ct);
        var held = items.FindAll(i => i.Choice == SubjectChoice.HoldBack);
        var given = items.FindAll(i => i.Choice == SubjectChoice.Give);
        var places = given.SelectMany(i => Redacting.Strike.Read(i.Strikes).Select(s => (Item: i, s.Reason))).ToList();
        var checks = new List<string>();
        Check(
            given.Count(i => i is { PointedOut: > 0, Strikes: null, DocumentId: null }),
            "given whole although names or numbers of others are pointed out in it",
            "given whole although names or numbers of others are pointed out in them"
        );
        Check(given.Count(i => i is { Shared: true, Strikes: null }), "written about several children and given whole", "written about several children and given whole");
        Check(
            given.Count(i => i.DocumentId is not null),
            "file goes as it is: was it opened and read to its end?",
            "files go as they are: were they opened and read to their end?"
        );
        if (held.Count == 0 && places.Count == 0 && words.Count == 0)
        {
            checks.Add("Nothing at all is taken out or held back");
        }
        var parts = new List<PaperPart>
        {
            new PaperFacts([
                ("Who asks", request.Asker == SubjectAsker.Person ? "The person themselves" : $"{request.AskerName}: {request.Authority}"),
                ("What is asked for", request.Wants),
                ("Goes to", $"{request.RecipientName}, {request.RecipientAddress}"),
                ("Received", DateWords.Long(request.ReceivedOn)),
                ("Due", request.DueOn is { } due ? DateWords.Long(due) : null),
                ("Read by", string.Join(", ", items.Select(i => i.ReadBy).OfType<string>().Distinct().Order(StringComparer.Ordinal))),
                ("Given", $"{given.Count:N0} of {items.Count:N0}"),
            ]),
            new PaperHeading("Why something is not given"),
            new PaperTable(
                "By reason",
                ["Reason", "Held back whole", "Places taken out", "Words taken out everywhere"],
                [
                    .. Enum.GetValues<DisclosureReason>()
                        .Select(r => (Reason: r, Held: held.Count(i => i.Reason == r), Places: places.Count(p => p.Reason == r), Words: words.Count(w => w.Reason == r)))
                        .Where(r => r.Held + r.Places + r.Words > 0)
                        .Select(r => (IReadOnlyList<string?>)[Name(r.Reason), $"{r.Held:N0}", $"{r.Places:N0}", $"{r.Words:N0}"]),
                ]
            ),
            new PaperHeading("Held back whole"),
            new PaperTable(
                held.Count > MostLines ? $"The first {MostLines} of {held.Count:N0}" : "Each of them",
                ["What", "When", "Why", "In words"],
                [
                    .. held.Take(MostLines)
                        .Select(i => (IReadOnlyList<string?>)[$"{i.Section}: {i.Title}", i.On is { } on ? DateWords.Medium(on) : null, i.Reason is { } r ? Name(r) : null, i.Note]),
                ]
            ),
            new PaperHeading("Taken out everywhere"),
            new PaperList([.. words.Select(w => $"«{w.Words}»: {Name(w.Reason)}")]),
        };
        return new ApprovalSummary("What is given of a record", $"/subject-access/{id}", new Paper("What is given of a record", null, parts), checks);

        void Check(int count, string one, string many)
        {
            if (count > 0)
            {
                checks.Add(
                    count == 1
                        ? $"1 is {one}".Replace("1 is file goes", "1 file goes", StringComparison.Ordinal)
                        : $"{count:N0} are {many}".Replace("are files go", "files go", StringComparison.Ordinal)
                );
            }
        }
    }

    public async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var id = approval.SubjectId;
        var request = await db.SubjectRequests.FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotAcceptedException("", "The request is not there any more");
        if (request.State != SubjectState.WithSecond)
        {
            throw new NotAcceptedException("", "It was taken back since this was asked for");
        }
        if (await Decided(id, by.AccountId, ct))
        {
            throw new NotAcceptedException("", "You decided on part of this yourself: somebody else agrees to it");
        }
        var digest = await room.Digest(id, ct);
        if (digest != approval.Proposal)
        {
            throw new NotAcceptedException("", "Something changed since this was asked for. Send it back, so that it is asked for anew");
        }
        (request.AgreedAt, request.AgreedBy, request.AgreedDigest) = (act.At, by.Name, digest);
        act.Happened(new SubjectPackAgreed(request.PersonId, id, digest));
    }

    public Task Returned(Act act, Approval approval, Actor by, CancellationToken ct = default) => Back(act, approval, ct);

    public Task Declined(Act act, Approval approval, Actor by, CancellationToken ct = default) => Back(act, approval, ct);

    /// <summary>Whether somebody decided on any part of a request.</summary>
    internal async Task<bool> Decided(Guid requestId, Guid account, CancellationToken ct) =>
        await db.SubjectItems.AnyAsync(i => i.RequestId == requestId && i.ReadByAccountId == account, ct)
        || await db.SubjectWords.AnyAsync(w => w.RequestId == requestId && w.ByAccountId == account, ct);

    private async Task Back(Act act, Approval approval, CancellationToken ct)
    {
        if (await db.SubjectRequests.FirstOrDefaultAsync(r => r.Id == approval.SubjectId, ct) is { IsOpen: true, AgreementAskedAt: not null } request)
        {
            (request.AgreementAskedAt, request.AgreedAt, request.AgreedBy, request.AgreedDigest) = (null, null, null, null);
            act.Happened(new SubjectPackReopened(request.PersonId, request.Id));
        }
    }

    private static string Name(DisclosureReason reason) =>
        typeof(DisclosureReason).GetField(reason.ToString())!.GetCustomAttributes(false).OfType<System.ComponentModel.DataAnnotations.DisplayAttribute>().First().Name!;
}
