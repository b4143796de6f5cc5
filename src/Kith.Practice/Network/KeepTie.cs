using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Network;

/// <summary>What someone is to a child, as written.</summary>
public sealed record TieInput
{
    public bool NamedByChild { get; set; }
    public Closeness? Closeness { get; set; }
    public HelpDirection? Help { get; set; }
    public string? ContactHow { get; set; }
    public Willingness Willing { get; set; }
    public string? CanOffer { get; set; }
    public DateOnly? ConsentOn { get; set; }
    public DateOnly? ConsentEndedOn { get; set; }
    public ContactSafety Safety { get; set; }
    public string? SafetyNote { get; set; }
    public CheckOutcome Checks { get; set; }
    public DateOnly? ChecksOn { get; set; }
    public DateOnly? ChecksUntil { get; set; }
    public string? ChecksNote { get; set; }
}

/// <summary>A change for someone of the network, as written.</summary>
public sealed record CircumstanceInput
{
    public CircumstanceKind? Kind { get; set; }
    public DateOnly? On { get; set; }
    public string? Note { get; set; }
}

/// <summary>What someone is to a child, and what they could do, was recorded.</summary>
public sealed record NetworkTieKept(Guid Person, Guid Other, Willingness Willing, IReadOnlyList<FieldChange> Changes) : PersonEvent(Person);

/// <summary>Something changed for someone; plans that name them are looked at again.</summary>
public sealed record CircumstanceRecorded(Guid Person, Guid Circumstance, CircumstanceKind Kind, DateOnly On, string Note) : PersonEvent(Person);

