namespace Kith.Matching;

/// <summary>
/// What somebody typed to find a person, taken apart. Made by <see cref="Parse"/> from one box of free text, or by
/// <see cref="ForPerson"/> from the fields of a form (search before create). Never both a date of birth and a year.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>The words taken as names, in the order typed.</summary>
    public NormalisedName Names { get; init; } = NormalisedName.Empty;

    /// <summary>True when the family name came first: «Smith, John».</summary>
    public bool FamilyFirst { get; init; }

    /// <summary>A whole date, taken as the date of birth.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>Only a year of birth.</summary>
    public int? YearOfBirth { get; init; }

    /// <summary>With <see cref="YearOfBirth"/>, a month.</summary>
    public int? MonthOfBirth { get; init; }

    /// <summary>Earliest and latest date of birth that fit an age, when the query had one and today was given.</summary>
    public (DateOnly From, DateOnly To)? BornBetween { get; init; }

    /// <summary>Ten digits (or nine or eleven, mistyped) taken as an NHS number.</summary>
    public string? NhsNumber { get; init; }

    /// <summary>A unique pupil number, compact.</summary>
    public string? Upn { get; init; }

    /// <summary>A local identifier, compact.</summary>
    public string? LocalId { get; init; }

    /// <summary>A whole postcode, compact.</summary>
    public string? Postcode { get; init; }

    /// <summary>An outward postcode alone.</summary>
    public string? Outward { get; init; }

    /// <summary>House number.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>Words of the street, folded, without «street» or «road» after the first word.</summary>
    public IReadOnlyList<string> StreetWords { get; init; } = [];

    /// <summary>M or F, from a form only.</summary>
    public char? Sex { get; init; }

    /// <summary>True when nothing usable was typed.</summary>
    public bool IsEmpty =>
        NameParts.Count == 0
        && DateOfBirth is null
        && YearOfBirth is null
        && BornBetween is null
        && NhsNumber is null
        && Upn is null
        && LocalId is null
        && Postcode is null
        && Outward is null
        && HouseNumber is null;

    /// <summary>
    /// The names with a lone particle given back its place: «Al Smith» may be a man called Al, not the family Al-Smith.
    /// </summary>
    public IReadOnlyList<NamePart> NameParts => _nameParts ??= PartsOf(Names);

    /// <summary>All names closed up.</summary>
    public string Joined => Names.Joined;

    private IReadOnlyList<NamePart>? _nameParts;

    /// <summary>
    /// Takes free text apart: names, dates (12/03/2015, 12 Mar 2015, 2015-03-12, 12032015, March 2015, 2015), ages (9y, aged 9),
    /// NHS number, UPN, local identifiers, postcode, house number and street. Never throws.
    /// </summary>
    /// <param name="text">What was typed; only the first 256 code units count.</param>
    /// <param name="today">Today, needed to understand ages and years of two digits; without it ages are left out.</param>
    public static SearchQuery Parse(string? text, DateOnly? today = null) => SearchQueryParser.Parse(text, today);

    /// <summary>The query that asks for a person by everything known of them.</summary>
    public static SearchQuery ForPerson(PersonFacts facts)
    {
        var person = new PreparedPerson(facts);
        var house = person.House;
        var names = string.Join(' ', new[] { facts.Given, facts.Middle, facts.Family }.Where(n => !string.IsNullOrWhiteSpace(n)));
        return new SearchQuery
        {
            Names = NormalisedName.Of(names),
            DateOfBirth = facts.DateOfBirth,
            NhsNumber = person.Nhs,
            Upn = person.Upn,
            LocalId = person.LocalId,
            Postcode = IdentifierText.IsPostcode(person.Postcode) ? person.Postcode : null,
            HouseNumber = house?.Number,
            StreetWords = house is { } h ? [h.Street] : [],
            Sex = person.Sex,
        };
    }

    private static IReadOnlyList<NamePart> PartsOf(NormalisedName names)
    {
        if (names.Parts.Count != 1 || !names.Parts[0].HasParticle)
        {
            return names.Parts;
        }

        var part = names.Parts[0];
        var particle = part.Full[..^part.Core.Length];
        return NormalisedName.IsParticle(particle) ? [new NamePart(particle, particle), part] : names.Parts;
    }
}
