using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>
/// Learns the parameters of a model from the records themselves, with nobody saying which pairs are right: how often
/// strangers agree (u) from pairs drawn at random, and how often the records of one person agree (m) by expectation
/// maximisation (Dempster, Laird and Rubin 1977; Winkler 1988) over the pairs that share a key. What few pairs tell is
/// held near the hand-set parameters, so that a small or strange file does no harm.
/// <para>A field is judged by what the other fields say of a pair, since a field that judges itself finds itself right.
/// Given name and date of birth are the exceptions: without the one twins would count as one person, and without the
/// other everybody of one name.</para>
/// </summary>
internal sealed class MatchEstimator
{
    private const int MostRandomPairs = 400_000;
    private const int MostSampledPairs = 400_000;
    private const int Rounds = 6;
    private const long FewestPairs = 1000;
    private const double UsualShare = 0.02;

    // How many pairs the hand-set parameters count for.
    private const double BelievedOfStrangers = 4000;
    private const double BelievedOfOnePerson = 60;

    // A file whose records are kept so much better or worse than others is more likely one that leads the model astray.
    private const double FurthestOff = 5;

    // A pair less likely than this to be of one person says nothing of how such records agree.
    private const double WorthKeeping = -14;

    // From fewer nothing is learnt of how given and family names go together.
    private const double FewestNamesakes = 20;

    // A third of twins are a boy and a girl (Office for National Statistics, Birth characteristics).
    private const double TwinsOfTwoSexes = 0.33;

    private readonly IReadOnlyList<PreparedPerson> people;
    private readonly long pairs;

    /// <param name="people">The people of one file, or of two after one another.</param>
    /// <param name="pairs">How many pairs there are to be right or wrong.</param>
    public MatchEstimator(IReadOnlyList<PreparedPerson> people, long pairs) => (this.people, this.pairs) = (people, pairs);

    /// <param name="Weight">How many pairs it stands for.</param>
    private readonly record struct Sample(int Left, int Right, PairLevels Levels, double Weight);

    /// <summary>The model for these people.</summary>
    /// <param name="blocks">The pairs worth comparing.</param>
    /// <param name="counts">Whether a pair is one to be decided (two files are compared across only).</param>
    /// <param name="degree">How many threads.</param>
    /// <param name="cancel">Stops in between.</param>
    public MatchModel Estimate(Blocks blocks, Func<int, int, bool> counts, int degree, CancellationToken cancel)
    {
        var given = NameFrequencies.Count(people.Select(p => p.Given));
        var family = NameFrequencies.Count(people.Select(p => p.Family));
        var company = Company.Count(people);
        // To begin with, two records in a hundred are taken to be of somebody who is there already.
        var prior = Math.Clamp(Math.Log2((people.Count * UsualShare + 1) / Math.Max(pairs, 1)), -40, -8);
        var model = new MatchModel(MatchParameters.Default with { PriorWeight = prior }, given, family, company);
        if (pairs < FewestPairs)
        {
            return model;
        }

        model = new MatchModel(Strangers(model), given, family, company);
        var (sample, twins, namesakes) = Draw(model, blocks, counts, degree, cancel);
        model = new MatchModel(
            model.Parameters with
            {
                TwinsPrior = twins > 0 ? Math.Log2(twins / pairs) : double.NegativeInfinity,
                NamesTogether = NamesTogether(model.Parameters, namesakes),
            },
            given,
            family,
            company
        );
        for (var round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            model = new MatchModel(OnePerson(model, sample), given, family, company);
        }

        return model;
    }

    private MatchParameters Strangers(MatchModel model)
    {
        var random = new Random(people.Count);
        var seen = new Tally();
        var draws = (int)Math.Min(MostRandomPairs, Math.Min(pairs, people.Count * 20L));
        for (var draw = 0; draw < draws; draw++)
        {
            var (i, j) = (random.Next(people.Count), random.Next(people.Count));
            if (i == j)
            {
                continue;
            }

            var levels = model.Levels(people[i], people[j]);
            // Now and then chance draws two records of one person, more often from a small file.
            if (model.Weigh(people[i], people[j], levels) + model.Parameters.PriorWeight < MatchModel.PossibleFrom)
            {
                seen.Add(levels, 1, FieldShares.Whole);
            }
        }

        var p = model.Parameters;
        return p with
        {
            Given = U(p.Given, seen.Given),
            Middle = U(p.Middle, seen.Middle),
            Family = U(p.Family, seen.Family),
            Birth = U(p.Birth, seen.Birth),
            Nhs = U(p.Nhs, seen.Nhs),
            Upn = U(p.Upn, seen.Upn),
            Address = U(p.Address, seen.Address),
            Sex = U(p.Sex, seen.Sex, from: 0),
        };
    }

