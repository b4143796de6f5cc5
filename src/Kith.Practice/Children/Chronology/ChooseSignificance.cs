using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.Chronology;

/// <summary>Whether a line of the chronology matters, and why.</summary>
public sealed record SignificanceInput(string Kind, Guid RecordId, bool Matters, string? Note);

/// <summary>A worker chose that a line of the chronology is, or is not, significant.</summary>
public sealed record SignificanceChosen(Guid Person, string Kind, Guid Record, bool Matters, string? Note) : PersonEvent(Person);

/// <summary>Marks a line of the chronology as significant, or takes the mark off, with the worker's reason.</summary>
[UseCase]
public sealed class ChooseSignificance(KithDb db, DatabaseEngine engine, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int LongestNote = 500;

    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">There is no such line, or the note is too long.</exception>
    public async Task Handle(Guid personId, SignificanceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "choose what is significant", ct);
        var note = string.IsNullOrWhiteSpace(input.Note) ? null : input.Note.Trim();
        if (note?.Length > LongestNote)
        {
            throw new NotAcceptedException(nameof(input.Note), $"The note must be {LongestNote} characters or fewer");
        }
        if (await ListChronology.One(db, personId, input.Kind, input.RecordId, actor, ct) is not { } line)
        {
            throw new NotAcceptedException("", "This line is no longer in the chronology");
        }
        var mark = await db.Significances.FirstOrDefaultAsync(s => s.PersonId == personId && s.ItemKind == input.Kind && s.ItemId == input.RecordId, ct);
        if (line.Significant == input.Matters && line.Note == note)
        {
            return;
        }
        if (mark is null)
        {
            db.Significances.Add(
                new Significance
                {
                    Id = clock.NewId(),
                    PersonId = personId,
                    ItemKind = input.Kind,
                    ItemId = input.RecordId,
                    Matters = input.Matters,
                    Note = note,
                }
            );
        }
        else
        {
            mark.Matters = input.Matters;
            mark.Note = note;
        }
        var act = acts.Begin(actor, "Choose what is significant", key: key);
        act.Happened(new SignificanceChosen(personId, input.Kind, input.RecordId, input.Matters, note));
        try
        {
            await act.Save(input.RecordId, ct);
        }
        catch (DbUpdateException error) when (engine.IsDuplicateKey(error))
        {
            // A colleague marked the same line in the same moment.
            throw new SecondEditorException(input.RecordId, personId, error);
        }
    }
}
