using Kith.Matching;
using Kith.Practice.Search;
using Kith.Practice.Synthetic;

namespace Kith.UnitTests.Matching;

/// <summary>Who is who, within a file and between two, learnt from the file alone.</summary>
public sealed class LinkerTests
{
    private static readonly Lazy<(List<LabelledPerson> People, LinkedPeople Found)> Council = new(() =>
    {
        var people = LabelledPeople.Make(4000, 3);
        return (people, new Linker(2).Within(Prepared(people)));
    });

    [Fact]
    public void Most_pairs_of_a_file_are_found_and_hardly_any_is_wrong()
    {
        var (people, found) = Council.Value;
        var (precision, recall) = Accuracy(people, found);
        Assert.True(precision >= 0.97, $"precision {precision:0.0000}");
        Assert.True(recall >= 0.93, $"recall {recall:0.0000}");
    }

    [Fact]
    public void Twins_are_two_people()
    {
        var people = LabelledPeople.Make(4000, 5, new LabelledKind(Twins: 0.2));
        var found = new Linker(2).Within(Prepared(people));
        var twins = people
            .Select((p, i) => (p.Facts, p.Person, i))
            .Where(p => p.Facts is { DateOfBirth: not null, Given: not null })
            .GroupBy(p => (p.Facts.DateOfBirth, p.Facts.Family, p.Facts.Postcode))
            .Sum(g => g.Select(p => p.Person).Distinct().Count() - 1);
        var joined = found.Links.Count(l =>
            people[l.Left].Person != people[l.Right].Person
            && people[l.Left].Facts is var a
            && people[l.Right].Facts is var b
            && (a.DateOfBirth, a.Family) == (b.DateOfBirth, b.Family)
            && a is { DateOfBirth: not null, Given: not null }
            && b.Given is not null
        );
        Assert.InRange(twins, 150, 2000);
        Assert.True(joined <= twins / 50, $"{joined} of {twins} twins were joined");
    }

    [Fact]
    public void The_order_and_the_number_of_threads_change_nothing()
    {
        var (people, found) = Council.Value;
        var alone = new Linker(1).Within(Prepared(people));
        Assert.Equal(found.Links, alone.Links);

        var turned = Enumerable.Reverse(people).ToList();
        var other = new Linker(2).Within(Prepared(turned)).Links.Select(l => (people.Count - 1 - l.Right, people.Count - 1 - l.Left)).ToHashSet();
        var same = found.Links.Count(l => other.Contains((l.Left, l.Right)));
        // What strangers have in common is learnt from pairs drawn by place: a pair on the very edge may fall either way.
        Assert.InRange(same, found.Links.Count * 0.995, found.Links.Count);
    }

    [Fact]
    public void Each_pair_comes_once_with_the_lower_place_first()
    {
        var links = Council.Value.Found.Links;
        Assert.All(links, l => Assert.True(l.Left < l.Right));
        Assert.Equal(links.Count, links.Select(l => (l.Left, l.Right)).Distinct().Count());
        Assert.All(links, l => Assert.InRange(l.Probability, 0, 1));
    }

    [Fact]
    public void Between_two_files_only_pairs_across_are_links()
    {
        var all = LabelledPeople.Make(3000, 9, new LabelledKind(Again: 0.4));
        var first = all.Where((_, i) => i % 2 == 0).ToList();
        List<LabelledPerson> people = [.. first, .. all.Where((_, i) => i % 2 == 1)];
        var found = new Linker(2).Between(Prepared(people), first.Count);
        Assert.All(found.Links, l => Assert.True(l.Left < first.Count && l.Right >= first.Count));
        var truth = Pairs(people).Where(p => p.Left < first.Count && p.Right >= first.Count).ToHashSet();
        var right = found.Links.Count(l => truth.Contains((l.Left, l.Right)));
        Assert.True(right >= found.Links.Count * 0.96, $"{right} of {found.Links.Count} links are right");
        Assert.True(right >= truth.Count * 0.92, $"{right} of {truth.Count} were found");
    }

