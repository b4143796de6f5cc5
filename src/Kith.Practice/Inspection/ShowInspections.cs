using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Improvement;
using Kith.Practice.Store;
using Kith.Standards.Inspection;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Inspection;

/// <summary>An inspection in the list.</summary>
public sealed record InspectionLine(
    Guid Id,
    InspectionKind Kind,
    string By,
    string? Scope,
    DateOnly From,
    DateOnly To,
    DateOnly? PublishedOn,
    IReadOnlyList<InspectionJudgement> Judgements,
    int Praised,
    LetterState Letter
);

/// <summary>
/// How far a letter is answered. Nobody sets it: it is closed when every recommendation is answered and every objective that
/// answers one was reached, by its own rules, and closed.
/// </summary>
/// <param name="Asked">Recommendations and areas for priority action.</param>
/// <param name="Answered">Those that an objective answers.</param>
/// <param name="Reached">Those of which every objective was reached and closed.</param>
/// <param name="ClosedOn">When the last was closed; null while the letter is open.</param>
public sealed record LetterState(int Asked, int Answered, int Reached, DateOnly? ClosedOn)
{
    /// <summary>From each thing that was asked for: when each objective that answers it was closed.</summary>
    internal static LetterState Of(IEnumerable<IReadOnlyList<DateOnly?>> asked)
    {
        var all = asked.ToList();
        var reached = all.Count(o => o.Count > 0 && o.All(c => c is not null));
        return new(all.Count, all.Count(o => o.Count > 0), reached, all.Count > 0 && reached == all.Count ? all.SelectMany(o => o).Max() : null);
    }

    /// <summary>In words: «1 of 3 reached, 1 not answered yet».</summary>
    public string InWords =>
        Asked == 0 ? "nothing was asked for"
        : ClosedOn is { } on ? $"closed {Kith.Standards.Calendar.DateWords.Medium(on)}: all that was asked for was reached"
        : $"{Reached} of {Asked} reached{(Answered < Asked ? $", {Asked - Answered} not answered yet" : "")}";
}

/// <summary>An objective that answers something a letter asks for.</summary>
public sealed record AnsweringObjective(Guid Id, string Title, DateOnly? ClosedOn);

/// <summary>Something a letter says, and the objectives that answer it.</summary>
public sealed record PointView(InspectionPoint Point, IReadOnlyList<AnsweringObjective> Objectives);

/// <summary>Something that was written down of a letter and taken out again: it stays in sight.</summary>
public sealed record PointTakenOut(string Text, string Why, string By, DateTime At);

/// <summary>One inspection.</summary>
public sealed record InspectionView(InspectionEvent Inspection, InspectionEdition? Edition, IReadOnlyList<PointView> Points, bool MayKeep)
{
    /// <summary>What was taken out as written down wrongly, from the trail: a letter is not answered by taking out what it asks for.</summary>
    public IReadOnlyList<PointTakenOut> TakenOut { get; init; } = [];

    /// <summary>The points of a kind, in the order of the letter.</summary>
    public IReadOnlyList<PointView> Of(PointKind kind) => [.. Points.Where(p => p.Point.Kind == kind)];

    /// <summary>How far the letter is answered.</summary>
    public LetterState Letter =>
        LetterState.Of(
            Points.Where(p => p.Point.Kind is PointKind.Recommendation or PointKind.PriorityAction).Select(p => (IReadOnlyList<DateOnly?>)[.. p.Objectives.Select(o => o.ClosedOn)])
        );
}

/// <summary>What others were told that is much like it.</summary>
public sealed record ToldElsewhere(IReadOnlyList<(PublishedRecommendation Said, double Likeness)> Lines, int Authorities, string Asked, int InAll, DateOnly Until);

/// <summary>Shows inspections, and who else was told the same.</summary>
[UseCase]
public sealed class ShowInspections(KithDb db)
{
    private const int Most = 100;
    private const int MostTold = 40;

    // The published recommendations with their words weighed once: they change with the product alone.
    private static readonly Lazy<AlikeTexts<PublishedRecommendation>> Published = new(() => new AlikeTexts<PublishedRecommendation>(PublishedRecommendations.All, r => r.Text));

