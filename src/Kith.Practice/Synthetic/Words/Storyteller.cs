using System.Globalization;
using Kith.Practice.Synthetic.Courses;
using Kith.Practice.Synthetic.Families;

namespace Kith.Practice.Synthetic.Words;

/// <summary>Writes the texts of a family's records from what is known of them, and never the same long text twice.</summary>
internal sealed class Storyteller
{
    private const int Long = 60;
    private static readonly string[] AgeTags = ["unborn", "baby", "toddler", "primary", "teen", "school"];
    private readonly SeededRandom random;
    private readonly HashSet<string> told = [];
    private readonly Dictionary<ChildFacts, ulong> lasting = [];

    public Storyteller(FamilyMaker family, SeededRandom random)
    {
        this.random = random;
        var pet = random.Chance(0.45)
            ? (
                Name: random.Pick("Bailey", "Milo", "Poppy", "Rocky", "Luna", "Oscar", "Tilly", "Rex", "Smudge", "Coco", "Buddy", "Ginger", "Nala", "Patch"),
                Kind: random.Pick("dog", "dog", "cat", "cat", "rabbit", "hamster", "guinea pig", "parrot")
            )
            : default;
        foreach (var child in family.Children)
        {
            var t = child.Telling;
            var p = child.Person;
            var (he, him, his, himself, was) =
                p.Pronouns == "they/them" || p.Sex == "U" ? ("they", "them", "their", "themselves", "were")
                : p.Sex == "F" ? ("she", "her", "her", "herself", "was")
                : ("he", "him", "his", "himself", "was");
            t["child"] = p.KnownAs ?? p.GivenName ?? "the baby";
            t["he"] = he;
            t["him"] = him;
            t["his"] = his;
            t["himself"] = himself;
            t["was"] = was;
            t["mum"] = family.Mother?.GivenName;
            t["carername"] = family.Mother?.GivenName;
            t["carer"] = family.Mother is null ? null : "Mum";
            t["dad"] = family.Father?.GivenName;
            t["partner"] = family.Partner?.GivenName;
            t["gran"] = family.Grandmother is { } gran ? $"{random.Pick("Nan", "Gran", "Grandma")} {gran.GivenName}" : null;
            t["relative"] = family.Relative is { } r ? $"{(r.Sex == "F" ? "Aunt" : "Uncle")} {r.GivenName}" : null;
            var others = family.Children.Where(c => c != child && c.Person.GivenName is not null).Select(c => c.Person.KnownAs ?? c.Person.GivenName!).ToList();
            t["sib"] = others.FirstOrDefault();
            t["sibs"] =
                others.Count == 0 ? null
                : others.Count == 1 ? others[0]
                : $"{string.Join(", ", others.SkipLast(1))} and {others[^1]}";
            t["pet"] = pet.Name is null ? null : $"{pet.Name} the {pet.Kind}";
            t["petname"] = pet.Name;
            t["town"] = family.Town;
            t["friend"] = Names.Child("british", random.Chance(0.5) ? "F" : "M", random);
            t["teacher"] = $"{random.Pick("Mrs", "Mr", "Miss", "Ms")} {Names.Family("british", random)}";
            t.Tags = 0;
            Mark(t, "sibs", others.Count > 0);
            Mark(t, "disabled", child.Disabled);
            Mark(t, "nonverbal", child.NonVerbal);
            Mark(t, "autism", child.Autism);
            Mark(t, "wheelchair", child.Wheelchair);
            Mark(t, "interpreter", family.Interpreter);
            Mark(t, "uasc", family.Mother is null);
            lasting[child] = t.Tags;
            SetAge(child, child.Born.AddYears(6));
            t["food"] = Grammar.English.Write("food", t);
            t["aid"] = child.Disabled ? Grammar.English.Write("aid", t) : null;
            t["health"] = Grammar.English.Write("health", t);
        }
    }

