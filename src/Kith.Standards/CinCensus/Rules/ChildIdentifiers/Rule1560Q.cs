namespace Kith.Standards.CinCensus.Rules;

/// <summary>A former UPN has the shape of a UPN, temporary ones included.</summary>
public sealed class Rule1560Q() : ChildRule("1560Q", RuleSeverity.Query, "Please check and either amend or provide a reason: Former UPN wrongly formatted")
{
    public override RuleModule Module => RuleModule.ChildIdentifiers;

    public override IReadOnlyList<string> Reads => ["ChildIdentifiers.FormerUPN"];

    public override string WhatToDo =>
        "The former UPN is not a letter with 12 digits (or 11 digits and a letter) after it. Check it and enter it again, or leave it out if it is not known.";

    public override string Difference =>
        "The open validator queries a former UPN that ends in a letter. That is a temporary number, the main use of this field, and the guide allows it: Kith lets it pass.";

    public override RuleExample Passes =>
        new(
            """
            <ChildIdentifiers>
              <FormerUPN>Y89510000000A</FormerUPN>
            </ChildIdentifiers>
            """
        );

    public override RuleExample Fails =>
        new(
            """
            <ChildIdentifiers>
              <FormerUPN>Y8951000007</FormerUPN>
            </ChildIdentifiers>
            """,
            "ChildIdentifiers[0].FormerUPN"
        );

    private static bool IsWellFormed(string upn) =>
        upn.Length == 13
        && char.IsAsciiLetter(upn[0])
        && upn.AsSpan(1, 11).IndexOfAnyExceptInRange('0', '9') < 0
        && (char.IsAsciiDigit(upn[12]) || (char.IsAsciiLetterUpper(upn[12]) && upn[12] is not ('I' or 'O' or 'S')));

    public override void Check(CensusChild child, RuleContext at, Findings found)
    {
        var who = child.Identifiers;

        if (!CensusValue.IsBlank(who.FormerUPN) && !IsWellFormed(who.FormerUPN!))
        {
            found.Add(who.At(nameof(who.FormerUPN)));
        }
    }
}