    /// <summary>
    /// How much more often two strangers have one whole name than given and family names by themselves would make it, in bits: families
    /// of one origin share both.
    /// </summary>
    private double NamesTogether(MatchParameters parameters, double namesakes)
    {
        var dated = people.Count(p => p.Facts.DateOfBirth is not null) / (double)people.Count;
        var expected =
            pairs
            * dated
            * dated
            * parameters.Given[(int)NameLevel.Equal].U
            * parameters.Family[(int)NameLevel.Equal].U
            * (parameters.Birth[(int)BirthLevel.Different].U + parameters.Birth[(int)BirthLevel.OtherGeneration].U);
        return namesakes < FewestNamesakes ? 0 : Math.Max(0, Math.Log2(namesakes / expected));
    }

    private (List<Sample> Sample, double Twins, double Namesakes) Draw(MatchModel model, Blocks blocks, Func<int, int, bool> counts, int degree, CancellationToken cancel)
    {
        var every = Math.Max(1, people.Count / 60_000);
        var found = new Dictionary<(int, int), Sample>();
        var (twins, ofTwoSexes, siblings, namesakes) = (new PairSketch(), new PairSketch(), new PairSketch(), new PairSketch());
        blocks.ForEachPair(
            (i, j) =>
            {
                if (!counts(i, j))
                {
                    return;
                }

                var levels = model.BesideNames(people[i], people[j]);
                // Of most pairs nothing is to be learnt whatever they are called, but whether strangers have one name.
                if (levels.Address is not (AddressLevel.Missing or >= AddressLevel.SamePostcode) && !model.MayReach(WorthKeeping, people[i], people[j], levels))
                {
                    if (
                        levels.Birth is BirthLevel.Different or BirthLevel.OtherGeneration
                        && NameComparison.AreEqual(people[i].Given, people[j].Given)
                        && NameComparison.AreEqual(people[i].Family, people[j].Family)
                    )
                    {
                        namesakes.Add(i, j);
                    }

                    return;
                }

                levels = model.WithNames(people[i], people[j], levels);
                if (levels is { Given: NameLevel.Equal, Family: NameLevel.Equal, Birth: BirthLevel.Different or BirthLevel.OtherGeneration })
                {
                    namesakes.Add(i, j);
                }
                else if (levels is { Given: NameLevel.Different, Family: >= NameLevel.Close, Address: AddressLevel.Missing or >= AddressLevel.SamePostcode })
                {
                    // Twins by names that are two, and where nothing else says that they are no family.
                    if (levels.LooksLikeTwins && levels.Nhs != IdentifierLevel.Equal)
                    {
                        twins.Add(i, j);
                        if (levels.SameSex == false)
                        {
                            ofTwoSexes.Add(i, j);
                        }

                        return;
                    }

                    if (levels.Address != AddressLevel.Missing && levels.Birth is > BirthLevel.Missing and < BirthLevel.OnePartDifferent)
                    {
                        siblings.Add(i, j);
                    }
                }

                if (model.Weigh(people[i], people[j], levels) + model.Parameters.PriorWeight < WorthKeeping)
                {
                    return;
                }

                lock (found)
                {
                    // A pair that shares several keys is met several times, and is the same each time.
                    if (!found.TryAdd((i, j), new Sample(i, j, levels, 0)))
                    {
                        return;
                    }
                }

                var weight = StandsFor(i, j);
                lock (found)
                {
                    found[(i, j)] = new Sample(i, j, levels, weight);
                }
            },
            degree,
            cancel,
            every
        );
        var drawn = found.OrderBy(f => f.Key).Select(f => f.Value).ToList();
        var step = Math.Max(1, drawn.Count / MostSampledPairs);
        return (
            [.. drawn.Where((_, at) => at % step == 0).Select(s => s with { Weight = s.Weight * step })],
            // A file in which nobody has a brother or sister, nor twins of two sexes, has no twins: there the name is wrong.
            Math.Min(twins.Sum(StandsFor), Math.Max(siblings.Sum(StandsFor), ofTwoSexes.Sum(StandsFor) / TwinsOfTwoSexes)),
            namesakes.Sum(StandsFor)
        );

        // Of every nth group only, a pair that shares k keys is met with k chances, and stands for the fewer pairs the more it shares.
        double StandsFor(int i, int j) => every == 1 ? 1 : 1 / (1 - Math.Pow(1 - (1d / every), SharedKeys(people[i], people[j])));
    }

    private static int SharedKeys(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (new HashSet<long>(), new HashSet<long>());
        Blocking.AddKeys(left, one);
        Blocking.AddKeys(right, other);
        return Math.Max(1, one.Count(other.Contains));
    }