/// <summary>Keeps what each person of the network is to a child, and what changes for them.</summary>
[UseCase]
public sealed class KeepTie(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int LongestText = 500;

    /// <summary>Records what someone is to a child.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or the two are not related.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Save(Guid childId, Guid otherId, TieInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Demand(childId, otherId, actor, "record what someone is to a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.Refuse(Check(input, clock.Today));
        var tie = await db.NetworkTies.FirstOrDefaultAsync(t => t.PersonId == childId && t.OtherId == otherId, ct);
        if (tie is null)
        {
            tie = new NetworkTie
            {
                Id = clock.NewId(),
                PersonId = childId,
                OtherId = otherId,
            };
            db.NetworkTies.Add(tie);
        }
        else
        {
            // A form without a version was filled before anything stood.
            if (version != tie.Version)
            {
                throw new SecondEditorException(tie);
            }
        }
        tie.NamedByChild = input.NamedByChild;
        tie.Closeness = input.Closeness;
        tie.Help = input.Help;
        tie.ContactHow = PersonRules.Clean(input.ContactHow);
        tie.Willing = input.Willing;
        tie.CanOffer = PersonRules.Clean(input.CanOffer);
        tie.ConsentOn = input.ConsentOn;
        tie.ConsentEndedOn = input.ConsentEndedOn;
        tie.Safety = input.Safety;
        tie.SafetyNote = PersonRules.Clean(input.SafetyNote);
        tie.Checks = input.Checks;
        tie.ChecksOn = input.ChecksOn;
        tie.ChecksUntil = input.ChecksUntil;
        tie.ChecksNote = PersonRules.Clean(input.ChecksNote);
        var act = acts.Begin(actor, "Record what someone is to a child", key: key);
        var fresh = db.Entry(tie).State == EntityState.Added;
        var changes = fresh ? [] : act.ChangesOf(tie);
        if (fresh || changes.Count > 0)
        {
            act.Happened(new NetworkTieKept(childId, otherId, tie.Willing, changes));
        }
        await act.Save(tie.Id, ct);
    }

    /// <summary>Records a change for someone of a child's network, on their own record: every plan that names them is looked at again.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or the two are not related.</exception>
    public async Task<Guid> Changed(Guid childId, Guid otherId, CircumstanceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await Demand(childId, otherId, actor, "record a change in the network", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } earlier })
        {
            return earlier;
        }
        var problems = new List<Problem>();
        if (input.Kind is null || !Enum.IsDefined(input.Kind.Value))
        {
            problems.Add(new(nameof(input.Kind), "Choose what changed"));
        }
        if (input.On is null || input.On > clock.Today)
        {
            problems.Add(new(nameof(input.On), "Enter the day of the change, today or in the past"));
        }
        if (Editing.Text(nameof(input.Note), input.Note, "Say what changed, as far as it matters to children", LongestText) is { } missing)
        {
            problems.Add(missing);
        }
        Editing.Refuse(problems);
        var change = new Circumstance
        {
            Id = clock.NewId(),
            PersonId = otherId,
            On = input.On!.Value,
            Kind = input.Kind!.Value,
            Note = input.Note!.Trim(),
        };
        db.Circumstances.Add(change);
        var act = acts.Begin(actor, "Record a change in the network", key: key);
        act.Happened(new CircumstanceRecorded(otherId, change.Id, change.Kind, change.On, change.Note));
        return await act.Save(change.Id, ct);
    }

    private async Task Demand(Guid childId, Guid otherId, Actor actor, string what, CancellationToken ct)
    {
        await access.Demand(actor, childId, Permission.RecordWork, what, ct);
        // The same words whether there is no such person, no such relationship, or it may not be known.
        if (!await db.Relationships.AnyAsync(r => r.PersonId == otherId && r.OtherId == childId, ct) || await access.SightOf(actor, otherId, ct) is not (Sight.Read or Sight.Known))
        {
            throw new NotAcceptedException("", "Choose someone from the family and network. Add the relationship first");
        }
    }

    private static List<Problem> Check(TieInput input, DateOnly today)
    {
        var problems = new List<Problem>();
        foreach (
            var (name, text) in new[]
            {
                (nameof(input.ContactHow), input.ContactHow),
                (nameof(input.CanOffer), input.CanOffer),
                (nameof(input.SafetyNote), input.SafetyNote),
                (nameof(input.ChecksNote), input.ChecksNote),
            }
        )
        {
            if (text?.Trim().Length > LongestText)
            {
                problems.Add(new(name, $"This must be {LongestText} characters or fewer"));
            }
        }
        foreach (
            var (name, day) in new[] { (nameof(input.ConsentOn), input.ConsentOn), (nameof(input.ConsentEndedOn), input.ConsentEndedOn), (nameof(input.ChecksOn), input.ChecksOn) }
        )
        {
            if (day > today)
            {
                problems.Add(new(name, "The date must be today or in the past"));
            }
        }
        if (input.ConsentEndedOn is not null && (input.ConsentOn is null || input.ConsentEndedOn < input.ConsentOn))
        {
            problems.Add(new(nameof(input.ConsentEndedOn), "Consent ends on or after the day it was given"));
        }
        if (input.Checks is CheckOutcome.Clear or CheckOutcome.Concern && input.ChecksOn is null)
        {
            problems.Add(new(nameof(input.ChecksOn), "Enter the day on which the checks were finished"));
        }
        if (input.ChecksUntil is { } until && until < input.ChecksOn)
        {
            problems.Add(new(nameof(input.ChecksUntil), "Checks hold until a day after they were finished"));
        }
        if (input.Safety is ContactSafety.WithCare or ContactSafety.NotSafe && string.IsNullOrWhiteSpace(input.SafetyNote))
        {
            problems.Add(new(nameof(input.SafetyNote), "Say what a colleague must know before getting in touch"));
        }
        if (
            !Enum.IsDefined(input.Willing)
            || !Enum.IsDefined(input.Safety)
            || !Enum.IsDefined(input.Checks)
            || (input.Closeness is { } closeness && !Enum.IsDefined(closeness))
            || (input.Help is { } help && !Enum.IsDefined(help))
        )
        {
            problems.Add(new("", "Choose from the lists"));
        }
        return problems;
    }
}
