using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Actions;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.Rooms;

/// <summary>Something to be done after a meeting, as written. An empty line is none.</summary>
public sealed record RoomNoteActionInput
{
    public string? What { get; set; }

    /// <summary>A chosen child whom it is about; null for something that a team does.</summary>
    public Guid? PersonId { get; set; }
    public Guid? OwnerWorkerId { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>True for a line that nobody has written on.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(What) && DueOn is null;
}

/// <summary>What was said at a meeting, as written.</summary>
public sealed record RoomNoteInput
{
    public string? Who { get; set; }
    public string? Said { get; set; }
    public string? Strengths { get; set; }
    public string? Worries { get; set; }
    public List<RoomNoteActionInput> Actions { get; set; } = [];
}

/// <summary>
/// Writes down what inspectors said at a meeting of the timetable, and puts what is to be done into the one list of actions.
/// A note is not changed afterwards.
/// </summary>
[UseCase]
public sealed class WriteNotes(KithDb db, RecordAccess access, ActionOwners owners, ActionLedger ledger, Acts.Acts acts, Clock clock)
{
    /// <summary>Lines for what is to be done.</summary>
    public const int MostActions = 4;
    private const int Longest = 4000;

    /// <summary>Writes a note of a meeting.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections, or there is no such room.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be, or the meeting is still to come.</exception>
    public async Task<Guid> Write(Guid inspectionId, Guid meetingId, RoomNoteInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        KeepRoom.Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        await KeepRoom.Room(db, inspectionId, ct);
        var meeting =
            await db.RoomMeetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == meetingId && m.InspectionId == inspectionId, ct)
            ?? throw new NotAcceptedException("", "This meeting is not there any more");
        if (meeting.On > clock.Today)
        {
            throw new NotAcceptedException("", "This meeting is still to come. Notes are written when it has taken place");
        }
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Who), input.Who, "Say who was there", 500) is { } nobody)
        {
            problems.Add(nobody);
        }
        foreach (var (field, words) in new[] { (nameof(input.Said), input.Said), (nameof(input.Strengths), input.Strengths), (nameof(input.Worries), input.Worries) })
        {
            if (words?.Trim().Length > Longest)
            {
                problems.Add(new(field, "This must be 4,000 characters or fewer"));
            }
        }
        if (string.IsNullOrWhiteSpace(input.Said) && string.IsNullOrWhiteSpace(input.Strengths) && string.IsNullOrWhiteSpace(input.Worries))
        {
            problems.Add(new(nameof(input.Said), "Write what inspectors said, what they saw that is good, or what worries them"));
        }
        var actions = await Actions(inspectionId, input, problems, actor, ct);
        Editing.Refuse(problems);
        var note = new RoomNote
        {
            Id = clock.NewId(),
            InspectionId = inspectionId,
            MeetingId = meetingId,
            Who = input.Who!.Trim(),
            Said = PersonRules.Clean(input.Said),
            Strengths = PersonRules.Clean(input.Strengths),
            Worries = PersonRules.Clean(input.Worries),
            WrittenAt = clock.UtcNow,
            WrittenByAccountId = actor.AccountId,
            WrittenBy = actor.Name,
        };
        db.RoomNotes.Add(note);
        var act = acts.Begin(actor, "Write down what inspectors said", key: key);
        foreach (var action in actions)
        {
            action.SourceId = note.Id;
            ledger.Add(act, action);
        }
        act.Happened(new RoomNoteWritten(inspectionId, note.Id, meetingId, DigestOf(note), actions.Count));
        return await act.Save(note.Id, ct);
    }

    /// <summary>What the trail keeps of a note's words, in hexadecimal.</summary>
    public static string DigestOf(RoomNote note) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', note.Who, note.Said ?? "", note.Strengths ?? "", note.Worries ?? ""))));

    private async Task<List<ActionItem>> Actions(Guid inspectionId, RoomNoteInput input, List<Problem> problems, Actor actor, CancellationToken ct)
    {
        var actions = new List<ActionItem>();
        var written = input.Actions.Select((line, i) => (Line: line, At: $"Actions[{i}].")).Where(x => !x.Line.IsEmpty).ToList();
        if (written.Count > MostActions)
        {
            throw new NotAcceptedException("", $"A note has at most {MostActions} actions. Write another note for the others");
        }
        foreach (var (line, at) in written)
        {
            var before = problems.Count;
            if (Editing.Text(at + nameof(line.What), line.What, "Say what is to be done", 500) is { } nothing)
            {
                problems.Add(nothing);
            }
            if (line.DueOn is not { } due || due < clock.Today || due > clock.Today.AddYears(1))
            {
                problems.Add(new(at + nameof(line.DueOn), "Enter the day by which it is to be done, from today and within a year"));
            }
            if (line.PersonId is { } child)
            {
                var chosen = await db.RoomChildren.AnyAsync(c => c.InspectionId == inspectionId && c.PersonId == child, ct) && await access.SightOf(actor, child, ct) == Sight.Read;
                if (!chosen)
                {
                    problems.Add(new(at + nameof(line.PersonId), "Select a chosen child whose record you may read"));
                }
                else if ((await owners.Of([child], actor, ct)).All(o => o.WorkerId != line.OwnerWorkerId))
                {
                    problems.Add(new(at + nameof(line.OwnerWorkerId), "Select somebody who works with this child or in the child’s team"));
                }
            }
            var team = line is { PersonId: null, OwnerWorkerId: { } id }
                ? await db.Workers.AsNoTracking().Where(w => w.Id == id && w.TeamId != null && w.LeftOn == null).Select(w => w.TeamId).FirstOrDefaultAsync(ct)
                : null;
            if (line.PersonId is null && team is null)
            {
                problems.Add(new(at + nameof(line.OwnerWorkerId), "Select who does it"));
            }
            if (problems.Count == before)
            {
                actions.Add(
                    new ActionItem
                    {
                        PersonId = line.PersonId,
                        TeamId = team,
                        Source = ActionSource.KeepInTouch,
                        What = line.What!,
                        OwnerWorkerId = line.OwnerWorkerId,
                        DueOn = line.DueOn,
                        EvidenceNeeded = true,
                    }
                );
            }
        }
        return actions;
    }
}
