namespace Kith.Matching;

/// <summary>
/// What the people of a file have in common by chance: how many have each whole name, each family name at each postcode, each date of
/// birth and each address. People are told apart by another field, so that one who is recorded eight times does not make their name common.
/// <para>Fields are weighed as if they had nothing to do with one another, and some have: a family called Solanki calls no child
/// Tadeusz, and who lives together mostly has one name. What two fields say together is then no more than how few people both are true
/// of. And a value that stands for many, such as 1 January 1900 or the postcode of a hostel, says no more than how few have it.</para>
/// </summary>
public sealed class Company
{
    // A date that so many differently named people have, beyond what is usual, was put in where nothing was known.
    private const int CrowdedFrom = 20;
    private const int CrowdedTimes = 8;

    // So many, by their initials, who were born on one day at one address are more than a family, mistyped or not.
    private const int FewestTogether = 7;

    // One person recorded often, and mistyped each time, has fewer names than this under one number.
    private const int NamesOfOneNumber = 10;

    private Dictionary<int, int> names = [];
    private Dictionary<int, int> homes = [];
    private Dictionary<int, int> pairs = [];
    private readonly HashSet<string> inUse = new(StringComparer.Ordinal);
    private readonly HashSet<int> crowded = [];
    private readonly HashSet<int> shared = [];
    private Dictionary<int, int> dates = [];
    private Dictionary<int, int> places = [];
    private int total;

    /// <summary>Given names that so many people of different families have that they are names and no slips.</summary>
    public IReadOnlySet<string> NamesInUse => inUse;

    /// <summary>Counts the people of a file.</summary>
    public static Company Count(IReadOnlyCollection<PreparedPerson> people)
    {
        var company = new Company();
        var (born, living, called) = (new List<long>(people.Count), new List<long>(people.Count * 2), new List<long>(people.Count));
        var (together, both) = (new List<long>(people.Count), new List<long>(people.Count * 2));
        var numbers = new List<long>(people.Count);
        var words = new Dictionary<int, string>();
        foreach (var person in people)
        {
            company.total++;
            if (person.Given.IsEmpty || person.Given.IsPlaceholder || person.Family.IsEmpty || person.Family.IsPlaceholder)
            {
                continue;
            }

            // Slips seldom change the first letters: one person is one pair of initials, in either order.
            var (given, family) = (person.Given.Parts[0], person.Family.Parts[^1]);
            var initials = (uint)(Hash(given.Core[..1]) + Hash(family.Core[..1]));
            var (area, house) = (person.Traits.Area, person.Traits.Place);
            var date = person.Facts.DateOfBirth;
            if (person.Traits.HomeKey is not 0 and var home)
            {
                together.Add(((long)home << 32) | (uint)Hash(given.Sound));
            }

            if (date is { } day)
            {
                born.Add(((long)day.DayNumber << 32) | initials);
                both.Add(((long)person.Traits.BirthAndNameKey << 32) | (uint)Hash(family.Core[..1]));
                if (area != 0 || house != 0)
                {
                    both.Add(((long)person.Traits.BirthAndPlaceKey << 32) | initials);
                }
            }

            if (area != 0)
            {
                living.Add(((long)area << 32) | initials);
            }

            if (house != 0)
            {
                living.Add(((long)house << 32) | initials);
            }

            foreach (var number in (ReadOnlySpan<string?>)[person.Nhs, person.Upn])
            {
                if (number is not null)
                {
                    numbers.Add(((long)Hash(number) << 32) | initials);
                }
            }

            if (given.Core.Length > 1)
            {
                var key = Hash(given.Core);
                words.TryAdd(key, given.Core);
                called.Add(((long)key << 32) | (uint)Hash(family.Sound));
            }
        }

        company.dates = Different(born);
        company.places = Different(living);
        company.homes = Different(together);
        company.pairs = Different(both);
        var usual = company.dates.Values.Order().ElementAtOrDefault(company.dates.Count / 2);
        company.crowded.UnionWith(company.dates.Where(d => d.Value > CrowdedFrom + (CrowdedTimes * (company.dates.Count == 1 ? 0 : usual))).Select(d => d.Key));
        company.names = WholeNames(people, company);
        // Nothing is kept of what only the two who are compared can have, nor of two fields together unless many have both.
        foreach (
            var (counts, fewest) in (ReadOnlySpan<(Dictionary<int, int>, int)>)
                [(company.dates, 3), (company.places, 3), (company.names, 2), (company.homes, 3), (company.pairs, FewestTogether)]
        )
        {
            foreach (var (key, count) in counts)
            {
                if (count < fewest)
                {
                    counts.Remove(key);
                }
            }

            counts.TrimExcess();
        }

        company.shared.UnionWith(Different(numbers).Where(n => n.Value > NamesOfOneNumber).Select(n => n.Key));
        foreach (var (key, count) in Different(called).Where(c => c.Value >= Math.Max(5, people.Count / 3000)))
        {
            company.inUse.Add(words[key]);
        }

        return company;
    }

