using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.LookedAfter;

namespace Kith.Practice.Protection.BeforeCourt;

/// <summary>Records the steps of pre-proceedings about one child: decision, letter, family meeting, meetings, end.</summary>
[UseCase]
public sealed class KeepPreProceedings(ProtectionCases cases, Acts.Acts acts)
{
    /// <summary>A legal gateway meeting decided on pre-proceedings.</summary>
    /// <exception cref="NotAcceptedException">They go on already, or something is missing.</exception>
    public async Task Begin(Guid personId, DateOnly? on, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.Decide, "begin pre-proceedings", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var p = c.BeginBeforeCourt(on, reason, null);
        cases.Keep([c]);
        var act = acts.Begin(actor, "Begin pre-proceedings", key: key);
        act.Happened(new PreProceedingsStep(personId, p.Id, "decision", p.DecidedOn));
        await act.Save(p.Id, ct);
    }

    /// <summary>The letter before proceedings was sent.</summary>
    /// <exception cref="NotAcceptedException">It was sent already, or the day cannot be.</exception>
    public Task Letter(Guid personId, Guid id, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(personId, id, Permission.RecordWork, "letter", on, actor, key, (c, p) => c.SendLetter(p, on), ct);

    /// <summary>A family group decision-making meeting was offered.</summary>
    /// <exception cref="NotAcceptedException">It was offered already, or the day cannot be.</exception>
    public Task Offer(Guid personId, Guid id, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(personId, id, Permission.RecordWork, "family meeting offered", on, actor, key, (c, p) => c.OfferFamilyMeeting(p, on), ct);

    /// <summary>The family group decision-making meeting was held.</summary>
    /// <exception cref="NotAcceptedException">It was not offered, or the day cannot be.</exception>
    public Task FamilyMeeting(Guid personId, Guid id, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(personId, id, Permission.RecordWork, "family meeting held", on, actor, key, (c, p) => c.HoldFamilyMeeting(p, on), ct);

    /// <summary>A pre-proceedings meeting was held.</summary>
    /// <exception cref="NotAcceptedException">The letter was not sent, or the day cannot be.</exception>
    public Task Meet(Guid personId, Guid id, DateOnly? on, string? summary, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(personId, id, Permission.RecordWork, "meeting", on, actor, key, (c, p) => c.Meet(p, on, summary), ct);

    /// <summary>Pre-proceedings end.</summary>
    /// <exception cref="NotAcceptedException">They ended already, or something is missing.</exception>
    public async Task End(Guid personId, Guid id, PreProceedingsConclusion facts, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var c = (await cases.Open(actor, [personId], Permission.Decide, "end pre-proceedings", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var p = c.PreProceedings.Find(p => p.Id == id) ?? throw new NotAcceptedException("", "These pre-proceedings are no longer there");
        c.Conclude(p, facts);
        var act = acts.Begin(actor, "End pre-proceedings", p.EndReason, key);
        act.Happened(new PreProceedingsEnded(personId, id, p.EndedOn!.Value, facts.End!.Value, p.CourtApplicationOn, p.FamilyMeetingOfferedOn is not null));
        await act.Save(id, ct);
    }

    private async Task Step(
        Guid personId,
        Guid id,
        Permission permission,
        string step,
        DateOnly? on,
        Actor actor,
        Guid? key,
        Action<ProtectionCase, PreProceedings> change,
        CancellationToken ct
    )
    {
        var c = (await cases.Open(actor, [personId], permission, $"record a step of pre-proceedings: {step}", ct))[0];
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var p = c.PreProceedings.Find(p => p.Id == id) ?? throw new NotAcceptedException("", "These pre-proceedings are no longer there");
        change(c, p);
        cases.Keep([c]);
        var act = acts.Begin(actor, "Record a step of pre-proceedings", key: key);
        act.Happened(new PreProceedingsStep(personId, id, step, on!.Value));
        await act.Save(id, ct);
    }
}
