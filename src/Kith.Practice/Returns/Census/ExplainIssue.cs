using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>Which fault is explained, and why it is right as it stands.</summary>
/// <param name="EndYear">The collection whose return it goes with; null for the one that is running.</param>
public sealed record ExplainInput(string? Rule, Guid RecordId, string? Field, string? Reason, int? EndYear = null);

/// <summary>Someone looked at a fault that a census rule finds and said why it is right as it stands.</summary>
public sealed record CensusIssueExplained(Guid Person, Guid Explanation, string Rule, Guid Record, string Field, string Reason) : PersonEvent(Person);

/// <summary>An explanation was taken back: the fault is to be put right after all.</summary>
public sealed record CensusExplanationWithdrawn(Guid Person, Guid Explanation, string Rule) : PersonEvent(Person);

/// <summary>Says why a fault is right as it stands; the words go to the Department for Education with the return.</summary>
[UseCase]
public sealed class ExplainIssue(KithDb db, RecordAccess access, ShowDataToFix show, Acts.Acts acts, Clock clock)
{
    public const int LongestReason = 500;

    /// <returns>The id of the explanation.</returns>
    /// <exception cref="AccessRefusedException">The actor may not read this child's record, or neither works on it nor prepares returns.</exception>
    /// <exception cref="NotAcceptedException">There is no such fault any more, or the reason is missing.</exception>
    public async Task<Guid> Handle(Guid personId, ExplainInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Demand(personId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var reason = input.Reason?.Trim() ?? "";
        if (reason.Length < 10)
        {
            throw new NotAcceptedException(nameof(input.Reason), "Say in a sentence why this is right as it stands");
        }
        if (reason.Length > LongestReason)
        {
            throw new NotAcceptedException(nameof(input.Reason), $"The reason must be {LongestReason} characters or fewer");
        }
        var (rule, field) = (input.Rule ?? "", input.Field ?? "");
        var running = CensusJudge.For(clock.Today)?.Year.EndYear ?? 0;
        var year = input.EndYear ?? running;
        if (!(year == running ? await Stands(personId, rule, input.RecordId, field, ct) : await StandsIn(year, personId, rule, input.RecordId, field, actor, ct)))
        {
            throw new NotAcceptedException("", "This has been put right in the meantime; there is nothing left to explain");
        }
        if (
            await db.CensusExplanations.AnyAsync(
                x => x.PersonId == personId && x.Rule == rule && x.RecordId == input.RecordId && x.Field == field && x.EndYear == year && x.EndedOn == null,
                ct
            )
        )
        {
            throw new NotAcceptedException("", "A colleague has explained this in the meantime; read what they wrote first");
        }
        var explanation = new CensusExplanation
        {
            Id = clock.NewId(),
            PersonId = personId,
            Rule = rule,
            RecordId = input.RecordId,
            Field = field,
            EndYear = year,
            Reason = reason,
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            At = clock.UtcNow,
        };
        db.CensusExplanations.Add(explanation);
        var act = acts.Begin(actor, "Explain a fault in the census", key: key);
        act.Happened(new CensusIssueExplained(personId, explanation.Id, rule, input.RecordId, field, reason));
        return await act.Save(explanation.Id, ct);
    }

    /// <summary>Takes an explanation back. One that has ended already stays as it is.</summary>
    public async Task Withdraw(Guid personId, Guid explanationId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Demand(personId, actor, ct);
        if (await db.CensusExplanations.FirstOrDefaultAsync(x => x.Id == explanationId && x.PersonId == personId && x.EndedOn == null, ct) is not { } explanation)
        {
            return;
        }
        explanation.EndedOn = clock.Today;
        var act = acts.Begin(actor, "Take back an explanation", key: key);
        act.Happened(new CensusExplanationWithdrawn(personId, explanation.Id, explanation.Rule));
        await act.Save(explanation.Id, ct);
    }

    /// <summary>Whether the actor may explain faults on records within reach.</summary>
    public static bool May(Actor actor) => actor.May(Permission.RecordWork) || actor.May(Permission.PrepareReturns);

    /// <summary>Whether the fault is still there. Rule 1520 is about two children at once and is asked for when it is needed.</summary>
    private Task<bool> Stands(Guid personId, string rule, Guid recordId, string field, CancellationToken ct) =>
        rule == ShowDataToFix.SharedUpnRule
            ? ShowDataToFix.SharesUpn(db).AnyAsync(p => p.Id == personId && p.Id == recordId && field == ShowDataToFix.SharedUpnField, ct)
            : db.CensusIssues.AnyAsync(i => i.PersonId == personId && i.Rule == rule && i.RecordId == recordId && i.Field == field, ct);

    private async Task<bool> StandsIn(int year, Guid personId, string rule, Guid recordId, string field, Actor actor, CancellationToken ct) =>
        (await show.OfChild(personId, actor, year, ct)).Any(i => i.Rule == rule && i.RecordId == recordId && i.Field == field);

    private Task Demand(Guid personId, Actor actor, CancellationToken ct) =>
        access.Demand(actor, personId, actor.May(Permission.RecordWork) ? Permission.RecordWork : Permission.PrepareReturns, "explain a fault in the census", ct);
}
