namespace Kith.Standards.CinCensus.Rules;

/// <summary>One value that a finding is about: an element of a record, whether or not it is there.</summary>
public readonly record struct Place(CensusRecord Record, string Column)
{
    public CensusTable Table => Record.Table;

    /// <summary>0-based position of the record among all of its table; null where the return has no such record.</summary>
    public int? Row => Record.IsPresent ? Record.Row : null;
}

/// <summary>One fault that a rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The rule's, unless it says otherwise of this case.</param>
/// <param name="Message">The rule's, unless it says more of this case.</param>
/// <param name="Child">Whose it is; null for a fault of the header or of the whole return.</param>
/// <param name="Places">The values that do not agree, the one most likely to be wrong first; none for a fault of the whole return.</param>
public sealed record Finding(CensusRule Rule, RuleSeverity Severity, string Message, CensusChild? Child, IReadOnlyList<Place> Places)
{
    /// <summary>The value at a place as it stands in the return.</summary>
    public string? ValueAt(Place place) => place.Column == nameof(CensusIdentifiers.LAchildID) ? Child?.LAchildID : place.Record.Value(place.Column);
}

/// <summary>Where rules put what they find.</summary>
public sealed class Findings
{
    private readonly List<Finding> _all = [];
    private CensusRule? _rule;
    private CensusChild? _child;

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> All => _all;

    /// <summary>Adds a fault of the rule that is being checked.</summary>
    /// <param name="places">The values that do not agree, the one most likely to be wrong first.</param>
    public void Add(params ReadOnlySpan<Place> places) => _all.Add(new Finding(_rule!, _rule!.Severity, _rule.Message, _child, places.ToArray()));

    /// <summary>Adds a fault that weighs, or is worded, otherwise than the rule's usual one.</summary>
    public void Add(RuleSeverity severity, string message, params ReadOnlySpan<Place> places) => _all.Add(new Finding(_rule!, severity, message, _child, places.ToArray()));

    internal void About(CensusChild? child) => _child = child;

    internal void Of(CensusRule rule) => _rule = rule;

    internal void Clear() => _all.Clear();
}
