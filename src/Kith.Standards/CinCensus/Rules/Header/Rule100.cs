namespace Kith.Standards.CinCensus.Rules;

/// <summary>The reference date is 31 March of the collection year.</summary>
public sealed class Rule100() : HeaderRule("100", RuleSeverity.Error, "Reference Date is incorrect")
{
    public override IReadOnlyList<string> Reads => ["Header.Year", "Header.ReferenceDate"];

    public override string WhatToDo => "Set the reference date in the header to 31 March of the year in which the collection ends.";

    public override RuleExample Passes => new("<Header><CollectionDetails><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>");

    public override RuleExample Fails =>
        new("<Header><CollectionDetails><Year>2026</Year><ReferenceDate>2026-03-30</ReferenceDate></CollectionDetails></Header>", "Header[0].ReferenceDate");

    public override void Check(CensusHeader header, RuleContext at, Findings found)
    {
        if (header.EndYear is not { } year || header.ReferenceDay is not { Month: 3, Day: 31 } day || day.Year != year)
        {
            found.Add(header.At(nameof(header.ReferenceDate)));
        }
    }
}
