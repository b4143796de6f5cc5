using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Standards.CodeSets;
using Kith.Standards.Identifiers;

namespace Kith.Practice.Children.Details;

/// <summary>Who a person is, as a form holds it.</summary>
public record PersonDetails
{
    public string? GivenName { get; set; }
    public string? MiddleNames { get; set; }
    public string? FamilyName { get; set; }
    public string? KnownAs { get; set; }

    /// <summary>True for a child not yet born: then the expected date stands instead of the date of birth.</summary>
    public bool Unborn { get; set; }
    public DateOnly? DateOfBirth { get; set; }
    public bool DateOfBirthEstimated { get; set; }
    public DateOnly? ExpectedDateOfBirth { get; set; }
    public DateOnly? DateOfDeath { get; set; }

    /// <summary>DfE sex code: F, M or U.</summary>
    public string? Sex { get; set; }
    public string? GenderIdentity { get; set; }
    public LivedGender? LivesAs { get; set; }
    public string? Pronouns { get; set; }

    /// <summary>DfE ethnicity code.</summary>
    public string? Ethnicity { get; set; }
    public string? Nationality { get; set; }
    public string? ImmigrationStatus { get; set; }
    public string? NhsNumber { get; set; }
    public string? Upn { get; set; }

    /// <summary>The UPN that the child had before, if it was another.</summary>
    public string? FormerUpn { get; set; }

    /// <summary>DfE code of the reason why there is no UPN.</summary>
    public string? UpnUnknown { get; set; }

    /// <summary>The details of a person as they stand.</summary>
    public static PersonDetails Of(Person p) => Fill(new PersonDetails(), p);

    /// <summary>Fills a form from a person.</summary>
    public static T Fill<T>(T details, Person p)
        where T : PersonDetails
    {
        details.GivenName = p.GivenName;
        details.MiddleNames = p.MiddleNames;
        details.FamilyName = p.FamilyName;
        details.KnownAs = p.KnownAs;
        details.Unborn = p.DateOfBirth is null && p.ExpectedDateOfBirth is not null;
        details.DateOfBirth = p.DateOfBirth;
        details.DateOfBirthEstimated = p.DateOfBirthCertainty == DateCertainty.Estimated;
        details.ExpectedDateOfBirth = p.ExpectedDateOfBirth;
        details.DateOfDeath = p.DateOfDeath;
        details.Sex = p.Sex;
        details.GenderIdentity = p.GenderIdentity;
        details.LivesAs = p.LivesAs;
        details.Pronouns = p.Pronouns;
        details.Ethnicity = p.Ethnicity;
        details.Nationality = p.Nationality;
        details.ImmigrationStatus = p.ImmigrationStatus;
        details.NhsNumber = p.NhsNumber;
        details.Upn = p.Upn;
        details.FormerUpn = p.FormerUpn;
        details.UpnUnknown = p.UpnUnknown;
        return details;
    }
}

/// <summary>What must hold of a person's details, in one place for adding and for changing.</summary>
internal static class PersonRules
{
    /// <summary>Longest name or other short text.</summary>
    public const int Longest = 100;

    /// <summary>A record as a child is for people under this age (support can last until the 25th birthday).</summary>
    public const int ChildUntil = 26;

