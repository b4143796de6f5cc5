namespace Kith.Matching;

/// <summary>How far a date of birth can be trusted.</summary>
public enum DateOfBirthKind
{
    /// <summary>As registered or evidenced.</summary>
    Actual,

    /// <summary>Somebody's best guess: only the year is worth much.</summary>
    Estimated,

    /// <summary>The expected date of delivery of an unborn child.</summary>
    Expected,
}

/// <summary>Another name by which a person is or was known; either part may be missing.</summary>
public readonly record struct OtherName(string? Given, string? Family);

/// <summary>
/// What is known of who a person is: whatever a record, a line of a file and a search have in common.
/// Everything is as recorded, not normalised; everything may be missing.
/// </summary>
public sealed record PersonFacts
{
    /// <summary>Given (first) name or names.</summary>
    public string? Given { get; init; }

    /// <summary>Middle names.</summary>
    public string? Middle { get; init; }

    /// <summary>Family name (surname), with any particle or second barrel.</summary>
    public string? Family { get; init; }

    /// <summary>Aliases, former names and names used at home.</summary>
    public IReadOnlyList<OtherName> OtherNames { get; init; } = [];

    /// <summary>Date of birth, or the expected date of delivery.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>How far <see cref="DateOfBirth"/> can be trusted.</summary>
    public DateOfBirthKind DateOfBirthKind { get; init; }

    /// <summary>Sex as recorded: only the first letter counts (F, M; anything else is unknown).</summary>
    public string? Sex { get; init; }

    /// <summary>NHS number; spaces and hyphens are ignored.</summary>
    public string? NhsNumber { get; init; }

    /// <summary>Unique pupil number.</summary>
    public string? Upn { get; init; }

    /// <summary>The authority's own identifier, such as the LA child id of the census.</summary>
    public string? LocalId { get; init; }

    /// <summary>Lines of the present address, without the postcode.</summary>
    public IReadOnlyList<string> AddressLines { get; init; } = [];

    /// <summary>Present postcode.</summary>
    public string? Postcode { get; init; }

    /// <summary>Earlier postcodes, latest first.</summary>
    public IReadOnlyList<string> PreviousPostcodes { get; init; } = [];
}
