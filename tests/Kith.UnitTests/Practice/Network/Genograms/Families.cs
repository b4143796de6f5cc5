using Kith.Practice.Network.Genograms;

namespace Kith.UnitTests.Practice.Network.Genograms;

/// <summary>
/// Families of known awkwardness, written shortly: «m», «f», «u» give sex before a name, then the year of birth.
/// </summary>
internal sealed class FamilyOf
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private readonly List<GenogramPerson> people = [];
    private readonly List<Couple> couples = [];
    private readonly List<ParentLink> parents = [];
    private readonly List<TwinSet> twins = [];
    private readonly List<Household> homes = [];
    private readonly List<FamilyTie> ties = [];
    private readonly string index;
    private string? from;

    public FamilyOf(string index) => this.index = index;

    public FamilyOf Man(string name, int? born = null, int? died = null) => Add(name, DrawnGender.Man, born, died);

    public FamilyOf Woman(string name, int? born = null, int? died = null) => Add(name, DrawnGender.Woman, born, died);

    public FamilyOf Someone(string name, int? born = null, int? died = null) => Add(name, DrawnGender.NotRecorded, born, died);

    public FamilyOf With(GenogramPerson person)
    {
        people.Add(person);
        return this;
    }

    public FamilyOf Unborn(string name) => With(new(name, name) { Life = DrawnLife.Unborn, Born = new(2027, 3, 4) });

    public FamilyOf Pair(string a, string b, CoupleKind kind = CoupleKind.Married, int? since = null, int? until = null)
    {
        couples.Add(new(a, b, kind, since is { } s ? new(s, 6, 1) : null, until is { } u ? new(u, 6, 1) : null));
        return this;
    }

    /// <summary>Children of one or two parents («Ann+Bob» or «Ann»).</summary>
    public FamilyOf Children(string of, params string[] names) => Children(of, ParentKind.Birth, names);

    public FamilyOf Children(string of, ParentKind kind, params string[] names)
    {
        parents.AddRange(names.SelectMany(n => of.Split('+').Select(p => new ParentLink(p, n, kind))));
        return this;
    }

    public FamilyOf Twins(bool identical, params string[] names)
    {
        twins.Add(new(names, identical));
        return this;
    }

    public FamilyOf Home(string name, params string[] members)
    {
        homes.Add(new(name, members));
        return this;
    }

    public FamilyOf Tie(string a, TieKind kind, string b, string word)
    {
        ties.Add(new(a, b, kind, word));
        return this;
    }

    public FamilyOf SeenFrom(string person)
    {
        from = person;
        return this;
    }

    public GenogramFamily Made =>
        new()
        {
            Index = index,
            From = from,
            Today = Today,
            People = people,
            Couples = couples,
            Parents = parents,
            Twins = twins,
            Households = homes,
            Ties = ties,
        };

    private FamilyOf Add(string name, DrawnGender sex, int? born, int? died) =>
        With(
            new(name, name)
            {
                Sex = sex,
                Born = born is { } b ? new DateOnly(b, 5, 17) : null,
                Died = died is { } d ? new DateOnly(d, 2, 3) : null,
                Life = died is null ? DrawnLife.Living : DrawnLife.Died,
            }
        );
}

