namespace Kith.Standards.CinCensus.Rules;

/// <summary>How much a finding weighs: an error is put right; a query is put right or explained.</summary>
public enum RuleSeverity
{
    Error,
    Query,
}

/// <summary>Whose rule it is.</summary>
public enum RuleOrigin
{
    /// <summary>The Department for Education's, by its published code.</summary>
    Dfe,

    /// <summary>Kith's own, where the published rules leave a fault unseen. Its code begins with K.</summary>
    Kith,
}

/// <summary>The part of a return that a rule is filed under.</summary>
public enum RuleModule
{
    Header,
    ChildIdentifiers,
    ChildCharacteristics,
    Disabilities,
    CINdetails,
    Assessments,
    CINplanDates,
    Section47,
    ChildProtectionPlans,
    Reviews,
    PreProceedingsandFGDM,
}

/// <summary>
/// A child as it may stand in a return, for the documentation and the tests of a rule.
/// </summary>
/// <param name="Xml">The content of Message or, where it does not begin with a Header or Children element, of one Child.</param>
/// <param name="Places">For a failing example, what the rule names: "CINdetails[0].CINreferralDate"; none for a whole-return rule.</param>
public sealed record RuleExample(string Xml, params string[] Places);

/// <summary>
/// One validation rule of the Children in Need census. Stateless: one object serves every child, return and thread.
/// What only documentation and screens need is computed when asked for.
/// </summary>
public abstract class CensusRule(string code, RuleSeverity severity, string message)
{
    /// <summary>The published code: "8500", "8530Q".</summary>
    public string Code { get; } = code;

    public RuleSeverity Severity { get; } = severity;

    /// <summary>The published wording.</summary>
    public string Message { get; } = message;

    /// <summary>Where in the order of codes the rule stands: by number, whatever letters follow.</summary>
    public int Order { get; } = Number(code);

    public virtual RuleOrigin Origin => RuleOrigin.Dfe;

    public abstract RuleModule Module { get; }

    /// <summary>The fields that the rule reads: "CINdetails.CINreferralDate".</summary>
    public abstract IReadOnlyList<string> Reads { get; }

    /// <summary>First collection (end year) in which the rule is in force.</summary>
    public virtual int FromYear => CollectionYear.All[0].EndYear;

    /// <summary>Last collection (end year) in which the rule is in force; null where it still is.</summary>
    public virtual int? ToYear => null;

    /// <summary>Where the rule was read.</summary>
    public virtual string Source => "DfE, CIN census validation rules, in force for 2025-26, as restated from the open validator (csc-validator-be-cin 1bf6f22e, May 2026)";

    /// <summary>In plain words, for the person who can put it right: what is asked of them, and how.</summary>
    public abstract string WhatToDo { get; }

    /// <summary>How Kith departs from the open validator of the sector, and why; null where both find the same places.</summary>
    public virtual string? Difference => null;

    /// <summary>True for a query that the authority may answer once for the whole return with DfE's fixed wording.</summary>
    public virtual bool IsAutomaticallyAccepted => false;

    public abstract RuleExample Passes { get; }

    public abstract RuleExample Fails { get; }

    /// <summary>Whether the rule is in force in the collection that ends in the year.</summary>
    public bool IsInForce(int endYear) => endYear >= FromYear && (ToYear is null || endYear <= ToYear);

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Message}";

    private static int Number(string code)
    {
        var number = 0;
        foreach (var c in code)
        {
            number = char.IsAsciiDigit(c) ? number * 10 + (c - '0') : number;
        }

        return code[0] == 'K' ? 100_000 + number : number;
    }
}

/// <summary>A rule about one child: a pure function of the child and the collection.</summary>
public abstract class ChildRule(string code, RuleSeverity severity, string message) : CensusRule(code, severity, message)
{
    /// <summary>Adds what is wrong with the child, one finding for each fault.</summary>
    public abstract void Check(CensusChild child, RuleContext at, Findings found);
}

/// <summary>A rule about the header.</summary>
public abstract class HeaderRule(string code, RuleSeverity severity, string message) : CensusRule(code, severity, message)
{
    /// <inheritdoc/>
    public override RuleModule Module => RuleModule.Header;

    /// <summary>Adds what is wrong with the header.</summary>
    public abstract void Check(CensusHeader header, RuleContext at, Findings found);
}

/// <summary>A rule about the return as a whole, over figures that add up child by child.</summary>
public abstract class ReturnRule(string code, RuleSeverity severity, string message) : CensusRule(code, severity, message)
{
    /// <summary>Whether the return breaks the rule.</summary>
    public abstract bool Breaks(ReturnFacts facts, RuleContext at);
}

/// <summary>A rule that no two children of a return share a value.</summary>
public abstract class UniqueRule(string code, RuleSeverity severity, string message, string column) : CensusRule(code, severity, message)
{
    /// <summary>The element of ChildIdentifiers that must be unique.</summary>
    public string Column { get; } = column;

    /// <summary>The value that must be unique; null where the child has none, and then the rule does not concern them.</summary>
    public string? Key(CensusIdentifiers who) => CensusValue.IsBlank(who.Value(Column)) ? null : who.Value(Column);
}
