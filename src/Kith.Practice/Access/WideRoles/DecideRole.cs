using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.WideRoles;

/// <summary>What the second person says.</summary>
public sealed record RoleDecisionInput(bool? Agree, string? Comments);

/// <summary>A second person agrees to a role that reaches every child, or does not. Then it is held, or is not.</summary>
[UseCase]
public sealed class DecideRole(KithDb db, Acts.Acts acts, SecondPerson second, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not agree, or there is no such request.</exception>
    /// <exception cref="NotAcceptedException">They asked for it themselves, it is for themselves, it is decided, or nothing is chosen.</exception>
    /// <exception cref="SecondEditorException">Someone else decided at the same moment.</exception>
    public async Task Handle(Guid requestId, RoleDecisionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.AgreeRoles, "agree to a role");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var request = await db.RoleRequests.FirstOrDefaultAsync(r => r.Id == requestId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "agree to a role");
        if (WhyNot(request, actor) is { } refusal)
        {
            throw new NotAcceptedException("", refusal);
        }
        Editing.SameVersion(request, version);
        var words = PersonRules.Clean(input.Comments);
        if (input.Agree is not { } agree)
        {
            throw new NotAcceptedException(nameof(input.Agree), "Choose what you decide");
        }
        if (!agree && words is null)
        {
            throw new NotAcceptedException(nameof(input.Comments), "Say why, for the one who asked");
        }
        if (words?.Length > GrantRole.LongestWords)
        {
            throw new NotAcceptedException(nameof(input.Comments), $"This must be {GrantRole.LongestWords} characters or fewer");
        }
        var account = await AccountRules.Load(db, request.AccountId, ct);
        var act = acts.Begin(actor, agree ? "Agree to a role" : "Refuse a role", words, key);
        (request.Outcome, request.DecidedById, request.DecidedByName, request.DecidedAt, request.Comments) = (
            agree ? RoleRequestOutcome.Agreed : RoleRequestOutcome.Refused,
            actor.AccountId,
            actor.Name,
            act.At,
            words
        );
        var role = Permissions.Describe(request.Role).ToLowerInvariant();
        if (agree)
        {
            // Asked for from an earlier day: it is held from the day it is agreed, never before.
            var grant = new RoleGrant
            {
                Id = clock.NewId(),
                AccountId = request.AccountId,
                Role = request.Role,
                TeamId = request.TeamId,
                From = request.From < clock.Today ? clock.Today : request.From,
                Until = request.Until,
            };
            if (grant.Until < grant.From)
            {
                throw new NotAcceptedException("", "The last day that was asked for is over. Ask the administrator to ask again");
            }
            db.RoleGrants.Add(grant);
            request.GrantId = grant.Id;
            act.Happened(new RoleAgreed(request.AccountId, request.Id, request.Role, words));
            act.Happened(new RoleGranted(request.AccountId, grant.Id, request.Role, grant.TeamId, grant.From, grant.Until));
            second.Tell(act, request.AccountId, $"You have a new role: {role}. {request.AskedByName} asked for it and {actor.Name} agreed.");
        }
        else
        {
            act.Happened(new RoleRefused(request.AccountId, request.Id, request.Role, words!));
        }
        second.Tell(
            act,
            request.AskedById,
            agree ? $"{actor.Name} agreed that {account.DisplayName} is {role}." : $"{actor.Name} did not agree that {account.DisplayName} becomes {role}: {words}",
            $"/admin/accounts/{request.AccountId}"
        );
        await act.Save(requestId, ct);
    }

    /// <summary>Why this actor may not decide; null when they may.</summary>
    internal static string? WhyNot(RoleRequest request, Actor actor) =>
        request.Outcome is not null ? $"{request.DecidedByName ?? "Somebody"} has decided this already"
        : request.AskedById == actor.AccountId ? "You asked for this role: somebody else agrees to it"
        : request.AccountId == actor.AccountId ? "This role is for you: somebody else agrees to it"
        : null;
}

/// <summary>Takes a request for a role back, because it was a slip or is not needed any more.</summary>
[UseCase]
public sealed class TakeBackRoleRequest(KithDb db, Acts.Acts acts)
{
    /// <exception cref="AccessRefusedException">The actor may not administer, or there is no such request.</exception>
    public async Task Handle(Guid accountId, Guid requestId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "take a request for a role back");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var request =
            await db.RoleRequests.FirstOrDefaultAsync(r => r.Id == requestId && r.AccountId == accountId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "take a request for a role back");
        if (request.Outcome is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Take a request for a role back", key: key);
        (request.Outcome, request.DecidedById, request.DecidedByName, request.DecidedAt) = (RoleRequestOutcome.TakenBack, actor.AccountId, actor.Name, act.At);
        act.Happened(new RoleRequestTakenBack(accountId, requestId, request.Role));
        await act.Save(requestId, ct);
    }
}
