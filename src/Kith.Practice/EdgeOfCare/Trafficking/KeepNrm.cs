using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>A referral, or a step of one, as a form holds it; each step uses its own fields.</summary>
public sealed record NrmInput
{
    public DateOnly? On { get; set; }
    public string? FirstResponder { get; set; }
    public string? Reference { get; set; }
    public List<string> Kinds { get; set; } = [];
    public string? Grounds { get; set; }
    public bool? Agreed { get; set; }
    public string? ChildSays { get; set; }
    public bool GuardianAsked { get; set; }
    public bool AgeDisputed { get; set; }
    public NrmDecision? Decision { get; set; }
    public string? Why { get; set; }
}

/// <summary>An action that disrupts those who exploit a child, as a form holds it.</summary>
public sealed record DisruptionInput
{
    public string? What { get; set; }
    public Guid? Owner { get; set; }
    public string? OwnerName { get; set; }
    public DateOnly? DueOn { get; set; }
}

/// <summary>A child was referred to the National Referral Mechanism.</summary>
public sealed record NrmReferred(Guid Person, Guid Referral, DateOnly On, string Kinds, bool? Agreed, int? Age) : PersonEvent(Person);

/// <summary>A decision of the National Referral Mechanism was recorded.</summary>
public sealed record NrmDecided(Guid Person, Guid Referral, DateOnly On, bool Conclusive, NrmDecision Decision, string? Why) : PersonEvent(Person);

/// <summary>A referral to the National Referral Mechanism was withdrawn, or a negative decision is looked at again.</summary>
public sealed record NrmStepped(Guid Person, Guid Referral, DateOnly On, NrmAct Act, string Why) : PersonEvent(Person);

/// <summary>Refers a child to the National Referral Mechanism, records both decisions, and puts disruption into the one action list.</summary>
[UseCase]
public sealed class KeepNrm(KithDb db, RecordAccess access, Acts.Acts acts, ActionLedger ledger, Clock clock)
{
    public const int Longest = 4000;

    /// <summary>All of a child's, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<NrmReferral>> List(Guid childId, CancellationToken ct = default) =>
        [.. (await db.NrmReferrals.AsNoTracking().Where(r => r.PersonId == childId).ToListAsync(ct)).OrderByDescending(r => r.ReferredOn).ThenByDescending(r => r.Id)];

    /// <summary>Refers.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing, agreement is needed, or one is under way.</exception>
    public async Task<Guid> Refer(Guid childId, NrmInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "refer to the National Referral Mechanism", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var problems = Day(input.On, null);
        var kinds = NrmWords.Kinds.Keys.Where(input.Kinds.Contains).ToList();
        if (kinds.Count == 0)
        {
            problems.Add(new(nameof(input.Kinds), "Choose at least one kind"));
        }
        Need(problems, nameof(input.FirstResponder), input.FirstResponder, "Say which first responder refers", 200);
        Need(problems, nameof(input.Grounds), input.Grounds, "Say what makes you think so", Longest);
        foreach (var (field, text, most) in new[] { (nameof(input.ChildSays), input.ChildSays, Longest), (nameof(input.Reference), input.Reference, 60) })
        {
            if (text?.Length > most)
            {
                problems.Add(new(field, $"This must be {most:N0} characters or fewer"));
            }
        }
        var born = await db.People.AsNoTracking().Where(p => p.Id == childId).Select(p => p.DateOfBirth).FirstOrDefaultAsync(ct);
        int? age = born is { } b && input.On is { } on ? on.Year - b.Year - (b.AddYears(on.Year - b.Year) > on ? 1 : 0) : null;
        if (NrmConsent.Problem(age, input.AgeDisputed, input.Agreed) is { } refused)
        {
            problems.Add(new(nameof(input.Agreed), refused));
        }
        var earlier = await db.NrmReferrals.AsNoTracking().Where(r => r.PersonId == childId && r.WithdrawnOn == null).ToListAsync(ct);
        if (earlier.Any(r => NrmMachine.StateOf(r) is NrmState.Referred or NrmState.ReasonableGrounds))
        {
            problems.Add(new("", "A referral is under way already: record its decision there"));
        }
        Editing.Refuse(problems);
        var referral = new NrmReferral
        {
            Id = clock.NewId(),
            PersonId = childId,
            ReferredOn = input.On!.Value,
            FirstResponder = input.FirstResponder!.Trim(),
            ByName = actor.Name,
            Reference = PersonRules.Clean(input.Reference),
            Kinds = string.Join(',', kinds),
            Grounds = input.Grounds!.Trim(),
            Age = age,
            Agreed = input.Agreed,
            ChildSays = PersonRules.Clean(input.ChildSays),
            GuardianAsked = input.GuardianAsked,
            AgeDisputed = input.AgeDisputed,
        };
        db.NrmReferrals.Add(referral);
        var act = acts.Begin(actor, "Refer to the National Referral Mechanism", key: key);
        act.Happened(new NrmReferred(childId, referral.Id, referral.ReferredOn, referral.Kinds, referral.Agreed, referral.Age));
        return await act.Save(referral.Id, ct);
    }

