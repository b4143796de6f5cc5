using System.Globalization;

namespace Kith.Matching;

/// <summary>What the model makes of two records. Closed: nothing else is ever said.</summary>
public enum MatchVerdict
{
    /// <summary>Two people.</summary>
    Different,

    /// <summary>May be one person: somebody should look.</summary>
    Possible,

    /// <summary>Probably one person.</summary>
    Likely,

    /// <summary>One person, as far as records can tell.</summary>
    Definite,
}

/// <summary>The fields and rules that speak for or against.</summary>
public enum MatchField
{
    /// <summary>Given name.</summary>
    Given,

    /// <summary>Middle name.</summary>
    Middle,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Date of birth.</summary>
    Birth,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>NHS number.</summary>
    NhsNumber,

    /// <summary>Unique pupil number.</summary>
    Upn,

    /// <summary>Local identifier.</summary>
    LocalId,

    /// <summary>Address.</summary>
    Address,

    /// <summary>The rule on twins.</summary>
    Twins,

    /// <summary>The rule on NHS numbers that contradict one another.</summary>
    NhsConflict,
}

/// <summary>What one field adds, in bits: +1 doubles the odds that the two are one person.</summary>
public readonly record struct MatchContribution(MatchField Field, double Weight, string Text)
{
    /// <summary>«Same date of birth: +8.2».</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text}: {Weight:+0.0;-0.0;0.0}");
}

/// <summary>The comparison of two records, explained.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Weight">The sum of the contributions in bits, without the prior.</param>
/// <param name="Probability">That the two are one person, prior included, 0 to 1.</param>
/// <param name="Contributions">By size, the most telling first.</param>
public sealed record MatchResult(MatchVerdict Verdict, double Weight, double Probability, IReadOnlyList<MatchContribution> Contributions);