internal static class Families
{
    public static readonly IReadOnlyDictionary<string, GenogramFamily> All = new Dictionary<string, FamilyOf>
    {
        ["alone"] = new FamilyOf("Mia").Woman("Mia", 2017),
        ["mother-only"] = new FamilyOf("Mia").Woman("Mia", 2017).Woman("Dawn", 1990).Children("Dawn", "Mia").Home("Home of Dawn", "Mia", "Dawn"),
        ["married-three-children"] = new FamilyOf("Bilal")
            .Man("Yusuf Rahman", 1985)
            .Woman("Amina Rahman", 1987)
            .Woman("Aisha", 2012)
            .Man("Bilal", 2014)
            .Woman("Sana", 2019)
            .Pair("Yusuf Rahman", "Amina Rahman", CoupleKind.Married, 2010)
            .Children("Yusuf Rahman+Amina Rahman", "Aisha", "Bilal", "Sana")
            .Home("Home of Yusuf Rahman", "Yusuf Rahman", "Amina Rahman", "Aisha", "Bilal", "Sana"),
        ["three-half-sibling-groups"] = ThreeGroups(),
        ["three-generations"] = Grand(),
        ["grandparent-raises"] = new FamilyOf("Noah")
            .Woman("Maureen Hall", 1958)
            .Man("Ted Hall", 1955, 2019)
            .Woman("Kelly Hall", 1990)
            .Man("Noah", 2018)
            .Woman("Poppy", 2020)
            .Pair("Maureen Hall", "Ted Hall", CoupleKind.Married, 1980)
            .Children("Maureen Hall+Ted Hall", "Kelly Hall")
            .Children("Kelly Hall", "Noah", "Poppy")
            .Children("Maureen Hall", ParentKind.Guardian, "Noah", "Poppy")
            .Home("Home of Maureen Hall", "Maureen Hall", "Noah", "Poppy"),
        ["aunt-and-carer"] = new FamilyOf("Ellie")
            .Woman("Jean", 1955)
            .Man("Ron", 1953)
            .Woman("Dawn", 1985)
            .Woman("Sue", 1982)
            .Man("Carl", 1983)
            .Woman("Ellie", 2015)
            .Pair("Jean", "Ron", CoupleKind.Divorced, 1978, 1999)
            .Pair("Dawn", "Carl", CoupleKind.Ended, 2013, 2017)
            .Children("Jean+Ron", "Sue", "Dawn")
            .Children("Dawn+Carl", "Ellie")
            .Tie("Sue", TieKind.Carer, "Ellie", "carer")
            .Tie("Sue", TieKind.AuntOrUncle, "Ellie", "aunt"),
        ["cousins-marry"] = new FamilyOf("Zara")
            .Man("Grandfather Khan", 1945)
            .Woman("Grandmother Khan", 1948)
            .Man("Tariq", 1970)
            .Woman("Nadia", 1972)
            .Woman("Farah", 1971)
            .Man("Omar", 1969)
            .Man("Imran", 1994)
            .Woman("Saira", 1996)
            .Woman("Hina", 1998)
            .Woman("Zara", 2018)
            .Man("Adam", 2020)
            .Pair("Grandfather Khan", "Grandmother Khan")
            .Pair("Tariq", "Farah")
            .Pair("Omar", "Nadia")
            .Pair("Imran", "Saira", CoupleKind.Married, 2016)
            .Children("Grandfather Khan+Grandmother Khan", "Tariq", "Nadia")
            .Children("Tariq+Farah", "Imran", "Hina")
            .Children("Omar+Nadia", "Saira")
            .Children("Imran+Saira", "Zara", "Adam"),
        ["two-brothers-two-sisters"] = new FamilyOf("Ann")
            .Man("Old Price", 1940)
            .Woman("Mrs Price", 1942)
            .Man("Old Lane", 1941)
            .Woman("Mrs Lane", 1943)
            .Man("Ben Price", 1970)
            .Man("Cal Price", 1973)
            .Woman("Ida Lane", 1971)
            .Woman("Jo Lane", 1974)
            .Woman("Ann", 2012)
            .Man("Bob", 2013)
            .Pair("Old Price", "Mrs Price")
            .Pair("Old Lane", "Mrs Lane")
            .Pair("Ben Price", "Ida Lane")
            .Pair("Cal Price", "Jo Lane")
            .Children("Old Price+Mrs Price", "Ben Price", "Cal Price")
            .Children("Old Lane+Mrs Lane", "Ida Lane", "Jo Lane")
            .Children("Ben Price+Ida Lane", "Ann")
            .Children("Cal Price+Jo Lane", "Bob"),
        ["uncle-and-niece"] = new FamilyOf("Kit")
            .Woman("Root", 1940)
            .Woman("Mary", 1965)
            .Man("Paul", 1968)
            .Woman("Nell", 1990)
            .Someone("Kit", 2015)
            .Children("Root", "Mary", "Paul")
            .Children("Mary", "Nell")
            .Children("Nell+Paul", "Kit"),
        ["everyone-cares-for-someone"] = Carers(),
        ["child-without-speech"] = new FamilyOf("Theo")
            .Woman("Nana Ines", 1955)
            .Man("Grandad Luis", 1951, 2021)
            .Woman("Rosa", 1984)
            .Man("Paul", 1982)
            .Woman("Jo", 1986)
            .Man("Theo", 2016)
            .Woman("Tess", 2016)
            .With(
                new("Alex", "Alex")
                {
                    Sex = DrawnGender.Woman,
                    Gender = DrawnGender.Other,
                    Born = new(2011, 2, 1),
                }
            )
            .Woman("Bev", 1970)
            .Pair("Nana Ines", "Grandad Luis", CoupleKind.Married, 1979)
            .Pair("Rosa", "Paul", CoupleKind.Divorced, 2010, 2019)
            .Pair("Rosa", "Jo", CoupleKind.Married, 2022)
            .Children("Nana Ines+Grandad Luis", "Rosa")
            .Children("Rosa+Paul", "Alex", "Theo", "Tess")
            .Twins(false, "Theo", "Tess")
            .Tie("Bev", TieKind.Carer, "Theo", "short breaks carer")
            .Home("Home of Rosa", "Rosa", "Jo", "Alex", "Theo", "Tess"),
        ["step-family"] = new FamilyOf("Jake")
            .Woman("Lisa", 1986)
            .Man("Mark", 1984)
            .Man("Steve", 1980)
            .Woman("Carol", 1981)
            .Man("Jake", 2012)
            .Woman("Amy", 2014)
            .Woman("Beth", 2010)
            .Man("Dan", 2013)
            .Woman("Baby Rose", 2024)
            .Pair("Lisa", "Mark", CoupleKind.Divorced, 2010, 2017)
            .Pair("Lisa", "Steve", CoupleKind.Married, 2020)
            .Pair("Steve", "Carol", CoupleKind.Divorced, 2008, 2016)
            .Children("Lisa+Mark", "Jake", "Amy")
            .Children("Steve+Carol", "Beth", "Dan")
            .Children("Lisa+Steve", "Baby Rose")
            .Children("Steve", ParentKind.Step, "Jake", "Amy")
            .Children("Lisa", ParentKind.Step, "Beth", "Dan")
            .Home("Home of Lisa", "Lisa", "Steve", "Jake", "Amy", "Baby Rose")
            .Home("Home of Carol", "Carol", "Beth", "Dan"),
        ["twins-identical"] = new FamilyOf("Finn")
            .Woman("Mum", 1990)
            .Man("Dad", 1989)
            .Woman("Elder", 2013)
            .Man("Finn", 2016)
            .Man("Liam", 2016)
            .Woman("Young", 2020)
            .Pair("Mum", "Dad", CoupleKind.Together)
            .Children("Mum+Dad", "Elder", "Finn", "Liam", "Young")
            .Twins(true, "Finn", "Liam"),
        ["triplets-and-twins"] = new FamilyOf("A1")
            .Woman("Mum", 1990)
            .Woman("A1", 2014)
            .Woman("A2", 2014)
            .Woman("A3", 2014)
            .Man("B1", 2018)
            .Woman("B2", 2018)
            .Children("Mum", "A1", "A2", "A3", "B1", "B2")
            .Twins(false, "A1", "A2", "A3")
            .Twins(false, "B1", "B2"),
        ["losses"] = new FamilyOf("Hope")
            .Woman("Gemma", 1992)
            .Man("Ryan", 1990)
            .With(new("lost", "Pregnancy lost") { Life = DrawnLife.Miscarriage, Born = new(2015, 1, 1) })
            .With(
                new("Angel", "Angel")
                {
                    Life = DrawnLife.Stillborn,
                    Sex = DrawnGender.Woman,
                    Born = new(2016, 8, 1),
                }
            )
            .Woman("Hope", 2018)
            .Man("Leo", 2020, 2021)
            .Unborn("Unborn baby Wells")
            .Pair("Gemma", "Ryan", CoupleKind.Separated, 2014, 2025)
            .Children("Gemma+Ryan", "lost", "Angel", "Hope", "Leo", "Unborn baby Wells"),
        ["adoption-both-families"] = new FamilyOf("Sam")
            .Woman("Birth mother", 1995)
            .Man("Birth father", 1990)
            .Woman("Ruth", 1978)
            .Woman("Clare", 1980)
            .Man("Sam", 2017)
            .Woman("Ivy", 2015)
            .Man("Elder brother", 2013)
            .Pair("Ruth", "Clare", CoupleKind.Married, 2012)
            .Children("Birth mother+Birth father", "Elder brother", "Sam")
            .Children("Ruth+Clare", ParentKind.Adopted, "Sam", "Ivy")
            .Home("Home of Ruth", "Ruth", "Clare", "Sam", "Ivy"),
        ["foster-siblings-apart"] = new FamilyOf("Kai")
            .Woman("Tina", 1988)
            .Man("Kai", 2014)
            .Woman("Lola", 2016)
            .Man("Max", 2019)
            .Woman("Foster Ann", 1970)
            .Man("Foster Bill", 1968)
            .Woman("Foster Cath", 1975)
            .Children("Tina", "Kai", "Lola", "Max")
            .Children("Foster Ann+Foster Bill", ParentKind.Foster, "Kai")
            .Children("Foster Cath", ParentKind.Foster, "Lola", "Max")
            .Pair("Foster Ann", "Foster Bill")
            .Home("Home of Foster Ann", "Foster Ann", "Foster Bill", "Kai")
            .Home("Home of Foster Cath", "Foster Cath", "Lola", "Max"),
        ["sister-is-guardian"] = new FamilyOf("Joe")
            .Woman("Mum", 1975, 2022)
            .Woman("Big sister", 1998)
            .Man("Her husband", 1996)
            .Man("Joe", 2013)
            .Woman("Niece", 2021)
            .Pair("Big sister", "Her husband")
            .Children("Mum", "Big sister", "Joe")
            .Children("Big sister+Her husband", "Niece")
            .Children("Big sister+Her husband", ParentKind.Guardian, "Joe"),
        ["genders"] = new FamilyOf("Alex")
            .With(
                new("Alex", "Alex")
                {
                    Sex = DrawnGender.Woman,
                    Gender = DrawnGender.Man,
                    Born = new(2010, 4, 4),
                }
            )
            .With(
                new("Robin", "Robin")
                {
                    Sex = DrawnGender.Man,
                    Gender = DrawnGender.Other,
                    Born = new(2013, 4, 4),
                }
            )
            .Someone("Ash", 2016)
            .Woman("Mum", 1985)
            .Woman("Mama", 1987)
            .Pair("Mum", "Mama")
            .Children("Mum+Mama", "Alex", "Robin", "Ash"),
        ["five-partners"] = Five(),
        ["sibling-ties-only"] = new FamilyOf("Mia")
            .Woman("Mia", 2017)
            .Man("Kyle", 2012)
            .Woman("Ellie", 2015)
            .Tie("Kyle", TieKind.Sibling, "Mia", "brother")
            .Tie("Mia", TieKind.Sibling, "Kyle", "sister")
            .Tie("Ellie", TieKind.HalfSibling, "Mia", "half-sister"),
        ["unknown-through-whom"] = new FamilyOf("Mia")
            .Woman("Mia", 2017)
            .Woman("Dawn", 1990)
            .Woman("Nan Betty", 1950)
            .Woman("Aunt Pat", 1980)
            .Man("Cousin Lee", 2010)
            .Someone("Great-uncle Sid")
            .Children("Dawn", "Mia")
            .Tie("Nan Betty", TieKind.Grandparent, "Mia", "grandmother")
            .Tie("Aunt Pat", TieKind.AuntOrUncle, "Mia", "aunt")
            .Tie("Cousin Lee", TieKind.Cousin, "Mia", "cousin")
            .Tie("Great-uncle Sid", TieKind.Relative, "Mia", "relative"),
        ["loop-in-the-records"] = new FamilyOf("A").Man("A", 1980).Man("B", 2000).Man("C", 2015).Children("A", "B").Children("B", "C").Children("C", "A").Children("A", "A"),
        ["three-parents-by-birth"] = new FamilyOf("X").Man("One", 1980).Man("Two", 1981).Woman("Three", 1982).Man("X", 2012).Children("One+Two+Three", "X"),
        ["two-homes-one-child"] = new FamilyOf("Zoe")
            .Woman("Mum", 1988)
            .Man("Dad", 1986)
            .Woman("New partner", 1990)
            .Woman("Zoe", 2015)
            .Man("Brother", 2013)
            .Woman("Half-sister", 2023)
            .Pair("Mum", "Dad", CoupleKind.Divorced, 2011, 2019)
            .Pair("Dad", "New partner", CoupleKind.Together, 2020)
            .Children("Mum+Dad", "Brother", "Zoe")
            .Children("Dad+New partner", "Half-sister")
            .Home("Home of Mum", "Mum", "Brother", "Zoe")
            .Home("Home of Dad", "Dad", "New partner", "Half-sister", "Zoe"),
        ["long-and-foreign-names"] = new FamilyOf("Ẓāhir ibn Sulaymān al-Ḥasan ibn Muḥammad")
            .Man("Ẓāhir ibn Sulaymān al-Ḥasan ibn Muḥammad", 2015)
            .Woman("Anastasia-Wilhelmina Featherstonehaugh-Cholmondeley", 1985)
            .Man("王小明王小明王小明王小明", 1980)
            .Woman("<script>alert(1)</script>", 2013)
            .Children("Anastasia-Wilhelmina Featherstonehaugh-Cholmondeley+王小明王小明王小明王小明", "Ẓāhir ibn Sulaymān al-Ḥasan ibn Muḥammad", "<script>alert(1)</script>"),
        ["no-dates"] = new FamilyOf("c2").Someone("p1").Someone("p2").Someone("c1").Someone("c2").Someone("c3").Children("p1+p2", "c1", "c2", "c3"),
        ["man-with-mother-and-daughter"] = new FamilyOf("Kid2")
            .Woman("Gran", 1960)
            .Woman("Mother", 1980)
            .Man("Vic", 1975)
            .Woman("Kid1", 2000)
            .Man("Kid2", 2020)
            .Pair("Vic", "Mother", CoupleKind.Ended)
            .Children("Gran", "Mother")
            .Children("Mother", "Kid1")
            .Children("Vic+Mother", "Kid2")
            .Pair("Vic", "Kid1", CoupleKind.Together),
        ["teenage-mother-same-age-aunt"] = new FamilyOf("Baby")
            .Woman("Gran", 1984)
            .Man("Grandad", 1982)
            .Woman("Tia", 2009)
            .Woman("Little aunt", 2024)
            .Man("Boy", 2008)
            .Man("Baby", 2025)
            .Pair("Gran", "Grandad", CoupleKind.Together, 2007)
            .Children("Gran+Grandad", "Tia", "Little aunt")
            .Children("Tia+Boy", "Baby")
            .Tie("Gran", TieKind.Carer, "Baby", "carer")
            .Home("Home of Gran", "Gran", "Grandad", "Tia", "Little aunt", "Baby"),
        ["five-generations"] = Line(5),
        ["twelve-children"] = new FamilyOf("Child 07")
            .Woman("Mum", 1980)
            .Man("Dad", 1979)
            .Pair("Mum", "Dad", CoupleKind.Married, 2000)
            .Also(f =>
            {
                for (var i = 1; i <= 12; i++)
                {
                    f.Woman($"Child {i:00}", 2000 + i).Children("Mum+Dad", $"Child {i:00}");
                }
            }),
        ["seen-from-gran"] = Grand().SeenFrom("Gran Ivy"),
        ["two-families-nothing-joins"] = new FamilyOf("Ann").Woman("Ann", 2015).Woman("Ma", 1990).Children("Ma", "Ann").Woman("Zed", 2016).Woman("Za", 1989).Children("Za", "Zed"),
        ["remarried-to-each-other"] = new FamilyOf("K")
            .Man("H", 1980)
            .Woman("W", 1981)
            .Man("K", 2014)
            .Pair("H", "W", CoupleKind.Divorced, 2005, 2010)
            .Pair("H", "W", CoupleKind.Married, 2012)
            .Children("H+W", "K"),
        ["half-brother-through-each-parent"] = new FamilyOf("Mid")
            .Woman("Mum", 1985)
            .Man("Dad", 1983)
            .Man("Earlier", 1980)
            .Woman("Later", 1990)
            .Man("First", 2006)
            .Woman("Mid", 2013)
            .Man("Last", 2022)
            .Children("Mum+Earlier", "First")
            .Children("Mum+Dad", "Mid")
            .Children("Dad+Later", "Last")
            .Pair("Mum", "Dad", CoupleKind.Separated, 2012, 2020),
        ["hundred-and-twenty"] = Many(120),
    }.ToDictionary(f => f.Key, f => f.Value.Made);

