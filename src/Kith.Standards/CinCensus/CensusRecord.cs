namespace Kith.Standards.CinCensus;

/// <summary>The tables of a return, named as reports of issues name them.</summary>
public enum CensusTable
{
    Header,
    ChildIdentifiers,
    ChildCharacteristics,
    Disabilities,
    CINdetails,
    Assessments,
    AssessmentFactorsList,
    CINplanDates,
    Section47,
    ChildProtectionPlans,
    Reviews,
    PreProceedingsandFGDM,
}

/// <summary>
/// One record of a return. The properties named like elements hold the text exactly as it was found (null where the
/// element is missing); the others read and write the same text as dates, booleans and numbers.
/// </summary>
public abstract class CensusRecord
{
    /// <summary>0-based position among all records of its table in file order; -1 where the element is missing from the file.</summary>
    public int Row { get; set; }

    /// <summary>1-based line on which the element starts; 0 for a record that was not read from a file.</summary>
    public int Line { get; set; }

    /// <summary>0-based position among the records of its child, in the order in which their elements start.</summary>
    public int Order { get; set; }

    /// <summary>What the record was made from, for whoever made it; neither read from files nor written to them.</summary>
    public object? Origin { get; set; }

    /// <summary>False where the file has no such element.</summary>
    public bool IsPresent => Row >= 0;

    /// <summary>The table that the record belongs to.</summary>
    public abstract CensusTable Table { get; }

    /// <summary>The text of the element with the name; null where it is missing, or where the table has no such element.</summary>
    public abstract string? Value(string column);
}

/// <summary>The header of a return: collection details and source.</summary>
public sealed class CensusHeader : CensusRecord
{
    public string? Collection { get; set; }
    public string? Year { get; set; }
    public string? ReferenceDate { get; set; }
    public string? SourceLevel { get; set; }
    public string? LEA { get; set; }
    public string? SoftwareCode { get; set; }
    public string? Release { get; set; }
    public string? SerialNo { get; set; }
    public string? DateTime { get; set; }

    /// <summary>The year in which the collection ends.</summary>
    public int? EndYear
    {
        get => CensusValue.Integer(Year);
        set => Year = CensusValue.Write(value);
    }

    /// <summary>31 March of that year, when it is right.</summary>
    public DateOnly? ReferenceDay
    {
        get => CensusValue.Date(ReferenceDate);
        set => ReferenceDate = CensusValue.Write(value);
    }

    /// <inheritdoc/>
    public override CensusTable Table => CensusTable.Header;

    /// <inheritdoc/>
    public override string? Value(string column) =>
        column switch
        {
            nameof(Collection) => Collection,
            nameof(Year) => Year,
            nameof(ReferenceDate) => ReferenceDate,
            nameof(SourceLevel) => SourceLevel,
            nameof(LEA) => LEA,
            nameof(SoftwareCode) => SoftwareCode,
            nameof(Release) => Release,
            nameof(SerialNo) => SerialNo,
            nameof(DateTime) => DateTime,
            _ => null,
        };
}
