namespace Kith.Practice.Network.Genograms;

/// <summary>Which shape a person has: by the gender they live in where it is known, otherwise by the sex on record.</summary>
public enum DrawnGender
{
    NotRecorded,
    Woman,
    Man,

    /// <summary>Neither, in the person's own words.</summary>
    Other,
}

/// <summary>Where in life a person is.</summary>
public enum DrawnLife
{
    Living,
    Unborn,
    Died,
    Miscarriage,
    Stillborn,
}

/// <summary>What two people are or were to each other.</summary>
public enum CoupleKind
{
    /// <summary>They have a child; nothing is recorded of the two.</summary>
    NotRecorded,

    /// <summary>A couple; whether married is not recorded.</summary>
    Partners,
    Married,
    Together,

    /// <summary>A couple that lived together without being married, and no longer does.</summary>
    Ended,
    Separated,
    Divorced,
}

/// <summary>How a child came to a parent.</summary>
public enum ParentKind
{
    Birth,
    Adopted,
    Foster,
    Guardian,
    Step,
}

/// <summary>What joins two people where the records do not say through whom.</summary>
public enum TieKind
{
    Sibling,
    HalfSibling,
    StepSibling,
    Grandparent,
    AuntOrUncle,
    Cousin,
    Carer,
    Relative,
}

/// <summary>A person to draw.</summary>
/// <param name="Id">Unique within the family.</param>
/// <param name="Name">As a colleague would say it.</param>
public sealed record GenogramPerson(string Id, string Name)
{
    /// <summary>The sex on record.</summary>
    public DrawnGender Sex { get; init; }

    /// <summary>The gender the person lives in, where it differs from the sex on record; null otherwise.</summary>
    public DrawnGender? Gender { get; init; }
    public DrawnLife Life { get; init; }

    /// <summary>Born, or expected.</summary>
    public DateOnly? Born { get; init; }
    public DateOnly? Died { get; init; }

    /// <summary>True for someone adopted into a family that this drawing does not show.</summary>
    public bool AdoptedAway { get; init; }

    /// <summary>Where the person's page is; null when the reader may not open it.</summary>
    public string? Path { get; init; }

    /// <summary>The gender that gives the shape.</summary>
    public DrawnGender Shape => Gender ?? Sex;

    /// <summary>Completed years at a day or at death; null when not known or not born.</summary>
    public int? AgeOn(DateOnly today)
    {
        if (Born is not { } born || Life is DrawnLife.Unborn or DrawnLife.Miscarriage or DrawnLife.Stillborn || (Life == DrawnLife.Died && Died is null))
        {
            return null;
        }
        var at = Died ?? today;
        var years = at.Year - born.Year - ((at.Month, at.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
        return years < 0 ? null : years;
    }
}

/// <summary>Two people who are or were a couple.</summary>
/// <param name="From">The day they came together, or married.</param>
/// <param name="To">The day they parted, or of the divorce.</param>
public sealed record Couple(string A, string B, CoupleKind Kind, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>True for a civil partnership, which is drawn as a marriage is and called by its own name.</summary>
    public bool Civil { get; init; }
}

/// <summary>A parent, by birth or otherwise, of a child.</summary>
public sealed record ParentLink(string Parent, string Child, ParentKind Kind = ParentKind.Birth);

/// <summary>Children of one birth; identical where that is known.</summary>
public sealed record TwinSet(IReadOnlyList<string> Ids, bool Identical = false);

/// <summary>People of one home, and how the home is called: «Home of Dawn Thompson».</summary>
public sealed record Household(string Name, IReadOnlyList<string> Ids);

/// <summary>«A is the kind of B», where the records do not say through whom.</summary>
/// <param name="Word">As the record has it: «aunt», «great-uncle».</param>
public sealed record FamilyTie(string A, string B, TieKind Kind, string Word);

/// <summary>Everything a genogram is drawn from.</summary>
public sealed record GenogramFamily
{
    /// <summary>The person the drawing is about.</summary>
    public required string Index { get; init; }

    /// <summary>Through whose eyes: everyone is named by what they are to this person. Null: the index person.</summary>
    public string? From { get; init; }
    public required DateOnly Today { get; init; }
    public IReadOnlyList<GenogramPerson> People { get; init; } = [];
    public IReadOnlyList<Couple> Couples { get; init; } = [];
    public IReadOnlyList<ParentLink> Parents { get; init; } = [];
    public IReadOnlyList<TwinSet> Twins { get; init; } = [];
    public IReadOnlyList<Household> Households { get; init; } = [];
    public IReadOnlyList<FamilyTie> Ties { get; init; } = [];
}