    private MatchParameters OnePerson(MatchModel model, List<Sample> sample)
    {
        var seen = new Tally();
        var right = 0d;
        foreach (var pair in sample)
        {
            var weights = model.Fields(people[pair.Left], people[pair.Right], pair.Levels);
            var all = weights.Sum + model.Parameters.PriorWeight;
            var whole = Probability(all);
            right += whole * pair.Weight;
            seen.Add(
                pair.Levels,
                pair.Weight,
                new FieldShares(
                    whole,
                    Probability(all - weights.Middle),
                    Probability(all - weights.Family),
                    whole,
                    Probability(all - weights.Nhs - weights.NhsConflict),
                    Probability(all - weights.Upn),
                    Probability(all - weights.Address),
                    Probability(all - weights.Sex)
                )
            );
        }

        var (now, first) = (model.Parameters, MatchParameters.Default);
        return now with
        {
            // Brothers and sisters are not to teach that one child has two names, or is called as the other is in the middle.
            Given = M(now.Given, first.Given, seen.Given, off: level => level is NameLevel.Different or NameLevel.Nickname ? 2 : OffOfName(level)),
            Middle = M(now.Middle, first.Middle, seen.Middle, off: OffOfName),
            Family = M(now.Family, first.Family, seen.Family, off: OffOfName),
            Birth = M(now.Birth, first.Birth, seen.Birth),
            Nhs = M(now.Nhs, first.Nhs, seen.Nhs),
            Upn = M(now.Upn, first.Upn, seen.Upn),
            Address = M(now.Address, first.Address, seen.Address),
            Sex = M(now.Sex, first.Sex, seen.Sex, from: 0),
            PriorWeight = Math.Clamp(Math.Log2((right + 1) / pairs), -40, -4),
        };
    }

    private static double Probability(double odds) => 1 / (1 + Math.Pow(2, -odds));

    // Level 0 is «not recorded», which says nothing; sex has no such level.
    private static (double M, double U)[] U((double M, double U)[] now, double[] seen, int from = 1)
    {
        var (counted, believed) = (seen[from..].Sum(), now[from..].Sum(l => l.U));
        return [.. now.Select((l, level) => level < from ? l : (l.M, (seen[level] + (BelievedOfStrangers * l.U / believed)) / (counted + BelievedOfStrangers)))];
    }

    private static (double M, double U)[] M((double M, double U)[] now, (double M, double U)[] first, double[] seen, int from = 1, Func<NameLevel, double>? off = null)
    {
        var (counted, believed) = (seen[from..].Sum(), first[from..].Sum(l => l.M));
        return
        [
            .. now.Select(
                (l, level) =>
                    level < from
                        ? l
                        : (
                            Math.Clamp(
                                (seen[level] + (BelievedOfOnePerson * first[level].M / believed)) / (counted + BelievedOfOnePerson),
                                first[level].M / Off(level),
                                Math.Min(0.999, first[level].M * Off(level))
                            ),
                            l.U
                        )
            ),
        ];

        double Off(int level) => off?.Invoke((NameLevel)level) ?? FurthestOff;
    }

    // Most files have no initials, and in some every other name is one: of this nothing is believed beforehand.
    private static double OffOfName(NameLevel level) => level == NameLevel.Initial ? 1000 : FurthestOff;

    /// <summary>How far a pair counts for each field.</summary>
    private readonly record struct FieldShares(double Given, double Middle, double Family, double Birth, double Nhs, double Upn, double Address, double Sex)
    {
        public static readonly FieldShares Whole = new(1, 1, 1, 1, 1, 1, 1, 1);
    }

    private sealed class Tally
    {
        public readonly double[] Given = new double[Enum.GetValues<NameLevel>().Length];
        public readonly double[] Middle = new double[Enum.GetValues<NameLevel>().Length];
        public readonly double[] Family = new double[Enum.GetValues<NameLevel>().Length];
        public readonly double[] Birth = new double[Enum.GetValues<BirthLevel>().Length];
        public readonly double[] Nhs = new double[Enum.GetValues<IdentifierLevel>().Length];
        public readonly double[] Upn = new double[Enum.GetValues<IdentifierLevel>().Length];
        public readonly double[] Address = new double[Enum.GetValues<AddressLevel>().Length];
        public readonly double[] Sex = new double[2];

        public void Add(in PairLevels levels, double weight, in FieldShares shares)
        {
            // Names that are alike by chance of their own (Amina, Amira) say nothing of how often a name is mistyped.
            Given[levels.GivenBothEstablished ? 0 : (int)levels.Given] += weight * shares.Given;
            Middle[(int)levels.Middle] += weight * shares.Middle;
            Family[(int)levels.Family] += weight * shares.Family;
            Birth[(int)levels.Birth] += weight * shares.Birth;
            Nhs[(int)levels.Nhs] += weight * shares.Nhs;
            Upn[(int)levels.Upn] += weight * shares.Upn;
            Address[(int)levels.Address] += weight * shares.Address;
            if (levels.SameSex is { } same)
            {
                Sex[same ? 1 : 0] += weight * shares.Sex;
            }
        }
    }
}
