using System.Text;

namespace Kith.Practice.Import;

/// <summary>
/// Reads a CSV file as a stream: comma, semicolon, tab or bar; with or without byte order mark; quoted values over
/// several lines. A row that cannot be read is told with its line and does not take the rows after it with it: a
/// quotation mark that never closes costs its own line only.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int MostLinesOfARow = 500;

    private readonly StreamReader reader;
    private readonly ImportLimits limits;
    private readonly LinkedList<(string Text, long Number)> ahead = new();
    private readonly List<string> values = [];
    private readonly StringBuilder value = new();
    private readonly char[] buffer = new char[1 << 15];
    private int at;
    private int filled;
    private long line;

    private CsvRows(StreamReader reader, ImportLimits limits)
    {
        this.reader = reader;
        this.limits = limits;
    }

    /// <summary>The header's names, trimmed.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    public char Delimiter { get; private set; } = ',';

    public string? Notice { get; private set; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="ExtractFileException">There is no header, or the file is no text.</exception>
    public static CsvRows Open(Stream stream, string name, ImportLimits limits)
    {
        var (encoding, notice) = TextEncoding.Of(stream);
        var csv = new CsvRows(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16), limits) { Notice = notice };
        try
        {
            csv.ReadHeader(name);
            return csv;
        }
        catch
        {
            csv.Dispose();
            throw;
        }
    }

    /// <summary>The rows after the header. Empty lines are passed over.</summary>
    public IEnumerable<ReadRow> Rows()
    {
        while (NextLine() is { } first)
        {
            if (string.IsNullOrWhiteSpace(first.Text))
            {
                continue;
            }
            yield return Read(first);
        }
    }

    public void Dispose() => reader.Dispose();

    private void ReadHeader(string name)
    {
        (string Text, long Number)? first;
        do
        {
            first = NextLine() ?? throw new ExtractFileException($"{name} is empty: it has no header row.");
        } while (string.IsNullOrWhiteSpace(first.Value.Text));
        if (first.Value.Text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Value.Text.Length == 5)
        {
            Delimiter = first.Value.Text[4];
            first = NextLine() ?? throw new ExtractFileException($"{name} is empty: it has no header row.");
        }
        else
        {
            Delimiter = new[] { ',', ';', '\t', '|' }.MaxBy(d => first.Value.Text.Count(c => c == d));
        }
        if (first.Value.Text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ExtractFileException($"{name} is not a CSV file: its first line holds characters that no text has.");
        }
        var row = Read(first.Value);
        if (row.Row is null)
        {
            throw new ExtractFileException($"The header of {name} cannot be read: {row.Problem}");
        }
        Header = [.. row.Row.Values.Select(v => v?.Trim('\uFEFF', ' ', '\u00A0', '"') ?? "")];
    }

    private ReadRow Read((string Text, long Number) first)
    {
        values.Clear();
        var text = first.Text;
        var lines = 1;
        var i = 0;
        while (true)
        {
            value.Clear();
            if (i < text.Length && text[i] == '"')
            {
                i++;
                while (true)
                {
                    var quote = text.IndexOf('"', i);
                    if (quote < 0)
                    {
                        value.Append(text, i, text.Length - i);
                        // The value goes on in the next line, if it closes within reason; otherwise the mark is a slip.
                        if (lines == MostLinesOfARow || value.Length > limits.MaxLine || NextLine() is not { } next)
                        {
                            PutBack(text, first, lines);
                            return Broken(first, "a quotation mark opens and never closes");
                        }
                        value.Append('\n');
                        held.Add(next);
                        lines++;
                        text = next.Text;
                        i = 0;
                        continue;
                    }
                    value.Append(text, i, quote - i);
                    i = quote + 1;
                    if (i < text.Length && text[i] == '"')
                    {
                        value.Append('"');
                        i++;
                        continue;
                    }
                    break;
                }
                while (i < text.Length && text[i] == ' ')
                {
                    i++;
                }
                if (i < text.Length && text[i] != Delimiter)
                {
                    PutBack(text, first, lines);
                    return Broken(first, "there are characters after a closing quotation mark");
                }
                values.Add(value.ToString());
            }
            else
            {
                var end = text.IndexOf(Delimiter, i);
                if (end < 0)
                {
                    end = text.Length;
                }
                values.Add(text[i..end]);
                i = end;
            }
            if (i >= text.Length)
            {
                break;
            }
            i++;
        }
        var raw = held.Count == 0 ? first.Text : string.Join('\n', held.Select(h => h.Text).Prepend(first.Text));
        held.Clear();
        if (Header.Count > 0 && values.Count != Header.Count)
        {
            // Trailing delimiters are a habit of spreadsheets; anything else means that values are in the wrong columns.
            while (values.Count > Header.Count && string.IsNullOrWhiteSpace(values[^1]))
            {
                values.RemoveAt(values.Count - 1);
            }
            if (values.Count != Header.Count)
            {
                return new ReadRow(null, first.Number, $"The row has {values.Count} values and the header has {Header.Count}", raw);
            }
        }
        if (raw.Contains('\0', StringComparison.Ordinal))
        {
            return new ReadRow(null, first.Number, "The row holds a NUL character, which no text has", raw);
        }
        if (values.Any(v => v.Length > limits.MaxValue))
        {
            return new ReadRow(null, first.Number, $"A value is longer than {limits.MaxValue} characters", raw[..1000]);
        }
        return new ReadRow(new RawRow(first.Number, [.. values.Select(Clean)]), first.Number, null, raw);
    }

    // Lines read on from the first while a quoted value was open.
    private readonly List<(string Text, long Number)> held = [];

    private void PutBack(string _, (string Text, long Number) first, int lines)
    {
        for (var i = held.Count - 1; i >= 0; i--)
        {
            ahead.AddFirst(held[i]);
        }
        held.Clear();
    }

    private static ReadRow Broken((string Text, long Number) first, string problem) => new(null, first.Number, $"The row cannot be told apart: {problem}", first.Text);

    private static string? Clean(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.Length == 0 || trimmed.Equals("NULL", StringComparison.Ordinal) ? null
            : trimmed.Length == text.Length ? text
            : trimmed.ToString();
    }

    private (string Text, long Number)? NextLine()
    {
        if (ahead.First is { } waiting)
        {
            ahead.RemoveFirst();
            return waiting.Value;
        }
        StringBuilder? long_ = null;
        while (true)
        {
            if (at == filled)
            {
                filled = reader.Read(buffer, 0, buffer.Length);
                at = 0;
                if (filled == 0)
                {
                    return long_ is null ? null : (long_.ToString(), ++line);
                }
            }
            var rest = buffer.AsSpan(at, filled - at);
            var end = rest.IndexOfAny('\n', '\r');
            if (end < 0)
            {
                (long_ ??= new StringBuilder()).Append(rest);
                at = filled;
                if (long_.Length > limits.MaxLine)
                {
                    throw new ExtractFileException($"Line {line + 1} is longer than {limits.MaxLine:N0} characters: this is not a CSV file, or it has no line ends.");
                }
                continue;
            }
            var text = long_ is null ? rest[..end].ToString() : long_.Append(rest[..end]).ToString();
            var carriage = rest[end] == '\r';
            at += end + 1;
            if (carriage)
            {
                if (at == filled)
                {
                    filled = reader.Read(buffer, 0, buffer.Length);
                    at = 0;
                }
                if (at < filled && buffer[at] == '\n')
                {
                    at++;
                }
            }
            return (text, ++line);
        }
    }
}
