using Kith.Practice.Store;

namespace Kith.Practice.Import;

/// <summary>Opens an extract by its kind.</summary>
internal static class Extracts
{
    /// <param name="source">See <see cref="Sources"/>.</param>
    /// <param name="path">The file, or for the dataset a folder or a zip.</param>
    /// <param name="name">What people call the file.</param>
    /// <param name="work">A folder for work in progress.</param>
    /// <exception cref="ExtractFileException">It cannot be read as that kind.</exception>
    public static Extract Open(string source, string path, string name, string work, ImportLimits limits, Clock clock)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new ExtractFileException($"There is no file or folder {name}.");
        }
        Directory.CreateDirectory(work);
        return source switch
        {
            Sources.CinCensus => CensusExtract.Open(path, name, clock),
            Sources.Ssd => SsdExtract.Open(path, name, work, limits, clock),
            Sources.AnnexA => AnnexAExtract.Open(path, name, work, limits, clock),
            _ => throw new ExtractFileException($"Kith does not know extracts of the kind «{source}»."),
        };
    }
}