    /// <summary>Everything wrong with the details, each at its field.</summary>
    public static List<Problem> Check(PersonDetails d, bool isChild, DateOnly today)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(d.GivenName) && string.IsNullOrWhiteSpace(d.FamilyName) && string.IsNullOrWhiteSpace(d.KnownAs))
        {
            problems.Add(
                new(
                    d.Unborn ? nameof(d.FamilyName) : nameof(d.GivenName),
                    d.Unborn ? "Enter the family name the baby will have, or the mother's" : "Enter a first name or a family name"
                )
            );
        }
        foreach (
            var (field, value, words) in new[]
            {
                (nameof(d.GivenName), d.GivenName, "First name"),
                (nameof(d.MiddleNames), d.MiddleNames, "Middle names"),
                (nameof(d.FamilyName), d.FamilyName, "Family name"),
                (nameof(d.KnownAs), d.KnownAs, "Likes to be called"),
                (nameof(d.GenderIdentity), d.GenderIdentity, "Gender identity"),
                (nameof(d.Pronouns), d.Pronouns, "Pronouns"),
                (nameof(d.Nationality), d.Nationality, "Nationality"),
                (nameof(d.ImmigrationStatus), d.ImmigrationStatus, "Immigration status"),
            }
        )
        {
            if (value?.Trim().Length > Longest)
            {
                problems.Add(new(field, $"{words} must be {Longest} characters or fewer"));
            }
        }
        Dates(d, isChild, today, problems);
        if (!string.IsNullOrEmpty(d.Sex) && d.Sex is not ("F" or "M" or "U"))
        {
            problems.Add(new(nameof(d.Sex), "Choose female, male or not known"));
        }
        if (d.LivesAs is { } lives && !Enum.IsDefined(lives))
        {
            problems.Add(new(nameof(d.LivesAs), "Choose from the list"));
        }
        if (!string.IsNullOrEmpty(d.Ethnicity) && !CodeSets.Ethnicity.Contains(d.Ethnicity))
        {
            problems.Add(new(nameof(d.Ethnicity), "Choose an ethnicity from the list"));
        }
        if (!string.IsNullOrWhiteSpace(d.NhsNumber) && !NhsNumber.TryParse(d.NhsNumber, out _, out var nhs))
        {
            problems.Add(new(nameof(d.NhsNumber), nhs));
        }
        if (!string.IsNullOrWhiteSpace(d.Upn) && !Standards.Identifiers.Upn.TryParse(d.Upn, out _, out var upn))
        {
            problems.Add(new(nameof(d.Upn), upn));
        }
        if (!string.IsNullOrWhiteSpace(d.FormerUpn) && !Standards.Identifiers.Upn.TryParse(d.FormerUpn, out _, out var former))
        {
            problems.Add(new(nameof(d.FormerUpn), former));
        }
        if (!string.IsNullOrEmpty(d.UpnUnknown) && !CodeSets.UpnUnknown.Contains(d.UpnUnknown))
        {
            problems.Add(new(nameof(d.UpnUnknown), "Choose a reason from the list"));
        }
        else if (!string.IsNullOrEmpty(d.UpnUnknown) && !string.IsNullOrWhiteSpace(d.Upn))
        {
            problems.Add(new(nameof(d.UpnUnknown), "Leave the reason empty when there is a UPN"));
        }
        return problems;
    }

    private static void Dates(PersonDetails d, bool isChild, DateOnly today, List<Problem> problems)
    {
        if (d.Unborn)
        {
            if (d.ExpectedDateOfBirth is null)
            {
                problems.Add(new(nameof(d.ExpectedDateOfBirth), "Enter the expected date of birth"));
            }
            // A pregnancy lasts 40 weeks; babies come up to a few weeks late, and the news of the birth later still.
            else if (d.ExpectedDateOfBirth > today.AddDays(45 * 7) || d.ExpectedDateOfBirth < today.AddDays(-6 * 7))
            {
                problems.Add(new(nameof(d.ExpectedDateOfBirth), "The expected date of birth must be within 6 weeks ago and 45 weeks from now"));
            }
            if (d.DateOfBirth is not null)
            {
                problems.Add(new(nameof(d.DateOfBirth), "Leave the date of birth empty until the baby is born"));
            }
        }
        else if (d.DateOfBirth is { } born)
        {
            if (born > today)
            {
                problems.Add(new(nameof(d.DateOfBirth), "The date of birth must be today or in the past. For an unborn baby, say so and enter the expected date"));
            }
            else if (born < today.AddYears(-120))
            {
                problems.Add(new(nameof(d.DateOfBirth), "The date of birth must be within the last 120 years"));
            }
            else if (isChild && born < today.AddYears(-ChildUntil))
            {
                problems.Add(new(nameof(d.DateOfBirth), $"A record as a child is for people under {ChildUntil}. Check the year"));
            }
        }
        if (d.DateOfDeath is { } died && (died > today || died < d.DateOfBirth))
        {
            problems.Add(new(nameof(d.DateOfDeath), died > today ? "The date of death must be today or in the past" : "The date of death must be on or after the date of birth"));
        }
    }

    /// <summary>Writes checked details onto the person, with identifiers in their one proper form.</summary>
    public static void Apply(PersonDetails d, Person p)
    {
        p.GivenName = Clean(d.GivenName);
        p.MiddleNames = Clean(d.MiddleNames);
        p.FamilyName = Clean(d.FamilyName);
        p.KnownAs = Clean(d.KnownAs);
        p.DateOfBirth = d.Unborn ? null : d.DateOfBirth;
        p.DateOfBirthCertainty = d.DateOfBirthEstimated && !d.Unborn ? DateCertainty.Estimated : DateCertainty.Actual;
        // Kept after the birth only as long as the form says unborn (DfE N00098).
        p.ExpectedDateOfBirth = d.Unborn ? d.ExpectedDateOfBirth : null;
        p.DateOfDeath = d.DateOfDeath;
        p.Sex = string.IsNullOrEmpty(d.Sex) ? "U" : d.Sex;
        p.GenderIdentity = Clean(d.GenderIdentity);
        p.LivesAs = d.LivesAs;
        p.Pronouns = Clean(d.Pronouns);
        p.Ethnicity = Clean(d.Ethnicity);
        p.Nationality = Clean(d.Nationality);
        p.ImmigrationStatus = Clean(d.ImmigrationStatus);
        p.NhsNumber = NhsNumber.TryParse(d.NhsNumber, out var nhs, out _) ? nhs.Value : null;
        p.Upn = Standards.Identifiers.Upn.TryParse(d.Upn, out var upn, out _) ? upn.Value : null;
        p.FormerUpn = Standards.Identifiers.Upn.TryParse(d.FormerUpn, out var former, out _) ? former.Value : null;
        p.UpnUnknown = p.Upn is null ? Clean(d.UpnUnknown) : null;
        p.SortName = PersonNames.Sort(p.GivenName ?? p.KnownAs, p.FamilyName, p.LaChildId);
    }

    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>No child is seen before they are born.</summary>
