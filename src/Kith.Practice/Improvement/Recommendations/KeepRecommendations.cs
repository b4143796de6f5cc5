using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Recommendations;

/// <summary>What is said with a step of a recommendation; each act asks for its own part of it.</summary>
public sealed record RecommendationStepInput
{
    /// <summary>The reason, the evidence, what was looked at, what is different.</summary>
    public string? Words { get; set; }

    /// <summary>Records in which it can be seen: «visit:» and an id.</summary>
    public List<string> SeenIn { get; set; } = [];

    /// <summary>When it was done.</summary>
    public DateOnly? On { get; set; }

    /// <summary>It can no longer be done.</summary>
    public bool Overtaken { get; set; }

    /// <summary>A new day by which it is to be done, or the day from which its effect is looked for.</summary>
    public DateOnly? DueOn { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public string? What { get; set; }
    public string? Aim { get; set; }

    /// <summary>For the system, when it is verified: the measure that is to show the difference.</summary>
    public string? Measure { get; set; }

    /// <summary>The one it is joined with.</summary>
    public Guid? Into { get; set; }
}

/// <summary>The steps of a recommendation after it was made. What each asks for is in <see cref="RecommendationMachine"/>.</summary>
[UseCase]
public sealed class KeepRecommendations(
    KithDb db,
    RecordAccess access,
    Acts.Acts acts,
    ActionOwners owners,
    MeasureReadings readings,
    RecommendationRecords records,
    RecommendationFiles files,
    Clock clock
)
{
    private const int LongestText = 4000;

    /// <summary>The owner does it.</summary>
    /// <exception cref="AccessRefusedException">It is not the actor's to see, or the act is not theirs.</exception>
    /// <exception cref="NotAcceptedException">The machine does not permit it now, or something is missing.</exception>
    /// <exception cref="SecondEditorException">Someone else took a step meanwhile.</exception>
    public async Task Accept(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Accept, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var act = acts.Begin(actor, "Accept a recommendation", key: key);
        r.AcceptedOn = clock.Today;
        Step(act, r, RecommendationAct.Accept, actor, null, r.Action.DueOn);
        act.Happened(new RecommendationAccepted(r.Action.PersonId, id));
        await act.Save(id, ct);
    }

    /// <summary>The owner gives it back to whoever raised it, once, with a reason.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Return(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Return, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var why = Words(input, "Say why it cannot be done like this, and what could be");
        var act = acts.Begin(actor, "Give a recommendation back", why, key);
        r.ReturnedOn = clock.Today;
        r.AnsweredOn = null;
        Step(act, r, RecommendationAct.Return, actor, why, null);
        act.Happened(new RecommendationReturned(r.Action.PersonId, id, why));
        RecommendationSteps.TellRaiser(db, clock, act, r, actor, "Something that you recommended came back to you with a question");
        await act.Save(id, ct);
    }

