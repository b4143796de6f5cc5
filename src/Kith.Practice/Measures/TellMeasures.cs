using Kith.Practice.Measures.Kept;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>Every measure for the year to a day, as the authority counts: for the command, for documents and returns.</summary>
[UseCase]
public sealed class TellMeasures(CountWhole whole)
{
    /// <summary>All measures, in the order of the catalogue; restricted children count like all others.</summary>
    public async Task<IReadOnlyList<MeasureFigure>> Handle(DateOnly asAt, CancellationToken ct = default)
    {
        var period = MeasurePeriod.YearTo(asAt);
        var answer = (await whole.Count([period], asAt, ct)).Answer;
        return [.. MeasureCatalogue.All.Select(m => answer[m, 0])];
    }
}
