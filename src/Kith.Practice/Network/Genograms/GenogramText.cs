using System.Globalization;
using Kith.Standards.Calendar;

namespace Kith.Practice.Network.Genograms;

/// <summary>The drawing in sentences: everyone, every line and every home, and nothing else.</summary>
internal sealed class GenogramText(FamilyGraph graph, GenogramRows rows, Kinship kinship, int from, int index)
{
    public List<SceneSentence> Sentences(IReadOnlyList<SceneHome> homes)
    {
        var said = new List<SceneSentence>();
        foreach (var row in rows.Rows)
        {
            said.AddRange(row.Where(rows.IsPerson).Select(i => new SceneSentence(["person:" + graph.People[i].Id], Person(i))));
        }
        foreach (var union in graph.Unions)
        {
            said.AddRange(Union(union));
        }
        foreach (var wire in rows.Wires.Where(w => w.Tie is not null))
        {
            var tie = wire.Tie!;
            said.Add(
                new(
                    [wire.Key],
                    tie.Kind == TieKind.Carer ? $"{Name(tie.A)} cares for {Name(tie.B)}."
                        : tie.Kind is TieKind.Sibling or TieKind.HalfSibling or TieKind.StepSibling
                            ? $"{Name(tie.A)} is a {Kind(tie.Kind)} of {Name(tie.B)}; their parents are not on record."
                        : $"{Name(tie.A)} is {tie.Word} of {Name(tie.B)}; through whom is not on record."
                )
            );
        }
        foreach (var bracket in rows.Brackets)
        {
            said.Add(new([bracket.Key], $"{List(bracket.Members.Order(Comparer<int>.Create(graph.ByAge)))} are {Kind(bracket.Kind)}s; the parents they share are not on record."));
        }
        foreach (var (ids, identical) in graph.Twins)
        {
            var word = ids.Count switch
            {
                2 => "twins",
                3 => "triplets",
                4 => "quadruplets",
                _ => "of one birth",
            };
            said.Add(new(["twins:" + string.Join('|', ids.Select(i => graph.People[i].Id))], $"{List(ids)} are {(identical ? "identical " : "")}{word}."));
        }
        foreach (var home in homes)
        {
            said.Add(new([home.Key], $"{home.Letter}, {home.Name}: {List(home.People.Select(graph.Of))}."));
        }
        return said;
    }

    private static string Kind(TieKind kind) =>
        kind switch
        {
            TieKind.HalfSibling => "half-sibling",
            TieKind.StepSibling => "step-sibling",
            _ => "sibling",
        };

    // Two of one name are told apart by their age, or by what they are.
    private string Name(int person)
    {
        var name = graph.People[person].Name;
        if (graph.People.Count(p => p.Name == name) == 1)
        {
            return name;
        }
        var age = graph.People[person].AgeOn(graph.Family.Today)?.ToString(CultureInfo.InvariantCulture);
        return string.Join(", ", new[] { kinship.Word(from, person), age }.Where(f => !string.IsNullOrEmpty(f))) is { Length: > 0 } which ? $"{name} ({which})" : name;
    }

    private string List(IEnumerable<int> people)
    {
        var names = people.Select(Name).ToList();
        return names.Count < 2 ? string.Concat(names) : string.Join(", ", names.SkipLast(1)) + " and " + names[^1];
    }

    private string Person(int i)
    {
        var person = graph.People[i];
        var age = person.AgeOn(graph.Family.Today);
        var facts = new List<string>();
        if (i == index)
        {
            facts.Add("the person this is about");
        }
        if (i == from && from != index)
        {
            facts.Add("seen from here");
        }
        if (kinship.Word(from, i) is { Length: > 0 } word)
        {
            facts.Add(from == index ? word : $"{word} of {Name(from)}");
        }
        switch (person.Life)
        {
            case DrawnLife.Unborn:
                facts.Add(person.Born is { } due ? "not yet born, due " + DateWords.Medium(due) : "not yet born");
                break;
            case DrawnLife.Miscarriage or DrawnLife.Stillborn:
                facts.Add(GenogramWords.Years(person));
                break;
            default:
                facts.Add(GenogramWords.Sex(person.Shape, age < 18));
                if (person.Gender is { } gender && gender != person.Sex && person.Sex != DrawnGender.NotRecorded)
                {
                    facts.Add("sex on record " + (person.Sex == DrawnGender.Man ? "male" : "female"));
                }
                if (person.Life == DrawnLife.Died)
                {
                    facts.Add((person.Died is { } died ? "died " + DateWords.Medium(died) : "died") + (age is { } at ? $" aged {at.ToString(CultureInfo.InvariantCulture)}" : ""));
                }
                else
                {
                    facts.Add(age is { } years ? years.ToString(CultureInfo.InvariantCulture) : "age not known");
                }
                break;
        }
        if (person.AdoptedAway)
        {
            facts.Add("adopted by another family");
        }
        return $"{person.Name}: {string.Join(", ", facts)}.";
    }

    private IEnumerable<SceneSentence> Union(Union union)
    {
        var parents = union.IsPair ? $"{Name(union.A)} and {Name(union.B)}" : Name(union.A);
        if (union.IsPair)
        {
            var dates = GenogramWords.CoupleDates(union.Couple);
            var steps = graph.Steps.Where(s => s.Through == union).GroupBy(s => s.Step).Select(g => $" {Name(g.Key)} is a step-parent of {List(g.Select(s => s.Child))}.");
            yield return new(
                ["couple:" + union.Key],
                union.Kind switch
                {
                    CoupleKind.Partners => $"{parents} are a couple",
                    CoupleKind.Married => union.Couple!.Civil ? $"{parents} are civil partners" : $"{parents} are married",
                    CoupleKind.Together => $"{parents} are together, not married",
                    CoupleKind.Ended => $"{parents} were a couple and no longer are",
                    CoupleKind.Separated => union.Couple!.Civil ? $"{parents} are civil partners and separated" : $"{parents} are married and separated",
                    CoupleKind.Divorced => union.Couple!.Civil ? $"{parents} were civil partners; the partnership was dissolved" : $"{parents} are divorced",
                    _ when union.Children.Count == 0 => $"{parents}: whether they are a couple is not recorded",
                    _ => $"{parents} are parents of the same child; whether they are a couple is not recorded",
                }
                    + (dates.Length > 0 ? $" ({dates})." : ".")
                    + string.Concat(steps)
            );
        }
        var hanging = rows.Hanging(union).ToList();
        if (hanging.Count > 0)
        {
            yield return new(
                [$"union:{union.Key}", .. hanging.Select(c => GenogramRows.ChildKey(union, c))],
                $"{(hanging.Count == 1 ? "Child" : "Children, oldest first,")} of {parents}: {string.Join(", ", hanging.Select(c => Name(c.Child) + How(c.Kind)))}."
            );
        }
        foreach (var child in union.Children.Except(hanging))
        {
            yield return new([GenogramRows.ChildKey(union, child)], $"{Name(child.Child)} is a child of {parents}{How(child.Kind)}.");
        }
    }

    private static string How(ParentKind kind) =>
        kind switch
        {
            ParentKind.Adopted => " (adopted)",
            ParentKind.Foster => " (fostered)",
            ParentKind.Guardian => " (special guardianship)",
            ParentKind.Step => " (stepchild)",
            _ => "",
        };
}