    private static FamilyOf Also(this FamilyOf family, Action<FamilyOf> more)
    {
        more(family);
        return family;
    }

    private static FamilyOf ThreeGroups() =>
        new FamilyOf("Mia Thompson")
            .Woman("Dawn Thompson", 1988)
            .Man("Gary Pike", 1983)
            .Man("Lee Marsh", 1985)
            .Man("Dean Cole", 1990)
            .Man("Kyle Pike", 2008)
            .Woman("Jade Pike", 2010)
            .Woman("Ellie Marsh", 2013)
            .Woman("Mia Thompson", 2017)
            .Man("Alfie Cole", 2020)
            .Unborn("Unborn baby Thompson")
            .Woman("Jean Thompson", 1960)
            .Pair("Dawn Thompson", "Gary Pike", CoupleKind.Divorced, 2007, 2011)
            .Pair("Dawn Thompson", "Lee Marsh", CoupleKind.Ended, 2012, 2014)
            .Pair("Dawn Thompson", "Dean Cole", CoupleKind.Together, 2016)
            .Children("Jean Thompson", "Dawn Thompson")
            .Children("Dawn Thompson+Gary Pike", "Kyle Pike", "Jade Pike")
            .Children("Dawn Thompson+Lee Marsh", "Ellie Marsh")
            .Children("Dawn Thompson+Dean Cole", "Mia Thompson", "Alfie Cole", "Unborn baby Thompson")
            .Home("Home of Dawn Thompson", "Dawn Thompson", "Dean Cole", "Mia Thompson", "Alfie Cole", "Ellie Marsh")
            .Home("Home of Gary Pike", "Gary Pike", "Kyle Pike", "Jade Pike");

