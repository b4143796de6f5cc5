namespace Kith.Standards.CinCensus.Rules;

/// <summary>One place of a file that a rule names.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The rule's, unless it says otherwise of this case.</param>
/// <param name="Message">The rule's, unless it says more of this case.</param>
/// <param name="Position">0-based position of the child among those of the file; -1 for the header and for the whole return.</param>
/// <param name="Child">The authority's identifier of the child, as found; null where there is none.</param>
/// <param name="Table">Null for the whole return.</param>
/// <param name="Column">The element; null for the whole return.</param>
/// <param name="Row">0-based position of the record among all of its table in file order; null where the file has no such record.</param>
/// <param name="Value">The value as found; null where there is none.</param>
public sealed record CensusIssue(CensusRule Rule, RuleSeverity Severity, string Message, int Position, string? Child, CensusTable? Table, string? Column, int? Row, string? Value)
{
    /// <summary>Where in its child the record begins.</summary>
    internal int Order { get; init; }

    /// <summary>True for an issue of the return as a whole.</summary>
    public bool IsWholeReturn => Table is null;
}

/// <summary>What validating a file came to.</summary>
/// <param name="Header">The header, as found.</param>
/// <param name="Rules">The rules that were applied.</param>
/// <param name="At">The collection and the period that it was judged by.</param>
/// <param name="Children">How many children the file has.</param>
/// <param name="Issues">Every place that a rule names, once for each rule: in file order, and for one place in the order of the rules' codes; those of the whole return last.</param>
/// <param name="Notices">What in the file is not as the specification has it, and was read past.</param>
/// <param name="NoticesNotKept">How many more notices there were.</param>
/// <param name="Facts">The figures of the return.</param>
/// <param name="JudgedApart">True where so many children share identifiers that they were judged one by one.</param>
public sealed record CensusReport(
    CensusHeader Header,
    RuleSet Rules,
    RuleContext At,
    int Children,
    IReadOnlyList<CensusIssue> Issues,
    IReadOnlyList<CensusNotice> Notices,
    int NoticesNotKept,
    ReturnFacts Facts,
    bool JudgedApart
)
{
    /// <summary>The collection year that the header gives; null where it gives none that is known.</summary>
    public int? HeaderYear => CollectionYear.Find(Header.EndYear)?.EndYear;
}
