using System.Globalization;
using Kith.Practice.Statistics;
using Kith.Standards.CodeSets;
using Kith.Standards.Measures;

namespace Kith.Practice.Measures;

/// <summary>What is asked of the measures.</summary>
/// <param name="Periods">The periods; they may overlap.</param>
/// <param name="AsAt">The day whose knowledge is used: what happened later is not known.</param>
/// <param name="Cohort">Which children.</param>
/// <param name="By">How they are put together besides; null for the whole alone.</param>
/// <param name="Only">Ids of the measures wanted; null for all.</param>
public sealed record MeasureQuestion(IReadOnlyList<MeasurePeriod> Periods, DateOnly AsAt, MeasureCohort Cohort, MeasureBy? By = null, IReadOnlySet<string>? Only = null);

/// <summary>A child behind a number.</summary>
/// <param name="Met">Whether the child is in the numerator too.</param>
/// <param name="Length">For lengths of time: the days.</param>
public readonly record struct CountedChild(Guid PersonId, int Measure, DateOnly On, bool Met, int? Length);

/// <summary>
/// Goes through children and counts. What happened is counted on its day, what stood on the last day of each period;
/// both by the same rules whatever the period, the cohort or the way of putting together. Not for two threads at once:
/// each has its own, and their tallies are added.
/// </summary>
internal sealed partial class MeasureCounter
{
    private static readonly DateOnly Never = ChildHistory.Never;

    private readonly IReadOnlyList<MeasurePeriod> periods;
    private readonly DateOnly asAt;
    private readonly DateOnly earliest;
    private readonly DateOnly latest;
    private readonly MeasureBasis basis;
    private readonly MeasureQuestion question;
    private readonly bool[]? only;
    private readonly Action<CountedChild>? listed;
    private readonly int[] once;
    private readonly int[] onceMet;
    private readonly Dictionary<(int Period, Guid Worker, string Group), (int Children, decimal Points)> held = [];
    private ChildHistory child = new();
    private int serial;

    // The cohort and the group of the day that was asked about last.
    private DateOnly knownOn = Never;
    private bool knownHolds;
    private string knownKey = "";

    public MeasureCounter(MeasureQuestion question, MeasureBasis basis, Action<CountedChild>? listed = null)
    {
        this.question = question;
        this.basis = basis;
        this.listed = listed;
        periods = question.Periods;
        asAt = question.AsAt;
        earliest = periods.Min(p => p.From);
        latest = periods.Max(p => p.To);
        only = question.Only is null ? null : [.. MeasureCatalogue.All.Select(m => question.Only.Contains(m.Id))];
        Whole = new MeasureTally(periods.Count);
        once = new int[MeasureCatalogue.All.Count * periods.Count];
        onceMet = new int[once.Length];
    }

    /// <summary>Everybody of the cohort.</summary>
    public MeasureTally Whole { get; }

    /// <summary>Each group, where that was asked.</summary>
    public Dictionary<string, MeasureTally> Groups { get; } = [];

    /// <summary>The days of referrals that were recorded in Kith itself, of all who were gone through; null where nobody asked.</summary>
    public DayCounts? OwnReferrals { get; init; }

    /// <summary>Counts one child.</summary>
    public void Count(ChildHistory next)
    {
        Begin(next);
        OfHistory();
        OfTables();
    }

    /// <summary>Counts what stands in a child's own history, and not what other tables know of the child.</summary>
    public void CountHistory(ChildHistory next)
    {
        Begin(next);
        OfHistory();
    }

    /// <summary>
    /// Counts what other tables know of a child whose history was counted before. Only where everybody is asked about and
    /// nobody put together: otherwise the history says among whom the child was.
    /// </summary>
    public void CountTables(Guid person)
    {
        if (!question.Cohort.IsAll || question.By is not null)
        {
            throw new InvalidOperationException("Without a child's history only the whole can be counted.");
        }
        Begin(new ChildHistory { PersonId = person });
        OfTables();
    }

    private void Begin(ChildHistory next)
    {
        child = next;
        serial++;
        knownOn = Never;
    }

