using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>Every measure for the year to a day, as the authority counts: for the command, for documents and returns.</summary>
[UseCase]
public sealed class TellMeasures(MeasureData data)
{
    /// <summary>All measures, in the order of the catalogue; restricted children count like all others.</summary>
    public async Task<IReadOnlyList<MeasureFigure>> Handle(DateOnly asAt, CancellationToken ct = default)
    {
        var period = MeasurePeriod.YearTo(asAt);
        var (children, basis) = await data.Load(period.From, readableBy: null, ct);
        var result = MeasureEngine.Evaluate(children, basis, new MeasureQuestion([period], asAt, MeasureCohort.All));
        return [.. MeasureCatalogue.All.Select(m => result.Whole[m, 0])];
    }
}
