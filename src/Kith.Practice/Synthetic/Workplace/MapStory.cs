using Kith.Practice.Access;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Standards.Calendar;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>
/// Three maps of the demonstration. Numbers are of the range that Ofcom keeps for drama (07700 900000 to 900999), registrations begin
/// with Q, which this form never does, and accounts end in «.example»: none of them can be anybody's.
/// </summary>
internal sealed class MapStory(DateOnly asAt, SyntheticIds ids)
{
    public List<ExploitationMap> Maps { get; } = [];
    public List<MapMember> Members { get; } = [];
    public List<MapNode> Nodes { get; } = [];
    public List<MapNodeReader> Readers { get; } = [];
    public List<MapLink> Links { get; } = [];
    public List<MapMerge> Merges { get; } = [];
    public List<Notice> Notices { get; } = [];

    private ExploitationMap map = null!;
    private string by = "";
    private int age;

    /// <summary>The map of one worker: parcels carried by train.</summary>
    public void Northwind(Account owner, IReadOnlyList<Account> editors, IReadOnlyList<Account> readers, IReadOnlyList<Guid> children)
    {
        Begin(
            "Northwind",
            "Young people carry parcels by train and come back with money and new clothes. Two of them owe somebody money.",
            "Several workers each know a part of this. Only together does it show who gives the orders, and where to step in.",
            owner,
            editors,
            readers
        );
        var kids = children.Select(Child).ToList();
        var bus = Place("Bus station", null);
        var flats = Place("Riverside flats, stairwell C", "AM1 4RF");
        var takeaway = Place("Late-night takeaway, Mill Lane", "AM1 2ML");
        var park = Place("Skate park", null);
        var dee = Adult("Big Dee", null, "Tall, about 25, grey jacket.");
        var dorian = Adult("Dorian Vexley", new(1999, 4, 12), null);
        var lena = Adult("Lena Marchetti", null, "Drives. Has been asked to stop by the police.");
        var kay = Associate("Kay", "K, Kaykay");
        var jude = Associate("Jude Ferris", null);
        var sol = Associate("Sol", null);
        var car = Thing(NodeKind.Vehicle, "QA21 KLM");
        var scooter = Thing(NodeKind.Vehicle, "QB70 ZRT");
        var number = Thing(NodeKind.Phone, "07700 900123");
        var second = Thing(NodeKind.Phone, "07700 900461");
        var third = Thing(NodeKind.Phone, "07700 900872");
        var snap = Thing(NodeKind.Account, "kaykay.example", "Snapchat");
        var insta = Thing(NodeKind.Account, "northside.example", "Instagram");
        var cash = Thing(NodeKind.Account, "dd.example", "Cash App");
        foreach (var (kid, i) in kids.Select((k, i) => (k, i)))
        {
            Link(kid, i % 2 == 0 ? bus : park, LinkKind.GoesTo, 90 - i * 9, 2, 'A', "Return interview");
            Link(kid, i % 3 == 0 ? kay : jude, LinkKind.Friend, 200 - i * 20, 1, 'A', "The child’s own words");
            Link(kid, i % 2 == 0 ? number : second, LinkKind.InContact, 60 - i * 5, 1, 'B', "Parent, and the phone bill");
            if (i < 2)
            {
                Link(kid, dee, LinkKind.Owes, 40, 2, 'C', "School, safeguarding lead");
                Link(kid, car, LinkKind.TravelsIn, 33 - i * 6, 1, 'A', "Police, stop on the ring road");
            }
        }
        for (var i = 1; i < kids.Count; i++)
        {
            Link(kids[i - 1], kids[i], LinkKind.SeenWith, 75 - i * 6, 1, 'A', "Youth worker");
        }
        Link(dee, number, LinkKind.Uses, 55, 2, 'B', "Police, strategy discussion", "What the phone company gave may not be spoken of outside the meeting.");
        Link(dee, flats, LinkKind.GoesTo, 80, 2, 'C', "Housing officer");
        Link(dorian, flats, LinkKind.LivesAt, 300, 1, 'A', "Housing, tenancy list");
        Link(dorian, car, LinkKind.Uses, 120, 1, 'A', "Police, stop on the ring road");
        Link(dorian, third, LinkKind.Uses, 100, 2, 'D', "Heard at the youth club");
        Link(lena, car, LinkKind.TravelsIn, 45, 2, 'B', "Wardens");
        Link(lena, takeaway, LinkKind.GoesTo, 70, 1, 'B', "Licensing visit");
        Link(dee, takeaway, LinkKind.GoesTo, 50, 2, 'C', "Licensing visit");
        Link(kay, snap, LinkKind.Uses, 150, 1, 'A', "The child’s own words");
        Link(kay, dee, LinkKind.InContact, 65, 3, 'C', "Heard from another young person");
        Link(jude, insta, LinkKind.Uses, 130, 2, 'B', "School, safeguarding lead");
        Link(jude, scooter, LinkKind.Uses, 85, 1, 'A', "Wardens");
        Link(sol, bus, LinkKind.GoesTo, 110, 2, 'A', "Youth worker");
        Link(sol, insta, LinkKind.InContact, 100, 3, 'E', "A message that turned out to be made up");
        Link(dee, cash, LinkKind.Uses, 48, 2, 'C', "Heard from another young person");
        var old = Link(scooter, park, LinkKind.SeenWith, 140, 2, 'C', "Neighbour");
        (old.To, old.EndedWhy) = (asAt.AddDays(-60), "Not seen there since the wardens came");
        // The same man under two names: found, and put together.
        Merge(dorian, dee, "Two workers saw the same man under both names; he answered to both.");
    }

