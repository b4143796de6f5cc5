using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Access.Accounts;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>Somebody said that the work behind a measure changed: from that day its middle and limits are worked out anew.</summary>
public sealed class ProcessStart : Record
{
    public required string Measure { get; set; }

    /// <summary>The first day of the new way.</summary>
    public DateOnly From { get; set; }

    /// <summary>What changed.</summary>
    public required string Reason { get; set; }
    public Guid ByAccountId { get; set; }
    public required string ByName { get; set; }
    public DateTime At { get; set; }
}

/// <summary>A way of looking at the measures that somebody keeps for themselves.</summary>
public sealed class MeasureView : Record
{
    public Guid AccountId { get; set; }
    public required string Name { get; set; }

    /// <summary>What was chosen, as it stands in the address.</summary>
    public required string Query { get; set; }

    /// <summary>How often it comes by mail, and when next.</summary>
    public MailRhythm Rhythm { get; set; }
    public DateOnly? NextMailOn { get; set; }
    public DateOnly? LastMailedOn { get; set; }
}

/// <summary>The limits of a measure begin anew.</summary>
public sealed record ProcessStartSaid(string Measure, DateOnly From) : TrailEvent
{
    public override string Chain => "measures";
}

/// <summary>Somebody kept a way of looking at the measures.</summary>
public sealed record MeasureViewKept(Guid Account, string Name) : AccountEvent(Account);

/// <summary>A kept way of looking was let go.</summary>
public sealed record MeasureViewDropped(Guid Account, string Name) : AccountEvent(Account);

/// <summary>Says that a measure's limits begin anew, and why.</summary>
[UseCase]
public sealed class BeginProcessAnew(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not, or no measure has this id.</exception>
    /// <exception cref="NotAcceptedException">The day or the reason is missing, or it was said already.</exception>
    public async Task Handle(string measure, DateOnly? from, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepMeasures, "say where limits begin anew");
        var definition = MeasureCatalogue.Find(measure) ?? throw new AccessRefusedException(Sight.Nothing, "say where limits begin anew");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var problems = new List<Problem>();
        if (from is not { } day)
        {
            problems.Add(new("From", "Enter the first day of the new way of working"));
        }
        else if (day > clock.Today || day < clock.Today.AddYears(-5))
        {
            problems.Add(new("From", "The day must be in the last five years"));
        }
        else if (await db.ProcessStarts.AnyAsync(s => s.Measure == measure && s.From == day, ct))
        {
            problems.Add(new("From", "This was said already for that day"));
        }
        if (Editing.Text("Reason", reason, "Say what changed in the work", 500) is { } missing)
        {
            problems.Add(missing);
        }
        Editing.Refuse(problems);
        var start = new ProcessStart
        {
            Id = clock.NewId(),
            Measure = definition.Id,
            From = from!.Value,
            Reason = reason!.Trim(),
            ByAccountId = actor.AccountId,
            ByName = actor.Name,
            At = clock.UtcNow,
        };
        db.ProcessStarts.Add(start);
        var act = acts.Begin(actor, "Begin a measure's limits anew", start.Reason, key);
        act.Happened(new ProcessStartSaid(start.Measure, start.From));
        await act.Save(start.Id, ct);
    }
}

/// <summary>Keeps a way of looking at the measures, for oneself.</summary>
[UseCase]
public sealed class KeepMeasureView(KithDb db, Acts.Acts acts, Clock clock)
{
    private const int Most = 20;

    /// <exception cref="NotAcceptedException">It has no name, or there are enough.</exception>
    public async Task Handle(string? name, DateOnly? on, string scope, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadMeasures, "keep a view");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (Editing.Text("Name", name, "Give the view a name", 60) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        if (await db.MeasureViews.CountAsync(v => v.AccountId == actor.AccountId, ct) >= Most)
        {
            throw new NotAcceptedException("Name", $"You have {Most} views already. Let one go first");
        }
        var view = new MeasureView
        {
            Id = clock.NewId(),
            AccountId = actor.AccountId,
            Name = name!.Trim(),
            Query = $"scope={Uri.EscapeDataString(scope)}" + (on is { } day ? string.Create(CultureInfo.InvariantCulture, $"&on={day:yyyy-MM-dd}") : ""),
        };
        db.MeasureViews.Add(view);
        var act = acts.Begin(actor, "Keep a view of the measures", null, key);
        act.Happened(new MeasureViewKept(actor.AccountId, view.Name));
        await act.Save(view.Id, ct);
    }

    /// <summary>Lets one's own view go; nothing happens where it is gone already.</summary>
    public async Task Drop(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadMeasures, "let a view go");
        if (await acts.AlreadyDone(key, ct) is not null || await db.MeasureViews.FirstOrDefaultAsync(v => v.Id == id && v.AccountId == actor.AccountId, ct) is not { } view)
        {
            return;
        }
        db.MeasureViews.Remove(view);
        var act = acts.Begin(actor, "Let a view of the measures go", null, key);
        act.Happened(new MeasureViewDropped(actor.AccountId, view.Name));
        await act.Save(view.Id, ct);
    }
}
