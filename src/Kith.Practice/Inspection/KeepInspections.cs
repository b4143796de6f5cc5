using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Improvement.Plan;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection;

/// <summary>An inspection was written down.</summary>
public sealed record InspectionRecorded(Guid Inspection, InspectionKind Kind, DateOnly From, DateOnly To) : InspectionTrailEvent;

/// <summary>Facts or grades of an inspection changed.</summary>
public sealed record InspectionChanged(Guid Inspection, IReadOnlyList<FieldChange> Changes, string Grades) : InspectionTrailEvent;

/// <summary>A letter was put to an inspection.</summary>
public sealed record InspectionLetterKept(Guid Inspection, string FileName, long Size, string Sha256) : InspectionTrailEvent;

/// <summary>Something that the letter says was written down.</summary>
public sealed record InspectionPointAdded(Guid Inspection, Guid Point, PointKind Kind, string Text, string? Tag) : InspectionTrailEvent;

/// <summary>Something that was written down wrongly was taken out.</summary>
public sealed record InspectionPointRemoved(Guid Inspection, Guid Point, string Text, string Why) : InspectionTrailEvent;

/// <summary>An event of the inspections.</summary>
public abstract record InspectionTrailEvent : TrailEvent
{
    /// <summary>The chain along which they are strung.</summary>
    internal const string All = "inspections";

    public override string Chain => All;
}

/// <summary>An inspection as a form holds it.</summary>
public sealed record InspectionInput
{
    public InspectionKind? Kind { get; set; }
    public string? By { get; set; }
    public string? Scope { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public DateOnly? PublishedOn { get; set; }
    public string? Headline { get; set; }

    /// <summary>Grades by area; an area that is not judged under the edition is refused.</summary>
    public Dictionary<JudgementArea, InspectionGrade?> Grades { get; set; } = [];
}

/// <summary>What a letter says, as a form holds it.</summary>
public sealed record PointInput
{
    public PointKind? Kind { get; set; }
    public string? Text { get; set; }
    public string? Tag { get; set; }

    /// <summary>In which numbered paragraph of the letter it stands.</summary>
    public int? Paragraph { get; set; }
}

/// <summary>Keeps inspections: what was looked at, what was judged by the edition of the day, the letter and what it says.</summary>
[UseCase]
public sealed class KeepInspections(KithDb db, Acts.Acts acts, PlanFiles files, Clock clock)
{
    /// <summary>Paragraphs of a letter: the longest report has some eighty.</summary>
    public const int MostParagraphs = 300;

    /// <summary>Writes an inspection down, or changes one.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it meanwhile.</exception>
    public async Task<Guid> Record(Guid? id, InspectionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var found = id is { } there ? await Load(there, version, ct) : null;
        var problems = new List<Problem>();
        if (input.Kind is null)
        {
            problems.Add(new(nameof(input.Kind), "Select what kind of inspection it was"));
        }
        if (Editing.Text(nameof(input.By), input.By, "Say who inspected", 120) is { } nobody)
        {
            problems.Add(nobody);
        }
        if (input.Scope?.Trim().Length > 500)
        {
            problems.Add(new(nameof(input.Scope), "This must be 500 characters or fewer"));
        }
        if (input.Headline?.Trim().Length > 4000)
        {
            problems.Add(new(nameof(input.Headline), "This must be 4,000 characters or fewer"));
        }
        if (input.From is not { } from || from > clock.Today.AddDays(90))
        {
            problems.Add(new(nameof(input.From), "Enter the day on which it began"));
        }
        else if (input.To is not { } to || to < from || to > from.AddDays(60))
        {
            problems.Add(new(nameof(input.To), "Enter the day on which it ended, on or after the first and within 60 days"));
        }
        else if (input.PublishedOn is { } published && (published < to || published > clock.Today))
        {
            problems.Add(new(nameof(input.PublishedOn), "The day on which the letter was published is after the inspection, and not to come"));
        }
        var edition = input is { Kind: { } kind, From: { } began } ? InspectionEditions.Of(kind, began) : null;
        if (input is { Kind: not null, From: not null } && edition is null)
        {
            problems.Add(new(nameof(input.From), "There was no such inspection on that day"));
        }
        var grades = input.Grades.Where(g => g.Value is not null).ToDictionary(g => g.Key, g => g.Value!.Value);
        foreach (var area in edition is null ? [] : grades.Keys.Where(a => !edition.Graded.Contains(a)))
        {
            problems.Add(
                new(
                    nameof(input.Grades),
                    area == JudgementArea.Overall && edition!.Graded.Count > 0
                        ? "There is no overall grade from 1 April 2026: give the judgements by area"
                        : $"{InspectionEditions.Name(area)} is not judged in this kind of inspection"
                )
            );
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, found is null ? "Write an inspection down" : "Change an inspection", key: key);
        var inspection = found ?? new InspectionEvent { Id = clock.NewId(), By = "" };
        (inspection.Kind, inspection.By, inspection.Scope) = (input.Kind!.Value, input.By!.Trim(), PersonRules.Clean(input.Scope));
        (inspection.From, inspection.To, inspection.PublishedOn) = (input.From!.Value, input.To!.Value, input.PublishedOn);
        inspection.Headline = PersonRules.Clean(input.Headline);
        var before = string.Join(", ", inspection.Judgements.OrderBy(j => j.Area).Select(j => $"{j.Area} {j.Grade}"));
        foreach (var gone in inspection.Judgements.Where(j => !grades.ContainsKey(j.Area)).ToList())
        {
            inspection.Judgements.Remove(gone);
            db.InspectionJudgements.Remove(gone);
        }
        foreach (var (area, grade) in grades)
        {
            if (inspection.Judgements.FirstOrDefault(j => j.Area == area) is { } judged)
            {
                judged.Grade = grade;
            }
            else
            {
                var made = new InspectionJudgement
                {
                    Id = clock.NewId(),
                    InspectionId = inspection.Id,
                    Area = area,
                    Grade = grade,
                };
                db.InspectionJudgements.Add(made);
                if (!inspection.Judgements.Contains(made))
                {
                    inspection.Judgements.Add(made);
                }
            }
        }
        var after = string.Join(", ", inspection.Judgements.OrderBy(j => j.Area).Select(j => $"{j.Area} {j.Grade}"));
        if (found is null)
        {
            db.Inspections.Add(inspection);
            act.Happened(new InspectionRecorded(inspection.Id, inspection.Kind, inspection.From, inspection.To));
        }
        else if (act.ChangesOf(found) is var changes && (changes.Count > 0 || before != after))
        {
            act.Happened(new InspectionChanged(found.Id, changes, after));
        }
        return await act.Save(inspection.Id, ct);
    }

