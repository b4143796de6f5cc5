using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>
/// Decides whether two records are of one person: Fellegi–Sunter weights with frequencies of names, and two rules that
/// independent fields cannot express (twins, contradicting NHS numbers). A pure function of the two records.
/// </summary>
public sealed class MatchModel
{
    /// <summary>Odds after the prior, in bits, from which a pair is Definite: 128 to 1.</summary>
    public const double DefiniteFrom = 7;

    /// <summary>Odds after the prior, in bits, from which a pair is Likely: 2 to 1.</summary>
    public const double LikelyFrom = 1;

    /// <summary>Odds after the prior, in bits, from which a pair is Possible: 1 to 100.</summary>
    public const double PossibleFrom = -6.5;

    private const double LocalIdWeight = 20;
    private const double EstablishedWeight = -1;

    private readonly double[] _given,
        _middle,
        _family,
        _birth,
        _nhs,
        _upn,
        _address,
        _sex;
    private readonly Company? _company;
    private readonly double _givenEqualM,
        _middleEqualM,
        _familyEqualM;

    // The most that names which are not the same weigh, and that all three could weigh together.
    private readonly double _mostOfGiven,
        _mostOfMiddle,
        _mostOfFamily,
        _mostOfNames;

    /// <summary>Makes a model.</summary>
    public MatchModel(MatchParameters parameters, NameFrequencies? given = null, NameFrequencies? family = null, Company? company = null)
    {
        Parameters = parameters;
        _company = company;
        GivenFrequencies = given ?? NameFrequencies.UsualGiven;
        FamilyFrequencies = family ?? NameFrequencies.UsualFamily;
        _given = Weights(parameters.Given);
        _middle = Weights(parameters.Middle);
        _family = Weights(parameters.Family);
        _birth = Weights(parameters.Birth);
        _nhs = Weights(parameters.Nhs);
        _upn = Weights(parameters.Upn);
        _address = Weights(parameters.Address);
        _sex = Weights(parameters.Sex);
        _givenEqualM = parameters.Given[(int)NameLevel.Equal].M;
        _middleEqualM = parameters.Middle[(int)NameLevel.Equal].M;
        _familyEqualM = parameters.Family[(int)NameLevel.Equal].M;
        _mostOfGiven = Math.Max(EstablishedWeight, _given[..(int)NameLevel.Equal].Max());
        _mostOfMiddle = _middle[..(int)NameLevel.Equal].Max();
        _mostOfFamily = _family[..(int)NameLevel.Equal].Max();
        _mostOfNames =
            Math.Max(_mostOfGiven, Math.Log2(_givenEqualM / NameFrequencies.Rarest))
            + (Math.Max(_mostOfMiddle, Math.Log2(_middleEqualM / NameFrequencies.Rarest)) / 2)
            + Math.Max(_mostOfFamily, Math.Log2(_familyEqualM / NameFrequencies.Rarest));
    }

    /// <summary>The model with hand-set parameters and usual frequencies.</summary>
    public static MatchModel Default { get; } = new(MatchParameters.Default);

    /// <summary>The parameters.</summary>
    public MatchParameters Parameters { get; }

    /// <summary>How common given and middle names are.</summary>
    public NameFrequencies GivenFrequencies { get; }

    /// <summary>How common family names are.</summary>
    public NameFrequencies FamilyFrequencies { get; }

    /// <summary>The default parameters with frequencies of names counted among <paramref name="people"/>.</summary>
    public static MatchModel For(IReadOnlyCollection<PreparedPerson> people) =>
        new(MatchParameters.Default, NameFrequencies.Count(people.Select(p => p.Given)), NameFrequencies.Count(people.Select(p => p.Family)));

    /// <summary>Compares two people and explains.</summary>
    public MatchResult Compare(PersonFacts left, PersonFacts right) => Compare(new PreparedPerson(left), new PreparedPerson(right));

