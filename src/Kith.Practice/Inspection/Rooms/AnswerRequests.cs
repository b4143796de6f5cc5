using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>A request as a form holds it.</summary>
public sealed record RoomRequestInput
{
    /// <summary>The inspector who asked; null where <see cref="AskedBy"/> names somebody without a way in.</summary>
    public Guid? InspectorId { get; set; }
    public string? AskedBy { get; set; }
    public string? What { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>Why it goes to somebody else or gets another day.</summary>
    public string? Reason { get; set; }
}

/// <summary>The answer to a request as a form holds it.</summary>
public sealed record RoomAnswerInput
{
    public string? Answer { get; set; }
    public Guid? PaperId { get; set; }
}

/// <summary>
/// The log of what inspectors ask for. Each request is one action of the one list: whose it is and by when is kept there,
/// and answering it here is what calls the action done.
/// </summary>
[UseCase]
public sealed class AnswerRequests(KithDb db, ActionLedger ledger, Acts.Acts acts, Clock clock)
{
    /// <summary>Writes down what inspectors ask for, and whose it is.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections, or there is no such room.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Ask(Guid inspectionId, RoomRequestInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await KeepRoom.Room(db, inspectionId, ct);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.What), input.What, "Say what they ask for", 1000) is { } nothing)
        {
            problems.Add(nothing);
        }
        var inspector = input.InspectorId is { } id ? await db.RoomInspectors.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id && i.InspectionId == inspectionId, ct) : null;
        if (input.InspectorId is not null && inspector is null)
        {
            problems.Add(new(nameof(input.InspectorId), "Select an inspector from the list"));
        }
        else if (inspector is null && Editing.Text(nameof(input.AskedBy), input.AskedBy, "Say who asks", 120) is { } nobody)
        {
            problems.Add(nobody);
        }
        var owner = await Owner(input, problems, ct);
        Editing.Refuse(problems);
        var request = new RoomRequest
        {
            Id = clock.NewId(),
            InspectionId = inspectionId,
            Number = await db.RoomRequests.Where(r => r.InspectionId == inspectionId).MaxAsync(r => (int?)r.Number, ct) + 1 ?? 1,
            AskedBy = inspector?.Name ?? input.AskedBy!.Trim(),
            InspectorId = inspector?.Id,
            AskedAt = clock.UtcNow,
            What = input.What!.Trim(),
        };
        var act = acts.Begin(actor, "Write down what inspectors ask for", key: key);
        request.ActionId = ledger
            .Add(
                act,
                new ActionItem
                {
                    TeamId = owner.TeamId,
                    Source = ActionSource.Inspection,
                    SourceId = request.Id,
                    What = $"Answer inspectors, request {request.Number}: {request.What}",
                    OwnerWorkerId = owner.WorkerId,
                    DueOn = input.DueOn,
                    EvidenceNeeded = true,
                }
            )
            .Id;
        db.RoomRequests.Add(request);
        act.Happened(new RequestMade(inspectionId, request.Id, request.Number, request.AskedBy, request.What));
        return await act.Save(request.Id, ct);
    }

    /// <summary>Gives a request to somebody else, or another day, with a reason.</summary>
    /// <inheritdoc cref="Ask"/>
    /// <exception cref="SecondEditorException">Someone else changed it meanwhile.</exception>
    public async Task PassOn(Guid requestId, RoomRequestInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var (request, item) = await Load(requestId, version, actor, ct);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why this changes", 200) is { } missing)
        {
            problems.Add(missing);
        }
        var owner = await Owner(input, problems, ct, item.DueOn);
        Editing.Refuse(problems);
        item.Change(input.DueOn, owner.WorkerId, null, null, input.Reason);
        item.TeamId = owner.TeamId;
        var act = acts.Begin(actor, "Pass on what inspectors ask for", input.Reason!.Trim(), key);
        if (act.ChangesOf(item).Where(c => c.Field is not (nameof(item.LastChange) or nameof(item.TimesMoved))).ToList() is { Count: > 0 } changes)
        {
            // The day and the owner stand on the action; a second editor of the request must see that they changed.
            db.Entry(request).Property(r => r.What).IsModified = true;
            act.Happened(new ActionChanged(null, item.TeamId, item.Id, changes));
        }
        await act.Save(requestId, ct);
    }

    /// <summary>Answers: the action is done, and what was given with the answer is given.</summary>
    /// <inheritdoc cref="PassOn"/>
    public async Task Answer(Guid requestId, RoomAnswerInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var (request, item) = await Load(requestId, version, actor, ct);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Answer), input.Answer, "Say what the answer is, or what was given", 4000) is { } missing)
        {
            problems.Add(missing);
        }
        var paper = input.PaperId is { } given ? await db.RoomPapers.FirstOrDefaultAsync(p => p.Id == given && p.InspectionId == request.InspectionId, ct) : null;
        if (input.PaperId is not null && paper is null)
        {
            problems.Add(new(nameof(input.PaperId), "Select a paper of the room"));
        }
        else if (paper is { IsGiven: false } && !actor.May(Permission.KeepImprovement))
        {
            problems.Add(new(nameof(input.PaperId), "This paper has not been given to inspectors. Ask whoever coordinates the inspection"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Answer inspectors", key: key);
        (request.Answer, request.AnsweredAt, request.AnsweredBy, request.PaperId) = (input.Answer!.Trim(), act.At, actor.Name, paper?.Id);
        if (paper is { IsGiven: false })
        {
            (paper.GivenAt, paper.TakenBackAt) = (act.At, null);
            act.Happened(new RoomPaperGiven(request.InspectionId, paper.Id));
        }
        item.Complete(clock.Today, request.Answer, actor.AccountId, clock.Today);
        act.Happened(ActionDone.Of(item));
        act.Happened(new RequestAnswered(request.InspectionId, requestId, request.Answer, request.PaperId));
        await act.Save(requestId, ct);
    }

    /// <summary>Inspectors do not need it any more; the action ends with it.</summary>
    /// <inheritdoc cref="PassOn"/>
    public async Task Withdraw(Guid requestId, string? why, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var (request, item) = await Load(requestId, version, actor, ct);
        if (Editing.Text("Why", why, "Say why it is not needed any more", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        (request.WithdrawnAt, request.WithdrawnWhy) = (clock.UtcNow, why!.Trim());
        item.End(clock.Today, why.Trim());
        var act = acts.Begin(actor, "Close a request of inspectors", why.Trim(), key);
        act.Happened(ActionEnded.Of(item));
        act.Happened(new RequestWithdrawn(request.InspectionId, requestId, why.Trim()));
        await act.Save(requestId, ct);
    }

    /// <summary>
    /// Those to whom a request can be given: who reads inspections, and so can open what was asked. One statement.
    /// </summary>
    public async Task<IReadOnlyList<OwnerChoice>> Owners(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "see who could answer inspectors");
        var today = clock.Today;
        var roles = Enum.GetValues<Role>().Where(r => Permissions.Allows(r, Permission.ReadImprovement)).ToList();
        return await db
            .Workers.AsNoTracking()
            .Where(w =>
                w.TeamId != null
                && (w.LeftOn == null || w.LeftOn > today)
                && db.Users.Any(a =>
                    a.WorkerId == w.Id && db.RoleGrants.Any(g => g.AccountId == a.Id && roles.Contains(g.Role) && g.From <= today && (g.Until == null || g.Until >= today))
                )
            )
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .Select(w => new OwnerChoice(w.Id, w.Name, w.JobTitle ?? "worker"))
            .ToListAsync(ct);
    }

    private async Task<(Guid WorkerId, Guid TeamId)> Owner(RoomRequestInput input, List<Problem> problems, CancellationToken ct, DateOnly? before = null)
    {
        if (input.DueOn is not { } due || (due < clock.Today && due != before) || due > clock.Today.AddDays(KeepRoom.DaysAround))
        {
            problems.Add(new(nameof(input.DueOn), $"Enter the day by which they want it, from today and within {KeepRoom.DaysAround} days"));
        }
        var owner = input.OwnerWorkerId is { } id
            ? await db
                .Workers.AsNoTracking()
                .Where(w => w.Id == id && w.TeamId != null && w.LeftOn == null)
                .Select(w => new { w.Id, TeamId = w.TeamId!.Value })
                .FirstOrDefaultAsync(ct)
            : null;
        if (owner is null)
        {
            problems.Add(new(nameof(input.OwnerWorkerId), "Select who answers it"));
        }
        return owner is null ? default : (owner.Id, owner.TeamId);
    }

    /// <summary>An open request, for those who keep inspections and for whoever is to answer it.</summary>
    private async Task<(RoomRequest Request, ActionItem Item)> Load(Guid requestId, int? version, Actor actor, CancellationToken ct)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "answer inspectors");
        var request = await db.RoomRequests.FirstOrDefaultAsync(r => r.Id == requestId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "answer inspectors");
        var item = await db.ActionItems.SingleAsync(a => a.Id == request.ActionId, ct);
        if (!MayAnswer(actor, item))
        {
            throw new AccessRefusedException(Sight.Read, "answer inspectors in place of somebody else");
        }
        Editing.SameVersion(request, version);
        return request.IsOpen ? (request, item) : throw new NotAcceptedException("", "This request is closed already");
    }

    internal static bool MayAnswer(Actor actor, ActionItem item) => actor.May(Permission.KeepImprovement) || (item.OwnerWorkerId is { } owner && actor.WorkerIds.Contains(owner));
}
