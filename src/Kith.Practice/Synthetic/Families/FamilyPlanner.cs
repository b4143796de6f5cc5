using Kith.Practice.Synthetic.Courses;

namespace Kith.Practice.Synthetic.Families;

/// <summary>What a family of the story shall be; everything else about it follows from its own stream of chance.</summary>
internal sealed record FamilySpec
{
    public int Index { get; init; }

    /// <summary>How the latest involvement goes.</summary>
    public CoursePath Path { get; init; }
    public bool Open { get; init; }

    /// <summary>Known by contacts and early help only.</summary>
    public bool ContactsOnly { get; init; }

    /// <summary>Children of the latest involvement.</summary>
    public int Children { get; init; }

    /// <summary>Number in the child id of the first child; the others follow.</summary>
    public int FirstChild { get; init; }

    /// <summary>User name of the demonstration's worker whose family this is.</summary>
    public string? Demo { get; init; }
    public bool Teen { get; init; }
    public bool Exploited { get; init; }
    public bool Unborn { get; init; }
    public bool Twins { get; init; }
    public bool Restricted { get; init; }
    public bool Duplicate { get; init; }
    public bool Alone { get; init; }

    /// <summary>The patch the family lives in now; drawn when null.</summary>
    public int? District { get; init; }

    /// <summary>The post that holds the open work today; drawn when null.</summary>
    public Workplace.Post? Holder { get; init; }

    /// <summary>Place in the queue of contacts that wait at the front door today; null when none is about this family.</summary>
    public int? Waiting { get; init; }

    /// <summary>Referred and decided within the week, and the referrer is still to be told.</summary>
    public bool Fresh { get; init; }

    /// <summary>Given and family name shared with a child of another family.</summary>
    public (string Given, string Family, string Sex, int Age)? Namesake { get; init; }
}

/// <summary>Decides which families there are, so that exactly as many children have open work as were asked for.</summary>
internal static class FamilyPlanner
{
    private static readonly (string Given, string Family, string Sex, int Age)[] Namesakes =
    [
        ("Jack", "Taylor", "M", 9),
        ("Olivia", "Brown", "F", 7),
        ("Muhammad", "Khan", "M", 11),
        ("Amelia", "Jones", "F", 5),
        ("Oliver", "Smith", "M", 13),
        ("Lily", "Wood", "F", 10),
    ];

