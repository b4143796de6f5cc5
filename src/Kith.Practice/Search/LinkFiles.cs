using System.Globalization;
using System.Text;
using Kith.Matching;
using Kith.Practice.Import;

namespace Kith.Practice.Search;

/// <summary>What came of linking.</summary>
/// <param name="Refused">Rows that could not be read as rows, with their file, line and reason; the first thousand.</param>
/// <param name="RefusedCount">How many there were.</param>
/// <param name="UnreadDates">Dates of birth that are no dates: the people are linked without them.</param>
public sealed record LinkedFiles(int People, int Links, int Groups, long Compared, IReadOnlyList<string> Refused, int RefusedCount, int UnreadDates);

/// <summary>
/// Finds the records of one person within a file of people, or between two, and writes which are whose and why. It needs
/// no authority: any file with names will do.
/// </summary>
public sealed class LinkFiles(Action<string>? progress = null)
{
    private const int RefusalsKept = 1000;

    // Among so many dates some day is after the twelfth.
    private const int DatesLookedAt = 5000;

    /// <summary>The columns that are read, by the names they have unless a map says otherwise.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["id", "first", "middle", "last", "dob", "sex", "nhs", "upn", "line1", "postcode"];

    /// <summary>
    /// Reads a map of columns: a line for each, ours and then the file's, with a comma, a tab or an equals sign between
    /// them («last,Surname»). Empty lines and lines that begin with # say nothing.
    /// </summary>
    /// <exception cref="InvalidDataException">A line is no such pair, names no column of ours, or names one twice.</exception>
    public static IReadOnlyDictionary<string, string> ReadMap(TextReader map)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var number = 1; map.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                continue;
            }
            var at = line.IndexOfAny([',', '\t', '=']);
            var (ours, theirs) = at < 0 ? (line.Trim(), "") : (line[..at].Trim().Trim('"'), line[(at + 1)..].Trim().Trim('"'));
            if (theirs.Length == 0)
            {
                throw new InvalidDataException($"Line {number} of the map is not a pair of columns. Write ours, a comma and the file's, for example «last,Surname».");
            }
            if (!Columns.Contains(ours, StringComparer.OrdinalIgnoreCase))
            {
                // Most people write it the other way round now and then; and a file may have a header of its own.
                if (Columns.Contains(theirs, StringComparer.OrdinalIgnoreCase))
                {
                    (ours, theirs) = (theirs, ours);
                }
                else if (number == 1)
                {
                    continue;
                }
                else
                {
                    throw new InvalidDataException($"Line {number} of the map names neither of {string.Join(", ", Columns)}.");
                }
            }
            if (!found.TryAdd(ours, theirs))
            {
                throw new InvalidDataException($"Line {number} of the map names the column «{ours}» again.");
            }
        }
        return found;
    }

    /// <summary>Links one file, or two, and writes the pairs: left, right, score (the probability that they are one person) and the reasons.</summary>
    /// <exception cref="InvalidDataException">A file holds none of the columns, or is no CSV file.</exception>
    public LinkedFiles Handle(
        FileInfo first,
        FileInfo? second,
        IReadOnlyDictionary<string, string> map,
        TextWriter into,
        double threshold = Linker.UsualThreshold,
        int? degree = null,
        CancellationToken cancel = default
    )
    {
        var names = new NameTable();
        var people = new List<PreparedPerson>();
        var ids = new List<string>();
        var (refused, refusedCount, dates) = (new List<string>(), 0, 0);
        Read(first);
        var ofFirst = people.Count;
        if (second is not null)
        {
            Read(second);
        }
        var linker = new Linker(degree ?? Environment.ProcessorCount) { Progress = progress };
        var found = second is null ? linker.Within(people, threshold, cancel) : linker.Between(people, ofFirst, threshold, cancel);
        progress?.Invoke("writing links");
        into.Write("left,right,score,reasons\n");
        var grouped = new HashSet<int>();
        foreach (var (left, right, _) in found.Links)
        {
            var result = found.Model.Compare(people[left], people[right]);
            into.Write(Field(ids[left]));
            into.Write(',');
            into.Write(Field(ids[right]));
            into.Write(',');
            into.Write(result.Probability.ToString("0.000000", CultureInfo.InvariantCulture));
            into.Write(',');
            into.Write(Field(string.Join("; ", result.Contributions)));
            into.Write('\n');
            grouped.Add(left);
        }
        into.Flush();
        return new LinkedFiles(people.Count, found.Links.Count, grouped.Count, found.Compared, refused, refusedCount, dates);

        void Read(FileInfo file)
        {
            progress?.Invoke($"reading {file.Name}");
            var written = BirthDates.Of(SomeOf(file, map.GetValueOrDefault("dob", "dob")), file.LastWriteTimeUtc.Year);
            using var stream = file.OpenRead();
            using var csv = CsvRows.Open(stream, file.Name, new ImportLimits());
            var at = Columns.ToDictionary(c => c, c => Find(csv.Header, map.GetValueOrDefault(c, c)));
            if (map.FirstOrDefault(m => Find(csv.Header, m.Value) < 0) is { Key: { } ours, Value: { } theirs } && second is null)
            {
                throw new InvalidDataException($"{file.Name} has no column «{theirs}», which the map names for «{ours}». It has: {string.Join(", ", csv.Header)}.");
            }
            if (Columns.Skip(1).All(c => at[c] < 0))
            {
                throw new InvalidDataException(
                    $"{file.Name} has none of the columns {string.Join(", ", Columns.Skip(1))}. It has: {string.Join(", ", csv.Header)}. Say with --map which is which."
                );
            }
            foreach (var row in csv.Rows())
            {
                cancel.ThrowIfCancellationRequested();
                if (row.Row is not { Values: var values })
                {
                    refusedCount++;
                    if (refused.Count < RefusalsKept)
                    {
                        refused.Add($"{file.Name}, line {row.Line}: {row.Problem}");
                    }
                    continue;
                }
                if (!written.TryRead(Value("dob"), out var born))
                {
                    dates++;
                }
                var line1 = Value("line1");
                people.Add(
                    new PreparedPerson(
                        new PersonFacts
                        {
                            Given = Value("first"),
                            Middle = Value("middle"),
                            Family = Value("last"),
                            DateOfBirth = born,
                            Sex = Value("sex"),
                            NhsNumber = Value("nhs"),
                            Upn = Value("upn"),
                            AddressLines = line1 is null ? [] : [line1],
                            Postcode = Value("postcode"),
                        },
                        names
                    )
                );
                // A record without an identifier is told by its line.
                ids.Add(Value("id") ?? $"line {row.Line.ToString(CultureInfo.InvariantCulture)}");
                if (people.Count % 10_000 == 0)
                {
                    progress?.Invoke($"reading {file.Name}: {people.Count.ToString("N0", CultureInfo.InvariantCulture)} people");
                }

                string? Value(string column) => at[column] is >= 0 and var place ? values[place] : null;
            }
        }
    }

    private static IEnumerable<string?> SomeOf(FileInfo file, string column)
    {
        using var stream = file.OpenRead();
        using var csv = CsvRows.Open(stream, file.Name, new ImportLimits());
        var at = Find(csv.Header, column);
        return at < 0 ? [] : [.. csv.Rows().Take(DatesLookedAt).Select(r => r.Row?.Values[at])];
    }

    private static int Find(IReadOnlyList<string> header, string name)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>A value of a CSV file; what a spreadsheet would take for a formula is told as text.</summary>
    private static string Field(string text)
    {
        // Identifiers are given back as they came: only what a spreadsheet would carry out is disarmed, and none of those is an identifier.
        var safe = text.Length > 0 && text[0] is '=' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\n\r") < 0
            ? safe
            : new StringBuilder(safe.Length + 8).Append('"').Append(safe).Replace("\"", "\"\"", 1, safe.Length).Append('"').ToString();
    }
}
