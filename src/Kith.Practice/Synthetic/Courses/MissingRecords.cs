using Kith.Practice.EdgeOfCare;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What is known of each time a child was missing, and the return interview after it, said when the rest of a family's
/// story is told; and a few children who are missing today. By a stream of chance of its own, through the records' own rules.
/// </summary>
internal sealed class MissingRecords(StorySetting setting, Rows rows, FamilyMaker family, SeededRandom random, SyntheticIds ids)
{
    private static readonly string[] Places =
    [
        "Bus station",
        "Riverside flats",
        "The arcade",
        "A friend’s home",
        "Railway bridge",
        "Town park",
        "A flat on Mill Lane",
        "The retail park",
        "Grandmother’s home",
    ];
    private static readonly (string Why, string Helps, string[] Themes)[] Told =
    [
        ("I had to get away from the shouting.", "If somebody would talk to Mum with me.", ["home"]),
        ("My mates were out and I wanted to be with them.", "A later time at weekends, if I ring.", ["friends", "freedom"]),
        ("Somebody said I owed him money and had to come.", "Somebody to make it stop, not just tell me off.", ["criminal"]),
        ("He messages me and picks me up in the car.", "I want to change my number.", ["sexual", "online"]),
        ("I wanted to see my brother.", "See him every week without asking each time.", ["family"]),
        ("I can’t be in school, everybody looks.", "A place to go when it gets too loud.", ["school", "mind"]),
        ("I was drinking and did not want to go home like that.", "Being able to ring and not get told off that night.", ["substance"]),
        ("It is not home there.", "Somebody asking me before they move me.", ["placement"]),
    ];
    private static readonly string[] NotWanted =
    [
        "«I have said it all to the police already.»",
        "«I don’t want to talk about it.»",
        "«You’ll only tell Mum.»",
        "Did not come to the door twice; a card with a number was left.",
    ];

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var now = setting.AsAt;
        Apart();
        foreach (var e in rows.Missing.OrderBy(m => m.MissingFrom).ToList())
        {
            Details(e);
            Return(e);
            Listen(e);
        }
        foreach (var child in family.Children.Where(c => c.AgeOn(now) is >= 12 and < 18 && rows.Missing.Any(m => m.PersonId == c.Person.Id)))
        {
            var last = rows.Missing.Where(m => m.PersonId == child.Person.Id).Max(m => m.FoundAt) ?? DateTime.MaxValue;
            if (random.Chance(0.15) && rows.Episodes.Any(e => e.PersonId == child.Person.Id && e.ClosedOn is null) && last < LondonTime.StartOfDayUtc(now.AddDays(-2)))
            {
                var evening = now.AddDays(-1).ToDateTime(new TimeOnly(random.Between(17, 22), random.Below(12) * 5));
                var gone = new MissingEpisode
                {
                    Id = ids.Next(),
                    PersonId = child.Person.Id,
                    MissingFrom = LondonTime.ToUtc(evening),
                    Kind = MissingEpisode.IsMissing,
                    GoneFrom = GoneFrom.Home,
                    LastSeen = "Black coat, grey joggers, blue rucksack. Upset after a message on the telephone. The telephone is off.",
                    ThoughtToBe = "May be near the bus station or the Riverside flats with older friends.",
                };
                Report(gone);
                rows.Missing.Add(gone);
            }
        }
    }

    // A child is missing once at a time, and nobody came back later than now.
    private void Apart()
    {
        var end = LondonTime.StartOfDayUtc(setting.AsAt);
        foreach (var child in rows.Missing.GroupBy(m => m.PersonId).ToList())
        {
            var until = DateTime.MinValue;
            foreach (var e in child.OrderBy(m => m.MissingFrom).ThenBy(m => m.Id))
            {
                if (e.MissingFrom < until || e.FoundAt >= end)
                {
                    rows.Missing.Remove(e);
                }
                else
                {
                    until = e.FoundAt!.Value;
                }
            }
        }
    }

    private void Details(MissingEpisode e)
    {
        e.GoneFrom = e.Kind == "From placement" ? GoneFrom.Placement : random.Pick(GoneFrom.Home, GoneFrom.Home, GoneFrom.Home, GoneFrom.School, GoneFrom.FamilyOrFriends);
        // Nobody goes missing from school at night.
        if (e.GoneFrom == GoneFrom.School && LondonTime.FromUtc(e.MissingFrom).Hour >= 17)
        {
            e.GoneFrom = GoneFrom.Home;
        }
        e.Kind = e.GoneFrom == GoneFrom.Placement && random.Chance(0.2) ? MissingEpisode.IsAway : MissingEpisode.IsMissing;
        Report(e);
    }

    private void Report(MissingEpisode e)
    {
        if (e.Kind == MissingEpisode.IsMissing && random.Chance(0.92))
        {
            e.ReportedAt = e.MissingFrom.AddMinutes(random.Between(2, 24) * 5);
            if (e.FoundAt < e.ReportedAt)
            {
                e.ReportedAt = e.MissingFrom;
            }
            e.ReportedBy = e.GoneFrom == GoneFrom.Placement ? "Carer" : random.Pick("Mother", "Mother", "Father", "Grandmother", "School");
            e.PoliceReference = $"{e.MissingFrom:yyMMdd}-{random.Between(100, 999)}";
        }
    }

    private void Return(MissingEpisode e)
    {
        var found = e.FoundAt!.Value;
        e.FoundAt = null;
        new MissingCase(e, null).Return(found, random.Pick(FoundHow.CameBack, FoundHow.CameBack, FoundHow.PoliceFound, FoundHow.FamilyFound, FoundHow.CarerFound));
        e.FoundWhere = random.Chance(0.8) ? random.Pick(Places) : null;
        e.FoundWith = random.Chance(0.5) ? random.Pick("Friends from school", "Older friends", "On their own", "A man in his twenties, name not given") : null;
        e.Harm =
            random.Chance(0.08) ? HarmAway.Happened
            : random.Chance(0.12) ? HarmAway.Feared
            : HarmAway.NoneKnown;
        e.HarmWhat =
            e.Harm == HarmAway.Happened ? "Bruise to the arm; seen by a nurse, the police were told."
            : e.Harm == HarmAway.Feared ? "New clothes and a second telephone that nobody can explain."
            : null;
    }

    // Nine in ten are offered, two in three of these accepted: drawn when the episode was. Most within 72 hours, by somebody independent.
    private void Listen(MissingEpisode e)
    {
        var (found, offered, accepted) = (e.FoundAt!.Value, e.InterviewOffered == true, e.InterviewAccepted == true);
        (e.InterviewOffered, e.InterviewAccepted) = (null, null);
        var c = new MissingCase(e, null);
        var end = LondonTime.StartOfDayUtc(setting.AsAt);
        var at = found.AddHours(random.Between(3, 30));
        // What lies ahead of the last day of the story is waited for.
        if (at >= end)
        {
            return;
        }
        if (!offered)
        {
            rows.ReturnInterviews.Add(
                c.DoNotOffer(
                    random.Pick("Back within the hour and safe; spoken with by the carer.", "Moved to another council the next day; they were asked to offer it."),
                    ids.Next
                ).Interview!
            );
            return;
        }
        c = c.Offer(at, ids.Next);
        var i = c.Interview!;
        rows.ReturnInterviews.Add(i);
        if (!accepted)
        {
            var answered = at.AddHours(random.Between(0, 40));
            if (answered < end)
            {
                c.Refuse(answered, random.Pick(NotWanted));
            }
            return;
        }
        var held = found.AddHours(random.Chance(0.74) ? random.Between(34, 71) : random.Between(73, 220));
        if (held >= end)
        {
            return;
        }
        c.Hold(held);
        var (why, helps, themes) = random.Pick(Told.AsSpan());
        (i.Why, i.WhatWouldHelp, i.Themes) = (why, helps, string.Join(',', MissingWords.Themes.Keys.Where(themes.Contains)));
        i.WhatHappened = e.FoundWhere is null ? null : $"Was at: {e.FoundWhere}. {e.FoundWith}".Trim();
        i.PassedOn = random.Chance(0.3) ? "To the police, about the adult who was there" : null;
        var day = LondonTime.DateOf(held);
        var listener = random.Chance(0.35) ? null : setting.Council.Someone(setting.Council.TeamFor(TeamKind.Exploitation, 0), day, random);
        var with = rows.Allocations.Where(a => a.PersonId == e.PersonId).ToList();
        var managers = setting.Council.Workers.ToDictionary(w => w.Id, w => w.LineManagerId);
        if (listener is null)
        {
            (i.HeldByName, i.HeldByOrganisation, i.Independent) = (random.Pick("Ros Keane", "Dele Akin", "Mari Pugh"), "Listening Ear return interviews", true);
        }
        else
        {
            var because = Independence.Why(listener.Id, with, managers, LondonTime.DateOf(e.MissingFrom), day);
            (i.HeldById, i.HeldByName, i.Independent) = (listener.Id, listener.Name, because is null);
            i.NotIndependentWhy = because is null ? null : "Asked for somebody they knew.";
        }
    }
}
