using Kith.Standards.CinCensus;

namespace Kith.Practice.Returns.Census;

/// <summary>A field that a rule names beside the first one, with the record that it stands in.</summary>
/// <param name="Field">Table and element: «CINdetails.CINreferralDate».</param>
/// <param name="Value">What stands there; null when nothing does.</param>
/// <param name="RecordId">The record; null where there is none.</param>
public sealed record NamedPlace(string Field, string? Value, Guid? RecordId)
{
    private const string Between = "; ";
    private const int LongestValue = 60;

    /// <summary>The kind of record that the field stands in: see <see cref="CensusRecordKinds"/>.</summary>
    public string Kind =>
        Field[..Field.IndexOf('.')] switch
        {
            nameof(CensusTable.Disabilities) => CensusRecordKinds.Disability,
            nameof(CensusTable.CINdetails) => CensusRecordKinds.Episode,
            nameof(CensusTable.Assessments) or nameof(CensusTable.AssessmentFactorsList) => CensusRecordKinds.Assessment,
            nameof(CensusTable.CINplanDates) => CensusRecordKinds.CinPlan,
            nameof(CensusTable.Section47) => CensusRecordKinds.Section47,
            nameof(CensusTable.ChildProtectionPlans) => CensusRecordKinds.ProtectionPlan,
            nameof(CensusTable.Reviews) => CensusRecordKinds.Review,
            nameof(CensusTable.PreProceedingsandFGDM) => CensusRecordKinds.PreProceedings,
            _ => CensusRecordKinds.Person,
        };

    /// <summary>The places as they are kept with an issue: as many as there is room for, each whole.</summary>
    internal static string? Write(IEnumerable<NamedPlace> places, int most)
    {
        var text = "";
        foreach (var place in places.Distinct())
        {
            var value = place.Value?.Replace(';', ',');
            var part = $"{place.Field}={(value?.Length > LongestValue ? value[..LongestValue] : value)}{(place.RecordId is { } record ? $"@{record:N}" : "")}";
            if (text.Length + Between.Length + part.Length > most)
            {
                break;
            }
            text += text.Length == 0 ? part : Between + part;
        }
        return text.Length == 0 ? null : text;
    }

    /// <summary>The places again.</summary>
    public static IReadOnlyList<NamedPlace> Read(string? text) => text is null ? [] : [.. text.Split(Between).Select(One).OfType<NamedPlace>()];

    private static NamedPlace? One(string part)
    {
        var at = part.IndexOf('=');
        if (at <= 0 || !part[..at].Contains('.'))
        {
            return null;
        }
        var (field, rest) = (part[..at], part[(at + 1)..]);
        var mark = rest.LastIndexOf('@');
        var record = mark >= 0 && Guid.TryParseExact(rest[(mark + 1)..], "N", out var id) ? id : (Guid?)null;
        var value = record is null ? rest : rest[..mark];
        return new NamedPlace(field, value.Length == 0 ? null : value, record);
    }
}