    /// <summary>The map of a worker of another team, who is named on no other: the same number, written in another way.</summary>
    public void Harbour(Account owner, IReadOnlyList<Account> readers, IReadOnlyList<Guid> children)
    {
        Begin(
            "Harbour",
            "Girls are given lifts, vapes and phones by older men they met online.",
            "What each girl tells is little. Seen together it shows the same cars and the same accounts.",
            owner,
            [],
            readers
        );
        var kids = children.Select(Child).ToList();
        var arcade = Place("Arcade at the old quay", "AM7 1QY");
        var lot = Place("Car park behind the cinema", "AM7 3CP");
        var hotel = Place("Harbour Lodge", "AM7 2HL");
        var marek = Adult("Marek Stanek", new(1991, 9, 3), null);
        var tj = Adult("TJ", null, "Says he is nineteen. Staff at the arcade think nearer thirty.");
        var rhona = Associate("Rhona", null);
        var van = Thing(NodeKind.Vehicle, "QC19 HVN");
        var coupe = Thing(NodeKind.Vehicle, "QD68 OLE");
        var number = Thing(NodeKind.Phone, "+44 (0)7700-900 123");
        var other = Thing(NodeKind.Phone, "07700 900555");
        var tick = Thing(NodeKind.Account, "tj.example", "TikTok");
        var snap = Thing(NodeKind.Account, "quayside.example", "Snapchat");
        foreach (var (kid, i) in kids.Select((k, i) => (k, i)))
        {
            Link(kid, i % 2 == 0 ? arcade : lot, LinkKind.GoesTo, 70 - i * 8, 1, 'A', "Return interview");
            Link(kid, i % 2 == 0 ? snap : tick, LinkKind.InContact, 95 - i * 7, 1, 'A', "The child’s own words");
            Link(kid, i % 3 == 0 ? van : coupe, LinkKind.TravelsIn, 41 - i * 4, 2, 'B', "Door staff at the cinema");
        }
        for (var i = 1; i < kids.Count; i++)
        {
            Link(kids[i - 1], kids[i], LinkKind.Friend, 260, 1, 'A', "School");
        }
        Link(marek, van, LinkKind.Uses, 200, 1, 'A', "Police, register of keepers");
        Link(tj, coupe, LinkKind.Uses, 90, 2, 'B', "Door staff at the cinema");
        Link(tj, tick, LinkKind.Uses, 120, 1, 'B', "Screenshots that a parent gave");
        Link(tj, number, LinkKind.Uses, 30, 2, 'C', "Friend of one of the girls");
        Link(marek, hotel, LinkKind.GoesTo, 66, 2, 'B', "Night porter");
        Link(tj, hotel, LinkKind.GoesTo, 52, 2, 'B', "Night porter");
        Link(rhona, snap, LinkKind.Uses, 170, 3, 'C', "Heard at school");
        Link(rhona, tj, LinkKind.Relationship, 100, 2, 'D', "Heard at school");
        Link(marek, other, LinkKind.Uses, 140, 1, 'A', "Police, strategy discussion", "For this meeting only.");
        Link(rhona, other, LinkKind.InContact, 44, 2, 'C', "Heard at school");
    }

