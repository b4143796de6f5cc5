using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Settings;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures.Kept;

/// <summary>The question whose answer is kept: every measure of the whole service on a day, with the periods of the page of measures.</summary>
internal sealed class TallyQuestion
{
    private static readonly string Build = $"{typeof(MeasureCounter).Module.ModuleVersionId:N} {typeof(MeasureCatalogue).Module.ModuleVersionId:N}";

    public TallyQuestion(DateOnly day)
    {
        Periods = ShowMeasures.Periods(day);
        From = Periods.Min(p => p.From);
        Measured = new(Periods, day, MeasureCohort.All);
    }

    public IReadOnlyList<MeasurePeriod> Periods { get; }

    /// <summary>Children of whom the last is over before it do not count.</summary>
    public DateOnly From { get; }

    public MeasureQuestion Measured { get; }

    /// <summary>
    /// Two that are equal count every child alike: the same day, the same decisions of the authority (intervals, weights), the
    /// same way of packing, and the same build, so that a new version never goes on from what an earlier one counted.
    /// </summary>
    public string Stamp(PolicyBook book) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Measured.AsAt:O} {FactCodec.Edition} {Build} {book.Mark}")))
        );

    /// <summary>The places of some periods among those that are kept; null where not all are.</summary>
    public IReadOnlyList<int>? Places(IReadOnlyList<MeasurePeriod> asked)
    {
        var places = asked.Select(p => Periods.ToList().IndexOf(p)).ToList();
        return places.Contains(-1) ? null : places;
    }
}