    private void OfHistory()
    {
        Happened();
        for (var i = 0; i < periods.Count; i++)
        {
            // A day is known only once it is over.
            if (periods[i].To <= asAt && Among(periods[i].To))
            {
                Stood(i, child.On(periods[i].To));
            }
        }
        if (OwnReferrals is not null)
        {
            foreach (var r in child.Referrals)
            {
                if (r.Own)
                {
                    OwnReferrals.Add(r.From.DayNumber);
                }
            }
        }
    }

    private void OfTables()
    {
        foreach (var fact in basis.Loose[child.PersonId])
        {
            if (fact.Length is { } length)
            {
                Took(fact.Measure, fact.On, length);
            }
            else
            {
                Add(fact.Measure, fact.On, fact.Numerator, fact.Denominator);
            }
        }
        foreach (var span in basis.Spans[child.PersonId])
        {
            for (var i = 0; i < periods.Count; i++)
            {
                if (span.From <= periods[i].To && periods[i].To < span.To && periods[i].To <= asAt)
                {
                    if (IsDays[span.Measure])
                    {
                        StandsFor(span.Measure, i, periods[i].To.DayNumber - span.From.DayNumber);
                    }
                    else
                    {
                        Stands(span.Measure, i, 1, 1);
                    }
                }
            }
        }
    }

    /// <summary>Adds what others counted, or takes it away again.</summary>
    /// <param name="times">1, or -1 to take away.</param>
    public void Take(MeasureCounter other, int times = 1)
    {
        Whole.Add(other.Whole, times);
        foreach (var (key, tally) in other.Groups)
        {
            Group(key).Add(tally, times);
        }
        foreach (var (key, (children, points)) in other.held)
        {
            Hold(key.Period, key.Worker, key.Group, times * children, times * points);
        }
        foreach (var (day, often) in other.OwnReferrals?.Each ?? new Dictionary<int, int>())
        {
            OwnReferrals?.Add(day, times * often);
        }
    }

    /// <summary>Children that a worker leads at the end of a period, and the weight of that work.</summary>
    public void Hold(int period, Guid worker, string group, int children, decimal points)
    {
        var key = (period, worker, group);
        var mine = held.GetValueOrDefault(key);
        if (mine.Children + children == 0)
        {
            // Whoever leads nobody has no caseload.
            held.Remove(key);
        }
        else
        {
            held[key] = (mine.Children + children, mine.Points + points);
        }
    }

    /// <summary>What was held so far: see <see cref="Hold"/>.</summary>
    public IEnumerable<(int Period, Guid Worker, int Children, decimal Points)> Held => held.Select(h => (h.Key.Period, h.Key.Worker, h.Value.Children, h.Value.Points));

