using System.Globalization;

namespace Kith.Standards.Ssd;

/// <summary>What a column of the Standard Safeguarding Dataset holds.</summary>
public enum SsdType
{
    Text,
    DateTime,
    Integer,
    Decimal,

    /// <summary>0 or 1.</summary>
    Bit,
    Binary,
}

/// <summary>A column that another column refers to.</summary>
/// <param name="Table">The table, with slips of the published file put right.</param>
/// <param name="Column">The column; null where only the table is named.</param>
public sealed record SsdReference(string Table, string? Column);

/// <summary>One column.</summary>
/// <param name="Table">"ssd_person".</param>
/// <param name="Position">1-based, in the order of the published file, which is the order of an extract.</param>
/// <param name="Name">"pers_person_id".</param>
/// <param name="ItemRef">The item's reference: "PERS001A".</param>
/// <param name="Type">What it holds.</param>
/// <param name="MaxSize">Most characters; null where there is no limit.</param>
/// <param name="IsKey">Whether it is part of the table's key as published.</param>
/// <param name="References">The column that it refers to, or null.</param>
/// <param name="Description">What it is.</param>
/// <param name="Guidance">How to fill it.</param>
/// <param name="CinCensusItem">The census item it feeds, or null.</param>
/// <param name="AnnexALists">The Annex A lists it feeds.</param>
/// <param name="DfeApiField">The field of the national feed it fills, or null.</param>
public sealed record SsdColumn(
    string Table,
    int Position,
    string Name,
    string ItemRef,
    SsdType Type,
    int? MaxSize,
    bool IsKey,
    SsdReference? References,
    string Description,
    string Guidance,
    string? CinCensusItem,
    IReadOnlyList<int> AnnexALists,
    string? DfeApiField
);

/// <summary>One table.</summary>
/// <param name="Name">"ssd_person": also the name of its file in an extract.</param>
/// <param name="Columns">In the published order.</param>
public sealed record SsdTable(string Name, IReadOnlyList<SsdColumn> Columns)
{
    private readonly Dictionary<string, SsdColumn> _byName = Columns.ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The column that tells one row from another: the published key, or the first column where the published file
    /// names none.
    /// </summary>
    public SsdColumn Key => Columns.FirstOrDefault(c => c.IsKey) ?? Columns[0];

    /// <summary>The column of this name, whatever its case, or null.</summary>
    public SsdColumn? Find(string name) => _byName.GetValueOrDefault(name.Trim());
}

/// <summary>
/// The tables of the Standard Safeguarding Dataset (data-to-insight/ssd-data-model, July 2026): facts about names, types
/// and sizes. Reading and writing extracts is done elsewhere.
/// </summary>
public static class SsdCatalogue
{
    private static readonly Lazy<IReadOnlyList<SsdTable>> Loaded = new(Load);
    private static readonly Lazy<Dictionary<string, SsdTable>> ByName = new(() => Tables.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every table, in the published order.</summary>
    public static IReadOnlyList<SsdTable> Tables => Loaded.Value;

    /// <summary>The table of this name, whatever its case, with or without "ssd_" and a file ending; or null.</summary>
    public static SsdTable? Find(string name)
    {
        name = Path.GetFileNameWithoutExtension(name.Trim());
        return ByName.Value.GetValueOrDefault(name) ?? ByName.Value.GetValueOrDefault("ssd_" + name);
    }

    /// <summary>The table of this exact name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public static SsdTable Get(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no table {name} in the dataset.");

    private static List<SsdTable> Load()
    {
        var rows = Tsv.Read("Ssd/ssd-columns.tsv").ToList();
        var names = rows.Select(r => r["table"]).ToHashSet();
        return [.. rows.GroupBy(r => r["table"]).Select(g => new SsdTable(g.Key, [.. g.Select(r => Column(r, names))]))];
    }

    private static SsdColumn Column(Tsv.Row row, HashSet<string> tables) =>
        new(
            row["table"],
            int.Parse(row["position"], CultureInfo.InvariantCulture),
            row["column"],
            row["item_ref"],
            row["type"].ToUpperInvariant() switch
            {
                "DATETIME" => SsdType.DateTime,
                "INT" => SsdType.Integer,
                "FLOAT" => SsdType.Decimal,
                "BIT" => SsdType.Bit,
                "BINARY" => SsdType.Binary,
                _ => SsdType.Text,
            },
            int.TryParse(row["max_size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
            row["primary_key"] == "yes",
            Reference(row.Optional("foreign_key"), tables),
            row["description"],
            row["guidance"],
            row.Optional("cin_census_item"),
            [
                .. row["annex_a_lists"]
                    .Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(n => int.TryParse(n, out var list) ? list : 0)
                    .Where(n => n > 0),
            ],
            row.Optional("dfe_api_field")
        );

    private static SsdReference? Reference(string? text, HashSet<string> tables)
    {
        if (text is null)
        {
            return null;
        }

        var target = text.Split(' ')[0].Split('.');

        // The published file has "ssd_cla_placements" for the table ssd_cla_placement.
        var table = tables.Contains(target[0]) ? target[0] : target[0].TrimEnd('s');
        return new SsdReference(table, target.Length > 1 ? target[1] : null);
    }
}
