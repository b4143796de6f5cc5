using Kith.Practice.Children;
using Kith.Practice.Network;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Synthetic.Words;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>Who would step in if the plan fails: mostly for tonight only, the first weakness.</summary>
internal sealed class NetworkRecords(StorySetting setting, FamilyMaker family, Storyteller teller, SeededRandom random, SyntheticIds ids, Rows rows)
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;

    /// <summary>Writes the contingency plans of an involvement, and what the people in them are to the child.</summary>
    public void Write(Course course, ChildFacts child, string? worker)
    {
        if (course.NeedPlans.Count == 0 && course.PlanFrom is null && course.CareFrom is null)
        {
            return;
        }
        var strength = Enum.Parse<ContingencyStrength>(Rates.Of("strength").Draw(random));
        if (strength == ContingencyStrength.None || (!course.Open && random.Chance(0.5)))
        {
            return;
        }
        var from = course.PlanFrom ?? course.CareFrom ?? course.NeedPlans[0].From;
        var made = from.AddDays(random.Between(3, 45));
        var last = course.Closed ?? setting.AsAt;
        if (made > last)
        {
            made = from;
        }
        if (made > last)
        {
            return;
        }
        var versions = last.DayNumber - made.DayNumber > 260 && random.Chance(0.4) ? 2 : 1;
        ContingencyPlan? before = null;
        for (var i = 0; i < versions; i++)
        {
            var on = i == 0 ? made : Calendar.OnOrBefore(last.AddDays(-random.Between(20, 150)));
            // An earlier edition is never stronger than the last.
            var plan = Plan(course, child, on, i == versions - 1 ? strength : ContingencyStrength.ImmediateOnly, worker, standing: i == versions - 1 && course.Open);
            if (before is not null)
            {
                before.EndedOn = on;
            }
            before = plan;
        }
        if (course.Closed is { } closed && before is not null)
        {
            before.EndedOn = closed;
        }
    }

    private ContingencyPlan Plan(Course course, ChildFacts child, DateOnly on, ContingencyStrength strength, string? worker, bool standing)
    {
        var t = teller.On(child, on, course, [course.CareFrom is not null && on >= course.CareFrom ? "lac" : "cin"], worker);
        var longer = strength is ContingencyStrength.LongTermUnverified or ContingencyStrength.LongTermVerified ? teller.Write("con.long", t) : "";
        var lasting = longer.Length > 0 ? Named(longer) : null;
        var ready = strength == ContingencyStrength.LongTermVerified && lasting is not null;
        var plan = new ContingencyPlan
        {
            Id = ids.Next(),
            PersonId = child.Person.Id,
            MadeOn = on,
            Triggers = teller.Write("con.trigger", t),
            ChildView =
                (ready || random.Chance(0.35)) && !child.NonVerbal && child.AgeOn(on) >= 4 ? teller.Write("con.child", t)
                : ready ? teller.Write("con.shown", t)
                : null,
            ReviewOn = on.AddDays(random.Between(90, 182)),
        };
        rows.Contingency.Add(plan);
        Step(plan, Horizon.Tonight, teller.Write("con.tonight", t), null);
        if (random.Chance(0.3) && teller.Write("con.weeks", t) is { Length: > 0 } weeks)
        {
            Step(plan, Horizon.Weeks, weeks, null);
        }
        if (longer.Length > 0)
        {
            var step = Step(plan, Horizon.LongTerm, longer, lasting);
            if (ready)
            {
                step.AgreedOn = on;
                step.Viability = Viability.Positive;
                step.ViabilityOn = on.AddDays(-random.Between(1, 30));
                step.LegalRoute =
                    lasting == family.Father ? LegalRoute.Parent : random.Pick(LegalRoute.SpecialGuardianship, LegalRoute.KinshipFoster, LegalRoute.ChildArrangementsOrder);
            }
            else if (random.Chance(0.5))
            {
                step.Viability = Viability.UnderWay;
            }
        }
        if (standing)
        {
            foreach (var other in rows.ContingencySteps.Where(s => s.PlanId == plan.Id).Select(s => s.OtherId).OfType<Guid>().Distinct().ToList())
            {
                Tie(child, other, on, ready && other == lasting!.Id);
                if (!ready && random.Chance(0.04) && rows.Circumstances.All(c => c.PersonId != other))
                {
                    Change(course, child, other, on, worker);
                }
            }
        }
        return plan;
    }

    private ContingencyStep Step(ContingencyPlan plan, Horizon horizon, string what, Person? who)
    {
        who ??= Named(what);
        var step = new ContingencyStep
        {
            Id = ids.Next(),
            PersonId = plan.PersonId,
            PlanId = plan.Id,
            Horizon = horizon,
            Position = 0,
            OtherId = who?.Id,
            Who = who is null ? Subject(what, horizon) : null,
            What = what,
            AgreedOn = who is not null && random.Chance(0.6) ? plan.MadeOn : null,
        };
        if (who is not null)
        {
            ContingencyFacts.Know(step, new Dictionary<Guid, NamedPerson> { [who.Id] = Known(who) });
        }
        rows.ContingencySteps.Add(step);
        return step;
    }

    /// <summary>Whom a text is about where nobody of the family on record is meant: «Auntie Bev» of «Auntie Bev has said yes».</summary>
    internal static string Subject(string text, Horizon horizon = Horizon.Tonight)
    {
        if (text.Contains("next door", StringComparison.Ordinal))
        {
            return "The neighbours";
        }
        if (text.StartsWith("Ring ", StringComparison.Ordinal))
        {
            return "A friend's mum";
        }
        var verb = new[] { " has ", " would ", " can ", " could ", " comes ", " takes ", " stays ", " will " }
            .Select(v => text.IndexOf(v, StringComparison.Ordinal))
            .Where(at => at > 0)
            .DefaultIfEmpty(-1)
            .Min();
        // A service can be there tonight; for the years to come it is always a person.
        return verb > 0 ? text[..verb]
            : horizon == Horizon.Tonight ? "Emergency duty team"
            : horizon == Horizon.Weeks ? "Short breaks carers"
            : "Someone of the family, not yet named";
    }

    private void Tie(ChildFacts child, Guid other, DateOnly on, bool ready)
    {
        if (rows.Ties.Any(t => t.PersonId == child.Person.Id && t.OtherId == other))
        {
            return;
        }
        var asked = ready || random.Chance(0.55);
        rows.Ties.Add(
            new NetworkTie
            {
                Id = ids.Next(),
                PersonId = child.Person.Id,
                OtherId = other,
                NamedByChild = random.Chance(0.6),
                Closeness = random.Pick(Closeness.VeryClose, Closeness.Close, Closeness.Close, Closeness.Some),
                ContactHow = random.Pick("Most days", "Sunday dinner", "By phone at the weekend", "In the holidays", "Stays over every other weekend"),
                Willing =
                    !asked ? Willingness.NotAsked
                    : random.Chance(0.75) ? Willingness.Yes
                    : Willingness.WithHelp,
                ConsentOn = asked ? on : null,
                Safety = asked ? ContactSafety.Safe : ContactSafety.NotKnown,
                Checks = ready ? CheckOutcome.Clear : random.Pick(CheckOutcome.NotDone, CheckOutcome.NotDone, CheckOutcome.UnderWay),
                ChecksOn = ready ? on.AddDays(-random.Between(1, 20)) : null,
                ChecksUntil = ready ? on.AddYears(2) : null,
            }
        );
    }

    /// <summary>Something changed for someone after the plan was made, and nobody has looked at the plan since.</summary>
    private void Change(Course course, ChildFacts child, Guid other, DateOnly made, string? worker)
    {
        var day = setting.AsAt.AddDays(-random.Between(1, 9));
        if (day <= made)
        {
            return;
        }
        var t = teller.On(child, day, course, ["cin"], worker);
        rows.Circumstances.Add(
            new Circumstance
            {
                Id = ids.Next(),
                PersonId = other,
                On = day,
                Kind = CircumstanceKind.Health,
                Note = teller.Write("con.change", t),
            }
        );
    }

    private NamedPerson Known(Person person) => ContingencyFacts.Of(person.Id, person.DateOfDeath, rows.Addresses.Where(a => a.PersonId == person.Id), []);

    /// <summary>The person of the family whom a text names first; those who care for the child now are not who steps in.</summary>
    private Person? Named(string text) =>
        new[] { family.Grandmother, family.Relative, family.Father == family.Partner ? null : family.Father }
            .OfType<Person>()
            .Select(p => (Person: p, At: p.GivenName is { } name ? text.IndexOf(name, StringComparison.Ordinal) : -1))
            .Where(p => p.At >= 0)
            .OrderBy(p => p.At)
            .Select(p => p.Person)
            .FirstOrDefault();
}
