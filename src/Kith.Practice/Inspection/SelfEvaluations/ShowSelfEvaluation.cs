using Kith.Practice.Access;
using Kith.Practice.Improvement;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection.SelfEvaluations;

/// <summary>A version in the list.</summary>
public sealed record EvaluationLine(Guid Id, int Number, string Title, DateOnly AsAt, string BegunBy, DateTime? PublishedAt, string? PublishedBy);

/// <summary>A version, with what its measures say today beside what was pinned.</summary>
/// <param name="Today">The value of each measure today; empty where that was not asked.</param>
public sealed record EvaluationView(SelfEvaluation Evaluation, IReadOnlyList<EvaluationSection> Sections, IReadOnlyDictionary<string, double?> Today, bool MayWrite);

/// <summary>Shows the self-evaluation and its versions.</summary>
[UseCase]
public sealed class ShowSelfEvaluation(KithDb db, MeasureReadings readings, Clock clock)
{
    private const int Most = 50;

    /// <summary>The versions, the latest first.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<IReadOnlyList<EvaluationLine>> List(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return await db
            .SelfEvaluations.AsNoTracking()
            .OrderByDescending(e => e.Number)
            .Take(Most)
            .Select(e => new EvaluationLine(e.Id, e.Number, e.Title, e.AsAt, e.BegunBy, e.PublishedAt, e.PublishedBy))
            .ToListAsync(ct);
    }

    /// <summary>A version; null when there is none. A draft is for those who write it and read the plan alike.</summary>
    /// <param name="beside">True: what the measures say today is counted too.</param>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    /// <exception cref="InvalidDataException">A published version is not the one that was published.</exception>
    public async Task<EvaluationView?> Show(Guid id, bool beside, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        if (await Load(db, id, ct) is not { } evaluation)
        {
            return null;
        }
        var measures = beside ? evaluation.Sections.SelectMany(s => s.Pinned).Select(f => f.Measure).Distinct().ToList() : [];
        var today = clock.Today;
        var said = measures.Count == 0 ? null : await readings.At(measures, [today], ct);
        return new(
            evaluation,
            [.. evaluation.Sections.OrderBy(s => s.Area)],
            said is null ? new Dictionary<string, double?>() : measures.ToDictionary(m => m, m => said.GetValueOrDefault((m, today))?.Value),
            actor.May(Permission.KeepImprovement) && evaluation.PublishedAt is null
        );
    }

    /// <summary>A published version as it was published, wherever it may be read.</summary>
    internal static async Task<SelfEvaluation?> Published(KithDb db, Guid id, CancellationToken ct) =>
        await Load(db, id, ct) is { PublishedAt: not null } evaluation ? evaluation : null;

    private static async Task<SelfEvaluation?> Load(KithDb db, Guid id, CancellationToken ct)
    {
        var evaluation = await db.SelfEvaluations.AsNoTracking().Include(e => e.Sections).FirstOrDefaultAsync(e => e.Id == id, ct);
        return evaluation?.Sha256 is { } sha256 && sha256 != WriteSelfEvaluation.DigestOf(evaluation)
            ? throw new InvalidDataException("A self-evaluation is not the one that was published")
            : evaluation;
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.ReadImprovement, "read the self-evaluation");
}
