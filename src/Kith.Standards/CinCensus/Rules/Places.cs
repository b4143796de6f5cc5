namespace Kith.Standards.CinCensus.Rules;

/// <summary>How rules name a value.</summary>
public static class Places
{
    /// <summary>The element of the record, whether or not it is there.</summary>
    public static Place At(this CensusRecord record, string column) => new(record, column);
}
