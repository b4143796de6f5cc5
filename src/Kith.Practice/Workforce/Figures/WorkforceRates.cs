using Kith.Standards.Calendar;

namespace Kith.Practice.Workforce.Figures;

/// <summary>Someone in post, as far as the figures look at them.</summary>
public sealed record PostHolder(Guid Id, Guid? TeamId, bool SocialWorker, bool Agency, decimal FullTimeEquivalent, DateOnly? StartedOn, DateOnly? LeftOn)
{
    /// <summary>In post at the end of a day.</summary>
    public bool InPost(DateOnly day) => !(StartedOn > day) && !(LeftOn <= day);
}

/// <summary>Funded full-time posts of social workers in a team, from a day; the latest of a title holds.</summary>
public sealed record Funded(Guid TeamId, string Title, DateOnly From, decimal FullTimeEquivalent);

/// <summary>Days off sick, both included; still off where there is no last day.</summary>
public sealed record OffSick(Guid WorkerId, DateOnly From, DateOnly? To);

/// <summary>What was counted, of what. In full-time equivalents or days.</summary>
public readonly record struct WorkforceRate(decimal Counted, decimal Of)
{
    /// <summary>Percent, or null where there is nothing to divide by.</summary>
    public double? Percent => Of > 0 ? (double)(Counted * 100 / Of) : null;
}

/// <summary>The four figures on a day.</summary>
/// <param name="InPost">Full-time equivalents of social workers in post, without agency workers.</param>
public sealed record WorkforceOn(DateOnly On, decimal InPost, WorkforceRate Turnover, WorkforceRate Vacancy, WorkforceRate Agency, WorkforceRate Absence);

/// <summary>
/// Turnover, vacancy, agency and absence of children and family social workers, as the children's social work workforce
/// census counts them (Department for Education, methodology and data set «Indicators», Open Government Licence): in
/// full-time equivalents; a social worker is one who is registered; agency workers are not in post. The census counts to
/// 30 September; here any day ends a year. Pure.
/// </summary>
public static class WorkforceRates
{
    /// <summary>Working days of a year by which the census divides days lost.</summary>
    public const int CensusDays = 253;

    /// <summary>The figures of the year that ends on a day.</summary>
    public static WorkforceOn On(DateOnly day, IReadOnlyCollection<PostHolder> staff, IReadOnlyCollection<Funded> funded, IReadOnlyCollection<OffSick> sick)
    {
        var from = day.AddYears(-1).AddDays(1);
        var workers = staff.Where(s => s.SocialWorker).ToList();
        var post = workers.Where(s => !s.Agency && s.InPost(day)).Sum(s => s.FullTimeEquivalent);
        var left = workers.Where(s => !s.Agency && s.LeftOn is { } on && on >= from && on <= day).Sum(s => s.FullTimeEquivalent);
        var agency = workers.Where(s => s.Agency && s.InPost(day)).Sum(s => s.FullTimeEquivalent);
        var vacant = Vacant(day, workers, funded);
        var shares = workers.Where(s => !s.Agency).ToDictionary(s => s.Id, s => s);
        var lost = sick.Where(a => shares.ContainsKey(a.WorkerId)).Sum(a => DaysLost(a, shares[a.WorkerId], from, day));
        return new(day, post, Turnover(left, post), Vacancy(vacant, post), Agency(agency, post), Absence(lost, post));
    }

    /// <summary>Leavers of the year, of those in post at its end.</summary>
    public static WorkforceRate Turnover(decimal leavers, decimal inPost) => new(leavers, inPost);

    /// <summary>Vacant posts, of vacant and filled together. A post that an agency worker covers is vacant.</summary>
    public static WorkforceRate Vacancy(decimal vacant, decimal inPost) => new(vacant, vacant + inPost);

    /// <summary>Agency workers, of agency workers and those in post together.</summary>
    public static WorkforceRate Agency(decimal agency, decimal inPost) => new(agency, agency + inPost);

    /// <summary>Working days lost to sickness in the year, of 253 for each in post at its end.</summary>
    public static WorkforceRate Absence(decimal daysLost, decimal inPost) => new(daysLost, inPost * CensusDays);

    /// <summary>Of each team the funded posts that nobody of its own holds; more people than posts in one team fill none of another.</summary>
    public static decimal Vacant(DateOnly day, IReadOnlyCollection<PostHolder> workers, IReadOnlyCollection<Funded> funded)
    {
        var held = workers.Where(s => s is { SocialWorker: true, Agency: false, TeamId: not null } && s.InPost(day)).ToLookup(s => s.TeamId!.Value, s => s.FullTimeEquivalent);
        return funded.GroupBy(f => f.TeamId).Sum(team => Math.Max(0, Posts(team, day) - held[team.Key].Sum()));
    }

    /// <summary>How many posts hold on a day: the latest line of each title.</summary>
    public static decimal Posts(IEnumerable<Funded> lines, DateOnly day) =>
        lines.Where(f => f.From <= day).GroupBy(f => f.Title).Sum(title => title.OrderBy(f => f.From).Last().FullTimeEquivalent);

    /// <summary>Working days of England within the period and within the time in post, by the share of full time.</summary>
    public static decimal DaysLost(OffSick absence, PostHolder worker, DateOnly from, DateOnly to)
    {
        var first = Later(Later(absence.From, from), worker.StartedOn ?? DateOnly.MinValue);
        var last = Earlier(Earlier(absence.To ?? to, to), worker.LeftOn is { } left ? left.AddDays(-1) : DateOnly.MaxValue);
        return last < first ? 0 : WorkingDayCalendar.England.WorkingDaysBetween(first.AddDays(-1), last) * worker.FullTimeEquivalent;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
