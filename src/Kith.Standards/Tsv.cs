using System.Reflection;
using System.Text;

namespace Kith.Standards;

/// <summary>Reads the tab-separated data files that ship inside this assembly: one header line, no quoting.</summary>
internal static class Tsv
{
    /// <summary>One line of a file; a column that the file does not have reads as empty.</summary>
    internal readonly struct Row(Dictionary<string, int> columns, string[] cells)
    {
        public string this[string column] => columns.TryGetValue(column, out var at) && at < cells.Length ? cells[at] : "";

        /// <summary>The cell, or null where it is empty.</summary>
        public string? Optional(string column) => this[column] is { Length: > 0 } text ? text : null;

        public IReadOnlyList<string> Cells => cells;
    }

    /// <summary>All rows of <paramref name="path"/> ("Calendar/bank-holidays.tsv"), in file order.</summary>
    /// <exception cref="InvalidOperationException">The assembly was built without the file.</exception>
    internal static IEnumerable<Row> Read(string path)
    {
        var name = "Kith.Standards." + path.Replace('/', '.');
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The data file {path} is missing from this build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var header = (reader.ReadLine() ?? "").Split('\t');
        var columns = new Dictionary<string, int>(header.Length, StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            columns[header[i]] = i;
        }

        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return new Row(columns, line.Split('\t'));
            }
        }
    }
}
