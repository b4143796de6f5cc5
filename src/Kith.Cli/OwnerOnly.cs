using System.Runtime.InteropServices;

namespace Kith.Cli;

/// <summary>
/// What commands write holds children's records: exports, returns, lists, backups. Files are for the account alone that
/// runs the command (0600, folders 0700), whatever its usual rights for new files are; whoever means them for others gives
/// them on.
/// </summary>
internal static class OwnerOnly
{
    private const uint OthersNothing = 0b000_111_111;

    /// <summary>Holds for every file and folder that this process and those it starts make from now on.</summary>
    public static void FromNow()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Mask(OthersNothing);
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Mask(uint mask);
}
