namespace Kith.Standards.CinCensus.Rules;

/// <summary>A rule that no record of a kind begins while another is going on, the last day of the other included.</summary>
public abstract class OverlapRule<T>(string code, RuleSeverity severity, string message) : ChildRule(code, severity, message)
    where T : CensusRecord
{
    protected abstract string StartColumn { get; }

    protected abstract string EndColumn { get; }

    protected abstract List<T> Of(CensusEpisode episode);

    protected abstract DateOnly? Start(T record);

    /// <summary>The last day on which the record goes on; null where it cannot overlap with any.</summary>
    protected abstract DateOnly? LastDay(T record, RuleContext at);

    /// <summary>Whether the two are left out of the comparison.</summary>
    protected virtual bool Skips(T one, T other) => false;

    /// <summary>Compares each of the records with every other.</summary>
    protected void Compare(List<T> records, RuleContext at, Findings found)
    {
        if (records.Count < 2)
        {
            return;
        }

        foreach (var running in records)
        {
            if (Start(running) is not { } from || LastDay(running, at) is not { } to)
            {
                continue;
            }

            foreach (var other in records)
            {
                if (ReferenceEquals(running, other) || Start(other) is not { } began || began < from || began > to || Skips(running, other))
                {
                    continue;
                }

                Report(running, other, to, began, found);
            }
        }
    }

    /// <summary>Compares all the records of the child, whatever episode they are in.</summary>
    protected void CompareAll(CensusChild child, RuleContext at, Findings found)
    {
        switch (child.Episodes.Count)
        {
            case 0:
                return;
            case 1:
                Compare(Of(child.Episodes[0]), at, found);
                return;
        }

        var all = 0;
        foreach (var episode in child.Episodes)
        {
            all += Of(episode).Count;
        }

        if (all < 2)
        {
            return;
        }

        var records = new List<T>(all);
        foreach (var episode in child.Episodes)
        {
            records.AddRange(Of(episode));
        }

        Compare(records, at, found);
    }

    protected virtual void Report(T running, T other, DateOnly lastDay, DateOnly began, Findings found) =>
        found.Add(other.At(StartColumn), running.At(StartColumn), running.At(EndColumn));
}
