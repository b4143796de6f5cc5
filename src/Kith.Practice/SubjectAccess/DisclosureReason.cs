using System.ComponentModel.DataAnnotations;

namespace Kith.Practice.SubjectAccess;

/// <summary>
/// Why something is not given: the exemptions of the Data Protection Act 2018 that arise in the records of children's services.
/// A closed list, because a reason that is not in the Act is none.
/// </summary>
public enum DisclosureReason
{
    [Display(
        Name = "It is about another person",
        Description = "Schedule 2, paragraphs 16 and 17. Think first: did they agree, or is it reasonable without? What a worker wrote or said in their work is given as a rule"
    )]
    OtherPerson,

    [Display(Name = "It could do serious harm", Description = "Schedule 3, paragraph 11: to the body or mind of the person or of anybody else")]
    SeriousHarm,

    [Display(Name = "It is about health, and a health professional says it could do serious harm", Description = "Schedule 3, paragraphs 5 and 6. Ask them before you decide")]
    Health,

    [Display(Name = "It is about education, and could do serious harm", Description = "Schedule 3, paragraph 19")]
    Education,

    [Display(Name = "It is advice of a lawyer", Description = "Schedule 2, paragraph 19: legal professional privilege")]
    Privilege,

    [Display(Name = "It would stand in the way of stopping or finding out a crime", Description = "Schedule 2, paragraph 2")]
    Crime,

    [Display(
        Name = "The person, or whoever told us, did not want it to be known by whoever asks",
        Description = "Schedule 3, paragraph 10. Only where somebody else asks for the person"
    )]
    Wishes,

    [Display(Name = "It belongs to a court", Description = "Schedule 3, paragraph 9: reports and evidence given to a family court under its rules")]
    Court,

    [Display(Name = "It is a record of an adoption", Description = "Schedule 4, paragraph 3")]
    Adoption,

    [Display(Name = "Another ground of the Act", Description = "Write which one")]
    Other,
}

/// <summary>What whoever reads the pack is told of a reason.</summary>
public static class DisclosureReasons
{
    /// <summary>
    /// False where even to say why would tell what is held back, or do the harm that it is held back for. The pack then says that
    /// something was taken out, and nothing of the reason.
    /// </summary>
    public static bool IsTold(DisclosureReason reason) =>
        reason is not (DisclosureReason.Crime or DisclosureReason.SeriousHarm or DisclosureReason.Health or DisclosureReason.Education);

    /// <summary>«about another person», as the reader of the pack reads it.</summary>
    public static string Words(DisclosureReason reason) =>
        reason switch
        {
            DisclosureReason.OtherPerson => "about another person",
            DisclosureReason.Privilege => "advice of a lawyer",
            DisclosureReason.Wishes => "somebody asked that it is not passed on",
            DisclosureReason.Court => "belongs to a court",
            DisclosureReason.Adoption => "record of an adoption",
            DisclosureReason.Other => "the law lets us keep this back",
            _ => "",
        };

    /// <summary>What stands where words were taken out.</summary>
    public static string Mark(DisclosureReason reason) => IsTold(reason) ? $"[taken out: {Words(reason)}]" : "[taken out]";
}
