using System.Globalization;
using Kith.Practice.Acts;
using Kith.Practice.Import;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>What a written return holds.</summary>
public sealed record WrittenCensus(CollectionYear Year, DateOnly AsAt, int Children, string Serial);

/// <summary>Writes the CIN census return from the records, child by child.</summary>
[UseCase]
public sealed class WriteCensus(KithDb db, CensusReturn census, Clock clock)
{
    /// <summary>The program that wrote the return, in its header.</summary>
    public const string SoftwareCode = "Kith";

    /// <summary>Writes the return of the collection year that <paramref name="asAt"/> falls in, as things stood (by today's records) on that day.</summary>
    /// <exception cref="NotAcceptedException">There is no edition of the census for that day.</exception>
    public async Task<WrittenCensus> Handle(DateOnly asAt, Stream into, string serial = "001", Action<int>? progress = null, CancellationToken ct = default)
    {
        var period =
            ReturnPeriod.Of(asAt)
            ?? throw new NotAcceptedException(
                "asAt",
                $"There is no census return for {asAt.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}: Kith writes the collections of {CollectionYear.All[0].Name} to {CollectionYear.All[^1].Name}"
            );
        using var writer = new CinCensusWriter(into, await Header(period, serial, ct));
        var children = 0;
        await foreach (var child in census.Children(period, ct))
        {
            writer.Write(child.Child);
            if (++children % 1000 == 0)
            {
                progress?.Invoke(children);
            }
        }
        writer.Complete();
        return new WrittenCensus(period.Year, asAt, children, serial);
    }

    /// <summary>The header of a return of this authority.</summary>
    public async Task<CensusHeader> Header(ReturnPeriod period, string serial, CancellationToken ct)
    {
        var policies = await PolicyBook.Load(db, ct);
        var now = clock.UtcNow;
        return new CensusHeader
        {
            Collection = "CIN",
            Year = CensusValue.Write(period.Year.EndYear),
            ReferenceDate = CensusValue.Write(period.Year.ReferenceDate),
            SourceLevel = "L",
            LEA = policies.Value(Policies.LocalAuthorityCode, clock.Today) is { Length: > 0 } code ? code : await ImportedAs(period, ct),
            SoftwareCode = SoftwareCode,
            Release = typeof(WriteCensus).Assembly.GetName().Version?.ToString(2),
            SerialNo = serial,
            DateTime = CensusValue.Write(now),
        };
    }

    /// <summary>Where nobody has said which authority this is: the one whose return of the year was imported.</summary>
    private async Task<string?> ImportedAs(ReturnPeriod period, CancellationToken ct)
    {
        var table = ReturnManifest.Table(period.Year.EndYear);
        var content = await db
            .ExtractRows.AsNoTracking()
            .Where(r => r.Table == table && r.Source == Sources.CinCensus && r.SourceEndedOn == null)
            .OrderByDescending(r => r.Id)
            .Select(r => r.Content)
            .FirstOrDefaultAsync(ct);
        return content is null ? null : ReturnManifest.Of(content).Lea;
    }
}
