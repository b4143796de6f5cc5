using Kith.Practice.Store;

namespace Kith.Practice.Children;

/// <summary>The gender that a person lives in, where it differs from the sex on record.</summary>
public enum LivedGender
{
    Woman,
    Man,

    /// <summary>Neither, in the person's own words.</summary>
    Another,
}

/// <summary>How sure we are of a date of birth.</summary>
public enum DateCertainty
{
    Actual,
    Estimated,
}

/// <summary>
/// A person: a child, a parent, a relative, a friend of the family. A child (or unborn child) that children's
/// services works or worked with has <see cref="HasChildRecord"/> set and a local authority child id.
/// </summary>
public sealed class Person : SourcedRecord
{
    /// <summary>The authority's own id for the child (DfE N00097): letters and digits, up to 20, never used again.</summary>
    public string? LaChildId { get; set; }

    public bool HasChildRecord { get; set; }

    public string? GivenName { get; set; }
    public string? MiddleNames { get; set; }
    public string? FamilyName { get; set; }

    /// <summary>What the person likes to be called.</summary>
    public string? KnownAs { get; set; }

    public DateOnly? DateOfBirth { get; set; }
    public DateCertainty DateOfBirthCertainty { get; set; }

    /// <summary>Expected date of birth; set only while the child is unborn (DfE N00098).</summary>
    public DateOnly? ExpectedDateOfBirth { get; set; }

    public DateOnly? DateOfDeath { get; set; }

    /// <summary>DfE sex code: M, F or U.</summary>
    public string Sex { get; set; } = "U";

    /// <summary>Gender identity and pronouns in the person's own words.</summary>
    public string? GenderIdentity { get; set; }

    /// <summary>How the person lives, where it differs from the sex on record: chosen, never guessed from words. Gives the shape on drawings and «sister», «brother».</summary>
    public LivedGender? LivesAs { get; set; }
    public string? Pronouns { get; set; }

    /// <summary>DfE ethnicity code.</summary>
    public string? Ethnicity { get; set; }
    public string? FirstLanguage { get; set; }
    public bool InterpreterNeeded { get; set; }

    /// <summary>How best to be with this person and how they communicate, in a few plain words.</summary>
    public string? HowToBeWithMe { get; set; }

    /// <summary>NHS number, ten digits, check digit verified.</summary>
    public string? NhsNumber { get; set; }

    /// <summary>Unique pupil number, thirteen characters.</summary>
    public string? Upn { get; set; }
    public string? FormerUpn { get; set; }

    /// <summary>DfE reason code why there is no UPN.</summary>
    public string? UpnUnknown { get; set; }

    public string? Nationality { get; set; }
    public string? ImmigrationStatus { get; set; }

    /// <summary>Why we are involved, in three sentences, as a worker wrote it.</summary>
    public string? WhyInvolved { get; set; }
    public DateOnly? WhyInvolvedOn { get; set; }

    /// <summary>The worker who wrote it.</summary>
    public Guid? WhyInvolvedById { get; set; }

    /// <summary>Set when this record was merged into another; it then only points there.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Folded «family given», kept for order and paging; set whenever a name is.</summary>
    public string SortName { get; set; } = "";

    public List<PersonName> OtherNames { get; set; } = [];
    public List<Disability> Disabilities { get; set; } = [];
    public List<PersonAddress> Addresses { get; set; } = [];
    public List<ContactMethod> ContactMethods { get; set; } = [];
    public List<WarningNote> WarningNotes { get; set; } = [];
    public List<PersonIdentifier> OtherIdentifiers { get; set; } = [];

    /// <summary>The name as a colleague would say it; extracts such as the census carry no names, so the id stands in.</summary>
    public string DisplayName => PersonNames.Display(GivenName, FamilyName, KnownAs, LaChildId, ExpectedDateOfBirth is not null);
}

/// <summary>How names are shown and sorted.</summary>
public static class PersonNames
{
    /// <summary>«Mia Thompson», or «Child CE0000000012» where the record carries no name.</summary>
    public static string Display(string? given, string? family, string? knownAs, string? laChildId, bool unborn)
    {
        var first = string.IsNullOrWhiteSpace(knownAs) ? given : knownAs;
        var name = $"{first} {family}".Trim();
        if (name.Length > 0)
        {
            return unborn && string.IsNullOrWhiteSpace(first) ? $"Unborn baby {family}" : name;
        }
        return laChildId is { Length: > 0 } ? $"{(unborn ? "Unborn baby" : "Child")} {laChildId}" : "Name not recorded";
    }