    /// <summary>Compares two people and explains.</summary>
    public MatchResult Compare(PreparedPerson left, PreparedPerson right)
    {
        var levels = Levels(left, right);
        var weights = Fields(left, right, levels);
        return new MatchResult(VerdictOf(weights.Sum, levels), weights.Sum, ProbabilityOf(weights.Sum), Explain(weights, levels));
    }

    /// <summary>The comparison of two people field by field, with what the file says of its names and dates.</summary>
    public PairLevels Levels(PreparedPerson left, PreparedPerson right) => WithNames(left, right, BesideNames(left, right));

    /// <summary><see cref="Levels"/> without the names: most pairs are told apart by these.</summary>
    internal PairLevels BesideNames(PreparedPerson left, PreparedPerson right)
    {
        var levels = PairLevels.BesideNames(left, right);
        if (_company is null)
        {
            return levels;
        }

        // A date that was put in because nobody knew the true one says nothing against another, nor does a number that many have say anything.
        if (levels.Birth is not (BirthLevel.Missing or BirthLevel.Equal) && (_company.IsPlaceholder(left.Traits.BirthDay) || _company.IsPlaceholder(right.Traits.BirthDay)))
        {
            levels = levels with { Birth = BirthLevel.Missing };
        }

        if (levels.Nhs != IdentifierLevel.Missing && (_company.IsPlaceholder(left.Nhs) || _company.IsPlaceholder(right.Nhs)))
        {
            levels = levels with { Nhs = IdentifierLevel.Missing, NhsConflict = false };
        }

        return levels.Upn != IdentifierLevel.Missing && (_company.IsPlaceholder(left.Upn) || _company.IsPlaceholder(right.Upn))
            ? levels with
            {
                Upn = IdentifierLevel.Missing,
            }
            : levels;
    }

    /// <summary>The rest of <see cref="Levels"/>.</summary>
    internal PairLevels WithNames(PreparedPerson left, PreparedPerson right, in PairLevels beside) => beside.WithNames(left, right, _company?.NamesInUse);

    /// <summary>
    /// Whether two people can come to <paramref name="odds"/> (after the prior, in bits) at all, whatever their names say: their numbers,
    /// dates and addresses weigh what they weigh, their names at most what the same rare name would, and nothing is taken off for what
    /// goes together. Never says no to a pair that <see cref="Weigh"/> would bring there.
    /// </summary>
    internal bool MayReach(double odds, PreparedPerson left, PreparedPerson right, in PairLevels beside)
    {
        var without =
            Parameters.PriorWeight
            + _birth[(int)beside.Birth]
            + _nhs[(int)beside.Nhs]
            + _upn[(int)beside.Upn]
            + (beside.LocalId == IdentifierLevel.Equal ? LocalIdWeight : 0)
            + _address[(int)beside.Address]
            + (beside.SameSex is { } same ? Math.Max(0, _sex[same ? 1 : 0]) : 0)
            + (beside.NhsConflict ? Parameters.NhsConflictWeight : 0);
        return without + _mostOfNames >= odds
            && without
                + Most(_mostOfGiven, _givenEqualM, GivenFrequencies, left.Given, right.Given)
                + (Most(_mostOfMiddle, _middleEqualM, GivenFrequencies, left.Middle, right.Middle) / 2)
                + Most(_mostOfFamily, _familyEqualM, FamilyFrequencies, left.Family, right.Family)
                >= odds;
    }

    /// <summary>The weight of a pair in bits, without the prior and without explaining.</summary>
    public double Weigh(PreparedPerson left, PreparedPerson right, in PairLevels levels) => Fields(left, right, levels).Sum;

    /// <summary>The probability that belongs to a weight.</summary>
    public double ProbabilityOf(double weight) => 1 / (1 + Math.Pow(2, -(weight + Parameters.PriorWeight)));