    /// <summary>Records a decision, a withdrawal or that a negative decision is looked at again.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Step(Guid childId, Guid id, NrmAct step, NrmInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "record a decision of the National Referral Mechanism", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var r = await db.NrmReferrals.FirstOrDefaultAsync(x => x.Id == id && x.PersonId == childId, ct) ?? throw new NotAcceptedException("", "This referral is not on the record");
        Editing.SameVersion(r, version);
        NrmMachine.Machine.Demand(r, step);
        var problems = Day(input.On, r.ConclusiveOn ?? r.ReasonableOn ?? r.ReferredOn);
        var decides = step is NrmAct.DecideReasonable or NrmAct.DecideConclusive;
        if (decides && (input.Decision is not { } d || !Enum.IsDefined(d)))
        {
            problems.Add(new(nameof(input.Decision), "Say what was decided"));
        }
        if (!decides || input.Decision == NrmDecision.Negative)
        {
            Need(problems, nameof(input.Why), input.Why, "Say why", Longest);
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Record a step of the National Referral Mechanism", key: key);
        Take(r, step, input.On!.Value, input.Decision, PersonRules.Clean(input.Why));
        if (decides)
        {
            act.Happened(new NrmDecided(childId, id, input.On.Value, step == NrmAct.DecideConclusive, input.Decision!.Value, PersonRules.Clean(input.Why)));
        }
        else
        {
            act.Happened(new NrmStepped(childId, id, input.On.Value, step, input.Why!.Trim()));
        }
        await act.Save(id, ct);
    }

    /// <summary>What a step does to the record.</summary>
    internal static void Take(NrmReferral r, NrmAct step, DateOnly on, NrmDecision? decision, string? why)
    {
        NrmMachine.Machine.Demand(r, step);
        switch (step)
        {
            case NrmAct.DecideReasonable:
                (r.Reasonable, r.ReasonableOn, r.ReasonableWhy) = (decision, on, why);
                break;
            case NrmAct.DecideConclusive:
                (r.Conclusive, r.ConclusiveOn, r.ConclusiveWhy) = (decision, on, why);
                break;
            case NrmAct.Withdraw:
                (r.WithdrawnOn, r.WithdrawnWhy) = (on, why);
                break;
            // Back to before the decision that is asked about again; what was decided stays in the trail.
            default:
                if (r.Conclusive is not null)
                {
                    (r.Conclusive, r.ConclusiveOn, r.ConclusiveWhy) = (null, null, null);
                }
                else
                {
                    (r.Reasonable, r.ReasonableOn, r.ReasonableWhy) = (null, null, null);
                }
                break;
        }
    }

    /// <summary>Puts an action that disrupts into the one action list.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">It says nothing, or is nobody's.</exception>
    public async Task Disrupt(Guid childId, DisruptionInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "add an action that disrupts", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        Need(problems, nameof(input.What), input.What, "Say what is to be done", 1000);
        if (input.Owner is null && string.IsNullOrWhiteSpace(input.OwnerName))
        {
            problems.Add(new(nameof(input.OwnerName), "Say who will do this"));
        }
        if (input.DueOn is null || input.DueOn < clock.Today)
        {
            problems.Add(new(nameof(input.DueOn), "Enter by when: today or later"));
        }
        if (input.OwnerName?.Length > 200)
        {
            problems.Add(new(nameof(input.OwnerName), "This must be 200 characters or fewer"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Add an action that disrupts", key: key);
        var item = ledger.Add(
            act,
            new ActionItem
            {
                PersonId = childId,
                Source = ActionSource.Disruption,
                SourceId = childId,
                What = input.What!,
                OwnerWorkerId = input.Owner,
                OwnerName = input.Owner is null ? PersonRules.Clean(input.OwnerName) : null,
                DueOn = input.DueOn,
            }
        );
        await act.Save(item.Id, ct);
    }

    private List<Problem> Day(DateOnly? on, DateOnly? notBefore) =>
        on is null || on > clock.Today || on < notBefore ? [new(nameof(NrmInput.On), "Enter the day: today or in the past, and not before the step before")] : [];

    private static void Need(List<Problem> problems, string field, string? text, string missing, int most)
    {
        if (Editing.Text(field, text, missing, most) is { } problem)
        {
            problems.Add(problem);
        }
    }
}
