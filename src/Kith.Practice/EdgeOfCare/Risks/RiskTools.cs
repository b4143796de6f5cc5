namespace Kith.Practice.EdgeOfCare;

/// <summary>How a line of a tool is answered.</summary>
public enum RiskLineKind
{
    /// <summary>A sign of the risk: yes, suspected, no, or not known.</summary>
    Indicator,

    /// <summary>Something that protects, answered alike.</summary>
    Protective,

    /// <summary>A grade of a profile: 1, the need is always met, to 5, it is never met.</summary>
    Grade,

    /// <summary>A kind of it that is present, ticked.</summary>
    Type,
}

/// <summary>A line of a tool. Its key is the same through all versions.</summary>
public sealed record RiskLine(string Key, RiskLineKind Kind, string Words);

/// <summary>One version of a screening tool for one risk. A published version never changes; the next is added beside it.</summary>
/// <param name="From">The first day on which it is used.</param>
public sealed record RiskTool(string Key, int Version, DateOnly From, string Risk, string Title, IReadOnlyList<RiskLine> Lines);

/// <summary>
/// The screening tools that come with Kith, all versions. They are Kith's own lists of what practitioners look for; none is a
/// validated instrument, none adds up to a score, and the worker's judgement is what counts. A line is never the only ground.
/// </summary>
public static class RiskTools
{
    private static readonly DateOnly First = new(2020, 1, 1);

    /// <summary>The risks in the order shown: key (as levels keep it) → words.</summary>
    public static IReadOnlyDictionary<string, string> Risks { get; } =
        new Dictionary<string, string>
        {
            ["DomesticAbuse"] = "Domestic abuse",
            ["Neglect"] = "Neglect",
            ["CriminalExploitation"] = "Criminal exploitation and county lines",
            ["SexualExploitation"] = "Sexual exploitation",
            ["Radicalisation"] = "Radicalisation",
            ["GangsAndSeriousViolence"] = "Serious violence",
            ["OnlineHarm"] = "Online harm",
            ["GoingMissing"] = "Going missing",
            ["SubstanceMisuse"] = "Alcohol or drugs, the child’s own",
            ["ParentalSubstanceMisuse"] = "Alcohol or drugs of a parent or carer",
            ["MentalHealth"] = "Mental health, the child’s own",
            ["ParentalMentalHealth"] = "Mental health of a parent or carer",
        };

    private static readonly string[] Protect =
    [
        "An adult at home who sees it and acts",
        "Somebody outside the family the child trusts and talks to",
        "In school, college or work most days",
        "Friends who are good for them",
        "The child wants it to change",
    ];

