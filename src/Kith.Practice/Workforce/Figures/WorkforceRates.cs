using Kith.Standards.Calendar;

namespace Kith.Practice.Workforce.Figures;

/// <summary>Funded full-time posts of social workers in a team, from a day; the latest of a title holds.</summary>
public sealed record Funded(Guid TeamId, string Title, DateOnly From, decimal FullTimeEquivalent);

/// <summary>Days off sick, both included; still off where there is no last day.</summary>
public sealed record OffSick(Guid WorkerId, DateOnly From, DateOnly? To);

/// <summary>
/// Turnover, vacancy, agency and absence of children and family social workers, as the children's social work workforce
/// census counts them (Department for Education, methodology and data set «Indicators», Open Government Licence): in
/// full-time equivalents; a social worker is one who is registered; agency workers are not in post. The census counts to
/// 30 September; here any day ends a year. What is counted of whom is in the catalogue of
/// measures. Pure.
/// </summary>
public static class WorkforceRates
{
    /// <summary>Working days of a year by which the census divides days lost.</summary>
    public const int CensusDays = 253;

    /// <summary>How many posts hold on a day: the latest line of each title.</summary>
    public static decimal Posts(IEnumerable<Funded> lines, DateOnly day) =>
        lines.Where(f => f.From <= day).GroupBy(f => f.Title).Sum(title => title.OrderBy(f => f.From).Last().FullTimeEquivalent);

    /// <summary>Working days of England within the period and within the time in post, by the share of full time.</summary>
    /// <param name="share">The share of full time.</param>
    public static decimal DaysLost(OffSick absence, decimal share, DateOnly? startedOn, DateOnly? leftOn, DateOnly from, DateOnly to)
    {
        var first = Later(Later(absence.From, from), startedOn ?? DateOnly.MinValue);
        var last = Earlier(Earlier(absence.To ?? to, to), leftOn is { } left ? left.AddDays(-1) : DateOnly.MaxValue);
        return last < first ? 0 : WorkingDayCalendar.England.WorkingDaysBetween(first.AddDays(-1), last) * share;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