    /// <summary>All, the latest first.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<IReadOnlyList<InspectionLine>> List(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var rows = await db
            .Inspections.AsNoTracking()
            .Include(i => i.Judgements)
            .OrderByDescending(i => i.From)
            .ThenBy(i => i.Id)
            .Take(Most)
            .Select(i => new
            {
                Inspection = i,
                i.Judgements,
                Praised = i.Points.Count(p => p.Kind == PointKind.Strength),
            })
            .AsSingleQuery()
            .ToListAsync(ct);
        var asked = (
            await (
                from p in db.InspectionPoints.AsNoTracking()
                where p.Kind == PointKind.Recommendation || p.Kind == PointKind.PriorityAction
                join o in db.Objectives on p.Id equals o.PointId into os
                from o in os.DefaultIfEmpty()
                select new
                {
                    p.InspectionId,
                    p.Id,
                    Answered = o != null,
                    ClosedOn = o == null ? null : o.ClosedOn,
                }
            ).ToListAsync(ct)
        ).ToLookup(p => p.InspectionId);
        return
        [
            .. rows.Select(r => new InspectionLine(
                r.Inspection.Id,
                r.Inspection.Kind,
                r.Inspection.By,
                r.Inspection.Scope,
                r.Inspection.From,
                r.Inspection.To,
                r.Inspection.PublishedOn,
                [.. r.Judgements.OrderBy(j => j.Area)],
                r.Praised,
                LetterState.Of(asked[r.Inspection.Id].GroupBy(p => p.Id).Select(g => (IReadOnlyList<DateOnly?>)[.. g.Where(p => p.Answered).Select(p => p.ClosedOn)]))
            )),
        ];
    }

    /// <summary>One; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read inspections.</exception>
    public async Task<InspectionView?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        var inspection = await db.Inspections.AsNoTracking().Include(i => i.Judgements).Include(i => i.Points).AsSplitQuery().FirstOrDefaultAsync(i => i.Id == id, ct);
        if (inspection is null)
        {
            return null;
        }
        var ids = inspection.Points.Select(p => (Guid?)p.Id).ToList();
        var answers = (
            await db
                .Objectives.AsNoTracking()
                .Where(o => ids.Contains(o.PointId))
                .OrderBy(o => o.Id)
                .Select(o => new
                {
                    o.PointId,
                    o.Id,
                    o.Title,
                    o.ClosedOn,
                })
                .ToListAsync(ct)
        ).ToLookup(o => o.PointId!.Value);
        return new(
            inspection,
            InspectionEditions.Of(inspection.Kind, inspection.From),
            [.. inspection.Points.OrderBy(p => p.Place).Select(p => new PointView(p, [.. answers[p.Id].Select(a => new AnsweringObjective(a.Id, a.Title, a.ClosedOn))]))],
            actor.May(Permission.KeepImprovement)
        )
        {
            TakenOut = await Out(id, ct),
        };
    }

    private async Task<IReadOnlyList<PointTakenOut>> Out(Guid id, CancellationToken ct)
    {
        var rows = await db
            .TrailEntries.AsNoTracking()
            .Where(e => e.Chain == InspectionTrailEvent.All && e.Event == nameof(InspectionPointRemoved))
            .OrderByDescending(e => e.Seq)
            .Take(Most)
            .Select(e => new
            {
                e.Payload,
                e.ActorName,
                e.At,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => (Row: r, Was: JsonSerializer.Deserialize<InspectionPointRemoved>(r.Payload)))
                .Where(r => r.Was?.Inspection == id)
                .Select(r => new PointTakenOut(r.Was!.Text, r.Was.Why, r.Row.ActorName, r.Row.At)),
        ];
    }

    /// <summary>The recommendations that objectives can answer, the latest inspection first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Text)>> Asked(Actor actor, CancellationToken ct = default)
    {
        Demand(actor);
        return
        [
            .. (
                await (
                    from p in db.InspectionPoints.AsNoTracking()
                    join i in db.Inspections on p.InspectionId equals i.Id
                    where p.Kind == PointKind.Recommendation || p.Kind == PointKind.PriorityAction
                    orderby i.From descending, p.Place
                    select new
                    {
                        p.Id,
                        p.Text,
                        i.From,
                    }
                )
                    .Take(Most)
                    .ToListAsync(ct)
            ).Select(p => (p.Id, $"{p.From.Year}: {p.Text}")),
        ];
    }

    /// <summary>
    /// Who else was told this: published recommendations of Ofsted that share enough words with it, the likeliest first.
    /// </summary>
    /// <param name="words">A recommendation, or words to search for.</param>
    /// <param name="search">True: every word must be in it. False: likeness alone.</param>
    public async Task<ToldElsewhere> Told(Actor actor, string? words, bool search, CancellationToken ct = default)
    {
        Demand(actor);
        var all = await LoadPublished.All(db, ct);
        // Where nothing was loaded, what Kith brings has been weighed already.
        var texts = ReferenceEquals(all, PublishedRecommendations.All) ? Published.Value : new AlikeTexts<PublishedRecommendation>(all, r => r.Text);
        var lines = texts.Like(words, int.MaxValue, search);
        return new([.. lines.Take(MostTold)], lines.Select(l => l.Item.Authority).Distinct().Count(), words?.Trim() ?? "", lines.Count, all.Max(r => r.PublishedOn));
    }

    private static void Demand(Actor actor) => RecordAccess.Demand(actor, Permission.ReadImprovement, "read inspections");
}
