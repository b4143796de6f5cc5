using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Kith.Practice.EdgeOfCare.Mapping.Graph;
using Kith.Standards.Calendar;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>What a map says, in plain words.</summary>
public static class MapWords
{
    private static readonly Dictionary<Enum, string> Names = [];

    /// <summary>A kind, a grade or another of the lists of a map, as people read it.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        lock (Names)
        {
            if (!Names.TryGetValue(value, out var name))
            {
                Names[value] = name = typeof(T).GetField(value.ToString())?.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? value.ToString();
            }
            return name;
        }
    }

    /// <summary>«since 3 May 2026», «3 May to 9 June 2026», «from when is not known».</summary>
    public static string When(LinkLine link) =>
        (link.From, link.To) switch
        {
            ({ } from, { } to) => $"{DateWords.Medium(from)} to {DateWords.Medium(to)}",
            ({ } from, null) => $"since {DateWords.Medium(from)}",
            (null, { } to) => $"until {DateWords.Medium(to)}",
            _ => "dates not known",
        };

    /// <summary>«goes to Bus station»: a link as its node reads it, whichever end it is.</summary>
    public static string From(LinkLine link, Guid node, NodeLine other) => link.FromId == node ? $"{Of(link.Kind)} {other.Name}" : $"{other.Name}: {Of(link.Kind)} this";

    /// <summary>How often somebody stands between others: «of every 100 shortest ways between two others, 34 lead past».</summary>
    public static string Between(double share) =>
        share switch
        {
            < 0.01 => "of every 100 shortest ways between two others, fewer than 1 leads past",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"of every 100 shortest ways between two others, {Math.Round(100 * share, MidpointRounding.AwayFromZero):0} lead past"
            ),
        };

    /// <summary>How the shares were worked out.</summary>
    public static string Method(Betweenness b) =>
        b.Sampled
            ? $"This map is large, so this is an estimate: the ways from {b.From:N0} starting points, spread evenly over the map, stand for all."
            : "Worked out from every starting point.";

    /// <summary>What a way comes to.</summary>
    public static string Path(MapPath path, bool reliable) =>
        path.Steps.Count == 0
            ? $"No way leads from {path.From.Name} to {path.To.Name} over the links you see."
            : $"{path.From.Name} and {path.To.Name} are {path.Steps.Count} {(path.Steps.Count == 1 ? "link" : "links")} apart{(reliable ? " on the way that can be relied on most" : "")}. The weakest link on it is {MapGrades.Words(path.Weakest)}.";
}
