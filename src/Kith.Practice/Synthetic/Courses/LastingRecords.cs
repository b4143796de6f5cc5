using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Synthetic.Families;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What comes of plans over time, said when the rest of a family's story is told: how children took part in meetings,
/// families' own plans looked at again, contingency plans looked at again. By a stream of chance of its own.
/// </summary>
internal sealed class LastingRecords(Rows rows, FamilyMaker family, DateOnly asAt, SeededRandom random, SyntheticIds ids)
{
    /// <summary>Writes it.</summary>
    public void Write()
    {
        TakingPart();
        BeforeCourt();
        Ties();
        foreach (var meeting in rows.FamilyMeetings.Where(m => m.HeldOn is not null).ToList())
        {
            LookAgain(meeting);
        }
        foreach (var plan in rows.Contingency.Where(p => p.EndedOn is null))
        {
            LookAgain(plan);
        }
    }

    private void TakingPart()
    {
        var children = family.Children.ToDictionary(c => c.Person.Id);
        foreach (var c in rows.Conferences.Where(c => c.HeldOn is not null))
        {
            (c.Participation, c.AdvocateOffered) = Part(children.GetValueOrDefault(c.PersonId), c.HeldOn!.Value, c.AdvocateOffered, 0.9);
        }
        foreach (var r in rows.Reviews.Where(r => r.HeldOn is not null))
        {
            (r.Participation, r.AdvocateOffered) = Part(children.GetValueOrDefault(r.PersonId), r.HeldOn!.Value, r.AdvocateOffered, 0.75);
        }
        foreach (var r in rows.CinReviews.Where(r => r.HeldOn is not null))
        {
            (r.Participation, r.AdvocateOffered) = Part(children.GetValueOrDefault(r.PersonId), r.HeldOn!.Value, null, 0.3);
        }
    }

    // A few are not written down, as in any council.
    private (string? How, bool? Advocate) Part(ChildFacts? child, DateOnly on, bool? offered, double offers)
    {
        if (child is null)
        {
            return (null, offered);
        }
        var chance = random.Unit();
        var asked = offered ?? (random.Chance(0.9) ? random.Chance(offers) : null);
        var age = child.AgeOn(on);
        if (age < 4)
        {
            return (chance < 0.9 ? "Too young" : null, age < 0 ? null : offered);
        }
        var how =
            chance < 0.07 ? null
            : child.NonVerbal ? (chance < 0.75 ? "Views read out" : "Advocate spoke")
            : age < 9
                ? chance < 0.2 ? "Came for part"
                    : chance < 0.8 ? "Views read out"
                    : "Advocate spoke"
            : chance < 0.32 ? "Came for part"
            : chance < 0.42 ? "Came"
            : chance < 0.68 ? "Views read out"
            : chance < 0.82 ? "Advocate spoke"
            : "Chose not to";
        return (how, asked);
    }

    /// <summary>How close children say that people are, for about two in three whom we work with: those whom a contingency plan names are asked there.</summary>
    private void Ties()
    {
        foreach (var child in family.Children.Where(c => c.AgeOn(asAt) >= 3 && rows.Episodes.Any(e => e.PersonId == c.Person.Id && e.ClosedOn is null)))
        {
            if (!random.Chance(0.65))
            {
                continue;
            }
            var kinds = rows
                .Relationships.Where(r => r.OtherId == child.Person.Id && (r.To is null || r.To > asAt))
                .GroupBy(r => r.PersonId)
                .Select(g => (Person: g.Key, g.First().Kind));
            var named = rows.ContingencySteps.Where(s => s.PersonId == child.Person.Id).Select(s => s.OtherId).ToHashSet();
            foreach (var (person, kind) in kinds)
            {
                if (named.Contains(person) || rows.Ties.Any(t => t.PersonId == child.Person.Id && t.OtherId == person) || random.Chance(0.15))
                {
                    continue;
                }
                var near = kind is RelationshipKind.Parent or RelationshipKind.Sibling or RelationshipKind.HalfSibling or RelationshipKind.Grandparent;
                rows.Ties.Add(
                    new NetworkTie
                    {
                        Id = ids.Next(),
                        PersonId = child.Person.Id,
                        OtherId = person,
                        NamedByChild = random.Chance(near ? 0.7 : 0.4),
                        Closeness = near
                            ? random.Pick(Closeness.VeryClose, Closeness.VeryClose, Closeness.Close, Closeness.Close, Closeness.Some, Closeness.Difficult)
                            : random.Pick(Closeness.Close, Closeness.Some, Closeness.Some, Closeness.Distant, Closeness.Difficult),
                        ContactHow = random.Pick("Every day", "Most days", "By phone at the weekend", "In the holidays", "Now and then"),
                    }
                );
            }
        }
    }

