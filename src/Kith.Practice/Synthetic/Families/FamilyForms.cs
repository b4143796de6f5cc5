using Kith.Practice.Children;

namespace Kith.Practice.Synthetic.Families;

/// <summary>
/// Marriages, partings, adoptions and twins of a family, said of relationships that are there already. By a stream of
/// chance of its own, so that everything else of the council stays as it was.
/// </summary>
internal sealed class FamilyForms(FamilyMaker family, SeededRandom random, SyntheticIds ids, Rows rows, DateOnly asAt)
{
    /// <summary>Writes them.</summary>
    public void Write()
    {
        foreach (var pair in rows.Relationships.GroupBy(r => r.PairId).Select(g => g.ToList()).ToList())
        {
            var one = pair[0];
            if (one.Kind is RelationshipKind.Partner or RelationshipKind.FormerPartner)
            {
                Couple(pair);
            }
            else if (one.Kind == RelationshipKind.Sibling && Children(one) is ({ } a, { } b) && a.Born == b.Born)
            {
                Say(pair, a.Person.Sex == b.Person.Sex && random.Chance(0.3) ? RelationshipForm.IdenticalTwins : RelationshipForm.Twins, null);
            }
        }
        if (family.Partner is { } step && step != family.Father && random.Chance(0.09))
        {
            AdoptedByStepParent(step);
        }
        if (family.Mother is { DateOfBirth: { } born } mother && family.Children.Count > 0 && random.Chance(0.02))
        {
            AdoptedByOthers(mother, born);
        }
    }

    private void Couple(List<Relationship> pair)
    {
        var (one, other) = (Person(pair[0].PersonId), Person(pair[0].OtherId));
        var grown = new[] { one.DateOfBirth, other.DateOfBirth }.Max() is { } younger ? younger.AddYears(19) : (DateOnly?)null;
        var old = grown < asAt.AddYears(-28);
        if (pair[0].Kind == RelationshipKind.FormerPartner)
        {
            if (!random.Chance(0.34) || pair[0].To is not { } parted || grown is not { } adults || adults >= parted.AddDays(-400))
            {
                return;
            }
            Say(pair, RelationshipForm.Married, Between(Later(adults, parted.AddYears(-9)), parted.AddDays(-300)));
            if (parted.AddDays(random.Between(260, 900)) is var divorced && divorced <= asAt && random.Chance(0.7))
            {
                pair.ForEach(r => r.DissolvedOn = divorced);
            }
            return;
        }
        if (random.Chance(old ? 0.8 : 0.42) && grown is { } of && of < asAt.AddDays(-200))
        {
            var from = pair[0].From is { } began ? Later(began, of) : of;
            Say(
                pair,
                !old && random.Chance(0.04) ? RelationshipForm.CivilPartnership : RelationshipForm.Married,
                from < asAt.AddDays(-60) ? Between(from, Earlier(from.AddYears(6), asAt.AddDays(-30))) : null
            );
        }
        else if (!old && random.Chance(0.8))
        {
            Say(pair, RelationshipForm.LivingTogether, null);
        }
    }

