using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Programme;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Moderation;

/// <summary>A calibration as a form holds it.</summary>
public sealed record CalibrationInput
{
    public string? Title { get; set; }
    public string? LaChildId { get; set; }
    public Guid? ToolId { get; set; }
    public DateOnly? DueOn { get; set; }
    public List<Guid> Readers { get; set; } = [];
}

/// <summary>What the group came to, as a form holds it.</summary>
public sealed record CloseCalibrationInput
{
    public AuditGrade? Grade { get; set; }
    public string? Learning { get; set; }
}

/// <summary>One person's grade in a calibration; the grade only where it may be seen.</summary>
public sealed record CalibrationGrade(string Reader, bool Given, AuditGrade? Grade, string? Reason, IReadOnlyList<AuditPartGrade> Parts);

/// <summary>A calibration.</summary>
/// <param name="Hidden">True while the grades are not to be seen by whoever looks: theirs is not in.</param>
public sealed record CalibrationPage(
    CalibrationSet Set,
    string Child,
    AuditTool Tool,
    IReadOnlyList<CalibrationGrade> Grades,
    bool Hidden,
    Guid? MyReading,
    bool MayClose,
    DateOnly Today
)
{
    /// <summary>Of all pairs of readers, the share that gave the same grade; null with fewer than two.</summary>
    public double? AlikePairs
    {
        get
        {
            var given = Grades.Select(g => g.Grade).OfType<AuditGrade>().ToList();
            var pairs = given.Count * (given.Count - 1) / 2;
            return pairs == 0 ? null : given.GroupBy(g => g).Sum(g => g.Count() * (g.Count() - 1) / 2) / (double)pairs;
        }
    }
}

