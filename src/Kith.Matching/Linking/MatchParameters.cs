using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>
/// For each level of each field: how often it is seen among records of one person (m) and among records of two people (u).
/// The weight of a level is log2(m/u) (Fellegi and Sunter 1969). Arrays are indexed by the level's enumeration; the
/// level Missing always weighs nothing.
/// <para>The defaults are set by hand for the records of English children's services and can be re-estimated. Where they come from:
/// dates of birth of children spread over about 6,500 days, so that two strangers share one in about 1 of 4,000 pairs;
/// two of its three parts agree by chance in 1 of 100; sex agrees in 1 of 2; postcodes hold some 15 households of which a
/// council's records concern few, 1 of 1,500; m values are rates of slips reported for health and education records
/// (a few in a hundred per field), with changes of family name (6 in 100) and of address (a third of people who move on) allowed for.</para>
/// </summary>
public sealed record MatchParameters
{
    /// <summary>Given names, by <see cref="NameLevel"/>.</summary>
    public required (double M, double U)[] Given { get; init; }

    /// <summary>Middle names, by <see cref="NameLevel"/>.</summary>
    public required (double M, double U)[] Middle { get; init; }

    /// <summary>Family names, by <see cref="NameLevel"/>.</summary>
    public required (double M, double U)[] Family { get; init; }

    /// <summary>Dates of birth, by <see cref="BirthLevel"/>.</summary>
    public required (double M, double U)[] Birth { get; init; }

    /// <summary>NHS number, by <see cref="IdentifierLevel"/>.</summary>
    public required (double M, double U)[] Nhs { get; init; }

    /// <summary>Unique pupil number, by <see cref="IdentifierLevel"/>.</summary>
    public required (double M, double U)[] Upn { get; init; }

    /// <summary>Address, by <see cref="AddressLevel"/>.</summary>
    public required (double M, double U)[] Address { get; init; }

    /// <summary>Sex: different, same.</summary>
    public required (double M, double U)[] Sex { get; init; }

    /// <summary>log2 of the odds that two records taken at random are of one person; a council of 30,000 with 1 in 100 recorded twice: -20.5.</summary>
    public double PriorWeight { get; init; } = -20.5;

    /// <summary>log2 of the odds that two records taken at random are of twins; nothing is known of them beforehand.</summary>
    public double TwinsPrior { get; init; } = double.NegativeInfinity;

    /// <summary>How much more often strangers share a whole name than both names by themselves would make it, in bits.</summary>
    public double NamesTogether { get; init; }

    /// <summary>Added when the two look like twins. Twins share all but the given name, which independent fields cannot express.</summary>
    public double TwinsWeight { get; init; } = -18;

    /// <summary>Added instead when twins' given names are alike (Amina, Amira): a slip of the pen is nearly as likely.</summary>
    public double AlikeTwinsWeight { get; init; } = -12;

    /// <summary>Added when both have valid NHS numbers that differ.</summary>
    public double NhsConflictWeight { get; init; } = -8;

    /// <summary>The hand-set parameters.</summary>
    public static MatchParameters Default { get; } =
        new()
        {
            // Missing, Different, Initial, Close, SoundsAlike, OneEdit, Nickname, Spelling, Equal. U of Equal is replaced by the name's own frequency.
            Given = [(1, 1), (0.025, 0.975), (0.01, 0.001), (0.01, 0.003), (0.015, 0.004), (0.035, 0.003), (0.045, 0.004), (0.03, 0.003), (0.84, 0.008)],
            Middle = [(1, 1), (0.15, 0.97), (0.02, 0.002), (0.01, 0.003), (0.01, 0.004), (0.03, 0.003), (0.02, 0.004), (0.03, 0.003), (0.75, 0.013)],
            Family = [(1, 1), (0.06, 0.985), (0.002, 0.0005), (0.01, 0.002), (0.015, 0.003), (0.035, 0.002), (0.03, 0.002), (0.03, 0.002), (0.82, 0.004)],

            // Missing, OtherGeneration, Different, SameYear, OnePartDifferent, NearGuess, OneDigit, Swapped, Equal.
            Birth = [(1, 1), (0.0005, 0.4), (0.006, 0.52), (0.008, 0.055), (0.015, 0.009), (0.85, 0.02), (0.03, 0.006), (0.008, 0.0002), (0.93, 0.00025)],

            // Missing, Different, OneDigit, Equal.
            Nhs = [(1, 1), (0.012, 0.99998), (0.018, 0.00002), (0.97, 0.0000005)],
            Upn = [(1, 1), (0.06, 0.9999), (0.02, 0.0001), (0.92, 0.0000005)],

            // Missing, Different, SameDistrict, OneCharacter, Earlier, SamePostcode, SameHouse.
            Address = [(1, 1), (0.22, 0.94), (0.08, 0.05), (0.03, 0.0012), (0.08, 0.001), (0.14, 0.0007), (0.45, 0.0006)],
            Sex = [(0.015, 0.5), (0.985, 0.5)],
        };
}