    /// <summary>How many have each whole name, told apart by the year of birth, and where nobody has a date worth the name by the place.</summary>
    private static Dictionary<int, int> WholeNames(IReadOnlyCollection<PreparedPerson> people, Company company)
    {
        var (byYear, byPlace) = (new List<long>(people.Count), new List<long>());
        foreach (var person in people)
        {
            if (person.Given.IsEmpty || person.Given.IsPlaceholder || person.Family.IsEmpty || person.Family.IsPlaceholder)
            {
                continue;
            }

            if (person.Facts.DateOfBirth is { } date && !company.crowded.Contains(date.DayNumber))
            {
                byYear.Add(((long)person.Traits.NameKey << 32) | (uint)date.Year);
            }
            else if (person.Traits.Area is not 0 and var area)
            {
                byPlace.Add(((long)person.Traits.NameKey << 32) | (uint)area);
            }
        }

        return Different(byYear.Count > 0 ? byYear : byPlace);
    }

    /// <summary>
    /// The share of people, by different years of birth, who have the whole name of one of the two who are compared, beside these; 0
    /// where there is nobody else.
    /// </summary>
    public double OfName(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (left.Traits.BirthDigits, right.Traits.BirthDigits);
        var theirs = one != 0 && other != 0 && one >> 16 != other >> 16 ? 2 : 1;
        var (first, second) = (left.Traits.NameKey, right.Traits.NameKey);
        return Beside(Math.Max(names.GetValueOrDefault(first), first == second ? 0 : names.GetValueOrDefault(second)), theirs);
    }

    /// <summary>
    /// The share of people with this family name at this postcode, or at this address where there is none, beside the two; never none,
    /// since few people live without a relative.
    /// </summary>
    public double OfHome(PreparedPerson person) => person.Traits.HomeKey is not 0 and var home ? Beside(Math.Max(2, homes.GetValueOrDefault(home)), 1) : 0;

    /// <summary>The share of people, by different names, who were born on one day and have one address, beside the two.</summary>
    public double OfBirthAndPlace(PreparedPerson person) => Beside(pairs.GetValueOrDefault(person.Traits.BirthAndPlaceKey), 2);

    /// <summary>The share of people, of different families, who were born on one day and have one given name, beside the two.</summary>
    public double OfBirthAndName(PreparedPerson person) => Beside(pairs.GetValueOrDefault(person.Traits.BirthAndNameKey), 2);

    /// <summary>The share of people, by different names, who were born on the day that both were, beside the two.</summary>
    public double OfBirth(PreparedPerson person) => person.Traits.BirthDay is >= 0 and var day ? Beside(dates.GetValueOrDefault(day), 2) : 0;

    /// <summary>The share of people, by different names, who have the address that both have, beside the two; 0 where they share none as written.</summary>
    public double OfPlace(PreparedPerson left, PreparedPerson right)
    {
        var (one, other) = (left.Traits, right.Traits);
        // What is shared most closely counts: a house more than its postcode.
        return one.Place != 0 && one.Place == other.Place ? Beside(places.GetValueOrDefault(one.Place), 2)
            : one.Area != 0 && one.Area == other.Area ? Beside(places.GetValueOrDefault(one.Area), 2)
            : 0;
    }

    /// <summary>Whether this date of birth says that somebody did not know it.</summary>
    internal bool IsPlaceholder(int day) => crowded.Count > 0 && crowded.Contains(day);

    /// <summary>Whether so many differently named people have this number that it is nobody's own.</summary>
    public bool IsPlaceholder(string? number) => shared.Count > 0 && number is not null && shared.Contains(Hash(number));

    // Counting in a small file would make everything look common.
    private double Beside(int count, int two) => (double)Math.Max(0, count - two) / Math.Max(total, 3000);

    /// <summary>The keys by which a person is counted.</summary>
    internal static (int Name, int Home, int BirthAndPlace, int BirthAndName) KeysOf(PreparedPerson person, PersonTraits traits)
    {
        var place = traits.Area != 0 ? traits.Area : traits.Place;
        var born = Math.Max(0, traits.BirthDay);
        return (
            (int)new KeyHash().Add(person.Given.Joined).Add(person.Family.Joined).ToKey(KeyClass.OneSound),
            place == 0 || person.Family.IsEmpty ? 0 : (int)new KeyHash().Add(person.Family.Joined).Add(place).ToKey(KeyClass.OneSound),
            place == 0 ? 0 : (int)new KeyHash().Add(born).Add(1).Add(place).ToKey(KeyClass.OneSound),
            person.Given.IsEmpty ? 0 : (int)new KeyHash().Add(born).Add(2).Add(person.Given.Parts[0].Sound).ToKey(KeyClass.OneSound)
        );
    }

    private static int Hash(string text) => (int)new KeyHash().Add(text).ToKey(KeyClass.OneSound);

    /// <summary>How many different lower halves each upper half has; where there is a crowd, how many at all, since initials are few.</summary>
    private static Dictionary<int, int> Different(List<long> pairs)
    {
        pairs.Sort();
        var counts = new Dictionary<int, int>();
        for (var from = 0; from < pairs.Count; )
        {
            var (key, different, to) = ((int)(pairs[from] >> 32), 1, from + 1);
            for (; to < pairs.Count && (int)(pairs[to] >> 32) == key; to++)
            {
                different += pairs[to] == pairs[to - 1] ? 0 : 1;
            }

            counts[key] = different > CrowdedFrom ? to - from : different;
            from = to;
        }

        return counts;
    }
}
