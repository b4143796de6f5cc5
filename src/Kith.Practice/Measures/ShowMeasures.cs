using Kith.Practice.Access;
using Kith.Practice.Measures.Kept;
using Kith.Practice.Settings;
using Kith.Practice.Statistics;
using Kith.Practice.Store;
using Kith.Standards.Measures;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures;

/// <summary>A published figure beside ours.</summary>
public sealed record BesideOurs(string Area, int Year, decimal Value);

/// <summary>One measure of the page.</summary>
/// <param name="Hidden">Its numbers are too small to be shown to this reader.</param>
/// <param name="Before">The same a year before.</param>
/// <param name="Months">The last 24 whole months, where the reader may see them.</param>
/// <param name="Beside">England, the region, the neighbours.</param>
/// <param name="NotKnown">What the record cannot know of it; null where it knows all.</param>
public sealed record MeasureLine(
    MeasureDefinition Measure,
    bool Hidden,
    MeasureFigure Now,
    MeasureFigure Before,
    ProcessChart? Months,
    IReadOnlyList<BesideOurs> Beside,
    string? NotKnown = null
);

/// <summary>A saved way of looking.</summary>
public sealed record SavedView(Guid Id, string Name, string Query, MailRhythm Rhythm, DateOnly? LastMailedOn);

/// <summary>Every measure of a scope on a day.</summary>
/// <param name="Unknown">Why rates have no value, where they have none.</param>
public sealed record MeasuresPage(
    DateOnly Day,
    MeasureScope Scope,
    IReadOnlyList<MeasureScope> Scopes,
    IReadOnlyList<MeasureLine> Lines,
    IReadOnlyList<MeasurePeriod> Months,
    IReadOnlyList<SavedView> Views,
    bool MayKeep
);

/// <summary>Shows every measure: the number, what it was a year ago, how it moved, and others beside it.</summary>
[UseCase]
public sealed class ShowMeasures(KithDb db, MeasureData data, CountWhole whole, MeasureScopes scopes)
{
    /// <summary>Months of a trend.</summary>
    public const int Months = 24;

    /// <summary>The periods of the page on a day: the year to it, the year before, and the last whole months.</summary>
    internal static IReadOnlyList<MeasurePeriod> Periods(DateOnly day) =>
        [MeasurePeriod.YearTo(day), MeasurePeriod.YearTo(day.AddYears(-1)), .. MeasureSeries.To(day, SeriesStep.Month, Months)];

    /// <summary>A fixed number of queries. The whole service is counted from what is kept, where that answers; a part in one pass over its children.</summary>
    public async Task<MeasuresPage> Show(DateOnly? on, string? scopeKey, Actor actor, CancellationToken ct = default)
    {
        var all = await scopes.List(actor, ct);
        var scope = MeasureScopes.Chosen(all, scopeKey);
        var day = scopes.Day(scope, on);
        var periods = Periods(day);
        periods = scope.Wide ? [.. periods.Take(2)] : periods;
        var (now, months) = (periods[0], periods.Skip(2).ToList());
        var (answer, basis, own) = scope.Whole ? await whole.Count(periods, day, ct) : await Part(periods, day, scope, actor, ct);
        var areas = ComparedAreas.Of(basis.Authority);
        var published = await PublishedFigures.Load(db, areas.All, ct);
        var known = ListsKnown.Of(published.Extracts, own);
        var starts = await ProcessStarts.Load(db, ct);
        var wanted = MeasureCatalogue.All.Where(m => (!scope.Wide || Suppression.IsForAll(m)) && (scope.Whole || m.Id != MeasureDefinition.ObjectivesOnCourse)).ToList();
        var hiddenNow = scope.Wide ? Suppression.Hidden([.. wanted.Select(m => answer[m, 0])]) : new HashSet<string>();
        var hiddenBefore = scope.Wide ? Suppression.Hidden([.. wanted.Select(m => answer[m, 1])]) : new HashSet<string>();
        var views = await db
            .MeasureViews.AsNoTracking()
            .Where(v => v.AccountId == actor.AccountId)
            .OrderBy(v => v.Name)
            .Select(v => new SavedView(v.Id, v.Name, v.Query, v.Rhythm, v.LastMailedOn))
            .ToListAsync(ct);
        return new(
            day,
            scope,
            all,
            [
                .. wanted.Select(m => new MeasureLine(
                    m,
                    hiddenNow.Contains(m.Id) || hiddenBefore.Contains(m.Id),
                    answer[m, 0],
                    answer[m, 1],
                    months.Count == 0 ? null : Chart(m, answer, months, 2, starts.Of(m.Id)),
                    Beside(m, published, areas, day),
                    known?.Says(m, now)
                )),
            ],
            months,
            views,
            actor.May(Permission.KeepMeasures)
        );
    }

