using Kith.Practice.Statistics;

namespace Kith.Practice.Audits.Leaders;

/// <summary>An audit of the programme as far as leaders' figures look at it. Nobody's name is in it.</summary>
/// <param name="Grade">The grade that stands; null while it is not finished, and while a second grade is waited for.</param>
/// <param name="First">The auditor's own grade, where two are in.</param>
/// <param name="Second">The second reader's, where it is in.</param>
public sealed record AuditFact(
    Guid? TeamId,
    string? Tool,
    DateOnly? DueOn,
    DateOnly? FinishedOn,
    AuditGrade? Grade,
    AuditGrade? First,
    AuditGrade? Second,
    bool ChildSays,
    bool WithWorker
);

/// <summary>How audits of a group came out: by quarter, tool or team.</summary>
/// <param name="Finished">Finished in the time.</param>
/// <param name="ByGrade">Of those whose grade is known, how many of each, best first.</param>
/// <param name="Twice">Graded by two people.</param>
/// <param name="Alike">Of those, with the same grade.</param>
/// <param name="Changed">Of those, in which the grade that stands is another than the first.</param>
public sealed record GradeFigures(string Key, string Name, int Finished, IReadOnlyList<int> ByGrade, int Twice, int Alike, int Changed)
{
    /// <summary>Below so many a share is not said.</summary>
    public const int Enough = 10;

    /// <summary>Those whose grade is known.</summary>
    public int Graded => ByGrade.Sum();

    /// <summary>Good or outstanding.</summary>
    public int Good => ByGrade[0] + ByGrade[1];

    /// <summary>Where the true share of good or outstanding may well lie; null where there are too few to say.</summary>
    public Interval? GoodShare => Graded < Enough ? null : Shares.Wilson(Good, Graded);

    /// <summary>«62% (48 to 74)», or that there are too few.</summary>
    public string GoodInWords =>
        Graded == 0 ? "–"
        : GoodShare is { } i ? $"{100.0 * Good / Graded:0}% ({100 * i.Low:0} to {100 * i.High:0})"
        : $"{Good} of {Graded}, too few to say";

    /// <summary>From facts.</summary>
    public static GradeFigures Of(string key, string name, IEnumerable<AuditFact> facts)
    {
        var done = facts.Where(f => f.FinishedOn is not null).ToList();
        var twice = done.Where(f => f is { First: not null, Second: not null }).ToList();
        return new(
            key,
            name,
            done.Count,
            [.. Enum.GetValues<AuditGrade>().Select(g => done.Count(f => f.Grade == g))],
            twice.Count,
            twice.Count(f => f.First == f.Second),
            twice.Count(f => f.Grade is { } stands && stands != f.First)
        );
    }
}

/// <summary>How the programme was kept to: what fell due, what was finished, and how.</summary>
public sealed record ProgrammeFigures(string Key, string Name, int Due, int InTime, int Late, int Open, int Finished, int ChildSays, int WithWorker)
{
    /// <summary>What of the audits fell due in a time, and what was finished in it: each counts on its own day, as in the measures.</summary>
    public static ProgrammeFigures Of(string key, string name, IEnumerable<AuditFact> facts, DateOnly from, DateOnly to, DateOnly today)
    {
        // Those from before there was a programme have no day by which they were planned.
        var planned = facts.Where(f => f.DueOn is not null).ToList();
        var fell = planned.Where(f => f.DueOn >= from && f.DueOn <= to).ToList();
        var due = fell.Where(f => f.DueOn <= today && (f.FinishedOn is not null || f.DueOn < today)).ToList();
        var done = planned.Where(f => f.FinishedOn >= from && f.FinishedOn <= to).ToList();
        return new(
            key,
            name,
            due.Count,
            due.Count(f => f.FinishedOn <= f.DueOn),
            due.Count(f => f.FinishedOn is null),
            fell.Count(f => f.FinishedOn is null && f.DueOn >= today),
            done.Count,
            done.Count(f => f.ChildSays),
            done.Count(f => f.WithWorker)
        );
    }
}

/// <summary>Whether more is good than a year before, as far as numbers can say it.</summary>
public sealed record GradeTrend(int Good, int Of, int GoodBefore, int OfBefore)
{
    /// <summary>In one sentence that goes no further than the numbers do.</summary>
    public string InWords
    {
        get
        {
            if (Of < GradeFigures.Enough || OfBefore < GradeFigures.Enough)
            {
                return "The numbers are too small to say whether grades moved.";
            }
            var (now, before) = (100.0 * Good / Of, 100.0 * GoodBefore / OfBefore);
            var i = Shares.Newcombe(new TwoByTwo(Good, Of - Good, GoodBefore, OfBefore - GoodBefore));
            var said =
                $"Good or outstanding: {now:0}% of {Of} in the last year, {before:0}% of {OfBefore} in the year before, a difference of {now - before:+0;−0;0} points that may well lie between {100 * i.Low:+0;−0;0} and {100 * i.High:+0;−0;0}.";
            return i.Low > 0 ? $"{said} Chance alone would hardly bring that: more is good than a year before."
                : i.High < 0 ? $"{said} Chance alone would hardly bring that: less is good than a year before."
                : $"{said} That can be chance.";
        }
    }
}

/// <summary>Times of recommendations: the middle, the shortest and the longest.</summary>
/// <param name="Count">Of how many.</param>
public sealed record TimeTaken(string Name, int Count, double? Middle, int? Shortest, int? Longest)
{
    /// <summary>Below so many a middle says nothing.</summary>
    public const int Enough = 5;

    /// <summary>From days.</summary>
    public static TimeTaken Of(string name, IEnumerable<int> days)
    {
        var all = new DayCounts(days);
        return all.Count < Enough ? new(name, all.Count, null, null, null) : new(name, all.Count, all.Median, all.At(1), all.At(all.Count));
    }
}

/// <summary>One rung of the funnel: how many came so far, and how many stand there now.</summary>
public sealed record FunnelRung(string Name, int Reached, int Here, string Href);

/// <summary>A theme, and how often it was chosen.</summary>
public sealed record ThemeLine(string Key, string Name, int Audits, int Recommendations, int Before)
{
    public int Now => Audits + Recommendations;
}

/// <summary>Something to go to next, with the rule that brought it here.</summary>
public sealed record NextLine(string Words, string Href, string Why);
