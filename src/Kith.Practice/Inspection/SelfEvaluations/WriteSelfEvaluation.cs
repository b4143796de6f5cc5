using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Improvement;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.SelfEvaluations;

/// <summary>A section as a form holds it.</summary>
public sealed record EvaluationSectionInput
{
    public InspectionGrade? Grade { get; set; }
    public string? Know { get; set; }
    public string? How { get; set; }
    public string? Plans { get; set; }
    public string? Heard { get; set; }
    public string? Strengths { get; set; }
    public string? Develop { get; set; }
    public string? Evidence { get; set; }
}

/// <summary>Begins versions of the self-evaluation, writes in their sections, pins their figures, and publishes them.</summary>
[UseCase]
public sealed class WriteSelfEvaluation(KithDb db, Acts.Acts acts, MeasureReadings readings, Clock clock)
{
    /// <summary>Characters of a part.</summary>
    public const int Longest = 8000;

    /// <summary>Figures of a section at most.</summary>
    public const int MostFigures = 20;

    /// <summary>Begins a version: its figures are counted as at a day and pinned; the words of the version before are there to go on from.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections.</exception>
    /// <exception cref="NotAcceptedException">The day is to come, or a version is being written already.</exception>
    public async Task<Guid> Begin(DateOnly? asAt, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (asAt is not { } day || day > clock.Today || day < clock.Today.AddYears(-1))
        {
            throw new NotAcceptedException("AsAt", "Enter the day as at which the figures are counted, today or in the last year");
        }
        if (await db.SelfEvaluations.AnyAsync(e => e.PublishedAt == null, ct))
        {
            throw new NotAcceptedException("", "A version is being written already. Publish it first");
        }
        var before = await db.SelfEvaluations.AsNoTracking().Include(e => e.Sections).OrderByDescending(e => e.Number).FirstOrDefaultAsync(ct);
        var evaluation = new SelfEvaluation
        {
            Id = clock.NewId(),
            Number = (before?.Number ?? 0) + 1,
            Title = Title(day),
            Edition = EvaluationAreas.Edition(day).Name,
            AsAt = day,
            BegunAt = clock.UtcNow,
            BegunBy = actor.Name,
        };
        var areas = EvaluationAreas.Of(day);
        var chosen = areas.ToDictionary(a => a, a => before?.Sections.Find(s => s.Area == a) is { } was ? [.. was.Pinned.Select(f => f.Measure)] : EvaluationAreas.Measures(a));
        var figures = await Count(chosen, day, ct);
        foreach (var area in areas)
        {
            var was = before?.Sections.Find(s => s.Area == area);
            evaluation.Sections.Add(
                new EvaluationSection
                {
                    Id = clock.NewId(),
                    EvaluationId = evaluation.Id,
                    Area = area,
                    Grade = was?.Grade,
                    Know = was?.Know,
                    How = was?.How,
                    Plans = was?.Plans,
                    Heard = was?.Heard,
                    Strengths = was?.Strengths,
                    Develop = was?.Develop,
                    Evidence = was?.Evidence,
                    Figures = PinnedContent.Write(figures[area]),
                }
            );
        }
        db.SelfEvaluations.Add(evaluation);
        var act = acts.Begin(actor, "Begin a self-evaluation", key: key);
        act.Happened(new EvaluationBegun(evaluation.Id, evaluation.Number, day, before?.Id));
        return await act.Save(evaluation.Id, ct);
    }

    /// <summary>Writes in a section of a draft.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep inspections, or there is no such section.</exception>
    /// <exception cref="NotAcceptedException">A part is too long, or the version is published.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote in the section meanwhile.</exception>
    public async Task Section(Guid id, JudgementArea area, EvaluationSectionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var evaluation = await Draft(id, ct);
        var section = evaluation.Sections.Find(s => s.Area == area) ?? throw new AccessRefusedException(Sight.Nothing, "write in a self-evaluation");
        Editing.SameVersion(section, version);
        var parts = new[]
        {
            (nameof(input.Know), input.Know),
            (nameof(input.How), input.How),
            (nameof(input.Plans), input.Plans),
            (nameof(input.Heard), input.Heard),
            (nameof(input.Strengths), input.Strengths),
            (nameof(input.Develop), input.Develop),
            (nameof(input.Evidence), input.Evidence),
        };
        Editing.Refuse([.. parts.Where(p => p.Item2?.Trim().Length > Longest).Select(p => new Problem(p.Item1, $"This must be {Longest:N0} characters or fewer"))]);
        section.Grade = input.Grade;
        (section.Know, section.How, section.Plans) = (PersonRules.Clean(input.Know), PersonRules.Clean(input.How), PersonRules.Clean(input.Plans));
        (section.Heard, section.Strengths, section.Develop, section.Evidence) = (
            PersonRules.Clean(input.Heard),
            PersonRules.Clean(input.Strengths),
            PersonRules.Clean(input.Develop),
            PersonRules.Clean(input.Evidence)
        );
        var act = acts.Begin(actor, "Write in the self-evaluation", key: key);
        if (act.ChangesOf(section) is { Count: > 0 } changes)
        {
            (section.WrittenAt, section.WrittenBy) = (act.At, actor.Name);
            act.Happened(new EvaluationWritten(id, area, changes));
        }
        await act.Save(id, ct);
    }

