using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Show;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>One line as written. An empty text is no line.</summary>
public sealed record ChildLineInput
{
    public ChildVersionPart Part { get; set; }
    public string? Symbol { get; set; }
    public string? Text { get; set; }
}

/// <summary>A child's version of a plan was written.</summary>
public sealed record ChildVersionMade(Guid Person, Guid Made, SubjectKind Plan, Guid PlanId, int Lines, double? ReadingAge) : PersonEvent(Person);

/// <summary>A child's version of a plan was gone through with the child.</summary>
public sealed record ChildVersionShared(Guid Person, Guid Made, DateOnly On, string? ChildSaid) : PersonEvent(Person);

/// <summary>What the pages show: the version that stands, and with what a new one would begin.</summary>
public sealed record ChildVersionPage(
    PersonHead Head,
    DateOnly Today,
    string PlanName,
    SubjectKind Kind,
    Guid PlanId,
    bool Open,
    ChildVersion? Version,
    IReadOnlyList<ChildLine> Begin
);

/// <summary>Writes the child's version of a plan and records that it was gone through with the child.</summary>
[UseCase]
public sealed class KeepChildVersion(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    public const int MostLines = 40;
    public const int LongestLine = 300;

    /// <summary>What stands on the form of a new version besides the goals: whoever writes it may change every word.</summary>
    public static IReadOnlyList<ChildLine> Beginnings { get; } =
    [
        new(ChildVersionPart.Why, "plan", "This plan is for you. It says what will help."),
        new(ChildVersionPart.ICan, "talk", "You can say what you think. We want to know."),
        new(ChildVersionPart.ICan, "phone", "You can ask to talk to us at any time."),
        new(ChildVersionPart.Next, "calendar", "We will meet again and see how it goes."),
    ];

    /// <summary>Null when the child has no such plan. The caller has already been allowed to read the record.</summary>
    public async Task<ChildVersionPage?> Show(Guid childId, Guid planId, CancellationToken ct = default)
    {
        var today = clock.Today;
        if (await Plan(childId, planId, ct) is not var (kind, started, ended) || await PersonHeads.Of(db, childId, today, ct) is not { } head)
        {
            return null;
        }
        var version = await db.ChildVersions.AsNoTracking().FirstOrDefaultAsync(v => v.PersonId == childId && v.PlanId == planId && v.EndedOn == null, ct);
        var goals = version is not null
            ? []
            : await db
                .PlanGoals.AsNoTracking()
                .Where(g => g.PersonId == childId && g.PlanId == planId && g.ClosedOn == null)
                .OrderBy(g => g.Place)
                .Select(g => new { g.Goal, g.ChildWords })
                .ToListAsync(ct);
        List<ChildLine> begin =
        [
            Beginnings[0],
            .. goals.Select(g => new ChildLine(ChildVersionPart.WillBe, "star", g.ChildWords ?? g.Goal)),
            new(ChildVersionPart.WhoHelps, "person", $"{head.WorkerName?.Split(' ')[0] ?? "Your worker"} comes to see you."),
            .. Beginnings.Skip(1),
        ];
        return new(head, today, kind == SubjectKind.ProtectionPlan ? "child protection plan" : "child in need plan", kind, planId, ended is null, version, version?.Parts ?? begin);
    }

    /// <summary>Writes a new version; the one before ends and is kept.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote one since the form was filled.</exception>
    public async Task<Guid> Make(Guid childId, Guid planId, IReadOnlyList<ChildLineInput> lines, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "write a plan for a child", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (await Plan(childId, planId, ct) is not var (kind, _, _))
        {
            throw new NotAcceptedException("", "This plan is not the child's");
        }
        var problems = new List<Problem>();
        var kept = new List<ChildLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (PersonRules.Clean(lines[i].Text) is not { } text)
            {
                continue;
            }
            if (text.Length > LongestLine)
            {
                problems.Add(new($"Lines[{i}].Text", $"This must be {LongestLine} characters or fewer: one thing a line"));
            }
            if (!Enum.IsDefined(lines[i].Part) || (lines[i].Symbol is { Length: > 0 } symbol && Symbols.Word(symbol) is null))
            {
                problems.Add(new($"Lines[{i}].Symbol", "Choose from the list"));
            }
            kept.Add(new(lines[i].Part, lines[i].Symbol ?? "", text));
        }
        if (kept.Count is 0 or > MostLines)
        {
            problems.Add(new("", kept.Count == 0 ? "Write at least one line" : $"A child reads {MostLines} lines at most"));
        }
        Editing.Refuse(problems);
        var before = await db.ChildVersions.FirstOrDefaultAsync(v => v.PersonId == childId && v.PlanId == planId && v.EndedOn == null, ct);
        if (before is not null)
        {
            if (version != before.Version)
            {
                throw new SecondEditorException(before);
            }
            before.EndedOn = clock.Today;
        }
        var made = new ChildVersion
        {
            Id = clock.NewId(),
            PersonId = childId,
            PlanKind = kind,
            PlanId = planId,
            MadeOn = clock.Today,
            MadeById = actor.WorkerId,
            Lines = string.Join('\n', kept.Select(l => l.Write())),
        };
        db.ChildVersions.Add(made);
        var act = acts.Begin(actor, "Write a plan for a child", key: key);
        act.Happened(new ChildVersionMade(childId, made.Id, kind, planId, kept.Count, ReadingAge.Of(kept.Select(l => l.Text))));
        return await act.Save(made.Id, ct);
    }

    /// <summary>Records that it was gone through with the child.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">The day cannot be, or another version stands now.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Share(Guid childId, Guid madeId, DateOnly? on, string? said, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "go through a plan with a child", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var made =
            await db.ChildVersions.FirstOrDefaultAsync(v => v.Id == madeId && v.PersonId == childId && v.EndedOn == null, ct)
            ?? throw new NotAcceptedException("", "Another version stands now. Look at it first");
        Editing.SameVersion(made, version);
        if (on is null || on > clock.Today || on < made.MadeOn)
        {
            throw new NotAcceptedException("On", "Enter the day on which you went through it: on or after the day it was written, and not in the future");
        }
        if (said?.Trim().Length > 1000)
        {
            throw new NotAcceptedException("Said", "This must be 1,000 characters or fewer");
        }
        (made.SharedOn, made.ChildSaid) = (on, PersonRules.Clean(said));
        var act = acts.Begin(actor, "Go through a plan with a child", key: key);
        act.Happened(new ChildVersionShared(childId, madeId, on.Value, made.ChildSaid));
        await act.Save(madeId, ct);
    }

    /// <summary>The version as a document in large print, with the reading age at its foot.</summary>
    public static Paper Paper(PersonHead head, ChildVersion version)
    {
        var parts = new List<PaperPart>();
        foreach (var group in version.Parts.GroupBy(l => l.Part).OrderBy(g => g.Key))
        {
            parts.Add(new PaperHeading(Of(group.Key)));
            parts.Add(new PaperPictures([.. group.Select(l => new PaperPicture(l.Text, SymbolPicture.Png(l.Symbol), Symbols.Svg(l.Symbol, 56), Symbols.Word(l.Symbol)))]));
        }
        if (Foot(version) is { } foot)
        {
            parts.Add(new PaperText(foot, Quiet: true));
        }
        return new($"My plan", head.Name, parts) { Dated = DateWords.Long(version.MadeOn), LargePrint = true };
    }

    /// <summary>«Can be read at age 7.»</summary>
    public static string? Foot(ChildVersion version) =>
        ReadingAge.Of(version.Parts.Select(p => p.Text)) is { } age ? $"Reading age {age.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)}." : null;

    /// <summary>The heading of a part, as a child reads it.</summary>
    public static string Of(ChildVersionPart part) =>
        part switch
        {
            ChildVersionPart.Why => "Why there is a plan",
            ChildVersionPart.WillBe => "What will get better",
            ChildVersionPart.WhoHelps => "Who helps me",
            ChildVersionPart.ICan => "What I can do",
            _ => "What happens next",
        };

    private async Task<(SubjectKind Kind, DateOnly Started, DateOnly? Ended)?> Plan(Guid childId, Guid planId, CancellationToken ct)
    {
        var found = await db
            .ProtectionPlans.Where(p => p.Id == planId && p.PersonId == childId)
            .Select(p => new
            {
                Protection = true,
                p.StartedOn,
                p.EndedOn,
            })
            .Concat(
                db.CinPlans.Where(p => p.Id == planId && p.PersonId == childId)
                    .Select(p => new
                    {
                        Protection = false,
                        p.StartedOn,
                        p.EndedOn,
                    })
            )
            .FirstOrDefaultAsync(ct);
        return found is null ? null : (found.Protection ? SubjectKind.ProtectionPlan : SubjectKind.NeedPlan, found.StartedOn, found.EndedOn);
    }
}
