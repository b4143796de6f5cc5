using System.Globalization;
using Kith.Practice.Import;

namespace Kith.Web.Pages.Import;

/// <summary>How a run is told.</summary>
public static class ImportWords
{
    /// <summary>«Done», «Loading, 40%».</summary>
    public static string State(ImportView run) =>
        run.State switch
        {
            ImportState.Waiting => "Waiting for its turn",
            ImportState.Running => run.Percent is { } percent ? $"Loading, {percent}%" : "Reading the file",
            ImportState.Done => run.Refused > 0 ? "Done, with rows refused" : "Done",
            _ => "Could not be loaded",
        };

    public static string Colour(ImportView run) =>
        run.State switch
        {
            ImportState.Waiting => "grey",
            ImportState.Running => "blue",
            ImportState.Done => run.Refused > 0 ? "yellow" : "green",
            _ => "red",
        };

    public static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
