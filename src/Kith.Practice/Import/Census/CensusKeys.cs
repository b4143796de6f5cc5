using System.Globalization;
using Kith.Standards.CinCensus;

namespace Kith.Practice.Import;

/// <summary>
/// The keys by which the groups of one child of a return are known again: a return has no ids below the child, so a
/// group is known by its kind and first date, counted where two begin on one day.
/// </summary>
internal sealed class CensusKeys
{
    private readonly Dictionary<string, int> counted = [];

    public string Episode(CensusEpisode e) => Of("episode", e.CINreferralDate);

    public string Assessment(string under, CensusAssessment a) => Of($"{under}/assessment", a.AssessmentActualStartDate);

    public string Plan(string under, CensusPlanDates p) => Of($"{under}/plan", p.CINPlanStartDate);

    public string Section47(string under, CensusSection47 s) => Of($"{under}/section47", s.S47ActualStartDate);

    public string Protection(string under, CensusProtectionPlan p) => Of($"{under}/protection", p.CPPstartDate);

    public string Review(string under, CensusReview r) => Of($"{under}/review", r.CPPreviewDate);

    public string PreProceedings(string under, CensusPreProceedings p) => Of($"{under}/preproceedings", p.PPStartDate);

    private string Of(string group, string? date)
    {
        var key = $"{group}/{FactValues.Short(date?.Trim() ?? "")}";
        counted[key] = counted.GetValueOrDefault(key) + 1;
        return counted[key] == 1 ? key : $"{key}#{counted[key].ToString(CultureInfo.InvariantCulture)}";
    }
}