    /// <summary>What the owner asked is answered; it may ask for something else, of someone else, by another day.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Answer(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Answer, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var answer = Words(input, "Answer what was asked");
        var problems = new List<Problem>();
        Required(problems, nameof(input.What), input.What, "Say what is to be done", 500);
        Required(problems, nameof(input.Aim), input.Aim, "Say what will be different when it is done", 2000);
        Later(problems, input.DueOn, r.Action.DueOn);
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Answer about a recommendation", key: key);
        r.Action.What = input.What!.Trim();
        r.Aim = input.Aim!.Trim();
        r.Action.Change(input.DueOn, r.Action.OwnerWorkerId, null, null, answer);
        r.AnsweredOn = clock.Today;
        var changes = Changes(act, r);
        Step(act, r, RecommendationAct.Answer, actor, answer, r.Action.DueOn);
        act.Happened(new RecommendationAnswered(r.Action.PersonId, id, changes, answer));
        await RecommendationSteps.TellOwner(db, clock, act, r, actor, "What you asked about a recommendation was answered", ct);
        await act.Save(id, ct);
    }

    /// <summary>Someone other than the owner changes the day or the owner, with a reason. A new owner has not accepted it yet.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Change(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Change, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var why = Words(input, "Say why this changes");
        var problems = new List<Problem>();
        Later(problems, input.DueOn, r.Action.DueOn);
        NotForEver(problems, r, input.DueOn, actor);
        var to = input.OwnerWorkerId ?? r.Action.OwnerWorkerId;
        var moved = to != r.Action.OwnerWorkerId;
        if (moved && await RaiseRecommendation.OwnerOf(db, owners, r.Action.PersonId, to, actor, clock.Today, ct) is null)
        {
            problems.Add(new(nameof(input.OwnerWorkerId), "Select who does this from the list"));
        }
        Editing.Refuse(problems);
        if (!moved && input.DueOn == r.Action.DueOn)
        {
            return;
        }
        var act = acts.Begin(actor, "Change a recommendation", why, key);
        // Whose it was stands in the step: they do not verify it later.
        Step(act, r, RecommendationAct.Change, actor, why, input.DueOn);
        r.Action.Change(input.DueOn, to, null, null, why);
        if (moved)
        {
            (r.AcceptedOn, r.ReturnedOn, r.AnsweredOn) = (null, null, null);
            await RecommendationSteps.TellOwner(db, clock, act, r, actor, "Something was recommended, and is yours to answer: see your recommendations", ct);
        }
        act.Happened(new RecommendationChanged(r.Action.PersonId, id, Changes(act, r), why));
        await act.Save(id, ct);
    }

    /// <summary>The owner says that it is done, and what shows it; or that it can no longer be done, and what shows that.</summary>
    /// <inheritdoc cref="Accept"/>
    /// <param name="file">A file that shows it: it goes on the child's record, or into the evidence library.</param>
    public async Task Claim(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default, SentFile? file = null)
    {
        if (await Take(id, RecommendationAct.Claim, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var problems = new List<Problem>();
        var evidence = Says(problems, input.Words, RecommendationEvidenceRules.Wanting);
        var seen = await records.Resolve(r, input.SeenIn, r.RaisedOn, false, problems, ct);
        if (r.IsForChild && !input.Overtaken && seen.Count == 0 && file is null && problems.All(p => p.Field != nameof(input.SeenIn)))
        {
            problems.Add(new(nameof(input.SeenIn), "Select at least one record or document in which it can be seen"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Say that a recommendation is done", key: key);
        try
        {
            r.Action.Complete(input.On ?? clock.Today, evidence, actor.AccountId, clock.Today);
        }
        catch (NotAcceptedException refused) when (refused.Problems[0].Field == nameof(ActionItem.DoneOn))
        {
            throw new NotAcceptedException(nameof(input.On), refused.Message);
        }
        if (file is not null)
        {
            seen.Add(await files.Put(act, r, file, evidence!, actor, ct));
        }
        r.AcceptedOn ??= clock.Today;
        r.Overtaken = input.Overtaken;
        Step(act, r, RecommendationAct.Claim, actor, evidence, r.Action.DoneOn, seen);
        act.Happened(ActionDone.Of(r.Action));
        act.Happened(new RecommendationClaimed(r.Action.PersonId, id, r.Action.DoneOn!.Value, r.Overtaken, evidence!, Pointed(seen)));
        RecommendationSteps.TellRaiser(db, clock, act, r, actor, "Something that you recommended is said to be done: someone other than its owner looks at it now");
        await act.Save(id, ct);
    }

    /// <summary>Someone else did not see it: it goes on.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task SendBack(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.SendBack, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var why = Words(input, "Say what you did not see, so that its owner knows what is still to be done");
        var problems = new List<Problem>();
        Later(problems, input.DueOn ?? r.Action.DueOn, r.Action.DueOn);
        NotForEver(problems, r, input.DueOn, actor);
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Send a recommendation back", why, key);
        r.TimesSentBack++;
        // Sent back with a later day is a moved day, however it is called.
        r.Action.TimesMoved += input.DueOn > r.Action.DueOn ? 1 : 0;
        Step(act, r, RecommendationAct.SendBack, actor, why, input.DueOn);
        Open(act, r, why, input.DueOn);
        act.Happened(new RecommendationSentBack(r.Action.PersonId, id, why));
        await RecommendationSteps.TellOwner(db, clock, act, r, actor, "A recommendation came back to you: something is still to be seen", ct);
        await act.Save(id, ct);
    }

    /// <summary>Someone else saw it, and sets the day from which its effect is looked for.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Verify(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Verify, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var problems = new List<Problem>();
        var words = Says(problems, input.Words, "Say what you looked at and what you saw there, in a sentence");
        var today = clock.Today;
        if (!r.Overtaken && (input.DueOn is not { } day || day < today.AddDays(RecommendationMachine.EffectLeast) || day > today.AddDays(RecommendationMachine.EffectMost)))
        {
            problems.Add(new(nameof(input.DueOn), $"Enter the day from which its effect can be seen: from {RecommendationMachine.EffectLeast} days to half a year from today"));
        }
        await records.StillThere(r, problems, ct);
        // What it is held to was said when it was recommended: nobody looks for a measure afterwards that suits.
        var measure = r.IsForChild || r.Overtaken ? null : r.Measure ?? PersonRules.Clean(input.Measure);
        if (!r.IsForChild && !r.Overtaken && MeasureReadings.Judging.All(m => m.Id != measure))
        {
            problems.Add(new(nameof(input.Measure), "Select the measure that is to show the difference"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Verify a recommendation", key: key);
        if (measure is not null && measure != r.Measure)
        {
            // Held to what it said when this was recommended, not to a day that suits.
            r.Measure = measure;
            r.MeasureBeforeOn = r.RaisedOn;
            r.MeasureBefore = (await readings.At([measure], [r.RaisedOn], ct)).GetValueOrDefault((measure, r.RaisedOn))?.Value;
        }
        r.VerifiedOn = today;
        r.EffectDueOn = r.Overtaken ? null : input.DueOn;
        Step(act, r, RecommendationAct.Verify, actor, words, r.EffectDueOn);
        act.Happened(new RecommendationVerified(r.Action.PersonId, id, r.Overtaken, words!, r.EffectDueOn));
        await act.Save(id, ct);
    }

    /// <summary>
    /// Someone else saw that it made the difference: for a child, in records made since it was done; for the system, by a
    /// measure that moved to the better.
    /// </summary>
    /// <inheritdoc cref="Accept"/>
    public async Task ConfirmEffect(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.ConfirmEffect, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var problems = new List<Problem>();
        var words = Says(problems, input.Words, r.IsForChild ? "Say what is different for the child, in a sentence" : "Say what is different for children, in a sentence");
        await records.StillThere(r, problems, ct);
        // Since its owner said so: the day that an owner puts in may lie before, and what stood there then shows no effect.
        var seen = await records.Resolve(r, input.SeenIn, SaidOn(r), true, problems, ct);
        if (seen.Exists(s => LastClaim(r)?.Evidence.Exists(e => e.RecordId == s.RecordId) == true))
        {
            problems.Add(new(nameof(input.SeenIn), "What was pointed to as evidence that it was done shows no effect. Select records since then"));
        }
        double? now = null;
        if (r.IsForChild)
        {
            if (seen.Count == 0 && problems.All(p => p.Field != nameof(input.SeenIn)))
            {
                problems.Add(new(nameof(input.SeenIn), "Select the records since then in which the difference can be seen"));
            }
        }
        else
        {
            now = (await readings.At([r.Measure ?? ""], [clock.Today], ct)).GetValueOrDefault((r.Measure ?? "", clock.Today))?.Value;
            if (MeasureReadings.Improved(r.Measure, r.MeasureBefore, now) != true)
            {
                problems.Add(new("", "The measure has not moved to the better since this was recommended, so the effect cannot be confirmed. Say that it is not there yet"));
            }
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Confirm the effect of a recommendation", key: key);
        r.ConfirmedOn = clock.Today;
        Step(act, r, RecommendationAct.ConfirmEffect, actor, words, null, seen, now);
        act.Happened(new RecommendationEffectChecked(r.Action.PersonId, id, true, words!, Pointed(seen), r.Measure, now));
        await act.Save(id, ct);
    }

    /// <summary>Someone else looked for the effect and did not find it: it is open again by itself.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task FindNoEffect(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.FindNoEffect, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var problems = new List<Problem>();
        var words = Says(problems, input.Words, "Say what you looked for and did not find, in a sentence");
        var seen = await records.Resolve(r, input.SeenIn, DateOnly.MinValue, true, problems, ct);
        NewDay(problems, input.DueOn);
        Editing.Refuse(problems);
        var now = r.Measure is { } m ? (await readings.At([m], [clock.Today], ct)).GetValueOrDefault((m, clock.Today))?.Value : null;
        var act = acts.Begin(actor, "Find no effect of a recommendation", words, key);
        Step(act, r, RecommendationAct.FindNoEffect, actor, words, input.DueOn, seen, now);
        act.Happened(new RecommendationEffectChecked(r.Action.PersonId, id, false, words!, Pointed(seen), r.Measure, now));
        await Again(act, r, words!, input.DueOn!.Value, actor, ct);
        await act.Save(id, ct);
    }

    /// <summary>What was at an end is opened again, with a reason.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Reopen(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Reopen, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var why = Words(input, "Say why it is open again");
        var problems = new List<Problem>();
        NewDay(problems, input.DueOn);
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Open a recommendation again", why, key);
        Step(act, r, RecommendationAct.Reopen, actor, why, input.DueOn);
        await Again(act, r, why, input.DueOn!.Value, actor, ct);
        await act.Save(id, ct);
    }

    /// <summary>
    /// Joins it with one like it, for the same child or both for the system: from now on the other is done for both. Both
    /// histories stay, and what has ended takes nothing in.
    /// </summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Join(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Join, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var why = Words(input, "Say why the two ask for the same");
        var into = input.Into is { } other && other != id ? await Load(db, other, ct) : null;
        if (into is null || into.Action.PersonId != r.Action.PersonId)
        {
            throw new NotAcceptedException(nameof(input.Into), r.IsForChild ? "Select another recommendation for the same child" : "Select another recommendation for the system");
        }
        if (RecommendationMachine.Of(into) is not (RecommendationState.Raised or RecommendationState.Accepted))
        {
            throw new NotAcceptedException(nameof(input.Into), "The other must still be to be done: what is at its end takes nothing in");
        }
        var act = acts.Begin(actor, "Join two recommendations", why, key);
        Step(act, r, RecommendationAct.Join, actor, why, null);
        r.JoinedIntoId = into.Id;
        if (r.Action.DueOn < into.Action.DueOn)
        {
            // The earlier of the two days holds for both: nothing gets more time by being joined.
            into.Action.Change(r.Action.DueOn, into.Action.OwnerWorkerId, into.Action.OwnerName, into.Action.OwnerAgency, $"Joined with one that is due then: {why}");
        }
        r.Action.End(clock.Today, $"It is done together with «{into.Action.What}»");
        into.Taken++;
        act.Happened(ActionEnded.Of(r.Action));
        act.Happened(new RecommendationJoined(r.Action.PersonId, id, into.Id, why));
        await act.Save(id, ct);
    }

    /// <summary>Lets a joined one stand by itself again, with a reason.</summary>
    /// <inheritdoc cref="Accept"/>
    public async Task Separate(Guid id, RecommendationStepInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        if (await Take(id, RecommendationAct.Separate, version, actor, key, ct) is not { } r)
        {
            return;
        }
        var why = Words(input, "Say why the two do not ask for the same");
        var act = acts.Begin(actor, "Separate two recommendations", why, key);
        var from = r.JoinedIntoId!.Value;
        r.JoinedIntoId = null;
        Step(act, r, RecommendationAct.Separate, actor, why, null);
        Open(act, r, why, null);
        act.Happened(new RecommendationSeparated(r.Action.PersonId, id, from, why));
        await act.Save(id, ct);
    }

    /// <summary>How often its day may be moved by whoever recommends; then it is for those who lead improvement.</summary>
    public const int MostMoves = 2;

    /// <summary>The day on which its owner said last that it is done.</summary>
    internal static DateOnly SaidOn(Recommendation r) => LastClaim(r)?.On ?? r.Action.DoneOn!.Value;

    internal static RecommendationStep? LastClaim(Recommendation r) => r.Steps.Where(s => s.Act == RecommendationAct.Claim).MaxBy(s => s.Number);

    private static void NotForEver(List<Problem> problems, Recommendation r, DateOnly? day, Actor actor)
    {
        if (day > r.Action.DueOn && r.Action.TimesMoved >= MostMoves && !actor.May(Permission.KeepImprovement))
        {
            problems.Add(
                new(
                    nameof(RecommendationStepInput.DueOn),
                    $"Its day was moved {r.Action.TimesMoved} times already. It can be done, passed on or given up with a reason; a later day is for those who lead improvement"
                )
            );
        }
    }

    /// <summary>A recommendation with its action and all its steps, to change it.</summary>
    internal static Task<Recommendation?> Load(KithDb db, Guid id, CancellationToken ct) =>
        db.Recommendations.Include(r => r.Action).Include(r => r.Steps).ThenInclude(s => s.Evidence).AsSingleQuery().FirstOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>Whether the actor may see it: whoever may read the child; for the system, its owner and all who recommend.</summary>
    internal static async Task<bool> MaySee(RecordAccess access, Recommendation r, Actor actor, CancellationToken ct) =>
        r.Action.PersonId is { } person
            ? await access.SightOf(actor, person, ct) == Sight.Read
            : actor.May(Permission.Recommend) || actor.May(Permission.ReadImprovement) || (r.Action.OwnerWorkerId is { } owner && actor.WorkerIds.Contains(owner));

    private async Task<Recommendation?> Take(Guid id, RecommendationAct act, int? version, Actor actor, Guid? key, CancellationToken ct)
    {
        var r = await Load(db, id, ct);
        if (r is null || !await MaySee(access, r, actor, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "act on a recommendation");
        }
        if (!actor.May(RecommendationMachine.Machine.By(act)))
        {
            throw new AccessRefusedException(Sight.Read, RecommendationMachine.Machine.InWords(act));
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return null;
        }
        RecommendationMachine.Machine.Demand(new RecommendationTurn(r, actor, clock.Today), act);
        Editing.SameVersion(r, version);
        return r;
    }

    private RecommendationStep Step(
        Act act,
        Recommendation r,
        RecommendationAct what,
        Actor actor,
        string? words,
        DateOnly? dueOn,
        IEnumerable<RecommendationEvidence>? seen = null,
        double? measured = null
    ) => RecommendationSteps.Add(db, clock, act, r, what, actor, words, dueOn, seen, measured);

    /// <summary>What had ended begins anew: by its owner, with a new day, and nothing of the last round counts as evidence.</summary>
    private async Task Again(Act act, Recommendation r, string why, DateOnly dueOn, Actor actor, CancellationToken ct)
    {
        r.TimesReopened++;
        (r.VerifiedOn, r.EffectDueOn, r.ConfirmedOn) = (null, null, null);
        Open(act, r, why, dueOn);
        act.Happened(new RecommendationReopened(r.Action.PersonId, r.Id, why, dueOn));
        await RecommendationSteps.TellOwner(db, clock, act, r, actor, "A recommendation of yours is open again: its effect was not there", ct);
    }

    private static void Open(Act act, Recommendation r, string why, DateOnly? dueOn)
    {
        r.Action.TakeUpAgain(why, dueOn);
        r.Overtaken = false;
        act.Happened(new ActionTakenUpAgain(r.Action.PersonId, r.Action.TeamId, r.Action.Id, why, r.Action.DueOn));
    }

    private static List<Trail.FieldChange> Changes(Act act, Recommendation r) =>
        [
            .. act.ChangesOf(r)
                .Concat(act.ChangesOf(r.Action))
                .Where(c => c.Field is nameof(r.Action.What) or nameof(r.Aim) or nameof(r.Action.DueOn) or nameof(r.Action.OwnerWorkerId)),
        ];

    private static List<PointedTo> Pointed(IEnumerable<RecommendationEvidence> seen) => [.. seen.Select(s => new PointedTo(s.Kind, s.RecordId))];

    private static string Words(RecommendationStepInput input, string missing) =>
        Editing.Reason(nameof(input.Words), input.Words, missing, LongestText) is { } problem ? throw new NotAcceptedException([problem]) : input.Words!.Trim();

    private static string? Says(List<Problem> problems, string? words, string wanting)
    {
        if (Editing.Text(nameof(RecommendationStepInput.Words), words, wanting, LongestText) is { } problem)
        {
            problems.Add(problem);
        }
        else if (!RecommendationEvidenceRules.Says(words))
        {
            problems.Add(new(nameof(RecommendationStepInput.Words), wanting));
        }
        return words?.Trim();
    }

    private static void Required(List<Problem> problems, string field, string? text, string missing, int longest)
    {
        if (Editing.Text(field, text, missing, longest) is { } problem)
        {
            problems.Add(problem);
        }
    }

    /// <summary>A day that is left as it was may have passed; one that is set anew may not.</summary>
    private void Later(List<Problem> problems, DateOnly? day, DateOnly? was)
    {
        if (day is null)
        {
            problems.Add(new(nameof(RecommendationStepInput.DueOn), "Enter the day by which it is to be done"));
        }
        else if (day != was)
        {
            NewDay(problems, day);
        }
    }

    private void NewDay(List<Problem> problems, DateOnly? day)
    {
        if (day is null || day <= clock.Today || day > clock.Today.AddDays(RaiseRecommendation.MostDays))
        {
            problems.Add(new(nameof(RecommendationStepInput.DueOn), "Enter a day after today and within a year, by which it is to be done"));
        }
    }
}
