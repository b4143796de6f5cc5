namespace Kith.Matching;

/// <summary>A person's facts normalised once, ready to be compared many times.</summary>
public sealed class PreparedPerson
{
    private IReadOnlyList<string>? _addressWords;
    private Tuple<(string Number, string Street)?>? _house;
    private Tuple<string?>? _line;
    private PersonTraits? _traits;

    /// <summary>Normalises the facts.</summary>
    /// <param name="facts">As recorded.</param>
    /// <param name="names">The names of the file they are in; null for a person by themselves.</param>
    public PreparedPerson(PersonFacts facts, NameTable? names = null)
    {
        Facts = facts;
        Given = Name(facts.Given);
        Middle = Name(facts.Middle);
        Family = Name(facts.Family);
        Others = facts.OtherNames.Count == 0 ? [] : [.. facts.OtherNames.Select(o => (Name(o.Given), Name(o.Family)))];
        Nhs = Number(facts.NhsNumber);
        Upn = Number(facts.Upn);
        LocalId = IdentifierText.Compact(facts.LocalId);
        Postcode = IdentifierText.Compact(facts.Postcode) is { } postcode && !IsNoValue(postcode) ? postcode : null;
        EarlierPostcodes =
            facts.PreviousPostcodes.Count == 0 ? [] : [.. facts.PreviousPostcodes.Select(IdentifierText.Compact).OfType<string>().Where(p => p != Postcode).Distinct()];
        NhsIsValid = IdentifierText.IsNhsNumber(Nhs);
        UpnIsValid = IdentifierText.IsUpn(Upn);
        Sex = facts.Sex is { Length: > 0 } s && char.ToUpperInvariant(s.Trim().FirstOrDefault()) is 'F' or 'M' ? char.ToUpperInvariant(facts.Sex.Trim()[0]) : null;

        NormalisedName Name(string? text) => names is null ? NormalisedName.Of(text) : names.Of(text);
    }

    /// <summary>The facts as recorded.</summary>
    public PersonFacts Facts { get; }

    /// <summary>Given names.</summary>
    public NormalisedName Given { get; }

    /// <summary>Middle names.</summary>
    public NormalisedName Middle { get; }

    /// <summary>Family name.</summary>
    public NormalisedName Family { get; }

    /// <summary>Aliases.</summary>
    public IReadOnlyList<(NormalisedName Given, NormalisedName Family)> Others { get; }

    /// <summary>NHS number, compact.</summary>
    public string? Nhs { get; }

    /// <summary>True when <see cref="Nhs"/> passes its own check.</summary>
    public bool NhsIsValid { get; }

    /// <summary>Unique pupil number, compact.</summary>
    public string? Upn { get; }

    /// <summary>True when <see cref="Upn"/> passes its own check.</summary>
    public bool UpnIsValid { get; }

    /// <summary>Local identifier, compact.</summary>
    public string? LocalId { get; }

    /// <summary>Postcode, compact.</summary>
    public string? Postcode { get; }

    /// <summary>Earlier postcodes, compact, each different from the present one.</summary>
    public IReadOnlyList<string> EarlierPostcodes { get; }

    /// <summary>Words of the address, folded.</summary>
    public IReadOnlyList<string> AddressWords => _addressWords ??= Facts.AddressLines.Count == 0 ? [] : Words(string.Join(' ', Facts.AddressLines));

    /// <summary>House number and first word of the street, or null.</summary>
    public (string Number, string Street)? House => (_house ??= Tuple.Create(HouseAndStreet(AddressWords))).Item1;

    /// <summary>F, M or null.</summary>
    public char? Sex { get; }

    /// <summary>What an address says where it has no house number, closed up: the name of a house, or only a street; null when there is a number or nothing.</summary>
    public string? Line => (_line ??= Tuple.Create(House is null && AddressWords.Count > 0 ? string.Concat(AddressWords) : null)).Item1;

    /// <summary>What two people are compared by beside their names, worked out once.</summary>
    internal PersonTraits Traits => _traits ??= new PersonTraits(this);

    /// <summary>A number as it is compared; null for what people write where there is none: words, and one digit over and over.</summary>
    private static string? Number(string? text)
    {
        if (IdentifierText.Compact(text) is not { } compact)
        {
            return null;
        }

        var digits = compact.Where(char.IsAsciiDigit).ToArray();
        return digits.Length < 3 || Array.TrueForAll(digits, d => d == digits[0]) ? null : compact;
    }

    private static bool IsNoValue(string compact) => compact is "NA" or "NK" or "NONE" or "NULL" or "NIL" or "TBC" or "UNK" or "UNKNOWN" or "NOTKNOWN" or "NOTRECORDED";

    internal static IReadOnlyList<string> Words(string text) => TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>House number and first word of the street, or null: «12 High Street» gives (12, high).</summary>
    internal static (string Number, string Street)? HouseAndStreet(IReadOnlyList<string> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (char.IsAsciiDigit(words[i][0]) && words[i].Length <= 5 && char.IsLetter(words[i + 1][0]))
            {
                // «12 a High Street» is 12a.
                return words[i + 1].Length == 1 && i + 2 < words.Count ? (words[i] + words[i + 1], words[i + 2]) : (words[i], words[i + 1]);
            }
        }

        return null;
    }
}