    /// <summary>Makes a child's telling ready for a day and a course; the tags named are added.</summary>
    public Telling On(ChildFacts child, DateOnly on, Course? course, ReadOnlySpan<string> tags = default, string? worker = null, string? manager = null)
    {
        var t = child.Telling;
        t.Tags = lasting[child];
        SetAge(child, on);
        var young = child.AgeOn(on) < 4 ? 0 : 1;
        // Favourite things stay for a year or so.
        if (t["toy"] is null || young != 0 && random.Chance(0.03) || t["hobby"] is null)
        {
            t["toy"] = Grammar.English.Write("toy", t);
            t["hobby"] = Grammar.English.Write("hobby", t);
        }
        if (course is not null)
        {
            Mark(t, course.Worry, true);
            Mark(t, SourceTag(course.Source), true);
            Mark(t, "exploitation", child.Exploited);
        }
        foreach (var tag in tags)
        {
            Mark(t, tag, true);
        }
        t["worker"] = First(worker);
        t["manager"] = First(manager);
        t["date"] = Day(on.AddDays(-random.Between(1, 13)));
        t["next"] = Day(on.AddDays(random.Between(6, 27)));
        var since = on.AddDays(-random.Between(50, 330));
        t["since"] = since.ToString(since.Year == on.Year ? "MMMM" : "MMMM yyyy", CultureInfo.InvariantCulture);
        t["week"] = random.Pick("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday");
        t["visitcount"] = random.Pick("two", "three", "four");
        return t;
    }

    /// <summary>A text by a rule for a child made ready by <see cref="On"/>.</summary>
    public string Write(string rule, Telling about)
    {
        var text = Grammar.English.Write(rule, about);
        for (var i = 0; i < 4 && text.Length > Long && !told.Add(text); i++)
        {
            text = Grammar.English.Write(rule, about);
            if (i == 3 && !told.Add(text))
            {
                text = $"As it stood on {about["date"]}: {text}";
            }
        }
        return text;
    }

    /// <summary>
    /// What a child said, however short: nobody else in the family is given the same words, and the child not twice.
    /// Empty when everything that fits has been said.
    /// </summary>
    public string Speak(string rule, Telling about)
    {
        for (var i = 0; i < 12; i++)
        {
            var text = Grammar.English.Write(rule, about);
            if (text.Length > 0 && told.Add(text))
            {
                return text;
            }
        }
        return "";
    }

    public static string Day(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);

    private void SetAge(ChildFacts child, DateOnly on)
    {
        var t = child.Telling;
        foreach (var tag in AgeTags)
        {
            Mark(t, tag, false);
        }
        if (child.UnbornOn(on))
        {
            Mark(t, "unborn", true);
            t["school"] = null;
            t["year"] = null;
            return;
        }
        var age = child.AgeOn(on);
        Mark(
            t,
            age < 1 ? "baby"
                : age < 4 ? "toddler"
                : age < 12 ? "primary"
                : "teen",
            true
        );
        var started = on.Month >= 9 ? on.Year : on.Year - 1;
        var year = started - (child.Born.Month >= 9 ? child.Born.Year + 1 : child.Born.Year) - 4;
        t["school"] =
            year < 0
                ? age >= 2
                    ? child.Nursery
                    : null
                : year <= 6
                    ? child.Primary
                    : child.Secondary;
        t["year"] = year switch
        {
            < 0 => null,
            0 => "Reception",
            <= 13 => $"Year {year}",
            _ => null,
        };
        t["age"] = age.ToString(CultureInfo.InvariantCulture);
        Mark(t, "school", year is >= 0 and <= 11);
    }

    private static string? First(string? name) => name?.Split(' ')[0];

    private static void Mark(Telling t, string tag, bool on) => t.With(tag, on);

    private static string SourceTag(string code) =>
        code[0] switch
        {
            '6' => "police",
            '2' => "schoolsource",
            '3' => "health",
            '1' when code is "1A" or "1B" or "1C" => "familysource",
            '9' => "anonymous",
            _ => "other",
        };
}
