using System.Text;

namespace Kith.DataTests.Support;

/// <summary>Reads CSV as a spreadsheet does, for tests of what is written.</summary>
internal static class Csv
{
    public static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>> { new() };
        var (cell, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(c);
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                rows[^1].Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                rows.Add([]);
            }
            else
            {
                cell.Append(c);
            }
        }
        if (cell.Length > 0 || rows[^1].Count > 0)
        {
            rows[^1].Add(cell.ToString());
        }
        return [.. rows.Where(r => r.Count > 0)];
    }
}
