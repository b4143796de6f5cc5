using Kith.Practice.Acts;
using Kith.Standards.Calendar;

namespace Kith.Practice.Children.Relationships;

/// <summary>What of a relationship can be dated: since when, until when, and what the law or birth made of it.</summary>
/// <param name="To">For a couple the day they parted.</param>
/// <param name="FormedOn">The day of the marriage, the civil partnership or the adoption order.</param>
/// <param name="DissolvedOn">The day of the divorce, or on which the civil partnership was dissolved.</param>
public sealed record RelationshipDates(DateOnly? From = null, DateOnly? To = null, RelationshipForm? Form = null, DateOnly? FormedOn = null, DateOnly? DissolvedOn = null);

/// <summary>
/// Marriage, civil partnership, adoption and twins: which can be said of whom, in which order the days come, and how
/// they are told. Pure.
/// </summary>
public static class RelationshipForms
{
    /// <summary>Days between the births of twins that nobody has heard of: beyond it one date is wrong.</summary>
    public const int LongestBirth = 120;

    /// <summary>What can be said of a kind of relationship; empty where nothing more is asked.</summary>
    public static IReadOnlyList<RelationshipForm> Of(RelationshipKind kind) =>
        kind switch
        {
            RelationshipKind.Partner or RelationshipKind.FormerPartner => [RelationshipForm.LivingTogether, RelationshipForm.Married, RelationshipForm.CivilPartnership],
            RelationshipKind.Parent or RelationshipKind.Child => [RelationshipForm.Adopted],
            RelationshipKind.Sibling => [RelationshipForm.Twins, RelationshipForm.IdenticalTwins],
            _ => [],
        };

    /// <summary>«Civil partnership».</summary>
    public static string Word(RelationshipForm form) =>
        form switch
        {
            RelationshipForm.LivingTogether => "Living together, not married",
            RelationshipForm.Married => "Married",
            RelationshipForm.CivilPartnership => "Civil partnership",
            RelationshipForm.Adopted => "By adoption",
            RelationshipForm.Twins => "Twins (or triplets and more)",
            _ => "Identical twins",
        };

    /// <summary>The kind with its form, by the sex of the person described: «husband», «adoptive mother», «twin brother».</summary>
    public static string Word(this RelationshipKind kind, string? sex, RelationshipForm? form)
    {
        var word = kind.Word(sex);
        return (form, kind) switch
        {
            (RelationshipForm.Married, RelationshipKind.Partner) => Spouse(sex),
            (RelationshipForm.Married, RelationshipKind.FormerPartner) => "former " + Spouse(sex),
            (RelationshipForm.CivilPartnership, RelationshipKind.Partner) => "civil partner",
            (RelationshipForm.CivilPartnership, RelationshipKind.FormerPartner) => "former civil partner",
            (RelationshipForm.Adopted, RelationshipKind.Parent) => "adoptive " + word,
            (RelationshipForm.Adopted, RelationshipKind.Child) => "adopted " + word,
            (RelationshipForm.Twins, _) => "twin " + word,
            (RelationshipForm.IdenticalTwins, _) => "identical twin " + word,
            _ => word,
        };
    }

    /// <summary>The days in words: «married 3 May 2010, parted 1 June 2019, divorced 4 March 2021»; empty where no form is recorded.</summary>
    public static string Days(RelationshipDates d)
    {
        var said = new List<string>();
        var civil = d.Form == RelationshipForm.CivilPartnership;
        if (d.Form is RelationshipForm.Married or RelationshipForm.CivilPartnership)
        {
            said.Add((civil ? "civil partnership" : "married") + On(d.FormedOn));
            if (d.To is { } parted && parted != d.DissolvedOn)
            {
                said.Add("parted" + On(parted));
            }
            if (d.DissolvedOn is not null)
            {
                said.Add((civil ? "dissolved" : "divorced") + On(d.DissolvedOn));
            }
        }
        else if (d.Form == RelationshipForm.Adopted)
        {
            said.Add("adopted" + On(d.FormedOn));
        }
        else if (d.Form == RelationshipForm.LivingTogether)
        {
            said.Add("living together, not married");
        }
        return string.Join(", ", said);
    }

    /// <summary>What cannot be, at the field that has to change.</summary>
    /// <param name="elderBorn">The births of the two: for an adoption the child's is <paramref name="childBorn"/>.</param>
    public static IEnumerable<Problem> Problems(
        RelationshipKind? kind,
        RelationshipDates d,
        DateOnly today,
        DateOnly? childBorn = null,
        (DateOnly? One, DateOnly? Other) births = default
    )
    {
        if (d.Form is { } form && (!Enum.IsDefined(form) || (kind is { } k && !Of(k).Contains(form))))
        {
            yield return new(nameof(d.Form), $"«{Word(form)}» does not go with how they are related. Choose what fits, or «Not recorded»");
            yield break;
        }
        var couple = d.Form is RelationshipForm.Married or RelationshipForm.CivilPartnership;
        if (d.FormedOn is not null && !couple && d.Form != RelationshipForm.Adopted)
        {
            yield return new(nameof(d.FormedOn), "Say what happened on that day: a marriage, a civil partnership or an adoption");
        }
        else if (d.FormedOn > today)
        {
            yield return new(nameof(d.FormedOn), "The day must be today or in the past");
        }
        else if (d.Form == RelationshipForm.Adopted && d.FormedOn < childBorn)
        {
            yield return new(nameof(d.FormedOn), "A child cannot be adopted before birth. Check the day");
        }
        else if (couple && d.To < d.FormedOn)
        {
            yield return new(nameof(d.To), "They cannot have parted before the day they married or became civil partners");
        }
        if (d.DissolvedOn is not null && !couple)
        {
            yield return new(nameof(d.DissolvedOn), "Only a marriage or a civil partnership ends by divorce or dissolution. Use the day they parted");
        }
        else if (d.DissolvedOn > today)
        {
            yield return new(nameof(d.DissolvedOn), "The day must be today or in the past");
        }
        else if (d.DissolvedOn < d.FormedOn || d.DissolvedOn < d.To)
        {
            yield return new(nameof(d.DissolvedOn), "A divorce or dissolution comes after the marriage or partnership, and not before the day they parted");
        }
        if (
            d.Form is RelationshipForm.Twins or RelationshipForm.IdenticalTwins
            && births is ({ } one, { } other)
            && Math.Abs(one.DayNumber - other.DayNumber) is var apart and > LongestBirth
        )
        {
            yield return new(nameof(d.Form), $"Their dates of birth are {apart} days apart: they cannot be twins. Check both dates");
        }
    }

    /// <summary>
    /// Parents by birth who are still recorded with parental responsibility though the child was adopted by others: an
    /// adoption order ends it, unless the parent is the partner of the adopter (Adoption and Children Act 2002, section 46).
    /// </summary>
    /// <param name="parents">The parents of one child: the form, and whether they hold parental responsibility.</param>
    public static bool AsksAboutResponsibility(IReadOnlyCollection<(RelationshipForm? Form, bool Responsible)> parents) =>
        parents.Any(p => p.Form == RelationshipForm.Adopted) && parents.Any(p => p.Form is null && p.Responsible);

    private static string Spouse(string? sex) =>
        sex switch
        {
            "F" => "wife",
            "M" => "husband",
            _ => "spouse",
        };

    private static string On(DateOnly? day) => day is { } on ? " " + DateWords.Medium(on) : "";
}