    // Most families are offered their own meeting before court; for a few it is still to be done, or was not done, and why.
    private void BeforeCourt()
    {
        foreach (var p in rows.PreProceedings.Where(p => p is { EndedOn: null, FamilyMeetingHeldOn: null, Source: null }))
        {
            var chance = random.Unit();
            if (chance >= 0.45 || rows.FamilyMeetings.Any(m => m.PersonId == p.PersonId && m.Kind == FamilyMeetingKind.GroupDecision && m.On >= p.DecidedOn))
            {
                continue;
            }
            (p.FamilyMeetingOfferedOn, p.MeetingOffered) = (null, null);
            p.FamilyMeetingNotHeldReason = chance < 0.18 ? "The family lives in two countries and asked to talk first with each side alone. We ask again in a month." : null;
        }
    }

    private void LookAgain(FamilyMeeting meeting)
    {
        if (meeting.ReviewedOn is not { } on || meeting.ReviewNote is not { } note)
        {
            return;
        }
        // In about half of the families that we still work with, the plan is looked at every few months.
        var goes = family.Children.Any(c => c.Person.Id == meeting.PersonId) && rows.Episodes.Any(e => e.PersonId == meeting.PersonId && e.ClosedOn is null) && random.Chance(0.55);
        var holds = random.Chance(0.85);
        for (var i = 0; ; i++)
        {
            var next = on.AddDays(random.Between(70, 100));
            var again = goes && (next < asAt.AddDays(-12) || i == 0 || next >= asAt.AddDays(-12));
            rows.FamilyPlanReviews.Add(
                new FamilyPlanReview
                {
                    Id = ids.Next(),
                    PersonId = meeting.PersonId,
                    MeetingId = meeting.Id,
                    On = on,
                    Holds = holds || again is false,
                    Note = note,
                    NextOn = again ? next : null,
                }
            );
            if (!again)
            {
                return;
            }
            if (next >= asAt.AddDays(-12))
            {
                (meeting.ReviewedOn, meeting.ReviewOn) = (null, next);
                return;
            }
            (on, holds) = (next, true);
            note = random.Pick("It still holds. We changed who rings on Sundays.", "We are keeping to it. It is easier now.", "Mostly. We asked for help with the fares.");
            meeting.ReviewNote = note;
            meeting.ReviewedOn = on;
        }
    }

    private void LookAgain(ContingencyPlan plan)
    {
        // Made long ago and looked at since, as the plan itself says: a few are late, and by weeks, not by years.
        if (plan.ReviewOn is { } due && due < asAt.AddDays(-20))
        {
            var looked = WorkingDayCalendar.England.OnOrBefore(asAt.AddDays(-random.Between(8, 120)));
            plan.LookedAtOn = looked > plan.MadeOn ? looked : plan.MadeOn;
            plan.LookedAtNote = random.Pick(
                "Asked those who are named, and the children. It still holds.",
                "Rang round: the numbers are right, the key is where it was.",
                "Went through it at the core group. Nothing has changed."
            );
            plan.ReviewOn = plan.LookedAtOn.Value.AddDays(random.Between(84, 126));
        }
    }
}
