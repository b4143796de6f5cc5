namespace Kith.Practice.Store;

/// <summary>A disk without room, or one that may only be read: nobody's fault who is asking, and it passes.</summary>
public static class DiskTrouble
{
    // What the operating system calls it: Linux and macOS by number (no space, read-only, quota), Windows by result.
    private static readonly int[] Known = [28, 30, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027), unchecked((int)0x80070013)];

    /// <summary>Whether this, or what caused it, is such trouble with a file.</summary>
    public static bool Is(Exception error) => error is IOException file && Known.Contains(file.HResult) || (error.InnerException is { } inner && Is(inner));
}