/// <summary>Has several people grade the same child's record, each blind to the others, and keeps what they learnt from it.</summary>
[UseCase]
public sealed class Calibrate(KithDb db, RecordAccess access, AuditIndependence independence, Acts.Acts acts, Clock clock)
{
    /// <summary>Opens a calibration and asks the readers.</summary>
    /// <exception cref="NotAcceptedException">Something is missing, or a reader had a part in the work.</exception>
    public async Task<Guid> Open(CalibrationInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "open a calibration");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var today = clock.Today;
        var number = input.LaChildId?.Trim();
        var child = string.IsNullOrEmpty(number)
            ? null
            : await access.ReadableChildren(actor).Where(o => o.LaChildId == number).Select(o => new { o.PersonId }).FirstOrDefaultAsync(ct);
        var tool = await db.AuditTools.AsNoTracking().FirstOrDefaultAsync(t => t.Id == input.ToolId && t.PublishedOn != null, ct);
        var auditors = await AuditAccess.Auditors(db, today, ct);
        var readers = input.Readers.Distinct().ToList();
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Title), input.Title, "Enter what the calibration is called", 120) is { } title)
        {
            problems.Add(title);
        }
        if (child is null)
        {
            problems.Add(new(nameof(input.LaChildId), "Enter the number of a child whose record you may read"));
        }
        if (tool is null)
        {
            problems.Add(new(nameof(input.ToolId), "Choose a tool that is published"));
        }
        if (input.DueOn is not { } due || due < today)
        {
            problems.Add(new(nameof(input.DueOn), "Enter by when, today or later"));
        }
        if (readers.Count < 2 || readers.Exists(r => auditors.All(a => a.Id != r)))
        {
            problems.Add(new(nameof(input.Readers), "Choose at least two people who do audits"));
        }
        else if (child is not null)
        {
            foreach (var part in (await independence.PartsOf(readers, [child.PersonId], ct)).GroupBy(p => p.WorkerId))
            {
                problems.Add(
                    new(
                        nameof(input.Readers),
                        $"{auditors.First(a => a.Id == part.Key).Name} had a part in the work ({AuditIndependence.Words(part)}), and nobody grades their own work"
                    )
                );
            }
        }
        Editing.Refuse(problems);
        var set = new CalibrationSet
        {
            Id = clock.NewId(),
            PersonId = child!.PersonId,
            Title = input.Title!.Trim(),
            ToolId = tool!.Id,
            OpenedOn = today,
            DueOn = input.DueOn!.Value,
        };
        db.CalibrationSets.Add(set);
        foreach (var reader in readers)
        {
            db.AuditReadings.Add(
                new AuditReading
                {
                    Id = clock.NewId(),
                    PersonId = set.PersonId,
                    SetId = set.Id,
                    ToolId = set.ToolId,
                    ReaderId = reader,
                    AskedOn = today,
                    DueOn = set.DueOn,
                }
            );
        }
        var act = acts.Begin(actor, "Open a calibration", key: key);
        act.Happened(new CalibrationOpened(set.PersonId, set.Id, set.Title, readers.Count));
        return await act.Save(set.Id, ct);
    }

    /// <summary>A calibration; null when there is none. Whoever has to grade in it sees no grade before theirs is in.</summary>
    public async Task<CalibrationPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        AuditAccess.DemandSight(actor, "see a calibration");
        if (await db.CalibrationSets.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } set)
        {
            return null;
        }
        if (await access.ReadableAmong(actor).Where(o => o.PersonId == set.PersonId).Select(o => o.DisplayName).FirstOrDefaultAsync(ct) is not { } child)
        {
            return null;
        }
        var tool = await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == set.ToolId, ct);
        var readings = await (
            from r in db.AuditReadings.AsNoTracking()
            where r.SetId == id
            join w in db.Workers on r.ReaderId equals w.Id
            orderby w.Name, r.Id
            select new { Reading = r, w.Name }
        ).ToListAsync(ct);
        var mine = readings.Find(r => r.Reading.ReaderId == actor.WorkerId)?.Reading;
        // Neither the role nor leading the programme lifts it: whoever grades is blind until theirs is in.
        var hidden = mine is { GivenAt: null } && set.ClosedOn is null;
        var readingIds = readings.ConvertAll(r => r.Reading.Id);
        var parts = hidden
            ? []
            : await db.AuditPartGrades.AsNoTracking().Where(g => g.ReadingId != null && readingIds.Contains(g.ReadingId.Value)).OrderBy(g => g.Place).ToListAsync(ct);
        return new(
            set,
            child,
            tool,
            [
                .. readings.Select(r => new CalibrationGrade(
                    r.Name,
                    r.Reading.GivenAt is not null,
                    hidden ? null : r.Reading.Grade,
                    hidden ? null : r.Reading.Reason,
                    [.. parts.Where(p => p.ReadingId == r.Reading.Id)]
                )),
            ],
            hidden,
            mine is { GivenAt: null } && set.ClosedOn is null ? mine.Id : null,
            actor.May(Permission.KeepAudits) && set.ClosedOn is null && !hidden,
            clock.Today
        );
    }

    /// <summary>Closes a calibration with what the group came to and learnt.</summary>
    /// <exception cref="NotAcceptedException">Fewer than two grades are in, or something is missing.</exception>
    public async Task Close(Guid id, CloseCalibrationInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "close a calibration");
        var set = await db.CalibrationSets.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "close a calibration");
        await access.Demand(actor, set.PersonId, Permission.KeepAudits, "close a calibration", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(set, version);
        var readings = await db.AuditReadings.Where(r => r.SetId == id).ToListAsync(ct);
        var problems = new List<Problem>();
        if (set.ClosedOn is not null)
        {
            problems.Add(new("", "It is closed already"));
        }
        else if (readings.Exists(r => r.GivenAt is null && r.ReaderId == actor.WorkerId))
        {
            problems.Add(new("", "Give your own grade first"));
        }
        else if (readings.Count(r => r.GivenAt is not null) < 2)
        {
            problems.Add(new("", "Fewer than two people have given a grade"));
        }
        if (input.Grade is not { } grade || !Enum.IsDefined(grade))
        {
            problems.Add(new(nameof(input.Grade), "Choose the grade on which the group agreed"));
        }
        if (Editing.Text(nameof(input.Learning), input.Learning, "Write what the group learnt about how it grades", AuditTool.LongestAnswer) is { } missing)
        {
            problems.Add(missing);
        }
        Editing.Refuse(problems);
        (set.ClosedOn, set.AgreedGrade, set.Learning) = (clock.Today, input.Grade, input.Learning!.Trim());
        // What was not given is not asked for any more: afterwards nobody is blind.
        db.AuditReadings.RemoveRange(readings.Where(r => r.GivenAt is null));
        var act = acts.Begin(actor, "Close a calibration", key: key);
        act.Happened(new CalibrationClosed(set.PersonId, id, input.Grade!.Value));
        await act.Save(id, ct);
    }
}