    /// <summary>A smaller map, on which one thing is shown to some of its readers only.</summary>
    public void Lantern(Account owner, IReadOnlyList<Account> readers, IReadOnlyList<Guid> children)
    {
        Begin(
            "Lantern",
            "Boys sell vapes and more outside two schools, and are paid in trainers.",
            "To see who supplies them, and to step in there and not with the boys.",
            owner,
            [],
            readers
        );
        var kids = children.Select(Child).ToList();
        var gate = Place("Back gate of the school", null);
        var shop = Place("Corner shop, Tanner Street", "AM3 5TS");
        var unit = Place("Lock-up, Tanner Street", "AM3 5TU");
        var keeper = Adult("Alvin Prout", new(1978, 1, 20), "Keeps the shop. Warned by trading standards.");
        var runner = Adult("Tall Remy", null, null);
        var friend = Associate("Ozzie", null);
        var pal = Associate("Bram Teller", null);
        var bike = Thing(NodeKind.Vehicle, "QE22 BKE");
        var phone = Thing(NodeKind.Phone, "07700 900310");
        var tele = Thing(NodeKind.Account, "lantern.example", "Telegram");
        foreach (var (kid, i) in kids.Select((k, i) => (k, i)))
        {
            Link(kid, gate, LinkKind.GoesTo, 50 - i * 6, 1, 'A', "School");
            Link(kid, i % 2 == 0 ? friend : pal, LinkKind.Friend, 300, 1, 'A', "The child’s own words");
            Link(kid, tele, LinkKind.InContact, 35 - i * 3, 2, 'B', "Parent");
        }
        Link(keeper, shop, LinkKind.Uses, 900, 1, 'A', "Trading standards");
        Link(runner, shop, LinkKind.GoesTo, 60, 2, 'B', "Trading standards");
        Link(runner, unit, LinkKind.GoesTo, 20, 2, 'C', "Neighbour");
        Link(runner, phone, LinkKind.Uses, 28, 2, 'C', "Heard at school");
        Link(runner, bike, LinkKind.Uses, 44, 1, 'A', "Wardens");
        Link(friend, runner, LinkKind.InContact, 39, 2, 'C', "Heard at school");
        Link(pal, shop, LinkKind.GoesTo, 80, 1, 'A', "School");
        Link(keeper, runner, LinkKind.InContact, 25, 3, 'D', "A call that gave no name", "Not to be repeated: few people can know this.");
        unit.Limited = true;
        Readers.Add(
            new MapNodeReader
            {
                Id = ids.Next(),
                MapId = map.Id,
                NodeId = unit.Id,
                AccountId = owner.Id,
            }
        );
    }

    /// <summary>The owners of the two maps that hold the same number are told whom to speak to.</summary>
    public void PointOut(Account one, Account other)
    {
        foreach (var (who, whom, title) in new[] { (one, other, "Northwind"), (other, one, "Harbour") })
        {
            Notices.Add(
                new Notice
                {
                    Id = ids.Next(),
                    AccountId = who.Id,
                    Text = $"Another map holds something that stands on yours too: «{title}». Speak to {whom.DisplayName}. The map shows what it is under «On another map too».",
                    At = LondonTime.StartOfDayUtc(asAt.AddDays(-1)).AddHours(15),
                }
            );
        }
    }

