using System.Reflection;
using Kith.Practice.Operation;
using Kith.Practice.Store;
using Kith.Web.Telemetry;

namespace Kith.Web.Background;

/// <summary>What this node knows of itself: its version, its jobs, the room on its disks, and what went wrong here.</summary>
internal sealed class ThisNode(DatabaseEngine engine, JobLog jobs, RecentTroubles troubles, TelemetryOptions telemetry, IConfiguration configuration)
{
    /// <summary>The version of the program, with the beginning of the commit that it was built from where it is known.</summary>
    public static string Version { get; } =
        typeof(ThisNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } version
            ? version.Split('+') is [var number, { Length: > 8 } commit]
                ? $"{number} ({commit[..8]})"
                : version
            : "unknown";

    public HostFacts Facts()
    {
        var documents = configuration["Kith:Documents:Folder"];
        var embedded = engine is Kith.Data.Sqlite.SqliteEngine;
        var disks = new List<DiskRoom?> { Room(embedded ? "Database and uploads" : "Uploads that wait", engine.Folder) };
        if (documents is { Length: > 0 })
        {
            disks.Add(Room("Documents", Path.GetFullPath(documents)));
        }
        return new HostFacts(
            Version,
            Environment.MachineName,
            jobs.StartedAt,
            documents is { Length: > 0 } ? "In a folder of their own" : "In the database",
            [.. disks.OfType<DiskRoom>()],
            jobs.All,
            troubles.All,
            telemetry.IsOn
        );
    }

    private static DiskRoom? Room(string what, string folder)
    {
        try
        {
            var disk = new DriveInfo(folder);
            return new DiskRoom(what, folder, disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some kinds of disk do not tell.
            return null;
        }
    }
}
