using System.Globalization;

namespace Kith.Practice.Network.Genograms;

/// <summary>What the parts of a genogram are called, and how each is drawn.</summary>
public static class GenogramWords
{
    /// <summary>The outline of a person.</summary>
    public static SymbolShape Shape(GenogramPerson person) =>
        person.Life switch
        {
            DrawnLife.Unborn => SymbolShape.Triangle,
            DrawnLife.Miscarriage => SymbolShape.Dot,
            _ => person.Shape switch
            {
                DrawnGender.Man => SymbolShape.Square,
                DrawnGender.Woman => SymbolShape.Circle,
                DrawnGender.Other => SymbolShape.Hexagon,
                _ => SymbolShape.Diamond,
            },
        };

    /// <summary>The line between two partners.</summary>
    public static LineLook Look(CoupleKind kind) =>
        kind switch
        {
            CoupleKind.Partners => LineLook.Partners,
            CoupleKind.Married => LineLook.Married,
            CoupleKind.Together => LineLook.Together,
            CoupleKind.Ended => LineLook.Ended,
            CoupleKind.Separated => LineLook.Separated,
            CoupleKind.Divorced => LineLook.Divorced,
            _ => LineLook.NotRecorded,
        };

    /// <summary>The line down to a child.</summary>
    public static LineLook Look(ParentKind kind) =>
        kind switch
        {
            ParentKind.Adopted => LineLook.Adopted,
            ParentKind.Foster => LineLook.Foster,
            ParentKind.Guardian => LineLook.Guardian,
            ParentKind.Step => LineLook.Step,
            _ => LineLook.Birth,
        };

    /// <summary>Strokes across the line of a couple.</summary>
    public static int Strokes(CoupleKind kind) =>
        kind switch
        {
            CoupleKind.Separated or CoupleKind.Ended => 1,
            CoupleKind.Divorced => 2,
            _ => 0,
        };

    /// <summary>What a line means, for the legend.</summary>
    public static string Of(LineLook look) =>
        look switch
        {
            LineLook.Partners => "A couple; whether married is not recorded",
            LineLook.Married => "Married, or civil partners",
            LineLook.Together => "Together, not married",
            LineLook.NotRecorded => "Have a child; whether a couple is not recorded",
            LineLook.Separated => "Married or civil partners, separated",
            LineLook.Divorced => "Divorced, or partnership dissolved",
            LineLook.Ended => "Were a couple, no longer",
            LineLook.Descent => "Parents and where their children begin",
            LineLook.Birth => "Child, by birth unless marked",
            LineLook.Adopted => "Adopted (A)",
            LineLook.Foster => "Fostered (F)",
            LineLook.Guardian => "Special guardianship (SG)",
            LineLook.Step => "Stepchild (S)",
            LineLook.Twins => "Of one birth",
            LineLook.IdenticalTwins => "Identical, of one birth",
            LineLook.Siblings => "Brothers and sisters; parents not on record",
            LineLook.HalfSiblings => "Half or step brothers and sisters; parents not on record",
            LineLook.Carer => "Cares for (C)",
            _ => "Related; through whom is not on record",
        };

    /// <summary>What an outline means, for the legend.</summary>
    public static string Of(SymbolShape shape) =>
        shape switch
        {
            SymbolShape.Square => "Male",
            SymbolShape.Circle => "Female",
            SymbolShape.Hexagon => "Another gender",
            SymbolShape.Triangle => "Not yet born",
            SymbolShape.Dot => "Miscarriage",
            _ => "Sex not recorded",
        };

    /// <summary>Years below the name: «1950 to 2020», «due Mar 2027»; empty for the living, whose age stands in the symbol.</summary>
    public static string Years(GenogramPerson person) =>
        person.Life switch
        {
            DrawnLife.Unborn => person.Born is { } due ? "due " + due.ToString("MMM yyyy", CultureInfo.InvariantCulture) : "not yet born",
            DrawnLife.Miscarriage => person.Born is { } on ? "miscarriage " + on.Year.ToString(CultureInfo.InvariantCulture) : "miscarriage",
            DrawnLife.Stillborn => person.Born is { } on ? "stillborn " + on.Year.ToString(CultureInfo.InvariantCulture) : "stillborn",
            DrawnLife.Died => (person.Born?.Year, person.Died?.Year) switch
            {
                ({ } b, { } d) => string.Create(CultureInfo.InvariantCulture, $"{b} to {d}"),
                (_, { } d) => string.Create(CultureInfo.InvariantCulture, $"died {d}"),
                ({ } b, _) => string.Create(CultureInfo.InvariantCulture, $"born {b}, died"),
                _ => "died",
            },
            _ => "",
        };

    /// <summary>Years of a couple above its line: «2010 to 2015».</summary>
    public static string CoupleDates(Couple? couple) =>
        couple is null
            ? ""
            : (couple.From?.Year, couple.To?.Year) switch
            {
                ({ } f, { } t) => string.Create(CultureInfo.InvariantCulture, $"{f} to {t}"),
                ({ } f, _) => string.Create(CultureInfo.InvariantCulture, $"since {f}"),
                (_, { } t) => string.Create(CultureInfo.InvariantCulture, $"until {t}"),
                _ => "",
            };

    internal static string Sex(DrawnGender gender, bool young) =>
        gender switch
        {
            DrawnGender.Woman => young ? "girl" : "woman",
            DrawnGender.Man => young ? "boy" : "man",
            DrawnGender.Other => "another gender",
            _ => "sex not recorded",
        };
}
