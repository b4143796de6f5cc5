using System.IO.Compression;
using Kith.Practice.Documents;

namespace Kith.Practice.Import;

/// <summary>Opens zips and workbooks that may be hostile: entries, ratio and unpacked size have limits, names cannot leave the folder.</summary>
internal static class Packed
{
    /// <summary>Opens a zip after looking at its table of contents.</summary>
    /// <exception cref="ExtractFileException">It is no zip, or holds more than any extract.</exception>
    public static ZipArchive Open(Stream stream, string name, ImportLimits limits)
    {
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: false);
            if (zip.Entries.Count > limits.MaxEntries)
            {
                throw TooMuch(name, $"it holds {zip.Entries.Count:N0} files and at most {limits.MaxEntries:N0} are taken");
            }
        }
        catch (InvalidDataException error)
        {
            throw new ExtractFileException($"{name} is not a whole zip or workbook: it is damaged or something else under that name.", error);
        }
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            if (entry.IsEncrypted)
            {
                zip.Dispose();
                throw new ExtractFileException($"{name} is protected by a password: save it without one.");
            }
            total += entry.Length;
            if (total > limits.MaxUnpackedBytes || (entry.Length > limits.RatioFrom && entry.Length / Math.Max(1, entry.CompressedLength) > limits.MaxRatio))
            {
                zip.Dispose();
                throw TooMuch(name, "unpacked it would be far larger than any extract");
            }
        }
        return zip;
    }

    /// <summary>The unpacked bytes of an entry; reading stops with an error when they are more than the table of contents said or the limits allow.</summary>
    public static Stream Read(ZipArchiveEntry entry, string name, ImportLimits limits)
    {
        var most = Math.Min(limits.MaxUnpackedBytes, Math.Max(limits.RatioFrom, entry.CompressedLength * limits.MaxRatio));
        try
        {
            return new BoundedStream(entry.Open(), most, () => TooMuch(name, "unpacked it would be far larger than any extract"));
        }
        catch (InvalidDataException error)
        {
            throw new ExtractFileException($"{name} is damaged: {entry.Name} cannot be unpacked.", error);
        }
    }

    /// <summary>Unpacks the CSV files of a zip into a folder, by their plain names.</summary>
    /// <exception cref="ExtractFileException">The zip is damaged, hostile, or has no CSV file.</exception>
    public static void Unpack(string file, string name, string folder, ImportLimits limits)
    {
        using var zip = Open(File.OpenRead(file), name, limits);
        Directory.CreateDirectory(folder);
        var total = 0L;
        var found = 0;
        foreach (var entry in zip.Entries)
        {
            // Only the last part of a name counts: «../../x.csv» and «C:\x.csv» land beside the others.
            var plain = entry.FullName[(entry.FullName.LastIndexOfAny(['/', '\\']) + 1)..];
            if (plain.Length == 0 || plain[0] == '.' || !IsTable(plain))
            {
                continue;
            }
            found++;
            var into = Path.Combine(folder, string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ' ' ? c : '_')));
            if (File.Exists(into))
            {
                throw new ExtractFileException($"{name} holds two files called {FileNames.Safe(plain, "?")}: it cannot be told which is meant.");
            }
            try
            {
                using var from = Read(entry, name, limits);
                using var to = File.Create(into);
                from.CopyTo(to);
                total += to.Length;
            }
            catch (InvalidDataException error)
            {
                throw new ExtractFileException($"{name} is damaged: {plain} cannot be unpacked.", error);
            }
            if (total > limits.MaxUnpackedBytes)
            {
                throw TooMuch(name, "unpacked it would be far larger than any extract");
            }
        }
        if (found == 0)
        {
            throw new ExtractFileException($"{name} holds no CSV file.");
        }
    }

    /// <summary>Whether a file's name is that of a table as text.</summary>
    public static bool IsTable(string name) => Path.GetExtension(name).ToUpperInvariant() is ".CSV" or ".TXT" or ".TSV";

    private static ExtractFileException TooMuch(string name, string why) => new($"{name} was refused: {why}.");
}
