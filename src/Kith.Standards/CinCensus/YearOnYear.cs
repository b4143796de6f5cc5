using System.Globalization;

namespace Kith.Standards.CinCensus;

/// <summary>What the year-on-year checks count in one return.</summary>
public sealed record YearFigures(int Children, int Referrals, int Assessments, int Enquiries, int PlansOpen, int PlansStarted, int PlansEnded)
{
    /// <summary>
    /// Counts a return, one child in memory at a time. Referrals, assessments and enquiries are those that began in the
    /// year, each child and day once (guide 2023-24, section 1.10).
    /// </summary>
    /// <exception cref="CensusFileException">The file is no return, or is cut short.</exception>
    public static YearFigures Of(Stream xml)
    {
        using var reader = CinCensusReader.Open(xml);
        var year = CollectionYear.Find(reader.Header.EndYear);
        int children = 0,
            open = 0,
            started = 0,
            ended = 0;
        var (referrals, assessments, enquiries) = (new HashSet<(string?, DateOnly)>(), new HashSet<(string?, DateOnly)>(), new HashSet<(string?, DateOnly)>());
        while (reader.ReadChild() is { } child)
        {
            children++;
            foreach (var episode in child.Episodes)
            {
                Count(referrals, child, episode.ReferralDate);
                episode.Assessments.ForEach(a => Count(assessments, child, a.StartDate));
                episode.Section47s.ForEach(s => Count(enquiries, child, s.StartDate));
                foreach (var plan in episode.ProtectionPlans)
                {
                    open += plan.EndDate is null ? 1 : 0;
                    started += In(plan.StartDate) ? 1 : 0;
                    ended += In(plan.EndDate) ? 1 : 0;
                }
            }
        }
        return new YearFigures(children, referrals.Count, assessments.Count, enquiries.Count, open, started, ended);

        bool In(DateOnly? day) => day is { } d && (year is null || year.Contains(d));

        void Count(HashSet<(string?, DateOnly)> counted, CensusChild child, DateOnly? day)
        {
            if (In(day))
            {
                counted.Add((child.LAchildID, day!.Value));
            }
        }
    }
}

/// <summary>One figure of two years' returns beside each other.</summary>
/// <param name="Code">YonY01 to YonY07.</param>
/// <param name="What">What is counted, in the plural.</param>
/// <param name="Limit">The change in hundredths beyond which DfE asks.</param>
public sealed record YearChange(string Code, string What, int Before, int Now, int Limit)
{
    /// <summary>How much more or less, in hundredths of the year before; null where there was none to compare with.</summary>
    public decimal? Percent => Before == 0 ? null : Math.Round(100m * (Now - Before) / Before, 1);

    /// <summary>True where DfE asks why.</summary>
    public bool IsAsked => Before == 0 ? Now > 0 : Math.Abs(Now - Before) * 100L > Before * (long)Limit;

    /// <summary>«1,204 children in the return, 903 the year before: 33.3% more».</summary>
    public string Words =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Now:N0} {What}, {Before:N0} the year before{(Percent is { } p && p != 0 ? $": {Math.Abs(p):0.#}% {(p > 0 ? "more" : "fewer")}" : "")}"
        );
}

/// <summary>
/// The checks against last year's return (YonY01 to YonY07). They find no fault: a change beyond the limit is to be
/// explained in a note, or shows that something was left out.
/// </summary>
public static class YearOnYear
{
    /// <summary>What to do about a change beyond its limit.</summary>
    public const string WhatToDo = "Check that nothing was left out or counted twice. If the change is real, say in a note what lies behind it.";

    /// <summary>The seven figures of this year beside those of the last.</summary>
    public static IReadOnlyList<YearChange> Compare(YearFigures before, YearFigures now) =>
        [
            new("YonY01", "children in the return", before.Children, now.Children, 15),
            new("YonY02", "referrals in the year", before.Referrals, now.Referrals, 25),
            new("YonY03", "assessments begun in the year", before.Assessments, now.Assessments, 25),
            new("YonY04", "section 47 enquiries begun in the year", before.Enquiries, now.Enquiries, 25),
            new("YonY05", "child protection plans at 31 March", before.PlansOpen, now.PlansOpen, 25),
            new("YonY06", "child protection plans started in the year", before.PlansStarted, now.PlansStarted, 25),
            new("YonY07", "child protection plans ended in the year", before.PlansEnded, now.PlansEnded, 25),
        ];

    /// <summary>Whether a note may be given to it.</summary>
    public static bool IsCode(string? code) => code is { Length: 6 } && code.StartsWith("YonY0", StringComparison.Ordinal) && code[5] is >= '1' and <= '7';
}
