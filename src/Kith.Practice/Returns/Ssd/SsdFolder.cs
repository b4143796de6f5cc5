using System.Globalization;
using System.Text;
using Kith.Practice.Import;
using Kith.Standards.CodeSets;
using Kith.Standards.Ssd;

namespace Kith.Practice.Returns.Ssd;

/// <summary>Something about a written row that the dataset does not allow.</summary>
public sealed record SsdFault(string Table, string Column, string Row, string Problem);

/// <summary>
/// A folder of CSV files, one for each table of the Standard Safeguarding Dataset, in the catalogue's order of columns.
/// Every value is held to the schema as it is written: type, size, published codes, keys that are unique and references
/// that lead somewhere. What does not hold is told, and where it cannot stand (too long, no key) it is cut or left out.
/// </summary>
public sealed class SsdFolder : IDisposable
{
    /// <summary>Columns with a published code set that the census has too.</summary>
    private static readonly Dictionary<string, CodeSet> Codes = new(StringComparer.Ordinal)
    {
        ["pers_sex"] = CodeSets.Sex,
        ["pers_ethnicity"] = CodeSets.Ethnicity,
        ["pers_upn_unknown"] = CodeSets.UpnUnknown,
        ["disa_disability_code"] = CodeSets.Disability,
        ["cont_contact_source_code"] = CodeSets.ReferralSource,
        ["cine_referral_source_code"] = CodeSets.ReferralSource,
        ["cine_cin_primary_need_code"] = CodeSets.PrimaryNeed,
        ["cine_close_reason"] = CodeSets.ClosureReason,
        ["clae_cla_primary_need_code"] = CodeSets.PrimaryNeed,
    };
    private const int MostFaults = 1000;
    private readonly string folder;
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);
    private readonly List<SsdFault> faults = [];

    /// <param name="folder">Where the files go. It is made when it is not there.</param>
    public SsdFolder(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>What does not hold, up to a thousand; <see cref="FaultCount"/> counts all.</summary>
    public IReadOnlyList<SsdFault> Faults => faults;

    public int FaultCount { get; private set; }

    /// <summary>Rows by table, in the order of the catalogue.</summary>
    public IReadOnlyList<(string Table, int Rows)> Rows => [.. SsdCatalogue.Tables.Where(t => tables.ContainsKey(t.Name)).Select(t => (t.Name, tables[t.Name].Rows))];

    /// <summary>Makes the file of a table, with its heading, though no row may come: an empty table says «none», a table that is not there says nothing.</summary>
    public void Begin(string table) => Open(table);

    /// <summary>Writes a row. Columns that are not named stay empty.</summary>
    public void Write(string table, params ReadOnlySpan<(string Column, string? Value)> values)
    {
        var open = Open(table);
        var row = open.Row;
        Array.Clear(row);
        foreach (var (column, value) in values)
        {
            row[open.PlaceOf(column)] = string.IsNullOrWhiteSpace(value) ? null : value;
        }
        var key = open.Key.Count == 1 ? row[open.Key[0]] : string.Join('|', open.Key.Select(k => row[k]));
        if (string.IsNullOrEmpty(key?.Trim('|')))
        {
            Told(table, open.Columns[open.Key[0]].Name, "", "The row has no key; it was left out");
            return;
        }
        if (!open.Keys.Add(ContentHash.Of(key)))
        {
            Told(table, open.Columns[open.Key[0]].Name, key, "The key stands in an earlier row already; this row was left out");
            return;
        }
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] is { } value)
            {
                row[i] = Checked(open.Columns[i], value, key);
            }
        }
        var line = open.Line.Clear();
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0)
            {
                line.Append(',');
            }
            if (row[i] is { } cell)
            {
                _ = cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"') : line.Append(cell);
            }
        }
        open.Writer.Write(line.Append("\r\n"));
        open.Rows++;
    }

    public void Dispose()
    {
        foreach (var table in tables.Values)
        {
            table.Writer.Dispose();
        }
    }

    private string? Checked(SsdColumn column, string value, string key)
    {
        if (
            column.Type == SsdType.DateTime ? !DateTime.TryParseExact(value, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            : column.Type == SsdType.Integer ? !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            : column.Type == SsdType.Decimal && !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
        )
        {
            Told(column.Table, column.Name, key, $"«{Short(value)}» is no {Words(column.Type)}; it was left out");
            return null;
        }
        if (column.Type == SsdType.Text && column.MaxSize is { } most && value.Length > most)
        {
            Told(column.Table, column.Name, key, $"«{Short(value)}» is longer than {most} characters; it was cut");
            value = value[..most];
        }
        if (Codes.TryGetValue(column.Name, out var codes) && !codes.Contains(value))
        {
            Told(column.Table, column.Name, key, $"«{Short(value)}» is not a published code; it was written as it is");
        }
        // The feed's ids and Kith's are written parents first, so what a row refers to is there.
        if (column.References is { Column: { } target } to && SsdCatalogue.Find(to.Table) is { } table && table.Key.Name == target)
        {
            var there = tables.TryGetValue(to.Table, out var parent) && parent.Keys.Contains(ContentHash.Of(value));
            // A team names the service above it, which may come later in the same file.
            if (!there && to.Table != column.Table)
            {
                Told(column.Table, column.Name, key, $"«{Short(value)}» is not in {to.Table}; it was left out");
                return null;
            }
        }
        return value;
    }

    private Table Open(string name)
    {
        if (!tables.TryGetValue(name, out var table))
        {
            var use = SsdTables.All.First(t => t.Name == name);
            table = tables[name] = new Table(
                use,
                new StreamWriter(Path.Combine(folder, name + ".csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16)
            );
            table.Writer.Write(string.Join(',', use.Columns) + "\r\n");
        }
        return table;
    }

    private void Told(string table, string column, string row, string problem)
    {
        FaultCount++;
        if (faults.Count < MostFaults)
        {
            faults.Add(new SsdFault(table, column, row, problem));
        }
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static string Words(SsdType type) =>
        type switch
        {
            SsdType.DateTime => "date",
            SsdType.Integer => "whole number",
            _ => "number",
        };

    private sealed class Table(SsdTableUse use, StreamWriter writer)
    {
        private readonly SsdTableUse use = use;

        public StreamWriter Writer { get; } = writer;
        public StringBuilder Line { get; } = new(512);
        public int Rows { get; set; }

        /// <summary>Digests of the keys that were written.</summary>
        public HashSet<long> Keys { get; } = [];

        /// <summary>The catalogue's columns, and after them what the extract scripts write beyond it.</summary>
        public IReadOnlyList<SsdColumn> Columns { get; } =
        [.. use.Table.Columns, .. use.Columns.Skip(use.Table.Columns.Count).Select(n => new SsdColumn(use.Name, 0, n, "", SsdType.Text, 13, false, null, "", "", null, [], null))];
        public string?[] Row { get; } = new string?[use.Columns.Count];

        // A person may be in a family with others, and a family of several: there the two together are the key.
        public IReadOnlyList<int> Key { get; } = use.Name is "ssd_family" ? [use.PlaceOf("fami_family_id"), use.PlaceOf("fami_person_id")] : [use.PlaceOf(use.Key[0])];

        public int PlaceOf(string column) => use.PlaceOf(column) is >= 0 and var place ? place : throw new ArgumentException($"{use.Name} has no column {column}", nameof(column));
    }
}
