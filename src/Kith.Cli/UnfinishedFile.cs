namespace Kith.Cli;

/// <summary>
/// A file that a command writes is written beside the name that was asked for and moved into place when it is whole, so that
/// what was cut short is never found under its name. What was not moved goes when this is disposed.
/// </summary>
public sealed class UnfinishedFile : IDisposable
{
    private UnfinishedFile(string target)
    {
        Target = target;
        Path = target + ".unfinished";
    }

    /// <summary>The file that was named, as a whole path.</summary>
    public string Target { get; }

    /// <summary>Where to write meanwhile.</summary>
    public string Path { get; }

    /// <summary>For a file that replaces an older one of its name.</summary>
    /// <exception cref="IOException">It is a folder, belongs to an authority, or nothing can be written there; the message says so.</exception>
    public static UnfinishedFile For(FileInfo file)
    {
        Demand(file);
        return new UnfinishedFile(file.FullName);
    }

    /// <summary>Makes the file's folder and refuses a name under which a command must not write, before any work is done for it.</summary>
    /// <exception cref="IOException">It is a folder, belongs to an authority, or nothing can be written there; the message says so.</exception>
    public static void Demand(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new IOException($"{file.FullName} is a folder: name a file in it.");
        }
        if (IsAnAuthoritys(file))
        {
            throw new IOException($"{file.FullName} is part of an authority and would be lost: name another file.");
        }
        var probe = $"{file.FullName}.{Environment.ProcessId}";
        try
        {
            file.Directory?.Create();
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new IOException($"{file.FullName} cannot be written: its folder is read-only, belongs to somebody else or is no folder. Name another file.", error);
        }
    }

    /// <summary>Puts the whole in place, over an older one.</summary>
    public void Finish() => File.Move(Path, Target, overwrite: true);

    public void Dispose() => File.Delete(Path);

    /// <summary>Database and key of an authority: whatever is written over them, nobody gets them back.</summary>
    private static bool IsAnAuthoritys(FileInfo file) =>
        file.Exists
        && (
            file.Name is "kith.db" or "kith.db-wal" or "kith.db-shm"
            || file.Name.StartsWith("kith.key", StringComparison.Ordinal)
            || (Environment.GetEnvironmentVariable("Kith__KeyFile") is { Length: > 0 } key && System.IO.Path.GetFullPath(key) == file.FullName)
        );
}