    [Fact]
    public void One_record_that_is_like_two_people_does_not_make_them_one()
    {
        // An unnamed baby, recorded before the twins had names, is like each of them.
        var baby = Person("Baby", "Ashworth");
        List<PersonFacts> people = [baby, Person("Oliver", "Ashworth"), Person("Freya", "Ashworth") with { Sex = "F" }];
        people.AddRange(InventedPeople.Make(1500, 4));
        var found = new Linker().Within([.. people.Select(p => new PreparedPerson(p))]);
        Assert.DoesNotContain(found.Links, l => (l.Left, l.Right) == (1, 2));

        static PersonFacts Person(string given, string family) =>
            new()
            {
                Given = given,
                Family = family,
                DateOfBirth = new DateOnly(2021, 5, 17),
                Sex = "M",
                AddressLines = ["4 Mill Lane"],
                Postcode = "AM4 2QQ",
            };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_of_next_to_nobody_is_a_file(int people) =>
        Assert.Equal(people / 2, new Linker().Within([.. Enumerable.Range(0, people).Select(_ => new PreparedPerson(InventedPeople.Make(1, 3)[0]))]).Links.Count);

    [Fact]
    public void Thousands_who_are_all_called_alike_end()
    {
        // A placeholder in every row: one huge group of one key, walked by neighbours only.
        var people = Enumerable
            .Range(0, 5000)
            .Select(i => new PreparedPerson(
                new PersonFacts
                {
                    Given = "Test",
                    Family = "Child",
                    DateOfBirth = new DateOnly(2000, 1, 1),
                }
            ))
            .ToList();
        var found = new Linker(2).Within(people);
        Assert.True(found.Compared <= 5000 * 40 * 6, $"{found.Compared} comparisons");
    }

    [Fact]
    public void Files_are_linked_by_the_columns_they_have()
    {
        var written = Link(
            "ID;Forename;Surname;Born;Home\n1;Katherine;O'Brien;03/04/2015;AM1 2AB\n2;Kate;OBrien;2015-03-04;AM12AB\n3;Tom;Hall;01/01/2011;AM9 9ZZ\n=cmd;Tomas;Hall;01/01/2011;AM9 9ZZ\n",
            "# ours,theirs\nfirst,Forename\nlast=Surname\ndob\tBorn\nHome,postcode\n"
        );
        var lines = written.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("left,right,score,reasons", lines[0]);
        Assert.StartsWith("1,2,0.9", lines[1], StringComparison.Ordinal);
        Assert.Contains("Date of birth has day and month swapped", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("3,'=cmd,", lines[2], StringComparison.Ordinal);
        Assert.Equal((4, 2, 0), (written.Done.People, written.Done.Links, written.Done.RefusedCount));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "", "none of the columns")]
    [InlineData("", "", "is empty")]
    [InlineData("first,last\nA,B\n", "last,Surname\n", "no column «Surname»")]
    [InlineData("first,last\nA,B\n", "last\n", "not a pair")]
    [InlineData("first,last\nA,B\n", "last,last\nlast,first\n", "again")]
    [InlineData("first,last\nA,B\n", "first,first\nx,y\n", "names neither")]
    public void What_cannot_be_read_is_said(string file, string map, string why)
    {
        var refused = Assert.ThrowsAny<Exception>(() => Link(file, map));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_row_and_an_impossible_date_cost_only_themselves()
    {
        var written = Link("id,first,last,dob\n1,Ann,Lee,31/02/2010\n2,Ann\n3,Ann,Lee,\n", "");
        Assert.Equal((2, 1, 1), (written.Done.People, written.Done.RefusedCount, written.Done.UnreadDates));
        Assert.Contains("line 3", written.Done.Refused[0], StringComparison.Ordinal);
    }

    private static (string Text, LinkedFiles Done) Link(string file, string map)
    {
        var path = Path.Combine(Path.GetTempPath(), $"kith-link-{Guid.NewGuid():N}.csv");
        try
        {
            File.WriteAllText(path, file);
            using var into = new StringWriter();
            var done = new LinkFiles().Handle(new FileInfo(path), null, LinkFiles.ReadMap(new StringReader(map)), into);
            return (into.ToString(), done);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static List<PreparedPerson> Prepared(List<LabelledPerson> people)
    {
        var names = new NameTable();
        return people.ConvertAll(p => new PreparedPerson(p.Facts, names));
    }

    private static IEnumerable<(int Left, int Right)> Pairs(List<LabelledPerson> people) =>
        people.Select((p, i) => (p.Person, i)).GroupBy(p => p.Person, p => p.i).SelectMany(g => g.SelectMany(_ => g, (a, b) => (Left: a, Right: b))).Where(p => p.Left < p.Right);

    private static (double Precision, double Recall) Accuracy(List<LabelledPerson> people, LinkedPeople found)
    {
        var right = found.Links.Count(l => people[l.Left].Person == people[l.Right].Person);
        return (right / (double)found.Links.Count, right / (double)Pairs(people).Count());
    }
}