    /// <summary>The verdict that belongs to a weight and the levels it came from.</summary>
    public MatchVerdict VerdictOf(double weight, in PairLevels levels)
    {
        var odds = weight + Parameters.PriorWeight;
        var verdict =
            odds >= DefiniteFrom ? MatchVerdict.Definite
            : odds >= LikelyFrom ? MatchVerdict.Likely
            : odds >= PossibleFrom ? MatchVerdict.Possible
            : MatchVerdict.Different;

        var most = MayLink(levels) ? MatchVerdict.Definite : MatchVerdict.Possible;
        return verdict > most ? most : verdict;
    }

    /// <summary>
    /// Whether two records can be said to be of one person without anybody looking. A shared number does not make twins one
    /// child: numbers get copied to the wrong twin. Hardly two of them are.
    /// </summary>
    internal bool MayLink(in PairLevels levels) => !levels.NhsConflict && (!levels.LooksLikeTwins || levels is { Nhs: IdentifierLevel.Equal, Upn: IdentifierLevel.Equal });

    /// <summary>What each field and rule adds, in bits.</summary>
    internal FieldWeights Fields(PreparedPerson left, PreparedPerson right, in PairLevels levels)
    {
        var weights = Apart(left, right, levels);
        return levels.LooksLikeTwins ? weights : weights with { Twins = -MoreLikeTwins(weights, levels) };
    }

    /// <summary>
    /// How much twins would have in common as well, in bits: of two who were born on one day with one family name, as many as there are
    /// such twins in the file are not one person, and neither the day nor the name nor the address tells them from one.
    /// </summary>
    private double MoreLikeTwins(in FieldWeights weights, in PairLevels levels)
    {
        if (levels.Birth != BirthLevel.Equal || levels.Family < NameLevel.Close || levels.NamesSwapped || double.IsNegativeInfinity(Parameters.TwinsPrior))
        {
            return 0;
        }

        var odds = Parameters.TwinsPrior + weights.Birth + weights.Family + weights.Address;
        return Math.Log2(1 + Math.Pow(2, odds));
    }

    private FieldWeights Apart(PreparedPerson left, PreparedPerson right, in PairLevels levels)
    {
        var family = levels.Family == NameLevel.Equal ? EqualWeight(_familyEqualM, FamilyFrequencies, left.Family, right.Family) : _family[(int)levels.Family];
        return new()
        {
            Given =
                levels.GivenBothEstablished ? EstablishedWeight
                : levels.Given == NameLevel.Equal ? EqualWeight(_givenEqualM, GivenFrequencies, left.Given, right.Given)
                : _given[(int)levels.Given],
            // A middle name goes with the given name (families call children after each other), so it counts half.
            Middle = (levels.Middle == NameLevel.Equal ? EqualWeight(_middleEqualM, GivenFrequencies, left.Middle, right.Middle) : _middle[(int)levels.Middle]) / 2,
            Family =
                levels is { Given: NameLevel.Equal, Family: NameLevel.Equal } ? family - NameTogether(left, right)
                : levels is { Given: >= NameLevel.Nickname, Family: >= NameLevel.Nickname, NamesSwapped: false, ByOtherName: false } ? family - Parameters.NamesTogether
                : family,
            Birth = _birth[(int)levels.Birth] - BornTogether(left, right, levels),
            // Who has one given name is of one sex: that both agree is said by the name already.
            Sex =
                levels.SameSex is not { } same ? 0
                : levels.Given <= NameLevel.Different ? _sex[same ? 1 : 0]
                : same ? 0
                : _sex[0] / 2,
            Nhs = _nhs[(int)levels.Nhs],
            Upn = _upn[(int)levels.Upn],
            LocalId = levels.LocalId == IdentifierLevel.Equal ? LocalIdWeight : 0,
            Address = AddressWeight(left, right, levels),
            Twins =
                !levels.LooksLikeTwins ? 0
                : levels.GivenBothEstablished ? Parameters.AlikeTwinsWeight
                : Parameters.TwinsWeight,
            NhsConflict = levels.NhsConflict ? Parameters.NhsConflictWeight : 0,
        };
    }

