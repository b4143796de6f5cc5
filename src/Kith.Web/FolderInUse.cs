using Kith.Practice.Store;

namespace Kith.Web;

/// <summary>
/// Holds the folder of an embedded authority for as long as this process serves it. Commands may work beside it; a second
/// host would take up imports, mail and disposals that the first is in the middle of.
/// </summary>
public sealed class FolderInUse : IDisposable
{
    /// <summary>Name of the file that says so. It is empty, and stays.</summary>
    public const string FileName = "kith.lock";

    private readonly FileStream held;

    private FolderInUse(FileStream held) => this.held = held;

    /// <summary>Takes hold of a folder. The system lets go of it when the process ends, however it ends.</summary>
    /// <exception cref="StartProblemException">Another host serves it.</exception>
    public static FolderInUse Hold(string folder)
    {
        DatabaseEngine.MakeFolder(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            return new FolderInUse(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (File.Exists(path) && !DiskTrouble.Is(taken))
        {
            throw new StartProblemException($"another Kith serves {folder} already. Stop that one first, or choose another folder with --data", taken);
        }
    }

    public void Dispose() => held.Dispose();
}
