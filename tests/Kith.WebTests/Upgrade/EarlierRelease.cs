using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Kith.DataTests.Support;

namespace Kith.WebTests.Upgrade;

/// <summary>
/// What an earlier release left and said, as `tests/releases/fixture` made it with that release's own programs: a backup for
/// each engine, the key of its invented records, and what it answered of the authority that it restored from the backup.
/// </summary>
internal sealed class EarlierRelease
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Upgrade", "Releases");
    private readonly Dictionary<string, string> facts;
    private readonly string folder;

    private EarlierRelease(string version)
    {
        folder = Path.Combine(Root, version);
        facts = File.ReadLines(Path.Combine(folder, "release.tsv")).Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1]);
    }

    /// <summary>Their versions, earliest first.</summary>
    public static IReadOnlyList<string> Versions => [.. Directory.GetDirectories(Root).Select(d => Path.GetFileName(d)!).OrderBy(System.Version.Parse)];

    public static EarlierRelease Of(string version) => new(version);

    public string Version => facts["version"];

    /// <summary>When the answers had been given.</summary>
    public DateTimeOffset Made => DateTimeOffset.Parse(facts["made"], CultureInfo.InvariantCulture);

    /// <summary>The day as at which measures and Annex A were asked.</summary>
    public DateOnly Day => DateOnly.ParseExact(facts["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day of the census.</summary>
    public DateOnly Census => DateOnly.ParseExact(facts["census"], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string KeyFile => Path.Combine(folder, "kith.key");

    /// <summary>Puts the backup of an engine, as the release wrote it, into a file.</summary>
    public async Task Backup(string engine, string into)
    {
        if (engine != "SQLite")
        {
            File.Copy(Path.Combine(folder, "postgres.backup"), into);
            return;
        }
        await using var packed = File.OpenRead(Path.Combine(folder, "sqlite.backup.gz"));
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        await using var file = File.Create(into);
        await unpacked.CopyToAsync(file);
    }

    /// <summary>What the release answered, by the name of the file in which it did.</summary>
    public async Task<Dictionary<string, byte[]>> Answers(string engine)
    {
        await using var packed = File.OpenRead(Path.Combine(folder, $"{(engine == "SQLite" ? "sqlite" : "postgres")}.answers.tar.gz"));
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        await using var entries = new TarReader(unpacked);
        var answers = new Dictionary<string, byte[]>();
        while (await entries.GetNextEntryAsync(copyData: true) is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var bytes = new MemoryStream();
                await data.CopyToAsync(bytes);
                answers[entry.Name.TrimStart('.', '/')] = bytes.ToArray();
            }
        }
        return answers;
    }
}

/// <summary>Compares what is said now with what was said then. What is new beside it is no difference.</summary>
internal static class Compared
{
    /// <summary>How two tables as CSV differ in the columns of the earlier one, whatever the order of their rows; empty where they do not.</summary>
    /// <param name="apart">Columns that may differ.</param>
    public static IEnumerable<string> Tables(string name, byte[] then, byte[] now, IReadOnlySet<string>? apart = null)
    {
        var (before, after) = (Csv.Read(Text(then)), Csv.Read(Text(now)));
        var columns = before[0].Select((c, i) => (Name: c, Then: i, Now: after[0].IndexOf(c))).Where(c => apart?.Contains(c.Name) != true).ToList();
        foreach (var gone in columns.Where(c => c.Now < 0))
        {
            yield return $"{name}.{gone.Name} is not there any more";
        }
        columns.RemoveAll(c => c.Now < 0);
        var old = Rows(before, columns.Select(c => c.Then));
        var today = Rows(after, columns.Select(c => c.Now));
        if (old.Count != today.Count)
        {
            yield return $"{name} had {old.Count} rows and has {today.Count}";
        }
        var known = today.CountBy(r => r).ToDictionary(r => r.Key, r => r.Value);
        var lost = old.CountBy(r => r).Where(r => known.GetValueOrDefault(r.Key) != r.Value).Select(r => r.Key).ToList();
        if (lost.Count > 0)
        {
            var had = old.ToHashSet();
            var instead = today.FirstOrDefault(r => !had.Contains(r) && Same(r, lost[0]));
            yield return $"{name}: {lost.Count} rows are not as they were. Was: {Shown(lost[0])} is: {(instead is null ? "nothing" : Shown(instead))}";
        }

        static List<string> Rows(List<List<string>> table, IEnumerable<int> columns)
        {
            var wanted = columns.ToArray();
            return [.. table.Skip(1).Select(r => string.Join('\u001f', wanted.Select(c => r[c])))];
        }

        static bool Same(string a, string b) => a.Split('\u001f')[0] == b.Split('\u001f')[0];

        static string Shown(string row) => row.Replace('\u001f', '|') is { Length: > 600 } much ? much[..600] : row.Replace('\u001f', '|');
    }

    /// <summary>Lines of the earlier text that the later one does not have.</summary>
    public static IEnumerable<string> Lines(string name, string then, string now)
    {
        var known = now.Split('\n').ToHashSet();
        return then.Split('\n').Where(l => !known.Contains(l)).Select(l => $"{name}: «{l}» is not said any more");
    }

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');

    /// <summary>The cells of a workbook, a line for each row, sheet after sheet.</summary>
    public static string Workbook(byte[] bytes)
    {
        using var book = new ZipArchive(new MemoryStream(bytes));
        XDocument? Part(string name)
        {
            if (book.GetEntry(name) is not { } entry)
            {
                return null;
            }
            using var open = entry.Open();
            return XDocument.Load(open);
        }
        var shared = Part("xl/sharedStrings.xml")?.Root!.Elements().Select(e => e.Value).ToList() ?? [];
        var lines = new StringBuilder();
        foreach (var sheet in book.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var open = sheet.Open();
            foreach (var row in XDocument.Load(open).Descendants().Where(e => e.Name.LocalName == "row"))
            {
                var cells = row.Elements().Select(c => (string?)c.Attribute("t") == "s" ? shared[int.Parse(c.Value, CultureInfo.InvariantCulture)] : c.Value);
                lines.Append(sheet.Name).Append(' ').AppendJoin('|', cells).Append('\n');
            }
        }
        return lines.ToString();
    }
}