    /// <summary>How much less a family name says beside a given name that it often goes with, in bits.</summary>
    private double NameTogether(PreparedPerson left, PreparedPerson right) =>
        _company is null
            ? 0
            : Math.Max(
                Parameters.NamesTogether,
                TooMuch(
                    _company.OfName(left, right),
                    Math.Max(GivenFrequencies.Of(left.Given), GivenFrequencies.Of(right.Given)) * Math.Max(FamilyFrequencies.Of(left.Family), FamilyFrequencies.Of(right.Family))
                )
            );

    /// <summary>How much less a date of birth says that many share, or many of one given name or one address, in bits.</summary>
    private double BornTogether(PreparedPerson left, PreparedPerson right, in PairLevels levels)
    {
        if (_company is null || levels.Birth != BirthLevel.Equal)
        {
            return 0;
        }

        var strangers = Parameters.Birth[(int)BirthLevel.Equal].U;
        var born = Math.Max(strangers, _company.OfBirth(left));
        var less = TooMuch(born, strangers);
        if (levels.Given == NameLevel.Equal)
        {
            less += TooMuch(_company.OfBirthAndName(left), born * Math.Max(GivenFrequencies.Of(left.Given), GivenFrequencies.Of(right.Given)));
        }

        return levels.Address < AddressLevel.SamePostcode
            ? less
            : less + TooMuch(_company.OfBirthAndPlace(left), born * Math.Max(Parameters.Address[(int)levels.Address].U, _company.OfPlace(left, right)));
    }

    /// <summary>What an address says: less where many live, and less of two of one family name.</summary>
    private double AddressWeight(PreparedPerson left, PreparedPerson right, in PairLevels levels)
    {
        var weight = _address[(int)levels.Address];
        if (_company is null || levels.Address < AddressLevel.SamePostcode)
        {
            return weight;
        }

        var strangers = Parameters.Address[(int)levels.Address].U;
        var here = Math.Max(strangers, _company.OfPlace(left, right));
        weight -= TooMuch(here, strangers);
        return levels.Family <= NameLevel.Different
            ? weight
            : weight
                - TooMuch(
                    Math.Max(_company.OfHome(left), _company.OfHome(right)),
                    here
                        * (
                            levels.Family == NameLevel.Equal
                                ? Math.Max(FamilyFrequencies.Of(left.Family), FamilyFrequencies.Of(right.Family))
                                : Parameters.Family[(int)levels.Family].U
                        )
                );
    }

    private static double TooMuch(double together, double each) => together <= each ? 0 : Math.Log2(together / each);