    private void Begin(string title, string concern, string why, Account owner, IReadOnlyList<Account> editors, IReadOnlyList<Account> readers)
    {
        (by, age) = (owner.DisplayName, 100);
        map = new ExploitationMap
        {
            Id = ids.Next(),
            Title = title,
            Concern = concern,
            Why = why,
            StartedOn = asAt.AddDays(-100),
            ReviewOn = asAt.AddDays(20 + 15 * Maps.Count),
        };
        Maps.Add(map);
        foreach (var (account, part) in editors.Select(e => (e, MapPart.Editor)).Concat(readers.Select(r => (r, MapPart.Reader))).Prepend((owner, MapPart.Owner)))
        {
            Members.Add(
                new MapMember
                {
                    Id = ids.Next(),
                    MapId = map.Id,
                    AccountId = account.Id,
                    Part = part,
                    Why =
                        part == MapPart.Owner ? "Began the map"
                        : part == MapPart.Editor ? "Works with young people on it"
                        : "Decides on what is done",
                    GivenByName = owner.DisplayName,
                    From = Then(),
                }
            );
        }
    }

    private DateTime Then() => LondonTime.StartOfDayUtc(asAt.AddDays(-Math.Max(1, age--))).AddHours(10);

    private MapNode Put(NodeKind kind, string name, Action<MapNode>? more = null)
    {
        var node = new MapNode
        {
            Id = ids.Next(),
            MapId = map.Id,
            Kind = kind,
            Name = name,
            RecordedAt = Then(),
            ByName = by,
        };
        more?.Invoke(node);
        node.MatchKey = NodeKeys.Of(kind, node.Name, node.Platform, node.Postcode);
        node.Sound = kind is NodeKind.Associate or NodeKind.AdultOfConcern ? NodeKeys.Sound(name) : null;
        Nodes.Add(node);
        return node;
    }

    private MapNode Child(Guid person) => Put(NodeKind.Child, "", n => n.PersonId = person);

    private MapNode Place(string name, string? postcode) => Put(NodeKind.Place, name, n => n.Postcode = postcode);

    private MapNode Adult(string name, DateOnly? born, string? note) => Put(NodeKind.AdultOfConcern, name, n => (n.BornOn, n.Note) = (born, note));

    private MapNode Associate(string name, string? others) => Put(NodeKind.Associate, name, n => n.OtherNames = others);

    private MapNode Thing(NodeKind kind, string name, string? platform = null) => Put(kind, name, n => n.Platform = platform);

    private MapLink Link(MapNode from, MapNode to, LinkKind kind, int daysAgo, int source, char information, string where, string? conditions = null)
    {
        var link = new MapLink
        {
            Id = ids.Next(),
            MapId = map.Id,
            FromId = from.Id,
            ToId = to.Id,
            Kind = kind,
            From = asAt.AddDays(-Math.Max(1, daysAgo)),
            Source = where,
            SourceGrade = (SourceGrade)source,
            Information = (InformationGrade)(information - 'A'),
            Handling = conditions is null ? HandlingCode.P : HandlingCode.C,
            Conditions = conditions,
            RecordedAt = LondonTime.StartOfDayUtc(asAt.AddDays(-Math.Clamp(daysAgo - 1, 1, 99))).AddHours(11),
            ByName = by,
        };
        Links.Add(link);
        return link;
    }

    private void Merge(MapNode kept, MapNode merged, string why)
    {
        merged.MergedIntoId = kept.Id;
        Merges.Add(
            new MapMerge
            {
                Id = ids.Next(),
                MapId = map.Id,
                KeptId = kept.Id,
                MergedId = merged.Id,
                Why = why,
                At = LondonTime.StartOfDayUtc(asAt.AddDays(-6)).AddHours(14),
                ByName = by,
            }
        );
    }
}
