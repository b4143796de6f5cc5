namespace Kith.Matching;

/// <summary>Why a person is thought to be the one looked for.</summary>
public enum SearchReasonKind
{
    /// <summary>A name is the same.</summary>
    SameName,

    /// <summary>Another spelling of the same name.</summary>
    OtherSpelling,

    /// <summary>A familiar form.</summary>
    KnownAs,

    /// <summary>One letter different.</summary>
    OneLetter,

    /// <summary>Sounds alike.</summary>
    SoundsLike,

    /// <summary>Written much alike.</summary>
    Similar,

    /// <summary>Only the beginning was typed.</summary>
    Beginning,

    /// <summary>An alias or former name met the query.</summary>
    OtherName,

    /// <summary>Names the other way round.</summary>
    OtherOrder,

    /// <summary>The date of birth is the same.</summary>
    SameBirthDate,

    /// <summary>Day and month swapped.</summary>
    DayAndMonthSwapped,

    /// <summary>One digit of the date of birth different.</summary>
    BirthDateOneDigit,

    /// <summary>The date of birth agrees in part.</summary>
    BirthDatePart,

    /// <summary>The age or year of birth fits.</summary>
    AgeFits,

    /// <summary>An identifier is the same.</summary>
    SameIdentifier,

    /// <summary>One digit of an identifier different.</summary>
    IdentifierOneDigit,

    /// <summary>The same postcode.</summary>
    SamePostcode,

    /// <summary>An earlier postcode is the same.</summary>
    EarlierPostcode,

    /// <summary>A postcode close by, or one character different.</summary>
    NearPostcode,

    /// <summary>The same address.</summary>
    SameAddress,
}

/// <summary>One reason, in words for the page.</summary>
public readonly record struct SearchReason(SearchReasonKind Kind, string Text);

/// <summary>How well a person answers a query.</summary>
/// <param name="Score">0 to 1; 1 when everything asked for is the same.</param>
/// <param name="Reasons">Why, in the order of the query: names, date of birth, identifiers, address.</param>
public sealed record SearchHit(double Score, IReadOnlyList<SearchReason> Reasons);
