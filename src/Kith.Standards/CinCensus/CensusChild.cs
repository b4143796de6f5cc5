namespace Kith.Standards.CinCensus;

/// <summary>Module 1: who the child is.</summary>
public sealed class CensusIdentifiers : CensusRecord
{
    public string? LAchildID { get; set; }
    public string? UPN { get; set; }
    public string? FormerUPN { get; set; }
    public string? UPNunknown { get; set; }
    public string? PersonBirthDate { get; set; }
    public string? ExpectedPersonBirthDate { get; set; }

    /// <summary>M, F or U; since 2024-25.</summary>
    public string? Sex { get; set; }

    /// <summary>1, 2, 0 or 9; up to 2023-24.</summary>
    public string? GenderCurrent { get; set; }

    public string? PersonDeathDate { get; set; }

    public DateOnly? BirthDate
    {
        get => CensusValue.Date(PersonBirthDate);
        set => PersonBirthDate = CensusValue.Write(value);
    }
    public DateOnly? ExpectedBirthDate
    {
        get => CensusValue.Date(ExpectedPersonBirthDate);
        set => ExpectedPersonBirthDate = CensusValue.Write(value);
    }
    public DateOnly? DeathDate
    {
        get => CensusValue.Date(PersonDeathDate);
        set => PersonDeathDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.ChildIdentifiers;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(LAchildID) => LAchildID,
            nameof(UPN) => UPN,
            nameof(FormerUPN) => FormerUPN,
            nameof(UPNunknown) => UPNunknown,
            nameof(PersonBirthDate) => PersonBirthDate,
            nameof(ExpectedPersonBirthDate) => ExpectedPersonBirthDate,
            nameof(Sex) => Sex,
            nameof(GenderCurrent) => GenderCurrent,
            nameof(PersonDeathDate) => PersonDeathDate,
            _ => null,
        };
}

/// <summary>Module 2: ethnicity and disabilities.</summary>
public sealed class CensusCharacteristics : CensusRecord
{
    public string? Ethnicity { get; set; }

    /// <summary>True where the Disabilities wrapper is there, even if empty.</summary>
    public bool HasDisabilities { get; set; }

    public List<CensusDisability> Disabilities { get; } = [];

    /// <summary>The same record, with these disabilities.</summary>
    internal CensusCharacteristics With(IEnumerable<CensusDisability> disabilities)
    {
        var copy = new CensusCharacteristics
        {
            Row = Row,
            Line = Line,
            Order = Order,
            Origin = Origin,
            Ethnicity = Ethnicity,
            HasDisabilities = HasDisabilities,
        };
        copy.Disabilities.AddRange(disabilities);
        return copy;
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.ChildCharacteristics;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(Ethnicity) => Ethnicity,
            _ => null,
        };
}

/// <summary>One disability.</summary>
public sealed class CensusDisability : CensusRecord
{
    public string? Disability { get; set; }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Disabilities;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(Disability) => Disability,
            _ => null,
        };
}

/// <summary>One child with everything that the return says about them.</summary>
public sealed class CensusChild
{
    public CensusChild()
        : this(new CensusIdentifiers(), new CensusCharacteristics()) { }

    internal CensusChild(CensusIdentifiers identifiers, CensusCharacteristics characteristics)
    {
        Identifiers = identifiers;
        Characteristics = characteristics;
    }

    /// <summary>0-based position among the Child elements of the file.</summary>
    public int Position { get; set; }

    /// <summary>1-based line on which the Child element starts.</summary>
    public int Line { get; set; }

    public CensusIdentifiers Identifiers { get; }
    public CensusCharacteristics Characteristics { get; }

    /// <summary>The CINdetails groups: one for each episode of need or referral without further action.</summary>
    public List<CensusEpisode> Episodes { get; } = [];

    /// <summary>The authority's identifier of the child, as found.</summary>
    public string? LAchildID => Identifiers.LAchildID;

    /// <summary>Every record of the child that is present, in the order of the specification.</summary>
    public IEnumerable<CensusRecord> Records() =>
        new CensusRecord[] { Identifiers, Characteristics }
            .Concat(Characteristics.Disabilities)
            .Concat(Episodes.SelectMany(e => e.Records()))
            .Where(r => r.IsPresent);
}
