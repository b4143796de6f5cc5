namespace Kith.Standards.CinCensus.Rules;

/// <summary>
/// A query of today as it was to 2022-23: an error, with a code without the Q (DfE, CIN census guide 2023 to 2024, section 1.0).
/// </summary>
public sealed class ErrorTo2023(ChildRule today) : ChildRule(today.Code.TrimEnd('Q'), RuleSeverity.Error, today.Message)
{
    public override RuleModule Module => today.Module;

    public override IReadOnlyList<string> Reads => today.Reads;

    public override int? ToYear => 2023;

    public override string WhatToDo => today.WhatToDo;

    public override string? Difference => today.Difference;

    public override RuleExample Passes => today.Passes;

    public override RuleExample Fails => today.Fails;

    /// <inheritdoc/>
    public override void Check(CensusChild child, RuleContext at, Findings found) => today.Check(child, at, found);
}
