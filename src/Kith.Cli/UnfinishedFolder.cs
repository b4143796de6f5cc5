namespace Kith.Cli;

/// <summary>
/// Files that a command writes are written beside the folder that was named and moved into place when all are there, so that
/// what was cut short is never found under its name. What was not moved goes when this is disposed.
/// </summary>
public sealed class UnfinishedFolder : IDisposable
{
    private UnfinishedFolder(string target)
    {
        Target = target;
        Folder = target + ".unfinished";
    }

    /// <summary>The folder that was named, as a whole path.</summary>
    public string Target { get; }

    /// <summary>Where to write meanwhile: there and empty.</summary>
    public string Folder { get; }

    /// <summary>For files that may stand among others or over older ones of the same name.</summary>
    /// <exception cref="IOException">A file has that name, or nothing can be written there; the message says so.</exception>
    public static UnfinishedFolder For(string folder)
    {
        var unfinished = new UnfinishedFolder(Path.GetFullPath(folder).TrimEnd('/', '\\'));
        if (File.Exists(unfinished.Target))
        {
            throw new IOException($"{unfinished.Target} is a file, not a folder.");
        }
        try
        {
            unfinished.Dispose();
            Directory.CreateDirectory(unfinished.Folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{unfinished.Target} cannot be written: what it stands in is read-only, belongs to somebody else or is no folder. Name another folder.", error);
        }
        return unfinished;
    }

    /// <summary>For files that must stand alone.</summary>
    /// <param name="why">What would go wrong if they did not, as the end of a sentence.</param>
    /// <exception cref="IOException">The folder is not empty, or nothing can be written there; the message says so.</exception>
    public static UnfinishedFolder ForNew(string folder, string why)
    {
        var target = Path.GetFullPath(folder).TrimEnd('/', '\\');
        return File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            ? throw new IOException($"{target} is there already and not empty: {why}.")
            : For(target);
    }

    /// <summary>Moves the whole into place.</summary>
    public void Finish()
    {
        if (Directory.Exists(Target))
        {
            Directory.Delete(Target);
        }
        Directory.Move(Folder, Target);
    }

    /// <summary>Moves each file into place, over an older one of its name.</summary>
    public void FinishAmongOthers()
    {
        Directory.CreateDirectory(Target);
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Move(file, Path.Combine(Target, Path.GetFileName(file)), overwrite: true);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
