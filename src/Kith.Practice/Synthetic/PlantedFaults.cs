using Kith.Practice.Synthetic.Courses;
using Kith.Practice.Synthetic.Families;

namespace Kith.Practice.Synthetic;

/// <summary>A fault that was put into a synthetic record on purpose: on whom, which census rule finds it, since when.</summary>
public sealed record PlantedFault(Guid PersonId, string? LaChildId, string Rule, DateOnly Since);

/// <summary>
/// Faults of the kind that busy people make, in a few records of a synthetic council, so that a demonstration has data
/// to fix. Everything else in its return is without errors, and a test holds it to that.
/// </summary>
internal static class PlantedFaults
{
    private const double Share = 0.03;

    public static void Plant(Rows rows, FamilySpec spec, Course? last, long seed, DateOnly asAt)
    {
        if (last is not { Open: true } || last.Path is CoursePath.Referred)
        {
            return;
        }
        // A stream of chance of its own: planting changes nothing else in the story.
        var random = new SeededRandom(seed, 40_000_000L + spec.Index);
        if (!random.Chance(spec.Demo is null ? Share : 0.4))
        {
            return;
        }
        var first = random.Below(Kinds.Length);
        for (var i = 0; i < Kinds.Length; i++)
        {
            var (rule, plant) = Kinds[(first + i) % Kinds.Length];
            foreach (var episode in rows.Episodes.Where(e => e.IsOpen))
            {
                var person = rows.People.First(p => p.Id == episode.PersonId);
                if (plant(rows, person, episode, asAt))
                {
                    rows.Planted.Add(new PlantedFault(person.Id, person.LaChildId, rule, asAt.AddDays(-random.Between(1, 75))));
                    return;
                }
            }
        }
    }

    private static readonly (string Rule, Func<Rows, Children.Person, Referrals.Episode, DateOnly, bool> Plant)[] Kinds =
    [
        (
            "8610",
            (_, _, episode, _) =>
            {
                episode.PrimaryNeed = null;
                return true;
            }
        ),
        (
            "8866",
            (_, _, episode, _) =>
            {
                episode.SourceCode = null;
                return true;
            }
        ),
        (
            "4220",
            (_, person, _, _) =>
            {
                person.Ethnicity = null;
                return true;
            }
        ),
        ("8540", (rows, person, _, _) => person.DateOfBirth is not null && rows.Disabilities.RemoveAll(d => d.PersonId == person.Id && d.Code == "NONE") > 0),
        (
            "8730",
            (rows, person, episode, _) =>
            {
                if (rows.ProtectionPlans.FirstOrDefault(p => p.PersonId == person.Id && p.EpisodeId == episode.Id && p.EndedOn is null) is not { } plan)
                {
                    return false;
                }
                plan.PreviousPlans = null;
                return true;
            }
        ),
        (
            "8905",
            (rows, person, episode, _) =>
            {
                if (rows.ProtectionPlans.FirstOrDefault(p => p.PersonId == person.Id && p.EpisodeId == episode.Id && p.EndedOn is null) is not { } plan)
                {
                    return false;
                }
                plan.InitialCategory = null;
                return true;
            }
        ),
        (
            "8770Q",
            (_, person, _, asAt) =>
            {
                if (person.DateOfBirth is not { } born || born > asAt.AddYears(-8))
                {
                    return false;
                }
                person.Upn = null;
                person.UpnUnknown = null;
                return true;
            }
        ),
    ];
}
