namespace Kith.Standards.CinCensus;

/// <summary>One yearly collection of the Children in Need census, named by the year in which it ends.</summary>
public sealed record CollectionYear
{
    private CollectionYear(int endYear) => EndYear = endYear;

    /// <summary>Every collection that can be read and written, oldest first.</summary>
    public static IReadOnlyList<CollectionYear> All { get; } = [.. Enumerable.Range(2021, 7).Select(y => new CollectionYear(y))];

    /// <summary>The latest collection whose specification is final.</summary>
    public static CollectionYear Latest { get; } = All.Last(y => !y.IsDraft);

    /// <summary>2026 for 2025-26: what the header carries.</summary>
    public int EndYear { get; }

    /// <summary>"2025-26"</summary>
    public string Name => $"{EndYear - 1}-{EndYear % 100:00}";

    /// <summary>1 April, the first day of the collection period.</summary>
    public DateOnly FirstDay => new(EndYear - 1, 4, 1);

    /// <summary>31 March, the last day of the collection period.</summary>
    public DateOnly ReferenceDate => new(EndYear, 3, 31);

    /// <summary>True while the specification could only be read from drafts (2026-27).</summary>
    public bool IsDraft => EndYear >= 2027;

    /// <summary>Sex (M, F, U) since 2024-25; GenderCurrent (1, 2, 0, 9) before.</summary>
    public bool UsesSex => EndYear >= 2025;

    /// <summary>Child in need plan dates came with 2021-22.</summary>
    public bool HasPlanDates => EndYear >= 2022;

    /// <summary>Pre-proceedings and family group decision making come with 2026-27.</summary>
    public bool HasPreProceedings => EndYear >= 2027;

    /// <summary>Longest LAchildID: 20 since 2024-25, 10 before.</summary>
    public int LongestChildId => EndYear >= 2025 ? 20 : 10;

    /// <summary>Whether a date falls in the collection period.</summary>
    public bool Contains(DateOnly date) => date >= FirstDay && date <= ReferenceDate;

    /// <summary>The collection that ends in the year; null where it is not one of <see cref="All"/>.</summary>
    public static CollectionYear? Find(int? endYear) => All.FirstOrDefault(y => y.EndYear == endYear);

    /// <summary>The collection whose period has the date in it; null where it is not one of <see cref="All"/>.</summary>
    public static CollectionYear? Of(DateOnly date) => Find(date.Month >= 4 ? date.Year + 1 : date.Year);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