    /// <summary>Chooses which measures stand in a section; they are pinned as at the day of the version.</summary>
    /// <inheritdoc cref="Section"/>
    public async Task Choose(Guid id, JudgementArea area, IReadOnlyCollection<string> measures, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var evaluation = await Draft(id, ct);
        var section = evaluation.Sections.Find(s => s.Area == area) ?? throw new AccessRefusedException(Sight.Nothing, "choose figures of a self-evaluation");
        Editing.SameVersion(section, version);
        if (measures.Any(m => MeasureCatalogue.Find(m) is null) || measures.Distinct().Count() > MostFigures)
        {
            throw new NotAcceptedException("Measures", $"Select at most {MostFigures} measures from the list");
        }
        var figures = await Count(new Dictionary<JudgementArea, IReadOnlyList<string>> { [area] = [.. measures.Distinct()] }, evaluation.AsAt, ct);
        section.Figures = PinnedContent.Write(figures[area]);
        var act = acts.Begin(actor, "Choose figures of the self-evaluation", key: key);
        act.Happened(new EvaluationPinned(id, evaluation.AsAt, [.. measures.Distinct()]));
        await act.Save(id, ct);
    }

    /// <summary>Pins all figures of a draft anew, as at another day.</summary>
    /// <inheritdoc cref="Section"/>
    public async Task Pin(Guid id, DateOnly? asAt, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var evaluation = await Draft(id, ct);
        Editing.SameVersion(evaluation, version);
        if (asAt is not { } day || day > clock.Today || day < clock.Today.AddYears(-1))
        {
            throw new NotAcceptedException("AsAt", "Enter the day as at which the figures are counted, today or in the last year");
        }
        if (EvaluationAreas.Edition(day).Name != evaluation.Edition)
        {
            throw new NotAcceptedException("AsAt", $"On that day another edition was in force. This version goes through the areas of {evaluation.Edition}");
        }
        var figures = await Count(evaluation.Sections.ToDictionary(s => s.Area, s => (IReadOnlyList<string>)[.. s.Pinned.Select(f => f.Measure)]), day, ct);
        foreach (var section in evaluation.Sections)
        {
            section.Figures = PinnedContent.Write(figures[section.Area]);
        }
        (evaluation.AsAt, evaluation.Title) = (day, Title(day));
        var act = acts.Begin(actor, "Pin the figures of the self-evaluation", key: key);
        act.Happened(new EvaluationPinned(id, day, [.. figures.Values.SelectMany(f => f.Select(x => x.Measure)).Distinct()]));
        db.Entry(evaluation).Property(e => e.Title).IsModified = true;
        await act.Save(id, ct);
    }

    /// <summary>Publishes a version: it is locked, and a digest says what it was.</summary>
    /// <inheritdoc cref="Section"/>
    public async Task Publish(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        Demand(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var evaluation = await Draft(id, ct);
        Editing.SameVersion(evaluation, version);
        if (evaluation.Sections.FirstOrDefault(s => s.Know is null && s.Area is JudgementArea.Leaders or JudgementArea.HelpAndProtection) is { Know: null } empty)
        {
            throw new NotAcceptedException("", $"«{InspectionEditions.Name(empty.Area)}» says nothing yet about what you know. Write it first");
        }
        var act = acts.Begin(actor, "Publish the self-evaluation", key: key);
        (evaluation.PublishedAt, evaluation.PublishedBy) = (act.At, actor.Name);
        evaluation.Sha256 = DigestOf(evaluation);
        act.Happened(new EvaluationPublished(id, evaluation.Sha256));
        await act.Save(id, ct);
    }

    /// <summary>«Self-evaluation, November 2026».</summary>
    public static string Title(DateOnly day) => $"Self-evaluation, {day.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}";

    /// <summary>The digest of everything that it says.</summary>
    internal static string DigestOf(SelfEvaluation evaluation) =>
        PinnedContent.Digest(
            PinnedContent.Write(
                new
                {
                    evaluation.Number,
                    evaluation.Edition,
                    evaluation.AsAt,
                    Sections = evaluation
                        .Sections.OrderBy(s => s.Area)
                        .Select(s => new
                        {
                            s.Area,
                            s.Grade,
                            s.Know,
                            s.How,
                            s.Plans,
                            s.Heard,
                            s.Strengths,
                            s.Develop,
                            s.Evidence,
                            s.Figures,
                        })
                        .ToList(),
                }
            )
        );

    /// <summary>The figures of measures on a day, by the one catalogue; a fixed number of queries for all areas together.</summary>
    private async Task<Dictionary<JudgementArea, List<EvaluationFigure>>> Count(
        IReadOnlyDictionary<JudgementArea, IReadOnlyList<string>> chosen,
        DateOnly day,
        CancellationToken ct
    )
    {
        var said = await readings.At([.. chosen.Values.SelectMany(m => m)], [day], ct);
        return chosen.ToDictionary(c => c.Key, c => Figures(c.Value, said, day));
    }

    internal static List<EvaluationFigure> Figures(IEnumerable<string> measures, IReadOnlyDictionary<(string Measure, DateOnly Day), Measures.MeasureFigure> said, DateOnly day) =>
        [
            .. measures
                .Select(m => (Definition: MeasureCatalogue.Find(m), Figure: said.GetValueOrDefault((m, day))))
                .Where(m => m.Definition is not null)
                .Select(m => new EvaluationFigure(m.Definition!.Id, m.Definition.Name, m.Definition.Unit, m.Figure?.Value, m.Figure?.Numerator, m.Figure?.Denominator)),
        ];

    private async Task<SelfEvaluation> Draft(Guid id, CancellationToken ct)
    {
        var evaluation =
            await db.SelfEvaluations.Include(e => e.Sections).FirstOrDefaultAsync(e => e.Id == id, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "write in a self-evaluation");
        return evaluation.PublishedAt is { } on
            ? throw new NotAcceptedException("", $"This version was published on {DateWords.Long(LondonTime.DateOf(on))} and is not changed any more. Begin the next one")
            : evaluation;
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.KeepImprovement, "write the self-evaluation");
}