internal static class Birth
{
    /// <summary>What is wrong with a day on which a child is said to have been seen; null when nothing is.</summary>
    public static Problem? Wrong(string field, DateOnly? seen, DateOnly? born, bool unborn) =>
        unborn ? new(field, "The baby is not born yet, and cannot have been seen. Record the birth first, or say that the child was not seen")
        : seen < born ? new(field, $"The child was born on {Standards.Calendar.DateWords.Long(born.Value)}, and cannot have been seen before")
        : null;
}

/// <summary>What several use cases ask of the record they change.</summary>
internal static class Editing
{
    /// <exception cref="NotAcceptedException">The record came with an extract.</exception>
    public static void RefuseImported(SourcedRecord record, string what)
    {
        if (record.Source is { } source)
        {
            throw new NotAcceptedException("", $"{what} came with the {Sources.Describe(source)}. Change it in the system it is kept in; it comes in again with the next extract");
        }
    }

    /// <exception cref="SecondEditorException">The record was saved by someone else since the form was filled.</exception>
    public static void SameVersion(Record record, int? version)
    {
        if (version is { } seen && seen != record.Version)
        {
            throw new SecondEditorException(record);
        }
    }

    /// <exception cref="NotAcceptedException">There are problems.</exception>
    public static void Refuse(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
    }

    /// <summary>A required reason, which has to say something: the problem, or null. See <see cref="WordsWorthKeeping"/>.</summary>
    public static Problem? Reason(string field, string? value, string missing, int longest) =>
        Text(field, value, missing, longest) ?? (WordsWorthKeeping.IsReason(value) ? null : new(field, $"{missing}, in a few words that whoever reads it later understands"));

    /// <summary>A required short text: the problem, or null.</summary>
    public static Problem? Text(string field, string? value, string missing, int longest)
    {
        var text = value?.Trim() ?? "";
        return text.Length == 0 ? new(field, missing)
            : text.Length > longest ? new(field, $"This must be {longest} characters or fewer")
            : null;
    }
}
