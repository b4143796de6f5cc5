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
    private readonly double _givenEqualM,
        _middleEqualM,
        _familyEqualM;

    /// <summary>Makes a model.</summary>
    public MatchModel(MatchParameters parameters, NameFrequencies? given = null, NameFrequencies? family = null)
    {
        Parameters = parameters;
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
        var levels = PairLevels.Compare(left, right);
        var contributions = new List<MatchContribution>(10);
        var weight = Weigh(left, right, levels, contributions);
        contributions.Sort(static (a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)) is var order && order != 0 ? order : a.Field.CompareTo(b.Field));
        return new MatchResult(VerdictOf(weight, levels), weight, ProbabilityOf(weight), contributions);
    }

    /// <summary>The weight of a pair in bits, without the prior and without explaining.</summary>
    public double Weigh(PreparedPerson left, PreparedPerson right, in PairLevels levels) => Weigh(left, right, levels, null);

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

        // A shared number does not make twins one child: numbers get copied to the wrong twin. A person must look.
        var most = levels.LooksLikeTwins || levels.NhsConflict ? MatchVerdict.Possible : MatchVerdict.Definite;
        return verdict > most ? most : verdict;
    }

    private double Weigh(PreparedPerson left, PreparedPerson right, in PairLevels levels, List<MatchContribution>? into)
    {
        var weight = 0d;
        if (levels.Given != NameLevel.Missing)
        {
            var value =
                levels.GivenBothEstablished ? EstablishedWeight
                : levels.Given == NameLevel.Equal ? EqualWeight(_givenEqualM, GivenFrequencies, left.Given, right.Given)
                : _given[(int)levels.Given];
            weight += value;
            into?.Add(
                new(MatchField.Given, value, levels.GivenBothEstablished ? "Given names look alike, but each is a name of its own" : NameText("given name", levels.Given, levels))
            );
        }

        if (levels.Middle != NameLevel.Missing)
        {
            var value = levels.Middle == NameLevel.Equal ? EqualWeight(_middleEqualM, GivenFrequencies, left.Middle, right.Middle) / 2 : _middle[(int)levels.Middle] / 2;
            weight += value;
            into?.Add(new(MatchField.Middle, value, NameText("middle name", levels.Middle, default)));
        }

        if (levels.Family != NameLevel.Missing)
        {
            var value = levels.Family == NameLevel.Equal ? EqualWeight(_familyEqualM, FamilyFrequencies, left.Family, right.Family) : _family[(int)levels.Family];
            weight += value;
            into?.Add(new(MatchField.Family, value, NameText("family name", levels.Family, levels)));
        }

        if (levels.Birth != BirthLevel.Missing)
        {
            weight += _birth[(int)levels.Birth];
            into?.Add(new(MatchField.Birth, _birth[(int)levels.Birth], BirthText(levels.Birth)));
        }

        if (levels.SameSex is { } same)
        {
            weight += _sex[same ? 1 : 0];
            into?.Add(new(MatchField.Sex, _sex[same ? 1 : 0], same ? "Same sex" : "Different sex"));
        }

        weight += Identifier(MatchField.NhsNumber, "NHS number", levels.Nhs, _nhs, into);
        weight += Identifier(MatchField.Upn, "UPN", levels.Upn, _upn, into);
        if (levels.LocalId == IdentifierLevel.Equal)
        {
            weight += LocalIdWeight;
            into?.Add(new(MatchField.LocalId, LocalIdWeight, "Same local identifier"));
        }

        if (levels.Address != AddressLevel.Missing)
        {
            weight += _address[(int)levels.Address];
            into?.Add(new(MatchField.Address, _address[(int)levels.Address], AddressText(levels.Address)));
        }

        if (levels.LooksLikeTwins)
        {
            var value = levels.GivenBothEstablished ? Parameters.AlikeTwinsWeight : Parameters.TwinsWeight;
            weight += value;
            into?.Add(new(MatchField.Twins, value, "Born on one day with one family name but called differently: may be twins"));
        }

        if (levels.NhsConflict)
        {
            weight += Parameters.NhsConflictWeight;
            into?.Add(new(MatchField.NhsConflict, Parameters.NhsConflictWeight, "Each has a valid NHS number of their own"));
        }

        return weight;
    }

    private static double Identifier(MatchField field, string name, IdentifierLevel level, double[] weights, List<MatchContribution>? into)
    {
        if (level == IdentifierLevel.Missing)
        {
            return 0;
        }

        into?.Add(
            new(
                field,
                weights[(int)level],
                level switch
                {
                    IdentifierLevel.Equal => $"Same {name}",
                    IdentifierLevel.OneDigit => $"{name} is one digit different",
                    _ => $"Different {name}",
                }
            )
        );
        return weights[(int)level];
    }

    /// <summary>Equal after normalising may still be written in two ways; the rarer way decides, so that the order of the two does not matter.</summary>
    private static double EqualWeight(double m, NameFrequencies frequencies, NormalisedName left, NormalisedName right) =>
        Math.Log2(m / Math.Max(frequencies.Of(left), frequencies.Of(right)));

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
