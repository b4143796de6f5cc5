using Kith.Practice.Store;

namespace Kith.Practice.Children;

/// <summary>What <see cref="Relationship.PersonId"/> is to <see cref="Relationship.OtherId"/>.</summary>
public enum RelationshipKind
{
    Parent,
    Child,
    StepParent,
    StepChild,
    Sibling,
    HalfSibling,
    StepSibling,
    Grandparent,
    Grandchild,
    AuntOrUncle,
    NieceOrNephew,
    Cousin,
    Partner,
    FormerPartner,
    Carer,
    CaredFor,
    Friend,
    OtherRelative,
    OtherConnected,
}

/// <summary>What birth, law or living together made of a relationship, where it is known: see <see cref="Relationships.RelationshipForms"/>.</summary>
public enum RelationshipForm
{
    LivingTogether,
    Married,
    CivilPartnership,
    Adopted,
    Twins,
    IdenticalTwins,
}

/// <summary>
/// «Person is kind of Other»: typed and dated. Both directions are kept, written in one act with the same pair id,
/// so that either side's record shows it.
/// </summary>
public sealed class Relationship : PersonRecord
{
    public Guid OtherId { get; set; }
    public Person? Other { get; set; }
    public RelationshipKind Kind { get; set; }

    /// <summary>Shared by the two directions.</summary>
    public Guid PairId { get; set; }

    /// <summary>True when the person has parental responsibility for the other (Children Act 1989 s3).</summary>
    public bool ParentalResponsibility { get; set; }
    public DateOnly? From { get; set; }

    /// <summary>The day it ended; for a couple the day they parted.</summary>
    public DateOnly? To { get; set; }
    public string? Note { get; set; }

    /// <summary>Married, adopted, twins; null where nothing of the kind is recorded.</summary>
    public RelationshipForm? Form { get; set; }

    /// <summary>The day of the marriage, the civil partnership or the adoption order.</summary>
    public DateOnly? FormedOn { get; set; }

    /// <summary>The day of the divorce, or on which the civil partnership was dissolved.</summary>
    public DateOnly? DissolvedOn { get; set; }
}

/// <summary>The words and inverses of relationships.</summary>
public static class RelationshipKinds
{
    /// <summary>What the other is to the person when the person is <paramref name="kind"/> to the other.</summary>
    public static RelationshipKind Inverse(this RelationshipKind kind) =>
        kind switch
        {
            RelationshipKind.Parent => RelationshipKind.Child,
            RelationshipKind.Child => RelationshipKind.Parent,
            RelationshipKind.StepParent => RelationshipKind.StepChild,
            RelationshipKind.StepChild => RelationshipKind.StepParent,
            RelationshipKind.Grandparent => RelationshipKind.Grandchild,
            RelationshipKind.Grandchild => RelationshipKind.Grandparent,
            RelationshipKind.AuntOrUncle => RelationshipKind.NieceOrNephew,
            RelationshipKind.NieceOrNephew => RelationshipKind.AuntOrUncle,
            RelationshipKind.Carer => RelationshipKind.CaredFor,
            RelationshipKind.CaredFor => RelationshipKind.Carer,
            _ => kind,
        };

    /// <summary>The kind in words, by the sex of the person described: «mother», «brother», «step-parent».</summary>
    public static string Word(this RelationshipKind kind, string? sex) =>
        (kind, sex) switch
        {
            (RelationshipKind.Parent, "F") => "mother",
            (RelationshipKind.Parent, "M") => "father",
            (RelationshipKind.Parent, _) => "parent",
            (RelationshipKind.Child, "F") => "daughter",
            (RelationshipKind.Child, "M") => "son",
            (RelationshipKind.Child, _) => "child",
            (RelationshipKind.StepParent, "F") => "stepmother",
            (RelationshipKind.StepParent, "M") => "stepfather",
            (RelationshipKind.StepParent, _) => "step-parent",
            (RelationshipKind.StepChild, _) => "stepchild",
            (RelationshipKind.Sibling, "F") => "sister",
            (RelationshipKind.Sibling, "M") => "brother",
            (RelationshipKind.Sibling, _) => "sibling",
            (RelationshipKind.HalfSibling, "F") => "half-sister",
            (RelationshipKind.HalfSibling, "M") => "half-brother",
            (RelationshipKind.HalfSibling, _) => "half-sibling",
            (RelationshipKind.StepSibling, _) => "step-sibling",
            (RelationshipKind.Grandparent, "F") => "grandmother",
            (RelationshipKind.Grandparent, "M") => "grandfather",
            (RelationshipKind.Grandparent, _) => "grandparent",
            (RelationshipKind.Grandchild, _) => "grandchild",
            (RelationshipKind.AuntOrUncle, "F") => "aunt",
            (RelationshipKind.AuntOrUncle, "M") => "uncle",
            (RelationshipKind.AuntOrUncle, _) => "aunt or uncle",
            (RelationshipKind.NieceOrNephew, "F") => "niece",
            (RelationshipKind.NieceOrNephew, "M") => "nephew",
            (RelationshipKind.NieceOrNephew, _) => "niece or nephew",
            (RelationshipKind.Cousin, _) => "cousin",
            (RelationshipKind.Partner, _) => "partner",
            (RelationshipKind.FormerPartner, _) => "former partner",
            (RelationshipKind.Carer, _) => "carer",
            (RelationshipKind.CaredFor, _) => "cared for",
            (RelationshipKind.Friend, _) => "friend",
            (RelationshipKind.OtherRelative, _) => "relative",
            _ => "other important person",
        };

    /// <summary>True for brothers and sisters of every kind.</summary>
    public static bool IsSibling(this RelationshipKind kind) => kind is RelationshipKind.Sibling or RelationshipKind.HalfSibling or RelationshipKind.StepSibling;
}
