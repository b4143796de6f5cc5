using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;

namespace Kith.Practice.Children.WarningNotes;

/// <summary>What a worker writes to warn the next visitor.</summary>
public sealed record WarningNoteInput(string? Text, DateOnly? ReviewOn);

/// <summary>A warning note was put on a person's record.</summary>
public sealed record WarningNoteRaised(Guid Person, Guid Note, string Text, DateOnly ReviewOn) : PersonEvent(Person);

/// <summary>Puts a warning note on a person's record.</summary>
[UseCase]
public sealed class RaiseWarningNote(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>The longest a warning may stand before someone looks at it again.</summary>
    public const int LongestMonths = 6;

    /// <returns>The id of the note.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Handle(Guid personId, WarningNoteInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "raise a warning note", ct);
        var today = clock.Today;
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(input.Text))
        {
            problems.Add(new(nameof(input.Text), "Enter what a visitor must know"));
        }
        if (input.ReviewOn is null)
        {
            problems.Add(new(nameof(input.ReviewOn), "Enter the date on which this warning is looked at again"));
        }
        else if (input.ReviewOn <= today || input.ReviewOn > today.AddMonths(LongestMonths))
        {
            problems.Add(new(nameof(input.ReviewOn), $"The review date must be within the next {LongestMonths} months"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }

        var note = new WarningNote
        {
            Id = clock.NewId(),
            PersonId = personId,
            Text = input.Text!.Trim(),
            RaisedOn = today,
            ReviewOn = input.ReviewOn!.Value,
        };
        db.WarningNotes.Add(note);
        var act = acts.Begin(actor, "Raise a warning note", key: key);
        act.Happened(new WarningNoteRaised(personId, note.Id, note.Text, note.ReviewOn));
        return await act.Save(note.Id, ct);
    }
}