    /// <summary>The families of one authority.</summary>
    /// <param name="firstIndex">Place of its first family among all.</param>
    public static List<FamilySpec> Plan(SyntheticOptions options, int children, int firstIndex, bool demo, SeededRandom random)
    {
        var specs = new List<FamilySpec>();
        var open = 0;
        void Add(FamilySpec spec) => specs.Add(spec);

        void AddOpen(CoursePath path, int count, string? who = null, bool teen = false, bool exploited = false, bool unborn = false, bool restricted = false)
        {
            open += count;
            Add(
                new FamilySpec
                {
                    Path = path,
                    Open = true,
                    Children = count,
                    Demo = who,
                    Teen = teen,
                    Exploited = exploited,
                    Unborn = unborn,
                    Restricted = restricted,
                }
            );
        }

        if (demo && children >= 55)
        {
            foreach (var who in new[] { "priya.nair", "daniel.okafor" })
            {
                AddOpen(CoursePath.Protection, 3, who);
                AddOpen(CoursePath.Protection, 2, who, unborn: who == "priya.nair");
                AddOpen(CoursePath.InNeed, 2, who);
                AddOpen(CoursePath.InNeed, 3, who);
                AddOpen(CoursePath.Protection, 2, who);
                AddOpen(CoursePath.InNeed, 1, who, teen: true, exploited: true);
                AddOpen(CoursePath.Care, 2, who, restricted: who == "daniel.okafor");
                AddOpen(CoursePath.InNeed, 2, who);
            }
            foreach (var count in new[] { 1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1 })
            {
                AddOpen(CoursePath.Disability, count, "megan.pritchard");
            }
        }

        var quota = Enum.GetValues<CoursePath>()
            .ToDictionary(
                p => p,
                p =>
                    p is CoursePath.Care or CoursePath.Protection or CoursePath.Assessing or CoursePath.Disability or CoursePath.InNeed
                        ? Rates.Of("open_path").WeightOf(p.ToString()) * children
                        : 0
            );
        foreach (var s in specs)
        {
            quota[s.Path] -= s.Children;
        }
        while (open < children)
        {
            var path = quota.MaxBy(q => q.Value).Key;
            // Not always the fullest quota next: the order of families must not tell what they are.
            if (random.Chance(0.6) && Enum.Parse<CoursePath>(Rates.Of("open_path").Draw(random)) is var other && quota[other] > 0)
            {
                path = other;
            }
            var exploited = path is CoursePath.InNeed or CoursePath.Protection or CoursePath.Care && random.Chance(0.085);
            var count = path switch
            {
                CoursePath.Disability => random.Chance(0.1) ? 2 : 1,
                CoursePath.Care => random.Chance(0.55) ? 1 : Math.Min(4, int.Parse(Rates.Of("family_size").Draw(random), System.Globalization.CultureInfo.InvariantCulture)),
                _ => int.Parse(Rates.Of("family_size").Draw(random), System.Globalization.CultureInfo.InvariantCulture),
            };
            if (exploited)
            {
                count = 1;
            }
            count = Math.Min(count, children - open);
            var alone = path == CoursePath.Care && !exploited && random.Chance(0.03);
            quota[path] -= alone ? 1 : count;
            if (path == CoursePath.Assessing && random.Chance(0.05))
            {
                path = CoursePath.Referred;
            }
            open += alone ? 1 : count;
            Add(
                new FamilySpec
                {
                    Path = path,
                    Open = true,
                    Children = alone ? 1 : count,
                    Exploited = exploited,
                    Teen = exploited || alone,
                    Alone = alone,
                    Unborn = !exploited && path is CoursePath.InNeed or CoursePath.Protection or CoursePath.Assessing && random.Chance(0.045),
                    Twins = count > 1 && random.Chance(0.03),
                    Restricted = random.Chance(0.0025),
                    Duplicate = random.Chance(0.006),
                }
            );
        }

        var referrals = Rates.Number("referrals_per_open_child") * children * options.Years;
        var closed = (int)Math.Round(referrals / 3.75, MidpointRounding.AwayFromZero);
        for (var i = 0; i < closed; i++)
        {
            var size = int.Parse(Rates.Of("family_size").Draw(random), System.Globalization.CultureInfo.InvariantCulture);
            Add(
                new FamilySpec
                {
                    Path = Enum.Parse<CoursePath>(Rates.Of("closed_path").Draw(random)),
                    Children = size,
                    Exploited = size == 1 && random.Chance(0.06),
                    Twins = size > 1 && random.Chance(0.02),
                    Duplicate = random.Chance(0.006),
                }
            );
        }
        for (var i = 0; i < closed / 14; i++)
        {
            Add(new FamilySpec { ContactsOnly = true, Children = random.Chance(0.6) ? 1 : 2 });
        }

        // Two children of different families with one name, a few times over.
        var singles = specs
            .Select((s, i) => (s, i))
            .Where(x => x.s is { Children: 1, Demo: null, Unborn: false, Alone: false, Exploited: false, Duplicate: false } && x.s.Path is not CoursePath.Disability)
            .Select(x => x.i)
            .ToList();
        for (var i = 0; i < Namesakes.Length && 2 * i + 1 < singles.Count; i++)
        {
            foreach (var at in new[] { singles[2 * i], singles[^(2 * i + 1)] })
            {
                specs[at] = specs[at] with { Namesake = Namesakes[i] };
            }
        }
        random.Shuffle(specs);

        FrontDoor(specs, children);

        var number = 1000;
        for (var i = 0; i < specs.Count; i++)
        {
            specs[i] = specs[i] with { Index = firstIndex + i, FirstChild = number };
            number += specs[i].Children + (specs[i].Duplicate ? 1 : 0) + (specs[i].Index % 5 == 0 ? 1 : 0);
        }
        return specs;
    }

    /// <summary>
    /// What waits at the front door on the last day: about what comes in within two working days (rates.tsv). Contacts
    /// are about families of earlier work and about one in six with a worker; referrals are taken from those that
    /// would be assessed by now, so that as many children have open work as were asked for.
    /// </summary>
    private static void FrontDoor(List<FamilySpec> specs, int children)
    {
        var contacts = 6 + children / 100;
        var referrals = Math.Min(3 + children / 200, specs.Count(s => s is { Open: true, Path: CoursePath.Assessing }) / 2);
        var fresh = 2 + children / 300;
        var place = 0;
        for (var i = 0; i < specs.Count && (place < contacts || referrals > 0 || fresh > 0); i++)
        {
            var spec = specs[i];
            if (spec is { Demo: not null } or { Restricted: true } or { Namesake: not null })
            {
                continue;
            }
            if (spec is { Open: true, Path: CoursePath.Assessing } && referrals > 0)
            {
                specs[i] = spec with { Path = CoursePath.Referred };
                referrals--;
            }
            else if (spec is { Open: true, Path: CoursePath.Assessing } && fresh > 0)
            {
                specs[i] = spec with { Fresh = true };
                fresh--;
            }
            else if (place < contacts && (place % 6 == 5 ? spec is { Open: true, Path: CoursePath.InNeed } : !spec.Open))
            {
                specs[i] = spec with { Waiting = place++ };
            }
        }
    }
}