    private async Task<WholeCounted> Part(IReadOnlyList<MeasurePeriod> periods, DateOnly day, MeasureScope scope, Actor actor, CancellationToken ct)
    {
        var (children, basis) = await data.Load(periods.Min(p => p.From), actor, ct);
        return CountWhole.Counted(children, basis, new MeasureQuestion(periods, day, scope.Cohort));
    }

    /// <summary>The chart of a measure over the months of an answer. Of rates the number of each month is drawn.</summary>
    internal static ProcessChart Chart(MeasureDefinition m, MeasureAnswer answer, IReadOnlyList<MeasurePeriod> months, int first, IReadOnlyList<DateOnly> starts) =>
        ProcessControl.Of(
            [.. months.Select((_, i) => Drawn(answer[m, first + i]))],
            [.. starts.Select(s => months.ToList().FindIndex(p => p.From >= s)).Where(i => i > 0)],
            0,
            m.Unit == MeasureUnit.Percent && m.Id != "icpc_conversion" ? 100 : double.PositiveInfinity
        );

    /// <summary>What a chart draws of a figure.</summary>
    internal static double? Drawn(MeasureFigure f) => f.Measure.Unit == MeasureUnit.Per10000 ? f.Numerator : f.Value;

    internal static List<BesideOurs> Beside(MeasureDefinition m, PublishedFigures published, ComparedAreas areas, DateOnly day)
    {
        var beside = new List<BesideOurs>();
        foreach (var area in new[] { Benchmarks.England, areas.Region, areas.Neighbours }.OfType<string>())
        {
            if (published.Latest(m.BenchmarkCode, area, AreaPopulation.ReportingYear(day)) is { } latest)
            {
                beside.Add(new(area, latest.Year, latest.Value));
            }
        }
        return beside;
    }
}

/// <summary>Where somebody said that the limits of a measure begin anew.</summary>
internal sealed class ProcessStarts
{
    private readonly ILookup<string, ProcessStart> all;

    private ProcessStarts(ILookup<string, ProcessStart> all) => this.all = all;

    public static async Task<ProcessStarts> Load(KithDb db, CancellationToken ct) =>
        new((await db.ProcessStarts.AsNoTracking().OrderBy(s => s.From).ToListAsync(ct)).ToLookup(s => s.Measure));

    public IReadOnlyList<DateOnly> Of(string measure) => [.. all[measure].Select(s => s.From)];

    public IReadOnlyList<ProcessStart> Said(string measure) => [.. all[measure]];
}

/// <summary>What a series of months says, in words.</summary>
public static class ProcessWords
{
    /// <summary>Of its latest value: null where nothing stands out, or too little is known.</summary>
    public static string? Latest(ProcessChart chart, MeasureDefinition measure)
    {
        var last = chart.Values.ToList().FindLastIndex(v => v is not null);
        if (last < 0 || chart.At(last) is not { } stretch)
        {
            return null;
        }
        var above = chart.Values[last] > stretch.Middle;
        return chart.Marks[last] switch
        {
            ProcessMark.Outside => above ? "Higher than chance would make it" : "Lower than chance would make it",
            ProcessMark.Shift => above ? "Higher for eight months or more" : "Lower for eight months or more",
            ProcessMark.Trend => chart.Values[last] > chart.Values.Take(last).LastOrDefault(v => v is not null) ? "Rising for six months" : "Falling for six months",
            _ => null,
        };
    }

    /// <summary>Whether what stands out is for the better: null where the measure says no better.</summary>
    public static bool? ForTheBetter(ProcessChart chart, MeasureDefinition measure)
    {
        var last = chart.Values.ToList().FindLastIndex(v => v is not null);
        if (last < 0 || measure.Better == Polarity.None || chart.Marks[last] == ProcessMark.None || chart.At(last) is not { } stretch)
        {
            return null;
        }
        var up = chart.Marks[last] == ProcessMark.Trend ? chart.Values[last] > chart.Values.Take(last).LastOrDefault(v => v is not null) : chart.Values[last] > stretch.Middle;
        return up == (measure.Better == Polarity.HigherIsBetter);
    }
}
