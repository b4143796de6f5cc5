using System.Text;

namespace Kith.Practice.Import;

/// <summary>One row of a table that concerns a person, as it waits in the spool.</summary>
internal readonly record struct SpooledRow(string Key, byte Table, long Line, string?[] Values);

/// <summary>
/// Sorts the rows of many tables by person without holding them in memory: rows go to one of several files by their
/// person's key, and each file is then small enough to read whole. So memory stays flat however large the extract.
/// </summary>
internal sealed class Spool : IDisposable
{
    private const long BytesInPart = 4 << 20;
    private const int MostRowsOfOne = 10_000;
    private readonly string folder;
    private readonly int[] crowds = new int[1 << 16];
    private readonly Dictionary<string, int> crowded = new(StringComparer.Ordinal);
    private readonly BinaryWriter?[] parts;

    /// <param name="parent">The folder in which the spool's own folder is made; it goes with the spool.</param>
    /// <param name="bytes">How large the extract is, about.</param>
    public Spool(string parent, Guid id, long bytes)
    {
        folder = Path.Combine(parent, $"spool-{id:N}");
        Directory.CreateDirectory(folder);
        parts = new BinaryWriter[Math.Clamp(bytes / BytesInPart + 1, 1, 256)];
    }

    public int Parts => parts.Length;

    /// <summary>Takes a row; false when its person has had more rows than any person has, so that nobody fills memory alone.</summary>
    public bool Add(SpooledRow row)
    {
        var hash = ContentHash.Of(row.Key);
        // Few people share a number; only where many rows came does anyone count exactly.
        ref var crowd = ref crowds[(ushort)(hash >> 40)];
        if (crowd >= MostRowsOfOne)
        {
            if ((crowded[row.Key] = crowded.GetValueOrDefault(row.Key) + 1) > MostRowsOfOne)
            {
                return false;
            }
        }
        else
        {
            crowd++;
        }
        var part = (int)((ulong)hash % (ulong)parts.Length);
        var writer = parts[part] ??= new BinaryWriter(new FileStream(PathOf(part), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 14), Encoding.UTF8);
        writer.Write(row.Key);
        writer.Write(row.Table);
        writer.Write7BitEncodedInt64(row.Line);
        writer.Write7BitEncodedInt(row.Values.Length);
        foreach (var value in row.Values)
        {
            writer.Write(value is not null);
            if (value is not null)
            {
                writer.Write(value);
            }
        }
        return true;
    }

    /// <summary>Why a row was not taken.</summary>
    public const string TooMany = "There are more rows about this one person than about any; this one was not taken";

    /// <summary>No more rows come: closes the files for reading.</summary>
    public void Seal()
    {
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i]?.Dispose();
            parts[i] = null;
        }
    }

    /// <summary>The rows of one part in the order in which they came, person by person.</summary>
    public IEnumerable<IGrouping<string, SpooledRow>> Read(int part)
    {
        if (!File.Exists(PathOf(part)))
        {
            return [];
        }
        var rows = new List<SpooledRow>();
        using (var reader = new BinaryReader(new FileStream(PathOf(part), FileMode.Open, FileAccess.Read, FileShare.None, 1 << 16), Encoding.UTF8))
        {
            var end = reader.BaseStream.Length;
            while (reader.BaseStream.Position < end)
            {
                var key = reader.ReadString();
                var table = reader.ReadByte();
                var line = reader.Read7BitEncodedInt64();
                var values = new string?[reader.Read7BitEncodedInt()];
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = reader.ReadBoolean() ? reader.ReadString() : null;
                }
                rows.Add(new SpooledRow(key, table, line, values));
            }
        }
        return rows.GroupBy(r => r.Key, StringComparer.Ordinal);
    }

    public void Dispose()
    {
        Seal();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string PathOf(int part) => Path.Combine(folder, $"{part}.rows");
}
