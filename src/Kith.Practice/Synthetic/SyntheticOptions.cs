namespace Kith.Practice.Synthetic;

/// <summary>What to make. The same options give the same records, ids included.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Children with open work at the end.</summary>
    public int Children { get; init; } = 2100;

    /// <summary>Years of history behind them.</summary>
    public int Years { get; init; } = 10;
    public long Seed { get; init; } = 1;

    /// <summary>The last day of the story; null for today.</summary>
    public DateOnly? AsAt { get; init; }

    /// <summary>Whether to make accounts that a demonstration can be entered by, with children of their own.</summary>
    public bool DemoPeople { get; init; } = true;

    /// <summary>
    /// How many authorities' worth of children share the database (load tests only): each has its own prefix of child
    /// ids, teams and staff. The children are divided among them.
    /// </summary>
    public int Authorities { get; init; } = 1;

    /// <summary>400,000 open children over 150 authorities' worth in one database, with three years behind them: for load.</summary>
    public static SyntheticOptions National { get; } =
        new()
        {
            Children = 400_000,
            Years = 3,
            Authorities = 150,
            DemoPeople = false,
        };
}

/// <summary>What was made.</summary>
public sealed record SyntheticSummary(DateOnly AsAt, int People, int Children, int OpenChildren, int Workers, int Teams, IReadOnlyDictionary<string, int> Records)
{
    /// <summary>Faults put in on purpose; nothing else in the council's return is an error.</summary>
    public IReadOnlyList<PlantedFault> Planted { get; init; } = [];

    /// <summary>All rows written, projections and trail included.</summary>
    public int Rows => Records.Values.Sum();
}