    /// <summary>Every version of every tool.</summary>
    public static IReadOnlyList<RiskTool> All { get; } =
    [
        Of(
            "DomesticAbuse",
            "Domestic abuse: the child as a victim",
            [
                "The child was hurt, or was in the way",
                "The child sees or hears it",
                "The child is used to watch, carry messages or control",
                "Weapons, strangling or threats to kill",
                "It is getting worse or comes more often",
                "A parent has just left, or is about to",
                "The person who abuses breaks orders or bail",
                "The parent is afraid",
            ],
            types:
            [
                "Physical",
                "Sexual",
                "Controlling or coercive",
                "Economic",
                "Emotional or psychological",
                "So-called honour-based abuse",
                "From child to parent",
                "Between young people in a relationship",
            ]
        ),
        Of(
            "Neglect",
            "Neglect: a graded profile",
            ["It has gone on in spite of help", "It differs between the children of the family", "Appointments are missed again and again"],
            grades:
            [
                "Food, clothes, warmth and cleanliness",
                "Health and teeth",
                "Safety at home and outside, and somebody looking after them",
                "Being noticed, comforted and loved",
                "Learning, play and being stretched",
            ]
        ),
        Of(
            "CriminalExploitation",
            "Criminal exploitation and county lines",
            [
                "Money, clothes, telephones that nobody can explain",
                "More than one telephone, many calls and messages",
                "Found far from home, or carrying keys, cash or drugs",
                "Owes money, or is afraid of somebody",
                "Older people or cars that fetch the child",
                "Injured and does not say how",
                "Excluded, or often not in school",
                "A home in the family’s circle is used by others to deal",
            ]
        ),
        Of(
            "SexualExploitation",
            "Sexual exploitation",
            [
                "An older boyfriend, girlfriend or friend who decides things",
                "Gifts, lifts, places to stay",
                "Pictures asked for or passed on",
                "Sexual health worries or a pregnancy",
                "Comes back upset, hurt or under the influence",
                "Talks of parties or hotels with adults",
            ]
        ),
        Of(
            "Radicalisation",
            "Radicalisation",
            [
                "Speaks of others as less than human",
                "Excuses or plans violence for a cause",
                "Follows or shares violent extremist material",
                "Somebody draws the child into it",
                "Cut off from those who think otherwise",
            ]
        ),
        Of(
            "GangsAndSeriousViolence",
            "Serious violence",
            [
                "Carries a weapon, or has used one",
                "Was attacked or threatened",
                "Named in a conflict between groups",
                "Cannot go to certain places",
                "Violence at home towards the family",
            ]
        ),
        Of(
            "OnlineHarm",
            "Online harm",
            [
                "In touch with strangers who hide who they are",
                "Asked for pictures, money or to meet",
                "Threatened with pictures",
                "Sees or shares self-harm, violence or abuse",
                "Online through the night",
            ]
        ),
        Of(
            "GoingMissing",
            "Going missing",
            ["Goes more often, or for longer", "Is away overnight", "Does not say where or with whom", "Comes back hurt or hungry", "The carer does not report it"]
        ),
        Of(
            "SubstanceMisuse",
            "Alcohol or drugs, the child’s own",
            ["Uses every week or more", "Uses alone or to cope", "Was in danger while using", "Takes or sells to pay for it"]
        ),
        Of(
            "ParentalSubstanceMisuse",
            "Alcohol or drugs of a parent or carer",
            [
                "Nobody sober looks after the child",
                "Money for the home goes on it",
                "Drugs or needles in the child’s reach",
                "Strangers in the home",
                "The child looks after the adult",
            ]
        ),
        Of(
            "MentalHealth",
            "Mental health, the child’s own",
            ["Hurts themselves", "Speaks of not wanting to live", "Does not eat, sleep or wash", "Withdrawn for weeks", "Waits for help that does not come"]
        ),
        Of(
            "ParentalMentalHealth",
            "Mental health of a parent or carer",
            ["The child is part of frightening ideas", "Speaks of not wanting to live", "Cannot do the day’s care", "Has stopped treatment", "The child looks after the adult"]
        ),
    ];

    /// <summary>The version of a risk’s tool that is used on a day; null for a risk without one.</summary>
    public static RiskTool? On(string risk, DateOnly day) => All.Where(t => t.Risk == risk && t.From <= day).MaxBy(t => t.Version);

    /// <summary>The very version that a screening was made with; null when it is not known any more.</summary>
    public static RiskTool? Find(string key, int version) => All.FirstOrDefault(t => t.Key == key && t.Version == version);

    /// <summary>A risk in words; what is not known by a key stands as it is.</summary>
    public static string Risk(string key) => Risks.GetValueOrDefault(key, key);

    private static RiskTool Of(string risk, string title, string[] indicators, string[]? types = null, string[]? grades = null) =>
        new(
            $"kith-{risk.ToLowerInvariant()}",
            1,
            First,
            risk,
            title,
            [
                .. Lines("t", RiskLineKind.Type, types ?? []),
                .. Lines("g", RiskLineKind.Grade, grades ?? []),
                .. Lines("i", RiskLineKind.Indicator, indicators),
                .. Lines("p", RiskLineKind.Protective, Protect),
            ]
        );

    private static IEnumerable<RiskLine> Lines(string begin, RiskLineKind kind, string[] words) =>
        words.Select((w, i) => new RiskLine(FormattableString.Invariant($"{begin}{i + 1}"), kind, w));
}