    /// <summary>Puts the letter to an inspection. A second letter takes the place of the first, which stays in the trail.</summary>
    /// <inheritdoc cref="Record"/>
    public async Task Letter(Guid id, SentFile? file, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var inspection = await Load(id, null, ct);
        if (file is null)
        {
            throw new NotAcceptedException("File", "Choose the letter");
        }
        // Bytes are never written over: another letter has an id of its own.
        var letter = clock.NewId();
        var kept = await files.Put(letter, file, $"Letter {InspectionEditions.Name(inspection.Kind)}", "File", ct);
        (inspection.LetterName, inspection.LetterType, inspection.LetterSize, inspection.LetterSha256) = (kept.Name, kept.ContentType, kept.Size, kept.Sha256);
        inspection.LetterId = letter;
        var act = acts.Begin(actor, "Keep the letter of an inspection", key: key);
        act.Happened(new InspectionLetterKept(id, kept.Name, kept.Size, kept.Sha256));
        await act.Save(id, ct);
    }

    /// <summary>The letter; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<(string Name, string ContentType, byte[] Bytes)?> OpenLetter(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "read the letter of an inspection");
        var i = await db.Inspections.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
        return i is { LetterSha256: { } sha256, LetterName: { } name, LetterType: { } type, LetterId: { } letter } && await files.Get(letter, sha256, ct) is { } bytes
            ? (name, type, bytes)
            : null;
    }

    /// <summary>Writes down something that the letter says, in its words.</summary>
    /// <inheritdoc cref="Record"/>
    public async Task<Guid> Point(Guid id, PointInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var inspection = await Load(id, null, ct);
        var problems = new List<Problem>();
        if (input.Kind is null)
        {
            problems.Add(new(nameof(input.Kind), "Select what it is"));
        }
        if (Editing.Text(nameof(input.Text), input.Text, "Write what the letter says", 2000) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.Tag?.Trim().Length > 200)
        {
            problems.Add(new(nameof(input.Tag), "This must be 200 characters or fewer"));
        }
        if (input.Paragraph is < 1 or > MostParagraphs)
        {
            problems.Add(new(nameof(input.Paragraph), $"Enter the number of the paragraph, from 1 to {MostParagraphs}"));
        }
        Editing.Refuse(problems);
        var point = new InspectionPoint
        {
            Id = clock.NewId(),
            InspectionId = id,
            Kind = input.Kind!.Value,
            Place = inspection.Points.Count == 0 ? 1 : inspection.Points.Max(p => p.Place) + 1,
            Text = input.Text!.Trim(),
            Paragraph = input.Paragraph,
            Tag = PersonRules.Clean(input.Tag),
        };
        db.InspectionPoints.Add(point);
        var act = acts.Begin(actor, "Write down what a letter says", key: key);
        act.Happened(new InspectionPointAdded(id, point.Id, point.Kind, point.Text, point.Tag));
        return await act.Save(point.Id, ct);
    }

    /// <summary>Takes out a point that was written down wrongly. One that an objective answers stays.</summary>
    /// <inheritdoc cref="Record"/>
    public async Task Remove(Guid id, Guid pointId, string? why, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var inspection = await Load(id, null, ct);
        var point = inspection.Points.FirstOrDefault(p => p.Id == pointId) ?? throw new NotAcceptedException("", "This is not there any more");
        if (await db.Objectives.AnyAsync(o => o.PointId == pointId, ct))
        {
            throw new NotAcceptedException("", "An objective answers this: it stays");
        }
        if (Editing.Text("Why", why, "Say why it is taken out", 200) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        db.InspectionPoints.Remove(point);
        var act = acts.Begin(actor, "Take out what was written down wrongly", why!.Trim(), key);
        act.Happened(new InspectionPointRemoved(id, pointId, point.Text, why.Trim()));
        await act.Save(id, ct);
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepImprovement, "keep inspections");

    private async Task<InspectionEvent> Load(Guid id, int? version, CancellationToken ct)
    {
        var inspection =
            await db.Inspections.Include(i => i.Judgements).Include(i => i.Points).AsSplitQuery().FirstOrDefaultAsync(i => i.Id == id, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "keep inspections");
        Editing.SameVersion(inspection, version);
        return inspection;
    }
}
