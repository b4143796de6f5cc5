using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Children.WarningNotes;

/// <summary>What came of looking at a warning again: it stands until a new date, or it ends.</summary>
public sealed record WarningReviewInput
{
    public bool Ends { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public string? Text { get; set; }

    /// <summary>Why it ends.</summary>
    public string? Reason { get; set; }
}

/// <summary>A warning note was looked at again and stands.</summary>
public sealed record WarningNoteReviewed(Guid Person, Guid Note, string Text, DateOnly ReviewOn) : PersonEvent(Person);

/// <summary>A warning note ended.</summary>
public sealed record WarningNoteEnded(Guid Person, Guid Note, string Reason) : PersonEvent(Person);

/// <summary>Looks at a warning note again: it stands with a new date, or it ends with a reason.</summary>
[UseCase]
public sealed class ReviewWarningNote(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>All warnings of a person, current first. The caller has already been allowed to read the record.</summary>
    public async Task<IReadOnlyList<WarningLine>> List(Guid personId, CancellationToken ct = default) =>
        [
            .. (await db.WarningNotes.AsNoTracking().Where(w => w.PersonId == personId).ToListAsync(ct))
                .OrderBy(w => w.EndedOn is not null)
                .ThenBy(w => w.ReviewOn)
                .Select(w => new WarningLine(w.Id, w.Text, w.RaisedOn, w.ReviewOn, w.EndedOn, w.EndedReason, w.Source, w.Version)),
        ];

    /// <exception cref="AccessRefusedException">The actor may not record on this person.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else reviewed it since.</exception>
    public async Task Handle(Guid personId, Guid noteId, WarningReviewInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, personId, Permission.RecordWork, "review a warning note", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var note =
            await db.WarningNotes.FirstOrDefaultAsync(w => w.Id == noteId && w.PersonId == personId, ct) ?? throw new NotAcceptedException("", "This warning is no longer there");
        Editing.RefuseImported(note, "This warning");
        Editing.SameVersion(note, version);
        if (note.EndedOn is not null)
        {
            throw new NotAcceptedException("", "This warning has ended already");
        }
        var today = clock.Today;
        var act = acts.Begin(actor, input.Ends ? "End a warning note" : "Review a warning note", input.Ends ? PersonRules.Clean(input.Reason) : null, key);
        if (input.Ends)
        {
            if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the warning ends", 300) is { } missing)
            {
                throw new NotAcceptedException([missing]);
            }
            note.EndedOn = today;
            note.EndedReason = input.Reason!.Trim();
            act.Happened(new WarningNoteEnded(personId, noteId, note.EndedReason));
        }
        else
        {
            var problems = new List<Problem>();
            if (Editing.Text(nameof(input.Text), input.Text, "Enter what a visitor must know", 500) is { } wrong)
            {
                problems.Add(wrong);
            }
            if (input.ReviewOn is null || input.ReviewOn <= today || input.ReviewOn > today.AddMonths(RaiseWarningNote.LongestMonths))
            {
                problems.Add(new(nameof(input.ReviewOn), $"The next review must be within the next {RaiseWarningNote.LongestMonths} months"));
            }
            Editing.Refuse(problems);
            note.Text = input.Text!.Trim();
            note.ReviewOn = input.ReviewOn!.Value;
            if (act.ChangesOf(note).Count == 0)
            {
                return;
            }
            act.Happened(new WarningNoteReviewed(personId, noteId, note.Text, note.ReviewOn));
        }
        await act.Save(noteId, ct);
    }
}