    /// <summary>Something happened on a day.</summary>
    private void Add(int measure, DateOnly on, double numerator, double denominator)
    {
        if (Skipped(measure) || on < earliest || on > latest || on > asAt || !Among(on))
        {
            return;
        }
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].Holds(on))
            {
                Put(measure, i, numerator, denominator);
                Tell(measure, on, numerator > 0, null, i);
            }
        }
    }

    /// <summary>The same of a share: one more in the whole, and in the part if so.</summary>
    private void Share(int measure, DateOnly on, bool met) => Add(measure, on, met ? 1 : 0, 1);

    /// <summary>
    /// A child counts once in a period, however often it happened, and once among those met: on the first of these days,
    /// so that the child is in one group and no other.
    /// </summary>
    private void Once(int measure, DateOnly on, bool met)
    {
        if (Skipped(measure) || on < earliest || on > latest || on > asAt)
        {
            return;
        }
        for (var i = 0; i < periods.Count; i++)
        {
            if (!periods[i].Holds(on))
            {
                continue;
            }
            var at = measure * periods.Count + i;
            var first = once[at] != serial;
            var metFirst = met && onceMet[at] != serial;
            once[at] = serial;
            onceMet[at] = met ? serial : onceMet[at];
            if ((first || metFirst) && Among(on))
            {
                Put(measure, i, metFirst ? 1 : 0, first ? 1 : 0);
                Tell(measure, on, met, null, i);
            }
        }
    }

    /// <summary>Something took so many days, and ended on a day.</summary>
    private void Took(int measure, DateOnly on, int length)
    {
        if (Skipped(measure) || on < earliest || on > latest || on > asAt || !Among(on))
        {
            return;
        }
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].Holds(on))
            {
                Put(measure, i, length);
                Tell(measure, on, true, length, i);
            }
        }
    }

    /// <summary>Something stood on the last day of a period.</summary>
    private void Stands(int measure, int period, double numerator, double denominator)
    {
        if (!Skipped(measure) && Among(periods[period].To))
        {
            Put(measure, period, numerator, denominator);
            Tell(measure, periods[period].To, numerator > 0, null, period);
        }
    }

    private void Stands(int measure, int period, bool met) => Stands(measure, period, met ? 1 : 0, 1);

    private void StandsFor(int measure, int period, int length)
    {
        if (!Skipped(measure) && Among(periods[period].To))
        {
            Put(measure, period, length);
            Tell(measure, periods[period].To, true, length, period);
        }
    }

    private bool Skipped(int measure) => only is not null && !only[measure];

    // The first period is the one whose children are listed.
    private void Tell(int measure, DateOnly on, bool met, int? length, int period)
    {
        if (period == 0)
        {
            listed?.Invoke(new(child.PersonId, measure, on, met, length));
        }
    }

    private void Put(int measure, int period, double numerator, double denominator)
    {
        Whole.Add(measure, period, numerator, denominator);
        if (question.By is not null)
        {
            Group(knownKey).Add(measure, period, numerator, denominator);
        }
    }

    private void Put(int measure, int period, int length)
    {
        Whole.Length(measure, period, length);
        if (question.By is not null)
        {
            Group(knownKey).Length(measure, period, length);
        }
    }

    private MeasureTally Group(string key)
    {
        if (!Groups.TryGetValue(key, out var tally))
        {
            Groups[key] = tally = new MeasureTally(periods.Count);
        }
        return tally;
    }

    private bool Among(DateOnly day)
    {
        if (day != knownOn)
        {
            knownOn = day;
            knownHolds = question.Cohort.Holds(child, day);
            knownKey = knownHolds && question.By is { } by ? MeasureCohort.KeyOf(by, child, day) : "";
        }
        return knownHolds;
    }

    private static int Of(string id) => MeasureCatalogue.PlaceOf(id);

    private static readonly bool[] IsDays = [.. MeasureCatalogue.All.Select(m => m.IsDays)];

    /// <summary>The parts of a family by what stands after the colon.</summary>
    private static Dictionary<string, int> Family(string family) =>
        MeasureCatalogue
            .All.Where(m => m.Family == family && m.Id != family)
            .ToDictionary(m => m.Id[(family.Length + 1)..], m => MeasureCatalogue.PlaceOf(m.Id), StringComparer.Ordinal);

    /// <summary>From a code of the source of a referral to its group.</summary>
    private static readonly Dictionary<string, int> Sources = CodeSets.ReferralSource.Entries.ToDictionary(
        e => e.Code,
        e =>
            Family("referral_source")[
                e.Code[0] switch
                {
                    '1' when e.Code.Length == 2 && char.IsAsciiLetter(e.Code[1]) => "individual",
                    '2' => "school",
                    '3' => "health",
                    '4' => "housing",
                    '5' => "council",
                    '6' => "police",
                    _ => "other",
                }
            ],
        StringComparer.Ordinal
    );

    /// <summary>The band of a length in months: the last limit that it has reached.</summary>
    private static string Band(DateOnly from, DateOnly to) =>
        to < from.AddMonths(3) ? "0-3"
        : to < from.AddMonths(6) ? "3-6"
        : to < from.AddMonths(12) ? "6-12"
        : to < from.AddMonths(24) ? "12-24"
        : "24+";

    private static string Months(int count) => count.ToString(CultureInfo.InvariantCulture);
}
