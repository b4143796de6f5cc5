using Kith.Matching.Comparison;

namespace Kith.Matching;

/// <summary>
/// What two people are compared by beside their names, as numbers that lie side by side: most pairs of a file are told apart by these
/// alone, and a walk through texts all over memory would take longer than the comparing.
/// </summary>
internal sealed class PersonTraits
{
    public PersonTraits(PreparedPerson person)
    {
        var facts = person.Facts;
        if (facts.DateOfBirth is { } born)
        {
            (BirthDay, BirthDigits) = (born.DayNumber, DateComparison.Digits(born));
        }

        BirthKind = facts.DateOfBirthKind;
        Sex = person.Sex ?? '\0';
        (Nhs, NhsIsValid) = (new ShortText(person.Nhs), person.NhsIsValid);
        (Upn, UpnIsValid) = (new ShortText(person.Upn), person.UpnIsValid);
        if (person.LocalId is { } local)
        {
            LocalLength = local.Length;
            LocalBeginsWithDigit = char.IsAsciiDigit(local[0]);
            LocalNumber = IdentifierText.LocalNumber(local) is { } number ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 0;
        }

        Postcode = new ShortText(person.Postcode);
        HasEarlierPostcodes = person.EarlierPostcodes.Count > 0;
        if (person.House is var (houseNumber, street))
        {
            (HouseNumber, Street) = (new KeyHash().Add(houseNumber).ToKey(KeyClass.Address), new KeyHash().Add(street).ToKey(KeyClass.Address));
        }

        Area = person.Postcode is { } postcode ? Hashed(postcode) : 0;
        HasLine = person.Line is not null;
        Place =
            person.House is { } house ? Hashed(house.Number + ' ' + house.Street + ' ' + person.Postcode)
            : person.Line is { } line ? Hashed(line + ' ' + person.Postcode)
            : 0;
        (NameKey, HomeKey, BirthAndPlaceKey, BirthAndNameKey) = Company.KeysOf(person, this);
    }

    /// <summary>The day of birth, as <see cref="DateOnly.DayNumber"/>; -1 when not recorded.</summary>
    public int BirthDay { get; } = -1;

    /// <summary>Year, month and day of birth, a digit in each four bits; 0 when not recorded.</summary>
    public uint BirthDigits { get; }

    /// <summary>How far the date of birth can be trusted.</summary>
    public DateOfBirthKind BirthKind { get; }

    /// <summary>F, M or nothing.</summary>
    public char Sex { get; }

    /// <summary><see cref="PreparedPerson.NhsIsValid"/>.</summary>
    public bool NhsIsValid { get; }

    /// <summary><see cref="PreparedPerson.UpnIsValid"/>.</summary>
    public bool UpnIsValid { get; }

    /// <summary>Whether the local identifier begins with a digit.</summary>
    public bool LocalBeginsWithDigit { get; }

    /// <summary>Whether there are earlier postcodes.</summary>
    public bool HasEarlierPostcodes { get; }

    /// <summary>Whether there is an address without a house number.</summary>
    public bool HasLine { get; }

    /// <summary>Characters of the local identifier; 0 when there is none.</summary>
    public int LocalLength { get; }

    /// <summary>The number within the local identifier; 0 when it has none.</summary>
    public int LocalNumber { get; }

    /// <summary>A hash of the postcode; 0 when it is not recorded.</summary>
    public int Area { get; }

    /// <summary>A hash of the house or line with the postcode; 0 when it is not recorded.</summary>
    public int Place { get; }

    /// <summary>By whole name: what <see cref="Company"/> counts, as the three that follow; 0 where it is not recorded.</summary>
    public int NameKey { get; }

    /// <summary>By family name and address.</summary>
    public int HomeKey { get; }

    /// <summary>By date of birth and address.</summary>
    public int BirthAndPlaceKey { get; }

    /// <summary>By date of birth and given name.</summary>
    public int BirthAndNameKey { get; }

    /// <summary>A hash of the house number; 0 when there is none.</summary>
    public long HouseNumber { get; }

    /// <summary>A hash of the first word of the street; 0 when there is no house number.</summary>
    public long Street { get; }

    /// <summary>NHS number.</summary>
    public readonly ShortText Nhs;

    /// <summary>Unique pupil number.</summary>
    public readonly ShortText Upn;

    /// <summary>Postcode.</summary>
    public readonly ShortText Postcode;

    private static int Hashed(string text) => (int)new KeyHash().Add(text).ToKey(KeyClass.OneSound) | 1;
}