    /// <summary>A mother's husband adopted her children; their father by birth stays on the record without parental responsibility.</summary>
    private void AdoptedByStepParent(Person step)
    {
        var married = rows.Relationships.Where(r => r.Kind == RelationshipKind.Partner && r.PersonId == family.Mother!.Id && r.OtherId == step.Id).ToList();
        if (married is not [{ From: { } together }])
        {
            return;
        }
        foreach (var child in family.Children.Where(c => c.Born < asAt.AddYears(-5)))
        {
            var on = Between(Later(child.Born.AddDays(200), together.AddDays(60)), asAt.AddDays(-40));
            if (on >= asAt)
            {
                continue;
            }
            foreach (var link in rows.Relationships.Where(r => (r.PersonId == step.Id && r.OtherId == child.Person.Id) || (r.PersonId == child.Person.Id && r.OtherId == step.Id)))
            {
                link.Kind = link.PersonId == step.Id ? RelationshipKind.Parent : RelationshipKind.Child;
                link.ParentalResponsibility = link.PersonId == step.Id;
                (link.Form, link.FormedOn) = (RelationshipForm.Adopted, on);
            }
            foreach (var birth in rows.Relationships.Where(r => r.PersonId == child.FatherId && r.OtherId == child.Person.Id))
            {
                birth.ParentalResponsibility = false;
            }
        }
        foreach (var r in rows.Relationships.Where(r => r.PairId == married[0].PairId && r.Form != RelationshipForm.CivilPartnership))
        {
            (r.Form, r.FormedOn) = (RelationshipForm.Married, r.FormedOn ?? together.AddDays(30));
        }
    }

    /// <summary>An older child of the mother was adopted by another family years ago.</summary>
    private void AdoptedByOthers(Person mother, DateOnly motherBorn)
    {
        var first = family.Children.Min(c => c.Born);
        var born = Earlier(first.AddDays(-random.Between(420, 1500)), asAt.AddYears(-3));
        if (born < motherBorn.AddYears(16))
        {
            return;
        }
        var adopted = born.AddDays(random.Between(400, 900));
        var name = Names.Family("british", random);
        var sex = random.Pick("F", "M");
        var child = Add(Names.Child("british", sex, random), name, sex, born);
        var (one, other) = (
            Add(Names.Adult("british", "F", random), name, "F", born.AddYears(-random.Between(30, 40))),
            Add(Names.Adult("british", "M", random), name, "M", born.AddYears(-random.Between(31, 42)))
        );
        Pair(mother, RelationshipKind.Parent, child, null, null);
        foreach (var sibling in family.Children)
        {
            Pair(child, RelationshipKind.HalfSibling, sibling.Person, null, null);
        }
        foreach (var adopter in new[] { one, other })
        {
            Pair(adopter, RelationshipKind.Parent, child, RelationshipForm.Adopted, adopted, responsible: true);
        }
        Pair(one, RelationshipKind.Partner, other, RelationshipForm.Married, born.AddYears(-random.Between(1, 6)));
    }

    private Person Add(string given, string last, string sex, DateOnly born)
    {
        var person = new Person
        {
            Id = ids.Next(),
            GivenName = given,
            FamilyName = last,
            Sex = sex,
            DateOfBirth = born,
            SortName = PersonNames.Sort(given, last, null),
        };
        rows.People.Add(person);
        return person;
    }

    private void Pair(Person who, RelationshipKind kind, Person other, RelationshipForm? form, DateOnly? formed, bool responsible = false)
    {
        var pair = ids.Next();
        foreach (var (one, two, what, holds) in new[] { (who, other, kind, responsible), (other, who, kind.Inverse(), false) })
        {
            rows.Relationships.Add(
                new Relationship
                {
                    Id = ids.Next(),
                    PairId = pair,
                    PersonId = one.Id,
                    OtherId = two.Id,
                    Kind = what,
                    ParentalResponsibility = holds,
                    Form = form,
                    FormedOn = formed,
                }
            );
        }
    }

    private static void Say(List<Relationship> pair, RelationshipForm form, DateOnly? on) =>
        pair.ForEach(r =>
        {
            (r.Form, r.FormedOn) = (form, on);
        });

    private (ChildFacts? A, ChildFacts? B) Children(Relationship r) =>
        (family.Children.FirstOrDefault(c => c.Person.Id == r.PersonId), family.Children.FirstOrDefault(c => c.Person.Id == r.OtherId));

    private Person Person(Guid id) => rows.People.First(p => p.Id == id);

    private DateOnly Between(DateOnly from, DateOnly to) => to <= from ? from : from.AddDays(random.Between(0, to.DayNumber - from.DayNumber));

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
