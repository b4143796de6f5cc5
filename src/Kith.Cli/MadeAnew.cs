using System.Data.Common;
using Kith.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace Kith.Cli;

/// <summary>
/// What a command makes where nothing was, so that it can go again when nothing came of it: an empty council that nobody
/// meant would be served, backed up and asked for by its name as a real one.
/// </summary>
internal sealed class MadeAnew
{
    private readonly string folder;
    private readonly bool hadDatabase;

    /// <summary>Folders that were not there, the innermost first.</summary>
    private readonly List<string> folders = [];

    /// <summary>Looks at what is there, before anything is made.</summary>
    public MadeAnew(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        hadDatabase = File.Exists(Path.Combine(this.folder, SqliteEngine.FileName));
        for (var at = Path.Combine(this.folder, "uploads"); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            folders.Add(at);
        }
    }

    /// <summary>Takes away what was made since. What was there, what a host serves and what anybody stands in stays.</summary>
    /// <param name="holds">Whether the embedded authority holds anybody.</param>
    public async Task TakeAway(Func<Task<bool>> holds)
    {
        var database = Path.Combine(folder, SqliteEngine.FileName);
        if (!hadDatabase && File.Exists(database))
        {
            try
            {
                if (File.Exists(Path.Combine(folder, "kith.lock")) || await holds())
                {
                    return;
                }
            }
            catch (DbException)
            {
                // It does not say, so it is left for a person to look at.
                return;
            }
            SqliteConnection.ClearAllPools();
            foreach (var file in new[] { database, database + "-wal", database + "-shm" })
            {
                File.Delete(file);
            }
        }
        foreach (var made in folders.Where(Directory.Exists))
        {
            if (Directory.EnumerateFileSystemEntries(made).Any())
            {
                return;
            }
            Directory.Delete(made);
        }
    }
}
