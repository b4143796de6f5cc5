using Kith.Practice.Store;
using Kith.Standards.CinCensus;

namespace Kith.Practice.Returns.Census;

/// <summary>A record that stands behind a group of a return.</summary>
/// <param name="Kind">The record's kind, as <see cref="CensusRecordKinds"/> names it.</param>
/// <param name="Id">The record.</param>
/// <param name="Source">Which extract it came from; null when it was recorded in Kith.</param>
public readonly record struct CensusSource(string Kind, Guid Id, string? Source);

/// <summary>The kinds of record that a return is made of, in the words that are kept with an issue.</summary>
public static class CensusRecordKinds
{
    public const string Person = "person";
    public const string Disability = "disability";
    public const string Episode = "episode";
    public const string Assessment = "assessment";
    public const string CinPlan = "cin-plan";
    public const string Section47 = "section-47";
    public const string ProtectionPlan = "protection-plan";
    public const string Review = "review";
    public const string PreProceedings = "pre-proceedings";
}

/// <summary>One child of a return made from records, with the record behind each of its groups.</summary>
public sealed class ReturnedChild
{
    private static readonly int Tables = Enum.GetValues<CensusTable>().Length;
    private readonly List<CensusSource>?[] sources = new List<CensusSource>?[Tables];
    private readonly CensusSource person;

    internal ReturnedChild(CensusSource person)
    {
        this.person = person;
    }

    /// <summary>The child as the return says it. Rows are counted from 0 within the child.</summary>
    public CensusChild Child { get; internal init; } = new();

    /// <summary>The record behind a row of a table; the person where the group is about the person or is not there.</summary>
    public CensusSource SourceOf(CensusTable table, int row) => sources[(int)table] is { } rows && row >= 0 && row < rows.Count ? rows[row] : person;

    /// <summary>Gives a group its row within the child and remembers the record behind it.</summary>
    internal T From<T>(CensusTable table, T group, string kind, SourcedRecord record)
        where T : CensusRecord => From(table, group, new CensusSource(kind, record.Id, record.Source));

    internal T From<T>(CensusTable table, T group, CensusSource source)
        where T : CensusRecord
    {
        var rows = sources[(int)table] ??= [];
        group.Row = rows.Count;
        rows.Add(source);
        return group;
    }
}