    private const string Baby = "the baby",
        Nameless = "this child";

    /// <summary>
    /// What to call somebody in a sentence, from the name as it is shown: «Mia»; «the baby» before there is a name, and
    /// «this child» where a return brought none.
    /// </summary>
    public static string First(string shown) =>
        shown is Baby or Nameless ? shown
        : shown.StartsWith("Unborn baby", StringComparison.Ordinal) ? Baby
        : shown.Split(' ') is ["Child", _] ? Nameless
        : shown.Split(' ')[0];

    /// <summary>The same at the beginning of a sentence: «The baby».</summary>
    public static string FirstOfAll(string shown) => First(shown) is var first && first is Baby or Nameless ? char.ToUpperInvariant(first[0]) + first[1..] : first;

    /// <summary>The key that lists are ordered by.</summary>
    public static string Sort(string? given, string? family, string? laChildId) =>
        Matching.TextFolding.Fold($"{family} {given}").Trim() is { Length: > 0 } key ? Within(key) : (laChildId ?? "").ToLowerInvariant();

    /// <summary>
    /// The start of a text that an index holds: a database refuses to index a text of thousands of characters, and a
    /// name of such a length is kept all the same. No character is cut in two.
    /// </summary>
    internal static string Within(string key) => key.Length <= LongestKey ? key : key[..(char.IsHighSurrogate(key[LongestKey - 1]) ? LongestKey - 1 : LongestKey)];

    private const int LongestKey = 200;
}

public enum NameKind
{
    KnownAs,
    Former,
    Alias,
    Birth,
}

/// <summary>Another name of a person.</summary>
public sealed class PersonName : PersonRecord
{
    public NameKind Kind { get; set; }
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
}

/// <summary>A disability, by DfE census code (NONE stands alone).</summary>
public sealed class Disability : PersonRecord
{
    public required string Code { get; set; }
}

/// <summary>Where a person lived, from and to. The key finds people at the same address.</summary>
public sealed class PersonAddress : PersonRecord
{
    public string Kind { get; set; } = "Home";
    public string? Line1 { get; set; }
    public string? Line2 { get; set; }
    public string? Town { get; set; }
    public string? Postcode { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>Normalised postcode and first line; equal keys mean the same household.</summary>
    public string AddressKey { get; set; } = "";

    /// <summary>True when the address must not be told to some people; the note says to whom.</summary>
    public bool Confidential { get; set; }

    public override string ToString() => string.Join(", ", new[] { Line1, Line2, Town, Postcode }.Where(p => !string.IsNullOrWhiteSpace(p)));

    /// <summary>The household key of an address; empty when there is too little to tell.</summary>
    public static string KeyOf(string? line1, string? postcode)
    {
        var code = new string((postcode ?? "").Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant();
        var line = new string((line1 ?? "").Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant();
        return code.Length == 0 || line.Length == 0 ? "" : PersonNames.Within($"{code}|{line}");
    }
}

/// <summary>A telephone number, email or other way to reach someone, with who may safely use it.</summary>
public sealed class ContactMethod : PersonRecord
{
    public string Kind { get; set; } = "Mobile";
    public required string Value { get; set; }
    public string? SafeToContactNote { get; set; }
    public DateOnly? To { get; set; }
}

/// <summary>Something a visitor must know before calling. Always with a date on which it is looked at again.</summary>
public sealed class WarningNote : PersonRecord
{
    public required string Text { get; set; }
    public DateOnly RaisedOn { get; set; }
    public DateOnly ReviewOn { get; set; }
    public DateOnly? EndedOn { get; set; }
    public string? EndedReason { get; set; }
}

/// <summary>An identifier beyond the ones on the person: former ids, hospital, Home Office, another system's.</summary>
public sealed class PersonIdentifier : PersonRecord
{
    public required string Kind { get; set; }
    public required string Value { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
}

/// <summary>A school, GP practice, health visitor or other universal service of the person.</summary>
public sealed class ServiceRegistration : PersonRecord
{
    public string Kind { get; set; } = "School";
    public required string Name { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
}