    private static FamilyOf Grand() =>
        new FamilyOf("Tom")
            .Man("Grandad Bert", 1948, 2015)
            .Woman("Gran Ivy", 1950)
            .Man("Pop Stan", 1946)
            .Woman("Nana Flo", 1949)
            .Woman("Mum Jo", 1980)
            .Man("Dad Pete", 1978)
            .Woman("Aunt Kim", 1976)
            .Man("Uncle Ray", 1983)
            .Woman("Aunt Lyn", 1975)
            .Man("Uncle Neil", 1982)
            .Man("Tom", 2012)
            .Woman("Ella", 2015)
            .Woman("Cousin Bea", 2009)
            .Man("Cousin Max", 2014)
            .Man("Kim's husband", 1974)
            .Pair("Grandad Bert", "Gran Ivy", CoupleKind.Married, 1972)
            .Pair("Pop Stan", "Nana Flo", CoupleKind.Married, 1971)
            .Pair("Dad Pete", "Mum Jo", CoupleKind.Married, 2008)
            .Pair("Aunt Kim", "Kim's husband", CoupleKind.Married)
            .Children("Grandad Bert+Gran Ivy", "Aunt Kim", "Mum Jo", "Uncle Ray")
            .Children("Pop Stan+Nana Flo", "Aunt Lyn", "Dad Pete", "Uncle Neil")
            .Children("Dad Pete+Mum Jo", "Tom", "Ella")
            .Children("Aunt Kim+Kim's husband", "Cousin Bea", "Cousin Max")
            .Home("Home of Mum Jo", "Dad Pete", "Mum Jo", "Tom", "Ella");

