using Kith.Practice.Assessments;
using Kith.Practice.Contacts;
using Kith.Practice.LookedAfter;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>Children who are looked after: legal status, homes, and where the child lived before and after.</summary>
internal sealed class CareRecords(StorySetting setting, FamilySpec spec, FamilyMaker family, SeededRandom random, SyntheticIds ids, Rows rows)
{
    /// <summary>Writes the time one child was looked after.</summary>
    public void Write(ChildFacts child, Course course, Episode episode)
    {
        if (course.CareFrom is not { } from)
        {
            return;
        }
        var id = child.Person.Id;
        var to = course.CareTo;
        var last = to ?? setting.AsAt;
        rows.CareEpisodes.Add(
            new CareEpisode
            {
                Id = ids.Next(),
                PersonId = id,
                EpisodeId = episode.Id,
                StartedOn = from,
                StartReason = "S",
                CeasedOn = to,
                CeasedReason = to is null
                    ? null
                    : course.ClosureReason switch
                    {
                        "RC1" => "E11",
                        "RC4" => "E45",
                        "RC3" => "E41",
                        _ => "E4A",
                    },
            }
        );

        // Accommodated, then an interim order, then a care order, for most.
        var orders = new List<(string Code, DateOnly From)>();
        var start = spec.Alone || random.Chance(0.55) ? "V2" : "C1";
        orders.Add((start, from));
        if (start == "V2" && !spec.Alone && random.Chance(0.55))
        {
            orders.Add(("C1", from.AddDays(random.Between(30, 130))));
        }
        if (orders[^1].Code == "C1")
        {
            orders.Add(("C2", orders[^1].From.AddDays(random.Between(180, 330))));
        }
        orders.RemoveAll(o => o.From >= last && o.From > from);
        for (var i = 0; i < orders.Count; i++)
        {
            rows.LegalStatuses.Add(
                new LegalStatus
                {
                    Id = ids.Next(),
                    PersonId = id,
                    Code = orders[i].Code,
                    From = orders[i].From,
                    To = i + 1 < orders.Count ? orders[i + 1].From : to,
                }
            );
        }

        // Moves: most children have one or two homes, some more.
        var days = last.DayNumber - from.DayNumber;
        var moves = Math.Min(days / 60, random.Days([(0, 0), (0.35, 0), (0.65, 1), (0.85, 2), (1, 5)]));
        var begin = from;
        var carers = new List<string>();
        for (var i = 0; i <= moves; i++)
        {
            var until = i == moves ? to : begin.AddDays(Math.Max(20, (last.DayNumber - begin.DayNumber) * random.Between(20, 60) / 100));
            var lastOne = i == moves;
            var older = child.AgeOn(begin) >= 15;
            var kind =
                older && random.Chance(0.3) ? random.Pick("H5", "K2", "K2")
                : lastOne && days > 500 ? random.Pick("U4", "U4", "U1", "U5")
                : random.Pick("U6", "U6", "U1", "U3", "P1");
            var carer = Names.Adult("british", random.Chance(0.8) ? "F" : "M", random);
            carers.Add(carer);
            var (line, town, code, _) = Places.Address(random, null, setting.Area);
            rows.Placements.Add(
                new Placement
                {
                    Id = ids.Next(),
                    PersonId = id,
                    StartedOn = begin,
                    EndedOn = until,
                    Kind = kind,
                    Provider =
                        kind[0] == 'U' ? random.Pick("Own provision", "Own provision", "Private provider")
                        : kind == "P1" ? "Parents or others with parental responsibility"
                        : "Private provider",
                    Postcode = code,
                    ChangeReason = i == 0 ? null : random.Pick("PLAN", "CARPL", "CREQB", "CHILD"),
                }
            );
            if (kind != "P1")
            {
                family.Address(child.Person, line, town, code, begin, until, "Placement");
            }
            begin = until ?? setting.AsAt;
        }
        child.Placements = [.. carers];
        child.Telling["foster"] = carers[^1];
        if (to is null)
        {
            child.Telling["carer"] = carers[^1];
        }
        // The family home is where the child lived until then.
        foreach (var home in rows.Addresses.Where(a => a.PersonId == id && a.Kind == "Home" && (a.To is null || a.To > from)).ToList())
        {
            if (home.From >= from)
            {
                rows.Addresses.Remove(home);
            }
            else
            {
                home.To = from;
            }
        }
        if (to is { } back && course.ClosureReason is "RC7" or "RC3" && rows.Addresses.LastOrDefault(a => a.PersonId == id && a.Kind == "Home") is { } was)
        {
            family.Address(child.Person, was.Line1!, was.Town!, was.Postcode!, to!.Value, null);
        }
    }
}
