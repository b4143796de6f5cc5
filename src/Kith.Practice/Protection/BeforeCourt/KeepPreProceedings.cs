using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.LookedAfter;
using Kith.Practice.Store;

namespace Kith.Practice.Protection.BeforeCourt;

/// <summary>
/// Records the steps of pre-proceedings: decision, letter, family meeting, meetings, end. One letter or one meeting is
/// often about several brothers and sisters: it is recorded once, and each child has a record of their own. How they end
/// is decided for each child alone.
/// </summary>
[UseCase]
public sealed class KeepPreProceedings(ProtectionCases cases, Acts.Acts acts, Clock clock)
{
    /// <summary>A legal gateway meeting decided on pre-proceedings for one or more children.</summary>
    /// <exception cref="NotAcceptedException">They go on already for one of them, or something is missing.</exception>
    public async Task Begin(IReadOnlyList<Guid> children, DateOnly? on, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var opened = await cases.Open(actor, children, Permission.Decide, "begin pre-proceedings", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Begin pre-proceedings", key: key);
        Guid? together = opened.Count > 1 ? clock.NewId() : null;
        var begun = new List<PreProceedings>();
        Each(
            opened,
            c =>
            {
                var p = c.BeginBeforeCourt(on, reason, together);
                begun.Add(p);
                act.Happened(new PreProceedingsStep(c.PersonId, p.Id, "decision", p.DecidedOn));
            }
        );
        cases.Keep(opened);
        await act.Save(begun[0].Id, ct);
    }

    /// <summary>The letter before proceedings was sent.</summary>
    /// <exception cref="NotAcceptedException">It was sent already, or the day cannot be.</exception>
    public Task Letter(IReadOnlyList<Guid> children, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(children, "letter", on, actor, key, (c, p) => c.SendLetter(p, on), ct);

    /// <summary>A family group decision-making meeting was offered.</summary>
    /// <exception cref="NotAcceptedException">It was offered already, or the day cannot be.</exception>
    public Task Offer(IReadOnlyList<Guid> children, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(children, "family meeting offered", on, actor, key, (c, p) => c.OfferFamilyMeeting(p, on), ct);

    /// <summary>The family group decision-making meeting was held.</summary>
    /// <exception cref="NotAcceptedException">It was not offered, or the day cannot be.</exception>
    public Task FamilyMeeting(IReadOnlyList<Guid> children, DateOnly? on, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(children, "family meeting held", on, actor, key, (c, p) => c.HoldFamilyMeeting(p, on), ct);

    /// <summary>A pre-proceedings meeting was held.</summary>
    /// <exception cref="NotAcceptedException">The letter was not sent, or the day cannot be.</exception>
    public Task Meet(IReadOnlyList<Guid> children, DateOnly? on, string? summary, Actor actor, Guid? key, CancellationToken ct = default) =>
        Step(children, "meeting", on, actor, key, (c, p) => c.Meet(p, on, summary), ct);

    /// <summary>Pre-proceedings end for one child.</summary>
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

    private async Task Step(IReadOnlyList<Guid> children, string step, DateOnly? on, Actor actor, Guid? key, Action<ProtectionCase, PreProceedings> change, CancellationToken ct)
    {
        var opened = await cases.Open(actor, children, Permission.RecordWork, $"record a step of pre-proceedings: {step}", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var act = acts.Begin(actor, "Record a step of pre-proceedings", key: key);
        Each(
            opened,
            c =>
            {
                var p = c.BeforeCourt ?? throw new NotAcceptedException("", "Pre-proceedings do not go on");
                change(c, p);
                act.Happened(new PreProceedingsStep(c.PersonId, p.Id, step, on!.Value));
            }
        );
        cases.Keep(opened);
        await act.Save(opened[0].BeforeCourt!.Id, ct);
    }

    /// <summary>Does it for each child; what is refused for some of them names them, and nothing is saved for any.</summary>
    private static void Each(IReadOnlyList<ProtectionCase> opened, Action<ProtectionCase> act)
    {
        var refused = new List<(string Name, Problem Problem)>();
        foreach (var c in opened)
        {
            try
            {
                act(c);
            }
            catch (NotAcceptedException why)
            {
                refused.AddRange(why.Problems.Select(p => (c.Name, p)));
            }
        }
        Editing.Refuse([
            .. refused
                .GroupBy(r => r.Problem)
                .Select(g => g.Count() == opened.Count ? g.Key : g.Key with { Message = $"{string.Join(", ", g.Select(r => r.Name))}: {g.Key.Message}" }),
        ]);
    }
}