    private static FamilyOf Carers() =>
        new FamilyOf("Kid")
            .Woman("Gran", 1950)
            .Man("Grandad", 1948)
            .Woman("Mum", 1980)
            .Woman("Aunt", 1978)
            .Man("Uncle", 1984)
            .Man("Kid", 2015)
            .Woman("Cousin", 2012)
            .Man("Baby cousin", 2023)
            .Pair("Gran", "Grandad")
            .Children("Gran+Grandad", "Aunt", "Mum", "Uncle")
            .Children("Mum", "Kid")
            .Children("Aunt", "Cousin")
            .Children("Uncle", "Baby cousin")
            .Tie("Gran", TieKind.Carer, "Kid", "carer")
            .Tie("Mum", TieKind.Carer, "Cousin", "carer")
            .Tie("Aunt", TieKind.Carer, "Baby cousin", "carer")
            .Tie("Uncle", TieKind.Carer, "Gran", "carer")
            .Tie("Cousin", TieKind.Carer, "Kid", "carer")
            .Tie("Aunt", TieKind.Carer, "Grandad", "carer")
            .Tie("Mum", TieKind.Carer, "Uncle", "carer");

    private static FamilyOf Five() =>
        new FamilyOf("Child of 3")
            .Man("Vince", 1970)
            .Also(f =>
            {
                for (var i = 1; i <= 5; i++)
                {
                    f.Woman($"Partner {i}", 1970 + i)
                        .Someone($"Child of {i}", 1992 + 4 * i)
                        .Pair("Vince", $"Partner {i}", i == 5 ? CoupleKind.Together : CoupleKind.Ended, 1990 + 4 * i, i == 5 ? null : 1993 + 4 * i);
                    f.Children($"Vince+Partner {i}", $"Child of {i}");
                }
            });

