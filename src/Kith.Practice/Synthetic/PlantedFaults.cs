using Kith.Practice.Synthetic.Courses;
using Kith.Practice.Synthetic.Families;
using Kith.Standards.CinCensus;

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

    /// <summary>
    /// Each leaves an element out only where the file may lack it: COLLECT takes no file in that is not built as it
    /// asks, and a council whose every return is refused at the door would show little of what comes after.
    /// </summary>
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
            // The day of the assessment was taken for the day of the contact before it.
            "1103",
            (rows, _, episode, asAt) =>
            {
                if (Finished(rows, episode, asAt).FirstOrDefault(a => a.StartedOn <= episode.ReferredOn.AddDays(20)) is not { } assessment)
                {
                    return false;
                }
                assessment.StartedOn = episode.ReferredOn.AddDays(-2);
                return true;
            }
        ),
        (
            // «No factors» was ticked, and then some.
            "8869",
            (rows, _, episode, asAt) =>
            {
                if (Finished(rows, episode, asAt).FirstOrDefault(a => a.Factors.Count > 1) is not { } assessment)
                {
                    return false;
                }
                assessment.Factors[^1].Code = "21";
                return true;
            }
        ),
        ("8540", (rows, person, _, _) => person.DateOfBirth is not null && rows.Disabilities.RemoveAll(d => d.PersonId == person.Id && d.Code == "NONE") > 0),
        (
            "8790",
            (rows, person, _, _) =>
            {
                var disabilities = rows.Disabilities.Where(d => d.PersonId == person.Id && d.Code != "NONE").ToList();
                if (disabilities.Count < 2)
                {
                    return false;
                }
                disabilities[^1].Code = "NONE";
                return true;
            }
        ),
        (
            // A letter was mistyped.
            "1510",
            (_, person, _, _) =>
            {
                if (person.Upn is not { Length: 13 } upn || !char.IsAsciiDigit(upn[12]))
                {
                    return false;
                }
                person.Upn = (upn[0] == 'A' ? "B" : "A") + upn[1..];
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

    private static IEnumerable<Assessments.Assessment> Finished(Rows rows, Referrals.Episode episode, DateOnly asAt) =>
        rows.Assessments.Where(a => a.EpisodeId == episode.Id && a.PersonId == episode.PersonId && a.AuthorisedOn >= CollectionYear.Of(asAt)?.FirstDay);
}