    private static List<MatchContribution> Explain(in FieldWeights weights, in PairLevels levels)
    {
        var into = new List<MatchContribution>(10);
        if (levels.Given != NameLevel.Missing)
        {
            into.Add(
                new(
                    MatchField.Given,
                    weights.Given,
                    levels.GivenBothEstablished ? "Given names are alike, but each is a name of its own" : NameText("given name", levels.Given, levels)
                )
            );
        }

        if (levels.Middle != NameLevel.Missing)
        {
            into.Add(new(MatchField.Middle, weights.Middle, NameText("middle name", levels.Middle, default)));
        }

        if (levels.Family != NameLevel.Missing)
        {
            into.Add(new(MatchField.Family, weights.Family, NameText("family name", levels.Family, levels)));
        }

        if (levels.Birth != BirthLevel.Missing)
        {
            into.Add(new(MatchField.Birth, weights.Birth, BirthText(levels.Birth)));
        }

        if (levels.SameSex is { } same)
        {
            into.Add(new(MatchField.Sex, weights.Sex, same ? "Same sex" : "Different sex"));
        }

        Identifier(MatchField.NhsNumber, "NHS number", levels.Nhs, weights.Nhs, into);
        Identifier(MatchField.Upn, "UPN", levels.Upn, weights.Upn, into);
        if (levels.LocalId == IdentifierLevel.Equal)
        {
            into.Add(new(MatchField.LocalId, weights.LocalId, "Same local identifier"));
        }

        if (levels.Address != AddressLevel.Missing)
        {
            into.Add(new(MatchField.Address, weights.Address, AddressText(levels.Address)));
        }

        if (levels.LooksLikeTwins)
        {
            into.Add(new(MatchField.Twins, weights.Twins, "Born on one day with one family name but called differently: may be twins"));
        }
        else if (weights.Twins < -0.05)
        {
            into.Add(new(MatchField.Twins, weights.Twins, "Twins would have as much in common"));
        }

        if (levels.NhsConflict)
        {
            into.Add(new(MatchField.NhsConflict, weights.NhsConflict, "Each has a valid NHS number of their own"));
        }

        into.Sort(static (a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)) is var order && order != 0 ? order : a.Field.CompareTo(b.Field));
        return into;
    }

    private static void Identifier(MatchField field, string name, IdentifierLevel level, double weight, List<MatchContribution> into)
    {
        if (level != IdentifierLevel.Missing)
        {
            into.Add(
                new(
                    field,
                    weight,
                    level switch
                    {
                        IdentifierLevel.Equal => $"Same {name}",
                        IdentifierLevel.OneDigit => $"{name} is one digit different",
                        _ => $"Different {name}",
                    }
                )
            );
        }
    }

    /// <summary>Equal after normalising may still be written in two ways; the rarer way decides, so that the order of the two does not matter.</summary>
    private static double EqualWeight(double m, NameFrequencies frequencies, NormalisedName left, NormalisedName right) =>
        Math.Log2(m / Math.Max(frequencies.Of(left), frequencies.Of(right)));

    /// <summary>The most that two names may weigh: the same name if they are, or the best of what else they may be.</summary>
    private static double Most(double other, double m, NameFrequencies frequencies, NormalisedName left, NormalisedName right) =>
        left.IsEmpty || right.IsEmpty || !string.Equals(left.Joined, right.Joined, StringComparison.Ordinal) ? other : Math.Max(other, EqualWeight(m, frequencies, left, right));

    private static double[] Weights((double M, double U)[] levels) => [.. levels.Select(l => Math.Log2(l.M / l.U))];

    private static string NameText(string field, NameLevel level, in PairLevels levels) =>
        level switch
        {
            _ when levels.NamesSwapped => $"Same {field}, with given and family name the other way round",
            NameLevel.Equal => $"Same {field}",
            NameLevel.Spelling => $"Same {field}, spelled or written another way",
            NameLevel.Nickname => levels.ByOtherName ? $"Same {field} by another name they use" : $"One {field} is a form or part of the other",
            NameLevel.OneEdit => $"{Capital(field)} is one letter different",
            NameLevel.SoundsAlike => $"{Capital(field)}s sound alike",
            NameLevel.Close => $"{Capital(field)}s look alike",
            NameLevel.Initial => $"One {field} is the initial of the other",
            _ => $"Different {field}",
        };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string BirthText(BirthLevel level) =>
        level switch
        {
            BirthLevel.Equal => "Same date of birth",
            BirthLevel.Swapped => "Date of birth has day and month swapped",
            BirthLevel.OneDigit => "Date of birth is one digit different",
            BirthLevel.NearGuess => "Date of birth is close to an estimated or expected one",
            BirthLevel.OnePartDifferent => "Date of birth agrees except for one part",
            BirthLevel.SameYear => "Born in the same year",
            BirthLevel.OtherGeneration => "Born more than ten years apart",
            _ => "Different date of birth",
        };

    private static string AddressText(AddressLevel level) =>
        level switch
        {
            AddressLevel.SameHouse => "Same address",
            AddressLevel.SamePostcode => "Same postcode",
            AddressLevel.Earlier => "One lived where the other lives or lived",
            AddressLevel.OneCharacter => "Postcode is one character different",
            AddressLevel.SameDistrict => "Same first half of the postcode",
            _ => "Different address",
        };
}