    private static FamilyOf Line(int generations) =>
        new FamilyOf($"G{generations}").Also(f =>
        {
            for (var i = 1; i <= generations; i++)
            {
                f.Woman($"G{i}", 1910 + 22 * i).Man($"H{i}", 1908 + 22 * i).Pair($"G{i}", $"H{i}");
                f.Man($"B{i}", 1914 + 22 * i);
                if (i > 1)
                {
                    f.Children($"G{i - 1}+H{i - 1}", $"G{i}", $"B{i}");
                }
            }
        });

    private static FamilyOf Many(int count) =>
        new FamilyOf("P000").Also(f =>
        {
            // A full tree: each couple has three children, each child a partner from outside.
            var todo = new Queue<(string Name, int Born)>();
            var made = 0;
            string Next(bool woman, int born)
            {
                var name = $"P{made++:000}";
                _ = woman ? f.Woman(name, born) : f.Man(name, born);
                return name;
            }
            todo.Enqueue((Next(true, 1930), 1930));
            while (made < count)
            {
                var (name, born) = todo.Dequeue();
                var partner = Next(made % 2 == 0, born + 1);
                f.Pair(name, partner);
                for (var i = 0; i < 3 && made < count; i++)
                {
                    var child = Next(i % 2 == 0, born + 24 + 2 * i);
                    f.Children($"{name}+{partner}", child);
                    todo.Enqueue((child, born + 24 + 2 * i));
                }
            }
        });
}
